"""The socket of a tab, bound to the session behind it.

Reflex keys a tab's state by a token that the browser makes up and that travels in the socket's
address: whoever has it, has the state. Here the key is an HMAC of that token and of the session
cookie, so a token alone opens nothing, and logging in or out changes the key.

Reflex also takes a tab that comes back while its old socket still lingers (a phone that left the
Wi-Fi) for a copy, and gives it an empty state. Here the newest socket keeps the seat, and the old
one is sent away with a token of its own: if it was dead nothing happens, if it was a copied tab it
fills itself again at its next tap.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import parse_qsl, urlencode

import structlog
from reflex.app import App, EventNamespace
from reflex.utils.token_manager import (
    LocalTokenManager,
    RedisTokenManager,
    SocketRecord,
    TokenManager,
)
from reflex_base.registry import RegistrationContext
from starlette.types import ASGIApp, Receive, Scope, Send

from passport.kernel.crypto import keyed
from passport.kernel.ids import token as new_token
from passport.kernel.web.session import session_digest

log = structlog.get_logger(__name__)

EVENTS = "/_event"
OnEvent = Callable[[str, Any], Coroutine[Any, Any, None]]
_DROPPED = frozenset({b"cookie", b"authorization"})


PREFIX = 24


def bound_prefix(session: str | None) -> str:
    """How the keys of all the tabs of a session begin: nobody can make it either."""
    return keyed("tabs", session or "")[:PREFIX] + "."


def bound_token(session: str | None, tab: str) -> str:
    """The key of a tab's state: nobody can make it from what a browser knows."""
    return bound_prefix(session) + keyed("tab", session or "", tab)


class SessionBinding:
    """Rewrites the handshake: the bound token for the tab's, a digest for the cookie."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before ``app``."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; refuse a socket anywhere but at the events' address, or without a token."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        query = parse_qsl(scope["query_string"].decode("latin-1"))
        tabs = [value for name, value in query if name == "token"]
        if scope["path"].rstrip("/") != EVENTS or len(tabs) != 1 or not tabs[0]:
            await send({"type": "websocket.close", "code": 1008})
            return
        session = session_digest(scope)
        rest = [(name, value) for name, value in query if name != "token"]
        headers = [(k, v) for k, v in scope["headers"] if k.lower() not in _DROPPED]
        if session:
            headers.append((b"authorization", session.encode()))
        bound = urlencode([*rest, ("token", bound_token(session, tabs[0]))])
        await self._app(
            {**scope, "query_string": bound.encode(), "headers": headers}, receive, send
        )


class _Seats:
    """Who sits where: the newest socket of a key keeps it."""

    namespace: EventNamespace
    _leaving: set["asyncio.Task[None]"]

    def _send_away(self, sid: str) -> None:
        """Give the socket that lost its seat a token of its own, and close it."""
        task = asyncio.get_running_loop().create_task(self._retire(sid))
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)

    async def _retire(self, sid: str) -> None:
        try:
            await self.namespace.emit("new_token", new_token(16), to=sid)
            await self.namespace.disconnect(sid)
        except Exception as error:
            log.info("socket.already_gone", kind=type(error).__name__)


class LocalSeats(_Seats, LocalTokenManager):
    """Seats of a single process."""

    def __init__(self, namespace: EventNamespace) -> None:
        """Seat the sockets of ``namespace``."""
        super().__init__()  # type: ignore[no-untyped-call]
        self.namespace = namespace
        self._leaving = set()

    async def link_token_to_sid(self, token: str, sid: str) -> str | None:
        """Seat ``sid``, sending away whoever sat there. Part of Reflex's interface."""
        previous = self.token_to_socket.get(token)
        if previous is not None and previous.sid != sid:
            self.sid_to_token.pop(previous.sid, None)
            del self.token_to_socket[token]
            self._send_away(previous.sid)
        return await super().link_token_to_sid(token, sid)

    async def disconnect_token(self, token: str, sid: str) -> None:
        """Free the seat, unless a newer socket took it meanwhile. Part of Reflex's interface."""
        if (seated := self.token_to_socket.get(token)) is not None and seated.sid == sid:
            await super().disconnect_token(token, sid)


class RedisSeats(_Seats, RedisTokenManager):
    """Seats shared by several processes through Redis."""

    def __init__(self, namespace: EventNamespace, redis: Any) -> None:
        """Seat the sockets of ``namespace``, noting it in ``redis``."""
        super().__init__(redis)
        self.namespace = namespace
        self._leaving = set()
        # The last seat given here for each key, whatever is learnt from Redis meanwhile.
        self._given: dict[str, SocketRecord] = {}
        # The keys whose seat is on its way to Redis.
        self._noting: dict[str, asyncio.Event] = {}

    async def link_token_to_sid(self, token: str, sid: str) -> str | None:
        """Seat ``sid`` here, whoever sat there, here or elsewhere. Part of Reflex's interface."""
        previous = self.token_to_socket.get(token)
        if previous is not None and previous.sid == sid:
            return None
        self._ensure_socket_record_task()
        record = SocketRecord(instance_id=self.instance_id, sid=sid)
        self._given[token] = record
        self.token_to_socket[token] = record
        self.sid_to_token[sid] = token
        if previous is not None:
            self.sid_to_token.pop(previous.sid, None)
            if previous.instance_id == self.instance_id:
                self._send_away(previous.sid)
        noted = self._noting[token] = asyncio.Event()
        try:
            await self._store_socket_record(token, record)
        finally:
            if self._noting.get(token) is noted:
                del self._noting[token]
            noted.set()
        return None

    async def _fetch_socket_record(self, token: str) -> SocketRecord | None:
        """Learn from Redis who sits there now; send our own away when it lost its seat.

        A phone that comes and goes between two processes may take its seat here while the answer
        of Redis is on its way, or while the seat itself is on its way there: what Redis says then
        is already past. Redis tells of that seat too, and is asked again.
        """
        while (noting := self._noting.get(token)) is not None:
            await noting.wait()
        ours = self._given.get(token)
        found = await super()._fetch_socket_record(token)
        if (newest := self._given.get(token)) is not ours and newest is not None:
            if found is not None and found.sid != newest.sid:
                self.sid_to_token.pop(found.sid, None)
            self.token_to_socket[token] = newest
            self.sid_to_token[newest.sid] = token
            return newest
        if found is not None and newest is not None and newest.sid != found.sid:
            del self._given[token]
            self._send_away(newest.sid)
        return found

    async def disconnect_token(self, token: str, sid: str) -> None:
        """Free the seat of a socket that is gone. Part of Reflex's interface."""
        if (ours := self._given.get(token)) is not None and ours.sid == sid:
            del self._given[token]
        await super().disconnect_token(token, sid)


def in_order(data: object) -> bool:
    """Whether a browser's message is an event that some handler answers to.

    The framework keeps a future for ever for a name that it does not know, and writes what came
    with it to the log. A page of a former release sends such names; anybody may.
    """
    if not isinstance(data, dict) or not isinstance(data.get("name"), str):
        return False
    router = data.get("router_data", {})
    return (
        data["name"] in RegistrationContext.ensure_context().event_handlers
        and isinstance(data.get("payload", {}), dict)
        and isinstance(router, dict)
        and all(isinstance(router.get(name, ""), str) for name in ("pathname", "asPath"))
        and isinstance(router.get("query", {}), dict)
    )


def _only_in_order(on_event: OnEvent) -> OnEvent:
    async def on_event_in_order(sid: str, data: Any) -> None:
        if in_order(data):
            await on_event(sid, data)
        else:
            log.info("event.unknown")

    return on_event_in_order


def bind_seats(app: App) -> None:
    """Replace the framework's rules about copied tabs and unknown events by ours."""
    namespace = app.event_namespace
    if namespace is None:
        return
    namespace.on_event = _only_in_order(namespace.on_event)  # type: ignore[assignment, method-assign]
    former: TokenManager = namespace._token_manager
    namespace._token_manager = (
        RedisSeats(namespace, former.redis)
        if isinstance(former, RedisTokenManager)
        else LocalSeats(namespace)
    )
