"""What a socket of the running product may be told, by somebody who is not our page."""

import asyncio
import json
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
from reflex.istate.manager.memory import StateManagerMemory
from reflex_base.event.processor.base_state_processor import BaseStateEventProcessor
from websockets.exceptions import ConnectionClosed, InvalidStatus

from passport.demo.sample import person_id
from passport.identity import rules
from passport.kernel.crypto import digest
from passport.kernel.database import Database, Session
from passport.kernel.web.limits import SESSION_EVENTS
from passport.kernel.web.socket import in_order
from tests.attacks.conftest import VICTIM, Product, login
from tests.attacks.tab import Tab
from tests.framework.phone import ROOT

ME = f"{ROOT}.passport___identity___state____me_state"
PASSPORT = f"{ROOT}.passport___record___state____record_state"
TALK = f"{ROOT}.passport___conversation___state____talk_state"
HER_NAME = "Benali"


async def alive(tab: Tab) -> bool:
    """Whether the tab is still answered, and its person known."""
    return HER_NAME in "".join(await tab.ask(f"{ME}.load"))


async def test_a_stolen_tab_token_shows_nothing(product: Product, amina: str, thief: str) -> None:
    """While she is there and after she left; without a cookie and with another's."""
    async with product.tab(amina, "/moi") as hers:
        assert await alive(hers)
        for session in ("", "not-a-session", thief):
            async with product.tab(session, "/moi", token=hers.tab) as stolen:
                told = "".join([*stolen.told, *await stolen.ask(f"{ME}.load")])
                assert HER_NAME not in told
        assert await alive(hers)
    async with product.tab("", "/moi", token=hers.tab) as stolen:
        assert HER_NAME not in "".join([*stolen.told, *await stolen.ask(f"{ME}.load")])


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "http://localhost:1", "null", "http://localhost.evil.example"],
)
async def test_another_site_opens_no_socket_with_her_cookie(
    product: Product, amina: str, origin: str
) -> None:
    with pytest.raises(InvalidStatus):
        await product.tab(amina, Origin=origin).connect()
    with pytest.raises(InvalidStatus):
        await product.tab("", Origin=origin).connect()


async def test_without_an_origin_a_cookie_opens_no_socket(product: Product, amina: str) -> None:
    """No browser leaves it out; what does, acts for nobody."""
    with pytest.raises(InvalidStatus):
        await product.tab(amina, Origin="").connect()
    async with product.tab("", Origin="") as nobody:
        await nobody.ask(f"{ME}.load")
        assert nobody.sent_to[-1].startswith("/connexion")


async def test_what_the_edge_writes_cannot_be_sent(product: Product, amina: str) -> None:
    """The digest of her session, in every place where a browser could put it."""
    key = digest(amina)
    headers = {"authorization": key, "cookie": f"sid={amina}"}
    async with product.tab("", "/moi", Authorization=key) as forged:
        router = {
            "pathname": "/moi",
            "asPath": "/moi",
            "headers": headers,
            "ip": "127.0.0.1",
            "token": forged.tab,
            "session_id": "x",
        }
        await forged.send(f"{ME}.load", router=router)
        event = {"name": f"{ME}.load", "payload": {}, "router_data": router, **headers}
        await forged.raw("42/_event," + json.dumps(["event", {**event, "token": key}]))
        await forged.settled()
        assert HER_NAME not in "".join(forged.told)
        assert len(forged.sent_to) >= 2


@pytest.mark.parametrize(
    "name",
    [
        f"{ME}.setvar",
        f"{PASSPORT}.setvar",
        f"{ROOT}.setvar",
        f"{ROOT}.set_is_hydrated",
        f"{ROOT}.update_vars_internal_state.update_vars_internal",
        f"{ROOT}.frontend_event_exception_state.handle_frontend_exception",
        f"{ME}._refresh",
        f"{ME}.reset",
        f"{ME}.get_state",
        f"{TALK}._show",
        f"{PASSPORT}.__init__",
        "reflex___state____state.nowhere.at_all",
        "_redirect",
        "",
        "x" * 5000,
    ],
)
async def test_what_is_no_handler_of_ours_does_nothing_and_holds_nothing_up(
    product: Product, amina: str, name: str
) -> None:
    async with product.tab(amina, "/moi") as tab:
        await tab.send(name, var_name="name", value="forged", vars={f"{ME}.name": "forged"})
        await tab.send(name, value=True, changed="forged")
        assert await alive(tab)
        assert "forged" not in "".join(tab.told)


def test_an_unknown_event_never_reaches_the_framework() -> None:
    """It would be kept for ever: the framework never settles the future of such an event."""
    known: dict[str, Any] = {"name": f"{ME}.load", "payload": {}, "router_data": {}}
    assert in_order(known)
    for changed in (
        {"name": "nowhere.at_all"},
        {"name": None},
        {"name": ["x"]},
        {"payload": None},
        {"payload": ["x"]},
        {"router_data": "x"},
        {"router_data": {"pathname": {"x": 1}}},
        {"router_data": {"query": "x"}},
    ):
        assert not in_order({**known, **changed}), changed
    for data in (None, "text", 5, [], ["event"], json.dumps(known)):
        assert not in_order(data)


async def test_unknown_events_leave_nothing_behind_in_the_framework(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The same on the app itself: no future is left pending, and known events still get one."""
    from passport.app import app

    namespace = app.event_namespace
    assert namespace is not None
    monkeypatch.setitem(namespace._token_manager.sid_to_token, "attacker", "key")
    processor = BaseStateEventProcessor(middleware=app)
    processor.configure(state_manager=StateManagerMemory(), event_namespace=namespace)
    monkeypatch.setattr(app, "_event_processor", processor)
    async with processor:
        for _ in range(50):
            await namespace.on_event("attacker", {"name": f"{ROOT}.nowhere.at_all", "payload": {}})
        await processor.join(5)
        assert not processor._futures


@pytest.mark.parametrize(
    "frame",
    [
        '42/_event,["event"]',
        '42/_event,["event",null]',
        '42/_event,["event","text"]',
        '42/_event,["event",[1,2]]',
        '42/_event,["event",{"name":5,"payload":7,"router_data":9}]',
        '42/_event,["event",{"payload":{}},{"more":1},2,3]',
        '42/_event,["nothing",{}]',
        '42/_event,["ping"]',
        '42/_event,["client_error",{"message":"<b>x</b>","error_type":"x"}]',
        '42/_event,["client_error",[]]',
        '42/_event,["connect",{}]',
        '42/_event,["disconnect"]',
        "42/other,[]",
        "40/other,",
        '42["event",{}]',
    ],
)
async def test_frames_that_no_page_sends_end_at_most_their_own_socket(
    product: Product, amina: str, frame: str
) -> None:
    async with product.tab(amina, "/moi") as good:
        async with product.tab(amina, "/moi") as bad:
            await bad.raw(frame)
            await bad.until(lambda: False, 0.05)
        assert await alive(good)


@pytest.mark.parametrize(
    "frame", ["", "nonsense", "9", "42/_event,[", "451-/_event,[", b"\x00\x01"]
)
async def test_broken_frames_end_at_most_their_own_socket(
    product: Product, amina: str, frame: str | bytes
) -> None:
    async with product.tab(amina, "/moi") as good:
        bad = product.tab(amina, "/moi")
        await bad.connect()
        try:
            await bad.raw(frame)
            await bad.raw(frame)
        except ConnectionClosed:
            pass
        await bad.close()
        assert await alive(good)


@pytest.mark.parametrize(
    "payload",
    [
        {"form": {"text": {"deep": ["x"]}}},
        {"form": []},
        {"form": "text"},
        {"form": None},
        {"form": {"text": 5}},
        {"form": {"__reflex_form_data__": [["text"]]}},
        {"form": {"__reflex_form_data__": [["text", {"x": 1}]]}},
        {"form": {"__reflex_form_data__": "text"}},
        {"form": {"text": "x"}, "self": "x"},
        {"form": {str(n): "x" for n in range(400)}},
        {"form": {"text": "x" * 20_000}},
        {"other": 1},
        {},
    ],
)
async def test_arguments_of_a_wrong_kind_change_nothing(
    product: Product, base: Database, amina: str, payload: dict[str, Any]
) -> None:
    before = await base.read(_turns)
    async with product.tab(amina) as tab:
        event = {"name": f"{TALK}.say", "payload": payload, "router_data": tab.router}
        await tab.raw("42/_event," + json.dumps(["event", event]))
        await tab.settled()
        assert await alive(tab)
    assert await base.read(_turns) == before


async def _turns(session: Session) -> int:
    from passport.conversation.models import ConversationTurn

    query = sa.select(sa.func.count()).where(
        ConversationTurn.person_id == person_id(VICTIM)  # type: ignore[arg-type]
    )
    found: int = (await (await session.connection()).execute(query)).scalar_one()
    return found


async def test_too_much_at_once_ends_that_socket_alone(product: Product, amina: str) -> None:
    async with product.tab(amina, "/moi") as good:
        huge = product.tab(amina, "/moi")
        await huge.connect()
        await huge.send(f"{ME}.load", text="x" * 200_000)
        await asyncio.wait_for(huge.closed.wait(), 10)
        await huge.close()
        assert await alive(good)


async def test_a_flood_is_cut_and_the_neighbour_goes_on(
    product: Product, base: Database, amina: str
) -> None:
    """From one address, as in a waiting room."""
    flooding = await login(base, person_id(VICTIM))
    room = {"X-Forwarded-For": "10.200.0.1"}
    async with product.tab(amina, "/moi", **room) as good:
        bad = product.tab(flooding, "/moi", **room)
        await bad.connect()
        for _ in range(SESSION_EVENTS.burst * 6):
            await bad.send(f"{ME}.load")
        assert await alive(good)
        loads = sum(f'"{ME}"' in str(text) for text in bad.told)
        assert loads < SESSION_EVENTS.burst * 3
        await bad.close()


async def test_two_people_one_after_the_other_in_a_tab(
    product: Product, amina: str, thief: str
) -> None:
    """The same tab, whose token the browser keeps from one login to the next."""
    tab = str(uuid4())
    async with product.tab(amina, "/moi", token=tab) as first:
        assert await alive(first)
    async with product.tab(thief, "/moi", token=tab) as second:
        told = "".join([*second.told, *await second.ask(f"{ME}.load")])
        assert HER_NAME not in told
    async with product.tab(amina, "/moi", token=tab) as back:
        assert await alive(back)


@pytest.mark.parametrize("column", ["seen_at", "ends_at"])
async def test_a_session_that_ended_by_the_clock_ends_on_an_open_socket(
    product: Product, base: Database, amina: str, column: str
) -> None:
    async with product.tab(amina, "/moi") as tab:
        assert await alive(tab)

        async def end(session: Session) -> None:
            from passport.identity.models import WebSession

            past = session.now() - (rules.IDLE if column == "seen_at" else rules.SEEN_STEP)
            await (await session.connection()).execute(
                sa.update(WebSession)
                .where(WebSession.digest == digest(amina))  # type: ignore[arg-type]
                .values(**{column: past})
            )

        await base.write(end)
        before = len(tab.told)
        assert not await alive(tab)
        assert tab.sent_to[-1].startswith("/connexion?next=/moi")
        assert HER_NAME not in "".join(tab.told[before:])
