"""What a short text does or calls for, learnt from examples: help for wordings that no rule knows.

Linear readings (multinomial logistic regression) of a text, two for each matter, learnt from the
examples of this project by ``tests/conversation/tuning/learn_wordings.py``. The first reads its
letters and words: it is quick, and says of most sentences that they only tell. What it is not sure
of is read again with its meaning, by the model that the search of trades uses; without the model
the letters stand alone.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from passport.conversation.understanding.normal import Normal
from passport.conversation.understanding.trades import meaning

BUCKETS = 1 << 15
"""Pieces of writing are counted in so many buckets, shared by chance."""
LONGEST = 160
"""Plain characters of a text that are read."""
SHORTEST_PIECE, LONGEST_PIECE = 2, 5
"""Characters of the pieces of writing that are counted, beside words and pairs of words."""
MEANING = 2.0
"""How much the meaning weighs beside the letters."""
NONE = "none"
"""The label of a text that only tells; always the first."""

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Learnt:
    """A reading learnt: a label a column, the first is :data:`NONE`."""

    labels: tuple[str, ...]
    middle: Numbers
    """The usual meaning, taken away before."""
    letters: NDArray[np.int8]
    letters_scale: Numbers
    letters_offset: Numbers
    both: NDArray[np.int8]
    both_scale: Numbers
    both_offset: Numbers
    meaning: Numbers


class Heard(NamedTuple):
    """The likeliest label but none, how likely there is one at all, and whether meaning was read."""

    label: str
    likely: float
    meant: bool


@lru_cache(maxsize=3)
def learnt(name: str) -> Learnt:
    """The weights called ``name``: "acts", "care" or "activity"."""
    data = files("passport.conversation.understanding") / "data" / f"{name}.npz"
    with data.open("rb") as file, np.load(file) as held:
        labels = tuple(str(held["labels"]).split())
        return Learnt(labels, *(held[each] for each in list(Learnt.__dataclass_fields__)[1:]))


def plain(words: Normal) -> str:
    """The text as its pieces are counted: one space between words, figures all alike."""
    spaced = " ".join(re.findall(r"[a-zœ]+'?|\d+|[^\w\s]|\w+", words.plain[: 2 * LONGEST]))
    return re.sub(r"\d+", "0", spaced[:LONGEST])


def counted(text: str) -> tuple[NDArray[np.intp], Numbers]:
    """The buckets of the pieces of :func:`plain` text, and how much each weighs; of length 1."""
    edged = f" {text} "
    pieces = [
        edged[at : at + size]
        for size in range(SHORTEST_PIECE, LONGEST_PIECE + 1)
        for at in range(len(edged) - size + 1)
    ]
    said = ["<", *text.split(" "), ">"]
    pieces += [f"w1 {word}" for word in said]
    pieces += [f"w2 {one} {two}" for one, two in pairwise(said)]
    counts: dict[int, int] = {}
    for piece in pieces:
        bucket = crc32(piece.encode()) % BUCKETS
        counts[bucket] = counts.get(bucket, 0) + 1
    weights = 1 + np.log(np.fromiter(counts.values(), np.float32, len(counts)))
    weights /= np.linalg.norm(weights)
    return np.fromiter(counts, np.intp, len(counts)), weights


def hear(name: str, words: Normal, *, worth: float = 0.1) -> Heard:
    """What ``words`` are likely to do. Their meaning is read where letters alone give ``worth``."""
    known = learnt(name)
    buckets, weights = counted(plain(words))
    at_first = _shares(
        weights @ known.letters[buckets].astype(np.float32) * known.letters_scale
        + known.letters_offset
    )
    if 1 - at_first[0] < worth:
        return _best(known, at_first, meant=False)
    vector = meaning.of_query(words.raw[:1000].strip())
    if vector is None:
        return _best(known, at_first, meant=False)
    scores = weights @ known.both[buckets].astype(np.float32) * known.both_scale
    scores += (vector - known.middle) @ known.meaning + known.both_offset
    return _best(known, _shares(scores), meant=True)


def ready() -> None:
    """Load what the first text would wait for."""
    for name in ("acts", "care", "activity"):
        learnt(name)
    meaning.model()


def _best(known: Learnt, shares: Numbers, *, meant: bool) -> Heard:
    at = 1 + int(np.argmax(shares[1:]))
    return Heard(known.labels[at], float(1 - shares[0]), meant)


def _shares(scores: Numbers) -> Numbers:
    raised: Numbers = np.exp(scores - scores.max())
    raised /= raised.sum()
    return raised
