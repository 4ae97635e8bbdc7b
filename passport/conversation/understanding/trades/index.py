"""An index of trades opened for search: what each trade shares with the words that were said."""

import json
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from passport.conversation.understanding.trades import meaning
from passport.conversation.understanding.trades.build import DEED, NAME, asks_to_lead
from passport.conversation.understanding.trades.meaning import Vectors
from passport.conversation.understanding.trades.words import (
    normed,
    stem,
    telling,
)

CANDIDATES = 60
"""Names and deeds that are compared closely, for each piece."""

LEAST = 0.08
"""Likeness below which a name or a deed is no candidate."""

FEATURES = (
    "label", "label_near", "label_whole", "text", "meaning",
    "name", "name_near", "name_whole", "deed", "deed_near", "deed_whole", "everyday", "name_meaning",
    "deed_meaning",
    "line", "own", "leads",
)  # fmt: skip
"""What speaks for a code, or against it, each about from 0 to 1.

The first are of the official labels and definitions of the code itself. Then come the names and
deeds of the lexicon, which count for every code of the family; ``line`` says that the line is of
this code, ``own`` that the code is its own parent. ``near`` is the square: only what is close counts.
"""
SAID = FEATURES.index("line")
"""Features before this one come from her words."""

_AT = {name: at for at, name in enumerate(FEATURES)}

Numbers = NDArray[np.float32]


class Entry(NamedTuple):
    """A trade of the index, as it is shown."""

    code: str
    parent: str
    name: str
    definition: str
    leads: bool
    official: bool


class Surface(NamedTuple):
    """A name (``NAME``) or a deed (``DEED``) of a trade."""

    trade: int
    kind: int
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a search found: a row of features for each code, and the best name of each."""

    features: Numbers
    by: dict[int, tuple[float, Surface]]
    meant: bool


class Index:
    """Searches one index. Safe for several threads."""

    def __init__(self, base: sqlite3.Connection, store: meaning.Store | None = None) -> None:
        self._base = base
        self._lock = threading.Lock()
        self.meta = dict(base.execute("SELECT key, value FROM meta"))
        self._rarity: dict[str, float] = json.loads(self.meta["rarity"])
        self._rarest = float(self.meta["rarest"])
        self._gram = {gram: at for at, gram in enumerate(self._rarity)}
        numbers = dict(base.execute("SELECT name, numbers FROM letters"))
        self._starts = np.frombuffer(numbers["starts"], dtype=np.int32)
        self._surfaces = np.frombuffer(numbers["surfaces"], dtype=np.int32)
        self._weights = np.frombuffer(numbers["weights"], dtype=np.float16)
        (self._count,) = base.execute("SELECT count(*) FROM surface").fetchone()
        self.entries = [
            Entry(row[0], row[1], row[2], row[3], bool(row[4]), bool(row[5]))
            for row in base.execute(
                "SELECT code, parent, name, definition, leads, official FROM trade ORDER BY id"
            )
        ]
        self.codes = list(dict.fromkeys(entry.code for entry in self.entries))
        number = {code: at for at, code in enumerate(self.codes)}
        self.code_of = np.array([number[entry.code] for entry in self.entries])
        self.parents = {entry.code: entry.parent for entry in self.entries}
        self._family: dict[str, list[int]] = defaultdict(list)
        for code in self.codes:
            self._family[self.parents[code]].append(number[code])
        family = {parent: at for at, parent in enumerate(self._family)}
        self.family_of = np.array([family[self.parents[code]] for code in self.codes])
        self.first_of = np.array([codes[0] for codes in self._family.values()])
        self._own = np.array([code == self.parents[code] for code in self.codes], dtype=np.float32)
        lead = {entry.code: entry.leads for entry in reversed(self.entries)}
        self._leads = np.array([lead[code] for code in self.codes], dtype=np.float32)
        self._texts = [
            (trade, layer, text)
            for trade, layer, text in base.execute(
                "SELECT trade, layer, text FROM meaning ORDER BY id"
            )
        ]
        self._official = sum(entry.official for entry in self.entries)
        self.shown: list[Entry] = []
        for code in self.codes:
            named = [entry for entry in self.entries if entry.code == code]
            self.shown.append(next((each for each in named if each.official), named[0]))
        self.lines = {
            (entry.parent, entry.name): entry.code for entry in self.entries if not entry.official
        }
        self.answers: dict[tuple[str, ...], Any] = {}
        self._layers = {
            name: found
            for name, found in (
                ("meaning", self._layer(official=True)),
                ("name_meaning", self._layer(official=False, layer=NAME)),
                ("deed_meaning", self._layer(official=False, layer=DEED)),
            )
            if len(found[0])
        }
        self._vectors: Vectors | None = None
        self.load_meaning(store)
        self.weigh = lru_cache(maxsize=512)(self._weigh)

    def _layer(
        self, *, official: bool, layer: int | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], bool]:
        """Rows of the vectors of one kind, the code or the family of each, and which of the two."""
        rows = [
            at
            for at, (trade, kind, _) in enumerate(self._texts)
            if self.entries[trade].official == official and layer in (None, kind)
        ]
        codes = self.code_of[[self._texts[at][0] for at in rows]] if rows else self.code_of[:0]
        owners = codes if official else self.family_of[codes]
        return np.array(rows, dtype=np.int64), owners.astype(np.int64), not official

    @property
    def official(self) -> bool:
        """Whether the ROME was imported."""
        return bool(self.meta["version"])

    @property
    def meant(self) -> bool:
        """Whether meanings are at hand."""
        return self._vectors is not None

    @property
    def to_embed(self) -> list[str]:
        """The texts whose meaning is searched."""
        return [text for _, _, text in self._texts]

    def load_meaning(self, store: meaning.Store | None) -> bool:
        """Take the vectors of the texts from ``store``, if all are there."""
        if self._vectors is None and store is not None and meaning.model() is not None:
            self._vectors = store.read(self.to_embed)
        return self.meant

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._base.close()

    def exact(self, text: str) -> list[Surface]:
        """The surfaces that are ``text``, letter for letter."""
        return [Surface(*row) for row in self._all(_SURFACE + "WHERE text = ?", (text,))]

    def know_how(self, code: str) -> list[tuple[str, str, bool]]:
        """Key, label and whether it is at the heart of the trade, of each know-how of a code."""
        return [
            (key, label, bool(main))
            for key, label, main in self._all(
                "SELECT key, label, main FROM know_how WHERE code = ?", (code,)
            )
        ]

    def gather(self, clauses: Sequence[str], query: Vectors | None) -> Evidence:
        """What speaks for each code in ``clauses``, plain words; ``query`` is their meaning."""
        features = np.zeros((len(self.codes), len(FEATURES)), dtype=np.float32)
        by: dict[int, tuple[float, Surface]] = {}
        words = [word for clause in clauses for word in telling(clause)]
        for clause in clauses:
            asked = self.weigh(clause)
            for surface, like in self._candidates(asked):
                self._compare(surface, like, asked, features, by)
        self._by_text(words, features)
        meant = self._by_meaning(query, features)
        wants_to_lead = asks_to_lead(words)
        features[:, _AT["leads"]] = np.abs(self._leads - wants_to_lead)
        features[:, _AT["own"]] = self._own
        return Evidence(features, by, meant)

    def _compare(
        self,
        surface: Surface,
        like: float,
        asked: dict[str, float],
        features: Numbers,
        by: dict[int, tuple[float, Surface]],
    ) -> None:
        entry = self.entries[surface.trade]
        code = int(self.code_of[surface.trade])
        if code not in by or by[code][0] < like:
            by[code] = (like, surface)
        held = self.weigh(surface.text)
        inside = sum(weight * weight for gram, weight in held.items() if gram in asked)
        kind = "label" if entry.official else "name" if surface.kind == NAME else "deed"
        for each in self._of(surface.trade):
            _most(features, each, kind, like)
            _most(features, each, f"{kind}_near", like * like)
            _most(features, each, f"{kind}_whole", inside * inside)
        if not entry.official:
            _most(features, code, "line", like)

    def _candidates(self, asked: dict[str, float]) -> list[tuple[Surface, float]]:
        """The surfaces nearest by their letters, with how near (cosine, 0 to 1)."""
        known = [(self._gram[gram], weight) for gram, weight in asked.items() if gram in self._gram]
        if not known:
            return []
        parts = [slice(self._starts[at], self._starts[at + 1]) for at, _ in known]
        places = np.concatenate([self._surfaces[part] for part in parts])
        weights = np.concatenate(
            [
                self._weights[part] * np.float32(weight)
                for part, (_, weight) in zip(parts, known, strict=True)
            ]
        )
        like = np.bincount(places, weights=weights, minlength=self._count)
        near = np.flatnonzero(like > LEAST)
        if len(near) > CANDIDATES:
            near = near[np.argpartition(-like[near], CANDIDATES)[:CANDIDATES]]
        found = {int(at): float(like[at]) for at in near}
        rows = self._all(
            "SELECT id, trade, kind, text FROM surface "
            "WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(found)),),
        )
        return [(Surface(*row[1:]), found[row[0]]) for row in rows]

    def _by_text(self, words: Sequence[str], features: Numbers) -> None:
        stems = dict.fromkeys(stem(word) for word in words)
        rare = sorted(stems, key=lambda each: -self._rarity.get("=" + each, self._rarest))[:8]
        if not rare:
            return
        match = " OR ".join(f'"{each}"' for each in rare)
        for first, last, name in (
            (0, self._official, "text"),
            (self._official, len(self.entries), "everyday"),
        ):
            rows = self._all(
                "SELECT rowid, rank FROM telling WHERE telling MATCH ? AND rowid >= ? AND rowid < ? "
                "ORDER BY rank LIMIT 40",
                (match, first, last),
            )
            best = max(4.0, -float(rows[0][1])) if rows else 1.0
            for trade, rank in rows:
                for each in self._of(trade):
                    _most(features, each, name, -float(rank) / best)

    def _of(self, trade: int) -> Sequence[int]:
        """The codes that a trade speaks for: its own, or its family's."""
        entry = self.entries[trade]
        return (int(self.code_of[trade]),) if entry.official else self._family[entry.parent]

    def _by_meaning(self, query: Vectors | None, features: Numbers) -> bool:
        if query is None or self._vectors is None:
            return False
        likeness = self._vectors @ query
        likeness = (likeness - likeness.mean()) / 0.12
        for name, (rows, owners, by_family) in self._layers.items():
            best = np.full(len(self._family) if by_family else len(self.codes), -9, np.float32)
            np.maximum.at(best, owners, likeness[rows])
            spread = best[self.family_of] if by_family else best
            features[:, _AT[name]] = np.maximum(features[:, _AT[name]], spread)
        return True

    def _weigh(self, text: str) -> dict[str, float]:
        return normed(text, self._rarity, self._rarest)

    def _all(self, query: str, values: Sequence[object]) -> list[Any]:
        with self._lock:
            return self._base.execute(query, values).fetchall()


_SURFACE = "SELECT trade, kind, text FROM surface "


def _most(features: Numbers, code: int, name: str, value: float) -> None:
    at = _AT[name]
    if value > features[code, at]:
        features[code, at] = value


__all__ = ["DEED", "FEATURES", "NAME", "Entry", "Evidence", "Index", "Surface"]
