"""Tables of the content of passports."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from passport.kernel.database import Json, Table, UtcDateTime, choice
from passport.record.content import ExperienceKind, LanguageLevel, Proof


class Profile(Table, table=True):
    """The top of a passport, one for each person."""

    __tablename__ = "profile"

    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", unique=True)
    project: str = ""
    mobility: str = ""
    availability: str = ""
    updated_at: datetime = Field(sa_type=UtcDateTime)


class PassportItem(Table):
    """Columns that every item has.

    ``origin`` names the place in a conversation an item comes from, so that the same yes
    said twice adds it once. A removed item stays until it is purged.
    """

    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE")
    origin: str | None = Field(default=None, max_length=80)
    position: int = 0
    proof: Proof = Field(default=Proof.DECLARED, sa_type=choice(Proof))
    proof_by: str = ""
    proof_on: date | None = None
    created_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)
    removed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


def _item_rules(*more: Any) -> tuple[Any, ...]:
    return (UniqueConstraint("person_id", "origin"), Index(None, "person_id", "position"), *more)


class ExperienceRow(PassportItem, table=True):
    """Something she did: a job, help to a relative, a bit of everything."""

    __tablename__ = "experience"
    __table_args__ = _item_rules(
        CheckConstraint("duration_months >= 0", name="duration_months"),
        CheckConstraint("NOT (ongoing AND ended <> '')", name="ongoing"),
    )

    kind: ExperienceKind = Field(sa_type=choice(ExperienceKind))
    title: str
    trade_code: str | None = None
    employer: str = ""
    place: str = ""
    started: str = Field(default="", max_length=7)
    ended: str = Field(default="", max_length=7)
    ongoing: bool = False
    duration_months: int | None = None
    tasks: list[str] = Field(default_factory=list, sa_type=Json)
    quotes: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json)


class SoftSkillRow(PassportItem, table=True):
    """A savoir-être, with the situation that shows it."""

    __tablename__ = "soft_skill"
    __table_args__ = _item_rules()

    code: str = Field(max_length=10)
    situation: dict[str, Any] | None = Field(default=None, sa_type=Json)


class SkillRow(PassportItem, table=True):
    """A know-how."""

    __tablename__ = "skill"
    __table_args__ = _item_rules()

    title: str
    code: str | None = Field(default=None, max_length=10)
    quote: dict[str, Any] | None = Field(default=None, sa_type=Json)


class CertificateRow(PassportItem, table=True):
    """A certificate and where its file is kept."""

    __tablename__ = "certificate"
    __table_args__ = _item_rules()

    title: str
    issuer: str = ""
    obtained: str = Field(default="", max_length=10)
    expires: str = Field(default="", max_length=10)
    file_key: str | None = None
    thumbnail_key: str | None = None
    media_type: str = ""
    size: int = 0


class LanguageRow(PassportItem, table=True):
    """A language and how well she speaks it."""

    __tablename__ = "language"
    __table_args__ = _item_rules()

    name: str
    level: LanguageLevel = Field(sa_type=choice(LanguageLevel))
