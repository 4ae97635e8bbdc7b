"""Private files: kept, read, forgotten, never outside their place."""

from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from passport.kernel.errors import NotFound
from passport.kernel.storage import Storage

BUCKET = "private"


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Storage]:
    """A folder of a bucket, behind a server that speaks S3."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ALLOW_HTTP": "true",
        "AWS_ACCESS_KEY_ID": "someone",
        "AWS_SECRET_ACCESS_KEY": "something",
        "AWS_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    boto3.client("s3", region_name="us-east-1").create_bucket(Bucket=BUCKET)
    yield Storage.at(f"s3://{BUCKET}/passport")
    server.stop()


@pytest.fixture(params=["files", "bucket"])
def kept(request: pytest.FixtureRequest) -> Storage:
    """A storage of each kind in turn."""
    storage: Storage = request.getfixturevalue(request.param)
    return storage


async def test_a_file_is_kept_read_and_forgotten(kept: Storage) -> None:
    await kept.put("certificates/a", b"bytes")
    assert await kept.exists("certificates/a")
    assert await kept.get("certificates/a") == b"bytes"
    await kept.put("certificates/a", b"other bytes")
    assert await kept.get("certificates/a") == b"other bytes"
    await kept.delete("certificates/a")
    await kept.delete("certificates/a")
    assert not await kept.exists("certificates/a")
    with pytest.raises(NotFound):
        await kept.get("certificates/a")


async def test_files_stay_under_the_prefix_of_the_bucket(bucket: Storage) -> None:
    await bucket.put("certificates/a", b"bytes")
    listed = boto3.client("s3", region_name="us-east-1").list_objects_v2(Bucket=BUCKET)
    assert [found["Key"] for found in listed["Contents"]] == ["passport/certificates/a"]


async def test_a_key_cannot_leave_the_folder(tmp_path: Path) -> None:
    files = Storage.folder(tmp_path / "files")
    (tmp_path / "secret").write_bytes(b"secret")
    with pytest.raises(Exception):  # noqa: B017 - whichever error the library has for it
        await files.get("../secret")
