"""What the outbox's worker does for sharing: destroy shares that ended long ago."""

from collections.abc import Mapping
from typing import Any

from passport.kernel.database import Database
from passport.kernel.outbox import Handler
from passport.sharing import service


def handlers(database: Database) -> Mapping[str, Handler]:
    """What to do with each kind of message of sharing."""

    async def purge(_payload: dict[str, Any]) -> None:
        await database.write(service.purge)

    return {service.PURGE: purge}
