"""The bank as a person sees it: her territory's, what is not over, by need, place and words."""

from datetime import date, timedelta

import pytest

from passport.actions import service
from passport.actions.models import Action, ActionNeed
from passport.actions.rules import ActionKind, Need
from passport.kernel.actor import Actor, Role
from passport.kernel.database import Database, Session
from passport.network.models import Territory


async def _bank(session: Session) -> tuple[Actor, Actor]:
    """Two people in two territories, and four actions in the first."""
    today = session.now().date()
    actors = []
    for slug in ("haute-savoie", "hautes-alpes"):
        key = session.new_id()
        session.add(Territory(id=key, slug=slug, name=slug))
        actors.append(Actor(session.new_id(), Role.BENEFICIARY, territory_id=key))
    await session.flush()
    rows: list[tuple[str, str, date | None, date | None, tuple[Need, ...]]] = [
        ("Code de la route", "Annecy", today + timedelta(2), None, (Need.MOBILITY,)),
        ("Visite d'une boulangerie", "Évian", today, today, (Need.EMPLOYERS, Need.IDEAS)),
        ("Parler français", "Annecy", None, None, (Need.FRENCH,)),
        ("Forum d'hier", "Annecy", today - timedelta(1), today - timedelta(1), (Need.EMPLOYERS,)),
    ]
    for title, place, starts, ends, needs in rows:
        key = session.new_id()
        session.add(
            Action(
                id=key,
                territory_id=actors[0].territory_id,
                title=title,
                kind=ActionKind.WORKSHOP,
                summary="",
                offered_by="Mission locale",
                place=place,
                starts_on=starts,
                ends_on=ends,
                how_to_join="Appelez.",
            )
        )
        await session.flush()
        for need in needs:
            session.add(ActionNeed(id=session.new_id(), action_id=key, need=need))
    return actors[0], actors[1]


@pytest.mark.parametrize(
    ("need", "place", "text", "titles"),
    [
        (None, None, None, ["Parler français", "Visite d'une boulangerie", "Code de la route"]),
        (Need.EMPLOYERS, None, None, ["Visite d'une boulangerie"]),
        (Need.HOUSING, None, None, []),
        (None, "annecy", None, ["Parler français", "Code de la route"]),
        (None, "Annecy", "route", ["Code de la route"]),
        (None, None, "evian boulang", ["Visite d'une boulangerie"]),
        (None, None, "' OR 1=1 --", []),
        (None, None, "mission " * 100_000, ["Parler français", "Visite d'une boulangerie",
                                            "Code de la route"]),
    ],
)  # fmt: skip
async def test_search(
    db: Database, need: Need | None, place: str | None, text: str | None, titles: list[str]
) -> None:
    here, elsewhere = await db.write(_bank)
    found = await db.read(service.search, here, need=need, place=place, text=text)
    assert [action.title for action in found] == titles
    assert await db.read(service.search, elsewhere, need=need, place=place, text=text) == []


async def test_needs_that_nothing_answers_are_not_offered(db: Database) -> None:
    here, elsewhere = await db.write(_bank)
    assert await db.read(service.offered_needs, here) == [
        Need.IDEAS,
        Need.EMPLOYERS,
        Need.FRENCH,
        Need.MOBILITY,
    ]
    assert await db.read(service.offered_needs, elsewhere) == []


async def test_who_has_no_territory_finds_nothing(db: Database) -> None:
    here, _ = await db.write(_bank)
    nobody = Actor(here.person_id, Role.BENEFICIARY)
    assert await db.read(service.search, nobody) == []
    assert await db.read(service.offered_needs, nobody) == []
