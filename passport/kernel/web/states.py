"""The states of tabs, kept in Redis with two trips an event where the framework makes four.

The lock and the reading travel together, and so do the writing and the giving back of the lock. A
tab that is busy waits as the framework has it wait. An event that is cancelled on the way, because
its phone left, leaves no lock behind: the framework's would keep the tab shut for ten seconds.
"""

import asyncio
import uuid
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeVar

from reflex.app import App
from reflex.istate.manager.redis import StateManagerRedis
from reflex.istate.manager.token import BaseStateToken, StateToken
from reflex.state import BaseState
from reflex_base.utils.exceptions import LockExpiredError, StateSchemaMismatchError

T = TypeVar("T")

# Writes only while the lock is ours: whoever was too slow must not overwrite who came after.
_SAVE = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
for i = 2, #KEYS do redis.call('SET', KEYS[i], ARGV[i + 1], 'EX', ARGV[2]) end
redis.call('DEL', KEYS[1])
return 1
"""
_GIVE_BACK = """
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
"""


class States(StateManagerRedis):
    """The framework's keeper of states in Redis, with fewer trips."""

    def __post_init__(self) -> None:
        """Prepare the scripts. Part of the framework's interface."""
        super().__post_init__()  # type: ignore[no-untyped-call]
        self._save = self.redis.register_script(_SAVE)
        self._give_back = self.redis.register_script(_GIVE_BACK)
        self._parts: dict[type[BaseState], tuple[type[BaseState], ...]] = {}
        self._returns: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def _try_modify_state(
        self, token: StateToken[Any], **context: Any
    ) -> AsyncIterator[Any | None]:
        """Give the tab's state to be changed by one at a time. Part of the framework's interface.

        Raises ``LockExpiredError`` when it took so long that somebody else may have changed it.
        """
        lock, ours = self._lock_key(token), uuid.uuid4().hex
        root = None
        # Who already waits here goes first.
        if isinstance(token, BaseStateToken) and not self._n_lock_waiters(lock):
            root = await self._locked(token, lock, ours)
        if root is None or not isinstance(token, BaseStateToken):
            async with super()._try_modify_state(token, **context) as state:
                yield state
            return
        held = True
        try:
            yield root
            writes = self._collect_state_writes(token, root)
            held = False
            # Once begun it is done, with the lock, even for a phone that leaves now.
            await asyncio.shield(self._keep(lock, ours, writes))
        finally:
            if held:
                await asyncio.shield(self._give_back(keys=[lock], args=[ours]))
            # Redis tells those who wait elsewhere.
            self._notify_next_waiter(lock)

    async def _locked(self, token: BaseStateToken, lock: bytes, ours: str) -> BaseState | None:
        """The tab's state under our lock, or nothing when somebody else has the lock."""
        parts = self._parts.get(token.cls)
        if parts is None:
            needed = self._get_required_state_classes(token.cls, subclasses=True)
            # Each part comes after the one that holds it.
            parts = tuple(sorted(needed, key=lambda part: part.get_full_name()))
            self._parts[token.cls] = parts
        trip = self.redis.pipeline(transaction=False)
        trip.set(lock, ours, px=self.lock_expiration, nx=True)
        trip.mget([token._state_key(part) for part in parts])
        locked, kept = await self._answer(trip.execute(), lock, ours)
        if not locked:
            return None
        try:
            return _tree(parts, kept)
        except BaseException:
            await self._give_back(keys=[lock], args=[ours])
            raise

    async def _try_get_lock(self, lock_key: bytes, lock_id: bytes) -> bool | None:
        """Take the lock if it is free. Part of the framework's interface."""
        return await self._answer(super()._try_get_lock(lock_key, lock_id), lock_key, lock_id)

    async def _answer(self, asking: Coroutine[Any, Any, T], lock: bytes, ours: str | bytes) -> T:
        """What Redis answers to who asks for the lock; who is gone by then gives it back."""
        asked = asyncio.create_task(asking)
        try:
            return await asyncio.shield(asked)
        except asyncio.CancelledError:
            back = asyncio.create_task(self._return(asked, lock, ours))
            self._returns.add(back)
            back.add_done_callback(self._returns.discard)
            raise

    async def _return(self, asked: "asyncio.Task[T]", lock: bytes, ours: str | bytes) -> None:
        with suppress(Exception):
            await asked
        await self._give_back(keys=[lock], args=[ours])
        self._notify_next_waiter(lock)

    async def _keep(self, lock: bytes, ours: str, writes: Sequence[tuple[str, bytes]]) -> None:
        """Write and give the lock back. Raises ``LockExpiredError`` when it is no longer ours."""
        kept = await self._save(
            keys=[lock, *(key for key, _state in writes)],
            args=[ours, self.token_expiration, *(state for _key, state in writes)],
        )
        if not kept:
            raise LockExpiredError(f"the lock of a tab was lost after {self.lock_expiration} ms")


def _tree(parts: Sequence[type[BaseState]], kept: Sequence[bytes | None]) -> BaseState:
    """The root of the tree of ``parts``, each as it was ``kept`` or new."""
    made: dict[str, BaseState] = {}
    for cls, data in zip(parts, kept, strict=True):
        part = _restored(data) or cls(init_substates=False, _reflex_internal_init=True)
        name = cls.get_full_name()
        made[name] = part
        above, _dot, own = name.rpartition(".")
        if above:
            made[above].substates[own] = part
            part.parent_state = made[above]
    return made[parts[0].get_root_state().get_full_name()]


def _restored(data: bytes | None) -> BaseState | None:
    """A part as it was kept; nothing when it was not, or by a release that shaped it otherwise."""
    if data is None:
        return None
    try:
        return BaseState._deserialize(data=data)
    except StateSchemaMismatchError:
        return None


def keep_states(app: App) -> None:
    """Keep the states of the tabs of ``app`` this way, where they are kept in Redis."""
    former = app._state_manager
    if isinstance(former, StateManagerRedis):
        # Typed loosely: the overloads of the framework's abstract class hide what it defines.
        keeper: Any = States
        app._state_manager = keeper(former.redis)


__all__ = ["States", "keep_states"]
