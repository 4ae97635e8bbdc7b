"""A provider whose signatures, keys or envelopes lie."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey, RSAKey

from passport.identity import provider
from passport.kernel.clock import FixedClock
from tests.identity.bent import SECRET, Bent, es256, rs256, signed
from tests.identity.bent import sealed as enveloped
from tests.identity.conftest import House
from tests.identity.trial import attempt, believed, refused


@pytest.fixture
def database_kind() -> str:
    """One kind of database is enough here: what is tried is the protocol."""
    return "sqlite"


# Signatures --------------------------------------------------------------------------------------


def _none(claims: dict[str, Any]) -> str:
    """oidcc-client-test-idtoken-sig-none."""
    return jwt.encode({"alg": "none"}, claims, OctKey.generate_key(), algorithms=["none"])


def _stripped(claims: dict[str, Any]) -> str:
    """A signed token whose header says that it is not, with its signature cut off."""
    header = base64.urlsafe_b64encode(b'{"alg":"none"}').rstrip(b"=").decode()
    body = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    return f"{header}.{body}."


def _shared(claims: dict[str, Any]) -> str:
    """oidcc-client-test-invalid-sig-hs256: signed with the client's secret."""
    key = OctKey.import_key(SECRET)
    return jwt.encode({"alg": "HS256"}, claims, key, algorithms=["HS256"])


def _other_key(claims: dict[str, Any]) -> str:
    """oidcc-client-test-invalid-sig-es256: another key under the same name."""
    return signed(es256("one"), claims)


def _own_key_inside(claims: dict[str, Any]) -> str:
    key = ECKey.generate_key("P-256")
    return jwt.encode({"alg": "ES256", "jwk": key.as_dict(private=False)}, claims, key)


def _own_address_inside(claims: dict[str, Any]) -> str:
    return signed(es256("evil"), claims, jku="https://evil.example/jwks")


def _rs256(claims: dict[str, Any]) -> str:
    """oidcc-client-test-invalid-sig-rs256, and an algorithm that was not agreed."""
    return signed(rs256("one"), claims)


def _cut(claims: dict[str, Any]) -> str:
    return signed(es256("one"), claims)[:-8] + "AAAAAAAA"


SIGNATURES = [
    _none,
    _stripped,
    _shared,
    _other_key,
    _own_key_inside,
    _own_address_inside,
    _rs256,
    _cut,
]


@pytest.mark.parametrize("sign", SIGNATURES)
async def test_a_bent_signature_opens_nothing(
    house: House,
    bent: Bent,
    sign: Callable[[dict[str, Any]], str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    bent.sign = sign
    await refused(house, bent, caplog)


@pytest.mark.parametrize("sign", SIGNATURES)
async def test_a_bent_signature_of_the_description_opens_nothing(
    house: House,
    bent: Bent,
    sign: Callable[[dict[str, Any]], str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    bent.sign_userinfo = sign
    await refused(house, bent, caplog, called=True)


async def test_the_public_key_is_no_secret(
    house: House, bent: Bent, caplog: pytest.LogCaptureFixture
) -> None:
    """Key confusion: HS256 with the provider's public key as the shared secret."""
    pem = bent.key.as_pem(private=False)

    def confuse(claims: dict[str, Any]) -> str:
        # Libraries refuse to make such a token: it is put together by hand.
        def part(value: bytes) -> str:
            return base64.urlsafe_b64encode(value).rstrip(b"=").decode()

        header = json.dumps({"alg": "HS256", "kid": "one"}).encode()
        head = f"{part(header)}.{part(json.dumps(claims).encode())}"
        return f"{head}.{part(hmac.new(pem, head.encode(), hashlib.sha256).digest())}"

    bent.sign = confuse
    await refused(house, bent, caplog)


@pytest.mark.parametrize("alg", ["ES256", "RS256"])
async def test_the_signature_that_was_agreed_is_believed(
    house: House, bent: Bent, alg: str
) -> None:
    """oidcc-client-test-idtoken-sig-rs256, -userinfo-signed."""
    bent.key = rs256() if alg == "RS256" else es256()
    provider.register(bent.provider(algorithm=alg))
    await believed(house, bent)


# Keys --------------------------------------------------------------------------------------------


async def test_a_key_without_a_name_is_found(house: House, bent: Bent) -> None:
    """oidcc-client-test-kid-absent-single-jwks."""
    bent.sign = bent.sign_userinfo = lambda claims: signed(bent.key, claims, kid=...)
    await believed(house, bent)


async def test_a_key_without_a_name_is_found_among_several(
    house: House, bent: Bent, caplog: pytest.LogCaptureFixture
) -> None:
    """oidcc-client-test-kid-absent-multiple-jwks: each fitting one is tried."""
    bent.published = [es256("other"), rs256("rsa"), bent.key]
    bent.sign = bent.sign_userinfo = lambda claims: signed(bent.key, claims, kid=...)
    await believed(house, bent)


async def test_a_key_for_envelopes_signs_nothing(
    house: House, bent: Bent, caplog: pytest.LogCaptureFixture
) -> None:
    bent.key = ECKey.generate_key("P-256", {"kid": "one", "use": "enc"})
    bent.published = [bent.key]
    await refused(house, bent, caplog)


@pytest.mark.parametrize("kid", ["one", "two", ...], ids=["same name", "new name", "no name"])
async def test_a_provider_may_change_its_key(house: House, bent: Bent, kid: Any) -> None:
    """oidcc-client-test-signing-key-rotation, -just-before-signing; also under the same name."""
    await believed(house, bent)
    bent.key = es256(kid if kid is not ... else "three")
    if kid is ...:
        bent.sign = bent.sign_userinfo = lambda claims: signed(bent.key, claims, kid=...)
    await believed(house, bent)
    assert bent.calls.count("jwks") == 2


async def test_keys_are_looked_at_again_every_five_minutes(
    house: House, bent: Bent, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    """A key that the provider withdrew is believed no longer."""
    await believed(house, bent)
    await believed(house, bent)
    assert bent.calls.count("jwks") == 1
    withdrawn = bent.key
    bent.sign = lambda claims: signed(withdrawn, claims)
    bent.key = es256("two")
    clock.advance(timedelta(minutes=5))
    end, _mine = await attempt(house, bent)
    assert "suite=recommencer" in end.headers["location"]


async def test_a_flood_of_unknown_keys_is_no_flood_at_the_provider(
    house: House, bent: Bent, clock: FixedClock
) -> None:
    await believed(house, bent)
    bent.sign = lambda claims: signed(es256("nobody"), claims)
    for _ in range(20):
        await attempt(house, bent)
    assert bent.calls.count("jwks") == 2
    # It is asked again, later and later.
    for _ in range(20):
        clock.advance(timedelta(seconds=6))
        await attempt(house, bent)
    assert bent.calls.count("jwks") <= 6
    bent.sign = None
    clock.advance(timedelta(minutes=5))
    bent.key = es256("one")
    await believed(house, bent)


# Envelopes ---------------------------------------------------------------------------------------


@pytest.fixture(params=["RSA", "EC"])
def enveloping(house: House, bent: Bent, request: pytest.FixtureRequest) -> Bent:
    """A provider that encrypts for us, as FranceConnect+."""
    if request.param == "RSA":
        key: Any = RSAKey.generate_key(2048, {"kid": "ours", "use": "enc", "alg": "RSA-OAEP-256"})
    else:
        key = ECKey.generate_key("P-256", {"kid": "ours", "use": "enc", "alg": "ECDH-ES"})
    provider.register(bent.provider(decryption_keys=KeySet([key])))
    public = type(key).import_key(key.as_dict(private=False))
    bent.envelope = lambda token: enveloped(public, token)
    return bent


async def test_what_is_encrypted_for_us_is_opened_and_checked(
    house: House, enveloping: Bent
) -> None:
    await believed(house, enveloping)
    async with house.browser() as browser:
        published = (await browser.get("/auth/bent/jwks")).json()["keys"]
    assert [key["use"] for key in published] == ["enc"]
    assert not {"d", "p", "q", "dp", "dq", "qi"} & set(published[0])


async def test_a_bare_token_is_refused_where_envelopes_were_agreed(
    house: House, enveloping: Bent, caplog: pytest.LogCaptureFixture
) -> None:
    envelope = enveloping.envelope
    enveloping.envelope = str
    await refused(house, enveloping, caplog)
    enveloping.envelope, enveloping.userinfo_envelope = envelope, str
    await refused(house, enveloping, caplog, called=True)


async def test_an_envelope_proves_nothing_of_what_is_in_it(
    house: House, enveloping: Bent, caplog: pytest.LogCaptureFixture
) -> None:
    """Anybody can encrypt with a public key: the signature inside is what counts."""
    enveloping.sign = _other_key
    await refused(house, enveloping, caplog)
    enveloping.sign = _stripped
    await refused(house, enveloping, caplog)


async def test_an_envelope_for_another_is_refused(
    house: House, enveloping: Bent, caplog: pytest.LogCaptureFixture
) -> None:
    other = ECKey.generate_key("P-256", {"kid": "ours"})
    enveloping.envelope = lambda token: enveloped(other, token)
    await refused(house, enveloping, caplog)


@pytest.mark.parametrize(("alg", "enc"), [("RSA-OAEP", "A256GCM"), ("RSA1_5", "A256GCM"),
                                          ("RSA-OAEP-256", "A128CBC-HS256")])  # fmt: skip
async def test_an_envelope_that_was_not_agreed_is_refused(
    house: House, bent: Bent, alg: str, enc: str, caplog: pytest.LogCaptureFixture
) -> None:
    key = RSAKey.generate_key(2048, {"kid": "ours", "use": "enc"})
    provider.register(bent.provider(decryption_keys=KeySet([key])))
    bent.envelope = lambda token: enveloped(key, token, alg, enc)
    await refused(house, bent, caplog)


async def test_an_envelope_is_refused_where_none_was_agreed(
    house: House, bent: Bent, caplog: pytest.LogCaptureFixture
) -> None:
    key = es256("ours")
    bent.envelope = lambda token: enveloped(key, token)
    await refused(house, bent, caplog)
