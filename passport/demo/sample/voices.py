"""Consultations of the sample, running and over, and the voices in those that are over."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import select

from passport.demo.sample.kit import Facts, keep, on_a_weekday, only, person_id, sample_id, today_of
from passport.kernel.database import Session
from passport.participation import receipts
from passport.participation.models import Ballot, Consultation, Outcome, Question, Roll
from passport.participation.rules import QuestionKind
from passport.participation.service import mixed


async def keep_consultations(
    session: Session, consultations: Sequence[Facts], people: Sequence[Facts]
) -> None:
    """Add the consultations, and let those that ran out unread run again."""
    now, today = session.now(), today_of(session)

    def moment(days: int | None) -> datetime | None:
        return None if days is None else on_a_weekday(now + timedelta(days=days))

    rows = [
        Consultation(
            id=sample_id("consultation", one["slug"]),
            territory_id=sample_id("territory", one["territory"]),
            **only(one, "title", "why", "can_change", "cannot_change"),
            opens_at=on_a_weekday(now + timedelta(days=one["opens"])),
            closes_at=on_a_weekday(now + timedelta(days=one["closes"])),
            answer_due_on=on_a_weekday(today + timedelta(days=one["answer_due"])),
            read_at=moment(one.get("read")),
            answered_at=moment(one.get("answered")),
            answer=one.get("answer", ""),
        )
        for one in consultations
    ]
    fresh = await keep(session, rows)
    await _run_again(session, rows, fresh)
    new = [(row, one) for row, one in zip(rows, consultations, strict=True) if row.id in fresh]
    await keep(
        session,
        [
            Question(
                id=sample_id("question", one["slug"], position),
                consultation_id=row.id,
                position=position,
                kind=QuestionKind(asked["kind"]),
                text=asked["text"],
                options=asked.get("options", []),
            )
            for row, one in new
            for position, asked in enumerate(one["questions"], 1)
        ],
    )
    await keep(
        session,
        [
            Outcome(
                id=sample_id("outcome", one["slug"], position),
                consultation_id=row.id,
                position=position,
                said=outcome["said"],
                done=outcome["done"],
            )
            for row, one in new
            for position, outcome in enumerate(one.get("outcomes", ()), 1)
        ],
    )
    for row, one in new:
        ballots = one.get("ballots", ())
        voters = [each["slug"] for each in people if each["territory"] == one["territory"]]
        roll = [
            Roll(consultation_id=row.id, person_id=person_id(slug))
            for slug in voters[: len(ballots)]
        ]
        await keep(session, roll)
        for ballot in mixed(ballots):
            session.add(
                Ballot(
                    consultation_id=row.id,
                    receipt=receipts.seal(receipts.draw(), row.receipt_key),
                    answers=json.dumps(ballot),
                )
            )
    await session.flush()


async def _run_again(session: Session, rows: Sequence[Consultation], fresh: set[UUID]) -> None:
    """Give its days again to a consultation that was running and is over, unread."""
    now = session.now()
    for row in rows:
        if row.id in fresh or row.read_at is not None:
            continue
        there = (await session.exec(select(Consultation).where(Consultation.id == row.id))).one()
        if there.closes_at <= now and there.read_at is None:
            there.opens_at, there.closes_at = row.opens_at, row.closes_at
            there.answer_due_on = row.answer_due_on
    await session.flush()
