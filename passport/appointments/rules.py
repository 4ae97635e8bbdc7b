"""Free slots: which ones there are, and whether one still stands.

One function, ``free_slots``, gives what is offered and checks what is confirmed, so that whatever
was offered can be booked as long as nobody took it. It works on whole minutes since 1970 in UTC,
sorted and merged once. Weekly openings are read on the wall clock of their place: nine o'clock
stays nine o'clock when clocks change, and durations are elapsed time.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

Span = tuple[int, int]
"""A stretch of minutes, its end outside it."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
# No place on earth has been more than fifteen hours away from UTC.
FAR = 15 * 60


class Modality(StrEnum):
    """How two people meet."""

    ON_SITE = "on_site"
    PHONE = "phone"
    VIDEO = "video"


class CancelReason(StrEnum):
    """What stands in the way of coming. Never a fault, and never required."""

    CHILDCARE = "childcare"
    TRANSPORT = "transport"
    HEALTH = "health"
    FOUND_WORK = "found_work"
    OTHER = "other"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules of a motive. Durations in minutes, delays in hours, horizon in days."""

    duration: int
    modalities: tuple[Modality, ...] = (Modality.ON_SITE,)
    grid: int = 30
    buffer_after: int = 0
    notice_hours: int = 24
    horizon_days: int = 42
    cancel_until_hours: int = 2
    move_until_hours: int = 2


@dataclass(frozen=True, slots=True)
class WeeklyOpening:
    """A part of a weekday, in minutes of the wall clock. Monday is 0, midnight at the end 1440."""

    weekday: int
    starts: int
    ends: int
    valid_from: date
    valid_until: date | None = None
    modalities: tuple[Modality, ...] = (Modality.ON_SITE,)
    place: str = ""


@dataclass(frozen=True, slots=True)
class Supply:
    """What one référent offers and what is taken from it.

    ``taken`` is the référent's, up to the end of each buffer; ``engaged`` is the person's own, and
    only the meeting itself has to be clear of it.
    """

    zone: str
    openings: Sequence[WeeklyOpening]
    closed_days: Collection[date] = ()
    absences: Sequence[tuple[datetime, datetime]] = ()
    taken: Sequence[tuple[datetime, datetime]] = ()
    engaged: Sequence[tuple[datetime, datetime]] = ()


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A time that can be booked. Instants are in UTC; ``busy_until`` counts the buffer."""

    starts_at: datetime
    ends_at: datetime
    busy_until: datetime
    place: str = ""


def minute_of(moment: datetime) -> int:
    """Minutes since 1970 in UTC, the begun minute counted out."""
    return (moment - EPOCH) // MINUTE


def minute_of_end(moment: datetime) -> int:
    """Minutes since 1970 in UTC, a begun minute counted in."""
    return -((EPOCH - moment) // MINUTE)


def moment_of(minute: int) -> datetime:
    """The instant of a minute, in UTC."""
    return EPOCH + timedelta(minutes=minute)


def wall_minute(day: date, minute: int, zone: ZoneInfo) -> int:
    """The first minute at which clocks of ``zone`` read ``minute`` of ``day`` or later.

    An hour that clocks jump over is where they land; one that comes twice is the first one.
    """
    wall = datetime.combine(day, datetime.min.time()) + timedelta(minutes=minute)
    found = minute_of(wall.replace(tzinfo=zone).astimezone(UTC))
    if _wall(found, zone) == wall:
        return found
    later = minute_of(wall.replace(tzinfo=zone, fold=1).astimezone(UTC))
    low, high = min(found, later), max(found, later)
    while low < high:
        middle = (low + high) // 2
        if _wall(middle, zone) >= wall:
            high = middle
        else:
            low = middle + 1
    return low


def _wall(minute: int, zone: ZoneInfo) -> datetime:
    return moment_of(minute).astimezone(zone).replace(tzinfo=None)


def _occurrences(
    supply: Supply, modality: Modality, since: int, until: int
) -> Iterator[tuple[int, int, str]]:
    """Openings of the days between two minutes, as stretches of UTC minutes with their place."""
    zone = ZoneInfo(supply.zone)
    day = moment_of(since - FAR).date()
    last = moment_of(until + FAR).date()
    while day <= last:
        if day not in supply.closed_days:
            for opening in supply.openings:
                if (
                    opening.weekday == day.weekday()
                    and modality in opening.modalities
                    and opening.valid_from <= day
                    and (opening.valid_until is None or day <= opening.valid_until)
                ):
                    starts = wall_minute(day, opening.starts, zone)
                    yield starts, wall_minute(day, opening.ends, zone), opening.place
        day += timedelta(days=1)


def _spans(times: Iterable[tuple[datetime, datetime]]) -> list[Span]:
    """Times as sorted stretches of whole minutes that do not touch, none made shorter."""
    spans = sorted((minute_of(start), minute_of_end(end)) for start, end in times if start < end)
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _free(spans: list[Span], start: int, end: int) -> bool:
    """Whether no stretch meets ``start`` to ``end``. Touching is not meeting."""
    following = bisect_right(spans, start, key=lambda span: span[0])
    if following > 0 and spans[following - 1][1] > start:
        return False
    return following == len(spans) or spans[following][0] >= end


def window(policy: Policy, now: datetime) -> tuple[datetime, datetime]:
    """From when and until when an appointment may start, the end outside."""
    return (
        now + timedelta(hours=policy.notice_hours),
        now + timedelta(days=policy.horizon_days),
    )


def free_slots(
    supply: Supply,
    policy: Policy,
    modality: Modality,
    *,
    now: datetime,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[Slot]:
    """Slots that start from ``since`` up to ``until``, inside what the policy allows, in order.

    Starts stand on a grid counted from the start of the opening, so that they do not shift when
    somebody cancels. The meeting must hold in the opening, out of absences and of what the person
    has elsewhere; the meeting and its buffer must be clear of what is taken.
    """
    if modality not in policy.modalities:
        return []
    earliest, latest = window(policy, now)
    first = minute_of_end(max(earliest, since) if since else earliest)
    last = minute_of_end(min(latest, until) if until else latest)
    if first >= last:
        return []
    away, taken = _spans([*supply.absences, *supply.engaged]), _spans(supply.taken)
    found: dict[int, Slot] = {}
    for opens, closes, place in sorted(_occurrences(supply, modality, first, last)):
        # The first step of the grid that is not before ``first``.
        start = opens + max(0, -(-(first - opens) // policy.grid)) * policy.grid
        while start < last and start + policy.duration <= closes:
            end = start + policy.duration
            busy = end + policy.buffer_after
            if start not in found and _free(away, start, end) and _free(taken, start, busy):
                found[start] = Slot(moment_of(start), moment_of(end), moment_of(busy), place)
            start += policy.grid
    return [found[start] for start in sorted(found)]


def may_cancel(policy: Policy, start: datetime, now: datetime) -> bool:
    """Whether it is not too late to cancel."""
    return now <= start - timedelta(hours=policy.cancel_until_hours)


def may_move(policy: Policy, start: datetime, now: datetime) -> bool:
    """Whether it is not too late to move."""
    return now <= start - timedelta(hours=policy.move_until_hours)
