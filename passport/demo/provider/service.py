"""Use cases of the demonstration providers: whom they know, and what they gave out."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from passport.demo.models import DemonstrationGrant
from passport.demo.provider.names import Shape
from passport.demo.provider.personas import Persona, persona, personas_of
from passport.identity.models import Person
from passport.identity.provider import Kind
from passport.kernel.crypto import digest
from passport.kernel.database import Session
from passport.kernel.i18n import N_, _
from passport.kernel.ids import token
from passport.network.models import Structure, Territory

SPECIAL = N_("Cas particuliers")


async def groups(session: Session, shape: Shape) -> list[tuple[str, list[Persona]]]:
    """Every fictitious person whom the provider knows, by territory, then the special cases."""
    rows = await session.exec(
        select(Person, Territory.name)
        .join(Territory, col(Territory.id) == col(Person.territory_id), isouter=True)
        .where(
            Person.fictitious == True,  # noqa: E712
            col(Person.role).in_(shape.kind.roles),
            col(Person.sketch).is_not(None),
        )
        .order_by(Territory.name, Person.given_name, Person.family_name)
    )
    grouped: dict[str, list[Persona]] = {}
    for person, territory in rows.all():
        grouped.setdefault(territory or "", []).append(
            Persona(key=str(person.id), name=person.name, sketch=person.sketch or "")
        )
    if grouped and (special := personas_of(shape.kind)):
        grouped[_(SPECIAL)] = list(special)
    return list(grouped.items())


@dataclass(frozen=True, slots=True)
class Known:
    """What the provider knows of somebody."""

    key: str
    subject: str
    claims: Mapping[str, Any]
    token: Mapping[str, Any]
    """What the id_token says beside the usual: ``acr``, ``amr``."""
    outcome: str
    """An error that ends every login of this persona; empty for most."""


async def known(session: Session, shape: Shape, key: str) -> Known | None:
    """What the provider knows of a fictitious person, or of one of the special cases."""
    if special := persona(shape.kind, key):
        return Known(
            key,
            shape.subject_of(special.subject or special.key),
            special.claims,
            {"acr": "eidas1", **special.token},
            special.outcome,
        )
    try:
        person = await session.get(Person, UUID(key))
    except ValueError:
        return None
    if person is None or not person.fictitious or person.role not in shape.kind.roles:
        return None
    facts = (
        _civil_facts(person) if shape.kind is Kind.PERSON else await _work_facts(session, person)
    )
    level = "eidas1" if shape.kind is Kind.PERSON else "eidas1-mfa"
    return Known(
        key,
        shape.subject_of(person.id),
        {name: value for name, value in facts.items() if value},
        {"acr": level},
        "",
    )


def _civil_facts(person: Person) -> dict[str, str | None]:
    born = date(1966, 1, 1) + timedelta(days=person.id.int % (38 * 365))
    return {
        "given_name": person.given_name,
        "family_name": person.family_name,
        "preferred_username": person.preferred_name,
        "birthdate": born.isoformat(),
        "email": person.email,
    }


async def _work_facts(session: Session, person: Person) -> dict[str, str | None]:
    place = await session.get(Structure, person.structure_id) if person.structure_id else None
    return {
        "given_name": person.given_name,
        "usual_name": person.preferred_name or person.family_name,
        "email": person.email,
        "siret": place.siret if place else None,
        "organization_label": place.name if place else None,
        "uid": str(person.id),
        "idp_id": "demonstration",
    }


async def give(session: Session, data: dict[str, Any], life: timedelta) -> str:
    """Give out a code or a token that stands for ``data``, good once and for ``life``."""
    now = session.now()
    await session.exec(sa.delete(DemonstrationGrant).where(col(DemonstrationGrant.ends_at) <= now))
    secret = token(32)
    session.add(
        DemonstrationGrant(
            id=session.new_id(),
            digest=digest(secret),
            ends_at=now + life,
            sealed=json.dumps(data),
        )
    )
    return secret


async def redeem(session: Session, secret: str) -> dict[str, Any] | None:
    """What ``secret`` stood for, once and in time."""
    row = (
        await session.exec(
            select(DemonstrationGrant).where(DemonstrationGrant.digest == digest(secret))
        )
    ).first()
    if row is None:
        return None
    gone = await session.exec(
        sa.delete(DemonstrationGrant).where(col(DemonstrationGrant.id) == row.id)
    )
    if gone.rowcount != 1 or row.ends_at <= session.now():
        return None
    data: dict[str, Any] = json.loads(row.sealed)
    return data
