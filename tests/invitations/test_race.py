"""Several processes and one sheet, or one code: one comes in, and guesses are counted together."""

import asyncio
import os
import sys
import time
from pathlib import Path

import pytest
from sqlmodel import select

from passport.identity import codes
from passport.identity.contacts import ContactKind
from passport.identity.models import Contact, Person
from passport.invitations import rules, service
from passport.invitations.service import Draft, Sheet
from passport.kernel.clock import SystemClock
from passport.kernel.crypto import digest
from passport.kernel.database import Database, Session
from tests.invitations.conftest import Network

ROOT = Path(__file__).parents[2]
PROCESSES = 3
READY_S = 4.0


@pytest.fixture
def db_now(db: Database) -> Database:
    """The other processes have the machine's clock."""
    db.clock = SystemClock()
    return db


async def run(address: str, act: str, *keys: str) -> list[int]:
    """Have several processes do ``act`` at the same moment; what opened in each."""
    start = str(time.time() + READY_S)
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.invitations.race",
            address,
            act,
            keys[n % len(keys)],
            start,
            cwd=ROOT,
            env=dict(os.environ),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        for n in range(PROCESSES)
    ]
    opened = []
    for process in processes:
        out, said = await process.communicate()
        assert process.returncode == 0, said.decode()[-2000:]
        opened.append(int(out.split()[-1]))
    return opened


async def sheet_of(db: Database, network: Network) -> Sheet:
    draft = Draft("Brahim", "Dupont")
    return await db.write(service.invite, network.claire, draft, form_key="k" * 22)


async def _named(session: Session) -> int:
    rows = await session.exec(select(Person.id).where(Person.given_name == "Brahim"))
    return len(rows.all())


async def test_two_phones_with_one_sheet(db_now: Database, address: str, network: Network) -> None:
    """Half by the link, half by the code."""
    sheet = await sheet_of(db_now, network)
    assert sum(await run(address, "accept", sheet.secret, sheet.code)) == 1
    assert await db_now.read(_named) == 1


async def test_without_the_guard_two_come_in(
    db_now: Database, address: str, network: Network
) -> None:
    """The mutation: what decides is the row that only one of them may mark."""
    if db_now.embedded:
        pytest.skip("SQLite lets one write at a time, and the second sees what the first wrote")
    sheet = await sheet_of(db_now, network)
    assert sum(await run(address, "unguarded", sheet.secret)) > 1


async def test_guesses_of_several_processes_are_counted_together(
    db_now: Database, address: str, network: Network
) -> None:
    """Thirty at once: five are looked at, and the right one comes too late."""
    sheet = await sheet_of(db_now, network)
    while sheet.code[rules.PLACE :] < "000010":
        sheet = await db_now.write(service.reissue, network.claire, sheet.id)
    assert await run(address, "guess", sheet.code) == [0] * PROCESSES
    async with db_now.engine.connect() as connection:
        row = (await connection.exec_driver_sql("SELECT tries FROM invitation")).one()
    assert row[0] == rules.TRIES
    assert await db_now.write(service.look, sheet.code) is None


async def test_one_code_typed_in_several_processes_opens_one_session(
    db_now: Database, address: str, network: Network
) -> None:
    value = "amina@exemple.fr"

    async def plant(session: Session) -> tuple[str, str]:
        session.add(
            Contact(
                id=session.new_id(),
                person_id=network.beneficiary.person_id,
                kind=ContactKind.EMAIL,
                mac=codes.mac_of(ContactKind.EMAIL, value),
                sealed=value,
                created_at=session.now(),
            )
        )
        await session.flush()
        secret = await codes.ask_to_come_in(
            session, ContactKind.EMAIL, value, next_path="", locale="fr", device="", send=False
        )
        await session.flush()
        row = (
            await session.exec(
                select(codes.OneTimeCode).where(codes.OneTimeCode.digest == digest(secret))
            )
        ).one()
        delivery = await codes.prepare(session, row.id)
        assert delivery
        return secret, delivery.code

    secret, code = await db_now.write(plant)
    assert sum(await run(address, "code", f"{digest(secret)}:{code}")) == 1
