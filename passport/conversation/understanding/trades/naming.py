"""The trade that somebody names in a sentence: the longest everyday name in her words."""

import re
from functools import lru_cache

from passport.conversation.engine.values import Slot
from passport.conversation.understanding.found import Found
from passport.conversation.understanding.normal import Normal
from passport.conversation.understanding.trades import lexicon
from passport.conversation.understanding.trades.current import keeper
from passport.conversation.understanding.trades.lexicon import Line
from passport.conversation.understanding.trades.words import plain

_BAKERY = "Vente en boulangerie"


def named(words: Normal) -> Found | None:
    """The trade that she names: the longest everyday name in her words."""
    said = words.plain
    tokens = list(re.finditer(r"[^\W_]+", said))
    best: tuple[int, int, int, Line] | None = None
    beyond = 0
    for at in range(min(len(tokens), 400)):
        if at < beyond:
            continue
        for size in range(min(6, len(tokens) - at), 0, -1):
            start, end = tokens[at].start(), tokens[at + size - 1].end()
            key = plain(said[start:end])
            line = _names().get(key) or _names().get(key.rstrip("s"))
            if line is None:
                continue
            if not _said_of_herself(said, start, key, alone=size == 1):
                beyond = at + size
                break
            if best is None or size > best[0]:
                best = (size, start, end, line)
            break
    if best is None:
        return None
    _, start, end, line = best
    begin, finish = words.place(start, end)
    shown = words.raw[begin:finish]
    return Found(Slot.TITLE, shown[:1].upper() + shown[1:], begin, finish, 0.85, code_of(line))


@lru_cache(maxsize=1)
def _names() -> dict[str, Line]:
    names: dict[str, Line] = {}
    for line in lexicon.lines():
        for name in line.names:
            names.setdefault(plain(name), line)
    return names


def code_of(line: Line) -> str:
    """The code that a line of the lexicon has in the index of now."""
    return keeper().index().lines.get((line.code, line.name), line.code)


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


def workplace_title(words: Normal) -> Found | None:
    """Selling told with a bakery: the one deed and place that need no question."""
    place = re.search(r"\b(?:boulangerie|patisserie)\b", words.plain)
    deed = _SELLING.search(words.plain)
    line = next((line for line in lexicon.lines() if line.name == _BAKERY), None)
    if (
        place is None
        or deed is None
        or line is None
        or re.search(r"\b(?:pain|four|petri\w*|gateaux)\b", words.plain)
    ):
        return None
    begin, finish = words.place(min(place.start(), deed.start()), max(place.end(), deed.end()))
    return Found(Slot.TITLE, line.name, begin, finish, 0.6, code_of(line))


def workplace(plain: str) -> str:
    """Where the work was done, in one word, when she says it."""
    found = _WORKPLACE.search(plain)
    return found.group() if found else ""
