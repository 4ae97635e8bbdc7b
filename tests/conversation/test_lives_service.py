"""Simulated people talk to the real service while its process is killed under them."""

import random
import time
from collections.abc import Iterator
from uuid import UUID

import pytest

from passport.conversation.engine.policy import Step
from passport.identity.models import Person as Account
from passport.kernel.actor import Actor, Role
from passport.kernel.database import Database, Session
from passport.record import service as record
from tests.conversation.lives.desk import Desk, Reply, Request
from tests.conversation.lives.life import Life, live
from tests.conversation.lives.person import Person
from tests.conversation.lives.play import MOST_TURNS, play

SEEDS = range(500, 512)
KILLED = range(500, 512, 4)
"""Lives in the middle of which the process is killed."""


@pytest.fixture
def desk(address: str, db: Database) -> Iterator[Desk]:
    served = Desk(address)
    yield served
    served.close()


async def _account(session: Session) -> UUID:
    account = Account(
        id=session.new_id(),
        role=Role.BENEFICIARY,
        given_name="Amina",
        family_name="Benali",
        created_at=session.now(),
    )
    session.add(account)
    await session.flush()
    return account.id


def _talk(desk: Desk, life: Life, person_id: UUID, kills: set[int]) -> int:
    """Play ``life`` to its end; the number of turns. The process dies at the turns of ``kills``."""
    person, rng = Person(life), random.Random(life.seed)
    reply = desk.ask(Request(person_id))
    for number in range(MOST_TURNS * len(life.experiences)):
        shown = reply.shown
        if shown.step is Step.SAVED and not person.next_experience():
            return reply.length
        said = person.answer(shown, reply.card)
        request = Request(
            person_id, said.text, said.chip or "", shown.key or "", f"{life.seed}-{number}"
        )
        killed = number in kills
        reply = _killed(desk, request, reply, rng) if killed else desk.ask(request)
        assert reply.length == number + 1
    raise AssertionError("no end")


def _killed(desk: Desk, request: Request, before: Reply, rng: random.Random) -> Reply:
    """The answer to a request, the process being killed while it works on it."""
    desk.send(request)
    time.sleep(rng.uniform(0, 0.06))
    desk.kill()
    back = desk.ask(Request(request.person))
    if back.length == before.length:
        # Nothing was kept of it: she finds the very screen she left.
        assert (back.shown, back.card) == (before.shown, before.card)
    return desk.ask(request)


async def test_a_killed_process_loses_and_doubles_nothing(desk: Desk, db: Database) -> None:
    for seed in SEEDS:
        life = live(seed)
        straight = play(life)
        person_id = await db.write(_account)
        rng = random.Random(seed)
        turns = len(straight.log)
        kills = {rng.randrange(turns)} if seed in KILLED else set()
        assert _talk(desk, life, person_id, kills) == turns
        passport = await db.read(record.passport, Actor(person_id, Role.BENEFICIARY))
        written = [told.saved.values for told in straight.told if told.saved is not None]
        assert len(passport.experiences) == len(written)
        for experience in passport.experiences:
            held = next(
                values
                for values in written
                if list(experience.tasks) == [v.text for v in values.get("tasks", ())]
                and experience.place == "".join(v.text for v in values.get("place", ()))
                and experience.kind == values["kind"][0].text
            )
            assert experience.employer == "".join(v.text for v in held.get("employer", ()))
            assert experience.started == "".join(v.text for v in held.get("start", ()))
            assert experience.ended == "".join(v.text for v in held.get("end", ()))
            said = {v.said.strip() for v in held.get("words", ())}
            assert {quote.text for quote in experience.quotes} == said
    assert desk.starts == 1 + len(KILLED)
