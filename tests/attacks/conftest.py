"""The whole product with its sample, over loopback, and the people who attack it."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest
from redis import Redis

from passport.demo.sample import person_id
from passport.identity import service as identity
from passport.identity.models import Person
from passport.kernel.database import Database, Session
from tests.attacks.tab import Tab
from tests.databases import administer, engine_address, new_name, plain_address
from tests.framework.conftest import free_port
from tests.services import REDIS

ROOT = Path(__file__).parents[2]
START_S = 60
# A base of Redis of its own, emptied afterwards.
STATES = REDIS.rsplit("/", 1)[0] + "/11"

_addresses = count(1)


@dataclass
class Product:
    """A running product, its database and its log."""

    origin: str
    database: str
    var: Path
    log: Path
    environment: dict[str, str] = field(repr=False)

    def browser(self, session: str = "", **headers: str) -> httpx.AsyncClient:
        """A browser at an address of its own, so that the limits of one stop no other."""
        return httpx.AsyncClient(
            base_url=self.origin,
            cookies={"sid": session} if session else {},
            headers={
                "sec-fetch-site": "same-origin",
                "x-forwarded-for": an_address(),
                **{name.replace("_", "-"): value for name, value in headers.items()},
            },
            timeout=20,
        )

    def tab(self, session: str = "", path: str = "/parler", token: str = "", **headers: str) -> Tab:
        """A tab on ``path``, in a browser that has ``session``."""
        headers = {"X-Forwarded-For": an_address(), **headers}
        return Tab(self.origin, token or str(uuid4()), path, session=session, **headers)


def an_address() -> str:
    """An address that nobody has used, as the proxy in front would report it."""
    n = next(_addresses)
    return f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}"


def passport(environment: dict[str, str], *arguments: str) -> None:
    """Run a command of the product to its end."""
    subprocess.run(
        [sys.executable, "-m", "passport.cli", *arguments], env=environment, cwd=ROOT, check=True
    )


@contextmanager
def serving(var: Path, **more: str) -> Iterator[Product]:
    """The product with sample data on a port of its own, stopped afterwards."""
    port = free_port()
    environment = {
        **os.environ,
        "PASSPORT_ENV": "demo",
        "PASSPORT_VAR": str(var),
        "PREPARE_TRADES": "false",
        "PORT": str(port),
        "WORKERS": "1",
        "DATABASE_URL": "",
        "REDIS_URL": "",
        "TRUSTED_PROXIES": "1",
        "LOG_LEVEL": "debug",
        **more,
    }
    passport(environment, "build")
    passport(environment, "seed")
    log = var / "server.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "passport.cli", "serve"],
            env=environment,
            cwd=ROOT,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        origin = f"http://localhost:{port}"
        try:
            _wait(origin, process, log)
            address = engine_address(environment["DATABASE_URL"])
            yield Product(
                origin,
                address or f"sqlite+aiosqlite:///{var / 'passport.db'}",
                var,
                log,
                environment,
            )
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(origin: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{origin}/ready", timeout=2).status_code == httpx.codes.OK:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.2)
    pytest.fail(f"the product did not start:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="package")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """One process on SQLite."""
    with serving(tmp_path_factory.mktemp("attacked")) as started:
        yield started


@pytest.fixture(scope="package")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """Two processes on PostgreSQL and Redis."""
    name = new_name()
    asyncio.run(administer(f"CREATE DATABASE {name}"))
    try:
        with serving(
            tmp_path_factory.mktemp("service"),
            DATABASE_URL=plain_address(name),
            REDIS_URL=STATES,
            WORKERS="2",
        ) as started:
            yield started
    finally:
        with Redis.from_url(STATES) as redis:
            redis.flushdb()
        asyncio.run(administer(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
async def base(product: Product) -> AsyncIterator[Database]:
    """The database of the running product."""
    opened = Database(product.database)
    yield opened
    await opened.dispose()


async def login(base: Database, person: UUID, device: str = "Chrome, Android") -> str:
    """A session of ``person``, as the login opens it; its secret."""

    async def open_session(session: Session) -> str:
        row = await session.get_one(Person, person)
        return await identity.open_for(session, row, {}, device)

    return await base.write(open_session)


VICTIM, THIEF = "amina-benali", "oksana-chevtchenko"


@pytest.fixture
async def amina(base: Database) -> str:
    """A session of the person whose things are wanted."""
    return await login(base, person_id(VICTIM))


@pytest.fixture
async def thief(base: Database) -> str:
    """A session of another beneficiary."""
    return await login(base, person_id(THIEF))
