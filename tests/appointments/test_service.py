"""Looking, booking, moving, cancelling, on a real database of each kind."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from icalendar import Calendar
from sqlmodel import col, select

from passport.appointments import service
from passport.appointments.models import Absence, Appointment
from passport.appointments.rules import CancelReason, Modality
from passport.appointments.views import AppointmentCard
from passport.kernel.audit import AuditNote
from passport.kernel.clock import FixedClock
from passport.kernel.database import Database, Session
from passport.kernel.errors import Conflict, Invalid, NotFound, Refused
from passport.kernel.outbox import OutboxMessage
from passport.network.models import StandIn
from tests.appointments.people import Place, settle

# Wednesday 25 November 2026, 9:00 in Paris.
NINE = datetime(2026, 11, 25, 8, tzinfo=UTC)
HALF = timedelta(minutes=30)


@pytest.fixture
async def place(db: Database) -> Place:
    return await db.write(settle)


async def _book(
    db: Database, place: Place, start: datetime = NINE, *, key: str = "k", who: str = "amina"
) -> AppointmentCard:
    return await db.write(
        service.book, getattr(place, who), place.motive, Modality.ON_SITE, start, key=key
    )


async def _starts(db: Database, place: Place, who: str = "amina", **more: UUID) -> list[datetime]:
    offers = await db.read(
        service.find_slots,
        getattr(place, who),
        place.motive,
        Modality.ON_SITE,
        since=NINE,
        until=NINE + timedelta(hours=4),
        **more,
    )
    return [offer.slot.starts_at for offer in offers]


async def test_slots_are_the_openings(db: Database, place: Place) -> None:
    assert await _starts(db, place) == [NINE + n * HALF for n in range(6)]


async def test_what_is_booked_is_no_longer_offered(db: Database, place: Place) -> None:
    await _book(db, place, NINE + HALF)
    # Half past nine is taken up to ten past ten; nine o'clock would spill its buffer into it.
    assert await _starts(db, place, "brahim") == [NINE + n * HALF for n in (3, 4, 5)]


async def test_everything_offered_can_be_booked(db: Database, place: Place) -> None:
    for number, start in enumerate(await _starts(db, place)):
        booked = await _book(db, place, start, key=str(number))
        assert booked.starts_at == start
        await db.write(service.cancel, place.amina, booked.id, CancelReason.UNSAID)


async def test_a_booking_says_who_where_and_when(db: Database, place: Place) -> None:
    booked = await _book(db, place)
    assert booked.caseworker.name == "Paul Essai"
    assert booked.place == "3 rue du Lac, Annecy"
    assert booked.ends_at - booked.starts_at == HALF
    assert booked.zone == "Europe/Paris"
    agenda = await db.read(service.my_appointments, place.amina)
    assert [one.id for one in agenda.upcoming] == [booked.id]
    assert agenda.past == ()


async def test_the_same_tap_twice_books_once(db: Database, place: Place) -> None:
    first = await _book(db, place)
    again = await _book(db, place)
    assert first.id == again.id
    agenda = await db.read(service.my_appointments, place.amina)
    assert len(agenda.upcoming) == 1


async def test_a_key_is_the_persons_own(db: Database, place: Place) -> None:
    hers = await _book(db, place)
    his = await _book(db, place, NINE + 4 * HALF, who="brahim")
    assert hers.id != his.id


@pytest.mark.parametrize(
    "start",
    [
        NINE + timedelta(minutes=7),  # off the grid
        NINE + timedelta(hours=5),  # closed
        datetime(2026, 11, 23, 9, tzinfo=UTC),  # too soon
        datetime(2027, 3, 1, 8, tzinfo=UTC),  # too far
        datetime(2026, 11, 28, 8, tzinfo=UTC),  # Saturday
        datetime(2026, 12, 25, 8, tzinfo=UTC),  # Christmas
    ],
)
async def test_what_was_never_offered_cannot_be_booked(
    db: Database, place: Place, start: datetime
) -> None:
    with pytest.raises(Conflict):
        await _book(db, place, start)


async def test_a_taken_slot_is_refused_kindly(db: Database, place: Place) -> None:
    await _book(db, place)
    with pytest.raises(Conflict) as refused:
        await _book(db, place, who="brahim")
    assert refused.value.text() == "Cette heure vient d'être prise. En voici d'autres."


async def test_absences_close_slots(db: Database, place: Place) -> None:
    async def away(session: Session) -> None:
        session.add(
            Absence(
                id=session.new_id(),
                caseworker_id=place.referent,
                starts_at=NINE + HALF,
                ends_at=NINE + 3 * HALF,
            )
        )

    await db.write(away)
    assert await _starts(db, place) == [NINE + n * HALF for n in (0, 3, 4, 5)]


async def test_the_stand_in_receives_while_the_referent_is_away(
    db: Database, place: Place, clock: FixedClock
) -> None:
    async def away(session: Session) -> None:
        session.add(
            StandIn(
                id=session.new_id(),
                caseworker_id=place.referent,
                replaced_by_id=place.colleague,
                starts_at=NINE,
                ends_at=NINE + 2 * HALF,
            )
        )

    await db.write(away)
    offers = await db.read(
        service.find_slots,
        place.amina,
        place.motive,
        Modality.ON_SITE,
        since=NINE,
        until=NINE + 3 * HALF,
    )
    assert [(one.caseworker.name, one.stands_in_for) for one in offers] == [
        ("Claire Essai", "Paul Essai"),
        ("Claire Essai", "Paul Essai"),
        ("Paul Essai", None),
    ]
    booked = await _book(db, place)
    assert booked.caseworker.id == place.colleague
    now = await db.read(service.my_caseworker, place.amina)
    assert now is not None
    assert now.by.id == place.referent
    clock.advance(NINE - clock.now())
    now = await db.read(service.my_caseworker, place.amina)
    assert now is not None
    assert (now.by.id, now.stands_in_for) == (place.colleague, "Paul Essai")


async def test_moving_keeps_the_identifier_and_frees_the_old_time(
    db: Database, place: Place
) -> None:
    booked = await _book(db, place)
    # Its own time counts as free while it is being moved, buffer and all.
    assert NINE + HALF in await _starts(db, place, moving=booked.id)
    moved = await db.write(service.move, place.amina, booked.id, Modality.PHONE, NINE + HALF)
    assert (moved.id, moved.uid, moved.sequence) == (booked.id, booked.uid, 1)
    assert (moved.modality, moved.place) == (Modality.PHONE, "")
    assert NINE not in await _starts(db, place, "brahim")
    again = await db.write(service.move, place.amina, booked.id, Modality.PHONE, NINE + HALF)
    assert again.sequence == 1


async def test_a_move_that_fails_keeps_the_old_time(db: Database, place: Place) -> None:
    booked = await _book(db, place)
    await _book(db, place, NINE + 3 * HALF, who="brahim")
    with pytest.raises(Conflict):
        await db.write(service.move, place.amina, booked.id, Modality.ON_SITE, NINE + 3 * HALF)
    kept = await db.read(service.appointment, place.amina, booked.id)
    assert (kept.starts_at, kept.sequence) == (NINE, 0)


async def test_cancelling_frees_the_time_and_keeps_the_reason(db: Database, place: Place) -> None:
    before = await _starts(db, place)
    booked = await _book(db, place)
    gone = await db.write(service.cancel, place.amina, booked.id, CancelReason.CHILDCARE)
    assert (gone.cancelled, gone.cancel_reason, gone.sequence) == (True, CancelReason.CHILDCARE, 1)
    again = await db.write(service.cancel, place.amina, booked.id, CancelReason.OTHER)
    assert (again.cancel_reason, again.sequence) == (CancelReason.CHILDCARE, 1)
    assert await _starts(db, place) == before
    agenda = await db.read(service.my_appointments, place.amina)
    assert agenda.upcoming == ()
    assert [one.id for one in agenda.past] == [booked.id]
    with pytest.raises(Conflict):
        await db.write(service.move, place.amina, booked.id, Modality.PHONE, NINE + HALF)


async def test_too_late_to_change_gives_the_phone_number(
    db: Database, place: Place, clock: FixedClock
) -> None:
    booked = await _book(db, place)
    clock.advance(NINE - timedelta(hours=1) - clock.now())
    card = await db.read(service.appointment, place.amina, booked.id)
    assert not card.may_move
    assert not card.may_cancel
    with pytest.raises(Refused) as refused:
        await db.write(service.cancel, place.amina, booked.id, CancelReason.HEALTH)
    assert "04 50 00 00 00" in refused.value.text()
    with pytest.raises(Refused):
        await db.write(service.move, place.amina, booked.id, Modality.ON_SITE, NINE + 30 * HALF)


async def test_what_is_not_hers_is_not_found(db: Database, place: Place) -> None:
    booked = await _book(db, place)
    for attempt in (
        (service.appointment, place.brahim, booked.id),
        (service.calendar, place.brahim, booked.id),
        (service.cancel, place.brahim, booked.id, CancelReason.OTHER),
        (service.move, place.brahim, booked.id, Modality.ON_SITE, NINE + 4 * HALF),
        (service.appointment, place.amina, uuid4()),
        (service.find_slots, place.amina, uuid4(), Modality.ON_SITE),
    ):
        with pytest.raises(NotFound):
            await db.write(*attempt)  # type: ignore[arg-type]
    assert (await db.read(service.my_appointments, place.brahim)).upcoming == ()


async def test_nobody_empties_a_week(db: Database, place: Place) -> None:
    for number in range(service.MAX_UPCOMING):
        await _book(
            db, place, NINE + timedelta(days=number % 3, hours=number // 3), key=f"k{number}"
        )
    with pytest.raises(Refused):
        await _book(db, place, NINE + 5 * HALF, key="one more")


async def test_motives_say_the_ways_that_are_open(db: Database, place: Place) -> None:
    (found,) = await db.read(service.motives, place.amina)
    # The référent has no room for video.
    assert found.modalities == (Modality.ON_SITE, Modality.PHONE)


async def test_what_she_wants_to_talk_about_is_sealed(db: Database, place: Place) -> None:
    booked = await db.write(
        service.book,
        place.amina,
        place.motive,
        Modality.PHONE,
        NINE,
        key="k",
        topic="  Mon permis  ",
    )
    assert booked.topic == "Mon permis"

    async def raw(session: Session) -> object:
        return (await session.execute(sa.text("SELECT topic FROM appointment"))).scalar_one()

    assert b"permis" not in bytes(await db.read(raw))  # type: ignore[call-overload]
    with pytest.raises(Invalid):
        await db.write(
            service.book,
            place.amina,
            place.motive,
            Modality.PHONE,
            NINE + 4 * HALF,
            key="long",
            topic="x" * 501,
        )


async def test_every_change_is_announced_once_and_written_down(db: Database, place: Place) -> None:
    booked = await _book(db, place)
    await _book(db, place)
    await db.write(service.move, place.amina, booked.id, Modality.ON_SITE, NINE + 2 * HALF)
    await db.write(service.cancel, place.amina, booked.id, CancelReason.UNSAID)

    async def kinds(session: Session) -> list[tuple[str, int]]:
        rows = (await session.exec(select(OutboxMessage).order_by(col(OutboxMessage.id)))).all()
        return [(row.kind, row.payload["sequence"]) for row in rows]

    async def notes(session: Session) -> list[str]:
        return list((await session.exec(select(AuditNote.what).order_by(col(AuditNote.id)))).all())

    assert await db.read(kinds) == [
        ("appointment_booked", 0),
        ("appointment_moved", 1),
        ("appointment_cancelled", 2),
    ]
    assert await db.read(notes) == [
        "appointment_booked",
        "appointment_moved",
        "appointment_cancelled",
    ]


async def test_the_calendar_follows_the_appointment(db: Database, place: Place) -> None:
    booked = await _book(db, place)
    seen = []
    for step in range(3):
        if step == 1:
            await db.write(service.move, place.amina, booked.id, Modality.ON_SITE, NINE + 2 * HALF)
        if step == 2:
            await db.write(service.cancel, place.amina, booked.id, CancelReason.UNSAID)
        file = Calendar.from_ical(await db.read(service.calendar, place.amina, booked.id))
        (event,) = file.walk("VEVENT")
        seen.append((file["METHOD"], event["UID"], event["SEQUENCE"], event["STATUS"], event.start))
    assert seen == [
        ("PUBLISH", booked.uid, 0, "CONFIRMED", NINE),
        ("PUBLISH", booked.uid, 1, "CONFIRMED", NINE + 2 * HALF),
        ("CANCEL", booked.uid, 2, "CANCELLED", NINE + 2 * HALF),
    ]


async def test_the_database_refuses_an_overlap_by_itself(db: Database, place: Place) -> None:
    """Whatever the code above would let through, on the way in and on a change."""
    booked = await _book(db, place)
    other = await _book(db, place, NINE + 3 * HALF, who="brahim", key="other")

    async def pull(session: Session) -> None:
        await session.exec(
            sa.update(Appointment)
            .where(col(Appointment.id) == other.id)
            .values(starts_at=booked.ends_at, ends_at=booked.ends_at + HALF)
        )

    with pytest.raises(sa.exc.IntegrityError):
        await db.write(pull)

    async def revive(session: Session) -> None:
        await session.exec(
            sa.update(Appointment).where(col(Appointment.id) == booked.id).values(status="booked")
        )

    await db.write(service.cancel, place.amina, booked.id, CancelReason.UNSAID)
    await _book(db, place, who="brahim", key="third")
    with pytest.raises(sa.exc.IntegrityError):
        await db.write(revive)
