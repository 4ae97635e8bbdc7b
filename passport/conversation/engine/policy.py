"""The one next thing to show. Deterministic: the same log gives the same question."""

from dataclasses import dataclass
from enum import StrEnum

from passport.conversation.engine.dialogue import Dialogue, Draft
from passport.conversation.engine.flow import Chip, Question, answer, flows, question
from passport.conversation.engine.values import Slot

FATIGUE = 0.06
"""What each question already asked takes from the worth of the next."""
LEAST_WORTH = 0.2
FAILURES_TO_BUTTONS = 2
FAILURES_TO_MOVE_ON = 3


class Step(StrEnum):
    """What the screen shows."""

    GREET = "greet"
    ASK = "ask"
    CHECK = "check"
    SAVED = "saved"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Prompt:
    """What to show now: a question with its ready answers, or the card to say yes to.

    ``buttons`` asks for the ready answers to come first: two answers were not understood.
    """

    step: Step
    key: str | None = None
    text: str = ""
    why: str = ""
    chips: tuple[Chip, ...] = ()
    buttons: bool = False


def prompt(dialogue: Dialogue) -> Prompt:
    """What to show after ``dialogue``."""
    draft = dialogue.draft
    if dialogue.stopped:
        return _ask(Step.STOPPED, "end.resume")
    if dialogue.just_saved:
        return _ask(Step.SAVED, "end.next")
    if draft.empty:
        key = "greeting.nothing_yet" if dialogue.nothing_yet else "greeting.start"
        return _ask(Step.GREET, key, failures=draft.failures)
    best = next_question(draft)
    if best is None:
        return Prompt(Step.CHECK)
    return _ask(
        Step.ASK,
        best,
        kind=draft.text(Slot.KIND),
        failures=draft.failures if draft.asked[-1:] == (best,) else 0,
        can_end=draft.nameable,
    )


def next_question(draft: Draft) -> str | None:
    """Key of the most useful question, or nothing when the card should be shown."""
    flow = flows()["experience"]
    if draft.nameable and (
        draft.enough
        or len(draft.asked) >= flow.max_questions
        or (draft.known_lines() >= flow.enough and Slot.KIND in draft.values)
    ):
        return None
    tired = FATIGUE * len(draft.asked)
    best: tuple[float, str] | None = None
    for name, asked in flow.questions.items():
        key = f"experience.{name}"
        if not _open(draft, key, asked):
            continue
        worth = asked.value * asked.answerable - tired
        if worth >= LEAST_WORTH and (best is None or worth > best[0]):
            best = (worth, key)
    if best is not None:
        return best[1]
    return None if draft.nameable else "experience.title"


def _open(draft: Draft, key: str, asked: Question) -> bool:
    """Whether a question still has something to bring."""
    slot = asked.slot
    if slot is None or slot in draft.settled:
        return False
    if any(known in draft.values for known in (*asked.satisfied_by, slot)):
        return False
    if Slot.TASKS in draft.values and draft.text(Slot.KIND) in asked.told_by_tasks:
        return False
    if draft.asked[-1:] == (key,) and draft.failures >= FAILURES_TO_MOVE_ON:
        return False
    if draft.asked.count(key) >= FAILURES_TO_MOVE_ON:
        return False
    return not asked.only or draft.text(Slot.KIND) in ("", *asked.only)


def _ask(
    step: Step, key: str, *, kind: str = "", failures: int = 0, can_end: bool = False
) -> Prompt:
    asked = question(key)
    text = asked.again if failures and asked.again else asked.wording(kind)
    chips = asked.chips
    if asked.skippable:
        chips = (*chips, answer("experience.skip"))
    if can_end and step is Step.ASK:
        chips = (*chips, answer("experience.enough"))
    return Prompt(
        step=step,
        key=key,
        text=text,
        why=asked.why or "",
        chips=chips,
        buttons=failures >= FAILURES_TO_BUTTONS,
    )
