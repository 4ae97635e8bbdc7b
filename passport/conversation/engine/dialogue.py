"""The present of a conversation: its log, folded. To resume is to replay.

What is told stands on a stack: to change the subject puts a new draft on top, and what waits
beneath comes back when that one is done.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import MappingProxyType

from passport.conversation.engine.asking import next_question
from passport.conversation.engine.commands import (
    AddItem,
    Another,
    AskAgain,
    Clear,
    Command,
    Confirm,
    Correct,
    Enough,
    Failed,
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
    Turn,
    Undo,
    Unknown,
)
from passport.conversation.engine.draft import Draft, Values
from passport.conversation.engine.flow import EXPERIENCE, flow_of, flows, question
from passport.conversation.engine.values import Slot, SlotName, Status

AWAY = timedelta(minutes=30)
"""After so long without a word, a new piece of conversation begins."""

PIECE = timedelta(minutes=5)
"""How long a piece lasts before she is asked whether that is enough."""

DEEPEST = 4
"""How many things may wait."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Something that she said yes to: what it was, and the key of what was written."""

    written: str
    values: Values
    flow: str = EXPERIENCE


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Where a conversation stands.

    ``stack`` is never empty; its last is what is talked of. ``failed`` is the sentence that
    says why what she confirmed could not be done. ``left``: she has just given something up.
    """

    turns: tuple[Turn, ...] = ()
    length: int = 0
    stack: tuple[Draft, ...] = field(default_factory=lambda: (Draft(),))
    saved: tuple[Saved, ...] = ()
    just_saved: bool = False
    stopped: bool = False
    nothing_yet: bool = False
    menu: bool = False
    left: bool = False
    failed: str = ""
    last: tuple[Command, ...] = ()
    piece_since: datetime | None = None
    pause_offered: bool = False

    @property
    def draft(self) -> Draft:
        """What is talked of."""
        return self.stack[-1]

    @property
    def waiting(self) -> tuple[Draft, ...]:
        """What was interrupted, the latest last: all but what is talked of."""
        open_ones = self.stack if self.just_saved else self.stack[:-1]
        return tuple(draft for draft in open_ones if not draft.idle)

    @property
    def tired(self) -> bool:
        """Whether she has been talking long enough for a piece."""
        return bool(
            self.turns
            and self.piece_since is not None
            and self.turns[-1].at - self.piece_since >= PIECE
        )

    @property
    def undoable(self) -> Turn | None:
        """The last turn, when it can be taken back."""
        turn = self.turns[-1] if self.turns else None
        return turn if turn is not None and self.may_undo(turn.number) else None

    def may_undo(self, number: int) -> bool:
        """Whether a turn can be taken back: one of the card that is open, or the last yes."""
        turn = next((turn for turn in self.turns if turn.number == number), None)
        if turn is None:
            return False
        if any(isinstance(command, Confirm) for command in turn.commands):
            return self.just_saved and turn is self.turns[-1]
        after = [each for each in self.turns if each.number >= number]
        if any(isinstance(command, Confirm) for each in after for command in each.commands):
            return False
        draft = self.draft
        return number >= draft.first_turn and (not draft.empty or draft.started)


def replay(log: Iterable[Turn]) -> Dialogue:
    """Fold the whole log, leaving out the turns that were taken back."""
    turns = list(log)
    undone = _undone(turns)
    dialogue = Dialogue()
    for turn in turns:
        if turn.number not in undone:
            dialogue = _after(dialogue, turn)
    return replace(dialogue, length=max((turn.number for turn in turns), default=-1) + 1)


def about(turn: Turn) -> str:
    """The flow that a turn was about: where it is not written, that of the question it answers."""
    flow = turn.flow or flow_of(turn.asked or "")
    return flow if flow in flows() and flows()[flow].slots else EXPERIENCE


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
    if draft.empty and not draft.started:
        draft = replace(draft, first_turn=turn.number)
    asked = turn.asked if turn.asked and flow_of(turn.asked) == draft.flow else None
    waits = _only_waits(turn)
    if asked and not waits:
        draft = replace(draft, asked=(*draft.asked, asked))
    understood = any(not (asked and _only_words(command, draft)) for command in turn.commands)
    draft = replace(
        draft,
        failures=draft.failures if waits else 0 if understood else draft.failures + 1,
        rejected=False,
        helped=any(isinstance(c, Help) for c in turn.commands),
    )
    away = not dialogue.turns or turn.at - dialogue.turns[-1].at >= AWAY
    after = replace(
        dialogue,
        turns=(*dialogue.turns, turn),
        stack=(*dialogue.stack[:-1], draft),
        just_saved=False,
        nothing_yet=waits and dialogue.nothing_yet,
        menu=waits and dialogue.menu,
        left=False,
        failed="",
        last=turn.commands,
        stopped=False,
        piece_since=turn.at if away else dialogue.piece_since,
        pause_offered=not away and dialogue.pause_offered,
    )
    for command in turn.commands:
        after = _apply(after, command, turn)
    return _without_what_is_empty(after)


def _only_waits(turn: Turn) -> bool:
    """Whether a turn leaves its question as it was: she stops, comes back, or asks for help."""
    return bool(turn.commands) and all(isinstance(c, Stop | Resume | Help) for c in turn.commands)


def _only_words(command: Command, draft: Draft) -> bool:
    """Whether a command keeps her words and answers nothing."""
    if not isinstance(command, AddItem):
        return False
    beside = {how.words for how in draft.plan.slots.values()}
    return command.slot == Slot.WORDS or command.slot in beside


def _without_what_is_empty(dialogue: Dialogue) -> Dialogue:
    """Let go of a flow that has nothing left to ask and nothing to say yes to."""
    draft = dialogue.draft
    if draft.idle or draft.flow == EXPERIENCE or draft.plan.ends != "card" or dialogue.just_saved:
        return dialogue
    if draft.nameable or next_question(draft) is not None:
        return dialogue
    return _popped(dialogue, left=True)


def _apply(  # noqa: C901 - one case a command
    dialogue: Dialogue, command: Command, turn: Turn
) -> Dialogue:
    draft = dialogue.draft
    match command:
        case SetSlot(slot) | Correct(slot) | AddItem(slot) | Clear(slot) if not draft.holds(slot):
            return dialogue
        case SetSlot(slot, value):
            if not draft.many(slot) and slot in draft.values:
                return dialogue
            return _on_top(dialogue, draft.told(slot, [value]))
        case Correct(slot, value):
            return _on_top(dialogue, draft.told(slot, [value]))
        case AddItem(slot, value):
            held = draft.values.get(slot, ())
            if any(other.text.casefold() == value.text.casefold() for other in held):
                return dialogue
            return _on_top(dialogue, draft.told(slot, [*held, value]))
        case Clear(slot):
            settled = draft.settled | {slot}
            return _on_top(dialogue, replace(draft.with_values(slot, ()), settled=settled))
        case Skip(slot) | Unknown(slot):
            slot = slot or _slot_asked(turn)
            if slot is None or not draft.holds(slot):
                return dialogue
            return _on_top(dialogue, replace(draft, settled=draft.settled | {slot}))
        case Enough():
            return _on_top(dialogue, replace(draft, enough=True))
        case Reject() if draft.plan.no_leaves:
            return _popped(dialogue, left=True)
        case Reject():
            return _on_top(dialogue, replace(_reopened(draft, draft.plan.retry), rejected=True))
        case Confirm(written):
            confirmed = {
                slot: tuple(value.with_status(Status.CONFIRMED) for value in values)
                for slot, values in draft.values.items()
            }
            saved = Saved(written or "", MappingProxyType(confirmed), draft.flow)
            return replace(_popped(dialogue), saved=(*dialogue.saved, saved), just_saved=True)
        case Failed(why):
            return replace(dialogue, failed=why)
        case AskAgain(slot):
            return _on_top(dialogue, _reopened(draft, (slot,)))
        case Another():
            return _with_on_top(dialogue, Draft(started=True, first_turn=turn.number))
        case StartFlow(flow):
            return _started(dialogue, flow, turn)
        case Leave():
            return _popped(dialogue, left=True)
        case Menu():
            return replace(dialogue, menu=True)
        case NothingYet():
            return replace(dialogue, nothing_yet=True)
        case Stop():
            return replace(dialogue, stopped=True)
        case GoOn():
            return replace(dialogue, pause_offered=True)
        case Resume() | Help() | Undo():
            return dialogue


def _on_top(dialogue: Dialogue, draft: Draft) -> Dialogue:
    return replace(dialogue, stack=(*dialogue.stack[:-1], draft))


def _reopened(draft: Draft, slots: Iterable[SlotName]) -> Draft:
    """The draft with these slots empty, and asked as if for the first time."""
    for slot in slots:
        settled = draft.settled - {slot}
        asked = tuple(key for key in draft.asked if question(key).slot != slot)
        draft = replace(draft.with_values(slot, ()), settled=settled, asked=asked, enough=False)
    return draft


def _popped(dialogue: Dialogue, *, left: bool = False) -> Dialogue:
    """The dialogue without what was talked of."""
    return replace(dialogue, stack=dialogue.stack[:-1] or (Draft(),), left=left)


def _started(dialogue: Dialogue, flow: str, turn: Turn) -> Dialogue:
    """Put ``flow`` on top: taken up where it waits, or anew. An unknown one changes nothing."""
    if flow not in flows():
        return dialogue
    waiting = next((draft for draft in dialogue.stack if draft.flow == flow), None)
    if waiting is not None and not waiting.idle:
        others = tuple(draft for draft in dialogue.stack if draft is not waiting)
        return replace(dialogue, stack=(*others, waiting))
    return _with_on_top(dialogue, Draft(flow=flow, started=True, first_turn=turn.number))


def _with_on_top(dialogue: Dialogue, fresh: Draft) -> Dialogue:
    """The dialogue with ``fresh`` on top of what still waits for her."""
    waits = tuple(draft for draft in dialogue.stack if not draft.idle and not _read(draft))
    return replace(dialogue, stack=(*waits[1 - DEEPEST :], fresh))


def _read(draft: Draft) -> bool:
    """Whether a draft only shows something, which she has seen."""
    return draft.plan.ends == "show" and next_question(draft) is None


def _slot_asked(turn: Turn) -> SlotName | None:
    return question(turn.asked).slot if turn.asked else None
