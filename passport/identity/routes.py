"""Server-made ways in and out: the login page, the way to a provider and back, the logout."""

import logging
from urllib.parse import quote

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from passport.identity import cookies, rules, service, sessions, tabs
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
from passport.identity.models import Person
from passport.identity.provider import (
    Cancelled,
    Identity,
    Provider,
    ProviderDown,
    begin,
    finish,
    provider_named,
    providers,
)
from passport.identity.rules import Untrusted
from passport.kernel.actor import Role
from passport.kernel.crypto import digest
from passport.kernel.database import Session, database
from passport.kernel.errors import NotFound, Refused
from passport.kernel.i18n import N_, _, locale, locale_of, localised
from passport.kernel.web.forms import read_form
from passport.kernel.web.session import session_cookie, session_digest
from passport.kernel.web.templates import render
from passport.settings import LOCAL_HOSTS, settings

log = logging.getLogger(__name__)

GOODBYE = "/au-revoir"

# What stopped a login: a word in the address, a sentence on the page.
STOPS = {
    "arret": N_("Vous avez arrêté la connexion. Rien n’a été transmis."),
    "panne": N_("Le service de connexion ne répond pas. Réessayez dans quelques minutes."),
    "recommencer": N_("La connexion n’a pas abouti. Pour vous protéger, recommencez."),
    "ferme": N_("Pour vous protéger, nous avons fermé. Reconnectez-vous pour continuer."),
    "inconnu": N_("Ce compte n’ouvre rien ici. Choisissez une autre façon d’entrer."),
}


def _see(address: str) -> Response:
    return RedirectResponse(address, status_code=303, headers={"cache-control": "no-store"})


def _home(code: str) -> str:
    return localised(HOME, code)


def _callback(provider: Provider) -> str:
    return f"{settings().origin}/auth/{provider.slug}/callback"


def _provider(request: Request) -> Provider:
    found = provider_named(request.path_params["provider"])
    if found is None:
        raise NotFound(N_("Cette façon d’entrer n’existe pas."))
    return found


def _elsewhere(request: Request) -> str | None:
    """The same address under the name that the provider knows, when this machine has several."""
    origin = settings().origin
    here = f"{request.url.scheme}://{request.url.netloc}"
    if settings().local and here != origin and request.url.hostname in LOCAL_HOSTS:
        return origin + request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return None


@allow(PUBLIC)
async def choose(request: Request) -> Response:
    """The login page: every way in that is configured, and no other."""
    target = rules.safe_next(request.query_params.get("next"), _home(locale()))
    if visitor() is not None:
        return _see(target)
    stop = STOPS.get(request.query_params.get("suite", ""))
    return render(
        request,
        "login.html",
        next=target,
        ways=[(provider.slug, _(provider.name)) for provider in providers()],
        stop=_(stop) if stop else None,
        lent=cookies.is_lent(request),
    )


@allow(PUBLIC)
async def login(request: Request) -> Response:
    """Begin a login: remember the question, and send the person to the provider."""
    provider = _provider(request)
    if address := _elsewhere(request):
        return _see(address)
    asked = request.query_params.get("next")
    target = rules.safe_next(asked, _home(locale()))
    if visitor() is not None:
        return _see(target)
    base = database()
    address, kept = begin(
        provider,
        _callback(provider),
        next_path=target,
        now=base.clock.now(),
        locale=locale_of(target),
    )
    secret = await base.write(service.open_anonymous, kept, _device(request))
    return cookies.keep(_see(address), secret)


@allow(PUBLIC)
async def callback(request: Request) -> Response:
    """Take the provider's answer: a new session for the person, or a kind page."""
    provider = _provider(request)
    base = database()
    former = session_digest(request.scope)
    state = request.query_params.get("state", "")
    kept = await base.write(service.take_login, former, state) if former else None
    if kept is None:
        return await _stopped(request, "recommencer", "/", "no such login")
    target = str(kept["next"])
    try:
        identity = await finish(
            provider,
            _callback(provider),
            kept=kept,
            query=request.query_params,
            clock=base.clock.now,
        )
        shared = cookies.is_lent(request)
        secret, person = await base.write(
            _enter, provider, identity, _device(request), former, shared
        )
    except Cancelled:
        return await _stopped(request, "arret", target, "cancelled")
    except ProviderDown as error:
        return await _stopped(request, "panne", target, f"down: {error}")
    except Untrusted as error:
        return await _stopped(request, "recommencer", target, f"untrusted: {error}")
    except Refused:
        return await _stopped(request, "inconnu", target, "nobody")
    return cookies.settle(cookies.keep(_see(target), secret), person, shared=shared)


async def _enter(
    session: Session,
    provider: Provider,
    identity: Identity,
    device: str,
    former: str | None,
    shared: bool,
) -> tuple[str, str]:
    """Open a session for the person behind ``identity``; its secret, and who she is."""
    person: Person | None = await service.person_of(session, identity.issuer, identity.subject)
    if person is None:
        person = await provider.welcome(session, identity.subject, identity.claims)
    secret = await service.open_for(
        session,
        person,
        {"provider": provider.slug, "id_token": identity.id_token},
        device,
        replaces=former,
        shared=shared,
    )
    return secret, str(person.id)


async def _stopped(request: Request, suite: str, target: str, reason: str) -> Response:
    """Back to the login page, saying why in a word; the former session stays what it was."""
    log.info("login stopped: %s", reason)
    await database().write(service.refused, visitor(), request.url.path, reason)
    code = locale_of(target)
    back = "" if target in {"/", _home(code)} else f"&next={quote(target, safe='/')}"
    return _see(f"{localised(LOGIN, code)}?suite={suite}{back}")


def _device(request: Request) -> str:
    return rules.device_of(request.headers.get("user-agent", ""))


@allow(PUBLIC)
async def logout(request: Request) -> Response:
    """Close the session, empty its tabs, and leave nothing on the device."""
    secret = session_cookie(request.headers)
    if secret:
        await database().write(service.close, digest(secret))
        await tabs.ended([digest(secret)])
    return cookies.forget(_see(localised(GOODBYE)))


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
    return _see(localised(MYSELF))


class DeviceForm(BaseModel):
    """Whose device this is, and where to go on after the login."""

    lent: bool = False
    next: str = Field("", max_length=rules.NEXT_LIMIT)


@allow(PUBLIC)
async def choose_device(request: Request) -> Response:
    """Before the login: keep whether the device is the person's own."""
    form = await read_form(request, DeviceForm)
    target = rules.safe_next(form.next, _home(locale()))
    return cookies.lend(_see(login_address(target)), form.lent)


@allow(*Role)
async def lend_device(request: Request) -> Response:
    """After the login: the device is somebody else's, or the person's own after all."""
    form = await read_form(request, DeviceForm)
    who = actor()
    await database().write(sessions.lend, who, form.lent)
    return cookies.settle(_see(localised(MYSELF)), who.person_id, shared=form.lent)


@allow(*Role)
async def stay(request: Request) -> Response:
    """A sign of the person, from the page's script: coming here was enough."""
    return Response(status_code=204)


routes = [
    Route(LOGIN, choose, methods=["GET"]),
    Route(f"{LOGIN}/appareil", choose_device, methods=["POST"]),
    Route("/auth/{provider}/login", login, methods=["GET"]),
    Route("/auth/{provider}/callback", callback, methods=["GET"]),
    Route("/deconnexion", logout, methods=["POST"]),
    Route(GOODBYE, goodbye, methods=["GET"]),
    Route("/moi/fermer-les-autres", close_others, methods=["POST"]),
    Route("/moi/appareil", lend_device, methods=["POST"]),
    Route("/moi/rester", stay, methods=["POST"]),
]
