"""Only our own pages may act for a person: the check of where a request comes from.

Cookies travel with requests that other sites start. ``Sec-Fetch-Site`` (which a page cannot forge)
and ``Origin`` say who started them; an unsafe method or a socket from elsewhere is refused.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from passport.kernel.errors import Refused
from passport.kernel.i18n import N_
from passport.kernel.web.session import session_cookie
from passport.settings import LOCAL_HOSTS, Settings

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# "none" is the person's own doing: an address typed, a page reloaded.
OWN_SITES = frozenset({"same-origin", "none"})


def allowed_origins(settings: Settings) -> list[str]:
    """The exact origins that may act: the public one, or this machine's names when local."""
    if not settings.local:
        return [settings.origin]
    parts = urlsplit(settings.origin)
    port = f":{parts.port}" if parts.port else ""
    hosts = sorted(f"[{host}]" if ":" in host else host for host in LOCAL_HOSTS)
    return [f"{parts.scheme}://{host}{port}" for host in hosts]


def comes_from_us(headers: Headers, origins: frozenset[str], *, cookie: bool) -> bool:
    """Whether one of our own pages, or nobody's page, started this request."""
    site = headers.get("sec-fetch-site")
    origin = headers.get("origin")
    if site is not None:
        return site in OWN_SITES
    if origin is not None:
        return origin in origins
    # Every browser says one or the other; what says neither acts for nobody but itself.
    return not cookie


class OriginCheck:
    """Refuses unsafe requests and sockets that another site started."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Guard ``app``."""
        self._app = app
        self._origins = frozenset(allowed_origins(settings))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through what is safe or ours. Raises ``Refused``."""
        if scope["type"] == "http" and scope["method"] not in SAFE_METHODS:
            headers = Headers(scope=scope)
            cookie = session_cookie(headers) is not None
            if not comes_from_us(headers, self._origins, cookie=cookie):
                raise Refused(N_("Cette demande vient d'un autre site. Recommencez ici."))
        elif scope["type"] == "websocket":
            origin = Headers(scope=scope).get("origin")
            cookie = session_cookie(Headers(scope=scope)) is not None
            if origin not in self._origins if origin is not None else cookie:
                await send({"type": "websocket.close", "code": 1008})
                return
        await self._app(scope, receive, send)
