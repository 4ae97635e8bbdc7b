"""An invitation opens one door, once, for whoever holds it, and says nothing of itself."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlmodel import select

from passport.identity import service as identity
from passport.identity.models import Person
from passport.invitations import rules, service
from passport.invitations.models import Invitation
from passport.invitations.rules import Standing
from passport.invitations.service import Draft, Sheet
from passport.kernel.actor import Actor, Role
from passport.kernel.audit import AuditNote
from passport.kernel.clock import FixedClock
from passport.kernel.crypto import digest
from passport.kernel.database import Database, Session
from passport.kernel.errors import NotFound, Refused
from passport.network import service as network_service
from tests.invitations.conftest import Network

BRAHIM = Draft("Brahim", "Dupont", None, "+33612345678")


async def invited(db: Database, who: Actor, key: str = "k" * 22) -> Sheet:
    return await db.write(service.invite, who, BRAHIM, form_key=key)


async def enter(db: Database, key: str, shared: bool = False) -> service.Entrance | None:
    return await db.write(service.accept, key, "Chrome, Android", shared=shared, replaces=None)


@pytest.mark.parametrize("by", ["secret", "code"])
async def test_whoever_holds_the_sheet_comes_in_once(
    db: Database, network: Network, by: str
) -> None:
    sheet = await invited(db, network.claire)
    key = getattr(sheet, by)
    found = await db.write(service.look, key)
    assert found
    assert (found.given_name, found.initial, found.by) == ("Brahim", "D.", "Claire Favre")
    opened = await enter(db, key)
    assert opened
    visit = await db.read(identity.visit, digest(opened.secret))
    assert visit
    assert visit.actor == Actor(
        opened.person_id,
        Role.BENEFICIARY,
        network.claire.territory_id,
        network.claire.structure_id,
        digest(opened.secret),
    )
    referent = await db.read(network_service.my_caseworker, opened.person_id)
    assert referent
    assert referent.person_id == network.claire.person_id
    for again in (sheet.secret, sheet.code):
        assert await db.write(service.look, again) is None
        assert await enter(db, again) is None


async def test_nothing_of_the_secrets_is_kept(db: Database, network: Network) -> None:
    sheet = await invited(db, network.claire)
    async with db.engine.connect() as connection:
        held = str((await connection.execute(sa.text("SELECT * FROM invitation"))).all())
    for secret in (sheet.secret, sheet.code, sheet.code[rules.PLACE :], "Brahim", "612345678"):
        assert secret not in held
    await enter(db, sheet.secret)

    async def contacts(session: Session) -> Any:
        row = (await session.exec(select(Invitation))).one()
        return row.email, row.phone

    assert await db.read(contacts) == (None, None)


async def test_an_invitation_ends_after_two_weeks(
    db: Database, network: Network, clock: FixedClock
) -> None:
    sheet = await invited(db, network.claire)
    clock.advance(timedelta(days=14))
    assert await db.write(service.look, sheet.secret) is None
    assert await enter(db, sheet.code) is None
    (line,) = await db.read(service.invitations, network.claire)
    assert line.standing is Standing.OVER
    fresh = await db.write(service.reissue, network.paul, sheet.id)
    assert await enter(db, fresh.code)


async def test_a_new_sheet_puts_out_the_former(db: Database, network: Network) -> None:
    sheet = await invited(db, network.claire)
    fresh = await db.write(service.reissue, network.claire, sheet.id)
    assert await db.write(service.look, sheet.secret) is None
    assert await db.write(service.look, sheet.code) is None
    assert await enter(db, fresh.secret)
    with pytest.raises(NotFound):
        await db.write(service.reissue, network.claire, sheet.id)


async def test_a_form_sent_twice_makes_one_invitation(db: Database, network: Network) -> None:
    first, second = [await invited(db, network.claire) for _ in range(2)]
    assert first.id == second.id
    assert len(await db.read(service.invitations, network.claire)) == 1
    assert await db.write(service.look, first.secret) is None
    assert await db.write(service.look, second.secret)
    with pytest.raises(NotFound):
        await invited(db, network.nadia)


async def test_five_wrong_codes_lock_an_invitation_and_its_link_still_opens_nothing(
    db: Database, network: Network
) -> None:
    sheet = await invited(db, network.claire)
    wrong = sheet.code[: rules.PLACE] + f"{(int(sheet.code[rules.PLACE :]) + 1) % 10**6:06}"
    for _ in range(rules.TRIES - 1):
        assert await db.write(service.look, wrong) is None
    assert await db.write(service.look, sheet.code)
    for _ in range(rules.TRIES):
        assert await db.write(service.look, wrong) is None
    assert await db.write(service.look, sheet.code) is None
    assert await db.write(service.look, sheet.secret) is None
    (line,) = await db.read(service.invitations, network.claire)
    assert line.standing is Standing.LOCKED
    fresh = await db.write(service.reissue, network.claire, sheet.id)
    assert await enter(db, fresh.code)


@pytest.mark.parametrize("key", ["", "0" * 12, "x" * 43, "A" * 43, "1" * 11, "1" * 13, "é" * 30])
async def test_what_is_no_key_opens_nothing(db: Database, network: Network, key: str) -> None:
    await invited(db, network.claire)
    assert await db.write(service.look, key) is None
    assert await enter(db, key) is None
    await db.write(service.decline, key)


async def test_it_is_not_me_closes_it_and_the_referent_sees_it(
    db: Database, network: Network
) -> None:
    sheet = await invited(db, network.claire)
    await db.write(service.decline, sheet.code)
    assert await enter(db, sheet.secret) is None
    (line,) = await db.read(service.invitations, network.paul)
    assert (line.standing, line.by) == (Standing.DECLINED, "Claire Favre")
    fresh = await db.write(service.reissue, network.paul, sheet.id)
    assert await enter(db, fresh.secret)


async def test_a_cancelled_one_opens_nothing_and_a_used_one_is_not_cancelled(
    db: Database, network: Network
) -> None:
    sheet = await invited(db, network.claire)
    await db.write(service.cancel, network.claire, sheet.id)
    assert await enter(db, sheet.secret) is None
    with pytest.raises(NotFound):
        await db.write(service.reissue, network.claire, sheet.id)
    used = await invited(db, network.claire, "another" * 4)
    await enter(db, used.secret)
    with pytest.raises(NotFound):
        await db.write(service.cancel, network.claire, used.id)


@pytest.mark.parametrize("who", ["nadia", "karim"])
async def test_another_structure_neither_sees_nor_touches_it(
    db: Database, network: Network, who: str
) -> None:
    """Not hers and not there are the same."""
    sheet = await invited(db, network.claire)
    stranger: Actor = getattr(network, who)
    assert await db.read(service.invitations, stranger) == []
    said = []
    for act in (service.reissue, service.cancel):
        for wanted in (sheet.id, UUID(int=7)):
            with pytest.raises(NotFound) as refusal:
                await db.write(act, stranger, wanted)
            said.append(refusal.value.message)
    assert len(set(said)) == 1
    assert await enter(db, sheet.secret)


@pytest.mark.parametrize("who", ["coordination", "beneficiary"])
async def test_only_a_referent_invites(db: Database, network: Network, who: str) -> None:
    stranger: Actor = getattr(network, who)
    with pytest.raises(Refused):
        await invited(db, stranger)
    with pytest.raises(Refused):
        await db.read(service.invitations, stranger)
    with pytest.raises(Refused):
        await invited(db, Actor(network.claire.person_id, Role.CASEWORKER))


async def test_what_happened_is_written_down_without_a_name_or_a_secret(
    db: Database, network: Network
) -> None:
    sheet = await invited(db, network.claire)
    opened = await enter(db, sheet.secret)
    assert opened

    async def notes(session: Session) -> list[AuditNote]:
        return list((await session.exec(select(AuditNote))).all())

    kept = await db.read(notes)
    assert [(one.what, one.person_id) for one in kept] == [
        ("invited", network.claire.person_id),
        ("login", opened.person_id),
        ("caseworker_changed", opened.person_id),
        ("invitation_accepted", opened.person_id),
    ]
    held = str([(one.subject, one.facts) for one in kept])
    for word in ("Brahim", "Dupont", "6123", sheet.secret, sheet.code, opened.secret):
        assert word not in held


async def test_names_of_those_who_never_came_are_let_go(
    db: Database, network: Network, clock: FixedClock
) -> None:
    await invited(db, network.claire)
    used = await invited(db, network.claire, "used" * 6)
    await enter(db, used.secret)
    clock.advance(rules.LIFETIME + rules.FORGOTTEN + timedelta(days=1))
    await invited(db, network.claire, "later" * 5)
    assert len(await db.read(service.invitations, network.claire)) == 2


async def test_on_a_lent_device_the_session_is_short(db: Database, network: Network) -> None:
    opened = await enter(db, (await invited(db, network.claire)).secret, shared=True)
    assert opened
    visit = await db.read(identity.visit, digest(opened.secret))
    assert visit
    assert visit.shared

    async def person(session: Session) -> Person:
        return await session.get_one(Person, opened.person_id)

    assert (await db.read(person)).phone == "+33612345678"
