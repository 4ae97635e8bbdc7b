"""Which savoir-être a statement is like, by its meaning: help for words that no pattern knows.

A linear reading (ridge regression) of the vectors of the model that the search of trades uses, learnt
from the examples of this project by ``tests/conversation/tuning/learn_soft_skills.py``. Without the
model there is no likeness, and the patterns stand alone.
"""

from array import array
from functools import lru_cache
from importlib.resources import files

from passport.conversation.understanding.trades import meaning

CODES = (
    "300412", "300416", "300460", "300461", "300465", "300467", "300473", "300478", "300479", "300483",
    "300485", "300489", "300490", "300493", "300497", "399999", "none",
)  # fmt: skip
"""The order of the columns; the last is for statements that show nothing."""
SIZE = 384
_DATA = "soft_skills.f32"


@lru_cache(maxsize=1)
def _columns() -> list[list[float]]:
    """A column for each code: the offset, then a weight for each number of a vector."""
    values = array("f")
    values.frombytes((files("passport.conversation.understanding") / "data" / _DATA).read_bytes())
    step = SIZE + 1
    return [values[at * step : (at + 1) * step].tolist() for at in range(len(CODES))]


def likest(text: str) -> list[tuple[str, float]]:
    """Codes with their likeness, best first, "none" among them; empty without a model."""
    vector = meaning.of_query(text)
    if vector is None:
        return []
    numbers = vector.tolist()
    scores = [
        column[0] + sum(weight * number for weight, number in zip(column[1:], numbers, strict=True))
        for column in _columns()
    ]
    return sorted(zip(CODES, scores, strict=True), key=lambda pair: -pair[1])
