"""What may say who she is, taken out of a text before it leaves."""

import re
import unicodedata
from collections.abc import Iterable

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("[e-mail]", r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+"),
    ("[lien]", r"(?i:https?://|www\.)\S+"),
    (
        "[adresse]",
        r"(?i:\b\d{1,4}(?:\s?(?:bis|ter))?,?\s(?:rue|avenue|av|boulevard|bd|place|impasse|chemin|all[ée]e|route|quai|cours|square|r[ée]sidence|cit[ée]|lotissement|hameau)\b[^,.;\n]{0,60})",
    ),
    # A telephone, a social security number, an account: no duration nor year is so long.
    ("[numéro]", r"(?<!\w)[A-Z]{2}\d{2}(?:[ .]?[A-Z0-9]{4}){3,8}\b|\+?\d(?:[\s.\-/()]{0,2}\d){5,}"),
    ("[code postal]", r"\b\d{5}\b"),
    (
        "[nom]",
        r"(?:(?i:\b(?:je (?:suis|m'appelle|m’appelle|me nomme)|mon (?:nom|pr[ée]nom) (?:est|c'est)|c'est|nomm[ée]e?|appel[ée]e?)\s+)"
        r"|(?i:\b(?:m\.|mr|mme|mlle|monsieur|madame|mademoiselle|docteur|dr|ma[iî]tre)\s+)"
        r"|(?i:\b(?:ma|mon|mes|sa|son|la|le|une?)\s+(?:fille|fils|mari|femme|m[eè]re|p[eè]re|fr[eè]re|s[oœ]eur|s[oœ]ur|amie?|voisine?|patronn?e?|chef|cheffe|tut(?:eur|rice)|coll[eè]gue|tante|oncle|grand-m[eè]re|grand-p[eè]re|b[ée]b[ée])\s+))"
        r"(?P<kept>[A-ZÀ-ÖØ-Þ][\w'’-]+(?:\s+[A-ZÀ-ÖØ-Þ][\w'’-]+){0,2})",
    ),
)
_COMPILED = [(mark, re.compile(pattern)) for mark, pattern in _PATTERNS]


def masked(text: str, names: Iterable[str] = ()) -> str:
    """``text`` without e-mails, numbers, addresses and names, each replaced by what it was.

    ``names`` are hers, known beforehand: they go whatever their case and accents. A name that
    nothing announces stays: what cannot be told from an ordinary word cannot be taken out.
    """
    for mark, pattern in _COMPILED:
        text = pattern.sub(lambda hit, mark=mark: _replaced(hit, mark), text)  # type: ignore[misc]
    for name in sorted({part for one in names for part in re.split(r"[\s-]+", one)}, key=len):
        if len(name) > 1:
            text = _without(text, name)
    return text


def _replaced(hit: re.Match[str], mark: str) -> str:
    if "kept" not in hit.re.groupindex:
        return mark
    start = hit.start("kept") - hit.start()
    return hit.group()[:start] + mark


def _without(text: str, name: str) -> str:
    plain = _plain(text)
    pieces, at = [], 0
    for hit in re.finditer(rf"(?<!\w){re.escape(_plain(name))}(?!\w)", plain):
        pieces += [text[at : hit.start()], "[nom]"]
        at = hit.end()
    return "".join([*pieces, text[at:]])


def _plain(text: str) -> str:
    """``text`` without case nor accents, letter for letter: the places stay the same."""
    return "".join((unicodedata.normalize("NFD", char)[0].lower() or char)[0] for char in text)
