"""Free slots against a slow minute-by-minute reading of the rules, and around clock changes."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passport.appointments.days import closed_days
from passport.appointments.rules import (
    EPOCH,
    Modality,
    Policy,
    Slot,
    Supply,
    WeeklyOpening,
    free_slots,
    may_cancel,
    may_move,
    minute_of,
    minute_of_end,
    moment_of,
    wall_minute,
)

PARIS = "Europe/Paris"
ALWAYS = date(2020, 1, 1)
ON_SITE = Modality.ON_SITE
# Two Sundays when clocks change, an ordinary week, and the end of a year.
WEEKS = [date(2026, 10, 22), date(2026, 3, 26), date(2026, 11, 23), date(2026, 12, 29)]
ZONES = [PARIS, "Indian/Reunion", "America/Guadeloupe", "America/Miquelon"]


def opening(weekday: int, starts: int, ends: int, *ways: Modality) -> WeeklyOpening:
    return WeeklyOpening(weekday, starts, ends, ALWAYS, modalities=ways or (ON_SITE,))


# The slow way ------------------------------------------------------------------------------------


def slow(supply: Supply, policy: Policy, modality: Modality, now: datetime) -> set[datetime]:
    """Every minute of the horizon, one after the other, asked every question."""
    zone = ZoneInfo(supply.zone)
    first = minute_of_end(now + timedelta(hours=policy.notice_hours))
    last = minute_of_end(now + timedelta(days=policy.horizon_days))
    begin, end = first - 3 * 1440, last + 4 * 1440
    walls = {m: moment_of(m).astimezone(zone).replace(tzinfo=None) for m in range(begin, end)}

    def first_reading(day: date, minute: int) -> int:
        wanted = datetime.combine(day, datetime.min.time()) + timedelta(minutes=minute)
        return next(m for m in range(begin, end) if walls[m] >= wanted)

    def meets(times: object, low: int, high: int) -> bool:
        return any(
            (start - EPOCH) < timedelta(minutes=high) and (stop - EPOCH) > timedelta(minutes=low)
            for start, stop in times  # type: ignore[attr-defined]
        )

    found = set()
    days = sorted({walls[m].date() for m in range(first - 1440, last + 1440)})
    for day in days:
        for one in supply.openings:
            if (
                day in supply.closed_days
                or one.weekday != day.weekday()
                or modality not in one.modalities
                or day < one.valid_from
                or (one.valid_until is not None and day > one.valid_until)
            ):
                continue
            opens, closes = first_reading(day, one.starts), first_reading(day, one.ends)
            for minute in range(opens, closes - policy.duration + 1):
                stop = minute + policy.duration
                if (
                    first <= minute < last
                    and (minute - opens) % policy.grid == 0
                    and not meets([*supply.absences, *supply.engaged], minute, stop)
                    and not meets(supply.taken, minute, stop + policy.buffer_after)
                ):
                    found.add(moment_of(minute))
    return found


@st.composite
def situations(draw: st.DrawFn) -> tuple[Supply, Policy, datetime]:
    week = draw(st.sampled_from(WEEKS))
    now = datetime.combine(week, datetime.min.time(), UTC) + timedelta(
        minutes=draw(st.integers(0, 1440)), seconds=draw(st.sampled_from([0, 1, 59]))
    )

    def span(longest: int) -> st.SearchStrategy[tuple[datetime, datetime]]:
        return st.tuples(st.integers(0, 5 * 1440 * 60), st.integers(60, longest * 60)).map(
            lambda pair: (
                now + timedelta(seconds=pair[0]),
                now + timedelta(seconds=pair[0] + pair[1]),
            )
        )

    openings = draw(
        st.lists(
            st.builds(
                lambda weekday, a, b, ways: opening(weekday, min(a, b), max(a, b), *ways),
                st.integers(0, 6),
                st.integers(0, 143).map(lambda n: n * 10),
                st.sampled_from([60, 150, 180, 540, 725, 1020, 1440]),
                st.lists(st.sampled_from(Modality), min_size=1, unique=True),
            ).filter(lambda one: one.starts < one.ends),
            max_size=4,
        )
    )
    supply = Supply(
        zone=draw(st.sampled_from(ZONES)),
        openings=openings,
        closed_days=draw(
            st.sets(st.integers(0, 6).map(lambda n: week + timedelta(days=n)), max_size=1)
        ),
        absences=draw(st.lists(span(2000), max_size=2)),
        taken=draw(st.lists(span(90), max_size=6)),
        engaged=draw(st.lists(span(90), max_size=1)),
    )
    policy = Policy(
        duration=draw(st.sampled_from([10, 30, 45, 60])),
        modalities=(Modality.ON_SITE, Modality.PHONE),
        grid=draw(st.sampled_from([10, 15, 30, 45])),
        buffer_after=draw(st.sampled_from([0, 5, 20])),
        notice_hours=draw(st.sampled_from([0, 2, 24])),
        horizon_days=draw(st.integers(1, 6)),
    )
    return supply, policy, now


@settings(max_examples=150, deadline=None)
@given(situations())
def test_the_fast_way_finds_what_the_slow_way_finds(case: tuple[Supply, Policy, datetime]) -> None:
    supply, policy, now = case
    found = free_slots(supply, policy, ON_SITE, now=now)
    assert {slot.starts_at for slot in found} == slow(supply, policy, ON_SITE, now)
    assert found == sorted(found)


@settings(max_examples=150, deadline=None)
@given(situations())
def test_what_is_offered_can_be_booked_and_nothing_else(
    case: tuple[Supply, Policy, datetime],
) -> None:
    supply, policy, now = case
    offered = {slot.starts_at: slot for slot in free_slots(supply, policy, ON_SITE, now=now)}

    def at(start: datetime) -> list[Slot]:
        until = start + timedelta(minutes=1)
        found = free_slots(supply, policy, ON_SITE, now=now, since=start, until=until)
        return [slot for slot in found if slot.starts_at == start]

    for start, slot in list(offered.items())[:20]:
        assert at(start) == [slot]
    for start in list(offered)[:5]:
        odd = start + timedelta(minutes=3)
        assert (at(odd) != []) == (odd in offered)


@settings(max_examples=150, deadline=None)
@given(situations(), st.data())
def test_a_booking_takes_slots_away_and_its_cancelling_gives_them_back(
    case: tuple[Supply, Policy, datetime], data: st.DataObject
) -> None:
    supply, policy, now = case
    before = free_slots(supply, policy, ON_SITE, now=now)
    if not before:
        return
    slot = data.draw(st.sampled_from(before))
    booked = (slot.starts_at, slot.busy_until)
    after = free_slots(_taking(supply, booked), policy, ON_SITE, now=now)
    assert set(after) < set(before)
    assert all(
        one.busy_until <= slot.starts_at or one.starts_at >= slot.busy_until for one in after
    )


@settings(max_examples=100, deadline=None)
@given(situations())
def test_a_week_later_is_the_same_week(case: tuple[Supply, Policy, datetime]) -> None:
    """Where clocks do not change, the same facts a week on give the same slots a week on."""
    supply, policy, now = case
    week = timedelta(days=7)

    def later(times: object) -> list[tuple[datetime, datetime]]:
        return [(a + week, b + week) for a, b in times]  # type: ignore[attr-defined]

    here = Supply(
        "Indian/Reunion",
        supply.openings,
        supply.closed_days,
        supply.absences,
        supply.taken,
        supply.engaged,
    )
    there = Supply(
        "Indian/Reunion",
        supply.openings,
        {day + week for day in supply.closed_days},
        later(supply.absences),
        later(supply.taken),
        later(supply.engaged),
    )
    assert [one.starts_at + week for one in free_slots(here, policy, ON_SITE, now=now)] == [
        one.starts_at for one in free_slots(there, policy, ON_SITE, now=now + week)
    ]


def _taking(supply: Supply, span: tuple[datetime, datetime]) -> Supply:
    return Supply(
        supply.zone,
        supply.openings,
        supply.closed_days,
        supply.absences,
        [*supply.taken, span],
        supply.engaged,
    )


# One by one --------------------------------------------------------------------------------------


def _hours(slots: list[Slot], zone: str) -> list[str]:
    return [slot.starts_at.astimezone(ZoneInfo(zone)).strftime("%d/%m %H:%M") for slot in slots]


EVERY_NINE = [opening(weekday, 540, 570) for weekday in range(7)]
OPEN = Policy(duration=30, notice_hours=0, horizon_days=4)


@pytest.mark.parametrize(
    ("now", "days"),
    [
        (datetime(2026, 10, 23, 12, tzinfo=UTC), ["24/10", "25/10", "26/10", "27/10"]),
        (datetime(2026, 3, 27, 12, tzinfo=UTC), ["28/03", "29/03", "30/03", "31/03"]),
    ],
)
@pytest.mark.parametrize("zone", ZONES)
def test_nine_stays_nine_when_clocks_change(now: datetime, days: list[str], zone: str) -> None:
    five_days = Policy(duration=30, notice_hours=0, horizon_days=5)
    slots = free_slots(Supply(zone, EVERY_NINE), five_days, ON_SITE, now=now)
    got = _hours(slots, zone)
    assert [hour for hour in got if hour[:5] in days] == [f"{day} 09:00" for day in days]
    assert all(slot.ends_at - slot.starts_at == timedelta(minutes=30) for slot in slots)


def test_paris_changes_and_the_islands_do_not() -> None:
    def offsets(zone: str) -> set[timedelta | None]:
        now = datetime(2026, 10, 23, 12, tzinfo=UTC)
        slots = free_slots(Supply(zone, EVERY_NINE), OPEN, ON_SITE, now=now)
        return {slot.starts_at.astimezone(ZoneInfo(zone)).utcoffset() for slot in slots}

    assert offsets(PARIS) == {timedelta(hours=2), timedelta(hours=1)}
    assert offsets("Indian/Reunion") == {timedelta(hours=4)}
    assert offsets("America/Guadeloupe") == {timedelta(hours=-4)}


@pytest.mark.parametrize(
    ("day", "minute", "instant"),
    [
        # Half past two does not exist: clocks go from two to three.
        (date(2026, 3, 29), 150, datetime(2026, 3, 29, 1, tzinfo=UTC)),
        (date(2026, 3, 29), 120, datetime(2026, 3, 29, 1, tzinfo=UTC)),
        (date(2026, 3, 29), 119, datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        (date(2026, 3, 29), 180, datetime(2026, 3, 29, 1, tzinfo=UTC)),
        # Half past two comes twice: the first one.
        (date(2026, 10, 25), 150, datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (date(2026, 10, 25), 180, datetime(2026, 10, 25, 2, tzinfo=UTC)),
        (date(2026, 10, 25), 1440, datetime(2026, 10, 25, 23, tzinfo=UTC)),
    ],
)
def test_hours_that_do_not_exist_and_hours_that_come_twice(
    day: date, minute: int, instant: datetime
) -> None:
    assert moment_of(wall_minute(day, minute, ZoneInfo(PARIS))) == instant


def test_a_night_is_as_long_as_it_really_is() -> None:
    night = [opening(6, 60, 240)]
    hour = Policy(duration=60, grid=60, notice_hours=0, horizon_days=3)
    spring = free_slots(Supply(PARIS, night), hour, ON_SITE, now=datetime(2026, 3, 28, tzinfo=UTC))
    autumn = free_slots(Supply(PARIS, night), hour, ON_SITE, now=datetime(2026, 10, 24, tzinfo=UTC))
    assert (len(spring), len(autumn)) == (2, 4)


@pytest.mark.parametrize(
    ("subdivision", "year", "count"),
    [(None, 2026, 11), ("57", 2026, 13), ("974", 2026, 12), ("976", 2026, 12), ("971", 2026, 15)],
)
def test_holidays_of_each_territory(subdivision: str | None, year: int, count: int) -> None:
    days = closed_days(subdivision, date(year, 1, 1), date(year, 12, 31))
    assert len(days) == count
    assert date(2026, 5, 1) in days


def test_holidays_have_no_last_year() -> None:
    assert date(2049, 7, 14) in closed_days(None, date(2049, 7, 1), date(2049, 7, 31))


def test_nothing_on_a_holiday() -> None:
    now = datetime(2026, 12, 24, 12, tzinfo=UTC)
    closed = closed_days(None, date(2026, 12, 24), date(2027, 1, 2))
    slots = free_slots(Supply(PARIS, EVERY_NINE, closed), OPEN, ON_SITE, now=now)
    assert _hours(slots, PARIS) == ["26/12 09:00", "27/12 09:00", "28/12 09:00"]


def test_a_cancelling_does_not_shift_the_grid() -> None:
    day = datetime(2026, 11, 24, 8, tzinfo=UTC)
    supply = Supply(
        PARIS,
        [opening(1, 540, 720)],
        taken=[(day + timedelta(minutes=35), day + timedelta(minutes=55))],
    )
    slots = free_slots(supply, OPEN, ON_SITE, now=datetime(2026, 11, 23, 8, tzinfo=UTC))
    assert _hours(slots, PARIS) == [
        f"24/11 {hour}" for hour in ("09:00", "10:00", "10:30", "11:00", "11:30")
    ]


def test_touching_is_not_overlapping() -> None:
    nine = datetime(2026, 11, 24, 8, tzinfo=UTC)
    half = timedelta(minutes=30)
    supply = Supply(
        PARIS,
        [opening(1, 540, 630)],
        taken=[(nine - half, nine), (nine + half, nine + 2 * half)],
    )
    now = datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert _hours(free_slots(supply, OPEN, ON_SITE, now=now), PARIS) == [
        "24/11 09:00",
        "24/11 10:00",
    ]
    # With a buffer, nine o'clock would spill into the next one.
    buffered = Policy(duration=30, buffer_after=5, notice_hours=0, horizon_days=4)
    assert _hours(free_slots(supply, buffered, ON_SITE, now=now), PARIS) == ["24/11 10:00"]


def test_a_buffer_may_fall_into_an_absence_but_a_meeting_may_not() -> None:
    nine = datetime(2026, 11, 24, 8, tzinfo=UTC)
    supply = Supply(
        PARIS,
        [opening(1, 540, 630)],
        absences=[(nine + timedelta(minutes=30), nine + timedelta(hours=3))],
    )
    policy = Policy(duration=30, buffer_after=15, notice_hours=0, horizon_days=4)
    slots = free_slots(supply, policy, ON_SITE, now=nine - timedelta(days=1))
    assert _hours(slots, PARIS) == ["24/11 09:00"]


def test_other_ways_are_not_offered() -> None:
    now = datetime(2026, 11, 23, 6, tzinfo=UTC)
    supply = Supply(PARIS, [opening(0, 540, 570, Modality.PHONE)])
    assert free_slots(supply, OPEN, Modality.PHONE, now=now) == []
    ways = Policy(duration=30, notice_hours=0, horizon_days=4, modalities=(ON_SITE, Modality.PHONE))
    assert len(free_slots(supply, ways, Modality.PHONE, now=now)) == 1
    assert free_slots(supply, ways, ON_SITE, now=now) == []


def test_too_late_is_a_matter_of_hours() -> None:
    start = datetime(2026, 11, 24, 8, tzinfo=UTC)
    policy = Policy(duration=30, cancel_until_hours=2, move_until_hours=24)
    assert may_cancel(policy, start, start - timedelta(hours=2))
    assert not may_cancel(policy, start, start - timedelta(minutes=119))
    assert may_move(policy, start, start - timedelta(hours=24))
    assert not may_move(policy, start, start - timedelta(hours=23, minutes=59))


def test_minutes_are_counted_from_1970() -> None:
    odd = datetime(1970, 1, 1, 0, 1, 1, tzinfo=UTC)
    assert (minute_of(odd), minute_of_end(odd)) == (1, 2)
