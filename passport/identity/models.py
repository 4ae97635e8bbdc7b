"""People, the accounts that lead to them, and their open sessions."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from passport.identity import rules
from passport.identity.contacts import ContactKind
from passport.identity.rules import Doubt, Verdict
from passport.kernel.actor import Role
from passport.kernel.crypto import EncryptedText
from passport.kernel.database import Table, UtcDateTime, choice


class Person(Table, table=True):
    """Somebody with a role. Their means of contact are sealed; no identity number is kept."""

    __tablename__ = "person"

    role: Role = Field(sa_type=choice(Role), index=True)
    given_name: str = Field(max_length=200)
    family_name: str = Field(max_length=200)
    preferred_name: str | None = Field(default=None, max_length=200)
    email: str | None = Field(default=None, sa_type=EncryptedText)
    phone: str | None = Field(default=None, sa_type=EncryptedText)
    territory_id: UUID | None = Field(default=None, foreign_key="territory.id", index=True)
    structure_id: UUID | None = Field(default=None, foreign_key="structure.id", index=True)
    locale: str = Field(default="fr", max_length=8)
    fictitious: bool = Field(default=False)
    sketch: str | None = Field(default=None, max_length=300)
    """One line of the life of a fictitious person, for the demonstration login alone."""
    created_at: datetime = Field(sa_type=UtcDateTime)

    @property
    def name(self) -> str:
        """What to call them."""
        return rules.called(self.given_name, self.preferred_name, self.family_name)


class Account(Table, table=True):
    """What a provider of identity calls a person. An e-mail address never stands for it."""

    __tablename__ = "account"
    __table_args__ = (sa.UniqueConstraint("issuer", "subject"),)

    issuer: str = Field(max_length=300)
    subject: str = Field(max_length=300)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    pivot: str | None = Field(default=None, max_length=64, index=True)
    """Keyed digest of the civil identity behind it, to notice when it comes back renamed."""
    contact: str | None = Field(default=None, max_length=64)
    """Keyed digest of the e-mail address that came with it last."""
    created_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime = Field(sa_type=UtcDateTime)


class Contact(Table, table=True):
    """An e-mail address or a telephone that a person proved to be hers: a code leads back by it.

    Found by an HMAC, so that nobody who holds the table can look an address up.
    """

    __tablename__ = "contact"

    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    kind: ContactKind = Field(sa_type=choice(ContactKind))
    mac: str = Field(max_length=64, unique=True)
    sealed: str = Field(sa_type=EncryptedText)
    created_at: datetime = Field(sa_type=UtcDateTime)


class OneTimeCode(Table, table=True):
    """A code that was asked for in one browser. The code itself is only kept as an HMAC.

    It is there whether or not the address leads to somebody: both look the same from outside.
    """

    __tablename__ = "one_time_code"

    digest: str = Field(max_length=64, unique=True)
    """Of the session in which it was asked for: it works in no other browser."""
    person_id: UUID | None = Field(
        default=None, foreign_key="person.id", ondelete="CASCADE", index=True
    )
    """Who adds this contact to her account; nobody when it was asked for to come in."""
    kind: ContactKind = Field(sa_type=choice(ContactKind))
    mac: str = Field(max_length=64)
    sealed: str = Field(sa_type=EncryptedText)
    locale: str = Field(default="fr", max_length=8)
    next_path: str = Field(default="", max_length=500)
    code_mac: str | None = Field(default=None, max_length=64)
    tries: int = Field(default=0)
    created_at: datetime = Field(sa_type=UtcDateTime)
    ends_at: datetime = Field(sa_type=UtcDateTime, index=True)


class AccountQuestion(Table, table=True):
    """An account that a machine must not attach to anybody: somebody looks, and decides."""

    __tablename__ = "account_question"
    __table_args__ = (sa.UniqueConstraint("issuer", "subject"),)

    issuer: str = Field(max_length=300)
    subject: str = Field(max_length=300)
    reason: Doubt = Field(sa_type=choice(Doubt))
    verdict: Verdict = Field(sa_type=choice(Verdict), index=True)
    person_id: UUID | None = Field(
        default=None, foreign_key="person.id", ondelete="CASCADE", index=True
    )
    """Whose account it may be; nobody when only the person says that she has one."""
    sealed: str = Field(sa_type=EncryptedText)
    """Names and birth date as the provider gave them, for whoever decides; emptied afterwards."""
    created_at: datetime = Field(sa_type=UtcDateTime)
    settled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class AccountProof(Table, table=True):
    """A code sent to the address that we hold, before an account is attached to a professional."""

    __tablename__ = "account_proof"

    issuer: str = Field(max_length=300)
    subject: str = Field(max_length=300)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    code: str = Field(max_length=64)
    """Keyed digest of the code."""
    tries_left: int
    created_at: datetime = Field(sa_type=UtcDateTime, index=True)
    ends_at: datetime = Field(sa_type=UtcDateTime)


class WebSession(Table, table=True):
    """One browser's visit. The browser holds a secret; only its SHA-256 is here.

    Without a person, it carries a login that has begun; a login always opens a new row.
    """

    __tablename__ = "web_session"

    digest: str = Field(max_length=64, unique=True)
    person_id: UUID | None = Field(
        default=None, foreign_key="person.id", ondelete="CASCADE", index=True
    )
    device: str = Field(default="", max_length=80)
    shared: bool = Field(default=False, sa_column_kwargs={"server_default": sa.false()})
    """Whether the device is not the person's own: shorter, and nothing is kept there."""
    created_at: datetime = Field(sa_type=UtcDateTime)
    seen_at: datetime = Field(sa_type=UtcDateTime)
    ends_at: datetime = Field(sa_type=UtcDateTime, index=True)
    sealed: str | None = Field(default=None, sa_type=EncryptedText)
    """What the login in progress, or the logout to come, needs: JSON, sealed."""
