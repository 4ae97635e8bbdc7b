"""Answering without JavaScript, and hostile forms."""

import re
from collections.abc import AsyncIterator
from html import unescape
from uuid import UUID, uuid4

import httpx
import pytest
from starlette.applications import Starlette

from passport.actions import routes as action_routes
from passport.identity import guard
from passport.identity import service as identity
from passport.identity.models import Person
from passport.kernel.actor import Actor, Role
from passport.kernel.database import Database, Session
from passport.kernel.web.errors import ErrorPages
from passport.kernel.web.routing import in_every_language
from passport.kernel.web.session import cookie_name
from passport.participation import routes
from tests.participation import people

SIMPLE, FOLLOW = "/mon-avis/simple", "/mon-avis/suivi"


@pytest.fixture
async def amina(db: Database) -> Actor:
    """Her."""
    return await db.write(people.person, await db.write(people.territory))


@pytest.fixture
async def asked(db: Database, amina: Actor) -> UUID:
    """A consultation that runs where she lives."""
    assert amina.territory_id
    return await db.write(people.consultation, amina.territory_id)


def _browser(cookies: dict[str, str]) -> httpx.AsyncClient:
    every = guard.guarded([*routes.routes, *action_routes.routes])
    app = ErrorPages(Starlette(routes=in_every_language(every)))
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url="http://localhost:8000", cookies=cookies
    )


async def _logged_in(db: Database, who: Actor) -> httpx.AsyncClient:
    async def enter(session: Session) -> str:
        return await identity.open_for(session, await session.get_one(Person, who.person_id), {})

    return _browser({cookie_name(): await db.write(enter)})


@pytest.fixture
async def web(
    db: Database, amina: Actor, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[httpx.AsyncClient]:
    """Her browser."""
    monkeypatch.setattr(guard, "database", lambda: db)
    monkeypatch.setattr(routes, "database", lambda: db)
    async with await _logged_in(db, amina) as client:
        yield client


def _words(answer: httpx.Response) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", answer.text))


def _code(answer: httpx.Response) -> str:
    found = re.search(r'<strong class="big">([^<]+)</strong>', answer.text)
    assert found
    return unescape(found[1])


def _form(asked: object, **fields: str) -> dict[str, str]:
    return {"id": str(asked), "envoyer": "oui", **fields}


async def test_the_whole_way_without_javascript(web: httpx.AsyncClient, asked: UUID) -> None:
    listed = await web.get(SIMPLE)
    assert f"{SIMPLE}?id={asked}" in listed.text
    page = await web.get(f"{SIMPLE}?id={asked}")
    assert page.headers["cache-control"] == "no-store"
    assert "Que changer ?" in page.text
    assert "<script" not in page.text

    sent = await web.post(SIMPLE, data=_form(asked, q1="good", q2="", q3="L'heure <b>du</b> bus"))
    assert sent.status_code == 200
    assert sent.headers["cache-control"] == "no-store"
    code = _code(sent)
    assert len(code.split()) == 4
    assert "L'heure <b>du</b> bus" not in sent.text
    assert "L'heure <b>du</b> bus" in unescape(sent.text)

    followed = await web.post(FOLLOW, data={"code": f"  {code.upper()} "})
    assert followed.status_code == 200
    assert "Réponse promise" in _words(followed)
    assert "Bien" in _words(followed)
    # Once answered, the questions lead to the follow-up.
    again = await web.get(f"{SIMPLE}?id={asked}")
    assert (again.status_code, again.headers["location"]) == (303, FOLLOW)


async def test_answering_twice_is_told_and_counted_once(
    web: httpx.AsyncClient, asked: UUID
) -> None:
    await web.post(SIMPLE, data=_form(asked, q1="good"))
    twice = await web.post(SIMPLE, data=_form(asked, q1="bad"))
    assert twice.status_code == 409
    assert "Vous avez déjà répondu" in _words(twice)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"q1": "excellent"},
        {"q2": "9"},
        {"q9": "good"},
        {"q3": "long " * 1000},
        {"q1": "good", "q3": "<script>alert(1)</script>" * 60},
        {"q1": "", "q2": "", "q3": "  "},
    ],
)
async def test_what_does_not_fit_comes_back_with_what_was_typed(
    web: httpx.AsyncClient, asked: UUID, fields: dict[str, str]
) -> None:
    refused = await web.post(SIMPLE, data=_form(asked, **fields))
    assert refused.status_code == 422
    assert 'role="alert"' in refused.text
    assert "<script" not in refused.text
    if fields.get("q3", "").strip():
        assert fields["q3"].strip() in unescape(refused.text)


async def test_one_answer_of_the_app_becomes_the_whole_form(
    web: httpx.AsyncClient, asked: UUID
) -> None:
    """What was typed before the page was alive is not lost."""
    shown = await web.post(
        SIMPLE, data={"id": str(asked), "position": "3", "words": "Trop tôt le matin"}
    )
    assert shown.status_code == 200
    assert "Trop tôt le matin</textarea>" in shown.text


@pytest.mark.parametrize(
    "data",
    [
        {"id": "x", "envoyer": "oui", "q1": "good"},
        {"id": "00000000-0000-4000-8000-000000000000", "envoyer": "oui", "q1": "good"},
        {"id": "' OR 1=1", "q1": "good"},
        {"id": "1" * 4000, "envoyer": "oui"},
        {"id": "x", "position": "99999999999"},
    ],
)
async def test_hostile_forms_are_refused(
    web: httpx.AsyncClient, asked: UUID, data: dict[str, str]
) -> None:
    assert 400 <= (await web.post(SIMPLE, data=data)).status_code < 500


@pytest.mark.parametrize("typed", ["", "vélo", "<script>", "vélo vélo vélo vélo", "x" * 3000])
async def test_a_wrong_code_is_told_and_kept_in_the_field(
    web: httpx.AsyncClient, asked: UUID, typed: str
) -> None:
    refused = await web.post(FOLLOW, data={"code": typed})
    assert refused.status_code in {404, 422}
    assert 'role="alert"' in refused.text
    assert "<script" not in refused.text


async def test_elsewhere_and_nobody_see_nothing(
    web: httpx.AsyncClient, db: Database, amina: Actor, asked: UUID
) -> None:
    code = _code(await web.post(SIMPLE, data=_form(asked, q1="good")))
    stranger = await db.write(people.person, await db.write(people.territory, "hautes-alpes"))
    async with await _logged_in(db, stranger) as other:
        theirs = await other.get(f"{SIMPLE}?id={asked}")
        missing = await other.get(f"{SIMPLE}?id={uuid4()}")
        assert theirs.status_code == missing.status_code == 404
        assert _words(theirs) == _words(missing)
        assert (await other.post(FOLLOW, data={"code": code})).status_code == 404
    worker = await db.write(people.person, amina.territory_id, Role.CASEWORKER)
    async with await _logged_in(db, worker) as pro:
        assert (await pro.get(SIMPLE)).status_code == 404
    async with _browser({}) as nobody:
        assert (await nobody.get(SIMPLE)).status_code == 303


async def test_a_search_before_the_page_lives_keeps_its_words(web: httpx.AsyncClient) -> None:
    sent = await web.post("/actions", data={"text": "évian & co"})
    assert (sent.status_code, sent.headers["location"]) == (303, "/actions?mots=%C3%A9vian+%26+co")
    assert (await web.post("/ar/actions", data={})).headers["location"] == "/ar/actions"
