"""Identifiers and secrets. Chance is given, never taken."""

import secrets
from typing import Protocol
from uuid import UUID

import uuid_utils.compat as uuid_utils

from passport.kernel.clock import Clock


class IdSource(Protocol):
    """Gives identifiers for new rows."""

    def new(self) -> UUID:
        """A new UUID version 7 (RFC 9562): ordered by time, so that indexes stay compact."""
        ...


class RandomIds:
    """UUIDv7 from the machine's clock and randomness."""

    def new(self) -> UUID:
        """A new UUIDv7."""
        return uuid_utils.uuid7()


class CountingIds:
    """UUIDv7 that count up from a given time: the same run gives the same identifiers."""

    def __init__(self, clock: Clock) -> None:
        """Take the time part from ``clock``."""
        self._clock = clock
        self._count = 0

    def new(self) -> UUID:
        """The next identifier."""
        self._count += 1
        milliseconds = int(self._clock.now().timestamp() * 1000)
        value = (milliseconds & ((1 << 48) - 1)) << 80 | 0x7 << 76 | 0b10 << 62 | self._count
        return UUID(int=value)


def token(size: int = 32) -> str:
    """A secret of ``size`` random bytes, safe in an address."""
    return secrets.token_urlsafe(size)


def digits(length: int) -> str:
    """A secret of ``length`` decimal digits, to be typed."""
    return "".join(secrets.choice("0123456789") for _ in range(length))
