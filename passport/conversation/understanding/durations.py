"""How long: lengths of time, told from ages, rhythms, and "3 years ago"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from passport.conversation.understanding.numbers import NUMBER, SIZED, number
from passport.conversation.understanding.scope import taken_back

MOST_MONTHS = 70 * 12

_UNIT = r"(?P<unit>ans?|annees?|anne|piges?|mois|moi(?= |$|[.,])|semaines?|jours?|saisons?|trimestres?|semestres?)"
_LENGTH = re.compile(
    rf"(?<![\w/.,-])(?P<n>{NUMBER})(?:(?P<to> (?:a|ou|et|-) | ?- ?| )(?P<m>{NUMBER}))?[ -]?(?:{SIZED} )?{_UNIT}\b"
    rf"(?P<half> et demie?| (?:et )?1/2|,5)?(?P<school> scolaires?)?(?: (?:et )?(?P<months>{NUMBER}) mois\b)?"
)
_ALONE = {"un semestre": 6.0, "un trimestre": 3.0, "demi annee": 6.0, "demie annee": 6.0}
_TIMES = re.compile(
    rf"\b(?P<n>{NUMBER}) (?:saisons?|contrats?|missions?|fois|etes?|hivers?|cdd|stages?|periodes?) (?:de )?(?P<m>{NUMBER}) (?P<unit>mois|semaines?|ans?)\b(?! de plus)"
)
_NOT_BUT = re.compile(
    rf"\bpas {NUMBER} ?(?P<unit>ans?|mois|semaines?|jours?)[ ,]+(?:mais |plutot |c'est |c'etait )*(?P<n>{NUMBER})\W*$"
)
_OR_RATHER = re.compile(
    rf"\b{NUMBER} ?(?P<unit>ans?|mois|semaines?|jours?)[ ,.…]+(?:(?:euh|ah|mais|ou|c'est|c'etait|je dirais)[ ,.…]+)*"
    rf"(?:(?:enfin|non|plutot|pardon|attend\w*)[ ,.…]+(?:(?:euh|plutot|non|mais|je dirais|c'est|c'etait)[ ,.…]+)*)+(?P<n>{NUMBER})(?P<half> et demie?)?(?= ?[.,;!?]|\s*$)"
)
"""A length taken back for another that leaves the unit out: "trois ans, enfin plutôt deux et demi"."""
_HALF_YEAR = re.compile(r"\b(?:une )?demie?[- ]annee\b")
_AGES = re.compile(
    r"\b(?:de|depuis|entre) (?:mes |l'age de )?(\d{1,2})(?: ans)? (?:a|et|jusqu'a) (?:mes )?(\d{1,2}) ans"
)
_SOMEONE = (
    r"(?:enfants?|fils|filles?|bebes?|garcons?|petite?s?|gamine?s?|neveux?|nieces?|adultes?|personnes?|jeunes?"
    r"|dames?|monsieur|hommes?|femmes?|ados?|eleves?|vieux|mamie|papi|gosses?|chien|jumeaux|jumelles|parents?)"
)
_AGE_BEFORE = re.compile(
    rf"(?:\b(?:j'ai|j'avais|il a|elle a|il avait|elle avait|avait|avais|ont|qui a|qui avait|qui ont|age\w* de|de mes|a mes|mes|vers mes|l'age de|a l'age de|a|des|vers|avant|ayant)"
    rf"|\b{_SOMEONE}(?: \w+){{0,2}},? (?:de|a|entre)(?: \d{{1,2}}(?: ans)?,? (?:et|a|ou))?|\d{{1,2}}(?: ans)? (?:et|ou|,)(?= \d+ ans))(?: (?:bientot|presque|deja|environ|que))? $"
    rf"|\b{_SOMEONE}[ ,:]+(?:\d+,? (?:et |ou )?)*$"
)
_AGED = re.compile(
    rf"(?:\b(?:demarre\w*|commenc\w*|debut\w*|entree?s?|prise?|parti\w*|arrivee?s?|rentree?s?|mise?|place\w*|c'est|c'etait)(?: \w+){{0,2}} a|\bl'age de|^\W*a|[,.;] ?a|\b{_SOMEONE} de) $"
)
"""What says an age whatever follows: "entré à 16 ans dans la légion"."""
_CHILD_AGED = re.compile(rf"\b{_SOMEONE}(?: \w+){{0,2}}, de $")
_NO_TIME_AFTER = re.compile(
    r" (?:de retard|d'avance|de difference|d'ecart|d'essai|de (?:prison|fac|lycee|college|chomage|galere|detention|formation))\b"
)
_BARE_WORDS = 4
"""A text of so few words answers the question: "une semaine d'essai"."""
_END_OF_IT = re.compile(r"\b(?:au bout d[e']) ?$")
_LEFT_THEN = re.compile(
    r"(?<!failli )\b(?:arret|vire|quitt|parti|demission|licenci|marre|renvoy|lach|fini)\w*"
)
_EXPERIENCE_AFTER = re.compile(
    r" (?:d'exp|de metier|d'anciennete|de travail|de service|de boite|de vente|de menage|de maison|de carriere|dans|d'usine|de chantier|de cuisine)"
)
_RHYTHM_AFTER = re.compile(
    r" ?(?:par|/) ?|,? (?:apres|plus tard|plus tot|auparavant)\b(?! (?:je|j'))| sur (?:deux|trois|\d)"
)
_RHYTHM_BEFORE = re.compile(
    r"(?:tous les|toutes les|chaque|dans|apres|avant|tous|les|quart de|moins de|cette|la semaine de|formation de|formation d'|etudes? de|toutes|horaires?|attendu|attendre|prison|suspendu|garantie de) $"
)
_LESS_THAN = re.compile(r"\W*(?:(?:c'etait|pendant|environ|un peu|euh|oh|ben) )*moins de ")
_AGO_BEFORE = re.compile(
    r"\b(?:il )?(?:y a|ya) (?:environ |a peu pres |bien |presque |deja |plus de |moins de |au moins )?$"
)
_SINCE_BEFORE = re.compile(
    r"\bdepuis (?:environ |a peu pres |bien |plus de |presque |maintenant |deja |au moins |pres de |bientot |ces |les )?$"
)
_DOES_BEFORE = re.compile(
    r"\b(?:ca|sa|cela) (?:fait|fais|va faire|fera) (?:environ |a peu pres |bien |bientot |presque |deja |maintenant |plus de |au moins |pres de )?$"
)
_GONE_AFTER = re.compile(
    r" que (?:j'ai|je suis|j'|c'est) ?(?:\w+ )?(?:arrete\w*|fini\w*|termine\w*|quitte\w*|parti\w*|vire\w*|licencie\w*|demissionne\w*)"
)
_TOTAL = re.compile(
    r"\b(?:au total|en tout|au final|en total|total)[ ,:]*(?:\w+ ){0,3}$|^ (?:au total|en tout)"
)
_PART = re.compile(r"\bdont (?:\w+ ){0,2}$")
_SPORT = re.compile(r"\b(?:club|foot\w*|basket|rugby|judo|boxe|sport\w*|entrain\w*|equipe|u\d+)\b")


class Told(StrEnum):
    """How a length is told."""

    LONG = "long"
    SINCE = "since"
    ONGOING = "ongoing"
    """Told with "ça fait": goes on if the rest is in the present."""
    AGO = "ago"
    """So long ago she was there."""
    LEFT = "left"
    """So long ago she left."""


@dataclass(frozen=True, slots=True)
class Length:
    """Plain characters ``start`` to ``end`` say so many ``months``; ``unit`` is how it was counted."""

    start: int
    end: int
    months: float
    unit: str
    told: Told
    total: bool = False


def lengths(plain: str) -> list[Length]:
    """The lengths of time of a text, without those that she takes back."""
    found = list(_read(plain))
    spans = [(item.start, item.end) for item in found]
    kept = [item for item, gone in zip(found, taken_back(plain, spans), strict=True) if not gone]
    kept.sort(key=lambda item: (not item.total, item.start))
    return kept


def months(count: float, unit: str) -> float:
    """A length in months."""
    if unit.startswith(("an", "pige")):
        return count * 12
    if unit.startswith("moi"):
        return count
    if unit.startswith("saison"):
        return count * 12
    if unit.startswith("trimestre"):
        return count * 3
    if unit.startswith("semestre"):
        return count * 6
    return count * (7 if unit.startswith("semaine") else 1) / 30.4


def duration_text(length: float) -> str:
    """Months as kept: whole, or one decimal under three months."""
    return f"{length:.1f}".rstrip("0").rstrip(".") if length < 3 else str(round(length))


def _read(plain: str) -> Iterator[Length]:
    if match := _AGES.search(plain):
        low, high = int(match[1]), int(match[2])
        if low >= 8 and high > low:
            yield Length(match.start(), match.end(), (high - low) * 12, "ans", Told.LONG)
            return
    if (counted := _counted(plain)) is not None:
        yield counted
        return
    for match in _LENGTH.finditer(plain):
        length = _months_of(match)
        if length is None or not 0 < length <= MOST_MONTHS:
            continue
        before, after = plain[max(0, match.start() - 90) : match.start()], plain[match.end() :]
        told = _told(match, plain, before, after)
        if told is None:
            continue
        total = bool(_TOTAL.search(before) or _TOTAL.match(after))
        if _PART.search(before):
            continue
        yield Length(match.start(), match.end(), length, match["unit"], told, total)
    if match := _HALF_YEAR.search(plain):
        yield Length(match.start(), match.end(), 6, "mois", Told.LONG)


def _counted(plain: str) -> Length | None:
    """Read "trois saisons de quatre mois", and the second of "pas 3 ans, 2" or "3 ans, non, 2"."""
    for pattern in (_TIMES, _NOT_BUT, _OR_RATHER):
        if (match := pattern.search(plain)) and (count := number(match["n"])):
            each = number(match["m"]) or 0 if pattern is _TIMES else 1
            half = 0.5 if pattern is _OR_RATHER and match["half"] else 0
            length = months(count * each + half, match["unit"])
            if 0 < length <= MOST_MONTHS:
                return Length(*match.span(), length, match["unit"], Told.LONG)
    return None


def _told(match: re.Match[str], plain: str, before: str, after: str) -> Told | None:
    if _AGO_BEFORE.search(before):
        return Told.AGO
    if _DOES_BEFORE.search(before) and _GONE_AFTER.match(after):
        return Told.LEFT
    if _not_a_length(match, plain, before, after):
        return None
    if _SINCE_BEFORE.search(before):
        return Told.SINCE
    return Told.ONGOING if _DOES_BEFORE.search(before) else Told.LONG


def _months_of(match: re.Match[str]) -> float | None:
    unit = match["unit"]
    count = number(match["n"])
    if count is None and " " in match["n"].strip():
        # "deux trois mois"
        low, high = (number(word) for word in match["n"].strip().rsplit(" ", 1))
        count = (low + high) / 2 if low and high else None
    if match["m"] is not None and count != 0:
        other = number(match["m"])
        if other is None:
            return None
        joined = (match["to"] or "").strip()
        if count is None or not count < other <= 2 * count + 2:
            count = other
        elif joined in ("a", "ou", "et", "-", ""):
            count = (count + other) / 2
    if not count:
        return None
    length = months(count, unit)
    if match["school"]:
        length = 10 * count
    if match["half"]:
        length += months(0.5, unit)
    if match["months"]:
        length += number(match["months"]) or 0
    return length


def _not_a_length(match: re.Match[str], plain: str, before: str, after: str) -> bool:
    """Whether the words say an age, a rhythm, or a moment of a story."""
    unit, n = match["unit"], match["n"].strip()
    if unit.startswith("saison") and not _SPORT.search(plain):
        return True
    if unit.startswith("jour") and (n in ("un", "1") or (number(n) or 0) < 3):
        return True
    if (
        unit.startswith("an")
        and _AGE_BEFORE.search(before)
        and not _EXPERIENCE_AFTER.match(after)
        and not match["half"]
    ):
        return True
    if (_AGED.search(before) and unit.startswith("an")) or _CHILD_AGED.search(before):
        return True
    if _NO_TIME_AFTER.match(after) and len(plain.split()) > _BARE_WORDS:
        return True
    if _END_OF_IT.search(before):
        return not (_LEFT_THEN.search(before[-60:]) or _LEFT_THEN.search(after[:60]))
    if _LESS_THAN.fullmatch(before):
        return False
    if _RHYTHM_BEFORE.search(before) and not (
        before.endswith("apres ") and re.match(r" (?:a la|de|d'|chez|dans|en|au|comme)\b", after)
    ):
        return True
    return bool(_RHYTHM_AFTER.match(after))
