"""The migrations make, from nothing, exactly what the models say, on both databases."""

import sqlalchemy as sa

from passport import migrations
from passport.kernel.clock import FixedClock
from passport.kernel.database import Database, Session

GUARDS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'index')",
    "postgresql": """
        SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace
        UNION SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
        UNION SELECT proname, prosrc FROM pg_proc WHERE proname LIKE 'audit_note%'
    """,
}


async def _guards(session: Session) -> set[tuple[str, str]]:
    """Every constraint, index and trigger that guards the tables, but for Alembic's own."""
    rows = await session.execute(sa.text(GUARDS[session.get_bind().dialect.name]))
    return {
        (name, " ".join((definition or "").split()))
        for name, definition in rows
        if "alembic" not in name
    }


async def test_models_and_migrations_say_the_same(bare_address: str, clock: FixedClock) -> None:
    database = Database(bare_address, clock=clock)
    assert await migrations.pending(database)
    await migrations.upgrade(database)
    assert await migrations.drift(database) == []
    assert not await migrations.pending(database)
    await database.dispose()


async def test_migrations_keep_every_guard(bare_address: str, clock: FixedClock) -> None:
    database = Database(bare_address, clock=clock)
    await database.create()
    from_models = await database.read(_guards)
    await _empty(database)
    await migrations.upgrade(database)
    from_migrations = await database.read(_guards)
    assert from_migrations == from_models
    await database.dispose()


async def _empty(database: Database) -> None:
    metadata = sa.MetaData()
    async with database.engine.begin() as connection:
        await connection.run_sync(metadata.reflect)
        await connection.run_sync(metadata.drop_all)


async def test_migrations_come_back_down(bare_address: str, clock: FixedClock) -> None:
    database = Database(bare_address, clock=clock)
    await migrations.upgrade(database)
    await migrations.downgrade(database)
    async with database.engine.connect() as connection:
        tables = await connection.run_sync(lambda c: sa.inspect(c).get_table_names())
    assert set(tables) <= {"alembic_version"}
    await database.dispose()
