"""What the rest of the product knows of her that makes one subject more useful than another."""

from dataclasses import replace
from datetime import date

from passport.actions import service as actions
from passport.appointments import service as appointments
from passport.appointments import words as appointment_words
from passport.appointments.views import Agenda
from passport.assessment import service as assessment
from passport.assessment.rules import Grid
from passport.conversation import words
from passport.conversation.engine.situation import Situation
from passport.kernel.actor import Actor
from passport.kernel.database import Session
from passport.kernel.i18n import _
from passport.participation import service as participation
from passport.participation.rules import Stage
from passport.record import service as record
from passport.record.service import Experience, ExperienceKind
from passport.sharing import service as sharing
from passport.sharing.rules import Status

RECENT_MONTHS = 6
"""A job begun no longer ago is a beginning."""


async def situation(
    session: Session, actor: Actor, passport: record.Passport, *, whole: bool
) -> tuple[Situation, str]:
    """Where she stands, and a sentence about what waits for her.

    Without ``whole``, as far as ``passport``, hers, says.
    """
    today = session.now().date()
    held = Situation(
        experiences=len(passport.experiences),
        soft_skills=len(passport.soft_skills),
        certificates=len(passport.certificates),
        languages=len(passport.languages),
        project=bool(passport.project),
        mobility=bool(passport.mobility),
        availability=bool(passport.availability),
        started_work=any(_begun(one, today) for one in passport.experiences),
    )
    if not whole:
        return held, ""
    agenda = await appointments.my_appointments(session, actor)
    consultations = await participation.in_my_territory(session, actor)
    grids = await assessment.answered(session, actor)
    shares = await sharing.shares(session, actor)
    whole_of_it = replace(
        held,
        upcoming=len(agenda.upcoming),
        followed=await appointments.my_caseworker(session, actor) is not None,
        consulted=any(one.stage is Stage.RUNNING and not one.taken_part for one in consultations),
        diagnosed=Grid.DIAGNOSIS in grids,
        started_work=held.started_work and Grid.CHECK_IN not in grids,
        actions=bool(await actions.offered_needs(session, actor)),
        shares=sum(one.status is Status.ACTIVE for one in shares),
    )
    return whole_of_it, _news(agenda)


def _news(agenda: Agenda) -> str:
    if not agenda.upcoming:
        return ""
    first = agenda.upcoming[0]
    return _(words.NEXT_ONE, when=appointment_words.when(first.starts_at, first.zone))


def _begun(one: Experience, today: date) -> bool:
    """Whether a paid job goes on that began in the last months."""
    if one.kind is not ExperienceKind.PAID or not one.ongoing or len(one.started) < len("2026-01"):
        return False
    year, month = int(one.started[:4]), int(one.started[5:7])
    return 0 <= (today.year - year) * 12 + today.month - month <= RECENT_MONTHS
