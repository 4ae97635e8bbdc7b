"""A conversation held in a test, without screen or database."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from passport.conversation.engine.commands import Command, Turn
from passport.conversation.engine.dialogue import Dialogue, replay
from passport.conversation.engine.policy import Prompt, prompt
from passport.conversation.engine.values import Slot
from passport.conversation.understanding.interpret import commands, slot_asked
from passport.conversation.understanding.reading import read

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@dataclass
class Talk:
    """Says sentences, one turn after the other."""

    log: list[Turn] = field(default_factory=list)

    @property
    def dialogue(self) -> Dialogue:
        return replay(self.log)

    @property
    def prompt(self) -> Prompt:
        return prompt(self.dialogue)

    def say(self, text: str) -> "Talk":
        shown = self.prompt
        reading = read(text, asked=slot_asked(shown), today=TODAY)
        return self.do(text, *commands(reading, len(self.log), self.dialogue.draft, shown))

    def do(self, text: str, *done: Command) -> "Talk":
        self.log.append(Turn(len(self.log), text, NOW, self.prompt.key, done))
        return self

    def card(self) -> dict[str, object]:
        held = self.dialogue.draft.values
        return {
            slot.value: [value.text for value in values] if slot is Slot.TASKS else values[0].text
            for slot, values in held.items()
            if slot is not Slot.WORDS
        }
