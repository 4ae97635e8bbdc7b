"""Demonstration login: providers of identity inside the product, for fictitious people alone.

One has FranceConnect's shape and strictness, the other ProConnect's; neither has their names or
their looks, so that a login that works here asks nothing more of the real ones. They refuse to
start where real people could meet them.
"""

import ipaddress
import json
from urllib.parse import urlsplit

import httpx
from sqlmodel import col, select

from passport.demo.provider import pages, tokens
from passport.demo.provider.names import PEOPLE, PROFESSIONALS, SHAPES, Shape
from passport.identity import linking, professionals
from passport.identity import provider as relying_party
from passport.identity.models import Person
from passport.identity.provider import Identity, Kind, Pending, Provider
from passport.identity.provider.configured import (
    PEOPLE_SCOPE,
    PROFESSIONAL_SCOPE,
    TWO_WAYS,
)
from passport.kernel.database import Session
from passport.settings import Settings, settings

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
            "Set PUBLIC_ORIGIN to an address of this machine or of a private network, "
            "or configure FranceConnect or ProConnect."
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
    mine = {shape.slug for shape in SHAPES}
    others = tuple(other for other in relying_party.providers() if other.slug not in mine)
    check_place(settings(), others)
    for shape in SHAPES:
        relying_party.register(provider(shape))


def provider(shape: Shape = PEOPLE) -> Provider:
    """What was agreed with a demonstration provider, reached inside the process."""
    base = shape.issuer
    professional = shape.kind is Kind.PROFESSIONAL

    async def welcome(session: Session, identity: Identity) -> Person | Pending:
        return await _welcome(session, shape, identity)

    return Provider(
        slug=shape.slug,
        name=shape.name,
        kind=shape.kind,
        issuer=base,
        client_id=shape.client_id,
        client_secret=shape.client_secret,
        authorize_url=f"{base}/authorize",
        token_url=f"{base}/token",
        userinfo_url=f"{base}/userinfo",
        jwks_url=f"{base}/jwks",
        end_session_url=f"{base}/session/end",
        welcome=welcome,
        scope=PROFESSIONAL_SCOPE if professional else PEOPLE_SCOPE,
        acr_values="" if professional else "eidas1",
        acr=TWO_WAYS if professional else ("eidas1", "eidas2", "eidas3"),
        requested_claims=json.dumps(
            {"id_token": {"amr": None, "acr": {"essential": True, "values": list(TWO_WAYS)}}}
        )
        if professional
        else "",
        ui_locales=not professional,
        pkce=professional,
        issuer_in_response=True,
        transport=httpx.ASGITransport(app=tokens.app),
    )


async def _welcome(session: Session, shape: Shape, identity: Identity) -> Person | Pending:
    """The fictitious person of the sample, or the product's own rules for a special case."""
    people = await session.exec(
        select(Person).where(
            Person.fictitious == True,  # noqa: E712
            col(Person.role).in_(shape.kind.roles),
        )
    )
    for person in people.all():
        if shape.subject_of(person.id) == identity.subject:
            await linking.attach(session, person, identity)
            return person
    if shape.kind is Kind.PROFESSIONAL:
        return await professionals.welcome_professional(session, identity)
    return await linking.welcome_person(session, identity, fictitious=True)


__all__ = [
    "PEOPLE",
    "PROFESSIONALS",
    "Misplaced",
    "check_place",
    "install",
    "provider",
    "routes",
]
