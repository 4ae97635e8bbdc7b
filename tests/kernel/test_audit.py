"""The database keeps what was written down, whoever asks to change it."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from passport.kernel import audit
from passport.kernel.database import Database, Session


async def _write(session: Session, at: datetime) -> None:
    audit.note(session, None, "login")
    await session.flush()
    session.expunge_all()


@pytest.fixture
async def noted(db: Database, clock) -> Database:  # type: ignore[no-untyped-def]
    """One note of today, by the machine's clock: the database has its own."""
    clock.advance(datetime.now(UTC) - clock.now())
    await db.write(_write, clock.now())
    return db


async def _run(base: Database, sentence: str) -> None:
    async with base.engine.begin() as connection:
        await connection.execute(sa.text(sentence))


async def _count(base: Database) -> int:
    async with base.engine.connect() as connection:
        found: int = (await connection.execute(sa.text("SELECT count(*) FROM audit_note"))).scalar()
        return found


@pytest.mark.parametrize(
    "sentence",
    [
        "UPDATE audit_note SET what = 'nothing'",
        "UPDATE audit_note SET at = '2020-01-01'",
        "DELETE FROM audit_note",
        "DELETE FROM audit_note WHERE what = 'login'",
        "TRUNCATE audit_note",
    ],
)
async def test_a_note_is_neither_changed_nor_removed(noted: Database, sentence: str) -> None:
    if noted.embedded and sentence.startswith("TRUNCATE"):
        pytest.skip("SQLite has no TRUNCATE")
    with pytest.raises(DBAPIError, match="audit_note_stays"):
        await _run(noted, sentence)
    assert await _count(noted) == 1


async def test_without_the_guard_a_note_is_changed(noted: Database) -> None:
    """The same sentences go through when the guard is taken away, or they would prove nothing."""
    drop = (
        ["DROP TRIGGER audit_note_stays_update", "DROP TRIGGER audit_note_stays_delete"]
        if noted.embedded
        else ["DROP TRIGGER audit_note_stays ON audit_note"]
    )
    for sentence in drop:
        await _run(noted, sentence)
    await _run(noted, "UPDATE audit_note SET what = 'nothing'")
    await _run(noted, "DELETE FROM audit_note")
    assert await _count(noted) == 0


async def test_a_note_may_go_after_a_year(db: Database, clock) -> None:  # type: ignore[no-untyped-def]
    """No longer than the CNIL recommends for logs."""
    clock.advance(datetime.now(UTC) - clock.now() - timedelta(days=367))
    await db.write(_write, clock.now())
    clock.advance(timedelta(days=366))
    await db.write(_write, clock.now())
    await db.write(audit.purge)
    assert await _count(db) == 2
    clock.advance(timedelta(days=2))
    await db.write(audit.purge)
    assert await _count(db) == 1
