"""Private files: a local folder by default, S3 by ``STORAGE_URL``. Nothing here is served as is."""

from functools import lru_cache
from pathlib import Path

import obstore
from obstore.exceptions import NotFoundError
from obstore.store import LocalStore, ObjectStore, from_url

from passport.kernel.errors import NotFound
from passport.kernel.i18n import N_
from passport.settings import settings


class Storage:
    """Keeps bytes under keys that the product makes itself, never from a file's name."""

    def __init__(self, store: ObjectStore) -> None:
        """Keep files in ``store``."""
        self._store = store

    @classmethod
    def folder(cls, path: Path) -> "Storage":
        """A storage in a folder of this machine."""
        path.mkdir(parents=True, exist_ok=True)
        return cls(LocalStore(path.resolve()))

    @classmethod
    def at(cls, address: str) -> "Storage":
        """A storage at ``address``, as ``s3://bucket/prefix``; the rest is in ``AWS_*``."""
        return cls(from_url(address))

    async def put(self, key: str, content: bytes) -> None:
        """Keep ``content`` under ``key``, replacing what was there."""
        await obstore.put_async(self._store, key, content)

    async def get(self, key: str) -> bytes:
        """What is kept under ``key``. Raises ``NotFound``."""
        try:
            found = await obstore.get_async(self._store, key)
        except (NotFoundError, FileNotFoundError):
            raise NotFound(N_("Ce fichier n'est plus là.")) from None
        return bytes(await found.bytes_async())

    async def delete(self, key: str) -> None:
        """Forget ``key``; nothing happens when it is not there."""
        try:
            await obstore.delete_async(self._store, key)
        except (NotFoundError, FileNotFoundError):
            return

    async def exists(self, key: str) -> bool:
        """Whether something is kept under ``key``."""
        try:
            await obstore.head_async(self._store, key)
        except (NotFoundError, FileNotFoundError):
            return False
        return True


@lru_cache(maxsize=1)
def storage() -> Storage:
    """The process's storage, from its settings."""
    configured = settings()
    if configured.storage_url:
        return Storage.at(configured.storage_url)
    return Storage.folder(configured.passport_var / "files")
