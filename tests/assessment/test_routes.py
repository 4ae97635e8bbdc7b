"""The référent's page of what was confided, by its route alone, and who is turned away."""

from html import unescape
from uuid import UUID

import httpx
import pytest
from starlette.applications import Starlette

from passport.assessment import routes, service
from passport.assessment.rules import Grid
from passport.assessment.service import Said
from passport.identity import guard
from passport.identity import service as identity
from passport.identity.models import Person
from passport.kernel.database import Database, Session
from passport.kernel.web.errors import ErrorPages
from passport.kernel.web.routing import in_every_language
from passport.kernel.web.session import cookie_name
from passport.network.models import Caseworker
from tests.appointments.people import Place, settle

HERS = "je dors chez une amie <b>"


@pytest.fixture(autouse=True)
def _own_parts(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "database", lambda: db)
    monkeypatch.setattr(routes, "database", lambda: db)


@pytest.fixture
async def place(db: Database) -> Place:
    return await db.write(settle)


async def _ask(db: Database, person_id: UUID | None, path: str = routes.CONFIDED) -> httpx.Response:
    """The page, asked for by a person, or by a stranger."""

    async def enter(session: Session) -> str:
        person = await session.get_one(Person, person_id)
        return await identity.open_for(session, person, {})

    app = ErrorPages(Starlette(routes=in_every_language(guard.guarded(routes.routes))))
    cookies = {cookie_name(): await db.write(enter)} if person_id else {}
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url="http://localhost:8000", cookies=cookies
    ) as browser:
        return await browser.get(path)


async def _at_work(session: Session, caseworker_id: UUID) -> UUID:
    """A référent whose account says the structure where he works; the person he is."""
    worker = await session.get_one(Caseworker, caseworker_id)
    person = await session.get_one(Person, worker.person_id)
    person.structure_id = worker.structure_id
    session.add(person)
    return person.id


async def _shared(db: Database, place: Place) -> None:
    said = {"housing": Said("hard", HERS), "health": Said("hard")}
    await db.write(service.save, place.amina, Grid.DIAGNOSIS, said)
    housing, _health = await db.read(service.answers, place.amina)
    await db.write(service.share, place.amina, housing.id)


async def test_her_referent_reads_what_she_shared_and_nothing_else(
    db: Database, place: Place
) -> None:
    paul = await db.write(_at_work, place.referent)
    empty = await _ask(db, paul)
    assert "encore rien confié" in unescape(empty.text)
    await _shared(db, place)
    page = await _ask(db, paul)
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    text = unescape(page.text)
    for words in ("Amina Essai", "Logement", "C'est difficile en ce moment", HERS):
        assert words in text
    assert "Santé" not in text
    assert "<b>" not in page.text
    assert (await db.read(service.answers, place.amina))[0].read == 1
    assert "السكن" in (await _ask(db, paul, f"/ar{routes.CONFIDED}")).text


async def test_nobody_else_reads_it(db: Database, place: Place) -> None:
    await _shared(db, place)
    claire = await db.write(_at_work, place.colleague)
    assert "Amina" not in (await _ask(db, claire)).text
    for beneficiary in (place.amina, place.brahim):
        assert (await _ask(db, beneficiary.person_id)).status_code == 404
    stranger = await _ask(db, None)
    assert stranger.status_code == 303
    assert stranger.headers["location"].startswith("/connexion")
    assert (await db.read(service.answers, place.amina))[0].read == 0
