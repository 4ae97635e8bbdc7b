"""Logs that say what happened and never to whom: structured lines, request ids, no personal data.

The framework logs whole events and headers when something fails; the filter here takes cookies,
authorisations, tokens and addresses with a query out of every line, whoever wrote it.
"""

import copy
import logging
import re
import sys
import time
import traceback
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from passport.kernel.ids import token
from passport.kernel.web.headers import FILES, set_header
from passport.settings import Settings

_request_id: ContextVar[str] = ContextVar("request_id", default="")

HIDDEN = "[hidden]"

# Fields whose values are secret or personal, however they are quoted.
_FIELDS = re.compile(
    r"""(?ix)
    (["']?\b(?:cookie|set-cookie|authorization|x-forwarded-for|asgi-scope-client|client_ip|ip
        |token|client_token|sec-websocket-key|password|secret|code|state|id_token|payload|form_data
        |referer)\b["']?
      \s*[:=]\s*)
    ( \{[^{}]*\} | \[[^\[\]]*\] | "[^"]*" | '[^']*' | [^\s,;&})\]]+ )
    """
)
_QUERY = re.compile(r"(?<=[\w/])\?[^\s\"'<>]*=[^\s\"'<>]*")
# Sealed tokens in the path of an address: shares, calendars.
_LONG_TOKEN = re.compile(r"(?<=/p/)[^/\s\"'?]+|(?<=/)[\w-]{20,}(?=[/\s\"'.?]|$)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
# What would let a line pass for another one, or speak to a terminal. A trace keeps its lines.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")

# Where libraries begin to quote what they were given: an event, a row, the words of an error.
_QUOTED = re.compile(r"(?s)(?:\{|\[parameters|Event data:|with value |exception=\w+\().*")
OURS = "passport"

# Of each error in a chain, the innermost places say enough.
FRAMES = 12

access = structlog.get_logger("passport.access")


def request_id() -> str:
    """The reference of the request in hand: what a person may tell us when something broke."""
    return _request_id.get()


def redact(line: str) -> str:
    """``line`` without what must not be kept."""
    line = _CONTROLS.sub("\ufffd", line)
    line = _FIELDS.sub(lambda found: f"{found.group(1)}{HIDDEN}", line)
    line = _QUERY.sub("?" + HIDDEN, line)
    line = _LONG_TOKEN.sub(HIDDEN, line)
    return _EMAIL.sub(HIDDEN, line)


def trace(error: BaseException) -> str:
    """Where ``error`` and its causes came from: places and kinds.

    Neither their words nor the values around them, which may be somebody's: a database error quotes
    the row that it refused.
    """
    lines: list[str] = []
    current: BaseException | None = error
    while current is not None:
        frames = traceback.extract_tb(current.__traceback__)[-FRAMES:]
        lines = [
            *(
                f"{_short(frame.filename)}:{frame.lineno} {frame.name}"
                for frame in frames[-FRAMES:]
            ),
            f"{type(current).__module__}.{type(current).__qualname__}",
            *lines,
        ]
        current = current.__cause__ or current.__context__
    return "\n".join(lines)


def _short(filename: str) -> str:
    return filename.rsplit("/site-packages/", 1)[-1].removeprefix(f"{Path.cwd()}/")


def _bare_exceptions(_: Any, __: str, event: dict[str, Any]) -> dict[str, Any]:
    """Replace an exception by its trace, before anything prints it with its words."""
    given = event.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        event["trace"] = trace(error)
    return event


def _add_request_id(_: Any, __: str, event: dict[str, Any]) -> dict[str, Any]:
    if current := _request_id.get():
        event.setdefault("request_id", current)
    return event


def configure_logs(settings: Settings) -> None:
    """Send every log of the process through the filter, to standard error, one line each.

    JSON in production; readable elsewhere. ``LOG_LEVEL`` is for what the product says: libraries
    quote rows and forms when they are asked for details, so only their warnings are taken.
    """
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        _add_request_id,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _bare_exceptions,
    ]
    final: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if settings.production
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Formatter(foreign_pre_chain=shared, processor=final))
    # A line that cannot be written must not be shown with what it was made of.
    logging.raiseExceptions = not settings.production
    root = logging.getLogger()
    root.handlers = [handler]
    level = logging.getLevelName(settings.log_level.upper())
    root.setLevel(max(level, logging.WARNING))
    logging.getLogger(OURS).setLevel(level)
    for name in ("reflex", "reflex_base", "granian.access", "sqlalchemy.engine"):
        other = logging.getLogger(name)
        other.handlers = []
        other.propagate = True


class _Formatter(structlog.stdlib.ProcessorFormatter):
    """Redacts the finished line, whatever it was made of."""

    def format(self, record: logging.LogRecord) -> str:
        record = copy.copy(record)
        if record.exc_info and record.exc_info[1] and not isinstance(record.msg, dict):
            record.msg = f"{record.getMessage()}\n{trace(record.exc_info[1])}"
            record.args = ()
        record.exc_info = record.exc_text = None
        if not isinstance(record.msg, dict) and record.name.partition(".")[0] != OURS:
            record.msg, record.args = _QUOTED.sub(HIDDEN, record.getMessage()), ()
        return redact(super().format(record))


class RequestLog:
    """Gives each request a reference and writes one line about it: no query, no address."""

    def __init__(self, app: ASGIApp) -> None:
        """Watch ``app``."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and write the line."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        reference = token(9)
        mark = _request_id.set(reference)
        status = 0
        started = time.perf_counter()

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                set_header(message, "x-request-id", reference)
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        finally:
            # Each page asks for a dozen files; their lines say nothing.
            files = scope["path"].startswith(FILES)
            access.log(
                logging.DEBUG if files else logging.INFO,
                "request" if scope["type"] == "http" else "socket",
                method=scope.get("method", "GET"),
                path=_LONG_TOKEN.sub(HIDDEN, scope["path"]),
                status=status,
                ms=round((time.perf_counter() - started) * 1000, 1),
            )
            _request_id.reset(mark)
