"""Settings of the providers of identity: who we are to them, and what was agreed when we enrolled.

A provider without a client id is not there: no button, no route to it. Endpoints follow from the
issuer by the paths that FranceConnect and ProConnect document; nothing is discovered.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from joserfc.errors import JoseError
from joserfc.jwk import Key, KeySet
from pydantic import Field, field_validator
from pydantic_settings import BaseSettings

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})

ALGORITHMS = ("ES256", "RS256")
PLUS_LEVELS = ("eidas2", "eidas3")
SECRET_MIN = 32
RSA_BITS_MIN = 2048

# Anybody can log in to these as a fictitious person whose password is public.
TEST_HOSTS = (".dev-franceconnect.fr", ".dev-agentconnect.fr", ".dev-proconnect.fr")
TEST_LABELS = ("fca.integ", "fcp-low.")


class ProviderSettings(BaseSettings):
    """What an operator may set for FranceConnect, FranceConnect+ and ProConnect."""

    franceconnect_client_id: str = Field(
        "", description="Who we are to FranceConnect. Empty: no FranceConnect."
    )
    franceconnect_client_secret: str = Field(
        "", repr=False, description="The secret shared with FranceConnect (`client_secret_post`)."
    )
    franceconnect_client_key: str = Field(
        "",
        repr=False,
        description="In place of the secret (`private_key_jwt`): a private JWK, or its file.",
    )
    franceconnect_issuer: str = Field(
        "https://oidc.franceconnect.gouv.fr/api/v2", description="Address of FranceConnect."
    )
    franceconnect_algorithm: str = Field(
        "ES256", description="Signature agreed with FranceConnect: `ES256` or `RS256`."
    )
    franceconnect_iss: bool = Field(
        False, description="Whether a response of FranceConnect without its `iss` is refused."
    )
    franceconnect_plus_client_id: str = Field(
        "", description="Who we are to FranceConnect+. Empty: no FranceConnect+."
    )
    franceconnect_plus_client_secret: str = Field(
        "", repr=False, description="The secret shared with FranceConnect+."
    )
    franceconnect_plus_client_key: str = Field(
        "", repr=False, description="In place of the secret: a private JWK, or the file of one."
    )
    franceconnect_plus_issuer: str = Field(
        "https://auth.franceconnect.gouv.fr/api/v2", description="Address of FranceConnect+."
    )
    franceconnect_plus_acr: str = Field(
        "eidas2", description="Level asked of FranceConnect+: `eidas2` or `eidas3`."
    )
    franceconnect_plus_keys: str = Field(
        "",
        repr=False,
        description="Private JWK set (or the file of one) that opens what FranceConnect+ encrypts. "
        "Make one with `passport provider-key`; it reads the public half at "
        "`/auth/franceconnect-plus/jwks`.",
    )
    franceconnect_plus_iss: bool = Field(
        False, description="Whether a response of FranceConnect+ without its `iss` is refused."
    )
    proconnect_client_id: str = Field(
        "", description="Who we are to ProConnect. Empty: no ProConnect."
    )
    proconnect_client_secret: str = Field(
        "", repr=False, description="The secret shared with ProConnect."
    )
    proconnect_client_key: str = Field(
        "", repr=False, description="In place of the secret: a private JWK, or the file of one."
    )
    proconnect_issuer: str = Field(
        "https://auth.agentconnect.gouv.fr/api/v2", description="Address of ProConnect."
    )
    proconnect_algorithm: str = Field(
        "ES256", description="Signature agreed with ProConnect: `ES256` or `RS256`."
    )
    proconnect_mfa: bool = Field(
        True, description="Whether professionals must prove themselves in two ways."
    )
    proconnect_pkce: bool = Field(
        True, description="Whether ProConnect is asked with PKCE (S256). Off if it refuses it."
    )
    proconnect_userinfo_signed: bool = Field(
        True, description="Whether ProConnect signs `userinfo`, as was agreed when we enrolled."
    )
    proconnect_iss: bool = Field(
        False, description="Whether a response of ProConnect without its `iss` is refused."
    )

    @field_validator("franceconnect_algorithm", "proconnect_algorithm")
    @classmethod
    def _pin_algorithm(cls, value: str) -> str:
        if value not in ALGORITHMS:
            raise ValueError(
                f"The signature {value[:20]!r} is not believed. Enrol with ES256 (or RS256) and "
                "set FRANCECONNECT_ALGORITHM or PROCONNECT_ALGORITHM to it."
            )
        return value

    @field_validator("franceconnect_plus_acr")
    @classmethod
    def _check_level(cls, value: str) -> str:
        if value not in PLUS_LEVELS:
            raise ValueError("FRANCECONNECT_PLUS_ACR must be eidas2 or eidas3.")
        return value

    @field_validator("franceconnect_issuer", "franceconnect_plus_issuer", "proconnect_issuer")
    @classmethod
    def _trim(cls, value: str) -> str:
        return value.rstrip("/")

    def provider_problems(self, *, production: bool) -> Iterator[str]:
        """Sentences that say what is wrong with the providers and what to set instead."""
        for name in ("franceconnect", "franceconnect_plus", "proconnect"):
            yield from self._enrolment(name, production=production)
        if self.franceconnect_plus_client_id:
            yield from self._envelope()

    def _enrolment(self, name: str, *, production: bool) -> Iterator[str]:
        env = name.upper()
        client, secret, key, issuer = (
            str(getattr(self, f"{name}_{part}"))
            for part in ("client_id", "client_secret", "client_key", "issuer")
        )
        if not client:
            if secret or key:
                yield f"{env}_CLIENT_ID is empty beside its secret. Set it, or remove the secret."
            return
        if bool(secret) == bool(key):
            yield f"Set either {env}_CLIENT_SECRET or {env}_CLIENT_KEY, one of the two."
        if key:
            try:
                read_key(key)
            except ValueError as error:
                yield f"{env}_CLIENT_KEY cannot be used: {error}"
        if production and secret and len(secret) < SECRET_MIN:
            yield f"{env}_CLIENT_SECRET is too short to be the one that was given to us."
        yield from self._address(env, issuer, production=production)

    def _address(self, env: str, issuer: str, *, production: bool) -> Iterator[str]:
        parts = urlsplit(issuer)
        host = parts.hostname or ""
        if parts.scheme != "https" and (production or host not in LOCAL_HOSTS):
            yield f"{env}_ISSUER must be an https address."
        if parts.query or parts.fragment:
            yield f"{env}_ISSUER must have neither query nor fragment."
        if production and (host.endswith(TEST_HOSTS) or host.startswith(TEST_LABELS)):
            yield (
                f"{env}_ISSUER is a test platform, where anybody is anybody. Set the address "
                "of the real one, or PASSPORT_ENV=demo for a rehearsal."
            )

    def _envelope(self) -> Iterator[str]:
        if not self.franceconnect_plus_keys:
            yield (
                "FRANCECONNECT_PLUS_KEYS is empty, and FranceConnect+ encrypts what it says. "
                "Make keys with `passport provider-key`."
            )
            return
        try:
            read_keys(self.franceconnect_plus_keys)
        except ValueError as error:
            yield f"FRANCECONNECT_PLUS_KEYS cannot be used: {error}"


def read_key(value: str) -> Key:
    """A private signature key: a JWK, or the file of one. Raises ``ValueError``."""
    (key,) = _read(value)
    return key


def read_keys(value: str) -> KeySet:
    """Private keys that open envelopes: a JWK set, or the file of one. Raises ``ValueError``."""
    return KeySet(_read(value))


def _read(value: str) -> list[Key]:
    try:
        text = value if value.lstrip().startswith("{") else Path(value).read_text()
        found = json.loads(text)
        keys = KeySet.import_key_set(found if "keys" in found else {"keys": [found]}).keys
    except (OSError, ValueError, TypeError, KeyError, JoseError):
        raise ValueError("it is neither a JWK nor a file that holds one.") from None
    for key in keys:
        kind = key.key_type
        if kind not in {"RSA", "EC"} or not key.is_private:
            raise ValueError("it must hold private RSA or EC keys.")
        if kind == "EC" and key.get("crv") != "P-256":
            raise ValueError("an EC key must be on the curve P-256.")
        if kind == "RSA" and _bits(key) < RSA_BITS_MIN:
            raise ValueError(f"an RSA key must have {RSA_BITS_MIN} bits or more.")
    return keys


def _bits(key: Key) -> int:
    modulus = str(key.get("n"))
    return len(modulus) * 6 // 8 * 8
