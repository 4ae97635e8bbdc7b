"""Use cases of the bank of actions: search."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from passport.actions import rules
from passport.actions.models import Action, ActionNeed
from passport.actions.rules import ActionKind, Need
from passport.kernel.actor import Actor
from passport.kernel.database import Session

MOST = 50
# A territory's whole bank is read to search in it without accents; it counts a few hundred.
READ_AT_MOST = 1000


@dataclass(frozen=True, slots=True)
class Found:
    """An action that a search found."""

    id: UUID
    title: str
    kind: ActionKind
    summary: str
    offered_by: str
    place: str
    when_words: str
    starts_on: date | None
    ends_on: date | None
    how_to_join: str
    phone: str


async def search(
    session: Session,
    actor: Actor,
    need: Need | None = None,
    place: str | None = None,
    text: str | None = None,
) -> list[Found]:
    """Actions of the actor's territory that are not over, the soonest first, ``MOST`` at most.

    ``place`` and ``text`` find words by their beginning, without accents or capitals.
    """
    if actor.territory_id is None:
        return []
    query = (
        select(Action)
        .where(
            Action.territory_id == actor.territory_id,
            sa.or_(col(Action.ends_on).is_(None), col(Action.ends_on) >= session.now().date()),
        )
        .order_by(sa.func.coalesce(Action.starts_on, date.min), col(Action.title))
        .limit(READ_AT_MOST)
    )
    if need is not None:
        query = query.where(
            col(Action.id).in_(select(ActionNeed.action_id).where(ActionNeed.need == need))
        )
    found = [
        Found(
            id=action.id,
            title=action.title,
            kind=action.kind,
            summary=action.summary,
            offered_by=action.offered_by,
            place=action.place,
            when_words=action.when_words,
            starts_on=action.starts_on,
            ends_on=action.ends_on,
            how_to_join=action.how_to_join,
            phone=action.phone,
        )
        for action in (await session.exec(query)).all()
        if rules.matches(place or "", action.place)
        and rules.matches(text or "", action.title, action.summary, action.offered_by, action.place)
    ]
    return found[:MOST]


async def offered_needs(session: Session, actor: Actor) -> list[Need]:
    """Needs that at least one action of the territory answers now, in their usual order."""
    if actor.territory_id is None:
        return []
    found = await session.exec(
        select(ActionNeed.need)
        .join(Action, col(Action.id) == ActionNeed.action_id)
        .where(
            Action.territory_id == actor.territory_id,
            sa.or_(col(Action.ends_on).is_(None), col(Action.ends_on) >= session.now().date()),
        )
        .distinct()
    )
    offered = set(found.all())
    return [need for need in Need if need in offered]
