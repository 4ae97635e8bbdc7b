"""What the relying party calls, inside the process: token, userinfo and keys."""

import hmac
from typing import Any
from uuid import UUID

from joserfc import jwt
from joserfc.jwk import KeySet
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from passport.demo.provider import names, rules, service
from passport.kernel.database import database


def _error(name: str, status: int = 400) -> Response:
    return JSONResponse({"error": name}, status_code=status, headers={"cache-control": "no-store"})


def signed(claims: dict[str, Any]) -> str:
    """``claims`` signed by the provider."""
    key = names.signing_key()
    return jwt.encode({"alg": "ES256", "kid": key.kid}, claims, key, algorithms=["ES256"])


def _claims(subject: str, **more: Any) -> dict[str, Any]:
    now = int(database().clock.now().timestamp())
    return {
        "iss": names.issuer(),
        "aud": names.CLIENT_ID,
        "sub": subject,
        "iat": now,
        "exp": now + int(rules.TOKEN_LIFE.total_seconds()),
        **more,
    }


async def token(request: Request) -> Response:
    """Exchange a code, once, by the client that asked for it."""
    pairs = (await request.form()).multi_items()
    form = {name: value for name, value in pairs if isinstance(value, str)}
    if len(form) != len(pairs) or set(form) != rules.REDEEMED:
        return _error("invalid_request")
    if form["grant_type"] != "authorization_code":
        return _error("unsupported_grant_type")
    known = form["client_id"] == names.CLIENT_ID
    if not hmac.compare_digest(form["client_secret"], names.client_secret()) or not known:
        return _error("invalid_client", 401)
    grant = await database().write(service.redeem, form["code"])
    if (
        grant is None
        or grant.get("kind") != "code"
        or form["redirect_uri"] != names.redirect_uri()
        or not rules.verifies(form["code_verifier"], grant["challenge"])
    ):
        return _error("invalid_grant")
    access_token = await database().write(
        service.give, {**grant, "kind": "access"}, rules.TOKEN_LIFE
    )
    subject = names.subject_of(UUID(grant["person"]))
    return JSONResponse(
        {
            "access_token": access_token,
            "token_type": "Bearer",
            "expires_in": int(rules.TOKEN_LIFE.total_seconds()),
            "scope": " ".join(grant["scopes"]),
            "id_token": signed(
                _claims(subject, nonce=grant["nonce"], acr="eidas1", auth_time=grant["at"])
            ),
        },
        headers={"cache-control": "no-store"},
    )


async def userinfo(request: Request) -> Response:
    """Describe the person to whoever holds the access token, signed."""
    scheme, _space, secret = request.headers.get("authorization", "").partition(" ")
    grant = await database().write(service.redeem, secret) if scheme == "Bearer" else None
    if grant is None or grant.get("kind") != "access":
        return _error("invalid_token", 401)
    person_id = UUID(grant["person"])
    known = await database().read(service.facts, person_id) or {}
    wanted = {claim for scope in grant["scopes"] for claim in rules.SCOPES[scope]}
    given = {name: value for name, value in known.items() if name in wanted}
    return Response(
        signed(_claims(names.subject_of(person_id), **given)), media_type="application/jwt"
    )


async def jwks(request: Request) -> Response:
    """The public key."""
    return JSONResponse(KeySet([names.signing_key()]).as_dict(private=False))


app = Starlette(
    routes=[
        Route(f"{names.PATH}/token", token, methods=["POST"]),
        Route(f"{names.PATH}/userinfo", userinfo),
        Route(f"{names.PATH}/jwks", jwks),
    ]
)
