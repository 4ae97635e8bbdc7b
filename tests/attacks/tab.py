"""A tab that says what no browser of ours would."""

import json
from itertools import count
from typing import Any

from tests.framework.phone import ROOT, Phone

_turns = count(1)


class Tab(Phone):
    """One tab on a page of the product."""

    def __init__(
        self, origin: str, tab: str, path: str = "/parler", *, session: str = "", **headers: str
    ) -> None:
        """A tab of ``origin`` on ``path``, whose token is ``tab``."""
        super().__init__(origin, tab, session=session, **headers)
        for name in [name for name, value in self.headers.items() if value == ""]:
            del self.headers[name]
        self.path = path
        # Vars as the tab shows them, by state.
        self.parts: dict[str, dict[str, Any]] = {}

    def _hear(self, kind: str, content: Any) -> None:
        super()._hear(kind, content)
        if kind == "event":
            for name, part in (content.get("delta") or {}).items():
                self.parts.setdefault(name, {}).update(part)

    async def connect(self) -> None:
        """Open the socket and the framework's channel, and wait for the first answer."""
        await self._open(self.router)
        assert await self.until(lambda: self.told, 10)
        # The boot asks for the page's loading, which asks for the handlers that load it.
        for _ in range(3):
            await self.settled()

    @property
    def router(self) -> dict[str, Any]:
        """Where the browser says it is."""
        return {"pathname": self.path.partition("?")[0], "asPath": self.path}

    async def send(self, name: str, router: dict[str, Any] | None = None, **payload: Any) -> None:
        """Send an event, saying where the tab is."""
        event = {"name": name, "payload": payload, "router_data": router or self.router}
        await self.raw("42/_event," + json.dumps(["event", event]))

    async def settled(self) -> None:
        """Wait until all that was sent before is answered.

        The events of a tab are handled one after the other. The last one asks for the page again,
        which everybody may, from an address that stands in the answer.
        """
        before = len(self.told)
        here = f"{self.path}#{next(_turns)}."
        await self.send(f"{ROOT}.hydrate", router={**self.router, "asPath": here})
        assert await self.until(
            lambda: any(here in str(text) for text in self.told[before:]), 10
        ), self.told[before:]

    async def ask(self, name: str, **payload: Any) -> list[str]:
        """Send an event; what the tab was told until it was handled, and the state after it."""
        before = len(self.told)
        await self.send(name, **payload)
        await self.settled()
        return [text for text in self.told[before:] if not text.isdigit()]

    @property
    def sent_to(self) -> list[str]:
        """Where the tab was sent, in order."""
        found = []
        for text in self.told:
            if text.startswith("42/_event,"):
                _kind, content = json.loads(text.removeprefix("42/_event,"))
                if isinstance(content, dict):
                    found += [
                        event["payload"]["path"]
                        for event in content.get("events") or []
                        if event["name"] == "_redirect"
                    ]
        return found
