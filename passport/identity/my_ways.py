"""The page of a person's ways in: those she has, one more, and the passport that she had before."""

import logging

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from passport.identity import doubts, leaving, linking, logins, trip, words
from passport.identity.browser import see
from passport.identity.guard import actor, allow, home_of
from passport.identity.provider import Provider, providers
from passport.kernel.actor import Role
from passport.kernel.database import database
from passport.kernel.errors import Conflict, NotFound
from passport.kernel.i18n import N_, _, locale, localised
from passport.kernel.web.templates import render

log = logging.getLogger(__name__)

WAYS = "/moi/connexions"


@allow(*Role)
async def my_ways(request: Request) -> Response:
    """How I come in, what else I may add, and where to ask for a former passport."""
    who = actor()
    mine = {way.issuer: way for way in await database().read(linking.ways, who)}
    offered = [one for one in providers() if who.role in one.kind.roles]
    said = words.LINKED.get(request.query_params.get("suite", ""))
    return render(
        request,
        "my_ways.html",
        mine=[(_(one.name), mine[one.issuer]) for one in offered if one.issuer in mine],
        more=[one for one in offered if one.issuer not in mine],
        person=who.role is Role.BENEFICIARY,
        said=_(said) if said else None,
        reference=doubts.reference_in(request.query_params.get("ref", "")),
    )


@allow(*Role)
async def add_way(request: Request) -> Response:
    """Send a person who is logged in to a provider, to add it to her ways in."""
    provider = trip.provider_of(request)
    who = actor()
    if who.role not in provider.kind.roles:
        raise NotFound(N_("Cette façon d’entrer n’existe pas."))
    address, remembered = trip.there(request, provider, localised(WAYS, locale()))
    await database().write(logins.begin_link, who, remembered)
    # A page in between: a form's answer must not lead to another site.
    return leaving.page(request, address, provider)


async def came_back(request: Request, provider: Provider, digest: str, state: str) -> Response:
    """The answer to a way in that somebody adds; any other one finds her logged in already."""
    kept = await database().write(logins.take_link, digest, state)
    who = actor()
    if kept is None:
        return see(localised(home_of(who.role)))
    found = await trip.back(request, provider, kept)
    suite = "relie"
    if isinstance(found, trip.Stop):
        log.info("way in not added: %s", found.reason)
        suite = found.suite.removeprefix("pro-")
    else:
        try:
            await database().write(linking.attach_mine, who, found, provider.kind)
        except Conflict:
            suite = "pris"
    return see(f"{kept['next']}?suite={suite}")


@allow(Role.BENEFICIARY)
async def ask_for_former(request: Request) -> Response:
    """Ask the support for the passport that one had before."""
    reference = await database().write(doubts.ask_for_former, actor())
    return see(f"{localised(WAYS)}?suite=demande&ref={reference}")


routes = [
    Route(WAYS, my_ways, methods=["GET"]),
    Route(f"{WAYS}/relier/{{provider}}", add_way, methods=["POST"]),
    Route(f"{WAYS}/ancien", ask_for_former, methods=["POST"]),
]
