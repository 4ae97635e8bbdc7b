"""The know-how of a trade that somebody's tasks may show: official labels beside her own words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from passport.conversation.understanding.normal import fold
from passport.conversation.understanding.trades import meaning
from passport.conversation.understanding.trades.index import Index
from passport.conversation.understanding.trades.query import split

TASKS = 6
"""Tasks that are looked at."""

_BY_MEANING = 1.0
_AT_HEART = 0.05
_LEAST_LETTERS, _LEAST_MEANING = 0.2, 0.845


@dataclass(frozen=True, slots=True)
class KnowHow:
    """A know-how of the ROME: its key there (``code_ogr``) and its label."""

    key: str
    label: str


def matched(
    index: Index, store: meaning.Store | None, code: str, tasks: Sequence[str]
) -> list[KnowHow]:
    """The know-how of ``code`` that fits one of ``tasks``, best first."""
    items = index.know_how(code)
    said = [" ".join(split(fold(task))) for task in tasks[:TASKS]]
    said = [task for task in said if task]
    if not items or not said:
        return []
    labels = [label for _, label, _ in items]
    scores = np.zeros(len(items), dtype=np.float32)
    fits = np.zeros(len(items), dtype=bool)
    vectors = _vectors(store, labels)
    weights = [index.weigh(" ".join(split(fold(label)))) for label in labels]
    for task in said:
        asked = index.weigh(task)
        letters = np.array(
            [
                sum(asked[gram] * held[gram] for gram in asked.keys() & held.keys())
                for held in weights
            ],
            dtype=np.float32,
        )
        total, fit = letters, letters >= _LEAST_LETTERS
        query = meaning.of_query(task) if vectors is not None else None
        if vectors is not None and query is not None:
            near = vectors @ query
            total = letters + _BY_MEANING * (near - near.mean()) / 0.05
            fit |= near >= _LEAST_MEANING
        scores, fits = np.maximum(scores, total), fits | fit
    scores += _AT_HEART * np.array([main for _, _, main in items], dtype=np.float32)
    order = np.argsort(-scores, kind="stable")
    return [KnowHow(items[at][0], items[at][1]) for at in order if fits[at]]


def _vectors(store: meaning.Store | None, labels: Sequence[str]) -> meaning.Vectors | None:
    if store is None or meaning.model() is None:
        return None
    found = store.read(labels)
    if found is None and store.fill(labels):
        found = store.read(labels)
    return found
