"""A cut against looks from other processes."""

import asyncio
import json
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from passport.kernel.clock import FixedClock
from passport.kernel.database import Database
from passport.record import service as record
from passport.record.service import ExperienceDraft
from passport.sharing import service
from passport.sharing.rules import Lifetime
from tests.record.people import beneficiary

PROCESSES = 3
ROOT = Path(__file__).parents[2]


async def test_after_a_cut_nothing_is_shown_and_every_look_was_counted(
    db: Database, address: str, clock: FixedClock
) -> None:
    # The other processes live in the present.
    clock.advance(datetime.now(UTC) + timedelta(seconds=1) - clock.now())
    amina = await beneficiary(db)
    item = await db.write(record.add_experience, amina, ExperienceDraft("Vendeuse"))
    share = await db.write(service.make_share, amina, "Martin", [str(item)], Lifetime.DAY)
    secret = await db.read(service.address, amina, share)
    watchers = [
        await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.sharing.race",
            address,
            secret,
            cwd=ROOT,
            stdout=asyncio.subprocess.PIPE,
        )
        for _ in range(PROCESSES)
    ]
    for watcher in watchers:
        assert watcher.stdout is not None
        assert await watcher.stdout.readline() == b"looking\n"
    await db.write(service.cut, amina, share)
    returned = time.monotonic()
    began: list[float] = []
    for watcher in watchers:
        out, _ = await watcher.communicate()
        began += json.loads(out)
    assert max(began) <= returned
    assert (await db.read(service.share, amina, share)).seen == len(began)
