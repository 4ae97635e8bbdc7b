"""The way out, the pages around it, and requests that other sites start."""

import html
import re
from datetime import timedelta

import httpx
import pytest
from sqlmodel import select

from passport.identity import service, sessions
from passport.identity.models import WebSession
from passport.kernel.actor import Role
from passport.kernel.audit import AuditNote
from passport.kernel.clock import FixedClock
from passport.kernel.crypto import digest
from passport.kernel.database import Session
from passport.kernel.web.session import cookie_name
from tests.identity.conftest import House, People, come_in


@pytest.fixture
def database_kind() -> str:
    """One kind of database is enough here: what is tried is not in the tables."""
    return "sqlite"


async def _notes(session: Session) -> list[str]:
    return list((await session.exec(select(AuditNote.what))).all())


async def _sessions(session: Session) -> list[str]:
    return list((await session.exec(select(WebSession.digest))).all())


async def test_the_way_out_closes_everything(house: House, people: People) -> None:
    async with house.browser() as browser:
        secret = await come_in(browser, people.amina.id)
        answer = await browser.post("/deconnexion")
        assert answer.status_code == 303
        assert answer.headers["location"] == "/auth/demo/logout"
        assert answer.headers["clear-site-data"] == '"cache", "storage"'
        assert browser.cookies[cookie_name()] != secret
        assert "draft" not in browser.cookies
        going = (await browser.get("/auth/demo/logout")).text
        address = html.unescape(re.findall(r"url=([^\"]+)", going)[0])
        back = (await browser.get(address)).headers["location"]
        assert (await browser.get(back)).headers["location"] == "/au-revoir"
        assert cookie_name() not in browser.cookies
        page = await browser.get("/au-revoir")
        assert "À bientôt. Tout est fermé." in page.text
        browser.cookies.set(cookie_name(), secret)
        assert (await browser.get("/mine")).status_code == 303
        assert (await browser.get("/parler")).headers["location"] == (
            "/connexion?next=/parler&suite=ferme"
        )
    assert await house.db.read(_sessions) == []
    assert await house.db.read(_notes) == ["account_linked", "login", "logout"]


async def test_leaving_twice_or_without_having_come_is_fine(house: House) -> None:
    async with house.browser() as browser:
        for _time in range(2):
            assert (await browser.post("/deconnexion")).headers["location"] == "/au-revoir"


@pytest.mark.parametrize(
    "headers",
    [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"},
     {"origin": "https://evil.example"}, {"origin": "null"}],
)  # fmt: skip
async def test_another_site_cannot_log_a_person_out(
    house: House, people: People, headers: dict[str, str]
) -> None:
    async with house.browser() as browser:
        await come_in(browser, people.amina.id)
        if "origin" in headers:
            del browser.headers["sec-fetch-site"]
        assert (await browser.post("/deconnexion", headers=headers)).status_code == 403
        browser.headers["sec-fetch-site"] = "same-origin"
        assert (await browser.get("/mine")).text == str(people.amina.id)


async def test_a_link_cannot_log_a_person_out(house: House, people: People) -> None:
    async with house.browser() as browser:
        await come_in(browser, people.amina.id)
        await browser.get("/deconnexion")
        assert (await browser.get("/mine")).text == str(people.amina.id)


async def test_the_other_devices_are_closed_by_a_plain_form_too(
    house: House, people: People
) -> None:
    async with house.browser() as phone, house.browser() as library:
        here = await come_in(phone, people.amina.id)
        await come_in(library, people.amina.id)
        assert (await phone.post("/moi/fermer-les-autres")).headers["location"] == "/moi"
        assert (await phone.get("/mine")).status_code == 200
        assert (await library.get("/mine")).status_code == 303
    assert await house.db.read(_sessions) == [digest(here)]


async def test_a_second_person_on_the_same_device_is_herself(house: House, people: People) -> None:
    async with house.browser() as browser:
        first = await come_in(browser, people.amina.id)
        drafts = browser.cookies["draft"]
        await browser.post("/deconnexion")
        second = await come_in(browser, people.olena.id)
        assert first != second
        assert drafts != browser.cookies["draft"]
        assert (await browser.get("/mine")).text == str(people.olena.id)


async def test_who_is_in_already_is_not_asked_again(house: House, people: People) -> None:
    async with house.browser() as browser:
        await come_in(browser, people.amina.id)
        assert (await browser.get("/connexion?next=/moi")).headers["location"] == "/moi"
        assert (await browser.get("/auth/demo/login")).headers["location"] == "/parler"


async def test_another_role_finds_nothing_there(house: House, people: People) -> None:
    secret = await house.db.write(service.open_for, people.paul, {})
    async with house.browser() as browser:
        browser.cookies.set(cookie_name(), secret)
        answer = await browser.get("/mine")
        assert answer.status_code == 404
        assert str(people.paul.id) not in answer.text
    assert await house.db.read(_notes) == ["login", "refusal"]


async def test_the_login_page_says_what_happened_in_fixed_words(house: House) -> None:
    async with house.browser() as browser:
        page = await browser.get("/connexion?suite=panne")
        assert "Le service de connexion ne répond pas" in page.text
        page = await browser.get("/connexion?suite=<b>x</b>&next=//evil.example")
        assert "<b>x" not in page.text
        assert "evil" not in page.text
        page = await browser.get("/connexion?next=/moi")
        assert 'href="/ar/connexion?next=/moi"' in page.text


@pytest.mark.parametrize("path", ["/", "/connexion", "/au-revoir", "/confidentialite"])
async def test_the_server_s_pages_need_no_script_and_weigh_little(house: House, path: str) -> None:
    async with house.browser() as browser:
        answer = await browser.get(path)
        assert answer.status_code == 200
        assert "<script" not in answer.text
        assert "style=" not in answer.text
        assert len(answer.content) < 20_000
        assert int(answer.headers["content-length"]) < 10_000
        assert '<html lang="fr" dir="ltr">' in answer.text
        assert answer.text.count("<h1") == 1


async def test_one_machine_has_one_name_during_a_login(house: House) -> None:
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=house.app),  # type: ignore[arg-type]
        base_url="http://127.0.0.1:8000",
    ) as browser:
        answer = await browser.get("/auth/demo/login?next=/moi")
        assert answer.headers["location"] == "http://localhost:8000/auth/demo/login?next=/moi"


async def test_on_a_device_that_is_not_hers_a_login_is_short_and_leaves_nothing(
    house: House, people: People, clock: FixedClock
) -> None:
    """Chosen before the login, whatever the way in; the page says it, and can take it back."""
    async with house.browser() as browser:
        assert "Ce téléphone n’est pas à moi" in (await browser.get("/connexion")).text
        form = {"lent": "1", "next": "/rendez-vous"}
        answer = await browser.post("/connexion/appareil", data=form)
        assert answer.headers["location"] == "/connexion?next=/rendez-vous"
        page = (await browser.get("/connexion")).text
        assert "C’est mon téléphone" in page
        assert "au bout de 5 minutes" in page
        secret = await come_in(browser, people.amina.id)
        assert browser.cookies["device"] == "lent-300"
        assert "draft" not in browser.cookies
        visit = await house.db.read(service.visit, digest(secret))
        assert visit
        assert visit.shared
        clock.advance(timedelta(minutes=5))
        assert (await browser.get("/mine")).status_code == 303


async def test_a_device_is_lent_and_taken_back_by_plain_forms(house: House, people: People) -> None:
    async with house.browser() as browser:
        secret = await come_in(browser, people.amina.id)
        assert browser.cookies["device"] == "own-1800"
        drafts = browser.cookies["draft"]
        answer = await browser.post("/moi/appareil", data={"lent": "1"})
        assert answer.headers["location"] == "/moi"
        assert answer.headers["clear-site-data"] == '"cache", "storage"'
        assert browser.cookies["device"] == "lent-300"
        assert "draft" not in browser.cookies
        visit = await house.db.read(service.visit, digest(secret))
        assert visit
        assert visit.shared
        await browser.post("/moi/appareil", data={"lent": "0"})
        assert browser.cookies["device"] == "own-1800"
        assert browser.cookies["draft"] == drafts
        assert (await browser.post("/moi/rester")).status_code == 204
        await browser.post("/deconnexion")
        assert "device" not in browser.cookies
        assert (await browser.post("/moi/rester")).status_code == 303


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil.example"])
async def test_the_choice_of_device_leads_nowhere_else(house: House, target: str) -> None:
    async with house.browser() as browser:
        answer = await browser.post("/connexion/appareil", data={"lent": "1", "next": target})
        assert answer.headers["location"] == "/connexion?next=/parler"


async def test_a_page_of_another_role_leads_to_one_s_own(house: House, people: People) -> None:
    """And a change of role counts at the next page."""
    async with house.browser() as browser:
        await come_in(browser, people.amina.id)
        assert (await browser.get("/en/parler")).text == "the app"
        await house.db.write(
            sessions.change_role,
            None,
            people.amina.id,
            Role.CASEWORKER,
            territory_id=people.amina.territory_id,
            structure_id=None,
        )
        answer = await browser.get("/en/parler")
        assert (answer.status_code, answer.headers["location"]) == (303, "/en/moi")
        assert (await browser.get("/mine")).status_code == 404
