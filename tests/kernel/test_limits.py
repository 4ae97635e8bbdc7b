"""Buckets that empty and fill again: in one process, and in several that share Redis."""

import asyncio
from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
from redis.asyncio import Redis

from passport.kernel import limits
from passport.kernel.limits import Limiter, Rate
from tests.services import REDIS, needs_redis


class Watch:
    """A stopwatch moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


async def test_a_bucket_empties_and_fills_again() -> None:
    watch = Watch()
    limiter, rate = Limiter(clock=watch), Rate("r", 3, 0.5)
    assert [await limiter.take((rate, "a")) for _ in range(4)] == [True, True, True, False]
    assert await limiter.take((rate, "b"))
    watch.now = 2
    assert [await limiter.take((rate, "a")) for _ in range(2)] == [True, False]
    watch.now = 1000
    assert [await limiter.take((rate, "a")) for _ in range(4)] == [True, True, True, False]


async def test_counts_do_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "REMEMBERED", 10)
    limiter, rate = Limiter(), Rate("r", 1, 1)
    for number in range(100):
        await limiter.take((rate, str(number)))
    assert len(limiter._here["r"]._left) == 10


@pytest.fixture
async def redis() -> AsyncIterator[Redis]:
    opened = Redis.from_url(REDIS)
    yield opened
    await opened.aclose()


@pytest.fixture(params=["here", pytest.param("redis", marks=needs_redis)])
async def several(request: pytest.FixtureRequest, redis: Redis) -> AsyncIterator[list[Limiter]]:
    """Two that share Redis, as two processes do; or one, twice."""
    if request.param == "here":
        one = Limiter()
        yield [one, one]
        return
    clients = [Redis.from_url(REDIS) for _ in range(2)]
    yield [Limiter(one) for one in clients]
    for one in clients:
        await one.aclose()


async def test_processes_count_together(several: list[Limiter]) -> None:
    rate = Rate(f"test-{uuid4().hex}", 10, 0.001)
    taken = await asyncio.gather(*(several[n % 2].take((rate, "a")) for n in range(40)))
    assert sum(taken) == 10
    assert await several[0].take((rate, "b"))


async def test_all_or_nothing(several: list[Limiter]) -> None:
    wide, narrow = Rate(f"test-{uuid4().hex}", 4, 0.001), Rate(f"test-{uuid4().hex}", 1, 0.001)
    assert await several[0].take((wide, "a"), (narrow, "a"))
    for _ in range(5):
        assert not await several[1].take((wide, "a"), (narrow, "a"))
    assert [await several[1].take((wide, "a")) for _ in range(4)] == [True, True, True, False]


@needs_redis
async def test_redis_learns_no_address_and_forgets(redis: Redis) -> None:
    name = f"test-{uuid4().hex}"
    await Limiter(redis).take((Rate(name, 5, 0.5), "192.0.2.7"))
    (key,) = [key async for key in redis.scan_iter(f"*{name}*")]
    assert b"192.0.2.7" not in key
    assert 0 < await redis.ttl(key) <= 11


async def test_without_redis_it_counts_alone_and_nobody_waits() -> None:
    away = Redis.from_url("redis://127.0.0.1:1/0", socket_connect_timeout=1)
    limiter, rate = Limiter(away), Rate("r", 2, 0.001)
    assert [await limiter.take((rate, "a")) for _ in range(3)] == [True, True, False]
    await away.aclose()
