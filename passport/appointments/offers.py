"""What a person may be offered: her référent's openings, less what either of them has already."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from passport.appointments import rules, words
from passport.appointments.days import closed_days
from passport.appointments.models import Absence, Appointment, Motive, Opening, Status
from passport.appointments.rules import Modality, Policy, Supply, WeeklyOpening
from passport.appointments.views import Offer
from passport.kernel.actor import Actor
from passport.kernel.database import Session
from passport.kernel.errors import Conflict, NotFound
from passport.kernel.i18n import N_
from passport.network import service as network
from passport.network.service import CaseworkerCard, Reception

TAKEN = N_("Cette heure vient d'être prise. En voici d'autres.")


async def free(
    session: Session,
    actor: Actor,
    motive: Motive,
    modality: Modality,
    since: datetime | None,
    until: datetime | None,
    moving: UUID | None,
) -> list[Offer]:
    """Free slots of the motive, within what it allows; the time of ``moving`` is free too."""
    policy, now = policy_of(motive), session.now()
    first, last = rules.window(policy, now)
    first, last = max(first, since or first), min(last, until or last)
    found: list[Offer] = []
    for part in await network.receptions(session, actor.person_id, first, last):
        if modality is Modality.VIDEO and not part.by.video_link:
            continue
        supply = await _supply(session, actor, part, policy, moving)
        for slot in rules.free_slots(
            supply, policy, modality, now=now, since=part.since, until=part.until
        ):
            place = _place(part.by, modality, slot.place)
            found.append(Offer(slot, part.by, part.stands_in_for, modality, place))
    return found


def _place(who: CaseworkerCard, modality: Modality, own: str) -> str:
    if modality is Modality.ON_SITE:
        return own or who.address
    return who.video_link if modality is Modality.VIDEO else ""


async def openings(session: Session, caseworker_id: UUID) -> list[WeeklyOpening]:
    """When a référent receives, week after week."""
    rows = (await session.exec(select(Opening).where(Opening.caseworker_id == caseworker_id))).all()
    return [
        WeeklyOpening(
            weekday=row.weekday,
            starts=row.starts_minute,
            ends=row.ends_minute,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            modalities=tuple(Modality(one) for one in row.modalities),
            place=row.place,
        )
        for row in rows
    ]


async def _supply(
    session: Session, actor: Actor, part: Reception, policy: Policy, moving: UUID | None
) -> Supply:
    """What a référent offers to the actor: her week, less what either of them has already."""
    until = part.until + timedelta(minutes=policy.duration + policy.buffer_after)
    absences = (
        await session.exec(
            select(Absence.starts_at, Absence.ends_at).where(
                Absence.caseworker_id == part.by.id,
                col(Absence.starts_at) < until,
                col(Absence.ends_at) > part.since,
            )
        )
    ).all()
    query = select(
        Appointment.caseworker_id,
        Appointment.starts_at,
        Appointment.ends_at,
        Appointment.busy_until,
    ).where(
        (col(Appointment.caseworker_id) == part.by.id)
        | (col(Appointment.beneficiary_id) == actor.person_id),
        col(Appointment.status) != Status.CANCELLED,
        col(Appointment.starts_at) < until,
        col(Appointment.busy_until) > part.since,
    )
    if moving is not None:
        query = query.where(col(Appointment.id) != moving)
    rows = (await session.exec(query)).all()
    zone = part.by.territory.time_zone
    first, last = (at.astimezone(ZoneInfo(zone)).date() for at in (part.since, part.until))
    return Supply(
        zone=zone,
        openings=await openings(session, part.by.id),
        closed_days=closed_days(part.by.territory.holidays, first, last),
        absences=[(start, end) for start, end in absences],
        taken=[(start, busy) for who, start, _, busy in rows if who == part.by.id],
        # Her own other appointment asks nothing of this référent's buffer.
        engaged=[(start, end) for who, start, end, _ in rows if who != part.by.id],
    )


def policy_of(motive: Motive) -> Policy:
    """What the motive allows."""
    return Policy(
        duration=motive.duration,
        modalities=tuple(Modality(one) for one in motive.modalities),
        grid=motive.grid,
        buffer_after=motive.buffer_after,
        notice_hours=motive.notice_hours,
        horizon_days=motive.horizon_days,
        cancel_until_hours=motive.cancel_until_hours,
        move_until_hours=motive.move_until_hours,
    )


async def motive_of(session: Session, actor: Actor, motive_id: UUID) -> Motive:
    """A motive of the actor's territory."""
    mine = await network.my_caseworker(session, actor.person_id)
    motive = await session.get(Motive, motive_id)
    if (
        mine is None
        or motive is None
        or not motive.active
        or motive.territory_id != mine.territory.id
    ):
        raise NotFound(words.NOT_THERE)
    return motive


async def offer_at(
    session: Session,
    actor: Actor,
    motive: Motive,
    modality: Modality,
    start: datetime,
    moving: UUID | None = None,
) -> Offer:
    """The offer that starts at ``start``, or ``Conflict`` when it is no longer there."""
    until = start + timedelta(minutes=1)
    for offer in await free(session, actor, motive, modality, start, until, moving):
        if offer.slot.starts_at == start:
            return offer
    raise Conflict(TAKEN)
