"""Tables of sharing."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from passport.kernel.crypto import EncryptedText
from passport.kernel.database import Json, Table, UtcDateTime, choice
from passport.sharing.rules import Device, Reply


class Share(Table, table=True):
    """What one recipient may see, until when.

    The token is found by its digest; it is kept sealed so that its QR can be shown again.
    ``chosen`` holds the ids of items, and the names of :class:`passport.sharing.rules.Top`.
    """

    __tablename__ = "share"
    __table_args__ = (Index(None, "person_id", "created_at"),)

    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE")
    recipient: str = Field(max_length=80)
    token_digest: str = Field(max_length=64, unique=True)
    token: str = Field(sa_type=EncryptedText)
    chosen: list[str] = Field(sa_type=Json)
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    paused_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    cut_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Viewing(Table, table=True):
    """Somebody looked: when, and on what kind of device. No address, no browser, no cookie."""

    __tablename__ = "viewing"
    __table_args__ = (Index(None, "share_id", "at"),)

    share_id: UUID = Field(foreign_key="share.id", ondelete="CASCADE")
    at: datetime = Field(sa_type=UtcDateTime)
    device: Device = Field(sa_type=choice(Device))


class ShareAnswer(Table, table=True):
    """What the recipient answered; a new answer replaces the one before."""

    __tablename__ = "share_answer"

    share_id: UUID = Field(foreign_key="share.id", ondelete="CASCADE", unique=True)
    reply: Reply = Field(sa_type=choice(Reply))
    contact: str = Field(default="", max_length=120)
    at: datetime = Field(sa_type=UtcDateTime)
