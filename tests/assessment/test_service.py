"""Answers to the common grids: hers alone, shared one by one, and every reading seen."""

import json
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlmodel import select

from passport.assessment import rules, service, words
from passport.assessment.models import AssessmentAnswer, AssessmentViewing
from passport.assessment.rules import Grid
from passport.assessment.service import Said
from passport.conversation.engine.flow import flows
from passport.identity.models import Person
from passport.identity.myself import myself
from passport.kernel.actor import Actor, Role
from passport.kernel.database import Database, Session
from passport.kernel.errors import Invalid, NotFound, Refused
from passport.kernel.outbox import Worker
from passport.network import service as network
from passport.network.models import Caseworker, Structure
from passport.notifications.mail import Folder
from passport.notifications.service import handlers
from tests.appointments.people import Place, settle

HOUSING = {"housing": Said("hard", "je dors chez une amie"), "health": Said("fine")}


@pytest.fixture
async def place(db: Database) -> Place:
    return await db.write(settle)


async def _worker(session: Session, caseworker_id: UUID) -> Actor:
    row = await session.get_one(Caseworker, caseworker_id)
    return Actor(row.person_id, Role.CASEWORKER, None, row.structure_id)


@pytest.fixture
async def paul(db: Database, place: Place) -> Actor:
    return await db.read(_worker, place.referent)


@pytest.fixture
async def claire(db: Database, place: Place) -> Actor:
    return await db.read(_worker, place.colleague)


async def _answered(db: Database, who: Actor) -> dict[str, service.Answer]:
    await db.write(service.save, who, Grid.DIAGNOSIS, HOUSING)
    return {one.theme: one for one in await db.read(service.answers, who)}


async def test_answers_are_hers_alone_until_she_shares_them(
    db: Database, place: Place, paul: Actor, claire: Actor
) -> None:
    mine = await _answered(db, place.amina)
    assert [one.theme for one in await db.read(service.answers, place.amina)] == [
        "housing",
        "health",
    ]
    assert mine["housing"].words == "je dors chez une amie"
    assert not any(one.shared_with for one in mine.values())
    assert await db.read(service.answers, place.brahim) == ()
    for worker in (paul, claire):
        assert await db.write(service.confided, worker) == ()
    assert await db.read(_views) == 0


async def _views(session: Session) -> int:
    return len((await session.exec(select(AssessmentViewing.id))).all())


async def test_what_is_answered_is_sealed(db: Database, place: Place) -> None:
    await _answered(db, place.amina)

    async def sealed(session: Session) -> list[bytes]:
        rows = await session.execute(sa.text("SELECT content FROM assessment_answer"))
        return [bytes(row[0]) for row in rows]

    for content in await db.read(sealed):
        assert b"amie" not in content
        assert b"hard" not in content


async def test_one_answer_shared_is_one_answer_read_and_the_reading_is_seen(
    db: Database, place: Place, paul: Actor, claire: Actor
) -> None:
    mine = await _answered(db, place.amina)
    assert await db.write(service.share, place.amina, mine["housing"].id) == "Paul Essai"
    (one,) = await db.write(service.confided, paul)
    assert one.name == "Amina Essai"
    assert [(each.theme, each.choice) for each in one.answers] == [("housing", "hard")]
    assert await db.write(service.confided, claire) == ()
    housing, health = await db.read(service.answers, place.amina)
    assert (housing.shared_with, housing.read) == ("Paul Essai", 1)
    assert (health.shared_with, health.read) == ("", 0)

    mine_now = await db.read(myself, place.amina)
    assert "assessment.read" in [one.what for one in mine_now.history]


async def test_taken_back_or_changed_it_is_hers_alone_again(
    db: Database, place: Place, paul: Actor
) -> None:
    mine = await _answered(db, place.amina)
    for undo in (
        lambda key: db.write(service.unshare, place.amina, key),
        lambda key: db.write(service.change, place.amina, key, "partly"),
        lambda key: db.write(service.save, place.amina, Grid.DIAGNOSIS, {"housing": Said("fine")}),
    ):
        await db.write(service.share, place.amina, mine["housing"].id)
        assert await db.write(service.confided, paul)
        await undo(mine["housing"].id)
        assert await db.write(service.confided, paul) == ()


async def test_saying_the_same_again_changes_nothing(
    db: Database, place: Place, paul: Actor
) -> None:
    mine = await _answered(db, place.amina)
    await db.write(service.share, place.amina, mine["housing"].id)
    await _answered(db, place.amina)
    assert await db.write(service.confided, paul)


async def test_another_person_and_a_professional_touch_nothing_of_hers(
    db: Database, place: Place, paul: Actor
) -> None:
    mine = await _answered(db, place.amina)
    for who in (place.brahim, paul):
        for act in (
            lambda actor, key: db.write(service.share, actor, key),
            lambda actor, key: db.write(service.unshare, actor, key),
            lambda actor, key: db.write(service.change, actor, key, "fine"),
            lambda actor, key: db.write(service.erase, actor, key),
        ):
            with pytest.raises(NotFound):
                await act(who, mine["housing"].id)
    with pytest.raises(Refused):
        await db.write(service.save, paul, Grid.DIAGNOSIS, HOUSING)
    assert {one.theme: one for one in await db.read(service.answers, place.amina)} == mine


async def test_after_a_change_of_referent_the_former_one_reads_no_more(
    db: Database, place: Place, paul: Actor, claire: Actor
) -> None:
    mine = await _answered(db, place.amina)
    await db.write(service.share, place.amina, mine["housing"].id)
    await db.write(network.assign, place.amina.person_id, place.colleague)
    for worker in (paul, claire):
        assert await db.write(service.confided, worker) == ()
    housing, _health = await db.read(service.answers, place.amina)
    assert housing.shared_with == ""
    await db.write(service.share, place.amina, housing.id)
    assert await db.write(service.confided, claire)


async def test_a_referent_who_works_elsewhere_now_reads_no_more(
    db: Database, place: Place, paul: Actor
) -> None:
    mine = await _answered(db, place.amina)
    await db.write(service.share, place.amina, mine["housing"].id)

    async def moves(session: Session) -> UUID:
        other = Structure(
            id=session.new_id(), territory_id=place.territory, slug="autre", name="Autre"
        )
        session.add(other)
        await session.flush()
        row = await session.get_one(Caseworker, place.referent)
        row.structure_id = other.id
        session.add(row)
        return other.id

    elsewhere = await db.write(moves)
    assert await db.write(service.confided, paul) == ()
    assert await db.write(service.confided, replace(paul, structure_id=elsewhere)) == ()
    assert (await db.read(service.answers, place.amina))[0].shared_with == ""


async def test_erased_it_is_gone_with_who_could_read_it(
    db: Database, place: Place, paul: Actor
) -> None:
    mine = await _answered(db, place.amina)
    await db.write(service.share, place.amina, mine["housing"].id)
    await db.write(service.confided, paul)
    await db.write(service.erase, place.amina, mine["housing"].id)
    assert [one.theme for one in await db.read(service.answers, place.amina)] == ["health"]
    assert await db.write(service.confided, paul) == ()
    assert await db.read(_views) == 0


async def test_without_a_referent_there_is_nobody_to_share_with(db: Database, place: Place) -> None:
    async def alone(session: Session) -> Actor:
        person = Person(
            id=session.new_id(),
            role=Role.BENEFICIARY,
            given_name="Lin",
            family_name="Essai",
            created_at=session.now(),
        )
        session.add(person)
        await session.flush()
        return Actor(person.id, Role.BENEFICIARY)

    lin = await db.write(alone)
    mine = await _answered(db, lin)
    with pytest.raises(Refused):
        await db.write(service.share, lin, mine["housing"].id)
    await db.write(service.save, lin, Grid.CHECK_IN, {"call": Said("yes")})


async def test_who_wants_a_call_shares_that_alone_and_the_referent_is_told_once(
    db: Database,
    place: Place,
    paul: Actor,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "passport.notifications.service.mail_channel", lambda *_, **__: Folder(tmp_path)
    )
    said = {"how": Said("hard", "le chef crie"), "call": Said("yes")}
    await db.write(service.save, place.amina, Grid.CHECK_IN, said)
    await db.write(service.save, place.amina, Grid.CHECK_IN, said)
    (one,) = await db.write(service.confided, paul)
    assert [each.theme for each in one.answers] == ["call"]
    assert await Worker(db, handlers(db)).run_once() == 1
    (letter,) = tmp_path.glob("*.eml")
    text = letter.read_text(errors="replace")
    assert "paul@example.org" in text
    assert "chef" not in text


async def test_a_call_taken_back_in_time_is_not_announced(db: Database, place: Place) -> None:
    await db.write(service.save, place.amina, Grid.CHECK_IN, {"call": Said("yes")})
    await db.write(service.save, place.amina, Grid.CHECK_IN, {"call": Said("no")})

    async def waiting(session: Session) -> object:
        (key,) = (await session.exec(select(AssessmentAnswer.id))).all()
        return await service.caller(session, key)

    assert await db.read(waiting) is None


@pytest.mark.parametrize("said", [{"housing": Said("x")}, {"x": Said("fine")}, {}])
async def test_what_no_grid_asks_is_refused(
    db: Database, place: Place, said: dict[str, Said]
) -> None:
    with pytest.raises(Invalid):
        await db.write(service.save, place.amina, Grid.DIAGNOSIS, said)


def test_the_conversation_asks_what_the_grids_hold_in_the_same_words() -> None:
    for grid in Grid:
        flow = flows()[grid]
        asked = {one.slot: one for one in flow.questions.values()}
        assert list(asked) == list(rules.THEMES[grid])
        for theme, choices in rules.THEMES[grid].items():
            assert flow.slots[theme].label == words.THEMES[grid, theme]
            offered = {chip.value: chip.label for chip in asked[theme].chips}
            assert offered == words.CHOICES[grid, theme]
            assert tuple(offered) == choices
    assert json.loads(service._content(Said("fine", "a\x00 b")))["words"] == "a b"
