"""What was agreed with each provider of identity, and which ones are offered."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import httpx
from joserfc.jwk import Key, KeySet

from passport.identity.models import Person
from passport.identity.provider.keys import KnownKeys
from passport.kernel.actor import Role
from passport.kernel.database import Session

Claims = Mapping[str, Any]

TIMEOUT_S = 10.0


class Kind(StrEnum):
    """Whom a provider vouches for. People and professionals come in by separate ways."""

    PERSON = "person"
    PROFESSIONAL = "professional"

    @property
    def roles(self) -> frozenset[Role]:
        """The roles that this way leads to, and no other."""
        if self is Kind.PERSON:
            return frozenset({Role.BENEFICIARY})
        return frozenset({Role.CASEWORKER, Role.COORDINATION})


class Button(StrEnum):
    """How the login page offers a provider: each State button has rules of its own."""

    FRANCECONNECT = "franceconnect"
    FRANCECONNECT_PLUS = "franceconnect-plus"
    PROCONNECT = "proconnect"
    DEMONSTRATION = "demonstration"


class Cancelled(Exception):
    """The person turned back at the provider."""


class ProviderDown(Exception):
    """The provider does not answer, or says that it cannot."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom a provider vouched for."""

    issuer: str
    subject: str
    claims: Claims
    id_token: str
    """The signed token, out of its envelope if it had one: the hint of the logout to come."""


class Step(StrEnum):
    """What stands between an account that nobody knows yet and a session."""

    REFUSED = "refused"
    CODE = "code"
    """A code was sent to the address that we hold for the professional."""
    VERIFICATION = "verification"
    """Somebody must look: the same civil identity came back under another name of the provider."""


@dataclass(frozen=True, slots=True)
class Pending:
    """Why nobody comes in yet."""

    step: Step
    reference: str = ""
    """What to say to whoever helps. Opens nothing."""


Welcome = Callable[[Session, Identity], Awaitable[Person | Pending]]


@dataclass(frozen=True)
class Provider:
    """A provider of identity and what was agreed with it.

    Endpoints are given, never discovered: nothing that a provider says later can move them.
    """

    slug: str
    name: str
    """What to call it on screen: a French sentence or a proper noun, marked for translation."""
    issuer: str
    client_id: str
    authorize_url: str
    token_url: str
    userinfo_url: str
    jwks_url: str
    welcome: Welcome
    """Finds or makes the person of an account that comes for the first time."""
    end_session_url: str = ""
    """Where to end the provider's own session. Empty: it has none that outlives the login."""
    kind: Kind = Kind.PERSON
    button: Button = Button.DEMONSTRATION
    client_secret: str = field(default="", repr=False)
    client_key: Key | None = field(default=None, repr=False)
    """Signs our requests for tokens (``private_key_jwt``) in place of the secret."""
    scope: str = "openid given_name family_name preferred_username birthdate email"
    acr_values: str = "eidas1"
    """Levels to ask for; empty where the provider does not take the parameter."""
    requested_claims: str = ""
    """The ``claims`` parameter (OpenID Connect Core, 5.5); empty: not sent."""
    acr: tuple[str, ...] = ("eidas1", "eidas2", "eidas3")
    """Levels that are good enough when they come back."""
    algorithm: str = "ES256"
    """The one signature that is believed."""
    userinfo_signed: bool = True
    decryption_keys: KeySet | None = field(default=None, repr=False)
    """Opens the tokens of a provider that encrypts them; then a bare one is not believed."""
    pkce: bool = False
    issuer_in_response: bool = False
    """Whether the provider is known to say its name in the response (RFC 9207)."""
    ui_locales: bool = True
    """Whether it takes the language to speak to the person."""
    transport: httpx.AsyncBaseTransport | None = field(default=None, repr=False)
    """How to reach it, when not by the network."""
    keys: KnownKeys = field(default_factory=KnownKeys, repr=False, compare=False)

    def plain_client(self) -> httpx.AsyncClient:
        """A client that follows no redirection and waits no longer than ``TIMEOUT_S``."""
        return httpx.AsyncClient(
            transport=self.transport, timeout=TIMEOUT_S, follow_redirects=False
        )

    @property
    def published_keys(self) -> list[dict[str, Any]]:
        """Our public keys for this provider (RFC 7517): to encrypt for us, to check who asks."""
        found = [("enc", key) for key in self.decryption_keys or ()]
        if self.client_key is not None:
            found.append(("sig", self.client_key))
        return [{"use": use, **key.as_dict(private=False)} for use, key in found]


_registered: dict[str, Provider] = {}


def register(provider: Provider) -> None:
    """Offer ``provider`` on the login page."""
    _registered[provider.slug] = provider


def providers() -> tuple[Provider, ...]:
    """Every provider that is configured, in the order of the login page."""
    return tuple(_registered.values())


def provider_named(slug: str) -> Provider | None:
    """The configured provider with this slug."""
    return _registered.get(slug)
