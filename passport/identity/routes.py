"""Server-made ways in and out of the product, and whose device it is."""

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from passport.identity import (
    cookies,
    leaving,
    login,
    logins,
    my_ways,
    rules,
    service,
    sessions,
    tabs,
)
from passport.identity.browser import see
from passport.identity.guard import (
    HOME,
    LOGIN,
    MYSELF,
    PUBLIC,
    actor,
    allow,
    login_address,
    visitor,
)
from passport.identity.leaving import GOODBYE
from passport.kernel.actor import Role
from passport.kernel.crypto import digest
from passport.kernel.database import database
from passport.kernel.i18n import locale, localised
from passport.kernel.web.forms import read_form
from passport.kernel.web.session import session_cookie
from passport.kernel.web.templates import render


@allow(PUBLIC)
async def logout(request: Request) -> Response:
    """Close the session, empty its tabs, leave nothing on the device; then the provider's too."""
    secret = session_cookie(request.headers)
    hint = None
    if secret:
        hint = await database().read(logins.hint, digest(secret))
        await database().write(service.close, digest(secret))
        await tabs.ended([digest(secret)])
    return await leaving.farewell(hint)


@allow(PUBLIC)
async def goodbye(request: Request) -> Response:
    """Say that all is closed."""
    return render(request, "goodbye.html")


@allow(*Role)
async def close_others(request: Request) -> Response:
    """Close the person's other sessions, for the form of her page."""
    who = visitor()
    if who is not None:
        await tabs.ended(await database().write(service.close_others, who))
    return see(localised(MYSELF))


class DeviceForm(BaseModel):
    """Whose device this is, and where to go on after the login."""

    lent: bool = False
    next: str = Field("", max_length=rules.NEXT_LIMIT)


@allow(PUBLIC)
async def choose_device(request: Request) -> Response:
    """Before the login: keep whether the device is the person's own."""
    form = await read_form(request, DeviceForm)
    target = rules.safe_next(form.next, localised(HOME, locale()))
    return cookies.lend(see(login_address(target)), form.lent)


@allow(*Role)
async def lend_device(request: Request) -> Response:
    """After the login: the device is somebody else's, or the person's own after all."""
    form = await read_form(request, DeviceForm)
    who = actor()
    await database().write(sessions.lend, who, form.lent)
    return cookies.settle(see(localised(MYSELF)), who.person_id, shared=form.lent)


@allow(*Role)
async def stay(request: Request) -> Response:
    """A sign of the person, from the page's script: coming here was enough."""
    return Response(status_code=204)


routes = [
    *login.routes,
    *my_ways.routes,
    *leaving.routes,
    Route(f"{LOGIN}/appareil", choose_device, methods=["POST"]),
    Route("/deconnexion", logout, methods=["POST"]),
    Route(GOODBYE, goodbye, methods=["GET"]),
    Route("/moi/fermer-les-autres", close_others, methods=["POST"]),
    Route("/moi/appareil", lend_device, methods=["POST"]),
    Route("/moi/rester", stay, methods=["POST"]),
]
