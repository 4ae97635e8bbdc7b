"""Tables of appointments: what is offered, what is taken."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from passport.appointments import constraints
from passport.appointments.rules import CancelReason, Modality
from passport.kernel.crypto import EncryptedText
from passport.kernel.database import Json, Table, UtcDateTime, choice


class Status(StrEnum):
    """Where an appointment stands. All but a cancelled one keep their time."""

    BOOKED = "booked"
    CANCELLED = "cancelled"


class Origin(StrEnum):
    """Whether the person chose to come or was invited to choose a time."""

    CHOSEN = "chosen"
    INVITED = "invited"


class Motive(Table, table=True):
    """Why to meet, and every rule that follows from it. A territory changes its rules here."""

    __tablename__ = "motive"
    __table_args__ = (
        sa.UniqueConstraint("territory_id", "slug"),
        sa.CheckConstraint("duration > 0", name="duration"),
        sa.CheckConstraint("grid > 0", name="grid"),
        sa.CheckConstraint("buffer_after >= 0", name="buffer_after"),
    )

    territory_id: UUID = Field(foreign_key="territory.id", ondelete="CASCADE")
    slug: str = Field(max_length=60)
    label: str = Field(max_length=120)
    # What an e-mail or a calendar may say: nothing about who is accompanied, nor why.
    discreet: str = Field(max_length=120)
    instructions: str = Field(default="", max_length=300)
    modalities: list[str] = Field(default_factory=list, sa_type=Json)
    # In minutes.
    duration: int
    grid: int = 30
    buffer_after: int = 0
    # In hours before the start.
    notice_hours: int = 24
    cancel_until_hours: int = 2
    move_until_hours: int = 2
    horizon_days: int = 42
    position: int = 0
    active: bool = True


class Opening(Table, table=True):
    """A part of the week when a référent receives, by the clock on the wall of the place."""

    __tablename__ = "opening"
    __table_args__ = (
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        sa.CheckConstraint(
            "starts_minute >= 0 AND starts_minute < ends_minute AND ends_minute <= 1440",
            name="minutes",
        ),
    )

    caseworker_id: UUID = Field(foreign_key="caseworker.id", ondelete="CASCADE", index=True)
    # Monday is 0.
    weekday: int
    starts_minute: int
    ends_minute: int
    valid_from: date
    valid_until: date | None = None
    modalities: list[str] = Field(default_factory=list, sa_type=Json)
    # Where, when it is not at the structure.
    place: str = Field(default="", max_length=200)


class Absence(Table, table=True):
    """A time when a référent receives nobody. Why is nobody's business."""

    __tablename__ = "absence"
    __table_args__ = (sa.CheckConstraint("starts_at < ends_at", name="order"),)

    caseworker_id: UUID = Field(foreign_key="caseworker.id", ondelete="CASCADE", index=True)
    starts_at: datetime = Field(sa_type=UtcDateTime)
    ends_at: datetime = Field(sa_type=UtcDateTime)


class Appointment(Table, table=True):
    """A meeting. Moving it keeps its identifier in calendars and raises its sequence."""

    __tablename__ = "appointment"
    __table_args__ = (
        sa.CheckConstraint("starts_at < ends_at AND ends_at <= busy_until", name="order"),
        # The same form sent twice books once.
        sa.UniqueConstraint("beneficiary_id", "idempotency_key"),
        sa.Index("ix_appointment_caseworker_id_starts_at", "caseworker_id", "starts_at"),
        sa.Index("ix_appointment_beneficiary_id_starts_at", "beneficiary_id", "starts_at"),
    )

    beneficiary_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE")
    caseworker_id: UUID = Field(foreign_key="caseworker.id", ondelete="RESTRICT")
    motive_id: UUID = Field(foreign_key="motive.id", ondelete="RESTRICT", index=True)
    starts_at: datetime = Field(sa_type=UtcDateTime)
    ends_at: datetime = Field(sa_type=UtcDateTime)
    # The end, and the time the référent keeps for herself afterwards.
    busy_until: datetime = Field(sa_type=UtcDateTime)
    status: Status = Field(default=Status.BOOKED, sa_type=choice(Status))
    modality: Modality = Field(sa_type=choice(Modality))
    # IANA name of the hour of the place.
    zone: str = Field(max_length=60)
    place: str = Field(default="", max_length=240)
    uid: str = Field(max_length=120, unique=True)
    sequence: int = 0
    origin: Origin = Field(default=Origin.CHOSEN, sa_type=choice(Origin))
    cancel_reason: CancelReason | None = Field(default=None, sa_type=choice(CancelReason))
    topic: str | None = Field(default=None, sa_type=EncryptedText)
    idempotency_key: str | None = Field(default=None, max_length=80)
    created_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)


constraints.attach(Appointment.__table__)  # type: ignore[attr-defined]
