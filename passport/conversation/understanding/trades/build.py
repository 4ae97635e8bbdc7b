"""The index of trades: one SQLite file made of the starter lexicon and, once imported, the ROME.

Names and deeds are found by their letters, three at a time, with the weights worked out beforehand
(a query takes a millisecond; the trigram search of FTS5 took twenty, or missed the misspelt). Longer
texts are found by their words, with FTS5.
"""

import hashlib
import json
import math
import os
import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from passport.conversation.understanding.trades import lexicon
from passport.conversation.understanding.trades.archive import Archive, Occupation, forms
from passport.conversation.understanding.trades.lexicon import Line
from passport.conversation.understanding.trades.meaning import cut
from passport.conversation.understanding.trades.words import grams, normed, plain, stem, telling

FORMAT = "1"
"""Changes when what is written here does."""

NAME, DEED = 0, 1

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE trade (
    id INTEGER PRIMARY KEY, code TEXT NOT NULL, parent TEXT NOT NULL, name TEXT NOT NULL,
    definition TEXT NOT NULL, leads INTEGER NOT NULL, official INTEGER NOT NULL
);
CREATE TABLE surface (
    id INTEGER PRIMARY KEY, trade INTEGER NOT NULL, kind INTEGER NOT NULL, text TEXT NOT NULL
);
CREATE INDEX surface_text ON surface (text);
CREATE TABLE know_how (code TEXT, key TEXT, label TEXT, main INTEGER);
CREATE INDEX know_how_code ON know_how (code);
CREATE TABLE meaning (id INTEGER PRIMARY KEY, trade INTEGER NOT NULL, layer INTEGER, text TEXT);
CREATE TABLE letters (name TEXT PRIMARY KEY, numbers BLOB NOT NULL);
CREATE VIRTUAL TABLE telling USING fts5(text, content='');
"""

_LEADS = (
    "chef", "cheffe", "directeur", "directrice", "responsable", "ingenieur", "ingenieure", "cadre", "dirigeant",
    "dirigeante", "expert", "experte", "inspecteur", "inspectrice", "officier", "officiere", "chercheur",
    "chercheuse", "encadrement", "direction", "management", "manager", "manageuse", "gerant", "gerante",
    "concepteur", "conceptrice", "contremaitre", "superviseur", "charge", "chargee", "consultant", "consultante",
)  # fmt: skip


def leads(name: str) -> bool:
    """Whether a name is that of somebody who leads, or studied long."""
    return plain(name).split(" ")[:1] != [] and plain(name).split(" ")[0] in _LEADS


def asks_to_lead(words: Iterable[str]) -> bool:
    """Whether somebody speaks of leading."""
    return any(word in _LEADS for word in words)


def fingerprint(archive: str = "") -> str:
    """Names an index: the same lexicon and the same ``archive`` give the same."""
    told = f"{FORMAT}\0{lexicon.fingerprint()}\0{archive}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


@dataclass(slots=True)
class _Trade:
    code: str
    parent: str
    name: str
    definition: str
    official: bool
    surfaces: dict[tuple[str, int], None] = field(default_factory=dict)
    meanings: list[tuple[int, str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def add(self, text: str, kind: int) -> None:
        said = " ".join(telling(plain(text))) or plain(text)
        if said:
            self.surfaces[said, kind] = None


def write(path: Path, archive: Archive | None = None) -> None:
    """Write the index, whole or not at all: readers keep the former one until it is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    making = path.with_name(f".{path.name}.{os.getpid()}")
    making.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(making)) as base:
            fill(base, archive)
        making.replace(path)
    finally:
        making.unlink(missing_ok=True)


def fill(base: sqlite3.Connection, archive: Archive | None = None) -> None:
    """Write the tables of an index into an empty database."""
    base.execute("PRAGMA journal_mode = OFF")
    base.execute("PRAGMA synchronous = OFF")
    base.executescript(_SCHEMA)
    trades = _official(archive) if archive else _starter()
    know_how = _know_how(archive) if archive else []
    surfaces: list[str] = []
    for at, trade in enumerate(trades):
        base.execute(
            "INSERT INTO trade VALUES (?, ?, ?, ?, ?, ?, ?)",
            (at, trade.code, trade.parent, trade.name, trade.definition, leads(trade.name),
             trade.official),
        )  # fmt: skip
        for text, kind in trade.surfaces:
            base.execute("INSERT INTO surface VALUES (?, ?, ?, ?)", (len(surfaces), at, kind, text))
            surfaces.append(text)
        words = " ".join(stem(w) for text in trade.texts for w in telling(plain(text)))
        base.execute("INSERT INTO telling (rowid, text) VALUES (?, ?)", (at, words))
        base.executemany(
            "INSERT INTO meaning (trade, layer, text) VALUES (?, ?, ?)",
            ((at, layer, text) for layer, text in trade.meanings),
        )
    base.executemany("INSERT INTO know_how VALUES (?, ?, ?, ?)", know_how)
    base.executemany(
        "INSERT INTO meta VALUES (?, ?)",
        {
            "version": archive.version if archive else "",
            "names": str(len(archive.names) if archive else 0),
            "codes": str(len({trade.code for trade in trades})),
            **_letters(base, surfaces),
        }.items(),
    )
    base.commit()


def _letters(base: sqlite3.Connection, surfaces: Sequence[str]) -> dict[str, str]:
    """Write, for each gram, the surfaces that have it and its weight there; gives the grams."""
    counts = Counter(gram for text in surfaces for gram in set(grams(text)))
    rarest = math.log(1 + len(surfaces))
    rarity = {gram: math.log(1 + len(surfaces) / n) for gram, n in counts.items()}
    order = {gram: at for at, gram in enumerate(rarity)}
    gram_at, surface_at, weights = array("i"), array("i"), array("f")
    for number, text in enumerate(surfaces):
        for gram, weight in normed(text, rarity, rarest).items():
            gram_at.append(order[gram])
            surface_at.append(number)
            weights.append(weight)
    by_gram = np.argsort(np.array(gram_at), kind="stable")
    for name, numbers in (
        ("starts", np.cumsum([0, *counts.values()], dtype=np.int32)),
        ("surfaces", np.array(surface_at, dtype=np.int32)[by_gram]),
        ("weights", np.array(weights, dtype=np.float16)[by_gram]),
    ):
        base.execute("INSERT INTO letters VALUES (?, ?)", (name, numbers.tobytes()))
    return {
        "rarest": str(rarest),
        "rarity": json.dumps({gram: round(weight, 3) for gram, weight in rarity.items()}),
    }


def _starter() -> list[_Trade]:
    """A trade a line of the lexicon, known by its parent code."""
    trades = []
    for line in lexicon.lines():
        trade = _Trade(line.code, line.code, line.name, line.definition, official=False)
        _tell(trade, line)
        trades.append(trade)
    return trades


def _tell(trade: _Trade, line: Line) -> None:
    trade.add(line.name, DEED)
    for name in line.names:
        trade.add(name, NAME)
    for deed in line.deeds:
        trade.add(deed, DEED)
    trade.texts += (line.name, line.definition, *line.names, *line.deeds)
    trade.meanings += [
        (NAME, cut(", ".join(line.names[::2] or line.names), 100)),
        (DEED, cut(", ".join(line.deeds) or line.name, 100)),
    ]


def _official(archive: Archive) -> list[_Trade]:
    """A trade a code of ROME 4.0; what the lexicon knows of its parent counts for its children."""
    skills: dict[str, list[str]] = defaultdict(list)
    for code, _, label, main in archive.know_how:
        skills[code].insert(0, label) if main else skills[code].append(label)
    trades: dict[str, _Trade] = {}
    for each in archive.occupations:
        trade = _Trade(each.code, each.parent, each.label, _plain_definition(each), official=True)
        for form in forms(each.label):
            trade.add(form, NAME)
        trade.texts += (*each.definition, *skills[each.code])
        trade.meanings.append((DEED, cut(" ".join((*each.definition, each.label)), 120)))
        trades[each.code] = trade
    said: dict[str, set[str]] = defaultdict(set)
    for code, label, _ in archive.names:
        for form in forms(label):
            trades[code].add(form, NAME)
            said[plain(form)].add(code)
    families: dict[str, list[_Trade]] = defaultdict(list)
    for trade in trades.values():
        families[trade.parent].append(trade)
    return [*trades.values(), *_everyday(families, said)]


def _everyday(
    families: Mapping[str, Sequence[_Trade]], said: Mapping[str, set[str]]
) -> Iterator[_Trade]:
    """The lines of the lexicon, each under the code of its family whose names it shares most."""
    for line in lexicon.lines():
        family = {trade.code for trade in families.get(line.code, ())}
        if not family:
            continue
        votes = Counter(
            code for name in line.names for code in said.get(plain(name), ()) if code in family
        )
        own = line.code if line.code in family else min(family)
        code = max(votes, key=lambda each: (votes[each], each == own), default=own)
        trade = _Trade(code, line.code, line.name, line.definition, official=False)
        _tell(trade, line)
        yield trade


def _plain_definition(each: Occupation) -> str:
    """The first sentence of a definition, or its beginning."""
    first = each.definition[0] if each.definition else ""
    shown = cut(first, 110)
    return shown if shown == first else f"{shown}…"


def _know_how(archive: Archive) -> list[tuple[str, str, str, int]]:
    return [(code, key, label, int(main)) for code, key, label, main in archive.know_how]
