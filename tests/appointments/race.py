"""One of several processes that book and move as fast as they can. Run by ``test_race``."""

import asyncio
import random
import sys
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from passport.appointments.models import Appointment
from passport.appointments.rules import Modality
from passport.kernel.database import Database, Session
from passport.models import import_models

START = datetime(2026, 12, 1, 8, tzinfo=UTC)
MINUTES = 8 * 60
ATTEMPTS = 40


async def attempt(
    session: Session, person: UUID, worker: UUID, motive: UUID, start: int, length: int
) -> UUID | None:
    """Look whether it is free, then write: what a guard in the code alone comes down to."""
    begin = START + timedelta(minutes=start)
    end = begin + timedelta(minutes=length)
    busy = end + timedelta(minutes=10)
    taken = await session.exec(
        select(Appointment.id).where(
            col(Appointment.status) != "cancelled",
            col(Appointment.starts_at) < busy,
            col(Appointment.busy_until) > begin,
        )
    )
    # The bolder half writes whatever it saw.
    if taken.first() is not None and length > 20:
        return None
    row = Appointment(
        id=session.new_id(),
        beneficiary_id=person,
        caseworker_id=worker,
        motive_id=motive,
        starts_at=begin,
        ends_at=end,
        busy_until=busy,
        modality=Modality.PHONE,
        zone="Europe/Paris",
        uid=str(session.new_id()),
        created_at=begin,
        updated_at=begin,
    )
    session.add(row)
    await session.flush()
    await asyncio.sleep(0.001)
    return row.id


async def shift(session: Session, appointment: UUID, minutes: int) -> None:
    """Move an appointment, by an update."""
    row = await session.get_one(Appointment, appointment)
    step = timedelta(minutes=minutes)
    row.starts_at += step
    row.ends_at += step
    row.busy_until += step
    session.add(row)
    await session.flush()


async def main(address: str, seed: int, worker: str, motive: str, people: list[str]) -> None:
    """Book at random, and move some of it."""
    import_models()
    database = Database(address)
    chance = random.Random(seed)
    mine: list[UUID] = []
    for _ in range(ATTEMPTS):
        try:
            if mine and chance.random() < 0.3:
                await database.write(shift, chance.choice(mine), chance.choice([-25, -5, 15, 40]))
                continue
            booked = await database.write(
                attempt,
                UUID(chance.choice(people)),
                UUID(worker),
                UUID(motive),
                chance.randrange(0, MINUTES, 5),
                chance.choice([20, 30, 45]),
            )
            if booked is not None:
                mine.append(booked)
        except IntegrityError:
            continue
    await database.dispose()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4], sys.argv[5:]))
