"""The answer that a form sends before the page is alive."""

from typing import Annotated
from urllib.parse import quote

from pydantic import BaseModel, StringConstraints
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from passport.conversation import listening, service, words
from passport.conversation.pages.composer import ANSWER
from passport.conversation.state import CALM, LINE, PAGE
from passport.identity.guard import actor, allow
from passport.kernel.actor import Role
from passport.kernel.database import database
from passport.kernel.errors import Invalid
from passport.kernel.i18n import localised
from passport.kernel.web.forms import read_form

_Word = Annotated[str, StringConstraints(max_length=64)]


class _Answer(BaseModel):
    """One of: words, a ready answer, the yes or the no of the card, a line to open or written."""

    text: Annotated[str, StringConstraints(max_length=service.LONGEST)] = ""
    chip: _Word = ""
    asked: _Word = ""
    answer: _Word = ""
    change: _Word = ""
    field: _Word = ""
    value: Annotated[str, StringConstraints(max_length=service.LONGEST)] = ""
    turn: _Word | None = None


@allow(Role.BENEFICIARY)
async def answer(request: Request) -> Response:
    """Take what the form says, and come back to the conversation."""
    form = await read_form(request, _Answer)
    back = localised(PAGE)
    try:
        talk = await _taken(form)
    except Invalid as error:
        if error.field not in words.LABELS:
            raise
        # The line that the card lacks.
        back += f"?{LINE}={error.field}"
    else:
        if talk is None:
            back += f"?{LINE}={quote(form.change)}"
        elif talk.care is not None:
            back += f"?{CALM}=1"
    return RedirectResponse(back, status_code=303, headers={"cache-control": "no-store"})


async def _taken(form: _Answer) -> service.Talk | None:
    """What the form says, taken; nothing when it asks for the form of a line."""
    who, base = actor(), database()
    if form.text:
        return await listening.say(base, who, form.text, key=form.turn)
    if form.chip:
        return await base.write(service.tap, who, form.chip, asked=form.asked, key=form.turn)
    if form.change:
        return None
    if form.field:
        return await base.write(service.change, who, form.field, form.value)
    if form.answer == "yes":
        return await base.write(service.confirm, who, key=form.turn)
    if form.answer == "no":
        return await base.write(service.reject, who, key=form.turn)
    return await base.read(service.open_talk, who)


routes = [Route(ANSWER, answer, methods=["POST"])]
