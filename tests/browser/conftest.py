"""The whole product, started as an operator would, and a phone in front of it."""

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.databases import administer, new_name, plain_address
from tests.services import REDIS, needs_postgres, needs_redis

ROOT = Path(__file__).parents[2]
PHONE = {"width": 390, "height": 844}
START_S = 60

# Marks the page whose state has come, by what its socket hears.
ALIVE = """
  window.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        const said = /"is_hydrated_rx_state_":(true|false)/.exec(data);
        if (said) requestAnimationFrame(() => {
          document.documentElement.dataset.alive = said[1];
        });
      });
    }
  };
"""

# For what does not depend on the database nor on the number of processes, and takes long.
EMBEDDED_ONLY = pytest.mark.parametrize("product", ["embedded"], indirect=True)
# For what needs several processes.
SERVICE = pytest.param("service", marks=[needs_postgres, needs_redis])
SERVICE_ONLY = pytest.mark.parametrize("product", [SERVICE], indirect=True)


def _chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.skip("no Chromium on this machine (install Debian's chromium)")
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _passport(environment: dict[str, str], *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "passport.cli", *arguments], env=environment, cwd=ROOT, check=True
    )


_OPEN = """
import asyncio, sys
from passport.demo.sample import person_id
from passport.identity import service
from passport.identity.models import Person
from passport.kernel.database import database

async def main():
    async def open_session(session):
        row = await session.get_one(Person, person_id(sys.argv[1]))
        return await service.open_for(session, row, {}, "Firefox, Windows")
    print(await database().write(open_session))
    await database().dispose()

asyncio.run(main())
"""


class Product:
    """The product with sample data, on a port of its own."""

    def __init__(self, kind: str, var: Path, **more: str) -> None:
        self.kind = kind
        self.var = var
        port = _free_port()
        self.origin = f"http://localhost:{port}"
        self.environment = {
            **{k: v for k, v in os.environ.items() if k not in {"PASSPORT_ENV", "REDIS_URL"}},
            "PASSPORT_ENV": "demo",
            "PASSPORT_VAR": str(var),
            "PREPARE_TRADES": "false",
            "PORT": str(port),
            "LOG_LEVEL": "warning",
            **more,
        }
        self._process: subprocess.Popen[bytes] | None = None
        _passport(self.environment, "build")
        _passport(self.environment, "seed")

    def start(self) -> None:
        """Serve, and wait until it answers."""
        log = self.var / "server.log"
        with log.open("ab") as out:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "passport.cli", "serve"],
                env=self.environment,
                cwd=ROOT,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        _wait(self.origin, self._process, log)

    def session(self, slug: str) -> str:
        """The secret of a session of somebody of the sample, opened as the login opens it."""
        found = subprocess.run(
            [sys.executable, "-c", _OPEN, slug],
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return found.stdout.split()[-1]

    @property
    def pid(self) -> int:
        """The process that was started, parent of the others."""
        assert self._process is not None
        return self._process.pid

    @property
    def workers(self) -> list[int]:
        """The processes that answer, while there are several."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return [
            int(child)
            for child in children
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()
        ]

    def stop(self, patience_s: float = 15) -> None:
        """Stop serving: kindly at first, by force when that takes too long."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(patience_s)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def running(kind: str, var: Path, **more: str) -> Iterator[Product]:
    """The product, started, and stopped afterwards."""
    product = Product(kind, var, **more)
    try:
        product.start()
        yield product
    finally:
        product.stop()


def _wait(origin: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            if httpx.get(f"{origin}/ready", timeout=2).status_code == httpx.codes.OK:
                return
        except httpx.HTTPError:
            time.sleep(0.2)
    pytest.fail(f"the product did not start:\n{log.read_text()[-3000:]}")


def _administer(statement: str) -> None:
    # In a thread of its own: the browser's driver has a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, administer(statement)).result()


@pytest.fixture(
    scope="package",
    params=["embedded", SERVICE],
)
def product(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Product]:
    """SQLite in one process, then PostgreSQL and Redis with two processes."""
    var = tmp_path_factory.mktemp(request.param)
    if request.param == "embedded":
        with running("embedded", var) as started:
            yield started
        return
    name = new_name()
    _administer(f"CREATE DATABASE {name}")
    try:
        with running(
            "service",
            var,
            DATABASE_URL=plain_address(name),
            REDIS_URL=REDIS,
            WORKERS="2",
        ) as started:
            yield started
    finally:
        _administer(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One headless Chromium for all the walks."""
    path = _chromium()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@contextmanager
def a_phone(browser: Browser, origin: str, **more: Any) -> Iterator[BrowserContext]:
    """A phone that nobody has used before, in front of ``origin``."""
    settings: dict[str, Any] = {
        "viewport": PHONE,
        "device_scale_factor": 2,
        "has_touch": True,
        "is_mobile": True,
        "locale": "fr-FR",
        "timezone_id": "Europe/Paris",
        "base_url": origin,
        "reduced_motion": "reduce",
        **more,
    }
    context = browser.new_context(**settings)
    context.set_default_timeout(15_000)
    context.add_init_script(ALIVE)
    try:
        yield context
    finally:
        context.close()


@pytest.fixture
def phone(browser: Browser, product: Product) -> Iterator[BrowserContext]:
    """A phone that nobody has used before."""
    with a_phone(browser, product.origin) as context:
        yield context


@pytest.fixture
def page(phone: BrowserContext) -> Page:
    """A tab of that phone."""
    return phone.new_page()
