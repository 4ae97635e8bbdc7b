"""What can be done with the answers to the common grids.

They belong to her: nobody else reads one before she shares it, one by one, with her référent.
Somebody else's answer and one that does not exist look the same. Changed, an answer is hers alone
again; shared, it is read by that référent only, as long as he accompanies her from the same place,
and each reading is written down where she sees it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from passport.assessment import rules, words
from passport.assessment.models import AssessmentAnswer, AssessmentShare, AssessmentViewing
from passport.assessment.rules import Grid
from passport.identity import service as identity
from passport.kernel import audit, outbox
from passport.kernel.actor import Actor, Role
from passport.kernel.database import Session
from passport.kernel.errors import Invalid, NotFound, Refused
from passport.kernel.i18n import N_
from passport.network import service as network
from passport.network.service import CaseworkerCard

CALL = "assessment.call"
"""Kind of the outbox message that tells a référent that somebody would like to be called."""

READ_AT_MOST = 200
"""Answers shown to a référent at once."""


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as it is given: the code of a choice, and her words if she used some."""

    choice: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One of her answers. ``shared_with`` is the name of who may read it now, or empty."""

    id: UUID
    grid: Grid
    theme: str
    choice: str
    words: str
    updated_at: datetime
    shared_with: str = ""
    shared_at: datetime | None = None
    read: int = 0
    read_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Confided:
    """What one person shares with a référent: what to call her, how to call, her answers."""

    person_id: UUID
    name: str
    phone: str
    answers: tuple[Answer, ...]


# Her side


async def answers(session: Session, actor: Actor) -> tuple[Answer, ...]:
    """The actor's answers, in the order of the grids."""
    rows = await _rows(session, actor)
    mine = await network.my_caseworker(session, actor.person_id)
    shares = await _shares(session, [row.id for row in rows])
    looks = await _looks(session, [row.id for row in rows])
    found = []
    for row in rows:
        share = shares.get(row.id)
        open_to = share is not None and mine is not None and _open(share, mine)
        count, last = looks.get(row.id, (0, None))
        found.append(
            _answer(
                row,
                shared_with=mine.name if open_to and mine else "",
                shared_at=share.since if open_to and share else None,
                read=count,
                read_at=last,
            )
        )
    return tuple(found)


async def answered(session: Session, actor: Actor) -> frozenset[Grid]:
    """The grids that the actor has answered something of."""
    query = select(AssessmentAnswer.grid).where(col(AssessmentAnswer.person_id) == actor.person_id)
    return frozenset(Grid(grid) for grid in (await session.exec(query.distinct())).all())


async def save(session: Session, actor: Actor, grid: Grid, said: Mapping[str, Said]) -> None:
    """Keep answers of one grid; those that change are hers alone again.

    To want to be called is to let the référent know that, and nothing else.
    """
    if actor.role is not Role.BENEFICIARY:
        raise Refused(N_("Seules les personnes accompagnées répondent ici."))
    if not said:
        raise Invalid(words.NOTHING)
    for theme, one in said.items():
        if not rules.known(grid, theme, one.choice):
            raise Invalid(words.NO_CHOICE)
    held = {row.theme: row for row in await _rows(session, actor) if row.grid is grid}
    for theme, one in said.items():
        row = held.get(theme)
        fresh = row is None
        if row is None:
            row = AssessmentAnswer(
                id=session.new_id(),
                person_id=actor.person_id,
                grid=grid,
                theme=theme,
                content=_content(one),
                created_at=session.now(),
                updated_at=session.now(),
            )
            session.add(row)
            await session.flush()
        else:
            fresh = await _rewrite(session, row, one)
        if fresh and (grid, theme, one.choice) == (Grid.CHECK_IN, "call", "yes"):
            await _ask_to_be_called(session, actor, row)


async def change(session: Session, actor: Actor, answer_id: UUID, choice: str) -> None:
    """Choose another answer; it is hers alone again."""
    row = await _mine(session, actor, answer_id)
    if not rules.known(row.grid, row.theme, choice):
        raise Invalid(words.NO_CHOICE)
    await _rewrite(session, row, Said(choice, json.loads(row.content)["words"]))
    await session.flush()


async def erase(session: Session, actor: Actor, answer_id: UUID) -> None:
    """Destroy an answer, who could read it, and who did."""
    row = await _mine(session, actor, answer_id)
    for table in (AssessmentShare, AssessmentViewing):
        query = select(table).where(col(table.answer_id) == row.id)
        for one in (await session.exec(query)).all():
            await session.delete(one)
    await session.flush()
    await session.delete(row)
    audit.note(session, actor, "assessment.erased", answer_id)
    await session.flush()


async def share(session: Session, actor: Actor, answer_id: UUID) -> str:
    """Let her référent read one answer; his name. Shared already, it stays so."""
    row = await _mine(session, actor, answer_id)
    mine = await network.my_caseworker(session, actor.person_id)
    if mine is None:
        raise Refused(words.NO_CASEWORKER)
    await _open_to(session, actor, row, mine)
    return mine.name


async def unshare(session: Session, actor: Actor, answer_id: UUID) -> None:
    """Make an answer hers alone again."""
    row = await _mine(session, actor, answer_id)
    await _close(session, row)
    audit.note(session, actor, "assessment.unshared", row.id)
    await session.flush()


# The référent's side


async def confided(session: Session, actor: Actor) -> tuple[Confided, ...]:
    """What people share with the acting référent, who reads it now: each reading is written down.

    Empty for anybody who is not a référent of the structure that it was shared with.
    """
    me = await network.as_caseworker(session, actor.person_id)
    if me is None or actor.structure_id != me.structure_id:
        return ()
    query = (
        select(AssessmentAnswer, AssessmentShare)
        .join(AssessmentShare, col(AssessmentShare.answer_id) == col(AssessmentAnswer.id))
        .where(
            col(AssessmentShare.caseworker_id) == me.id,
            col(AssessmentShare.structure_id) == me.structure_id,
        )
        .order_by(col(AssessmentShare.since).desc())
        .limit(READ_AT_MOST)
    )
    followed = await network.followed_by(session, me.id)
    found = [
        (row, given)
        for row, given in (await session.exec(query)).all()
        if row.person_id in followed
    ]
    people = await identity.cards(session, {row.person_id for row, _given in found})
    for row, _given in found:
        session.add(
            AssessmentViewing(
                id=session.new_id(), answer_id=row.id, caseworker_id=me.id, at=session.now()
            )
        )
    for person_id in people:
        audit.note(session, actor, "assessment.read", person_id)
    await session.flush()
    by_person: dict[UUID, list[Answer]] = {}
    for row, given in found:
        by_person.setdefault(row.person_id, []).append(
            _answer(row, shared_with=me.name, shared_at=given.since)
        )
    return tuple(
        Confided(person_id, people[person_id].name, people[person_id].phone or "", _sorted(held))
        for person_id, held in by_person.items()
    )


async def caller(session: Session, answer_id: UUID) -> tuple[UUID, UUID] | None:
    """Who would like to be called, and by which référent; nobody once she has taken it back."""
    query = (
        select(AssessmentAnswer, AssessmentShare)
        .join(AssessmentShare, col(AssessmentShare.answer_id) == col(AssessmentAnswer.id))
        .where(col(AssessmentAnswer.id) == answer_id)
    )
    found = (await session.exec(query)).first()
    if found is None or json.loads(found[0].content)["choice"] != "yes":
        return None
    return found[0].person_id, found[1].caseworker_id


# Rows


async def _rows(session: Session, actor: Actor) -> Sequence[AssessmentAnswer]:
    query = select(AssessmentAnswer).where(col(AssessmentAnswer.person_id) == actor.person_id)
    rows = (await session.exec(query)).all()
    return sorted(
        (row for row in rows if row.theme in rules.THEMES[row.grid]),
        key=lambda row: rules.order(row.grid, row.theme),
    )


async def _mine(session: Session, actor: Actor, answer_id: UUID) -> AssessmentAnswer:
    query = (
        select(AssessmentAnswer)
        .where(
            col(AssessmentAnswer.id) == answer_id,
            col(AssessmentAnswer.person_id) == actor.person_id,
        )
        .with_for_update()
    )
    row = (await session.exec(query)).first()
    if row is None:
        raise NotFound(words.NOT_THERE)
    return row


async def _shares(session: Session, ids: Iterable[UUID]) -> dict[UUID, AssessmentShare]:
    query = select(AssessmentShare).where(col(AssessmentShare.answer_id).in_(list(ids)))
    return {one.answer_id: one for one in (await session.exec(query)).all()}


async def _looks(session: Session, ids: Iterable[UUID]) -> dict[UUID, tuple[int, datetime | None]]:
    query = (
        select(AssessmentViewing.answer_id, func.count(), func.max(AssessmentViewing.at))
        .where(col(AssessmentViewing.answer_id).in_(list(ids)))
        .group_by(col(AssessmentViewing.answer_id))
    )
    return {key: (count, last) for key, count, last in (await session.exec(query)).all()}


async def _rewrite(session: Session, row: AssessmentAnswer, said: Said) -> bool:
    """Write an answer anew, hers alone; whether it says something else than before."""
    if row.content == _content(said):
        return False
    row.content = _content(said)
    row.updated_at = session.now()
    session.add(row)
    await session.flush()
    await _close(session, row)
    return True


async def _open_to(
    session: Session, actor: Actor, row: AssessmentAnswer, to: CaseworkerCard
) -> None:
    known = (await _shares(session, [row.id])).get(row.id)
    if known is not None and _open(known, to):
        return
    if known is not None:
        await session.delete(known)
        await session.flush()
    session.add(
        AssessmentShare(
            id=session.new_id(),
            answer_id=row.id,
            caseworker_id=to.id,
            structure_id=to.structure_id,
            since=session.now(),
        )
    )
    audit.note(session, actor, "assessment.shared", row.id, caseworker=str(to.id))
    await session.flush()


async def _close(session: Session, row: AssessmentAnswer) -> None:
    known = (await _shares(session, [row.id])).get(row.id)
    if known is not None:
        await session.delete(known)
        await session.flush()


async def _ask_to_be_called(session: Session, actor: Actor, row: AssessmentAnswer) -> None:
    mine = await network.my_caseworker(session, actor.person_id)
    if mine is None:
        return
    await _open_to(session, actor, row, mine)
    outbox.post(session, CALL, {"answer_id": str(row.id)})


def _open(share: AssessmentShare, to: CaseworkerCard) -> bool:
    return (share.caseworker_id, share.structure_id) == (to.id, to.structure_id)


def _content(said: Said) -> str:
    kept = " ".join(said.words.replace("\x00", " ").split())[: rules.MAX_WORDS]
    return json.dumps({"choice": said.choice, "words": kept}, ensure_ascii=False)


def _answer(
    row: AssessmentAnswer,
    *,
    shared_with: str = "",
    shared_at: datetime | None = None,
    read: int = 0,
    read_at: datetime | None = None,
) -> Answer:
    content = json.loads(row.content)
    return Answer(
        id=row.id,
        grid=row.grid,
        theme=row.theme,
        choice=content["choice"],
        words=content["words"],
        updated_at=row.updated_at,
        shared_with=shared_with,
        shared_at=shared_at,
        read=read,
        read_at=read_at,
    )


def _sorted(held: Iterable[Answer]) -> tuple[Answer, ...]:
    return tuple(sorted(held, key=lambda one: rules.order(one.grid, one.theme)))
