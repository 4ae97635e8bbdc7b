"""What the demonstration provider accepts: as little as FranceConnect does."""

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

CODE_LIFE = timedelta(seconds=30)
TOKEN_LIFE = timedelta(seconds=60)
CHOICE_LIFE = timedelta(minutes=10)

NONCE_MIN = 22
STATE_MIN = 32

ASKED = frozenset(
    {
        "client_id", "response_type", "redirect_uri", "scope", "acr_values", "state", "nonce",
        "claims", "prompt", "idp_hint", "ui_locales", "code_challenge", "code_challenge_method",
    }
)  # fmt: skip
REQUIRED = ("client_id", "response_type", "redirect_uri", "scope", "acr_values", "state", "nonce")
PROMPTS = frozenset({"login", "consent", "login consent", "consent login"})
REDEEMED = frozenset(
    {"grant_type", "code", "redirect_uri", "client_id", "client_secret", "code_verifier"}
)

SCOPES: Mapping[str, tuple[str, ...]] = {
    "openid": (),
    "given_name": ("given_name",),
    "family_name": ("family_name",),
    "preferred_username": ("preferred_username",),
    "email": ("email",),
}

_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")


class BadRequest(Exception):
    """A request that is not answered. Its text is FranceConnect's code for the same fault."""


@dataclass(frozen=True, slots=True)
class Demand:
    """A request for login that is in order."""

    state: str
    nonce: str
    scopes: tuple[str, ...]
    challenge: str
    locale: str

    @property
    def claims(self) -> tuple[str, ...]:
        """Names of the facts that will be handed over."""
        return tuple(claim for scope in self.scopes for claim in SCOPES[scope])


def demand(pairs: Sequence[tuple[str, str]], *, client_id: str, redirect_uri: str) -> Demand:
    """Check an authorization request. Raises ``BadRequest``."""
    asked = dict(pairs)
    scopes = tuple(asked.get("scope", "").split())
    faults = (
        (len(asked) != len(pairs) or not ASKED.issuperset(asked), "Y030007"),
        (any(not asked.get(name) for name in REQUIRED), "Y030007"),
        (asked.get("client_id") != client_id, "Y04EA6EF"),
        (asked.get("redirect_uri") != redirect_uri, "Y04C013C"),
        (asked.get("response_type") != "code", "Y030007"),
        (len(asked.get("nonce", "")) < NONCE_MIN, "Y030007"),
        (len(asked.get("state", "")) < STATE_MIN, "Y030007"),
        (asked.get("prompt", "login") not in PROMPTS, "Y030007"),
        (asked.get("acr_values") != "eidas1", "Y030007"),
        (asked.get("code_challenge_method") != "S256", "Y030007"),
        (not _CHALLENGE.fullmatch(asked.get("code_challenge", "")), "Y030007"),
        ("openid" not in scopes or not set(SCOPES).issuperset(scopes), "Y030007"),
    )
    for wrong, code in faults:
        if wrong:
            raise BadRequest(code)
    return Demand(
        state=asked["state"],
        nonce=asked["nonce"],
        scopes=scopes,
        challenge=asked["code_challenge"],
        locale=asked.get("ui_locales", "fr"),
    )


def verifies(verifier: str, challenge: str) -> bool:
    """Whether ``verifier`` is what was hashed into ``challenge`` (RFC 7636, S256)."""
    hashed = hashlib.sha256(verifier.encode()).digest()
    return hmac.compare_digest(base64.urlsafe_b64encode(hashed).rstrip(b"=").decode(), challenge)
