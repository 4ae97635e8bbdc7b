"""Trades: from everyday words to codes of the ROME, with a plain name and a short definition.

A starter lexicon of our own gives the 532 parent codes at once; the operator may import the official
archive of ROME 4.0. Nothing is chosen for her: a few are proposed.
"""

from collections.abc import Iterable, Sequence

from passport.conversation.understanding.normal import Normal, fold
from passport.conversation.understanding.trades import lexicon
from passport.conversation.understanding.trades.archive import Refused
from passport.conversation.understanding.trades.current import keep_in, keeper, use
from passport.conversation.understanding.trades.naming import named, workplace, workplace_title
from passport.conversation.understanding.trades.query import pieces, split
from passport.conversation.understanding.trades.ranking import (
    Match,
    Trade,
    choices,
    preselected,
    ranked,
)
from passport.conversation.understanding.trades.skills import KnowHow, matched

__all__ = [
    "KnowHow",
    "Match",
    "Refused",
    "Trade",
    "attribution",
    "choices",
    "exact",
    "keep_in",
    "keeper",
    "know_how",
    "lexicon_codes",
    "named",
    "parent",
    "preselected",
    "proposed",
    "search",
    "source",
    "use",
    "workplace_title",
]


def search(text: str, most: int = 10) -> list[Match]:
    """The trades that a title or a few words may mean, best first."""
    return ranked(keeper().index(), split(fold(text[:READ])), most)


READ = 600
"""Characters of a lone title that are searched."""


def proposed(
    words: Normal, left_out: Iterable[tuple[int, int]] = (), most: int = 10
) -> list[Match]:
    """The trades of a whole sentence: by what she is called, what she did, and where.

    ``left_out`` are places of the raw text that say something else: towns, dates.
    """
    said = pieces(words, left_out)
    where = workplace(words.plain)
    asked = [piece if where in piece else f"{piece} {where}" for piece in said]
    return ranked(keeper().index(), asked, most)


def parent(code: str) -> str:
    """The parent code of a code: itself, for those of the starter lexicon."""
    return keeper().index().parents.get(code, code)


def exact() -> bool:
    """Whether codes of ROME 4.0 are known, beside their parents."""
    return keeper().index().official


def source() -> str:
    """What the trades are known from, with the attribution that its licence asks for."""
    index = keeper().index()
    by = "letters and meaning" if index.meant else "letters only"
    if index.official:
        return f"{index.meta['codes']} codes, {by}. {attribution()}"
    return f"starter lexicon, {index.meta['codes']} codes, {by}"


def attribution() -> str:
    """Whom the imported data is from; empty without an import."""
    version = keeper().index().meta["version"]
    return f"France Travail, ROME 4.0, version {version}" if version else ""


def lexicon_codes() -> frozenset[str]:
    """Every parent code of the starter lexicon."""
    return frozenset(line.code for line in lexicon.lines())


def know_how(code: str, tasks: Sequence[str], most: int = 3) -> list[KnowHow]:
    """The know-how of a trade that her ``tasks`` may show, best first; nothing without an import.

    Her words stay hers: these are offered beside them, to be ticked. The first time for a trade
    takes a second where meanings are searched, so call it from a thread.
    """
    return matched(keeper().index(), keeper().store, code, tasks)[:most]
