"""Private files: kept, read, forgotten, never outside their folder."""

from pathlib import Path

import pytest

from passport.kernel.errors import NotFound
from passport.kernel.storage import Storage


async def test_a_file_is_kept_read_and_forgotten(files: Storage) -> None:
    await files.put("certificates/a", b"bytes")
    assert await files.exists("certificates/a")
    assert await files.get("certificates/a") == b"bytes"
    await files.delete("certificates/a")
    await files.delete("certificates/a")
    assert not await files.exists("certificates/a")
    with pytest.raises(NotFound):
        await files.get("certificates/a")


async def test_a_key_cannot_leave_the_folder(tmp_path: Path) -> None:
    files = Storage.folder(tmp_path / "files")
    (tmp_path / "secret").write_bytes(b"secret")
    with pytest.raises(Exception):  # noqa: B017 - whichever error the library has for it
        await files.get("../secret")
