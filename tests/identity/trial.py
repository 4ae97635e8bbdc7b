"""A login at the bent provider: believed, or refused without leaving anything behind."""

from typing import Any

import httpx
import pytest
from sqlmodel import func, select

from passport.identity.models import Account, Person, WebSession
from passport.kernel.audit import AuditNote
from passport.kernel.database import Session
from tests.identity.bent import ACCESS, CODE, SECRET, Bent
from tests.identity.conftest import House


async def _count(session: Session, table: Any, *where: Any) -> int:
    return (await session.exec(select(func.count()).select_from(table).where(*where))).one()


async def _notes(session: Session) -> list[dict[str, Any]]:
    rows = await session.exec(select(AuditNote).where(AuditNote.what == "refusal"))
    return [row.model_dump() for row in rows.all()]


async def attempt(house: House, bent: Bent, **answer: str) -> tuple[httpx.Response, httpx.Response]:
    """A login at the bent provider; its end, and what the browser may then read."""
    async with house.browser() as browser:
        begun = await browser.get("/auth/bent/login", params={"next": "/parler"})
        query = bent.answer(begun.headers["location"], **answer)
        end = await browser.get("/auth/bent/callback", params=query)
        return end, await browser.get("/mine")


async def believed(house: House, bent: Bent) -> None:
    end, mine = await attempt(house, bent)
    assert end.headers["location"] == "/parler"
    assert bent.person
    assert mine.text == str(bent.person.id)


async def refused(
    house: House,
    bent: Bent,
    caplog: pytest.LogCaptureFixture,
    *,
    suite: str = "recommencer",
    called: bool = False,
    **answer: str,
) -> None:
    """Refused: a kind page with a way on, nobody made, no session, nothing secret written.

    ``called``: whether userinfo may have been asked.
    """
    people = await house.db.read(_count, Person)
    async with house.browser() as browser:
        begun = await browser.get("/auth/bent/login", params={"next": "/rendez-vous"})
        query = bent.answer(begun.headers["location"], **answer)
        end = await browser.get("/auth/bent/callback", params=query)
        assert end.status_code == 303
        where = end.headers["location"]
        assert where.startswith("/connexion")
        page = await browser.get(where)
        assert page.status_code == 200
        assert 'class="stop"' in page.text
        assert (await browser.get("/mine")).status_code == 303
        # The same answer again, and the same browser: still nothing.
        assert (await browser.get("/auth/bent/callback", params=query)).status_code == 303
        assert (await browser.get("/mine")).status_code == 303
    assert f"suite={suite}" in where
    assert called or "userinfo" not in bent.calls
    assert await house.db.read(_count, Account) == 0
    assert await house.db.read(_count, Person) == people
    assert await house.db.read(_count, WebSession, WebSession.person_id.is_not(None)) == 0
    said = await house.db.read(_notes)
    assert said
    # The test's own browser speaks through httpx.
    written = [one.getMessage() for one in caplog.records if not one.name.startswith("http")]
    for secret in (CODE, ACCESS, SECRET, "5555", "Amina", "BENALI", bent.nonce):
        for place in (written, said, page.text, where):
            assert secret not in str(place)
