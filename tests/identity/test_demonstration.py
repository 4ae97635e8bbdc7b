"""The demonstration provider: as strict as the one it stands for, and only where it may stand."""

import html
import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from passport.demo import provider as demonstration
from passport.demo.provider import PEOPLE, PROFESSIONALS, Misplaced, check_place, rules, tokens
from passport.demo.provider.rules import BadRequest, demand
from passport.identity.provider import Provider
from passport.kernel.clock import FixedClock
from passport.kernel.web.session import cookie_name
from passport.settings import Environment, Settings
from tests.identity.conftest import House, People, come_in
from tests.identity.walk import choose, consent, start

VERIFIER = "v" * 64
CHALLENGE = "w1TpKUdYE9hUAcNSeeSRFioHDxfUxuHho_JHAfZ_vDM"
GOOD = {
    "client_id": PEOPLE.client_id,
    "response_type": "code",
    "redirect_uri": "https://us/back",
    "scope": "openid given_name",
    "acr_values": "eidas1",
    "state": "s" * 43,
    "nonce": "n" * 43,
}
PRO = {
    **GOOD,
    "client_id": PROFESSIONALS.client_id,
    "scope": "openid usual_name siret",
    "acr_values": "",
    "code_challenge": CHALLENGE,
    "code_challenge_method": "S256",
}


@pytest.fixture
def database_kind() -> str:
    """One kind of database is enough here: what is tried is not in the tables."""
    return "sqlite"


def _demand(asked: dict[str, str], *more: tuple[str, str], pro: bool = False) -> rules.Demand:
    pairs = [*((k, v) for k, v in asked.items() if v), *more]
    shape = PROFESSIONALS if pro else PEOPLE
    return demand(
        pairs, client_id=shape.client_id, redirect_uri="https://us/back", professional=pro
    )


def test_a_request_in_order_is_accepted() -> None:
    assert _demand(GOOD).claims(professional=False) == ("given_name", "given_name_array")
    claims = '{"id_token":{"amr":{"essential":true}}}'
    assert _demand({**GOOD, "claims": claims}).wants_amr
    assert _demand(PRO, pro=True).claims(professional=True) == ("usual_name", "siret")
    assert not _demand(
        {**PRO, "code_challenge": "", "code_challenge_method": ""}, pro=True
    ).challenge


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ui_locales": "ar"}, "Y000400"),
        ({"max_age": "5"}, "Y000400"),
        ({"nonce": "n" * 31}, "Y000400"),
        ({"state": "s" * 31}, "Y000400"),
        ({"code_challenge_method": "plain"}, "Y000400"),
        ({"code_challenge_method": ""}, "Y000400"),
        ({"code_challenge": "short"}, "Y000400"),
        ({"scope": "openid family_name"}, "Y000400"),
        ({"claims": "acr"}, "Y000400"),
        ({"redirect_uri": "https://us/back/"}, "Y030031"),
        ({"client_id": PEOPLE.client_id}, "Y04EA6EF"),
    ],
)
def test_professionals_requests_have_rules_of_their_own(changes: dict[str, str], code: str) -> None:
    with pytest.raises(BadRequest, match=code):
        _demand({**PRO, **changes}, pro=True)


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
        ({"code_challenge_method": "S256", "code_challenge": CHALLENGE}, "Y030007"),
        ({"claims": "[]"}, "Y030007"),
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
        transport=httpx.ASGITransport(app=tokens.app), base_url=PEOPLE.issuer
    ) as client:
        return await client.post("/token", data=form)


async def _code(house: House, people: People, challenge: str = "", shape: str = "demo") -> str:
    from passport.demo.provider import service

    grant: dict[str, Any] = {
        "kind": "code",
        "shape": shape,
        "person": str(people.amina.id),
        "nonce": "n" * 43,
        "scopes": ["openid", "given_name"],
        "challenge": challenge,
        "amr": False,
        "at": 0,
    }
    return await house.db.write(service.give, grant, rules.CODE_LIFE)


def _form(code: str, /, **changes: str) -> dict[str, str]:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": PEOPLE.redirect_uri,
        "client_id": PEOPLE.client_id,
        "client_secret": PEOPLE.client_secret,
        **changes,
    }
    return {name: value for name, value in form.items() if value}


async def test_a_code_serves_once_and_what_it_gives_is_signed(
    house: House,
    people: People,
) -> None:
    code = await _code(house, people)
    answer = (await _exchange(_form(code))).json()
    keys = KeySet([PEOPLE.signing_key()])
    claims = jwt.decode(answer["id_token"], keys, algorithms=["ES256"]).claims
    assert set(claims) == {"iss", "aud", "sub", "iat", "exp", "nonce", "acr", "auth_time"}
    assert len(claims["sub"]) == 66
    assert claims["exp"] - claims["iat"] == answer["expires_in"] == 60
    assert (await _exchange(_form(code))).json() == {"error": "invalid_grant"}
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=tokens.app), base_url=PEOPLE.issuer
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
        ({"code_verifier": VERIFIER}, "invalid_grant"),
        ({"redirect_uri": "https://evil.example"}, "invalid_grant"),
        ({"client_secret": "guess"}, "invalid_client"),
        ({"client_id": "another"}, "invalid_client"),
        ({"grant_type": "refresh_token"}, "unsupported_grant_type"),
        ({"client_secret": "é"}, "invalid_client"),
        ({"code": ""}, "invalid_request"),
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


async def test_a_code_that_was_asked_with_pkce_needs_its_proof(
    house: House, people: People
) -> None:
    for verifier, believed in ((VERIFIER, True), ("w" * 64, False), ("", False)):
        code = await _code(house, people, CHALLENGE)
        answer = (await _exchange(_form(code, code_verifier=verifier))).json()
        assert ("id_token" in answer) is believed


async def test_a_code_of_one_provider_is_worth_nothing_at_the_other(
    house: House, people: People
) -> None:
    code = await _code(house, people, shape="demo-pro")
    assert (await _exchange(_form(code))).json() == {"error": "invalid_grant"}


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
        for person in (people.paul.id, "compte-refait", "x", ""):
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


async def test_leaving_the_product_leaves_the_provider_too(house: House, people: People) -> None:
    """oidcc-client-test-rp-init-logout, -other-state, -no-state."""
    async with house.browser() as browser:
        await come_in(browser, people.amina.id)
        left = await browser.post("/deconnexion")
        assert left.headers["location"] == "/auth/demo/logout"
        # Our own session is over before the provider is asked anything.
        assert (await browser.get("/mine")).status_code == 303
        page = await browser.get("/auth/demo/logout")
        assert page.headers["referrer-policy"] == "no-referrer"
        found = re.search(r'http-equiv="refresh" content="0;url=([^"]+)"', page.text)
        assert found
        address = httpx.URL(html.unescape(found[1]))
        assert set(address.params) == {"id_token_hint", "state", "post_logout_redirect_uri"}
        assert len(address.params["state"]) == 43
        back = (await browser.get(address)).headers["location"]
        assert back == f"{PEOPLE.logout_uri}?state={address.params['state']}"
        for wrong in ("", "?state=another"):
            end = await browser.get(f"/auth/demo/logout-callback{wrong}")
            assert end.headers["location"] == "/au-revoir"
        end = await browser.get(back)
        assert end.headers["location"] == "/au-revoir"
        assert cookie_name() not in browser.cookies


async def test_a_logout_that_nobody_asked_for_closes_nothing(house: House, people: People) -> None:
    async with house.browser() as browser:
        await come_in(browser, people.amina.id)
        end = await browser.get("/auth/demo/logout-callback?state=forged")
        assert end.headers["location"] == "/"
        assert (await browser.get("/auth/demo/logout")).headers["location"] == "/au-revoir"
        assert (await browser.get("/mine")).text == str(people.amina.id)


@pytest.mark.parametrize(
    "changes",
    [{"state": ""}, {"id_token_hint": "x"}, {"post_logout_redirect_uri": "https://evil.example"},
     {"extra": "1"}],
)  # fmt: skip
async def test_a_logout_out_of_order_is_not_answered(
    house: House, people: People, changes: dict[str, str]
) -> None:
    asked = {
        "id_token_hint": tokens.signed(PEOPLE, {"sub": "x"}),
        "state": "s" * 43,
        "post_logout_redirect_uri": PEOPLE.logout_uri,
        **changes,
    }
    async with house.browser() as browser:
        good = {name: value for name, value in asked.items() if value}
        answer = await browser.get("/demonstration/session/end", params=good)
        assert answer.status_code == 400


async def test_professionals_come_in_by_their_own_way(house: House, people: People) -> None:
    async with house.browser() as browser:
        page = await browser.get("/connexion")
        assert "demo-pro" not in page.text
        assert "/connexion/professionnels" in page.text
        page = await browser.get("/connexion/professionnels")
        assert "/auth/demo-pro/login" in page.text
        for person in (people.paul, people.sylvie):
            listed = await start(browser, "/parler", "demo-pro")
            assert "Amina" not in listed.text
            handover = await choose(browser, listed, person.id)
            assert "00000000010001" in handover.text
            answer = await browser.get(await consent(browser, handover))
            assert answer.headers["location"] == "/moi"
            browser.cookies.clear()


REAL = {
    "PUBLIC_ORIGIN": "https://passeport.example.fr",
    "FRANCECONNECT_CLIENT_ID": "us",
    "FRANCECONNECT_CLIENT_SECRET": "s" * 64,
}
SHOW = """
from passport import app
from passport.identity.provider import providers
print(*(one.slug for one in providers()))
print(any("demonstration" in str(getattr(route, "path", "")) for route in app.ROUTES))
"""


def test_the_running_product_offers_real_providers_alone(tmp_path: Path) -> None:
    environment = {**os.environ, "PASSPORT_ENV": "demo", "PASSPORT_VAR": str(tmp_path), **REAL}
    shown = subprocess.run(
        [sys.executable, "-c", SHOW], env=environment, capture_output=True, text=True, check=True
    )
    assert shown.stdout.split("\n")[:2] == ["franceconnect", "False"]


def test_the_running_product_does_not_start_with_the_demonstration_in_public(
    tmp_path: Path,
) -> None:
    environment = {
        **os.environ,
        "PASSPORT_ENV": "demo",
        "PASSPORT_VAR": str(tmp_path),
        "PUBLIC_ORIGIN": "https://passeport.example.fr",
    }
    shown = subprocess.run(
        [sys.executable, "-c", SHOW], env=environment, capture_output=True, text=True, check=False
    )
    assert shown.returncode != 0
    assert "refuses the public address" in shown.stderr
