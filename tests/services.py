"""Which real servers the tests may use. CI requires them; elsewhere the tests skip and say so."""

import os
import socket
from urllib.parse import urlsplit

import pytest

POSTGRES = os.environ.get("TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/9")
REQUIRED = bool(os.environ.get("TEST_REQUIRE_SERVERS"))


def _answers(address: str, port: int) -> bool:
    parts = urlsplit(address)
    try:
        with socket.create_connection((parts.hostname or "127.0.0.1", parts.port or port), 1):
            return True
    except OSError:
        return False


needs_postgres = pytest.mark.skipif(
    not REQUIRED and not _answers(POSTGRES, 5432),
    reason="no PostgreSQL answers (set TEST_POSTGRES_URL)",
)
needs_redis = pytest.mark.skipif(
    not REQUIRED and not _answers(REDIS, 6379), reason="no Redis answers (set TEST_REDIS_URL)"
)
