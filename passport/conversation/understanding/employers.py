"""For whom: firms, associations and public bodies. Always a proposal, that she confirms."""

import re
from collections.abc import Iterator
from functools import lru_cache

import simplemma

from passport.conversation.engine.values import Slot
from passport.conversation.understanding import places
from passport.conversation.understanding.brands import ALIASES, BRANDS, WORDS
from passport.conversation.understanding.found import Found
from passport.conversation.understanding.kinds import RELATIVE
from passport.conversation.understanding.normal import Normal, fold
from passport.conversation.understanding.scope import taken_back

_STOP = (
    r"(?:a|au|aux|en|pendant|depuis|pdt|de|du|des|et|ou|comme|vers|sur|dans|pour|je|j'|puis|mais|qui|que|a|c'|durant|cdi|cdd|avec|un|une|euh|voila|ca"
    r"|ils?|elles?|on|nous|quand|chez|jusqu\w*|environ|presque|parce|alors|donc|il|y|pres|cote|sans|non|pas|encore|apres|avant|les|[0-9]\w*)"
)
_NAME = rf"(?P<name>[^\s,.;:()!?]+(?: (?:(?!{_STOP}\b)[^\s,.;:()!?]+|et (?:fils|freres|associes|cie|compagnie)\b)){{0,3}})"
_CHEZ = re.compile(rf"\bchez (?P<article>l'|la |le |les )?{_NAME}")
_POUR = re.compile(
    rf"\b(?:pour|avec|via|par) (?:l'entreprise |la societe |la boite |l'agence |le groupe |l'asso |l'association )?{_NAME}"
)
_TITLED = re.compile(
    rf"\b(?P<name>(?:monsieur|madame|mademoiselle|docteur|maitre|mr|mme|mlle|dr|m)\b\.? (?!et\b)(?!{_STOP}\b)[^\W\d_][^\s,.;:()!?]+)"
)
_PUBLIC = (
    r"mairie|commune|ville|metropole|agglo|prefecture|sous[- ]prefecture|hopital|chu|chr|clinique|polyclinique|centre hospitalier|ehpad|college|lycee|ecole|universite|fac|creche|club(?: (?:de|d')? ?(?:foot\w*|rugby|basket|judo|boxe|hand\w*|tennis|natation|petanque|danse))?"
    r"|conseil (?:departemental|general|regional)|communaute de communes|mission locale|ccas|maison de retraite|foyer|mjc|centre (?:social|de loisirs|culturel|commercial|aere|equestre)|bibliotheque|mediatheque|musee|theatre|piscine|gendarmerie|tribunal|base (?:militaire|aerienne)|residence|maternite|ime|esat|chateau|domaine|aeroport|gare|port|office (?:de|du) tourisme|prison"
)
_PRIVATE = (
    r"usine|hotel|restaurant|camping|garage|association|societe|entreprise|boulangerie|patisserie|boucherie|ferme|station|abattoir|pizzeria|brasserie|creperie|bar|cafe|cabinet|agence|supermarche|magasin|salon|pharmacie|cooperative|scierie|imprimerie|fonderie|laiterie|conserverie|fromagerie|transports?|etablissements|ets|groupe|auto[- ]ecole"
    r"|atelier|menuiserie|maconnerie|exploitation|pepiniere|chantier d'insertion|regie de quartier|fondation|institut|discotheque|cave|laverie|pressing|hypermarche|boite|elevage|centre equestre|cantine|epicerie|librairie|cinema|hotel restaurant"
)
_BODY = re.compile(
    r"(?:\b(?:a|au|aux|dans|pour|de|par|chez|du)(?: (?:la|le|les|un|une|mon|ma|cette|ce)| l')? ?|^\W*|, ?)(?:petite? |grande? |ancien(?:ne)? )?(?P<name>(?P<type>"
    + _PUBLIC
    + "|"
    + _PRIVATE
    + r")(?: (?:de |du |des |d'|la |le |les |l'|saint[- ]|sainte[- ])*[^\s,.;:()!?']+(?:'[^\s,.;:()!?]+)?){1,4})"
)
_PUBLIC_TYPE = re.compile(_PUBLIC)
_SUB = re.compile(r"\bpour (?:un |une )?(?P<name>sous[- ]traitant d[e'] ?[^\s,.;]+)")
_CALLED = re.compile(
    rf"\b(?:{_PUBLIC}|{_PRIVATE}|enseigne|structure|centre)\b[^,.;:!?]{{0,25}}? (?:qui (?:se |s')?(?:appel|nomm)\w+|qu'on appel\w+|appele\w*|nommee?|denommee?|(?:du|au) nom de) {_NAME}"
)
"""Read "une association qui s'appelle Les Mains Vertes"."""
_OFFICES = frozenset({"caf", "cpam", "pole emploi", "france travail"})
"""Offices that people speak of more often than they work there."""
_AT_WORK = re.compile(
    r"\b(?:travaill|boss|stage|agent|conseill|accueil|secretaire|poste|cdd|cdi|vacation|mission|civique|employ|embauch|menage|securite|vigile|standard|contrat|chez|pour)\w*[^.;]{0,40}$"
)
_TOWN_BODIES = frozenset({"port", "gare", "chateau", "bar", "ville", "fac", "station", "ferme"})
"""Bodies that towns are called after: "à Port-Vendres" is no port, "au port de Sète" is."""
_NOT_NAMES = re.compile(
    r"^(?:nous|vous|toi|moi|eux|elles?|lui|des?|un|une|les?|la|mes|ma|mon|ses|son|sa|leurs?|nos|notre|cette?|ce|particuliers?|gens|voisins?|quelqu'un|personne|euh|ben|bah|comment|qui|quoi|tout|tous|toute"
    rf"|plusieurs|divers|differente?s?|quelques?|deux|trois|pas|manger|vivre|gagner|payer|aider|[a-z]+(?:er|ir|re)(?<!leclerc)|{RELATIVE})\b|^[ld]'"
)


def find(words: Normal, *, asked: bool = False) -> list[Found]:
    """The employers a sentence may name, surest first."""
    found = sorted(_read(words), key=lambda item: (item.start, -item.confidence))
    apart = [
        item
        for at, item in enumerate(found)
        if not any(_within(item, other) and other.confidence > item.confidence for other in found)
        and item not in found[:at]
    ]
    spans = [(item.start, item.end) for item in apart]
    gone = taken_back(fold(words.raw), spans)
    kept = [item for item, away in zip(apart, gone, strict=True) if not away]
    return sorted(kept, key=lambda item: -item.confidence)


def _within(item: Found, other: Found) -> bool:
    """Whether two readings are of the same words, at least in part."""
    return item is not other and item.start < other.end and other.start < item.end


def _read(words: Normal) -> Iterator[Found]:
    yield from _brands(words)
    for match in _CALLED.finditer(words.plain):
        start, end = _trimmed(words, *match.span("name"))
        if end > start and (_capital(words, start) or not _NOT_NAMES.match(words.plain[start:end])):
            yield _found(words, start, end, 0.95)
    for match in _SUB.finditer(words.plain):
        yield _found(words, match.start("name"), match.end("name"), 0.95)
    yield from _titled(words)
    yield from _chez(words)
    yield from _bodies(words)
    yield from _for_whom(words)


def _titled(words: Normal) -> Iterator[Found]:
    """Read "chez Monsieur Bernard", "chez le docteur Blanc"."""
    plain = words.plain
    for match in _TITLED.finditer(plain):
        named = _capital(words, match.end("name") - 1, whole=True)
        if match["name"].startswith("m ") or not (named or len(match["name"]) > 4):
            continue
        near = plain[max(0, match.start() - 12) : match.start()]
        if re.search(r"\b(?:chez|pour|avec|par)(?: l[ea])? $", near):
            yield _found(words, match.start("name"), match.end("name"), 0.7)


def _chez(words: Normal) -> Iterator[Found]:
    plain = words.plain
    for match in _CHEZ.finditer(plain):
        start, end = _trimmed(words, *match.span("name"))
        if match["article"] and not _capital(words, start):
            continue
        if end <= start or _NOT_NAMES.match(plain[start:end]):
            continue
        if _capital(words, start):
            yield _found(words, start, end, 0.65)
        elif not simplemma.is_known(plain[start:end].split()[0], lang="fr"):
            yield _found(words, start, end, 0.45)


def _bodies(words: Normal) -> Iterator[Found]:
    for match in _BODY.finditer(words.plain):
        public = bool(_PUBLIC_TYPE.fullmatch(match["type"]))
        if _is_a_town(words, match):
            continue
        start, end = _body_end(words, *match.span("name"), public=public)
        if end > start:
            yield _found(words, start, end, 0.6)


def _is_a_town(words: Normal, match: re.Match[str]) -> bool:
    """Whether the body only begins the name of a place."""
    if places.known(match["name"]) is not None:
        return True
    lead = words.plain[match.start() : match.start("name")].strip()
    rest = match["name"].removeprefix(match["type"]).lstrip()
    linked = re.match(r"(?:de|du|des|d')\b", rest) and match["type"] != "gare"
    return match["type"] in _TOWN_BODIES and lead in {"a", "de", "par", ","} and not linked


def _for_whom(words: Normal) -> Iterator[Found]:
    """Read "pour Dupuis", with a capital: anything else may follow "pour"."""
    plain = words.plain
    for match in _POUR.finditer(plain):
        start, end = _trimmed(words, *match.span("name"))
        if end <= start or not _capital(words, start) or _NOT_NAMES.match(plain[start:end]):
            continue
        if places.known(words.said(start, end)) is None:
            yield _found(words, start, end, 0.5)


def _brands(words: Normal) -> Iterator[Found]:
    plain = words.plain
    for folded, shown in _PATTERNS.items():
        if folded not in plain:
            continue
        for match in _pattern(folded).finditer(plain):
            if folded in WORDS and not _capital(words, match.start()):
                continue
            if folded in _OFFICES and not _works_there(plain, match.start()):
                continue
            begin, finish = words.place(match.start(), match.end())
            yield Found(Slot.EMPLOYER, shown, begin, finish, 0.8 + len(folded) / 200)


def _works_there(plain: str, start: int) -> bool:
    """Whether an office is where she works: said so before, or the whole of an answer."""
    return bool(_AT_WORK.search(plain[max(0, start - 60) : start])) or len(plain.split()) <= 3


def _trimmed(words: Normal, start: int, end: int) -> tuple[int, int]:
    """A name without the town that follows it."""
    pieces = list(re.finditer(r"[^\s]+", words.plain[start:end]))
    while len(pieces) > 1:
        last = pieces[-1]
        begin = start + last.start()
        if (_capital(words, start) and not _capital(words, begin)) or places.known(
            words.said(begin, end)
        ) is not None:
            end = start + pieces[-2].end()
        else:
            break
        pieces.pop()
    return start, end


def _body_end(words: Normal, start: int, end: int, *, public: bool) -> tuple[int, int]:
    """A body with its own name, "mairie de Thonon", and nothing after it."""
    plain = words.plain
    kind = re.match(f"(?:{_PUBLIC}|{_PRIVATE})", plain[start:end])
    at = start + (kind.end() if kind else 0)
    last, linked, named = at, False, False
    for piece in re.finditer(r"[^\s']+'?", plain[at:end]):
        word = piece.group()
        begin, finish = at + piece.start(), at + piece.end()
        if re.fullmatch(r"de|du|des|d'|la|le|les|l'", word):
            if named and re.fullmatch(r"de|du|des|d'", word):
                linked = True
            elif not named:
                linked = linked or bool(re.fullmatch(r"de|du|des|d'", word))
            # "Les Tilleuls": an article in capitals begins the name.
            if _capital(words, begin) and not named:
                last, named = finish, True
            continue
        place = places.known(words.said(begin, finish)) is not None
        if _capital(words, begin) and (public or not linked or not place):
            last, named, linked = finish, True, False
        elif public and place and places.large(words.said(begin, finish)):
            last, named = finish, True
        elif not named and re.fullmatch(
            r"foot\w*|basket|rugby|judo|vacances|retraite|boxe|hand|maternelle|primaire|elementaire",
            word,
        ):
            continue
        else:
            break
    return (start, last) if named else (start, start)


def _capital(words: Normal, start: int, *, whole: bool = False) -> bool:
    if whole:
        while start > 0 and not words.plain[start - 1].isspace():
            start -= 1
    begin, _ = words.place(start, start + 1)
    return words.raw[begin : begin + 1].isupper()


def _found(words: Normal, start: int, end: int, confidence: float) -> Found:
    begin, finish = words.place(start, end)
    return Found(Slot.EMPLOYER, words.raw[begin:finish], begin, finish, confidence)


@lru_cache(maxsize=1024)
def _pattern(folded: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(folded)}(?!\w)")


def _shown() -> dict[str, str]:
    names = {name.strip(): name.strip() for name in BRANDS.replace("\n", "").split("|")}
    return {fold(name): shown for name, shown in (names | ALIASES).items()}


_PATTERNS = _shown()
