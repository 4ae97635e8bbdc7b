"""Which index is searched: the starter lexicon at once, the imported ROME as soon as it is there.

A folder keeps the imported archive, the index made of it and of the lexicon, and the vectors. Each
process looks once a second whether the archive has changed, so an import needs no restart.
"""

import fcntl
import hashlib
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from passport.conversation.understanding.trades import archive, build, meaning
from passport.conversation.understanding.trades.index import Index

LOOK_EVERY_S = 1.0

Progress = Callable[[str, float], None]
Stamp = tuple[int, int, int] | None


@dataclass(slots=True)
class _Held:
    index: Index
    stamp: Stamp
    ready: bool
    """Whether it is the index of that archive, not one that stands in for it."""


class Keeper:
    """Keeps the index of one folder open; without a folder, the starter lexicon in memory."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._held: _Held | None = None
        self._looked = 0.0
        self._lock = threading.Lock()

    @property
    def kept(self) -> Path | None:
        """Where the imported archive is kept."""
        return self._folder / "rome.json.gz" if self._folder else None

    @property
    def store(self) -> meaning.Store | None:
        """The vectors."""
        return meaning.Store(self._folder / "vectors.sqlite") if self._folder else None

    def index(self) -> Index:
        """The index to search now."""
        held, now = self._held, time.monotonic()
        if held is not None and now - self._looked < LOOK_EVERY_S:
            return held.index
        with self._lock:
            self._looked = now
            held = self._held = self._look(self._held)
        return held.index

    @property
    def complete(self) -> bool:
        """Whether there is nothing to prepare."""
        path = self.index_path()
        if path is None:
            return True
        return path.exists() and (self.index().meant or meaning.model() is None)

    def _look(self, held: _Held | None) -> _Held:
        stamp = _stamp(self.kept)
        if held is None or held.stamp != stamp or not held.ready:
            path = self.index_path()
            opened = _opened(path) if path else None
            if opened is not None:
                held = _Held(opened, stamp, ready=True)
            elif held is None:
                held = _Held(_in_memory(build.fingerprint()), stamp, ready=path is None)
        if not held.index.meant and self._marker().exists():
            held.index.load_meaning(self.store)
        return held

    def index_path(self) -> Path | None:
        """Where the index of the archive and the lexicon of today is, or will be."""
        if self._folder is None:
            return None
        return self._folder / f"index-{build.fingerprint(self._identity())}.sqlite"

    def _marker(self) -> Path:
        """Says that all vectors of an index are there."""
        path = self.index_path()
        return path.with_suffix(".meant") if path else Path("/nowhere")

    def _identity(self) -> str:
        stamp = _stamp(self.kept)
        return _identity(self.kept, stamp) if self.kept and stamp else ""

    def prepare(
        self,
        progress: Progress = lambda step, share: None,
        going: Callable[[], bool] = lambda: True,
        threads: int = 1,
    ) -> bool:
        """Write the index and the vectors that are missing; whether all is there.

        One process does it at a time: another one leaves it to that one. Minutes of work for the
        vectors of a new ROME, nothing once they are there; what was done is kept when ``going``
        says no.
        """
        if self._folder is None:
            return False
        self._folder.mkdir(parents=True, exist_ok=True)
        with _alone(self._folder / "prepare.lock") as mine:
            return mine and self._prepare(progress, going, threads)

    def _prepare(self, progress: Progress, going: Callable[[], bool], threads: int) -> bool:
        path = self.index_path()
        assert path is not None
        if _opened(path) is None:
            known = self.kept if _stamp(self.kept) else None
            build.write(path, archive.load(known) if known else None)
        progress("index", 1.0)
        self._looked = 0.0
        index, store = self.index(), self.store
        assert store is not None
        if not index.meant:
            if not store.fill(
                index.to_embed, lambda share: progress("meaning", share), going, threads
            ):
                return False
            self._marker().touch()
            self._looked = 0.0
            index = self.index()
        self._sweep(path)
        return index.meant

    def _sweep(self, path: Path) -> None:
        """Destroy indexes that nobody opens any more."""
        assert self._folder is not None
        for old in self._folder.glob("index-*"):
            if old.stem != path.stem:
                old.unlink(missing_ok=True)

    def take(self, found: archive.Archive, progress: Progress) -> None:
        """Put an archive in place of the former one, all at once, its index first."""
        if self._folder is None or self.kept is None:
            raise ValueError("no folder to keep the archive in")
        self._folder.mkdir(parents=True, exist_ok=True)
        making = archive.save(found, self._folder)
        try:
            identity = _identity(making, _stamp(making))
            index = self._folder / f"index-{build.fingerprint(identity)}.sqlite"
            if not index.exists():
                build.write(index, found)
            progress("index", 1.0)
            making.replace(self.kept)
        finally:
            making.unlink(missing_ok=True)
        self._looked = 0.0


def _opened(path: Path) -> Index | None:
    """The index in a file; nothing where there is none, or not a whole one."""
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        return Index(sqlite3.connect(address, uri=True, check_same_thread=False))
    except sqlite3.DatabaseError:
        return None


@lru_cache(maxsize=1)
def _in_memory(_fingerprint: str) -> Index:
    """The index of the lexicon, worked out once for each state of it."""
    base = sqlite3.connect(":memory:", check_same_thread=False)
    build.fill(base)
    return Index(base)


def _stamp(path: Path | None) -> Stamp:
    if path is None:
        return None
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


_known: dict[tuple[Path, Stamp], str] = {}


def _identity(path: Path, stamp: Stamp) -> str:
    """A digest of the archive that is kept, worked out once for each file."""
    if (path, stamp) not in _known:
        _known.clear()
        _known[path, stamp] = hashlib.sha256(path.read_bytes()).hexdigest()
    return _known[path, stamp]


@contextmanager
def _alone(path: Path) -> Iterator[bool]:
    """Whether no other process holds the lock."""
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


_keeper = Keeper()


def keeper() -> Keeper:
    """What this process searches with."""
    return _keeper


def keep_in(folder: Path) -> None:
    """Keep trades beside what else the installation keeps in ``folder``."""
    use(folder / "trades")


def use(folder: Path | None) -> Keeper:
    """Keep trades in ``folder`` from now on; nothing: the starter lexicon, in memory."""
    global _keeper  # noqa: PLW0603 - one index a process, like the settings
    _keeper = Keeper(folder)
    return _keeper
