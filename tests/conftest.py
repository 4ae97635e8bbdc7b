"""What every test may ask for: a database of each kind, a clock that stands still, people."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

os.environ.setdefault("PASSPORT_ENV", "test")
os.environ.setdefault("PREPARE_TRADES", "false")

from passport.kernel.clock import FixedClock
from passport.kernel.database import Database
from passport.kernel.ids import CountingIds
from passport.kernel.storage import Storage
from passport.models import import_models
from tests.databases import SharedPostgres, SharedSqlite, fresh
from tests.services import needs_postgres

import_models()

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture
def clock() -> FixedClock:
    """Monday 23 November 2026, nine in the morning in Paris."""
    return FixedClock(NOW)


@pytest.fixture(scope="session")
def shared_postgresql() -> Iterator[SharedPostgres]:
    """The PostgreSQL database that tests use one after the other."""
    shared = SharedPostgres()
    yield shared
    asyncio.run(shared.drop())


@pytest.fixture(scope="session")
def shared_sqlite(tmp_path_factory: pytest.TempPathFactory) -> SharedSqlite:
    """The SQLite file that tests use one after the other."""
    return SharedSqlite(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=needs_postgres)])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Each kind of database in turn. A module that needs one alone says which, and why."""
    return str(request.param)


@pytest.fixture
async def address(database_kind: str, request: pytest.FixtureRequest) -> str:
    """SQLAlchemy address of a database with every table and nobody in it."""
    shared: SharedSqlite | SharedPostgres = request.getfixturevalue(f"shared_{database_kind}")
    return await shared.emptied()


@pytest.fixture
async def bare_address(database_kind: str, tmp_path: Path) -> AsyncIterator[str]:
    """SQLAlchemy address of a database without tables, of each kind in turn."""
    if database_kind == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'passport.db'}"
        return
    async with fresh() as made:
        yield made


@pytest.fixture(scope="session")
def engines() -> dict[str, tuple[AsyncEngine, AsyncEngine]]:
    """The engines of each address: they know the statements that earlier tests compiled."""
    return {}


@pytest.fixture
async def db(
    address: str, clock: FixedClock, engines: dict[str, tuple[AsyncEngine, AsyncEngine]]
) -> AsyncIterator[Database]:
    """A database with every table and nobody in it."""
    database = Database(address, clock=clock, ids=CountingIds(clock))
    own = (database.engine, database._reader)
    database.engine, database._reader = engines.setdefault(address, own)
    yield database
    await database.dispose()


@pytest.fixture
def files(tmp_path: Path) -> Storage:
    """A private storage in a folder of its own."""
    return Storage.folder(tmp_path / "files")


@pytest.fixture(autouse=True)
def _french() -> Iterator[None]:
    from passport.kernel.i18n import use_locale

    with use_locale("fr"):
        yield
