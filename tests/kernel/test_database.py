"""The unit of work: commits, throws away, retries, and guards its own types."""

import asyncio
import multiprocessing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import asyncpg
import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from passport.kernel.audit import AuditNote, note
from passport.kernel.clock import FixedClock
from passport.kernel.database import Database, Session
from passport.kernel.outbox import OutboxMessage
from tests.databases import SharedPostgres
from tests.services import needs_postgres


async def _write(session: Session, what: str) -> None:
    note(session, None, what)


async def _read(session: Session) -> list[AuditNote]:
    return list((await session.exec(select(AuditNote))).all())


async def test_write_is_kept(db: Database, clock: FixedClock) -> None:
    await db.write(_write, "login")
    (found,) = await db.read(_read)
    assert found.what == "login"
    assert found.at == clock.now()


async def test_a_reading_cannot_write(db: Database) -> None:
    async def write(session: Session) -> None:
        note(session, None, "login")
        await session.flush()

    with pytest.raises(DBAPIError):
        await db.read(write)
    assert await db.read(_read) == []


async def test_a_failure_keeps_nothing(db: Database) -> None:
    async def fail(session: Session) -> None:
        note(session, None, "login")
        await session.flush()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await db.write(fail)
    assert await db.read(_read) == []


async def test_instants_come_back_in_utc(db: Database) -> None:
    paris = datetime(2026, 7, 1, 14, 30, tzinfo=timezone(timedelta(hours=2)))

    async def write(session: Session) -> None:
        session.add(AuditNote(id=session.new_id(), at=paris, what="x"))

    await db.write(write)
    (found,) = await db.read(_read)
    assert found.at == datetime(2026, 7, 1, 12, 30, tzinfo=UTC)
    assert found.at.tzinfo is UTC


async def test_naive_instants_are_refused(db: Database) -> None:
    paris_wall_clock = datetime(2026, 7, 1, tzinfo=UTC).replace(tzinfo=None)

    async def write(session: Session) -> None:
        session.add(AuditNote(id=session.new_id(), at=paris_wall_clock, what="x"))

    with pytest.raises(sa.exc.StatementError):
        await db.write(write)


async def test_sqlite_enforces_foreign_keys_and_waits(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'x.db'}")

    async def pragmas(session: Session) -> list[object]:
        return [
            (await session.execute(sa.text(f"PRAGMA {name}"))).scalar_one()
            for name in ("foreign_keys", "journal_mode", "busy_timeout")
        ]

    assert await database.read(pragmas) == [1, "wal", 5000]
    await database.dispose()


def _count_up(address: str, times: int) -> None:
    async def one(session: Session) -> None:
        row = (await session.exec(select(OutboxMessage).with_for_update())).one()
        session.add(row)
        row.attempts += 1

    async def run() -> None:
        database = Database(address)
        for _ in range(times):
            await database.write(one)
        await database.dispose()

    asyncio.run(run())


async def test_writers_in_several_processes_lose_nothing(db: Database, address: str) -> None:
    async def start(session: Session) -> None:
        session.add(OutboxMessage(id=session.new_id(), kind="count", due=session.now()))

    async def count(session: Session) -> int:
        return (await session.exec(select(OutboxMessage.attempts))).one()

    await db.write(start)
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_count_up, args=(address, 25)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        await asyncio.to_thread(worker.join)
    assert await db.read(count) == 100


@needs_postgres
async def test_connections_that_the_server_closed_are_replaced(
    shared_postgresql: SharedPostgres,
) -> None:
    address = await shared_postgresql.emptied()
    database = Database(address)

    async def count(session: Session) -> int:
        return int((await session.execute(sa.text("SELECT 1"))).scalar_one())

    assert await asyncio.gather(*(database.read(count) for _ in range(4))) == [1] * 4
    admin = await asyncpg.connect(address.replace("+asyncpg", ""))
    await admin.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    await admin.close()
    assert await asyncio.gather(*(database.read(count) for _ in range(4))) == [1] * 4
    assert await database.write(count) == 1
    await database.dispose()
