"""Decisions about sessions and addresses, without input or output."""

import base64
import hashlib
import hmac
import re
import unicodedata
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
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


def digits_of(code: str) -> str:
    """The digits of a code that was typed, whatever stands between them and in whatever script."""
    return "".join(str(int(one)) for one in code if one.isdecimal())


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


class TooWeak(Untrusted):
    """The answer is the provider's own, but the person proved herself less than was asked."""


CLOCK_SKEW_S = 10
OLDEST_TOKEN_S = 300
SUBJECT_LIMIT = 255


def check_token(
    claims: Mapping[str, object],
    *,
    issuer: str,
    client_id: str,
    now: datetime,
    ends: bool = True,
) -> str:
    """Check what every signed answer must say; return its subject. Raises ``Untrusted``.

    Stricter than the standard where a library is lax: the audience is us and nobody else. ``ends``
    says that the answer must tell its end; what tells one is past it in any case.
    """
    if claims.get("iss") != issuer:
        raise Untrusted("iss")
    if claims.get("aud") not in (client_id, [client_id]):
        raise Untrusted("aud")
    if claims.get("azp", client_id) != client_id:
        raise Untrusted("azp")
    at = now.timestamp()
    if (ends or "exp" in claims) and at >= _instant(claims, "exp") + CLOCK_SKEW_S:
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
    asked_at: float | None = None,
) -> str:
    """Check who the provider says came in, for this login alone; return the subject.

    ``asked_at`` (seconds since 1970) says that she was to prove herself again, and since when.
    """
    subject = check_token(claims, issuer=issuer, client_id=client_id, now=now)
    given = claims.get("nonce")
    if not isinstance(given, str) or not hmac.compare_digest(given.encode(), nonce.encode()):
        raise Untrusted("nonce")
    proved_at = _instant(claims, "auth_time") if "auth_time" in claims or asked_at else None
    if proved_at is not None:
        late = asked_at is not None and proved_at < asked_at - CLOCK_SKEW_S
        if late or proved_at > now.timestamp() + CLOCK_SKEW_S:
            raise Untrusted("auth_time")
    if claims.get("acr") not in acr:
        raise TooWeak("acr")
    return subject


def check_at_hash(claims: Mapping[str, object], access_token: str) -> None:
    """Check that the token names the access token beside it, when it names one (Core, 3.1.3.6)."""
    if (named := claims.get("at_hash")) is None:
        return
    half = hashlib.sha256(access_token.encode()).digest()[:16]
    expected = base64.urlsafe_b64encode(half).rstrip(b"=").decode()
    if not isinstance(named, str) or not hmac.compare_digest(named.encode(), expected.encode()):
        raise Untrusted("at_hash")


def _instant(claims: Mapping[str, object], name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Untrusted(name)
    return float(value)


# Accounts ----------------------------------------------------------------------------------------


class Doubt(StrEnum):
    """Why a machine must not decide whose account it is."""

    SAME_IDENTITY = "same_identity"
    """A civil identity that is known came back under another name of the provider."""
    COORDINATION = "coordination"
    """A new account says that it is a member of a coordination."""
    ASKED = "asked"
    """A person says that she had a passport here before."""


class Verdict(StrEnum):
    """What was decided about an account in doubt."""

    OPEN = "open"
    ATTACHED = "attached"
    APART = "apart"


NAME_LIMIT = 200
EMAIL_LIMIT = 254

PROOF_LENGTH = 6
PROOF_LIFE = timedelta(minutes=15)
PROOF_TRIES = 5
PROOFS_AN_HOUR = 3
"""Codes to one address: more would let a stranger fill somebody's letter box."""

SIRET = re.compile(r"\d{14}")
_BIRTHDATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def text_of(claims: Mapping[str, object], name: str, limit: int = NAME_LIMIT) -> str:
    """A claim as clean text, cut at ``limit``; empty when it is absent, null or no text."""
    value = claims.get(name)
    return " ".join(value.split())[:limit] if isinstance(value, str) else ""


def pivot_of(claims: Mapping[str, object]) -> tuple[str, str, str] | None:
    """Birth name, given names and birth date, made comparable; nothing when one is missing.

    These three are what FranceConnect lets a service compare people by (its qualification rules,
    point 17). An e-mail address is not: couples and carers share one. The date stays text: people
    whose day of birth is unknown have dates that no calendar has, like ``1970-00-00``.
    """
    family, given = (_comparable(text_of(claims, name)) for name in ("family_name", "given_name"))
    born = text_of(claims, "birthdate")
    if not family or not given or not _BIRTHDATE.fullmatch(born):
        return None
    return family, given, born


def _comparable(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]+", " ", plain.casefold()).split())


def readable_name(name: str) -> str:
    """A name as one writes it: registers give ``LE GOFF-D'ARC``, people ``Le Goff-D'Arc``."""
    if name != name.upper() or name == name.lower():
        return name
    return re.sub(r"\w+", lambda word: word[0].capitalize(), name)


def first_name(claims: Mapping[str, object]) -> str:
    """The first of the given names, by which a person is called."""
    listed = claims.get("given_name_array")
    if isinstance(listed, list) and listed and isinstance(listed[0], str) and listed[0].strip():
        return readable_name(listed[0].strip()[:NAME_LIMIT])
    given = text_of(claims, "given_name")
    return readable_name(given.split()[0]) if given else ""


def same_address(one: str | None, other: str | None) -> bool:
    """Whether two e-mail addresses are one, whatever their capitals."""
    return bool(one and other) and str(one).strip().casefold() == str(other).strip().casefold()
