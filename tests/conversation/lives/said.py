"""What was said or touched at a turn, as the one who said it knows it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of what was said: the ``fact`` it tells, where it stands, and whether it is true."""

    fact: str
    start: int
    end: int
    value: str = ""
    true: bool = True
    takes_back: str = ""
    """The wrong value that this one replaces, when it corrects."""


@dataclass(frozen=True, slots=True)
class Said:
    """What she does at a turn: words (``text``), or a touch on ``chip``.

    ``manner`` says what it was meant as: "answer", "skip", "unknown", "nonsense", "stop"…
    """

    text: str
    pieces: tuple[Piece, ...] = ()
    chip: str | None = None
    manner: str = "answer"
