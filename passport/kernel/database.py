"""The database: an asynchronous engine, one short transaction for each use case.

SQLite is the embedded default (write-ahead log, foreign keys, writes that take their lock at once);
PostgreSQL is for service. A use case is a coroutine function whose first argument is a ``Session``;
``Database.read`` and ``Database.write`` open the session, run it, and close it.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine
from sqlmodel import Field, SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from passport.kernel.clock import Clock, SystemClock
from passport.kernel.errors import Unavailable
from passport.kernel.i18n import N_
from passport.kernel.ids import IdSource, RandomIds
from passport.settings import settings

P = ParamSpec("P")
T = TypeVar("T")

ATTEMPTS = 6
BUSY_TIMEOUT_MS = 5_000

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Table(SQLModel):
    """Base of every table: a UUIDv7 key, given by the session that makes the row."""

    id: UUID = Field(primary_key=True)


class UtcDateTime(sa.TypeDecorator[datetime]):
    """An instant: aware on the way in and out, kept in UTC."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Refuse a naive time, which would mean nothing."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> datetime | None:
        """SQLite forgets the zone: it is UTC."""
        if value is None:
            return None
        instant: datetime = value
        return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)


Json = sa.JSON().with_variant(JSONB(), "postgresql")


def choice(values: type[StrEnum]) -> sa.Enum:
    """Column type for an enumeration: its value as text, checked by the database."""
    return sa.Enum(
        values,
        native_enum=False,
        create_constraint=True,
        length=40,
        name=values.__name__.lower(),
        values_callable=lambda members: [member.value for member in members],
    )


class Session(AsyncSession):
    """A unit of work: the database, the time and the source of identifiers."""

    def __init__(
        self, *args: Any, clock: Clock | None = None, ids: IdSource | None = None, **kwargs: Any
    ) -> None:
        """Take ``clock`` and ``ids`` as given."""
        super().__init__(*args, **kwargs)
        self.clock: Clock = clock or SystemClock()
        self.ids: IdSource = ids or RandomIds()

    def now(self) -> datetime:
        """The present of this unit of work, in UTC."""
        return self.clock.now()

    def new_id(self) -> UUID:
        """The key of a new row."""
        return self.ids.new()


class Database:
    """Runs use cases, each in one transaction of its own."""

    def __init__(
        self, address: str, *, clock: Clock | None = None, ids: IdSource | None = None
    ) -> None:
        """Prepare an engine for ``address``; nothing is opened before the first use case."""
        self.clock = clock or SystemClock()
        self.ids = ids or RandomIds()
        self.engine = _engine(address)
        self._reader = _engine(address, to_read=True)
        self._sessions = async_sessionmaker(class_=Session, expire_on_commit=False)
        # SQLite has one writer: queue here, fairly, rather than in its busy loop.
        self._writer = asyncio.Lock() if self.embedded else None

    @property
    def embedded(self) -> bool:
        """Whether this is SQLite."""
        return self.engine.dialect.name == "sqlite"

    async def read(
        self,
        use_case: Callable[Concatenate[Session, P], Awaitable[T]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Run ``use_case``, which only reads: the database refuses any change."""
        return await self._again(self._read_once, use_case, *args, **kwargs)

    async def write(
        self,
        use_case: Callable[Concatenate[Session, P], Awaitable[T]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Run ``use_case`` and commit; run it again when the database asks for it.

        Raises ``Unavailable`` when the database stays too busy.
        """
        return await self._again(self._write_once, use_case, *args, **kwargs)

    async def _again(self, once: Callable[..., Awaitable[T]], *args: object, **kwargs: object) -> T:
        for attempt in range(ATTEMPTS):
            try:
                return await once(*args, **kwargs)
            except DBAPIError as error:
                if not _passing(error):
                    raise
                await asyncio.sleep(random.uniform(0, 0.02 * 2**attempt))
        raise Unavailable(N_("Beaucoup de monde en ce moment. Réessayez dans une minute."))

    async def _read_once(
        self,
        use_case: Callable[Concatenate[Session, P], Awaitable[T]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        async with self._session(self._reader) as session:
            return await use_case(session, *args, **kwargs)

    async def _write_once(
        self,
        use_case: Callable[Concatenate[Session, P], Awaitable[T]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        if self._writer is None:
            async with self._session(self.engine) as session:
                result = await use_case(session, *args, **kwargs)
                await session.commit()
                return result
        async with self._writer, self._session(self.engine) as session:
            await session.connection(execution_options={"passport_write": True})
            result = await use_case(session, *args, **kwargs)
            await session.commit()
            return result

    @asynccontextmanager
    async def _session(self, engine: AsyncEngine) -> AsyncIterator[Session]:
        async with self._sessions(bind=engine, clock=self.clock, ids=self.ids) as session:
            yield session

    async def create(self) -> None:
        """Make every table straight from the models: for tests, the product migrates."""
        async with self.engine.begin() as connection:
            await connection.run_sync(SQLModel.metadata.create_all)

    async def ping(self) -> None:
        """Raise when the database does not answer."""
        async with self.engine.connect() as connection:
            await connection.execute(sa.text("SELECT 1"))

    async def dispose(self) -> None:
        """Close every connection."""
        await self.engine.dispose()
        await self._reader.dispose()


def _passing(error: DBAPIError) -> bool:
    """Whether trying again may help.

    Serialization failure, deadlock, a locked file, or a connection that the server closed while it
    waited in the pool (asking before each use would cost a round trip each time).
    """
    state = getattr(error.orig, "sqlstate", None)
    if error.connection_invalidated or state in {"40001", "40P01"}:
        return True
    return isinstance(error, OperationalError) and "database is locked" in str(error.orig)


def _engine(address: str, *, to_read: bool = False) -> AsyncEngine:
    if make_url(address).get_backend_name() != "sqlite":
        return _postgresql(address, to_read=to_read)
    path = make_url(address).database
    if path:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(address)

    @event.listens_for(engine.sync_engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        # The driver must not begin transactions by itself: ``_begin`` below does.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        if to_read:
            cursor.execute("PRAGMA query_only = ON")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get("passport_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgresql(address: str, *, to_read: bool) -> AsyncEngine:
    pool: dict[str, Any] = {"pool_size": 10, "max_overflow": 10}
    if not to_read:
        return create_async_engine(address, **pool)
    # At the isolation that PostgreSQL gives by default every statement sees the present anyway: a
    # transaction around what only reads would cost two round trips and guard nothing.
    return create_async_engine(
        address,
        isolation_level="AUTOCOMMIT",
        connect_args={"server_settings": {"default_transaction_read_only": "on"}},
        **pool,
    )


@lru_cache(maxsize=1)
def database() -> Database:
    """The process's database, from its settings."""
    return Database(settings().database_address)
