"""Simulated people talk to the real service while its process is killed under them."""

import random
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from passport.conversation import transcript, words
from passport.conversation.engine.flow import flows
from passport.conversation.engine.policy import Step
from passport.conversation.journal import days
from passport.identity.models import Person as Account
from passport.kernel.actor import Actor, Role
from passport.kernel.database import Database, Session
from passport.record import service as record
from tests.conversation.lives.desk import Desk, Reply, Request
from tests.conversation.lives.life import Life, live
from tests.conversation.lives.play import MOST_TURNS
from tests.conversation.lives.player import Player

SEEDS = range(500, 506)
KILLED = range(500, 506, 2)
"""Lives in the middle of which the process is killed."""
WRITTEN = "Dans votre passeport"
LABELS = {*words.LABELS.values()} | {
    how.label for flow in flows().values() for how in flow.slots.values() if how.label
}
LOST_ANSWERS = 0.5
"""Share of the killings that come when all is written, but she has not heard of it."""


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
    player, rng = Player(life), random.Random(life.seed)
    reply, written = desk.ask(Request(person_id)), 0
    for number in range(MOST_TURNS * (len(life.experiences) + len(life.topics))):
        written += reply.shown.step is Step.SAVED
        said = player.answer(reply.shown, reply.card, saved=written, left=reply.left)
        if said is None:
            return reply.length
        request = Request(
            person_id, said.text, said.chip or "", reply.shown.key or "", f"{life.seed}-{number}"
        )
        killed = number in kills
        reply = _killed(desk, request, reply, rng) if killed else desk.ask(request)
        assert reply.length == number + 1
    raise AssertionError("no end")


def _killed(desk: Desk, request: Request, before: Reply, rng: random.Random) -> Reply:
    """The answer to a request, the process being killed while it works on it, or just after."""
    desk.send(request)
    if rng.random() < LOST_ANSWERS:
        desk.hear()
    else:
        time.sleep(rng.uniform(0, 0.06))
    desk.kill()
    back = desk.ask(Request(request.person))
    if back.length == before.length:
        # Nothing was kept of it: she finds the very screen she left.
        assert (back.shown, back.card) == (before.shown, before.card)
    return desk.ask(request)


def _content(item: Any) -> Any:
    """What an item says, without keys and times of its own."""
    if is_dataclass(item) and not isinstance(item, type):
        return {field.name: _content(getattr(item, field.name)) for field in fields(item)}
    if isinstance(item, tuple | list):
        return sorted((_content(each) for each in item), key=repr)
    return None if isinstance(item, UUID | datetime) else item


async def test_a_killed_process_loses_and_doubles_nothing(desk: Desk, db: Database) -> None:
    for seed in SEEDS:
        life = live(seed)
        person_id = await db.write(_account)
        turns = _talk(desk, life, person_id, set())
        passport = await db.read(record.passport, Actor(person_id, Role.BENEFICIARY))
        assert len(passport.experiences) == len(life.experiences)
        assert all(experience.quotes or experience.title for experience in passport.experiences)
        said = await db.read(transcript.read, Actor(person_id, Role.BENEFICIARY), most=turns)
        noted = {one for day in days(said) for line in day.lines for one in line.noted}
        assert WRITTEN in noted
        named = {one.partition("\u00a0: ")[0] for one in noted if "\u00a0: " in one}
        assert named <= LABELS
        if seed in KILLED:
            twin = await db.write(_account)
            kills = {random.Random(seed).randrange(turns)}
            assert _talk(desk, life, twin, kills) == turns
            again = await db.read(record.passport, Actor(twin, Role.BENEFICIARY))
            assert _content(again) == _content(passport)
    assert desk.starts == 1 + len(KILLED)
