"""Answering, changing and following, on both databases; and what is refused."""

from datetime import timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlmodel import select

from passport.kernel.actor import Role
from passport.kernel.clock import FixedClock
from passport.kernel.database import Database, Session
from passport.kernel.errors import Conflict, Invalid, NotFound, Refused
from passport.participation import service
from passport.participation.models import Ballot, Consultation, Outcome, Roll
from passport.participation.rules import Progress, Stage, Step
from tests.participation import people
from tests.participation.people import GOOD


async def test_an_answer_is_received_followed_and_changed(db: Database) -> None:
    place = await db.write(people.territory)
    amina = await db.write(people.person, place)
    asked = await db.write(people.consultation, place)

    (before,) = await db.read(service.in_my_territory, amina)
    assert (before.stage, before.taken_part, before.questions) == (Stage.RUNNING, False, 3)

    code = await db.write(service.answer, amina, asked, GOOD)
    (after,) = await db.read(service.in_my_territory, amina)
    assert after.taken_part

    followed = await db.read(service.follow, amina, code.upper())
    assert followed.answers == GOOD
    assert followed.may_change
    assert [state.step for state in followed.steps] == list(Step)
    assert followed.steps[0].progress is Progress.DONE
    assert followed.steps[1].progress is Progress.NEXT

    await db.write(service.change, amina, code, {1: "bad"})
    assert (await db.read(service.follow, amina, code)).answers == {1: "bad"}


async def test_one_person_answers_once(db: Database) -> None:
    place = await db.write(people.territory)
    amina = await db.write(people.person, place)
    asked = await db.write(people.consultation, place)
    await db.write(service.answer, amina, asked, GOOD)
    with pytest.raises(Conflict):
        await db.write(service.answer, amina, asked, {1: "bad"})
    assert await db.read(_boxes) == (1, 1)


async def test_a_refused_answer_leaves_no_trace_on_the_roll(db: Database) -> None:
    place = await db.write(people.territory)
    amina = await db.write(people.person, place)
    asked = await db.write(people.consultation, place)
    for bad in ({}, {1: "x"}, {8: "good"}, {3: "a" * 100_000}):
        with pytest.raises(Invalid):
            await db.write(service.answer, amina, asked, bad)
    assert await db.read(_boxes) == (0, 0)


async def test_elsewhere_closed_and_unknown_are_refused(db: Database, clock: FixedClock) -> None:
    place = await db.write(people.territory)
    other = await db.write(people.territory, "haute-garonne")
    amina = await db.write(people.person, place)
    stranger = await db.write(people.person, other)
    nowhere = await db.write(people.person, None)
    worker = await db.write(people.person, place, Role.CASEWORKER)
    asked = await db.write(people.consultation, place)
    code = await db.write(service.answer, amina, asked, GOOD)

    for outsider in (stranger, nowhere):
        assert await db.read(service.in_my_territory, outsider) == []
        with pytest.raises(NotFound):
            await db.read(service.sheet, outsider, asked)
        with pytest.raises(NotFound):
            await db.write(service.answer, outsider, asked, GOOD)
        with pytest.raises(NotFound):
            await db.read(service.follow, outsider, code)
        with pytest.raises(NotFound):
            await db.write(service.change, outsider, code, {1: "bad"})
    with pytest.raises(NotFound):
        await db.write(service.answer, amina, uuid4(), GOOD)
    with pytest.raises(Refused):
        await db.write(service.answer, worker, asked, GOOD)
    with pytest.raises(Refused):
        await db.read(service.follow, worker, code)

    clock.advance(timedelta(days=11))
    late = await db.write(people.person, place)
    with pytest.raises(Conflict):
        await db.write(service.answer, late, asked, GOOD)
    with pytest.raises(Conflict):
        await db.write(service.change, amina, code, {1: "bad"})
    assert not (await db.read(service.follow, amina, code)).may_change
    assert await db.read(_boxes) == (1, 1)


async def test_a_planned_consultation_is_not_there_yet(db: Database, clock: FixedClock) -> None:
    place = await db.write(people.territory)
    amina = await db.write(people.person, place)
    asked = await db.write(people.consultation, place)
    clock.advance(timedelta(days=-4))
    assert await db.read(service.in_my_territory, amina) == []
    with pytest.raises(NotFound):
        await db.write(service.answer, amina, asked, GOOD)


@pytest.mark.parametrize("typed", ["", "vélo", "vélo abeil épi oeuf", "x" * 1_000_000])
async def test_a_code_that_cannot_be_one_is_told(db: Database, typed: str) -> None:
    place = await db.write(people.territory)
    amina = await db.write(people.person, place)
    with pytest.raises(Invalid) as caught:
        await db.read(service.follow, amina, typed)
    assert caught.value.field == "code"


async def test_a_code_that_opens_nothing_is_told(db: Database) -> None:
    place = await db.write(people.territory)
    amina = await db.write(people.person, place)
    asked = await db.write(people.consultation, place)
    await db.write(service.answer, amina, asked, GOOD)
    with pytest.raises(NotFound):
        await db.read(service.follow, amina, "vélo vélo vélo vélo")


async def test_figures_wait_for_the_end_and_for_five(db: Database, clock: FixedClock) -> None:
    place = await db.write(people.territory)
    asked = await db.write(people.consultation, place)
    voters = await db.write(people.people, place, 5)
    for voter in voters[:4]:
        await db.write(service.answer, voter, asked, {1: "good", 3: "Merci"})
    with pytest.raises(Conflict):
        await db.read(service.report, voters[0], asked)

    clock.advance(timedelta(days=11))
    few = await db.read(service.report, voters[0], asked)
    assert (few.voices, few.tallies) == (None, ())

    clock.advance(timedelta(days=-11))
    await db.write(service.answer, voters[4], asked, {1: "bad"})
    clock.advance(timedelta(days=11))
    enough = await db.read(service.report, voters[0], asked)
    assert enough.voices == 5
    faces, choice = enough.tallies
    assert dict(faces.counts) == {"good": 4, "mixed": 0, "bad": 1}
    assert (choice.answered, choice.counts) == (0, ())


async def test_the_official_answer_reaches_who_holds_the_code(
    db: Database, clock: FixedClock
) -> None:
    place = await db.write(people.territory)
    amina = await db.write(people.person, place)
    asked = await db.write(people.consultation, place)
    code = await db.write(service.answer, amina, asked, GOOD)
    clock.advance(timedelta(days=12))
    await db.write(_settle, asked)
    followed = await db.read(service.follow, amina, code)
    assert followed.answer == "Un car de plus le matin."
    assert followed.outcomes == (("Le bus part trop tôt.", "Il part à 8 h 10."),)
    assert {state.progress for state in followed.steps} == {Progress.DONE}


async def test_the_database_refuses_an_answer_before_the_reading(db: Database) -> None:
    place = await db.write(people.territory)
    asked = await db.write(people.consultation, place)

    async def answer_unread(session: Session) -> None:
        await (await session.connection()).execute(
            sa.update(Consultation).values(answer="Voilà", answered_at=session.now())
        )

    with pytest.raises(sa.exc.IntegrityError):
        await db.write(answer_unread)
    assert asked


async def test_a_person_who_leaves_takes_her_name_and_leaves_her_voice(db: Database) -> None:
    place = await db.write(people.territory)
    amina = await db.write(people.person, place)
    asked = await db.write(people.consultation, place)
    await db.write(service.answer, amina, asked, GOOD)

    async def leave(session: Session) -> None:
        await (await session.connection()).execute(
            sa.text("DELETE FROM person WHERE id = :id").bindparams(
                sa.bindparam("id", amina.person_id, type_=sa.Uuid())
            )
        )

    await db.write(leave)
    assert await db.read(_boxes) == (0, 1)


async def _boxes(session: Session) -> tuple[int, int]:
    """How many are on the roll and how many ballots there are."""
    return (
        len((await session.exec(select(Roll))).all()),
        len((await session.exec(select(Ballot))).all()),
    )


async def _settle(session: Session, asked: object) -> None:
    found = (await session.exec(select(Consultation).where(Consultation.id == asked))).one()
    found.read_at = session.now()
    found.answered_at = session.now()
    found.answer = "Un car de plus le matin."
    session.add(
        Outcome(
            id=session.new_id(),
            consultation_id=found.id,
            position=1,
            said="Le bus part trop tôt.",
            done="Il part à 8 h 10.",
        )
    )
