"""What kind of activity a sentence tells: paid, family, volunteering, getting by, internship."""

import re

from passport.conversation.engine.values import Slot
from passport.conversation.understanding.found import Found
from passport.conversation.understanding.normal import Normal

RELATIVE = (
    r"(?:m[aeo]n?s? (?:\d |deux |trois |quatre |petits?[- ]|grands?[- ]|propres |petite |grande )*"
    r"(?:mere|pere|maman|papa|parents|grand[- ]?(?:mere|pere|parents)|mamie|papi|enfants?|fils|filles?"
    r"|soeurs?|s[œ]urs?|freres?|mari|femme|conjoint|tante|oncle|cousins?|cousines?|neveux?|nieces?"
    r"|bebe|gosses|famille|belle[- ]mere|beau[- ]pere|foyer|maison)|la famille)"
)

# In order: the first kind whose words are there wins.
_SIGNS: tuple[tuple[str, float, str], ...] = (
    ("internship", 0.95, r"\bstages?\b|\bstagiaire\b|\bimmersion\b|\bpmsmp\b|\bservice civique\b"),
    (
        "volunteering",
        0.95,
        r"\bbenevol\w*|\bvolontaire\b|\bmaraudes?\b|\bassociation\b(?! d'insertion)"
        r"|\bsecours (?:populaire|catholique)\b|\bcroix[- ]rouge\b|\brestos? du c(?:oe|œ)ur\b"
        r"|\brestaurants? du c(?:oe|œ)ur\b|\bemmaus\b(?=.*\baid)|\bpompier volontaire\b",
    ),
    (
        "informal",
        0.9,
        r"\bau black\b|\bde la main a la main\b|\b(?:jamais|pas)(?: \w+){0,2} (?:de |d'un )?contrat\b|\bau noir\b|\bpas declare\w*|\bsans contrat\b|\bsans etre declare\w*"
        r"|\bdebrouill\w*|\bvoisin\w*|\bpetits travaux\b|\bpour des ami\w*|\bdes copains\b"
        r"|\bdes potes\b|\bdes ami\w*\b|\bdans ma communaute\b|\bvinted\b|\bbrocantes?\b"
        r"|\b(?:chez|pour) les gens\b",
    ),
    ("paid", 0.95, r"\bcdd\b|\bcdi\b|\binterim\w*|\bsalari\w*|\bcontrat\b|\bembauch\w*|\blicenci\w*"
     r"|\bapprenti\w*|\balternance\b|\bpaye\b|\bsalaire\b|\bauto[- ]?entrepreneu\w*|\bsaisonni\w*"
     r"|\bmon chef\b|\bma chef\w*\b|\bmon patron\b|\bma patronne\b|\bchantier d'insertion\b"),
    (
        "volunteering",
        0.7,
        r"\bclub (?:de|d')|\bj'entraine\b|\bentraine les\b|\bparents d'eleves\b|\bpaper?oisse\b"
        r"|\bmosquee\b|\bcomite des fetes\b",
    ),
    (
        "informal",
        0.8,
        rf"\b(?:refait|repare|retape|repeint|construit|demenage|bricol\w+)[^.;]{{0,40}}"
        rf"(?:{RELATIVE})|\bdans (?:mon|le) quartier\b",
    ),
    (
        "family",
        0.85,
        rf"\b(?:eleve|elever|occup\w+ (?:de|d')|gard\w+|soign\w+|aid\w+|accompagn\w+|faisais a manger a"
        rf"|pour|cuisin\w+|(?:les )?moutons de|chevres de)[^.;]{{0,40}}(?:{RELATIVE})"
        r"|\bmere au foyer\b|\bpere au foyer\b|\baidant\w*|\bproche aidant\b|\bchez nous\b",
    ),
)  # fmt: skip
_COMPILED = tuple((kind, trust, re.compile(pattern)) for kind, trust, pattern in _SIGNS)

_WORKED = re.compile(
    r"\b(?:travaill\w+|poste|mission|chantier|usine|entreprise|societe|boite|equipe de nuit"
    r"|metier|experience professionnelle|employe\w*|ouvrier\w*|agent\w*|gerant\w*)\b"
)
_NO_WORK = re.compile(
    r"\b(?:pas|jamais|plus|sans|pour) (?:\w+ )?travaill\w*|\bcherche (?:du|un) travail"
)
_WAS = re.compile(
    r"\b(?:j'ai (?:deja )?(?:ete|fait)|j'etais|je suis|comme|en tant que|poste d[e'])"
)


def find(words: Normal, *, trade: Found | None) -> Found | None:
    """The kind of activity; ``trade`` is the trade that she named, if she did."""
    plain = words.plain
    for kind, trust, pattern in _COMPILED:
        match = pattern.search(plain)
        if match is None:
            continue
        if kind == "family" and _worked(plain) is not None and "mon oncle" in match.group():
            continue
        return _found(words, kind, match.start(), match.end(), trust)
    worked = _worked(plain)
    if worked is not None:
        return _found(words, "paid", worked.start(), worked.end(), 0.8)
    if trade is not None:
        if was := _WAS.search(plain):
            return _found(words, "paid", was.start(), was.end(), 0.7)
        return Found(Slot.KIND, "paid", trade.start, trade.end, 0.55)
    return None


def _worked(plain: str) -> re.Match[str] | None:
    for match in _WORKED.finditer(plain):
        if not any(m.end() >= match.end() > m.start() for m in _NO_WORK.finditer(plain)):
            return match
    return None


def _found(words: Normal, kind: str, start: int, end: int, trust: float) -> Found:
    begin, finish = words.place(start, end)
    return Found(Slot.KIND, kind, begin, finish, trust)
