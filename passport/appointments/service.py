"""Use cases of appointments: look for a slot, book, move, cancel.

Everything belongs to the actor: an appointment of somebody else is not found.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from passport.appointments import offers, rules, words
from passport.appointments.calendar import CalendarEvent, calendar_file
from passport.appointments.constraints import OVERLAP
from passport.appointments.models import Appointment, Motive, Origin, Status
from passport.appointments.rules import CancelReason, Modality
from passport.appointments.views import Agenda, AppointmentCard, MotiveCard, Offer
from passport.kernel.actor import Actor
from passport.kernel.audit import note
from passport.kernel.database import Session
from passport.kernel.errors import Conflict, Invalid, NotFound, Refused
from passport.kernel.i18n import N_
from passport.kernel.outbox import post
from passport.network import service as network
from passport.network.service import Reception
from passport.settings import settings

# Enough for anybody, and too few to empty a référent's week.
MAX_UPCOMING = 3
PAST_SHOWN = 10
MAX_TOPIC = 500

BOOKED, MOVED, CANCELLED = "appointment_booked", "appointment_moved", "appointment_cancelled"


async def my_caseworker(session: Session, actor: Actor) -> Reception | None:
    """Who receives the actor now: her référent, or the one who stands in."""
    now = session.now()
    found = await network.receptions(session, actor.person_id, now, now + timedelta(minutes=1))
    return found[0] if found else None


async def motives(session: Session, actor: Actor) -> list[MotiveCard]:
    """Why the actor can meet her référent, each with the ways that are open."""
    mine = await network.my_caseworker(session, actor.person_id)
    if mine is None:
        return []
    rows = (
        await session.exec(
            select(Motive)
            .where(Motive.territory_id == mine.territory.id, col(Motive.active).is_(True))
            .order_by(col(Motive.position), col(Motive.slug))
        )
    ).all()
    found = []
    for row in rows:
        since, until = rules.window(offers.policy_of(row), session.now())
        parts = await network.receptions(session, actor.person_id, since, until)
        offered = {
            modality
            for part in parts
            for opening in await offers.openings(session, part.by.id)
            for modality in opening.modalities
            if modality is not Modality.VIDEO or part.by.video_link
        }
        ways = tuple(way for way in offers.policy_of(row).modalities if way in offered)
        if ways:
            found.append(
                MotiveCard(row.id, row.slug, row.label, row.instructions, row.duration, ways)
            )
    return found


async def find_slots(
    session: Session,
    actor: Actor,
    motive_id: UUID,
    modality: Modality,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    moving: UUID | None = None,
) -> list[Offer]:
    """Free slots from ``since`` up to ``until``, within what the motive allows.

    ``moving`` is an appointment of hers whose own time counts as free.
    """
    motive = await offers.motive_of(session, actor, motive_id)
    return await offers.free(session, actor, motive, modality, since, until, moving)


def _overlap(error: IntegrityError) -> Conflict:
    """What the database refused, in words."""
    if f"{OVERLAP}_beneficiary" in str(error.orig):
        return Conflict(N_("Vous avez déjà un rendez-vous à cette heure. Choisissez-en une autre."))
    return Conflict(offers.TAKEN)


async def book(
    session: Session,
    actor: Actor,
    motive_id: UUID,
    modality: Modality,
    start: datetime,
    *,
    key: str,
    topic: str = "",
) -> AppointmentCard:
    """Book a slot. The same ``key`` again gives the same appointment."""
    already = await _by_key(session, actor, key)
    if already is not None:
        return await _card(session, already)
    try:
        row = await _prepare(session, actor, motive_id, modality, start, key, topic)
        async with session.begin_nested():
            session.add(row)
    except (Conflict, Refused, IntegrityError) as error:
        # The same tap twice, at the same instant: the other one won.
        already = await _by_key(session, actor, key)
        if already is not None:
            return await _card(session, already)
        if isinstance(error, IntegrityError):
            raise _overlap(error) from None
        raise
    note(session, actor, BOOKED, subject=row.id)
    _announce(session, row, BOOKED)
    return await _card(session, row)


async def _prepare(
    session: Session,
    actor: Actor,
    motive_id: UUID,
    modality: Modality,
    start: datetime,
    key: str,
    topic: str,
) -> Appointment:
    """The appointment as it may be booked now. Raises when it may not."""
    motive = await offers.motive_of(session, actor, motive_id)
    if len(await _upcoming(session, actor)) >= MAX_UPCOMING:
        raise Refused(
            N_("Vous avez déjà {n} rendez-vous à venir. Annulez-en un d'abord."), n=MAX_UPCOMING
        )
    offer = await offers.offer_at(session, actor, motive, modality, start)
    now = session.now()
    appointment_id = session.new_id()
    return Appointment(
        id=appointment_id,
        beneficiary_id=actor.person_id,
        caseworker_id=offer.caseworker.id,
        motive_id=motive.id,
        starts_at=offer.slot.starts_at,
        ends_at=offer.slot.ends_at,
        busy_until=offer.slot.busy_until,
        modality=modality,
        zone=offer.caseworker.territory.time_zone,
        place=offer.place,
        uid=f"{appointment_id}@passeport-emploi",
        origin=Origin.CHOSEN,
        topic=_topic(topic),
        idempotency_key=key,
        created_at=now,
        updated_at=now,
    )


def _topic(text: str) -> str | None:
    text = text.strip()
    if len(text) > MAX_TOPIC:
        raise Invalid(N_("C'est trop long. Faites plus court."), field="topic")
    return text or None


def _announce(session: Session, row: Appointment, kind: str) -> None:
    """Tell the person, once for each state of the appointment."""
    post(
        session,
        kind,
        {"appointment_id": str(row.id), "sequence": row.sequence},
        name=f"{kind}:{row.id}:{row.sequence}",
    )


async def move(
    session: Session,
    actor: Actor,
    appointment_id: UUID,
    modality: Modality,
    start: datetime,
) -> AppointmentCard:
    """Give an appointment another time. It keeps the old one until this succeeds."""
    row = await _mine(session, actor, appointment_id, lock=True)
    if row.status is Status.CANCELLED:
        raise Conflict(N_("Ce rendez-vous est annulé. Prenez-en un autre."))
    if (row.starts_at, row.modality) == (start, modality):
        return await _card(session, row)
    motive = await session.get_one(Motive, row.motive_id)
    if not rules.may_move(offers.policy_of(motive), row.starts_at, session.now()):
        raise await _too_late(session, row)
    offer = await offers.offer_at(session, actor, motive, modality, start, moving=row.id)
    row.caseworker_id = offer.caseworker.id
    row.starts_at = offer.slot.starts_at
    row.ends_at = offer.slot.ends_at
    row.busy_until = offer.slot.busy_until
    row.modality = modality
    row.zone = offer.caseworker.territory.time_zone
    row.place = offer.place
    row.sequence += 1
    row.updated_at = session.now()
    session.add(row)
    try:
        await session.flush()
    except IntegrityError as error:
        raise _overlap(error) from None
    note(session, actor, MOVED, subject=row.id)
    _announce(session, row, MOVED)
    return await _card(session, row)


async def cancel(
    session: Session, actor: Actor, appointment_id: UUID, reason: CancelReason
) -> AppointmentCard:
    """Give an appointment up. Cancelling again changes nothing."""
    row = await _mine(session, actor, appointment_id, lock=True)
    if row.status is Status.CANCELLED:
        return await _card(session, row)
    motive = await session.get_one(Motive, row.motive_id)
    if not rules.may_cancel(offers.policy_of(motive), row.starts_at, session.now()):
        raise await _too_late(session, row)
    row.status = Status.CANCELLED
    row.cancel_reason = reason
    row.sequence += 1
    row.updated_at = session.now()
    session.add(row)
    await session.flush()
    note(session, actor, CANCELLED, subject=row.id)
    _announce(session, row, CANCELLED)
    return await _card(session, row)


async def _too_late(session: Session, row: Appointment) -> Refused:
    phone = (await network.caseworker(session, row.caseworker_id)).phone
    if not phone:
        return Refused(N_("C'est trop près de l'heure pour changer ici. Prévenez votre référent."))
    return Refused(
        N_("C'est trop près de l'heure pour changer ici. Appelez le {phone}."), phone=phone
    )


async def my_appointments(session: Session, actor: Actor) -> Agenda:
    """The actor's appointments. Those that were cancelled stand with the past."""
    upcoming = await _upcoming(session, actor)
    past = (
        await session.exec(
            select(Appointment)
            .where(
                Appointment.beneficiary_id == actor.person_id,
                (col(Appointment.ends_at) <= session.now())
                | (col(Appointment.status) == Status.CANCELLED),
            )
            .order_by(col(Appointment.starts_at).desc(), col(Appointment.id).desc())
            .limit(PAST_SHOWN)
        )
    ).all()
    return Agenda(
        upcoming=tuple([await _card(session, row) for row in upcoming]),
        past=tuple([await _card(session, row) for row in past]),
    )


async def _upcoming(session: Session, actor: Actor) -> Sequence[Appointment]:
    return (
        await session.exec(
            select(Appointment)
            .where(
                Appointment.beneficiary_id == actor.person_id,
                col(Appointment.ends_at) > session.now(),
                Appointment.status == Status.BOOKED,
            )
            .order_by(col(Appointment.starts_at))
        )
    ).all()


async def appointment(session: Session, actor: Actor, appointment_id: UUID) -> AppointmentCard:
    """One appointment of the actor."""
    return await _card(session, await _mine(session, actor, appointment_id))


async def calendar(session: Session, actor: Actor, appointment_id: UUID) -> bytes:
    """One appointment of the actor as a calendar file, for her to keep."""
    return calendar_file(event_of(await appointment(session, actor, appointment_id)))


def event_of(card: AppointmentCard) -> CalendarEvent:
    """What a calendar may know of an appointment: when and where, nothing of why or with whom."""
    return CalendarEvent(
        uid=card.uid,
        sequence=card.sequence,
        starts_at=card.starts_at,
        ends_at=card.ends_at,
        zone=card.zone,
        summary=card.discreet,
        place=card.place,
        created_at=card.created_at,
        updated_at=card.updated_at,
        cancelled=card.cancelled,
        address=f"{settings().origin}/rendez-vous",
        organizer=settings().mail_from,
    )


async def announced(
    session: Session, appointment_id: UUID, sequence: int
) -> tuple[UUID, AppointmentCard] | None:
    """Whom to tell about an appointment, and what; nothing when it has changed again since."""
    row = await session.get(Appointment, appointment_id)
    if row is None or row.sequence != sequence:
        return None
    return row.beneficiary_id, await _card(session, row)


async def _mine(
    session: Session, actor: Actor, appointment_id: UUID, *, lock: bool = False
) -> Appointment:
    query = select(Appointment).where(
        Appointment.id == appointment_id, Appointment.beneficiary_id == actor.person_id
    )
    row = (await session.exec(query.with_for_update() if lock else query)).first()
    if row is None:
        raise NotFound(words.NOT_THERE)
    return row


async def _by_key(session: Session, actor: Actor, key: str) -> Appointment | None:
    return (
        await session.exec(
            select(Appointment).where(
                Appointment.beneficiary_id == actor.person_id,
                Appointment.idempotency_key == key,
            )
        )
    ).first()


async def _card(session: Session, row: Appointment) -> AppointmentCard:
    motive = await session.get_one(Motive, row.motive_id)
    policy, now = offers.policy_of(motive), session.now()
    active = row.status is not Status.CANCELLED
    return AppointmentCard(
        id=row.id,
        motive_id=row.motive_id,
        motive=motive.label,
        discreet=motive.discreet,
        instructions=motive.instructions,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        zone=row.zone,
        modality=row.modality,
        place=row.place,
        caseworker=await network.caseworker(session, row.caseworker_id),
        topic=row.topic or "",
        cancelled=not active,
        cancel_reason=row.cancel_reason,
        uid=row.uid,
        sequence=row.sequence,
        created_at=row.created_at,
        updated_at=row.updated_at,
        may_move=active and rules.may_move(policy, row.starts_at, now),
        may_cancel=active and rules.may_cancel(policy, row.starts_at, now),
    )
