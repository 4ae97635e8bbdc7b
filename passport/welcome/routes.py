"""Pages that anybody may read: plain HTML, no script."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from passport.conversation import service as conversation
from passport.identity.guard import HOME, LOGIN, PUBLIC, allow, visitor
from passport.identity.provider import providers
from passport.identity.rules import ABSOLUTE, IDLE
from passport.kernel.i18n import localised
from passport.kernel.web.templates import render
from passport.settings import settings


@allow(PUBLIC)
async def home(request: Request) -> Response:
    """The first page: one sentence, one button."""
    known = visitor() is not None
    return render(
        request,
        "welcome.html",
        known=known,
        enter=localised(HOME if known else LOGIN),
        fictitious=not settings().production,
    )


@allow(PUBLIC)
async def privacy(request: Request) -> Response:
    """What is kept, who sees it, for how long."""
    return render(
        request,
        "privacy.html",
        fictitious=not settings().production,
        has_login=bool(providers()),
        helped=bool(settings().language_model_url),
        trades_from=conversation.attribution(),
        idle_minutes=int(IDLE.total_seconds() // 60),
        absolute_hours=int(ABSOLUTE.total_seconds() // 3600),
    )


routes = [
    Route("/", home, methods=["GET"]),
    Route("/confidentialite", privacy, methods=["GET"]),
]
