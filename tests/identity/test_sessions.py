"""The life of a session: how long, whose, and what closes it."""

import json
from datetime import timedelta

import pytest
from sqlmodel import select

from passport.identity import service
from passport.identity.models import Person, WebSession
from passport.identity.rules import device_of, safe_next
from passport.kernel.actor import Role
from passport.kernel.clock import FixedClock
from passport.kernel.crypto import digest
from passport.kernel.database import Database, Session
from passport.kernel.errors import Conflict, NotFound, Refused
from tests.identity.conftest import People


async def _open(session: Session, person: Person, device: str = "") -> str:
    return await service.open_for(session, person, {"id_token": "sealed"}, device)


async def _row(session: Session, secret_digest: str) -> WebSession:
    query = select(WebSession).where(WebSession.digest == secret_digest)
    return (await session.exec(query)).one()


async def test_only_the_digest_of_the_secret_is_kept(db: Database, people: People) -> None:
    secret = await db.write(_open, people.amina)
    async with db.engine.connect() as connection:
        rows = (await connection.exec_driver_sql("SELECT * FROM web_session")).all()
    assert secret not in str(rows)
    assert "sealed" not in str(rows)
    found = await db.read(service.visit, digest(secret))
    assert found is not None
    assert found.actor == people.actor(people.amina, digest(secret))
    row = await db.read(_row, digest(secret))
    assert row.sealed is not None
    assert json.loads(row.sealed) == {"id_token": "sealed"}


async def test_a_session_ends_when_nothing_happens(
    db: Database, people: People, clock: FixedClock
) -> None:
    secret = digest(await db.write(_open, people.amina))
    clock.advance(timedelta(minutes=29))
    await db.write(service.touch, secret)
    clock.advance(timedelta(minutes=29))
    assert await db.read(service.visit, secret)
    clock.advance(timedelta(minutes=1))
    assert await db.read(service.visit, secret) is None


async def test_a_session_ends_after_eight_hours_whatever_happens(
    db: Database, people: People, clock: FixedClock
) -> None:
    secret = digest(await db.write(_open, people.amina))
    for _step in range(24):
        clock.advance(timedelta(minutes=20))
        await db.write(service.touch, secret)
    assert await db.read(service.visit, secret) is None


async def test_a_login_in_progress_serves_once_and_only_its_own_state(
    db: Database, clock: FixedClock
) -> None:
    secret = digest(await db.write(service.open_anonymous, {"state": "s" * 43}))
    assert await db.write(service.take_login, secret, "another") is None
    assert await db.write(service.take_login, secret, "s" * 43) == {"state": "s" * 43}
    assert await db.write(service.take_login, secret, "s" * 43) is None
    late = digest(await db.write(service.open_anonymous, {"state": "s" * 43}))
    clock.advance(timedelta(minutes=15))
    assert await db.write(service.take_login, late, "s" * 43) is None


async def test_the_session_of_a_person_is_no_login_in_progress(
    db: Database, people: People
) -> None:
    secret = digest(await db.write(_open, people.amina))
    assert await db.write(service.take_login, secret, "") is None


async def test_closing_a_session_closes_that_one_alone(db: Database, people: People) -> None:
    one, two = [digest(await db.write(_open, people.amina)) for _i in range(2)]
    await db.write(service.close, one)
    assert await db.read(service.visit, one) is None
    assert await db.read(service.visit, two)
    assert await db.write(service.close, one) is None


async def test_closing_the_others_leaves_mine_and_other_people_s(
    db: Database, people: People
) -> None:
    here, there = [digest(await db.write(_open, people.amina)) for _i in range(2)]
    hers = digest(await db.write(_open, people.olena))
    assert await db.write(service.close_others, people.actor(people.amina, here)) == (there,)
    assert await db.read(service.visit, here)
    assert await db.read(service.visit, hers)
    assert await db.read(service.visit, there) is None


async def test_a_person_reads_her_sessions_and_what_happened(
    db: Database, people: People, clock: FixedClock
) -> None:
    await db.write(_open, people.amina, "Chrome, Android")
    clock.advance(timedelta(minutes=1))
    here = digest(await db.write(_open, people.amina, "Firefox, Windows"))
    await db.write(_open, people.olena, "Safari, iPhone")
    me = await db.read(service.myself, people.actor(people.amina, here))
    assert [(s.device, s.current) for s in me.sessions] == [
        ("Firefox, Windows", True),
        ("Chrome, Android", False),
    ]
    assert [what for _at, what in me.history] == ["login", "login"]
    assert me.name == "Amina Benali"
    assert me.email == "amina@exemple.fr"


async def test_an_account_leads_to_one_person(db: Database, people: People) -> None:
    await db.write(service.link, people.amina, "https://i", "s")
    assert (found := await db.write(service.person_of, "https://i", "s"))
    assert found.id == people.amina.id
    assert await db.write(service.person_of, "https://other", "s") is None
    with pytest.raises(Conflict):
        await db.write(service.link, people.olena, "https://i", "s")


async def test_the_same_address_does_not_make_the_same_person(db: Database, people: People) -> None:
    people.olena.email = people.amina.email
    await db.write(service.link, people.amina, "https://i", "one")
    assert await db.write(service.person_of, "https://i", "two") is None


async def test_the_demonstration_opens_fictitious_beneficiaries_alone(
    db: Database, people: People
) -> None:
    assert (await db.read(service.fictitious_person, people.amina.id)).id == people.amina.id
    with pytest.raises(Refused):
        await db.read(service.fictitious_person, people.paul.id)

    async def make_real(session: Session) -> None:
        person = await session.get(Person, people.olena.id)
        assert person
        person.fictitious = False
        session.add(person)

    await db.write(make_real)
    with pytest.raises(Refused):
        await db.read(service.fictitious_person, people.olena.id)


async def test_ended_sessions_are_swept_at_the_next_login(
    db: Database, people: People, clock: FixedClock
) -> None:
    await db.write(_open, people.amina)
    clock.advance(timedelta(hours=9))
    await db.write(_open, people.olena)

    async def count(session: Session) -> int:
        from sqlmodel import func, select

        return (await session.exec(select(func.count()).select_from(WebSession))).one()

    assert await db.read(count) == 1


async def test_people_are_called_by_the_name_they_use(db: Database, people: People) -> None:
    assert await db.read(service.called, people.olena.id) == "Олена Shevchenko"
    with pytest.raises(NotFound):
        await db.read(service.card, people.amina.territory_id or people.amina.id)
    cards = await db.read(service.cards, [people.amina.id, people.paul.id])
    assert {card.role for card in cards.values()} == {Role.BENEFICIARY, Role.CASEWORKER}


@pytest.mark.parametrize(
    "target",
    ["", "x", "//x", "/\\x", "/\tx", "/a b", "https://x", "javascript:x", "/connexion",
     "/en/connexion", "/auth/x", "/deconnexion", "///x", "/" + "a" * 501, "\\/x", "/\x00"],
)  # fmt: skip
def test_an_address_that_is_not_ours_is_not_followed(target: str) -> None:
    assert safe_next(target, "/parler") == "/parler"


@pytest.mark.parametrize("target", ["/", "/parler", "/ar/rendez-vous?jour=1#a", "/p/%2Fx"])
def test_our_own_addresses_are_followed(target: str) -> None:
    assert safe_next(target, "/parler") == target


def test_a_device_is_named_in_two_words() -> None:
    android = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
    assert device_of(android) == "Chrome, Android"
    assert device_of("curl/8") == ""
