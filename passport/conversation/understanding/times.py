"""When and how long: dates, durations, and whether it still goes on."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from passport.conversation.engine.values import Slot
from passport.conversation.understanding import dates
from passport.conversation.understanding.dates import OLDEST_YEAR
from passport.conversation.understanding.durations import (
    MOST_MONTHS,
    Length,
    Told,
    duration_text,
    lengths,
    months,
)
from passport.conversation.understanding.found import Found
from passport.conversation.understanding.normal import Normal
from passport.conversation.understanding.numbers import number
from passport.conversation.understanding.scope import outside

__all__ = ["MOST_MONTHS", "OLDEST_YEAR", "duration_text", "find", "months", "number"]

_NOW = re.compile(
    r"\b(?:actuellement|en ce moment|encore aujourd'hui|aujourd'hui encore|toujours en poste|jusqu'(?:a )?(?:maintenant|aujourd'hui|present)|a ce jour"
    r"|j'y (?:suis|travaille|vais) (?:encore|toujours)|j'y suis (?:encore|toujours)|(?:encore|toujours) (?:maintenant|aujourd'hui|en cours|la-bas)"
    r"|je (?:le |la |les |y |l')?(?:\w+ )?(?:encore|toujours) (?:en poste|la|dedans|aide|caissiere?)|c'est (?:toujours |encore )?en cours|ca continue(?: encore)?|je continue(?: encore)?(?= |$)"
    r"|je (?:travaille|bosse|fais|suis|garde|tiens|vends|aide|donne|conduis) (?:\w+ )?(?:encore|toujours|aujourd'hui|maintenant))\b"
)
_NOW_ANSWER = re.compile(
    r"^\W*(?:(?:oui|non|bah|ben|euh|et)[, ]+)*(?:encore|toujours|maintenant|aujourd'hui|encore maintenant|toujours (?:la|en cours)|c'est pas (?:fini|termine)|j'ai pas (?:fini|arrete)|pas (?:fini|arrete|encore fini)|en cours|actuel\w*|present|j'y suis)\b"
)
_STOPPED = re.compile(
    r"\b(?:j'ai (?:tout )?|on a |s'est )?(?:arret\w+|fini\w*|quitt\w*|demission\w*|licenci\w*|vire\w*)[^.;,]{0,14}$"
)
_OVER = re.compile(
    r"\b(?:j'ai (?:arrete|fini|quitte|demissionne|ete (?:licenci|vir)\w+)|c'est fini|ca a ferme|jusqu'en \d)"
)

_STEP = re.compile(
    r"^(?:(?! chez | au | aux | a (?!l['a]))[^.;]){0,50}\b(?:puis|ensuite|rappelee?)\b|^,? (?:et |ou )?de $"
)
"""What stands between the lengths of two steps: "3 mois en cuisine puis 2 ans en salle"."""

_Hers = Callable[[int, int], bool]


def find(words: Normal, today: date, *, asked: str | None = None) -> list[Found]:
    """Every date and duration of ``words``; ``asked`` says what a lone date or length answers."""
    found: dict[str, Found] = {}
    shadows = outside(words)
    plain = words.plain

    def hers(start: int, end: int) -> bool:
        return not any(low <= start and end <= high for low, high in shadows)

    told = [length for length in lengths(plain) if hers(length.start, length.end)]
    if _stages(plain, told):
        told = []
    for item in (
        *_dates(words, today, asked, hers),
        *(each for length in told for each in _length(words, length, today, asked)),
        *_now(words, asked, hers),
    ):
        found.setdefault(item.slot, item)
    if Slot.END in found:
        found.pop(Slot.ONGOING, None)
    return list(found.values())


def _stages(plain: str, told: Sequence[Length]) -> bool:
    """Whether lengths of unlike steps are told, and not how long it was in all."""
    steps = list(pairwise(told))
    return (
        bool(steps)
        and not any(length.total or length.told is not Told.LONG for length in told)
        and any(one.months != other.months for one, other in steps)
        and all(_STEP.search(plain[one.end : other.start]) for one, other in steps)
    )


def _length(words: Normal, length: Length, today: date, asked: str | None) -> Iterator[Found]:
    said = (length.start, length.end)
    exact = length.unit.startswith(("moi", "semaine", "jour"))
    if length.told is Told.LEFT:
        yield _found(words, Slot.END, _back(today, length.months, exact=exact), *said, 0.8)
        return
    if length.told is Told.AGO:
        around = words.plain[max(0, length.start - 60) : length.start]
        left = _STOPPED.search(re.sub(r"(?:il )?(?:y a|ya)[^;.]*$", "", around)) or re.match(
            r",? ?(?:\w+ ){0,2}(?:j'ai|je suis|on a) (?:arret|fini|quitt|parti|licenci|demission|ete (?:vir|licenci))",
            words.plain[length.end :],
        )
        slot = Slot.END if left or asked is Slot.END else Slot.START
        yield _found(words, slot, _back(today, length.months, exact=exact), *said, 0.6)
        return
    yield _found(words, Slot.DURATION, duration_text(length.months), *said, 0.9)
    if length.told is Told.SINCE and not _OVER.search(words.plain):
        yield _found(words, Slot.START, _back(today, length.months, exact=True), *said, 0.7)
        yield _found(words, Slot.ONGOING, "yes", *said, 0.8)
    elif length.told is Told.ONGOING and re.match(
        r" que (?:je|j'y|j')(?! ?ai)", words.plain[length.end :]
    ):
        yield _found(words, Slot.ONGOING, "yes", *said, 0.8)


def _back(today: date, length: float, *, exact: bool) -> str:
    total = today.year * 12 + today.month - 1 - round(length)
    year, month = divmod(total, 12)
    return f"{year:04}-{month + 1:02}" if exact else f"{year:04}"


def _dates(words: Normal, today: date, asked: str | None, hers: _Hers) -> Iterator[Found]:
    for when in dates.read(
        words.plain, today, asked=asked in (Slot.START, Slot.END), end_asked=asked == Slot.END
    ):
        marks = [moment for moment in (when.start, when.end) if moment]
        if not all(hers(moment.start, moment.end) for moment in marks):
            continue
        if when.start:
            said = (when.start.start, when.start.end)
            yield _found(words, Slot.START, when.start.iso(), *said, when.trust)
            if when.since:
                yield _found(words, Slot.ONGOING, "yes", *said, 0.8)
        if when.end:
            said = (when.end.start, when.end.end)
            yield _found(words, Slot.END, when.end.iso(), *said, when.trust)
        if when.start and (when.end or when.since):
            return


def _now(words: Normal, asked: str | None, hers: _Hers) -> Iterator[Found]:
    match = _NOW.search(words.plain)
    if match is None and asked in (Slot.END, Slot.ONGOING, Slot.DURATION):
        match = _NOW_ANSWER.search(words.plain)
    if match and hers(match.start(), match.end()):
        yield _found(words, Slot.ONGOING, "yes", match.start(), match.end(), 0.8)


def _found(words: Normal, slot: Slot, text: str, start: int, end: int, confidence: float) -> Found:
    begin, finish = words.place(start, end)
    return Found(slot, text, begin, finish, confidence)
