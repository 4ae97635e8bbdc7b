"""The sample is whole, repeatable, and as correct as what people enter themselves."""

from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel, col, select

from passport.actions import service as actions
from passport.actions.rules import Need
from passport.appointments.models import Appointment, Motive, Opening
from passport.demo.sample import person_id, seed
from passport.identity.models import Person
from passport.kernel.actor import Actor, Role
from passport.kernel.clock import FixedClock
from passport.kernel.database import Database, Session
from passport.kernel.storage import Storage
from passport.network.models import Basin, Caseworker, Structure, Territory
from passport.participation import service as participation
from passport.participation.models import Roll
from passport.participation.rules import PUBLISHED_FROM, Stage
from passport.record import rules, words
from passport.record import service as record
from passport.record.content import ExperienceKind, Proof

PICTURES = 12


async def _counts(session: Session) -> dict[str, int]:
    connection = await session.connection()
    return {
        table.name: (
            await connection.execute(sa.select(sa.func.count()).select_from(table))
        ).scalar_one()
        for table in SQLModel.metadata.sorted_tables
    }


async def _people(session: Session) -> list[Person]:
    query = select(Person).where(Person.role == Role.BENEFICIARY)
    return list((await session.exec(query)).all())


def _actor(person: Person) -> Actor:
    return Actor(person.id, person.role, territory_id=person.territory_id)


async def test_seeding_twice_does_no_more_than_once(
    db: Database, files: Storage, clock: FixedClock
) -> None:
    await db.write(seed, files)
    once = await db.read(_counts)
    await db.write(seed, files)
    clock.advance(timedelta(days=200))
    await db.write(seed, files)
    assert await db.read(_counts) == once


async def test_three_territories_their_people_and_their_bank(db: Database, files: Storage) -> None:
    await db.write(seed, files)
    counts = await db.read(_counts)
    assert counts["territory"] == 3
    assert counts["structure"] == 9
    assert counts["caseworker"] == 12
    assert counts["action"] == 20
    people = await db.read(_people)
    assert len(people) == 25
    assert all(person.fictitious and person.sketch for person in people)
    assert len({person.name for person in people}) == 25

    async def basins(session: Session) -> set[str]:
        query = (
            select(Basin.name)
            .join(Territory, col(Territory.id) == Basin.territory_id)
            .where(Territory.slug == "haute-savoie")
        )
        return set((await session.exec(query)).all())

    assert len(await db.read(basins)) == 4


async def test_every_passport_could_have_been_entered_by_hand(
    db: Database, files: Storage, clock: FixedClock
) -> None:
    await db.write(seed, files)
    today = clock.now().date()
    kinds, levels, pictures, empty = set(), set(), 0, 0
    for person in await db.read(_people):
        held = await db.read(record.passport, _actor(person))
        empty += not held.items()
        levels |= {item.proof.level for item in held.items()}
        for item in held.items():
            assert (item.proof.level is Proof.DECLARED) == (item.proof.by == "")
        for one in held.experiences:
            kinds.add(one.kind)
            for written in (one.started, one.ended):
                assert not written or rules.parse_month(written, today=today) == written
            assert rules.in_order(one.started, one.ended)
            assert one.ongoing is not bool(one.ended)
        for one_skill in held.soft_skills:
            assert one_skill.code in words.SOFT_SKILLS
            assert one_skill.situation
        for certificate in held.certificates:
            if certificate.media_type:
                pictures += 1
                ref = await db.read(record.certificate_file, _actor(person), certificate.id)
                assert len(await files.get(ref.key)) == ref.size
    assert kinds == set(ExperienceKind)
    assert levels == set(Proof)
    assert pictures == PICTURES
    assert empty == 2


async def test_appointments_stand_in_the_openings_of_their_caseworker(
    db: Database, files: Storage, clock: FixedClock
) -> None:
    await db.write(seed, files)

    async def check(session: Session) -> tuple[int, int]:
        past = coming = 0
        rows = await session.exec(
            select(Appointment, Motive).join(Motive, col(Motive.id) == Appointment.motive_id)
        )
        for meeting, motive in rows.all():
            openings = await session.exec(
                select(Opening).where(Opening.caseworker_id == meeting.caseworker_id)
            )
            local = meeting.starts_at.astimezone(ZoneInfo(meeting.zone))
            minute = local.hour * 60 + local.minute
            assert any(
                opening.weekday == local.weekday()
                and opening.starts_minute <= minute
                and minute + motive.duration <= opening.ends_minute
                and meeting.modality in opening.modalities
                for opening in openings.all()
            ), meeting
            past += meeting.starts_at < session.now()
            coming += meeting.starts_at > session.now()
        return past, coming

    past, coming = await db.read(check)
    assert past >= 10
    assert coming >= 10


async def test_everybody_has_something_to_answer_and_something_to_join(
    db: Database, files: Storage, clock: FixedClock
) -> None:
    await db.write(seed, files)
    for later in (0, 40):
        clock.advance(timedelta(days=later))
        await db.write(seed, files)
        for person in await db.read(_people):
            listed = await db.read(participation.in_my_territory, _actor(person))
            assert [one.stage for one in listed].count(Stage.RUNNING) == 1
            assert await db.read(actions.search, _actor(person))
    savoie = Actor(
        person_id("amina-benali"), Role.BENEFICIARY, await _territory_of(db, "amina-benali")
    )
    listed = await db.read(participation.in_my_territory, savoie)
    assert [one.stage for one in listed] == [Stage.RUNNING, Stage.READ, Stage.ANSWERED]
    report = await db.read(participation.report, savoie, listed[-1].id)
    assert report.voices is not None
    assert report.voices >= PUBLISHED_FROM
    assert report.answer
    assert len(report.outcomes) == 4
    for need in Need:
        assert await db.read(actions.search, savoie, need), need


async def _territory_of(db: Database, slug: str) -> UUID | None:
    async def find(session: Session) -> UUID | None:
        return (await session.get_one(Person, person_id(slug))).territory_id

    return await db.read(find)


async def test_one_line_of_the_roll_for_each_ballot(db: Database, files: Storage) -> None:
    await db.write(seed, files)
    counts = await db.read(_counts)
    assert counts["roll"] == counts["ballot"] > 0

    async def twice(session: Session) -> int:
        lines = (await session.exec(select(Roll))).all()
        return len(lines) - len({(line.consultation_id, line.person_id) for line in lines})

    assert await db.read(twice) == 0


async def test_what_somebody_changed_is_left(db: Database, files: Storage) -> None:
    await db.write(seed, files)
    amina = Actor(person_id("amina-benali"), Role.BENEFICIARY)

    async def remove_everything(session: Session) -> None:
        held = await record.passport(session, amina)
        for one in held.languages:
            await record.remove(session, amina, record.ItemKind.LANGUAGE, one.id)

    await db.write(remove_everything)
    await db.write(seed, files)
    assert (await db.read(record.passport, amina)).languages == ()


@pytest.mark.parametrize("table", [Caseworker, Structure])
async def test_telephone_numbers_are_those_kept_for_fiction(
    db: Database, files: Storage, table: type[Caseworker] | type[Structure]
) -> None:
    await db.write(seed, files)

    async def phones(session: Session) -> list[str]:
        return list((await session.exec(select(table.phone))).all())

    for phone in await db.read(phones):
        assert phone.startswith(("04 65 71", "05 36 49"))
