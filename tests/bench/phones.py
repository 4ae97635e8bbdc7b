"""A thousand phones at once, each with an event every five seconds.

``uv run --group test python -m tests.bench.phones`` starts the product with two processes on Redis
and PostgreSQL (``--embedded``: one process on SQLite), opens the sockets, and prints the time of an
event, counted after the ramp, and the memory of a phone. Each phone comes from an address of its
own, as a proxy would say it, and has a session of its own.
"""

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from pathlib import Path
from uuid import uuid4

from tests.bench.start import resident
from tests.browser.conftest import _administer, running
from tests.framework.phone import ROOT, Phone
from tests.services import POSTGRES, REDIS

PAUSE_S = 5


class Caller(Phone):
    """A phone that asks for the screen of the conversation again and again."""

    times: list[float]

    async def call(self) -> None:
        """One event, timed to the answer that follows it."""
        before = len(self.told)
        started = time.perf_counter()
        await self.send(f"{ROOT}.hydrate")
        if await self.until(lambda: len(self.told) > before, 30):
            self.times.append(time.perf_counter() - started)
        else:
            self.times.append(float("inf"))
        self.told.clear()


async def load(origin: str, pid: int, phones: int, seconds: int) -> None:
    """Connect ``phones``, wait for the ramp to settle, and measure for ``seconds``."""
    callers = [
        Caller(
            origin,
            str(uuid4()),
            session=uuid4().hex,
            **{"X-Forwarded-For": f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}"},
        )
        for n in range(phones)
    ]
    empty = resident(pid)
    started = time.monotonic()
    for group in range(0, phones, 20):
        await asyncio.gather(*(caller.connect() for caller in callers[group : group + 20]))
    ramp = time.monotonic() - started
    await asyncio.sleep(5)
    full = resident(pid)
    for caller in callers:
        caller.times = []

    async def live(caller: Caller) -> None:
        await asyncio.sleep(random.uniform(0, PAUSE_S))
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            turn = time.monotonic()
            await caller.call()
            await asyncio.sleep(max(0, PAUSE_S - (time.monotonic() - turn)))

    await asyncio.gather(*(live(caller) for caller in callers))
    times = sorted(t for caller in callers for t in caller.times)
    lost = sum(t == float("inf") for t in times)
    cuts = statistics.quantiles(times, n=100)
    print(
        f"{phones} phones, {len(times)} events, {lost} lost: p50 {cuts[49] * 1000:.1f} ms, "
        f"p95 {cuts[94] * 1000:.1f} ms, p99 {cuts[98] * 1000:.1f} ms; "
        f"{(full - empty) / phones:.0f} KiB a phone; all connected in {ramp:.1f} s"
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
                asyncio.run(load(product.origin, product.pid, given.phones, given.seconds))
            return
        name = f"passport_{uuid4().hex[:12]}"
        _administer(f"CREATE DATABASE {name}")
        try:
            address = f"{POSTGRES.rsplit('/', 1)[0]}/{name}"
            with running(
                "bench",
                Path(folder),
                TRUSTED_PROXIES="1",
                DATABASE_URL=address,
                REDIS_URL=REDIS,
                WORKERS="2",
            ) as product:
                asyncio.run(load(product.origin, product.pid, given.phones, given.seconds))
        finally:
            _administer(f"DROP DATABASE {name} WITH (FORCE)")


if __name__ == "__main__":
    main()
