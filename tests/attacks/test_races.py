"""The same thing done twice at the same instant, by those who share nothing but the database."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.engine import CursorResult

from passport.conversation import service as conversation
from passport.demo.sample import person_id
from passport.identity import logins
from passport.identity import service as identity
from passport.identity.logins import Purpose
from passport.kernel import outbox
from passport.kernel.clock import FixedClock
from passport.kernel.crypto import digest
from passport.kernel.database import Database, Session
from passport.kernel.errors import PassportError
from passport.record import service as record
from tests.attacks.conftest import VICTIM, Product, login
from tests.framework.phone import ROOT
from tests.record.people import beneficiary

ME = f"{ROOT}.passport___identity___state____me_state"
PROCESSES = 4


@pytest.fixture
async def several(db: Database, address: str, clock: FixedClock) -> AsyncIterator[list[Database]]:
    """Databases with connections and locks of their own, as separate processes have."""
    opened = [Database(address, clock=clock) for _ in range(PROCESSES)]
    yield opened
    for one in opened:
        await one.dispose()


async def test_a_yes_said_by_several_at_once_adds_one_experience(
    db: Database, several: list[Database]
) -> None:
    amina = await beneficiary(db)
    for text in ("j'étais maçon", "à Gap", "4 ans", "je montais des murs"):
        await db.write(conversation.say, amina, text)
    # Two taps of one form, and a form of another tab.
    keys = ["yes", "yes", "another yes", None]
    done = await asyncio.gather(
        *(
            one.write(conversation.confirm, amina, key=key)
            for one, key in zip(several, keys, strict=True)
        ),
        return_exceptions=True,
    )
    assert all(not isinstance(one, Exception) or isinstance(one, PassportError) for one in done)
    assert len((await db.read(record.passport, amina)).experiences) == 1


async def _come_back_twice(db: Database, several: list[Database]) -> int:
    """How many of several callbacks with one state go on."""
    secret = await db.write(identity.open_anonymous, {"state": "s", "purpose": Purpose.LOGIN})
    taken = await asyncio.gather(
        *(one.write(logins.take, digest(secret), "s", Purpose.LOGIN) for one in several)
    )
    return sum(one is not None for one in taken)


async def test_a_login_that_comes_back_several_times_at_once_goes_on_once(
    db: Database, several: list[Database]
) -> None:
    for _ in range(5):
        assert await _come_back_twice(db, several) == 1


async def test_without_the_count_of_what_was_deleted_it_would_go_on_twice(
    db: Database, several: list[Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mutation: on PostgreSQL all of them read the row, and one alone deletes it."""
    if db.embedded:
        pytest.skip("SQLite lets one write at a time")
    monkeypatch.setattr(CursorResult, "rowcount", 1)
    assert max([await _come_back_twice(db, several) for _ in range(10)]) > 1


async def _handled(db: Database, several: list[Database]) -> int:
    """How often one message is handled while a first worker still has it in hand."""

    async def post(session: Session) -> None:
        outbox.post(session, "greet", {})
        await session.flush()

    await db.write(post)
    handled = 0
    begun, let_go = asyncio.Event(), asyncio.Event()

    async def greet(payload: dict[str, Any]) -> None:
        nonlocal handled
        handled += 1
        if not begun.is_set():
            begun.set()
            await let_go.wait()

    first = asyncio.create_task(outbox.Worker(several[0], {"greet": greet}).run_once())
    await begun.wait()
    await asyncio.gather(*(outbox.Worker(one, {"greet": greet}).run_once() for one in several[1:]))
    let_go.set()
    await first
    return handled


async def test_several_workers_send_a_message_once(db: Database, several: list[Database]) -> None:
    assert await _handled(db, several) == 1


async def test_without_the_hold_a_message_would_be_sent_twice(
    db: Database, several: list[Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mutation: what holds is the time for which a worker keeps what it took."""
    monkeypatch.setattr(outbox, "HOLD", timedelta(0))
    assert await _handled(db, several) > 1


async def test_several_workers_share_many_messages(db: Database, several: list[Database]) -> None:
    """Taken at the same instant, from separate connections."""

    async def post(session: Session) -> None:
        for n in range(12):
            outbox.post(session, "greet", {"n": n})
        await session.flush()

    await db.write(post)
    seen: Counter[int] = Counter()

    async def greet(payload: dict[str, Any]) -> None:
        seen[payload["n"]] += 1

    await asyncio.gather(*(outbox.Worker(one, {"greet": greet}).run_once() for one in several))
    assert seen == Counter(range(12))


async def test_events_in_flight_at_the_logout_leave_nothing_in_the_tab(
    product: Product, base: Database
) -> None:
    session = await login(base, person_id(VICTIM))
    async with product.tab(session, "/moi") as tab, product.browser(session) as browser:
        await tab.ask(f"{ME}.load")
        assert tab.value("family_name") == "Benali"
        for _ in range(10):
            await tab.send(f"{ME}.load")
        assert (await browser.post("/deconnexion")).status_code == 303
        for _ in range(10):
            await tab.send(f"{ME}.load")
        await tab.settled()
        assert tab.value("family_name") == ""
        assert tab.value("email") == ""
        assert tab.sent_to[-1].startswith("/connexion")
