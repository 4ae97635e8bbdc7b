"""Use cases of accounts in doubt: whose they are is a question that a person settles.

The operator does (``passport accounts``), or a coordination for its own people; nothing is merged
meanwhile.
"""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from passport.identity import rules, service
from passport.identity.models import Account, AccountQuestion, Person, WebSession
from passport.identity.provider.agreement import Identity
from passport.identity.rules import Doubt, Verdict
from passport.kernel.actor import Actor, Role
from passport.kernel.audit import note
from passport.kernel.database import Session
from passport.kernel.errors import Conflict, NotFound
from passport.kernel.i18n import N_

_REFERENCE = re.compile(r"[0-9A-F]{8}")


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


def reference_in(text: str) -> str:
    """A reference that an address of ours gave, or nothing: no other word of it is shown."""
    return text if _REFERENCE.fullmatch(text) else ""


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
        raise NotFound(N_("Nous ne trouvons pas cette demande."))
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
    row = await question_of(session, identity)
    if row is None:
        row = await open_question(session, identity, Doubt.ASKED, None)
    elif row.verdict is not Verdict.OPEN:
        row.verdict, row.reason, row.settled_at = Verdict.OPEN, Doubt.ASKED, None
        row.person_id, row.sealed = None, json.dumps(said)
        session.add(row)
    note(session, actor, "account_question")
    return reference_of(row.id)


async def question_of(session: Session, identity: Identity) -> AccountQuestion | None:
    """What was asked about this account, open or settled."""
    return (
        await session.exec(
            select(AccountQuestion).where(
                AccountQuestion.issuer == identity.issuer,
                AccountQuestion.subject == identity.subject,
            )
        )
    ).first()


async def open_question(
    session: Session, identity: Identity, reason: Doubt, person_id: UUID | None
) -> AccountQuestion:
    """Ask whose account this is, ``person_id``'s perhaps. Raises ``Conflict``: asked already."""
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
        raise Conflict(service.TAKEN) from None
    note(session, person_id, "account_question", subject=row.id, reason=reason)
    return row
