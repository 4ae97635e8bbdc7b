"""A small network to book in: one territory, one structure, two référents, two people."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from passport.appointments.models import Motive, Opening
from passport.appointments.rules import Modality
from passport.identity.models import Person
from passport.kernel.actor import Actor, Role
from passport.kernel.database import Session
from passport.network.models import Assignment, Caseworker, Structure, Territory

START = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Place:
    """Who and what there is."""

    amina: Actor
    brahim: Actor
    referent: UUID
    colleague: UUID
    motive: UUID
    territory: UUID


async def settle(session: Session, *, buffer_after: int = 10, zone: str = "Europe/Paris") -> Place:
    """Make the network. The référent receives on weekdays from 9 to 12, by phone and on site."""

    async def add(row: object) -> None:
        session.add(row)
        await session.flush()

    territory = Territory(
        id=session.new_id(), slug="haute-savoie", name="Haute-Savoie", time_zone=zone
    )
    await add(territory)
    structure = Structure(
        id=session.new_id(),
        territory_id=territory.id,
        slug="maison",
        name="Maison de l'emploi",
        address="3 rue du Lac",
        place="Annecy",
        phone="04 50 00 00 00",
    )
    await add(structure)
    people = {}
    for name, role in (
        ("Amina", Role.BENEFICIARY),
        ("Brahim", Role.BENEFICIARY),
        ("Paul", Role.CASEWORKER),
        ("Claire", Role.CASEWORKER),
    ):
        people[name] = Person(
            id=session.new_id(),
            role=role,
            given_name=name,
            family_name="Essai",
            email=f"{name.lower()}@example.org",
            created_at=START,
        )
        await add(people[name])
    workers = {}
    for name in ("Paul", "Claire"):
        workers[name] = Caseworker(
            id=session.new_id(),
            person_id=people[name].id,
            structure_id=structure.id,
            job="Référent",
        )
        await add(workers[name])
        for weekday in range(5):
            await add(
                Opening(
                    id=session.new_id(),
                    caseworker_id=workers[name].id,
                    weekday=weekday,
                    starts_minute=9 * 60,
                    ends_minute=12 * 60,
                    valid_from=date(2026, 1, 1),
                    modalities=[Modality.ON_SITE, Modality.PHONE],
                )
            )
    for name in ("Amina", "Brahim"):
        await add(
            Assignment(
                id=session.new_id(),
                person_id=people[name].id,
                caseworker_id=workers["Paul"].id,
                since=START,
            )
        )
    motive = Motive(
        id=session.new_id(),
        territory_id=territory.id,
        slug="point",
        label="Faire le point",
        discreet="Rendez-vous",
        modalities=[Modality.ON_SITE, Modality.PHONE, Modality.VIDEO],
        duration=30,
        buffer_after=buffer_after,
    )
    await add(motive)
    return Place(
        amina=Actor(people["Amina"].id, Role.BENEFICIARY),
        brahim=Actor(people["Brahim"].id, Role.BENEFICIARY),
        referent=workers["Paul"].id,
        colleague=workers["Claire"].id,
        motive=motive.id,
        territory=territory.id,
    )
