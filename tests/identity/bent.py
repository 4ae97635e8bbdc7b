"""A provider of identity whose answers can be bent, one at a time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from joserfc import jwe, jwt
from joserfc.jwk import ECKey, Key, KeySet, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from passport.identity import linking, service
from passport.identity.models import Person
from passport.identity.provider import Identity, Pending, Provider
from passport.kernel.clock import Clock
from passport.kernel.database import Session

ISSUER = "https://provider.example"
CLIENT = "us"
SECRET = "secret-of-the-test"
SUBJECT = "5" * 64 + "v1"
CODE = "a-code"
ACCESS = "an-access-token"

Change = Callable[[dict[str, Any]], dict[str, Any]]
Sign = Callable[[dict[str, Any]], str]


def same(claims: dict[str, Any]) -> dict[str, Any]:
    return claims


def changed(**changes: Any) -> Change:
    """Claims with others in their place; ``...`` takes one away."""

    def change(claims: dict[str, Any]) -> dict[str, Any]:
        return {name: v for name, v in {**claims, **changes}.items() if v is not ...}

    return change


def es256(kid: str = "one") -> ECKey:
    return ECKey.generate_key("P-256", {"kid": kid})


def rs256(kid: str = "one") -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": kid})


def signed(key: Key, claims: dict[str, Any], **header: Any) -> str:
    alg = "ES256" if key.key_type == "EC" else "RS256"
    given = {"alg": alg, "kid": key.kid, **header}
    return jwt.encode(
        {name: v for name, v in given.items() if v is not ...}, claims, key, algorithms=[alg]
    )


def sealed(key: Key, token: str, alg: str = "", enc: str = "A256GCM") -> str:
    """``token`` in an envelope for the holder of ``key``, as FranceConnect+ makes it."""
    alg = alg or ("ECDH-ES" if key.key_type == "EC" else "RSA-OAEP-256")
    header = {"alg": alg, "enc": enc, "cty": "JWT", "kid": key.kid}
    return jwe.encrypt_compact(header, token, key, algorithms=[alg, enc])


@dataclass
class Bent:
    """Honest until one of its hooks is replaced."""

    clock: Clock
    person: Person | None = None
    claims: Change = same
    userinfo: Change = same
    token_answer: Change = same
    sign: Sign | None = None
    sign_userinfo: Sign | None = None
    envelope: Callable[[str], str] = str
    userinfo_envelope: Callable[[str], str] | None = None
    key: Key = field(default_factory=es256)
    published: list[Key] | None = None
    down: bool = False
    token_error: str = ""
    plain_userinfo: bool = False
    nonce: str = ""
    calls: list[str] = field(default_factory=list)
    forms: list[dict[str, str]] = field(default_factory=list)
    said: dict[str, Any] = field(
        default_factory=lambda: {"given_name": "Amina", "family_name": "BENALI"}
    )

    def provider(self, **changes: Any) -> Provider:
        agreed: dict[str, Any] = {
            "slug": "bent",
            "name": "Bent",
            "issuer": ISSUER,
            "client_id": CLIENT,
            "client_secret": SECRET,
            "authorize_url": f"{ISSUER}/authorize",
            "token_url": f"{ISSUER}/token",
            "userinfo_url": f"{ISSUER}/userinfo",
            "jwks_url": f"{ISSUER}/jwks",
            "end_session_url": f"{ISSUER}/session/end",
            "welcome": self._welcome if self.person else linking.welcome_person,
            "transport": httpx.ASGITransport(app=self._app()),
            "issuer_in_response": True,
        }
        return Provider(**{**agreed, **changes})

    async def _welcome(self, session: Session, identity: Identity) -> Person | Pending:
        assert self.person is not None
        person = await session.get(Person, self.person.id)
        assert person is not None
        await service.link(session, person, identity.issuer, identity.subject)
        return person

    def answer(self, address: str, **changes: str) -> dict[str, str]:
        """The parameters with which the browser comes back from ``address``."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        self.nonce = asked["nonce"]
        query = {"code": CODE, "state": asked["state"], "iss": ISSUER, **changes}
        return {name: value for name, value in query.items() if value}

    def _base(self) -> dict[str, Any]:
        now = int(self.clock.now().timestamp())
        return {"iss": ISSUER, "aud": CLIENT, "sub": SUBJECT, "iat": now, "exp": now + 60}

    def _app(self) -> Starlette:
        async def token(request: Request) -> Response:
            self.calls.append("token")
            self.forms.append({k: str(v) for k, v in (await request.form()).items()})
            if self.down:
                return Response(status_code=503)
            if self.token_error:
                return JSONResponse(
                    {"error": self.token_error, "error_description": "Amina is 5555"},
                    status_code=401 if self.token_error == "invalid_client" else 400,
                )
            now = int(self.clock.now().timestamp())
            claims = self.claims(
                {**self._base(), "nonce": self.nonce, "acr": "eidas1", "auth_time": now}
            )
            sign = self.sign or (lambda given: signed(self.key, given))
            return JSONResponse(
                self.token_answer(
                    {
                        "access_token": ACCESS,
                        "token_type": "Bearer",
                        "expires_in": 60,
                        "id_token": self.envelope(sign(claims)),
                    }
                )
            )

        async def userinfo(request: Request) -> Response:
            self.calls.append("userinfo")
            if request.headers.get("authorization") != f"Bearer {ACCESS}":
                return Response(status_code=401)
            claims = self.userinfo({**self._base(), **self.said})
            if self.plain_userinfo:
                return JSONResponse(claims)
            sign = self.sign_userinfo or (lambda given: signed(self.key, given))
            envelope = self.userinfo_envelope or self.envelope
            return Response(envelope(sign(claims)), media_type="application/jwt")

        async def jwks(request: Request) -> Response:
            self.calls.append("jwks")
            keys = [self.key] if self.published is None else self.published
            return JSONResponse(KeySet(keys).as_dict(private=False))

        return Starlette(
            routes=[
                Route("/token", token, methods=["POST"]),
                Route("/userinfo", userinfo),
                Route("/jwks", jwks),
            ]
        )
