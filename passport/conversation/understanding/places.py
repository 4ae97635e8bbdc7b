"""Where: French communes, départements, regions and countries, read in a sentence."""

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

import simplemma
from babel import Locale

from passport.conversation.engine.values import Slot
from passport.conversation.understanding.found import Found
from passport.conversation.understanding.normal import Normal, fold
from passport.conversation.understanding.place_names import (
    ABROAD,
    DEPARTMENTS,
    EVERYDAY,
    REGIONS,
)
from passport.conversation.understanding.scope import taken_back

LONGEST = 5
"""Words in the longest name that is tried."""

_KNOWN_TOWN = 20_000
"""From so many residents on, a town written without a capital is still a town."""

_BEFORE = re.compile(
    r"(?:\b(?:a|et|entre|sur|vers|de|d'|en|au|aux|dans|du|pres de|cote|la|le|les|l'|region|secteur|centre|ville)"
    r"(?: (?:le|la|les|l'))? ?|[(,:;/–—-] ?|^|\bpas )$"
)
_STRONG_BEFORE = re.compile(
    r"(?:\b(?:a|sur|vers|pres de|entre|(?:ville|commune|mairie|college|lycee|ecole|hopital|creche|gare|usine|maternelle|mission locale|agence|foyer|club|marche|centre|ehpad|clinique|station|prefecture|camping|residence|chantier|port|aeroport|quartier) d[e'u])|\() ?$"
)
_STREET_BEFORE = re.compile(
    r"\b(?:(?:rue|avenue|av|bd|boulevard|quai|impasse|chemin|allees?|square|esplanade|faubourg|passage)|\d+ ?(?:bis |ter )?,? ?(?:place|cours|route))(?: (?:de la|de l'|du|des|de|d'))? ?$"
)
_CALLED_AFTER = re.compile(
    r"\b(?:lycee|college|ecole|stade|gymnase) (?!de |d'|du |a |maternelle|primaire|elementaire|pro|hotelier|agricole)\w+ $"
)
"""A school is called after somebody: "lycée Jean Macé"."""
_COUNTRY_BEFORE = re.compile(
    r"(?:\b(?:au|aux|en|du|des|d'|de|dans l[ea']|dans les|vers l[ea']|a la|a|pays,?) ?|[(,] ?|^)"
    r"(?:la |le |l'|les )?$"
)
_EVERYWHERE = re.compile(r"\b(?:toute la|partout en|quatre coins de la) $")
_TRAP = frozenset(
    """manger lui elle moi peine force coup sens tours bois bar us y pont orange saint cause midi
    noter garder mort vie femme homme terre mer mers sol sable ronde
    ans mon mes son ses ma sa la le les un une des tout tous temps plein partir table service
    nuit jour soir matin mars mai juin juillet aout septembre octobre novembre decembre janvier fevrier
    avril deux trois quatre cinq six sept huit neuf dix mille pain vin vente sable bois plan cours lait chef pose
    moto velo fille oui non cout bois val marche marches bains lits riz cause suite fait faire
    charge gare part parts passe port pas porte pose place voiture course courses bus car cars camp
    camps plus moins bien bon bonne fin faux lui paye pays dame dames ville villes village nord sud est ouest
    macon lecture peigne aide aides caisse usine eau eaux lave laves rue rues""".split()
)


def _names(block: str) -> list[str]:
    return [name.strip() for name in block.replace("\n", "").split("|") if name.strip()]


@lru_cache(maxsize=1)
def _departments() -> dict[str, str]:
    """Number of a département: its name."""
    return dict(pair.split("=") for pair in _names(DEPARTMENTS))


_LINK = re.compile(r"-(?:les?|la|sur|en|lès|sous|d'|de|du|des|aux?|l')-?")
_ARTICLE = re.compile(r"(?:L'|Le |La |Les )(?=.{4})")


@lru_cache(maxsize=1)
def _communes() -> dict[str, tuple[str, int]]:
    """Folded name: the name and its residents. "Thonon" stands for "Thonon-les-Bains"."""
    table: dict[str, tuple[str, int]] = {}
    short: dict[str, tuple[str, int]] = {}
    source = files("passport.conversation.understanding") / "data" / "communes.tsv"
    for line in source.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, _, residents = line.split("\t")
        count = int(residents)
        table[key(name)] = (name, count)
        if count >= 2_000 and (article := _ARTICLE.match(name)):
            # "au Havre", "aux Sables d'Olonne".
            bare = key(name[article.end() :])
            if bare not in short or short[bare][1] < count:
                short[bare] = (name, count)
        if count < 2_000 or "-" not in name:
            continue
        first = _LINK.split(name, maxsplit=1)[0]
        if first != name and len(first) > 4:
            best = short.get(key(first))
            if best is None or best[1] < count:
                short[key(first)] = (name, count)
    return short | table


@lru_cache(maxsize=1)
def _wide() -> dict[str, str]:
    """Folded name: a country, a département, a region or a large town abroad."""
    table = {
        key(name): name for name in (*_departments().values(), *_names(REGIONS), *_names(ABROAD))
    }
    for code, name in Locale("fr").territories.items():
        if len(code) == 2 and code.isalpha():
            table.setdefault(key(name), name)
    return table | {key(name): shown for name, shown in EVERYDAY.items()}


@lru_cache(maxsize=1)
def _towns_abroad() -> frozenset[str]:
    return frozenset(key(name) for name in _names(ABROAD))


def key(name: str) -> str:
    """A name as it is looked up: folded, hyphens and apostrophes as spaces, "st" as "saint"."""
    words = fold(name).replace("-", " ").replace("'", " ").split()
    if "st" in words or "ste" in words:
        words = [{"st": "saint", "ste": "sainte"}.get(word, word) for word in words]
    return " ".join(words)


def find(words: Normal, *, asked: bool = False, loose: bool = False) -> list[Found]:
    """Places in order of trust. ``asked``: the question was where; ``loose``: she corrects something."""
    found = list(_read(words, asked=asked, loose=loose))
    found.extend(_numbered(words))
    found.sort(key=lambda item: item.start)
    back = _raw_taken_back(words, found)
    kept = [item for item, gone in zip(found, back, strict=True) if not gone]
    kept.sort(key=lambda item: -item.confidence)
    return kept


_NUMBERED = re.compile(
    r"\b(?:dans (?:le|l')|dans|le|du|au) ?(?P<n>\d[\dab]\d?)\b(?! ?(?:ans?|mois|jours?|semaines?|h\b|heures?|%|euros?|km|kilos?|/|-|:|\w+bre|janvier|fevrier|mars|avril|mai|juin|juillet|aout))"
)


def _numbered(words: Normal) -> Iterator[Found]:
    """Départements by their number: "dans le 93"."""
    lone = re.fullmatch(r"\W*(?:dans |en )?(?:le )?(?P<n>\d[\dab]\d?)\W*", words.plain)
    for match in _NUMBERED.finditer(words.plain) if lone is None else [lone]:
        name = _departments().get(match["n"].upper())
        if name is None or (lone is None and not match.group().startswith("dans ")):
            continue
        begin, finish = words.place(match.start("n"), match.end("n"))
        yield Found(Slot.PLACE, name, begin, finish, 0.7)


def _raw_taken_back(words: Normal, found: list[Found]) -> list[bool]:
    plain = fold(words.raw)
    return taken_back(plain, [(item.start, item.end) for item in found])


def known(text: str) -> str | None:
    """The proper spelling of a lone place name, when there is one."""
    wanted = key(text)
    commune = _communes().get(wanted)
    return commune[0] if commune else _wide().get(wanted)


def large(text: str) -> bool:
    """Whether a lone name is that of a commune of some size, likely even without a capital."""
    commune = _communes().get(key(text))
    return commune is not None and commune[1] >= 5_000


def _read(words: Normal, *, asked: bool, loose: bool) -> Iterator[Found]:
    plain = words.plain
    tokens = list(re.finditer(r"[^\W_]+", plain))
    at = 0
    while at < len(tokens):
        for size in range(min(LONGEST, len(tokens) - at), 0, -1):
            start, end = tokens[at].start(), tokens[at + size - 1].end()
            if not re.fullmatch(r"[^\W_]+(?:[ '-][^\W_]+)*", plain[start:end]):
                continue
            if plain[start - 1 : start] == "-" or plain[end : end + 1] == "-":
                continue
            item = _place(words, start, end, alone=asked, loose=loose)
            if item is not None:
                yield item
                at += size - 1
                break
        at += 1


def _place(  # noqa: C901 - one doubt a line
    words: Normal, start: int, end: int, *, alone: bool, loose: bool
) -> Found | None:
    looked = key(words.plain[start:end])
    commune, wide = _communes().get(looked), _wide().get(looked)
    if commune is None and wide is None:
        return None
    before = words.plain[:start]
    if _STREET_BEFORE.search(before) or _CALLED_AFTER.search(before):
        return None
    if looked == "france" and _EVERYWHERE.search(before):
        return None
    begin, finish = words.place(start, end)
    raw = words.raw[begin:finish]
    capital = raw[:1].isupper() and not raw.isupper()
    if looked in _TRAP and not (capital and _STRONG_BEFORE.search(before)):
        return None
    if wide is not None and (_COUNTRY_BEFORE.search(before) or alone):
        if looked in ("nord", "manche", "lot", "cher", "jura") and not capital:
            return None
        if len(looked) > 3 or capital:
            large = commune is not None and commune[1] > _KNOWN_TOWN
            shown = commune[0] if commune is not None and large else wide
            trust = 0.8 if large or looked in _towns_abroad() else 0.7
            return Found(Slot.PLACE, shown, begin, finish, trust)
    if commune is None:
        return None
    name, residents = commune
    alone = alone or (loose and (capital or residents >= _KNOWN_TOWN))
    strong = bool(_STRONG_BEFORE.search(before)) or alone
    near = strong or bool(_BEFORE.search(before))
    common = simplemma.is_known(looked, lang="fr") and " " not in looked
    if capital:
        named = near and (not common or _after_name(words, before))
        if not (strong or named or residents >= _KNOWN_TOWN or _after_brand(words, start)):
            return None
        return Found(Slot.PLACE, name, begin, finish, 0.9 if strong else 0.75)
    if looked.startswith(("l ", "la ", "le ", "les ")) or len(looked) < 3 or not near:
        return None
    if common and not (strong and residents > _KNOWN_TOWN):
        return None
    if not strong and residents < _KNOWN_TOWN:
        return None
    return Found(Slot.PLACE, name, begin, finish, 0.85 if strong else 0.6)


def _after_name(words: Normal, before: str) -> bool:
    """Whether "X de" stands just before, with X a name: "Biocoop de Privas"."""
    match = re.search(r"([^\W_]+) (?:de |d')$", before)
    if match is None:
        return False
    begin, _ = words.place(match.start(), match.start() + 1)
    return begin > 0 and words.raw[begin : begin + 1].isupper()


def _after_brand(words: Normal, start: int) -> bool:
    """Whether a capitalised word stands just before, as in "Kiabi Cluses"."""
    previous = words.plain[:start].rstrip()
    match = re.search(r"[^\W_]+$", previous)
    if match is None:
        return False
    begin, _ = words.place(match.start(), match.end())
    return words.raw[begin : begin + 1].isupper()
