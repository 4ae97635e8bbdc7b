"""What use cases of appointments give back: facts, without words of any language."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from passport.appointments.rules import CancelReason, Modality, Slot
from passport.network.service import CaseworkerCard


@dataclass(frozen=True, slots=True)
class MotiveCard:
    """A motive that can be chosen now. ``label`` and ``instructions`` are French sentences."""

    id: UUID
    slug: str
    label: str
    instructions: str
    duration: int
    modalities: tuple[Modality, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A free slot, with whom and where."""

    slot: Slot
    caseworker: CaseworkerCard
    stands_in_for: str | None
    modality: Modality
    place: str


@dataclass(frozen=True, slots=True)
class AppointmentCard:
    """An appointment as its person sees it. ``discreet`` is what others may read of it."""

    id: UUID
    motive_id: UUID
    motive: str
    discreet: str
    instructions: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    modality: Modality
    place: str
    caseworker: CaseworkerCard
    topic: str
    cancelled: bool
    cancel_reason: CancelReason | None
    uid: str
    sequence: int
    created_at: datetime
    updated_at: datetime
    may_move: bool
    may_cancel: bool


@dataclass(frozen=True, slots=True)
class Agenda:
    """A person's appointments: those to come, soonest first, and those behind her, latest first."""

    upcoming: tuple[AppointmentCard, ...]
    past: tuple[AppointmentCard, ...]
