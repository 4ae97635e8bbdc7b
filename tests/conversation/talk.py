"""A conversation held in a test, without screen or database."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from passport.conversation.engine.commands import Command, StartFlow, Turn
from passport.conversation.engine.dialogue import Dialogue, replay
from passport.conversation.engine.policy import Prompt, prompt
from passport.conversation.engine.situation import Situation
from passport.conversation.engine.values import Slot
from passport.conversation.understanding.interpret import tapped, understood
from passport.conversation.understanding.offers import with_offers

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@dataclass
class Talk:
    """Says sentences and taps chips, one turn after the other."""

    log: list[Turn] = field(default_factory=list)
    situation: Situation = field(default_factory=Situation)
    at: datetime = NOW

    @property
    def dialogue(self) -> Dialogue:
        return replay(self.log)

    @property
    def prompt(self) -> Prompt:
        return with_offers(self.dialogue, prompt(self.dialogue, self.situation))

    def say(self, text: str) -> "Talk":
        said = understood(text, len(self.log), self.dialogue, self.prompt, today=TODAY)
        return self.do(text, *said)

    def tap(self, key: str) -> "Talk":
        shown = self.prompt
        chip = next(chip for chip in shown.chips if chip.key == key)
        return self.do(chip.label, *tapped(chip, chip.label, len(self.log), shown))

    def start(self, flow: str) -> "Talk":
        return self.do(flow, StartFlow(flow))

    def do(self, text: str, *done: Command) -> "Talk":
        self.log.append(Turn(len(self.log), text, self.at, self.prompt.key, done))
        return self

    def card(self) -> dict[str, object]:
        held = self.dialogue.draft.values
        return {
            str(slot): [value.text for value in values] if slot == Slot.TASKS else values[0].text
            for slot, values in held.items()
            if slot != Slot.WORDS
        }
