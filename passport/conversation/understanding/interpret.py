"""From what was read to commands: the only bridge between understanding and the dialogue."""

from dataclasses import replace

from passport.conversation.engine.commands import (
    AddItem,
    Command,
    Confirm,
    Correct,
    Enough,
    Help,
    NothingYet,
    Reject,
    Resume,
    SetSlot,
    Skip,
    Stop,
    Unknown,
)
from passport.conversation.engine.dialogue import Draft
from passport.conversation.engine.flow import question
from passport.conversation.engine.policy import Prompt, Step
from passport.conversation.engine.values import MANY, Method, Slot, Source, Value
from passport.conversation.understanding.acts import Act
from passport.conversation.understanding.found import Found
from passport.conversation.understanding.reading import Reading

QUOTED = 600
"""Characters of the longest sentence kept as evidence."""

_SURE = 0.8
_STEADY = frozenset({Slot.KIND, Slot.TITLE})
"""Slots that a later sentence does not change unless she corrects."""


def slot_asked(prompt: Prompt) -> Slot | None:
    """What the question on the screen is about."""
    return question(prompt.key).slot if prompt.key and prompt.step is not Step.SAVED else None


def commands(reading: Reading, turn: int, draft: Draft, prompt: Prompt) -> tuple[Command, ...]:
    """What a sentence changes, said at ``turn`` in front of ``prompt``."""
    done = _act(reading.act, prompt)
    if done is not None:
        return done
    told = _told(reading, turn, draft, prompt)
    if not told and reading.act is Act.NOTHING_YET and draft.empty:
        return (NothingYet(),)
    if not told and reading.act is Act.CORRECT and prompt.step is Step.CHECK:
        return (Reject(),)
    words = _evidence(reading, turn, draft, prompt, told=bool(told))
    return (*told, *words)


def _act(  # noqa: C901 - one case an act
    act: Act | None, prompt: Prompt
) -> tuple[Command, ...] | None:
    """The commands of a sentence that only does something; nothing when it tells."""
    match act:
        case Act.STOP:
            return (Stop(),)
        case Act.HELP:
            return (Help(),)
        case Act.RESUME:
            return (Resume(),)
        case Act.ENOUGH:
            return (Enough(),)
        case Act.SKIP:
            return (Skip(),) if prompt.step is Step.ASK else (Help(),)
        case Act.UNKNOWN:
            return (Unknown(),) if prompt.step is Step.ASK else (Help(),)
        case Act.YES if prompt.step is Step.CHECK:
            return (Confirm(),)
        case Act.YES if prompt.step is Step.STOPPED:
            return (Resume(),)
        case Act.NO if prompt.step is Step.CHECK:
            return (Reject(),)
        case Act.NO if prompt.step is Step.ASK:
            return (Skip(),)
        case Act.YES | Act.NO | Act.UNDO:
            return (Help(),)
        case _:
            return None


def _told(reading: Reading, turn: int, draft: Draft, prompt: Prompt) -> list[Command]:
    asked = slot_asked(prompt)
    correcting = reading.act is Act.CORRECT or prompt.step is Step.CHECK
    told: list[Command] = []
    seen: set[Slot] = set()
    for item in reading.found:
        if item.slot in MANY:
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
            item.slot is asked
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


def _evidence(
    reading: Reading, turn: int, draft: Draft, prompt: Prompt, *, told: bool
) -> list[Command]:
    """Her sentence, whole, when it tells something or is in a language that is not read."""
    text = reading.words.raw
    start = len(text) - len(text.lstrip())
    end = min(len(text.rstrip()), start + QUOTED)
    foreign = sum(char.isalpha() and ord(char) > 0x24F for char in text[:QUOTED]) > 3
    long_enough = len(text.split()) >= 4 or (foreign and end > start)
    if not long_enough or (prompt.step is Step.ASK and not told and not foreign):
        return []
    if end < len(text.rstrip()):
        cut = text.rfind(" ", start, end)
        end = cut if cut > start else end
    if end <= start:
        return []
    whole = Found(Slot.WORDS, " ".join(text[start:end].split()), start, end, 1.0)
    return [AddItem(Slot.WORDS, replace(value(whole, text, turn), confidence=1.0))]
