"""What a person sees when something goes wrong: a kind page, in words, with a way out.

Unexpected errors carry a reference that also stands in the log; nothing of what happened inside is
shown.
"""

from typing import Final

import structlog
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from passport.kernel.errors import PassportError
from passport.kernel.i18n import N_, _, locale_of, use_locale
from passport.kernel.web.log import request_id
from passport.kernel.web.templates import render
from passport.settings import settings

log = structlog.get_logger(__name__)

TITLES: Final = {
    400: N_("Nous n'avons pas compris"),
    403: N_("Ce n'est pas possible d'ici"),
    404: N_("Cette page n'existe pas"),
    405: N_("Ce n'est pas possible d'ici"),
    409: N_("Cela a changé entre-temps"),
    413: N_("C'est trop lourd"),
    422: N_("Nous n'avons pas compris"),
    429: N_("Trop de demandes en peu de temps"),
    500: N_("Quelque chose s'est cassé chez nous"),
    503: N_("Le service se repose"),
}
ADVICE: Final = {
    404: N_("L'adresse a peut-être changé. Revenez à l'accueil."),
    405: N_("Revenez à la page d'avant et recommencez."),
    413: N_("Choisissez un fichier plus petit."),
    429: N_("Attendez une minute, puis recommencez."),
    500: N_("Ce n'est pas votre faute. Recommencez dans une minute."),
    503: N_("Revenez dans une minute."),
}


def error_page(request: Request, status: int, words: str = "") -> Response:
    """The page for ``status``; ``words`` say more than the usual advice."""
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"error": words or _(TITLES.get(status, TITLES[500]))}, status)
    title = _(TITLES.get(status, TITLES[400] if status < 500 else TITLES[500]))
    if words.rstrip(".") == title:
        words = ""
    return render(
        request,
        "error.html",
        status=status,
        title=title,
        words=words or _(ADVICE.get(status, ADVICE[405] if status < 500 else ADVICE[500])),
        reference=request_id() if status >= 500 else "",
        before=_before(request),
    )


def _before(request: Request) -> str:
    """Our page with the form that could not be taken, where what was typed may still be."""
    page = request.headers.get("referer", "")
    ours = page.startswith(f"{settings().origin}/")
    return page if ours and request.method == "POST" else ""


class ErrorPages:
    """Turns errors into pages, and the bare refusals of the framework too."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand around ``app``."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; answer with a page when nothing was answered yet."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer: Response | None = None
        begun = False
        swallowed = 0

        async def send_or_swallow(message: Message) -> None:
            nonlocal begun, swallowed
            if message["type"] == "http.response.start" and not begun:
                if message["status"] >= 400 and _bare(message):
                    swallowed = message["status"]
                    return
                begun = True
            if not swallowed:
                await send(message)

        with use_locale(locale_of(scope["path"])):
            try:
                await self._app(scope, receive, send_or_swallow)
            except PassportError as error:
                answer = error_page(Request(scope), error.status, error.text())
            except Exception as error:
                log.exception("request.failed", kind=type(error).__name__)
                answer = error_page(Request(scope), 500)
            if swallowed and answer is None:
                answer = error_page(Request(scope), swallowed)
            if answer is not None and not begun:
                await answer(scope, receive, send)


def _bare(message: Message) -> bool:
    """Whether an answer is the framework's own plain text rather than a page of ours."""
    for name, value in message.get("headers", ()):
        if name.lower() == b"content-type":
            return bool(value.startswith(b"text/plain"))
    return True
