"""The gate before events, in the framework's own machinery: nothing is simulated but the socket."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar
from uuid import uuid4

import pytest
import reflex as rx
from redis.asyncio import Redis
from reflex.app_mixins.middleware import MiddlewareMixin
from reflex.istate.manager import StateManager
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.token import BaseStateToken
from reflex.state import StateUpdate
from reflex_base.event import Event
from reflex_base.event.processor.base_state_processor import BaseStateEventProcessor
from reflex_base.registry import RegistrationContext
from reflex_base.utils.exceptions import LockExpiredError

from passport.identity import guard, service
from passport.identity.guard import PUBLIC, Gate, actor, allow, visitor
from passport.kernel.actor import Role
from passport.kernel.audit import AuditNote
from passport.kernel.clock import FixedClock
from passport.kernel.crypto import digest
from passport.kernel.database import Database, Session
from passport.kernel.errors import Invalid
from passport.kernel.i18n import locale
from passport.kernel.web.states import States
from tests.identity.conftest import People
from tests.services import REDIS, needs_redis


class Notebook(rx.State):
    """What a page of a person might hold."""

    secret: str = ""
    _ran: int = 0

    @rx.event
    @allow(Role.BENEFICIARY)
    async def write(self, text: str) -> None:
        self.secret = f"{actor().person_id} {text} {locale()}"

    @rx.event
    @allow(Role.CASEWORKER)
    def for_professionals(self) -> None:
        self.secret = "professional"

    @rx.event
    @allow(PUBLIC)
    def for_everybody(self) -> None:
        self.secret = f"somebody: {visitor() is not None}"

    @rx.event
    def undeclared(self) -> None:
        self.secret = "undeclared"

    def helper(self) -> None:
        self.secret = "helper"


class Closer(rx.State):
    """A second part of the tree, which an event on the first does not load by itself."""

    note: str = ""

    @rx.event
    @allow(Role.BENEFICIARY)
    def keep(self, text: str) -> None:
        self.note = text


Part = TypeVar("Part", Notebook, Closer)


@dataclass
class Tab:
    """A tab's socket: what was sent to it."""

    processor: BaseStateEventProcessor
    manager: StateManager
    failures: list[Exception]
    key: str = field(default_factory=lambda: uuid4().hex)
    socket: str = field(default_factory=lambda: uuid4().hex)
    updates: list[StateUpdate] = field(default_factory=list)

    async def send(
        self,
        handler: str,
        session: str = "",
        path: str = "/parler",
        state: type[rx.State] = Notebook,
        **payload: Any,
    ) -> None:
        self.updates.clear()
        headers = {"authorization": session} if session else {}
        event = Event(
            name=f"{state.get_full_name()}.{handler}",
            payload=payload,
            router_data={
                "pathname": path,
                "asPath": path,
                "headers": headers,
                "token": self.key,
                "sid": self.socket,
            },
        )
        try:
            await (await self.processor.enqueue(self.key, event))
        finally:
            await self.processor.join(5)
            await asyncio.sleep(0)

    async def emit_update(self, update: StateUpdate, token: str) -> None:
        self.updates.append(update)

    async def notebook(self) -> str:
        return (await self._kept(Notebook)).secret

    async def closer(self) -> str:
        return (await self._kept(Closer)).note

    async def _kept(self, part: type[Part]) -> Part:
        """The part of the tab's state as the state manager keeps it."""
        root = await self.manager.get_state(BaseStateToken(ident=self.key, cls=part))
        found = root.get_substate(part.get_full_name().split("."))
        assert isinstance(found, part)
        return found

    @property
    def sent_to(self) -> list[str]:
        return [
            event.payload["path"]
            for update in self.updates
            for event in update.events
            if event.name == "_redirect"
        ]

    @property
    def delta(self) -> str:
        return str([update.delta for update in self.updates])


@pytest.fixture
def database_kind() -> str:
    """One kind of database is enough here: what is tried is the gate."""
    return "sqlite"


def _manager(request: pytest.FixtureRequest) -> StateManager:
    """Where states are kept: in the process, or in Redis, which loads them piece by piece."""
    if request.param == "memory":
        return StateManagerMemory()
    return States(redis=Redis.from_url(REDIS), token_expiration=60)


@pytest.fixture(params=["memory", pytest.param("redis", marks=needs_redis)])
async def tab(
    request: pytest.FixtureRequest, db: Database, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Tab]:
    monkeypatch.setattr(guard, "database", lambda: db)
    RegistrationContext.set(RegistrationContext.ensure_context().fork())
    rx.App(app_wraps={}, toaster=None)
    chain = MiddlewareMixin()
    chain.add_middleware(Gate(), index=0)
    failures: list[Exception] = []
    manager = _manager(request)
    processor = BaseStateEventProcessor(middleware=chain, backend_exception_handler=failures.append)
    opened = Tab(processor, manager, failures)
    processor.configure(state_manager=manager, event_namespace=opened)  # type: ignore[arg-type]
    async with processor:
        yield opened
    await manager.close()


@pytest.fixture
async def amina(db: Database, people: People) -> str:
    return digest(await db.write(service.open_for, people.amina, {}))


@pytest.fixture
async def olena(db: Database, people: People) -> str:
    return digest(await db.write(service.open_for, people.olena, {}))


async def test_a_person_acts_as_herself_in_the_language_of_her_page(
    tab: Tab, amina: str, people: People
) -> None:
    await tab.send("write", amina, "/ar/parler", text="bonjour")
    assert (await tab.notebook()) == f"{people.amina.id} bonjour ar"
    assert tab.sent_to == []


@pytest.mark.parametrize("session", ["", "0" * 64, "not even a digest"])
async def test_a_stranger_is_sent_to_the_login_and_back(tab: Tab, session: str) -> None:
    await tab.send("write", session, "/ar/rendez-vous", text="x")
    assert (await tab.notebook()) == ""
    assert [a.split("&")[0] for a in tab.sent_to] == ["/ar/connexion?next=/ar/rendez-vous"]


async def test_what_declares_nothing_is_refused(tab: Tab, amina: str) -> None:
    for handler in ("undeclared", "helper"):
        await tab.send(handler, amina)
    await tab.send("setvar", amina, var_name="secret", value="set")
    assert (await tab.notebook()) == ""


async def test_what_is_public_is_open_to_strangers(tab: Tab, amina: str) -> None:
    await tab.send("for_everybody")
    assert (await tab.notebook()) == "somebody: False"
    await tab.send("for_everybody", amina)
    assert (await tab.notebook()) == "somebody: True"


async def test_another_role_is_refused_and_it_is_written_down(
    tab: Tab, amina: str, db: Database, people: People
) -> None:
    await tab.send("for_professionals", amina)
    assert (await tab.notebook()) == ""
    assert tab.sent_to == ["/moi"]

    async def notes(session: Session) -> list[Any]:
        from sqlmodel import select

        rows = await session.exec(select(AuditNote.person_id).where(AuditNote.what == "refusal"))
        return list(rows.all())

    assert await db.read(notes) == [people.amina.id]


async def test_the_framework_s_other_events_are_refused(tab: Tab, amina: str) -> None:
    from reflex.state import FrontendEventExceptionState, UpdateVarsInternalState

    await tab.send(
        "update_vars_internal",
        amina,
        state=UpdateVarsInternalState,
        vars={f"{Notebook.get_full_name()}.secret": "set"},
    )
    await tab.send(
        "handle_frontend_exception",
        amina,
        state=FrontendEventExceptionState,
        info="TypeError: null is not an object",
        component_stack="",
    )
    assert (await tab.notebook()) == ""
    assert [event for update in tab.updates for event in update.events] == []


async def test_after_the_logout_the_tab_is_emptied(tab: Tab, amina: str, db: Database) -> None:
    await tab.send("write", amina, text="mine")
    await tab.send("keep", amina, state=Closer, text="mine too")
    await db.write(service.close, amina)
    await tab.send("look_again", amina, state=guard.VisitState)
    assert (await tab.notebook()) == ""
    assert (await tab.closer()) == ""
    assert "'secret_rx_state_': ''" in tab.delta
    assert tab.sent_to == ["/connexion?next=/parler&suite=ferme"]
    await tab.send("write", amina, text="again")
    assert (await tab.notebook()) == ""


async def test_after_the_idle_time_too(tab: Tab, amina: str, clock: FixedClock) -> None:
    await tab.send("write", amina, text="mine")
    clock.advance(timedelta(minutes=30))
    await tab.send("write", amina, text="again")
    assert (await tab.notebook()) == ""


async def test_an_event_keeps_the_session_alive(tab: Tab, amina: str, clock: FixedClock) -> None:
    for _step in range(3):
        clock.advance(timedelta(minutes=20))
        await tab.send("write", amina, text="still here")
    assert "still here" in (await tab.notebook())


async def test_what_was_emptied_but_not_kept_is_emptied_again(
    tab: Tab, amina: str, olena: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On one socket: only what was kept is remembered. Red when it is noted before."""
    if not isinstance(tab.manager, States):
        pytest.skip("in the process nothing is written that could be lost")

    async def too_late(*_: object) -> None:
        raise LockExpiredError

    await tab.send("write", amina, text="mine")
    await tab.send("write", amina, text="mine")
    with monkeypatch.context() as lost:
        lost.setattr(tab.manager, "_keep", too_late)
        with contextlib.suppress(LockExpiredError):
            await tab.send("keep", olena, state=Closer, text="hers")
    assert "mine" in (await tab.notebook())
    await tab.send("keep", olena, state=Closer, text="hers")
    assert (await tab.notebook()) == ""


async def test_two_people_in_turn_on_one_socket_find_nothing_of_each_other(
    tab: Tab, amina: str, olena: str
) -> None:
    for text in ("first", "second"):
        for whose, other in ((amina, olena), (olena, amina)):
            await tab.send("write", whose, text=text)
            await tab.send("keep", other, state=Closer, text=text)
            assert (await tab.notebook()) == ""


async def test_a_second_person_in_the_tab_finds_nothing_of_the_first(
    tab: Tab, amina: str, olena: str, people: People
) -> None:
    await tab.send("write", amina, text="mine")
    await tab.send("keep", amina, state=Closer, text="mine too")
    await tab.send("hydrate", olena, state=rx.State)
    assert "mine" not in tab.delta
    assert (await tab.closer()) == ""
    await tab.send("write", olena, text="hers")
    assert (await tab.notebook()).startswith(str(people.olena.id))


async def test_a_stranger_with_the_tab_s_key_hydrates_nothing(tab: Tab, amina: str) -> None:
    await tab.send("write", amina, text="mine")
    await tab.send("hydrate", state=rx.State)
    assert "mine" not in tab.delta
    assert (await tab.notebook()) == ""


@pytest.mark.parametrize(
    "payload",
    [{"text": 5}, {"text": {"a": 1}}, {}, {"text": "x", "more": 1}, {"text": "x" * 20_000}],
)
async def test_arguments_that_are_not_what_was_announced_go_nowhere(
    tab: Tab, amina: str, payload: dict[str, Any]
) -> None:
    with pytest.raises(Invalid):
        await tab.send("write", amina, **payload)
    assert (await tab.notebook()) == ""
    assert isinstance(tab.failures[0], Invalid)
