"""A login from end to end, and everything that must not open anything."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey
from sqlmodel import func, select

from passport.identity import provider
from passport.identity.models import Account, WebSession
from passport.kernel.audit import AuditNote
from passport.kernel.clock import FixedClock
from passport.kernel.database import Session
from passport.kernel.web.session import cookie_name
from tests.identity.bent import CLIENT, Bent
from tests.identity.conftest import House, People, come_in
from tests.identity.walk import choose, consent, start


@pytest.fixture
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One kind of database is enough here: what is tried is the protocol."""
    return f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('login') / 'passport.db'}"


async def _count(session: Session, table: Any, *where: Any) -> int:
    return (await session.exec(select(func.count()).select_from(table).where(*where))).one()


async def test_a_person_comes_in_and_is_known(house: House, people: People) -> None:
    async with house.browser() as browser:
        await come_in(browser, people.amina.id)
        assert (await browser.get("/mine")).text == str(people.amina.id)
        assert (await browser.get("/parler")).text == "the app"


async def test_the_page_that_was_asked_for_is_kept_through_the_login(
    house: House, people: People
) -> None:
    async with house.browser() as browser:
        sent = await browser.get("/rendez-vous?jour=mardi")
        assert sent.status_code == 303
        assert sent.headers["location"] == "/connexion?next=/rendez-vous%3Fjour%3Dmardi"
        assert "next=%2Frendez-vous" in (await browser.get(sent.headers["location"])).text.replace(
            "/", "%2F"
        )
        await come_in(browser, people.amina.id, "/rendez-vous?jour=mardi")


async def test_the_session_is_new_at_each_login_and_hidden_from_scripts(
    house: House, people: People
) -> None:
    async with house.browser() as browser:
        page = await start(browser)
        before = browser.cookies[cookie_name()]
        back = await consent(browser, await choose(browser, page, people.amina.id))
        answer = await browser.get(back)
        after = browser.cookies[cookie_name()]
        assert before != after
        session = next(c for c in answer.headers.get_list("set-cookie") if c.startswith("sid="))
        assert "HttpOnly" in session
        assert "SameSite=lax" in session
        assert "Path=/" in session
        async with house.browser() as thief:
            thief.cookies.set(cookie_name(), before)
            assert (await thief.get("/mine")).status_code == 303


async def test_a_planted_session_opens_nothing(house: House, people: People) -> None:
    async with house.browser() as browser:
        browser.cookies.set(cookie_name(), "planted-by-somebody-else")
        page = await start(browser)
        await browser.get(await consent(browser, await choose(browser, page, people.amina.id)))
        async with house.browser() as thief:
            thief.cookies.set(cookie_name(), "planted-by-somebody-else")
            assert (await thief.get("/mine")).status_code == 303


async def test_turning_back_is_kind_and_opens_nothing(house: House, people: People) -> None:
    async with house.browser() as browser:
        handover = await choose(browser, await start(browser, "/rendez-vous"), people.amina.id)
        answer = await browser.get(await consent(browser, handover, "annuler"))
        assert answer.headers["location"] == "/connexion?suite=arret&next=/rendez-vous"
        page = await browser.get(answer.headers["location"])
        assert "Vous avez arrêté la connexion" in page.text
        assert (await browser.get("/mine")).status_code == 303


async def test_the_answer_serves_once(house: House, people: People) -> None:
    async with house.browser() as browser:
        back = await consent(browser, await choose(browser, await start(browser), people.amina.id))
        assert (await browser.get(back)).headers["location"] == "/parler"
        assert "recommencer" in (await browser.get(back)).headers["location"]


async def test_an_answer_meant_for_another_browser_is_refused(house: House, people: People) -> None:
    async with house.browser() as attacker, house.browser() as victim:
        back = await consent(
            attacker, await choose(attacker, await start(attacker), people.olena.id)
        )
        await start(victim)
        answer = await victim.get(back)
        assert "suite=recommencer" in answer.headers["location"]
        assert (await victim.get("/mine")).status_code == 303


async def test_a_code_put_in_another_login_is_refused(house: House, people: People) -> None:
    async with house.browser() as attacker, house.browser() as victim:
        stolen = httpx.URL(
            await consent(attacker, await choose(attacker, await start(attacker), people.olena.id))
        ).params["code"]
        own = await consent(victim, await choose(victim, await start(victim), people.amina.id))
        answer = await victim.get(httpx.URL(own).copy_set_param("code", stolen))
        assert "suite=recommencer" in answer.headers["location"]
        assert (await victim.get("/mine")).status_code == 303


async def test_a_late_code_and_a_late_return_are_refused(house: House, people: People) -> None:
    async with house.browser() as browser:
        back = await consent(browser, await choose(browser, await start(browser), people.amina.id))
        house.clock.advance(timedelta(seconds=31))
        assert "recommencer" in (await browser.get(back)).headers["location"]
        page = await start(browser)
        house.clock.advance(timedelta(minutes=10, seconds=1))
        late = await choose(browser, page, people.amina.id)
        assert late.status_code == 400


@pytest.mark.parametrize(
    "target",
    ["//evil.example", "/\\evil.example", "/\t/evil.example", "https://evil.example",
     "javascript:alert(1)", "/%0d%0aX: y\r\n", "evil.example", "/connexion?next=/x", "/deconnexion",
     "/auth/demo/login", "/en//connexion/../connexion", "/" + "a" * 600],
)  # fmt: skip
async def test_no_login_ends_on_another_site(house: House, people: People, target: str) -> None:
    async with house.browser() as browser:
        begun = await browser.get("/auth/demo/login", params={"next": target})
        page = await browser.get(begun.headers["location"])
        back = await consent(browser, await choose(browser, page, people.amina.id))
        address = (await browser.get(back)).headers["location"]
        assert address == "/parler"


# A provider that lies ----------------------------------------------------------------------------


async def _try(house: House, bent: Bent, **answer: str) -> tuple[httpx.Response, httpx.Response]:
    """A login at the bent provider; its end, and what the browser may then read."""
    async with house.browser() as browser:
        begun = await browser.get("/auth/bent/login", params={"next": "/parler"})
        query = bent.answer(begun.headers["location"], **answer)
        end = await browser.get("/auth/bent/callback", params=query)
        return end, await browser.get("/mine")


async def test_the_honest_provider_is_believed(house: House, bent: Bent, people: People) -> None:
    end, mine = await _try(house, bent)
    assert end.headers["location"] == "/parler"
    assert mine.text == str(people.amina.id)


def _with(**changes: Any) -> Callable[[dict[str, Any]], dict[str, Any]]:
    def change(claims: dict[str, Any]) -> dict[str, Any]:
        return {name: v for name, v in {**claims, **changes}.items() if v is not ...}

    return change


ID_TOKEN = {
    "wrong issuer": {"iss": "https://evil.example"},
    "no issuer": {"iss": ...},
    "audience is another": {"aud": "somebody"},
    "audience is another, for us": {"aud": "somebody", "azp": CLIENT},
    "audience is us and another": {"aud": [CLIENT, "somebody"], "azp": CLIENT},
    "no audience": {"aud": ...},
    "authorised party is another": {"azp": "somebody"},
    "no subject": {"sub": ...},
    "empty subject": {"sub": ""},
    "subject is a number": {"sub": 5},
    "no issue time": {"iat": ...},
    "issued in the future": {"iat": 4_000_000_000},
    "issued long ago": {"iat": 1_700_000_000},
    "no end": {"exp": ...},
    "ended": {"exp": 1_700_000_000},
    "end is a text": {"exp": "tomorrow"},
    "another nonce": {"nonce": "x" * 43},
    "no nonce": {"nonce": ...},
    "nonce is null": {"nonce": None},
    "level too low": {"acr": "eidas0"},
    "no level": {"acr": ...},
    "logged in tomorrow": {"auth_time": 4_000_000_000},
}


@pytest.mark.parametrize("changes", ID_TOKEN.values(), ids=ID_TOKEN.keys())
async def test_a_bent_id_token_opens_nothing(
    house: House, bent: Bent, changes: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    bent.claims = _with(**changes)
    await _refused(house, bent, caplog)
    assert "userinfo" not in bent.calls


USERINFO = {
    "another person": {"sub": "6" * 64 + "v1"},
    "no subject": {"sub": ...},
    "wrong issuer": {"iss": "https://evil.example"},
    "for another": {"aud": "somebody"},
    "ended": {"exp": 1_700_000_000},
    "not signed": {"plain": True},
}


@pytest.mark.parametrize("changes", USERINFO.values(), ids=USERINFO.keys())
async def test_a_bent_description_opens_nothing(
    house: House, bent: Bent, changes: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    bent.userinfo = _with(**changes)
    await _refused(house, bent, caplog)


def _none(claims: dict[str, Any]) -> str:
    return jwt.encode({"alg": "none"}, claims, OctKey.generate_key(), algorithms=["none"])


def _shared(claims: dict[str, Any]) -> str:
    key = OctKey.import_key("secret-of-the-test")
    return jwt.encode({"alg": "HS256"}, claims, key, algorithms=["HS256"])


def _other_key(claims: dict[str, Any]) -> str:
    key = ECKey.generate_key("P-256", {"kid": "one"})
    return jwt.encode({"alg": "ES256", "kid": "one"}, claims, key)


def _own_key_inside(claims: dict[str, Any]) -> str:
    key = ECKey.generate_key("P-256")
    return jwt.encode({"alg": "ES256", "jwk": key.as_dict(private=False)}, claims, key)


@pytest.mark.parametrize("sign", [_none, _shared, _other_key, _own_key_inside])
async def test_a_bent_signature_opens_nothing(
    house: House,
    bent: Bent,
    sign: Callable[[dict[str, Any]], str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    bent.sign = sign
    await _refused(house, bent, caplog)


@pytest.mark.parametrize("answer", [{"id_token": ...}, {"access_token": ...}, {"id_token": 5}])
async def test_an_answer_without_a_token_opens_nothing(
    house: House, bent: Bent, answer: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    bent.token_answer = _with(**answer)
    await _refused(house, bent, caplog)


async def _refused(
    house: House, bent: Bent, caplog: pytest.LogCaptureFixture, **answer: str
) -> None:
    end, mine = await _try(house, bent, **answer)
    assert end.status_code == 303
    assert end.headers["location"].startswith("/connexion?suite=recommencer")
    assert mine.status_code == 303
    assert await house.db.read(_count, Account) == 0
    assert await house.db.read(_count, WebSession, WebSession.person_id.is_not(None)) == 0
    said = await house.db.read(_notes)
    # The test's own browser speaks through httpx.
    written = [one.getMessage() for one in caplog.records if not one.name.startswith("http")]
    assert said
    for secret in ("a-code", "an-access-token", "5555", "Amina", bent.nonce):
        assert secret not in str(written)
        assert secret not in str(said)


async def _notes(session: Session) -> list[dict[str, Any]]:
    rows = await session.exec(select(AuditNote).where(AuditNote.what == "refusal"))
    return [row.model_dump() for row in rows.all()]


@pytest.mark.parametrize(
    "answer",
    [{"iss": "https://evil.example"}, {"iss": ""}, {"state": "another"}, {"state": ""},
     {"code": ""}, {"state": "é" * 50}, {"error": "invalid_scope"}],
)  # fmt: skip
async def test_a_bent_return_opens_nothing(
    house: House, bent: Bent, answer: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    await _refused(house, bent, caplog, **answer)
    assert "token" not in bent.calls


async def test_an_error_without_our_state_is_not_even_read(house: House, bent: Bent) -> None:
    end, _mine = await _try(house, bent, error="access_denied", state="another")
    assert "suite=recommencer" in end.headers["location"]


async def test_a_provider_that_is_down_is_said_to_be(house: House, bent: Bent) -> None:
    bent.down = True
    end, mine = await _try(house, bent)
    assert end.headers["location"].startswith("/connexion?suite=panne")
    assert mine.status_code == 303
    bent.down = False
    end, _mine = await _try(house, bent, error="temporarily_unavailable", code="")
    assert end.headers["location"].startswith("/connexion?suite=panne")


@pytest.mark.parametrize("kid", ["one", "two"])
async def test_a_provider_may_change_its_key(house: House, bent: Bent, kid: str) -> None:
    await _try(house, bent)
    bent.key = ECKey.generate_key("P-256", {"kid": kid})
    end, _mine = await _try(house, bent)
    assert end.headers["location"] == "/parler"


async def test_the_answer_of_one_provider_is_no_answer_of_another(house: House, bent: Bent) -> None:
    async with house.browser() as browser:
        begun = await browser.get("/auth/bent/login")
        query = bent.answer(begun.headers["location"])
        end = await browser.get("/auth/demo/callback", params=query)
        assert "suite=recommencer" in end.headers["location"]


async def test_an_unknown_provider_is_not_there(house: House) -> None:
    async with house.browser() as browser:
        assert (await browser.get("/auth/franceconnect/login")).status_code == 404


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
