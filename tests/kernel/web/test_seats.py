"""Who sits where, when a phone goes to and fro between two processes."""

import asyncio
from uuid import uuid4

import pytest
from redis.asyncio import Redis

from passport.kernel.web.socket import LocalSeats, RedisSeats
from tests.services import REDIS, needs_redis


class Room:
    """Notes who is told to leave, in the place of the framework's channel."""

    def __init__(self) -> None:
        self.left: list[str] = []

    async def emit(self, event: str, data: object, to: str) -> None:
        """Part of the framework's interface."""

    async def disconnect(self, sid: str) -> None:
        """Part of the framework's interface."""
        self.left.append(sid)


class Slow(Redis):
    """Whose answers to ``get`` stay on their way until they may come in."""

    def __init__(self, real: Redis) -> None:
        super().__init__(connection_pool=real.connection_pool)
        self.answered, self.may_come = asyncio.Event(), asyncio.Event()

    async def get(self, name: str) -> object:
        found = await super().get(name)
        self.answered.set()
        await self.may_come.wait()
        return found


class SlowThere(Redis):
    """Where what is ``set`` stays on its way until it may leave."""

    def __init__(self, real: Redis) -> None:
        super().__init__(connection_pool=real.connection_pool)
        self.may_leave = asyncio.Event()

    async def set(self, name: str, value: object, **options: object) -> object:
        await self.may_leave.wait()
        return await super().set(name, value, **options)


@pytest.fixture
async def redis():
    client = Redis.from_url(REDIS)
    yield client
    await client.aclose()


async def seats(redis: Redis) -> RedisSeats:
    made = RedisSeats(Room(), redis)
    # The news of the other processes come when a test lets them come.
    made._ensure_socket_record_task = lambda: None
    return made


async def left(seats: RedisSeats) -> list[str]:
    await asyncio.gather(*seats._leaving)
    return seats.namespace.left


@needs_redis
async def test_the_seat_taken_elsewhere_is_given_up(redis):
    here, there, token = await seats(redis), await seats(redis), uuid4().hex
    await here.link_token_to_sid(token, "first")
    await there.link_token_to_sid(token, "second")
    found = await here._fetch_socket_record(token)
    assert found is not None
    assert found.sid == "second"
    assert await left(here) == ["first"]
    assert "first" not in here.sid_to_token


@needs_redis
async def test_a_seat_taken_while_redis_answers_is_kept(redis):
    """What Redis says of the former seat arrives after the new one was taken here."""
    slow = Slow(redis)
    here, there, token = await seats(slow), await seats(redis), uuid4().hex
    await there.link_token_to_sid(token, "former")
    learning = asyncio.create_task(here._fetch_socket_record(token))
    await slow.answered.wait()
    await here.link_token_to_sid(token, "newest")
    slow.may_come.set()
    found = await learning
    assert found is not None
    assert found.sid == "newest"
    assert here.sid_to_token == {"newest": token}
    assert await left(here) == []
    # And it is what the others learn.
    assert (await there._fetch_socket_record(token)).sid == "newest"
    assert await left(there) == ["former"]


@needs_redis
async def test_a_seat_on_its_way_to_redis_is_kept(redis):
    """News of the former seat arrives when the new one is taken here and not yet noted there."""
    slow = SlowThere(redis)
    here, there, token = await seats(slow), await seats(redis), uuid4().hex
    await there.link_token_to_sid(token, "former")
    sitting = asyncio.create_task(here.link_token_to_sid(token, "newest"))
    while "newest" not in here.sid_to_token:
        await asyncio.sleep(0)
    learning = asyncio.create_task(here._fetch_socket_record(token))
    # Time enough for Redis to answer, were it asked.
    await asyncio.sleep(0.1)
    slow.may_leave.set()
    await sitting
    assert (await learning).sid == "newest"
    assert here.sid_to_token == {"newest": token}
    assert await left(here) == []
    assert not here._noting


@needs_redis
async def test_a_seat_left_while_redis_answers_stays_free_here(redis):
    slow = Slow(redis)
    here, there, token = await seats(slow), await seats(redis), uuid4().hex
    await here.link_token_to_sid(token, "first")
    await there.link_token_to_sid(token, "second")
    learning = asyncio.create_task(here._fetch_socket_record(token))
    await slow.answered.wait()
    await here.disconnect_token(token, "first")
    slow.may_come.set()
    assert (await learning).sid == "second"
    assert await left(here) == []


@needs_redis
async def test_a_seat_left_is_free(redis):
    here, token = await seats(redis), uuid4().hex
    await here.link_token_to_sid(token, "first")
    await here.disconnect_token(token, "first")
    assert await here._fetch_socket_record(token) is None
    assert not here._given


async def test_the_news_that_a_former_socket_is_gone_comes_late():
    """In a single process: the socket that took the seat meanwhile keeps it."""
    here = LocalSeats(Room())
    await here.link_token_to_sid("key", "former")
    await here.link_token_to_sid("key", "newest")
    await here.disconnect_token("key", "former")
    assert here.token_to_socket["key"].sid == "newest"
    assert here.sid_to_token == {"newest": "key"}
