"""When and how long: dates, durations, and whether it still goes on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from text_to_num import text2num  # type: ignore[attr-defined]

from passport.conversation.engine.values import Slot
from passport.conversation.understanding.found import Found
from passport.conversation.understanding.normal import Normal

MOST_MONTHS = 70 * 12
OLDEST_YEAR = 1930

_UNITS = (
    "un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze"
    "|seize|vingt|trente|quarante|cinquante|soixante"
)
_WORDS = rf"(?:{_UNITS})(?:[ -](?:et[ -])?(?:{_UNITS}))*"
_ABOUT = {"huitaine": 8, "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20,
          "trentaine": 30}  # fmt: skip
_NUMBER = rf"(?:\d{{1,3}}(?:[.,]5)?|{_WORDS}|(?:une )?(?:{'|'.join(_ABOUT)}) d['e] ?)"
_UNIT = r"(?P<unit>ans?|annees?|mois|semaines?|jours?|saisons?)"
_LENGTH = re.compile(
    rf"(?<![\w/.,-])(?P<n>{_NUMBER}) ?{_UNIT}\b(?P<half> et demie?| 1/2)?"
    rf"(?: et (?P<months>{_NUMBER}) mois\b)?"
)
_HALF_YEAR = re.compile(r"\b(?:un )?semestre\b|\b(?:une )?demi[- ]annee\b")
_AGES = re.compile(
    r"\b(?:de|depuis|entre) (?:mes |l'age de )?(\d{1,2})(?: ans)? (?:a|et|jusqu'a) (?:mes )?(\d{1,2}) ans"
)
_AGE_BEFORE = re.compile(
    r"(?:\bj'ai|\bj'avais|\bil a|\belle a|\bavait|\bqui a|\bage\w* de|\bde mes|\ba mes|\bmes|\bvers mes"
    r"|\bl'age de|\b(?:enfants?|fils|filles?|bebes?|garcons?|petits?|gamins?|neveu|niece|adultes?"
    r"|personnes?|jeunes?) (?:de|a)|\ba|\bdes) $"
)
_EXPERIENCE_AFTER = re.compile(r" (?:d'exp|de metier|d'anciennete|de travail|de service)")
_TIMES_AFTER = re.compile(r" ?(?:par|/|sur) ?|,? pas\b")
_NEVER_BEFORE = re.compile(
    r"(?:tous les|toutes les|chaque|dans|apres|avant|tous|les|quart de|moins de) $"
)
_AGO_BEFORE = re.compile(r"\b(?:il )?y a (?:environ |a peu pres |bien |presque )?$")
_PAS_BEFORE = re.compile(r"\b(?:pas|et non) (?:de )?$")
_NOT_WORKING = re.compile(r"\b(?:pas|jamais|plus|sans) (?:\w+ )?(?:travail\w*|emploi)[^.,;]{0,20}$")
_CARE = re.compile(r"\beleve\b|\benfants?\b|\boccup\w+ d|\bma mere\b|\bmon pere\b|\bma fille\b")
_SINCE_BEFORE = re.compile(r"\bdepuis (?:environ |a peu pres |bien |plus de |presque )?$")
_SPORT = re.compile(r"\b(?:club|foot\w*|basket|rugby|judo|sport\w*|entrain\w*|equipe)\b")

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv", "fevrier fev fevr", "mars", "avril avr", "mai", "juin",
            "juillet juil", "aout", "septembre sept", "octobre oct", "novembre nov",
            "decembre dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:19[3-9]\d|20\d\d)"
_DATE = re.compile(
    rf"(?<![\w/])(?:(?P<d>\d{{1,2}})[/.-](?P<dm>\d{{1,2}})[/.-](?P<dy>{_YEAR})"
    rf"|(?P<nm>\d{{1,2}})[/.-](?P<ny>{_YEAR})"
    rf"|(?:(?:\d{{1,2}}(?:er)? )?(?P<w>{_MONTH})\.? (?:de l'annee )?(?P<wy>{_YEAR}))"
    rf"|(?P<y>{_YEAR}))(?![\w/])"
)
_BARE_MONTH = re.compile(
    rf"\b(?:de|du|depuis|entre|d')(?: mois d[e'])? ?(?P<w>{_MONTH}) (?:a|et|au|jusqu'en|jusqu'a) $"
)
_JOIN = re.compile(r"\s*(?:a|au|et|jusqu'(?:a|au|en)|-|–|—|->|/|>)\s*(?:fin |debut )?(?:le |en )?")
_RELATIVE = re.compile(
    r"\b(?:(?P<this>cette annee)|(?P<last>l'annee (?:derniere|passee)|l'an (?:dernier|passe))"
    r"|(?P<before>avant[- ]hier annee|il y a deux ans)|(?P<season>(?:l'ete|l'hiver|cet ete|cet hiver)"
    r"(?: dernier| passe)?)(?! \d)|(?P<month>le mois dernier))\b"
)
_SHORT_YEAR = re.compile(
    r"\b(?:en|depuis|jusqu'en) '?(?P<y>[6-9]\d|0\d)\b(?! ?(?:ans?|mois|jours|%|euros?|minutes))"
)
_END_BEFORE = re.compile(
    r"(?:jusqu'(?:a|au|en)|arret\w*|fini\w*|termin\w*|licenci\w*|quitt\w*|parti\w*|demission\w*|viree?|ferme\w*)"
    r"[^.;\d]{0,24}$"
)
_NOT_WORK_BEFORE = re.compile(
    r"\b(?:arrive\w*|nee?|naissance|mari\w+|diplom\w*|cap|bac|bep|permis|certificat|brevet)\b[^.;,\d]{0,25}$"
)
_SINCE_DATE = re.compile(
    r"\b(?:depuis|a partir d[eu]|des)(?: le mois de| l'annee| l'an| le| l')? ?(?:\d{1,2} )?$"
)
_NOW = re.compile(
    r"\b(?:actuellement|en ce moment|encore aujourd'hui|aujourd'hui encore|toujours en poste"
    r"|j'y suis (?:encore|toujours)|je (?:le |la |les |y )?\w+ (?:encore|toujours)|ca fait (?:bien )?\d+ ans que)\b"
)


@dataclass(frozen=True, slots=True)
class _Date:
    start: int
    end: int
    year: int
    month: int | None

    def iso(self) -> str:
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"


def find(words: Normal, today: date, *, asked: Slot | None = None) -> list[Found]:
    """Every date and duration of ``words``; ``asked`` says what a lone date or length answers."""
    found: dict[str, Found] = {}
    for item in (*_dates(words, today, asked), *_lengths(words, today), *_now(words)):
        found.setdefault(item.slot, item)
    if Slot.END in found:
        found.pop(Slot.ONGOING, None)
    return list(found.values())


def number(words: str) -> float | None:
    """The number that ``words`` say, in digits or in letters without accents."""
    words = words.strip()
    for about, count in _ABOUT.items():
        if about in words:
            return float(count)
    if re.fullmatch(r"\d+(?:[.,]\d)?", words):
        return float(words.replace(",", "."))
    if words in ("un", "une"):
        return 1.0
    try:
        return float(text2num(words, "fr"))
    except ValueError:
        return None


def months(count: float, unit: str) -> float:
    """A length in months."""
    if unit.startswith(("an", "annee")):
        return count * 12
    if unit.startswith("mois"):
        return count
    if unit.startswith("saison"):
        return count * 12
    return count * (7 if unit.startswith("semaine") else 1) / 30.4


def duration_text(length: float) -> str:
    """Months as kept: whole, or one decimal under three months."""
    return f"{length:.1f}".rstrip("0").rstrip(".") if length < 3 else str(round(length))


def _lengths(words: Normal, today: date) -> Iterator[Found]:
    plain = words.plain
    if match := _AGES.search(plain):
        years = int(match[2]) - int(match[1])
        if years > 0:
            yield _found(words, Slot.DURATION, str(years * 12), match.start(), match.end(), 0.85)
            return
    for match in _LENGTH.finditer(plain):
        before, after = plain[: match.start()], plain[match.end() :]
        length = _months_of(match)
        if length is None or not 0 < length <= MOST_MONTHS:
            continue
        if _AGO_BEFORE.search(before):
            yield from _ago(words, match, before, length, today)
            continue
        if _not_a_length(match, plain, before, after):
            continue
        said = (match.start(), match.end())
        yield _found(words, Slot.DURATION, duration_text(length), *said, 0.9)
        if _SINCE_BEFORE.search(before):
            begun = _back(today, length, exact=match["unit"].startswith("mois"))
            yield _found(words, Slot.START, begun, *said, 0.7)
            yield _found(words, Slot.ONGOING, "yes", *said, 0.8)
    if match := _HALF_YEAR.search(plain):
        yield _found(words, Slot.DURATION, "6", match.start(), match.end(), 0.7)


def _months_of(match: re.Match[str]) -> float | None:
    count = number(match["n"])
    if count is None:
        return None
    length = months(count, match["unit"])
    if match["half"]:
        length += months(0.5, match["unit"])
    if match["months"]:
        length += number(match["months"]) or 0
    return length


def _not_a_length(match: re.Match[str], plain: str, before: str, after: str) -> bool:
    """Whether the words say an age, a rhythm, a story, or how long she did not work."""
    unit, n = match["unit"], match["n"]
    if unit.startswith("saison") and not _SPORT.search(plain):
        return True
    if unit.startswith("jour") and (n in ("un", "1") or (number(n) or 0) < 5):
        return True
    if unit.startswith("an") and _AGE_BEFORE.search(before) and not _EXPERIENCE_AFTER.match(after):
        return True
    if _NEVER_BEFORE.search(before) or _PAS_BEFORE.search(before):
        return True
    if (m := _TIMES_AFTER.match(after)) and "pas" not in m.group():
        return True
    return bool(_NOT_WORKING.search(before)) and not _CARE.search(plain)


def _ago(
    words: Normal, match: re.Match[str], before: str, length: float, today: date
) -> Iterator[Found]:
    """Read "il y a 3 ans" as a date: of the end when she stopped then, else of the time it was."""
    when = _back(today, length, exact=match["unit"].startswith("mois"))
    slot = Slot.END if _END_BEFORE.search(before) else Slot.START
    yield _found(words, slot, when, match.start(), match.end(), 0.6)


def _back(today: date, length: float, *, exact: bool) -> str:
    total = today.year * 12 + today.month - 1 - round(length)
    year, month = divmod(total, 12)
    return f"{year:04}-{month + 1:02}" if exact else f"{year:04}"


def _dates(words: Normal, today: date, asked: Slot | None) -> Iterator[Found]:
    plain = words.plain
    dates = [
        found
        for found in _all_dates(plain, today)
        if not _NOT_WORK_BEFORE.search(plain[: found.start])
    ]
    if not dates:
        yield from _relative(words, today)
        return
    first = dates[0]
    before = plain[: first.start]
    if len(dates) > 1 and _JOIN.fullmatch(plain[first.end : dates[1].start]):
        if (dates[1].year, dates[1].month or 12) >= (first.year, first.month or 1):
            yield _found(words, Slot.START, first.iso(), first.start, first.end, 0.95)
            yield _found(words, Slot.END, dates[1].iso(), dates[1].start, dates[1].end, 0.95)
        return
    if month := _BARE_MONTH.search(before):
        start = _MONTHS[month["w"]]
        year = first.year - (first.month is not None and start > first.month)
        yield _found(words, Slot.START, f"{year:04}-{start:02}", month.start("w"), first.end, 0.85)
        yield _found(words, Slot.END, first.iso(), first.start, first.end, 0.9)
        return
    for moment in dates:
        before = plain[: moment.start]
        said = (moment.start, moment.end)
        if _END_BEFORE.search(before):
            yield _found(words, Slot.END, moment.iso(), *said, 0.9)
        elif _SINCE_DATE.search(before):
            yield _found(words, Slot.START, moment.iso(), *said, 0.95)
            yield _found(words, Slot.ONGOING, "yes", *said, 0.8)
        else:
            slot = Slot.END if asked is Slot.END else Slot.START
            yield _found(words, slot, moment.iso(), *said, 0.8 if len(dates) == 1 else 0.5)


def _all_dates(plain: str, today: date) -> Iterator[_Date]:
    for match in _DATE.finditer(plain):
        if match["dy"]:
            year, month = int(match["dy"]), int(match["dm"])
        elif match["ny"]:
            year, month = int(match["ny"]), int(match["nm"])
        elif match["wy"]:
            year, month = int(match["wy"]), _MONTHS[match["w"]]
        else:
            year, month = int(match["y"]), 0
        if month > 12 or not year >= OLDEST_YEAR or (year, month) > (today.year, today.month):
            continue
        yield _Date(match.start(), match.end(), year, month or None)
    for match in _SHORT_YEAR.finditer(plain):
        short = int(match["y"])
        yield _Date(
            match.start("y"), match.end("y"), 1900 + short if short > 40 else 2000 + short, None
        )


def _relative(words: Normal, today: date) -> Iterator[Found]:
    for match in _RELATIVE.finditer(words.plain):
        said = (match.start(), match.end())
        if match["this"]:
            yield _found(words, Slot.START, str(today.year), *said, 0.8)
        elif match["last"]:
            yield _found(words, Slot.START, str(today.year - 1), *said, 0.8)
        elif match["season"]:
            past = "ete" in match["season"] and today.month > 8
            yield _found(words, Slot.START, str(today.year - (not past)), *said, 0.6)
        elif match["month"]:
            yield _found(words, Slot.START, _back(today, 1, exact=True), *said, 0.8)


def _now(words: Normal) -> Iterator[Found]:
    if match := _NOW.search(words.plain):
        yield _found(words, Slot.ONGOING, "yes", match.start(), match.end(), 0.8)


def _found(words: Normal, slot: Slot, text: str, start: int, end: int, confidence: float) -> Found:
    begin, finish = words.place(start, end)
    return Found(slot, text, begin, finish, confidence)
