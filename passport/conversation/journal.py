"""The transcript in words of the current language, by day."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from passport.conversation import cards, words
from passport.conversation.engine.commands import AddItem, Confirm, Correct, SetSlot, Turn
from passport.conversation.engine.dialogue import about
from passport.conversation.engine.flow import question, text
from passport.conversation.service import ZONE
from passport.conversation.transcript import Entry, Transcript
from passport.kernel.errors import NotFound
from passport.kernel.i18n import _, format_day, format_short_day, format_time

TURN, DAY, ALL = "turn", "day", "all"
"""Parts that can be erased: ``turn:12``, ``day:2026-11-23``, ``all``."""


@dataclass(frozen=True)
class Line:
    """One thing said: what was asked, her words, and what was noted of them."""

    part: str
    at: str
    asked: str
    said: str
    noted: list[str]
    undone: bool


@dataclass(frozen=True)
class Day:
    """What was said on one day, the latest first."""

    part: str
    name: str
    lines: list[Line]


def days(kept: Transcript) -> list[Day]:
    """``kept`` by day."""
    return [
        Day(f"{DAY}:{day.isoformat()}", format_day(day, year=True), [_line(one) for one in lines])
        for day, lines in groupby(kept.entries, key=lambda entry: entry.day)
    ]


def pointed(part: str) -> int | date | None:
    """What ``part`` names: the number of a turn, a day, or nothing for all.

    Raises ``NotFound`` when it names nothing.
    """
    kind, _colon, name = part.partition(":")
    try:
        if kind == TURN:
            return int(name)
        if kind == DAY:
            return date.fromisoformat(name)
    except ValueError:
        raise NotFound(words.NOT_SAID) from None
    if part != ALL:
        raise NotFound(words.NOT_SAID)
    return None


def called(part: str) -> str:
    """The question that is put before ``part`` is erased. Raises ``NotFound``."""
    match pointed(part):
        case int():
            return _("Effacer cette phrase ?")
        case date() as day:
            return _("Effacer tout ce que vous avez dit le {day} ?", day=format_short_day(day))
        case _:
            return _("Effacer tout ce que vous avez dit ?")


def _line(entry: Entry) -> Line:
    turn = entry.turn
    return Line(
        part=f"{TURN}:{turn.number}",
        at=format_time(turn.at, str(ZONE)),
        asked=_asked(turn),
        said=turn.text,
        noted=[] if entry.undone else _noted(turn),
        undone=entry.undone,
    )


def _asked(turn: Turn) -> str:
    try:
        return _(question(turn.asked).text) if turn.asked else ""
    except KeyError:
        # A question that a former version asked.
        return ""


def _noted(turn: Turn) -> list[str]:
    """What was understood of a turn, each with its name; her words stand above."""
    flow, noted = about(turn), []
    for command in turn.commands:
        match command:
            case Confirm():
                noted.append(_saved(flow))
            case SetSlot(slot, value) | AddItem(slot, value) | Correct(slot, value):
                if label := cards.label(flow, slot):
                    said = cards.told(flow, slot, value)
                    noted.append(_("{label} : {value}", label=label, value=said))
    return list(dict.fromkeys(noted))


def _saved(flow: str) -> str:
    """What her yes did."""
    return _(text(f"{flow}.saved")) if flow in cards.ELSEWHERE else _("Dans votre passeport")
