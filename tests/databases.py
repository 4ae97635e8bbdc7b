"""Databases with every table and nobody in them, made once and emptied for each test.

Making the tables takes a second in PostgreSQL, emptying them a few milliseconds.
"""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

import asyncpg
from sqlmodel import SQLModel

from passport.kernel.database import Database
from tests.services import POSTGRES

# Not in the role of a replica, references between tables and the guards of what stays refuse.
_EMPTY = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid();
SET session_replication_role = replica;
"""
# A test that takes a guard away, or makes a table of its own, changes one of these.
_SHAPE = """
SELECT (SELECT count(*) FROM pg_class), (SELECT count(*) FROM pg_constraint),
       (SELECT count(*) FROM pg_trigger), (SELECT count(*) FROM pg_proc)
"""


async def administer(statement: str) -> None:
    """Run a statement that concerns whole databases."""
    connection = await asyncpg.connect(POSTGRES)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


@asynccontextmanager
async def fresh() -> AsyncIterator[str]:
    """Address, for SQLAlchemy, of a PostgreSQL database without tables, dropped afterwards."""
    name = new_name()
    await administer(f"CREATE DATABASE {name}")
    try:
        yield engine_address(plain_address(name))
    finally:
        await administer(f"DROP DATABASE {name} WITH (FORCE)")


def new_name() -> str:
    """A name that no database has."""
    return f"passport_{uuid4().hex[:12]}"


def plain_address(name: str) -> str:
    """Where the PostgreSQL database of that name is."""
    return f"{POSTGRES.rsplit('/', 1)[0]}/{name}"


def engine_address(plain: str) -> str:
    """What SQLAlchemy calls a PostgreSQL address."""
    return plain.replace("postgresql://", "postgresql+asyncpg://")


async def _make_tables(address: str) -> None:
    database = Database(address)
    await database.create()
    await database.dispose()


class SharedPostgres:
    """One PostgreSQL database, lent to one test after the other."""

    def __init__(self) -> None:
        """Nothing is made before it is asked for."""
        self._name = new_name()
        self._plain = plain_address(self._name)
        self._shape: asyncpg.Record | None = None

    async def emptied(self) -> str:
        """Its address, for SQLAlchemy, with nobody in it.

        Made again when a test changed its tables.
        """
        if self._shape is None or not await self._emptied():
            await self.drop()
            await administer(f"CREATE DATABASE {self._name}")
            await _make_tables(engine_address(self._plain))
            connection = await asyncpg.connect(self._plain)
            self._shape = await connection.fetchrow(_SHAPE)
            await connection.close()
        return engine_address(self._plain)

    async def _emptied(self) -> bool:
        connection = await asyncpg.connect(self._plain)
        try:
            if await connection.fetchrow(_SHAPE) != self._shape:
                return False
            tables = (f'DELETE FROM "{name}"' for name in SQLModel.metadata.tables)
            await connection.execute(_EMPTY + ";".join(tables))
            return True
        finally:
            await connection.close()

    async def drop(self) -> None:
        """Take it away for good."""
        await administer(f"DROP DATABASE IF EXISTS {self._name} WITH (FORCE)")


class SharedSqlite:
    """One SQLite file, put back for one test after the other."""

    def __init__(self, folder: Path) -> None:
        """Keep it in ``folder``; nothing is made before it is asked for."""
        self._made, self._lent = folder / "made.db", folder / "passport.db"

    async def emptied(self) -> str:
        """Its address, for SQLAlchemy, with nobody in it."""
        if not self._made.exists():
            await _make_tables(_sqlite(self._made))
        for left in self._lent.parent.glob("passport.db*"):
            left.unlink()
        shutil.copy(self._made, self._lent)
        return _sqlite(self._lent)


def _sqlite(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"
