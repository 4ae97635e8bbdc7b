"""What the page of the conversation says before it is alive, written into it by the server.

The thread stands there a second or more before the script and the socket do; so does the question
where nothing comes above it, and can be answered: the forms are those that ``routes`` takes.
"""

from starlette.requests import Request

from passport.conversation import help as numbers
from passport.conversation import service
from passport.conversation.engine.flow import text
from passport.conversation.pages.composer import ANSWER
from passport.conversation.screen import calls, screen
from passport.conversation.state import CALM, PAGE
from passport.identity.guard import actor
from passport.kernel.database import database
from passport.kernel.i18n import _
from passport.kernel.web.templates import render_template
from passport.ui import looks


async def first_words(request: Request) -> str:
    """The thread, and the question or numbers to call, as HTML.

    Nothing for an address that asks for something else.
    """
    calm = CALM in request.query_params
    if request.url.query and not calm:
        return ""
    shown = screen(await database().read(service.open_talk, actor()))
    # What else may stand above the question comes later, and would push it down.
    alone = not (calm or shown.noted or shown.found or shown.dial or shown.link_to)
    return render_template(
        "first_words.html",
        path=request.url.path,
        shown=shown,
        calls=calls(numbers.ANY) if calm else [],
        asked=bool(shown.question) and alone,
        example=_(text("greeting.example")) if shown.key == "greeting.start" else "",
        answer=ANSWER,
        page=PAGE,
        look=looks,
    ).html
