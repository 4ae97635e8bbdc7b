"""What is asked, as data: the shape of the files in ``flows``, and how they are read."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)

FLOWS = Path(__file__).parents[1] / "flows"

EXPERIENCE = "experience"
"""The flow that telling starts by itself."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,40}$")]
Weight = Annotated[float, Field(ge=0, le=1)]

Order = Literal[
    "skip", "unknown", "enough", "stop", "resume", "another", "leave", "menu", "again", "on"
]
"""What a ready answer may do, beside answering."""


class Reads(StrEnum):
    """How an answer in free words is read for a slot."""

    EXPERTS = "experts"
    """By the experts of experience: places, dates, trades."""
    CHOICE = "choice"
    """One of the ready answers, by its label or by the words that come with it."""
    KNOWN = "known"
    """One of the ready answers when she says it, and otherwise the answer itself, as a name."""
    NAME = "name"
    """The answer itself, on one line, without the words before it."""
    SENTENCE = "sentence"
    """Her sentences, whole: they are evidence."""
    STORY = "story"
    """Her sentences, whole, and what they tell of ``action`` and ``result`` in those slots."""
    DATE = "date"
    """A year or a month."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Chip(_Strict):
    """A ready answer. It means a value for the slot, gives a command, or starts a flow.

    ``words`` are patterns on plain words (no accent, no capital) that say the same. ``own`` marks
    a label that is shown as it is: a name, an hour. ``hint`` explains it in a few words.
    """

    key: Name
    label: Text
    hint: str = ""
    value: str | None = None
    command: Order | None = None
    flow: Name | None = None
    words: tuple[str, ...] = ()
    own: bool = False

    @field_validator("words")
    @classmethod
    def _patterns(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        return _compiled(words)

    @model_validator(mode="after")
    def _one_meaning(self) -> "Chip":
        if sum(each is not None for each in (self.value, self.command, self.flow)) != 1:
            raise ValueError("a chip sets a value, gives a command or starts a flow")
        return self


class SlotSpec(_Strict):
    """What may be known. ``label`` names its line on the card; without one it has no line.

    ``words`` is the slot that keeps her own sentence beside a choice. ``anytime`` slots are filled
    by their words also when something else is asked. ``told`` are plain words by which she tells
    it without being asked: they start the flow.
    """

    label: Text | None = None
    reads: Reads = Reads.CHOICE
    many: bool = False
    words: Name | None = None
    anytime: bool = False
    told: tuple[str, ...] = ()

    @field_validator("told")
    @classmethod
    def _patterns(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        return _compiled(words)


class Question(_Strict):
    """One question: what it is about, its words, why it is asked, and its ready answers.

    ``asks_for`` changes the words with the kind of activity; ``only`` names the kinds it is for,
    ``told_by_tasks`` those where what she did says enough. ``when`` names slots and the values
    that make it worth asking. ``choices`` names who finds ready answers as she talks, ``none`` is
    said when there are none (see ``understanding.offers`` and the services of the conversation).
    ``uncoded`` asks, once and before anything else, about what she has named in words that no code
    goes with. ``value`` (how much the answer matters) times ``answerable`` (how likely she knows)
    orders the questions.
    """

    slot: Name | None = None
    text: Text
    again: Text | None = None
    none: Text | None = None
    asks_for: Mapping[str, Text] = Field(default_factory=dict)
    why: Text | None = None
    chips: tuple[Chip, ...] = ()
    choices: Name | None = None
    only: tuple[str, ...] = ()
    when: Mapping[Name, tuple[str, ...]] = Field(default_factory=dict)
    satisfied_by: tuple[Name, ...] = ()
    told_by_tasks: tuple[str, ...] = ()
    uncoded: bool = False
    value: Weight = 1.0
    answerable: Weight = 1.0
    skippable: bool = True

    def wording(self, kind: str | None) -> str:
        """The French words of the question for a kind of activity."""
        return self.asks_for.get(kind or "", self.text)


class Flow(_Strict):
    """A family of questions that ends with a card to say yes to, or with something shown.

    ``about`` names it where she chooses, ``heard`` are the plain words that ask for it. ``needs``
    are the slots without which there is no card: one of each set. ``lines`` are sets of slots,
    each worth one line, and ``enough`` how many known lines make a card worth a yes once the slots
    of ``requires`` are known. ``retry`` are the slots to ask again after a no, or when what she
    confirmed could not be done; with ``no_leaves`` a no gives all up. ``long`` flows offer a
    pause. ``answers`` go with any question.
    """

    name: Name
    about: Text | None = None
    heard: tuple[str, ...] = ()
    slots: Mapping[Name, SlotSpec] = Field(default_factory=dict)
    questions: Mapping[Name, Question] = Field(default_factory=dict)
    texts: Mapping[Name, Text] = Field(default_factory=dict)
    answers: tuple[Chip, ...] = ()
    needs: tuple[tuple[Name, ...], ...] = ()
    requires: tuple[Name, ...] = ()
    lines: tuple[tuple[Name, ...], ...] = ()
    enough: Annotated[int, Field(ge=1)] | None = None
    max_questions: Annotated[int, Field(ge=1, le=12)] = 6
    ends: Literal["card", "show"] = "card"
    retry: tuple[Name, ...] = ()
    long: bool = False
    no_leaves: bool = False

    @field_validator("heard")
    @classmethod
    def _patterns(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        return _compiled(words)

    @model_validator(mode="after")
    def _known_slots(self) -> "Flow":
        if not self.long and self.max_questions > 6:
            raise ValueError("more than six questions need pauses")
        if not self.slots:
            return self
        named = {slot for group in (*self.needs, *self.lines) for slot in group}
        named |= {*self.requires, *self.retry}
        named |= {each.words for each in self.slots.values() if each.words}
        for asked in self.questions.values():
            named |= {*([asked.slot] if asked.slot else []), *asked.satisfied_by, *asked.when}
        if unknown := named - set(self.slots):
            raise ValueError(f"no such slot: {', '.join(sorted(unknown))}")
        return self


def _compiled(words: tuple[str, ...]) -> tuple[str, ...]:
    for pattern in words:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"not a pattern: {pattern!r} ({error})") from None
    return words


@lru_cache(maxsize=1)
def flows() -> Mapping[str, Flow]:
    """Every flow, by name. Raises ``ValueError`` when a file is not right."""
    found = {}
    for path in sorted(FLOWS.glob("*.yaml")):
        # Every scalar as text: "yes", "no" and "on" are names here.
        data = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)  # noqa: S506
        flow = Flow.model_validate(data)
        found[flow.name] = flow
    for flow in found.values():
        for asked in flow.questions.values():
            for chip in asked.chips:
                if chip.flow is not None and chip.flow not in found:
                    raise ValueError(f"{flow.name}: no flow {chip.flow!r} to start")
    return found


def flow_of(key: str) -> str:
    """The flow of the question ``flow.name``."""
    return key.partition(".")[0]


def question(key: str) -> Question:
    """The question ``flow.name``. Raises ``KeyError`` when there is none."""
    flow, _, name = key.partition(".")
    return flows()[flow].questions[name]


def text(key: str) -> str:
    """The French sentence ``flow.name``, or the common one when the flow has none of its own.

    Raises ``KeyError`` when neither has.
    """
    flow, _, name = key.partition(".")
    own = flows()[flow].texts
    return own[name] if name in own else flows()["common"].texts[name]


def answer(key: str) -> Chip:
    """The ready answer ``flow.key`` that goes with any question."""
    flow, _, name = key.partition(".")
    return next(
        chip for chip in (*flows()[flow].answers, *flows()["common"].answers) if chip.key == name
    )
