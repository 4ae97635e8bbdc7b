"""Everybody's papers: each special case of the demonstration, through the whole login."""

import re

import httpx
import pytest
from sqlmodel import select

from passport.demo.provider import personas
from passport.identity import professionals, provider
from passport.identity.models import Account, Person
from passport.identity.provider import Kind
from passport.kernel.crypto import decrypt
from passport.kernel.database import Session
from passport.kernel.outbox import OutboxMessage
from tests.identity.conftest import House, People
from tests.identity.walk import choose, consent, start

WHOLE_SCOPE = (
    "openid given_name family_name preferred_username birthdate idp_birthdate gender birthplace "
    "birthcountry email"
)
ENDS = {"annuler": "arret", "en-panne": "panne"}


@pytest.fixture
def database_kind() -> str:
    """One kind of database is enough here: what is tried is not in the tables."""
    return "sqlite"


@pytest.fixture
def everything(house: House) -> None:
    """Ask for all that a provider can tell: none of it may break a login."""
    asked = provider.provider_named("demo")
    assert asked
    provider.register(provider.Provider(**{**vars(asked), "scope": WHOLE_SCOPE}))


async def _log_in(browser: httpx.AsyncClient, key: str, slug: str = "demo") -> str:
    """Where a login as this persona ends."""
    browser.cookies.clear()
    page = await choose(browser, await start(browser, "/parler", slug), key)
    back = page.headers.get("location") or await consent(browser, page)
    return (await browser.get(back)).headers["location"]


async def _newest(session: Session) -> Person:
    rows = (await session.exec(select(Account))).all()
    newest = max(rows, key=lambda row: row.id)
    return await session.get_one(Person, newest.person_id)


PEOPLE = [one.key for one in personas.personas_of(Kind.PERSON)]


@pytest.mark.parametrize("key", PEOPLE)
async def test_each_of_them_ends_where_it_should(house: House, everything: None, key: str) -> None:
    async with house.browser() as browser:
        end = await _log_in(browser, key)
        if key in ENDS:
            assert end == f"/connexion?suite={ENDS[key]}"
            return
        assert end == "/parler"
        person = await house.db.read(_newest)
        assert (await browser.get("/mine")).text == str(person.id)
        assert person.fictitious
        assert person.given_name
        assert person.family_name
        # Again, and it is the same person.
        assert await _log_in(browser, key) == "/parler"
        assert (await browser.get("/mine")).text == str(person.id)


async def test_what_the_papers_say_is_handed_over_as_it_is(house: House, everything: None) -> None:
    shown = {
        "presume-ne": "1970-00-00",
        "jour-inconnu": "1980-05-00",
        "nee-en-corse": "2A004",
        "europeen": "Köln",
        "genre-non-dit": "unspecified",
    }
    async with house.browser() as browser:
        for key, words in shown.items():
            page = await choose(browser, await start(browser), key)
            assert words in page.text


async def test_only_what_is_needed_is_asked(house: House) -> None:
    async with house.browser() as browser:
        page = await choose(browser, await start(browser), "nee-en-corse")
        for unasked in ("2A004", "female", "99100"):
            assert unasked not in page.text


async def test_names_are_written_as_people_write_them(house: House) -> None:
    async with house.browser() as browser:
        await _log_in(browser, "plusieurs-prenoms")
        one = await house.db.read(_newest)
        assert (one.given_name, one.family_name, one.preferred_name) == (
            "Angélique",
            "Dubourg",
            "Moreau",
        )
        assert one.name == "Angélique Moreau"
        await _log_in(browser, "nom-tres-long")
        long = await house.db.read(_newest)
        assert long.family_name.startswith("D'Albuquerque De Vasconcelos")
        assert long.preferred_name is None


async def test_two_people_with_one_address_are_two_people(house: House) -> None:
    async with house.browser() as browser:
        await _log_in(browser, "couple-elle")
        she = await house.db.read(_newest)
        await _log_in(browser, "couple-lui")
        he = await house.db.read(_newest)
        assert she.id != he.id
        assert she.email == he.email


async def test_one_person_with_a_new_address_is_one_person(house: House) -> None:
    async with house.browser() as browser:
        await _log_in(browser, "ancien-email")
        before = await house.db.read(_newest)
        assert await _log_in(browser, "nouvel-email") == "/parler"
        after = await house.db.read(_newest)
        assert after.id == before.id
        assert after.email == "yacine.nouveau@example.org"


async def test_a_corrected_civil_status_is_for_somebody_to_look_at(house: House) -> None:
    async with house.browser() as browser:
        await _log_in(browser, "avant-etat-civil")
        end = await _log_in(browser, "apres-etat-civil")
        assert re.fullmatch(r"/connexion\?suite=verification&ref=[0-9A-F]{8}", end)
        assert (await browser.get("/mine")).status_code == 303


@pytest.mark.parametrize(
    ("key", "suite"),
    [
        ("inconnue", "pro-inconnu"),
        ("deux-organisations", "pro-inconnu"),
        ("sans-deuxieme-preuve", "pro-faible"),
    ],
)
async def test_a_professional_who_is_not_let_in_is_told_why(
    house: House, people: People, key: str, suite: str
) -> None:
    async with house.browser() as browser:
        end = await _log_in(browser, key, "demo-pro")
        assert end == f"/connexion/professionnels?suite={suite}"
        assert 'class="stop"' in (await browser.get(end)).text
        assert (await browser.get("/moi/connexions")).status_code == 303


async def _rename(session: Session, person: Person, email: str) -> None:
    (await session.get_one(Person, person.id)).email = email


async def test_a_remade_account_proves_the_address_then_serves_for_two_organisations(
    house: House, people: People
) -> None:
    await house.db.write(_rename, people.paul, "claire-favre@example.org")
    async with house.browser() as browser:
        end = await _log_in(browser, "compte-refait", "demo-pro")
        assert end == "/connexion/verifier"
        assert "Code à six chiffres" in (await browser.get(end)).text
        wrong = await browser.post("/connexion/verifier", data={"code": "x"})
        assert wrong.status_code == 422
        assert "Il reste 4 essais" in wrong.text

        async def code(session: Session) -> str:
            query = select(OutboxMessage).where(OutboxMessage.kind == professionals.CODE_SENT)
            return decrypt((await session.exec(query)).one().payload["sealed"].encode())

        right = await browser.post("/connexion/verifier", data={"code": await house.db.read(code)})
        assert right.headers["location"] == "/moi"
        assert (await browser.get("/moi/connexions")).status_code == 200
        assert await _log_in(browser, "deux-organisations", "demo-pro") == "/moi"


async def test_five_wrong_codes_end_it(house: House, people: People) -> None:
    await house.db.write(_rename, people.paul, "paul-mermet@example.org")
    async with house.browser() as browser:
        # Its way of proving is not said: ``amr`` is null.
        assert await _log_in(browser, "amr-vide", "demo-pro") == "/connexion/verifier"
        for _ in range(4):
            answer = await browser.post("/connexion/verifier", data={"code": "000"})
            assert answer.status_code == 422
        answer = await browser.post("/connexion/verifier", data={"code": "000"})
        assert answer.headers["location"] == "/connexion/professionnels?suite=recommencer"
        assert (await browser.get("/moi/connexions")).status_code == 303


async def test_without_a_code_sent_nobody_is_asked_for_one(house: House) -> None:
    async with house.browser() as browser:
        for answer in (
            await browser.get("/connexion/verifier"),
            await browser.post("/connexion/verifier", data={"code": "123456"}),
        ):
            assert answer.headers["location"] == "/connexion/professionnels"
