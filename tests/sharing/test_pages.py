"""The page that an employer opens, by its routes alone."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from html import unescape
from uuid import UUID

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from passport.identity.guard import guarded
from passport.kernel.actor import Actor
from passport.kernel.clock import FixedClock
from passport.kernel.database import Database
from passport.kernel.i18n import use_locale
from passport.kernel.web.errors import ErrorPages
from passport.kernel.web.qr import qr_svg
from passport.kernel.web.routing import in_every_language
from passport.kernel.web.templates import render_template
from passport.record import service as record
from passport.record import words
from passport.record.content import (
    Certificate,
    Experience,
    ExperienceKind,
    Language,
    LanguageLevel,
    Passport,
    ProofMark,
    Quote,
    Skill,
    SoftSkill,
)
from passport.record.service import ExperienceDraft
from passport.sharing import routes, service
from passport.sharing.rules import Lifetime
from passport.sharing.service import Shown
from tests.conftest import NOW
from tests.record.people import beneficiary

PHONE = {
    "user-agent": "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/126 Mobile Safari/537"
}
BUDGET = 15_000

Made = tuple[Actor, UUID, str]


@pytest.fixture
async def web(db: Database, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[httpx.AsyncClient]:
    """The routes of sharing over this database."""
    monkeypatch.setattr(routes, "database", lambda: db)
    app = ErrorPages(Starlette(routes=in_every_language(guarded(routes.routes))))
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://localhost:8000", headers=PHONE
    ) as client:
        yield client


@pytest.fixture
async def share(db: Database) -> Made:
    """Her, her share, and its address."""
    amina = await beneficiary(db)
    shown = await db.write(
        record.add_experience,
        amina,
        ExperienceDraft("Vendeuse <script>", quotes=(Quote("je servais"),)),
    )
    await db.write(record.add_experience, amina, ExperienceDraft("Cachée"))
    made = await db.write(service.make_share, amina, "Martin", [str(shown)], Lifetime.DAY)
    return amina, made, f"/p/{await db.read(service.address, amina, made)}"


async def test_the_page_shows_what_was_chosen_and_counts_the_look_once(
    web: httpx.AsyncClient, db: Database, share: Made
) -> None:
    amina, made, address = share
    answer = await web.get(address)
    assert answer.status_code == 200
    assert "Amina Benali" in answer.text
    assert "je servais" in answer.text
    assert "Vendeuse &lt;script&gt;" in answer.text
    assert "Cachée" not in answer.text
    assert "<script" not in answer.text
    assert len(answer.content) < BUDGET
    assert answer.headers["cache-control"] == "no-store"
    assert "noindex" in answer.headers["x-robots-tag"]
    assert "script-src" not in answer.headers["content-security-policy"]
    await web.get(address)
    assert (await db.read(service.share, amina, made)).seen == 1


async def test_a_preview_and_a_head_do_not_count(
    web: httpx.AsyncClient, db: Database, share: Made
) -> None:
    amina, made, address = share
    for headers in (
        {"user-agent": "WhatsApp/2.23"},
        PHONE | {"sec-purpose": "prefetch"},
    ):
        assert (await web.get(address, headers=headers)).status_code == 200
    assert (await web.head(address)).status_code == 200
    assert (await db.read(service.share, amina, made)).seen == 0


@pytest.mark.parametrize(
    ("end", "status", "said"),
    [
        ("cut", 410, "La personne a choisi de ne plus le montrer."),
        ("expired", 410, "Le temps prévu est passé."),
        ("paused", 403, "Ce partage est en pause"),
        ("unknown", 404, "Cette adresse ne montre rien"),
    ],
)
async def test_an_address_that_shows_nothing_says_so_politely(
    web: httpx.AsyncClient,
    db: Database,
    clock: FixedClock,
    share: Made,
    end: str,
    status: int,
    said: str,
) -> None:
    amina, made, address = share
    if end == "cut":
        await db.write(service.cut, amina, made)
    elif end == "paused":
        await db.write(service.pause, amina, made)
    elif end == "expired":
        clock.advance(timedelta(days=1))
    else:
        address = "/p/nothing"
    answer = await web.get(address)
    assert answer.status_code == status
    assert said in unescape(answer.text)
    assert "Amina" not in answer.text
    assert "Vendeuse" not in answer.text
    assert "set-cookie" not in answer.headers


async def test_the_answer_reaches_her(web: httpx.AsyncClient, db: Database, share: Made) -> None:
    amina, made, address = share
    answer = await web.post(f"{address}/reponse", data={"reply": "meet"})
    assert answer.status_code == 303
    asked = await web.get(answer.headers["location"])
    assert "Comment vous joindre" in asked.text
    sent = {"reply": "meet", "contact": "x" * 200}
    refused = await web.post(f"{address}/reponse", data=sent)
    assert refused.status_code == 422
    assert "x" * 200 in refused.text
    await web.post(f"{address}/reponse", data={"reply": "meet", "contact": "04 50 00 00 00"})
    assert (await db.read(service.share, amina, made)).contact == "04 50 00 00 00"


@pytest.mark.parametrize("body", [b"", b"reply=", b"reply=%00", b"\xff\xfe", b"a=b&" * 50])
async def test_a_strange_answer_changes_nothing(
    web: httpx.AsyncClient, db: Database, share: Made, body: bytes
) -> None:
    amina, made, address = share
    answer = await web.post(f"{address}/reponse", content=body)
    assert answer.status_code == 303
    assert (await db.read(service.share, amina, made)).answer is None


async def test_an_endless_answer_is_stopped(web: httpx.AsyncClient, share: Made) -> None:
    answer = await web.post(f"{share[2]}/reponse", content=b"contact=" + b"x" * 100_000)
    assert answer.status_code == 422


@pytest.mark.parametrize("path", ["qr/{id}.svg", "lien/{id}"])
async def test_the_code_and_the_link_are_hers_alone(
    web: httpx.AsyncClient, share: Made, path: str
) -> None:
    answer = await web.get("/montrer/" + path.format(id=share[1]))
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/connexion")


def test_a_qr_is_dark_on_white_with_its_quiet_zone() -> None:
    svg = qr_svg("https://passeport.example/p/" + "a" * 22)
    assert '<path fill="#fff" d="M0 0h41v41H0z"/>' in svg
    assert "M4 4h7" in svg
    assert len(svg) < 6000


WORD = st.text("abcdefghij", min_size=1, max_size=6)


@st.composite
def passports(draw: st.DrawFn) -> Passport:
    """A passport whose every text is unlike any other, so that a leak is seen."""
    count = iter(range(10_000))

    def text() -> str:
        return f"{draw(WORD)}§{next(count)}§"

    def common() -> dict[str, object]:
        return {"id": UUID(int=next(count)), "proof": ProofMark(), "created_at": NOW}

    def some(make: object) -> tuple:  # type: ignore[type-arg]
        return tuple(make() for _ in range(draw(st.integers(0, 2))))  # type: ignore[operator]

    return Passport(
        project=text(),
        mobility=text(),
        availability=text(),
        experiences=some(
            lambda: Experience(
                **common(),
                kind=ExperienceKind.PAID,
                title=text(),
                trade_code=text(),
                employer=text(),
                place=text(),
                started="",
                ended="",
                ongoing=False,
                duration_months=None,
                tasks=(text(),),
                quotes=(Quote(text(), turn=text()),),
            )
        ),
        soft_skills=some(lambda: SoftSkill(**common(), code="399999", situation=Quote(text()))),
        skills=some(lambda: Skill(**common(), title=text(), code=text(), quote=Quote(text()))),
        certificates=some(
            lambda: Certificate(
                **common(),
                title=text(),
                issuer=text(),
                obtained="",
                expires="",
                media_type="image/jpeg",
                size=1,
                has_thumbnail=True,
            )
        ),
        languages=some(lambda: Language(**common(), name=text(), level=LanguageLevel.WELL)),
    )


def texts(value: object) -> set[str]:
    """Every marked text in a value."""
    return set(re.findall(r"\w+§\d+§", repr(value)))


@settings(max_examples=60, deadline=None)
@given(passports(), st.data(), st.sampled_from(["fr", "en", "ar"]))
def test_the_page_never_holds_what_was_not_chosen(
    held: Passport, data: st.DataObject, code: str
) -> None:
    keys = service.choices(held)
    chosen = data.draw(st.sets(st.sampled_from(keys)))
    passport = service.only(held, chosen)
    shown = Shown(UUID(int=1), "Amina", "Martin", NOW, passport, own=False, answer=None)
    with use_locale(code):
        page = render_template(
            "shared.html",
            path="/p/x",
            shown=shown,
            words=words,
            today=NOW.date(),
            counts=routes._counts(shown),
            until="",
            here="/p/x",
            answer_address="/p/x/reponse",
            changing=False,
            asked_contact=False,
            told="",
            error="",
            contact="",
        )
    unchosen = texts(held) - texts(passport)
    assert not texts(unescape(page.html)) & unchosen
    titles = {one.title for one in passport.experiences} | {one.name for one in passport.languages}
    assert titles <= texts(unescape(page.html))
