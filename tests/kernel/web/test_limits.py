import pytest

from passport.kernel.errors import TooMany
from passport.kernel.limits import Limiter
from passport.kernel.web import limits
from passport.kernel.web.limits import Limits, TooLarge, address_of, neighbourhood
from passport.settings import Settings


class Watch:
    """A stopwatch moved by hand."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.mark.parametrize(
    ("proxies", "forwarded", "seen"),
    [
        (0, "1.1.1.1", "9.9.9.9"),
        (1, "1.1.1.1", "1.1.1.1"),
        # What a client writes itself stands before what our proxy adds.
        (1, "6.6.6.6, 1.1.1.1", "1.1.1.1"),
        (2, "6.6.6.6, 1.1.1.1, 10.0.0.1", "1.1.1.1"),
        (2, "1.1.1.1", "9.9.9.9"),
    ],
)
def test_only_trusted_proxies_say_who_comes(proxies, forwarded, seen):
    scope = {"client": ("9.9.9.9", 1), "headers": [(b"x-forwarded-for", forwarded.encode())]}
    assert address_of(scope, proxies) == seen


def http(method="POST", path="/x", client="9.9.9.9", **headers):
    return {
        "type": "http",
        "method": method,
        "path": path,
        "client": (client, 1),
        "headers": [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()],
    }


async def swallow(scope, receive, send):
    """An app that reads the whole body."""
    while (await receive()).get("more_body"):
        pass


def body(*sizes):
    left = list(sizes)

    async def receive():
        size = left.pop(0)
        return {"type": "http.request", "body": b"x" * size, "more_body": bool(left)}

    return receive


async def test_one_address_is_stopped_and_another_is_not():
    guard = Limits(swallow, Settings(), Limiter(clock=Watch()))
    for _ in range(limits.ADDRESS_WRITES.burst):
        await guard(http(), body(1), None)
    with pytest.raises(TooMany):
        await guard(http(), body(1), None)
    await guard(http(client="8.8.8.8"), body(1), None)


async def test_a_session_is_stopped_wherever_it_comes_from():
    guard = Limits(swallow, Settings(), Limiter(clock=Watch()))
    for number in range(limits.SESSION_WRITES.burst):
        await guard(http(client=f"1.1.1.{number}", cookie="sid=one"), body(1), None)
    with pytest.raises(TooMany):
        await guard(http(client="2.2.2.2", cookie="sid=one"), body(1), None)
    await guard(http(client="2.2.2.2", cookie="sid=two"), body(1), None)


async def test_files_of_the_release_are_not_counted():
    guard = Limits(swallow, Settings(), Limiter(clock=Watch()))
    for _ in range(limits.ADDRESS_READS.burst * 2):
        await guard(http("GET", "/assets/a.js"), body(0), None)


async def test_a_body_too_large_is_refused_before_it_is_read():
    with pytest.raises(TooLarge):
        await Limits(swallow, Settings(), Limiter())(
            http(content_length=str(limits.MAX_BODY + 1)), body(1), None
        )


async def test_a_body_that_lies_about_its_size_is_cut():
    with pytest.raises(TooLarge):
        await Limits(swallow, Settings(), Limiter())(
            http(content_length="10"), body(limits.MAX_BODY, 1, 1), None
        )


async def listen(scope, receive, send):
    """A socket app that keeps what it hears."""
    while True:
        message = await receive()
        if message["type"] != "websocket.receive":
            scope["heard"].append(message)
            return
        scope["heard"].append(message["text"])


def socket(*texts, **headers):
    left = [{"type": "websocket.receive", "text": text} for text in texts]
    left.append({"type": "websocket.disconnect", "code": 1000})

    async def receive():
        return left.pop(0)

    return {**http(**headers), "type": "websocket", "heard": []}, receive


async def test_a_flood_of_events_is_dropped_in_a_word_and_pings_are_not():
    scope, receive = socket(*["42x"] * 100, *["3"] * 100)
    said = []

    async def send(message):
        said.append(message)

    await Limits(listen, Settings(), Limiter(clock=Watch()))(scope, receive, send)
    assert scope["heard"].count("42x") == limits.SESSION_EVENTS.burst
    assert scope["heard"].count("3") == 100
    assert said == [{"type": "websocket.send", "text": limits.SLOWER}]


async def test_a_room_that_shares_an_address_is_not_stopped_by_one_of_it():
    guard = Limits(listen, Settings(), Limiter(clock=Watch()))
    for number in range(40):
        scope, receive = socket(*["42x"] * 30, cookie=f"sid={number}")
        await guard(scope, receive, None)
        assert scope["heard"].count("42x") == 30


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("1.2.3.4", "1.2.3.4"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::9", "2001:db8:1:2::"),
        ("::ffff:1.2.3.4", "1.2.3.4"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_the_addresses_of_one_line_count_as_one(address, counted):
    assert neighbourhood(address) == counted


async def test_a_message_too_long_ends_the_socket():
    scope, receive = socket("4" * (limits.MAX_MESSAGE + 1), "42x")
    await Limits(listen, Settings(), Limiter(clock=Watch()))(scope, receive, None)
    assert scope["heard"] == [{"type": "websocket.disconnect", "code": 1009}]


async def test_handshakes_of_one_address_are_counted():
    guard = Limits(listen, Settings(), Limiter(clock=Watch()))
    said = []

    async def send(message):
        said.append(message)

    for _ in range(limits.ADDRESS_SOCKETS.burst + 1):
        scope, receive = socket()
        await guard(scope, receive, send)
    assert said == [{"type": "websocket.close", "code": 1013}]
