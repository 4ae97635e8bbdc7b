"""Decisions about the content of a passport: dates, durations, order, evidence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from passport.record.content import (
    Certificate,
    Experience,
    Item,
    Passport,
    Proof,
    Skill,
    SoftSkill,
)

OLDEST_YEAR = 1930
MAX_TITLE = 120
MAX_SHORT = 120
MAX_SENTENCE = 300
MAX_QUOTE = 600
MAX_TASKS = 12
MAX_ITEMS_PER_KIND = 100
KEPT_AFTER_REMOVAL_DAYS = 30
"""A removed item can come back for so long, then it is destroyed."""


class DateNotUnderstood(ValueError):
    """The words given for a date say no date."""


class DateInFuture(ValueError):
    """The date given has not come yet, and it had to."""


_MONTHS = (
    ("janvier", "january", "يناير", "جانفي", "كانون الثاني"),
    ("fevrier", "february", "فبراير", "فيفري", "شباط"),
    ("mars", "march", "مارس", "اذار"),
    ("avril", "april", "ابريل", "افريل", "نيسان"),
    ("mai", "may", "مايو", "ماي", "ايار"),
    ("juin", "june", "يونيو", "جوان", "حزيران"),
    ("juillet", "july", "يوليو", "جويلية", "تموز"),
    ("aout", "august", "اغسطس", "اوت", "غشت", "اب"),
    ("septembre", "september", "سبتمبر", "شتنبر", "ايلول"),
    ("octobre", "october", "اكتوبر", "تشرين الاول"),
    ("novembre", "november", "نوفمبر", "نونبر", "تشرين الثاني"),
    ("decembre", "december", "ديسمبر", "دجنبر", "كانون الاول"),
)
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_LATIN = sorted((n for n in _MONTH_OF if n.isascii()), key=len, reverse=True)


def plain(text: str) -> str:
    """Lower case, without accents or marks, digits in 0-9, single spaces."""
    decomposed = unicodedata.normalize("NFKD", text)
    letters = (
        str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c
        for c in decomposed
        if not unicodedata.combining(c)
    )
    return " ".join("".join(letters).lower().split())


def _month_in(words: str) -> int | None:
    """The month named in ``words``: whole names, and beginnings of three letters or more."""
    for name, number in _MONTH_OF.items():
        if not name.isascii() and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words):
            return number
    for word in re.findall(r"[a-z]+", words):
        if len(word) < 3:
            continue
        found = {_MONTH_OF[name] for name in _LATIN if name.startswith(word)}
        if word in _MONTH_OF:
            return _MONTH_OF[word]
        if len(found) == 1:
            return found.pop()
    return None


_YEARS_AGO = re.compile(r"il y a (\d{1,2}) ans?\b|\b(\d{1,2}) years? ago")


def parse_date(text: str, *, today: date, future: bool = False) -> str:
    """The date that ``text`` says, as precise as it says it: 'YYYY', 'YYYY-MM' or 'YYYY-MM-DD'.

    Understands "mars 2019", "03/2019", "12/03/2019", "environ 2015", "cette année",
    "l'année dernière", "il y a 3 ans", and the months in English and Arabic.
    """
    words = plain(text)
    if not words:
        raise DateNotUnderstood(text)
    parts = _numbers(words) or _relative(words, today) or _named(words)
    if parts is None:
        raise DateNotUnderstood(text)
    year, month, day = parts
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        raise DateNotUnderstood(text) from None
    if year < OLDEST_YEAR or year > today.year + 60:
        raise DateNotUnderstood(text)
    if first > today and not future:
        raise DateInFuture(text)
    if day:
        return f"{year:04}-{month:02}-{day:02}"
    return f"{year:04}-{month:02}" if month else f"{year:04}"


_Parts = tuple[int, int | None, int | None]


def _numbers(words: str) -> _Parts | None:
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", words):
        year, month, day = found.groups()
        return int(year), int(month), int(day) if day else None
    if found := re.search(r"(?<!\d)(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?!\d)", words):
        day, month, year = found.groups()
        return int(year), int(month), int(day)
    if found := re.search(r"(?<!\d)(\d{1,2})[/.\-](\d{4})(?!\d)", words):
        month, year = found.groups()
        return int(year), int(month), None
    return None


def _relative(words: str, today: date) -> _Parts | None:
    if re.search(r"\bcette annee\b|\bthis year\b|هذه السنة|هذا العام", words):
        return today.year, None, None
    if re.search(r"annee (derniere|passee)|\blast year\b|السنة الماضية|العام الماضي", words):
        return today.year - 1, None, None
    if found := _YEARS_AGO.search(words):
        return today.year - int(found.group(1) or found.group(2)), None, None
    return None


def _named(words: str) -> _Parts | None:
    years = re.findall(r"(?<!\d)(\d{4})(?!\d)", words)
    if len(years) != 1:
        return None
    year = int(years[0])
    rest = words.replace(years[0], " ")
    month = _month_in(rest)
    day = re.search(r"(?<!\d)(\d{1,2})(?:er|st|nd|rd|th)?(?!\d)", rest) if month else None
    if month is None and re.search(r"\d", rest):
        return None
    return year, month, int(day.group(1)) if day else None


def parse_month(text: str, *, today: date) -> str:
    """As :func:`parse_date`, no more precise than the month, and not in the future."""
    return parse_date(text, today=today)[:7]


def split_date(value: str) -> tuple[int, int | None, int | None]:
    """Year, month and day of a stored date; what is not known is None."""
    numbers = [int(part) for part in value.split("-")]
    return (
        numbers[0],
        numbers[1] if len(numbers) > 1 else None,
        numbers[2] if len(numbers) > 2 else None,
    )


def in_order(started: str, ended: str) -> bool:
    """Whether an end does not come before its start, as far as they are known."""
    common = min(len(started), len(ended))
    return not common or started[:common] <= ended[:common]


def duration_months(
    started: str, ended: str, *, ongoing: bool, stated: int | None, today: date
) -> int | None:
    """How long an experience lasted. What she said wins over what the dates say.

    Two years alone are told apart by whole years: 2019 to 2022 is three years.
    """
    if stated is not None:
        return stated
    last = today.isoformat()[:7] if ongoing else ended
    if not started or not last:
        return None
    year, month, _ = split_date(started)
    last_year, last_month, _ = split_date(last)
    if month is None or last_month is None:
        return max((last_year - year) * 12, 0) or None
    return max((last_year - year) * 12 + last_month - month, 0) + 1


class DurationNotUnderstood(ValueError):
    """The words given for a duration say no duration."""


_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            ("un", "une", "one", "a"),
            ("deux", "two"),
            ("trois", "three"),
            ("quatre", "four"),
            ("cinq", "five"),
            ("six",),
            ("sept", "seven"),
            ("huit", "eight"),
            ("neuf", "nine"),
            ("dix", "ten"),
            ("onze", "eleven"),
            ("douze", "twelve"),
        ),
        1,
    )
    for word in words
}
_NUMBER = rf"(\d{{1,3}}|{'|'.join(_NUMBERS)})"
_YEARS = re.compile(rf"\b{_NUMBER} ?(?:ans?|annees?|years?|سنوات|سنة|عام|اعوام)(?!\w)")
_MONTHS_LONG = re.compile(rf"\b{_NUMBER} ?(?:mois|months?|شهر|اشهر|شهور)(?!\w)")
_WEEKS = re.compile(rf"\b{_NUMBER} ?(?:semaines?|weeks?|اسبوع|اسابيع)(?!\w)")
_HALF = re.compile(r"\bans? et demie?\b|\byears? and a half\b")


def parse_duration(text: str) -> int:
    """The number of months that ``text`` says: "3 ans", "un an et demi", "6 mois"."""
    words = plain(text)

    def said(pattern: re.Pattern[str]) -> int | None:
        found = pattern.search(words)
        if found is None:
            return None
        number = found.group(1)
        return int(number) if number.isdigit() else _NUMBERS[number]

    years, months, weeks = said(_YEARS), said(_MONTHS_LONG), said(_WEEKS)
    if years is None and months is None and weeks is None:
        raise DurationNotUnderstood(text)
    total = (years or 0) * 12 + (months or 0) + (max(1, round(weeks / 4.3)) if weeks else 0)
    if years is not None and _HALF.search(words):
        total += 6
    if total > 12 * 70:
        raise DurationNotUnderstood(text)
    return total


def in_time_order(experiences: Iterable[Experience]) -> tuple[Experience, ...]:
    """The present first, then from the latest to the oldest; undated ones at the end."""

    def key(one: Experience) -> tuple[bool, str, str, str]:
        return (
            one.ongoing,
            one.ended or one.started,
            one.started,
            one.created_at.isoformat(),
        )

    return tuple(sorted(experiences, key=key, reverse=True))


def is_expired(expires: str, today: date) -> bool:
    """Whether a certificate is past its date; the last day, month or year still counts."""
    return bool(expires) and expires < today.isoformat()[: len(expires)]


def has_evidence(item: Item) -> bool:
    """Whether something stands behind an item: a confirmation, a document, or her own words."""
    if item.proof.level is not Proof.DECLARED:
        return True
    match item:
        case Certificate():
            return bool(item.media_type)
        case Experience():
            return bool(item.quotes)
        case SoftSkill():
            return item.situation is not None
        case Skill():
            return item.quote is not None
        case _:
            return False


@dataclass(frozen=True, slots=True)
class Progress:
    """How many items have evidence. It counts proofs, never the worth of a person."""

    proven: int
    total: int


def progress(passport: Passport) -> Progress:
    """The evidence of a passport. Languages need none and are not counted."""
    counted = [
        *passport.experiences,
        *passport.soft_skills,
        *passport.skills,
        *passport.certificates,
    ]
    return Progress(proven=sum(map(has_evidence, counted)), total=len(counted))


def levels(items: Iterable[Item]) -> dict[Proof, int]:
    """How many items stand at each level of proof."""
    counts = dict.fromkeys(Proof, 0)
    for item in items:
        counts[item.proof.level] += 1
    return counts
