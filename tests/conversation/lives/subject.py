"""Somebody who talks of one subject: what she answers to its questions."""

import random
from dataclasses import dataclass, field

from passport.conversation.engine.flow import question
from passport.conversation.engine.policy import Prompt, Step
from tests.conversation.lives import pools
from tests.conversation.lives.said import Said
from tests.conversation.lives.topics import Topic
from tests.conversation.lives.voice import spell


@dataclass
class Subject:
    """Talks of ``topic``: asks for it, answers, says yes.

    ``told`` gives, for a slot that she has answered, what is true and her words.
    """

    topic: Topic
    rng: random.Random
    spelling: int
    touches: float
    told: dict[str, tuple[str, str]] = field(default_factory=dict)
    asked_for: int = 0
    reached: bool = False

    def answer(self, shown: Prompt) -> Said:
        """What she says or touches in front of ``shown``."""
        text, chip, manner = self._answer(shown)
        return Said(text, chip=chip, manner=manner)

    def _answer(self, shown: Prompt) -> tuple[str, str | None, str]:
        if shown.step is Step.STOPPED:
            return self._short("on reprend"), None, "resume"
        if shown.flow != self.topic.flow or shown.step in (Step.GREET, Step.SAVED):
            return self._wants(shown)
        self.reached = True
        if shown.step is Step.CHECK:
            return self._short(self.rng.choice(("oui", "c'est ça", "ok"))), None, "yes"
        return self._reply(shown)

    def _wants(self, shown: Prompt) -> tuple[str, str | None, str]:
        self.asked_for += 1
        chip = next((chip for chip in shown.chips if chip.flow == self.topic.flow), None)
        if chip is not None and self.rng.random() < 0.5:
            return "", chip.key, "touch"
        menu = next((chip for chip in shown.chips if chip.command == "menu"), None)
        if menu is not None and self.rng.random() < self.touches:
            return "", menu.key, "touch"
        return self.rng.choice(self.topic.asks), None, "asks"

    def _reply(self, shown: Prompt) -> tuple[str, str | None, str]:
        dice = self.rng.random()
        slot = question(shown.key).slot if shown.key else None
        fact = self.topic.facts.get(slot or "")
        skip = next((chip for chip in shown.chips if chip.command == "skip"), None)
        if fact is None or (dice < 0.06 and skip is not None):
            return ("", skip.key, "skip") if skip else (self._short("je passe"), None, "skip")
        if dice < 0.10:
            return self.rng.choice(pools.UNREADABLE), None, "nonsense"
        if dice < 0.13:
            return self._short("stop"), None, "stop"
        if dice < 0.16:
            return self._short("c'est quoi la question ?"), None, "help"
        assert slot is not None
        chip = next((chip for chip in shown.chips if chip.value == fact.value), None)
        if chip is not None and (not fact.words or self.rng.random() < 0.2 + self.touches):
            self.told[slot] = (fact.value, chip.label)
            return "", chip.key, "answer"
        if not fact.words:
            good = next((c for c in shown.chips if c.value in self.topic.accepted), None)
            if good is not None:
                self.told[slot] = (good.value or "", good.label)
                return "", good.key, "answer"
            return ("", skip.key, "skip") if skip else (self._short("aucun"), None, "skip")
        words = self._short(self.rng.choice(fact.words))
        self.told[slot] = (fact.value, words)
        return words, None, "answer"

    def _short(self, words: str) -> str:
        return spell(words, self.spelling, self.rng)
