"""The way to a provider and back: what is asked of it, and returns that lie."""

import base64
import hashlib
from datetime import timedelta

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey

from passport.identity import provider
from passport.kernel.clock import FixedClock
from tests.identity.bent import CLIENT, ISSUER, Bent, changed, es256, rs256
from tests.identity.conftest import House
from tests.identity.trial import attempt, believed, refused


@pytest.fixture
def database_kind() -> str:
    """One kind of database is enough here: what is tried is the protocol."""
    return "sqlite"


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
    await believed(house, bent)
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
    for auth_time, new in ((now, True), (now - 60, False), (..., False)):
        bent.claims = changed(auth_time=auth_time)
        async with house.browser() as browser:
            begun = await browser.get("/auth/bent/login?autre=1")
            assert httpx.URL(begun.headers["location"]).params["prompt"] == "login"
            query = bent.answer(begun.headers["location"])
            end = await browser.get("/auth/bent/callback", params=query)
            assert (end.headers["location"] == "/parler") is new


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
    await refused(house, bent, caplog, **answer)
    assert "token" not in bent.calls


@pytest.mark.parametrize("state", ["another", "", "é" * 50])
async def test_a_return_that_nobody_asked_for_is_not_even_read(
    house: House, bent: Bent, state: str, caplog: pytest.LogCaptureFixture
) -> None:
    """oidcc-client-test-3rd-party-init-login and login CSRF: the error is not believed either."""
    await refused(house, bent, caplog, suite="onglets", state=state)
    await refused(house, bent, caplog, suite="onglets", state=state, error="access_denied")
    assert "token" not in bent.calls


async def test_a_provider_that_does_not_say_its_name_may_be_silent_and_not_lie(
    house: House, bent: Bent, caplog: pytest.LogCaptureFixture
) -> None:
    provider.register(bent.provider(issuer_in_response=False))
    end, _mine = await attempt(house, bent, iss="")
    assert end.headers["location"] == "/parler"
    end, mine = await attempt(house, bent, iss="https://evil.example")
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
    await refused(
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
    await refused(house, bent, caplog, suite=suite)


async def test_a_provider_that_is_down_is_said_to_be(
    house: House, bent: Bent, caplog: pytest.LogCaptureFixture
) -> None:
    bent.down = True
    await refused(house, bent, caplog, suite="panne")


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
    async with house.browser() as browser:
        begun = await browser.get("/auth/bent/login")
        query = bent.answer(begun.headers["location"], iss="")
        end = await browser.get("/auth/other/callback", params=query)
        assert "suite=recommencer" in end.headers["location"]
        assert (await browser.get("/mine")).status_code == 303
    assert bent.calls == []


async def test_an_unknown_provider_is_not_there(house: House) -> None:
    async with house.browser() as browser:
        for way in ("login", "callback", "jwks"):
            assert (await browser.get(f"/auth/franceconnect/{way}")).status_code == 404
        assert "/auth/franceconnect" not in (await browser.get("/connexion")).text
