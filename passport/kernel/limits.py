"""How often something may be done: buckets that fill again with time.

Counted in the shared Redis where there is one, so that several processes count together; in this
process otherwise, and as long as Redis is away: a limit must never be what stops the product.
Redis only sees an HMAC of whom it counts.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import structlog
from redis.asyncio import Redis

from passport.kernel.crypto import keyed
from passport.kernel.redis import Lost, shared_redis

log = structlog.get_logger(__name__)

REMEMBERED = 50_000
# How long Redis is left alone after it did not answer.
ALONE_S = 5.0

# Each bucket: how much was left at what moment. A drop is taken from all of them or from none.
_TAKE = """
local clock = redis.call('TIME')
local now = clock[1] + clock[2] / 1000000
local left = {}
local allowed = 1
for i, key in ipairs(KEYS) do
    local burst, speed = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
    local kept = redis.call('HMGET', key, 'left', 'at')
    left[i] = burst
    if kept[1] then
        left[i] = math.min(burst, tonumber(kept[1]) + math.max(0, now - tonumber(kept[2])) * speed)
    end
    if left[i] < 1 then allowed = 0 end
end
for i, key in ipairs(KEYS) do
    redis.call('HSET', key, 'left', tostring(left[i] - allowed), 'at', tostring(now))
    redis.call('EXPIRE', key, math.ceil(ARGV[2 * i - 1] / ARGV[2 * i]) + 1)
end
return allowed
"""


@dataclass(frozen=True, slots=True)
class Rate:
    """``burst`` at once, then ``per_second``; ``name`` keeps its counts apart."""

    name: str
    burst: int
    per_second: float


class Buckets:
    """One bucket for each key, the least used forgotten first."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        """Fill every bucket as ``rate`` says; ``clock`` gives seconds."""
        self._rate = rate
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def left(self, key: str) -> float:
        """How many drops are in the bucket of ``key`` now."""
        now = self._clock()
        left, at = self._left.get(key, (float(self._rate.burst), now))
        return min(self._rate.burst, left + (now - at) * self._rate.per_second)

    def set(self, key: str, left: float) -> None:
        """Note what is left in the bucket of ``key`` now."""
        self._left[key] = (left, self._clock())
        self._left.move_to_end(key)
        if len(self._left) > REMEMBERED:
            self._left.popitem(last=False)


class Limiter:
    """Counts, here or in Redis."""

    def __init__(
        self, redis: Redis | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Count in ``redis`` when it is given; ``clock`` gives seconds."""
        self._clock = clock
        self._here: dict[str, Buckets] = {}
        self._redis = redis
        self._script: Any = redis.register_script(_TAKE) if redis is not None else None
        self._alone_until = -math.inf

    async def take(self, *drops: tuple[Rate, str]) -> bool:
        """Take a drop of each rate for its key, or none at all; whether they were all there."""
        if self._script is not None and self._clock() >= self._alone_until:
            try:
                return bool(
                    await self._script(
                        keys=[_key(rate, key) for rate, key in drops],
                        args=[part for rate, _key in drops for part in _shape(rate)],
                    )
                )
            except Lost as error:
                log.warning("limits.alone", kind=type(error).__name__)
                self._alone_until = self._clock() + ALONE_S
        return self._take_here(drops)

    def _take_here(self, drops: tuple[tuple[Rate, str], ...]) -> bool:
        asked = [(self._bucket(rate), key) for rate, key in drops]
        left = [bucket.left(key) for bucket, key in asked]
        allowed = all(one >= 1 for one in left)
        for (bucket, key), one in zip(asked, left, strict=True):
            bucket.set(key, one - allowed)
        return allowed

    def _bucket(self, rate: Rate) -> Buckets:
        return self._here.setdefault(rate.name, Buckets(rate, self._clock))


def _shape(rate: Rate) -> tuple[int, float]:
    return rate.burst, rate.per_second


def _key(rate: Rate, key: str) -> str:
    return f"passport:limit:{rate.name}:{keyed('limit', key)[:32]}"


@lru_cache(maxsize=1)
def limiter() -> Limiter:
    """The process's own counts, shared with the other processes where they can be."""
    return Limiter(shared_redis())
