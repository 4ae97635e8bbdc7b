"""What happened, append-only: read by the person for her own account."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Field

from passport.kernel.actor import Actor
from passport.kernel.database import Json, Session, Table, UtcDateTime


class AuditNote(Table, table=True):
    """One thing that happened. Facts hold no token and no identity claim."""

    __tablename__ = "audit_note"

    at: datetime = Field(sa_type=UtcDateTime, index=True)
    person_id: UUID | None = Field(default=None, index=True)
    what: str = Field(max_length=60)
    subject: str | None = Field(default=None, max_length=80)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=Json)


def note(
    session: Session, who: Actor | UUID | None, what: str, subject: object = None, **facts: object
) -> None:
    """Write down ``what`` happened to ``subject`` at the hand of ``who``, in this transaction."""
    session.add(
        AuditNote(
            id=session.new_id(),
            at=session.now(),
            person_id=who.person_id if isinstance(who, Actor) else who,
            what=what,
            subject=None if subject is None else str(subject),
            facts=facts,
        )
    )
