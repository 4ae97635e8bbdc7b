"""How much one address and one session may ask: enough for a busy waiting room, not for a machine.

Counted in each process, in memory, by a bucket that fills again with time. Files of the release are
not counted.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from passport.kernel.errors import PassportError, TooMany
from passport.kernel.i18n import N_
from passport.kernel.web.headers import FILES
from passport.kernel.web.session import session_digest
from passport.settings import Settings

REMEMBERED = 50_000


class TooLarge(PassportError):
    """More bytes than one request may carry."""

    status = 413


@dataclass(frozen=True, slots=True)
class Rate:
    """``burst`` at once, then ``per_second``."""

    burst: int
    per_second: float


# A waiting room shares one address: forty people who all open the product at once.
ADDRESS_READS = Rate(400, 20)
ADDRESS_WRITES = Rate(120, 4)
ADDRESS_SOCKETS = Rate(120, 4)
SESSION_WRITES = Rate(30, 1)
SESSION_SOCKETS = Rate(30, 0.5)
# A person taps a few times a second at most; the framework adds one event at each page.
SESSION_EVENTS = Rate(60, 8)

MAX_BODY = 12 * 1024 * 1024
# A photo straight from a phone, refused in words; a film is cut.
MAX_DRAINED = 64 * 1024 * 1024
MAX_MESSAGE = 64 * 1024

WORDS = N_("Trop de demandes en peu de temps. Attendez une minute, puis recommencez.")

TOO_HEAVY = N_("C'est trop lourd. Choisissez un fichier plus petit.")


class Buckets:
    """One bucket for each key, the least used forgotten first."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        """Fill every bucket as ``rate`` says; ``clock`` gives seconds."""
        self._rate = rate
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> bool:
        """Take one drop from the bucket of ``key``; whether there was one."""
        now = self._clock()
        left, at = self._left.pop(key, (float(self._rate.burst), now))
        left = min(self._rate.burst, left + (now - at) * self._rate.per_second)
        allowed = left >= 1
        self._left[key] = (left - 1 if allowed else left, now)
        if len(self._left) > REMEMBERED:
            self._left.popitem(last=False)
        return allowed


def address_of(scope: Scope, trusted_proxies: int) -> str:
    """The client's address, as the outermost proxy that we trust saw it."""
    if trusted_proxies:
        forwarded = Headers(scope=scope).get("x-forwarded-for", "")
        hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
        if len(hops) >= trusted_proxies:
            return hops[-trusted_proxies]
    client = scope.get("client")
    return str(client[0]) if client else ""


class Limits:
    """Refuses what comes too often or is too large."""

    def __init__(
        self, app: ASGIApp, settings: Settings, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Guard ``app``."""
        self._app = app
        self._proxies = settings.trusted_proxies
        self._reads = Buckets(ADDRESS_READS, clock)
        self._writes = Buckets(ADDRESS_WRITES, clock)
        self._sockets = Buckets(ADDRESS_SOCKETS, clock)
        self._session_writes = Buckets(SESSION_WRITES, clock)
        self._session_sockets = Buckets(SESSION_SOCKETS, clock)
        self._events = Buckets(SESSION_EVENTS, clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count, then pass on. Raises ``TooMany`` or ``TooLarge``."""
        if scope["type"] == "http":
            body = _Body(receive, scope)
            try:
                self._count(scope)
                body.check()
                await self._app(scope, body.receive, body.before(send))
            except Exception:
                await body.drain()
                raise
        elif scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _count(self, scope: Scope) -> None:
        address = address_of(scope, self._proxies)
        if scope["method"] in {"GET", "HEAD"}:
            if not scope["path"].startswith(FILES):
                _require(self._reads.take(address))
            return
        _require(self._writes.take(address))
        if session := session_digest(scope):
            _require(self._session_writes.take(session))

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        address = address_of(scope, self._proxies)
        session = session_digest(scope)
        if not self._sockets.take(address) or (session and not self._session_sockets.take(session)):
            await send({"type": "websocket.close", "code": 1013})
            return
        key = session or address

        async def receive_bounded() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive":
                    return message
                text = message.get("text")
                content = message.get("bytes") if text is None else text
                if content is None:
                    return message
                if len(content) > MAX_MESSAGE:
                    return {"type": "websocket.disconnect", "code": 1009}
                # "2" and "3" are the transport's own pings and pongs.
                if content[:1] in {"2", "3", b"2", b"3"} or self._events.take(key):
                    return message

        await self._app(scope, receive_bounded, send)


def _require(allowed: bool) -> None:
    if not allowed:
        raise TooMany(WORDS)


class _Body:
    """The body of a request: refused beyond ``MAX_BODY``, announced or not.

    What nobody read of it is taken in and thrown away before the answer leaves: a browser that is
    still sending when it is answered shows a broken connection, and not the page that says why.
    """

    def __init__(self, receive: Receive, scope: Scope) -> None:
        """Bound the body that ``receive`` gives."""
        headers = Headers(scope=scope)
        self._receive = receive
        self._announced = headers.get("content-length", "0")
        self._seen = 0
        self._ended = self._announced == "0" and "transfer-encoding" not in headers

    def check(self) -> None:
        """Raise ``TooLarge`` for a body that says so itself."""
        if not self._announced.isdecimal() or int(self._announced) > MAX_BODY:
            raise TooLarge(TOO_HEAVY)

    async def receive(self) -> Message:
        """The next part. Raises ``TooLarge``."""
        message = await self._next()
        if self._seen > MAX_BODY:
            raise TooLarge(TOO_HEAVY)
        return message

    def before(self, send: Send) -> Send:
        """``send`` that first takes in what is left."""

        async def send_after(message: Message) -> None:
            if message["type"] == "http.response.start":
                await self.drain()
            await send(message)

        return send_after

    async def drain(self) -> None:
        """Take in what is left, as long as it is not absurd."""
        while not self._ended and self._seen < MAX_DRAINED:
            await self._next()

    async def _next(self) -> Message:
        message = await self._receive()
        self._seen += len(message.get("body", b""))
        self._ended = message["type"] != "http.request" or not message.get("more_body", False)
        return message
