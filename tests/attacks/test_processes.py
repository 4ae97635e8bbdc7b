"""Two processes, one session: what ends in one ends in the other, and nothing stays between."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from passport.demo.sample import person_id
from passport.identity import sessions
from passport.identity.models import WebSession
from passport.identity.tabs import PATROL_S
from passport.kernel.actor import Role
from passport.kernel.crypto import digest
from passport.kernel.database import Database, Session
from passport.kernel.web.socket import bound_prefix
from tests.attacks.conftest import VICTIM, Product, login
from tests.attacks.tab import Tab
from tests.framework.phone import ROOT
from tests.services import needs_postgres, needs_redis

pytestmark = [needs_postgres, needs_redis]

ME = f"{ROOT}.passport___identity___state____me_state"
HER_NAME = "Benali"
# Told, a tab is empty within milliseconds; a busy machine gets patience, less than the patrol's.
TOLD_S = 3.0
# Enough for both processes to serve some: one in 128 that they all meet in one.
TABS = 8


@pytest.fixture
async def shared(service: Product) -> AsyncIterator[Database]:
    opened = Database(service.database)
    yield opened
    await opened.dispose()


@pytest.fixture
async def redis(service: Product) -> AsyncIterator[Redis]:
    opened = Redis.from_url(service.environment["REDIS_URL"])
    yield opened
    await opened.aclose()


async def opened(product: Product, session: str) -> list[Tab]:
    """Tabs on her own page, all of which show her name."""
    tabs = [product.tab(session, "/moi") for _ in range(TABS)]
    for tab in tabs:
        await tab.connect()
        await tab.ask(f"{ME}.load")
        assert tab.value("family_name") == HER_NAME
    return tabs


async def emptied(tabs: list[Tab], seconds: float) -> None:
    """Wait until all of the tabs show nothing and went to the login; print how long it took."""
    began = time.monotonic()
    for tab in tabs:
        left = began + seconds - time.monotonic()
        assert await tab.until(lambda tab=tab: tab.sent_to, max(left, 0.01)), "a tab was forgotten"
        assert tab.value("family_name") == ""
        assert tab.sent_to[-1].startswith("/connexion?next=/")
        assert "suite=ferme" in tab.sent_to[-1]
    print(f"emptied after {time.monotonic() - began:.3f} s")


async def close(tabs: list[Tab]) -> None:
    for tab in tabs:
        await tab.close()


async def kept(redis: Redis, session: str) -> dict[bytes, bytes]:
    """What Redis keeps of the tabs of a session."""
    keys = [key async for key in redis.scan_iter(f"{bound_prefix(digest(session))}*_reflex*")]
    return {key: await redis.get(key) or b"" for key in keys}


async def test_the_logout_empties_the_tabs_of_every_process(
    service: Product, shared: Database
) -> None:
    session = await login(shared, person_id(VICTIM))
    tabs = await opened(service, session)
    async with service.browser(session) as browser:
        assert (await browser.post("/deconnexion")).status_code == 303
    await emptied(tabs, TOLD_S)
    await close(tabs)


async def test_closing_the_others_is_seen_by_the_others_at_once(
    service: Product, shared: Database
) -> None:
    there, here = [await login(shared, person_id(VICTIM)) for _ in range(2)]
    tabs = await opened(service, there)
    async with service.tab(here, "/moi") as mine:
        await mine.send(f"{ME}.close_others")
        await emptied(tabs, TOLD_S)
        await mine.ask(f"{ME}.load")
        assert mine.value("family_name") == HER_NAME
    await close(tabs)


async def test_when_the_ear_was_cut_off_it_hears_again(
    service: Product, shared: Database, redis: Redis
) -> None:
    """Redis drops the listeners, as it does when it starts anew; the next logout is heard."""
    ours = redis.connection_pool.connection_kwargs.get("db", 0)
    for one in await redis.client_list():
        if one["sub"] == "1" and one["db"] == str(ours):
            await redis.client_kill_filter(_id=one["id"])
    session = await login(shared, person_id(VICTIM))
    tabs = await opened(service, session)
    await asyncio.sleep(1.5)
    async with service.browser(session) as browser:
        await browser.post("/deconnexion")
    await emptied(tabs, TOLD_S)
    await close(tabs)


async def test_a_session_that_is_idle_too_long_empties_its_tabs_by_itself(
    service: Product, shared: Database
) -> None:
    session = await login(shared, person_id(VICTIM))
    tabs = await opened(service, session)
    await shared.write(_idle, digest(session))
    await emptied(tabs, PATROL_S + 2)
    await close(tabs)


async def _idle(session: Session, secret: str) -> None:
    from datetime import timedelta

    from sqlmodel import select

    row = (await session.exec(select(WebSession).where(WebSession.digest == secret))).one()
    row.seen_at = session.now() - timedelta(minutes=31)
    session.add(row)


@pytest.mark.parametrize("how", ["logout", "idle"])
async def test_redis_keeps_nothing_of_a_session_that_ended(
    service: Product, shared: Database, redis: Redis, how: str
) -> None:
    """Neither of its open tabs nor of those that were closed before."""
    session = await login(shared, person_id(VICTIM))
    tabs = await opened(service, session)
    await close(tabs[: TABS // 2])
    await asyncio.sleep(0.2)
    assert HER_NAME.encode() in b"".join((await kept(redis, session)).values())
    if how == "logout":
        async with service.browser(session) as browser:
            await browser.post("/deconnexion")
    else:
        await shared.write(_idle, digest(session))
    deadline = time.monotonic() + PATROL_S + 4
    while await kept(redis, session) and time.monotonic() < deadline:
        await asyncio.sleep(0.2)
    assert await kept(redis, session) == {}
    await close(tabs)


async def test_another_role_empties_the_tabs_and_opens_no_page_of_the_former(
    service: Product, shared: Database
) -> None:
    """Whoever is no longer what she was sees it at the next event, in every process."""
    from tests.attacks.belongings import person

    made = await shared.write(person, "Brahim")
    session = await login(shared, made.id)
    tabs = [service.tab(session, "/moi") for _ in range(4)]
    for tab in tabs:
        await tab.connect()
        await tab.ask(f"{ME}.load")
        assert tab.value("given_name") == "Brahim"
    await shared.write(
        sessions.change_role,
        None,
        made.id,
        Role.CASEWORKER,
        territory_id=made.territory_id,
        structure_id=None,
    )
    record = f"{ROOT}.passport___record___state____record_state"
    for tab in tabs:
        await tab.send(f"{record}.load")
        await tab.settled()
        assert tab.value("given_name") == ""
        assert tab.sent_to[-1] == "/moi"
    await close(tabs)


async def test_a_stolen_tab_token_shows_nothing_in_another_process(
    service: Product, shared: Database
) -> None:
    """Redis holds the state for every process: the key without her cookie is another key."""
    session = await login(shared, person_id(VICTIM))
    tabs = await opened(service, session)
    await close(tabs)
    for tab in tabs:
        for thief in ("", "not-a-session"):
            async with service.tab(thief, "/moi", token=tab.tab) as stolen:
                assert HER_NAME not in "".join([*stolen.told, *await stolen.ask(f"{ME}.load")])
