"""What one person has, and another would like to see or to touch."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import SQLModel, col, select

from passport.appointments.models import Appointment, Motive
from passport.appointments.rules import Modality
from passport.assessment import service as assessment
from passport.assessment.rules import Grid
from passport.conversation import service as conversation
from passport.identity import codes
from passport.identity.contacts import ContactKind
from passport.identity.models import Contact, Person
from passport.invitations import service as invitations
from passport.kernel.actor import Actor, Role
from passport.kernel.database import Database, Session
from passport.kernel.storage import Storage
from passport.network.models import Assignment, Caseworker
from passport.participation import receipts
from passport.participation import service as participation
from passport.participation.rules import Stage
from passport.record import service as record
from passport.record.content import LanguageLevel
from passport.record.service import FileRef
from passport.sharing import service as sharing
from passport.sharing.rules import Lifetime

MARK = "Zyxwvut"
"""Stands in every word that is hers alone."""

ABSENT = UUID("01890000-0000-7000-8000-000000000000")
ABSENT_SECRET = "A" * 43
ABSENT_CODE = " ".join(receipts.WORDS[:1] * receipts.LENGTH)


@dataclass(frozen=True)
class Belongings:
    """The names of her things: what an attacker who had seen them would send."""

    person: UUID
    experience: UUID
    soft_skill: UUID
    skill: UUID
    certificate: UUID
    language: UUID
    share: UUID
    secret: str
    appointment: UUID
    consultation: UUID
    code: str
    turn: str
    invitation: UUID
    contact: UUID
    answer: UUID

    @classmethod
    def absent(cls) -> "Belongings":
        """Names of nothing at all."""
        ids = {name: ABSENT for name, kind in cls.__annotations__.items() if kind is UUID}
        return cls(**ids, secret=ABSENT_SECRET, code=ABSENT_CODE, turn="no-such-turn")


async def person(
    session: Session, name: str, elsewhere: UUID | None = None, role: Role = Role.BENEFICIARY
) -> Person:
    """Somebody new with a référent, far from the territory ``elsewhere``."""
    query = (
        select(Caseworker, Person.territory_id)
        .join(Person, col(Person.id) == col(Caseworker.person_id))
        .where(col(Person.territory_id).is_not(None), col(Person.territory_id) != elsewhere)
        .order_by(col(Caseworker.id))
    )
    referent, territory = (await session.exec(query)).first() or (None, None)
    assert referent is not None
    made = Person(
        id=session.new_id(),
        role=role,
        given_name=name,
        family_name="Dupont",
        email=f"{name.lower()}@exemple.fr",
        territory_id=territory,
        fictitious=True,
        created_at=session.now(),
    )
    session.add(made)
    await session.flush()
    if role is Role.BENEFICIARY:
        session.add(
            Assignment(
                id=session.new_id(),
                person_id=made.id,
                caseworker_id=referent.id,
                since=session.now(),
            )
        )
    return made


def actor_of(one: Person) -> Actor:
    return Actor(one.id, one.role, one.territory_id, None, "")


async def settle(base: Database, storage: Storage) -> Belongings:
    """Somebody with one of everything."""
    owner = await base.write(person, MARK)
    who = actor_of(owner)
    say = partial(base.write, conversation.say, who)
    await say(f"j'ai travaillé trois ans dans une boulangerie {MARK}", key=f"{MARK}-turn")
    await storage.put(f"{MARK}/file", f"%PDF-1.4 {MARK}".encode())
    await storage.put(f"{MARK}/thumbnail", MARK.encode())
    file = FileRef(f"{MARK}/file", "application/pdf", 20, f"{MARK}/thumbnail")
    experience = await base.write(record.add_experience, who, record.ExperienceDraft(MARK))
    share = await base.write(sharing.make_share, who, MARK, [str(experience)], Lifetime.DAY)
    consultation = await running(base, who)
    said = await answers(base, who, consultation)
    return Belongings(
        person=owner.id,
        experience=experience,
        soft_skill=await base.write(
            record.add_soft_skill, who, record.SoftSkillDraft(await _soft_skill(), None)
        ),
        skill=await base.write(record.add_skill, who, record.SkillDraft(MARK)),
        certificate=await base.write(
            record.add_certificate, who, record.CertificateDraft(title=MARK), file
        ),
        language=await base.write(
            record.add_language, who, record.LanguageDraft(MARK, LanguageLevel.ENOUGH)
        ),
        share=share,
        secret=await base.read(sharing.address, who, share),
        appointment=await base.write(_appointment, owner),
        consultation=consultation,
        code=await base.write(participation.answer, who, consultation, said),
        turn=f"{MARK}-turn",
        answer=await answered(base, who),
        invitation=await base.write(_invitation, owner),
        contact=await base.write(_contact, owner),
    )


async def referent_of(session: Session, owner: Person) -> Actor:
    """Who accompanies her, as the guard would say it."""
    query = (
        select(Person)
        .join(Caseworker, col(Caseworker.person_id) == col(Person.id))
        .join(Assignment, col(Assignment.caseworker_id) == col(Caseworker.id))
        .where(Assignment.person_id == owner.id)
    )
    found = (await session.exec(query)).one()
    return Actor(found.id, found.role, found.territory_id, found.structure_id)


async def _invitation(session: Session, owner: Person) -> UUID:
    """Somebody whom her référent invites."""
    referent = await referent_of(session, owner)
    draft = invitations.Draft(MARK, MARK)
    return (await invitations.invite(session, referent, draft, form_key=MARK * 4)).id


async def _contact(session: Session, owner: Person) -> UUID:
    """An address by which she comes back."""
    value = f"{MARK.lower()}@exemple.fr"
    made = Contact(
        id=session.new_id(),
        person_id=owner.id,
        kind=ContactKind.EMAIL,
        mac=codes.mac_of(ContactKind.EMAIL, value),
        sealed=value,
        created_at=session.now(),
    )
    session.add(made)
    return made.id


async def answered(base: Database, who: Actor) -> UUID:
    """One of her answers to the common grid, shared with her référent."""
    said = {"housing": assessment.Said("hard", MARK)}
    await base.write(assessment.save, who, Grid.DIAGNOSIS, said)
    (one,) = await base.read(assessment.answers, who)
    await base.write(assessment.share, who, one.id)
    return one.id


async def _soft_skill() -> str:
    from passport.record import words

    return next(iter(words.SOFT_SKILLS))


async def running(base: Database, who: Actor) -> UUID:
    found = await base.read(participation.in_my_territory, who)
    return next(one.id for one in found if one.stage is Stage.RUNNING)


async def answers(base: Database, who: Actor, consultation: UUID) -> dict[int, str]:
    sheet = await base.read(participation.sheet, who, consultation)
    return {
        one.position: next(iter(participation.ask_of(one).accepts()), MARK)
        for one in sheet.questions
    }


async def _appointment(session: Session, owner: Person) -> UUID:
    motive = (
        await session.exec(select(Motive).where(Motive.territory_id == owner.territory_id))
    ).first()
    assignment = (
        await session.exec(select(Assignment).where(Assignment.person_id == owner.id))
    ).first()
    assert motive is not None
    assert assignment is not None
    made = session.new_id()
    start = session.now().replace(hour=3, minute=0, second=0, microsecond=0)
    start += timedelta(days=20 + made.int % 300)
    session.add(
        Appointment(
            id=made,
            beneficiary_id=owner.id,
            caseworker_id=assignment.caseworker_id,
            motive_id=motive.id,
            starts_at=start,
            ends_at=start + timedelta(minutes=30),
            busy_until=start + timedelta(minutes=30),
            modality=Modality.PHONE,
            zone="Europe/Paris",
            place=MARK,
            uid=str(made),
            topic=MARK,
            created_at=session.now(),
            updated_at=session.now(),
        )
    )
    await session.flush()
    return made


OWN_LIFE = {"web_session", "audit_note", "outbox_message", "alembic_version"}
"""Tables where being refused may be written down."""


async def everything_of(session: Session, owned: Belongings) -> dict[str, list[Any]]:
    """Every row that names her or one of her things."""
    names = {
        getattr(owned, name) for name, kind in Belongings.__annotations__.items() if kind is UUID
    }
    found = {}
    for table in SQLModel.metadata.sorted_tables:
        if table.name in OWN_LIFE:
            continue
        rows = (await (await session.connection()).execute(sa.select(table))).all()
        hers = [tuple(row) for row in rows if names & {v for v in row if isinstance(v, UUID)}]
        if hers:
            found[table.name] = sorted(hers, key=repr)
    return found


__all__ = [
    "ABSENT",
    "MARK",
    "Belongings",
    "actor_of",
    "everything_of",
    "person",
    "referent_of",
    "settle",
]
