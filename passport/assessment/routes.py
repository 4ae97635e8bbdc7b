"""What people confided to a référent, as a plain page: nothing of it stays in a browser's state."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from passport.assessment import service, words
from passport.assessment.service import Confided
from passport.identity.guard import actor, allow
from passport.kernel.actor import Role
from passport.kernel.database import database
from passport.kernel.i18n import _, format_short_day
from passport.kernel.web.templates import render

CONFIDED = "/pro/confie"


@allow(Role.CASEWORKER)
async def confided(request: Request) -> Response:
    """Answers that people share with the acting référent. Reading them is written down."""
    found = await database().write(service.confided, actor())
    answer = render(request, "confided.html", people=[_person(one) for one in found])
    answer.headers["cache-control"] = "no-store"
    return answer


def _person(one: Confided) -> dict[str, object]:
    return {
        "name": one.name,
        "phone": one.phone,
        "dial": "tel:" + one.phone.replace(" ", ""),
        "answers": [
            {
                "grid": _(words.GRIDS[each.grid]),
                "label": _(words.THEMES[each.grid, each.theme]),
                "answer": _(words.CHOICES[each.grid, each.theme][each.choice]),
                "words": each.words,
                "since": format_short_day(each.shared_at.date()) if each.shared_at else "",
            }
            for each in one.answers
        ],
    }


routes = [Route(CONFIDED, confided, methods=["GET"])]
