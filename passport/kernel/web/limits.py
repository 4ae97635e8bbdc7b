"""How much one address and one session may ask: enough for a busy waiting room, not for a machine.

Files of the release are not counted. What is too much is refused in words: by a page, or on an
open socket by a word that the page's script shows.
"""

import time
from ipaddress import IPv6Address, ip_address

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from passport.kernel.errors import PassportError, TooMany
from passport.kernel.i18n import N_
from passport.kernel.limits import Limiter, Rate
from passport.kernel.web.headers import FILES
from passport.kernel.web.session import session_digest
from passport.settings import Settings, settings


class TooLarge(PassportError):
    """More bytes than one request may carry."""

    status = 413


# A waiting room shares one address: forty people who all open the product at once.
ADDRESS_READS = Rate("address-reads", 400, 20)
ADDRESS_WRITES = Rate("address-writes", 120, 4)
ADDRESS_SOCKETS = Rate("address-sockets", 120, 4)
SESSION_WRITES = Rate("session-writes", 30, 1)
SESSION_SOCKETS = Rate("session-sockets", 30, 0.5)
# A person taps a few times a second at most; the framework adds one event at each page.
SESSION_EVENTS = Rate("session-events", 60, 8)
ADDRESS_EVENTS = Rate("address-events", 2400, 320)

MAX_BODY = 12 * 1024 * 1024
# A photo straight from a phone, refused in words; a film is cut.
MAX_DRAINED = 64 * 1024 * 1024
MAX_MESSAGE = 64 * 1024

# What the page's script is told, at most this often, when an event was dropped.
SLOWER = '42/_event,["slower"]'
SLOWER_EVERY_S = 5.0

WORDS = N_("Trop de demandes en peu de temps. Attendez une minute, puis recommencez.")

TOO_HEAVY = N_("C'est trop lourd. Choisissez un fichier plus petit.")


def address_of(scope: Scope, trusted_proxies: int) -> str:
    """The client's address, as the outermost proxy that we trust saw it."""
    if trusted_proxies:
        forwarded = Headers(scope=scope).get("x-forwarded-for", "")
        hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
        if len(hops) >= trusted_proxies:
            return hops[-trusted_proxies]
    client = scope.get("client")
    return str(client[0]) if client else ""


def client_of(request: Request) -> str:
    """Where a request comes from, as it is counted."""
    return neighbourhood(address_of(request.scope, settings().trusted_proxies))


def neighbourhood(address: str) -> str:
    """``address``, or the /64 of an IPv6 one: a line has as many of those as it likes."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or IPv6Address(int(parsed) >> 64 << 64))
    return str(parsed)


class Limits:
    """Refuses what comes too often or is too large."""

    def __init__(self, app: ASGIApp, values: Settings, limiter: Limiter) -> None:
        """Guard ``app``, counting with ``limiter``."""
        self._app = app
        self._proxies = values.trusted_proxies
        self._limiter = limiter
        # A socket stays in one process, and asking Redis before each of its events would cost more
        # than many of them: they are counted here.
        self._events = Limiter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count, then pass on. Raises ``TooMany`` or ``TooLarge``."""
        if scope["type"] == "http":
            body = _Body(receive, scope)
            try:
                await self._count(scope)
                body.check()
                await self._app(scope, body.receive, body.before(send))
            except Exception:
                await body.drain()
                raise
        elif scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _count(self, scope: Scope) -> None:
        address = neighbourhood(address_of(scope, self._proxies))
        if scope["method"] in {"GET", "HEAD"}:
            asked = [] if scope["path"].startswith(FILES) else [(ADDRESS_READS, address)]
        else:
            asked = [(ADDRESS_WRITES, address)]
            if session := session_digest(scope):
                asked.append((SESSION_WRITES, session))
        if asked and not await self._limiter.take(*asked):
            raise TooMany(WORDS)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        address = neighbourhood(address_of(scope, self._proxies))
        session = session_digest(scope)
        asked = [(ADDRESS_SOCKETS, address)]
        if session:
            asked.append((SESSION_SOCKETS, session))
        if not await self._limiter.take(*asked):
            await send({"type": "websocket.close", "code": 1013})
            return
        events = ((SESSION_EVENTS, session or address), (ADDRESS_EVENTS, address))
        said = -SLOWER_EVERY_S

        async def receive_bounded() -> Message:
            nonlocal said
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
                if content[:1] in {"2", "3", b"2", b"3"} or await self._events.take(*events):
                    return message
                if time.monotonic() - said >= SLOWER_EVERY_S:
                    said = time.monotonic()
                    await send({"type": "websocket.send", "text": SLOWER})

        await self._app(scope, receive_bounded, send)


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
