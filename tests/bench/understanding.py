"""How well and how quickly a sentence is understood, with the lexicon and with the full ROME.

``uv run --group test python -m tests.bench.understanding [--files FILE…]``

Needs the official archive and the development sets (``PASSPORT_TEST_DATA``). The first run embeds
names and definitions, which takes minutes; they are kept in ``PASSPORT_VAR``.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from passport.conversation.engine.account import account
from passport.conversation.evaluation import score
from passport.conversation.understanding import trades
from passport.conversation.understanding.reading import read
from passport.conversation.understanding.trades import archive

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("PASSPORT_TEST_DATA", ROOT.parent / "shared" / "data"))
TURNS = 400
TODAY = date(2026, 11, 22)


def main() -> None:
    """Print the tables for both states of the search, and the cost of a turn in each."""
    given = argparse.ArgumentParser()
    given.add_argument("--files", nargs="*", type=Path)
    given.add_argument("--state", choices=("starter", "full"))
    asked = given.parse_args()
    files = asked.files or sorted((DATA / "evals").glob("*.jsonl"))
    if asked.state:
        _state(asked.state, files)
        return
    for state in ("starter", "full"):  # a process each: memory is that of one state alone
        command = [sys.executable, "-m", "tests.bench.understanding", "--state", state, "--files"]
        subprocess.run([*command, *map(str, files)], cwd=ROOT, check=True)


def _state(state: str, files: list[Path]) -> None:
    keeper = trades.use(Path(os.environ.get("PASSPORT_VAR", "var")) / f"bench-{state}")
    begun = time.monotonic()
    if state == "full":
        found = archive.read(DATA / "rome460")
        keeper.take(found, lambda step, share: None)
        names = f"{len(found.names)} appellations, {len(found.occupations)} codes"
        print(f"{names}: searched by letters after {time.monotonic() - begun:.1f} s")
    todo = len(keeper.store.missing(keeper.index().to_embed)) if keeper.store else 0
    keeper.prepare(threads=os.cpu_count() or 1)
    print(f"searched by meaning after {time.monotonic() - begun:.1f} s ({todo} texts embedded)")
    _turns(files)
    for path in files:
        print(f"\n{score(path)}")


def _turns(files: list[Path]) -> None:
    """Read different sentences one after the other, as a person's turns come."""
    texts = list(dict.fromkeys(_texts(files)))[:TURNS]
    read("serveur", today=TODAY)
    taken, worked = [], []
    for text in texts:
        begun, busy = time.perf_counter(), time.process_time()
        account(text, None, TODAY)
        taken.append(1_000 * (time.perf_counter() - begun))
        worked.append(1_000 * (time.process_time() - busy))
    print(f"{trades.source()}\n{len(texts)} turns, {_resident():.0f} MiB resident")
    for name, each in (("by the clock", taken), ("of processor", worked)):
        cuts = statistics.quantiles(each, n=100)
        print(f"{name}: p50 {cuts[49]:.0f} ms, p95 {cuts[94]:.0f} ms, p99 {cuts[98]:.0f} ms")


def _resident() -> float:
    """MiB of memory of this process, the part of the model's file that it uses included."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if "VmRSS" in line) / 1024


def _texts(files: list[Path]) -> list[str]:
    """Told sentences first: they are longer than titles."""
    rows = [json.loads(line) for path in files for line in path.open(encoding="utf-8")]
    return sorted((row["text"] for row in rows if "text" in row), key=lambda text: -len(text))


if __name__ == "__main__":
    main()
