"""Use cases of accounts: whom a provider's word leads to, and the ways in that a person adds.

An account is found by its issuer and subject, and by nothing else. An e-mail address never leads to
somebody: it is shared, lent and given on. What a machine cannot know becomes a question for a
person of the support (``doubts``).
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlmodel import col, select

from passport.identity import doubts, rules, service
from passport.identity.models import Account, Person
from passport.identity.provider.agreement import Claims, Identity, Kind, Pending, Step, Welcome
from passport.identity.rules import Doubt, Verdict
from passport.kernel.actor import Actor, Role
from passport.kernel.crypto import keyed, keyed_each
from passport.kernel.database import Database, Session
from passport.kernel.errors import Conflict, NotFound
from passport.kernel.i18n import N_

T = TypeVar("T")

# Of two logins of one new account, the second finds what the first made.
ATTEMPTS = 3


async def undisputed(base: Database, use_case: Callable[[Session], Awaitable[T]]) -> T:
    """Run ``use_case``; again when another login of the same new account was quicker."""
    for _attempt in range(ATTEMPTS - 1):
        try:
            return await base.write(use_case)
        except Conflict:
            continue
    return await base.write(use_case)


async def whose(
    session: Session, identity: Identity, kind: Kind, welcome: Welcome
) -> Person | Pending:
    """Whom an identity leads to; ``welcome`` decides for an account that is new."""
    return await recognise(session, identity, kind) or await welcome(session, identity)


async def recognise(session: Session, identity: Identity, kind: Kind) -> Person | Pending | None:
    """The person of a known account; nothing for a new one.

    A professional's account opens nothing by the people's way, nor the other way round.
    """
    found = await service.account_of(session, identity.issuer, identity.subject)
    if found is None:
        return None
    account, person = found
    if person.role not in kind.roles:
        return Pending(Step.REFUSED)
    account.used_at = session.now()
    if kind is Kind.PERSON:
        _refresh(person, account, identity.claims)
    session.add_all([account, person])
    return person


def _refresh(person: Person, account: Account, claims: Claims) -> None:
    """Follow a new usage name, and a new address unless the person has one of her own."""
    if preferred := rules.readable_name(rules.text_of(claims, "preferred_username")):
        person.preferred_name = preferred
    email = rules.text_of(claims, "email", rules.EMAIL_LIMIT)
    if email and (person.email is None or account.contact in _contacts(person.email)):
        person.email = email
    account.contact = _contact(email)
    if pivot := _pivot(claims):
        account.pivot = pivot


async def welcome_person(
    session: Session, identity: Identity, *, fictitious: bool = False
) -> Person | Pending:
    """Make room for a person who comes for the first time; ask somebody when it may not be so."""
    asked = await doubts.question_of(session, identity)
    if asked is not None and asked.verdict is Verdict.OPEN:
        return Pending(Step.VERIFICATION, doubts.reference_of(asked.id))
    if asked is None and (owner := await _same_pivot(session, identity)):
        row = await doubts.open_question(session, identity, Doubt.SAME_IDENTITY, owner)
        return Pending(Step.VERIFICATION, doubts.reference_of(row.id))
    return await newcomer(session, identity, fictitious=fictitious)


async def newcomer(session: Session, identity: Identity, *, fictitious: bool = False) -> Person:
    """A new person, with the names that the provider gives and an empty passport."""
    claims = identity.claims
    preferred = rules.readable_name(rules.text_of(claims, "preferred_username"))
    person = Person(
        id=session.new_id(),
        role=Role.BENEFICIARY,
        given_name=rules.first_name(claims),
        family_name=rules.readable_name(rules.text_of(claims, "family_name")),
        preferred_name=preferred or None,
        email=rules.text_of(claims, "email", rules.EMAIL_LIMIT) or None,
        fictitious=fictitious,
        created_at=session.now(),
    )
    session.add(person)
    await session.flush()
    await attach(session, person, identity)
    return person


async def attach(session: Session, person: Person, identity: Identity) -> None:
    """Let the account lead to ``person``. Raises ``Conflict`` when it leads to somebody already."""
    await service.link(
        session,
        person,
        identity.issuer,
        identity.subject,
        pivot=_pivot(identity.claims),
        contact=_contact(rules.text_of(identity.claims, "email", rules.EMAIL_LIMIT)),
    )


async def attach_mine(session: Session, actor: Actor, identity: Identity, kind: Kind) -> None:
    """Add a way in to one's own account: the proof is to be logged in.

    Raises ``Conflict`` when it leads to somebody else already.
    """
    if actor.role not in kind.roles:
        raise NotFound(N_("Cette façon d’entrer n’existe pas."))
    found = await service.account_of(session, identity.issuer, identity.subject)
    if found is not None:
        if found[1].id != actor.person_id:
            raise Conflict(service.TAKEN)
        return
    person = await session.get_one(Person, actor.person_id)
    await attach(session, person, identity)


async def _same_pivot(session: Session, identity: Identity) -> UUID | None:
    """A person whose civil identity is the same, if any.

    Raises ``Conflict`` when it is this very account, which another login made meanwhile.
    """
    pivot = rules.pivot_of(identity.claims)
    if pivot is None:
        return None
    rows = await session.exec(
        select(Account)
        .where(col(Account.pivot).in_(keyed_each("pivot", *pivot)))
        .order_by(col(Account.created_at))
    )
    found = rows.all()
    if any((one.issuer, one.subject) == (identity.issuer, identity.subject) for one in found):
        raise Conflict(service.TAKEN)
    return found[0].person_id if found else None


def _pivot(claims: Claims) -> str | None:
    pivot = rules.pivot_of(claims)
    return keyed("pivot", *pivot) if pivot else None


def _contact(email: str) -> str | None:
    return _contacts(email)[0] if email else None


def _contacts(email: str) -> tuple[str, ...]:
    return keyed_each("contact", email.strip().casefold())


@dataclass(frozen=True, slots=True)
class Way:
    """A way in that is attached to the person."""

    issuer: str
    since: datetime
    used_at: datetime


async def ways(session: Session, actor: Actor) -> list[Way]:
    """The accounts that lead to the person who asks, the first one first."""
    rows = await session.exec(
        select(Account)
        .where(Account.person_id == actor.person_id)
        .order_by(col(Account.created_at))
    )
    return [Way(row.issuer, row.created_at, row.used_at) for row in rows.all()]
