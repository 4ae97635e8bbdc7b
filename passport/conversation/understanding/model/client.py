"""An OpenAI-compatible endpoint, asked within a strict time and left alone when it is unwell."""

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx

LONGEST_ANSWER = 64 * 1024
"""Bytes of an answer that are read; a longer one is no answer."""

FAILURES = 3
"""Failures in a row after which it is left alone."""

REST_S = 60.0
"""Seconds for which it is then left alone."""


class ModelSilent(Exception):
    """No usable answer. Says why in a word, never what was sent nor received."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the model is, as the operator says. ``timeout_s`` is for the whole exchange."""

    url: str
    name: str
    key: str = field(default="", repr=False)
    timeout_s: float = 2.5


class Model:
    """Asks an endpoint. One for each process: it remembers how the last exchanges went."""

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        now: Callable[[], float] = time.monotonic,
        client: httpx.AsyncClient | None = None,
    ) -> None:
        """``now`` gives seconds that only grow; ``client`` is given by who shares one."""
        self.endpoint = endpoint
        self._now = now
        self._client = client or httpx.AsyncClient(follow_redirects=False)
        self._failures = 0
        self._asleep_until = 0.0

    async def ask(self, system: str, user: str) -> str:
        """What the model answers. Raises ``ModelSilent``."""
        if self._now() < self._asleep_until:
            raise ModelSilent("asleep")
        try:
            async with asyncio.timeout(self.endpoint.timeout_s):
                answer = await self._exchange(system, user)
        except ModelSilent:
            self._failed()
            raise
        except TimeoutError:
            self._failed()
            raise ModelSilent("slow") from None
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, RecursionError) as error:
            self._failed()
            raise ModelSilent(type(error).__name__) from None
        self._failures = 0
        return answer

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.aclose()

    def _failed(self) -> None:
        self._failures += 1
        if self._failures >= FAILURES:
            # One exchange is tried afterwards; if it fails too, it sleeps again.
            self._asleep_until = self._now() + REST_S

    async def _exchange(self, system: str, user: str) -> str:
        request = self._client.build_request(
            "POST",
            f"{self.endpoint.url.rstrip('/')}/chat/completions",
            json={
                "model": self.endpoint.name,
                "messages": [
                    {"role": "system", "content": system},
                    {"role": "user", "content": user},
                ],
                "temperature": 0,
                "max_tokens": 500,
                "response_format": {"type": "json_object"},
            },
            headers={"authorization": f"Bearer {self.endpoint.key}"} if self.endpoint.key else {},
            timeout=self.endpoint.timeout_s,
        )
        response = await self._client.send(request, stream=True)
        try:
            if response.status_code != httpx.codes.OK:
                raise ModelSilent(f"status {response.status_code}")
            body = bytearray()
            async for piece in response.aiter_bytes(4096):
                body += piece
                if len(body) > LONGEST_ANSWER:
                    raise ModelSilent("too long")
        finally:
            await response.aclose()
        try:
            content = json.loads(body)["choices"][0]["message"]["content"]
        except (KeyError, IndexError, TypeError):
            raise ModelSilent("another protocol") from None
        if not isinstance(content, str):
            raise ModelSilent("another protocol")
        return content
