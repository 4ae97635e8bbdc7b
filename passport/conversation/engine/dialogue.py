"""The present of a conversation: its log, folded. To resume is to replay."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from passport.conversation.engine.commands import (
    AddItem,
    Another,
    Clear,
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
    Turn,
    Undo,
    Unknown,
)
from passport.conversation.engine.flow import question
from passport.conversation.engine.values import MANY, Slot, Status, Value

Values = Mapping[Slot, tuple[Value, ...]]

MOST_ITEMS = 12
"""How many values a slot that holds several keeps."""

LINES: tuple[frozenset[Slot], ...] = (
    frozenset({Slot.TITLE}),
    frozenset({Slot.PLACE}),
    frozenset({Slot.EMPLOYER}),
    frozenset({Slot.DURATION, Slot.START, Slot.END}),
    frozenset({Slot.TASKS}),
)
"""What makes a card worth a yes: each set is one line."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One experience while it is told.

    ``settled`` slots were refused or are not known, and are not asked again. ``failures``
    counts the answers in a row that were not understood.
    """

    values: Values = field(default_factory=lambda: MappingProxyType({}))
    settled: frozenset[Slot] = frozenset()
    asked: tuple[str, ...] = ()
    failures: int = 0
    enough: bool = False
    rejected: bool = False
    helped: bool = False
    first_turn: int = 0

    @property
    def empty(self) -> bool:
        """Whether nothing was said yet."""
        return not self.values

    def first(self, slot: Slot) -> Value | None:
        """The value of a slot, or the first of several."""
        held = self.values.get(slot, ())
        return held[0] if held else None

    def text(self, slot: Slot) -> str:
        """The normal form of a slot's value, empty when there is none."""
        value = self.first(slot)
        return value.text if value else ""

    def known_lines(self) -> int:
        """How many lines of the card have something on them."""
        return sum(any(slot in self.values for slot in line) for line in LINES)

    @property
    def nameable(self) -> bool:
        """Whether there is something to call the experience by."""
        return Slot.TITLE in self.values or Slot.TASKS in self.values

    def with_values(self, slot: Slot, values: Sequence[Value]) -> "Draft":
        """The draft with a slot's values replaced; none of them empties it."""
        others = {key: held for key, held in self.values.items() if key != slot}
        if values:
            others[slot] = tuple(values)[:MOST_ITEMS]
        return replace(self, values=MappingProxyType(others))


@dataclass(frozen=True, slots=True)
class Saved:
    """An experience that she said yes to."""

    experience: str
    values: Values


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Where a conversation stands."""

    turns: tuple[Turn, ...] = ()
    length: int = 0
    draft: Draft = field(default_factory=Draft)
    saved: tuple[Saved, ...] = ()
    just_saved: bool = False
    stopped: bool = False
    nothing_yet: bool = False
    last: tuple[Command, ...] = ()

    @property
    def undoable(self) -> Turn | None:
        """The turn that can be taken back: the last one of the card that is open."""
        if self.draft.empty or not self.turns:
            return None
        turn = self.turns[-1]
        return turn if turn.number >= self.draft.first_turn else None


def replay(log: Iterable[Turn]) -> Dialogue:
    """Fold the whole log, leaving out the turns that were taken back."""
    turns = list(log)
    undone = _undone(turns)
    dialogue = Dialogue()
    for turn in turns:
        if turn.number not in undone:
            dialogue = _after(dialogue, turn)
    return replace(dialogue, length=max((turn.number for turn in turns), default=-1) + 1)


def _undone(turns: Iterable[Turn]) -> set[int]:
    numbers: set[int] = set()
    for turn in turns:
        targets = [command.turn for command in turn.commands if isinstance(command, Undo)]
        if targets:
            numbers.update(targets)
            numbers.add(turn.number)
    return numbers


def _after(dialogue: Dialogue, turn: Turn) -> Dialogue:
    draft = dialogue.draft
    if draft.empty:
        draft = replace(draft, first_turn=turn.number)
    asked = turn.asked if turn.asked and turn.asked.startswith("experience.") else None
    if asked:
        draft = replace(draft, asked=(*draft.asked, asked))
    understood = any(
        not isinstance(command, Help) and not (asked and _only_words(command))
        for command in turn.commands
    )
    helped = any(isinstance(c, Help) for c in turn.commands)
    draft = replace(
        draft,
        failures=0 if understood or helped else draft.failures + 1,
        rejected=False,
        helped=helped,
    )
    after = replace(
        dialogue,
        turns=(*dialogue.turns, turn),
        draft=draft,
        just_saved=False,
        nothing_yet=False,
        last=turn.commands,
        stopped=False,
    )
    for command in turn.commands:
        after = _apply(after, command, turn)
    return after


def _only_words(command: Command) -> bool:
    return isinstance(command, AddItem) and command.slot is Slot.WORDS


def _apply(dialogue: Dialogue, command: Command, turn: Turn) -> Dialogue:  # noqa: C901 - one case a command
    draft = dialogue.draft
    match command:
        case SetSlot(slot, value):
            if slot not in MANY and slot in draft.values:
                return dialogue
            return replace(dialogue, draft=_told(draft, slot, [value]))
        case Correct(slot, value):
            return replace(dialogue, draft=_told(draft, slot, [value]))
        case AddItem(slot, value):
            held = draft.values.get(slot, ())
            if any(other.text.casefold() == value.text.casefold() for other in held):
                return dialogue
            return replace(dialogue, draft=_told(draft, slot, [*held, value]))
        case Clear(slot):
            settled = draft.settled | {slot}
            return replace(dialogue, draft=replace(draft.with_values(slot, ()), settled=settled))
        case Skip(slot) | Unknown(slot):
            slot = slot or _slot_asked(turn)
            if slot is None:
                return dialogue
            return replace(dialogue, draft=replace(draft, settled=draft.settled | {slot}))
        case Enough():
            return replace(dialogue, draft=replace(draft, enough=True))
        case Reject():
            return replace(dialogue, draft=replace(draft, rejected=True))
        case Confirm(experience):
            confirmed = {
                slot: tuple(value.with_status(Status.CONFIRMED) for value in values)
                for slot, values in draft.values.items()
            }
            saved = Saved(experience or "", MappingProxyType(confirmed))
            return replace(dialogue, draft=Draft(), saved=(*dialogue.saved, saved), just_saved=True)
        case Another():
            return replace(dialogue, draft=Draft())
        case NothingYet():
            return replace(dialogue, nothing_yet=True)
        case Stop():
            return replace(dialogue, stopped=True)
        case Resume() | Help() | Undo():
            return dialogue


def _told(draft: Draft, slot: Slot, values: Sequence[Value]) -> Draft:
    """The draft with a slot told, and what contradicts it gone."""
    draft = replace(draft.with_values(slot, values), settled=draft.settled - {slot})
    if slot is Slot.END:
        return draft.with_values(Slot.ONGOING, ())
    if slot is Slot.ONGOING and values and values[0].text == "yes":
        return draft.with_values(Slot.END, ())
    return draft


def _slot_asked(turn: Turn) -> Slot | None:
    return question(turn.asked).slot if turn.asked else None
