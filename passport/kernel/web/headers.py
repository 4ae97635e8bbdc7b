"""What every answer tells the browser to refuse on our behalf."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from passport.settings import Settings

# The session cookie and private data travel in these answers: nobody on the way keeps them.
PRIVATE = "no-store"

# Files of a release that are no documents.
FILES = ("/assets/", "/fonts/", "/icons/")

# Every feature of the device but the microphone, which the conversation may ask for.
PERMISSIONS = ", ".join(
    (
        "microphone=(self)",
        *(
            f"{feature}=()"
            for feature in (
                "accelerometer",
                "browsing-topics",
                "camera",
                "display-capture",
                "geolocation",
                "gyroscope",
                "payment",
                "usb",
            )
        ),
    )
)


def set_header(message: Message, name: str, value: str) -> None:
    """Give ``message`` the header ``name``, in place of any it had."""
    key = name.encode()
    message["headers"] = [
        *((k, v) for k, v in message.get("headers", ()) if k.lower() != key),
        (key, value.encode()),
    ]


def has_header(message: Message, name: str) -> bool:
    """Whether ``message`` has the header ``name``."""
    key = name.encode()
    return any(k.lower() == key for k, _ in message.get("headers", ()))


def _policy(**directives: Iterable[str]) -> str:
    parts = {
        "default-src": ("'none'",),
        "base-uri": ("'none'",),
        "form-action": ("'self'",),
        "frame-ancestors": ("'none'",),
        **{name.replace("_", "-"): values for name, values in directives.items()},
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in parts.items())


def app_policy(settings: Settings, scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Content-Security-Policy of a page of the app: our files, and by hash what stands in it.

    Older Safari does not count a socket as ``'self'``, so its address is written out.
    """
    parts = urlsplit(settings.origin)
    socket = f"{'wss' if settings.secure else 'ws'}://{parts.netloc}"
    return _policy(
        script_src=("'self'", *scripts),
        style_src=("'self'", *styles),
        img_src=("'self'", "data:", "blob:"),
        font_src=("'self'",),
        connect_src=("'self'", socket),
        media_src=("'self'",),
        manifest_src=("'self'",),
        worker_src=("'self'",),
    )


def page_policy(styles: Iterable[str]) -> str:
    """Content-Security-Policy of a server-made page: no script at all, its inline style by hash."""
    return _policy(
        style_src=tuple(styles) or ("'none'",),
        img_src=("'self'", "data:"),
        font_src=("'self'",),
        manifest_src=("'self'",),
    )


# The service worker fetches the files that it keeps: its own policy rules that, not the page's.
WORKER_POLICY = "default-src 'none'; connect-src 'self'"


class SecurityHeaders:
    """Adds to every answer what its maker did not say.

    ``Referrer-Policy`` is ``same-origin`` rather than ``no-referrer``: nothing reaches other sites
    either way, but under ``no-referrer`` browsers send ``Origin: null`` with our own forms.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Speak for ``app``."""
        self._app = app
        self._headers = {
            "x-content-type-options": "nosniff",
            "referrer-policy": "same-origin",
            "permissions-policy": PERMISSIONS,
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "x-frame-options": "DENY",
            "content-security-policy": page_policy(()),
            "cache-control": PRIVATE,
        }
        # A script or a font rules nothing: a dozen of them per page need not repeat the rest.
        self._file_headers = {
            name: self._headers[name]
            for name in ("x-content-type-options", "cross-origin-resource-policy")
        }
        if settings.secure:
            self._headers["strict-transport-security"] = "max-age=31536000; includeSubDomains"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and complete the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        file = scope["path"].startswith(FILES)

        async def send_completed(message: Message) -> None:
            if message["type"] == "http.response.start":
                # Where a file is missing stands a page.
                found = file and message["status"] < 400
                headers = self._file_headers if found else self._headers
                for name, value in headers.items():
                    if not has_header(message, name):
                        set_header(message, name, value)
            await send(message)

        await self._app(scope, receive, send_completed)
