"""What a person can do in her conversation. Each use case gives what to show afterwards."""

import asyncio
import json
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func
from sqlalchemy import text as sql
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from passport.conversation import words
from passport.conversation.engine.commands import (
    AddItem,
    Another,
    Clear,
    Command,
    Confirm,
    Correct,
    Enough,
    Help,
    Reject,
    Resume,
    Skip,
    Stop,
    Turn,
    Undo,
    Unknown,
    from_json,
    to_json,
)
from passport.conversation.engine.dialogue import Dialogue, Draft, replay
from passport.conversation.engine.flow import Chip
from passport.conversation.engine.policy import Prompt, prompt
from passport.conversation.engine.values import Method, Slot
from passport.conversation.models import ConversationTurn
from passport.conversation.understanding import care, places, times, trades
from passport.conversation.understanding.care import Care
from passport.conversation.understanding.found import Found
from passport.conversation.understanding.interpret import commands, slot_asked, value
from passport.conversation.understanding.normal import normal
from passport.conversation.understanding.reading import read
from passport.identity import service as identity
from passport.kernel.actor import Actor
from passport.kernel.database import Database, Session
from passport.kernel.errors import Conflict, Invalid
from passport.kernel.i18n import _
from passport.record import service as record

LONGEST = 20_000
"""Characters of one message."""

SHOWN = 6
"""Turns of the thread that a screen shows."""

AWAY = timedelta(minutes=5)
"""Without a word for so long, she was away."""

ZONE = ZoneInfo("Europe/Paris")

TRADE = "trade_"
"""Start of the key of a chip that names a trade."""


@dataclass(frozen=True, slots=True)
class Talk:
    """Where the conversation stands. ``care`` says that a human voice is needed first."""

    name: str
    dialogue: Dialogue
    prompt: Prompt
    back: bool = False
    """Whether she comes back after a while."""
    care: Care | None = None
    kept: int = 0
    """How many experiences her passport holds."""


Done = Callable[[int, Dialogue, Prompt], tuple[Command, ...]]


async def warm_up(database: Database) -> None:
    """Load what understanding needs before the first person speaks: half a second of work."""
    await asyncio.to_thread(read, "bonjour", today=database.clock.now().date())


async def open_talk(session: Session, actor: Actor) -> Talk:
    """The conversation as it stands, replayed."""
    return await _talk(session, actor, await _log(session, actor, to_write=False))


async def say(session: Session, actor: Actor, text: str, *, key: str | None = None) -> Talk:
    """Take a sentence. Words of distress are answered and not kept."""
    text = clean(text)
    needed = care.find(text)
    if needed is not None:
        talk = await open_talk(session, actor)
        return Talk(talk.name, talk.dialogue, talk.prompt, talk.back, needed, talk.kept)
    today = session.now().astimezone(ZONE).date()

    def understood(number: int, dialogue: Dialogue, shown: Prompt) -> tuple[Command, ...]:
        reading = read(text, asked=slot_asked(shown), today=today)
        return commands(reading, number, dialogue.draft, shown)

    return await _turn(session, actor, text, understood, key=key)


async def tap(
    session: Session, actor: Actor, choice: str, *, asked: str, key: str | None = None
) -> Talk:
    """Take a ready answer ``choice`` to the question ``asked``.

    An answer to a question that is no longer there changes nothing.
    """
    log = await _log(session, actor)
    talk = await _talk(session, actor, log)
    chip = next((chip for chip in talk.prompt.chips if chip.key == choice), None)
    if chip is None or talk.prompt.key != asked:
        return talk
    label = chip.label if choice.startswith(TRADE) else _(chip.label)

    def answered(number: int, dialogue: Dialogue, shown: Prompt) -> tuple[Command, ...]:
        return _tapped(chip, label, number, shown)

    return await _turn(session, actor, label, answered, key=key, log=log)


async def change(
    session: Session, actor: Actor, field: str, text: str, *, key: str | None = None
) -> Talk:
    """Write a line of the card anew; empty words empty it. Raises ``Invalid`` on ``field``."""
    if field not in words.LABELS:
        raise Invalid(words.EMPTY)
    today = session.now().astimezone(ZONE).date()
    text = clean(text, empty=True)

    def written(number: int, dialogue: Dialogue, shown: Prompt) -> tuple[Command, ...]:
        if not text:
            return tuple(Clear(slot) for slot in _SLOTS[field] if slot in dialogue.draft.values)
        return _typed(field, text, number, dialogue.draft, today)

    return await _turn(session, actor, text, written, key=key)


async def confirm(session: Session, actor: Actor, *, key: str | None = None) -> Talk:
    """Yes: write the experience in her passport, with her words as evidence."""
    log = await _log(session, actor)
    draft = replay(log).draft
    if key is not None and await _known(session, actor, key):
        return await _talk(session, actor, log)
    if draft.empty:
        raise Invalid(words.NO_CARD)
    experience = await _write(session, actor, draft)
    return await _turn(
        session, actor, _(words.YES), lambda *_: (Confirm(experience),), key=key, log=log
    )


async def reject(session: Session, actor: Actor, *, key: str | None = None) -> Talk:
    """Say "ce n'est pas ça": nothing enters; she changes a line or says it again."""
    return await _turn(session, actor, _(words.NO), lambda *_: (Reject(),), key=key)


async def stop(session: Session, actor: Actor, *, key: str | None = None) -> Talk:
    """Stop for today. Everything is kept."""
    return await _turn(session, actor, _("Arrêter pour aujourd'hui"), lambda *_: (Stop(),), key=key)


async def undo(session: Session, actor: Actor, *, key: str | None = None) -> Talk:
    """Take back the last turn of the card that is open."""
    log = await _log(session, actor)
    if key is not None and await _known(session, actor, key):
        return await _talk(session, actor, log)
    last = replay(log).undoable
    if last is None:
        raise Conflict(words.NOTHING_TO_UNDO)
    return await _turn(
        session, actor, _(words.UNDONE), lambda *_: (Undo(last.number),), key=key, log=log
    )


async def erase(session: Session, actor: Actor) -> Talk:
    """Destroy the whole transcript. What is in the passport stays there, with its quotes."""
    await session.exec(
        delete(ConversationTurn).where(col(ConversationTurn.person_id) == actor.person_id)
    )
    return await open_talk(session, actor)


def clean(text: str, *, empty: bool = False) -> str:
    """Words fit to be kept: no control characters, edges trimmed.

    Raises ``Invalid`` when there is nothing, or too much.
    """
    if len(text) > LONGEST:
        raise Invalid(words.TOO_LONG, field="text")
    kept = "".join(
        char
        for char in text.replace("\r\n", "\n").replace("\r", "\n")
        if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs")
    ).strip()
    if not kept and not empty:
        raise Invalid(words.EMPTY, field="text")
    return kept


# Taking a turn


async def _turn(
    session: Session,
    actor: Actor,
    text: str,
    done: Done,
    *,
    key: str | None = None,
    log: list[Turn] | None = None,
) -> Talk:
    """Add a turn to the log, what it means worked out by ``done``."""
    if log is None:
        log = await _log(session, actor)
    if key is not None and await _known(session, actor, key):
        return await _talk(session, actor, log)
    dialogue = replay(log)
    shown = _with_trades(dialogue, prompt(dialogue))
    number = dialogue.length
    turn = Turn(number, text, session.now(), shown.key, done(number, dialogue, shown))
    if any(isinstance(command, Confirm) and not command.experience for command in turn.commands):
        experience = await _write(session, actor, dialogue.draft)
        turn = Turn(number, text, turn.at, turn.asked, (Confirm(experience),))
    session.add(
        ConversationTurn(
            id=session.new_id(),
            person_id=actor.person_id,
            sequence=number,
            key=key,
            closes=any(isinstance(command, Confirm | Another) for command in turn.commands),
            event=json.dumps(to_json(turn), ensure_ascii=False),
            created_at=session.now(),
        )
    )
    try:
        await session.flush()
    except IntegrityError:
        raise Conflict(words.BUSY) from None
    return await _talk(session, actor, [*log, turn])


def _tapped(chip: Chip, label: str, number: int, shown: Prompt) -> tuple[Command, ...]:
    match chip.command:
        case "skip":
            return (Skip(slot_asked(shown)),)
        case "unknown":
            return (Unknown(slot_asked(shown)),)
        case "enough":
            return (Enough(),)
        case "stop":
            return (Stop(),)
        case "resume":
            return (Resume(),)
        case "another":
            return (Another(),)
    slot = slot_asked(shown)
    if slot is None or chip.value is None:
        return (Help(),)
    code = None
    meant = chip.value
    if chip.key.startswith(TRADE):
        code, meant = chip.value, label
    found = Found(slot, meant, 0, len(label), 1.0, code)
    return (Correct(slot, value(found, label, number, Method.TAPPED)),)


_SLOTS: dict[str, tuple[Slot, ...]] = {
    "when": (Slot.START, Slot.END, Slot.ONGOING),
    **{name: (Slot(name),) for name in words.LABELS if name != "when"},
}


def _typed(  # noqa: C901 - one case a line of the card
    field: str, text: str, number: int, draft: Draft, today: date
) -> tuple[Command, ...]:
    """What a line typed in the form means. Raises ``Invalid`` on the field."""

    def correct(item: Found) -> Command:
        return Correct(item.slot, value(item, text, number, Method.TYPED))

    match field:
        case "kind":
            if text not in words.KINDS:
                raise Invalid(words.NO_KIND, field="value")
            return (correct(Found(Slot.KIND, text, 0, len(text), 1.0)),)
        case "when":
            found = [
                item for item in times.find(normal(text), today) if item.slot in _SLOTS["when"]
            ]
            if not found:
                raise Invalid(words.NO_DATE, field="value")
            told = {item.slot for item in found}
            cleared = [Clear(s) for s in _SLOTS["when"] if s in draft.values and s not in told]
            return (*cleared, *map(correct, found))
        case "duration":
            lengths = times.find(normal(text), today)
            length = next((item for item in lengths if item.slot is Slot.DURATION), None)
            if length is None:
                raise Invalid(words.NO_DURATION, field="value")
            return (correct(length),)
        case "tasks":
            return (Clear(Slot.TASKS), *_task_lines(text, number))
        case "title":
            trade = trades.named(normal(text))
            code = trade.code if trade else None
            return (correct(Found(Slot.TITLE, _one_line(text), 0, len(text), 1.0, code)),)
        case "place":
            shown = places.known(text) or _one_line(text)
            return (correct(Found(Slot.PLACE, shown, 0, len(text), 1.0)),)
        case _:
            return (correct(Found(Slot(field), _one_line(text), 0, len(text), 1.0)),)


def _one_line(text: str) -> str:
    return " ".join(text.split())[:120]


def _task_lines(text: str, number: int) -> tuple[Command, ...]:
    items: list[Command] = []
    at = 0
    for piece in text.replace(";", "\n").split("\n"):
        start = at + len(piece) - len(piece.lstrip(" \t-•*"))
        end = at + len(piece.rstrip(" \t,."))
        at += len(piece) + 1
        if end > start:
            found = Found(Slot.TASKS, _one_line(text[start:end]), start, end, 1.0)
            items.append(AddItem(Slot.TASKS, value(found, text, number, Method.TYPED)))
    return tuple(items)


# Writing the experience


async def _write(session: Session, actor: Actor, draft: Draft) -> str:
    """Put the card in the passport; the key of the experience. Raises ``Invalid``."""
    if not draft.nameable:
        raise Invalid(words.NO_TITLE, field="title")
    kind = draft.text(Slot.KIND)
    if not kind:
        raise Invalid(words.NO_KIND, field="kind")
    title = draft.first(Slot.TITLE) or draft.values[Slot.TASKS][0]
    duration = draft.text(Slot.DURATION)
    written = await record.add_experience(
        session,
        actor,
        record.ExperienceDraft(
            title=title.text[:1].upper() + title.text[1:],
            kind=record.ExperienceKind(kind),
            trade_code=title.code,
            employer=draft.text(Slot.EMPLOYER),
            place=draft.text(Slot.PLACE),
            started=draft.text(Slot.START),
            ended=draft.text(Slot.END),
            ongoing=draft.text(Slot.ONGOING) == "yes",
            duration_months=max(1, round(float(duration))) if duration else None,
            tasks=tuple(item.text for item in draft.values.get(Slot.TASKS, ())),
            quotes=tuple(
                record.Quote(
                    text=item.said.strip(),
                    turn=str(item.source.turn),
                    start=item.source.start,
                    end=item.source.end,
                )
                for item in draft.values.get(Slot.WORDS, ())
            ),
        ),
        origin=f"conversation:{session.new_id()}",
    )
    return str(written)


# Reading the log


async def _talk(session: Session, actor: Actor, log: list[Turn]) -> Talk:
    dialogue = replay(log)
    passport = await record.passport(session, actor)
    person = await identity.card(session, actor.person_id)
    return Talk(
        name=person.given_name,
        dialogue=dialogue,
        prompt=_with_trades(dialogue, prompt(dialogue)),
        back=bool(log) and session.now() - log[-1].at >= AWAY,
        kept=len(passport.experiences),
    )


def _with_trades(dialogue: Dialogue, shown: Prompt) -> Prompt:
    """The question of the trade comes with those that her words may mean."""
    if shown.key != "experience.title" or Slot.TITLE in dialogue.draft.settled:
        return shown
    draft = dialogue.draft
    said = [item.said for slot in (Slot.WORDS, Slot.TASKS) for item in draft.values.get(slot, ())]
    if not said:
        return shown
    found = [
        match for match in trades.proposed(normal(". ".join(said))) if match.score >= trades.LEAST
    ][: trades.CHOICES]
    chips = tuple(
        Chip(
            key=f"{TRADE}{n}",
            label=match.trade.name,
            hint=match.trade.definition,
            value=match.trade.code,
        )
        for n, match in enumerate(found)
    )
    if not chips:
        return shown
    none = Chip(key="none_of_these", label=words.NONE_OF_THESE, command="skip")
    return Prompt(
        shown.step, shown.key, shown.text, shown.why, (*chips, none, *shown.chips), shown.buttons
    )


async def _known(session: Session, actor: Actor, key: str) -> bool:
    query = select(ConversationTurn.id).where(
        col(ConversationTurn.person_id) == actor.person_id, col(ConversationTurn.key) == key
    )
    return (await session.exec(query)).first() is not None


async def _log(session: Session, actor: Actor, *, to_write: bool = True) -> list[Turn]:
    """The turns from the card before on, in order: what is shown, and what is needed to go on.

    ``to_write`` makes two sendings of one person wait for each other.
    """
    if to_write and session.get_bind().dialect.name == "postgresql":
        connection = await session.connection()
        await connection.execute(
            sql("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"),
            {"name": f"conversation:{actor.person_id}"},
        )
    mine = col(ConversationTurn.person_id) == actor.person_id
    closed = select(func.max(ConversationTurn.sequence)).where(
        mine, col(ConversationTurn.closes).is_(True)
    )
    since = (await session.exec(closed)).one()
    query = select(ConversationTurn).where(mine).order_by(col(ConversationTurn.sequence))
    if since is not None:
        query = query.where(col(ConversationTurn.sequence) >= since - 2 * SHOWN)
    rows = (await session.exec(query)).all()
    return [from_json(json.loads(row.event)) for row in rows]
