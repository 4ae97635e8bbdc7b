"""The use cases: say, tap, change a line, say yes or no, take back, stop, leave, erase."""

import asyncio
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from passport.conversation import words
from passport.conversation.engine.commands import (
    Another,
    AskAgain,
    Clear,
    Command,
    Confirm,
    Failed,
    Leave,
    Menu,
    Reject,
    StartFlow,
    Stop,
    Turn,
    Undo,
)
from passport.conversation.engine.dialogue import Dialogue, replay
from passport.conversation.engine.draft import Draft
from passport.conversation.engine.flow import EXPERIENCE, flows
from passport.conversation.engine.policy import Prompt, Step, prompt
from passport.conversation.engine.situation import Situation
from passport.conversation.service import log as kept
from passport.conversation.service import typed, writing
from passport.conversation.service.choices import with_choices
from passport.conversation.service.showing import Shown, shown
from passport.conversation.service.situation import situation
from passport.conversation.understanding import care, wordings
from passport.conversation.understanding.care import Care
from passport.conversation.understanding.found import Found
from passport.conversation.understanding.interpret import tapped, understood
from passport.conversation.understanding.offers import with_offers
from passport.conversation.understanding.reading import read
from passport.identity import service as identity
from passport.kernel.actor import Actor
from passport.kernel.database import Database, Session
from passport.kernel.errors import Conflict, Invalid, Refused
from passport.kernel.i18n import _
from passport.record import service as record

LONGEST = 20_000
"""Characters of one message."""

AWAY = timedelta(minutes=5)
"""Without a word for so long, she was away."""

ZONE = ZoneInfo("Europe/Paris")

_OPEN = frozenset({Step.ASK, Step.CHECK, Step.SHOW, Step.STOPPED})
"""Steps that do not depend on what is known of her elsewhere."""


@dataclass(frozen=True, slots=True)
class Talk:
    """Where the conversation stands. ``care`` says that a human voice is needed first."""

    name: str
    dialogue: Dialogue
    prompt: Prompt
    back: bool = False
    """Whether she comes back after a while."""
    care: Care | None = None
    shown: Shown = field(default_factory=Shown)
    """What is read rather than answered."""
    news: str = ""
    """A sentence about what waits for her, on the way in."""
    passport: record.Passport | None = None
    """What her passport holds now; nothing when this turn left it as it was and needed none of it.
    """


Done = Callable[[int, Dialogue, Prompt], tuple[Command, ...]]


async def warm_up(database: Database) -> None:
    """Load what understanding needs before the first person speaks: a second of work."""
    today = database.clock.now().date()
    await asyncio.to_thread(flows)
    await asyncio.to_thread(wordings.ready)
    await asyncio.to_thread(read, "j'étais serveur chez Flunch à Annecy", today=today)


async def open_talk(session: Session, actor: Actor) -> Talk:
    """The conversation as it stands, replayed."""
    return await _talk(session, actor, await kept.turns(session, actor, to_write=False))


async def say(
    session: Session,
    actor: Actor,
    text: str,
    *,
    key: str | None = None,
    pointed: Sequence[Found] = (),
) -> Talk:
    """Take a sentence. Words of distress are answered and not kept.

    ``pointed`` is what a language model has pointed at in it, see ``listening``.
    """
    text = clean(text)
    if (cared := await _cared(session, actor, text)) is not None:
        return cared
    today = _today(session)

    def said(number: int, dialogue: Dialogue, asked: Prompt) -> tuple[Command, ...]:
        return understood(text, number, dialogue, asked, today=today, say=_, pointed=pointed)

    return await _turn(session, actor, text, said, key=key)


async def _cared(session: Session, actor: Actor, text: str) -> Talk | None:
    """The conversation as it stands, with the human voice that words of distress call for."""
    needed = care.find(text)
    return None if needed is None else replace(await open_talk(session, actor), care=needed)


async def tap(
    session: Session, actor: Actor, choice: str, *, asked: str, key: str | None = None
) -> Talk:
    """Take a ready answer ``choice`` to the question ``asked``.

    An answer to a question that is no longer there changes nothing.
    """
    log = await kept.turns(session, actor)
    asked_now = await _asked(session, actor, replay(log))
    shown_now = asked_now.prompt
    chip = next((chip for chip in shown_now.chips if chip.key == choice), None)
    if chip is None or shown_now.key != asked:
        return await _talk(session, actor, log)
    label = chip.label if chip.own else _(chip.label)

    def answered(number: int, dialogue: Dialogue, before: Prompt) -> tuple[Command, ...]:
        return tapped(chip, label, number, before)

    return await _turn(session, actor, label, answered, key=key, log=log, asked=asked_now)


async def start(session: Session, actor: Actor, flow: str, *, key: str | None = None) -> Talk:
    """Talk of ``flow``; what was being told waits. Raises ``Invalid`` for one that is not."""
    if flow not in subjects():
        raise Invalid(words.NO_CHOICE)
    return await _turn(
        session, actor, _(flows()[flow].about or ""), lambda *_: (StartFlow(flow),), key=key
    )


def subjects() -> frozenset[str]:
    """Names of the flows that she may choose to talk of."""
    return frozenset(name for name, flow in flows().items() if flow.about is not None)


async def menu(session: Session, actor: Actor, *, key: str | None = None) -> Talk:
    """Show what else can be talked of."""
    return await _turn(session, actor, _(words.SOMETHING_ELSE), lambda *_: (Menu(),), key=key)


async def leave(session: Session, actor: Actor, *, key: str | None = None) -> Talk:
    """Give up what is open: nothing of it is written."""
    return await _turn(session, actor, _(words.LEFT), lambda *_: (Leave(),), key=key)


async def change(
    session: Session, actor: Actor, field: str, text: str, *, key: str | None = None
) -> Talk:
    """Write a line of the card anew; empty words empty it. Raises ``Invalid`` on ``field``.

    Words of distress are answered and not kept, there too.
    """
    today = _today(session)
    text = clean(text, empty=True)
    if (cared := await _cared(session, actor, text)) is not None:
        return cared

    def written(number: int, dialogue: Dialogue, asked: Prompt) -> tuple[Command, ...]:
        draft = dialogue.draft
        behind = typed.slots(draft, field)
        if not text:
            return tuple(Clear(slot) for slot in behind if slot in draft.values)
        return typed.written(field, text, number, draft, today)

    return await _turn(session, actor, text, written, key=key)


async def confirm(session: Session, actor: Actor, *, key: str | None = None) -> Talk:
    """Yes: write what is on the card, with her words as evidence."""
    log = await kept.turns(session, actor)
    if key is not None and await kept.known(session, actor, key):
        return await _talk(session, actor, log)
    draft = replay(log).draft
    if draft.empty:
        raise Invalid(words.NO_CARD)
    if draft.flow not in writing.WRITERS:
        raise Invalid(words.NO_CARD)
    return await _turn(session, actor, _(words.YES), lambda *_: (Confirm(),), key=key, log=log)


async def reject(session: Session, actor: Actor, *, key: str | None = None) -> Talk:
    """Say "ce n'est pas ça": nothing enters; she changes a line or says it again."""
    return await _turn(session, actor, _(words.NO), lambda *_: (Reject(),), key=key)


async def ask_again(session: Session, actor: Actor, field: str, *, key: str | None = None) -> Talk:
    """Ask for a line of the card again, and for those that hang on it.

    Raises ``Invalid`` when the card has no such line.
    """

    def again(number: int, dialogue: Dialogue, asked: Prompt) -> tuple[Command, ...]:
        draft = dialogue.draft
        slots = list(draft.plan.slots)
        if draft.empty or field not in slots:
            raise Invalid(words.NO_CARD)
        return tuple(AskAgain(slot) for slot in slots[slots.index(field) :])

    return await _turn(session, actor, _(words.CHANGE), again, key=key)


async def stop(session: Session, actor: Actor, *, key: str | None = None) -> Talk:
    """Stop for today. Everything is kept."""
    return await _turn(session, actor, _("Arrêter pour aujourd'hui"), lambda *_: (Stop(),), key=key)


async def undo(
    session: Session, actor: Actor, *, turn: int | None = None, key: str | None = None
) -> Talk:
    """Take back a turn of the card that is open, by default the last; or the last yes.

    Raises ``Conflict`` when there is nothing to take back.
    """
    log = await kept.turns(session, actor)
    if key is not None and await kept.known(session, actor, key):
        return await _talk(session, actor, log)
    dialogue = replay(log)
    last = dialogue.undoable
    number = turn if turn is not None else last.number if last else -1
    if not may_undo(dialogue, number):
        raise Conflict(words.NOTHING_TO_UNDO)
    return await _turn(
        session, actor, _(words.UNDONE), lambda *_: (Undo(number),), key=key, log=log
    )


def may_undo(dialogue: Dialogue, number: int) -> bool:
    """Whether a turn can be taken back, what it wrote included."""
    if not dialogue.may_undo(number):
        return False
    if not _confirmed(dialogue, number):
        return True
    saved = dialogue.saved[-1]
    return writing.may_take_back(saved.flow, saved.written)


def clean(text: str, *, empty: bool = False) -> str:
    """Words fit to be kept: no control characters, edges trimmed.

    Raises ``Invalid`` when there is nothing, or too much.
    """
    if len(text) > LONGEST:
        raise Invalid(words.TOO_LONG, field="text")
    left = "".join(
        char
        for char in text.replace("\r\n", "\n").replace("\r", "\n")
        if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs")
    ).strip()
    if not left and not empty:
        raise Invalid(words.EMPTY, field="text")
    return left


# Taking a turn


async def _turn(
    session: Session,
    actor: Actor,
    text: str,
    done: Done,
    *,
    key: str | None = None,
    log: list[Turn] | None = None,
    asked: "_Asked | None" = None,
) -> Talk:
    """Add a turn to the log, what it means in front of ``asked`` worked out by ``done``."""
    if log is None:
        log = await kept.turns(session, actor)
    if key is not None and await kept.known(session, actor, key):
        return await _talk(session, actor, log)
    dialogue = replay(log)
    asked = asked or await _asked(session, actor, dialogue)
    number = dialogue.length
    commands = done(number, dialogue, asked.prompt)
    carried_out = await _carried_out(session, actor, dialogue, commands)
    about = _about(dialogue, carried_out)
    turn = Turn(number, text, session.now(), asked.prompt.key, carried_out, about)
    # What is known of her elsewhere holds unless this turn wrote there.
    wrote = any(isinstance(command, Confirm | Undo) for command in carried_out)
    log = await kept.add(session, actor, turn, log, key)
    return await _talk(session, actor, log, None if wrote else asked.around, as_shown=not wrote)


def _about(dialogue: Dialogue, commands: tuple[Command, ...]) -> str:
    """The flow that ``commands`` talk of: the one that they begin, or the one that is open."""
    for command in commands:
        if isinstance(command, StartFlow):
            return command.flow
        if isinstance(command, Another):
            return EXPERIENCE
    return dialogue.draft.flow


async def _carried_out(
    session: Session, actor: Actor, dialogue: Dialogue, commands: tuple[Command, ...]
) -> tuple[Command, ...]:
    """``commands`` once what they do outside the conversation is done."""
    for command in commands:
        if isinstance(command, Undo) and _confirmed(dialogue, command.turn):
            saved = dialogue.saved[-1]
            await writing.take_back(session, actor, saved.flow, saved.written)
        if isinstance(command, Confirm) and not command.written:
            return await _written(session, actor, dialogue.draft)
    return commands


async def _written(session: Session, actor: Actor, draft: Draft) -> tuple[Command, ...]:
    """Her yes carried out; or why it could not be, and the questions that come back."""
    if not draft.plan.retry:
        return (Confirm(await writing.write(session, actor, draft)),)
    try:
        async with session.begin_nested():
            return (Confirm(await writing.write(session, actor, draft)),)
    except (Conflict, Refused) as error:
        return (*(AskAgain(slot) for slot in draft.plan.retry), Failed(error.text()))


def _confirmed(dialogue: Dialogue, number: int) -> bool:
    return any(
        isinstance(command, Confirm)
        for turn in dialogue.turns
        if turn.number == number
        for command in turn.commands
    )


# What is shown


@dataclass(frozen=True, slots=True)
class _Around:
    """What the rest of the product knows of her, as far as it was looked at."""

    passport: record.Passport
    known: Situation
    news: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """The question on her screen; ``around`` where it depended on it."""

    prompt: Prompt
    around: _Around | None


async def _around(session: Session, actor: Actor, *, whole: bool) -> _Around:
    passport = await record.passport(session, actor)
    known, news = await situation(session, actor, passport, whole=whole)
    return _Around(passport, known, news)


async def _asked(session: Session, actor: Actor, dialogue: Dialogue) -> _Asked:
    """The question on her screen, with the ready answers that are found now."""
    asked, around = prompt(dialogue), None
    if asked.step not in _OPEN:
        around = await _around(session, actor, whole=True)
        asked = prompt(dialogue, around.known)
    asked = await with_choices(session, actor, dialogue.draft, with_offers(dialogue, asked))
    return _Asked(asked, around)


async def _talk(
    session: Session,
    actor: Actor,
    log: list[Turn],
    around: _Around | None = None,
    *,
    as_shown: bool = False,
) -> Talk:
    """Where the conversation stands after ``log``; ``around`` is looked at when it is not given.

    With ``as_shown`` only where the question hangs on it: her screen keeps the passport that it
    has, which another tab or a référent may have changed since.
    """
    dialogue = replay(log)
    person = await identity.card(session, actor.person_id)
    asked = prompt(dialogue)
    apart = asked.step not in _OPEN
    if around is None and (apart or not as_shown):
        around = await _around(session, actor, whole=apart)
    if apart and around is not None:
        asked = prompt(dialogue, around.known)
    asked = await with_choices(session, actor, dialogue.draft, with_offers(dialogue, asked))
    return Talk(
        name=person.given_name,
        dialogue=dialogue,
        prompt=asked,
        back=bool(log) and session.now() - log[-1].at >= AWAY,
        passport=around.passport if around else None,
        shown=await shown(session, actor, dialogue.draft, asked),
        news=around.news if around and asked.step is Step.GREET else "",
    )


def _today(session: Session) -> date:
    return session.now().astimezone(ZONE).date()
