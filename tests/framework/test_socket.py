"""What a socket may do: traps 1, 2, 5, 16, 17, 18, 20 and 22, each seen with bare Reflex 0.10.1."""

import asyncio
from uuid import uuid4

import pytest
from websockets.exceptions import InvalidStatus

from tests.framework.phone import ROOT, Phone


def a_tab() -> str:
    return str(uuid4())


async def test_a_phone_that_changes_network_keeps_its_place(site):
    """Trap 1: the server takes the way back for a copied tab, and gives an empty state.

    The first socket is half open: the phone is gone, the server does not know it for two minutes.
    """
    before = Phone(site.origin, a_tab(), session="one")
    await before.connect()
    await before.send("write", text="trois ans dans une boulangerie")
    assert await before.until(lambda: before.value("text"))
    await before.vanish()
    async with Phone(site.origin, before.tab, session="one") as after:
        assert after.tab == before.tab
        assert after.value("text") == "trois ans dans une boulangerie"
        await after.send("add", n=2)
        assert await after.until(lambda: after.value("count") == 2)
    await before.close()


async def test_a_copied_tab_leaves_the_seat_to_the_newest(site):
    """Trap 1, the other side: the older tab is told to sit elsewhere, and goes on from its own."""
    older = Phone(site.origin, a_tab(), session="one")
    await older.connect()
    token = older.tab
    await older.send("write", text="hello")
    await older.until(lambda: older.value("text"))
    async with Phone(site.origin, token, session="one") as newer:
        assert newer.value("text") == "hello"
        await asyncio.wait_for(older.closed.wait(), 5)
        assert older.tab != token
        async with Phone(site.origin, older.tab, session="one") as again:
            await again.send("write", text="mine")
            assert await again.until(lambda: again.value("text") == "mine")
        await newer.send("read")
        assert await newer.until(lambda: newer.value("count") == 1)
        assert newer.value("text") == "hello"


@pytest.mark.parametrize("session", ["", "another"])
async def test_a_stolen_tab_token_opens_nothing(site, session):
    """Trap 2: the token, made by ``Math.random`` and sent in an address, is the key."""
    victim = Phone(site.origin, a_tab(), session="victim")
    await victim.connect()
    await victim.send("write", text="my secret")
    assert await victim.until(lambda: victim.value("text"))
    await victim.close()
    async with Phone(site.origin, victim.tab, session=session) as thief:
        await thief.send("read")
        assert await thief.until(lambda: thief.value("count") == 1)
        assert "my secret" not in "".join(thief.told)


async def test_a_header_does_not_stand_for_a_session(site):
    """Trap 2: the digest that the edge writes cannot be given by the browser."""
    from passport.kernel.crypto import digest

    victim = Phone(site.origin, a_tab(), session="victim")
    await victim.connect()
    await victim.send("write", text="my secret")
    await victim.until(lambda: victim.value("text"))
    await victim.close()
    forged = Phone(site.origin, victim.tab, Authorization=digest("victim"))
    async with forged as thief:
        await thief.send("read")
        assert await thief.until(lambda: thief.value("count") == 1)
        assert "my secret" not in "".join(thief.told)


async def test_what_is_done_twice_comes_back_by_loading(site):
    """Trap 5: nothing says that an event arrived; who comes back is given the whole state."""
    first = Phone(site.origin, a_tab(), session="five")
    await first.connect()
    await first.send("write", text="kept")
    await first.until(lambda: first.value("text"))
    await first.close()
    async with Phone(site.origin, first.tab, session="five") as second:
        assert second.value("text") == "kept"


@pytest.mark.parametrize("name", ["forgotten", "helper", "setvar"])
async def test_what_declares_nobody_is_never_called(alone, name):
    """Traps 16 and 20: every public method of a state answers to its name from outside."""
    async with Phone(alone.origin, a_tab()) as phone:
        await phone.send(name)
        await phone.send("add", n=1)
        assert await phone.until(lambda: phone.value("count") == 1)
        assert phone.value("text") == ""


@pytest.mark.parametrize(
    "payload", [{"n": "1"}, {"n": {"a": 1}}, {"n": None}, {}, {"n": 1, "x": 2}]
)
async def test_arguments_are_what_was_announced(alone, payload):
    """Trap 16: a handler that says ``n: int`` is given whatever comes."""
    async with Phone(alone.origin, a_tab()) as phone:
        await phone.send("add", **payload)
        await phone.send("add", n=5)
        assert await phone.until(lambda: phone.value("count"))
        assert phone.value("count") == 5


async def test_a_form_reaches_its_handler(alone):
    """The way a form travels is known to the check of the arguments."""
    async with Phone(alone.origin, a_tab()) as phone:
        await phone.send("submit", form_data={"__reflex_form_data__": [["words", "été"]]})
        assert await phone.until(lambda: phone.value("text") == "été")


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "http://localhost:1", "null", "http://localhost.evil.example"],
)
async def test_another_site_cannot_open_a_socket(alone, origin):
    """Trap 17: by default any site may, with the person's cookie."""
    with pytest.raises(InvalidStatus):
        await Phone(alone.origin, a_tab(), session="one", Origin=origin).connect()


async def test_a_socket_without_a_tab_is_refused(alone):
    """The key of a state is never empty."""
    with pytest.raises(InvalidStatus):
        await Phone(alone.origin, "").connect()


async def test_an_event_that_breaks_says_nothing_to_the_page(alone):
    """Traps 18 and 21: by default a toast is sent, which needs eval, and headers go to the log."""
    secret = "s3cr3t-" + uuid4().hex
    async with Phone(alone.origin, a_tab(), session=secret) as phone:
        await phone.send("fail")
        await phone.send(f"{ROOT}.nowhere.at_all", password=secret)
        await phone.send("add", n=1)
        assert await phone.until(lambda: phone.value("count") == 1)
        assert [event for event in phone.events if event.startswith("_call")] == []
        assert "the words of somebody" not in "".join(phone.told)
        token = phone.tab
    log = alone.log.read_text()
    assert "RuntimeError" in log
    for hidden in (secret, token, "the words of somebody"):
        assert hidden not in log


async def test_the_session_is_in_nothing_that_the_page_is_told(alone):
    """Trap 22: the secret stays in the cookie."""
    from passport.kernel.crypto import digest

    async with Phone(alone.origin, a_tab(), session="s3cr3t-session") as phone:
        await phone.send("add", n=1)
        await phone.until(lambda: phone.value("count") == 1)
        told = "".join(phone.told)
    assert "s3cr3t-session" not in told
    assert digest("s3cr3t-session") not in told


async def test_a_flood_of_events_is_cut(alone):
    """Trap 22: by default nothing counts."""
    from passport.kernel.web.limits import SESSION_EVENTS

    async with Phone(alone.origin, a_tab(), session=uuid4().hex) as phone:
        for _ in range(SESSION_EVENTS.burst * 4):
            await phone.send("add", n=1)
        await phone.until(lambda: False, 1)
        assert SESSION_EVENTS.burst * 0.5 <= phone.value("count") <= SESSION_EVENTS.burst * 2


async def test_a_message_too_long_ends_the_socket(alone):
    """Trap 22: by default a megabyte is taken."""
    from passport.kernel.web.limits import MAX_MESSAGE

    async with Phone(alone.origin, a_tab()) as phone:
        await phone.send("write", text="x" * (MAX_MESSAGE + 1))
        await asyncio.wait_for(phone.closed.wait(), 5)
