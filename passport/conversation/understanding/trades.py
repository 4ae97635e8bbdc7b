"""Trades: from everyday words to families of the ROME, by a starter lexicon of our own.

Names and deeds are compared by their letters, three at a time, weighted by how rare they are: a
misspelt "menuisié" still finds "menuisier". Nothing is chosen for her: a few are proposed.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from passport.conversation.engine.values import Slot
from passport.conversation.understanding.found import Found
from passport.conversation.understanding.normal import Normal, fold

CHOICES = 4
PRESELECTED = 0.15
"""By how much the first must lead the second to be proposed without asking."""
LEAST = 0.3
"""Below, a family has nothing to do with the words."""

_EMPTY = frozenset(
    """je j ai tu il elle on nous vous les le la l un une des du de d et a au aux en dans sur chez pour
    avec mon ma mes son sa ses ce cette qui que qu c est etais etait ete etre suis avais avait fait
    faisais faire fais travail travaille travailler travaillais pendant depuis ans an mois comme
    tout tous tres beaucoup aussi bien plus y dans fais""".split()
)
_SUFFIXES = (
    "issaient",
    "issais",
    "aient",
    "ait",
    "ais",
    "ant",
    "er",
    "ir",
    "re",
    "ee",
    "es",
    "e",
    "s",
)


@dataclass(frozen=True, slots=True)
class Trade:
    """A family of trades: its ROME code (parent level), a plain name of the activity and, in one
    short sentence, what one does there.
    """

    code: str
    name: str
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A trade with how well the words say it, from 0 to 1, and the name that matched."""

    trade: Trade
    score: float
    by: str


@dataclass(frozen=True, slots=True)
class _Surface:
    trade: Trade
    text: str
    weights: dict[str, float]
    is_name: bool


class _Index:
    def __init__(self) -> None:
        self.surfaces: list[_Surface] = []
        self.names: dict[str, Trade] = {}
        entries = list(_entries())
        counts: Counter[str] = Counter()
        for _, text, _ in entries:
            counts.update(set(_grams(text)))
        self._idf = {gram: math.log(1 + len(entries) / n) for gram, n in counts.items()}
        self._rare = math.log(1 + len(entries))
        self._where: dict[str, list[int]] = defaultdict(list)
        for trade, text, is_name in entries:
            weights = self.weights(text)
            for gram in weights:
                self._where[gram].append(len(self.surfaces))
            self.surfaces.append(_Surface(trade, text, weights, is_name))
            if is_name:
                self.names.setdefault(_plain(text), trade)

    def weights(self, text: str) -> dict[str, float]:
        counts = Counter(_grams(text))
        raw = {
            gram: (1 + math.log(n))
            * self._idf.get(gram, self._rare)
            * (2.0 if gram[0] == "=" else 1.0)
            for gram, n in counts.items()
        }
        norm = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        return {gram: weight / norm for gram, weight in raw.items()}

    def search(self, text: str) -> list[Match]:
        query = self.weights(text)
        scores: dict[int, float] = defaultdict(float)
        for gram, weight in query.items():
            for at in self._where.get(gram, ()):
                scores[at] += weight * self.surfaces[at].weights[gram]
        best: dict[tuple[str, str], Match] = {}
        for at, likeness in scores.items():
            surface = self.surfaces[at]
            score = min(1.0, likeness * (1.0 if surface.is_name else 0.97))
            held = best.get((surface.trade.code, surface.trade.name))
            if held is None or held.score < score:
                best[surface.trade.code, surface.trade.name] = Match(
                    surface.trade, score, surface.text
                )
        return sorted(best.values(), key=lambda match: (-match.score, match.trade.code))


def search(text: str, most: int = 10) -> list[Match]:
    """The families that ``text`` may speak of, best first."""
    plain = _plain(text)[:300]
    if not _words(plain):
        return []
    return [match for match in _index().search(plain) if match.score >= 0.12][:most]


def preselected(matches: list[Match]) -> Match | None:
    """The first match when it is far enough ahead to be proposed by itself."""
    if not matches or matches[0].score < 0.75:
        return None
    others = [m for m in matches[1:] if m.trade.code != matches[0].trade.code]
    second = others[0].score if others else 0.0
    return matches[0] if matches[0].score - second >= PRESELECTED else None


def named(words: Normal) -> Found | None:
    """The trade that she names: the longest everyday name in her words."""
    plain = words.plain
    tokens = list(re.finditer(r"[^\W_]+", plain))
    best: tuple[int, int, int, Trade] | None = None
    beyond = 0
    for at in range(min(len(tokens), 400)):
        if at < beyond:
            continue
        for size in range(min(6, len(tokens) - at), 0, -1):
            start, end = tokens[at].start(), tokens[at + size - 1].end()
            key = _plain(plain[start:end])
            trade = _index().names.get(key) or _index().names.get(key.rstrip("s"))
            if trade is None:
                continue
            if not _said_of_herself(plain, start, key, alone=size == 1):
                beyond = at + size
                break
            if best is None or size > best[0]:
                best = (size, start, end, trade)
            break
    if best is None:
        return None
    _, start, end, trade = best
    begin, finish = words.place(start, end)
    said = words.raw[begin:finish]
    return Found(Slot.TITLE, said[:1].upper() + said[1:], begin, finish, 0.85, trade.code)


_OTHERS = (
    r"il|elle|on|mari|femme|mere|pere|maman|papa|frere|soeur|fils|fille|copain|copine|amie?|oncle"
    r"|tante|cousine?|voisine?|conjointe?|compagnon|compagne|parents|enfants"
)
_HIS_OR_HER_OWN = re.compile(
    rf"\b(?:{_OTHERS}) (?:est|etait|a ete|sont|etaient|travaillait? comme|devenue?)"
    r"(?: (?:une?|le|la|l'))? ?$"
)
"""The trade of a relative: "mon mari est chauffeur routier"."""
_SOMEBODY_ELSE = re.compile(
    r"(?:\b(?:m[ao]n?|mes|t[ao]n?|tes|s[ao]n?|ses|notre|nos|votre|vos|leurs?|une?|le|la|les|du|des|aux?"
    r"|ce|cette|cet|ces|appele) ?|\bl')$"
)
"""A person met, not a trade held: "mon assistante sociale", "un agent immobilier"."""
_TRADE_OF_HERS = re.compile(
    r"(?:\b(?:comme|etais|suis|serai|etait|ete|fait|faire|faisais|tant qu[e']|poste d[e']|metier d[e']"
    r"|emploi d[e']|travail d[e']|etre|devenir|devenue?|contrat d[e']|stage d[e']|formation d[e']"
    r"|dans)(?: (?:une?|le|la|l'))? ?|^|[,:;.(] ?|\d ?)$"
)


_ALSO_ADJECTIVES = frozenset(
    """commercial commerciale militaire routier routiere hotelier hoteliere forestier forestiere fermier
    fermiere maraicher maraichere policier policiere veterinaire ouvrier ouvriere dentaire
    """.split()
)
"""One-word names that are also said of things: "un centre commercial", "une gare routière"."""


def _said_of_herself(plain: str, start: int, key: str, alone: bool) -> bool:
    """Whether a name is said of herself: "j'étais maçon", not "avec un maçon".

    A word alone (``alone``) that is short or an adjective must be said so openly: it is too often
    another word.
    """
    if len(key) < 2:
        return False
    before = plain[:start]
    if _HIS_OR_HER_OWN.search(before):
        return False
    if _TRADE_OF_HERS.search(before):
        return True
    doubtful = alone and (len(key) < 6 or key.rstrip("s") in _ALSO_ADJECTIVES)
    return not (doubtful or _SOMEBODY_ELSE.search(before))


_WORKPLACE = re.compile(
    r"\b(?:boulangerie|patisserie|boucherie|fromagerie|poissonnerie|epicerie|pizzeria|restaurant|hotel"
    r"|bar|cafe|cantine|garage|pressing|blanchisserie|creche|ehpad|maison de retraite|hopital|usine|entrepot"
    r"|ferme|chantier|magasin|supermarche|abattoir|atelier de couture|salon de coiffure|ecole|bureaux)s?\b"
)
_SELLING = re.compile(r"\b(?:servi\w*|serv[ea]\w*|vend\w*|caisse|encaiss\w*|clients?|clientes?)\b")


def proposed(words: Normal) -> list[Match]:
    """Families for a whole sentence: by the deeds she tells and the place she tells them of."""
    plain = words.plain
    parts = [
        _plain(part)
        for part in re.split(r"[,.;!?\n]| et (?:je|on|j')|\bpuis\b", plain)
        if len(_words(_plain(part))) > 0
    ][:12]
    workplace = _WORKPLACE.search(plain)
    where = f" dans une {workplace.group()}" if workplace else ""
    best: dict[tuple[str, str], Match] = {}
    for part in parts:
        query = part if workplace is None or workplace.group() in part else part + where
        for match in _index().search(query)[:10]:
            key = (match.trade.code, match.trade.name)
            if key not in best or best[key].score < match.score:
                best[key] = match
    return sorted(best.values(), key=lambda match: (-match.score, match.trade.code))[:10]


def workplace_title(words: Normal) -> Found | None:
    """Selling told with a food shop: the one deed and place that need no question."""
    place = re.search(r"\b(?:boulangerie|patisserie)\b", words.plain)
    deed = _SELLING.search(words.plain)
    if (
        place is None
        or deed is None
        or re.search(r"\b(?:pain|four|petri\w*|gateaux)\b", words.plain)
    ):
        return None
    trade = next(s.trade for s in _index().surfaces if s.trade.name == "Vente en boulangerie")
    begin, finish = words.place(min(place.start(), deed.start()), max(place.end(), deed.end()))
    return Found(Slot.TITLE, trade.name, begin, finish, 0.6, trade.code)


def _plain(text: str) -> str:
    text = re.sub(r"[^\w]+", " ", fold(text).replace("œ", "oe"))
    return " ".join(text.split())


def _words(plain: str) -> list[str]:
    return [word for word in plain.split() if word not in _EMPTY and not word.isdigit()]


def _stem(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word


def _grams(text: str) -> Iterator[str]:
    for word in _words(_plain(text)):
        yield "=" + _stem(word)
        padded = f"_{word}_"
        for at in range(len(padded) - 2):
            yield padded[at : at + 3]


def _entries() -> Iterator[tuple[Trade, str, bool]]:
    for line in _lines():
        code, name, names, deeds, *rest = (part.strip() for part in line.split("|"))
        trade = Trade(code, name, rest[0] if rest else "")
        yield trade, name, False
        for each in names.split(";"):
            for form in _both(each.strip()):
                yield trade, form, True
        for each in deeds.split(";"):
            if each.strip():
                yield trade, each.strip(), False


def _lines() -> Iterator[str]:
    """The lines of the lexicon, a file for each letter of the codes, in the order of the letters."""
    folder = files("passport.conversation.understanding") / "data" / "trades"
    for source in sorted(folder.iterdir(), key=lambda file: file.name):
        for line in source.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                yield line


def _both(name: str) -> list[str]:
    """Masculine and feminine of "vendeur/vendeuse en magasin"."""
    if "/" not in name:
        return [name]
    hers = re.sub(r"[^\s/]+/([^\s/]+)", r"\1", name)
    his = re.sub(r"([^\s/]+)/[^\s/]+", r"\1", name)
    if name.count("/") == 1:
        left, right = (part.strip() for part in name.split("/"))
        if " " in left and len(left.split()) == len(right.split()):
            return [left, right]
    return [his, hers]


@lru_cache(maxsize=1)
def _index() -> _Index:
    return _Index()


def lexicon_codes() -> frozenset[str]:
    """Every code of the starter lexicon."""
    return frozenset(surface.trade.code for surface in _index().surfaces)


def parent(code: str) -> str:
    """The parent code of a code: itself, for those of the starter lexicon."""
    return code


def exact() -> bool:
    """Whether codes of ROME 4.0 are known, beside their parents."""
    return False


def source() -> str:
    """What the trades are known from, for tables of figures."""
    return f"starter lexicon, {len(lexicon_codes())} codes"
