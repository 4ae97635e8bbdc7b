"""Run by the test of races: looks at a share until it is closed, in a process of its own."""

import asyncio
import json
import sys
import time

from passport.kernel.database import Database
from passport.models import import_models
from passport.sharing import service
from passport.sharing.rules import Device
from passport.sharing.service import Closed


async def look_until_closed(address: str, secret: str) -> None:
    """Print when each look that showed something began."""
    db = Database(address)
    began = []
    while True:
        at = time.monotonic()
        found = await db.write(service.open_address, secret, device=Device.PHONE)
        if isinstance(found, Closed):
            break
        began.append(at)
        if len(began) == 1:
            print("looking", flush=True)
        # Leaves the writer of SQLite to the others for a moment.
        await asyncio.sleep(0.01)
    await db.dispose()
    print(json.dumps(began), flush=True)


if __name__ == "__main__":
    import_models()
    asyncio.run(look_until_closed(*sys.argv[1:]))
