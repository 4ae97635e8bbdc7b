"""The open tabs of a session: emptied within a second of its end, whichever process serves them.

The process where a session ends, or where its person's role changes, tells the others through
Redis; each has the gate look again at its own tabs of that session. What the state manager still
keeps of an ended session, its closed tabs too, is then removed. A patrol finds what no event
announces: sessions that ended by the clock, and news that was lost while Redis was away.
"""

import asyncio
import contextlib
from collections.abc import Collection, Coroutine, Iterable
from typing import Any, ClassVar

import reflex as rx
import structlog
from reflex.istate.manager.memory import StateManagerMemory
from reflex.state import State
from reflex_base.event import Event
from reflex_base.utils.format import format_event_handler

from passport.identity import sessions
from passport.identity.guard import VisitState
from passport.kernel.database import database
from passport.kernel.ids import token as new_token
from passport.kernel.redis import Lost, shared_redis
from passport.kernel.web.socket import bound_prefix

log = structlog.get_logger(__name__)

CHANNEL = "passport:sessions"
PATROL_S = 5.0
RETRY_S = 1.0
# A tab that is busy is looked at after what it does; nobody waits for it longer.
PATIENCE_S = 2.0
# When to remove what is kept: once every process has looked, whose tabs then still know their page;
# and again, for an event in flight writes its state once more, as long as its lock may be held.
AGAIN_S = (0.7, 2.0, 10.0)
BATCH = 500


class _Served:
    """The app whose tabs this process serves, and what it is doing for them."""

    app: rx.App | None = None
    name: str = new_token(9)
    tasks: ClassVar[set["asyncio.Task[None]"]] = set()


def watch(app: rx.App) -> None:
    """Empty the tabs of ``app`` when their session ends, as long as the process lives."""
    _Served.app = app
    app.register_lifespan_task(listen)
    app.register_lifespan_task(patrol)


async def ended(digests: Iterable[str]) -> None:
    """Empty every tab of these sessions, here and in the other processes, and what is kept."""
    over = tuple(digests)
    await changed(over)
    for digest in over:
        _later(_forget(digest))


async def changed(digests: Collection[str]) -> None:
    """Have the gate look again at every tab of these sessions, here and elsewhere."""
    redis = shared_redis()
    for digest in digests:
        if redis is not None:
            with contextlib.suppress(*Lost):
                await redis.publish(CHANNEL, f"{_Served.name} {digest}")
    await asyncio.gather(*(_look_again(digest) for digest in digests))


async def listen() -> None:
    """Hear what the other processes say of sessions, and come back when Redis was away."""
    redis = shared_redis()
    while redis is not None:
        try:
            async with redis.pubsub() as heard:
                await heard.subscribe(CHANNEL)
                # What was said meanwhile went by.
                _later(_look_at_all())
                while True:
                    message = await heard.get_message(True, timeout=PATROL_S)
                    if message is not None:
                        sender, _, digest = message["data"].decode().partition(" ")
                        if sender != _Served.name:
                            _later(_look_again(digest))
        except Lost as error:
            log.warning("sessions.unheard", kind=type(error).__name__)
            await asyncio.sleep(RETRY_S)


async def patrol() -> None:
    """End the sessions whose time is over, and look at the tabs that are open here."""
    while True:
        await asyncio.sleep(PATROL_S)
        try:
            await ended(await sessions.end_overdue(database()))
            await _look_at_all()
        except Exception as error:
            log.warning("sessions.unpatrolled", kind=type(error).__name__)


def _later(work: Coroutine[Any, Any, None]) -> None:
    task = asyncio.create_task(work)
    _Served.tasks.add(task)
    task.add_done_callback(_Served.tasks.discard)


def _tabs() -> dict[str, list[str]]:
    """The keys of the tabs that this process serves, by session."""
    namespace = _Served.app.event_namespace if _Served.app else None
    found: dict[str, list[str]] = {}
    if namespace is None:
        return found
    for sid, data in list(namespace._static_router_data.items()):
        key = namespace.sid_to_token.get(sid)
        if key:
            found.setdefault(data["headers"].get("authorization", ""), []).append(key)
    return found


async def _look_again(digest: str) -> None:
    """Have the gate look again at the tabs of a session, and wait until it has."""
    # Until the app has started there is none, nor any tab.
    processor = _Served.app._event_processor if _Served.app else None
    root = processor._root_context if processor else None
    if processor is None or root is None:
        return
    name = format_event_handler(VisitState.event_handlers["look_again"])
    # A context of its own: inside a handler, an event would take the sender's session for its own.
    looked = [
        await processor.enqueue(key, Event(name=name), root.fork(token=key))
        for key in _tabs().get(digest, ())
    ]
    if looked:
        await asyncio.wait([asyncio.ensure_future(one) for one in looked], timeout=PATIENCE_S)


async def _look_at_all() -> None:
    """Empty the tabs whose session is no more, whoever ended it."""
    here = [digest for digest in _tabs() if digest]
    for start in range(0, len(here), BATCH):
        part = here[start : start + BATCH]
        living = await database().read(sessions.living, part)
        await ended(digest for digest in part if digest not in living)


async def _forget(digest: str) -> None:
    """Remove what the state manager keeps of the tabs of an ended session."""
    prefix = bound_prefix(digest)
    for pause in AGAIN_S:
        await asyncio.sleep(pause)
        try:
            await _remove(prefix)
        except Lost as error:
            log.warning("sessions.unforgotten", kind=type(error).__name__)


async def _remove(prefix: str) -> None:
    redis = shared_redis()
    if redis is not None:
        # A state stands under the tab's key and its name; locks and seats expire by themselves.
        states = f"{prefix}*_{State.get_full_name()}*"
        found = [key async for key in redis.scan_iter(states, count=1000)]
        if found:
            await redis.unlink(*found)
        return
    manager = _Served.app.state_manager if _Served.app else None
    if isinstance(manager, StateManagerMemory):
        for _until, kept in list(manager._token_expires_at.values()):
            lock = manager._states_locks.get(kept.lock_key)
            if kept.ident.startswith(prefix) and not (lock and lock.locked()):
                manager._purge_token(kept)
