"""Tables of consultations. How answers stay anonymous is said at :class:`Ballot`."""

from datetime import date, datetime
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlmodel import Field

from passport.kernel.crypto import EncryptedText
from passport.kernel.database import Json, Table, UtcDateTime, choice
from passport.kernel.ids import token
from passport.participation.rules import Ask, Dates, QuestionKind


class Consultation(Table, table=True):
    """What the team of a territory asks, what can change, and by when it owes an answer."""

    __tablename__ = "consultation"
    __table_args__ = (
        sa.CheckConstraint("closes_at > opens_at", name="closes_after_it_opens"),
        sa.CheckConstraint("read_at IS NULL OR read_at >= closes_at", name="read_once_closed"),
        sa.CheckConstraint(
            "answered_at IS NULL OR (read_at IS NOT NULL AND answered_at >= read_at)",
            name="answered_once_read",
        ),
        sa.CheckConstraint("(answered_at IS NULL) = (answer = '')", name="answer_and_its_time"),
    )

    territory_id: UUID = Field(foreign_key="territory.id", index=True)
    title: str = Field(max_length=120)
    why: str = Field(max_length=600)
    can_change: list[str] = Field(default_factory=list, sa_type=Json)
    cannot_change: list[str] = Field(default_factory=list, sa_type=Json)
    opens_at: datetime = Field(sa_type=UtcDateTime)
    closes_at: datetime = Field(sa_type=UtcDateTime)
    answer_due_on: date
    read_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    answer: str = Field(default="", max_length=2000)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    receipt_key: str = Field(default_factory=token, sa_type=EncryptedText)
    """Seals the receipts of this consultation. Its own, so that a new server key loses none."""

    def dates(self) -> Dates:
        """What its stage depends on."""
        return Dates(
            self.opens_at, self.closes_at, self.answer_due_on, self.read_at, self.answered_at
        )


class Question(Table, table=True):
    """One question. It never changes once the consultation is open."""

    __tablename__ = "question"
    __table_args__ = (
        sa.UniqueConstraint("consultation_id", "position"),
        sa.CheckConstraint("position BETWEEN 1 AND 20", name="position"),
    )

    consultation_id: UUID = Field(foreign_key="consultation.id", ondelete="CASCADE")
    position: int
    kind: QuestionKind = Field(sa_type=choice(QuestionKind))
    text: str = Field(max_length=200)
    options: list[str] = Field(default_factory=list, sa_type=Json)

    def ask(self) -> Ask:
        """What answers to it may be."""
        return Ask(self.position, self.kind, tuple(self.options))


class Outcome(Table, table=True):
    """One line of the official answer: what people said, and what was done about it."""

    __tablename__ = "outcome"
    __table_args__ = (sa.UniqueConstraint("consultation_id", "position"),)

    consultation_id: UUID = Field(foreign_key="consultation.id", ondelete="CASCADE")
    position: int
    said: str = Field(max_length=300)
    done: str = Field(max_length=300)


class Roll(Table, table=True):
    """Who took part, and nothing of what they said. One line for each person."""

    __tablename__ = "roll"
    __table_args__ = (
        sa.UniqueConstraint("consultation_id", "person_id", name="uq_roll_one_answer_each"),
    )

    # Random, unlike other keys, which would say when the person took part.
    id: UUID = Field(default_factory=uuid4, primary_key=True)
    consultation_id: UUID = Field(foreign_key="consultation.id", ondelete="CASCADE")
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", index=True)


class Ballot(Table, table=True):
    """What somebody of the roll said, and nothing of who.

    Somebody who reads every table, system columns included, does no better than chance at
    giving a ballot back to its author:

    - it has no person, no time and no day: with eight voters in two weeks, a day is a name;
    - its key is random (UUID version 4), because version 7 carries the time;
    - at each vote the whole box is emptied and filled again in random order, so that neither
      row positions nor transaction numbers nor the time inside the encryption tell one vote
      from another;
    - the receipt is drawn at random, given once, and kept only as a keyed digest.

    What this does not hold against, and no server alone can: somebody who copies the database
    between two votes, or reads the dead rows of its files, sees what the vote added; somebody
    who rewrites the program; words in which a person names herself; and a box in which
    everybody said the same.
    """

    __tablename__ = "ballot"
    __table_args__ = (sa.UniqueConstraint("receipt"),)

    # Random, unlike other keys: see above.
    id: UUID = Field(default_factory=uuid4, primary_key=True)
    consultation_id: UUID = Field(foreign_key="consultation.id", ondelete="CASCADE", index=True)
    receipt: str = Field(max_length=64)
    # JSON object from the question's position to the answer.
    answers: str = Field(sa_type=EncryptedText)
