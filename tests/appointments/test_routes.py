"""The way to an appointment without JavaScript, and calendar files, by their routes alone."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from html import unescape
from uuid import uuid4

import httpx
import pytest
from icalendar import Calendar
from starlette.applications import Starlette

from passport.appointments import routes, service
from passport.appointments.rules import Modality
from passport.identity import guard
from passport.identity import service as identity
from passport.identity.guard import guarded
from passport.identity.models import Person
from passport.kernel.actor import Actor
from passport.kernel.database import Database, Session
from passport.kernel.web.errors import ErrorPages
from passport.kernel.web.routing import in_every_language
from passport.kernel.web.session import cookie_name
from tests.appointments.people import Place, settle
from tests.appointments.test_service import NINE

SIMPLE = "/rendez-vous/simple"
Enter = Callable[[Actor], Awaitable[None]]


@pytest.fixture
async def place(db: Database) -> Place:
    return await db.write(settle)


@pytest.fixture
async def web(db: Database, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[httpx.AsyncClient]:
    """The routes of appointments over this database."""
    monkeypatch.setattr(routes, "database", lambda: db)
    monkeypatch.setattr(guard, "database", lambda: db)
    app = ErrorPages(Starlette(routes=in_every_language(guarded(routes.routes))))
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://localhost:8000", follow_redirects=True
    ) as client:
        yield client


@pytest.fixture
def enter(db: Database, web: httpx.AsyncClient) -> Enter:
    """Log somebody in."""

    async def enter(who: Actor) -> None:
        async def open_session(session: Session) -> str:
            person = await session.get_one(Person, who.person_id)
            return await identity.open_for(session, person, {})

        web.cookies.set(cookie_name(), await db.write(open_session))

    return enter


def _fields(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the form that goes to ``action``, and its first hour."""
    (form,) = re.findall(rf'<form method="post" action="{action}">(.*?)</form>', page, re.DOTALL)
    found = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    hours = re.findall(r'name="le" value="([^"]*)"', form)
    return {**found, **({"le": hours[0]} if hours else {})}


async def test_book_move_and_cancel_without_a_script(
    web: httpx.AsyncClient, enter: Enter, db: Database, place: Place
) -> None:
    await enter(place.amina)
    first = await web.get(SIMPLE)
    assert "Vous n'avez pas de rendez-vous." in unescape(first.text)
    assert "<script" not in first.text
    assert first.headers["cache-control"] == "no-store"
    assert f"{SIMPLE}?motif=point" in first.text

    ways = await web.get(f"{SIMPLE}?motif=point")
    assert "comment=phone" in ways.text
    assert "comment=video" not in ways.text

    hours = await web.get(f"{SIMPLE}?motif=point&comment=phone")
    form = _fields(hours.text, f"{SIMPLE}/prendre")
    booked = await web.post(f"{SIMPLE}/prendre", data={**form, "topic": "Mon permis"})
    assert booked.url.query == b"fait=pris"
    again = await web.post(f"{SIMPLE}/prendre", data=form)
    assert again.url.query == b"fait=pris"
    (card,) = (await db.read(service.my_appointments, place.amina)).upcoming
    assert (card.modality, card.topic) == (Modality.PHONE, "Mon permis")

    moving = await web.get(f"{SIMPLE}?id={card.id}")
    form = _fields(moving.text, f"{SIMPLE}/deplacer")
    assert form["le"] != card.starts_at.isoformat()
    await web.post(f"{SIMPLE}/deplacer", data=form)
    (moved,) = (await db.read(service.my_appointments, place.amina)).upcoming
    assert (moved.id, moved.sequence) == (card.id, 1)

    asking = await web.get(f"{SIMPLE}?annuler={card.id}")
    form = _fields(asking.text, f"{SIMPLE}/annuler")
    gone = await web.post(f"{SIMPLE}/annuler", data={**form, "reason": "transport"})
    assert "Merci d'avoir prévenu." in unescape(gone.text)
    assert (await db.read(service.my_appointments, place.amina)).upcoming == ()


async def test_a_taken_hour_is_said_kindly_and_nothing_typed_is_lost(
    web: httpx.AsyncClient, enter: Enter, db: Database, place: Place
) -> None:
    await enter(place.amina)
    page = await web.get(f"{SIMPLE}?motif=point&comment=phone")
    form = _fields(page.text, f"{SIMPLE}/prendre")
    start = datetime.fromisoformat(form["le"])
    await db.write(service.book, place.brahim, place.motive, Modality.PHONE, start, key="his")
    late = await web.post(f"{SIMPLE}/prendre", data={**form, "topic": "Mon <permis>"})
    assert late.status_code == 409
    assert "Cette heure vient d'être prise." in unescape(late.text)
    assert "Mon &lt;permis&gt;" in late.text
    assert form["le"] not in late.text


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"le": "demain", "comment": "phone", "motif": "point"},
        {"le": "2026-11-25T08:00:00", "comment": "phone", "motif": "point"},
        {"le": "9999-12-31T23:59:00-23:59", "comment": "phone", "motif": "point"},
        {"le": "2026-11-25T08:00:00+00:00", "comment": "telepathy", "motif": "point"},
        {"le": "2026-11-25T08:00:00+00:00", "comment": "phone", "motif": "x" * 500},
        {"le": "2026-11-25T08:00:00+00:00", "comment": "phone", "motif": "nothing"},
        {
            "le": "2026-11-25T08:00:00+00:00",
            "comment": "phone",
            "motif": "point",
            "topic": "x" * 600,
        },
    ],
)
async def test_bad_forms_get_an_answer_in_words(
    web: httpx.AsyncClient, enter: Enter, db: Database, place: Place, data: dict[str, str]
) -> None:
    await enter(place.amina)
    answer = await web.post(f"{SIMPLE}/prendre", data=data)
    assert 400 <= answer.status_code < 500
    assert 'role="alert"' in answer.text
    assert (await db.read(service.my_appointments, place.amina)).upcoming == ()


@pytest.mark.parametrize(
    "query",
    ["?motif=nothing", "?motif=point&comment=x", "?motif=point&comment=phone&apres=never&le=zzz"],
)
async def test_odd_addresses_lead_to_a_step(
    web: httpx.AsyncClient, enter: Enter, place: Place, query: str
) -> None:
    await enter(place.amina)
    assert (await web.get(SIMPLE + query)).status_code == 200


async def test_calendar_files_are_hers_alone(
    web: httpx.AsyncClient, enter: Enter, db: Database, place: Place
) -> None:
    booked = await db.write(
        service.book, place.amina, place.motive, Modality.ON_SITE, NINE, key="k"
    )
    address = f"/rendez-vous/{booked.id}.ics"
    nobody = await web.get(address, follow_redirects=False)
    assert nobody.status_code == 303
    await enter(place.brahim)
    for wrong in (address, f"/rendez-vous/{uuid4()}.ics", "/rendez-vous/x.ics"):
        assert (await web.get(wrong)).status_code == 404
    assert (await web.get(f"{SIMPLE}?id={booked.id}")).status_code == 404
    assert (await web.get(f"{SIMPLE}?annuler={booked.id}")).status_code == 404
    assert (await web.post(f"{SIMPLE}/annuler", data={"id": str(booked.id)})).status_code == 404
    await enter(place.amina)
    answer = await web.get(address)
    assert answer.headers["content-type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["UID"] == booked.uid


async def test_a_caseworker_has_no_way_in(
    web: httpx.AsyncClient, enter: Enter, db: Database, place: Place
) -> None:
    async def paul(session: Session) -> Actor:
        from passport.network import service as network

        card = await network.caseworker(session, place.referent)
        person = await session.get_one(Person, card.person_id)
        return Actor(person.id, person.role)

    await enter(await db.read(paul))
    assert (await web.get(SIMPLE)).status_code == 404
