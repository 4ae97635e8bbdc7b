"""Référents of two territories, and the pages by which somebody comes in without a provider."""

from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from passport.identity import code_routes, guard
from passport.identity import routes as identity_routes
from passport.identity import service as identity
from passport.identity.guard import actor, allow, guarded
from passport.identity.models import Person
from passport.invitations import routes
from passport.kernel.actor import Actor, Role
from passport.kernel.clock import FixedClock
from passport.kernel.crypto import digest
from passport.kernel.database import Database, Session
from passport.kernel.limits import Limiter
from passport.kernel.outbox import Worker
from passport.kernel.web.errors import ErrorPages
from passport.kernel.web.origin import OriginCheck
from passport.kernel.web.routing import in_every_language
from passport.network.models import Caseworker, Structure, Territory
from passport.notifications import codes as sending
from passport.notifications import service as notifications
from passport.settings import Settings, settings

ORIGIN = "http://localhost:8000"


@dataclass(frozen=True)
class Network:
    """A référent, her colleague, another structure's, another territory's, and a team member."""

    claire: Actor
    paul: Actor
    nadia: Actor
    karim: Actor
    coordination: Actor
    beneficiary: Actor


async def _settle(session: Session) -> Network:
    places = [
        Territory(id=session.new_id(), slug=slug, name=slug) for slug in ("savoie", "garonne")
    ]
    session.add_all(places)
    await session.flush()
    structures = [
        Structure(
            id=session.new_id(), territory_id=place.id, slug=slug, name=slug, phone="04 65 71 10 10"
        )
        for slug, place in (("lac", places[0]), ("pas-a-pas", places[0]), ("fabrique", places[1]))
    ]
    session.add_all(structures)
    await session.flush()

    async def worker(given: str, structure: Structure, role: Role = Role.CASEWORKER) -> Actor:
        person = Person(
            id=session.new_id(),
            role=role,
            given_name=given,
            family_name="Favre",
            territory_id=structure.territory_id,
            structure_id=structure.id,
            fictitious=True,
            created_at=session.now(),
        )
        session.add(person)
        await session.flush()
        if role is Role.CASEWORKER:
            session.add(
                Caseworker(
                    id=session.new_id(), person_id=person.id, structure_id=structure.id, job="x"
                )
            )
        await session.flush()
        return Actor(person.id, role, structure.territory_id, structure.id)

    return Network(
        await worker("Claire", structures[0]),
        await worker("Paul", structures[0]),
        await worker("Nadia", structures[1]),
        await worker("Karim", structures[2]),
        await worker("Inês", structures[0], Role.COORDINATION),
        await worker("Amina", structures[0], Role.BENEFICIARY),
    )


@pytest.fixture
async def network(db: Database) -> Network:
    return await db.write(_settle)


@allow(*Role)
async def _mine(request: Request) -> Response:
    return PlainTextResponse(str(actor().person_id), media_type="text/plain; of=test")


@dataclass
class House:
    """The product's other doors, and what it sends."""

    app: object
    db: Database
    clock: FixedClock
    var: Path

    def browser(self, secret: str = "", **headers: str) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(app=self.app),  # type: ignore[arg-type]
            base_url=ORIGIN,
            cookies={"sid": secret} if secret else {},
            headers={
                "sec-fetch-site": "same-origin",
                "user-agent": "Chrome Android",
                **{name.replace("_", "-"): value for name, value in headers.items()},
            },
        )

    async def session_of(self, who: Actor) -> str:
        async def open_session(session: Session) -> str:
            person = await session.get_one(Person, who.person_id)
            return await identity.open_for(session, person, {})

        return await self.db.write(open_session)

    async def actor_of(self, secret: str) -> Actor | None:
        found = await self.db.read(identity.visit, digest(secret))
        return found.actor if found else None

    async def sent(self) -> list[str]:
        """Everything that left so far, once the worker has done its work."""
        await Worker(self.db, notifications.handlers(self.db)).run_once()
        folders = (self.var / "mail", self.var / "sms")
        return [path.read_text() for folder in folders for path in sorted(folder.glob("*"))]


@pytest.fixture
async def house(
    db: Database,
    network: Network,
    clock: FixedClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> House:
    assert settings().origin == ORIGIN
    for module in (guard, identity_routes, code_routes, routes):
        monkeypatch.setattr(module, "database", lambda: db)
    limiter = Limiter()
    for module in (code_routes, routes):
        monkeypatch.setattr(module, "limiter", lambda: limiter)
    values = Settings(passport_var=tmp_path / "var")
    monkeypatch.setattr(sending, "settings", lambda: values)
    own = guarded([*identity_routes.routes, *code_routes.routes, *routes.routes])
    mine = guarded([Route("/mine", _mine)])
    app = Starlette(routes=[*in_every_language(own), *mine])
    return House(ErrorPages(OriginCheck(app, settings())), db, clock, tmp_path / "var")
