"""Who accompanies whom, and who stands in."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlmodel import col, select

from passport.kernel.clock import FixedClock
from passport.kernel.database import Database, Session
from passport.kernel.errors import NotFound
from passport.network import service
from passport.network.models import Assignment, StandIn
from passport.network.rules import Replacement, who_receives
from tests.appointments.people import Place, settle

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def away(who: str, by: str, start: datetime = NOON, end: datetime = NOON + HOUR) -> Replacement:
    return Replacement(who, by, start, end)


def test_the_referent_receives_unless_she_is_away() -> None:
    replacements = [away("paul", "claire")]
    assert who_receives("paul", NOON - HOUR, replacements) == "paul"
    assert who_receives("paul", NOON, replacements) == "claire"
    assert who_receives("paul", NOON + HOUR, replacements) == "paul"


def test_the_stand_in_of_a_stand_in() -> None:
    assert who_receives("paul", NOON, [away("paul", "claire"), away("claire", "ines")]) == "ines"


def test_stand_ins_in_a_circle_leave_the_referent() -> None:
    circle = [away("paul", "claire"), away("claire", "paul")]
    assert who_receives("paul", NOON, circle) == "paul"


@pytest.fixture
async def place(db: Database) -> Place:
    return await db.write(settle)


async def test_a_change_of_referent_keeps_the_history(
    db: Database, place: Place, clock: FixedClock
) -> None:
    clock.advance(HOUR)
    await db.write(service.assign, place.amina.person_id, place.colleague)
    await db.write(service.assign, place.amina.person_id, place.colleague)

    async def history(session: Session) -> list[Assignment]:
        query = select(Assignment).where(Assignment.person_id == place.amina.person_id)
        return list((await session.exec(query.order_by(col(Assignment.since)))).all())

    before, after = await db.read(history)
    assert (before.caseworker_id, before.until) == (place.referent, clock.now())
    assert (after.caseworker_id, after.until) == (place.colleague, None)
    mine = await db.read(service.my_caseworker, place.amina.person_id)
    assert mine is not None
    assert (mine.name, mine.territory.time_zone) == ("Claire Essai", "Europe/Paris")


async def test_nobody_has_two_referents(db: Database, place: Place) -> None:
    async def twice(session: Session) -> None:
        session.add(
            Assignment(
                id=session.new_id(),
                person_id=place.amina.person_id,
                caseworker_id=place.colleague,
                since=session.now(),
            )
        )

    with pytest.raises(sa.exc.IntegrityError):
        await db.write(twice)


async def test_receptions_follow_the_absences(db: Database, place: Place) -> None:
    async def absent(session: Session) -> None:
        for start, end in ((NOON, NOON + HOUR), (NOON + HOUR, NOON + 2 * HOUR)):
            session.add(
                StandIn(
                    id=session.new_id(),
                    caseworker_id=place.referent,
                    replaced_by_id=place.colleague,
                    starts_at=start,
                    ends_at=end,
                )
            )

    await db.write(absent)
    found = await db.read(service.receptions, place.amina.person_id, NOON - HOUR, NOON + 3 * HOUR)
    assert [(one.since, one.until, one.by.name, one.stands_in_for) for one in found] == [
        (NOON - HOUR, NOON, "Paul Essai", None),
        (NOON, NOON + 2 * HOUR, "Claire Essai", "Paul Essai"),
        (NOON + 2 * HOUR, NOON + 3 * HOUR, "Paul Essai", None),
    ]


async def test_before_the_first_assignment_there_is_nobody(db: Database, place: Place) -> None:
    assert await db.read(service.my_caseworker, uuid4()) is None
    assert await db.read(service.receptions, uuid4(), NOON, NOON + HOUR) == []


async def test_territories(db: Database, place: Place) -> None:
    (one,) = await db.read(service.territories)
    assert await db.read(service.territory, place.territory) == one
    for missing in (service.territory, service.caseworker):
        with pytest.raises(NotFound):
            await db.read(missing, uuid4())  # type: ignore[arg-type]
