"""The pages of the demonstration provider: choose a fictitious person, see what is handed over."""

import json
from urllib.parse import urlencode
from uuid import UUID

from cryptography.fernet import InvalidToken
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from passport.demo.provider import names, rules, service
from passport.demo.provider.rules import BadRequest, Demand
from passport.identity.guard import PUBLIC, allow
from passport.kernel.crypto import decrypt, encrypt
from passport.kernel.database import database
from passport.kernel.i18n import N_, _, set_locale
from passport.kernel.web.templates import render

LABELS = {
    "given_name": N_("Prénoms"),
    "family_name": N_("Nom de naissance"),
    "preferred_username": N_("Nom d’usage"),
    "email": N_("Adresse e-mail"),
}


def _sealed(demand: Demand) -> str:
    """The demand, to travel through the browser from page to page without being touched."""
    at = database().clock.now().timestamp()
    return encrypt(
        json.dumps([at, demand.state, demand.nonce, demand.scopes, demand.challenge, demand.locale])
    ).decode()


def _opened(sealed: str) -> Demand:
    try:
        at, state, nonce, scopes, challenge, locale = json.loads(decrypt(sealed.encode()))
    except (InvalidToken, ValueError):
        raise BadRequest("Y000400") from None
    age = database().clock.now().timestamp() - at
    if age > rules.CHOICE_LIFE.total_seconds():
        raise BadRequest("Y000400")
    return Demand(state, nonce, tuple(scopes), challenge, locale)


def _refusal(request: Request, fault: BadRequest) -> Response:
    return render(request, "demonstration_refusal.html", status=400, code=str(fault))


def _back(**answer: str) -> Response:
    """Send the person back to the relying party; who answers is said too (RFC 9207)."""
    query = urlencode({**answer, "iss": names.issuer()})
    return RedirectResponse(f"{names.redirect_uri()}?{query}", status_code=303)


@allow(PUBLIC)
async def authorize(request: Request) -> Response:
    """Check the demand and list the fictitious people."""
    try:
        demand = rules.demand(
            request.query_params.multi_items(),
            client_id=names.CLIENT_ID,
            redirect_uri=names.redirect_uri(),
        )
    except BadRequest as fault:
        return _refusal(request, fault)
    set_locale(demand.locale)
    return render(
        request,
        "demonstration_people.html",
        demand=_sealed(demand),
        territories=await database().read(service.personas),
    )


@allow(PUBLIC)
async def handover(request: Request) -> Response:
    """Show what will be handed over about the person that was chosen."""
    try:
        sealed = request.query_params.get("demande", "")
        demand = _opened(sealed)
        person_id = _person(request.query_params.get("personne", ""))
        known = await database().read(service.facts, person_id)
        if known is None:
            raise BadRequest("Y000400")
    except BadRequest as fault:
        return _refusal(request, fault)
    set_locale(demand.locale)
    return render(
        request,
        "demonstration_handover.html",
        demand=sealed,
        person=person_id,
        facts=[(_(LABELS[name]), known[name]) for name in demand.claims if name in known],
    )


@allow(PUBLIC)
async def decide(request: Request) -> Response:
    """Hand over, or turn back."""
    form = await request.form()
    try:
        demand = _opened(str(form.get("demande", "")))
        if form.get("choix") != "continuer":
            return _back(
                error="access_denied", error_description="User auth aborted", state=demand.state
            )
        person_id = _person(str(form.get("personne", "")))
        if await database().read(service.facts, person_id) is None:
            raise BadRequest("Y000400")
    except BadRequest as fault:
        return _refusal(request, fault)
    grant = {
        "kind": "code",
        "person": str(person_id),
        "nonce": demand.nonce,
        "scopes": list(demand.scopes),
        "challenge": demand.challenge,
        "at": int(database().clock.now().timestamp()),
    }
    code = await database().write(service.give, grant, rules.CODE_LIFE)
    return _back(code=code, state=demand.state)


def _person(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise BadRequest("Y000400") from None


routes = [
    Route(f"{names.PATH}/authorize", authorize, methods=["GET"]),
    Route(f"{names.PATH}/donnees", handover, methods=["GET"]),
    Route(f"{names.PATH}/decision", decide, methods=["POST"]),
]
