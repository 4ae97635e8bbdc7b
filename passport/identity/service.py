"""Use cases of identity: sessions, and the way from an account to its person."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from passport.identity import rules
from passport.identity.models import Account, Person, WebSession
from passport.kernel.actor import Actor, Role
from passport.kernel.audit import note
from passport.kernel.crypto import digest
from passport.kernel.database import Session
from passport.kernel.errors import Conflict, NotFound
from passport.kernel.i18n import N_
from passport.kernel.ids import token

TAKEN = N_("Ce compte est déjà relié à quelqu’un.")


@dataclass(frozen=True, slots=True)
class Visit:
    """A live session, as the guard sees it."""

    digest: str
    actor: Actor | None
    seen_at: datetime
    ends_at: datetime
    locale: str = "fr"
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """What other features may know of a person: what to call her and how to write to her."""

    id: UUID
    role: Role
    name: str
    given_name: str
    email: str | None
    phone: str | None
    locale: str
    territory_id: UUID | None
    structure_id: UUID | None
    fictitious: bool


async def cards(session: Session, person_ids: Iterable[UUID]) -> dict[UUID, Card]:
    """The cards of these people, by identifier; unknown ones are left out."""
    wanted = set(person_ids)
    rows = await session.exec(select(Person).where(col(Person.id).in_(wanted)))
    return {
        person.id: Card(
            id=person.id,
            role=person.role,
            name=person.name,
            given_name=person.given_name,
            email=person.email,
            phone=person.phone,
            locale=person.locale,
            territory_id=person.territory_id,
            structure_id=person.structure_id,
            fictitious=person.fictitious,
        )
        for person in rows.all()
    }


async def card(session: Session, person_id: UUID) -> Card:
    """The card of a person. Raises ``NotFound``."""
    found = (await cards(session, [person_id])).get(person_id)
    if found is None:
        raise NotFound(N_("Nous ne trouvons pas cette personne."))
    return found


async def called(session: Session, person_id: UUID) -> str:
    """What to call a person. Raises ``NotFound``."""
    # Columns alone: a page asks for this, and it opens nothing that is sealed.
    row = (
        await session.exec(
            select(Person.given_name, Person.preferred_name, Person.family_name).where(
                Person.id == person_id
            )
        )
    ).first()
    if row is None:
        raise NotFound(N_("Nous ne trouvons pas cette personne."))
    given_name, preferred_name, family_name = row
    return rules.called(given_name, preferred_name, family_name)


# Columns alone, and made once: this is read before every event, and opens nothing that is sealed.
_VISIT = (
    sa.select(
        col(WebSession.seen_at),
        col(WebSession.ends_at),
        col(WebSession.shared),
        col(Person.id),
        col(Person.role),
        col(Person.territory_id),
        col(Person.structure_id),
        col(Person.locale),
    )
    .join(Person, col(Person.id) == col(WebSession.person_id), isouter=True)
    .where(col(WebSession.digest) == sa.bindparam("digest"))
)


async def visit(session: Session, secret_digest: str) -> Visit | None:
    """The live session with this digest, or nothing."""
    connection = await session.connection()
    row = (await connection.execute(_VISIT, {"digest": secret_digest})).first()
    if row is None:
        return None
    seen_at, ends_at, shared, person_id, role, territory_id, structure_id, locale = row
    if not rules.alive(seen_at, ends_at, session.now(), shared=shared):
        return None
    actor = Actor(person_id, role, territory_id, structure_id, secret_digest) if person_id else None
    return Visit(secret_digest, actor, seen_at, ends_at, locale or "fr", shared)


def standing(now: datetime) -> sa.ColumnElement[bool]:
    """Which sessions have neither come to their end nor been idle for too long."""
    return sa.and_(
        col(WebSession.ends_at) > now,
        sa.or_(
            sa.and_(
                col(WebSession.shared).is_(False),
                col(WebSession.seen_at) > now - rules.idle_time(False),
            ),
            col(WebSession.seen_at) > now - rules.idle_time(True),
        ),
    )


async def touch(session: Session, secret_digest: str) -> None:
    """Note that the session was seen now."""
    await session.exec(
        sa.update(WebSession)
        .where(col(WebSession.digest) == secret_digest)
        .values(seen_at=session.now())
    )


async def open_anonymous(session: Session, data: dict[str, Any], device: str = "") -> str:
    """Open a session without a person, holding ``data`` sealed; return the browser's secret."""
    secret = token(32)
    session.add(_row(session, secret, None, data, device))
    return secret


async def open_for(
    session: Session,
    person: Person,
    data: dict[str, Any],
    device: str = "",
    *,
    replaces: str | None = None,
    shared: bool = False,
) -> str:
    """Open a new session for ``person`` and return the browser's secret.

    The browser's former session, ``replaces``, ends: an identifier from before the login is worth
    nothing after it. On a ``shared`` device it is shorter.
    """
    if replaces:
        await session.exec(sa.delete(WebSession).where(col(WebSession.digest) == replaces))
    secret = token(32)
    session.add(_row(session, secret, person.id, data, device, shared))
    note(session, person.id, "login", device=device, shared=shared)
    return secret


def _row(
    session: Session,
    secret: str,
    person_id: UUID | None,
    data: dict[str, Any],
    device: str,
    shared: bool = False,
) -> WebSession:
    now = session.now()
    return WebSession(
        id=session.new_id(),
        digest=digest(secret),
        person_id=person_id,
        device=device[:80],
        shared=shared,
        created_at=now,
        seen_at=now,
        ends_at=now + (rules.longest(shared) if person_id else rules.ANONYMOUS),
        sealed=json.dumps(data) if data else None,
    )


async def close(session: Session, secret_digest: str) -> Visit | None:
    """End a session, and say which it was when it was live."""
    ended = await visit(session, secret_digest)
    await session.exec(sa.delete(WebSession).where(col(WebSession.digest) == secret_digest))
    if ended and ended.actor:
        note(session, ended.actor, "logout")
    return ended


async def close_others(session: Session, actor: Actor) -> tuple[str, ...]:
    """End every other session of the same person; return their digests."""
    ended = tuple(
        (
            await session.exec(
                select(WebSession.digest).where(
                    WebSession.person_id == actor.person_id,
                    WebSession.digest != actor.session_id,
                )
            )
        ).all()
    )
    await session.exec(sa.delete(WebSession).where(col(WebSession.digest).in_(ended)))
    if ended:
        note(session, actor, "sessions_closed", count=len(ended))
    return ended


async def refused(session: Session, actor: Actor | None, where: str, reason: str) -> None:
    """Write down that something was refused."""
    note(session, actor, "refusal", subject=where[:80], reason=reason)


async def account_of(session: Session, issuer: str, subject: str) -> tuple[Account, Person] | None:
    """The account that this provider calls ``subject``, with its person."""
    return (
        await session.exec(
            select(Account, Person)
            .join(Person, col(Person.id) == col(Account.person_id))
            .where(Account.issuer == issuer, Account.subject == subject)
        )
    ).first()


async def link(
    session: Session,
    person: Person,
    issuer: str,
    subject: str,
    *,
    pivot: str | None = None,
    contact: str | None = None,
) -> Account:
    """Let ``subject`` of ``issuer`` lead to ``person`` from now on. Raises ``Conflict``.

    The unique index decides when two logins of one new account come at the same time.
    """
    now = session.now()
    account = Account(
        id=session.new_id(),
        issuer=issuer,
        subject=subject,
        person_id=person.id,
        pivot=pivot,
        contact=contact,
        created_at=now,
        used_at=now,
    )
    session.add(account)
    try:
        await session.flush()
    except IntegrityError:
        raise Conflict(TAKEN) from None
    note(session, person.id, "account_linked")
    return account


async def admit(
    session: Session,
    *,
    given_name: str,
    family_name: str,
    email: str | None,
    phone: str | None,
    territory_id: UUID,
    structure_id: UUID,
    locale: str,
    fictitious: bool,
    device: str,
    shared: bool,
    replaces: str | None,
) -> tuple[UUID, str]:
    """Make a beneficiary whom a référent vouches for, and open her session: who, and its secret."""
    person = Person(
        id=session.new_id(),
        role=Role.BENEFICIARY,
        given_name=given_name,
        family_name=family_name,
        email=email,
        phone=phone,
        territory_id=territory_id,
        structure_id=structure_id,
        locale=locale,
        fictitious=fictitious,
        created_at=session.now(),
    )
    session.add(person)
    await session.flush()
    secret = await open_for(
        session, person, {"invitation": True}, device, replaces=replaces, shared=shared
    )
    return person.id, secret
