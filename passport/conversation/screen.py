"""What the screen shows of a conversation, in words of the current language."""

from dataclasses import dataclass, field

from passport.conversation import help as numbers
from passport.conversation import words
from passport.conversation.engine.commands import AddItem, Correct, Turn
from passport.conversation.engine.dialogue import Draft
from passport.conversation.engine.flow import question, text
from passport.conversation.engine.policy import Step
from passport.conversation.engine.values import Method, Slot
from passport.conversation.service import SHOWN, TRADE, Talk
from passport.kernel.i18n import _

LONGEST_BUBBLE = 400
"""Characters of a bubble: the rest is kept, not shown."""

_USEFUL = {
    "place": ("paid", "volunteering", "informal", "internship"),
    "employer": ("paid", "volunteering", "internship"),
}
"""Lines that are worth adding for some kinds only."""


@dataclass(frozen=True)
class Said:
    """One bubble."""

    text: str
    mine: bool


@dataclass(frozen=True)
class Answer:
    """One ready answer."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class CardLine:
    """One line of the card."""

    field: str
    label: str
    value: str
    own_words: str = ""


@dataclass(frozen=True)
class Call:
    """A number to call."""

    number: str
    who: str


@dataclass(frozen=True)
class Screen:
    """All that the page needs, in small lists."""

    step: str
    hello: str
    note: str
    key: str
    turn: str
    question: str
    hint: str
    answers: list[Answer]
    lines: list[CardLine]
    missing: list[CardLine]
    quote: str
    noted: str
    thread: list[Said]
    kept: int
    undoable: bool
    calls: list[Call] = field(default_factory=list)


def screen(talk: Talk) -> Screen:
    """``talk`` in words."""
    dialogue, shown = talk.dialogue, talk.prompt
    draft = dialogue.draft
    check = shown.step is Step.CHECK
    quotes = draft.values.get(Slot.WORDS, ())
    chips = shown.chips
    return Screen(
        step=shown.step.value,
        hello=_hello(talk),
        note=_note(talk),
        key=shown.key or "",
        turn=f"t{dialogue.length}",
        question=_(shown.text) if shown.text else "",
        hint=_(shown.why) if shown.why else "",
        answers=[
            Answer(chip.key, chip.label, chip.hint)
            if chip.key.startswith(TRADE)
            else Answer(chip.key, _(chip.label))
            for chip in chips
        ],
        lines=_lines(draft) if check else [],
        missing=_missing(draft) if check else [],
        quote=quotes[0].text if check and quotes else "",
        noted="" if check else _noted(draft),
        thread=_thread(talk),
        kept=talk.kept,
        undoable=dialogue.undoable is not None,
        calls=[Call(each.number, _(each.who)) for each in numbers.NUMBERS[talk.care]]
        if talk.care
        else [],
    )


def _hello(talk: Talk) -> str:
    if talk.back and (not talk.dialogue.draft.empty or talk.dialogue.stopped):
        return _(text("greeting.hello_again"), name=talk.name)
    return _(text("greeting.hello"), name=talk.name)


def _note(talk: Talk) -> str:
    """The calm sentence above the question."""
    dialogue, shown = talk.dialogue, talk.prompt
    draft = dialogue.draft
    if shown.step is Step.SAVED:
        return _(text("end.saved"))
    if shown.step is Step.STOPPED:
        return f"{_(text('end.stopped'))} {_(text('end.come_back'))}"
    if draft.helped:
        return _(text("experience.help"))
    if draft.rejected:
        return _(text("experience.rejected"))
    if draft.failures:
        return _(text("experience.not_understood"))
    if shown.step is Step.ASK and not draft.nameable and Slot.WORDS in draft.values:
        return _(text("experience.kept"))
    return ""


def _lines(draft: Draft) -> list[CardLine]:
    """What is known."""
    said = ((name, words.line(draft, name)) for name in words.LABELS)
    return [CardLine(name, _(words.LABELS[name]), value) for name, value in said if value]


def _missing(draft: Draft) -> list[CardLine]:
    """What she may add, if it makes sense for the kind of activity."""
    kind = draft.text(Slot.KIND)
    return [
        CardLine(name, _(label), "")
        for name, label in words.LABELS.items()
        if not words.line(draft, name)
        and kind in _USEFUL.get(name, (kind,))
        and not (name == "title" and Slot.TASKS in draft.values)
    ]


def _noted(draft: Draft) -> str:
    """What is known so far, on one line."""
    said = [words.line(draft, name) for name in words.LABELS if name != "kind"]
    return " · ".join(each for each in said if each)


def _written(turn: Turn) -> str:
    """The line of the card that a turn wrote by hand."""
    for command in turn.commands:
        if (
            isinstance(command, Correct | AddItem)
            and command.value.method is Method.TYPED
            and command.slot is not Slot.WORDS
        ):
            return command.slot.value if command.slot.value in words.LABELS else "when"
    return ""


def _thread(talk: Talk) -> list[Said]:
    """The last turns: what was asked, and what she answered."""
    thread: list[Said] = []
    for turn in talk.dialogue.turns[-SHOWN:]:
        if turn.asked and not turn.asked.startswith(("greeting.", "end.")):
            thread.append(Said(_(question(turn.asked).text), mine=False))
        written = _written(turn)
        if written:
            thread.append(Said(_(words.LABELS[written]), mine=False))
        said = _(words.KINDS[turn.text]) if written == "kind" else turn.text
        if said:
            long = len(said) > LONGEST_BUBBLE
            thread.append(Said(said[:LONGEST_BUBBLE] + ("…" if long else ""), mine=True))
    return thread
