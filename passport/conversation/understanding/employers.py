"""For whom: firms, associations and public bodies. Always a proposal, that she confirms."""

import re
from collections.abc import Iterator

from passport.conversation.engine.values import Slot
from passport.conversation.understanding import places
from passport.conversation.understanding.found import Found
from passport.conversation.understanding.kinds import RELATIVE
from passport.conversation.understanding.normal import Normal, fold

_BRANDS = {
    name.lower(): name
    for name in (
        "McDo|McDonald's|Burger King|KFC|Quick|Subway|Domino's|Carrefour Market|Carrefour City|Carrefour"
        "|Intermarché|Leclerc|Auchan|Lidl|Aldi|Casino|Monoprix|Super U|Hyper U|Franprix|Picard|Netto|Cora"
        "|Amazon|Securitas|Chronopost|La Poste|SNCF|RATP|EDF|Engie|Orange|SFR|Free|Bouygues|Vinci|Eiffage"
        "|Colas|Veolia|Suez|Onet|Elior|Sodexo|Derichebourg|Samsic|GSF|Atalian|Manpower|Adecco|Randstad"
        "|Crit|Proman|Synergie|Start People|Kiabi|Décathlon|Decathlon|Action|Gifi|Ikea|Conforama|But"
        "|Leroy Merlin|Castorama|Brico Dépôt|Bricomarché|Darty|Fnac|Boulanger|Zara|H&M|Celio|Jules|Gémo"
        "|La Halle|Sephora|Yves Rocher|Ibis|Novotel|Mercure|Accor|Campanile|Kyriad|Club Med|Pierre et Vacances"
        "|Airbus|Renault|Peugeot|Citroën|Toyota|Michelin|Norauto|Midas|Feu Vert|Speedy|Airbnb|Uber|Uber Eats"
        "|Deliveroo|DHL|UPS|FedEx|DPD|GLS|Geodis|XPO|ADMR|Emmaüs|Secours populaire|Secours catholique"
        "|Croix-Rouge|Restos du cœur|Samu social|NTN SNR|Alpine|Somfy|Salomon|Tefal|Entremont|Flunch"
        "|Buffalo Grill|Hippopotamus|Starbucks|Paul|La Mie Câline|Marie Blachère|Pizza Hut|Stef|Transgourmet"
        "|Les Déménageurs Bretons|Pôle emploi|France Travail|Afpa|Armée du Salut|Stokomani|Grand Frais|Biocoop"
    ).split("|")
}
# A brand that is also an everyday word needs its capital.
_WORDS = frozenset("quick free orange action casino but paul jules mercure boulanger picard crit alpine"
                   " campanile paul midas start people".split())  # fmt: skip

_NAME = r"(?P<name>[^\s,.;:()!?]+(?: (?:(?!(?:a|au|en|pendant|depuis|pdt|de|du|et|ou|comme|vers|sur|dans|pour|je|j'|puis|mais|qui|que|a|c'|durant|cdi|cdd|avec|un|une|[0-9])\b)[^\s,.;:()!?]+)){0,3})"
_CHEZ = re.compile(rf"\bchez (?P<article>l'|la |le |les )?{_NAME}")
_POUR = re.compile(rf"\b(?:pour|avec) {_NAME}")
_BODY = re.compile(
    r"\b(?:a|au|aux|dans|pour|de|par|chez)(?: (?:la|le|les|un|une)| l')? ?(?P<name>(?:mairie|commune|prefecture"
    r"|hopital|clinique|ehpad|college|lycee|ecole|creche|club|conseil departemental|communaute de communes"
    r"|usine|hotel|restaurant|camping|garage|residence|association|societe|entreprise|maison de retraite"
    r"|mission locale|ccas|boulangerie|ferme|domaine|station)"
    r"(?: (?:de|du|des|d'|la|le|les|l')?(?: ?[^\s,.;:()!?]+)){1,4})"
)
_SUB = re.compile(r"\bpour (?:un |une )?(?P<name>sous[- ]traitant d[e'] ?[^\s,.;]+)")
_NOT_NAMES = re.compile(
    r"^(?:nous|moi|eux|elle|lui|des?|un|une|les|mes|ma|mon|ses|leurs?|particuliers?|gens|voisins?|quelqu'un"
    rf"|plusieurs|divers|manger|vivre|gagner|payer|aider|[a-z]+(?:er|ir|re)\b|{RELATIVE})"
)


def find(words: Normal, *, asked: bool = False) -> list[Found]:
    """The employers a sentence may name, surest first."""
    return sorted(_read(words), key=lambda item: -item.confidence)


def _read(words: Normal) -> Iterator[Found]:
    plain = words.plain
    yield from _brands(words)
    for match in _SUB.finditer(plain):
        yield _found(words, match.start("name"), match.end("name"), 0.95)
    for match in _CHEZ.finditer(plain):
        start, end = _trimmed(words, *match.span("name"))
        if match["article"] and not _capital(words, start):
            continue
        if end > start and not _NOT_NAMES.match(plain[start:end]):
            yield _found(words, start, end, 0.65 if _capital(words, start) else 0.45)
    for match in _BODY.finditer(plain):
        start, end = _body_end(words, *match.span("name"))
        if end > start:
            yield _found(words, start, end, 0.6)
    for match in _POUR.finditer(plain):
        start, end = _trimmed(words, *match.span("name"))
        if end <= start or not _capital(words, start) or _NOT_NAMES.match(plain[start:end]):
            continue
        if places.known(words.said(start, end)) is None:
            yield _found(words, start, end, 0.5)


def _brands(words: Normal) -> Iterator[Found]:
    plain = words.plain
    for folded, (pattern, shown) in _PATTERNS.items():
        if folded not in plain:
            continue
        for match in pattern.finditer(plain):
            if folded in _WORDS and not _capital(words, match.start()):
                continue
            begin, finish = words.place(match.start(), match.end())
            yield Found(Slot.EMPLOYER, shown, begin, finish, 0.8 + len(folded) / 200)


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


def _body_end(words: Normal, start: int, end: int) -> tuple[int, int]:
    """A body with its own name, "mairie de Thonon", and nothing after it."""
    pieces = list(re.finditer(r"[^\s']+'?", words.plain[start:end]))
    last = 0
    for index, piece in enumerate(pieces[1:], 1):
        word = piece.group()
        if re.fullmatch(r"de|du|des|d'|la|le|les|l'", word):
            continue
        if _capital(words, start + piece.start()) or (
            index == 2 and re.fullmatch(r"foot\w*|basket|rugby|judo|vacances|retraite", word)
        ):
            last = index
        else:
            break
    if last == 0 or not any(_capital(words, start + p.start()) for p in pieces[1 : last + 1]):
        return start, start
    return start, start + pieces[last].end()


def _capital(words: Normal, start: int) -> bool:
    begin, _ = words.place(start, start + 1)
    return words.raw[begin : begin + 1].isupper()


def _found(words: Normal, start: int, end: int, confidence: float) -> Found:
    begin, finish = words.place(start, end)
    return Found(Slot.EMPLOYER, words.raw[begin:finish], begin, finish, confidence)


def _pattern(folded: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(folded)}(?!\w)")


def _patterns() -> dict[str, tuple[re.Pattern[str], str]]:
    return {fold(name): (_pattern(fold(name)), shown) for name, shown in _BRANDS.items()}


_PATTERNS = _patterns()
