"""Secrets at rest: encrypted columns with key rotation, keyed digests.

Fernet (AES-128-CBC with HMAC-SHA-256) by ``cryptography``: the first of ``SECRET_KEYS`` writes, all
of them read.
"""

import hashlib
import hmac
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import Dialect, LargeBinary, TypeDecorator

from passport.settings import settings


@lru_cache(maxsize=4)
def _ring(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def encrypt(text: str) -> bytes:
    """``text`` sealed with the current key."""
    return _ring(settings().secret_keys).encrypt(text.encode())


def decrypt(sealed: bytes) -> str:
    """What was sealed with any of the keys. Raises ``InvalidToken`` when none opens it."""
    return _ring(settings().secret_keys).decrypt(sealed).decode()


def digest(secret: str) -> str:
    """SHA-256 in hexadecimal, to find a high-entropy secret without keeping it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def keyed(purpose: str, *parts: str) -> str:
    """HMAC-SHA-256 of ``parts`` in hexadecimal, under the current key, apart by ``purpose``."""
    return keyed_each(purpose, *parts)[0]


def keyed_each(purpose: str, *parts: str) -> tuple[str, ...]:
    """``keyed`` under each key, the current one first: finds what was written under an old one."""
    message = "\x1f".join((purpose, *parts)).encode()
    return tuple(
        hmac.new(key.encode(), message, hashlib.sha256).hexdigest()
        for key in settings().secret_keys
    )


class EncryptedText(TypeDecorator[str]):
    """Text that the database only sees sealed. Cannot be searched."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Seal on the way in."""
        return None if value is None else encrypt(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """Open on the way out."""
        return None if value is None else decrypt(bytes(value))


__all__ = ["EncryptedText", "InvalidToken", "decrypt", "digest", "encrypt", "keyed", "keyed_each"]
