"""The open tabs of a session that was closed elsewhere: emptied at once in this process.

Tabs served by another process are emptied at their next event, where the gate finds no session.
"""

import logging

import reflex as rx
from reflex_base.event import Event
from reflex_base.utils.format import format_event_handler

from passport.identity.guard import VisitState

log = logging.getLogger(__name__)


class _Served:
    """The app whose tabs this process serves."""

    app: rx.App | None = None


def watch(app: rx.App) -> None:
    """Empty the tabs of ``app`` when their session closes."""
    _Served.app = app


async def empty(session_digest: str) -> None:
    """Have the gate look again at every tab of a session."""
    app = _Served.app
    namespace = app.event_namespace if app else None
    if app is None or namespace is None:
        return
    name = format_event_handler(VisitState.event_handlers["look_again"])
    for sid, data in list(namespace._static_router_data.items()):
        token = namespace.sid_to_token.get(sid)
        if token and data["headers"].get("authorization") == session_digest:
            await app.event_processor.enqueue(token, Event(name=name))
