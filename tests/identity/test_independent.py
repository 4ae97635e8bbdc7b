"""The whole login against a provider that is not ours: the library that the State's are built on.

``oidc-provider`` (npm, certified by the OpenID Foundation) runs in a process of its own, configured
as FranceConnect, FranceConnect+ and ProConnect are; our side is made from settings, as in service.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from joserfc.jwk import KeySet
from sqlmodel import select

from passport.identity import provider
from passport.identity.models import Account, Person
from passport.identity.provider.configured import configured
from passport.identity.provider.keys import new_key_set
from passport.kernel.clock import SystemClock
from passport.kernel.database import Database, Session
from passport.settings import Settings
from passport.settings.providers import read_keys
from tests.browser.conftest import _free_port
from tests.identity.conftest import ORIGIN, House, People

HERE = Path(__file__).parent / "independent"
SECRET = "s" * 64
ENVELOPES = {kind: json.dumps(new_key_set(kind, "enc")) for kind in ("rsa", "ec")}
OURS = json.dumps(new_key_set("ec", "sig"))
START_S = 30


def _public(keys: KeySet) -> dict[str, object]:
    return {"keys": [key.as_dict(private=False) for key in keys]}


def _client(slug: str, **more: object) -> dict[str, object]:
    return {
        "client_secret": SECRET,
        "redirect_uris": [f"{ORIGIN}/auth/{slug}/callback"],
        "post_logout_redirect_uris": [f"{ORIGIN}/auth/{slug}/logout-callback"],
        "response_types": ["code"],
        "grant_types": ["authorization_code"],
        "token_endpoint_auth_method": "client_secret_post",
        "id_token_signed_response_alg": "ES256",
        "userinfo_signed_response_alg": "ES256",
        **more,
    }


def _clients() -> list[dict[str, object]]:
    envelopes = [
        _client(
            "franceconnect-plus",
            client_id=f"plus-{kind}",
            jwks=_public(read_keys(ENVELOPES[kind])),
            id_token_encrypted_response_alg=alg,
            id_token_encrypted_response_enc="A256GCM",
            userinfo_encrypted_response_alg=alg,
            userinfo_encrypted_response_enc="A256GCM",
        )
        for kind, alg in (("rsa", "RSA-OAEP-256"), ("ec", "ECDH-ES"))
    ]
    key = {"jwks": _public(read_keys(OURS)), "token_endpoint_auth_method": "private_key_jwt"}
    rs256 = {"id_token_signed_response_alg": "RS256", "userinfo_signed_response_alg": "RS256"}
    return [
        _client("franceconnect", client_id="fc"),
        _client("franceconnect", client_id="rsa", **rs256),
        _client("franceconnect", client_id="key", token_endpoint_auth_signing_alg="ES256", **key),
        _client("proconnect", client_id="pro"),
        *envelopes,
    ]


@dataclass(frozen=True)
class Independent:
    """The provider, running."""

    issuer: str


@pytest.fixture(scope="module")
def independent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Independent]:
    # It comes with the product's own dependencies.
    bun = Path(sys.executable).with_name("bun")
    place = tmp_path_factory.mktemp("provider")
    for file in HERE.iterdir():
        shutil.copy(file, place)
    subprocess.run([bun, "install", "--frozen-lockfile", "--silent"], cwd=place, check=True)
    port = _free_port()
    keys = [*new_key_set("ec", "sig")["keys"], *new_key_set("rsa", "sig")["keys"]]
    process = subprocess.Popen(
        [bun, "server.js"],
        cwd=place,
        env={
            **os.environ,
            "PORT": str(port),
            "CLIENTS": json.dumps(_clients()),
            "KEYS": json.dumps({"keys": keys}),
        },
        stdout=subprocess.DEVNULL,
    )
    issuer = f"http://localhost:{port}/api/v2"
    try:
        deadline = time.monotonic() + START_S
        while True:
            try:
                httpx.get(f"{issuer}/jwks", timeout=1).raise_for_status()
                break
            except httpx.HTTPError:
                assert time.monotonic() < deadline, "the provider did not start"
                time.sleep(0.1)
        yield Independent(issuer)
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture
def database_kind() -> str:
    """One kind of database is enough here: what is tried is not in the tables."""
    return "sqlite"


@pytest.fixture
def present(house: House) -> Database:
    """Its clock is the machine's: so is ours."""
    house.db.clock = SystemClock()
    return house.db


def _agree(independent: Independent, **values: str) -> str:
    """Register the provider that these settings make; its name."""
    issuers = {
        f"{name}_issuer": independent.issuer
        for name in ("franceconnect", "franceconnect_plus", "proconnect")
    }
    (made,) = configured(Settings(**issuers, **values, franceconnect_iss=True))  # type: ignore[arg-type]
    provider.register(made)
    return made.slug


async def _through(outside: httpx.AsyncClient, address: str) -> str:
    """Follow the provider's redirections until it sends the browser back to us."""
    for _ in range(8):
        answer = await outside.get(address)
        assert answer.status_code in {302, 303}, answer.text
        address = str(answer.url.join(answer.headers["location"]))
        if address.startswith(ORIGIN + "/auth/"):
            return address
    raise AssertionError(address)


async def _person(session: Session) -> Person:
    account = (await session.exec(select(Account))).one()
    return await session.get_one(Person, account.person_id)


PEOPLE = {
    "ES256": {"franceconnect_client_id": "fc", "franceconnect_client_secret": SECRET},
    "RS256": {
        "franceconnect_client_id": "rsa",
        "franceconnect_client_secret": SECRET,
        "franceconnect_algorithm": "RS256",
    },
    "private_key_jwt": {"franceconnect_client_id": "key", "franceconnect_client_key": OURS},
    "RSA-OAEP-256": {
        "franceconnect_plus_client_id": "plus-rsa",
        "franceconnect_plus_client_secret": SECRET,
        "franceconnect_plus_keys": ENVELOPES["rsa"],
    },
    "ECDH-ES": {
        "franceconnect_plus_client_id": "plus-ec",
        "franceconnect_plus_client_secret": SECRET,
        "franceconnect_plus_keys": ENVELOPES["ec"],
    },
}


@pytest.mark.parametrize("values", PEOPLE.values(), ids=PEOPLE.keys())
async def test_a_person_comes_in_and_leaves(
    house: House, present: Database, independent: Independent, values: dict[str, str]
) -> None:
    slug = _agree(independent, **values)
    async with house.browser() as browser, httpx.AsyncClient() as outside:
        begun = await browser.get(f"/auth/{slug}/login", params={"next": "/rendez-vous"})
        back = await _through(outside, begun.headers["location"])
        assert httpx.URL(back).params["iss"] == independent.issuer
        end = await browser.get(back)
        assert end.headers["location"] == "/rendez-vous"
        person = await present.read(_person)
        assert (await browser.get("/mine")).text == str(person.id)
        assert (person.given_name, person.family_name) == ("Amina", "Benali")
        assert person.email == "amina@example.org"

        # Out of the provider's own session, with its question answered yes.
        assert (await browser.post("/deconnexion")).headers["location"] == f"/auth/{slug}/logout"
        page = (await browser.get(f"/auth/{slug}/logout")).text
        found = re.search(r'content="0;url=([^"]+)"', page)
        assert found
        asked = await outside.get(found[1].replace("&amp;", "&"))
        assert asked.status_code == 200, asked.text
        xsrf = re.search(r'name="xsrf" value="([^"]+)"', asked.text)
        assert xsrf
        left = await outside.post(
            f"{independent.issuer}/session/end/confirm",
            data={"xsrf": xsrf[1], "logout": "yes"},
        )
        end = await browser.get(left.headers["location"])
        assert end.headers["location"] == "/au-revoir"


async def test_a_professional_comes_in_with_pkce_and_two_proofs(
    house: House, present: Database, independent: Independent, people: People
) -> None:
    slug = _agree(independent, proconnect_client_id="pro", proconnect_client_secret=SECRET)
    async with house.browser() as browser, httpx.AsyncClient() as outside:
        begun = await browser.get(f"/auth/{slug}/login")
        assert "code_challenge=" in begun.headers["location"]
        end = await browser.get(await _through(outside, begun.headers["location"]))
        # Known by place and address, for the first time by this account.
        assert end.headers["location"] == "/connexion/verifier"


async def test_its_errors_are_told_in_our_words(
    house: House, present: Database, independent: Independent
) -> None:
    slug = _agree(independent, franceconnect_client_id="fc", franceconnect_client_secret="x" * 64)
    async with house.browser() as browser, httpx.AsyncClient() as outside:
        begun = await browser.get(f"/auth/{slug}/login")
        end = await browser.get(await _through(outside, begun.headers["location"]))
        # Our secret is wrong: the provider says ``invalid_client``.
        assert end.headers["location"] == "/connexion?suite=panne"
        assert (await browser.get("/mine")).status_code == 303
