"""Demonstration login: a provider of identity inside the product, for fictitious people alone.

It has FranceConnect's shape and strictness, and neither its name nor its look, so that a login that
works here asks nothing more of the real one. It refuses to start where real people could meet it.
"""

import ipaddress
from urllib.parse import urlsplit

import httpx
from sqlmodel import select

from passport.demo.provider import pages, tokens
from passport.demo.provider.names import CLIENT_ID, client_secret, issuer, subject_of
from passport.identity import provider as relying_party
from passport.identity import service as identity
from passport.identity.models import Person
from passport.identity.provider import Claims, Provider
from passport.kernel.database import Session
from passport.kernel.errors import Refused
from passport.kernel.i18n import N_
from passport.settings import Settings, settings

SLUG = "demo"

routes = pages.routes


class Misplaced(RuntimeError):
    """The demonstration login would stand where real people could meet it."""


def check_place(values: Settings, others: tuple[Provider, ...]) -> None:
    """Raise ``Misplaced`` in production, on a public address, or beside a real provider."""
    if values.production:
        raise Misplaced("The demonstration login cannot run in production.")
    if not (values.local or _private(urlsplit(values.origin).hostname or "")):
        raise Misplaced(
            f"The demonstration login refuses the public address {values.origin}. "
            "Set PUBLIC_ORIGIN to an address of this machine or of a private network."
        )
    if others:
        raise Misplaced("The demonstration login refuses to stand beside a real provider.")


def _private(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith((".localhost", ".local", ".test", ".internal"))


def install() -> None:
    """Offer the demonstration login. Raises ``Misplaced``."""
    others = tuple(other for other in relying_party.providers() if other.slug != SLUG)
    check_place(settings(), others)
    relying_party.register(provider())


def provider() -> Provider:
    """What was agreed with the demonstration provider, reached inside the process."""
    base = issuer()
    return Provider(
        slug=SLUG,
        name=N_("Connexion de démonstration"),
        issuer=base,
        client_id=CLIENT_ID,
        client_secret=client_secret(),
        authorize_url=f"{base}/authorize",
        token_url=f"{base}/token",
        userinfo_url=f"{base}/userinfo",
        jwks_url=f"{base}/jwks",
        welcome=_welcome,
        pkce=True,
        issuer_in_response=True,
        transport=httpx.ASGITransport(app=tokens.app),
    )


async def _welcome(session: Session, subject: str, claims: Claims) -> Person:
    """The fictitious person of ``subject``: nobody else can come in this way."""
    people = await session.exec(select(Person.id).where(Person.fictitious == True))  # noqa: E712
    for person_id in people.all():
        if subject_of(person_id) == subject:
            person = await identity.fictitious_person(session, person_id)
            await identity.link(session, person, issuer(), subject)
            return person
    raise Refused(N_("Cette personne n’est pas dans la démonstration."))


__all__ = ["SLUG", "Misplaced", "check_place", "install", "provider", "routes"]
