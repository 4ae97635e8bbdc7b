"""Public keys of a provider: fetched when needed, kept a few minutes, never hammered."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from joserfc.jwk import ECKey, Key, KeySet, RSAKey

from passport.kernel.ids import token

FRESH = timedelta(minutes=5)
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=5)

Fetch = Callable[[], Awaitable[KeySet]]


@dataclass
class KnownKeys:
    """The keys of one provider.

    They are fetched again after ``FRESH``, and at once when a signature is not explained by those
    that are known: a provider may change its key with or without a new name for it. Signatures that
    fresh keys do not explain either are nobody's: each makes the next early fetch wait twice as
    long, so that a flood of them does not become a flood at the provider's.
    """

    found: KeySet | None = None
    at: datetime | None = None
    in_vain: int = 0
    not_before: datetime | None = None

    async def current(self, fetch: Fetch, now: datetime) -> KeySet:
        """The keys, no older than ``FRESH``."""
        if self.found is None or self.at is None or now - self.at >= FRESH:
            self.found, self.at = await fetch(), now
        return self.found

    async def renewed(self, fetch: Fetch, now: datetime) -> KeySet | None:
        """The keys as they are now; nothing when it is too early to ask again."""
        if self.not_before is not None and now < self.not_before:
            return None
        self.found, self.at = await fetch(), now
        return self.found

    def helped(self) -> None:
        """A fetched key explained a signature."""
        self.in_vain, self.not_before = 0, None

    def did_not_help(self, now: datetime) -> None:
        """A fetch explained nothing: wait before the next one."""
        self.not_before = now + min(FIRST_PAUSE * 2**self.in_vain, LONGEST_PAUSE)
        self.in_vain = min(self.in_vain + 1, 10)


def candidates(keys: KeySet, kid: str | None, algorithm: str) -> list[Key]:
    """The keys that may have made a signature: by name when it has one, else every fitting one."""
    kind = {"E": "EC", "R": "RSA"}[algorithm[0]]
    return [
        key
        for key in keys
        if key.key_type == kind
        and key.get("use", "sig") == "sig"
        and key.get("alg", algorithm) == algorithm
        and (kid is None or key.kid == kid)
    ]


RSA_BITS = 3072
USES = {
    ("rsa", "enc"): "RSA-OAEP-256",
    ("ec", "enc"): "ECDH-ES",
    ("rsa", "sig"): "RS256",
    ("ec", "sig"): "ES256",
}


def new_key_set(kind: str, use: str) -> dict[str, Any]:
    """A private JWK set with one new key. Raises ``ValueError`` for what no provider takes."""
    algorithm = USES.get((kind, use))
    if algorithm is None:
        raise ValueError("A key is `rsa` or `ec`, and its use `enc` or `sig`.")
    given: Any = {"kid": token(9), "use": use, "alg": algorithm}
    key = (
        RSAKey.generate_key(RSA_BITS, given)
        if kind == "rsa"
        else ECKey.generate_key("P-256", given)
    )
    return {"keys": [dict(key.as_dict(private=True))]}
