"""One person, one counted answer, however many taps arrive at once; red without the constraint."""

import asyncio
import multiprocessing
from dataclasses import astuple

import sqlalchemy as sa
from sqlmodel import select

from passport.kernel.actor import Actor
from passport.kernel.database import Database, Session
from passport.kernel.errors import Conflict
from passport.models import import_models
from passport.participation import service
from passport.participation.models import Ballot, Roll
from tests.participation import people

PROCESSES = 3
VOTERS = 6


def _vote(address: str, voters: list[tuple[object, ...]], asked: object, start: object) -> None:
    """Everybody answers and, whatever came of it, answers again from another place."""
    import_models()

    async def one(database: Database, voter: Actor) -> None:
        try:
            await database.write(service.answer, voter, asked, {1: "good"})  # type: ignore[arg-type]
        except Conflict:
            return

    async def run() -> None:
        database = Database(address)
        start.wait()  # type: ignore[attr-defined]
        await asyncio.gather(*(one(database, Actor(*voter)) for voter in voters))  # type: ignore[arg-type]
        await database.dispose()

    asyncio.run(run())


async def _race(db: Database, address: str) -> tuple[int, int, int]:
    """Ballots, lines of the roll and people, after every process voted for everybody."""
    place = await db.write(people.territory)
    # The processes use the real time, so the consultation must run then.
    asked = await db.write(people.consultation, place)
    voters = await db.write(people.people, place, VOTERS)

    async def run_now(session: Session) -> None:
        await (await session.connection()).execute(
            sa.text(
                "UPDATE consultation SET opens_at = '2020-01-01 00:00:00+00',"
                " closes_at = '2120-01-01 00:00:00+00'"
                if not db.embedded
                else "UPDATE consultation SET opens_at = '2020-01-01 00:00:00.000000',"
                " closes_at = '2120-01-01 00:00:00.000000'"
            )
        )

    await db.write(run_now)
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(PROCESSES)
    workers = [
        context.Process(target=_vote, args=(address, [astuple(v) for v in voters], asked, start))
        for _ in range(PROCESSES)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        await asyncio.to_thread(worker.join)
        assert worker.exitcode == 0

    async def count(session: Session) -> tuple[int, int, int]:
        roll = (await session.exec(select(Roll.person_id))).all()
        ballots = (await session.exec(select(Ballot.receipt))).all()
        return len(ballots), len(roll), len(set(roll))

    return await db.read(count)


async def test_a_person_is_counted_once_under_concurrency(db: Database, address: str) -> None:
    assert await _race(db, address) == (VOTERS, VOTERS, VOTERS)


async def test_without_the_constraint_the_race_is_lost(db: Database, address: str) -> None:
    """The mutation: what holds is the database's constraint, and the race above can see it."""

    async def remove(session: Session) -> None:
        if not db.embedded:
            await (await session.connection()).execute(
                sa.text("ALTER TABLE roll DROP CONSTRAINT uq_roll_one_answer_each")
            )
            return
        await (await session.connection()).execute(sa.text("DROP TABLE roll"))
        await (await session.connection()).execute(
            sa.text(
                "CREATE TABLE roll (id CHAR(32) PRIMARY KEY, consultation_id CHAR(32) NOT NULL,"
                " person_id CHAR(32) NOT NULL)"
            )
        )

    await db.write(remove)
    ballots, lines, voters = await _race(db, address)
    assert ballots > VOTERS
    assert lines > voters == VOTERS
