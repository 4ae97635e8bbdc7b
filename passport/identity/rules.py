"""Decisions about sessions and addresses, without input or output."""

import hmac
import re
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from urllib.parse import urlsplit

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=8)
ANONYMOUS = timedelta(minutes=15)
SHARED_IDLE = timedelta(minutes=5)
SHARED_ABSOLUTE = timedelta(hours=2)
"""On a device that is not the person's own."""

SEEN_STEP = timedelta(minutes=1)
SHARED_SEEN_STEP = timedelta(seconds=20)
"""How old the last sight of a session may be before it is written again."""

LOGIN_WINDOW = timedelta(minutes=10)
"""How long a person may stay at the provider."""

NEXT_LIMIT = 500

_CONTROL = re.compile(r"[\x00-\x20\x7f\\]")


def idle_time(shared: bool) -> timedelta:
    """How long a session stands without a sign of its person."""
    return SHARED_IDLE if shared else IDLE


def longest(shared: bool) -> timedelta:
    """How long a session stands whatever its person does."""
    return SHARED_ABSOLUTE if shared else ABSOLUTE


def alive(seen_at: datetime, ends_at: datetime, now: datetime, *, shared: bool = False) -> bool:
    """Whether a session still stands: not idle for too long, and not at its end."""
    return now < ends_at and now - seen_at < idle_time(shared)


def worth_noting(seen_at: datetime, now: datetime, *, shared: bool = False) -> bool:
    """Whether the last sight is old enough to be written again."""
    return now - seen_at >= (SHARED_SEEN_STEP if shared else SEEN_STEP)


def called(given_name: str, preferred_name: str | None, family_name: str) -> str:
    """What to call somebody: given name, then the name they use, else their birth name."""
    return f"{given_name} {preferred_name or family_name}"


def safe_next(target: str | None, default: str) -> str:
    r"""``target`` when it is a path of this product, else ``default``.

    A browser reads ``//host``, ``/\host`` and addresses with a tab in them as another site; a
    login must never end there, nor come back to the login itself.
    """
    if not target or len(target) > NEXT_LIMIT or _CONTROL.search(target):
        return default
    if not target.startswith("/") or target.startswith("//"):
        return default
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return default
    page = re.sub(r"^/(en|ar)(?=/|$)", "", parts.path)
    if page.startswith(("/auth", "/connexion", "/deconnexion", "/au-revoir", "//")):
        return default
    return target


def device_of(user_agent: str) -> str:
    """A word or two that let a person recognise a device: ``Chrome, Android``."""
    browsers = (
        ("Edg", "Edge"),
        ("OPR", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    )
    systems = (
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    )
    found = [
        next((name for mark, name in table if mark in user_agent), "")
        for table in (browsers, systems)
    ]
    return ", ".join(word for word in found if word)


class Untrusted(Exception):
    """A provider's answer that must not be believed. Says which rule, never what was in it."""


CLOCK_SKEW_S = 10
OLDEST_TOKEN_S = 300
SUBJECT_LIMIT = 255


def check_token(claims: Mapping[str, object], *, issuer: str, client_id: str, now: datetime) -> str:
    """Check what every signed answer must say; return its subject. Raises ``Untrusted``.

    Stricter than the standard where a library is lax: the audience is us and nobody else.
    """
    if claims.get("iss") != issuer:
        raise Untrusted("iss")
    if claims.get("aud") not in (client_id, [client_id]):
        raise Untrusted("aud")
    if claims.get("azp", client_id) != client_id:
        raise Untrusted("azp")
    at = now.timestamp()
    if at >= _instant(claims, "exp") + CLOCK_SKEW_S:
        raise Untrusted("exp")
    issued = _instant(claims, "iat")
    if issued > at + CLOCK_SKEW_S or issued < at - OLDEST_TOKEN_S:
        raise Untrusted("iat")
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= SUBJECT_LIMIT:
        raise Untrusted("sub")
    return subject


def check_id_token(
    claims: Mapping[str, object],
    *,
    issuer: str,
    client_id: str,
    nonce: str,
    acr: Collection[str],
    now: datetime,
) -> str:
    """Check who the provider says came in, for this login alone; return the subject."""
    subject = check_token(claims, issuer=issuer, client_id=client_id, now=now)
    given = claims.get("nonce")
    if not isinstance(given, str) or not hmac.compare_digest(given, nonce):
        raise Untrusted("nonce")
    if claims.get("acr") not in acr:
        raise Untrusted("acr")
    if "auth_time" in claims and _instant(claims, "auth_time") > now.timestamp() + CLOCK_SKEW_S:
        raise Untrusted("auth_time")
    return subject


def _instant(claims: Mapping[str, object], name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Untrusted(name)
    return float(value)
