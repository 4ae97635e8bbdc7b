"""The table of invitations."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from passport.kernel.crypto import EncryptedText
from passport.kernel.database import Table, UtcDateTime


class Invitation(Table, table=True):
    """Somebody whom a référent lets in, once. Its two secrets are only kept as digests."""

    __tablename__ = "invitation"

    territory_id: UUID = Field(foreign_key="territory.id", ondelete="CASCADE")
    structure_id: UUID = Field(foreign_key="structure.id", ondelete="CASCADE", index=True)
    invited_by: UUID | None = Field(
        default=None, foreign_key="person.id", ondelete="SET NULL", index=True
    )
    form_key: str = Field(max_length=64, unique=True)
    """Of the form that made it: sent twice, it makes one."""
    given_name: str = Field(sa_type=EncryptedText)
    family_name: str = Field(sa_type=EncryptedText)
    email: str | None = Field(default=None, sa_type=EncryptedText)
    phone: str | None = Field(default=None, sa_type=EncryptedText)
    locale: str = Field(default="fr", max_length=8)
    fictitious: bool = Field(default=False)
    link: str = Field(max_length=64, unique=True)
    """SHA-256 of the 256 bits in the QR code."""
    place: str = Field(max_length=6, unique=True)
    code_mac: str = Field(max_length=64)
    tries: int = Field(default=0)
    created_at: datetime = Field(sa_type=UtcDateTime)
    ends_at: datetime = Field(sa_type=UtcDateTime)
    accepted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    declined_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    cancelled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    person_id: UUID | None = Field(
        default=None, foreign_key="person.id", ondelete="SET NULL", index=True
    )
    """Who came in with it."""
