"""The rules' reading, completed by what the model points at."""

from collections.abc import Sequence
from dataclasses import replace

from passport.conversation.engine.values import MANY, Slot
from passport.conversation.understanding import trades
from passport.conversation.understanding.acts import Act
from passport.conversation.understanding.found import Found
from passport.conversation.understanding.reading import Reading

SURE = 0.6
"""From there on the rules are believed, whatever the model says."""

SHORTEST = 3
"""Words from which a turn may hold more than the rules have read."""


def worth_asking(reading: Reading, asked: Slot | None) -> bool:
    """Whether a turn tells something that the rules may have missed.

    What only does something (stop, skip, yes) tells nothing, and a short answer that the rules
    have read needs nobody else.
    """
    if reading.act not in (None, Act.CORRECT):
        return False
    words = len(reading.words.raw.split())
    answered = reading.first(asked) if asked else None
    if answered is not None and answered.confidence >= SURE and words <= SHORTEST:
        return False
    return words >= SHORTEST or (asked not in (None, Slot.KIND) and answered is None)


def merged(reading: Reading, pointed: Sequence[Found]) -> Reading:
    """``reading`` with what was pointed at where it is silent or unsure.

    Tasks are added when they stand elsewhere in the text than those that were read.
    """
    kept = list(reading.found)
    for item in pointed:
        held = [one for one in kept if one.slot is item.slot]
        if item.slot in MANY:
            if not any(one.start < item.end and item.start < one.end for one in held):
                kept.append(item)
        elif not any(one.confidence >= SURE for one in held):
            kept = [one for one in kept if one.slot is not item.slot]
            kept.append(_with_code(item))
    return replace(reading, found=tuple(kept))


def _with_code(item: Found) -> Found:
    """A title with its trade, when it surely names one."""
    if item.slot is not Slot.TITLE:
        return item
    shown = item.text[:1].upper() + item.text[1:]
    trade = trades.preselected(trades.search(item.text))
    return replace(item, text=shown, code=trade.trade.code if trade else None)
