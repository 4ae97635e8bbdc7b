"""Ready answers that other features hold: appointments, actions, consultations.

The name of a ready answer is made of what it stands for, so that a tap on a list that has changed
since never means something else.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from uuid import UUID
from zoneinfo import ZoneInfo

from passport.actions import service as actions
from passport.actions import words as action_words
from passport.actions.rules import Need
from passport.appointments import service as appointments
from passport.appointments import words as appointment_words
from passport.appointments.rules import Modality
from passport.appointments.views import AppointmentCard, Offer
from passport.conversation.engine.draft import Draft
from passport.conversation.engine.flow import Chip, answer, question
from passport.conversation.engine.policy import Prompt, Step, go
from passport.kernel.actor import Actor
from passport.kernel.database import Session
from passport.kernel.errors import NotFound
from passport.kernel.i18n import _
from passport.participation import service as participation
from passport.participation.rules import Stage

DAYS = 6
HOURS = 8
ACTIONS = 4

Finder = Callable[[Session, Actor, Draft], Awaitable[list[Chip]]]


async def with_choices(session: Session, actor: Actor, draft: Draft, shown: Prompt) -> Prompt:
    """``shown`` with the ready answers that are found now; or why there are none."""
    asked = question(shown.key) if shown.key and shown.step is Step.ASK else None
    if asked is None or asked.choices not in FINDERS:
        return shown
    found = await FINDERS[asked.choices](session, actor, draft)
    if found:
        return replace(shown, chips=(*found, *shown.chips))
    return replace(
        shown,
        text=asked.none or shown.text,
        why="",
        chips=(answer(f"{shown.flow}.leave"), go("help")),
    )


def _chip(value: str, label: str, hint: str = "") -> Chip:
    key = re.sub(r"[^a-z0-9]", "", value.lower())[:36]
    return Chip(key=f"c_{key}", label=label, value=value, hint=hint, own=True)


# Appointments


async def _motives(session: Session, actor: Actor, draft: Draft) -> list[Chip]:
    found = await appointments.motives(session, actor)
    return [
        _chip(str(one.id), _(one.label), appointment_words.minutes(one.duration)) for one in found
    ]


async def _ways(session: Session, actor: Actor, draft: Draft) -> list[Chip]:
    found = await appointments.motives(session, actor)
    chosen = next((one for one in found if str(one.id) == draft.text("motive")), None)
    return [
        _chip(way.value, appointment_words.how(way))
        for way in (chosen.modalities if chosen else ())
    ]


async def _days(session: Session, actor: Actor, draft: Draft) -> list[Chip]:
    days = groupby(await offers(session, actor, draft), key=_day)
    chips = [
        _chip(day, appointment_words.day(one.slot.starts_at, one.caseworker.territory.time_zone))
        for day, ones in days
        for one in [next(ones)]
    ]
    return chips[:DAYS]


async def _hours(session: Session, actor: Actor, draft: Draft) -> list[Chip]:
    """Hours of the chosen day, spread over it when there are many."""
    found = [one for one in await offers(session, actor, draft) if _day(one) == draft.text("day")]
    step = max(1, -(-len(found) // HOURS))
    return [
        _chip(
            one.slot.starts_at.isoformat(),
            appointment_words.hour(one.slot.starts_at, one.caseworker.territory.time_zone),
            one.caseworker.name if one.stands_in_for else "",
        )
        for one in found[::step]
    ]


def _day(one: Offer) -> str:
    zone = ZoneInfo(one.caseworker.territory.time_zone)
    return one.slot.starts_at.astimezone(zone).date().isoformat()


async def offers(session: Session, actor: Actor, draft: Draft) -> list[Offer]:
    """Free times for what the draft says so far; none when it says too little."""
    if draft.flow == "move":
        card = await appointment(session, actor, draft)
        if card is None:
            return []
        motive, way, moving = card.motive_id, card.modality, card.id
    else:
        chosen = uuid_of(draft.text("motive"))
        if chosen is None or draft.text("way") not in set(Modality):
            return []
        motive, way, moving = chosen, Modality(draft.text("way")), None
    try:
        return await appointments.find_slots(session, actor, motive, way, moving=moving)
    except NotFound:
        return []


async def offer(session: Session, actor: Actor, draft: Draft) -> Offer | None:
    """The free time that the draft says, if it is still free."""
    start = start_of(draft.text("at"))
    found = await offers(session, actor, draft)
    return next((one for one in found if one.slot.starts_at == start), None)


def start_of(text: str) -> datetime | None:
    """The instant that a chosen hour says."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def uuid_of(text: str) -> UUID | None:
    """The identifier that a choice stands for."""
    try:
        return UUID(text)
    except ValueError:
        return None


async def appointment(session: Session, actor: Actor, draft: Draft) -> AppointmentCard | None:
    """The appointment of hers that the draft is about."""
    chosen = uuid_of(draft.text("which"))
    if chosen is None:
        return None
    try:
        return await appointments.appointment(session, actor, chosen)
    except NotFound:
        return None


async def _movable(session: Session, actor: Actor, draft: Draft) -> list[Chip]:
    agenda = await appointments.my_appointments(session, actor)
    return [_appointment(one) for one in agenda.upcoming if one.may_move]


async def _cancellable(session: Session, actor: Actor, draft: Draft) -> list[Chip]:
    agenda = await appointments.my_appointments(session, actor)
    return [_appointment(one) for one in agenda.upcoming if one.may_cancel]


def _appointment(card: AppointmentCard) -> Chip:
    return _chip(str(card.id), appointment_words.title(card), _(card.motive))


# Actions and consultations


async def _needs(session: Session, actor: Actor, draft: Draft) -> list[Chip]:
    offered = await actions.offered_needs(session, actor)
    return [_chip(need.value, _(action_words.NEEDS[need])) for need in offered]


async def _actions(session: Session, actor: Actor, draft: Draft) -> list[Chip]:
    wanted = draft.text("need")
    if wanted in set(Need):
        found = await actions.search(session, actor, need=Need(wanted))
    else:
        found = await actions.search(session, actor, text=wanted)
    return [_chip(str(one.id), one.title, one.place) for one in found[:ACTIONS]]


async def _consultations(session: Session, actor: Actor, draft: Draft) -> list[Chip]:
    found = await participation.in_my_territory(session, actor)
    return [
        _chip(str(one.id), one.title)
        for one in found
        if one.stage is Stage.RUNNING and not one.taken_part
    ]


FINDERS: dict[str, Finder] = {
    "motives": _motives,
    "ways": _ways,
    "days": _days,
    "hours": _hours,
    "movable": _movable,
    "cancellable": _cancellable,
    "needs": _needs,
    "actions": _actions,
    "consultations": _consultations,
}
"""Who finds the ready answers of a question, by the name that the flows use."""
