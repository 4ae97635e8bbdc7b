"""The pages of the demonstration providers: choose somebody fictitious, see what is handed over."""

import json
from typing import Any
from urllib.parse import urlencode

from cryptography.fernet import InvalidToken
from joserfc import jwt
from joserfc.errors import JoseError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from passport.demo.provider import names, rules, service
from passport.demo.provider.names import Shape, shape_at
from passport.demo.provider.rules import BadRequest, Demand
from passport.demo.provider.service import Known
from passport.identity.guard import PUBLIC, allow
from passport.identity.provider import Kind
from passport.kernel.crypto import decrypt, encrypt
from passport.kernel.database import database
from passport.kernel.i18n import N_, _, set_locale
from passport.kernel.web.templates import render

LABELS = {
    "given_name": N_("Prénoms"),
    "family_name": N_("Nom de naissance"),
    "preferred_username": N_("Nom d’usage"),
    "usual_name": N_("Nom"),
    "birthdate": N_("Date de naissance"),
    "idp_birthdate": N_("Date de naissance, comme sur les papiers"),
    "gender": N_("Genre"),
    "birthplace": N_("Lieu de naissance"),
    "birthcountry": N_("Pays de naissance"),
    "email": N_("Adresse e-mail"),
    "siret": N_("Numéro de la structure"),
    "organization_label": N_("Structure"),
}


def _sealed(shape: Shape, demand: Demand) -> str:
    """The demand, to travel through the browser from page to page without being touched."""
    at = database().clock.now().timestamp()
    return encrypt(
        json.dumps(
            [
                shape.slug,
                at,
                demand.state,
                demand.nonce,
                demand.scopes,
                demand.challenge,
                demand.wants_amr,
                demand.locale,
            ]
        )
    ).decode()


def _opened(shape: Shape, sealed: str) -> Demand:
    try:
        slug, at, state, nonce, scopes, challenge, amr, locale = json.loads(
            decrypt(sealed.encode())
        )
    except (InvalidToken, ValueError):
        raise BadRequest("Y000400") from None
    age = database().clock.now().timestamp() - at
    if slug != shape.slug or age > rules.CHOICE_LIFE.total_seconds():
        raise BadRequest("Y000400")
    return Demand(state, nonce, tuple(scopes), challenge, amr, locale)


def _refusal(request: Request, fault: BadRequest) -> Response:
    shape = shape_at(request.url.path)
    return render(
        request, "demonstration_refusal.html", status=400, stage=_(shape.name), code=str(fault)
    )


def _back(shape: Shape, **answer: str) -> Response:
    """Send the person back to the relying party; who answers is said too (RFC 9207)."""
    query = urlencode({**answer, "iss": shape.issuer})
    return RedirectResponse(f"{shape.redirect_uri}?{query}", status_code=303)


def _page(request: Request, shape: Shape, template: str, **more: Any) -> Response:
    return render(request, template, place=shape.path, stage=_(shape.name), **more)


@allow(PUBLIC)
async def authorize(request: Request) -> Response:
    """Check the demand and list the fictitious people."""
    shape = shape_at(request.url.path)
    try:
        demand = rules.demand(
            request.query_params.multi_items(),
            client_id=shape.client_id,
            redirect_uri=shape.redirect_uri,
            professional=shape.kind is Kind.PROFESSIONAL,
        )
    except BadRequest as fault:
        return _refusal(request, fault)
    set_locale(demand.locale)
    return _page(
        request,
        shape,
        "demonstration_people.html",
        demand=_sealed(shape, demand),
        territories=await database().read(service.groups, shape),
    )


@allow(PUBLIC)
async def handover(request: Request) -> Response:
    """Show what will be handed over about the person that was chosen."""
    shape = shape_at(request.url.path)
    try:
        sealed = request.query_params.get("demande", "")
        demand = _opened(shape, sealed)
        known = await _known(shape, request.query_params.get("personne", ""))
    except BadRequest as fault:
        return _refusal(request, fault)
    if known.outcome:
        return _back(shape, error=known.outcome, state=demand.state)
    set_locale(demand.locale)
    wanted = demand.claims(professional=shape.kind is Kind.PROFESSIONAL)
    return _page(
        request,
        shape,
        "demonstration_handover.html",
        demand=sealed,
        person=known.key,
        facts=[
            (_(LABELS[name]), known.claims[name])
            for name in wanted
            if name in LABELS and known.claims.get(name)
        ],
    )


@allow(PUBLIC)
async def decide(request: Request) -> Response:
    """Hand over, or turn back."""
    shape = shape_at(request.url.path)
    form = await request.form()
    try:
        demand = _opened(shape, str(form.get("demande", "")))
        if form.get("choix") != "continuer":
            return _back(
                shape,
                error="access_denied",
                error_description="User auth aborted",
                state=demand.state,
            )
        known = await _known(shape, str(form.get("personne", "")))
    except BadRequest as fault:
        return _refusal(request, fault)
    grant = {
        "kind": "code",
        "shape": shape.slug,
        "person": known.key,
        "nonce": demand.nonce,
        "scopes": list(demand.scopes),
        "challenge": demand.challenge,
        "amr": demand.wants_amr,
        "at": int(database().clock.now().timestamp()),
    }
    code = await database().write(service.give, grant, rules.CODE_LIFE)
    return _back(shape, code=code, state=demand.state)


async def _known(shape: Shape, key: str) -> Known:
    known = await database().read(service.known, shape, key)
    if known is None:
        raise BadRequest("Y000400")
    return known


@allow(PUBLIC)
async def end_session(request: Request) -> Response:
    """End the provider's session, which it does not keep, for whom it vouched before."""
    shape = shape_at(request.url.path)
    pairs = request.query_params.multi_items()
    asked = dict(pairs)
    try:
        if len(asked) != len(pairs) or not set(asked) == rules.LEFT:
            raise BadRequest("Y030007")
        if asked["post_logout_redirect_uri"] != shape.logout_uri:
            raise BadRequest("Y030111")
        # The hint may be over for long: what counts is who signed it.
        jwt.decode(asked["id_token_hint"], shape.signing_key(), algorithms=["ES256"])
    except BadRequest as fault:
        return _refusal(request, fault)
    except (JoseError, ValueError):
        return _refusal(request, BadRequest("Y030110"))
    query = urlencode({"state": asked["state"]})
    return RedirectResponse(f"{shape.logout_uri}?{query}", status_code=303)


routes = [
    route
    for shape in names.SHAPES
    for route in (
        Route(f"{shape.path}/authorize", authorize, methods=["GET"]),
        Route(f"{shape.path}/donnees", handover, methods=["GET"]),
        Route(f"{shape.path}/decision", decide, methods=["POST"]),
        Route(f"{shape.path}/session/end", end_session, methods=["GET"]),
    )
]
