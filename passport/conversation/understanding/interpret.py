"""From what was read to commands: the only bridge between understanding and the dialogue."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from passport.conversation.engine.commands import (
    AddItem,
    Another,
    AskAgain,
    Command,
    Confirm,
    Correct,
    Enough,
    GoOn,
    Help,
    Leave,
    Menu,
    NothingYet,
    Reject,
    Resume,
    SetSlot,
    Skip,
    StartFlow,
    Stop,
    Undo,
    Unknown,
)
from passport.conversation.engine.dialogue import Dialogue
from passport.conversation.engine.draft import Draft
from passport.conversation.engine.flow import EXPERIENCE, Chip, Reads, flows, question
from passport.conversation.engine.policy import Prompt, Step, slot_asked
from passport.conversation.engine.values import (
    Method,
    Slot,
    SlotName,
    Source,
    Value,
    slot_named,
)
from passport.conversation.understanding import acts, answers, intents
from passport.conversation.understanding.acts import Act
from passport.conversation.understanding.answers import QUOTED, Say
from passport.conversation.understanding.found import Found
from passport.conversation.understanding.model import merged
from passport.conversation.understanding.normal import Normal, normal
from passport.conversation.understanding.reading import Reading, chats, read

__all__ = ["QUOTED", "begins_afresh", "commands", "slot_asked", "tapped", "understood", "value"]

_SURE = 0.8
_STEADY = frozenset({Slot.KIND, Slot.TITLE})
"""Slots that a later sentence does not change unless she corrects."""

ANYTHING = "greeting"
"""The flow that is asked for by who wants to see all of them."""

_FEW_WORDS = 3
"""From so many words on, an answer says more than the choice that it makes."""

_SHORT_WORDS = 8
"""A text of so few words may do something; a longer one tells, where sentences are asked for."""


def understood(
    text: str,
    turn: int,
    dialogue: Dialogue,
    shown: Prompt,
    *,
    today: date,
    say: Say = str,
    pointed: Sequence[Found] = (),
) -> tuple[Command, ...]:
    """What ``text``, said at ``turn`` in front of ``shown``, changes.

    ``say`` gives the labels of ready answers in the language that she reads; ``pointed`` is what a
    language model has pointed at in ``text``, for what the rules do not read.
    """
    words = normal(text)
    chip = answers.ordered(words, shown.chips, say)
    if chip is not None:
        return tapped(chip, text, turn, shown)
    act = acts.find(words)
    if act is Act.UNDO and dialogue.undoable is not None:
        return (Undo(dialogue.undoable.number),)
    wanted = intents.find(words, act)
    if wanted == ANYTHING:
        return (Menu(),)
    if wanted is not None and not _answered(words, dialogue, shown, wanted, say):
        begun = Draft(flow=wanted)
        told = answers.volunteered(words, begun, today, say)
        return (StartFlow(wanted), *(_set(found, text, turn, begun) for found in told))
    afresh = begins_afresh(dialogue, shown)
    if afresh or dialogue.draft.flow == EXPERIENCE:
        reading = read(text, asked=_asked_of_an_experience(words, shown), today=today)
        if pointed and reading.act in (None, Act.CORRECT):
            reading = merged(reading, pointed)
        done = commands(reading, turn, Draft() if afresh else dialogue.draft, shown)
        if shown.step is not Step.SHOW or _names_an_activity(done):
            return _anew(done) if afresh and not dialogue.draft.idle else done
    return _answer(words, act, turn, dialogue.draft, shown, today, say)


def _asked_of_an_experience(words: Normal, shown: Prompt) -> Slot | None:
    asked = slot_asked(shown)
    if shown.step is Step.GREET and len(words.plain.split()) > _FEW_WORDS:
        # "Racontez une chose que vous avez faite": told, and not chosen among the kinds.
        return None
    return Slot(asked) if asked in set(Slot) else None


def _answered(words: Normal, dialogue: Dialogue, shown: Prompt, wanted: str, say: Say) -> bool:
    """Whether words that could ask for a flow answer the question instead, or ask for its own."""
    if shown.step is not Step.ASK:
        return False
    asked = slot_asked(shown)
    return dialogue.draft.flow == wanted or bool(
        asked and answers.chosen(words, asked, shown.chips, say)
    )


def begins_afresh(dialogue: Dialogue, shown: Prompt) -> bool:
    """Whether an experience told in front of ``shown`` is another one than what is open."""
    return shown.step in (Step.SAVED, Step.SHOW) or dialogue.menu


def _names_an_activity(done: tuple[Command, ...]) -> bool:
    """Whether what was told is an experience, in front of something else that is shown."""
    return any(isinstance(each, SetSlot) and each.slot in _STEADY for each in done)


def _anew(done: tuple[Command, ...]) -> tuple[Command, ...]:
    """Telling begins another card; what waits is not touched."""
    tells = any(isinstance(each, SetSlot | AddItem | Correct) for each in done)
    return (Another(), *done) if tells else done


def tapped(chip: Chip, label: str, turn: int, shown: Prompt) -> tuple[Command, ...]:
    """What a ready answer means, whose words on the screen are ``label``."""
    if chip.flow is not None:
        return (StartFlow(chip.flow),)
    asked = slot_asked(shown)
    if chip.command is not None:
        return _ordered(chip.command, asked, shown)
    if asked is None or chip.value is None:
        return (Help(),)
    # The name of a trade is what she reads; its code goes with it.
    code, meant = (chip.value, label) if chip.own and asked == Slot.TITLE else (None, chip.value)
    found = Found(asked, meant, 0, len(label), 1.0, code)
    return (Correct(asked, value(found, label, turn, Method.TAPPED)),)


def _ordered(  # noqa: C901 - one case an order
    order: str, asked: SlotName | None, shown: Prompt
) -> tuple[Command, ...]:
    match order:
        case "skip":
            return (Skip(asked),)
        case "unknown":
            return (Unknown(asked),)
        case "enough":
            return (Enough(),)
        case "stop":
            return (Stop(),)
        case "resume":
            return (Resume(),)
        case "another":
            return (Another(),)
        case "leave":
            return (Leave(),)
        case "menu":
            return (Menu(),)
        case "on":
            return (GoOn(),)
        case "again":
            retry = flows()[shown.flow].retry
            return tuple(AskAgain(slot) for slot in retry) or (Leave(),)
        case _:
            return (Help(),)


def commands(reading: Reading, turn: int, draft: Draft, shown: Prompt) -> tuple[Command, ...]:
    """What a sentence about an experience changes, said at ``turn`` in front of ``shown``."""
    done = _act(reading.act, shown)
    if done is not None:
        return done
    told = _told(reading, turn, draft, shown)
    if not told and reading.act is Act.NOTHING_YET and draft.empty:
        return (NothingYet(),)
    if not told and reading.act is Act.CORRECT and shown.step is Step.CHECK:
        return (Reject(),)
    words = _evidence(reading, turn, shown, told=bool(told))
    return (*told, *words)


def _act(  # noqa: C901 - one case an act
    act: Act | None, shown: Prompt
) -> tuple[Command, ...] | None:
    """The commands of a sentence that only does something; nothing when it tells."""
    pausing = shown.key in {"end.pause", "end.enough"}
    match act:
        case Act.STOP:
            return (Stop(),)
        case Act.HELP:
            return (Help(),)
        case Act.RESUME:
            return (GoOn(),) if pausing else (Resume(),)
        case Act.THANKS | Act.REREAD:
            return (Stop(),) if shown.step is Step.STOPPED else (Resume(),)
        case Act.ENOUGH:
            return (Enough(),)
        case Act.YES if pausing:
            return (Stop(),)
        case Act.NO if pausing:
            return (GoOn(),) if shown.step is Step.ASK else (Menu(),)
        case Act.SKIP:
            return _passed(Skip(), shown)
        case Act.UNKNOWN:
            return _passed(Unknown(), shown)
        case Act.YES if shown.step is Step.CHECK:
            return (Confirm(),)
        case Act.YES if shown.step is Step.STOPPED:
            return (Resume(),)
        case Act.NO if shown.step is Step.CHECK:
            return (Reject(),)
        case Act.NO if shown.step is Step.ASK:
            return _passed(Skip(), shown)
        case Act.YES | Act.NO | Act.UNDO:
            return (Help(),)
        case _:
            return None


def _passed(command: Skip | Unknown, shown: Prompt) -> tuple[Command, ...]:
    """She passes a question; what cannot do without the answer is given up."""
    if shown.step is not Step.ASK or shown.key is None:
        return (Help(),)
    if shown.flow != EXPERIENCE and not question(shown.key).skippable:
        return (Leave(),)
    return (command,)


def _told(reading: Reading, turn: int, draft: Draft, shown: Prompt) -> list[Command]:
    asked = slot_asked(shown)
    correcting = reading.act is Act.CORRECT or shown.step is Step.CHECK
    told: list[Command] = []
    seen: set[SlotName] = set()
    for item in reading.found:
        if draft.many(item.slot):
            told.append(AddItem(item.slot, value(item, reading.words.raw, turn)))
            continue
        if item.slot in seen:
            continue
        seen.add(item.slot)
        held = draft.first(item.slot)
        new = value(item, reading.words.raw, turn)
        if held is None:
            told.append(SetSlot(item.slot, new))
        elif held.text != new.text and (
            item.slot == asked
            or (correcting and (item.slot not in _STEADY or item.confidence >= _SURE))
            or (item.slot not in _STEADY and item.confidence >= _SURE)
        ):
            told.append(Correct(item.slot, new))
    return told


def value(item: Found, text: str, turn: int, method: Method = Method.HEARD) -> Value:
    """The value of a reading, tied to the words that say it."""
    return Value(
        text=item.text,
        said=text[item.start : item.end],
        source=Source(turn, item.start, item.end),
        method=method,
        confidence=item.confidence,
        code=item.code,
    )


def _evidence(reading: Reading, turn: int, shown: Prompt, *, told: bool) -> list[Command]:
    """Her sentence, whole, when it tells something or is in a language that is not read."""
    text = reading.words.raw
    foreign = _foreign(text)
    long_enough = len(text.split()) >= 4 or foreign
    if not long_enough or (shown.step is Step.ASK and not told and not foreign):
        return []
    said_else = reading.act is not None or reading.beside or chats(reading.words)
    if said_else and not told and not foreign:
        return []
    whole = answers.sentence(text, Slot.WORDS)
    return [AddItem(Slot.WORDS, replace(value(whole, text, turn), confidence=1.0))] if whole else []


def _foreign(text: str) -> bool:
    """Whether a text is in letters that are not read."""
    return sum(char.isalpha() and ord(char) > 0x24F for char in text[:QUOTED]) > 3


# Answers to the other flows


def _answer(
    words: Normal,
    act: Act | None,
    turn: int,
    draft: Draft,
    shown: Prompt,
    today: date,
    say: Say,
) -> tuple[Command, ...]:
    """What an answer changes in a flow whose questions come with ready answers."""
    text = words.raw
    asked = slot_asked(shown) if shown.step is Step.ASK else None
    how = draft.plan.slots.get(asked) if asked else None
    choice = answers.chosen(words, asked, shown.chips, say) if asked else None
    if choice is None and _only_does(act, words):
        done = _act(act, shown)
        if done is not None:
            return done
    told: list[Command] = []
    if asked and how:
        found = answers.read(words, asked, how, shown.chips, today, say)
        if found is not None:
            told.append(_set(found, text, turn, draft))
        if how.reads is Reads.STORY:
            parts = answers.story_parts(words, draft)
            told += [_set(part, text, turn, draft) for part in parts]
    told += [_set(found, text, turn, draft) for found in answers.beside(words, draft, asked, say)]
    tells = len(text.split()) >= _FEW_WORDS or _foreign(text)
    if how and how.words and tells and not (choice and answers.says_all(words, choice)):
        kept = answers.sentence(text, slot_named(how.words))
        if kept is not None:
            told.append(AddItem(kept.slot, value(kept, text, turn)))
    if not told and act is Act.CORRECT and shown.step is Step.CHECK:
        return (Reject(),)
    return tuple(told)


def _only_does(act: Act | None, words: Normal) -> bool:
    """Whether a text is short enough to be taken for what it does."""
    return act is not None and act is not Act.CORRECT and len(words.plain.split()) <= _SHORT_WORDS


def _set(found: Found, text: str, turn: int, draft: Draft) -> Command:
    new = value(found, text, turn)
    if draft.many(found.slot):
        return AddItem(found.slot, new)
    return Correct(found.slot, new) if found.slot in draft.values else SetSlot(found.slot, new)
