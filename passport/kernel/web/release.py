"""Hands out a finished build: pages, scripts, styles, icons, and nothing else.

The files are those of the release folder; which pages it has, and which inline scripts each of them
may run, stands in its manifest.
"""

import posixpath
import re
from collections.abc import Awaitable, Callable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import structlog
from reflex.utils.precompressed_staticfiles import PrecompressedStaticFiles
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from passport.kernel.errors import NotFound, PassportError, Unavailable
from passport.kernel.i18n import N_, locale_of, use_locale
from passport.kernel.web.headers import WORKER_POLICY, app_policy, page_policy, set_header
from passport.kernel.web.manifest import MANIFEST, RELEASE, load_manifest
from passport.kernel.web.templates import html_answer
from passport.settings import Settings

log = structlog.get_logger(__name__)

# Names of these files hold a hash of what is in them.
IMMUTABLE = "public, max-age=31536000, immutable"
# Icons and fonts: a day, then ask whether they changed.
PUBLIC = "public, max-age=86400"
ASK = "no-cache"

WORKER = "/sw.js"

# What belongs to the build and not to the public.
HIDDEN = frozenset({f"/{MANIFEST}", "/fingerprint", "/404.html"})

FirstWords = Callable[[Request], Awaitable[str]]
"""Gives the HTML that a page shows to whoever asks for it before the page is alive, or nothing."""

# The room that a page has for them, see ``ui.first_words``.
ROOM = re.compile(r"<div [^>]*data-first-words[^>]*>(?=</div>)")


class Frontend:
    """Sends socket traffic to the framework, and everything else to the files of the release."""

    def __init__(
        self,
        framework: ASGIApp,
        settings: Settings,
        folder: Path = RELEASE,
        first_words: Mapping[str, FirstWords] = MappingProxyType({}),
    ) -> None:
        """Serve ``folder`` beside the events of ``framework``."""
        self._framework = framework
        self._first_words = first_words
        self._folder = folder
        self._settings = settings
        self._read = 0
        self._look()
        self._files = PrecompressedStaticFiles(
            directory=folder, check_dir=False, encodings=("brotli", "gzip")
        )

    def _look(self) -> None:
        """Read the manifest, again when another release took the place of this one."""
        try:
            written = (self._folder / MANIFEST).stat().st_mtime_ns
        except OSError:
            written = 0
        if written == self._read and self._read:
            return
        self._read = written
        self._html = lru_cache(lambda file: (self._folder / file).read_text())
        self._manifest = load_manifest(self._folder)
        # Pages are handed out at their addresses alone, with their own headers.
        self._files_of = {page["file"] for page in self._manifest["pages"].values()}
        self._policies = {
            address: app_policy(self._settings, page["scripts"], page["styles"])
            if page["scripts"]
            else page_policy(page["styles"])
            for address, page in self._manifest["pages"].items()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer. Raises ``NotFound`` for what is not in the release."""
        if scope["type"] == "websocket":
            await self._framework(scope, receive, send)
            return
        self._look()
        if not self._manifest["stamp"]:
            raise Unavailable(N_("Le service démarre. Revenez dans une minute."))
        path = scope["path"]
        address = path.rstrip("/") or "/"
        page = self._manifest["pages"].get(address)
        if scope["method"] not in {"GET", "HEAD"} or path in HIDDEN:
            raise NotFound(N_("Cette page n'existe pas."))
        if page is not None:
            policy = self._policies[address]
            request = Request(scope)
            words = await self._words(address, request)
            if words:
                html = self._html(page["file"])
                html = ROOM.sub(lambda room: room[0] + words, html, count=1)
                await html_answer(request, html, policy)(scope, receive, send)
                return
            await self._send_file(
                page["file"],
                {"content-security-policy": policy, "cache-control": ASK},
                scope,
                receive,
                send,
            )
            return
        if not self._handed_out(path):
            raise NotFound(N_("Cette page n'existe pas."))
        headers = {"cache-control": _freshness(path)}
        if path == WORKER:
            headers["content-security-policy"] = WORKER_POLICY
        await self._send_file(path.lstrip("/"), headers, scope, receive, send)

    async def _words(self, address: str, request: Request) -> str:
        """What the page says at once; nothing when it cannot be told now, and the page waits."""
        make = self._first_words.get(address)
        if make is None:
            return ""
        try:
            with use_locale(locale_of(address)):
                return await make(request)
        except PassportError as error:
            log.info("page.without_words", kind=type(error).__name__)
        except Exception:
            # The page tells by itself, a second later, and how it goes wrong if it does.
            log.exception("page.without_words")
        return ""

    def _handed_out(self, path: str) -> bool:
        """Whether ``path`` is the one address of a file that is not a page."""
        if posixpath.normpath(path) != path or path.startswith("//") or path[1:] in self._files_of:
            return False
        try:
            return (self._folder / path[1:]).is_file()
        except OSError:
            # A name that no folder could hold.
            return False

    async def _send_file(
        self, file: str, headers: dict[str, str], scope: Scope, receive: Receive, send: Send
    ) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                for name, value in headers.items():
                    set_header(message, name, value)
            await send(message)

        inside = {**scope, "path": f"/{file}", "root_path": ""}
        await self._files(inside, receive, send_with_headers)


def _freshness(path: str) -> str:
    if path.startswith("/assets/"):
        return IMMUTABLE
    return PUBLIC if path.startswith(("/icons/", "/fonts/")) else ASK
