"""Messages that leave with the transaction that caused them, and the worker that sends them.

A use case posts a message in its own transaction; the worker reads it afterwards, so that nothing
is announced that was not kept and nothing kept goes unannounced. Handlers are idempotent: a message
whose handler died is given again.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
import structlog
from sqlmodel import Field, col, select

from passport.kernel.database import Database, Json, Session, Table, UtcDateTime

log = structlog.get_logger(__name__)

ATTEMPTS = 8
# How long a worker may hold a message before another takes it up.
HOLD = timedelta(minutes=5)


class OutboxMessage(Table, table=True):
    """A message to send, once, at ``due`` or soon after."""

    __tablename__ = "outbox_message"

    kind: str = Field(max_length=60)
    payload: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    # Two messages with the same name are one message.
    name: str | None = Field(default=None, max_length=200, unique=True)
    due: datetime = Field(sa_type=UtcDateTime, index=True)
    attempts: int = 0
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    failed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


Handler = Callable[[dict[str, Any]], Awaitable[None]]


def post(
    session: Session,
    kind: str,
    payload: dict[str, Any],
    *,
    due: datetime | None = None,
    name: str | None = None,
) -> None:
    """Send ``payload`` to the handler of ``kind`` once this transaction is kept."""
    session.add(
        OutboxMessage(
            id=session.new_id(), kind=kind, payload=payload, name=name, due=due or session.now()
        )
    )


async def _take(session: Session, kinds: tuple[str, ...]) -> OutboxMessage | None:
    """The next due message, held so that no other worker takes it meanwhile."""
    query = (
        select(OutboxMessage)
        .where(
            col(OutboxMessage.done_at).is_(None),
            col(OutboxMessage.failed_at).is_(None),
            col(OutboxMessage.due) <= session.now(),
            col(OutboxMessage.kind).in_(kinds),
        )
        .order_by(col(OutboxMessage.due))
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    message = (await session.exec(query)).first()
    if message is not None:
        message.attempts += 1
        message.due = session.now() + HOLD
    return message


async def _settle(session: Session, message: OutboxMessage, failed: bool) -> None:
    values: dict[str, Any]
    if not failed:
        values = {"done_at": session.now(), "payload": {}}
    elif message.attempts >= ATTEMPTS:
        values = {"failed_at": session.now()}
    else:
        values = {"due": session.now() + timedelta(seconds=10 * 2**message.attempts)}
    await session.execute(
        sa.update(OutboxMessage).where(col(OutboxMessage.id) == message.id).values(**values)
    )


class Worker:
    """Gives due messages to their handlers."""

    def __init__(self, database: Database, handlers: Mapping[str, Handler]) -> None:
        """Send what is in ``database`` to ``handlers``, by kind."""
        self._database = database
        self._handlers = dict(handlers)

    async def run_once(self) -> int:
        """Handle everything that is due; the number of messages handled."""
        handled = 0
        kinds = tuple(self._handlers)
        while message := await self._database.write(_take, kinds):
            failed = False
            try:
                await self._handlers[message.kind](message.payload)
            except Exception:
                failed = True
                log.exception("outbox.failed", kind=message.kind, attempts=message.attempts)
            await self._database.write(_settle, message, failed)
            handled += 1
        return handled

    async def run(self, pause: float = 1.0) -> None:
        """Handle what is due, again and again, ``pause`` seconds apart, until cancelled."""
        while True:
            try:
                await self.run_once()
            except Exception:
                log.exception("outbox.unreachable")
            await asyncio.sleep(pause)
