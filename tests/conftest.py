"""What every test may ask for: a database of each kind, a clock that stands still, people."""

import os
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest

os.environ.setdefault("PASSPORT_ENV", "test")
os.environ.setdefault("PREPARE_TRADES", "false")

from passport.kernel.clock import FixedClock
from passport.kernel.database import Database
from passport.kernel.ids import CountingIds
from passport.kernel.storage import Storage
from passport.models import import_models
from tests.services import POSTGRES, needs_postgres

import_models()

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture
def clock() -> FixedClock:
    """Monday 23 November 2026, nine in the morning in Paris."""
    return FixedClock(NOW)


@pytest.fixture
async def postgres() -> AsyncIterator[str]:
    """Address of an empty PostgreSQL database, dropped afterwards."""
    name = f"passport_{uuid4().hex[:12]}"
    admin = await asyncpg.connect(POSTGRES)
    await admin.execute(f"CREATE DATABASE {name}")
    try:
        yield f"{POSTGRES.rsplit('/', 1)[0]}/{name}"
    finally:
        await admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
        await admin.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=needs_postgres)])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """SQLAlchemy address of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'passport.db'}"
    plain: str = request.getfixturevalue("postgres")
    return plain.replace("postgresql://", "postgresql+asyncpg://")


@pytest.fixture
async def db(address: str, clock: FixedClock) -> AsyncIterator[Database]:
    """A database with every table and nobody in it."""
    database = Database(address, clock=clock, ids=CountingIds(clock))
    await database.create()
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
