"""What is asked, as data: the shape of the files in ``flows``, and how they are read."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from passport.conversation.engine.values import Slot

FLOWS = Path(__file__).parents[1] / "flows"

Text = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Weight = Annotated[float, Field(ge=0, le=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Chip(_Strict):
    """A ready answer. ``value`` is what it means for the slot; without one it is a ``command``.

    ``hint`` is a line that explains.
    """

    key: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,40}$")]
    label: Text
    hint: str = ""
    value: str | None = None
    command: str | None = None

    @model_validator(mode="after")
    def _one_meaning(self) -> "Chip":
        if (self.value is None) == (self.command is None):
            raise ValueError("a chip sets a value or gives a command")
        return self


class Question(_Strict):
    """One question: what it is about, its words, why it is asked, and its ready answers.

    ``asks_for`` changes the words with the kind of activity; ``only`` names the kinds it is for,
    ``told_by_tasks`` those where what she did says enough. ``value`` (how much the answer
    matters) times ``answerable`` (how likely she knows) orders the questions.
    """

    slot: Slot | None = None
    text: Text
    again: Text | None = None
    asks_for: Mapping[str, Text] = Field(default_factory=dict)
    why: Text | None = None
    chips: tuple[Chip, ...] = ()
    only: tuple[str, ...] = ()
    satisfied_by: tuple[Slot, ...] = ()
    told_by_tasks: tuple[str, ...] = ()
    value: Weight = 1.0
    answerable: Weight = 1.0
    skippable: bool = True

    def wording(self, kind: str | None) -> str:
        """The French words of the question for a kind of activity."""
        return self.asks_for.get(kind or "", self.text)


class Flow(_Strict):
    """A family of questions. ``answers`` go with any of them.

    ``enough`` is how many known lines make a card worth a yes.
    """

    name: Text
    questions: Mapping[str, Question] = Field(default_factory=dict)
    texts: Mapping[str, Text] = Field(default_factory=dict)
    answers: tuple[Chip, ...] = ()
    max_questions: Annotated[int, Field(ge=1, le=6)] = 6
    enough: Annotated[int, Field(ge=1)] = 4


@lru_cache(maxsize=1)
def flows() -> Mapping[str, Flow]:
    """Every flow, by name. Raises ``ValueError`` when a file is not right."""
    found = {}
    for path in sorted(FLOWS.glob("*.yaml")):
        flow = Flow.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
        found[flow.name] = flow
    return found


def question(key: str) -> Question:
    """The question ``flow.name``. Raises ``KeyError`` when there is none."""
    flow, _, name = key.partition(".")
    return flows()[flow].questions[name]


def text(key: str) -> str:
    """The French sentence ``flow.name``. Raises ``KeyError`` when there is none."""
    flow, _, name = key.partition(".")
    return flows()[flow].texts[name]


def answer(key: str) -> Chip:
    """The ready answer ``flow.key`` that goes with any question."""
    flow, _, name = key.partition(".")
    return next(chip for chip in flows()[flow].answers if chip.key == name)
