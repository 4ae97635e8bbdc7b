"""When: dates as they are written and spoken, and the spans between two of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from passport.conversation.understanding.numbers import YEARS, spoken_year
from passport.conversation.understanding.scope import clauses, taken_back

OLDEST_YEAR = 1930

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv", "fevrier fev fevr", "mars", "avril avr", "mai", "juin",
            "juillet juil", "aout aoüt", "septembre sept", "octobre oct", "novembre nov",
            "decembre dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_SEASONS = {"printemps": 3, "ete": 6, "automne": 9, "hiver": 12}
_YEAR = r"(?:19[3-9]\d|20\d\d)"
_DAY = r"(?:(?:\d{1,2}|1er|premier)(?: ?er)? )"
_FULL = re.compile(
    rf"(?<!\w)(?<!\b\d/)(?<!\b\d\d/)(?:(?P<d>\d{{1,2}})[/.-](?P<dm>\d{{1,2}})[/.-](?P<dy>{_YEAR}|\d\d)(?!\d)"
    rf"|(?P<iy>{_YEAR})-(?P<im>\d\d)(?:-\d\d)?(?!\d)"
    rf"|(?P<nm>\d{{1,2}})[/.-](?P<ny>{_YEAR})"
    rf"|{_DAY}?(?P<w>{_MONTH})\.?(?: de l'annee| de|,)? (?P<wy>{_YEAR})"
    rf"|(?P<w2>{_MONTH})\.? '?(?P<yy>[0-3]\d)(?! ?(?:ans?|mois|jours?|heures?|h\b|euros?|personnes|enfants))"
    rf"|(?P<sw>printemps|etes?|automne|hivers?) (?:de )?(?P<sy>{_YEAR})"
    rf"|(?P<feast>noel|rentree|toussaint|paques|jour de l'an)(?: (?:de )?(?P<fy>{_YEAR})|(?= (?:dernier|passe)))"
    rf"|annees (?P<decade>\d0|19\d0|20\d0)\b"
    rf"|(?P<y>{_YEAR}))(?![\w])"
)
_FEASTS = {"noel": 12, "rentree": 9, "toussaint": 11, "paques": 4, "jour de l'an": 1}
_PARTIAL = re.compile(
    rf"(?<![\w/])(?:{_DAY}?(?P<w>{_MONTH})\b|(?P<s>printemps|ete|automne|hiver)\b|(?P<feast>noel|la rentree)\b)(?! (?:en )?(?:19|20)\d\d)"
)
_JOIN = re.compile(
    r" +|(?:, ?(?=(?:a|au|jusqu\w*)\b))?\s*(?:(?:a|au|aux|et|puis|jusqu'(?:a|au|en)|jusque|-|–|—|->|/|>|→|\.\.\.?)\s*(?:la |le |l')?(?:fin |debut |mi-?|milieu )?(?:de |du |d')?(?:le |en |l')?(?:mois de )?|, ?(?:et )?(?:fini|termine|arrete)\w* en )"
)
_NOW_JOIN = re.compile(
    r"\s*(?:,? ?(?:a|jusqu'a|jusqu'|et|-|–|->|/|au)\s*)?(?:maintenant|aujourd'hui|ce jour|present|actuellement|nos jours|auj\b|today)"
)
_RELATIVE = re.compile(
    r"\b(?:(?P<this>cette annee)|(?P<last>l'annee (?:derniere|passee|d'avant)|l'an (?:dernier|passe))"
    r"|(?P<before>l'avant[- ]derniere annee|avant[- ]hier)|(?:cet |ce |l'(?=\w+ (?:dernier|passe))|le (?=\w+ (?:dernier|passe)))(?P<season>ete|hiver|automne|printemps)(?P<past> dernier| passe)?\b(?! ?\d)"
    r"|(?P<month>(?:le|du|au) mois (?:dernier|passe)|il y a un mois)|(?P<thismonth>ce mois(?:[- ]ci)?\b)|(?P<week>la semaine (?:derniere|passee)|hier\b|cette semaine)"
    r"|(?P<recent>(?:le |la |les |l')?(?P<rm>"
    + _MONTH
    + r"|noel|rentree) (?:dernier|derniere|passe|passee)\b))"
)
_SHORT_YEAR = re.compile(
    r"\b(?:en|depuis|jusqu'en|vers|de|a) '?(?P<y>[6-9]\d|0\d)\b(?! ?(?:ans?|mois|jours|%|euros?|minutes|heures|kilos?|enfants?|personnes|chambres|[/.,]?\d| (?!(?:a|au|et|jusqu|je|j'|chez|comme|dans|on|c'|jusqu'en|jusqu'a)\b)[a-z]))"
)
_END_BEFORE = re.compile(
    r"(?:jusqu'(?:a|au|en)|jusque|arret\w*|fini\w*|termin\w*|licenci\w*|quitt\w*|parti(?:e|s|es)?\b(?! d[eu])|demission\w*|viree?|ferm(?:e|ee|er|eture)\b|fin de contrat|fin du contrat|dernier (?:jour|salaire)|derniere (?:paie|paye|mission|fois(?! qu))|sorti\w*|rompu|retraite|separe\w*|coule\b|faillite"
    r"|\bmis(?:e|es)? (?:dehors|a la porte)|lach(?:e|ee)\b|\bbaisse\w* les? rideaux?|cles? sous la porte|depot de bilan|depose le bilan|liquidation|plan social|rendu (?:mon|le) tablier)"
    r"[^.;,\d]{0,24}$|\bjusqu'(?:au jour ou|a ce qu[e'])[^.;\d]{0,70}$"
)
_END_AFTER = re.compile(
    r",? ?(?:(?:et |ou )?(?:j'ai ete |je me suis fait |je suis |j'ai |on m'a |ils m'ont |la boite a |le magasin a |ca a ))?(?:licenci|arret|quitt|demission|fini\b|finit|parti[e ]|vire|ferme\b|coule)"
    r"|,? ?(?:le|la|l'|mon|ma|les|on|ils|elle|il|ca) ?[^.;,\d]{0,24}\b(?:est|s'est|a|ont|sont|se sont) (?:parti|ferm|separ|coul|vendu|mort|decede|arret|fait faillite|pris (?:sa|leur) retraite)"
)
_SINCE_BEFORE = re.compile(
    r"\b(?:depuis|dpuis|a partir d[eu]|des)(?: le mois d[e']| l'annee| l'an| le| la| l'| fin| debut| mi| (?:le )?(?:mois|debut|milieu|fin) d[e'u])? ?(?:\d{1,2} )?$"
)
_STARTED_BEFORE = re.compile(
    r"\b(?:commenc\w*|debut\w*|embauch\w*|entree?|rentree?|recrut\w*|arrivee?|pris\w*|repris|signe\w*)\b[^.;\d]{0,30}$"
)
_EARLY_IN = re.compile(r"\bdebut (?:de |d'|du )?$")
_ASIDE = re.compile(
    r"(?:\by (?:a|avait) eu |\bon (?:nous|m')(?: \w+)? ?a (?:meme )?(?!pris|embauch|recrut|propos|donn|confi|appel|form|mis)\w+|\bon (?:a|avait) (?:change|fete|gagne|perdu)\b|\bon (?:est|etait) (?:monte|descendu|champion)\w*"
    r"|\b(?:un|une|des|mon|ma|mes|le|la|les|l'|ils?|elles?) ?(?:\w+ ){0,2}(?:s'est|se sont|est|sont) (?!ne|nee)\w+(?:e|i|u|s|t)e?s?\b)"
)
"""Something that happened beside her work, and that she dates."""
_HERS = re.compile(r"\b(?:je\b|j'|moi\b|m'|me\b)")
_NO_START = re.compile(r"\b(?:avant|apres)(?: (?:le |la |l'|les )?(?:annees?)?)? ?$")
_NOT_WORK_BEFORE = re.compile(
    r"\b(?:nee?|naissance|mari(?:ee?|age)|diplom\w*|cap|bac|bep|permis|certificat|brevet|divorce\w*|arrivee? (?:en|au|a))\b[^.;,\d]{0,25}$"
)
_UNTIL = re.compile(r"\bjusqu'(?:a|au)\b[^.;,\d]{0,30}$")
_BARE = re.compile(
    r"\b(?:en|depuis|jusqu'(?:en|a|au)|des|a|au|de|du|debut|fin|mi|cet|l'|le|d') ?(?:le |la |l')?(?:mois d[e'] ?)?(?:debut |fin |mi[ -])?$"
)


_YEARLY = re.compile(r"\b(?:tous les ans|chaque (?:annee|ete|hiver|saison)|toutes les annees)\b")


@dataclass(frozen=True, slots=True)
class Moment:
    """Plain characters ``start`` to ``end`` say a year, and a month where they do."""

    start: int
    end: int
    year: int
    month: int | None
    own_year: bool = True

    def iso(self) -> str:
        """'YYYY' or 'YYYY-MM'."""
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"

    @property
    def order(self) -> tuple[int, int]:
        """Comparable with other moments."""
        return self.year, self.month or 0


@dataclass(frozen=True, slots=True)
class When:
    """A start, an end, or both; ``since`` says that it has gone on from then."""

    start: Moment | None
    end: Moment | None
    since: bool
    trust: float


def read(plain: str, today: date, *, asked: bool, end_asked: bool) -> list[When]:
    """What the dates of a text say; those taken back are left out.

    ``asked``: the question was when, so that a lone month answers; ``end_asked``: until when.
    """
    moments = _moments(plain, today)
    spans = [(moment.start, moment.end) for moment in moments]
    gone = taken_back(plain, spans)
    for at, away in enumerate(gone[:-1]):
        if away:
            # "de 2010 à 2012, ah non, 2013": the last stands where the one before stood.
            start, end = moments[at].start, moments[at + 1].start
            plain = plain[:start] + " " * (end - start) + plain[end:]
    moments = [
        moment
        for moment, away in zip(moments, gone, strict=True)
        if not away and not _of_a_life(plain[max(0, moment.start - 60) : moment.start])
    ]
    return list(_spans(plain, moments, asked=asked, end_asked=end_asked))


def _of_a_life(before: str) -> bool:
    """Whether what leads to a moment dates a life: "mariée en", not "jusqu'à mon mariage en"."""
    return bool(_NOT_WORK_BEFORE.search(before)) and not _UNTIL.search(before)


def _spans(plain: str, moments: list[Moment], *, asked: bool, end_asked: bool) -> Iterator[When]:
    at = 0
    while at < len(moments):
        first = moments[at]
        before, after = plain[max(0, first.start - 60) : first.start], plain[first.end :]
        following = moments[at + 1] if at + 1 < len(moments) else None
        if following and (
            _JOIN.fullmatch(plain[first.end : following.start])
            or (
                _STARTED_BEFORE.search(before)
                and _END_BEFORE.search(plain[first.end : following.start])
            )
        ):
            pair = _ordered(first, following)
            if pair is not None and not (_YEARLY.search(plain) and not following.own_year):
                yield When(*pair, since=False, trust=0.95)
            at += 2
            continue
        at += 1
        if _NO_START.search(before):
            continue
        ended = _ends(before)
        if _NOW_JOIN.match(after) and not ended:
            yield When(first, None, since=True, trust=0.95)
        elif ended or _END_AFTER.match(after):
            yield When(None, first, since=False, trust=0.9)
        elif _SINCE_BEFORE.search(before):
            yield When(first, None, since=True, trust=0.95)
        elif first.own_year or asked:
            if not asked and _beside(plain, first):
                continue
            begun = _STARTED_BEFORE.search(before) and not _EARLY_IN.search(before)
            end = end_asked and not begun
            yield When(
                None if end else first, first if end else None, since=False,
                trust=0.8 if len(moments) == 1 else 0.6,
            )  # fmt: skip


def _ends(before: str) -> bool:
    """Whether the words before a moment tell of an end, and of no beginning after it."""
    end, begun = _END_BEFORE.search(before), _STARTED_BEFORE.search(before)
    return end is not None and (begun is None or begun.start() < end.start())


def _beside(plain: str, moment: Moment) -> bool:
    """Whether the clause of a moment tells what happened to somebody else, or to all."""
    for start, end in clauses(plain):
        if start <= moment.start < end:
            clause = plain[start:end]
            return bool(_ASIDE.search(clause)) and not _HERS.search(clause)
    return False


def _ordered(first: Moment, second: Moment) -> tuple[Moment, Moment] | None:
    """A start and an end: the first takes the year of the second where it has none."""
    if not first.own_year and second.own_year:
        months = (first.month or 1, second.month or 12)
        first = replace(first, year=second.year - (months[0] > months[1]))
    elif not first.own_year and not second.own_year:
        first = replace(first, year=second.year - ((first.month or 1) > (second.month or 12)))
    elif first.own_year and not second.own_year:
        second = replace(second, year=first.year + ((second.month or 12) < (first.month or 1)))
    return (first, second) if second.order >= (first.year, 0) else None


def _moments(plain: str, today: date) -> list[Moment]:
    found: list[Moment] = []
    for moment in (
        *_full(plain, today), *_spoken(plain, today), *_ranges(plain), *_relative(plain, today),
        *_partial(plain, today),
    ):  # fmt: skip
        if all(moment.end <= held.start or moment.start >= held.end for held in found):
            found.append(moment)
    return sorted(found, key=lambda moment: moment.start)


def _full(plain: str, today: date) -> Iterator[Moment]:
    for match in _FULL.finditer(plain):
        year, month = _year_month(match)
        if month and month > 12:
            continue
        if not year >= OLDEST_YEAR or (year, month or 0) > (today.year, today.month):
            continue
        yield Moment(match.start(), match.end(), year, month)
    for match in _SHORT_YEAR.finditer(plain):
        short = int(match["y"])
        year = 1900 + short if short > 40 else 2000 + short
        yield Moment(match.start("y"), match.end("y"), year, None)


def _year_month(match: re.Match[str]) -> tuple[int, int | None]:
    if match["dy"]:
        year = int(match["dy"])
        return (year if year > 99 else 2000 + year if year < 40 else 1900 + year), int(match["dm"])
    if match["iy"]:
        return int(match["iy"]), int(match["im"])
    if match["ny"]:
        return int(match["ny"]), int(match["nm"])
    if match["wy"]:
        return int(match["wy"]), _MONTHS[match["w"]]
    if match["yy"]:
        return 2000 + int(match["yy"]), _MONTHS[match["w2"]]
    if match["sy"]:
        many = match["sw"].endswith("s") and match["sw"] != "printemps"
        return int(match["sy"]), None if many else _SEASONS[
            match["sw"].rstrip("s") if many else match["sw"]
        ]
    if match["fy"]:
        return int(match["fy"]), _FEASTS[match["feast"]]
    if match["decade"]:
        decade = int(match["decade"])
        return (decade if decade > 99 else 1900 + decade if decade > 30 else 2000 + decade), None
    return (int(match["y"]), None) if match["y"] else (0, None)


_RANGE = re.compile(
    rf"(?<![\d/.-])({_YEAR}) ?(?:[-/–]|a|jusqu'en|jusqu'a) ?'?((?:19|20)?\d\d)(?![\d/.-]| ?(?:ans|mois|h))"
)


def _ranges(plain: str) -> Iterator[Moment]:
    """The second year of "2015-16"."""
    for match in _RANGE.finditer(plain):
        if len(match[2]) == 2:
            year = int(match[1]) // 100 * 100 + int(match[2])
            if year > int(match[1]):
                yield Moment(match.start(2), match.end(2), year, None)


def _spoken(plain: str, today: date) -> Iterator[Moment]:
    for match in YEARS.finditer(plain):
        told = spoken_year(match.group())
        if told is None or told[0] > today.year:
            continue
        before = plain[max(0, match.start() - 20) : match.start()]
        month = re.search(rf"\b({_MONTH}) (?:de l'annee )?$", before)
        start = match.start() - len(month.group()) if month else match.start()
        yield Moment(start, match.start() + told[1], told[0], _MONTHS[month[1]] if month else None)


def _relative(plain: str, today: date) -> Iterator[Moment]:
    for match in _RELATIVE.finditer(plain):
        span = match.span()
        if match["this"]:
            yield Moment(*span, today.year, None)
        elif match["last"]:
            yield Moment(*span, today.year - 1, None)
        elif match["season"]:
            month = _SEASONS[match["season"]]
            yield Moment(*span, _latest(month, today), month)
        elif match["month"]:
            total = today.year * 12 + today.month - 2
            yield Moment(*span, total // 12, total % 12 + 1)
        elif match["week"] or match["thismonth"]:
            yield Moment(*span, today.year, today.month)
        elif match["recent"]:
            month = _MONTHS.get(match["rm"]) or _FEASTS[match["rm"]]
            yield Moment(*span, _latest(month, today), month)


def _latest(month: int, today: date) -> int:
    """The year of the last such month that has begun."""
    return today.year if month <= today.month else today.year - 1


def _partial(plain: str, today: date) -> Iterator[Moment]:
    for match in _PARTIAL.finditer(plain):
        before = plain[max(0, match.start() - 24) : match.start()]
        if match["w"] in (
            "mars",
            "mai",
            "sept",
            "dec",
            "oct",
            "nov",
            "fev",
            "avr",
            "janv",
            "juil",
            "fevr",
        ) and not (_BARE.search(before) or not before.strip()):
            continue
        if match["s"] and not re.search(
            r"\b(?:depuis|jusqu'a|des)(?: le| l'| la| cet| ce)? ?$", before
        ):
            continue
        if match["w"]:
            month = _MONTHS[match["w"]]
        else:
            month = (
                _SEASONS[match["s"]] if match["s"] else _FEASTS[match["feast"].removeprefix("la ")]
            )
        yield Moment(match.start(), match.end(), _latest(month, today), month, own_year=False)
