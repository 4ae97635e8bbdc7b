"""Sends a person to a provider and checks what comes back.

Authlib makes the request and exchanges the code; what it leaves unchecked is checked here (its
measured gaps: expiry of the state, ``iss`` of the response, audience, empty subject, level, signed
userinfo and its subject).
"""

import hmac
import warnings
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import httpx
from joserfc import jwt
from joserfc.errors import JoseError

from passport.identity import rules
from passport.identity.provider.agreement import (
    TIMEOUT_S,
    Cancelled,
    Claims,
    Identity,
    Provider,
    ProviderDown,
)
from passport.identity.provider.tokens import ANSWER_LIMIT, opened, verified
from passport.identity.rules import Untrusted
from passport.kernel.ids import token

with warnings.catch_warnings():
    # Authlib prefers httpx's successor, and says so at each start.
    from authlib.deprecate import AuthlibDeprecationWarning

    warnings.simplefilter("ignore", AuthlibDeprecationWarning)
    from authlib.integrations.base_client import OAuthError
    from authlib.integrations.httpx_client import AsyncOAuth2Client

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ASSERTION_LIFE = timedelta(minutes=1)

# Errors that mean that what we configured is wrong: nothing that the person can mend.
OURS = frozenset({"invalid_client", "unauthorized_client"})
DOWN = frozenset({"server_error", "temporarily_unavailable"})


def _client(provider: Provider, redirect_uri: str) -> AsyncOAuth2Client:
    """A client for one login."""
    method = "client_secret_post" if provider.client_secret else "none"
    return AsyncOAuth2Client(  # type: ignore[no-untyped-call]
        client_id=provider.client_id,
        client_secret=provider.client_secret or None,
        token_endpoint_auth_method=method,
        scope=provider.scope,
        redirect_uri=redirect_uri,
        code_challenge_method="S256" if provider.pkce else None,
        # Tokens live 60 s: the library's own margin of 60 s would call them dead at birth.
        leeway=0,
        transport=provider.transport,
        timeout=TIMEOUT_S,
        follow_redirects=False,
    )


def begin(
    provider: Provider,
    redirect_uri: str,
    *,
    next_path: str,
    now: datetime,
    locale: str,
    anew: bool = False,
) -> tuple[str, dict[str, Any]]:
    """Where to send the person, and what to keep, sealed, until she comes back.

    ``anew`` asks the provider to let her choose who she is again.
    """
    kept: dict[str, Any] = {
        "provider": provider.slug,
        "state": token(32),
        "nonce": token(32),
        "verifier": token(48) if provider.pkce else None,
        "next": next_path,
        "anew": anew,
        "at": now.timestamp(),
    }
    more = {
        "acr_values": provider.acr_values,
        "claims": provider.requested_claims,
        "prompt": "login" if anew else "",
        "ui_locales": locale if provider.ui_locales and locale != "fr" else "",
    }
    address, _state = _client(provider, redirect_uri).create_authorization_url(  # type: ignore[no-untyped-call]
        provider.authorize_url,
        state=kept["state"],
        nonce=kept["nonce"],
        code_verifier=kept["verifier"],
        **{name: value for name, value in more.items() if value},
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
    except OAuthError as error:
        if error.error in OURS | DOWN:
            raise ProviderDown(str(error.error)) from None
        raise Untrusted("token error") from None
    except (httpx.HTTPError, OSError) as error:
        raise ProviderDown(type(error).__name__) from None
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise Untrusted(type(error).__name__) from None


def end_session(provider: Provider, return_to: str, *, state: str, id_token: str) -> str:
    """Where to end the provider's own session (RP-Initiated Logout 1.0)."""
    return f"{provider.end_session_url}?" + urlencode(
        {"id_token_hint": id_token, "state": state, "post_logout_redirect_uri": return_to}
    )


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
        if error in DOWN:
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
    more = {"code_verifier": kept["verifier"]} if provider.pkce else {}
    if provider.client_key is not None:
        more |= {
            "client_assertion_type": ASSERTION,
            "client_assertion": _assertion(provider, clock()),
        }
    async with _client(provider, redirect_uri) as client:
        answer = await client.fetch_token(
            provider.token_url, grant_type="authorization_code", code=code, **more
        )
    id_token = answer.get("id_token")
    access_token = answer.get("access_token")
    if not isinstance(id_token, str) or not isinstance(access_token, str):
        raise Untrusted("no id_token")
    signed = opened(provider, id_token)
    facts = await verified(provider, signed, clock())
    subject = rules.check_id_token(
        facts,
        issuer=provider.issuer,
        client_id=provider.client_id,
        nonce=str(kept["nonce"]),
        acr=provider.acr,
        now=clock(),
        asked_at=float(kept["at"]) if kept.get("anew") else None,
    )
    rules.check_at_hash(facts, access_token)
    claims = await _userinfo(provider, access_token, clock)
    if claims.get("sub") != subject:
        raise Untrusted("userinfo sub")
    return Identity(provider.issuer, subject, claims, signed)


async def _userinfo(provider: Provider, access_token: str, clock: Callable[[], datetime]) -> Claims:
    """The description of the person. A plain one is believed only where it was agreed."""
    async with provider.plain_client() as client:
        answer = await client.get(
            provider.userinfo_url, headers={"Authorization": f"Bearer {access_token}"}
        )
    answer.raise_for_status()
    if len(answer.content) > ANSWER_LIMIT:
        raise Untrusted("userinfo too long")
    kind = answer.headers.get("content-type", "").split(";")[0].strip()
    if not provider.userinfo_signed:
        found = answer.json()
        if kind != "application/json" or not isinstance(found, dict):
            raise Untrusted("userinfo is not plain")
        return found
    if kind != "application/jwt":
        raise Untrusted("userinfo is not signed")
    claims = await verified(provider, opened(provider, answer.text.strip()), clock())
    rules.check_token(
        claims, issuer=provider.issuer, client_id=provider.client_id, now=clock(), ends=False
    )
    return claims


def _assertion(provider: Provider, now: datetime) -> str:
    """Our own signed word that it is us who ask (RFC 7523), for this provider and for a minute."""
    key = provider.client_key
    assert key is not None
    at = int(now.timestamp())
    claims = {
        "iss": provider.client_id,
        "sub": provider.client_id,
        "aud": provider.issuer,
        "jti": token(16),
        "iat": at,
        "exp": at + int(ASSERTION_LIFE.total_seconds()),
    }
    algorithm = "ES256" if key.key_type == "EC" else "RS256"
    return jwt.encode({"alg": algorithm, "kid": key.kid}, claims, key, algorithms=[algorithm])
