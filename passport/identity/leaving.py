"""Out of the provider's own session too: otherwise the next tap comes back in without a question.

The way there goes through a page of ours: browsers hold a form's redirections to the addresses that
our policy allows, and a provider goes on to others that we cannot know.
"""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from passport.identity import cookies, logins, service, trip
from passport.identity.browser import see
from passport.identity.guard import PUBLIC, allow, visitor
from passport.identity.logins import Hint, Purpose
from passport.identity.provider import Provider, end_session, provider_named
from passport.kernel.database import database
from passport.kernel.errors import NotFound
from passport.kernel.i18n import N_, _, locale, localised
from passport.kernel.ids import token
from passport.kernel.web.session import session_digest
from passport.kernel.web.templates import render
from passport.settings import settings

GOODBYE = "/au-revoir"

KEYS_KEPT_S = 300


async def farewell(hint: Hint | None, *, again: bool = False) -> Response:
    """After our own session is closed: out of the provider's, or straight to the last page.

    ``again`` leads on to a new login, where the provider asks who is there.
    """
    provider = provider_named(hint.provider) if hint else None
    if hint is None or provider is None or not provider.end_session_url:
        return cookies.forget(see(localised(GOODBYE)))
    secret = await database().write(
        service.open_anonymous,
        {
            "purpose": Purpose.LOGOUT,
            "provider": provider.slug,
            "state": token(32),
            "id_token": hint.id_token,
            "again": again,
            "locale": locale(),
        },
    )
    answer = cookies.forget(see(localised(f"/auth/{provider.slug}/logout")))
    return cookies.keep(answer, secret)


def page(request: Request, address: str, provider: Provider) -> Response:
    """A page that goes on to ``address``, the provider's, by itself or by its link."""
    answer = render(request, "leaving.html", address=address, destination=_(provider.name))
    # The address may carry a token: it must not stay in a history of referrers.
    answer.headers["referrer-policy"] = "no-referrer"
    answer.headers["cache-control"] = "no-store"
    return answer


@allow(PUBLIC)
async def logout(request: Request) -> Response:
    """Go on to the provider, to end the session that it keeps."""
    provider = provider_named(request.path_params["provider"])
    known = session_digest(request.scope) or ""
    kept = await database().read(logins.kept, known, Purpose.LOGOUT)
    if provider is None or kept is None or kept["provider"] != provider.slug:
        return see(localised(GOODBYE))
    address = end_session(
        provider, _return_to(provider), state=kept["state"], id_token=kept["id_token"]
    )
    return page(request, address, provider)


@allow(PUBLIC)
async def logout_callback(request: Request) -> Response:
    """Back from the provider: all is closed. Nothing here can close anything that is open."""
    state = request.query_params.get("state", "")
    known = session_digest(request.scope) or ""
    kept = await database().write(logins.take, known, state, Purpose.LOGOUT)
    if kept is None or kept["provider"] != request.path_params["provider"]:
        return see(localised("/" if visitor() else GOODBYE))
    if kept["again"]:
        login = localised(f"/auth/{kept['provider']}/login", kept["locale"])
        return cookies.forget(see(f"{login}?autre=1"))
    return cookies.forget(see(localised(GOODBYE, kept["locale"])))


@allow(PUBLIC)
async def change_account(request: Request) -> Response:
    """Leave the account that opens nothing here, and choose another one at the provider."""
    provider = trip.provider_of(request)
    known = session_digest(request.scope) or ""
    kept = await database().read(logins.kept, known, Purpose.OTHER)
    if kept is None or kept["provider"] != provider.slug or not provider.end_session_url:
        return see(f"/auth/{provider.slug}/login?autre=1")
    await database().write(service.close, known)
    return await farewell(Hint(provider.slug, kept["id_token"]), again=True)


@allow(PUBLIC)
async def jwks(request: Request) -> Response:
    """Our public keys for a provider: it encrypts with them, or checks that it is us who ask."""
    provider = provider_named(request.path_params["provider"])
    if provider is None or not provider.published_keys:
        raise NotFound(N_("Cette page n'existe pas."))
    return JSONResponse(
        {"keys": provider.published_keys},
        headers={"cache-control": f"public, max-age={KEYS_KEPT_S}"},
    )


def _return_to(provider: Provider) -> str:
    return f"{settings().origin}/auth/{provider.slug}/logout-callback"


routes = [
    Route("/auth/{provider}/logout", logout, methods=["GET"]),
    Route("/auth/{provider}/logout-callback", logout_callback, methods=["GET"]),
    Route("/auth/{provider}/autre-compte", change_account, methods=["POST"]),
    Route("/auth/{provider}/jwks", jwks, methods=["GET"]),
]
