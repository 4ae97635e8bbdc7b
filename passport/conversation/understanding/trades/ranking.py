"""From what speaks for each code to a short list, best first, and to the one that is sure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from passport.conversation.understanding.trades import meaning
from passport.conversation.understanding.trades.index import (
    FEATURES,
    SAID,
    Evidence,
    Index,
    Numbers,
)
from passport.conversation.understanding.trades.weights import BY_LEXICON, MODELS, Model, Weights

AT_LEAST, CHOICES = 3, 5
"""How many trades are shown."""
LEAST = 0.05
"""Likelihood below which a trade has nothing to do with the words."""
MOST = 20
REMEMBERED = 256
"""Searches whose answers are kept in memory: a turn asks the same more than once."""


@dataclass(frozen=True, slots=True)
class Trade:
    """A trade: its code (ROME 4.0 once imported, else the parent code), a plain name and, in one
    short sentence, what one does there; ``family`` is the parent code.
    """

    code: str
    name: str
    definition: str = ""
    family: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A trade, the name that matched, and how likely it is that she means it (0 to 1).

    ``sure``: likely enough to be proposed by itself.
    """

    trade: Trade
    by: str
    score: float
    sure: bool = False


def ranked(index: Index, pieces: Sequence[str], most: int = 10) -> list[Match]:
    """The trades that ``pieces`` may speak of, best first: one a code."""
    if not pieces:
        return []
    asked = (*pieces, str(index.meant))
    known = index.answers.get(asked)
    if known is None:
        known = _rank(index, pieces)
        if len(index.answers) >= REMEMBERED:
            index.answers.clear()
        index.answers[asked] = known
    return list(known)[:most]


def _rank(index: Index, pieces: Sequence[str]) -> tuple[Match, ...]:
    wanted = index.meant and not _as_it_is(index, pieces)
    found = index.gather(pieces, meaning.of_query(" ".join(pieces)) if wanted else None)
    if not found.features[:, :SAID].any():
        return ()
    model = MODELS[index.official, found.meant]
    likely = _likely(index, found.features, model)
    best = np.argsort(-likely, kind="stable")[:MOST]
    return tuple(
        Match(*_shown(index, int(code), found), round(float(likely[code]), 4),
              sure=at == 0 and bool(likely[code] >= model.sure))
        for at, code in enumerate(best)
        if likely[code] > 0
    )  # fmt: skip


def _as_it_is(index: Index, pieces: Sequence[str]) -> bool:
    """Whether all that she said is one trade's name: its meaning tells nothing more."""
    return len(pieces) == 1 and len({each.trade for each in index.exact(pieces[0])}) == 1


def _likely(index: Index, features: Numbers, model: Model) -> Numbers:
    """How likely each code is: the family by the lexicon and the code in it, or the label itself."""
    family = index.family_of
    by_family: Numbers = _shares(features[index.first_of] @ _vector(model.family))[family]
    if not index.official:
        return by_family
    label = _shares(features @ _vector(model.label))
    inside: Numbers = np.exp(features @ _vector(model.inside))
    inside /= np.bincount(family, weights=inside)[family].astype(np.float32)
    likely: Numbers = BY_LEXICON * by_family * inside + (1 - BY_LEXICON) * label
    return likely


def _shares(scores: Numbers) -> Numbers:
    raised: Numbers = np.exp(scores - scores.max())
    raised /= raised.sum()
    return raised


def _vector(weights: Weights) -> Numbers:
    return np.array([weights.get(name, 0.0) for name in FEATURES], dtype=np.float32)


def _shown(index: Index, code: int, found: Evidence) -> tuple[Trade, str]:
    """A code in the words nearest to hers: the lexicon's line that matched, or the official label."""
    surface = found.by[code][1] if code in found.by else None
    entry = index.shown[code]
    if surface is not None:
        nearest = index.entries[surface.trade]
        if nearest.code == entry.code and not nearest.official:
            entry = nearest
    trade = Trade(entry.code, entry.name, entry.definition, entry.parent)
    return trade, surface.text if surface else ""


def preselected(matches: Sequence[Match]) -> Match | None:
    """The first match when it is so likely that it is right 98 times in 100."""
    return matches[0] if matches and matches[0].sure else None


def choices(matches: Sequence[Match]) -> list[Match]:
    """The few to show, when one at least fits: three, or up to ``CHOICES`` that fit as well."""
    if not matches or matches[0].score < LEAST:
        return []
    fitting = sum(match.score >= LEAST for match in matches)
    return list(matches[: min(CHOICES, max(fitting, AT_LEAST))])
