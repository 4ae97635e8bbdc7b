"""Decisions about consultations: their stage, good answers, what may be published."""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum

MAX_TEXT = 1000
MAX_CODE = 80
PUBLISHED_FROM = 5
"""Fewer answers than this are never shown as figures: somebody could be recognised."""


class QuestionKind(StrEnum):
    """How a question is answered."""

    FACES = "faces"
    CHOICE = "choice"
    TEXT = "text"


class Face(StrEnum):
    """Three faces, from well to badly."""

    GOOD = "good"
    MIXED = "mixed"
    BAD = "bad"


class Stage(StrEnum):
    """Where a consultation stands. It follows from its dates, so it is never stored."""

    PLANNED = "planned"
    RUNNING = "running"
    CLOSED = "closed"
    READ = "read"
    ANSWERED = "answered"


class Step(StrEnum):
    """What happens to an answer, in order."""

    RECEIVED = "received"
    READ = "read"
    PROMISED = "promised"
    ANSWERED = "answered"


class Progress(StrEnum):
    """How far a step is."""

    DONE = "done"
    NEXT = "next"
    LATE = "late"


class Fault(StrEnum):
    """Why answers were not accepted."""

    UNKNOWN_QUESTION = "unknown_question"
    UNKNOWN_OPTION = "unknown_option"
    TOO_LONG = "too_long"
    EMPTY = "empty"


class BadAnswers(ValueError):
    """Answers that do not fit the questions. ``position`` says which one, when it is one."""

    def __init__(self, fault: Fault, position: int | None = None) -> None:
        """Keep what is wrong and where."""
        super().__init__(fault)
        self.fault = fault
        self.position = position


@dataclass(frozen=True, slots=True)
class Ask:
    """A question, as far as answers to it are concerned."""

    position: int
    kind: QuestionKind
    options: tuple[str, ...] = ()

    def accepts(self) -> tuple[str, ...]:
        """The values that may be chosen, none for free text."""
        if self.kind is QuestionKind.FACES:
            return tuple(Face)
        if self.kind is QuestionKind.CHOICE:
            return tuple(str(number) for number in range(len(self.options)))
        return ()


@dataclass(frozen=True, slots=True)
class Dates:
    """The moments that decide the stage."""

    opens_at: datetime
    closes_at: datetime
    answer_due_on: date
    read_at: datetime | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StepState:
    """One step of an answer: how far, and its day when it has one."""

    step: Step
    progress: Progress
    on: date | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many chose each value of a question. No counts when there were too few answers."""

    position: int
    answered: int
    counts: tuple[tuple[str, int], ...]


def stage(dates: Dates, now: datetime) -> Stage:
    """Where a consultation stands at ``now``."""
    if dates.answered_at is not None:
        return Stage.ANSWERED
    if now < dates.opens_at:
        return Stage.PLANNED
    if now < dates.closes_at:
        return Stage.RUNNING
    return Stage.CLOSED if dates.read_at is None else Stage.READ


def progress(dates: Dates, now: datetime, zone: tzinfo) -> tuple[StepState, ...]:
    """What has become of an answer that was received, in days of ``zone``."""
    answered = dates.answered_at is not None
    read = dates.read_at is not None
    late = not answered and now.astimezone(zone).date() > dates.answer_due_on
    return (
        StepState(Step.RECEIVED, Progress.DONE, None),
        StepState(
            Step.READ,
            Progress.DONE if read else Progress.NEXT,
            (dates.read_at or dates.closes_at).astimezone(zone).date(),
        ),
        StepState(
            Step.PROMISED,
            Progress.DONE if answered else Progress.LATE if late else Progress.NEXT,
            dates.answer_due_on,
        ),
        StepState(
            Step.ANSWERED,
            Progress.DONE if answered else Progress.NEXT,
            dates.answered_at.astimezone(zone).date() if dates.answered_at else None,
        ),
    )


def accept(asks: Sequence[Ask], given: Mapping[int, str]) -> dict[int, str]:
    """The answers to keep, by position: what was passed is left out. Raises ``BadAnswers``."""
    known = {ask.position: ask for ask in asks}
    kept: dict[int, str] = {}
    for position, typed in given.items():
        ask = known.get(position)
        if ask is None:
            raise BadAnswers(Fault.UNKNOWN_QUESTION)
        value = typed
        if ask.kind is QuestionKind.TEXT:
            value = clean_text(typed)
            if len(value) > MAX_TEXT:
                raise BadAnswers(Fault.TOO_LONG, position)
        elif value and value not in ask.accepts():
            raise BadAnswers(Fault.UNKNOWN_OPTION, position)
        if value:
            kept[position] = value
    if not kept:
        raise BadAnswers(Fault.EMPTY)
    return kept


def clean_text(text: str) -> str:
    """``text`` without control characters, its line ends and spaces in order."""
    visible = "".join(
        letter if letter == "\n" or unicodedata.category(letter) != "Cc" else " "
        for letter in text.replace("\r\n", "\n").replace("\r", "\n")
    )
    return "\n".join(" ".join(line.split()) for line in visible.strip().split("\n"))


def tally(asks: Sequence[Ask], ballots: Sequence[Mapping[int, str]]) -> tuple[Tally, ...]:
    """Counts for every question that is not free text, hidden below ``PUBLISHED_FROM`` answers."""
    result = []
    for ask in asks:
        if ask.kind is QuestionKind.TEXT:
            continue
        counted = Counter(ballot[ask.position] for ballot in ballots if ask.position in ballot)
        total = counted.total()
        shown = total >= PUBLISHED_FROM
        result.append(
            Tally(
                ask.position,
                total if shown else 0,
                tuple((value, counted[value]) for value in ask.accepts()) if shown else (),
            )
        )
    return tuple(result)
