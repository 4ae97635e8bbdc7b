"""What is read rather than answered: the card of a service, what was found, whom to call."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from passport.actions import service as actions
from passport.actions import words as action_words
from passport.appointments import service as appointments
from passport.appointments import words as appointment_words
from passport.conversation import help as numbers
from passport.conversation.cards import CardLine
from passport.conversation.engine.draft import Draft
from passport.conversation.engine.policy import Prompt, Step
from passport.conversation.service import choices
from passport.kernel.actor import Actor
from passport.kernel.database import Session
from passport.kernel.i18n import N_, _, apart
from passport.participation import service as participation


@dataclass(frozen=True, slots=True)
class Shown:
    """Lines of a card (``card``) or to read (``lines``), numbers to call, and where to go."""

    card: tuple[CardLine, ...] = ()
    lines: tuple[CardLine, ...] = ()
    calls: tuple[tuple[str, str], ...] = ()
    link: tuple[str, str] = ("", "")


Show = Callable[[Session, Actor, Draft], Awaitable[Shown]]

OPEN_QUESTION = N_("Ouvrir la question")
ALL_ACTIONS = N_("Voir toutes les actions")


async def shown(session: Session, actor: Actor, draft: Draft, prompt: Prompt) -> Shown:
    """What the flow of ``draft`` has to show at this step."""
    if prompt.step is Step.CHECK and draft.flow in _CARDS:
        return await _CARDS[draft.flow](session, actor, draft)
    if prompt.step is Step.SHOW and draft.flow in _FOUND:
        return await _FOUND[draft.flow](session, actor, draft)
    return Shown()


async def _booking(session: Session, actor: Actor, draft: Draft) -> Shown:
    """The appointment as it would be: from the free time itself, not from what was said."""
    one = await choices.offer(session, actor, draft)
    if one is None:
        return Shown()
    zone = one.caseworker.territory.time_zone
    start = one.slot.starts_at
    when = f"{appointment_words.day(start, zone)}, {appointment_words.hour(start, zone)}"
    who = one.caseworker.name
    subject, how = draft.first("motive") or draft.first("which"), draft.first("way")
    field = "motive" if "motive" in draft.values else "which"
    place = _together(appointment_words.how(one.modality), one.place)
    card = [
        CardLine(field, _("Rendez-vous"), _together(subject.said if subject else "", who)),
        CardLine("day", _("Quand"), when),
        CardLine("way" if how else field, _("Comment"), place),
    ]
    return Shown(card=tuple(card))


async def _cancelling(session: Session, actor: Actor, draft: Draft) -> Shown:
    one = await choices.appointment(session, actor, draft)
    if one is None:
        return Shown()
    reason = draft.first("reason")
    card = [
        CardLine(
            "which",
            _("Rendez-vous"),
            _together(appointment_words.title(one), one.caseworker.name),
        ),
        CardLine("reason", _("Pourquoi"), reason.said) if reason else None,
    ]
    return Shown(card=tuple(line for line in card if line is not None))


def _together(*parts: str) -> str:
    return " · ".join(apart(part) for part in parts if part)


async def _action(session: Session, actor: Actor, draft: Draft) -> Shown:
    wanted = draft.text("action")
    found = await actions.search(session, actor)
    one = next((each for each in found if str(each.id) == wanted), None)
    link = (_(ALL_ACTIONS), "/actions")
    if one is None:
        return Shown(link=link)
    when = ", ".join(part for part in (action_words.days(one), one.when_words) if part)
    lines = (
        CardLine("", "", one.title),
        CardLine("", "", one.summary),
        CardLine("", _("Quand"), when),
        CardLine("", _("Où"), one.place),
        CardLine("", _("Proposé par"), one.offered_by),
        CardLine("", _("Pour venir"), one.how_to_join),
    )
    calls = ((one.phone, one.offered_by),) if one.phone else ()
    return Shown(lines=tuple(line for line in lines if line.value), calls=calls, link=link)


async def _consultation(session: Session, actor: Actor, draft: Draft) -> Shown:
    wanted = draft.text("consultation")
    found = await participation.in_my_territory(session, actor)
    one = next((each for each in found if str(each.id) == wanted), None)
    if one is None:
        return Shown(link=(_(OPEN_QUESTION), "/mon-avis"))
    lines = (CardLine("", "", one.title), CardLine("", "", one.why))
    return Shown(lines=lines, link=(_(OPEN_QUESTION), f"/mon-avis?id={one.id}"))


async def _help(session: Session, actor: Actor, draft: Draft) -> Shown:
    reception = await appointments.my_caseworker(session, actor)
    lines: tuple[CardLine, ...] = ()
    calls: tuple[tuple[str, str], ...] = ()
    if reception is not None:
        who = reception.by
        lines = (CardLine("", _("Votre référent"), f"{apart(who.name)}, {apart(who.structure)}"),)
        if who.phone:
            calls = ((who.phone, who.name),)
    return Shown(lines=lines, calls=(*calls, *((each.number, _(each.who)) for each in numbers.ANY)))


_CARDS: dict[str, Show] = {"book": _booking, "move": _booking, "cancel": _cancelling}
_FOUND: dict[str, Show] = {"action": _action, "feedback": _consultation, "help": _help}
