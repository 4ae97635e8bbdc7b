"""The session cookie: its name, and the digest under which the server knows it.

The secret itself stays in the cookie, out of reach of scripts; what stands behind the edge only
sees its SHA-256.
"""

from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers
from starlette.types import Scope

from passport.kernel.crypto import digest
from passport.settings import Settings, settings

# A secret is 256 bits in base64; anything much longer is not one of ours.
MAX_COOKIE = 200


def cookie_name(values: Settings | None = None) -> str:
    """Name of the session cookie: bound to the host over https, which the prefix asks for."""
    return "__Host-sid" if (values or settings()).secure else "sid"


def session_cookie(headers: Headers) -> str | None:
    """The session secret that a request carries, if any."""
    for value in headers.getlist("cookie"):
        try:
            morsel = SimpleCookie(value).get(cookie_name())
        except CookieError:
            continue
        if morsel is not None and 0 < len(morsel.value) <= MAX_COOKIE:
            return morsel.value
    return None


def session_digest(scope: Scope) -> str | None:
    """SHA-256 of the session secret that a request or a socket carries, if any."""
    secret = session_cookie(Headers(scope=scope))
    return None if secret is None else digest(secret)
