"""Fifty conversations at once through the real service: how long a turn takes, and the memory.

``uv run --group test python -m tests.bench.conversations [--people 50] [--pause 6]``

Each person answers after a pause, as people do, and ``TURNS`` times at most; the clock runs from
her tap to what she sees next, transaction included. A few conversations one after the other are
timed first: they say what the work itself costs.
"""

import argparse
import asyncio
import gc
import os
import random
import tempfile
import time
from pathlib import Path
from uuid import UUID

os.environ.setdefault("PASSPORT_ENV", "test")

from passport.conversation import service
from passport.conversation.engine.policy import Step
from passport.identity.models import Person
from passport.kernel.actor import Actor, Role
from passport.kernel.clock import SystemClock
from passport.kernel.database import Database, Session
from passport.kernel.i18n import use_locale
from passport.models import import_models
from tests.conversation.lives.life import live
from tests.conversation.lives.player import Player
from tests.databases import fresh

SEED = 3_000
ALONE = 6
TURNS = 12


async def _account(session: Session) -> UUID:
    person = Person(
        id=session.new_id(),
        role=Role.BENEFICIARY,
        given_name="Amina",
        family_name="Benali",
        created_at=session.now(),
    )
    session.add(person)
    await session.flush()
    return person.id


async def _converse(database: Database, seed: int, pause: float, taken: list[float]) -> None:
    """One whole conversation; the time of each turn goes to ``taken``, in seconds."""
    life, draw = live(seed), random.Random(seed)
    player, actor = Player(life), Actor(await database.write(_account), Role.BENEFICIARY)
    talk, written = await database.read(service.open_talk, actor), 0
    for number in range(TURNS):
        shown = talk.prompt
        written += shown.step is Step.SAVED
        values = talk.dialogue.draft.values
        card = {str(slot): [value.text for value in held] for slot, held in values.items()}
        said = player.answer(shown, card, saved=written, left=talk.dialogue.left)
        if said is None:
            return
        if pause:
            await asyncio.sleep(draw.uniform(0.2, 1.8) * pause)
        began = time.perf_counter()
        if said.chip is not None:
            talk = await database.write(
                service.tap, actor, said.chip, asked=shown.key or "", key=str(number)
            )
        else:
            talk = await database.write(service.say, actor, said.text, key=str(number))
        taken.append(time.perf_counter() - began)


def _line(name: str, taken: list[float], seconds: float) -> str:
    ordered = sorted(taken)
    p50, p99 = (1000 * ordered[int(share * (len(ordered) - 1))] for share in (0.5, 0.99))
    return (
        f"{name:<28}{len(taken):>7} turns{p50:>8.0f} ms p50{p99:>8.0f} ms p99"
        f"{len(taken) / seconds:>8.1f} turns/s"
    )


def memory() -> float:
    """MiB of memory that this process holds."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if "VmRSS" in line) / 1024


async def _measure(name: str, address: str, people: int, pause: float) -> None:
    database = Database(address, clock=SystemClock())
    await database.create()
    await service.warm_up(database)
    # As the product does once it has loaded what it needs.
    gc.collect()
    gc.freeze()
    taken: list[float] = []
    began = time.perf_counter()
    for number in range(ALONE):
        await _converse(database, SEED + number, 0, taken)
    print(_line(f"{name}, one alone", taken, time.perf_counter() - began), flush=True)
    taken = []
    began = time.perf_counter()
    await asyncio.gather(
        *(_converse(database, SEED + number, pause, taken) for number in range(people))
    )
    print(_line(f"{name}, {people} at once", taken, time.perf_counter() - began), flush=True)
    await database.dispose()


async def main() -> None:
    """Print the turn times on both databases, and the memory of the process."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--pause", type=float, default=6.0, help="seconds between two turns")
    options = parser.parse_args()
    before = memory()
    import_models()
    with use_locale("fr"):
        with tempfile.TemporaryDirectory() as folder:
            address = f"sqlite+aiosqlite:///{Path(folder) / 'passport.db'}"
            await _measure("SQLite", address, options.people, options.pause)
        async with fresh() as address:
            await _measure("PostgreSQL", address, options.people, options.pause)
    print(f"memory of the process: {memory():.0f} MiB ({before:.0f} before the first turn)")


if __name__ == "__main__":
    asyncio.run(main())
