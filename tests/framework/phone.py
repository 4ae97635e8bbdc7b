"""A browser's tab reduced to its socket: engine.io over a WebSocket, as Reflex speaks it."""

import asyncio
import json
from typing import Any
from urllib.parse import urlencode

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

ROOT = "reflex___state____state"


class Phone:
    """One tab."""

    def __init__(self, origin: str, tab: str, *, session: str = "", **headers: str) -> None:
        """A tab of ``origin`` whose token is ``tab``, in the browser that has ``session``."""
        self.origin = origin
        self.tab = tab
        self.headers = {"Origin": origin, **headers}
        if session:
            self.headers["Cookie"] = f"sid={session}"
        self.socket: ClientConnection | None = None
        self.seen: dict[str, Any] = {}
        self.events: list[str] = []
        self.told: list[Any] = []
        self.closed = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._news = asyncio.Condition()

    async def __aenter__(self) -> "Phone":
        await self.connect()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def connect(self) -> None:
        """Open the socket and the framework's channel, and wait for the first state."""
        await self._open({"pathname": "/", "asPath": "/"})
        assert await self.until(lambda: self.value("is_hydrated"), 10), self.told

    async def _open(self, router: dict[str, Any]) -> None:
        query = urlencode({"token": self.tab, "EIO": 4, "transport": "websocket"})
        self.socket = await connect(
            f"{self.origin.replace('http', 'ws', 1)}/_event/?{query}",
            additional_headers=self.headers,
            compression=None,
            max_size=None,
            ping_interval=None,
            proxy=None,
        )
        await asyncio.wait_for(self.socket.recv(), 5)
        boot = {"name": f"{ROOT}.hydrate_and_load", "router_data": router}
        await self.raw("40/_event," + json.dumps({"event": boot}))
        self._task = asyncio.create_task(self._listen())

    async def vanish(self) -> None:
        """Stop answering without closing, as a phone that left the Wi-Fi."""
        assert self._task is not None
        self._task.cancel()

    async def close(self) -> None:
        """Close the socket."""
        if self._task is not None:
            self._task.cancel()
        if self.socket is not None:
            await self.socket.close()

    async def send(self, name: str, **payload: Any) -> None:
        """Send an event to the notebook, or to any handler by its full name."""
        full = name if "." in name else f"{ROOT}.tests___framework___site____notebook.{name}"
        event = {
            "name": full,
            "payload": payload,
            "router_data": {"pathname": "/", "asPath": "/"},
        }
        await self.raw("42/_event," + json.dumps(["event", event]))

    async def raw(self, text: str | bytes) -> None:
        """Send anything."""
        assert self.socket is not None
        await self.socket.send(text)

    async def until(self, condition: Any, seconds: float = 5) -> bool:
        """Wait for ``condition``; whether it came."""
        async with self._news:
            try:
                await asyncio.wait_for(self._news.wait_for(condition), seconds)
            except TimeoutError:
                return False
        return True

    def value(self, name: str) -> Any:
        """A var of the notebook, as the tab shows it."""
        return self.seen.get(f"{name}_rx_state_")

    async def _listen(self) -> None:
        try:
            assert self.socket is not None
            async for message in self.socket:
                text = message if isinstance(message, str) else message.decode()
                if text == "2":
                    await self.raw("3")
                    continue
                if text.startswith("41/_event"):
                    return
                if text.startswith("42/_event,"):
                    kind, *content = json.loads(text.removeprefix("42/_event,"))
                    self._hear(kind, content[0] if content else None)
                self.told.append(text)
                async with self._news:
                    self._news.notify_all()
        except ConnectionClosed:
            pass
        finally:
            self.closed.set()

    def _hear(self, kind: str, content: Any) -> None:
        if kind == "new_token":
            self.tab = content
        if kind == "event":
            for part in (content.get("delta") or {}).values():
                self.seen.update(part)
            self.events += [event["name"] for event in content.get("events") or []]
