"""A tab's state in Redis: changed by one at a time, and never by who was too slow."""

import asyncio
import contextlib
from typing import Any
from uuid import uuid4

import pytest
import reflex as rx
from redis.asyncio import Redis
from reflex.istate.manager.token import BaseStateToken
from reflex.state import BaseState
from reflex_base.utils.exceptions import LockExpiredError

from passport.kernel.web.states import States
from tests.services import REDIS, needs_redis

pytestmark = needs_redis


class Tally(rx.State):
    """What the tests change."""

    count: int = 0
    notes: list[str] = []  # noqa: RUF012 - as Reflex declares what a tab holds


class Inner(Tally):
    """A part of a part."""

    depth: int = 0


@pytest.fixture
async def redis():
    client = Redis.from_url(REDIS)
    yield client
    await client.aclose()


@pytest.fixture
def states(redis):
    return States(redis)


def a_tab(cls: type[BaseState] = Tally) -> BaseStateToken:
    return BaseStateToken(ident=uuid4().hex, cls=cls)


def part(root: BaseState, cls: type[BaseState]) -> Any:
    return root.get_substate(cls.get_full_name().split("."))


async def add(states: States, tab: BaseStateToken) -> None:
    async with states.modify_state(tab) as root:
        tally = part(root, Tally)
        before = tally.count
        await asyncio.sleep(0.001)
        tally.count = before + 1


async def count(states: States, tab: BaseStateToken) -> int:
    return part(await states.get_state(tab), Tally).count


async def left_open(
    states: States, redis: Redis, tab: BaseStateToken, event: "asyncio.Task[None]"
) -> None:
    """Cancel ``event``: the tab may be changed at once, and nobody has its lock."""
    event.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await event
    await asyncio.wait_for(add(states, tab), 2)
    assert await redis.exists(states._lock_key(tab)) == 0


async def test_what_is_changed_is_kept_by_the_tree(states):
    tab = a_tab(Inner)
    async with states.modify_state(tab) as root:
        inner = part(root, Inner)
        inner.depth = 3
        inner.parent_state.count = 2
        inner.parent_state.notes.append("kept")
    async with states.modify_state(tab) as root:
        inner = part(root, Inner)
        assert (inner.depth, inner.count, list(inner.notes)) == (3, 2, ["kept"])
        assert inner.parent_state.parent_state is root
    # And the framework's own reading finds the same.
    assert part(await states.get_state(tab), Inner).depth == 3


async def test_several_processes_change_it_one_at_a_time(redis):
    """Two keepers, as two processes have: nothing is lost. Red without ``nx``."""
    one, other, tab = States(redis), States(Redis.from_url(REDIS)), a_tab()
    await asyncio.gather(*(add(keeper, tab) for _ in range(30) for keeper in (one, other)))
    assert await count(one, tab) == 60
    assert await redis.exists(one._lock_key(tab)) == 0
    await other.redis.aclose()


async def test_who_was_too_slow_writes_nothing(states, redis):
    tab = a_tab()
    await add(states, tab)

    async def too_slow() -> None:
        async with states.modify_state(tab) as root:
            part(root, Tally).count = 99
            # The lock ran out, and somebody else has it now.
            await redis.set(states._lock_key(tab), "another")

    with pytest.raises(LockExpiredError):
        await too_slow()
    assert await count(states, tab) == 1
    assert await redis.get(states._lock_key(tab)) == b"another"


async def test_an_event_that_breaks_gives_the_lock_back_and_keeps_nothing(states, redis):
    tab = a_tab()
    await add(states, tab)

    async def broken() -> None:
        async with states.modify_state(tab) as root:
            part(root, Tally).count = 1 // 0

    with pytest.raises(ZeroDivisionError):
        await broken()
    assert await redis.exists(states._lock_key(tab)) == 0
    await asyncio.wait_for(add(states, tab), 2)
    assert await count(states, tab) == 2


@pytest.mark.parametrize("steps", range(1, 14))
async def test_an_event_cancelled_on_its_way_leaves_no_lock(states, redis, steps):
    """Its phone left. Red where the lock is only given back to who still waits for it."""
    tab = a_tab()
    leaving = asyncio.create_task(add(states, tab))
    for _ in range(steps):
        await asyncio.sleep(0)
    await left_open(states, redis, tab, leaving)


async def test_an_event_cancelled_while_it_waits_leaves_no_lock(states, redis):
    tab = a_tab()
    await redis.set(states._lock_key(tab), "another", px=60_000)
    waiting = asyncio.create_task(add(states, tab))
    await asyncio.sleep(0.2)
    await redis.delete(states._lock_key(tab))
    await left_open(states, redis, tab, waiting)


async def test_what_another_release_kept_begins_anew(states, redis):
    """A part that cannot be read is like one that was never kept."""
    tab = a_tab()
    await add(states, tab)
    await redis.set(tab._state_key(Tally), b"not a state")
    await add(states, tab)
    assert await count(states, tab) == 1
    assert await redis.exists(states._lock_key(tab)) == 0
