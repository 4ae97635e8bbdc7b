"""Is this installation healthy? Each check says what it saw and, when it hurts, what to do."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from redis.asyncio import from_url as redis_from_url

from passport.kernel.database import Database, Session
from passport.kernel.i18n import LOCALES, SOURCE, holes
from passport.kernel.ids import token
from passport.kernel.storage import Storage
from passport.settings import Settings

LOW_DISK_BYTES = 1 << 30
CLOCK_TOLERANCE_S = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check saw. ``remedy`` is empty when all is well."""

    what: str
    seen: str
    remedy: str = ""

    @property
    def healthy(self) -> bool:
        """Whether there is nothing to do."""
        return not self.remedy


async def _database_time(session: Session) -> datetime:
    if session.get_bind().dialect.name == "sqlite":
        return session.now()
    found: datetime = (await session.execute(sa.text("SELECT now()"))).scalar_one()
    return found.astimezone(UTC)


async def check_database(database: Database) -> AsyncIterator[Finding]:
    """Does it answer, and does its clock agree with ours?"""
    kind = database.engine.dialect.name
    try:
        theirs = await database.read(_database_time)
    except Exception as error:
        yield Finding(
            "database", f"{kind}: {type(error).__name__}", "Check DATABASE_URL and that it is up."
        )
        return
    yield Finding("database", f"{kind} answers")
    apart = abs((theirs - database.clock.now()).total_seconds())
    yield Finding(
        "clock",
        f"{apart:.0f} s apart from the database",
        "Synchronise this machine's clock (NTP)." if apart > CLOCK_TOLERANCE_S else "",
    )


async def check_redis(settings: Settings) -> Finding:
    """Does Redis answer, when it is asked for?"""
    if not settings.redis_url:
        return Finding("redis", "not used: one process")
    client = redis_from_url(settings.redis_url)
    try:
        await client.get("doctor")
    except Exception as error:
        return Finding("redis", type(error).__name__, "Check REDIS_URL and that it is up.")
    finally:
        await client.aclose()
    return Finding("redis", "answers")


async def check_storage(storage: Storage) -> Finding:
    """Can a file be kept, read back and forgotten?"""
    key = f"doctor/{token(8)}"
    try:
        await storage.put(key, b"doctor")
        same = await storage.get(key) == b"doctor"
        await storage.delete(key)
    except Exception as error:
        return Finding("storage", type(error).__name__, "Check STORAGE_URL and its credentials.")
    if not same:
        return Finding("storage", "gives back something else", "Check STORAGE_URL.")
    return Finding("storage", "keeps, reads, forgets")


def check_disk(folder: Path) -> Finding:
    """Is there room left beside the embedded data?"""
    existing = next(path for path in (folder.resolve(), *folder.resolve().parents) if path.exists())
    free = shutil.disk_usage(existing).free
    return Finding(
        "disk",
        f"{free / (1 << 30):.1f} GiB free",
        "Free some room on this disk." if free < LOW_DISK_BYTES else "",
    )


def check_translations() -> list[Finding]:
    """Does every language say every sentence?"""
    found = []
    for code in LOCALES:
        missing = len(holes(code)) if code != SOURCE else 0
        found.append(
            Finding(
                f"language {code}",
                f"{missing} sentences missing" if missing else "whole",
                f"Complete translations/{code}." if missing else "",
            )
        )
    return found


async def examine(
    settings: Settings, database: Database, storage: Storage
) -> AsyncIterator[Finding]:
    """Every finding, in the order in which they matter."""
    yield Finding("settings", f"{settings.passport_env.value}, {settings.origin}")
    async for finding in check_database(database):
        yield finding
    yield await check_redis(settings)
    yield await check_storage(storage)
    yield check_disk(settings.passport_var)
    for finding in check_translations():
        yield finding
