"""What the conversation may hold: values that each point at the person's own words."""

from dataclasses import dataclass, replace
from enum import StrEnum

SlotName = str
"""Name of a slot: a flow declares its own. Those of an experience are the members of ``Slot``."""


class Slot(StrEnum):
    """What may be known of an experience."""

    KIND = "kind"
    TITLE = "title"
    PLACE = "place"
    EMPLOYER = "employer"
    START = "start"
    END = "end"
    DURATION = "duration"
    ONGOING = "ongoing"
    TASKS = "tasks"
    WORDS = "words"
    """Her sentences, whole: the evidence that goes with the experience."""


MANY = frozenset({Slot.TASKS, Slot.WORDS})
"""Slots of an experience that hold several values; the others hold one."""


def slot_named(name: str) -> SlotName:
    """The slot ``name``, as the member of ``Slot`` when it is one of an experience."""
    try:
        return Slot(name)
    except ValueError:
        return name


class Method(StrEnum):
    """How a value came: read in a sentence, tapped on a choice, typed in a field."""

    HEARD = "heard"
    TAPPED = "tapped"
    TYPED = "typed"


class Status(StrEnum):
    """Whether she said yes to a value."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


class Unfounded(ValueError):
    """A value without words of hers behind it. It is never kept."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where her words stand: characters ``start`` to ``end`` of what she said at ``turn``."""

    turn: int
    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a place that holds no character."""
        if self.turn < 0 or self.start < 0 or self.end <= self.start:
            raise Unfounded(f"no words at {self.turn}:{self.start}-{self.end}")


@dataclass(frozen=True, slots=True)
class Value:
    """Something understood: its normal form, and the words of hers that say it.

    ``text`` is a code for the kind, 'YYYY' or 'YYYY-MM' for dates, months for the duration,
    "yes" or "no" for ongoing, words for the rest. ``code`` is the ROME code of a trade.
    There is no way to make one without ``source`` and ``said``.
    """

    text: str
    said: str
    source: Source
    method: Method
    confidence: float = 1.0
    status: Status = Status.PROPOSED
    code: str | None = None

    def __post_init__(self) -> None:
        """Refuse a value that says nothing, or whose words do not fill their place."""
        if not self.text.strip():
            raise Unfounded("empty value")
        if len(self.said) != self.source.end - self.source.start or not self.said.strip():
            raise Unfounded("the words do not match their place")
        if not 0.0 < self.confidence <= 1.0:
            raise ValueError("confidence goes from 0 to 1")

    def with_status(self, status: Status) -> "Value":
        """The same value after her answer."""
        return replace(self, status=status)
