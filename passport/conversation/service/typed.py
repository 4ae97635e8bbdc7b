"""What a line of a card means when she writes it by hand."""

from collections.abc import Iterator
from datetime import date

from passport.conversation import words
from passport.conversation.engine.commands import AddItem, Clear, Command, Correct
from passport.conversation.engine.draft import Draft
from passport.conversation.engine.flow import EXPERIENCE, Reads
from passport.conversation.engine.values import Method, Slot, SlotName
from passport.conversation.understanding import answers, places, times, trades
from passport.conversation.understanding.found import Found
from passport.conversation.understanding.interpret import value
from passport.conversation.understanding.normal import normal
from passport.kernel.errors import Invalid

_TIMES: tuple[SlotName, ...] = (Slot.START, Slot.END, Slot.ONGOING)


def slots(draft: Draft, field: str) -> tuple[SlotName, ...]:
    """The slots behind a line of the card. Raises ``Invalid`` when there is no such line."""
    if draft.flow == EXPERIENCE:
        if field not in words.LABELS:
            raise Invalid(words.EMPTY)
        return _TIMES if field == "when" else (Slot(field),)
    if not draft.holds(field) or draft.plan.slots[field].label is None:
        raise Invalid(words.EMPTY)
    return (field,)


def written(field: str, text: str, number: int, draft: Draft, today: date) -> tuple[Command, ...]:
    """What a line typed in the form means. Raises ``Invalid`` on the field."""
    if draft.flow == EXPERIENCE:
        return _experience(field, text, number, draft, today)
    return _other(field, text, number, draft, today)


def _other(field: str, text: str, number: int, draft: Draft, today: date) -> tuple[Command, ...]:
    how = draft.plan.slots[field].reads
    if how is Reads.CHOICE:
        chips = [
            chip
            for asked in draft.plan.questions.values()
            if asked.slot == field
            for chip in asked.chips
        ]
        if not any(chip.value == text for chip in chips):
            raise Invalid(words.NO_CHOICE, field="value")
        found: Found | None = Found(field, text, 0, len(text), 1.0)
    elif how is Reads.DATE:
        found = answers.day(normal(text), field, today)
        if found is None:
            raise Invalid(words.NO_DATE, field="value")
    elif how in (Reads.SENTENCE, Reads.STORY):
        found = answers.sentence(text, field)
    else:
        found = Found(field, _one_line(text), 0, len(text), 1.0)
    if found is None:
        raise Invalid(words.EMPTY, field="value")
    return (Correct(field, value(found, text, number, Method.TYPED)),)


def _experience(  # noqa: C901 - one case a line of the card
    field: str, text: str, number: int, draft: Draft, today: date
) -> tuple[Command, ...]:
    def correct(item: Found) -> Command:
        return Correct(item.slot, value(item, text, number, Method.TYPED))

    match field:
        case "kind":
            if text not in words.KINDS:
                raise Invalid(words.NO_KIND, field="value")
            return (correct(Found(Slot.KIND, text, 0, len(text), 1.0)),)
        case "when":
            found = [item for item in times.find(normal(text), today) if item.slot in _TIMES]
            if not found:
                raise Invalid(words.NO_DATE, field="value")
            told = {item.slot for item in found}
            cleared = [Clear(s) for s in _TIMES if s in draft.values and s not in told]
            return (*cleared, *map(correct, found))
        case "duration":
            lengths = times.find(normal(text), today)
            length = next((item for item in lengths if item.slot == Slot.DURATION), None)
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


def _task_lines(text: str, number: int) -> Iterator[Command]:
    at = 0
    for piece in text.replace(";", "\n").split("\n"):
        start = at + len(piece) - len(piece.lstrip(" \t-•*"))
        end = at + len(piece.rstrip(" \t,."))
        at += len(piece) + 1
        if end > start:
            found = Found(Slot.TASKS, _one_line(text[start:end]), start, end, 1.0)
            yield AddItem(Slot.TASKS, value(found, text, number, Method.TYPED))
