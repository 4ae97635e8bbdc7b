"""Calendar files (RFC 5545 and 5546): one identifier for ever, a sequence that only rises.

Whoever looks over a shoulder at a calendar reads "Rendez-vous", an hour and an address: not who
accompanies whom, nor why.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, vCalAddress, vText

from passport.kernel.i18n import _

PRODUCT = "-//Passeport emploi//Rendez-vous//FR"
REMINDER = timedelta(days=-1)


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """What goes into a calendar. ``summary`` is a French sentence, said in the current language."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    zone: str
    summary: str
    place: str
    created_at: datetime
    updated_at: datetime
    cancelled: bool
    # Where to move or cancel it.
    address: str
    # Name and address of the sender, as in an e-mail.
    organizer: str


def method_of(event: CalendarEvent, attendee: str | None = None) -> str:
    """What the file asks of the calendar: to keep, to update, or to remove.

    A file that she fetches is published; one sent to her address is a request, which calendars
    update by themselves.
    """
    if event.cancelled:
        return "CANCEL"
    return "REQUEST" if attendee else "PUBLISH"


def calendar_file(event: CalendarEvent, attendee: str | None = None) -> bytes:
    """``event`` as a calendar file, for ``attendee`` when it is sent to her."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method_of(event, attendee))
    calendar.add_component(_event(event, attendee))
    # Only the year around: the whole history of a zone would weigh more than the event.
    calendar.add_missing_timezones(
        first_date=(event.starts_at - timedelta(days=366)).date(),
        last_date=(event.ends_at + timedelta(days=366)).date(),
    )
    return bytes(calendar.to_ical())


def _event(event: CalendarEvent, attendee: str | None) -> Event:
    zone = ZoneInfo(event.zone)
    found = Event()
    found.add("uid", event.uid)
    found.add("sequence", event.sequence)
    found.add("dtstamp", event.updated_at.astimezone(UTC))
    found.add("created", event.created_at.astimezone(UTC))
    found.add("last-modified", event.updated_at.astimezone(UTC))
    found.add("dtstart", event.starts_at.astimezone(zone))
    found.add("dtend", event.ends_at.astimezone(zone))
    found.add("summary", _(event.summary))
    found.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    found.add("class", "PRIVATE")
    found.add("transp", "TRANSPARENT" if event.cancelled else "OPAQUE")
    found.add("url", event.address)
    if event.place:
        found.add("location", event.place)
    found.add("organizer", _who(event.organizer))
    if attendee:
        person = vCalAddress(f"mailto:{attendee}")
        person.params["RSVP"] = vText("FALSE")
        person.params["PARTSTAT"] = vText("ACCEPTED")
        found.add("attendee", person, encode=False)
    if not event.cancelled:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", _(event.summary))
        alarm.add("trigger", REMINDER)
        found.add_component(alarm)
    return found


def _who(sender: str) -> vCalAddress:
    name, address = parseaddr(sender)
    organizer = vCalAddress(f"mailto:{address}")
    if name:
        organizer.params["CN"] = vText(name)
    return organizer
