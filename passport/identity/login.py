"""The login page, the way to a provider and back, and the ways out when it leads to nobody."""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
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
    leaving,
    linking,
    logins,
    professionals,
    rules,
    service,
)
from passport.identity.browser import see
from passport.identity.guard import HOME, LOGIN, PUBLIC, allow, home_of, visitor
from passport.identity.logins import Purpose
from passport.identity.models import Person
from passport.identity.provider import (
    Cancelled,
    Identity,
    Kind,
    Pending,
    Provider,
    ProviderDown,
    Step,
    begin,
    finish,
    provider_named,
    providers,
)
from passport.identity.rules import TooWeak, Untrusted
from passport.kernel.actor import Actor, Role
from passport.kernel.database import Session, database
from passport.kernel.errors import Conflict, NotFound, Refused
from passport.kernel.i18n import N_, _, locale, locale_of, localised, ngettext
from passport.kernel.web.session import session_digest
from passport.kernel.web.templates import render
from passport.settings import LOCAL_HOSTS, settings

log = logging.getLogger(__name__)

PROFESSIONALS = f"{LOGIN}/professionnels"
CODE = f"{LOGIN}/verifier"
WAYS = "/moi/connexions"

# What stopped a login: a word in the address, sentences on the page.
STOPS = {
    "arret": N_("Vous avez arrêté la connexion. Rien n’a été transmis."),
    "panne": N_("Le service de connexion ne répond pas. Réessayez dans quelques minutes."),
    "recommencer": N_("La connexion n’a pas abouti. Pour vous protéger, recommencez."),
    "onglets": N_(
        "Une autre connexion a commencé dans un autre onglet. Finissez-la, ou recommencez ici."
    ),
    "ferme": N_("Pour vous protéger, nous avons fermé. Reconnectez-vous pour continuer."),
    "inconnu": N_("Ce compte n’ouvre rien ici. Choisissez une autre façon d’entrer."),
    "faible": N_("Cette connexion n’est pas assez sûre. Choisissez un compte plus sûr."),
    "pro-inconnu": N_(
        "Ce compte n’est pas encore connu ici. Demandez à votre équipe SPIE de vous inscrire."
    ),
    "pro-faible": N_(
        "Il manque la deuxième preuve de votre identité. Activez-la, puis recommencez."
    ),
    "verification": N_(
        "Votre connexion a marché. Nous devons encore vérifier votre passeport. "
        "Revenez dans deux jours ouvrés. Si c’est pressé, appelez votre référent."
    ),
}

# What happened to a way in that somebody adds to her account.
LINKED = {
    "relie": N_("C’est fait. Vous pouvez maintenant entrer de deux façons."),
    "pris": N_("Ce compte est déjà relié à un autre passeport. Demandez de l’aide ci-dessous."),
    "arret": STOPS["arret"],
    "panne": STOPS["panne"],
    "recommencer": STOPS["recommencer"],
    "faible": STOPS["faible"],
    "demande": N_("Votre demande est partie. Revenez voir dans deux jours ouvrés."),
}

_REFERENCE = re.compile(r"[0-9A-F]{8}")


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
    stop = STOPS.get(suite)
    reference = request.query_params.get("ref", "")
    known = session_digest(request.scope)
    other = await database().read(logins.kept, known, Purpose.OTHER) if known else None
    # Weak or unknown: the provider would bring the same account back at once.
    again = suite in {"faible", "pro-faible"}
    return render(
        request,
        "login.html",
        next=target,
        professional=kind is Kind.PROFESSIONAL,
        ways=[one for one in providers() if one.kind is kind],
        elsewhere=_other_page(kind, target),
        stop=_(stop) if stop else None,
        lent=cookies.is_lent(request),
        reference=reference if _REFERENCE.fullmatch(reference) else "",
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
    provider = _provider(request)
    if address := _elsewhere(request):
        return see(address)
    target = rules.safe_next(request.query_params.get("next"), localised(HOME, locale()))
    if (who := visitor()) is not None:
        return see(_arrival(target, who.role))
    address, remembered = _begin(request, provider, target)
    secret = await database().write(
        service.open_anonymous,
        {**remembered, "purpose": Purpose.LOGIN},
        browser.device(request),
    )
    return cookies.keep(see(address), secret)


def _begin(request: Request, provider: Provider, target: str) -> tuple[str, dict[str, Any]]:
    return begin(
        provider,
        _callback(provider),
        next_path=target,
        now=database().clock.now(),
        locale=locale_of(target),
        anew=request.query_params.get("autre") == "1",
    )


@dataclass(frozen=True, slots=True)
class _Stop:
    """Why a login ended without a session: a word for the page, a reason for the log."""

    suite: str
    reason: str


@allow(PUBLIC)
async def callback(request: Request) -> Response:
    """Take the provider's answer: a new session for the person, or a kind page."""
    provider = _provider(request)
    base = database()
    former = session_digest(request.scope) or ""
    state = request.query_params.get("state", "")
    if visitor() is not None:
        return await _back_to_my_ways(request, provider, former, state)
    kept = await base.write(logins.take, former, state, Purpose.LOGIN)
    if kept is None:
        begun = await base.read(logins.kept, former, Purpose.LOGIN)
        stop = _Stop("onglets" if begun else "recommencer", "no such login")
        return await _stopped(request, provider.kind, stop, "/")
    target = str(kept["next"])
    found = await _finished(request, provider, kept)
    if isinstance(found, _Stop):
        return await _stopped(request, provider.kind, found, target)
    entered = await _entered(request, provider, found, former)
    if isinstance(entered, Pending):
        return await _pending(request, provider, found, entered, target)
    secret, person = entered
    answer = cookies.keep(see(_arrival(target, person.role)), secret)
    return cookies.settle(answer, person.id, shared=cookies.is_lent(request))


async def _finished(
    request: Request, provider: Provider, kept: Mapping[str, Any]
) -> Identity | _Stop:
    try:
        return await finish(
            provider,
            _callback(provider),
            kept=kept,
            query=request.query_params,
            clock=database().clock.now,
        )
    except Cancelled:
        return _Stop("arret", "cancelled")
    except ProviderDown as error:
        return _Stop("panne", f"down: {error}")
    except TooWeak:
        pro = provider.kind is Kind.PROFESSIONAL
        return _Stop("pro-faible" if pro else "faible", "too weak")
    except Untrusted as error:
        return _Stop("recommencer", f"untrusted: {error}")


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
        stop = _Stop("verification", "in doubt")
    else:
        pro = provider.kind is Kind.PROFESSIONAL
        stop = _Stop("pro-inconnu" if pro else "inconnu", "nobody")
    answer = await _stopped(request, provider.kind, stop, target, pending.reference)
    return cookies.keep(answer, secret)


async def _stopped(
    request: Request, kind: Kind, stop: _Stop, target: str, reference: str = ""
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
            stop = _Stop("recommencer", "wrong code")
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


# My ways in -------------------------------------------------------------------------------------


@allow(*Role)
async def my_ways(request: Request) -> Response:
    """How I come in, what else I may add, and where to ask for a former passport."""
    who = _who()
    mine = {way.issuer: way for way in await database().read(linking.ways, who)}
    offered = [one for one in providers() if who.role in one.kind.roles]
    said = LINKED.get(request.query_params.get("suite", ""))
    reference = request.query_params.get("ref", "")
    return render(
        request,
        "my_ways.html",
        mine=[(_(one.name), mine[one.issuer]) for one in offered if one.issuer in mine],
        more=[one for one in offered if one.issuer not in mine],
        person=who.role is Role.BENEFICIARY,
        said=_(said) if said else None,
        reference=reference if _REFERENCE.fullmatch(reference) else "",
    )


@allow(*Role)
async def add_way(request: Request) -> Response:
    """Send a person who is logged in to a provider, to add it to her ways in."""
    provider = _provider(request)
    who = _who()
    if who.role not in provider.kind.roles:
        raise NotFound(N_("Cette façon d’entrer n’existe pas."))
    address, remembered = _begin(request, provider, localised(WAYS, locale()))
    await database().write(logins.begin_link, who, remembered)
    # A page in between: a form's answer must not lead to another site.
    return leaving.page(request, address, provider)


async def _back_to_my_ways(
    request: Request, provider: Provider, digest: str, state: str
) -> Response:
    """The answer to a way in that somebody adds; any other one finds her logged in already."""
    kept = await database().write(logins.take_link, digest, state)
    who = _who()
    if kept is None:
        return see(localised(home_of(who.role)))
    found = await _finished(request, provider, kept)
    suite = "relie"
    if isinstance(found, _Stop):
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
    reference = await database().write(doubts.ask_for_former, _who())
    return see(f"{localised(WAYS)}?suite=demande&ref={reference}")


def _who() -> Actor:
    found = visitor()
    if found is None:
        raise Refused(N_("Connectez-vous pour continuer."))
    return found


routes = [
    Route(LOGIN, choose, methods=["GET"]),
    Route(PROFESSIONALS, choose_professional, methods=["GET"]),
    Route(CODE, ask_code, methods=["GET"]),
    Route(CODE, check_code, methods=["POST"]),
    Route("/auth/{provider}/login", login, methods=["GET"]),
    Route("/auth/{provider}/callback", callback, methods=["GET"]),
    Route(WAYS, my_ways, methods=["GET"]),
    Route(f"{WAYS}/relier/{{provider}}", add_way, methods=["POST"]),
    Route(f"{WAYS}/ancien", ask_for_former, methods=["POST"]),
]
