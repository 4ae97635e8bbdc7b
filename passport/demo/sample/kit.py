"""What the parts of the sample share: identifiers, days, and adding without doubling."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from passport.kernel.database import Session, Table

ZONE = "Europe/Paris"
# Where the identifiers of the sample begin; a UUID version 7 begins with a time.
ORIGIN_MS = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp() * 1000)

Facts = dict[str, Any]
Moment = TypeVar("Moment", date, datetime)


def sample_id(*names: object) -> UUID:
    """The identifier of something of the sample, the same at each seeding (UUID version 7)."""
    digest = hashlib.sha256("/".join(map(str, names)).encode()).digest()
    chance = int.from_bytes(digest[:10], "big")
    value = ORIGIN_MS << 80 | chance & ~(0xF << 76) & ~(0b11 << 62) | 0x7 << 76 | 0b10 << 62
    return UUID(int=value)


def person_id(slug: str) -> UUID:
    """Who a persona is: ``person_id("amina-benali")``."""
    return sample_id("person", slug)


async def keep(session: Session, rows: Sequence[Table]) -> set[UUID]:
    """Add the rows of one table that are not there yet; the identifiers of those added."""
    if not rows:
        return set()
    table = type(rows[0])
    wanted = [row.id for row in rows]
    there = set((await session.exec(select(table.id).where(col(table.id).in_(wanted)))).all())
    fresh = [row for row in rows if row.id not in there]
    session.add_all(fresh)
    await session.flush()
    return {row.id for row in fresh}


def only(facts: Facts, *names: str) -> Facts:
    """The facts with these names."""
    return {name: facts[name] for name in names}


def today_of(session: Session) -> date:
    """The day it is at the places of the sample."""
    return session.now().astimezone(ZoneInfo(ZONE)).date()


def on_a_weekday(moment: Moment) -> Moment:
    """``moment``, or the Monday after when it falls on a weekend."""
    return moment + timedelta(days=max(0, 7 - moment.weekday()) if moment.weekday() > 4 else 0)


def minute_of(clock: str) -> int:
    """Minutes since midnight: ``minute_of("9:30")`` is 570."""
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def wall_clock(day: date, minute: int) -> datetime:
    """A minute of a day by the clock on the wall, as an instant."""
    at = time(minute // 60, minute % 60, tzinfo=ZoneInfo(ZONE))
    return datetime.combine(day, at).astimezone(UTC)
