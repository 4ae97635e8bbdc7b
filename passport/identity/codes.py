"""Use cases of one-time codes: to come in without a provider, and to prove a new address.

Whoever asks for a code learns nothing of who is known here: the same rows are written, the same
message is posted and the same answer given. What differs happens afterwards, in the worker.
"""

import hmac
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from passport.identity import service
from passport.identity.contacts import ContactKind, masked
from passport.identity.models import Account, Contact, OneTimeCode, Person
from passport.kernel.actor import Actor, Role
from passport.kernel.audit import note
from passport.kernel.crypto import digest, keyed
from passport.kernel.database import Session
from passport.kernel.errors import Conflict, NotFound
from passport.kernel.i18n import N_
from passport.kernel.ids import digits
from passport.kernel.outbox import post

KIND = "one_time_code"
LENGTH = 6
LIFETIME = timedelta(minutes=10)
TRIES = 5
CONTACTS = 4
"""How many addresses one person may come back by."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A code that was asked for in this browser, as its page may show it."""

    kind: ContactKind
    value: str
    next_path: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """A code to send: where, in what language, and whether to somebody invented."""

    id: UUID
    kind: ContactKind
    value: str
    code: str
    locale: str
    fictitious: bool


@dataclass(frozen=True, slots=True)
class Known:
    """An address by which a person may come back."""

    id: UUID
    kind: ContactKind
    shown: str


def mac_of(kind: ContactKind, value: str) -> str:
    """What an address is found by."""
    return keyed("contact", kind, value)


async def ask_to_come_in(
    session: Session,
    kind: ContactKind,
    value: str,
    *,
    next_path: str,
    locale: str,
    device: str,
    send: bool = True,
) -> str:
    """Ask for a code to come in; the secret of the session that may use it.

    Without ``send`` no code leaves, and nothing else differs.
    """
    secret = await service.open_anonymous(session, {}, device)
    row = _row(session, digest(secret), kind, value, locale)
    row.next_path = next_path
    session.add(row)
    if send:
        post(session, KIND, {"id": str(row.id)})
    return secret


async def ask_to_add(
    session: Session,
    actor: Actor,
    kind: ContactKind,
    value: str,
    *,
    locale: str,
    send: bool = True,
) -> None:
    """Ask for a code to prove an address; an earlier one of the same session is forgotten."""
    if len(await contacts(session, actor)) >= CONTACTS:
        raise Conflict(N_("Vous avez déjà quatre adresses. Retirez-en une d’abord."))
    await session.exec(sa.delete(OneTimeCode).where(col(OneTimeCode.digest) == actor.session_id))
    row = _row(session, actor.session_id, kind, value, locale)
    row.person_id = actor.person_id
    session.add(row)
    if send:
        post(session, KIND, {"id": str(row.id)})


def _row(
    session: Session, secret_digest: str, kind: ContactKind, value: str, locale: str
) -> OneTimeCode:
    now = session.now()
    return OneTimeCode(
        id=session.new_id(),
        digest=secret_digest,
        kind=kind,
        mac=mac_of(kind, value),
        sealed=value,
        locale=locale,
        created_at=now,
        ends_at=now + LIFETIME,
    )


async def asked(session: Session, secret_digest: str) -> Asked | None:
    """The code that was asked for in this session and may still come."""
    row = (
        await session.exec(
            select(OneTimeCode).where(
                OneTimeCode.digest == secret_digest, OneTimeCode.ends_at > session.now()
            )
        )
    ).first()
    return Asked(row.kind, row.sealed, row.next_path) if row else None


async def prepare(session: Session, code_id: UUID) -> Delivery | None:
    """Draw the code that is to leave, and where to; nothing when the address leads to nobody.

    Drawn when it leaves, so that it is nowhere but in the message.
    """
    row = await session.get(OneTimeCode, code_id)
    if row is None or row.ends_at <= session.now():
        return None
    person = (
        await session.get(Person, row.person_id)
        if row.person_id is not None
        else await _owner(session, row.mac)
    )
    if person is None:
        return None
    code = digits(LENGTH)
    row.code_mac = _code_mac(row.id, code)
    session.add(row)
    return Delivery(row.id, row.kind, row.sealed, code, row.locale, person.fictitious)


async def _owner(session: Session, mac: str) -> Person | None:
    """Who comes back by this address. Professionals have a way of their own."""
    return (
        await session.exec(
            select(Person)
            .join(Contact, col(Contact.person_id) == col(Person.id))
            .where(Contact.mac == mac, Person.role == Role.BENEFICIARY)
        )
    ).first()


def _code_mac(code_id: UUID, code: str) -> str:
    return keyed("one-time-code", str(code_id), code)


async def _take(session: Session, secret_digest: str, code: str) -> OneTimeCode | None:
    """The row of a code that is right, used up with it. Each try is counted, whatever comes of it.

    The database counts, so that tries made at the same moment are as many as tries made in turn.
    """
    counted = await session.exec(
        sa.update(OneTimeCode)
        .where(
            col(OneTimeCode.digest) == secret_digest,
            col(OneTimeCode.ends_at) > session.now(),
            col(OneTimeCode.tries) < TRIES,
        )
        .values(tries=OneTimeCode.tries + 1)
        .returning(col(OneTimeCode.id))
        .execution_options(synchronize_session=False)
    )
    found = counted.first()
    row = await session.get(OneTimeCode, found[0]) if found else None
    given = _code_mac(row.id if row else UUID(int=0), code)
    right = hmac.compare_digest(given, (row.code_mac if row else None) or _NEVER)
    if row is None or not right:
        return None
    gone = await session.exec(sa.delete(OneTimeCode).where(col(OneTimeCode.id) == row.id))
    return row if gone.rowcount == 1 else None


_NEVER = "-" * 64


async def come_in(
    session: Session, secret_digest: str, code: str, device: str, *, shared: bool
) -> tuple[str, UUID, str] | None:
    """Open a session for whom the code leads to: its secret, who she is, where she wanted to go.

    Nothing for a code that is wrong, old, used or was asked for in another browser.
    """
    row = await _take(session, secret_digest, code)
    if row is None or row.person_id is not None:
        return None
    person = await _owner(session, row.mac)
    if person is None:
        return None
    secret = await service.open_for(
        session, person, {"code": row.kind}, device, replaces=secret_digest, shared=shared
    )
    return secret, person.id, row.next_path


async def add(session: Session, actor: Actor, code: str) -> bool:
    """Let the person come back by the address that this code proves; whether it was right.

    Raises ``Conflict`` for an address by which somebody else comes back: only whoever holds it
    learns that.
    """
    row = await _take(session, actor.session_id, code)
    if row is None or row.person_id != actor.person_id:
        return False
    session.add(
        Contact(
            id=session.new_id(),
            person_id=actor.person_id,
            kind=row.kind,
            mac=row.mac,
            sealed=row.sealed,
            created_at=session.now(),
        )
    )
    note(session, actor, "contact_added", kind=row.kind)
    try:
        await session.flush()
    except IntegrityError:
        raise Conflict(N_("Cette adresse sert déjà à quelqu’un. Donnez-en une autre.")) from None
    return True


async def contacts(session: Session, actor: Actor) -> tuple[Known, ...]:
    """By which addresses the person may come back."""
    rows = await session.exec(
        select(Contact)
        .where(Contact.person_id == actor.person_id)
        .order_by(col(Contact.created_at))
    )
    return tuple(Known(row.id, row.kind, masked(row.kind, row.sealed)) for row in rows.all())


async def proposed(session: Session, actor: Actor) -> str:
    """An address that is kept of the person and by which she does not come back yet, if any."""
    person = await session.get(Person, actor.person_id)
    if person is None or await contacts(session, actor):
        return ""
    return person.phone or person.email or ""


async def remove(session: Session, actor: Actor, contact_id: UUID) -> None:
    """Let nobody come back by this address any more.

    Raises ``NotFound``, and ``Conflict`` for the only way that is left to the person.
    """
    accounts = await session.exec(
        select(sa.func.count(col(Account.id))).where(Account.person_id == actor.person_id)
    )
    known = {one.id for one in await contacts(session, actor)}
    if known == {contact_id} and accounts.one() == 0:
        raise Conflict(N_("C’est votre seule façon de revenir. Ajoutez-en une autre d’abord."))
    gone = await session.exec(
        sa.delete(Contact).where(
            col(Contact.id) == contact_id, col(Contact.person_id) == actor.person_id
        )
    )
    if gone.rowcount != 1:
        raise NotFound(N_("Cette adresse n’est plus là."))
    note(session, actor, "contact_removed")


async def sweep(session: Session) -> None:
    """Remove the codes whose time is over."""
    await session.exec(sa.delete(OneTimeCode).where(col(OneTimeCode.ends_at) <= session.now()))
