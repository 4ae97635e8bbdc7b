"""Tables of the assessment. What was answered is sealed; only its theme is not."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, Index, UniqueConstraint
from sqlmodel import Field

from passport.assessment.rules import Grid
from passport.kernel.crypto import EncryptedText
from passport.kernel.database import Table, UtcDateTime, choice


class AssessmentAnswer(Table, table=True):
    """What a person answers on one theme. ``content`` is JSON, sealed: her choice and her words."""

    __tablename__ = "assessment_answer"
    __table_args__ = (UniqueConstraint("person_id", "grid", "theme"),)

    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE")
    grid: Grid = Field(sa_type=choice(Grid))
    theme: str = Field(max_length=20)
    content: str = Field(sa_column=Column(EncryptedText, nullable=False))
    created_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)


class AssessmentShare(Table, table=True):
    """She lets one référent, where he works now, read one answer."""

    __tablename__ = "assessment_share"

    answer_id: UUID = Field(foreign_key="assessment_answer.id", ondelete="CASCADE", unique=True)
    caseworker_id: UUID = Field(foreign_key="caseworker.id", ondelete="CASCADE", index=True)
    structure_id: UUID = Field(foreign_key="structure.id", ondelete="CASCADE")
    since: datetime = Field(sa_type=UtcDateTime)


class AssessmentViewing(Table, table=True):
    """A référent read an answer that was shared with him."""

    __tablename__ = "assessment_viewing"
    __table_args__ = (Index(None, "answer_id", "at"),)

    answer_id: UUID = Field(foreign_key="assessment_answer.id", ondelete="CASCADE")
    caseworker_id: UUID = Field(foreign_key="caseworker.id", ondelete="CASCADE")
    at: datetime = Field(sa_type=UtcDateTime)
