"""One of several processes that come in with one sheet, or guess its code; by ``test_race``."""

import asyncio
import sys
import time

from passport.identity import codes
from passport.invitations import service
from passport.kernel.database import Database
from passport.models import import_models


async def main(address: str, act: str, key: str, start: float) -> None:
    """Do ``act`` with ``key`` at the moment ``start``, and print how often something opened."""
    import_models()
    database = Database(address)
    await database.ping()
    if act == "unguarded":

        async def always(*_: object, **__: object) -> bool:
            return True

        service._close = always
    await asyncio.sleep(max(0.0, start - time.time()))
    opened = 0
    if act in {"accept", "unguarded"}:
        opened = (
            await database.write(service.accept, key, "", shared=False, replaces=None) is not None
        )
    elif act == "guess":
        for n in range(10):
            opened += await database.write(service.look, f"{key[:6]}{n:06}") is not None
    elif act == "code":
        secret, code = key.split(":")
        opened = await database.write(codes.come_in, secret, code, "", shared=False) is not None
    print(int(opened))
    await database.dispose()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3], float(sys.argv[4])))
