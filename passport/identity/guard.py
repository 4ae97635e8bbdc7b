"""The one place that decides, before every event and every route, who may go on.

A handler or an endpoint declares whom it is for with ``allow``; what declares nothing is refused:
an endpoint when the process starts, an event when it comes. Who is acting is read from the session
on every event, never from the state or from what the browser sends. Ownership of a thing is not
decided here but in the service that holds it.
"""

import functools
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, TypeVar
from urllib.parse import quote, urlsplit

import reflex as rx
from reflex.middleware.middleware import Middleware
from reflex.state import BaseState, OnLoadInternalState, State, StateUpdate
from reflex_base.event import Event
from reflex_base.event.context import EventContext
from reflex_base.registry import RegisteredEventHandler, RegistrationContext
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from passport.identity import rules, service
from passport.identity.service import Visit
from passport.kernel.actor import Actor, Role
from passport.kernel.database import database
from passport.kernel.errors import Invalid, NotFound, Refused
from passport.kernel.i18n import N_, locale_of, localised, set_locale
from passport.kernel.web.arguments import validated
from passport.kernel.web.session import session_digest
from passport.settings import settings
from passport.ui.page_state import PageState

log = logging.getLogger(__name__)

F = TypeVar("F", bound=Callable[..., Any])
Endpoint = Callable[[Request], Awaitable[Response]]


class Everyone(Enum):
    """Type of ``PUBLIC``."""

    PUBLIC = "public"


PUBLIC: Final = Everyone.PUBLIC
"""Declares that no login is needed."""

Audience = frozenset[Role | Everyone]

_MARK = "__passport_allow__"

SOCKETS_SEEN = 20_000
# On which socket of this process whose state was found, the oldest first.
_seen: OrderedDict[str, str] = OrderedDict()

LOGIN = "/connexion"
HOME = "/parler"
MYSELF = "/moi"

FRAMEWORK: Final = frozenset(
    {
        (State, "hydrate"),
        (State, "hydrate_and_load"),
        (State, "set_is_hydrated"),
        (OnLoadInternalState, "on_load_internal"),
        (OnLoadInternalState, "set_is_hydrated"),
    }
)
"""Events of the framework without which no page comes alive. All its others are refused."""

_acting: ContextVar[Visit | None] = ContextVar("visit", default=None)


def allow(*audience: Role | Everyone) -> Callable[[F], F]:
    """Declare whom an event handler or an endpoint is for: roles, or ``PUBLIC``."""
    if not audience:
        raise TypeError("allow() needs at least one role, or PUBLIC")

    def declare(function: F) -> F:
        setattr(function, _MARK, frozenset(audience))
        return function

    return declare


def declared(function: object) -> Audience | None:
    """Whom ``function`` said it is for, or ``None`` when it said nothing."""
    while isinstance(function, functools.partial):
        function = function.func
    found: Audience | None = getattr(function, _MARK, None)
    return found


def actor() -> Actor:
    """Who is behind the event or the request in hand. Raises ``Refused`` when nobody is."""
    found = visitor()
    if found is None:
        raise Refused(N_("Connectez-vous pour continuer."))
    return found


def visitor() -> Actor | None:
    """Who is behind the event or the request in hand, when somebody is logged in."""
    current = _acting.get()
    return current.actor if current else None


def current_visit() -> Visit | None:
    """The live session of the event or the request in hand."""
    return _acting.get()


@contextmanager
def acting(visit: Visit | None) -> Iterator[None]:
    """Act inside the block as ``visit`` says."""
    mark = _acting.set(visit)
    try:
        yield
    finally:
        _acting.reset(mark)


async def find_visit(secret_digest: str) -> Visit | None:
    """The live session with this digest, its last sight noted once a minute."""
    if not secret_digest:
        return None
    base = database()
    found = await base.read(service.visit, secret_digest)
    if found and rules.worth_noting(found.seen_at, base.clock.now(), shared=found.shared):
        await base.write(service.touch, secret_digest)
    return found


async def visit_of(request: Request) -> Visit | None:
    """The live session of a request."""
    return await find_visit(session_digest(request.scope) or "")


def login_address(target: str, *, closed: bool = False) -> str:
    """Where to log in, and come back to ``target`` afterwards; ``closed`` has the page say why."""
    path = localised(LOGIN, locale_of(target))
    back = quote(rules.safe_next(target, "/"), safe="/")
    return f"{path}?next={back}" + ("&suite=ferme" if closed else "")


# Routes ------------------------------------------------------------------------------------------


def guarded(routes: Sequence[BaseRoute]) -> list[BaseRoute]:
    """``routes`` behind the guard. Raises ``TypeError`` for an endpoint that declares nothing."""
    return [_guarded(route) for route in routes]


def _guarded(route: BaseRoute) -> BaseRoute:
    if isinstance(route, Mount) and route.routes:
        return Mount(route.path, routes=guarded(route.routes), name=route.name)
    if not isinstance(route, Route) or isinstance(route.endpoint, type):
        raise TypeError(f"{route!r}: only function endpoints can be guarded")
    audience = declared(route.endpoint)
    if audience is None:
        raise TypeError(f"{route.path}: the endpoint declares nobody; say @allow(...)")
    return Route(
        route.path,
        _door(route.endpoint, audience),
        methods=sorted(route.methods or {"GET"}),
        name=route.name,
        include_in_schema=False,
    )


def _door(endpoint: Endpoint, audience: Audience) -> Endpoint:
    @functools.wraps(endpoint)
    async def door(request: Request) -> Response:
        set_locale(locale_of(request.url.path))
        visit = await visit_of(request)
        who = visit.actor if visit else None
        if PUBLIC not in audience:
            if who is None:
                return _to_login(request)
            if who.role not in audience:
                await database().write(service.refused, who, request.url.path, "role")
                raise NotFound(N_("Cette page n’existe pas, ou n’est pas à vous."))
        with acting(visit):
            return await endpoint(request)

    return door


def _to_login(request: Request) -> Response:
    closed = session_digest(request.scope) is not None
    return RedirectResponse(
        login_address(_comeback(request), closed=closed),
        status_code=303,
        headers={"cache-control": "no-store"},
    )


def _comeback(request: Request) -> str:
    """Where a person wants to be after the login: the page asked for, or the form's page."""
    if request.method in {"GET", "HEAD"}:
        query = f"?{request.url.query}" if request.url.query else ""
        return request.url.path + query
    referer = urlsplit(request.headers.get("referer", ""))
    return referer.path if f"{referer.scheme}://{referer.netloc}" == settings().origin else "/"


def home_of(role: Role) -> str:
    """Where somebody with this role begins."""
    return HOME if role is Role.BENEFICIARY else MYSELF


class Doorstep:
    """Hands a page of the app to whom it is for.

    A stranger is sent to the login, and back after; somebody of another role to her own first page.
    """

    def __init__(self, app: ASGIApp, pages: Mapping[str, Audience]) -> None:
        """Stand before ``app``; ``pages`` are the addresses that need a person of some role."""
        self._app = app
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or answer with the way to the login."""
        path = scope.get("path", "").rstrip("/") or "/"
        if scope["type"] == "http" and path in self._pages:
            request = Request(scope)
            visit = await visit_of(request)
            if visit is None or visit.actor is None:
                await _to_login(request)(scope, receive, send)
                return
            if visit.actor.role not in self._pages[path]:
                home = localised(home_of(visit.actor.role), locale_of(path))
                answer = RedirectResponse(home, 303, headers={"cache-control": "no-store"})
                await answer(scope, receive, send)
                return
            with acting(visit):
                await self._app(scope, receive, send)
            return
        await self._app(scope, receive, send)


# Events ------------------------------------------------------------------------------------------


class VisitState(rx.State):
    """Which session filled the state of this tab, and in which role."""

    _whose: str = ""

    @rx.event
    @allow(*Role)
    def look_again(self) -> None:
        """Sent to the tabs of a closed session: the gate finds it gone and empties them."""


class Gate(Middleware):
    """Stands before every event, those of the framework too."""

    async def preprocess(self, app: rx.App, state: BaseState, event: Event) -> StateUpdate | None:
        """Let the event through, knowing who acts, or refuse it. Part of Reflex's interface."""
        path = _path_of(state)
        set_locale(locale_of(path))
        visit = await find_visit(_digest_of(state))
        _acting.set(visit)
        who = visit.actor if visit else None
        root = state._get_root_state()
        wiped = await _belongs(root, _mark(who), _socket_of(state))

        registered = RegistrationContext.get().event_handlers.get(event.name)
        if registered is None:
            return await _nothing(root)
        if _is_framework(registered):
            validated(registered.handler.fn, event.payload)
            if wiped and registered.handler.fn.__name__ not in {"hydrate", "hydrate_and_load"}:
                root.is_hydrated = True
            return None

        audience = declared(registered.handler.fn)
        if audience is None:
            log.warning("event refused: declares nobody", extra={"handler": event.name})
            return await _nothing(root)
        if PUBLIC not in audience:
            if who is None:
                closed = bool(_digest_of(state))
                return await _leave(root, login_address(path + _query_of(state), closed=closed))
            if wiped or who.role not in audience:
                if who.role not in audience:
                    await database().write(service.refused, who, event.name, "role")
                return await _leave(root, localised(MYSELF))
        try:
            validated(registered.handler.fn, event.payload)
        except Invalid as error:
            return await _told(root, registered.states[0], error)
        return None


def _digest_of(state: BaseState) -> str:
    """Digest of the session's secret, put there by the server's own edge at the handshake."""
    data: Mapping[str, Any] = EventContext.get().router_data or state.router_data
    headers: Mapping[str, str] = data.get("headers") or state.router_data.get("headers") or {}
    return str(headers.get("authorization", ""))


def _socket_of(state: BaseState) -> str:
    """The server's own name of the socket that the event came by; none for its own events."""
    return str((EventContext.get().router_data or {}).get("sid") or "")


def _path_of(state: BaseState) -> str:
    return str(state.router_data.get("pathname") or "/")


def _query_of(state: BaseState) -> str:
    return (
        f"?{query}" if (query := urlsplit(str(state.router_data.get("asPath") or "")).query) else ""
    )


def _is_framework(registered: RegisteredEventHandler) -> bool:
    return any((cls, registered.handler.fn.__name__) in FRAMEWORK for cls in registered.states[:1])


def _mark(who: Actor | None) -> str:
    """Whose a tab's state is, and in which role and place: with another role, another state."""
    if who is None:
        return ""
    return f"{who.session_id}:{who.role}:{who.territory_id}:{who.structure_id}"


async def _belongs(root: BaseState, whose: str, socket: str) -> bool:
    """Make the tab's state that of ``whose``; whether another's had to be emptied.

    The state is keyed by session and tab, so two people never share one; this is the second lock.
    A socket stays in one process and with one tab: while ``whose`` stays the same on it, what was
    found at its first event holds, and the mark is not fetched again.
    """
    if socket and _seen.get(socket) == whose:
        return False
    mark = await root.get_state(VisitState)
    if mark._whose == whose:
        # Only what is kept so may be relied on: what this event writes may still come to nothing.
        _note(socket, whose)
        return False
    _seen.pop(socket, None)
    wiped = bool(mark._whose)
    if wiped:
        await _empty(root)
    mark._whose = whose
    return wiped


def _note(socket: str, whose: str) -> None:
    """Note whose a tab's state was found to be, on the socket it came by, if any."""
    if socket:
        _seen[socket] = whose
        if len(_seen) > SOCKETS_SEEN:
            _seen.popitem(last=False)


async def _empty(root: BaseState) -> None:
    """Put the whole tree back to its defaults, with the parts that are not loaded yet."""
    for part in _tree(State):
        await root.get_state(part)
    root.reset()  # type: ignore[no-untyped-call]


def _tree(cls: type[BaseState]) -> Iterator[type[BaseState]]:
    for part in cls.get_substates():
        yield part
        yield from _tree(part)


async def _nothing(root: BaseState, *events: Event) -> StateUpdate:
    """Do not run the event; send what changed, and ``events`` for the browser."""
    delta = await root._get_resolved_delta()
    root._clean()  # type: ignore[no-untyped-call]
    return StateUpdate(delta=delta, events=list(events))


async def _told(root: BaseState, page: type[BaseState], error: Invalid) -> StateUpdate:
    """Do not run the event, and say why on the page that sent it; what is typed stays there."""
    if not issubclass(page, PageState):
        raise error
    state = await root.get_state(page)
    state._tell(error.text(), "error")
    return await _nothing(root)


async def _leave(root: BaseState, address: str) -> StateUpdate:
    """Empty the page and send the browser to ``address``."""
    await _empty(root)
    return await _nothing(root, *Event.from_event_type(rx.redirect(address, replace=True)))


# The list, for whoever checks --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Declaration:
    """One thing that a browser can call, and whom it says it is for."""

    kind: str
    name: str
    audience: Audience | None


def handlers() -> list[Declaration]:
    """Every event handler of the product with its declaration.

    The framework's own are left out, and so is the ``setvar`` that it adds to each state: the gate
    refuses it everywhere.
    """
    return [
        Declaration("event", name, declared(registered.handler.fn))
        for name, registered in sorted(RegistrationContext.get().event_handlers.items())
        if registered.states
        and registered.states[0].__module__.startswith("passport.")
        and registered.handler.fn.__name__ != "setvar"
    ]


def endpoints(routes: Sequence[BaseRoute], prefix: str = "") -> list[Declaration]:
    """Every route with its declaration."""
    found: list[Declaration] = []
    for route in routes:
        if isinstance(route, Mount) and route.routes:
            found += endpoints(route.routes, prefix + route.path)
        elif isinstance(route, Route):
            methods = "/".join(sorted((route.methods or set()) - {"HEAD"}))
            found.append(
                Declaration("route", f"{methods} {prefix}{route.path}", declared(route.endpoint))
            )
    return found


__all__ = [
    "PUBLIC",
    "Declaration",
    "Doorstep",
    "Gate",
    "acting",
    "actor",
    "allow",
    "current_visit",
    "declared",
    "endpoints",
    "find_visit",
    "guarded",
    "handlers",
    "home_of",
    "login_address",
    "visit_of",
    "visitor",
]
