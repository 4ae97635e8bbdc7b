"""What a browser's session remembers of a login or a logout in progress, sealed in the database."""

import hmac
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from passport.identity import rules
from passport.identity.models import WebSession
from passport.kernel.actor import Actor
from passport.kernel.database import Session
from passport.kernel.errors import NotFound
from passport.kernel.i18n import N_


class Purpose(StrEnum):
    """What an anonymous session is for."""

    LOGIN = "login"
    LOGOUT = "logout"
    PROOF = "proof"
    """A code was sent to a professional."""
    OTHER = "other"
    """The provider vouched for somebody whom we do not know: she may choose another account."""


@dataclass(frozen=True, slots=True)
class Hint:
    """What ends the provider's own session: which provider, and the token it gave."""

    provider: str
    id_token: str


async def kept(session: Session, digest: str, purpose: Purpose) -> dict[str, Any] | None:
    """What an anonymous session remembers for ``purpose``; it goes on remembering."""
    found = await _remembered(session, digest, purpose)
    return found[1] if found else None


async def take(
    session: Session, digest: str, state: str, purpose: Purpose
) -> dict[str, Any] | None:
    """What was remembered for ``purpose``, once, and only for the state that was given out."""
    found = await _remembered(session, digest, purpose)
    if found is None:
        return None
    row_id, data = found
    if not hmac.compare_digest(str(data.get("state", "")).encode(), state.encode()):
        return None
    gone = await session.exec(sa.delete(WebSession).where(col(WebSession.id) == row_id))
    return data if gone.rowcount == 1 else None


async def _remembered(
    session: Session, digest: str, purpose: Purpose
) -> tuple[UUID, dict[str, Any]] | None:
    row = (
        await session.exec(
            select(WebSession).where(
                WebSession.digest == digest, col(WebSession.person_id).is_(None)
            )
        )
    ).first()
    if row is None or row.sealed is None:
        return None
    if not rules.alive(row.seen_at, row.ends_at, session.now()):
        return None
    data: dict[str, Any] = json.loads(row.sealed)
    return (row.id, data) if data.get("purpose") == purpose else None


async def hint(session: Session, digest: str) -> Hint | None:
    """How the person of this session came in, when a provider may still know her."""
    sealed = await session.exec(
        select(WebSession.sealed).where(
            WebSession.digest == digest, col(WebSession.person_id).is_not(None)
        )
    )
    data = json.loads(sealed.first() or "{}")
    if not data.get("provider") or not data.get("id_token"):
        return None
    return Hint(data["provider"], data["id_token"])


async def begin_link(session: Session, actor: Actor, data: dict[str, Any]) -> None:
    """Remember in a person's own session that she is adding a way in."""
    row = await _own(session, actor.session_id)
    if row is None:
        raise NotFound(N_("Nous ne trouvons pas votre compte."))
    row.sealed = json.dumps({**json.loads(row.sealed or "{}"), "link": data})
    session.add(row)


async def take_link(session: Session, digest: str, state: str) -> dict[str, Any] | None:
    """What ``begin_link`` remembered, once, and only for the state that was given out."""
    row = await _own(session, digest)
    held: dict[str, Any] = json.loads(row.sealed or "{}") if row else {}
    data: dict[str, Any] | None = held.get("link")
    if row is None or data is None:
        return None
    if not hmac.compare_digest(str(data["state"]).encode(), state.encode()):
        return None
    del held["link"]
    row.sealed = json.dumps(held)
    session.add(row)
    return data


async def _own(session: Session, digest: str) -> WebSession | None:
    return (
        await session.exec(
            select(WebSession)
            .where(WebSession.digest == digest, col(WebSession.person_id).is_not(None))
            .with_for_update()
        )
    ).first()
