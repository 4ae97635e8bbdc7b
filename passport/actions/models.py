"""Tables of the bank of actions."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from passport.actions.rules import ActionKind, Need
from passport.kernel.database import Table, choice


class Action(Table, table=True):
    """Something that a person of the territory may join, whatever her status."""

    __tablename__ = "action"
    __table_args__ = (
        sa.CheckConstraint("ends_on IS NULL OR starts_on <= ends_on", name="ends_after_it_starts"),
    )

    territory_id: UUID = Field(foreign_key="territory.id", index=True)
    title: str = Field(max_length=120)
    kind: ActionKind = Field(sa_type=choice(ActionKind))
    summary: str = Field(max_length=400)
    offered_by: str = Field(max_length=120)
    place: str = Field(max_length=120)
    when_words: str = Field(default="", max_length=120)
    """Days and hours in words, when dates alone do not say it."""
    starts_on: date | None = None
    ends_on: date | None = None
    """The last day; None: it does not end."""
    how_to_join: str = Field(max_length=300)
    phone: str = Field(default="", max_length=30)


class ActionNeed(Table, table=True):
    """A need that an action answers."""

    __tablename__ = "action_need"
    __table_args__ = (sa.UniqueConstraint("action_id", "need"),)

    action_id: UUID = Field(foreign_key="action.id", ondelete="CASCADE")
    need: Need = Field(sa_type=choice(Need), index=True)
