"""What the screen shows of a conversation, in words of the current language."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from passport.conversation import cards
from passport.conversation import help as numbers
from passport.conversation.beside import Beside, beside
from passport.conversation.cards import CardLine, Choice
from passport.conversation.engine.asking import still_to_come
from passport.conversation.engine.commands import AddItem, Correct, Turn
from passport.conversation.engine.dialogue import Dialogue, about
from passport.conversation.engine.flow import flow_of, question, text
from passport.conversation.engine.policy import Step
from passport.conversation.engine.values import Method, Slot
from passport.conversation.service import SHOWN, Talk, may_undo
from passport.kernel.i18n import _, localised, ngettext

NOTED = 2
"""Lines noted that stay above the next question of a long flow, which they must not push away."""

LONGEST_BUBBLE = 400
"""Characters of a bubble: the rest is kept, not shown."""


@dataclass(frozen=True)
class Said:
    """One bubble."""

    text: str
    mine: bool


@dataclass(frozen=True)
class Call:
    """A number to call."""

    number: str
    who: str


@dataclass(frozen=True)
class Screen:
    """All that the page needs, in small lists; without ``beside``, what stands beside stays.

    ``card_title``, ``yes`` and ``no`` are the words of the card; ``link_to`` is where what was
    just said yes to can be seen; ``found`` are lines to read, without a yes, and ``dial`` the
    numbers that go with them. ``progress`` says how many questions may still come.
    """

    step: str
    flow: str
    hello: str
    note: str
    key: str
    turn: str
    question: str
    hint: str
    answers: list[Choice]
    lines: list[CardLine]
    missing: list[CardLine]
    quote: str
    noted: list[CardLine]
    thread: list[Said]
    beside: Beside | None
    undoable: bool
    card_title: str = ""
    yes: str = ""
    no: str = ""
    link_label: str = ""
    link_to: str = ""
    found: list[CardLine] = field(default_factory=list)
    dial: list[Call] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    progress: str = ""


def screen(talk: Talk) -> Screen:
    """``talk`` in words."""
    dialogue, shown = talk.dialogue, talk.prompt
    draft = dialogue.draft
    check = shown.step is Step.CHECK
    quotes = cards.quotes(draft)
    link_label, link_to = _link(talk)
    last = dialogue.turns[-1].number if dialogue.turns else -1
    return Screen(
        step=shown.step.value,
        flow=draft.flow,
        hello=_hello(talk),
        note=_note(talk),
        key=shown.key or "",
        turn=_next(dialogue),
        question=_(shown.text) if shown.text else "",
        hint=_(shown.why) if shown.why else "",
        answers=[
            Choice(
                chip.key,
                chip.label if chip.own else _(chip.label),
                chip.hint if chip.own or not chip.hint else _(chip.hint),
            )
            for chip in shown.chips
        ],
        lines=(list(talk.shown.card) or cards.lines(draft)) if check else [],
        missing=cards.missing(draft) if check else [],
        quote=quotes[0] if check and quotes else "",
        noted=_noted(talk),
        thread=_thread(talk),
        beside=beside(talk.passport) if talk.passport else None,
        undoable=may_undo(dialogue, last),
        card_title=_(text(f"{draft.flow}.understood")) if check else "",
        yes=_(text(f"{draft.flow}.yes")) if check else "",
        no=_(text(f"{draft.flow}.no")) if check else "",
        link_label=link_label,
        link_to=link_to,
        found=list(talk.shown.lines),
        dial=[Call(number, who) for number, who in talk.shown.calls],
        progress=_progress(talk),
        calls=calls(numbers.NUMBERS[talk.care]) if talk.care else [],
    )


def calls(known: Iterable[numbers.Number]) -> list[Call]:
    """Numbers to call, and who answers, in words."""
    return [Call(each.number, _(each.who)) for each in known]


def _next(dialogue: Dialogue) -> str:
    """A name for the turn to come, the same on every tab, and never used again after an erasure."""
    last = f"-{int(dialogue.turns[-1].at.timestamp() * 1000):x}" if dialogue.turns else ""
    return f"t{dialogue.length}{last}"


def _hello(talk: Talk) -> str:
    if talk.back and (not talk.dialogue.draft.idle or talk.dialogue.stopped):
        return _(text("greeting.hello_again"), name=talk.name)
    return _(text("greeting.hello"), name=talk.name)


def _note(talk: Talk) -> str:
    """The calm sentence above the question."""
    dialogue, shown = talk.dialogue, talk.prompt
    draft = dialogue.draft
    if dialogue.failed:
        return dialogue.failed
    if shown.step is Step.SAVED:
        flow = dialogue.saved[-1].flow if dialogue.saved else draft.flow
        return _(text(f"{flow}.saved"))
    if shown.step is Step.STOPPED:
        return f"{_(text('end.stopped'))} {_(text('end.come_back'))}"
    if dialogue.left:
        return _(text("common.left" if draft.idle else "common.back"))
    if draft.helped:
        return _(text(f"{draft.flow}.help"))
    if draft.rejected:
        return _(text(f"{draft.flow}.rejected"))
    if draft.failures:
        said_else = "greeting" if shown.step is Step.GREET else draft.flow
        return _(text(f"{said_else}.not_understood"))
    if shown.step is Step.ASK and not draft.nameable and Slot.WORDS in draft.values:
        return _(text(f"{draft.flow}.kept"))
    return talk.news


def _progress(talk: Talk) -> str:
    """How much is still to come, where she answers the questions of a subject."""
    shown, draft = talk.prompt, talk.dialogue.draft
    if shown.step is not Step.ASK or shown.key is None or flow_of(shown.key) != draft.flow:
        return ""
    left = still_to_come(draft, shown.key)
    if left == 1:
        return _("C'est la dernière question.")
    return ngettext("Encore {n} question au plus", "Encore {n} questions au plus", left)


def _noted(talk: Talk) -> list[CardLine]:
    """What is known so far, while more is asked: the last of it where many questions come."""
    if talk.prompt.step not in (Step.ASK, Step.GREET) or talk.dialogue.menu:
        return []
    draft = talk.dialogue.draft
    return cards.lines(draft)[-NOTED:] if draft.plan.long else cards.lines(draft)


def _link(talk: Talk) -> tuple[str, str]:
    """Where what she has just said yes to can be seen."""
    if talk.shown.link[1]:
        label, path = talk.shown.link
        return label, localised(path)
    if talk.prompt.step is not Step.SAVED or not talk.dialogue.saved:
        return "", ""
    saved = talk.dialogue.saved[-1]
    label, path = cards.PLACES.get(saved.flow, cards.PASSPORT)
    return _(label), localised(path.format(written=saved.written))


def _written(turn: Turn) -> tuple[str, str]:
    """The line of the card that a turn wrote by hand, and what it says there."""
    flow = about(turn)
    for command in turn.commands:
        if (
            isinstance(command, Correct | AddItem)
            and command.value.method is Method.TYPED
            and command.slot != Slot.WORDS
        ):
            return cards.label(flow, command.slot), cards.shown(flow, command.slot, turn.text)
    return "", ""


def _thread(talk: Talk) -> list[Said]:
    """The last turns: what was asked, and what she answered."""
    thread: list[Said] = []
    for turn in talk.dialogue.turns[-SHOWN:]:
        label, said = _written(turn)
        said = said or turn.text
        if not said:
            continue
        if label:
            thread.append(Said(label, mine=False))
        elif turn.asked and not turn.asked.startswith(("greeting.", "end.")):
            thread.append(Said(_(question(turn.asked).text), mine=False))
        long = len(said) > LONGEST_BUBBLE
        thread.append(Said(said[:LONGEST_BUBBLE] + ("…" if long else ""), mine=True))
    return thread
