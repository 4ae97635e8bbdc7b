"""The log of conversations: one sealed row a turn."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, UniqueConstraint
from sqlmodel import Field

from passport.kernel.crypto import EncryptedText
from passport.kernel.database import Table, UtcDateTime


class ConversationTurn(Table, table=True):
    """One thing a person said or touched. ``event`` is the turn, sealed.

    ``key`` names the sending, so that the same one twice counts once. ``closes`` marks a turn
    after which a new card begins: nothing before it is needed to go on.
    """

    __tablename__ = "conversation_turn"
    __table_args__ = (
        UniqueConstraint("person_id", "sequence"),
        UniqueConstraint("person_id", "key"),
    )

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE")
    sequence: int
    key: str | None = Field(default=None, max_length=64)
    closes: bool = False
    event: str = Field(sa_column=Column(EncryptedText, nullable=False))
    created_at: datetime = Field(sa_type=UtcDateTime)
