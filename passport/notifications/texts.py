"""Short messages to telephones, and how they leave.

There is no common interface for them in France: ``SMS_URL`` names what takes a POST of JSON, an
operator's gateway or a few lines in front of it. Without, each becomes a file in
``PASSPORT_VAR/sms``.
"""

import asyncio
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import httpx

from passport.settings import Settings

TIMEOUT_S = 20.0
LIMIT = 70
"""Letters of one message in every script: more of them travel, and are paid, as several."""


@dataclass(frozen=True, slots=True)
class ShortMessage:
    """What is written to a telephone. The same ``key`` names the same message for ever."""

    key: str
    to: str
    """As ``+33612345678``."""
    text: str


class TextChannel(Protocol):
    """A way for short messages to leave."""

    async def send(self, message: ShortMessage) -> None:
        """Send ``message``. Raises ``httpx.HTTPError`` or ``OSError`` when it could not."""
        ...


class TextFolder:
    """Keeps messages as files."""

    def __init__(self, path: Path) -> None:
        """Write in ``path``."""
        self._path = path

    async def send(self, message: ShortMessage) -> None:
        """Write the message; written again, it takes the place of itself."""
        await asyncio.to_thread(self._write, message)

    def _write(self, message: ShortMessage) -> None:
        self._path.mkdir(parents=True, exist_ok=True)
        name = re.sub(r"[^A-Za-z0-9.-]+", "-", message.key)
        (self._path / f"{name}.txt").write_text(f"{message.to}\n\n{message.text}\n")


class Gateway:
    """Hands messages to an operator: a POST of ``{"to": …, "text": …}``."""

    def __init__(
        self, address: str, token: str, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        """Send by the gateway at ``address``, which knows us by ``token``."""
        self._address = address
        self._headers = {"authorization": f"Bearer {token}"} if token else {}
        self._transport = transport

    async def send(self, message: ShortMessage) -> None:
        """Hand the message over; the gateway is told its key, so that twice is once."""
        async with httpx.AsyncClient(
            transport=self._transport, timeout=TIMEOUT_S, follow_redirects=False
        ) as client:
            answer = await client.post(
                self._address,
                json={"to": message.to, "text": message.text},
                headers={**self._headers, "idempotency-key": message.key},
            )
        if not answer.is_success:
            # Its words may quote the message.
            raise OSError(f"the gateway answered {answer.status_code}")


def text_channel(values: Settings, *, fictitious: bool) -> TextChannel:
    """How short messages leave; those to invented people always become files."""
    if values.sms_url and not fictitious:
        return Gateway(values.sms_url, values.sms_token)
    return TextFolder(values.passport_var / "sms")
