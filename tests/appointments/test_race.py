"""Several processes book at once: nothing overlaps, and without the guard something does."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlmodel import col, select

from passport.appointments import constraints
from passport.appointments.models import Appointment
from passport.kernel.actor import Actor
from passport.kernel.database import Database, Session
from tests.appointments.people import Place, settle

ROOT = Path(__file__).parents[2]
PROCESSES = 4


async def _run(address: str, place: Place) -> None:
    people = [str(place.amina.person_id), str(place.brahim.person_id)]
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.appointments.race",
            address,
            str(seed),
            str(place.referent),
            str(place.motive),
            *people,
            cwd=ROOT,
            env=dict(os.environ),
            stderr=subprocess.PIPE,
        )
        for seed in range(PROCESSES)
    ]
    for process in processes:
        _, said = await process.communicate()
        assert process.returncode == 0, said.decode()


async def _overlaps(session: Session) -> tuple[int, int]:
    """Pairs that overlap for the référent with buffers, and for a person without."""
    rows = (
        await session.exec(select(Appointment).where(col(Appointment.status) != "cancelled"))
    ).all()
    worker = person = 0
    for index, one in enumerate(rows):
        for other in rows[index + 1 :]:
            if one.starts_at < other.busy_until and other.starts_at < one.busy_until:
                worker += 1
            if (
                one.beneficiary_id == other.beneficiary_id
                and one.starts_at < other.ends_at
                and other.starts_at < one.ends_at
            ):
                person += 1
    return worker, person


async def _count(session: Session) -> int:
    return (await session.exec(select(sa.func.count(col(Appointment.id))))).one()


async def _unguard(session: Session) -> None:
    connection = await session.connection()
    for sentence in constraints.DROP[connection.dialect.name]:
        await connection.execute(sa.text(sentence))


@pytest.fixture
async def place(db: Database) -> Place:
    return await db.write(settle)


async def test_nothing_overlaps_whoever_writes(db: Database, address: str, place: Place) -> None:
    await _run(address, place)
    assert await db.read(_count) > 3
    assert await db.read(_overlaps) == (0, 0)


async def test_without_the_guard_the_race_is_lost(db: Database, address: str, place: Place) -> None:
    """The same race must fail when the guard is taken away, or it would prove nothing."""
    await db.write(_unguard)
    await _run(address, place)
    worker, person = await db.read(_overlaps)
    assert worker > 0
    assert person > 0


async def test_the_same_form_from_two_processes_books_once(
    db: Database, address: str, place: Place
) -> None:
    """Two databases in one process share nothing but the file or the server."""
    from passport.appointments import service
    from passport.appointments.rules import Modality
    from tests.appointments.test_service import NINE

    other = Database(address, clock=db.clock)

    async def tap(where: Database) -> UUID:
        booked = await where.write(
            service.book, place.amina, place.motive, Modality.ON_SITE, NINE, key="one form"
        )
        return booked.id

    first, second = await asyncio.gather(tap(db), tap(other))
    await other.dispose()
    assert first == second
    assert await db.read(_count) == 1


async def test_a_tap_overtaken_by_its_twin_gives_the_same_appointment(
    db: Database, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin is kept after the second tap looked for it and before it looks at the slots."""
    from passport.appointments import service
    from passport.appointments.rules import Modality
    from tests.appointments.test_service import NINE

    look = service._by_key
    looks = 0

    async def blind_once(session: Session, actor: Actor, key: str) -> Appointment | None:
        nonlocal looks
        looks += 1
        return None if looks == 1 else await look(session, actor, key)

    async def tap() -> UUID:
        booked = await db.write(
            service.book, place.amina, place.motive, Modality.ON_SITE, NINE, key="one form"
        )
        return booked.id

    first = await tap()
    looks = 0
    monkeypatch.setattr(service, "_by_key", blind_once)
    assert await tap() == first
