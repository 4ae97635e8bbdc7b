"""Use cases of the demonstration provider."""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from passport.demo.models import DemonstrationGrant
from passport.identity.models import Person
from passport.kernel.actor import Role
from passport.kernel.crypto import digest
from passport.kernel.database import Session
from passport.kernel.ids import token
from passport.network.models import Territory


@dataclass(frozen=True, slots=True)
class Persona:
    """A fictitious person on the list."""

    id: UUID
    name: str
    sketch: str


async def personas(session: Session) -> list[tuple[str, list[Persona]]]:
    """Every fictitious beneficiary, by territory."""
    rows = await session.exec(
        select(Person, Territory.name)
        .join(Territory, col(Territory.id) == col(Person.territory_id), isouter=True)
        .where(Person.fictitious == True, Person.role == Role.BENEFICIARY)  # noqa: E712
        .order_by(Territory.name, Person.given_name, Person.family_name)
    )
    grouped: dict[str, list[Persona]] = {}
    for person, territory in rows.all():
        grouped.setdefault(territory or "", []).append(
            Persona(person.id, person.name, person.sketch or "")
        )
    return list(grouped.items())


async def facts(session: Session, person_id: UUID) -> dict[str, str] | None:
    """What the provider knows of a fictitious person, by name of claim."""
    person = await session.get(Person, person_id)
    if person is None or not person.fictitious or person.role is not Role.BENEFICIARY:
        return None
    known = {
        "given_name": person.given_name,
        "family_name": person.family_name,
        "preferred_username": person.preferred_name,
        "email": person.email,
    }
    return {name: value for name, value in known.items() if value}


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
