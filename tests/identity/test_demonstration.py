"""The demonstration provider: as strict as the one it stands for, and only where it may stand."""

import re
from datetime import timedelta
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from passport.demo import provider as demonstration
from passport.demo.provider import Misplaced, check_place, names, rules, tokens
from passport.demo.provider.rules import BadRequest, demand
from passport.identity.provider import Provider
from passport.kernel.clock import FixedClock
from passport.settings import Environment, Settings
from tests.identity.conftest import House, People
from tests.identity.walk import choose, consent, start

VERIFIER = "v" * 64
CHALLENGE = "w1TpKUdYE9hUAcNSeeSRFioHDxfUxuHho_JHAfZ_vDM"
GOOD = {
    "client_id": names.CLIENT_ID,
    "response_type": "code",
    "redirect_uri": "https://us/back",
    "scope": "openid given_name",
    "acr_values": "eidas1",
    "state": "s" * 43,
    "nonce": "n" * 43,
    "code_challenge": CHALLENGE,
    "code_challenge_method": "S256",
}


@pytest.fixture
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('provider') / 'passport.db'}"


def _demand(asked: dict[str, str], *more: tuple[str, str]) -> rules.Demand:
    pairs = [*((k, v) for k, v in asked.items() if v), *more]
    return demand(pairs, client_id=names.CLIENT_ID, redirect_uri="https://us/back")


def test_a_request_in_order_is_accepted() -> None:
    assert _demand(GOOD).claims == ("given_name",)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"login_hint": "me"}, "Y030007"),
        ({"max_age": "5"}, "Y030007"),
        ({"nonce": "n" * 21}, "Y030007"),
        ({"nonce": ""}, "Y030007"),
        ({"state": "short"}, "Y030007"),
        ({"acr_values": "eidas2"}, "Y030007"),
        ({"acr_values": ""}, "Y030007"),
        ({"prompt": "none"}, "Y030007"),
        ({"scope": "given_name"}, "Y030007"),
        ({"scope": "openid address"}, "Y030007"),
        ({"response_type": "token"}, "Y030007"),
        ({"code_challenge_method": "plain"}, "Y030007"),
        ({"code_challenge": "short"}, "Y030007"),
        ({"redirect_uri": "https://us/back/"}, "Y04C013C"),
        ({"client_id": "another"}, "Y04EA6EF"),
    ],
)
def test_a_request_out_of_order_is_not_answered(changes: dict[str, str], code: str) -> None:
    with pytest.raises(BadRequest, match=code):
        _demand({**GOOD, **changes})


def test_a_repeated_parameter_is_refused() -> None:
    with pytest.raises(BadRequest):
        _demand(GOOD, ("state", "t" * 43))


async def _exchange(form: dict[str, str]) -> httpx.Response:
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=tokens.app), base_url=names.issuer()
    ) as client:
        return await client.post("/token", data=form)


async def _code(house: House, people: People) -> str:
    from passport.demo.provider import service

    grant: dict[str, Any] = {
        "kind": "code",
        "person": str(people.amina.id),
        "nonce": "n" * 43,
        "scopes": ["openid", "given_name"],
        "challenge": CHALLENGE,
        "at": 0,
    }
    return await house.db.write(service.give, grant, rules.CODE_LIFE)


def _form(code: str, /, **changes: str) -> dict[str, str]:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": names.redirect_uri(),
        "client_id": names.CLIENT_ID,
        "client_secret": names.client_secret(),
        "code_verifier": VERIFIER,
        **changes,
    }
    return {name: value for name, value in form.items() if value}


async def test_a_code_serves_once_and_what_it_gives_is_signed(
    house: House,
    people: People,
) -> None:
    code = await _code(house, people)
    answer = (await _exchange(_form(code))).json()
    keys = KeySet([names.signing_key()])
    claims = jwt.decode(answer["id_token"], keys, algorithms=["ES256"]).claims
    assert set(claims) == {"iss", "aud", "sub", "iat", "exp", "nonce", "acr", "auth_time"}
    assert len(claims["sub"]) == 66
    assert claims["exp"] - claims["iat"] == answer["expires_in"] == 60
    assert (await _exchange(_form(code))).json() == {"error": "invalid_grant"}
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=tokens.app), base_url=names.issuer()
    ) as client:
        bearer = {"authorization": f"Bearer {answer['access_token']}"}
        described = await client.get("/userinfo", headers=bearer)
        assert described.headers["content-type"].startswith("application/jwt")
        facts = jwt.decode(described.text, keys, algorithms=["ES256"]).claims
        assert facts["given_name"] == "Amina"
        assert "email" not in facts
        assert (await client.get("/userinfo", headers=bearer)).status_code == 401
        published = (await client.get("/jwks")).json()
        assert "d" not in published["keys"][0]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code": "another"}, "invalid_grant"),
        ({"code_verifier": "w" * 64}, "invalid_grant"),
        ({"redirect_uri": "https://evil.example"}, "invalid_grant"),
        ({"client_secret": "guess"}, "invalid_client"),
        ({"client_id": "another"}, "invalid_client"),
        ({"grant_type": "refresh_token"}, "unsupported_grant_type"),
        ({"code_verifier": ""}, "invalid_request"),
        ({"extra": "1"}, "invalid_request"),
    ],
)
async def test_an_exchange_out_of_order_gives_nothing(
    house: House,
    people: People,
    changes: dict[str, str],
    error: str,
) -> None:
    code = await _code(house, people)
    assert (await _exchange(_form(code, **changes))).json() == {"error": error}


async def test_a_code_dies_after_thirty_seconds(
    house: House,
    people: People,
    clock: FixedClock,
) -> None:
    code = await _code(house, people)
    clock.advance(timedelta(seconds=30))
    assert (await _exchange(_form(code))).json() == {"error": "invalid_grant"}


async def test_only_fictitious_beneficiaries_are_on_the_list(
    house: House,
    people: People,
) -> None:
    async with house.browser() as browser:
        page = await start(browser)
        assert "Amina Benali" in page.text
        assert "Олена" in page.text
        assert "Paul Martin" not in page.text
        link = re.search(r'href="([^"]*personne=)[^"]*"', page.text)
        assert link
        address = link[1].replace("&amp;", "&")
        for person in (people.paul.id, names.CLIENT_ID, ""):
            assert (await browser.get(f"{address}{person}")).status_code == 400


async def test_what_is_handed_over_is_shown_before(
    house: House,
    people: People,
) -> None:
    async with house.browser() as browser:
        page = await choose(browser, await start(browser), people.amina.id)
        for shown in ("Amina", "Benali", "amina@exemple.fr"):
            assert shown in page.text


async def test_a_demand_cannot_be_forged_or_kept(
    house: House,
    people: People,
    clock: FixedClock,
) -> None:
    async with house.browser() as browser:
        forged = {"demande": "x", "personne": str(people.amina.id), "choix": "continuer"}
        assert (await browser.post("/demonstration/decision", data=forged)).status_code == 400
        page = await choose(browser, await start(browser), people.amina.id)
        clock.advance(timedelta(minutes=11))
        with pytest.raises(AssertionError):
            await consent(browser, page)


def _settings(**values: Any) -> Settings:
    return Settings.model_construct(**{**Settings().model_dump(), **values})


@pytest.mark.parametrize(
    "origin", ["http://localhost:8000", "http://127.0.0.1:1", "http://192.168.1.20:8000",
               "http://pc-accueil:8000", "https://essai.local"],
)  # fmt: skip
def test_it_stands_on_this_machine_and_in_private_networks(origin: str) -> None:
    check_place(_settings(public_origin=origin), ())


@pytest.mark.parametrize(
    "origin", ["https://passeport.example.fr", "http://8.8.8.8", "https://localhost.evil.example"]
)
def test_it_refuses_public_addresses(origin: str) -> None:
    with pytest.raises(Misplaced, match="public address"):
        check_place(_settings(public_origin=origin), ())


def test_it_refuses_production_and_real_providers() -> None:
    with pytest.raises(Misplaced, match="production"):
        check_place(_settings(passport_env=Environment.PRODUCTION), ())
    real = demonstration.provider()
    with pytest.raises(Misplaced, match="real provider"):
        check_place(_settings(), (Provider(**{**vars(real), "slug": "franceconnect"}),))
