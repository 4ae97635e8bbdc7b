"""A message leaves with its transaction, is handled, tried again, and given up in the end."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from passport.kernel import outbox
from passport.kernel.clock import FixedClock
from passport.kernel.database import Database, Session


async def _post(session: Session, name: str | None = None, **payload: Any) -> None:
    outbox.post(session, "greet", payload, name=name)
    await session.flush()


async def _messages(session: Session) -> list[outbox.OutboxMessage]:
    return list((await session.exec(select(outbox.OutboxMessage))).all())


async def test_a_message_is_handled_once_and_its_content_forgotten(db: Database) -> None:
    seen: list[dict[str, Any]] = []

    async def greet(payload: dict[str, Any]) -> None:
        seen.append(payload)

    await db.write(_post, who="Amina")
    worker = outbox.Worker(db, {"greet": greet})
    assert await worker.run_once() == 1
    assert await worker.run_once() == 0
    assert seen == [{"who": "Amina"}]
    (kept,) = await db.read(_messages)
    assert kept.payload == {}


async def test_nothing_leaves_a_transaction_that_failed(db: Database) -> None:
    async def fail(session: Session) -> None:
        await _post(session)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await db.write(fail)
    assert await db.read(_messages) == []


async def test_the_same_name_is_the_same_message(db: Database) -> None:
    await db.write(_post, "once")
    with pytest.raises(IntegrityError):
        await db.write(_post, "once")


async def test_a_failure_is_tried_later_then_given_up(db: Database, clock: FixedClock) -> None:
    tries = 0

    async def greet(_: dict[str, Any]) -> None:
        nonlocal tries
        tries += 1
        raise OSError

    await db.write(_post)
    worker = outbox.Worker(db, {"greet": greet})
    await worker.run_once()
    assert tries == 1
    for _ in range(outbox.ATTEMPTS + 3):
        clock.advance(timedelta(hours=2))
        await worker.run_once()
    assert tries == outbox.ATTEMPTS
    (kept,) = await db.read(_messages)
    assert kept.failed_at is not None
