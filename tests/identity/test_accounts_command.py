"""``passport accounts``: the operator sees what waits, and decides."""

import asyncio
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from passport import cli
from passport.identity import linking
from passport.identity.models import Person
from passport.identity.provider import Identity, Kind, Pending
from passport.kernel import database as kernel
from passport.kernel.database import Database
from tests.identity.arrivals import came


def _now(base: Database, identity: Identity) -> Person | Pending:
    async def run() -> Person | Pending:
        try:
            return await linking.undisputed(
                base,
                lambda session: linking.whose(
                    session, identity, Kind.PERSON, linking.welcome_person
                ),
            )
        finally:
            await base.dispose()

    return asyncio.run(run())


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    made = Database(f"sqlite+aiosqlite:///{tmp_path / 'passport.db'}")

    async def create() -> None:
        await made.create()
        await made.dispose()

    asyncio.run(create())
    monkeypatch.setattr(kernel, "database", lambda: made)
    return made


def test_a_question_is_listed_and_settled(base: Database) -> None:
    before = _now(base, came("before"))
    waiting = _now(base, came("after"))
    assert isinstance(before, Person)
    assert isinstance(waiting, Pending)
    run = CliRunner()

    listed = run.invoke(cli.app, ["accounts", "list"])
    assert listed.exit_code == 0, listed.output
    assert waiting.reference in listed.output
    assert re.search("came as: given_name Dominique Anne, family_name LE GOFF", listed.output)
    assert f"may be Dominique Le Goff ({before.id})" in listed.output

    wrong = run.invoke(cli.app, ["accounts", "attach", "00000000"])
    assert wrong.exit_code == 1
    assert "No question waits" in wrong.output
    assert run.invoke(cli.app, ["accounts", "attach", waiting.reference.lower()]).exit_code == 0
    assert run.invoke(cli.app, ["accounts", "apart", waiting.reference]).exit_code == 1
    after = _now(base, came("after"))
    assert isinstance(after, Person)
    assert after.id == before.id
    assert run.invoke(cli.app, ["accounts", "list"]).output == ""


def test_a_key_for_a_provider_is_made_and_no_other() -> None:
    run = CliRunner()
    made = run.invoke(cli.app, ["provider-key", "ec"])
    assert '"alg": "ECDH-ES"' in made.output
    assert run.invoke(cli.app, ["provider-key", "dsa"]).exit_code == 2
