"""What the relying party calls, inside the process: token, userinfo and keys."""

import hmac
from typing import Any

from joserfc import jwt
from joserfc.jwk import KeySet
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from passport.demo.provider import names, rules, service
from passport.demo.provider.names import Shape, shape_at
from passport.identity.provider import Kind
from passport.kernel.database import database


def _error(name: str, status: int = 400) -> Response:
    return JSONResponse({"error": name}, status_code=status, headers={"cache-control": "no-store"})


def signed(shape: Shape, claims: dict[str, Any]) -> str:
    """``claims`` signed by the provider."""
    key = shape.signing_key()
    return jwt.encode({"alg": "ES256", "kid": key.kid}, claims, key, algorithms=["ES256"])


def _claims(shape: Shape, subject: str, **more: Any) -> dict[str, Any]:
    now = int(database().clock.now().timestamp())
    return {
        "iss": shape.issuer,
        "aud": shape.client_id,
        "sub": subject,
        "iat": now,
        "exp": now + int(rules.TOKEN_LIFE.total_seconds()),
        **more,
    }


async def token(request: Request) -> Response:
    """Exchange a code, once, by the client that asked for it."""
    shape = shape_at(request.url.path)
    pairs = (await request.form()).multi_items()
    form = {name: value for name, value in pairs if isinstance(value, str)}
    verifier = form.pop("code_verifier", "")
    if len(form) + bool(verifier) != len(pairs) or set(form) != rules.REDEEMED:
        return _error("invalid_request")
    if form["grant_type"] != "authorization_code":
        return _error("unsupported_grant_type")
    known = form["client_id"] == shape.client_id
    if not hmac.compare_digest(form["client_secret"].encode(), shape.client_secret.encode()):
        known = False
    if not known:
        return _error("invalid_client", 401)
    grant = await database().write(service.redeem, form["code"])
    if (
        grant is None
        or grant.get("kind") != "code"
        or grant["shape"] != shape.slug
        or form["redirect_uri"] != shape.redirect_uri
        or bool(verifier) != bool(grant["challenge"])
        or (verifier and not rules.verifies(verifier, grant["challenge"]))
    ):
        return _error("invalid_grant")
    person = await database().read(service.known, shape, grant["person"])
    if person is None:
        return _error("invalid_grant")
    access_token = await database().write(
        service.give, {**grant, "kind": "access"}, rules.TOKEN_LIFE
    )
    said = {name: value for name, value in person.token.items() if name != "amr" or grant["amr"]}
    return JSONResponse(
        {
            "access_token": access_token,
            "token_type": "Bearer",
            "expires_in": int(rules.TOKEN_LIFE.total_seconds()),
            "scope": " ".join(grant["scopes"]),
            "id_token": signed(
                shape,
                _claims(shape, person.subject, nonce=grant["nonce"], auth_time=grant["at"], **said),
            ),
        },
        headers={"cache-control": "no-store"},
    )


async def userinfo(request: Request) -> Response:
    """Describe the person to whoever holds the access token, signed."""
    shape = shape_at(request.url.path)
    scheme, _space, secret = request.headers.get("authorization", "").partition(" ")
    grant = await database().write(service.redeem, secret) if scheme == "Bearer" else None
    if grant is None or grant.get("kind") != "access" or grant["shape"] != shape.slug:
        return _error("invalid_token", 401)
    person = await database().read(service.known, shape, grant["person"])
    if person is None:
        return _error("invalid_token", 401)
    scopes = rules.PROFESSIONAL_SCOPES if shape.kind is Kind.PROFESSIONAL else rules.SCOPES
    wanted = {claim for scope in grant["scopes"] for claim in scopes[scope]}
    given = {name: value for name, value in person.claims.items() if name in wanted}
    return Response(
        signed(shape, _claims(shape, person.subject, **given)), media_type="application/jwt"
    )


async def jwks(request: Request) -> Response:
    """The public key."""
    key = shape_at(request.url.path).signing_key()
    return JSONResponse(KeySet([key]).as_dict(private=False))


app = Starlette(
    routes=[
        route
        for shape in names.SHAPES
        for route in (
            Route(f"{shape.path}/token", token, methods=["POST"]),
            Route(f"{shape.path}/userinfo", userinfo),
            Route(f"{shape.path}/jwks", jwks),
        )
    ]
)
