import os
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.datastructures import Headers

from passport.kernel.errors import Refused
from passport.kernel.web.origin import OriginCheck, allowed_origins, comes_from_us
from passport.settings import Settings

OURS = "http://localhost:8000"
ORIGINS = frozenset({OURS})


@pytest.mark.parametrize(
    ("headers", "cookie", "allowed"),
    [
        ({"sec-fetch-site": "same-origin"}, True, True),
        ({"sec-fetch-site": "none"}, True, True),
        ({"sec-fetch-site": "same-site"}, True, False),
        ({"sec-fetch-site": "cross-site"}, True, False),
        # What the browser says of itself counts before what can be missing or null.
        ({"sec-fetch-site": "same-origin", "origin": "null"}, True, True),
        ({"sec-fetch-site": "cross-site", "origin": OURS}, True, False),
        ({"origin": OURS}, True, True),
        ({"origin": "https://elsewhere.example"}, True, False),
        ({"origin": f"{OURS}.elsewhere.example"}, True, False),
        ({"origin": "null"}, True, False),
        # Neither: not a browser of today; it may act for itself, never for a session.
        ({}, True, False),
        ({}, False, True),
    ],
)
def test_only_our_pages_act_for_a_person(headers, cookie, allowed):
    assert comes_from_us(Headers(headers), ORIGINS, cookie=cookie) is allowed


def test_a_public_product_has_one_origin():
    settings = Settings(public_origin="https://passeport.example.fr")
    assert allowed_origins(settings) == ["https://passeport.example.fr"]


def test_a_local_product_answers_to_the_names_of_its_machine():
    assert set(allowed_origins(Settings(port=8123))) == {
        "http://localhost:8123",
        "http://127.0.0.1:8123",
        "http://[::1]:8123",
    }


def scope(kind, method="POST", **headers):
    return {
        "type": kind,
        "method": method,
        "path": "/",
        "headers": [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()],
    }


async def passed(given):
    """Whether the check let ``given`` through, and what it said otherwise."""
    reached, said = [], []

    async def app(*_):
        reached.append(True)

    async def send(message):
        said.append(message)

    await OriginCheck(app, Settings(port=8000))(given, None, send)
    return bool(reached), said


async def test_a_form_of_another_site_is_refused():
    with pytest.raises(Refused):
        await passed(scope("http", sec_fetch_site="cross-site"))


async def test_a_link_of_another_site_is_followed():
    assert await passed(scope("http", "GET", sec_fetch_site="cross-site")) == (True, [])


async def test_a_socket_of_another_site_is_shut():
    reached, said = await passed(scope("websocket", origin="http://localhost:9999"))
    assert not reached
    assert said == [{"type": "websocket.close", "code": 1008}]


async def test_a_socket_of_ours_is_opened():
    assert (await passed(scope("websocket", origin="http://127.0.0.1:8000")))[0]


async def test_a_socket_with_a_session_must_say_where_it_comes_from():
    assert not (await passed(scope("websocket", cookie="sid=secret")))[0]


def test_no_variable_of_the_framework_opens_the_product_to_other_origins():
    """Reflex would take ``*`` from its own variable over what the configuration says."""
    code = "import rxconfig; c = rxconfig.config; print(c.cors_allowed_origins, c.transport)"
    told = {
        "REFLEX_CORS_ALLOWED_ORIGINS": "*",
        "REFLEX_TRANSPORT": "polling",
        "PUBLIC_ORIGIN": "https://passeport.example.fr",
    }
    found = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **told},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == "['https://passeport.example.fr'] websocket"


def test_no_origin_is_ever_any_or_none():
    """``[]`` would switch Reflex's check of the socket off, ``*`` let everybody in."""
    for values in (Settings(), Settings(public_origin="https://passeport.example.fr")):
        origins = allowed_origins(values)
        assert origins
        assert all("*" not in one and one.startswith("http") for one in origins)
