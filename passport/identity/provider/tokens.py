"""Opens and checks what a provider signed, and encrypted where it was agreed so."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from joserfc import jwe, jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from passport.identity.provider.agreement import Provider
from passport.identity.provider.keys import candidates
from passport.identity.rules import Untrusted

ANSWER_LIMIT = 64_000

KEY_WRAPS = ("RSA-OAEP-256", "ECDH-ES")
CONTENT = "A256GCM"

# The library that FranceConnect is built on repeats ``iss`` and ``aud`` in an envelope's header
# (RFC 7519, 5.3): joserfc takes a header that it does not know for a fault unless told otherwise.
_ENVELOPES = jwe.JWERegistry(algorithms=[*KEY_WRAPS, CONTENT], strict_check_header=False)


def opened(provider: Provider, token: str) -> str:
    """The signed token inside its envelope. Raises ``Untrusted``.

    Where encryption was agreed a bare token is refused, and elsewhere an envelope is.
    """
    enveloped = token.count(".") == 4
    if provider.decryption_keys is None:
        if enveloped:
            raise Untrusted("encrypted")
        return token
    if not enveloped:
        raise Untrusted("not encrypted")
    try:
        found = jwe.decrypt_compact(token, provider.decryption_keys, registry=_ENVELOPES)
        plaintext = found.plaintext or b""
        return plaintext.decode("ascii")
    except (JoseError, ValueError):
        raise Untrusted("envelope") from None


async def verified(provider: Provider, signed: str, now: datetime) -> Mapping[str, Any]:
    """The claims of ``signed``, which one of the provider's keys must have signed."""
    if len(signed) > ANSWER_LIMIT:
        raise Untrusted("too long")
    header = _header(signed)
    if header.get("alg") != provider.algorithm:
        raise Untrusted("alg")
    kid = header.get("kid")

    async def fetch() -> KeySet:
        async with provider.plain_client() as client:
            answer = await client.get(provider.jwks_url)
        answer.raise_for_status()
        if len(answer.content) > ANSWER_LIMIT:
            raise Untrusted("keys")
        return KeySet.import_key_set(answer.json())

    known = provider.keys
    claims = _by(provider, await known.current(fetch, now), signed, kid)
    if claims is not None:
        return claims
    if renewed := await known.renewed(fetch, now):
        claims = _by(provider, renewed, signed, kid)
        if claims is not None:
            known.helped()
            return claims
        known.did_not_help(now)
    raise Untrusted("signature")


def _header(signed: str) -> Mapping[str, Any]:
    try:
        return jws.extract_compact(signed.encode()).headers()
    except (JoseError, ValueError):
        raise Untrusted("not a token") from None


def _by(provider: Provider, keys: KeySet, signed: str, kid: object) -> Mapping[str, Any] | None:
    """The claims, when one of ``keys`` signed them."""
    named = kid if isinstance(kid, str) else None
    for key in candidates(keys, named, provider.algorithm):
        try:
            return jwt.decode(signed, key, algorithms=[provider.algorithm]).claims
        except JoseError:
            continue
    return None
