"""Where the search of the bank of actions goes before the page is alive."""

from urllib.parse import urlencode

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from passport.actions.rules import MAX_QUERY
from passport.identity.guard import allow
from passport.kernel.actor import Role
from passport.kernel.i18n import localised
from passport.kernel.web.forms import read_form


class Search(BaseModel):
    """Words to look for."""

    text: str = Field(default="", max_length=4000)


@allow(Role.BENEFICIARY)
async def search(request: Request) -> Response:
    """Come back to the page with the words in its address, where it finds them."""
    given = await read_form(request, Search)
    query = f"?{urlencode({'mots': given.text[:MAX_QUERY]})}" if given.text else ""
    return RedirectResponse(localised("/actions") + query, status_code=303)


routes = [Route("/actions", search, methods=["POST"])]
