"""The Redis that several processes share, when there is one."""

from functools import lru_cache

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from passport.settings import settings

# Nobody waits longer for what is only counted or told.
TIMEOUT_S = 1.0

Lost = (RedisError, OSError, TimeoutError)
"""What a Redis that is away raises."""


@lru_cache(maxsize=1)
def shared_redis() -> Redis | None:
    """A client of the shared Redis; nothing when one process serves alone."""
    if not settings().redis_url:
        return None
    return Redis.from_url(
        settings().redis_url,
        socket_timeout=TIMEOUT_S,
        socket_connect_timeout=TIMEOUT_S,
        retry=Retry(NoBackoff(), 1),
    )
