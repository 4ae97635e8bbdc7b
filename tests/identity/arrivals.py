"""Whoever comes by a provider: people and professionals, as their providers describe them."""

from typing import Any

from sqlmodel import func, select

from passport.identity import linking, professionals
from passport.identity.models import Person
from passport.identity.provider import Identity, Kind, Pending
from passport.kernel.crypto import decrypt
from passport.kernel.database import Database, Session
from passport.kernel.outbox import OutboxMessage
from tests.identity.bent import ISSUER
from tests.identity.conftest import SIRET

CIVIL = {
    "given_name": "Dominique Anne",
    "family_name": "LE GOFF",
    "birthdate": "1983-12-15",
    "email": "dominique@exemple.fr",
}


def came(subject: str = "s", issuer: str = ISSUER, **claims: Any) -> Identity:
    return Identity(issuer, subject, {**CIVIL, **claims}, "")


async def come(session: Session, identity: Identity, kind: Kind = Kind.PERSON) -> Person | Pending:
    """What the login does with an identity, up to the session."""
    new = linking.welcome_person if kind is Kind.PERSON else professionals.welcome_professional
    return await linking.whose(session, identity, kind, new)


async def person_of(db: Database, identity: Identity) -> Person:
    found = await db.write(come, identity)
    assert isinstance(found, Person)
    return found


async def pending(db: Database, identity: Identity, kind: Kind = Kind.PERSON) -> Pending:
    found = await db.write(come, identity, kind)
    assert isinstance(found, Pending)
    return found


async def count(session: Session, table: Any) -> int:
    return (await session.exec(select(func.count()).select_from(table))).one()


def works(subject: str = "p", **claims: Any) -> Identity:
    said = {
        "given_name": "Paul",
        "usual_name": "Martin",
        "email": "Paul@exemple.fr ",
        "siret": SIRET,
    }
    return Identity(ISSUER, subject, {**said, **claims}, "")


async def code_sent(db: Database) -> str:
    async def find(session: Session) -> str:
        query = select(OutboxMessage).where(OutboxMessage.kind == professionals.CODE_SENT)
        rows = (await session.exec(query)).all()
        sent = max(rows, key=lambda row: row.id)
        assert decrypt(sent.payload["sealed"].encode()) not in str(sent.payload)
        return decrypt(sent.payload["sealed"].encode())

    return await db.read(find)
