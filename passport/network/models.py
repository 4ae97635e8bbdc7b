"""Tables of the network. A change of référent writes here and nowhere else."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from passport.kernel.database import Table, UtcDateTime


class Territory(Table, table=True):
    """A département that works as one, with its own hour and its own public holidays."""

    __tablename__ = "territory"

    slug: str = Field(max_length=60, unique=True)
    name: str = Field(max_length=120)
    # IANA name, for example Europe/Paris or Indian/Reunion.
    time_zone: str = Field(default="Europe/Paris", max_length=60)
    # Subdivision of France in the ``holidays`` library where days differ: "971", "974", "57".
    # Good Friday is a matter of commune in Alsace and Moselle: the territory chooses by this code.
    holidays: str | None = Field(default=None, max_length=10)


class Basin(Table, table=True):
    """An employment basin inside a territory."""

    __tablename__ = "basin"
    __table_args__ = (sa.UniqueConstraint("territory_id", "slug"),)

    territory_id: UUID = Field(foreign_key="territory.id", ondelete="CASCADE")
    slug: str = Field(max_length=60)
    name: str = Field(max_length=120)


class Structure(Table, table=True):
    """A place that receives people: an agency, an association, a town's social centre."""

    __tablename__ = "structure"

    territory_id: UUID = Field(foreign_key="territory.id", ondelete="CASCADE", index=True)
    basin_id: UUID | None = Field(
        default=None, foreign_key="basin.id", ondelete="SET NULL", index=True
    )
    slug: str = Field(max_length=60, unique=True)
    name: str = Field(max_length=160)
    # Number of the place in the national register, 14 digits: what ProConnect knows it by.
    siret: str = Field(
        default="", max_length=14, index=True, sa_column_kwargs={"server_default": ""}
    )
    address: str = Field(default="", max_length=200)
    place: str = Field(default="", max_length=120)
    phone: str = Field(default="", max_length=30)
    # How to come in, in one plain sentence: which door, which floor, which bus.
    access: str = Field(default="", max_length=300)


class Caseworker(Table, table=True):
    """A professional as the network knows her: where she works and as what."""

    __tablename__ = "caseworker"

    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", unique=True)
    structure_id: UUID = Field(foreign_key="structure.id", ondelete="RESTRICT", index=True)
    job: str = Field(default="", max_length=120)
    phone: str = Field(default="", max_length=30)
    # Her room for meetings by video. Without one she offers none.
    video_link: str = Field(default="", max_length=300)


class Assignment(Table, table=True):
    """Who accompanies a person, since when. One at a time; the past ones stay as history."""

    __tablename__ = "assignment"
    __table_args__ = (
        sa.Index(
            "uq_assignment_current",
            "person_id",
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        ),
    )

    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    caseworker_id: UUID = Field(foreign_key="caseworker.id", ondelete="CASCADE", index=True)
    since: datetime = Field(sa_type=UtcDateTime)
    until: datetime | None = Field(default=None, sa_type=UtcDateTime)


class StandIn(Table, table=True):
    """Who receives in place of an absent référent, and for how long."""

    __tablename__ = "stand_in"
    __table_args__ = (
        sa.CheckConstraint("starts_at < ends_at", name="order"),
        sa.CheckConstraint("caseworker_id <> replaced_by_id", name="somebody_else"),
    )

    caseworker_id: UUID = Field(foreign_key="caseworker.id", ondelete="CASCADE", index=True)
    replaced_by_id: UUID = Field(foreign_key="caseworker.id", ondelete="CASCADE")
    starts_at: datetime = Field(sa_type=UtcDateTime)
    ends_at: datetime = Field(sa_type=UtcDateTime)
