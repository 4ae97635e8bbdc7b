"""A provider of identity whose answers can be bent, one at a time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from passport.identity import service
from passport.identity.models import Person
from passport.identity.provider import Claims, Provider
from passport.kernel.clock import Clock
from passport.kernel.database import Session

ISSUER = "https://provider.example"
CLIENT = "us"
SUBJECT = "5" * 64 + "v1"

Change = Callable[[dict[str, Any]], dict[str, Any]]


def same(claims: dict[str, Any]) -> dict[str, Any]:
    return claims


@dataclass
class Bent:
    """Honest until one of its hooks is replaced."""

    clock: Clock
    person: Person
    claims: Change = same
    userinfo: Change = same
    token_answer: Change = same
    sign: Callable[[dict[str, Any]], str] | None = None
    key: ECKey = field(default_factory=lambda: ECKey.generate_key("P-256", {"kid": "one"}))
    published: list[ECKey] | None = None
    down: bool = False
    nonce: str = ""
    calls: list[str] = field(default_factory=list)

    def provider(self, **changes: Any) -> Provider:
        agreed: dict[str, Any] = {
            "slug": "bent",
            "name": "Bent",
            "issuer": ISSUER,
            "client_id": CLIENT,
            "client_secret": "secret-of-the-test",
            "authorize_url": f"{ISSUER}/authorize",
            "token_url": f"{ISSUER}/token",
            "userinfo_url": f"{ISSUER}/userinfo",
            "jwks_url": f"{ISSUER}/jwks",
            "welcome": self._welcome,
            "transport": httpx.ASGITransport(app=self._app()),
            "issuer_in_response": True,
        }
        return Provider(**{**agreed, **changes})

    async def _welcome(self, session: Session, subject: str, claims: Claims) -> Person:
        person = await session.get(Person, self.person.id)
        assert person is not None
        await service.link(session, person, ISSUER, subject)
        return person

    def answer(self, address: str, **changes: str) -> dict[str, str]:
        """The parameters with which the browser comes back from ``address``."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        self.nonce = asked["nonce"]
        query = {"code": "a-code", "state": asked["state"], "iss": ISSUER, **changes}
        return {name: value for name, value in query.items() if value}

    def _signed(self, claims: dict[str, Any]) -> str:
        if self.sign:
            return self.sign(claims)
        return jwt.encode({"alg": "ES256", "kid": self.key.kid}, claims, self.key)

    def _base(self) -> dict[str, Any]:
        now = int(self.clock.now().timestamp())
        return {"iss": ISSUER, "aud": CLIENT, "sub": SUBJECT, "iat": now, "exp": now + 60}

    def _app(self) -> Starlette:
        async def token(request: Request) -> Response:
            self.calls.append("token")
            if self.down:
                return Response(status_code=503)
            now = int(self.clock.now().timestamp())
            claims = self.claims(
                {**self._base(), "nonce": self.nonce, "acr": "eidas1", "auth_time": now}
            )
            return JSONResponse(
                self.token_answer(
                    {
                        "access_token": "an-access-token",
                        "token_type": "Bearer",
                        "expires_in": 60,
                        "id_token": self._signed(claims),
                    }
                )
            )

        async def userinfo(request: Request) -> Response:
            self.calls.append("userinfo")
            claims = self.userinfo({**self._base(), "given_name": "Amina"})
            if claims.pop("plain", False):
                return JSONResponse(claims)
            return Response(
                jwt.encode({"alg": "ES256", "kid": self.key.kid}, claims, self.key),
                media_type="application/jwt",
            )

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
