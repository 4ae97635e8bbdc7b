"""Relying party: sends a person to a provider of identity and checks what comes back.

Authlib makes the request and exchanges the code; what it leaves unchecked is checked here (its
measured gaps: expiry of the state, ``iss`` of the response, audience, empty subject, level, signed
userinfo and its subject). Endpoints are given, never discovered: nothing that a provider says later
can move them.
"""

import hmac
import warnings
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from passport.identity import rules
from passport.identity.models import Person
from passport.identity.rules import Untrusted
from passport.kernel.database import Session
from passport.kernel.ids import token

with warnings.catch_warnings():
    # Authlib prefers httpx's successor, and says so at each start.
    from authlib.deprecate import AuthlibDeprecationWarning

    warnings.simplefilter("ignore", AuthlibDeprecationWarning)
    from authlib.integrations.base_client import OAuthError
    from authlib.integrations.httpx_client import AsyncOAuth2Client


ALGORITHMS = ["ES256"]
KEYS_FRESH = timedelta(minutes=5)
TIMEOUT_S = 10.0
ANSWER_LIMIT = 64_000

Claims = Mapping[str, Any]
Welcome = Callable[[Session, str, Claims], Awaitable[Person]]


class Cancelled(Exception):
    """The person turned back at the provider."""


class ProviderDown(Exception):
    """The provider does not answer, or says that it cannot."""


@dataclass
class _Keys:
    """A provider's public keys, and when they were fetched."""

    found: KeySet | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Provider:
    """A provider of identity and what was agreed with it."""

    slug: str
    name: str
    """What to call it on screen: a French sentence or a proper noun, marked for translation."""
    issuer: str
    client_id: str
    client_secret: str
    authorize_url: str
    token_url: str
    userinfo_url: str
    jwks_url: str
    welcome: Welcome
    """Finds or makes the person of a subject who comes for the first time."""
    scope: str = "openid given_name family_name preferred_username email"
    acr: tuple[str, ...] = ("eidas1",)
    pkce: bool = False
    issuer_in_response: bool = False
    """Whether the provider is known to say its name in the response (RFC 9207)."""
    transport: httpx.AsyncBaseTransport | None = None
    """How to reach it, when not by the network."""
    _keys: _Keys = field(default_factory=_Keys, repr=False, compare=False)

    def client(self, redirect_uri: str) -> AsyncOAuth2Client:
        """A client for one login."""
        return AsyncOAuth2Client(  # type: ignore[no-untyped-call]
            client_id=self.client_id,
            client_secret=self.client_secret,
            token_endpoint_auth_method="client_secret_post",  # noqa: S106 - the name of a method
            scope=self.scope,
            redirect_uri=redirect_uri,
            code_challenge_method="S256" if self.pkce else None,
            # Tokens live 60 s: the library's own margin of 60 s would call them dead at birth.
            leeway=0,
            transport=self.transport,
            timeout=TIMEOUT_S,
            follow_redirects=False,
        )


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom a provider vouched for."""

    issuer: str
    subject: str
    claims: Claims
    id_token: str


_registered: dict[str, Provider] = {}


def register(provider: Provider) -> None:
    """Offer ``provider`` on the login page."""
    _registered[provider.slug] = provider


def withdraw(slug: str) -> None:
    """Offer the provider no more."""
    _registered.pop(slug, None)


def providers() -> tuple[Provider, ...]:
    """Every provider that is configured, in the order of the login page."""
    return tuple(_registered.values())


def provider_named(slug: str) -> Provider | None:
    """The configured provider with this slug."""
    return _registered.get(slug)


def begin(
    provider: Provider, redirect_uri: str, *, next_path: str, now: datetime, locale: str
) -> tuple[str, dict[str, Any]]:
    """Where to send the person, and what to keep, sealed, until she comes back."""
    kept: dict[str, Any] = {
        "provider": provider.slug,
        "state": token(32),
        "nonce": token(32),
        "verifier": token(48) if provider.pkce else None,
        "next": next_path,
        "at": now.timestamp(),
    }
    more = {"ui_locales": locale} if locale != "fr" else {}
    address, _state = provider.client(redirect_uri).create_authorization_url(  # type: ignore[no-untyped-call]
        provider.authorize_url,
        state=kept["state"],
        nonce=kept["nonce"],
        code_verifier=kept["verifier"],
        acr_values=" ".join(provider.acr),
        **more,
    )
    return str(address), kept


async def finish(
    provider: Provider,
    redirect_uri: str,
    *,
    kept: Mapping[str, Any],
    query: Mapping[str, str],
    clock: Callable[[], datetime],
) -> Identity:
    """Check the response to a login that ``kept`` began, and fetch who the person is.

    Raises ``Untrusted``, ``Cancelled`` or ``ProviderDown``.
    """
    code = _checked_response(provider, kept, query, clock())
    try:
        return await _exchange(provider, redirect_uri, kept, code, clock)
    except (httpx.HTTPError, OSError) as error:
        raise ProviderDown(type(error).__name__) from None
    except (JoseError, OAuthError, ValueError, KeyError, TypeError) as error:
        raise Untrusted(type(error).__name__) from None


def _checked_response(
    provider: Provider, kept: Mapping[str, Any], query: Mapping[str, str], now: datetime
) -> str:
    """The code of a response that answers our own question; the question comes before the error."""
    if kept.get("provider") != provider.slug:
        raise Untrusted("provider")
    if not hmac.compare_digest(query.get("state", "").encode(), str(kept["state"]).encode()):
        raise Untrusted("state")
    if now.timestamp() - float(kept["at"]) > rules.LOGIN_WINDOW.total_seconds():
        raise Untrusted("late")
    said = query.get("iss")
    if said != provider.issuer and (said is not None or provider.issuer_in_response):
        raise Untrusted("response iss")
    if error := query.get("error"):
        if error == "access_denied":
            raise Cancelled
        if error in {"server_error", "temporarily_unavailable"}:
            raise ProviderDown(error)
        raise Untrusted("error response")
    if not (code := query.get("code")):
        raise Untrusted("code")
    return code


async def _exchange(
    provider: Provider,
    redirect_uri: str,
    kept: Mapping[str, Any],
    code: str,
    clock: Callable[[], datetime],
) -> Identity:
    verifier = {"code_verifier": kept["verifier"]} if provider.pkce else {}
    async with provider.client(redirect_uri) as client:
        answer = await client.fetch_token(
            provider.token_url, grant_type="authorization_code", code=code, **verifier
        )
        id_token = answer.get("id_token")
        access_token = answer.get("access_token")
        if not isinstance(id_token, str) or not isinstance(access_token, str):
            raise Untrusted("no id_token")
        subject = rules.check_id_token(
            await _verified(provider, id_token, clock()),
            issuer=provider.issuer,
            client_id=provider.client_id,
            nonce=str(kept["nonce"]),
            acr=provider.acr,
            now=clock(),
        )
        claims = await _userinfo(provider, access_token, clock)
    if claims.get("sub") != subject:
        raise Untrusted("userinfo sub")
    return Identity(provider.issuer, subject, claims, id_token)


async def _userinfo(provider: Provider, access_token: str, clock: Callable[[], datetime]) -> Claims:
    """The signed description of the person. A plain one is not believed."""
    async with _plain(provider) as client:
        answer = await client.get(
            provider.userinfo_url, headers={"Authorization": f"Bearer {access_token}"}
        )
    answer.raise_for_status()
    kind = answer.headers.get("content-type", "").split(";")[0].strip()
    if kind != "application/jwt" or len(answer.content) > ANSWER_LIMIT:
        raise Untrusted("userinfo is not signed")
    claims = await _verified(provider, answer.text, clock())
    rules.check_token(claims, issuer=provider.issuer, client_id=provider.client_id, now=clock())
    return claims


async def _verified(provider: Provider, signed: str, now: datetime) -> Claims:
    """The claims of a token that one of the provider's keys signed.

    Keys are kept a few minutes; a signature that they do not explain has them fetched once more,
    for a provider may change its key with or without a new name for it.
    """
    keys, fresh = await _keys(provider, now, again=False)
    try:
        return jwt.decode(signed, keys, algorithms=ALGORITHMS).claims
    except JoseError:
        if fresh:
            raise
    keys, _fresh = await _keys(provider, now, again=True)
    return jwt.decode(signed, keys, algorithms=ALGORITHMS).claims


async def _keys(provider: Provider, now: datetime, *, again: bool) -> tuple[KeySet, bool]:
    """The provider's keys, and whether they were fetched just now."""
    kept = provider._keys
    if kept.found and kept.at and not again and now - kept.at < KEYS_FRESH:
        return kept.found, False
    async with _plain(provider) as client:
        answer = await client.get(provider.jwks_url)
    answer.raise_for_status()
    if len(answer.content) > ANSWER_LIMIT:
        raise Untrusted("keys")
    kept.found, kept.at = KeySet.import_key_set(answer.json()), now
    return kept.found, True


def _plain(provider: Provider) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        transport=provider.transport, timeout=TIMEOUT_S, follow_redirects=False
    )
