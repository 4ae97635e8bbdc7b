"""One of several processes that book and move as fast as they can. Run by ``test_race``."""

import asyncio
import random
import sys
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from passport.appointments.models import Appointment
from passport.appointments.rules import Modality
from passport.kernel.database import Database, Session
from passport.models import import_models

START = datetime(2026, 12, 1, 8, tzinfo=UTC)
MINUTES = 8 * 60
ATTEMPTS = 40


async def attempt(
    session: Session, person: UUID, worker: UUID, motive: UUID, start: int, length: int
) -> None:
    """Look, think for a moment, then write: what a guard in the code alone comes down to."""
    begin = START + timedelta(minutes=start)
    end = begin + timedelta(minutes=length)
    row = Appointment(
        id=session.new_id(),
        beneficiary_id=person,
        caseworker_id=worker,
        motive_id=motive,
        starts_at=begin,
        ends_at=end,
        busy_until=end + timedelta(minutes=10),
        modality=Modality.PHONE,
        zone="Europe/Paris",
        uid=str(session.new_id()),
        created_at=begin,
        updated_at=begin,
    )
    session.add(row)
    await session.flush()
    await asyncio.sleep(0.001)


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
    for _ in range(ATTEMPTS):
        try:
            await database.write(
                attempt,
                UUID(chance.choice(people)),
                UUID(worker),
                UUID(motive),
                chance.randrange(0, MINUTES, 5),
                chance.choice([20, 30, 45]),
            )
        except IntegrityError:
            continue
    await database.dispose()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4], sys.argv[5:]))
