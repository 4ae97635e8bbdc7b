"""Trades as the product keeps them: the lexicon, the imported ROME, and what makes search quick."""

import asyncio
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from passport.conversation.understanding import trades
from passport.conversation.understanding.trades import archive

AFTER_START_S, EVERY_S = 20, 60
"""Nothing is prepared while the product starts; then it is seen whether something new is there."""

IMPORT_S = 50
"""Seconds that an import may take; the server embeds what is left."""

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought. ``ready``: whether its meanings can be searched already."""

    version: str
    names: int
    codes: int
    parents: int
    ready: bool
    attribution: str


def keep_trades_in(folder: Path) -> None:
    """Say where the imported ROME and the index are kept."""
    trades.keep_in(folder)


def import_rome(folder: Path, progress: Progress = lambda step, share: None) -> Imported:
    """Put the official archive in ``folder`` in place of what was there.

    Raises ``trades.Refused`` with file and line; then nothing has changed. The search goes on
    meanwhile, and takes the new data by itself in every process.
    """
    until = time.monotonic() + IMPORT_S
    found = archive.read(folder, lambda share: progress("read", share))
    keeper = trades.keeper()
    keeper.take(found, progress)
    ready = keeper.prepare(
        progress, lambda: time.monotonic() < until, threads=min(4, os.cpu_count() or 1)
    )
    return Imported(
        version=found.version,
        names=len(found.names),
        codes=len(found.occupations),
        parents=len({each.parent for each in found.occupations}),
        ready=ready,
        attribution=trades.attribution(),
    )


def prepare_now(progress: Progress = lambda step, share: None) -> bool:
    """Do at once what ``prepare_trades`` does in its time; whether all is there."""
    return trades.keeper().prepare(progress, threads=min(4, os.cpu_count() or 1))


async def prepare_trades() -> None:
    """Make the search by meaning ready, and again after an import, as long as the process lives.

    It runs behind everything else: the search goes by letters until it is there.
    """
    stopped = threading.Event()
    with ThreadPoolExecutor(1, initializer=_give_way) as alone:
        try:
            await asyncio.sleep(AFTER_START_S)
            while True:
                if not trades.keeper().complete:
                    await asyncio.get_running_loop().run_in_executor(
                        alone, lambda: trades.keeper().prepare(going=lambda: not stopped.is_set())
                    )
                await asyncio.sleep(EVERY_S)
        finally:
            stopped.set()


def _give_way() -> None:
    """Let whoever waits for a page go first: on Linux a thread has a priority of its own."""
    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 19)


def attribution() -> str:
    """Whom the imported trades are from; empty with the starter lexicon alone."""
    return trades.attribution()


async def know_how(code: str, tasks: list[str]) -> list[trades.KnowHow]:
    """Three know-how of a trade to tick beside her own words; none without an import."""
    return await asyncio.to_thread(trades.know_how, code, tasks)
