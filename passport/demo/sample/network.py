"""Territories, structures and professionals of the sample."""

from datetime import timedelta

from passport.appointments.models import Absence, Motive, Opening
from passport.appointments.motives import STANDARD
from passport.demo.sample.kit import (
    Facts,
    keep,
    minute_of,
    only,
    person_id,
    sample_id,
    today_of,
    wall_clock,
)
from passport.identity.models import Person
from passport.kernel.actor import Role
from passport.kernel.database import Session
from passport.network.models import Basin, Caseworker, StandIn, Structure, Territory


async def keep_network(session: Session, network: Facts) -> None:
    """Add the territories and those who work there, with their openings and absences."""
    now, today = session.now(), today_of(session)
    await keep(
        session,
        [
            Territory(id=sample_id("territory", one["slug"]), slug=one["slug"], name=one["name"])
            for one in network["territories"]
        ],
    )
    await keep(
        session,
        [
            Basin(
                id=sample_id("basin", slug),
                territory_id=sample_id("territory", one["slug"]),
                slug=slug,
                name=name,
            )
            for one in network["territories"]
            for slug, name in one["basins"].items()
        ],
    )
    await keep(
        session,
        [
            Structure(
                id=sample_id("structure", one["slug"]),
                territory_id=sample_id("territory", one["territory"]),
                basin_id=sample_id("basin", one["basin"]),
                **only(one, "slug", "siret", "name", "address", "place", "phone", "access"),
            )
            for one in network["structures"]
        ],
    )
    await keep(
        session,
        [
            Motive(
                id=sample_id("motive", territory["slug"], one["slug"]),
                territory_id=sample_id("territory", territory["slug"]),
                position=position,
                **one,
            )
            for territory in network["territories"]
            for position, one in enumerate(STANDARD)
        ],
    )
    territory_of = {one["slug"]: one["territory"] for one in network["structures"]}
    name_of = {one["slug"]: one["name"] for one in network["structures"]}
    workers = network["caseworkers"]
    await keep(
        session,
        [
            Person(
                id=person_id(one["slug"]),
                role=Role.CASEWORKER,
                given_name=one["given"],
                family_name=one["family"],
                email=f"{one['slug']}@example.org",
                territory_id=sample_id("territory", territory_of[one["structure"]]),
                structure_id=sample_id("structure", one["structure"]),
                fictitious=True,
                sketch=f"{one['job']}, {name_of[one['structure']]}.",
                created_at=now,
            )
            for one in workers
        ],
    )
    await keep(
        session,
        [
            Person(
                id=person_id(one["slug"]),
                role=Role.COORDINATION,
                given_name=one["given"],
                family_name=one["family"],
                email=f"{one['slug']}@example.org",
                territory_id=sample_id("territory", one["territory"]),
                structure_id=sample_id("structure", one["structure"]),
                fictitious=True,
                sketch="Équipe SPIE du territoire.",
                created_at=now,
            )
            for one in network["coordination"]
        ],
    )
    fresh = await keep(
        session,
        [
            Caseworker(
                id=sample_id("caseworker", one["slug"]),
                person_id=person_id(one["slug"]),
                structure_id=sample_id("structure", one["structure"]),
                job=one["job"],
                phone=one["phone"],
                video_link=f"https://visio.example.org/{one['slug']}" if _by_video(one) else "",
            )
            for one in workers
        ],
    )
    new = [one for one in workers if sample_id("caseworker", one["slug"]) in fresh]
    await keep(
        session,
        [
            Opening(
                id=sample_id("opening", one["slug"], number),
                caseworker_id=sample_id("caseworker", one["slug"]),
                weekday=weekday,
                starts_minute=minute_of(starts),
                ends_minute=minute_of(ends),
                valid_from=today - timedelta(days=365),
                modalities=how.split(),
            )
            for one in new
            for number, (weekday, starts, ends, how) in enumerate(one["openings"])
        ],
    )
    for one in new:
        if "absence" not in one:
            continue
        first, last, by = one["absence"]
        span = {
            "starts_at": wall_clock(today + timedelta(days=first), 0),
            "ends_at": wall_clock(today + timedelta(days=last), 0),
        }
        worker = sample_id("caseworker", one["slug"])
        await keep(
            session, [Absence(id=sample_id("absence", one["slug"]), caseworker_id=worker, **span)]
        )
        await keep(
            session,
            [
                StandIn(
                    id=sample_id("stand-in", one["slug"]),
                    caseworker_id=worker,
                    replaced_by_id=sample_id("caseworker", by),
                    **span,
                )
            ],
        )


def _by_video(worker: Facts) -> bool:
    return any("video" in how for _, _, _, how in worker["openings"])
