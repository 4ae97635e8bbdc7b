"""A territory, people and a consultation, as the tests of this folder need them."""

from datetime import timedelta
from uuid import UUID

from passport.identity.models import Person
from passport.kernel.actor import Actor, Role
from passport.kernel.database import Session
from passport.network.models import Territory
from passport.participation.models import Consultation, Question
from passport.participation.rules import QuestionKind

GOOD = {1: "good", 2: "0", 3: "Le bus passe trop tôt."}


async def territory(session: Session, slug: str = "haute-savoie") -> UUID:
    key = session.new_id()
    session.add(Territory(id=key, slug=slug, name=slug))
    await session.flush()
    return key


async def person(
    session: Session, territory_id: UUID | None, role: Role = Role.BENEFICIARY
) -> Actor:
    key = session.new_id()
    session.add(
        Person(
            id=key,
            role=role,
            given_name="Zoé",
            family_name="D'Arc",
            territory_id=territory_id,
            created_at=session.now(),
        )
    )
    await session.flush()
    return Actor(person_id=key, role=role, territory_id=territory_id)


async def people(session: Session, territory_id: UUID, count: int) -> list[Actor]:
    return [await person(session, territory_id) for _ in range(count)]


async def consultation(session: Session, territory_id: UUID) -> UUID:
    """One that runs for ten more days, with a question of each kind."""
    key = session.new_id()
    now = session.now()
    session.add(
        Consultation(
            id=key,
            territory_id=territory_id,
            title="Venir au rendez-vous",
            why="Nous changeons les horaires.",
            opens_at=now - timedelta(days=3),
            closes_at=now + timedelta(days=10),
            answer_due_on=(now + timedelta(days=40)).date(),
        )
    )
    await session.flush()
    for position, (kind, text, options) in enumerate(
        [
            (QuestionKind.FACES, "Comment venez-vous ?", []),
            (QuestionKind.CHOICE, "Quel jour ?", ["Lundi", "Jeudi"]),
            (QuestionKind.TEXT, "Que changer ?", []),
        ],
        1,
    ):
        session.add(
            Question(
                id=session.new_id(),
                consultation_id=key,
                position=position,
                kind=kind,
                text=text,
                options=options,
            )
        )
    await session.flush()
    return key
