"""What an address, a method, a header or a body may do to the running product."""

import re
import socket
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import httpx
import pytest

from passport import app as running
from passport.demo.sample import person_id
from passport.identity import rules
from passport.identity.guard import PUBLIC, endpoints
from passport.kernel.database import Database
from passport.kernel.web.limits import MAX_BODY
from tests.attacks.conftest import VICTIM, Product, login

EVIL = "https://evil.example"

OUTSIDE = [
    "/../pyproject.toml",
    "/..%2f..%2fpyproject.toml",
    "/%2e%2e/%2e%2e/pyproject.toml",
    "/assets/..%2f..%2f..%2fpyproject.toml",
    "/assets/..%5c..%5cpyproject.toml",
    "/assets/../manifest.json",
    "/assets/%2e%2e/manifest.json",
    "/assets/..%2fmanifest.json",
    "/assets/../fingerprint",
    "/assets/../parler.html",
    "/./manifest.json",
    "//manifest.json",
    "/manifest.json",
    "/fingerprint",
    "/parler.html",
    "/en/parler.html",
    "/404.html",
    "/parler/index.html",
    "//parler",
    "/assets/%00",
    "/%ff%fe",
    "/assets",
    "/assets/",
    "/.env",
    "/passport.lock",
    "/" + "a" * 4000,
    "/assets/" + "a" * 300 + ".js",
    "/%2f%2fevil.example",
]

FRAMEWORK = [
    "/_upload",
    "/_upload/x",
    "/ping",
    "/_health",
    "/_event?EIO=4&transport=polling",
    "/_event/?EIO=4&transport=polling&token=x",
    "/_event/?EIO=4&transport=polling&sid=x",
    "/_all_routes",
    "/auth-codespace",
    "/docs",
    "/openapi.json",
]


def raw(product: Product, request: bytes) -> tuple[int, dict[str, str], str]:
    """The answer to ``request``, sent as it is: no client in between makes it proper."""
    parts = urlsplit(product.origin)
    with socket.create_connection((parts.hostname or "", parts.port or 0), 10) as opened:
        opened.settimeout(10)
        opened.sendall(request)
        answer = b""
        while part := opened.recv(65536):
            answer += part
    head, _, body = answer.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (x.partition(":") for x in lines)}
    return int(status.split()[1]), headers, body.decode("utf-8", "replace")


def asked(path: str, method: str = "GET", **headers: str) -> bytes:
    given = {"Host": "localhost", "Connection": "close", "X-Forwarded-For": "10.250.0.1"}
    given.update({name.replace("_", "-"): value for name, value in headers.items()})
    lines = "".join(f"{name}: {value}\r\n" for name, value in given.items())
    return f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode("latin-1")


def says_nothing_of_the_inside(text: str) -> bool:
    # Styles have classes that are called like files: ".py-1".
    text = re.sub(r"<style.*?</style>", "", text, flags=re.DOTALL)
    return not re.search(r"Traceback|File \"|/site-packages/|\.py\b|sqlite|Exception|Error:", text)


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_but_the_release_is_handed_out_and_only_at_its_address(
    product: Product, path: str
) -> None:
    status, headers, body = raw(product, asked(path))
    assert status == 404, body[:200]
    assert headers["cache-control"] == "no-store"
    assert says_nothing_of_the_inside(body)
    assert "[project]" not in body
    assert "stamp" not in body


@pytest.mark.parametrize("path", ["/p/%0d%0aSet-Cookie:x=1", "/en/%0aFORGED"])
def test_a_line_end_in_an_address_goes_nowhere(product: Product, path: str) -> None:
    """Routing itself refuses it, before any of our layers; it comes into no header and no log."""
    status, headers, body = raw(product, asked(path))
    assert status == 404
    assert "set-cookie" not in headers
    assert says_nothing_of_the_inside(body)
    assert "FORGED" not in product.log.read_text()


@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
@pytest.mark.parametrize("path", FRAMEWORK)
def test_the_framework_s_own_addresses_are_not_there(
    product: Product, path: str, method: str
) -> None:
    status, headers, body = raw(product, asked(path, method, Content_Length="0"))
    assert status == 404
    assert headers["cache-control"] == "no-store"
    assert "access-control-allow-origin" not in headers
    assert says_nothing_of_the_inside(body)


ROUTES = endpoints(running.ROUTES)
POSTED = sorted({one.name.split(" ")[1] for one in ROUTES if "POST" in one.name.split(" ")[0]})
READ = sorted({one.name.split(" ")[1] for one in ROUTES if "GET" in one.name.split(" ")[0]})


def filled(path: str) -> str:
    return re.sub(r"\{provider\}", "demo", re.sub(r"\{(?!provider)\w+\}", "x", path))


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "PATCH"])
async def test_a_form_s_address_does_nothing_by_another_method(
    product: Product, amina: str, method: str
) -> None:
    async with product.browser(amina) as browser:
        for path in POSTED:
            if path in READ and method in {"GET", "HEAD"}:
                continue
            answer = await browser.request(method, filled(path))
            # A page of the app has the same address as its form.
            allowed = {200} if method in {"GET", "HEAD"} else set()
            assert answer.status_code in {404, 405, 429} | allowed, path
            assert says_nothing_of_the_inside(answer.text)
        browser.headers["x-forwarded-for"] = "10.251.0.1"
        assert (await browser.get("/parler")).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": ""},
        {"sec-fetch-site": "same-origin, cross-site"},
        {"sec-fetch-site": "cross-site", "origin": "{origin}"},
        {"origin": EVIL},
        {"origin": "null"},
        {"origin": ""},
        {"origin": "{origin}.evil.example"},
        {"origin": "http://localhost"},
        {},
    ],
    ids=str,
)
async def test_no_form_is_taken_from_elsewhere(
    product: Product, base: Database, headers: dict[str, str]
) -> None:
    """Every address that takes a form, with her cookie; also when nothing says where it is from."""
    session = await login(base, person_id(VICTIM))
    async with httpx.AsyncClient(base_url=product.origin, timeout=20) as browser:
        for n, path in enumerate(POSTED):
            given = {k: v.format(origin=product.origin) for k, v in headers.items()}
            answer = await browser.post(
                filled(path),
                headers={
                    **given,
                    "cookie": f"sid={session}",
                    "x-forwarded-for": f"10.252.{n}.{len(str(headers))}",
                },
                content="text=x",
            )
            assert answer.status_code in {403, 429}, path
        assert (
            await browser.get("/parler", headers={"cookie": f"sid={session}"})
        ).status_code == 200


async def test_cross_origin_readers_are_told_nothing(product: Product, amina: str) -> None:
    async with product.browser(amina, origin=EVIL) as browser:
        for path in ("/", "/parler", "/connexion", "/rendez-vous/simple", "/health"):
            for method in ("GET", "OPTIONS"):
                answer = await browser.request(
                    method, path, headers={"access-control-request-method": "POST"}
                )
                assert "access-control-allow-origin" not in answer.headers, path
                assert "access-control-allow-credentials" not in answer.headers or (
                    "access-control-allow-origin" not in answer.headers
                )


FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize(
    "path", ["/parler/dire", "/passeport/certificats", "/p/x/reponse", "/actions"]
)
async def test_a_body_too_large_is_refused_announced_or_not(
    product: Product, amina: str, path: str
) -> None:
    async def endless() -> Any:
        for _ in range(MAX_BODY // 65536 + 2):
            yield b"x" * 65536

    async with product.browser(amina) as browser:
        announced = await browser.post(path, content=b"x" * (MAX_BODY + 1), headers=FORM)
        assert announced.status_code == 413
        assert says_nothing_of_the_inside(announced.text)
        chunked = await browser.post(path, content=endless(), headers=FORM)
        assert chunked.status_code in {400, 413, 422}
        assert says_nothing_of_the_inside(chunked.text)
        assert (await browser.get("/parler")).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        b"a=1&" * 5000,
        b"%ff%fe=%00&text=%00",
        b"\xff\xfe\x00",
        b"text=" + b"x" * 100_000,
        b"",
        b"&&=&=",
    ],
    ids=["many", "bytes", "raw", "long", "empty", "odd"],
)
@pytest.mark.parametrize(
    "kind",
    ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "multipart/form-data",
     "application/json", "text/plain; charset=utf-99", ""],
)  # fmt: skip
async def test_a_hostile_form_gets_a_page_in_words(
    product: Product, base: Database, body: bytes, kind: str
) -> None:
    session = await login(base, person_id(VICTIM))
    async with product.browser(session) as browser:
        for path in POSTED:
            if path in {"/deconnexion", "/moi/fermer-les-autres"}:
                continue
            headers = {"content-type": kind} if kind else {}
            answer = await browser.post(filled(path), content=body, headers=headers)
            assert answer.status_code < 500, (path, answer.text[-300:])
            assert says_nothing_of_the_inside(answer.text)


@pytest.mark.parametrize("header", ["host", "x-forwarded-host", "forwarded", "x-original-url"])
async def test_the_address_that_a_request_claims_is_in_no_answer(
    product: Product, amina: str, header: str
) -> None:
    value = "host=evil.example" if header == "forwarded" else "evil.example"
    for session in ("", amina):
        async with product.browser(session, **{header: value}) as browser:
            for path in ("/", "/connexion", "/auth/demo/login", "/auth/demo/callback", "/parler",
                         "/rendez-vous/simple", "/p/x", "/montrer/qr/x.svg"):  # fmt: skip
                answer = await browser.get(path)
                assert "evil" not in answer.text
                assert "evil" not in str(answer.headers)


ELSEWHERE = [
    EVIL,
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/%09/evil.example",
    "///evil.example",
    "http:evil.example",
    "javascript:alert(1)",
    "/en//evil.example",
    "/ar/\\evil.example",
    "/parler\r\nX-Evil: 1",
    "https:/evil.example",
    "/..//evil.example",
    ".evil.example",
    "@evil.example",
]


@pytest.mark.parametrize("target", ELSEWHERE)
async def test_no_address_leads_elsewhere(
    product: Product, base: Database, amina: str, target: str
) -> None:
    """Every parameter that names where to go next, and the address that a form came from."""
    async with product.browser(amina) as browser:
        for path in ("/connexion", "/auth/demo/login", "/en/connexion"):
            for name in ("next", "retour", "suite", "redirect", "url"):
                answer = await browser.get(path, params={name: target})
                _stays(answer, product)
    async with product.browser() as browser:
        _stays(await browser.get("/connexion", params={"next": target}), product)
        _stays(await browser.get("/rendez-vous/simple", params={"next": target}), product)
        try:
            referer = f"{product.origin}{target if target.startswith('/') else '/' + target}"
            answer = await browser.post("/parler/dire", headers={"referer": referer})
        except (httpx.LocalProtocolError, UnicodeError):
            return
        _stays(answer, product)
        followed = dict(httpx.URL(answer.headers["location"]).params)["next"]
        assert rules.safe_next(followed, "/") == followed


def _stays(answer: httpx.Response, product: Product) -> None:
    assert "x-evil" not in answer.headers
    for given in re.findall(r'(?:href|action|value)="([^"]*evil[^"]*)"', answer.text):
        # A path of ours that has the word in it is still a path of ours.
        inside = unquote(dict(parse_qsl(urlsplit(unescape(given)).query)).get("next", given))
        assert re.match(r"/[^/\\]", inside), given
    location = answer.headers.get("location", "/")
    assert location.startswith(("/", product.origin + "/")), location
    assert not location.startswith(("//", "/\\")), location


def _pages() -> Iterator[str]:
    for one in ROUTES:
        methods, path = one.name.split(" ", 1)
        if "GET" in methods and PUBLIC not in (one.audience or ()):
            yield path


async def test_private_pages_are_kept_by_nobody(product: Product, amina: str) -> None:
    async with product.browser(amina) as browser:
        for path in _pages():
            answer = await browser.get(filled(path))
            assert answer.headers["cache-control"] == "no-store", path
            assert "etag" not in answer.headers, path
            assert "last-modified" not in answer.headers, path
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["content-security-policy"].startswith("default-src 'none'")


async def test_the_app_s_pages_hold_nothing_of_anybody(product: Product, amina: str) -> None:
    """They are the same for all, so that what a cache or a tag says of them says nothing."""
    async with product.browser(amina) as browser:
        for path in ("/moi", "/passeport", "/parler/journal", "/mon-avis", "/en/moi", "/ar/moi"):
            page = await browser.get(path)
            assert page.status_code == 200
            assert "Benali" not in page.text
            assert "sid=" not in page.text
            tagged = await browser.get(path, headers={"if-none-match": page.headers["etag"]})
            assert tagged.status_code in {200, 304}
    async with product.browser() as browser:
        answer = await browser.get("/moi", headers={"if-none-match": page.headers["etag"]})
        assert answer.status_code == 303


async def test_first_words_are_for_one_person_and_kept_by_nobody(
    product: Product, base: Database, amina: str
) -> None:
    """The page of the conversation alone holds hers: no cache keeps it, no other session has it."""
    tag = {"if-none-match": "*", "if-modified-since": "Thu, 01 Jan 2099 00:00:00 GMT"}
    async with product.browser(amina) as browser:
        for path in ("/parler", "/en/parler", "/ar/parler"):
            page = await browser.get(path, headers=tag)
            assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")
            assert "etag" not in page.headers
            assert "Amina" in page.text
            assert "sid=" not in page.text
    async with product.browser(await login(base, person_id("noel-mugnier"))) as browser:
        page = await browser.get("/parler", headers=tag)
        assert "Noël" in page.text
        assert "Amina" not in page.text
    async with product.browser() as browser:
        page = await browser.get("/parler", headers=tag)
        assert page.status_code == 303
        assert "Amina" not in page.text


@pytest.mark.parametrize("path", ["/", "/connexion", "/p/x", "/nowhere", "/parler", "/health"])
async def test_head_answers_as_get_without_a_body(product: Product, path: str) -> None:
    async with product.browser() as browser:
        got, head = await browser.get(path), await browser.head(path)
    assert head.status_code == got.status_code
    assert head.content == b""
    assert head.headers["content-security-policy"] == got.headers["content-security-policy"]


@pytest.mark.parametrize(
    "accept", ["text/html", "application/json", "*/*", "", "text/html\x1b[31m"]
)
@pytest.mark.parametrize("path", ["/nowhere", "/p/x", "/auth/nobody/login"])
async def test_error_pages_are_words(product: Product, path: str, accept: str) -> None:
    status, headers, body = raw(product, asked(path, Accept=accept))
    assert status in {404, 400}
    assert says_nothing_of_the_inside(body)
    if status == 404:
        assert headers["x-request-id"]


async def test_a_failure_gives_a_reference_that_the_log_has_too(tmp_path: Any) -> None:
    """The page of an unexpected error, by a route that fails: a reference, and nothing else."""
    from starlette.applications import Starlette
    from starlette.routing import Route

    from passport.kernel.web.errors import ErrorPages
    from passport.kernel.web.log import RequestLog

    async def fails(request: Any) -> Any:
        raise RuntimeError("words of somebody in /srv/passport/inside.py")

    app = RequestLog(ErrorPages(Starlette(routes=[Route("/fails", fails)])))
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url="http://localhost:8000"
    ) as browser:
        answer = await browser.get("/fails")
    assert answer.status_code == 500
    assert answer.headers["x-request-id"] in answer.text
    assert "words of somebody" not in answer.text
    assert says_nothing_of_the_inside(answer.text)
