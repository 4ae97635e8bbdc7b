"""People, and the product's server-made pages without the app behind them."""

from dataclasses import dataclass
from uuid import UUID

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from passport.demo import provider as demonstration
from passport.demo.provider import pages, tokens
from passport.identity import guard, leaving, login, my_ways, provider, routes, tabs, trip
from passport.identity.guard import PUBLIC, Doorstep, actor, allow, guarded
from passport.identity.models import Person
from passport.identity.provider import agreement
from passport.kernel.actor import Actor, Role
from passport.kernel.clock import FixedClock
from passport.kernel.database import Database, Session
from passport.kernel.web.errors import ErrorPages
from passport.kernel.web.origin import OriginCheck
from passport.kernel.web.session import cookie_name
from passport.network.models import Structure, Territory
from passport.settings import settings
from passport.welcome import routes as welcome
from tests.identity.bent import Bent

ORIGIN = "http://localhost:8000"
SIRET = "00000000010001"
PAGES = ("/parler", "/en/parler", "/rendez-vous")


@dataclass(frozen=True)
class People:
    """Two fictitious beneficiaries of one territory, a référent, and a coordinator."""

    amina: Person
    olena: Person
    paul: Person
    sylvie: Person

    def actor(self, person: Person, session_id: str = "") -> Actor:
        return Actor(person.id, person.role, person.territory_id, None, session_id)


async def _settle(session: Session) -> People:
    territory = Territory(id=session.new_id(), slug="savoie", name="Haute-Savoie")
    session.add(territory)
    await session.flush()
    structure = Structure(
        id=session.new_id(),
        territory_id=territory.id,
        slug="lac",
        siret=SIRET,
        name="Espace emploi du Lac",
    )
    session.add(structure)
    await session.flush()

    def person(given: str, family: str, role: Role) -> Person:
        return Person(
            id=session.new_id(),
            role=role,
            given_name=given,
            family_name=family,
            structure_id=structure.id if role is not Role.BENEFICIARY else None,
            email=f"{given.lower()}@exemple.fr",
            territory_id=territory.id,
            fictitious=True,
            sketch="A servi dans une boulangerie.",
            created_at=session.now(),
        )

    people = People(
        person("Amina", "Benali", Role.BENEFICIARY),
        person("Олена", "Shevchenko", Role.BENEFICIARY),
        person("Paul", "Martin", Role.CASEWORKER),
        person("Sylvie", "Aubert", Role.COORDINATION),
    )
    for one in (people.amina, people.olena, people.paul, people.sylvie):
        session.add(one)
    return people


@pytest.fixture
async def people(db: Database) -> People:
    return await db.write(_settle)


@allow(Role.BENEFICIARY)
async def mine(request: Request) -> Response:
    return PlainTextResponse(str(actor().person_id), media_type="text/plain; of=test")


@allow(PUBLIC)
async def anybody(request: Request) -> Response:
    return Response("open", media_type="text/html")


async def _page(scope: object, receive: object, send: object) -> None:
    await Response("the app", media_type="text/html")(scope, receive, send)  # type: ignore[arg-type]


@dataclass
class House:
    """The product's door, and browsers in front of it."""

    app: object
    db: Database
    clock: FixedClock

    def browser(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(app=self.app),  # type: ignore[arg-type]
            base_url=ORIGIN,
            headers={"sec-fetch-site": "same-origin", "user-agent": "Chrome Android"},
        )


@pytest.fixture
async def house(
    db: Database, people: People, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> House:
    """Guarded routes with the demonstration login, on the test's own database."""
    assert settings().origin == ORIGIN
    for module in (guard, routes, login, my_ways, trip, leaving, pages, tokens):
        monkeypatch.setattr(module, "database", lambda: db)
    # No tab is served here, whatever app another module imported.
    monkeypatch.setattr(tabs._Served, "app", None)
    # What a test agrees with a provider ends with the test.
    monkeypatch.setattr(agreement, "_registered", {})
    demonstration.install()
    app = Starlette(
        routes=guarded(
            [
                *welcome.routes,
                *routes.routes,
                *demonstration.routes,
                Route("/mine", mine),
                Route("/ouvert", anybody),
            ]
        )
    )
    app.mount("/", Doorstep(_page, dict.fromkeys(PAGES, frozenset({Role.BENEFICIARY}))))  # type: ignore[arg-type]
    return House(ErrorPages(OriginCheck(app, settings())), db, clock)


@pytest.fixture
def bent(house: House, people: People, clock: FixedClock) -> Bent:
    """A provider that lies on demand, offered beside the demonstration."""
    made = Bent(clock, people.amina)
    provider.register(made.provider())
    return made


async def come_in(
    browser: httpx.AsyncClient, person_id: UUID | str, target: str = "/parler"
) -> str:
    """Log in through the demonstration as a person would; return the session's secret."""
    from tests.identity.walk import choose, consent, start

    people_page = await start(browser, target)
    handover = await choose(browser, people_page, person_id)
    back = await consent(browser, handover)
    answer = await browser.get(back)
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"] == target
    return browser.cookies[cookie_name()]
