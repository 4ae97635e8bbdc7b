"""The browser in front of us: where it is sent, and what it calls itself."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from passport.identity import rules


def see(address: str) -> Response:
    """Send the browser to ``address``, by GET."""
    return RedirectResponse(address, status_code=303, headers={"cache-control": "no-store"})


def device(request: Request) -> str:
    """A word or two by which a person recognises the device."""
    return rules.device_of(request.headers.get("user-agent", ""))
