"""Certificates in and out, by their routes alone."""

import inspect
import io
import re
from collections.abc import AsyncIterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from uuid import UUID

import httpx
import pytest
from PIL import Image
from starlette.applications import Starlette

from passport.identity import guard
from passport.identity import service as identity
from passport.identity.models import Person
from passport.kernel.actor import Actor
from passport.kernel.database import Database, Session
from passport.kernel.storage import Storage
from passport.kernel.web.errors import ErrorPages
from passport.kernel.web.routing import in_every_language
from passport.kernel.web.session import cookie_name
from passport.record import files as record_files
from passport.record import routes, service
from passport.record.service import CertificateDraft, ExperienceDraft
from tests.record.people import beneficiary
from tests.record.test_files import PDF_BYTES, picture

SEND = "/passeport/certificats"


@pytest.fixture
async def amina(db: Database) -> Actor:
    """Her."""
    return await beneficiary(db)


async def logged_in(db: Database, who: Actor) -> httpx.AsyncClient:
    """A browser where ``who`` is logged in, before the routes of the passport."""

    async def enter(session: Session) -> str:
        person = await session.get(Person, who.person_id)
        assert person is not None
        return await identity.open_for(session, person, {})

    app = ErrorPages(Starlette(routes=in_every_language(guard.guarded(routes.routes))))
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app),
        base_url="http://localhost:8000",
        cookies={cookie_name(): await db.write(enter)},
    )


@pytest.fixture(autouse=True)
def _own_parts(db: Database, store: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "database", lambda: db)
    monkeypatch.setattr(routes, "database", lambda: db)
    monkeypatch.setattr(routes, "storage", lambda: store)


@pytest.fixture
async def web(db: Database, amina: Actor) -> AsyncIterator[httpx.AsyncClient]:
    """Her browser."""
    async with await logged_in(db, amina) as client:
        yield client


def kept(tmp_path: Path) -> list[Path]:
    """Every file of the storage."""
    return [path for path in (tmp_path / "files").rglob("*") if path.is_file()]


async def test_a_photo_is_kept_and_handed_back_to_her_alone(
    web: httpx.AsyncClient, db: Database, amina: Actor, tmp_path: Path
) -> None:
    sent = await web.post(
        SEND,
        data={"title": "Permis B", "obtained": "juin 2018"},
        files={"file": ("../../etc/passwd.jpg", picture("JPEG"), "text/html")},
    )
    assert (sent.status_code, sent.headers["location"]) == (303, "/passeport?fait=document")
    (one,) = (await db.read(service.passport, amina)).certificates
    assert (one.title, one.obtained, one.media_type) == ("Permis B", "2018-06", "image/jpeg")
    assert all("passwd" not in str(path) for path in kept(tmp_path))
    assert len(kept(tmp_path)) == 2

    for part in ("fichier", "apercu"):
        got = await web.get(f"{SEND}/{one.id}/{part}")
        assert got.headers["content-type"] == "image/jpeg"
        assert got.headers["cache-control"] == "no-store"
        assert got.headers["x-content-type-options"] == "nosniff"
        assert Image.open(io.BytesIO(got.content)).format == "JPEG"

    async with await logged_in(db, await beneficiary(db, "Zoé")) as other:
        for part in ("fichier", "apercu"):
            theirs = await other.get(f"{SEND}/{one.id}/{part}")
            unknown = UUID(int=7)
            missing = await other.get(f"{SEND}/{unknown}/{part}")
            assert theirs.status_code == missing.status_code == 404
            assert theirs.text.replace(str(one.id), str(unknown)) == missing.text
        stolen = await other.post(SEND, data={"id": str(one.id), "title": "À moi"})
        assert stolen.status_code == 404
    assert (await db.read(service.passport, amina)).certificates == (one,)

    web.cookies.clear()
    assert (await web.get(f"{SEND}/{one.id}/fichier")).status_code == 303


async def test_a_pdf_is_only_ever_a_download(
    web: httpx.AsyncClient, db: Database, amina: Actor
) -> None:
    await web.post(SEND, data={"title": "CAP"}, files={"file": ("cap.pdf", PDF_BYTES)})
    (one,) = (await db.read(service.passport, amina)).certificates
    got = await web.get(f"{SEND}/{one.id}/fichier")
    assert got.headers["content-disposition"] == 'attachment; filename="certificat.pdf"'
    assert "sandbox" in got.headers["content-security-policy"]
    assert got.content == PDF_BYTES
    assert (await web.get(f"{SEND}/{one.id}/apercu")).status_code == 404


@pytest.mark.parametrize(
    ("fields", "file", "said"),
    [
        ({"title": "SST", "obtained": "hier"}, picture("JPEG"), "Nous n'avons pas compris la date"),
        ({"title": " "}, picture("JPEG"), "Écrivez le nom de ce document"),
        ({"title": "SST"}, b"<script>alert(1)</script>", "Nous acceptons une photo"),
        ({"title": "SST"}, b"\x00\x00\x00\x18ftypheic" + bytes(90), "HEIC"),
        ({"title": "SST"}, picture("JPEG") + bytes(record_files.MAX_BYTES), "trop lourd"),
        ({"title": "SST", "expires": "2010", "obtained": "2020"}, b"", "La fin vient avant"),
    ],
)
async def test_a_refusal_keeps_what_was_typed_and_says_what_to_do(
    web: httpx.AsyncClient,
    db: Database,
    amina: Actor,
    tmp_path: Path,
    fields: dict[str, str],
    file: bytes,
    said: str,
) -> None:
    typed = {"issuer": "Croix <b>Rouge</b>"} | fields
    sent = await web.post(SEND, data=typed, files={"file": ("photo.jpg", file, "image/jpeg")})
    assert sent.status_code == 422
    text = unescape(sent.text)
    assert said in text
    assert 'value="Croix <b>Rouge</b>"' in text
    assert "<b>Rouge" not in sent.text
    assert not (await db.read(service.passport, amina)).certificates
    assert not kept(tmp_path)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "multipart/form-data; boundary=x"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"--x", "multipart/form-data"),
        (b"{}", "application/json"),
        (b"title=", "application/x-www-form-urlencoded"),
    ],
)
async def test_what_is_no_form_is_refused(
    web: httpx.AsyncClient, db: Database, amina: Actor, content: bytes, kind: str
) -> None:
    sent = await web.post(SEND, content=content, headers={"content-type": kind})
    assert 400 <= sent.status_code < 500
    assert not (await db.read(service.passport, amina)).certificates


async def test_a_second_file_is_refused(web: httpx.AsyncClient) -> None:
    two = [("file", ("a.jpg", picture("JPEG"))), ("file", ("b.jpg", picture("JPEG")))]
    assert (await web.post(SEND, data={"title": "SST"}, files=two)).status_code == 400


async def test_a_form_that_its_browser_sends_by_itself_is_kept(
    web: httpx.AsyncClient, db: Database, amina: Actor
) -> None:
    sent = await web.post(
        "/ar/passeport/experience", data={"title": "بائعة", "kind": "informal", "ongoing": "yes"}
    )
    assert (sent.status_code, sent.headers["location"]) == (303, "/ar/passeport")
    (one,) = (await db.read(service.passport, amina)).experiences
    assert (one.title, one.ongoing) == ("بائعة", True)


REFUSED = {
    "experience": (
        {"title": "x & <b>y</b>", "started": "hier", "kind": "family", "ongoing": "yes"},
        "started",
    ),
    "savoir-etre": ({"code": "", "situation": "une dame ne voyait pas"}, "code"),
    "savoir-faire": ({"title": "", "quote": "chez moi"}, "title"),
    "langue": ({"name": "", "level": "native"}, "name"),
    "projet": ({"project": "x" * 900, "mobility": "Annecy"}, "project"),
}


class _Form(HTMLParser):
    """The form of a page: where it goes, what it would send, and what it says is wrong."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.action = ""
        self.values: dict[str, str] = {}
        self.wrong: list[str] = []
        self._writing = ""
        self._list = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if given.get("aria-invalid") == "true":
            self.wrong.append(name)
        if tag == "form":
            self.action = given["action"]
        elif tag == "textarea":
            self._writing = name
        elif tag == "select":
            self._list = name
        elif tag == "option" and "selected" in given:
            self.values[self._list] = given["value"]
        elif tag == "input" and (
            given.get("type") not in {"radio", "checkbox"} or "checked" in given
        ):
            self.values[name] = given["value"]

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._writing = ""

    def handle_data(self, data: str) -> None:
        if self._writing:
            self.values[self._writing] = self.values.get(self._writing, "") + data.lstrip("\n")


@pytest.mark.parametrize("page", REFUSED)
async def test_a_refused_form_comes_back_as_it_was_typed(
    web: httpx.AsyncClient, db: Database, amina: Actor, page: str
) -> None:
    typed, field = REFUSED[page]
    before = await db.read(service.passport, amina)
    refused = await web.post(f"/passeport/{page}", data=typed)
    assert refused.status_code == 422
    form = _Form(refused.text)
    assert form.action == f"/passeport/{page}"
    assert {name: form.values.get(name, "") for name in typed} == typed
    assert form.wrong == [field]
    assert f'id="{field}-error"' in refused.text
    assert "<b>y" not in refused.text
    assert await db.read(service.passport, amina) == before


def test_forms_that_come_back_ask_what_their_pages_ask() -> None:
    """Names of the fields of each page, read in its module."""
    from passport.record import again
    from passport.record.pages import experience, language, profile, skill, soft_skill

    for module, address in (
        (experience, "/passeport/experience"),
        (soft_skill, "/passeport/savoir-etre"),
        (skill, "/passeport/savoir-faire"),
        (language, "/passeport/langue"),
        (profile, "/passeport/projet"),
    ):
        asked = re.findall(r'value\("(\w+)"\)', inspect.getsource(module))
        assert [one.name for one in again.FORMS[address].fields] == asked


async def test_nobody_changes_what_is_another_s_by_a_form(
    web: httpx.AsyncClient, db: Database
) -> None:
    zoe = await beneficiary(db, "Zoé")
    item = await db.write(service.add_experience, zoe, ExperienceDraft("Vendeuse"))
    await db.write(service.add_certificate, zoe, CertificateDraft("SST"))
    before = await db.read(service.passport, zoe)
    for page in ("experience", "savoir-etre", "savoir-faire", "langue"):
        for item_id in (str(item), "nothing"):
            sent = await web.post(
                f"/passeport/{page}",
                data={"id": item_id, "title": "x", "code": "399999", "name": "x"},
            )
            assert sent.status_code == 404
    assert await db.read(service.passport, zoe) == before
