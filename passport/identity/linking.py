"""Use cases of accounts: whom a provider's word leads to, and what happens when that is not plain.

An account is found by its issuer and subject, and by nothing else. An e-mail address never leads to
somebody: it is shared, lent and given on. What a machine cannot know becomes a question that a
person of the support settles (``passport accounts``); nothing is merged meanwhile.
"""

import hmac
import json
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from passport.identity import rules, service
from passport.identity.models import Account, AccountProof, AccountQuestion, Person, WebSession
from passport.identity.provider.agreement import Claims, Identity, Kind, Pending, Step, Welcome
from passport.identity.rules import Doubt, Verdict
from passport.kernel.actor import Actor, Role
from passport.kernel.audit import note
from passport.kernel.crypto import encrypt, keyed, keyed_each
from passport.kernel.database import Database, Session
from passport.kernel.errors import Conflict, NotFound, TooMany
from passport.kernel.i18n import N_
from passport.kernel.outbox import post
from passport.network import service as network

T = TypeVar("T")

CODE_SENT = "account_code"

# Of two logins of one new account, the second finds what the first made.
ATTEMPTS = 3

_TAKEN = N_("Ce compte est déjà relié à quelqu’un.")
_NO_QUESTION = N_("Nous ne trouvons pas cette demande.")


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
    asked = await _question(session, identity)
    if asked is not None and asked.verdict is Verdict.OPEN:
        return Pending(Step.VERIFICATION, reference_of(asked.id))
    if asked is None and (owner := await _same_pivot(session, identity)):
        row = await _doubt(session, identity, Doubt.SAME_IDENTITY, owner)
        return Pending(Step.VERIFICATION, reference_of(row.id))
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
            raise Conflict(_TAKEN)
        return
    person = await session.get_one(Person, actor.person_id)
    await attach(session, person, identity)


# Professionals -----------------------------------------------------------------------------------


async def welcome_professional(session: Session, identity: Identity) -> Person | Pending:
    """Find the professional whom we know by the place and the address that the provider vouches.

    Roles are ours: nobody becomes a professional here by logging in. A caseworker proves that the
    address is still hers by a code sent there, for a new subject may be a new person behind an old
    address. A member of a coordination is attached by hand.
    """
    asked = await _question(session, identity)
    if asked is not None:
        open_still = asked.verdict is Verdict.OPEN
        return (
            Pending(Step.VERIFICATION, reference_of(asked.id))
            if open_still
            else Pending(Step.REFUSED)
        )
    email = rules.text_of(identity.claims, "email", rules.EMAIL_LIMIT)
    siret = rules.text_of(identity.claims, "siret")
    structures = (
        await network.structures_with(session, siret) if rules.SIRET.fullmatch(siret) else ()
    )
    staff = [
        person
        for person in (
            await session.exec(
                select(Person).where(
                    sa.or_(
                        col(Person.role) == Role.COORDINATION,
                        sa.and_(
                            col(Person.role) == Role.CASEWORKER,
                            col(Person.structure_id).in_(structures),
                        ),
                    )
                )
            )
        ).all()
        if rules.same_address(person.email, email)
    ]
    if len(staff) != 1:
        return Pending(Step.REFUSED)
    (person,) = staff
    if person.role is Role.COORDINATION:
        row = await _doubt(session, identity, Doubt.COORDINATION, person.id)
        return Pending(Step.VERIFICATION, reference_of(row.id))
    return Pending(Step.CODE, str(await _send_code(session, identity, person)))


async def _send_code(session: Session, identity: Identity, person: Person) -> UUID:
    """Send a code of six digits to the address that we hold. Raises ``TooMany``."""
    now = session.now()
    recent = await session.exec(
        select(sa.func.count())
        .select_from(AccountProof)
        .where(
            col(AccountProof.person_id) == person.id,
            col(AccountProof.created_at) > now - timedelta(hours=1),
        )
    )
    if recent.one() >= rules.PROOFS_AN_HOUR:
        raise TooMany(N_("Vous avez déjà reçu plusieurs codes. Attendez une heure."))
    await session.exec(
        sa.delete(AccountProof).where(col(AccountProof.created_at) < now - timedelta(days=1))
    )
    code = f"{secrets.randbelow(1_000_000):06}"
    proof_id = session.new_id()
    session.add(
        AccountProof(
            id=proof_id,
            issuer=identity.issuer,
            subject=identity.subject,
            person_id=person.id,
            code=keyed("account-code", str(proof_id), code),
            tries_left=rules.PROOF_TRIES,
            created_at=now,
            ends_at=now + rules.PROOF_LIFE,
        )
    )
    post(session, CODE_SENT, {"person_id": str(person.id), "sealed": encrypt(code).decode()})
    note(session, person.id, "account_code_sent")
    return proof_id


async def prove(session: Session, proof_id: UUID, code: str) -> Person | int:
    """Attach the account whose code this is; else how many tries are left.

    Each try is counted by one statement of the database before the code is looked at: guesses that
    come at the same time are counted too.
    """
    counted = await session.exec(
        sa.update(AccountProof)
        .where(
            col(AccountProof.id) == proof_id,
            col(AccountProof.tries_left) > 0,
            col(AccountProof.ends_at) > session.now(),
        )
        .values(tries_left=AccountProof.tries_left - 1)
    )
    if counted.rowcount != 1:
        return 0
    proof = await session.get_one(AccountProof, proof_id, populate_existing=True)
    digits = "".join(c for c in code if c.isdecimal())
    if not any(
        hmac.compare_digest(proof.code, one)
        for one in keyed_each("account-code", str(proof_id), digits)
    ):
        return proof.tries_left
    person = await session.get_one(Person, proof.person_id)
    await session.exec(sa.delete(AccountProof).where(col(AccountProof.id) == proof_id))
    await service.link(session, person, proof.issuer, proof.subject)
    return person


# Questions ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Question:
    """An account in doubt, for whoever settles it."""

    id: UUID
    reference: str
    reason: Doubt
    issuer: str
    said: dict[str, str]
    """Names and birth date as the provider gave them."""
    candidate: str
    """Name of the person whose account it may be."""
    candidate_id: UUID | None
    since: datetime


def reference_of(question_id: UUID) -> str:
    """What a person may say of a question on the telephone: eight signs that open nothing."""
    return question_id.hex[-8:].upper()


async def questions(session: Session, actor: Actor | None) -> list[Question]:
    """The questions that wait, the oldest first.

    For the operator (nobody), or for a member of a coordination: those of her territory's people.
    """
    rows = await session.exec(
        select(AccountQuestion, Person)
        .join(Person, col(Person.id) == col(AccountQuestion.person_id), isouter=True)
        .where(col(AccountQuestion.verdict) == Verdict.OPEN)
        .order_by(col(AccountQuestion.created_at))
    )
    return [
        Question(
            id=row.id,
            reference=reference_of(row.id),
            reason=row.reason,
            issuer=row.issuer,
            said=json.loads(row.sealed),
            candidate=person.name if person else "",
            candidate_id=row.person_id,
            since=row.created_at,
        )
        for row, person in rows.all()
        if _may_settle(actor, row, person)
    ]


async def settle(
    session: Session,
    actor: Actor | None,
    question_id: UUID,
    verdict: Verdict,
    person_id: UUID | None = None,
) -> None:
    """Attach the account in doubt to ``person_id`` (else to the one it may be), or keep it apart.

    The operator (nobody) settles all; a coordination those of its people, and never its own.
    Raises ``NotFound`` and ``Conflict``.
    """
    row = await session.get(AccountQuestion, question_id, with_for_update=True)
    candidate = await session.get(Person, row.person_id) if row and row.person_id else None
    if row is None or not _may_settle(actor, row, candidate):
        raise NotFound(_NO_QUESTION)
    if row.verdict is not Verdict.OPEN:
        raise Conflict(N_("Cette demande est déjà réglée."))
    if verdict is Verdict.ATTACHED:
        chosen = person_id if actor is None and person_id else row.person_id
        person = await session.get(Person, chosen) if chosen else None
        if person is None:
            raise NotFound(N_("Nous ne trouvons pas cette personne."))
        await _move(session, row, person)
    row.verdict, row.settled_at, row.sealed = verdict, session.now(), "{}"
    session.add(row)
    note(session, actor, "account_settled", subject=row.id, verdict=verdict)


def _may_settle(actor: Actor | None, row: AccountQuestion, candidate: Person | None) -> bool:
    if actor is None:
        return True
    return (
        actor.role is Role.COORDINATION
        and row.reason is Doubt.SAME_IDENTITY
        and candidate is not None
        and candidate.territory_id is not None
        and candidate.territory_id == actor.territory_id
    )


async def _move(session: Session, row: AccountQuestion, person: Person) -> None:
    """Let the account lead to ``person``; who was behind it before is logged out."""
    found = await service.account_of(session, row.issuer, row.subject)
    if found is None:
        await service.link(session, person, row.issuer, row.subject)
        return
    account, former = found
    await session.exec(sa.delete(WebSession).where(col(WebSession.person_id) == former.id))
    account.person_id = person.id
    session.add(account)
    note(session, person.id, "account_linked")


async def ask_for_former(session: Session, actor: Actor) -> str:
    """Tell the support that the person had a passport here before; the reference to give."""
    account = (
        await session.exec(
            select(Account)
            .where(Account.person_id == actor.person_id)
            .order_by(col(Account.used_at).desc())
        )
    ).first()
    if account is None:
        raise NotFound(N_("Nous ne trouvons pas votre compte."))
    person = await session.get_one(Person, actor.person_id)
    said = {"given_name": person.given_name, "family_name": person.family_name}
    identity = Identity(account.issuer, account.subject, said, "")
    row = await _question(session, identity)
    if row is None:
        row = await _doubt(session, identity, Doubt.ASKED, None)
    elif row.verdict is not Verdict.OPEN:
        row.verdict, row.reason, row.settled_at = Verdict.OPEN, Doubt.ASKED, None
        row.person_id, row.sealed = None, json.dumps(said)
        session.add(row)
    note(session, actor, "account_question")
    return reference_of(row.id)


async def _question(session: Session, identity: Identity) -> AccountQuestion | None:
    return (
        await session.exec(
            select(AccountQuestion).where(
                AccountQuestion.issuer == identity.issuer,
                AccountQuestion.subject == identity.subject,
            )
        )
    ).first()


async def _doubt(
    session: Session, identity: Identity, reason: Doubt, person_id: UUID | None
) -> AccountQuestion:
    names = ("given_name", "family_name", "usual_name", "birthdate")
    said = {name: text for name in names if (text := rules.text_of(identity.claims, name))}
    row = AccountQuestion(
        id=session.new_id(),
        issuer=identity.issuer,
        subject=identity.subject,
        reason=reason,
        verdict=Verdict.OPEN,
        person_id=person_id,
        sealed=json.dumps(said, ensure_ascii=False),
        created_at=session.now(),
    )
    session.add(row)
    try:
        await session.flush()
    except IntegrityError:
        raise Conflict(_TAKEN) from None
    note(session, person_id, "account_question", subject=row.id, reason=reason)
    return row


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
        raise Conflict(_TAKEN)
    return found[0].person_id if found else None


def _pivot(claims: Claims) -> str | None:
    pivot = rules.pivot_of(claims)
    return keyed("pivot", *pivot) if pivot else None


def _contact(email: str) -> str | None:
    return _contacts(email)[0] if email else None


def _contacts(email: str) -> tuple[str, ...]:
    return keyed_each("contact", email.strip().casefold())


# Ways in -----------------------------------------------------------------------------------------


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
