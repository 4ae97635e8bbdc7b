"""The real service in a process of its own, to be talked to and killed."""

import asyncio
import base64
import pickle
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from passport.conversation import service
from passport.conversation.engine.policy import Prompt
from passport.kernel.actor import Actor, Role
from passport.kernel.clock import FixedClock
from passport.kernel.database import Database
from passport.kernel.i18n import use_locale
from passport.models import import_models
from tests.conversation.lives.play import NOW


@dataclass(frozen=True, slots=True)
class Request:
    """What ``person`` says or touches; with neither, she only opens the page."""

    person: UUID
    text: str = ""
    choice: str = ""
    asked: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What is on her screen afterwards. ``length`` counts her turns."""

    shown: Prompt
    card: dict[str, list[str]]
    length: int
    left: bool


class Desk:
    """The parent's side: a process that serves, and can be killed."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.starts = 0
        self._open()

    def _open(self) -> None:
        self.starts += 1
        self.process = subprocess.Popen(
            [sys.executable, "-c", f"from {__name__} import serve; serve()", self.address],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[3],
        )

    def send(self, request: Request) -> None:
        """Hand over a request without waiting for its answer."""
        assert self.process.stdin is not None
        self.process.stdin.write(base64.b64encode(pickle.dumps(request)) + b"\n")
        self.process.stdin.flush()

    def ask(self, request: Request) -> Reply:
        """Hand over a request and wait for its answer."""
        self.send(request)
        return self.hear()

    def hear(self) -> Reply:
        """Wait for the answer to what was handed over."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the process has ended"
        reply = pickle.loads(base64.b64decode(line))
        assert isinstance(reply, Reply)
        return reply

    def kill(self) -> None:
        """End the process where it stands (SIGKILL), and start another."""
        self.close()
        self._open()

    def close(self) -> None:
        """End the process where it stands."""
        self.process.kill()
        self.process.communicate()


async def _answer(database: Database, request: Request) -> Reply:
    actor = Actor(request.person, Role.BENEFICIARY)
    if request.choice:
        talk = await database.write(
            service.tap, actor, request.choice, asked=request.asked, key=request.key
        )
    elif request.text:
        talk = await database.write(service.say, actor, request.text, key=request.key)
    else:
        talk = await database.read(service.open_talk, actor)
    values = talk.dialogue.draft.values
    card = {str(slot): [value.text for value in held] for slot, held in values.items()}
    dialogue = talk.dialogue
    return Reply(talk.prompt, card, dialogue.length, dialogue.left)


async def _serve(address: str) -> None:
    import_models()
    database = Database(address, clock=FixedClock(NOW))
    await service.warm_up(database)
    with use_locale("fr"):
        while line := await asyncio.to_thread(sys.stdin.buffer.readline):
            reply = await _answer(database, pickle.loads(base64.b64decode(line)))
            sys.stdout.buffer.write(base64.b64encode(pickle.dumps(reply)) + b"\n")
            sys.stdout.buffer.flush()


def serve() -> None:
    """Serve the database whose address is the first argument, until nobody asks any more."""
    asyncio.run(_serve(sys.argv[1]))
