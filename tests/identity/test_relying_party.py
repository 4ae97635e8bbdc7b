"""A provider that lies about somebody: what must not be believed, and must leave nothing behind.

The cases, here and in ``test_signatures`` and ``test_trip``, are those of the OpenID Foundation's
conformance plan for relying parties (``oidcc-…``), of RFC 9700, and of the mistakes of public
integrations.
"""

import base64
import hashlib
from typing import Any

import pytest

from passport.identity import provider
from passport.identity.provider import Kind
from tests.identity.bent import ACCESS, CLIENT, SECRET, Bent, changed
from tests.identity.conftest import House, People
from tests.identity.trial import attempt, believed, refused


@pytest.fixture
def database_kind() -> str:
    """One kind of database is enough here: what is tried is the protocol."""
    return "sqlite"


async def test_the_honest_provider_is_believed(house: House, bent: Bent) -> None:
    """oidcc-client-test, -scope-userinfo-claims, -userinfo-bearer-header."""
    await believed(house, bent)
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
    await refused(house, bent, caplog)


@pytest.mark.parametrize(
    "level", [{"acr": "eidas0"}, {"acr": ...}, {"acr": None}, {"acr": ["eidas1"]}]
)
async def test_a_level_too_low_is_said_to_be(
    house: House, bent: Bent, level: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    bent.claims = changed(**level)
    await refused(house, bent, caplog, suite="faible")


@pytest.mark.parametrize(
    "harmless",
    [{"aud": [CLIENT]}, {"azp": CLIENT}, {"auth_time": ...}, {"amr": None}, {"acr": "eidas3"},
     {"amr": ["pwd"]}, {"rep_scope": []}],
)  # fmt: skip
async def test_what_a_provider_may_say_is_believed(
    house: House, bent: Bent, harmless: dict[str, Any]
) -> None:
    bent.claims = changed(**harmless)
    await believed(house, bent)


async def test_the_hash_of_the_access_token_is_believed_when_right(
    house: House, bent: Bent
) -> None:
    half = hashlib.sha256(ACCESS.encode()).digest()[:16]
    bent.claims = changed(at_hash=base64.urlsafe_b64encode(half).rstrip(b"=").decode())
    await believed(house, bent)


@pytest.mark.parametrize("answer", [{"id_token": ...}, {"access_token": ...}, {"id_token": 5},
                                    {"id_token": ""}, {"id_token": "x"}, {"id_token": "a.b.c"},
                                    {"id_token": "é.é.é"}])  # fmt: skip
async def test_an_answer_without_a_token_opens_nothing(
    house: House, bent: Bent, answer: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    bent.token_answer = changed(**answer)
    await refused(house, bent, caplog)


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
    await refused(house, bent, caplog, called=True)


async def test_a_plain_description_opens_nothing_where_a_signed_one_was_agreed(
    house: House, bent: Bent, caplog: pytest.LogCaptureFixture
) -> None:
    bent.plain_userinfo = True
    await refused(house, bent, caplog, called=True)


async def test_a_plain_description_is_believed_where_it_was_agreed(
    house: House, bent: Bent, caplog: pytest.LogCaptureFixture
) -> None:
    provider.register(bent.provider(userinfo_signed=False))
    bent.plain_userinfo = True
    bent.userinfo = changed(iss=..., aud=..., iat=..., exp=...)
    await believed(house, bent)
    bent.userinfo = changed(sub="6" * 64 + "v1")
    end, mine = await attempt(house, bent)
    assert "suite=recommencer" in end.headers["location"]
    assert mine.status_code == 303


async def test_a_description_may_say_no_end(house: House, bent: Bent) -> None:
    bent.userinfo = changed(exp=...)
    await believed(house, bent)


# Kinds -------------------------------------------------------------------------------------------


async def test_the_people_s_way_does_not_lead_to_a_professional(
    house: House, bent: Bent, people: People, caplog: pytest.LogCaptureFixture
) -> None:
    bent.person = people.paul
    end, mine = await attempt(house, bent)
    # The account was attached by the test's own welcome; coming back by it opens nothing.
    end, mine = await attempt(house, bent)
    assert end.headers["location"] == "/connexion?suite=inconnu"
    assert mine.status_code == 303


async def test_the_professionals_way_does_not_lead_to_a_person(
    house: House, bent: Bent, people: People
) -> None:
    await believed(house, bent)
    provider.register(bent.provider(kind=Kind.PROFESSIONAL))
    end, mine = await attempt(house, bent)
    assert end.headers["location"] == "/connexion/professionnels?suite=pro-inconnu"
    assert mine.status_code == 303
