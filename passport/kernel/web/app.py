"""Puts the edge around the framework: one order of layers, in one place."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import structlog
from starlette.applications import Starlette
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from passport.kernel.errors import PassportError
from passport.kernel.limits import limiter
from passport.kernel.web import health
from passport.kernel.web.errors import ErrorPages
from passport.kernel.web.headers import SecurityHeaders
from passport.kernel.web.limits import Limits
from passport.kernel.web.log import RequestLog
from passport.kernel.web.origin import OriginCheck
from passport.kernel.web.release import FirstWords, Frontend
from passport.kernel.web.routing import in_every_language
from passport.kernel.web.socket import SessionBinding
from passport.settings import Settings

log = structlog.get_logger(__name__)


def edge(
    settings: Settings,
    routes: Sequence[BaseRoute],
    first_words: Mapping[str, FirstWords] = MappingProxyType({}),
) -> Sequence[Any]:
    """What Reflex's ``api_transformer`` takes: each layer stands around those before it.

    ``first_words`` are those of pages, by address.
    """

    def frontend(framework: ASGIApp) -> ASGIApp:
        return Frontend(framework, settings, first_words=first_words)

    def guards(app: ASGIApp) -> ASGIApp:
        app = SessionBinding(app)
        app = Limits(app, settings, limiter())
        app = OriginCheck(app, settings)
        app = ErrorPages(app)
        app = SecurityHeaders(app, settings)
        return RequestLog(app)

    server_routes = Starlette(routes=[*health.routes, *in_every_language(routes)])
    server_routes.router.redirect_slashes = False
    return [frontend, server_routes, guards]


def on_backend_error(exception: Exception) -> None:
    """Reflex's handler for an event that failed: a line in the log, and nothing that needs eval."""
    if isinstance(exception, PassportError):
        log.info("event.refused", kind=type(exception).__name__)
        return
    log.error("event.failed", kind=type(exception).__name__, exc_info=exception)


def on_frontend_error(exception: Exception) -> None:
    """Reflex's handler for what a browser reports: a line in the log, cut short."""
    log.warning("browser.failed", report=str(exception)[:500])
