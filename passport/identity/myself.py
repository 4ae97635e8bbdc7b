"""Use cases of a person's own page: what is kept about her, where she is in, her language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from passport.identity.models import Person, WebSession
from passport.identity.service import standing
from passport.kernel.actor import Actor
from passport.kernel.audit import AuditNote
from passport.kernel.database import Session
from passport.kernel.errors import NotFound
from passport.kernel.i18n import LOCALES, N_

AUDIT_SHOWN = 50
DONE = (
    "login",
    "logout",
    "session_over",
    "sessions_closed",
    "device_shared",
    "device_own",
    "refusal",
    "account_linked",
    "account_code_sent",
    "account_question",
    "invitation_accepted",
    "contact_added",
    "contact_removed",
    "caseworker_changed",
)
UNDERGONE = ("role_changed", "assessment.read")
"""What a person reads of the audit: what she did, and what others did to her account."""


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One of a person's open sessions, as she may read it."""

    device: str
    opened_at: datetime
    seen_at: datetime
    current: bool


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that happened to a person's account, by the name that the audit gives it."""

    at: datetime
    what: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Myself:
    """What is kept about a person by identity, for her own eyes."""

    name: str
    given_name: str
    family_name: str
    preferred_name: str | None
    email: str | None
    phone: str | None
    locale: str
    fictitious: bool
    shared: bool
    """Whether the device in hand is somebody else's."""
    sessions: tuple[OpenSession, ...]
    history: tuple[Happened, ...]


async def myself(session: Session, actor: Actor) -> Myself:
    """What identity keeps about the person who asks."""
    person = await session.get(Person, actor.person_id)
    if person is None:
        raise NotFound(N_("Nous ne trouvons pas votre compte."))
    rows = (
        await session.exec(
            select(WebSession)
            .where(WebSession.person_id == actor.person_id, standing(session.now()))
            .order_by(col(WebSession.created_at).desc())
            .limit(20)
        )
    ).all()
    history = (
        await session.exec(
            select(AuditNote.at, AuditNote.what, AuditNote.facts)
            .where(
                sa.or_(
                    sa.and_(
                        col(AuditNote.person_id) == actor.person_id, col(AuditNote.what).in_(DONE)
                    ),
                    sa.and_(
                        col(AuditNote.subject) == str(actor.person_id),
                        col(AuditNote.what).in_(UNDERGONE),
                    ),
                )
            )
            .order_by(col(AuditNote.at).desc(), col(AuditNote.id).desc())
            .limit(AUDIT_SHOWN)
        )
    ).all()
    return Myself(
        name=person.name,
        given_name=person.given_name,
        family_name=person.family_name,
        preferred_name=person.preferred_name,
        email=person.email,
        phone=person.phone,
        locale=person.locale,
        fictitious=person.fictitious,
        shared=any(row.shared for row in rows if row.digest == actor.session_id),
        sessions=tuple(
            OpenSession(row.device, row.created_at, row.seen_at, row.digest == actor.session_id)
            for row in rows
        ),
        history=tuple(Happened(at, what, facts) for at, what, facts in history),
    )


async def speak(session: Session, actor: Actor, code: str) -> None:
    """Keep the language in which to write to the person."""
    person = await session.get(Person, actor.person_id)
    if person and code in LOCALES and person.locale != code:
        person.locale = code
        session.add(person)
