"""A login from end to end, and everything that must not open anything."""

import asyncio
from datetime import timedelta

import httpx
import pytest

from passport.kernel.web.session import cookie_name
from tests.identity.conftest import House, People, come_in
from tests.identity.walk import choose, consent, start


@pytest.fixture
def database_kind() -> str:
    """One kind of database is enough here: what is tried is the protocol."""
    return "sqlite"


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
        before = browser.cookies[cookie_name()]
        assert (await browser.get(back)).headers["location"] == "/parler"
        # Again in the browser that is logged in: she is at home, and nothing opens twice.
        assert (await browser.get(back)).headers["location"] == "/parler"
        async with house.browser() as another:
            another.cookies.set(cookie_name(), before)
            assert "recommencer" in (await another.get(back)).headers["location"]
            assert (await another.get("/mine")).status_code == 303


async def test_the_answer_serves_once_at_the_same_time_too(house: House, people: People) -> None:
    async with house.browser() as browser:
        back = await consent(browser, await choose(browser, await start(browser), people.amina.id))
        before = browser.cookies[cookie_name()]
        twice = []
        for _ in range(4):
            other = house.browser()
            other.cookies.set(cookie_name(), before)
            twice.append(other.get(back))
        ends = [answer.headers["location"] for answer in await asyncio.gather(*twice)]
        assert sorted(ends) == ["/connexion?suite=recommencer"] * 3 + ["/parler"]


async def test_two_tabs(house: House, people: People) -> None:
    """The older one is told kindly; the newer one logs in; then the older is at home too."""
    async with house.browser() as browser:
        first = await consent(browser, await choose(browser, await start(browser), people.amina.id))
        page = await start(browser, "/rendez-vous")
        told = await browser.get(first)
        assert "suite=onglets" in told.headers["location"]
        assert "dans un autre onglet" in (await browser.get(told.headers["location"])).text
        second = await consent(browser, await choose(browser, page, people.amina.id))
        assert (await browser.get(second)).headers["location"] == "/rendez-vous"
        assert (await browser.get(first)).headers["location"] == "/parler"
        assert (await browser.get("/mine")).text == str(people.amina.id)


async def test_an_answer_meant_for_another_browser_is_refused(house: House, people: People) -> None:
    async with house.browser() as attacker, house.browser() as victim:
        back = await consent(
            attacker, await choose(attacker, await start(attacker), people.olena.id)
        )
        assert "suite=recommencer" in (await victim.get(back)).headers["location"]
        own = await start(victim)
        answer = await victim.get(back)
        assert "suite=onglets" in answer.headers["location"]
        assert (await victim.get("/mine")).status_code == 303
        # Her own login goes on as if nothing had been.
        mine = await consent(victim, await choose(victim, own, people.amina.id))
        assert (await victim.get(mine)).headers["location"] == "/parler"
        assert (await victim.get("/mine")).text == str(people.amina.id)


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
