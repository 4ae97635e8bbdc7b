"""The life of a session: how long, whose, and what closes it."""

import asyncio
import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import select

from passport.identity import logins, service, sessions
from passport.identity.logins import Purpose
from passport.identity.models import Person, WebSession
from passport.identity.myself import myself
from passport.identity.rules import ABSOLUTE, SHARED_ABSOLUTE, device_of, safe_next
from passport.kernel.actor import Actor, Role
from passport.kernel.audit import AuditNote
from passport.kernel.clock import FixedClock
from passport.kernel.crypto import digest
from passport.kernel.database import Database, Session
from passport.kernel.errors import NotFound
from passport.network.models import Territory
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
    begun = {"state": "s" * 43, "purpose": Purpose.LOGIN}
    secret = digest(await db.write(service.open_anonymous, begun))
    assert await db.write(logins.take, secret, "another", Purpose.LOGIN) is None
    assert await db.write(logins.take, secret, "s" * 43, Purpose.LOGIN) == begun
    assert await db.write(logins.take, secret, "s" * 43, Purpose.LOGIN) is None
    late = digest(await db.write(service.open_anonymous, begun))
    clock.advance(timedelta(minutes=15))
    assert await db.write(logins.take, late, "s" * 43, Purpose.LOGIN) is None


async def test_the_session_of_a_person_is_no_login_in_progress(
    db: Database, people: People
) -> None:
    secret = digest(await db.write(_open, people.amina))
    assert await db.write(logins.take, secret, "", Purpose.LOGIN) is None


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
    me = await db.read(myself, people.actor(people.amina, here))
    assert [(s.device, s.current) for s in me.sessions] == [
        ("Firefox, Windows", True),
        ("Chrome, Android", False),
    ]
    assert [one.what for one in me.history] == ["login", "login"]
    assert me.name == "Amina Benali"
    assert me.email == "amina@exemple.fr"


async def test_sessions_that_are_over_are_removed_once_and_it_is_written_down(
    db: Database, people: People, clock: FixedClock
) -> None:
    over = digest(await db.write(_open, people.amina))
    begun = digest(await db.write(service.open_anonymous, {"state": "s"}))
    clock.advance(timedelta(minutes=29))
    fresh = digest(await db.write(_open, people.olena))
    assert await sessions.end_overdue(db) == (begun,)
    clock.advance(timedelta(minutes=1))
    assert await db.read(sessions.living, [over, fresh]) == {fresh}
    # Two processes that look at the same moment: each session falls to one of them.
    twice = await asyncio.gather(*(sessions.end_overdue(db) for _ in range(2)))
    assert sorted(twice) == [(), (over,)]
    assert await db.read(service.visit, fresh)
    me = await db.read(myself, people.actor(people.amina))
    assert [one.what for one in me.history] == ["session_over", "login"]


async def test_on_a_shared_device_a_session_is_short(
    db: Database, people: People, clock: FixedClock
) -> None:
    async def open_shared(session: Session) -> str:
        return await service.open_for(session, people.amina, {}, shared=True)

    secret = digest(await db.write(open_shared))
    clock.advance(timedelta(minutes=4))
    await db.write(service.touch, secret)
    clock.advance(timedelta(minutes=4))
    found = await db.read(service.visit, secret)
    assert found
    assert found.shared
    clock.advance(timedelta(minutes=1))
    assert await db.read(service.visit, secret) is None
    assert await sessions.end_overdue(db) == (secret,)


async def test_a_device_can_be_lent_and_taken_back(
    db: Database, people: People, clock: FixedClock
) -> None:
    secret = digest(await db.write(_open, people.amina))
    amina = people.actor(people.amina, secret)
    clock.advance(timedelta(minutes=10))
    await db.write(sessions.lend, amina, True)
    row = await db.read(_row, secret)
    assert (row.shared, row.ends_at) == (True, row.created_at + SHARED_ABSOLUTE)
    clock.advance(timedelta(minutes=4))
    await db.write(sessions.lend, amina, False)
    row = await db.read(_row, secret)
    assert (row.shared, row.ends_at) == (False, row.created_at + ABSOLUTE)
    clock.advance(timedelta(minutes=20))
    assert await db.read(service.visit, secret)


async def test_a_role_is_changed_by_the_coordination_of_the_place_alone(
    db: Database, people: People
) -> None:
    place = people.paul.territory_id
    elsewhere = await db.write(_territory)
    hers = digest(await db.write(_open, people.olena))
    to = {"territory_id": place, "structure_id": None}

    def boss(territory: UUID | None, role: Role = Role.COORDINATION) -> Actor:
        return Actor(people.paul.id, role, territory)

    for by, given in (
        (boss(elsewhere), to),
        (boss(None), to),
        (boss(place, Role.CASEWORKER), to),
        (people.actor(people.amina), to),
        (boss(place), {**to, "territory_id": elsewhere}),
    ):
        with pytest.raises(NotFound):
            await db.write(sessions.change_role, by, people.olena.id, Role.CASEWORKER, **given)
    with pytest.raises(NotFound):
        await db.write(sessions.change_role, boss(place), people.olena.id, Role.COORDINATION, **to)
    with pytest.raises(NotFound):
        await db.write(sessions.change_role, boss(place), people.paul.id, Role.BENEFICIARY, **to)
    changed = await db.write(
        sessions.change_role, boss(place), people.olena.id, Role.CASEWORKER, **to
    )
    assert changed == (hers,)
    found = await db.read(service.visit, hers)
    assert found
    assert found.actor
    assert found.actor.role is Role.CASEWORKER
    assert await db.read(_notes, "role_changed") == [
        (people.paul.id, str(people.olena.id), {"former": "beneficiary", "role": "caseworker"})
    ]


async def _territory(session: Session) -> UUID:
    made = Territory(id=session.new_id(), slug="ailleurs", name="Ailleurs")
    session.add(made)
    await session.flush()
    return made.id


async def _notes(session: Session, what: str) -> list[Any]:
    query = select(AuditNote.person_id, AuditNote.subject, AuditNote.facts)
    return [tuple(row) for row in await session.exec(query.where(AuditNote.what == what))]


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
