"""Two hundred people a minute log in on one process.

``uv run --group test python -m tests.bench.logins`` starts the product with one process on SQLite
(``--service``: on PostgreSQL), lets people arrive evenly for a minute, each from an address of her
own, and prints our own time of a login: the way to the provider, and the way back with the
exchange, the checks and the new session. The provider is the demonstration's, inside the same
process: its signatures and its database are in the figures. The time that a person reads and
chooses is not.
"""

import argparse
import asyncio
import html
import re
import statistics
import tempfile
import time
from pathlib import Path

import httpx

from tests.browser.conftest import _administer, running
from tests.databases import new_name, plain_address

TARGET_S = 0.3
RAMP = 10


async def _log_in(origin: str, number: int, person: str) -> float:
    """One login; our own seconds."""
    headers = {
        "x-forwarded-for": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
        "sec-fetch-site": "same-origin",
    }
    async with httpx.AsyncClient(base_url=origin, headers=headers, timeout=30) as browser:
        started = time.perf_counter()
        begun = await browser.get("/auth/demo/login?next=/passeport")
        spent = time.perf_counter() - started
        people = await browser.get(begun.headers["location"])
        found = re.search(rf'href="([^"]*personne={person})"', people.text)
        assert found, people.status_code
        page = await browser.get(html.unescape(found[1]))
        fields = dict(re.findall(r'name="(demande|personne)" value="([^"]*)"', page.text))
        left = await browser.post("/demonstration/decision", data={**fields, "choix": "continuer"})
        started = time.perf_counter()
        end = await browser.get(left.headers["location"])
        spent += time.perf_counter() - started
        assert end.headers["location"] == "/passeport", end.headers["location"]
        return spent


async def _arrive(origin: str, count: int, pause: float) -> list[float]:
    async with httpx.AsyncClient(base_url=origin, timeout=30) as browser:
        begun = await browser.get("/auth/demo/login")
        people = await browser.get(begun.headers["location"])
    persons = re.findall(r"personne=([0-9a-f-]{36})", people.text)
    # What has just started is still loading what it needs.
    for number in range(RAMP):
        await _log_in(origin, count + number + 1, persons[number % len(persons)])
        await asyncio.sleep(1)
    tasks = []
    for number in range(count):
        one = _log_in(origin, number + 1, persons[number % len(persons)])
        tasks.append(asyncio.create_task(one))
        await asyncio.sleep(pause)
    return await asyncio.gather(*tasks)


def main() -> None:
    """Print the times."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--a-minute", type=int, default=200)
    options.add_argument("--seconds", type=int, default=60)
    options.add_argument("--service", action="store_true", help="on PostgreSQL")
    given = options.parse_args()
    name = new_name()
    more = {"TRUSTED_PROXIES": "1"}
    if given.service:
        _administer(f"CREATE DATABASE {name}")
        more["DATABASE_URL"] = plain_address(name)
    try:
        with (
            tempfile.TemporaryDirectory() as folder,
            running("service" if given.service else "embedded", Path(folder), **more) as product,
        ):
            count = given.a_minute * given.seconds // 60
            times = sorted(asyncio.run(_arrive(product.origin, count, 60 / given.a_minute)))
    finally:
        if given.service:
            _administer(f"DROP DATABASE {name} WITH (FORCE)")
    cut = statistics.quantiles(times, n=100)
    print(
        f"{count} logins at {given.a_minute} a minute on one process"
        f" ({'PostgreSQL' if given.service else 'SQLite'}): our own time p50"
        f" {cut[49] * 1000:.0f} ms, p95 {cut[94] * 1000:.0f} ms, longest"
        f" {times[-1] * 1000:.0f} ms; aimed at: p95 under {TARGET_S * 1000:.0f} ms"
    )


if __name__ == "__main__":
    main()
