"""The small app, served as the product is."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.services import REDIS, needs_redis

ROOT = Path(__file__).parents[2]

SERVE = """
import asyncio, multiprocessing, os
from granian.constants import Interfaces
from granian.server import Server
from passport.kernel.web.environment import prepare_environment
prepare_environment()
os.environ["REFLEX_ENV_MODE"] = "prod"
os.environ["__REFLEX_SKIP_COMPILE"] = "1"
if __name__ == "__main__":
    from passport.kernel.database import database
    from passport.models import import_models
    import_models()
    asyncio.run(database().create())
    multiprocessing.set_start_method("spawn", force=True)
    Server(
        "tests.framework.site:app", factory=True, address="127.0.0.1", port=int(os.environ["PORT"]),
        interface=Interfaces.ASGI, workers=int(os.environ["WORKERS"]), workers_kill_timeout=3,
    ).serve()
"""


@dataclass(frozen=True)
class Site:
    """The small app, running."""

    origin: str
    log: Path


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(var: Path, **more: str) -> Iterator[Site]:
    """The small app on a port of its own, stopped afterwards."""
    port = free_port()
    environment = {
        **os.environ,
        "PASSPORT_ENV": "test",
        "PASSPORT_VAR": str(var),
        "PREPARE_TRADES": "false",
        "PORT": str(port),
        "WORKERS": "1",
        "DATABASE_URL": "",
        "PYTHONPATH": str(ROOT),
        **more,
    }
    var.mkdir(parents=True, exist_ok=True)
    script = var / "serve_site.py"
    script.write_text(SERVE)
    log = var / "site.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, str(script)], env=environment, cwd=ROOT, stdout=out, stderr=out
        )
        try:
            origin = f"http://localhost:{port}"
            deadline = time.monotonic() + 30
            while time.monotonic() < deadline and process.poll() is None:
                try:
                    if httpx.get(f"{origin}/health", timeout=1).status_code == 200:
                        break
                except httpx.HTTPError:
                    time.sleep(0.1)
            else:
                pytest.fail(log.read_text()[-3000:])
            yield Site(origin, log)
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Site]]:
    """Starts the small app of a kind once, and gives it again."""
    running: dict[str, Site] = {}
    kinds = {
        "memory": {"REDIS_URL": ""},
        "redis": {"REDIS_URL": REDIS, "WORKERS": "2"},
    }
    with ExitStack() as stack:

        def give(kind: str) -> Site:
            if kind not in running:
                var = tmp_path_factory.mktemp(kind)
                running[kind] = stack.enter_context(serving(var, **kinds[kind]))
            return running[kind]

        yield give


@pytest.fixture(params=["memory", pytest.param("redis", marks=needs_redis)])
def site(request: pytest.FixtureRequest, start: Callable[[str], Site]) -> Site:
    """The small app in one process, then in two that share Redis."""
    return start(request.param)


@pytest.fixture
def alone(start: Callable[[str], Site]) -> Site:
    """The small app in one process."""
    return start("memory")
