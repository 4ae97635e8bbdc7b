"""Somebody who plays a whole life: her experiences, then her subjects, in front of any screen."""

import random

from passport.conversation.engine.policy import Prompt, Step
from tests.conversation.lives.life import Life
from tests.conversation.lives.person import Person
from tests.conversation.lives.said import Said
from tests.conversation.lives.subject import Subject


class Player:
    """Plays ``life``. ``part`` counts what is behind her: experiences, then subjects."""

    def __init__(self, life: Life) -> None:
        self.life = life
        self.part = 0
        self.subject: Subject | None = None
        self._person = Person(life)
        self._subjects = 0
        self._saved = 0

    def answer(
        self, shown: Prompt, card: dict[str, list[str]], *, saved: int, left: bool
    ) -> Said | None:
        """What she does in front of ``shown``; nothing when she has said all she had to say.

        ``card`` is what is on the screen, ``saved`` how many things were written so far, and
        ``left`` says that the conversation has just let go of its subject.
        """
        if self.subject is None:
            if shown.step is not Step.SAVED:
                return self._person.answer(shown, card)
            self.part += 1
            if self._person.next_experience():
                return self._person.answer(shown, card)
            return self._begin(shown, saved)
        if saved > self._saved or (self.subject.reached and left):
            self.part += 1
            return self._begin(shown, saved)
        return self.subject.answer(shown)

    def _begin(self, shown: Prompt, saved: int) -> Said | None:
        if self._subjects >= len(self.life.topics):
            return None
        life, number = self.life, self._subjects
        draw = random.Random(life.seed * 104_729 + number)
        self.subject = Subject(life.topics[number], draw, life.spelling, life.touches)
        self._subjects += 1
        self._saved = saved
        return self.subject.answer(shown)
