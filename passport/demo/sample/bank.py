"""The bank of actions of the sample."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlmodel import select

from passport.actions.models import Action, ActionNeed
from passport.actions.rules import ActionKind, Need
from passport.demo.sample.kit import Facts, keep, sample_id, today_of
from passport.kernel.database import Session


async def keep_actions(session: Session, actions: Sequence[Facts]) -> None:
    """Add the actions, and give new days to those whose days are over."""
    today = today_of(session)

    def day(facts: Facts, name: str) -> date | None:
        if name not in facts:
            return None
        weeks, weekday = facts[name]
        return today + timedelta(days=7 * weeks + weekday - today.weekday())

    rows = [
        Action(
            id=sample_id("action", one["slug"]),
            territory_id=sample_id("territory", one["territory"]),
            title=one["title"],
            kind=ActionKind(one["kind"]),
            summary=one["summary"],
            offered_by=one["by"],
            place=one["place"],
            when_words=one.get("when", ""),
            starts_on=day(one, "starts"),
            ends_on=day(one, "ends"),
            how_to_join=one["how"],
            phone=one.get("phone", ""),
        )
        for one in actions
    ]
    fresh = await keep(session, rows)
    for row in rows:
        if row.id in fresh or row.ends_on is None:
            continue
        there = (await session.exec(select(Action).where(Action.id == row.id))).one()
        if there.ends_on is not None and there.ends_on < today:
            there.starts_on, there.ends_on = row.starts_on, row.ends_on
    await keep(
        session,
        [
            ActionNeed(
                id=sample_id("action-need", one["slug"], need),
                action_id=row.id,
                need=Need(need),
            )
            for row, one in zip(rows, actions, strict=True)
            if row.id in fresh
            for need in one["needs"]
        ],
    )
