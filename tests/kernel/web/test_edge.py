"""The whole edge around a small app, as a browser meets it."""

import gzip
import json
import os

import httpx
import pytest
from pydantic import BaseModel
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from passport.kernel.errors import Conflict, Invalid, Unavailable
from passport.kernel.i18n import locale
from passport.kernel.web.app import edge
from passport.kernel.web.forms import read_form, typed_before
from passport.kernel.web.release import Frontend
from passport.settings import Settings

HASH = "'sha256-abc'"
PARLER = {"file": "parler.html", "scripts": [HASH], "styles": []}


class Letter(BaseModel):
    """A form."""

    name: str
    tags: list[str] = []
    age: int | None = None


async def hello(request):
    return PlainTextResponse("hello")


async def broken(request):
    raise RuntimeError("secret inside")


async def late(request):
    raise Conflict("Ce créneau vient d'être pris.")


async def letter(request):
    try:
        found = await read_form(request, Letter)
    except Invalid as error:
        return PlainTextResponse(
            json.dumps([error.field, dict(typed_before(error))]), 422, media_type="text/html"
        )
    return PlainTextResponse(found.model_dump_json())


ROUTES = [
    Route("/hello", hello),
    Route("/broken", broken),
    Route("/late", late),
    Route("/letter", letter, methods=["POST"]),
]


@pytest.fixture
def release(tmp_path):
    """A release with one page, one script and one icon."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "icons").mkdir()
    (tmp_path / "parler.html").write_text("<html>parler")
    (tmp_path / "assets" / "a-123.js").write_text("1")
    (tmp_path / "assets" / "a-123.js.br").write_bytes(b"br")
    (tmp_path / "assets" / "a-123.js.gz").write_bytes(gzip.compress(b"1"))
    (tmp_path / "icons" / "icon.svg").write_text("<svg/>")
    (tmp_path / "sw.js").write_text("1")
    (tmp_path / "manifest.json").write_text(
        json.dumps(
            {
                "stamp": "x",
                "pages": {"/parler": {"file": "parler.html", "scripts": [HASH], "styles": []}},
            }
        )
    )
    return tmp_path


def client(release, settings=None, first_words=None):
    settings = settings or Settings(port=8000)

    async def framework(scope, receive, send):
        raise AssertionError("the framework is only for sockets")

    _, routes, guards = edge(settings, ROUTES)
    assert isinstance(routes, Starlette)
    routes.mount("", Frontend(framework, settings, release, first_words or {}))
    transport = httpx.ASGITransport(guards(routes), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://localhost:8000")


async def test_every_answer_refuses_what_a_browser_may_refuse(release):
    async with client(release) as browser:
        for path in ("/hello", "/parler", "/nowhere", "/broken", "/sw.js"):
            headers = (await browser.get(path)).headers
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["x-frame-options"] == "DENY"
            assert headers["cross-origin-opener-policy"] == "same-origin"
            assert headers["referrer-policy"] == "same-origin"
            assert "microphone=(self)" in headers["permissions-policy"]
            if path != "/sw.js":
                assert "frame-ancestors 'none'" in headers["content-security-policy"]
            assert "unsafe" not in headers["content-security-policy"]
            assert "strict-transport-security" not in headers


async def test_a_script_carries_no_more_headers_than_it_needs(release):
    async with client(release) as browser:
        headers = (await browser.get("/assets/a-123.js")).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert sum(len(name) + len(value) for name, value in headers.raw) <= 420


async def test_https_is_remembered(release):
    async with client(release, Settings(public_origin="https://passeport.example.fr")) as browser:
        headers = (await browser.get("/parler")).headers
    assert headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    assert "wss://passeport.example.fr" in headers["content-security-policy"]


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/assets/a-123.js", "public, max-age=31536000, immutable"),
        ("/icons/icon.svg", "public, max-age=86400"),
        ("/parler", "no-cache"),
        ("/sw.js", "no-cache"),
        ("/hello", "no-store"),
        ("/nowhere", "no-store"),
    ],
)
async def test_how_long_each_answer_may_be_kept(release, path, kept):
    async with client(release) as browser:
        assert (await browser.get(path)).headers["cache-control"] == kept


async def test_the_service_worker_may_fetch_what_it_keeps(release):
    async with client(release) as browser:
        policy = (await browser.get("/sw.js")).headers["content-security-policy"]
    assert policy == "default-src 'none'; connect-src 'self'"


async def test_a_page_has_one_address_and_no_detour(release):
    async with client(release) as browser:
        for path in ("/parler", "/parler/"):
            answer = await browser.get(path)
            assert (answer.status_code, answer.text) == (200, "<html>parler")
            assert f"script-src 'self' {HASH};" in answer.headers["content-security-policy"]


ROOM = '<html><div class="grid" data-first-words="true"></div></html>'


async def test_a_page_says_its_first_words(release):
    async def say(request):
        return f"<p>{locale()} {request.url.path}</p>"

    (release / "parler.html").write_text(ROOM)
    async with client(release, first_words={"/parler": say}) as browser:
        answer = await browser.get("/parler", headers={"accept-encoding": "br, gzip"})
    assert answer.text == ROOM.replace("></div>", "><p>fr /parler</p></div>")
    assert answer.headers["content-encoding"] == "br"
    assert answer.headers["vary"] == "Accept-Encoding"
    # They are hers: nobody keeps the page that holds them.
    assert answer.headers["cache-control"] == "no-store"
    assert f"script-src 'self' {HASH};" in answer.headers["content-security-policy"]


async def test_a_page_without_first_words_is_the_file(release):
    async def nothing(request):
        return ""

    async def busy(request):
        raise Unavailable("Beaucoup de monde.")

    async def broken(request):
        raise KeyError("a question of a former version")

    (release / "parler.html").write_text(ROOM)
    for words in (nothing, busy, broken):
        async with client(release, first_words={"/parler": words}) as browser:
            answer = await browser.get("/parler")
        assert (answer.status_code, answer.text) == (200, ROOM)
        assert answer.headers["cache-control"] == "no-cache"


async def test_brotli_comes_before_gzip(release):
    async with client(release) as browser:
        answer = await browser.get("/assets/a-123.js", headers={"accept-encoding": "gzip, br"})
        assert answer.headers["content-encoding"] == "br"
        answer = await browser.get("/assets/a-123.js", headers={"accept-encoding": "gzip"})
        assert answer.headers["content-encoding"] == "gzip"


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/manifest.json",
        "/fingerprint",
        "/../passport/settings.py",
        "/_upload",
        "/_upload/cv.html",
        "/ping",
        "/_health",
        "/_all_routes",
        "/assets",
        "/assets/none.js",
    ],
)
async def test_what_is_not_for_the_public_is_a_kind_page(release, path):
    async with client(release) as browser:
        answer = await browser.get(path)
    assert answer.status_code == 404
    assert "<h1>Cette page n&#39;existe pas</h1>" in answer.text


async def test_errors_speak_the_language_of_the_address(release):
    async with client(release) as browser:
        assert '<html lang="ar" dir="rtl"' in (await browser.get("/ar/nowhere")).text
        assert '<html lang="en"' in (await browser.get("/en/nowhere")).text


async def test_uploads_of_the_framework_are_shut(release):
    async with client(release) as browser:
        answer = await browser.post("/_upload", files={"files": b"x" * 1000})
    assert answer.status_code == 404


async def test_an_unexpected_error_shows_a_reference_and_nothing_else(release, caplog):
    async with client(release) as browser:
        answer = await browser.get("/broken")
    assert answer.status_code == 500
    assert "secret inside" not in answer.text
    assert answer.headers["x-request-id"] in answer.text


async def test_an_expected_error_is_told_in_words(release):
    async with client(release) as browser:
        answer = await browser.get("/late")
    assert answer.status_code == 409
    assert "Ce créneau vient d&#39;être pris." in answer.text


async def test_a_wrong_method_is_a_kind_page(release):
    async with client(release) as browser:
        answer = await browser.get("/letter")
        assert answer.status_code in {404, 405}
        assert "<h1>" in answer.text
        answer = await browser.delete("/hello")
        assert "<h1>" in answer.text


async def test_a_form_of_another_site_is_refused_in_words(release):
    async with client(release) as browser:
        answer = await browser.post("/letter", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert "autre site" in answer.text


async def test_a_form_is_read(release):
    async with client(release) as browser:
        answer = await browser.post("/letter", data={"name": "Zoé", "tags": ["a", "b"], "age": ""})
    assert answer.json() == {"name": "Zoé", "tags": ["a", "b"], "age": None}


async def test_a_form_that_is_not_understood_keeps_what_was_typed(release):
    async with client(release) as browser:
        answer = await browser.post("/letter", data={"name": "Zoé", "age": "douze"})
        assert answer.json() == ["age", {"name": "Zoé", "age": "douze"}]
        answer = await browser.post("/letter", data={"name": "  ", "age": "12"})
        assert answer.json() == ["name", {"age": "12"}]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"name=" + b"x" * 13_000_000, "application/x-www-form-urlencoded"),
        (b"&".join(b"a%d=1" % n for n in range(5000)), "application/x-www-form-urlencoded"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"\x00\xff\xfe", "multipart/form-data"),
        (b"{}", "application/json"),
        (b"", "application/x-www-form-urlencoded"),
    ],
)
async def test_hostile_forms_are_refused_with_a_page(release, content, kind):
    async with client(release) as browser:
        answer = await browser.post("/letter", content=content, headers={"content-type": kind})
    assert 400 <= answer.status_code < 500
    assert "text/html" in answer.headers["content-type"]


async def test_without_a_build_the_service_says_to_come_back(tmp_path):
    async with client(tmp_path) as browser:
        answer = await browser.get("/parler")
    assert answer.status_code == 503
    assert "<h1>" in answer.text


async def test_a_new_release_takes_over_without_a_restart(release):
    async with client(release) as browser:
        await browser.get("/parler")
        (release / "parler.html").write_text("<html>new")
        page = {"file": "parler.html", "scripts": ["'sha256-new'"], "styles": []}
        manifest = release / "manifest.json"
        manifest.write_text(json.dumps({"stamp": "y", "pages": {"/parler": page}}))
        os.utime(manifest, ns=(1, 1))
        answer = await browser.get("/parler")
    assert answer.text == "<html>new"
    assert "'sha256-new'" in answer.headers["content-security-policy"]
