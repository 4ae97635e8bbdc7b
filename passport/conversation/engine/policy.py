"""The one next thing to show. Deterministic: the same log gives the same question."""

from dataclasses import dataclass
from enum import StrEnum

from passport.conversation.engine.asking import (
    FAILURES_TO_BUTTONS,
    FAILURES_TO_MOVE_ON,
    FATIGUE,
    LEAST_WORTH,
    next_question,
)
from passport.conversation.engine.dialogue import Dialogue
from passport.conversation.engine.flow import (
    EXPERIENCE,
    Chip,
    answer,
    flow_of,
    flows,
    question,
)
from passport.conversation.engine.situation import MOST_SUGGESTED, Situation, suggested
from passport.conversation.engine.values import Slot

__all__ = [
    "FAILURES_TO_BUTTONS",
    "FAILURES_TO_MOVE_ON",
    "FATIGUE",
    "LEAST_WORTH",
    "Prompt",
    "Step",
    "next_question",
    "prompt",
]


class Step(StrEnum):
    """What the screen shows."""

    GREET = "greet"
    ASK = "ask"
    CHECK = "check"
    SHOW = "show"
    SAVED = "saved"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Prompt:
    """What to show now: a question with its ready answers, or the card to say yes to.

    ``buttons`` asks for the ready answers to come first: two answers were not understood.
    ``flow`` is what is talked of.
    """

    step: Step
    key: str | None = None
    text: str = ""
    why: str = ""
    chips: tuple[Chip, ...] = ()
    buttons: bool = False
    flow: str = EXPERIENCE


def prompt(dialogue: Dialogue, situation: Situation | None = None) -> Prompt:
    """What to show after ``dialogue``, to somebody in ``situation``: by default, somebody new."""
    situation = situation or Situation()
    draft = dialogue.draft
    if dialogue.stopped:
        return _ask(Step.STOPPED, "end.resume")
    if dialogue.menu:
        return _menu(situation)
    if dialogue.just_saved:
        return _saved(dialogue, situation)
    if draft.idle:
        return _greet(dialogue, situation)
    best = next_question(draft)
    if best is not None:
        if draft.plan.long and dialogue.tired and not dialogue.pause_offered and draft.asked:
            return _ask(Step.ASK, "end.pause", flow=draft.flow)
        return _ask(
            Step.ASK,
            best,
            kind=draft.text(Slot.KIND),
            failures=draft.failures if draft.asked[-1:] == (best,) else 0,
            can_end=draft.nameable,
            flow=draft.flow,
        )
    if draft.plan.ends == "show":
        return _ask(Step.SHOW, f"{draft.flow}.shown", flow=draft.flow)
    return Prompt(Step.CHECK, flow=draft.flow)


def go(flow: str) -> Chip:
    """The chip that starts ``flow``."""
    return Chip(key=f"go_{flow}", label=flows()[flow].about or flow, flow=flow)


def _greet(dialogue: Dialogue, situation: Situation) -> Prompt:
    draft = dialogue.draft
    if dialogue.nothing_yet:
        return _ask(Step.GREET, "greeting.nothing_yet", failures=draft.failures)
    if draft.started or situation.new:
        shown = _ask(Step.GREET, "greeting.start", failures=draft.failures)
        return _with(shown, *shown.chips, answer("common.menu"))
    shown = _ask(Step.GREET, "greeting.back", failures=draft.failures)
    chips = [go(flow) for flow in suggested(situation)]
    return _with(shown, *chips, answer("common.menu"))


def _menu(situation: Situation) -> Prompt:
    """Everything that can be talked of, what is most useful first."""
    first = suggested(situation, most=len(flows()))
    chips = [go(flow) for flow in first]
    return _with(_ask(Step.GREET, "greeting.menu"), *chips)


def _saved(dialogue: Dialogue, situation: Situation) -> Prompt:
    shown = _ask(Step.SAVED, "end.enough" if dialogue.tired else "end.next")
    just = dialogue.saved[-1].flow if dialogue.saved else ""
    chips: list[Chip] = []
    if dialogue.waiting:
        chips.append(answer("common.resume"))
    elif just == EXPERIENCE:
        chips.append(answer("common.another"))
    room = MOST_SUGGESTED - 1 - len(chips)
    chips += [go(flow) for flow in suggested(situation, without=(just,), most=room)]
    chips = [*chips, answer("common.menu"), answer("common.stop")]
    if dialogue.tired:
        chips = [answer("common.stop"), *(chip for chip in chips if chip.key != "stop")]
    return _with(shown, *chips)


def _with(shown: Prompt, *chips: Chip) -> Prompt:
    return Prompt(
        shown.step, shown.key, shown.text, shown.why, tuple(chips), shown.buttons, shown.flow
    )


def _ask(
    step: Step,
    key: str,
    *,
    kind: str = "",
    failures: int = 0,
    can_end: bool = False,
    flow: str = EXPERIENCE,
) -> Prompt:
    asked = question(key)
    text = asked.again if failures and asked.again else asked.wording(kind)
    chips = asked.chips
    if step is Step.ASK and flow_of(key) == flow:
        if asked.skippable:
            chips = (*chips, answer(f"{flow}.skip"))
        elif flow != EXPERIENCE:
            chips = (*chips, answer(f"{flow}.leave"))
        if can_end:
            chips = (*chips, answer(f"{flow}.enough"))
        if not chips and failures >= FAILURES_TO_BUTTONS:
            # A question that has no ready answer, and needs one, is not a dead end.
            chips = (answer(f"{flow}.leave"), answer(f"{flow}.stop"))
    return Prompt(
        step=step,
        key=key,
        text=text,
        why=asked.why or "",
        chips=chips,
        buttons=failures >= FAILURES_TO_BUTTONS,
        flow=flow,
    )


def slot_asked(shown: Prompt) -> str | None:
    """What the question on the screen is about."""
    return question(shown.key).slot if shown.key and shown.step is not Step.SAVED else None
