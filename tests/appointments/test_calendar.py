"""Calendar files, read back by an independent parser."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from passport.appointments.calendar import CalendarEvent, calendar_file, method_of
from passport.kernel.i18n import use_locale

NINE = datetime(2026, 11, 25, 8, tzinfo=UTC)


def event(**changes: object) -> CalendarEvent:
    values: dict[str, object] = {
        "uid": "one@passeport-emploi",
        "sequence": 0,
        "starts_at": NINE,
        "ends_at": NINE + timedelta(minutes=30),
        "zone": "Europe/Paris",
        "summary": "Rendez-vous",
        "place": "12, rue des Écoles ; au fond de la cour, Annecy",
        "created_at": NINE - timedelta(days=3),
        "updated_at": NINE - timedelta(days=2),
        "cancelled": False,
        "address": "https://passeport.example.fr/rendez-vous",
        "organizer": "Passeport emploi <ne-pas-repondre@example.fr>",
        **changes,
    }
    return CalendarEvent(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize("attendee", [None, "amina@example.org"])
@pytest.mark.parametrize("cancelled", [False, True])
def test_method_status_and_reminder_agree(attendee: str | None, cancelled: bool) -> None:
    one = event(cancelled=cancelled)
    file = Calendar.from_ical(calendar_file(one, attendee))
    (found,) = file.walk("VEVENT")
    assert file["METHOD"] == method_of(one, attendee)
    assert (file["METHOD"] == "CANCEL") == cancelled == (found["STATUS"] == "CANCELLED")
    assert bool(file.walk("VALARM")) != cancelled
    assert ("ATTENDEE" in found) == (attendee is not None)
    assert found["ORGANIZER"] == "mailto:ne-pas-repondre@example.fr"


def test_what_goes_in_comes_out() -> None:
    raw = calendar_file(event())
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    (found,) = Calendar.from_ical(raw).walk("VEVENT")
    assert found.start == NINE
    assert found.end - found.start == timedelta(minutes=30)
    assert found["LOCATION"] == "12, rue des Écoles ; au fond de la cour, Annecy"
    assert found["UID"] == "one@passeport-emploi"
    assert found["SUMMARY"] == "Rendez-vous"


@pytest.mark.parametrize(
    "zone", ["Europe/Paris", "Indian/Reunion", "America/Guadeloupe", "America/Miquelon"]
)
@pytest.mark.parametrize("start", [NINE, datetime(2026, 10, 26, 8, tzinfo=UTC)])
def test_the_hour_of_the_place_travels_with_its_zone(zone: str, start: datetime) -> None:
    one = event(zone=zone, starts_at=start, ends_at=start + timedelta(minutes=30))
    file = Calendar.from_ical(calendar_file(one))
    (found,) = file.walk("VEVENT")
    assert found["DTSTART"].params["TZID"] == zone
    assert [str(one["TZID"]) for one in file.walk("VTIMEZONE")] == [zone]
    assert found.start.replace(tzinfo=None) == start.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert len(calendar_file(one)) < 2000


def test_other_languages_say_it_too() -> None:
    with use_locale("ar"):
        (found,) = Calendar.from_ical(calendar_file(event())).walk("VEVENT")
    assert found["SUMMARY"]


def test_it_never_says_why() -> None:
    words = calendar_file(event(), "amina@example.org").decode().lower()
    for word in ("rsa", "insertion", "référent"):
        assert word not in words
