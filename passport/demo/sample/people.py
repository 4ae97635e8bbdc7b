"""Fictitious people, their passports and their appointments."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from passport.appointments.models import Appointment
from passport.appointments.motives import STANDARD
from passport.appointments.rules import Modality
from passport.demo import pictures
from passport.demo.sample.kit import (
    ZONE,
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
from passport.kernel.database import Session, Table
from passport.kernel.storage import Storage
from passport.network.models import Assignment
from passport.record import files
from passport.record.content import ExperienceKind, FileRef, LanguageLevel, Proof
from passport.record.models import (
    CertificateRow,
    ExperienceRow,
    LanguageRow,
    Profile,
    SkillRow,
    SoftSkillRow,
)


@dataclass
class _Rows:
    """Rows of the passports that are new, by table and in an order that foreign keys allow."""

    found: dict[type[Table], list[Table]] = field(default_factory=dict)

    def add(self, row: Table) -> None:
        self.found.setdefault(type(row), []).append(row)

    async def keep(self, session: Session) -> None:
        for rows in self.found.values():
            await keep(session, rows)


async def keep_people(
    session: Session, storage: Storage, network: Facts, people: Sequence[Facts]
) -> None:
    """Add the people who are not there yet, each with a passport and a référent."""
    now = session.now()
    fresh = await keep(
        session,
        [
            Person(
                id=person_id(one["slug"]),
                role=Role.BENEFICIARY,
                given_name=one["given"],
                family_name=one["family"],
                preferred_name=one.get("preferred"),
                email=f"{one['slug']}@example.org",
                territory_id=sample_id("territory", one["territory"]),
                locale=one.get("locale", "fr"),
                fictitious=True,
                sketch=one["sketch"],
                created_at=now,
            )
            for one in people
        ],
    )
    rows = _Rows()
    diary = _Diary(session, network)
    for one in people:
        if person_id(one["slug"]) not in fresh:
            continue
        await _passport(session, storage, rows, one)
        if "worker" in one:
            rows.add(
                Assignment(
                    id=sample_id("assignment", one["slug"]),
                    person_id=person_id(one["slug"]),
                    caseworker_id=sample_id("caseworker", one["worker"]),
                    since=now - timedelta(days=90),
                )
            )
        for number, meeting in enumerate(one.get("meetings", ())):
            rows.add(diary.appointment(one, number, *meeting))
    await rows.keep(session)


async def _passport(session: Session, storage: Storage, rows: _Rows, one: Facts) -> None:
    """The items of a passport, each as its holder said it and proven as far as it says."""
    now, today = session.now(), today_of(session)
    holder = person_id(one["slug"])
    if "project" in one:
        rows.add(
            Profile(
                id=sample_id("profile", one["slug"]),
                person_id=holder,
                updated_at=now,
                **only(one, "project", "mobility", "availability"),
            )
        )

    def item(kind: str, position: int, facts: Facts) -> Facts:
        level, by, months = facts.get("proof", (Proof.DECLARED, "", 0))
        return {
            "id": sample_id(kind, one["slug"], position),
            "person_id": holder,
            "position": position,
            "proof": Proof(level),
            "proof_by": by,
            "proof_on": today - timedelta(days=30 * months) if by else None,
            "created_at": now,
            "updated_at": now,
        }

    for position, it in enumerate(one.get("exp", ()), 1):
        rows.add(
            ExperienceRow(
                **item("experience", position, it),
                kind=ExperienceKind(it["kind"]),
                title=it["title"],
                employer=it.get("employer", ""),
                place=it.get("place", ""),
                started=it.get("from", ""),
                ended=it.get("to", ""),
                ongoing=it.get("ongoing", False),
                tasks=it.get("tasks", []),
                quotes=[{"text": it["quote"]}] if "quote" in it else [],
            )
        )
    for position, it in enumerate(one.get("soft", ()), 1):
        rows.add(
            SoftSkillRow(**item("soft_skill", position, it), code=it["code"], situation=_quote(it))
        )
    for position, it in enumerate(one.get("skills", ()), 1):
        rows.add(SkillRow(**item("skill", position, it), title=it["title"], quote=_quote(it)))
    for position, it in enumerate(one.get("certs", ()), 1):
        expires = it.get("expires_in")
        file = await _picture(storage, one, it) if it.get("file") else None
        rows.add(
            CertificateRow(
                **item("certificate", position, it),
                title=it["title"],
                issuer=it["issuer"],
                obtained=it["obtained"],
                expires=str(today + timedelta(days=expires)) if expires else "",
                file_key=file.key if file else None,
                thumbnail_key=file.thumbnail_key if file else None,
                media_type=file.media_type if file else "",
                size=file.size if file else 0,
            )
        )
    for position, (name, level) in enumerate(one.get("languages", ()), 1):
        rows.add(
            LanguageRow(**item("language", position, {}), name=name, level=LanguageLevel(level))
        )


def _quote(facts: Facts) -> Facts | None:
    return {"text": facts["quote"]} if "quote" in facts else None


async def _picture(storage: Storage, one: Facts, certificate: Facts) -> FileRef:
    """A picture of a certificate, kept as a real one would be."""
    # The slug says in Latin letters the names that are written in others.
    drawn = pictures.certificate(
        certificate["title"],
        one["slug"].replace("-", " "),
        certificate["issuer"],
        certificate["obtained"][:4],
    )
    prepared = await asyncio.to_thread(files.prepare, drawn)
    return await files.keep(storage, prepared)


class _Diary:
    """Puts the sample's appointments into the openings of référents, one after another."""

    def __init__(self, session: Session, network: Facts) -> None:
        self._now = session.now()
        self._today = today_of(session)
        self._workers = {one["slug"]: one for one in network["caseworkers"]}
        self._motives = {one["slug"]: one for one in STANDARD}
        self._places = {one["slug"]: one for one in network["structures"]}
        # The minute from which a référent is free on a day.
        self._free: dict[tuple[str, date], int] = {}

    def appointment(
        self, one: Facts, number: int, reason: str, how: str, weeks: int
    ) -> Appointment:
        """A meeting ``weeks`` from this one, in an opening of the person's référent."""
        worker, motive = self._workers[one["worker"]], self._motives[reason]
        weekday, starts = next(
            (day, minute_of(starts)) for day, starts, _, hows in worker["openings"] if how in hows
        )
        day = self._today + timedelta(days=7 * weeks + weekday - self._today.weekday())
        begins = self._free.get((worker["slug"], day), starts)
        busy = motive["duration"] + motive.get("buffer_after", 0)
        self._free[worker["slug"], day] = begins + busy
        start = wall_clock(day, begins)
        structure = self._places[worker["structure"]]
        place = {
            "on_site": f"{structure['address']}, {structure['place']}",
            "video": f"https://visio.example.org/{worker['slug']}",
        }
        key = sample_id("appointment", one["slug"], number)
        return Appointment(
            id=key,
            beneficiary_id=person_id(one["slug"]),
            caseworker_id=sample_id("caseworker", worker["slug"]),
            motive_id=sample_id("motive", one["territory"], reason),
            starts_at=start,
            ends_at=start + timedelta(minutes=motive["duration"]),
            busy_until=start + timedelta(minutes=busy),
            modality=Modality(how),
            zone=ZONE,
            place=place.get(how, ""),
            uid=f"{key}@passeport-emploi",
            created_at=self._now,
            updated_at=self._now,
        )
