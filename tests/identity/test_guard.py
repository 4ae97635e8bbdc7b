"""Every handler and every route says whom it is for, and strangers get through none of the others.

The lists come from the running product: a new handler or route is tried from the day it is there.
"""

import re

import httpx
import pytest
from reflex.istate.manager.memory import StateManagerMemory
from reflex.state import State
from reflex_base.event import Event
from reflex_base.event.processor.base_state_processor import BaseStateEventProcessor
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from passport import app as product
from passport.identity import guard
from passport.identity.guard import (
    PUBLIC,
    Declaration,
    Gate,
    allow,
    endpoints,
    guarded,
    handlers,
)
from passport.kernel.actor import Role
from passport.kernel.database import Database
from passport.kernel.web.errors import ErrorPages
from tests.identity.conftest import ORIGIN, People
from tests.identity.test_gate import Tab

NOWHERE = "01890000-0000-7000-8000-000000000000"

HANDLERS = handlers()
ROUTES = endpoints(product.ROUTES)
PERSONAL = [one for one in ROUTES if one.audience and PUBLIC not in one.audience]


@pytest.fixture
def database_kind() -> str:
    """One kind of database is enough here: what is tried is not in the tables."""
    return "sqlite"


def test_the_lists_are_not_empty() -> None:
    assert len(HANDLERS) > 3
    assert len(ROUTES) > 8


@pytest.mark.parametrize("one", HANDLERS + ROUTES, ids=lambda one: one.name)
def test_it_declares_whom_it_is_for(one: Declaration) -> None:
    assert one.audience


@allow(Role.BENEFICIARY)
async def _declared(request: Request) -> Response: ...


async def _silent(request: Request) -> Response: ...


def test_an_endpoint_that_declares_nothing_stops_the_start() -> None:
    with pytest.raises(TypeError, match="declares nobody"):
        guarded([Route("/x", _silent)])
    with pytest.raises(TypeError, match="declares nobody"):
        guarded([Mount("/y", routes=[Route("/x", _silent)])])
    with pytest.raises(TypeError):
        guarded([Mount("/y", app=Starlette())])
    with pytest.raises(TypeError):
        allow()
    assert guarded([Route("/x", _declared)])


@pytest.mark.parametrize("one", PERSONAL, ids=lambda one: one.name)
async def test_a_stranger_is_sent_away_from_the_route(
    one: Declaration, db: Database, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "database", lambda: db)
    method, path = one.name.split(" ", 1)
    address = re.sub(r"\{[^}]+\}", NOWHERE, path)
    app = ErrorPages(Starlette(routes=list(product.ROUTES)))
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app),  # type: ignore[arg-type]
        base_url=ORIGIN,
        cookies={"sid": "not-a-session"},
    ) as browser:
        answer = await browser.request(method.split("/")[0], address)
        assert answer.status_code == 303
        assert "/connexion?next=" in answer.headers["location"]


async def test_a_stranger_gets_through_no_handler(
    db: Database, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sent one after the other on one socket; the tab must end as empty as it began."""
    monkeypatch.setattr(guard, "database", lambda: db)
    manager = StateManagerMemory()
    processor = BaseStateEventProcessor(middleware=product.app)
    tab = Tab(processor, manager, [])
    processor.configure(state_manager=manager, event_namespace=tab)  # type: ignore[arg-type]
    assert isinstance(product.app._middlewares[0], Gate)
    async with processor:
        for one in HANDLERS:
            if one.audience and PUBLIC in one.audience:
                continue
            tab.updates.clear()
            event = Event(
                name=one.name,
                payload={},
                router_data={"pathname": "/x", "headers": {"authorization": "0" * 64}},
            )
            await (await processor.enqueue("tab", event))
            await processor.join(5)
            assert tab.sent_to == ["/connexion?next=/x&suite=ferme"], one.name
    assert manager.states["tab"].__class__ is State
    await manager.close()
