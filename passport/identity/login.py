"""The login page, the way to a provider and back, and the ways out when it leads to nobody."""

import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from passport.identity import (
    browser,
    cookies,
    doubts,
    linking,
    logins,
    my_ways,
    professionals,
    rules,
    service,
    trip,
    words,
)
from passport.identity.browser import see
from passport.identity.guard import HOME, LOGIN, PUBLIC, allow, home_of, visitor
from passport.identity.logins import Purpose
from passport.identity.models import Person
from passport.identity.provider import (
    Identity,
    Kind,
    Pending,
    Provider,
    Step,
    provider_named,
    providers,
)
from passport.identity.trip import Stop
from passport.kernel.actor import Role
from passport.kernel.database import Session, database
from passport.kernel.i18n import _, locale, locale_of, localised, ngettext
from passport.kernel.web.session import session_digest
from passport.kernel.web.templates import render
from passport.settings import LOCAL_HOSTS, settings

log = logging.getLogger(__name__)

PROFESSIONALS = f"{LOGIN}/professionnels"
CODE = f"{LOGIN}/verifier"


def _elsewhere(request: Request) -> str | None:
    """The same address under the name that the provider knows, when this machine has several."""
    origin = settings().origin
    here = f"{request.url.scheme}://{request.url.netloc}"
    if settings().local and here != origin and request.url.hostname in LOCAL_HOSTS:
        return origin + request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return None


# The pages --------------------------------------------------------------------------------------


@allow(PUBLIC)
async def choose(request: Request) -> Response:
    """The login page of people: every way in that is configured, and no other."""
    return await _choose(request, Kind.PERSON)


@allow(PUBLIC)
async def choose_professional(request: Request) -> Response:
    """The login page of professionals, apart from that of people."""
    return await _choose(request, Kind.PROFESSIONAL)


async def _choose(request: Request, kind: Kind) -> Response:
    target = rules.safe_next(request.query_params.get("next"), localised(HOME, locale()))
    if (who := visitor()) is not None:
        return see(_arrival(target, who.role))
    suite = request.query_params.get("suite", "")
    stop = words.STOPS.get(suite)
    known = session_digest(request.scope)
    other = await database().read(logins.kept, known, Purpose.OTHER) if known else None
    # Weak or unknown: the provider would bring the same account back at once.
    again = suite in {"faible", "pro-faible"}
    return render(
        request,
        "login.html",
        query=_comeback(target),
        next=target,
        professional=kind is Kind.PROFESSIONAL,
        ways=[one for one in providers() if one.kind is kind],
        elsewhere=_other_page(kind, target),
        stop=_(stop) if stop else None,
        lent=cookies.is_lent(request),
        reference=doubts.reference_in(request.query_params.get("ref", "")),
        change=other["provider"] if other and suite and provider_named(other["provider"]) else "",
        again=again,
    )


def _other_page(kind: Kind, target: str) -> str:
    """The login page of the other kind, where there is a way in."""
    other = Kind.PERSON if kind is Kind.PROFESSIONAL else Kind.PROFESSIONAL
    if not any(one.kind is other for one in providers()):
        return ""
    return f"{_page_of(other, locale())}{_comeback(target)}"


def _page_of(kind: Kind, code: str) -> str:
    return localised(PROFESSIONALS if kind is Kind.PROFESSIONAL else LOGIN, code)


def _comeback(target: str, mark: str = "?") -> str:
    plain = target in {"/", localised(HOME, locale_of(target))}
    return "" if plain else f"{mark}next={quote(target, safe='/')}"


def _arrival(target: str, role: Role) -> str:
    """Where the login ends: the page that was asked for, or the role's own first page."""
    code = locale_of(target)
    return localised(home_of(role), code) if target == localised(HOME, code) else target


# To the provider and back -----------------------------------------------------------------------


@allow(PUBLIC)
async def login(request: Request) -> Response:
    """Begin a login: remember the question, and send the person to the provider."""
    provider = trip.provider_of(request)
    if address := _elsewhere(request):
        return see(address)
    target = rules.safe_next(request.query_params.get("next"), localised(HOME, locale()))
    if (who := visitor()) is not None:
        return see(_arrival(target, who.role))
    address, remembered = trip.there(request, provider, target)
    secret = await database().write(
        service.open_anonymous,
        {**remembered, "purpose": Purpose.LOGIN},
        browser.device(request),
    )
    return cookies.keep(see(address), secret)


@allow(PUBLIC)
async def callback(request: Request) -> Response:
    """Take the provider's answer: a new session for the person, or a kind page."""
    provider = trip.provider_of(request)
    base = database()
    former = session_digest(request.scope) or ""
    state = request.query_params.get("state", "")
    if visitor() is not None:
        return await my_ways.came_back(request, provider, former, state)
    kept = await base.write(logins.take, former, state, Purpose.LOGIN)
    if kept is None:
        begun = await base.read(logins.kept, former, Purpose.LOGIN)
        stop = Stop("onglets" if begun else "recommencer", "no such login")
        return await _stopped(request, provider.kind, stop, "/")
    target = str(kept["next"])
    found = await trip.back(request, provider, kept)
    if isinstance(found, Stop):
        return await _stopped(request, provider.kind, found, target)
    entered = await _entered(request, provider, found, former)
    if isinstance(entered, Pending):
        return await _pending(request, provider, found, entered, target)
    secret, person = entered
    answer = cookies.keep(see(_arrival(target, person.role)), secret)
    return cookies.settle(answer, person.id, shared=cookies.is_lent(request))


async def _entered(
    request: Request, provider: Provider, identity: Identity, former: str
) -> tuple[str, Person] | Pending:
    device, shared = browser.device(request), cookies.is_lent(request)
    return await linking.undisputed(
        database(), lambda session: _enter(session, provider, identity, device, former, shared)
    )


async def _enter(
    session: Session,
    provider: Provider,
    identity: Identity,
    device: str,
    former: str,
    shared: bool,
) -> tuple[str, Person] | Pending:
    """Open a session for the person behind ``identity``; its secret, and who she is."""
    person = await linking.whose(session, identity, provider.kind, provider.welcome)
    if isinstance(person, Pending):
        return person
    secret = await service.open_for(
        session,
        person,
        {"provider": provider.slug, "id_token": identity.id_token},
        device,
        replaces=former,
        shared=shared,
    )
    return secret, person


async def _pending(
    request: Request, provider: Provider, identity: Identity, pending: Pending, target: str
) -> Response:
    """The way on for somebody whom the provider knows and we do not, yet."""
    data = {"provider": provider.slug, "id_token": identity.id_token, "next": target}
    base, device = database(), browser.device(request)
    if pending.step is Step.CODE:
        data |= {"purpose": Purpose.PROOF, "proof": pending.reference}
        secret = await base.write(service.open_anonymous, data, device)
        return cookies.keep(see(localised(CODE, locale_of(target))), secret)
    data["purpose"] = Purpose.OTHER
    secret = await base.write(service.open_anonymous, data, device)
    if pending.step is Step.VERIFICATION:
        stop = Stop("verification", "in doubt")
    else:
        pro = provider.kind is Kind.PROFESSIONAL
        stop = Stop("pro-inconnu" if pro else "inconnu", "nobody")
    answer = await _stopped(request, provider.kind, stop, target, pending.reference)
    return cookies.keep(answer, secret)


async def _stopped(
    request: Request, kind: Kind, stop: Stop, target: str, reference: str = ""
) -> Response:
    """Back to the login page, saying why in a word; the former session stays what it was."""
    log.info("login stopped: %s", stop.reason)
    await database().write(service.refused, visitor(), request.url.path, stop.reason)
    asked = f"&ref={reference}" if reference else ""
    page = _page_of(kind, locale_of(target))
    return see(f"{page}?suite={stop.suite}{asked}{_comeback(target, '&')}")


# A code for a professional ----------------------------------------------------------------------


@allow(PUBLIC)
async def ask_code(request: Request) -> Response:
    """Ask for the code that was sent to the professional's address."""
    known = session_digest(request.scope) or ""
    if await database().read(logins.kept, known, Purpose.PROOF) is None:
        return see(_page_of(Kind.PROFESSIONAL, locale()))
    return render(request, "login_code.html", wrong=None)


@allow(PUBLIC)
async def check_code(request: Request) -> Response:
    """Attach the account when the code is right, and come in."""
    base = database()
    known = session_digest(request.scope) or ""
    kept = await base.read(logins.kept, known, Purpose.PROOF)
    if kept is None:
        return see(_page_of(Kind.PROFESSIONAL, locale()))
    form = await request.form()
    code = str(form.get("code", ""))[:20]
    shared = cookies.is_lent(request)
    found = await base.write(_prove, kept, code, browser.device(request), known, shared)
    if isinstance(found, int):
        if found == 0:
            stop = Stop("recommencer", "wrong code")
            return await _stopped(request, Kind.PROFESSIONAL, stop, str(kept["next"]))
        wrong = ngettext(
            "Ce n’est pas le bon code. Il reste {n} essai.",
            "Ce n’est pas le bon code. Il reste {n} essais.",
            found,
        )
        return render(request, "login_code.html", status=422, wrong=wrong)
    secret, person = found
    answer = cookies.keep(see(_arrival(str(kept["next"]), person.role)), secret)
    return cookies.settle(answer, person.id, shared=shared)


async def _prove(
    session: Session,
    kept: Mapping[str, Any],
    code: str,
    device: str,
    former: str,
    shared: bool,
) -> tuple[str, Person] | int:
    person = await professionals.prove(session, UUID(kept["proof"]), code)
    if isinstance(person, int):
        return person
    data = {"provider": kept["provider"], "id_token": kept["id_token"]}
    secret = await service.open_for(session, person, data, device, replaces=former, shared=shared)
    return secret, person


routes = [
    Route(LOGIN, choose, methods=["GET"]),
    Route(PROFESSIONALS, choose_professional, methods=["GET"]),
    Route(CODE, ask_code, methods=["GET"]),
    Route(CODE, check_code, methods=["POST"]),
    Route("/auth/{provider}/login", login, methods=["GET"]),
    Route("/auth/{provider}/callback", callback, methods=["GET"]),
]
