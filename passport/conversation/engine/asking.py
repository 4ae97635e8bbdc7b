"""Which question of a flow has most to bring now."""

from passport.conversation.engine.draft import Draft
from passport.conversation.engine.flow import EXPERIENCE, Question
from passport.conversation.engine.values import Slot

FATIGUE = 0.06
"""What each question already asked takes from the worth of the next."""
LEAST_WORTH = 0.2
FAILURES_TO_BUTTONS = 2
FAILURES_TO_MOVE_ON = 3


def next_question(draft: Draft) -> str | None:
    """Key of the most useful question, or nothing when the card should be shown."""
    flow = draft.plan
    if (uncoded := _uncoded(draft)) is not None:
        return uncoded
    if draft.nameable and (
        draft.enough
        or (
            flow.enough is not None
            and draft.known_lines() >= flow.enough
            and all(slot in draft.values for slot in flow.requires)
        )
    ):
        return None
    if len(draft.asked) >= flow.max_questions:
        return _name(draft)
    tired = FATIGUE * len(draft.asked)
    best: tuple[float, str] | None = None
    for name, asked in flow.questions.items():
        key = f"{flow.name}.{name}"
        if not _open(draft, key, asked):
            continue
        worth = asked.value * asked.answerable - tired
        if (worth >= LEAST_WORTH or flow.long) and (best is None or worth > best[0]):
            best = (worth, key)
    return best[1] if best is not None else _name(draft)


def still_to_come(draft: Draft, key: str) -> int:
    """How many questions may still be asked of ``draft`` at most, ``key``, the next, included."""
    flow = draft.plan
    others = sum(
        _open(draft, f"{flow.name}.{name}", asked)
        for name, asked in flow.questions.items()
        if f"{flow.name}.{name}" != key
    )
    return max(1, min(1 + others, flow.max_questions - len(draft.asked)))


def _name(draft: Draft) -> str | None:
    """The one question that has no end: an experience has a name, however long it takes."""
    return f"{EXPERIENCE}.title" if draft.flow == EXPERIENCE and not draft.nameable else None


def _uncoded(draft: Draft) -> str | None:
    """The question about what she named in words that no code goes with, while it may be asked."""
    if draft.enough or len(draft.asked) >= draft.plan.max_questions:
        return None
    for name, asked in draft.plan.questions.items():
        key = f"{draft.flow}.{name}"
        held = draft.first(asked.slot) if asked.uncoded and asked.slot else None
        if held and not held.code and key not in draft.asked and asked.slot not in draft.settled:
            return key
    return None


def _open(draft: Draft, key: str, asked: Question) -> bool:
    """Whether a question still has something to bring."""
    slot = asked.slot
    if asked.uncoded:
        return False
    if slot is None or slot in draft.settled:
        return False
    if any(known in draft.values for known in (*asked.satisfied_by, slot)):
        return False
    if any(draft.text(held) not in values for held, values in asked.when.items()):
        return False
    kind = draft.text(Slot.KIND)
    if Slot.TASKS in draft.values and kind in asked.told_by_tasks:
        return False
    if draft.asked[-1:] == (key,) and draft.failures >= FAILURES_TO_MOVE_ON:
        return False
    if draft.asked.count(key) >= FAILURES_TO_MOVE_ON:
        return False
    return not asked.only or kind in ("", *asked.only)
