"""Who is acting: what every use case is given before it does anything."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What a person is in the product. An employer has no account, so no role."""

    BENEFICIARY = "beneficiary"
    CASEWORKER = "caseworker"
    COORDINATION = "coordination"


@dataclass(frozen=True, slots=True)
class Actor:
    """The person behind an event or a request, as the session says: never as the payload says."""

    person_id: UUID
    role: Role
    territory_id: UUID | None = None
    structure_id: UUID | None = None
    session_id: str = ""
