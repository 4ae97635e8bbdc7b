"""The way to an appointment, step by step, as addresses: what is chosen stands in the query.

The screen of the app and the pages made by the server walk the same way, so that the back button,
a link that is kept and a phone without JavaScript all find the same step.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import groupby
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from passport.appointments import service, words
from passport.appointments.rules import Modality
from passport.appointments.views import AppointmentCard, MotiveCard, Offer
from passport.kernel.actor import Actor
from passport.kernel.database import Session
from passport.kernel.errors import NotFound
from passport.network.service import CaseworkerCard

DAYS_SHOWN = 5


class Step(StrEnum):
    """What is to be chosen now, or why nothing can be."""

    NOBODY = "nobody"
    MOTIVE = "motive"
    MODALITY = "modality"
    SLOT = "slot"
    SUMMARY = "summary"
    LATE = "late"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Choice:
    """What the query of an address says is chosen."""

    motive: str = ""
    modality: Modality | None = None
    start: datetime | None = None
    after: date | None = None
    moving: UUID | None = None

    def query(self, **changes: object) -> str:
        """The query of this choice, with ``changes``; later choices fall when earlier ones change.

        Ends with nothing when nothing is chosen.
        """
        values: dict[str, object] = {
            "id": self.moving,
            "motif": self.motive,
            "comment": self.modality,
            "apres": self.after,
            "le": self.start,
        }
        values.update(changes)
        written = {name: _written(value) for name, value in values.items() if value}
        return f"?{urlencode(written)}" if written else ""


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")
    return str(value)


def choice_of(query: Mapping[str, str]) -> Choice:
    """What ``query`` says. What cannot be read counts as not chosen."""
    return Choice(
        motive=query.get("motif", "")[:60],
        modality=modality_of(query.get("comment", "")),
        start=start_of(query.get("le", "")),
        after=_day_of(query.get("apres", "")),
        moving=id_of(query.get("id", "")),
    )


def modality_of(text: str) -> Modality | None:
    """The way that ``text`` names."""
    return Modality(text) if text in set(Modality) else None


def start_of(text: str) -> datetime | None:
    """The instant that ``text`` names, when it is one."""
    try:
        found = datetime.fromisoformat(text)
        return found.astimezone(UTC) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None


def id_of(text: str) -> UUID | None:
    """The identifier that ``text`` is, when it is one."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Day:
    """A day and its free slots."""

    day: date
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a person stands on the way, with what there is to choose from."""

    step: Step
    choice: Choice
    motives: Sequence[MotiveCard] = ()
    motive: MotiveCard | None = None
    days: tuple[Day, ...] = ()
    # The first day that did not fit, when there is one.
    later: date | None = None
    offer: Offer | None = None
    present: AppointmentCard | None = None
    caseworker: CaseworkerCard | None = None

    @property
    def modality(self) -> Modality:
        """The way chosen. Only asked for once it is."""
        assert self.choice.modality is not None
        return self.choice.modality


async def walk(session: Session, actor: Actor, choice: Choice) -> Walk:
    """Where ``choice`` leads now."""
    reception = await service.my_caseworker(session, actor)
    if reception is None:
        return Walk(Step.NOBODY, choice)
    motives = await service.motives(session, actor)
    present = None
    if choice.moving is not None:
        present = await service.appointment(session, actor, choice.moving)
        if not present.may_move:
            return Walk(Step.LATE, choice, present=present, caseworker=present.caseworker)
        motive = next((one for one in motives if one.id == present.motive_id), None)
        if motive is None:
            raise NotFound(words.NOT_THERE)
        kept = choice.modality or present.modality
        choice = Choice(motive.slug, kept, choice.start, choice.after, choice.moving)
    motive = next((one for one in motives if one.slug == choice.motive), None)
    if motive is None:
        return Walk(Step.MOTIVE, Choice(), motives, caseworker=reception.by)
    modality = choice.modality
    if modality not in motive.modalities:
        modality = motive.modalities[0] if len(motive.modalities) == 1 else None
    choice = Choice(motive.slug, modality, choice.start, choice.after, choice.moving)
    if modality is None:
        return Walk(Step.MODALITY, choice, motives, motive, caseworker=reception.by)
    if choice.start is not None:
        offer = await _offer(session, actor, motive, modality, choice)
        return Walk(
            Step.SUMMARY if offer else Step.TAKEN,
            choice,
            motives,
            motive,
            offer=offer,
            present=present,
            caseworker=reception.by,
        )
    days, later = await _days(session, actor, motive, modality, choice, reception.by, present)
    return Walk(
        Step.SLOT,
        choice,
        motives,
        motive,
        days=days,
        later=later,
        present=present,
        caseworker=reception.by,
    )


async def _offer(
    session: Session, actor: Actor, motive: MotiveCard, modality: Modality, choice: Choice
) -> Offer | None:
    start = choice.start
    assert start is not None
    offers = await service.find_slots(
        session,
        actor,
        motive.id,
        modality,
        since=start,
        until=start + timedelta(minutes=1),
        moving=choice.moving,
    )
    return next((one for one in offers if one.slot.starts_at == start), None)


async def _days(
    session: Session,
    actor: Actor,
    motive: MotiveCard,
    modality: Modality,
    choice: Choice,
    who: CaseworkerCard,
    present: AppointmentCard | None,
) -> tuple[tuple[Day, ...], date | None]:
    """The first days with free slots from the one asked for, and the first that did not fit."""
    zone = ZoneInfo(who.territory.time_zone)
    since = None
    if choice.after is not None:
        since = datetime.combine(choice.after, datetime.min.time(), zone)
    offers = await service.find_slots(
        session, actor, motive.id, modality, since=since, moving=choice.moving
    )
    if present is not None and present.modality is modality:
        offers = [one for one in offers if one.slot.starts_at != present.starts_at]
    days = [
        Day(day, tuple(group))
        for day, group in groupby(
            offers, lambda one: one.slot.starts_at.astimezone(zone_of(one)).date()
        )
    ]
    later = days[DAYS_SHOWN].day if len(days) > DAYS_SHOWN else None
    return tuple(days[:DAYS_SHOWN]), later


def zone_of(offer: Offer) -> ZoneInfo:
    """The hour of the place where an offer is."""
    return ZoneInfo(offer.caseworker.territory.time_zone)
