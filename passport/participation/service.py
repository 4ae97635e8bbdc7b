"""Use cases of consultations: see, answer, change, follow."""

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from passport.kernel.actor import Actor, Role
from passport.kernel.database import Session
from passport.kernel.errors import Conflict, Invalid, NotFound, Refused
from passport.kernel.i18n import N_
from passport.network import service as network
from passport.participation import receipts, rules
from passport.participation.models import Ballot, Consultation, Outcome, Question, Roll
from passport.participation.rules import Fault, QuestionKind, Stage, StepState, Tally

KEPT_IN_LIST = 20


@dataclass(frozen=True, slots=True)
class Summary:
    """A consultation in a list. ``taken_part``: the person is on its roll."""

    id: UUID
    title: str
    why: str
    stage: Stage
    opens_at: datetime
    closes_at: datetime
    answer_due_on: date
    zone: str
    """IANA name of the hour of its territory."""
    questions: int
    taken_part: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is put."""

    position: int
    kind: QuestionKind
    text: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A consultation with its questions, ready to be answered."""

    summary: Summary
    can_change: tuple[str, ...]
    cannot_change: tuple[str, ...]
    questions: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Followed:
    """What has become of the answer that a receipt opens."""

    summary: Summary
    steps: tuple[StepState, ...]
    questions: tuple[Asked, ...]
    answers: dict[int, str]
    may_change: bool
    answer: str
    outcomes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A closed consultation: how many took part, what they said, what was done.

    ``voices`` is None and the tallies are empty when too few took part to show figures.
    """

    summary: Summary
    steps: tuple[StepState, ...]
    voices: int | None
    questions: tuple[Asked, ...]
    tallies: tuple[Tally, ...]
    answer: str
    outcomes: tuple[tuple[str, str], ...]


async def in_my_territory(session: Session, actor: Actor) -> list[Summary]:
    """Consultations that have opened where the person is followed, the newest first."""
    if actor.territory_id is None:
        return []
    found = await session.exec(
        select(Consultation)
        .where(
            Consultation.territory_id == actor.territory_id,
            col(Consultation.opens_at) <= session.now(),
        )
        .order_by(col(Consultation.closes_at).desc())
        .limit(KEPT_IN_LIST)
    )
    return await _summaries(session, actor, found.all())


async def sheet(session: Session, actor: Actor, consultation_id: UUID) -> Sheet:
    """The questions of a consultation. Raises ``NotFound`` outside the person's territory."""
    consultation = await _visible(session, actor, consultation_id)
    (summary,) = await _summaries(session, actor, [consultation])
    return Sheet(
        summary,
        tuple(consultation.can_change),
        tuple(consultation.cannot_change),
        await _asked(session, consultation_id),
    )


async def answer(
    session: Session, actor: Actor, consultation_id: UUID, answers: Mapping[int, str]
) -> str:
    """Put answers into the box and the person on the roll; the receipt, which is given once.

    Raises ``Conflict`` when she has answered already or when it is closed.
    """
    _must_be_beneficiary(actor)
    consultation = await _running(session, actor, consultation_id)
    kept = _accepted(await _asked(session, consultation_id), answers)
    session.add(Roll(consultation_id=consultation_id, person_id=actor.person_id))
    try:
        await session.flush()
    except IntegrityError:
        raise Conflict(N_("Vous avez déjà répondu. Votre code permet de changer.")) from None
    taken = {ballot.receipt for ballot in await _box(session, consultation_id)}
    code = receipts.draw()
    while receipts.seal(code, consultation.receipt_key) in taken:
        code = receipts.draw()
    await _put(session, consultation, receipts.seal(code, consultation.receipt_key), kept)
    return code


async def change(session: Session, actor: Actor, code: str, answers: Mapping[int, str]) -> None:
    """Replace the answers that a receipt opens, as long as the consultation runs."""
    _must_be_beneficiary(actor)
    ballot, consultation = await _opened(session, actor, code)
    await _running(session, actor, consultation.id)
    kept = _accepted(await _asked(session, consultation.id), answers)
    await _put(session, consultation, ballot.receipt, kept)


async def follow(session: Session, actor: Actor, code: str) -> Followed:
    """Where the answer stands that a receipt opens. Raises ``Invalid`` or ``NotFound``."""
    _must_be_beneficiary(actor)
    ballot, consultation = await _opened(session, actor, code)
    (summary,) = await _summaries(session, actor, [consultation])
    return Followed(
        summary=summary,
        steps=rules.progress(consultation.dates(), session.now(), ZoneInfo(summary.zone)),
        questions=await _asked(session, consultation.id),
        answers=_loaded(ballot),
        may_change=summary.stage is Stage.RUNNING,
        answer=consultation.answer,
        outcomes=await _outcomes(session, consultation.id),
    )


async def report(session: Session, actor: Actor, consultation_id: UUID) -> Report:
    """What a consultation gave, once it is closed: a counter that moves would tell who said what.

    Raises ``Conflict`` while it runs.
    """
    consultation = await _visible(session, actor, consultation_id)
    (summary,) = await _summaries(session, actor, [consultation])
    if summary.stage in {Stage.PLANNED, Stage.RUNNING}:
        raise Conflict(N_("Cette consultation n'est pas terminée."))
    box = [_loaded(ballot) for ballot in await _box(session, consultation_id)]
    asked = await _asked(session, consultation_id)
    shown = len(box) >= rules.PUBLISHED_FROM
    return Report(
        summary=summary,
        steps=rules.progress(consultation.dates(), session.now(), ZoneInfo(summary.zone)),
        voices=len(box) if shown else None,
        questions=asked,
        tallies=rules.tally([ask_of(question) for question in asked], box) if shown else (),
        answer=consultation.answer,
        outcomes=await _outcomes(session, consultation_id),
    )


def _must_be_beneficiary(actor: Actor) -> None:
    if actor.role is not Role.BENEFICIARY:
        raise Refused(N_("Seules les personnes accompagnées répondent ici."))


async def _visible(session: Session, actor: Actor, consultation_id: UUID) -> Consultation:
    """An open or past consultation of the actor's territory."""
    found = await session.get(Consultation, consultation_id)
    if (
        found is None
        or actor.territory_id is None
        or found.territory_id != actor.territory_id
        or found.opens_at > session.now()
    ):
        raise NotFound(N_("Cette consultation n'existe pas ici."))
    return found


async def _running(session: Session, actor: Actor, consultation_id: UUID) -> Consultation:
    """A running consultation, locked: its box is filled by one person at a time."""
    await session.exec(
        select(Consultation.id).where(Consultation.id == consultation_id).with_for_update()
    )
    consultation = await _visible(session, actor, consultation_id)
    if rules.stage(consultation.dates(), session.now()) is not Stage.RUNNING:
        raise Conflict(N_("Cette consultation est terminée. Elle ne prend plus de réponses."))
    return consultation


async def _opened(session: Session, actor: Actor, code: str) -> tuple[Ballot, Consultation]:
    """The ballot and consultation that a receipt opens, in the actor's territory."""
    try:
        code = receipts.read(code[: rules.MAX_CODE])
    except receipts.UnknownWords as error:
        if error.words:
            raise Invalid(
                N_("Le mot « {word} » n'est dans aucun code. Vérifiez-le."),
                field="code",
                word=error.words[0],
            ) from None
        raise Invalid(N_("Un code fait quatre mots. Écrivez les quatre."), field="code") from None
    candidates = (
        await session.exec(
            select(Consultation).where(
                Consultation.territory_id == actor.territory_id,
                col(Consultation.opens_at) <= session.now(),
            )
        )
    ).all()
    seals = {receipts.seal(code, found.receipt_key): found for found in candidates}
    ballot = (await session.exec(select(Ballot).where(col(Ballot.receipt).in_(seals)))).first()
    if ballot is None:
        raise NotFound(N_("Aucune réponse n'a ce code. Vérifiez les quatre mots."))
    return ballot, seals[ballot.receipt]


async def _put(
    session: Session, consultation: Consultation, receipt: str, answers: Mapping[int, str]
) -> None:
    """Put a ballot into the box, in place of the one with its receipt, and mix the box.

    Every row is written again, in random order and in one statement. That takes about a
    millisecond for twenty ballots; a box holds the voices of a group, not of a country.
    """
    rows = {
        ballot.receipt: {
            "id": ballot.id,
            "consultation_id": consultation.id,
            "receipt": ballot.receipt,
            "answers": ballot.answers,
        }
        for ballot in await _box(session, consultation.id)
    }
    fresh = Ballot(
        consultation_id=consultation.id,
        receipt=receipt,
        answers=json.dumps({str(key): value for key, value in answers.items()}),
    )
    rows[receipt] = fresh.model_dump()
    connection = await session.connection()
    await connection.execute(
        sa.delete(Ballot).where(col(Ballot.consultation_id) == consultation.id)
    )
    await connection.execute(sa.insert(Ballot), mixed(rows.values()))


def mixed(rows: Iterable[dict[str, object]]) -> list[dict[str, object]]:
    """``rows`` in an order that nobody can foresee."""
    order = list(rows)
    secrets.SystemRandom().shuffle(order)
    return order


async def _box(session: Session, consultation_id: UUID) -> Sequence[Ballot]:
    return (
        await session.exec(
            select(Ballot)
            .where(Ballot.consultation_id == consultation_id)
            .execution_options(populate_existing=True)
        )
    ).all()


def _loaded(ballot: Ballot) -> dict[int, str]:
    return {int(key): value for key, value in json.loads(ballot.answers).items()}


def ask_of(question: Asked) -> rules.Ask:
    """A question as far as answers to it are concerned."""
    return rules.Ask(question.position, question.kind, question.options)


def _accepted(asked: Sequence[Asked], answers: Mapping[int, str]) -> dict[int, str]:
    try:
        return rules.accept([ask_of(question) for question in asked], answers)
    except rules.BadAnswers as error:
        field = None if error.position is None else f"q{error.position}"
        message = {
            Fault.EMPTY: N_("Vous avez passé toutes les questions. Répondez à une au moins."),
            Fault.TOO_LONG: N_("Ce texte est trop long. Gardez {most} lettres au plus."),
            Fault.UNKNOWN_OPTION: N_("Ce choix n'existe pas. Choisissez dans la liste."),
            Fault.UNKNOWN_QUESTION: N_("Cette question n'existe pas ici."),
        }[error.fault]
        raise Invalid(message, field=field, most=rules.MAX_TEXT) from None


async def _asked(session: Session, consultation_id: UUID) -> tuple[Asked, ...]:
    found = await session.exec(
        select(Question)
        .where(Question.consultation_id == consultation_id)
        .order_by(col(Question.position))
    )
    return tuple(Asked(q.position, q.kind, q.text, tuple(q.options)) for q in found.all())


async def _outcomes(session: Session, consultation_id: UUID) -> tuple[tuple[str, str], ...]:
    found = await session.exec(
        select(Outcome)
        .where(Outcome.consultation_id == consultation_id)
        .order_by(col(Outcome.position))
    )
    return tuple((outcome.said, outcome.done) for outcome in found.all())


async def _summaries(
    session: Session, actor: Actor, consultations: Sequence[Consultation]
) -> list[Summary]:
    keys = [consultation.id for consultation in consultations]
    taken = set(
        (
            await session.exec(
                select(Roll.consultation_id).where(
                    Roll.person_id == actor.person_id, col(Roll.consultation_id).in_(keys)
                )
            )
        ).all()
    )
    counts = dict(
        (
            await session.exec(
                select(Question.consultation_id, sa.func.count())
                .where(col(Question.consultation_id).in_(keys))
                .group_by(col(Question.consultation_id))
            )
        ).all()
    )
    zones = {
        key: (await network.territory(session, key)).time_zone
        for key in {found.territory_id for found in consultations}
    }
    now = session.now()
    return [
        Summary(
            id=found.id,
            title=found.title,
            why=found.why,
            stage=rules.stage(found.dates(), now),
            opens_at=found.opens_at,
            closes_at=found.closes_at,
            answer_due_on=found.answer_due_on,
            zone=zones[found.territory_id],
            questions=counts.get(found.id, 0),
            taken_part=found.id in taken,
        )
        for found in consultations
    ]
