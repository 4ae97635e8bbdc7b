"""What is looked for: a told sentence without its dates, places and fillers, a piece a deed."""

import re
from collections.abc import Iterable

from passport.conversation.understanding.normal import Normal
from passport.conversation.understanding.trades.words import EMPTY, plain

LONGEST = 300
"""Characters that are searched."""
PIECES = 4

_CUT = re.compile(r"[,.;:!?\n()]| et (?:je|on|j')|\bpuis\b|\bparfois\b| et (?=\w+er\b)")
_WHEN = re.compile(
    r"\b(?:depuis|pendant|durant|il y a|y a|entre|vers|en|de|du|jusqu'en|jusqu'a|a partir de)? ?"
    r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|(?:19|20)\d\d)\b"
    r"|\b(?:pendant|depuis|durant|il y a|y a)? ?(?:\d+|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|quelques"
    r"|plusieurs|une dizaine d')? ?(?:ans?|annees?|mois|semaines?)\b(?! (?:scolaire|agees?))"
    r"|\b(?:l'ete|l'hiver) dernier\b|\bl'an(?:nee)? (?:dernier|derniere|passee?)\b"
)


def pieces(words: Normal, left_out: Iterable[tuple[int, int]] = ()) -> list[str]:
    """The plain pieces of what she said, the longest first said; ``left_out`` are raw places."""
    text = list(words.plain[: LONGEST * 2])
    for start, end in left_out:
        for at in range(len(text)):
            if words.starts[at] >= start and words.ends[at] <= end:
                text[at] = " "
    return split("".join(text))


def split(text: str) -> list[str]:
    """The plain pieces of a folded text that say something, at most ``PIECES``."""
    text = _WHEN.sub(" ", text[: LONGEST * 2])
    found: dict[str, None] = {}
    for part in _CUT.split(text):
        kept = " ".join(_kept(plain(part)))[:LONGEST]
        if kept:
            found.setdefault(kept)
    return list(found)[:PIECES]


def _kept(text: str) -> list[str]:
    return [word for word in text.split() if word not in EMPTY and not word.isdigit()]
