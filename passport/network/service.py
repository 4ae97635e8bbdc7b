"""Use cases of the network: who accompanies a person, and who receives her when."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from sqlmodel import col, select

from passport.identity.service import called
from passport.kernel.audit import note
from passport.kernel.database import Session
from passport.kernel.errors import NotFound
from passport.kernel.i18n import N_
from passport.network.models import Assignment, Caseworker, StandIn, Structure, Territory
from passport.network.rules import Replacement, who_receives


@dataclass(frozen=True, slots=True)
class TerritoryCard:
    """A territory, with what its days and hours depend on."""

    id: UUID
    slug: str
    name: str
    time_zone: str
    holidays: str | None


@dataclass(frozen=True, slots=True)
class CaseworkerCard:
    """A référent as the people she receives may know her."""

    id: UUID
    person_id: UUID
    name: str
    job: str
    phone: str
    video_link: str
    structure: str
    address: str
    access: str
    territory: TerritoryCard
    structure_id: UUID


@dataclass(frozen=True, slots=True)
class Reception:
    """Who receives a person from ``since`` up to ``until``, and in whose place if so."""

    since: datetime
    until: datetime
    by: CaseworkerCard
    stands_in_for: str | None = None


async def territories(session: Session) -> list[TerritoryCard]:
    """Every territory, by name."""
    rows = (await session.exec(select(Territory).order_by(col(Territory.name)))).all()
    return [_territory(row) for row in rows]


async def territory(session: Session, territory_id: UUID) -> TerritoryCard:
    """One territory."""
    row = await session.get(Territory, territory_id)
    if row is None:
        raise NotFound(N_("Nous ne trouvons pas ce territoire."))
    return _territory(row)


def _territory(row: Territory) -> TerritoryCard:
    return TerritoryCard(row.id, row.slug, row.name, row.time_zone, row.holidays)


async def structures_with(session: Session, siret: str) -> tuple[UUID, ...]:
    """The structures that the national register knows by ``siret``; none for an empty one."""
    if not siret:
        return ()
    return tuple((await session.exec(select(Structure.id).where(Structure.siret == siret))).all())


async def caseworker(session: Session, caseworker_id: UUID) -> CaseworkerCard:
    """One référent."""
    row = (
        await session.exec(
            select(Caseworker, Structure, Territory)
            .join(Structure, col(Structure.id) == col(Caseworker.structure_id))
            .join(Territory, col(Territory.id) == col(Structure.territory_id))
            .where(Caseworker.id == caseworker_id)
        )
    ).first()
    if row is None:
        raise NotFound(N_("Nous ne trouvons pas ce référent."))
    worker, structure, place = row
    return CaseworkerCard(
        id=worker.id,
        person_id=worker.person_id,
        name=await called(session, worker.person_id),
        job=worker.job,
        phone=worker.phone or structure.phone,
        video_link=worker.video_link,
        structure=structure.name,
        address=", ".join(part for part in (structure.address, structure.place) if part),
        access=structure.access,
        territory=_territory(place),
        structure_id=structure.id,
    )


async def at_work(session: Session, person_id: UUID) -> CaseworkerCard:
    """A référent, by the person she is. Raises ``NotFound``."""
    found = (
        await session.exec(select(Caseworker.id).where(Caseworker.person_id == person_id))
    ).first()
    if found is None:
        raise NotFound(N_("Nous ne trouvons pas ce référent."))
    return await caseworker(session, found)


async def assign_to(session: Session, person_id: UUID, worker_person_id: UUID) -> None:
    """Let a référent accompany a person, if she still is one."""
    found = (
        await session.exec(select(Caseworker.id).where(Caseworker.person_id == worker_person_id))
    ).first()
    if found is not None:
        await assign(session, person_id, found)


@dataclass(frozen=True, slots=True)
class Place:
    """A structure and its territory, by their keys."""

    id: UUID
    territory_id: UUID


async def place_of(session: Session, slug: str) -> Place:
    """The structure of this short name. Raises ``NotFound``."""
    found = (await session.exec(select(Structure).where(Structure.slug == slug))).first()
    if found is None:
        raise NotFound(N_("Nous ne trouvons pas cette structure."))
    return Place(found.id, found.territory_id)


async def structure_name(session: Session, structure_id: UUID) -> str:
    """What a structure is called; nothing when it is gone."""
    found = await session.get(Structure, structure_id)
    return found.name if found else ""


async def as_caseworker(session: Session, person_id: UUID) -> CaseworkerCard | None:
    """The référent that a person is, if she is one."""
    query = select(Caseworker.id).where(Caseworker.person_id == person_id)
    found = (await session.exec(query)).first()
    return await caseworker(session, found) if found else None


async def followed_by(session: Session, caseworker_id: UUID) -> frozenset[UUID]:
    """The people whom a référent accompanies now."""
    query = select(Assignment.person_id).where(
        Assignment.caseworker_id == caseworker_id, col(Assignment.until).is_(None)
    )
    return frozenset((await session.exec(query)).all())


async def assign(session: Session, person_id: UUID, caseworker_id: UUID) -> None:
    """Let ``caseworker_id`` accompany a person from now on. What came before stays written."""
    now = session.now()
    current = await _assignment(session, person_id)
    if current is not None:
        if current.caseworker_id == caseworker_id:
            return
        current.until = now
        session.add(current)
        await session.flush()
    session.add(
        Assignment(id=session.new_id(), person_id=person_id, caseworker_id=caseworker_id, since=now)
    )
    note(session, person_id, "caseworker_changed", subject=caseworker_id)
    await session.flush()


async def _assignment(session: Session, person_id: UUID) -> Assignment | None:
    return (
        await session.exec(
            select(Assignment).where(
                Assignment.person_id == person_id, col(Assignment.until).is_(None)
            )
        )
    ).first()


async def my_caseworker(session: Session, person_id: UUID) -> CaseworkerCard | None:
    """Who accompanies a person, be she there or away; nobody before the first assignment."""
    current = await _assignment(session, person_id)
    return await caseworker(session, current.caseworker_id) if current else None


async def receptions(
    session: Session, person_id: UUID, since: datetime, until: datetime
) -> list[Reception]:
    """Who receives a person at each time of a period: her référent, or whoever stands in."""
    current = await _assignment(session, person_id)
    if current is None or since >= until:
        return []
    rows = (
        await session.exec(
            select(StandIn).where(col(StandIn.starts_at) < until, col(StandIn.ends_at) > since)
        )
    ).all()
    away = [
        Replacement(row.caseworker_id, row.replaced_by_id, row.starts_at, row.ends_at)
        for row in rows
    ]
    bounds = {since, until}
    bounds |= {at for row in away for at in (row.starts_at, row.ends_at) if since < at < until}
    ordered = sorted(bounds)
    mine = current.caseworker_id
    cards = {mine: await caseworker(session, mine)}
    found: list[Reception] = []
    for start, end in pairwise(ordered):
        who = who_receives(mine, start, away)
        if who not in cards:
            cards[who] = await caseworker(session, who)
        if found and found[-1].by.id == who:
            start = found.pop().since  # noqa: PLW2901 - the same person goes on receiving
        instead_of = None if who == mine else cards[mine].name
        found.append(Reception(start, end, cards[who], instead_of))
    return found
