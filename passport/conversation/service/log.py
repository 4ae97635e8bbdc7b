"""The log of a person's conversation: read to be replayed, and added to one turn at a time."""

import json

from sqlalchemy import text as sql
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from passport.conversation import words
from passport.conversation.engine.commands import (
    Another,
    Confirm,
    Turn,
    from_json,
    to_json,
)
from passport.conversation.engine.dialogue import replay
from passport.conversation.models import ConversationTurn
from passport.kernel.actor import Actor
from passport.kernel.database import Session
from passport.kernel.errors import Conflict

SHOWN = 6
"""Turns of the thread that a screen shows."""

BEFORE = 2 * SHOWN
"""Turns read at least before the last yes."""


async def known(session: Session, actor: Actor, key: str) -> bool:
    """Whether the sending ``key`` has been taken already."""
    query = select(ConversationTurn.id).where(
        col(ConversationTurn.person_id) == actor.person_id, col(ConversationTurn.key) == key
    )
    return (await session.exec(query)).first() is not None


async def turns(session: Session, actor: Actor, *, to_write: bool = True) -> list[Turn]:
    """The turns from the card before on, in order: what is shown, and what is needed to go on.

    ``to_write`` makes two sendings of one person wait for each other.
    """
    if to_write and session.get_bind().dialect.name == "postgresql":
        connection = await session.connection()
        await connection.execute(
            sql("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"),
            {"name": f"conversation:{actor.person_id}"},
        )
    mine = col(ConversationTurn.person_id) == actor.person_id
    closed = (
        select(ConversationTurn.sequence)
        .where(mine, col(ConversationTurn.closes).is_(True))
        .order_by(col(ConversationTurn.sequence).desc())
        .limit(2)
    )
    closings = (await session.exec(closed)).all()
    query = select(ConversationTurn).where(mine).order_by(col(ConversationTurn.sequence))
    if len(closings) > 1:
        # The last card whole, so that its yes can be taken back.
        since = min(closings[0] - BEFORE, closings[1])
        query = query.where(col(ConversationTurn.sequence) >= since)
    rows = (await session.exec(query)).all()
    return [from_json(json.loads(row.event)) for row in rows]


async def add(
    session: Session, actor: Actor, turn: Turn, log: list[Turn], key: str | None
) -> list[Turn]:
    """The log with ``turn`` at its end. Raises ``Conflict`` when another one was quicker."""
    longer = [*log, turn]
    ends = any(isinstance(command, Confirm | Another) for command in turn.commands)
    session.add(
        ConversationTurn(
            id=session.new_id(),
            person_id=actor.person_id,
            sequence=turn.number,
            key=key,
            # What waits for its turn is still needed: only an empty table closes.
            closes=ends and not replay(longer).waiting,
            event=json.dumps(to_json(turn), ensure_ascii=False),
            created_at=session.now(),
        )
    )
    try:
        await session.flush()
    except IntegrityError:
        raise Conflict(words.BUSY) from None
    return longer
