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

from passport.conversation import service
from passport.conversation.engine.account import account
from passport.conversation.evaluation import score
from passport.conversation.understanding import trades
from passport.conversation.understanding.reading import read
from passport.settings import settings
from tests.bench.start import resident

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
    service.keep_trades_in(settings().passport_var / f"bench-{state}")
    if state == "full":
        begun = time.monotonic()
        found = service.import_rome(DATA / "rome460")
        print(
            f"import: {time.monotonic() - begun:.1f} s, version {found.version}, "
            f"{found.names} appellations, {found.codes} codes, meanings ready: {found.ready}"
        )
    service.prepare_now()
    _turns(files)
    for path in files:
        print(f"\n{score(path)}")


def _turns(files: list[Path]) -> None:
    """Read different sentences one after the other, as a person's turns come."""
    texts = list(dict.fromkeys(_texts(files)))[:TURNS]
    read("serveur", today=TODAY)
    taken = []
    for text in texts:
        begun = time.perf_counter()
        account(text, None, TODAY)
        taken.append(1_000 * (time.perf_counter() - begun))
    cuts = statistics.quantiles(taken, n=100)
    print(
        f"{trades.source()}\n{len(texts)} turns: p50 {cuts[49]:.0f} ms, p95 {cuts[94]:.0f} ms, "
        f"p99 {cuts[98]:.0f} ms; {resident(os.getpid()) / 1024:.0f} MiB resident"
    )


def _texts(files: list[Path]) -> list[str]:
    """Told sentences first: they are longer than titles."""
    rows = [json.loads(line) for path in files for line in path.open(encoding="utf-8")]
    return sorted((row["text"] for row in rows if "text" in row), key=lambda text: -len(text))


if __name__ == "__main__":
    main()
