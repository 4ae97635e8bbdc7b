"""What the demonstration providers accept: as little as FranceConnect and ProConnect do."""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

CODE_LIFE = timedelta(seconds=30)
TOKEN_LIFE = timedelta(seconds=60)
CHOICE_LIFE = timedelta(minutes=10)

# FranceConnect takes nonces of 22 characters; ProConnect's documentation asks for 32 of both.
NONCE_MIN = 22
PROFESSIONAL_NONCE_MIN = 32
STATE_MIN = 32

ASKED = frozenset(
    {
        "client_id", "response_type", "redirect_uri", "scope", "acr_values", "state", "nonce",
        "claims", "prompt", "idp_hint", "ui_locales",
    }
)  # fmt: skip
PROFESSIONAL_ASKED = frozenset(
    {
        "client_id", "response_type", "redirect_uri", "scope", "acr_values", "state", "nonce",
        "claims", "prompt", "idp_hint", "login_hint", "siret_hint", "code_challenge",
        "code_challenge_method",
    }
)  # fmt: skip
PROFESSIONAL_REQUIRED = ("client_id", "response_type", "redirect_uri", "scope", "state", "nonce")
REQUIRED = (*PROFESSIONAL_REQUIRED, "acr_values")
PROMPTS = frozenset({"login", "consent", "login consent", "consent login"})
REDEEMED = frozenset({"grant_type", "code", "redirect_uri", "client_id", "client_secret"})
LEFT = frozenset({"id_token_hint", "state", "post_logout_redirect_uri"})

SCOPES: Mapping[str, tuple[str, ...]] = {
    "openid": (),
    "given_name": ("given_name", "given_name_array"),
    "family_name": ("family_name",),
    "preferred_username": ("preferred_username",),
    "birthdate": ("birthdate",),
    "idp_birthdate": ("idp_birthdate",),
    "gender": ("gender",),
    "birthplace": ("birthplace",),
    "birthcountry": ("birthcountry",),
    "email": ("email",),
}
PROFESSIONAL_SCOPES: Mapping[str, tuple[str, ...]] = {
    "openid": (),
    "given_name": ("given_name",),
    "usual_name": ("usual_name",),
    "email": ("email",),
    "siret": ("siret",),
    "uid": ("uid",),
    "idp_id": ("idp_id",),
    "organization_label": ("organization_label",),
}

_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")


class BadRequest(Exception):
    """A request that is not answered. Its text is the code that the real provider gives."""


@dataclass(frozen=True, slots=True)
class Demand:
    """A request for login that is in order."""

    state: str
    nonce: str
    scopes: tuple[str, ...]
    challenge: str
    """Empty without PKCE."""
    wants_amr: bool
    locale: str

    def claims(self, *, professional: bool) -> tuple[str, ...]:
        """Names of the facts that will be handed over."""
        known = PROFESSIONAL_SCOPES if professional else SCOPES
        return tuple(claim for scope in self.scopes for claim in known[scope])


def demand(
    pairs: Sequence[tuple[str, str]],
    *,
    client_id: str,
    redirect_uri: str,
    professional: bool = False,
) -> Demand:
    """Check an authorization request. Raises ``BadRequest``.

    FranceConnect takes no PKCE: its parameters are unknown there, and refused like any other.
    """
    asked = dict(pairs)
    scopes = tuple(asked.get("scope", "").split())
    wrong = "Y000400" if professional else "Y030007"
    allowed, required, known = (
        (PROFESSIONAL_ASKED, PROFESSIONAL_REQUIRED, PROFESSIONAL_SCOPES)
        if professional
        else (ASKED, REQUIRED, SCOPES)
    )
    nonce_min = PROFESSIONAL_NONCE_MIN if professional else NONCE_MIN
    proved = "code_challenge" in asked or "code_challenge_method" in asked
    faults = (
        (len(asked) != len(pairs) or not allowed.issuperset(asked), wrong),
        (any(not asked.get(name) for name in required), wrong),
        (asked.get("client_id") != client_id, "Y04EA6EF"),
        (asked.get("redirect_uri") != redirect_uri, "Y030031" if professional else "Y04C013C"),
        (asked.get("response_type") != "code", wrong),
        (len(asked.get("nonce", "")) < nonce_min, wrong),
        (len(asked.get("state", "")) < STATE_MIN, wrong),
        (asked.get("prompt", "login") not in PROMPTS, wrong),
        (not professional and asked.get("acr_values") != "eidas1", wrong),
        (proved and asked.get("code_challenge_method") != "S256", wrong),
        (proved and not _CHALLENGE.fullmatch(asked.get("code_challenge", "")), wrong),
        ("openid" not in scopes or not set(known).issuperset(scopes), wrong),
        (_token_claims(asked.get("claims", "{}")) is None, wrong),
    )
    for fault, code in faults:
        if fault:
            raise BadRequest(code)
    return Demand(
        state=asked["state"],
        nonce=asked["nonce"],
        scopes=scopes,
        challenge=asked.get("code_challenge", ""),
        wants_amr="amr" in (_token_claims(asked.get("claims", "{}")) or {}),
        locale=asked.get("ui_locales", "fr"),
    )


def _token_claims(text: str) -> Mapping[str, object] | None:
    """What is asked of the id_token; nothing when the request cannot be read."""
    try:
        found = json.loads(text)
        wanted = found.get("id_token", {})
    except (ValueError, AttributeError):
        return None
    return wanted if isinstance(wanted, dict) else None


def verifies(verifier: str, challenge: str) -> bool:
    """Whether ``verifier`` is what was hashed into ``challenge`` (RFC 7636, S256)."""
    hashed = hashlib.sha256(verifier.encode()).digest()
    return hmac.compare_digest(base64.urlsafe_b64encode(hashed).rstrip(b"=").decode(), challenge)
