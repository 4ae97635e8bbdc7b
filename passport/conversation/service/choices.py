"""Ready answers that are looked for as she talks: trades that her words may mean."""

from dataclasses import replace

from passport.conversation import words
from passport.conversation.engine.dialogue import Dialogue
from passport.conversation.engine.flow import Chip
from passport.conversation.engine.policy import Prompt
from passport.conversation.engine.values import Slot
from passport.conversation.understanding import trades
from passport.conversation.understanding.normal import normal


def with_trades(dialogue: Dialogue, shown: Prompt) -> Prompt:
    """The question of the trade comes with those that her words may mean."""
    draft = dialogue.draft
    if shown.key != "experience.title" or Slot.TITLE in draft.settled:
        return shown
    said = [item.said for slot in (Slot.WORDS, Slot.TASKS) for item in draft.values.get(slot, ())]
    if not said:
        return shown
    found = [
        match for match in trades.proposed(normal(". ".join(said))) if match.score >= trades.LEAST
    ][: trades.CHOICES]
    chips = tuple(
        Chip(
            key=f"trade_{n}",
            label=match.trade.name,
            hint=match.trade.definition,
            value=match.trade.code,
            own=True,
        )
        for n, match in enumerate(found)
    )
    if not chips:
        return shown
    none = Chip(key="none_of_these", label=words.NONE_OF_THESE, command="skip")
    return replace(shown, chips=(*chips, none, *shown.chips))
