"""Several processes at once: one account makes one person, and every guess is counted."""

import asyncio
import subprocess
import sys
from pathlib import Path
from uuid import UUID

from sqlmodel import func, select

from passport.identity import professionals, rules
from passport.identity.models import Account, Person
from passport.identity.provider import Identity, Pending
from passport.kernel.database import Database, Session
from tests.identity.conftest import SIRET, People

ROOT = Path(__file__).parents[2]


async def _count(session: Session, table: type) -> int:
    return (await session.exec(select(func.count()).select_from(table))).one()


async def _race(address: str, *arguments: str) -> list[str]:
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.identity.race",
            address,
            *arguments,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    said = []
    for process in processes:
        out, wrong = await process.communicate()
        assert process.returncode == 0, wrong.decode()
        said.append(out.decode())
    return said


async def test_one_new_account_at_the_same_time_everywhere_is_one_person(
    db: Database, address: str
) -> None:
    said = await _race(address, "welcome", "10")
    people = [line.split() for line in said]
    assert len(people[0]) == 10
    assert people[0] == people[1]
    assert await db.read(_count, Person) == await db.read(_count, Account) == 10


async def test_guesses_at_the_same_time_are_counted(
    db: Database, people: People, address: str
) -> None:
    claims = {"email": people.paul.email, "siret": SIRET}
    sent = await db.write(
        professionals.welcome_professional, Identity("https://i", "p", claims, "")
    )
    assert isinstance(sent, Pending)
    said = await _race(address, "guess", sent.reference)
    left = sorted(int(one) for line in said for one in line.split())
    assert left == [0] * (len(left) - rules.PROOF_TRIES + 1) + list(range(1, rules.PROOF_TRIES))
    assert await db.write(professionals.prove, UUID(sent.reference), "no code") == 0
