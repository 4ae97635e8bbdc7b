"""Two questions that a supervisor asks: does the process live, and can it serve?"""

import structlog
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from passport.kernel.database import database
from passport.kernel.web.manifest import load_manifest

log = structlog.get_logger(__name__)


async def health(request: Request) -> Response:
    """The process lives."""
    return JSONResponse({"status": "ok"})


async def ready(request: Request) -> Response:
    """The database answers and the pages are built."""
    try:
        await database().ping()
    except Exception as error:
        log.warning("database.unreachable", kind=type(error).__name__)
        return JSONResponse({"status": "no database"}, 503)
    if not load_manifest()["stamp"]:
        return JSONResponse({"status": "no pages"}, 503)
    return JSONResponse({"status": "ok"})


routes = [Route("/health", health), Route("/ready", ready)]
