"""A thousand phones at once, each with an event every five seconds.

``uv run --group test python -m tests.bench.phones`` starts the product with two processes on Redis
and PostgreSQL (``--embedded``: one process on SQLite), opens the sockets, and prints the time of an
event, counted after the ramp, and the memory of a phone. Each phone comes from an address of its
own, as a proxy would say it, and has a session of its own. Two kinds of event, one after the other:
a *tap* passes the guard and changes the screen; a *page* also reads the whole passport.

The phones share the machine with the product: their own work is part of what is measured.
"""

import argparse
import asyncio
import gc
import random
import statistics
import tempfile
import time
from pathlib import Path
from uuid import uuid4

from sqlmodel import col, select

from passport.identity.models import Person
from passport.identity.service import open_for
from passport.kernel.actor import Role
from passport.kernel.database import Database, Session
from passport.models import import_models
from tests.bench.start import busy, resident
from tests.browser.conftest import _administer, running
from tests.databases import engine_address, new_name, plain_address
from tests.framework.phone import ROOT, Phone
from tests.services import REDIS

PAUSE_S = 5
EVENTS = {
    "tap": f"{ROOT}.passport___sharing___state____new_share_state.tick_all",
    "page": f"{ROOT}.passport___record___state____record_state.load",
}


class Caller(Phone):
    """A phone that does the same thing again and again."""

    times: list[float]

    async def call(self, event: str) -> None:
        """One event, timed to the answer that follows it."""
        self.told.clear()
        started = time.perf_counter()
        await self.send(event)
        if await self.until(lambda: bool(self.told), 30):
            self.times.append(time.perf_counter() - started)
        else:
            self.times.append(float("inf"))


async def _log_in(session: Session, phones: int) -> list[str]:
    """A session for each phone, of the fictitious people in turn."""
    query = select(Person).where(Person.role == Role.BENEFICIARY, col(Person.fictitious))
    people = (await session.exec(query)).all()
    return [await open_for(session, people[n % len(people)], {}, "phone") for n in range(phones)]


async def _at_rest(pid: int) -> None:
    """Wait until the processes have done what they do once, at their start."""
    before = busy(pid)
    while True:
        await asyncio.sleep(2)
        before, since = busy(pid), busy(pid) - before
        if since < 0.2:
            return


async def load(origin: str, pid: int, address: str, phones: int, seconds: int) -> None:
    """Connect ``phones``, wait for the ramp to settle, and measure for ``seconds``."""
    import_models()
    # A thousand phones in one process: its pauses would be taken for the product's.
    gc.disable()
    base = Database(address)
    sessions = await base.write(_log_in, phones)
    await base.dispose()
    callers = [
        Caller(
            origin,
            str(uuid4()),
            session=secret,
            **{"X-Forwarded-For": f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}"},
        )
        for n, secret in enumerate(sessions)
    ]
    await _at_rest(pid)
    empty = resident(pid)
    started = time.monotonic()
    for group in range(0, phones, 20):
        await asyncio.gather(*(caller.connect() for caller in callers[group : group + 20]))
    ramp = time.monotonic() - started
    await asyncio.sleep(5)
    full = resident(pid)
    print(
        f"{phones} phones connected in {ramp:.1f} s, {(full - empty) / phones:.0f} KiB each",
        flush=True,
    )

    async def live(caller: Caller, event: str) -> None:
        caller.times = []
        await asyncio.sleep(random.uniform(0, PAUSE_S))
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            turn = time.monotonic()
            await caller.call(event)
            await asyncio.sleep(max(0, PAUSE_S - (time.monotonic() - turn)))

    for kind, event in EVENTS.items():
        before = busy(pid)
        await asyncio.gather(*(live(caller, event) for caller in callers))
        times = sorted(t for caller in callers for t in caller.times)
        lost = sum(t == float("inf") for t in times)
        cuts = statistics.quantiles(times, n=100)
        print(
            f"{kind}: {len(times)} events, {lost} lost, p50 {cuts[49] * 1000:.1f} ms, "
            f"p95 {cuts[94] * 1000:.1f} ms, p99 {cuts[98] * 1000:.1f} ms; "
            f"{(busy(pid) - before) * 1000 / len(times):.1f} ms of processor each",
            flush=True,
        )
    for caller in callers:
        await caller.close()


def main() -> None:
    """Start the product and load it."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--phones", type=int, default=1000)
    arguments.add_argument("--seconds", type=int, default=30)
    arguments.add_argument("--embedded", action="store_true")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if given.embedded:
            with running("bench", Path(folder), TRUSTED_PROXIES="1") as product:
                address = f"sqlite+aiosqlite:///{Path(folder) / 'passport.db'}"
                asyncio.run(load(product.origin, product.pid, address, given.phones, given.seconds))
            return
        name = new_name()
        _administer(f"CREATE DATABASE {name}")
        try:
            address = plain_address(name)
            with running(
                "bench",
                Path(folder),
                TRUSTED_PROXIES="1",
                DATABASE_URL=address,
                REDIS_URL=REDIS,
                WORKERS="2",
            ) as product:
                driver = engine_address(address)
                asyncio.run(load(product.origin, product.pid, driver, given.phones, given.seconds))
        finally:
            _administer(f"DROP DATABASE {name} WITH (FORCE)")


if __name__ == "__main__":
    main()
