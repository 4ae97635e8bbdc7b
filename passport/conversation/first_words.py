"""What the page of the conversation says before it is alive, written into it by the server.

The question stands there a second or more before the script and the socket do, and can be answered:
the forms are those that ``routes`` takes.
"""

from starlette.requests import Request

from passport.conversation import service
from passport.conversation.engine.flow import text
from passport.conversation.pages.composer import ANSWER
from passport.conversation.screen import screen
from passport.identity.guard import actor
from passport.kernel.database import database
from passport.kernel.i18n import _
from passport.kernel.web.templates import render_template
from passport.ui import looks


async def first_words(request: Request) -> str:
    """The thread and the question as HTML; nothing for an address that asks for something else."""
    if request.url.query:
        return ""
    shown = screen(await database().read(service.open_talk, actor()))
    # What else may stand above the question comes later, and would push it down.
    alone = not (shown.noted or shown.found or shown.dial or shown.link_to)
    return render_template(
        "first_words.html",
        path=request.url.path,
        shown=shown,
        asked=bool(shown.question) and alone,
        example=_(text("greeting.example")) if shown.key == "greeting.start" else "",
        answer=ANSWER,
        look=looks,
    ).html
