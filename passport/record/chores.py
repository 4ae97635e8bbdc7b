"""What the outbox's worker does for the passport: destroy what its holder removed."""

from collections.abc import Mapping
from typing import Any

from passport.kernel.database import Database
from passport.kernel.outbox import Handler
from passport.kernel.storage import Storage
from passport.record import service


def handlers(database: Database, storage: Storage) -> Mapping[str, Handler]:
    """What to do with each kind of message of the passport."""

    async def purge(_payload: dict[str, Any]) -> None:
        await database.write(service.purge)

    async def forget_file(payload: dict[str, Any]) -> None:
        await storage.delete(payload["key"])

    return {service.PURGE: purge, service.FORGET_FILE: forget_file}
