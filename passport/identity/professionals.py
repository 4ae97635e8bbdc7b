"""Use cases of professionals' accounts: known by place and address, proved by a code sent there."""

import hmac
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from passport.identity import doubts, rules, service
from passport.identity.models import AccountProof, Person
from passport.identity.provider.agreement import Identity, Pending, Step
from passport.identity.rules import Doubt, Verdict
from passport.kernel import ids
from passport.kernel.actor import Role
from passport.kernel.audit import note
from passport.kernel.crypto import encrypt, keyed, keyed_each
from passport.kernel.database import Session
from passport.kernel.errors import TooMany
from passport.kernel.i18n import N_
from passport.kernel.outbox import post
from passport.network import service as network

CODE_SENT = "account_code"


async def welcome_professional(session: Session, identity: Identity) -> Person | Pending:
    """Find the professional whom we know by the place and the address that the provider vouches.

    Roles are ours: nobody becomes a professional here by logging in. A caseworker proves that the
    address is still hers by a code sent there, for a new subject may be a new person behind an old
    address. A member of a coordination is attached by hand.
    """
    asked = await doubts.question_of(session, identity)
    if asked is not None:
        open_still = asked.verdict is Verdict.OPEN
        return (
            Pending(Step.VERIFICATION, doubts.reference_of(asked.id))
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
        row = await doubts.open_question(session, identity, Doubt.COORDINATION, person.id)
        return Pending(Step.VERIFICATION, doubts.reference_of(row.id))
    return Pending(Step.CODE, str(await _send_code(session, identity, person)))


async def _send_code(session: Session, identity: Identity, person: Person) -> UUID:
    """Send a code to the address that we hold. Raises ``TooMany``."""
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
    code = ids.digits(rules.PROOF_LENGTH)
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
    typed = rules.digits_of(code)
    if not any(
        hmac.compare_digest(proof.code, one)
        for one in keyed_each("account-code", str(proof_id), typed)
    ):
        return proof.tries_left
    person = await session.get_one(Person, proof.person_id)
    await session.exec(sa.delete(AccountProof).where(col(AccountProof.id) == proof_id))
    await service.link(session, person, proof.issuer, proof.subject)
    return person
