"""What a person said in her conversation, day by day, and how she erases it.

Nothing here touches her passport: what she said yes to stays there, with its quotes.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import delete
from sqlmodel import col, select

from passport.conversation import words
from passport.conversation.engine.commands import Turn, Undo, from_json, to_json
from passport.conversation.models import ConversationTurn
from passport.conversation.service import ZONE
from passport.kernel.actor import Actor
from passport.kernel.database import Session
from passport.kernel.errors import NotFound

AT_ONCE = 60
"""Turns that are read at a time."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One turn that is kept. ``undone``: she took it back."""

    turn: Turn
    undone: bool

    @property
    def day(self) -> date:
        """The day in France on which she said it."""
        return self.turn.at.astimezone(ZONE).date()


@dataclass(frozen=True, slots=True)
class Transcript:
    """What she said, the latest first. ``more`` says that there are older turns."""

    entries: tuple[Entry, ...]
    more: bool


async def read(session: Session, actor: Actor, *, most: int = AT_ONCE) -> Transcript:
    """Her ``most`` latest turns; what was erased is not there."""
    query = _mine(actor).order_by(col(ConversationTurn.sequence).desc()).limit(most + 1)
    rows = (await session.exec(query)).all()
    turns = [from_json(json.loads(row.event)) for row in rows[:most]]
    undone = {
        command.turn for turn in turns for command in turn.commands if isinstance(command, Undo)
    }
    entries = (Entry(turn, turn.number in undone) for turn in turns if turn.text)
    return Transcript(tuple(entries), len(rows) > most)


async def erase_turn(session: Session, actor: Actor, number: int) -> None:
    """Destroy what she said at one turn, and what was noted from it.

    Raises ``NotFound`` when she has no such turn.
    """
    rows = (await session.exec(_mine(actor).where(col(ConversationTurn.sequence) == number))).all()
    await _empty(session, rows)


async def erase_day(session: Session, actor: Actor, day: date) -> None:
    """Destroy what she said on ``day``, in France. Raises ``NotFound`` for a day without words."""
    start = datetime.combine(day, time(), ZONE)
    end = datetime.combine(day + timedelta(days=1), time(), ZONE)
    at = col(ConversationTurn.created_at)
    rows = (await session.exec(_mine(actor).where(at >= start, at < end))).all()
    await _empty(session, rows)


async def erase_all(session: Session, actor: Actor) -> None:
    """Destroy the whole transcript, and the card that was not finished."""
    await session.exec(
        delete(ConversationTurn).where(col(ConversationTurn.person_id) == actor.person_id)
    )


def _mine(actor: Actor):  # type: ignore[no-untyped-def] # the library's own type has no short name
    return select(ConversationTurn).where(col(ConversationTurn.person_id) == actor.person_id)


async def _empty(session: Session, rows: Iterable[ConversationTurn]) -> None:
    """Take her words out of turns.

    What moved the conversation without her words stays (a yes, a stop, something taken back):
    without it, what comes before would be open again.
    """
    found = False
    for row in rows:
        turn = from_json(json.loads(row.event))
        found = found or bool(turn.text)
        moves = tuple(each for each in turn.commands if getattr(each, "value", None) is None)
        if not moves:
            await session.delete(row)
            continue
        row.event = json.dumps(to_json(replace(turn, text="", commands=moves)), ensure_ascii=False)
        session.add(row)
    if not found:
        raise NotFound(words.NOT_SAID)
