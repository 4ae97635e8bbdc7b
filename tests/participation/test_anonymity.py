"""The administrator's attack: every table, system columns and all, against who said what."""

import time
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import cryptography.fernet
import pytest
import sqlalchemy as sa

from passport.kernel.clock import FixedClock
from passport.kernel.crypto import decrypt
from passport.kernel.database import Database, Session
from passport.participation import service
from tests.participation import people

VOTERS = 30
# For a random pairing of 30 the number of right pairs follows Poisson(1): 8 or more happens
# once in 100,000; over the dozen attacks below, once in 8,000 runs.
CHANCE = 8


async def _elect(db: Database, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Thirty people vote, minutes apart; half change their minds. The truth, in roll order."""
    seconds = time.time()
    hands = SimpleNamespace(time=lambda: seconds)
    monkeypatch.setattr(cryptography.fernet, "time", hands)
    place = await db.write(people.territory)
    asked = await db.write(people.consultation, place)
    voters = await db.write(people.people, place, VOTERS)
    codes = []
    for number, voter in enumerate(voters):
        clock.advance(timedelta(minutes=7))
        seconds += 420
        codes.append(await db.write(service.answer, voter, asked, {3: f"Je suis {number}"}))
    for number, (voter, code) in enumerate(zip(voters, codes, strict=True)):
        if number % 2:
            clock.advance(timedelta(minutes=7))
            seconds += 420
            await db.write(service.change, voter, code, {3: f"Je suis {number}"})
    return [voter.person_id.hex for voter in voters]


async def _dump(session: Session) -> tuple[list[Any], list[Any]]:
    """Both tables with what the engine keeps beside them: row places and transactions."""
    extra = (
        "rowid AS place, 0 AS written"
        if session.get_bind().dialect.name == "sqlite"
        else "ctid::text AS place, xmin::text::bigint AS written"
    )
    connection = await session.connection()
    roll, ballots = [
        (await connection.execute(sa.text(f"SELECT *, {extra} FROM {table}"))).all()
        for table in ("roll", "ballot")
    ]
    return list(roll), list(ballots)


def _place(row: Any) -> tuple[int, ...]:
    text = str(row.place).strip("()")
    return tuple(int(part) for part in text.split(","))


def _sealed_at(row: Any) -> int:
    return int(cryptography.fernet.Fernet(_any_key()).extract_timestamp(bytes(row.answers)))


def _any_key() -> str:
    from passport.settings import settings

    return settings().secret_keys[0]


ROLL: dict[str, Callable[[Any], Any]] = {
    "key": lambda row: str(row.id),
    "place": _place,
    "transaction": lambda row: (row.written, _place(row)),
    "person": lambda row: str(row.person_id),
}
BALLOTS: dict[str, Callable[[Any], Any]] = {
    "key": lambda row: str(row.id),
    "place": _place,
    "transaction": lambda row: (row.written, _place(row)),
    "sealing": _sealed_at,
    "receipt": lambda row: row.receipt,
}


async def _best_attack(db: Database, truth: list[str]) -> int:
    """The most right pairs that any ordering of one table against the other gives."""
    roll, ballots = await db.read(_dump)
    best = 0
    for by_roll in ROLL.values():
        people_ = [str(row.person_id).replace("-", "") for row in sorted(roll, key=by_roll)]
        for by_ballot in BALLOTS.values():
            words = [decrypt(bytes(row.answers)) for row in sorted(ballots, key=by_ballot)]
            right = sum(
                f'Je suis {truth.index(person)}"' in said
                for person, said in zip(people_, words, strict=True)
            )
            best = max(best, right)
    return best


async def test_an_administrator_does_no_better_than_chance(
    db: Database, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    truth = await _elect(db, clock, monkeypatch)
    assert await _best_attack(db, truth) < CHANCE


async def test_the_attack_wins_against_a_box_that_is_not_mixed(
    db: Database, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mutation: without the mixing, the places of the rows give the authors away."""
    monkeypatch.setattr(service, "mixed", list)
    truth = await _elect(db, clock, monkeypatch)
    assert await _best_attack(db, truth) >= CHANCE


async def test_the_whole_box_bears_one_time_and_one_transaction(
    db: Database, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _elect(db, clock, monkeypatch)
    _, ballots = await db.read(_dump)
    assert len({_sealed_at(row) for row in ballots}) == 1
    assert len({row.written for row in ballots}) == 1
    assert all(
        row.id[12] == "4" if isinstance(row.id, str) else row.id.version == 4 for row in ballots
    )


async def test_no_table_holds_the_code_or_a_time_of_the_vote(
    db: Database, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _elect(db, clock, monkeypatch)
    roll, ballots = await db.read(_dump)
    assert set(roll[0]._fields) == {"id", "consultation_id", "person_id", "place", "written"}
    assert set(ballots[0]._fields) == {
        "id",
        "consultation_id",
        "receipt",
        "answers",
        "place",
        "written",
    }
