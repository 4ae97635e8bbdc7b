"""What happened, append-only: read by the person for her own account.

The database itself refuses to change a note, and to remove one before its time: ``KEPT`` is the
longest that the CNIL recommends as a rule for logs (deliberation 2021-122: six months to one year).
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import event
from sqlmodel import Field, col

from passport.kernel.actor import Actor
from passport.kernel.database import Json, Session, Table, UtcDateTime

KEPT = "1 year"
PURGED_AFTER = timedelta(days=367)
"""A day more than the database asks, whichever year it is."""

CREATE: dict[str, tuple[str, ...]] = {
    "postgresql": (
        f"""
        CREATE OR REPLACE FUNCTION audit_note_stays() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' AND OLD.at < now() - interval '{KEPT}' THEN RETURN OLD; END IF;
            RAISE EXCEPTION 'audit_note_stays';
        END $$
        """,
        """
        CREATE TRIGGER audit_note_stays BEFORE UPDATE OR DELETE ON audit_note
        FOR EACH ROW EXECUTE FUNCTION audit_note_stays()
        """,
        """
        CREATE TRIGGER audit_note_stays_whole BEFORE TRUNCATE ON audit_note
        FOR EACH STATEMENT EXECUTE FUNCTION audit_note_stays()
        """,
    ),
    "sqlite": (
        """
        CREATE TRIGGER audit_note_stays_update BEFORE UPDATE ON audit_note
        BEGIN SELECT RAISE(ABORT, 'audit_note_stays'); END
        """,
        f"""
        CREATE TRIGGER audit_note_stays_delete BEFORE DELETE ON audit_note
        WHEN OLD.at >= datetime('now', '-{KEPT}')
        BEGIN SELECT RAISE(ABORT, 'audit_note_stays'); END
        """,
    ),
}


class AuditNote(Table, table=True):
    """One thing that happened. Facts hold no token and no identity claim."""

    __tablename__ = "audit_note"

    at: datetime = Field(sa_type=UtcDateTime, index=True)
    person_id: UUID | None = Field(default=None, index=True)
    what: str = Field(max_length=60)
    subject: str | None = Field(default=None, max_length=80)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=Json)


for _dialect, _sentences in CREATE.items():
    for _sentence in _sentences:
        event.listen(
            AuditNote.__table__,  # type: ignore[attr-defined]
            "after_create",
            sa.DDL(_sentence).execute_if(dialect=_dialect),  # type: ignore[no-untyped-call]
        )


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


async def purge(session: Session) -> None:
    """Let go of the notes whose time is over."""
    await session.execute(
        sa.delete(AuditNote).where(col(AuditNote.at) < session.now() - PURGED_AFTER)
    )
