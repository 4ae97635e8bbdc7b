"""A provider that lies: every answer that must not be believed, and what it must not leave behind.

The cases are those of the OpenID Foundation's conformance plan for relying parties (names in
``MODULES``), of RFC 9700, and of the mistakes of public integrations.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey, RSAKey
from sqlmodel import func, select

from passport.identity import provider
from passport.identity.models import Account, Person, WebSession
from passport.identity.provider import Kind
from passport.kernel.audit import AuditNote
from passport.kernel.clock import FixedClock
from passport.kernel.database import Session
from tests.identity.bent import (
    ACCESS,
    CLIENT,
    CODE,
    ISSUER,
    SECRET,
    Bent,
    changed,
    es256,
    rs256,
    signed,
)
from tests.identity.bent import sealed as enveloped
from tests.identity.conftest import House, People


@pytest.fixture
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One kind of database is enough here: what is tried is the protocol."""
    return f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('bent') / 'passport.db'}"


async def _count(session: Session, table: Any, *where: Any) -> int:
    return (await session.exec(select(func.count()).select_from(table).where(*where))).one()


async def _notes(session: Session) -> list[dict[str, Any]]:
    rows = await session.exec(select(AuditNote).where(AuditNote.what == "refusal"))
    return [row.model_dump() for row in rows.all()]


async def _try(house: House, bent: Bent, **answer: str) -> tuple[httpx.Response, httpx.Response]:
    """A login at the bent provider; its end, and what the browser may then read."""
    async with house.browser() as browser:
        begun = await browser.get("/auth/bent/login", params={"next": "/parler"})
        query = bent.answer(begun.headers["location"], **answer)
        end = await browser.get("/auth/bent/callback", params=query)
        return end, await browser.get("/mine")


async def _believed(house: House, bent: Bent) -> None:
    end, mine = await _try(house, bent)
    assert end.headers["location"] == "/parler"
    assert bent.person
    assert mine.text == str(bent.person.id)


async def _refused(
    house: House,
    bent: Bent,
    caplog: pytest.LogCaptureFixture,
    *,
    suite: str = "recommencer",
    called: bool = False,
    **answer: str,
) -> None:
    """Refused: a kind page with a way on, nobody made, no session, nothing secret written.

    ``called``: whether userinfo may have been asked.
    """
    people = await house.db.read(_count, Person)
    async with house.browser() as browser:
        begun = await browser.get("/auth/bent/login", params={"next": "/rendez-vous"})
        query = bent.answer(begun.headers["location"], **answer)
        end = await browser.get("/auth/bent/callback", params=query)
        assert end.status_code == 303
        where = end.headers["location"]
        assert where.startswith("/connexion")
        page = await browser.get(where)
        assert page.status_code == 200
        assert 'class="stop"' in page.text
        assert (await browser.get("/mine")).status_code == 303
        # The same answer again, and the same browser: still nothing.
        assert (await browser.get("/auth/bent/callback", params=query)).status_code == 303
        assert (await browser.get("/mine")).status_code == 303
    assert f"suite={suite}" in where
    assert called or "userinfo" not in bent.calls
    assert await house.db.read(_count, Account) == 0
    assert await house.db.read(_count, Person) == people
    assert await house.db.read(_count, WebSession, WebSession.person_id.is_not(None)) == 0
    said = await house.db.read(_notes)
    assert said
    # The test's own browser speaks through httpx.
    written = [one.getMessage() for one in caplog.records if not one.name.startswith("http")]
    for secret in (CODE, ACCESS, SECRET, "5555", "Amina", "BENALI", bent.nonce):
        for place in (written, said, page.text, where):
            assert secret not in str(place)


async def test_the_honest_provider_is_believed(house: House, bent: Bent) -> None:
    """oidcc-client-test, -scope-userinfo-claims, -userinfo-bearer-header."""
    await _believed(house, bent)
    (form,) = bent.forms
    assert form["client_secret"] == SECRET
    assert "code_verifier" not in form


# The id_token ------------------------------------------------------------------------------------

ID_TOKEN = {
    "wrong issuer": {"iss": "https://evil.example"},  # oidcc-client-test-invalid-iss
    "issuer with a slash": {"iss": "https://provider.example/"},
    "no issuer": {"iss": ...},
    "audience is another": {"aud": "somebody"},  # oidcc-client-test-invalid-aud
    "audience is another, for us": {"aud": "somebody", "azp": CLIENT},
    "audience is us and another": {"aud": [CLIENT, "somebody"], "azp": CLIENT},
    "audience is nobody": {"aud": []},
    "no audience": {"aud": ...},  # oidcc-client-test-missing-aud
    "authorised party is another": {"azp": "somebody"},
    "no subject": {"sub": ...},  # oidcc-client-test-missing-sub
    "empty subject": {"sub": ""},
    "subject is a number": {"sub": 5},
    "subject is null": {"sub": None},
    "subject without an end": {"sub": "5" * 300},
    "no issue time": {"iat": ...},  # oidcc-client-test-missing-iat
    "issued in the future": {"iat": 4_000_000_000},
    "issued long ago": {"iat": 1_700_000_000},
    "no end": {"exp": ...},
    "ended": {"exp": 1_700_000_000},
    "end is a text": {"exp": "tomorrow"},
    "end is yes": {"exp": True},
    "another nonce": {"nonce": "x" * 43},  # oidcc-client-test-nonce-invalid
    "another nonce with accents": {"nonce": "é" * 43},
    "no nonce": {"nonce": ...},
    "nonce is null": {"nonce": None},
    "logged in tomorrow": {"auth_time": 4_000_000_000},
    "login time is a text": {"auth_time": "now"},
    "another access token": {
        "at_hash": "AAAAAAAAAAAAAAAAAAAAAA"
    },  # oidcc-client-test-invalid-athash
    "access token is a number": {"at_hash": 5},
}


@pytest.mark.parametrize("changes", ID_TOKEN.values(), ids=ID_TOKEN.keys())
async def test_a_bent_id_token_opens_nothing(
    house: House, bent: Bent, changes: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    bent.claims = changed(**changes)
    await _refused(house, bent, caplog)


@pytest.mark.parametrize(
    "level", [{"acr": "eidas0"}, {"acr": ...}, {"acr": None}, {"acr": ["eidas1"]}]
)
async def test_a_level_too_low_is_said_to_be(
    house: House, bent: Bent, level: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    bent.claims = changed(**level)
    await _refused(house, bent, caplog, suite="faible")


@pytest.mark.parametrize(
    "harmless",
    [{"aud": [CLIENT]}, {"azp": CLIENT}, {"auth_time": ...}, {"amr": None}, {"acr": "eidas3"},
     {"amr": ["pwd"]}, {"rep_scope": []}],
)  # fmt: skip
async def test_what_a_provider_may_say_is_believed(
    house: House, bent: Bent, harmless: dict[str, Any]
) -> None:
    bent.claims = changed(**harmless)
    await _believed(house, bent)


async def test_the_hash_of_the_access_token_is_believed_when_right(
    house: House, bent: Bent
) -> None:
    half = hashlib.sha256(ACCESS.encode()).digest()[:16]
    bent.claims = changed(at_hash=base64.urlsafe_b64encode(half).rstrip(b"=").decode())
    await _believed(house, bent)


@pytest.mark.parametrize("answer", [{"id_token": ...}, {"access_token": ...}, {"id_token": 5},
                                    {"id_token": ""}, {"id_token": "x"}, {"id_token": "a.b.c"},
                                    {"id_token": "é.é.é"}])  # fmt: skip
async def test_an_answer_without_a_token_opens_nothing(
    house: House, bent: Bent, answer: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    bent.token_answer = changed(**answer)
    await _refused(house, bent, caplog)


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
    await _refused(house, bent, caplog)


@pytest.mark.parametrize("sign", SIGNATURES)
async def test_a_bent_signature_of_the_description_opens_nothing(
    house: House,
    bent: Bent,
    sign: Callable[[dict[str, Any]], str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    bent.sign_userinfo = sign
    await _refused(house, bent, caplog, called=True)


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
    await _refused(house, bent, caplog)


@pytest.mark.parametrize("alg", ["ES256", "RS256"])
async def test_the_signature_that_was_agreed_is_believed(
    house: House, bent: Bent, alg: str
) -> None:
    """oidcc-client-test-idtoken-sig-rs256, -userinfo-signed."""
    bent.key = rs256() if alg == "RS256" else es256()
    provider.register(bent.provider(algorithm=alg))
    await _believed(house, bent)


# Keys --------------------------------------------------------------------------------------------


async def test_a_key_without_a_name_is_found(house: House, bent: Bent) -> None:
    """oidcc-client-test-kid-absent-single-jwks."""
    bent.sign = bent.sign_userinfo = lambda claims: signed(bent.key, claims, kid=...)
    await _believed(house, bent)


async def test_a_key_without_a_name_is_found_among_several(
    house: House, bent: Bent, caplog: pytest.LogCaptureFixture
) -> None:
    """oidcc-client-test-kid-absent-multiple-jwks: each fitting one is tried."""
    bent.published = [es256("other"), rs256("rsa"), bent.key]
    bent.sign = bent.sign_userinfo = lambda claims: signed(bent.key, claims, kid=...)
    await _believed(house, bent)


async def test_a_key_for_envelopes_signs_nothing(
    house: House, bent: Bent, caplog: pytest.LogCaptureFixture
) -> None:
    bent.key = ECKey.generate_key("P-256", {"kid": "one", "use": "enc"})
    bent.published = [bent.key]
    await _refused(house, bent, caplog)


@pytest.mark.parametrize("kid", ["one", "two", ...], ids=["same name", "new name", "no name"])
async def test_a_provider_may_change_its_key(house: House, bent: Bent, kid: Any) -> None:
    """oidcc-client-test-signing-key-rotation, -just-before-signing; also under the same name."""
    await _believed(house, bent)
    bent.key = es256(kid if kid is not ... else "three")
    if kid is ...:
        bent.sign = bent.sign_userinfo = lambda claims: signed(bent.key, claims, kid=...)
    await _believed(house, bent)
    assert bent.calls.count("jwks") == 2


async def test_keys_are_looked_at_again_every_five_minutes(
    house: House, bent: Bent, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    """A key that the provider withdrew is believed no longer."""
    await _believed(house, bent)
    await _believed(house, bent)
    assert bent.calls.count("jwks") == 1
    withdrawn = bent.key
    bent.sign = lambda claims: signed(withdrawn, claims)
    bent.key = es256("two")
    clock.advance(timedelta(minutes=5))
    end, _mine = await _try(house, bent)
    assert "suite=recommencer" in end.headers["location"]


async def test_a_flood_of_unknown_keys_is_no_flood_at_the_provider(
    house: House, bent: Bent, clock: FixedClock
) -> None:
    await _believed(house, bent)
    bent.sign = lambda claims: signed(es256("nobody"), claims)
    for _ in range(20):
        await _try(house, bent)
    assert bent.calls.count("jwks") == 2
    # It is asked again, later and later.
    for _ in range(20):
        clock.advance(timedelta(seconds=6))
        await _try(house, bent)
    assert bent.calls.count("jwks") <= 6
    bent.sign = None
    clock.advance(timedelta(minutes=5))
    bent.key = es256("one")
    await _believed(house, bent)


# The description of the person -------------------------------------------------------------------

USERINFO = {
    "another person": {"sub": "6" * 64 + "v1"},  # oidcc-client-test-userinfo-invalid-sub
    "no subject": {"sub": ...},
    "wrong issuer": {"iss": "https://evil.example"},
    "for another": {"aud": "somebody"},
    "no audience": {"aud": ...},
    "ended": {"exp": 1_700_000_000},
    "issued long ago": {"iat": 1_700_000_000},
}


@pytest.mark.parametrize("changes", USERINFO.values(), ids=USERINFO.keys())
async def test_a_bent_description_opens_nothing(
    house: House, bent: Bent, changes: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    bent.userinfo = changed(**changes)
    await _refused(house, bent, caplog, called=True)


async def test_a_plain_description_opens_nothing_where_a_signed_one_was_agreed(
    house: House, bent: Bent, caplog: pytest.LogCaptureFixture
) -> None:
    bent.plain_userinfo = True
    await _refused(house, bent, caplog, called=True)


async def test_a_plain_description_is_believed_where_it_was_agreed(
    house: House, bent: Bent, caplog: pytest.LogCaptureFixture
) -> None:
    provider.register(bent.provider(userinfo_signed=False))
    bent.plain_userinfo = True
    bent.userinfo = changed(iss=..., aud=..., iat=..., exp=...)
    await _believed(house, bent)
    bent.userinfo = changed(sub="6" * 64 + "v1")
    end, mine = await _try(house, bent)
    assert "suite=recommencer" in end.headers["location"]
    assert mine.status_code == 303


async def test_a_description_may_say_no_end(house: House, bent: Bent) -> None:
    bent.userinfo = changed(exp=...)
    await _believed(house, bent)


# The return --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [{"iss": "https://evil.example"}, {"iss": ""}, {"code": ""}, {"error": "invalid_scope"},
     {"error": "invalid_acr"}, {"error": "login_required"},
     {"error": "access_denied", "iss": "https://evil.example"}],
    ids=str,
)  # fmt: skip
async def test_a_bent_return_opens_nothing(
    house: House, bent: Bent, answer: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    """RFC 9207: the provider says its name, and an error is only read from the right one."""
    await _refused(house, bent, caplog, **answer)
    assert "token" not in bent.calls


@pytest.mark.parametrize("state", ["another", "", "é" * 50])
async def test_a_return_that_nobody_asked_for_is_not_even_read(
    house: House, bent: Bent, state: str, caplog: pytest.LogCaptureFixture
) -> None:
    """oidcc-client-test-3rd-party-init-login and login CSRF: the error is not believed either."""
    await _refused(house, bent, caplog, suite="onglets", state=state)
    await _refused(house, bent, caplog, suite="onglets", state=state, error="access_denied")
    assert "token" not in bent.calls


async def test_a_provider_that_does_not_say_its_name_may_be_silent_and_not_lie(
    house: House, bent: Bent, caplog: pytest.LogCaptureFixture
) -> None:
    provider.register(bent.provider(issuer_in_response=False))
    end, _mine = await _try(house, bent, iss="")
    assert end.headers["location"] == "/parler"
    end, mine = await _try(house, bent, iss="https://evil.example")
    assert "suite=recommencer" in end.headers["location"]
    assert mine.status_code == 303


async def test_a_return_after_ten_minutes_is_late(
    house: House, bent: Bent, clock: FixedClock
) -> None:
    async with house.browser() as browser:
        begun = await browser.get("/auth/bent/login")
        query = bent.answer(begun.headers["location"])
        clock.advance(timedelta(minutes=10, seconds=1))
        end = await browser.get("/auth/bent/callback", params=query)
        assert "suite=recommencer" in end.headers["location"]
    assert bent.calls == []


@pytest.mark.parametrize(
    ("error", "suite"),
    [("access_denied", "arret"), ("server_error", "panne"), ("temporarily_unavailable", "panne")],
)
async def test_what_a_provider_says_of_itself_is_told_in_our_words(
    house: House, bent: Bent, error: str, suite: str, caplog: pytest.LogCaptureFixture
) -> None:
    await _refused(
        house, bent, caplog, suite=suite, error=error, code="", error_description="Amina 5555"
    )


@pytest.mark.parametrize(
    ("error", "suite"),
    [("invalid_client", "panne"), ("invalid_grant", "recommencer"), ("server_error", "panne")],
)
async def test_a_refused_exchange_is_told_in_our_words(
    house: House, bent: Bent, error: str, suite: str, caplog: pytest.LogCaptureFixture
) -> None:
    bent.token_error = error
    await _refused(house, bent, caplog, suite=suite)


async def test_a_provider_that_is_down_is_said_to_be(
    house: House, bent: Bent, caplog: pytest.LogCaptureFixture
) -> None:
    bent.down = True
    await _refused(house, bent, caplog, suite="panne")


async def test_the_answer_of_one_provider_is_no_answer_of_another(house: House, bent: Bent) -> None:
    """Mix-up: each provider has its own way back, and only it is believed there."""
    async with house.browser() as browser:
        begun = await browser.get("/auth/bent/login")
        query = bent.answer(begun.headers["location"])
        end = await browser.get("/auth/demo/callback", params=query)
        assert "suite=recommencer" in end.headers["location"]
        assert (await browser.get("/mine")).status_code == 303
    # Where no provider says its name, the way back alone tells them apart.
    for slug in ("bent", "other"):
        provider.register(bent.provider(slug=slug, issuer_in_response=False))
    try:
        async with house.browser() as browser:
            begun = await browser.get("/auth/bent/login")
            query = bent.answer(begun.headers["location"], iss="")
            end = await browser.get("/auth/other/callback", params=query)
            assert "suite=recommencer" in end.headers["location"]
            assert (await browser.get("/mine")).status_code == 303
    finally:
        provider.withdraw("other")
    assert bent.calls == []


async def test_an_unknown_provider_is_not_there(house: House) -> None:
    async with house.browser() as browser:
        for way in ("login", "callback", "jwks"):
            assert (await browser.get(f"/auth/franceconnect/{way}")).status_code == 404
        assert "/auth/franceconnect" not in (await browser.get("/connexion")).text


# What is asked -----------------------------------------------------------------------------------


async def test_what_is_asked_of_a_provider(bent: Bent, clock: FixedClock) -> None:
    plain, kept = provider.begin(
        bent.provider(), "https://us/back", next_path="/", now=clock.now(), locale="fr"
    )
    asked = httpx.URL(plain).params
    assert set(asked) == {
        "client_id", "response_type", "redirect_uri", "scope", "acr_values", "state", "nonce",
    }  # fmt: skip
    assert len(asked["state"]) == len(asked["nonce"]) == 43
    assert kept["verifier"] is None
    proved, kept = provider.begin(
        bent.provider(pkce=True), "https://us/back", next_path="/", now=clock.now(), locale="fr"
    )
    assert httpx.URL(proved).params["code_challenge_method"] == "S256"
    assert kept["verifier"] not in proved


async def test_pkce_is_proved_at_the_exchange(house: House, bent: Bent) -> None:
    provider.register(bent.provider(pkce=True))
    async with house.browser() as browser:
        begun = await browser.get("/auth/bent/login")
        challenge = httpx.URL(begun.headers["location"]).params["code_challenge"]
        query = bent.answer(begun.headers["location"])
        await browser.get("/auth/bent/callback", params=query)
    (form,) = bent.forms
    digest = hashlib.sha256(form["code_verifier"].encode()).digest()
    assert base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == challenge


@pytest.mark.parametrize("key", [es256("ours"), rs256("ours")], ids=["ES256", "RS256"])
async def test_our_own_signature_in_place_of_a_secret(
    house: House, bent: Bent, key: ECKey | RSAKey, clock: FixedClock
) -> None:
    """private_key_jwt (RFC 7523): checked here as a provider checks it."""
    provider.register(bent.provider(client_secret="", client_key=key))
    await _believed(house, bent)
    (form,) = bent.forms
    assert "client_secret" not in form
    assert form["client_id"] == CLIENT
    async with house.browser() as browser:
        published = (await browser.get("/auth/bent/jwks")).json()
    assert not {"d", "p", "q"} & set(published["keys"][0])
    said = jwt.decode(
        form["client_assertion"], KeySet.import_key_set(published), algorithms=["ES256", "RS256"]
    )
    assert said.header["kid"] == "ours"
    now = int(clock.now().timestamp())
    assert said.claims.pop("jti")
    assert said.claims == {
        "iss": CLIENT, "sub": CLIENT, "aud": ISSUER, "iat": now, "exp": now + 60,
    }  # fmt: skip


async def test_a_new_proof_is_new(
    house: House, bent: Bent, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    """Who is asked to prove herself again must have done it since."""
    now = int(clock.now().timestamp())
    for auth_time, believed in ((now, True), (now - 60, False), (..., False)):
        bent.claims = changed(auth_time=auth_time)
        async with house.browser() as browser:
            begun = await browser.get("/auth/bent/login?autre=1")
            assert httpx.URL(begun.headers["location"]).params["prompt"] == "login"
            query = bent.answer(begun.headers["location"])
            end = await browser.get("/auth/bent/callback", params=query)
            assert (end.headers["location"] == "/parler") is believed


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
    await _believed(house, enveloping)
    async with house.browser() as browser:
        published = (await browser.get("/auth/bent/jwks")).json()["keys"]
    assert [key["use"] for key in published] == ["enc"]
    assert not {"d", "p", "q", "dp", "dq", "qi"} & set(published[0])


async def test_a_bare_token_is_refused_where_envelopes_were_agreed(
    house: House, enveloping: Bent, caplog: pytest.LogCaptureFixture
) -> None:
    envelope = enveloping.envelope
    enveloping.envelope = str
    await _refused(house, enveloping, caplog)
    enveloping.envelope, enveloping.userinfo_envelope = envelope, str
    await _refused(house, enveloping, caplog, called=True)


async def test_an_envelope_proves_nothing_of_what_is_in_it(
    house: House, enveloping: Bent, caplog: pytest.LogCaptureFixture
) -> None:
    """Anybody can encrypt with a public key: the signature inside is what counts."""
    enveloping.sign = _other_key
    await _refused(house, enveloping, caplog)
    enveloping.sign = _stripped
    await _refused(house, enveloping, caplog)


async def test_an_envelope_for_another_is_refused(
    house: House, enveloping: Bent, caplog: pytest.LogCaptureFixture
) -> None:
    other = ECKey.generate_key("P-256", {"kid": "ours"})
    enveloping.envelope = lambda token: enveloped(other, token)
    await _refused(house, enveloping, caplog)


@pytest.mark.parametrize(("alg", "enc"), [("RSA-OAEP", "A256GCM"), ("RSA1_5", "A256GCM"),
                                          ("RSA-OAEP-256", "A128CBC-HS256")])  # fmt: skip
async def test_an_envelope_that_was_not_agreed_is_refused(
    house: House, bent: Bent, alg: str, enc: str, caplog: pytest.LogCaptureFixture
) -> None:
    key = RSAKey.generate_key(2048, {"kid": "ours", "use": "enc"})
    provider.register(bent.provider(decryption_keys=KeySet([key])))
    bent.envelope = lambda token: enveloped(key, token, alg, enc)
    await _refused(house, bent, caplog)


async def test_an_envelope_is_refused_where_none_was_agreed(
    house: House, bent: Bent, caplog: pytest.LogCaptureFixture
) -> None:
    key = es256("ours")
    bent.envelope = lambda token: enveloped(key, token)
    await _refused(house, bent, caplog)


# Kinds -------------------------------------------------------------------------------------------


async def test_the_people_s_way_does_not_lead_to_a_professional(
    house: House, bent: Bent, people: People, caplog: pytest.LogCaptureFixture
) -> None:
    bent.person = people.paul
    end, mine = await _try(house, bent)
    # The account was attached by the test's own welcome; coming back by it opens nothing.
    end, mine = await _try(house, bent)
    assert end.headers["location"] == "/connexion?suite=inconnu"
    assert mine.status_code == 303


async def test_the_professionals_way_does_not_lead_to_a_person(
    house: House, bent: Bent, people: People
) -> None:
    await _believed(house, bent)
    provider.register(bent.provider(kind=Kind.PROFESSIONAL))
    end, mine = await _try(house, bent)
    assert end.headers["location"] == "/connexion/professionnels?suite=pro-inconnu"
    assert mine.status_code == 303
