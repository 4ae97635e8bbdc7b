"""Calendar files, and the whole way to an appointment as plain pages without JavaScript."""

from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field
from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from passport.appointments import service, words
from passport.appointments.choosing import (
    Choice,
    Step,
    Walk,
    choice_of,
    id_of,
    modality_of,
    start_of,
    walk,
)
from passport.appointments.rows import appointment_row
from passport.appointments.rules import CancelReason
from passport.identity.guard import actor, allow
from passport.kernel.actor import Role
from passport.kernel.database import database
from passport.kernel.errors import Invalid, NotFound, PassportError
from passport.kernel.i18n import N_, _, localised
from passport.kernel.ids import token
from passport.kernel.web.forms import read_form, typed_before
from passport.kernel.web.templates import render

SIMPLE = "/rendez-vous/simple"

PRIVATE = {"cache-control": "no-store"}

DONE = {
    "pris": N_("Votre rendez-vous est pris. Vous pouvez l'ajouter à votre agenda."),
    "deplace": N_("Votre rendez-vous a changé d'heure. Ajoutez-le encore à votre agenda."),
    "annule": N_("Votre rendez-vous est annulé. Merci d'avoir prévenu."),
}


class Picked(BaseModel):
    """An hour that was touched."""

    le: str = Field(max_length=40)
    comment: str = Field(max_length=20)
    motif: str = Field(default="", max_length=60)
    key: str = Field(default="", max_length=80)
    id: str = Field(default="", max_length=40)
    topic: str = Field(default="", max_length=4000)


class GivenUp(BaseModel):
    """An appointment that she cannot come to."""

    id: UUID
    reason: CancelReason = CancelReason.UNSAID


@allow(Role.BENEFICIARY)
async def calendar(request: Request) -> Response:
    """One appointment of the actor for the calendar of her phone."""
    wanted = id_of(request.path_params["appointment_id"])
    if wanted is None:
        raise NotFound(words.NOT_THERE)
    file = await database().read(service.calendar, actor(), wanted)
    return Response(
        file,
        media_type="text/calendar; charset=utf-8",
        headers={**PRIVATE, "content-disposition": 'attachment; filename="rendez-vous.ics"'},
    )


@allow(Role.BENEFICIARY)
async def simple(request: Request) -> Response:
    """Her appointments, or the step that the address asks for."""
    cancelling = id_of(request.query_params.get("annuler", ""))
    if cancelling is not None:
        return await _cancelling(request, cancelling)
    return await _step(request, choice_of(dict(request.query_params)))


async def _step(
    request: Request, choice: Choice, *, problem: str = "", typed: str = "", status: int = 200
) -> Response:
    found = await database().read(walk, actor(), choice)
    if found.step is Step.TAKEN or (found.step is Step.SUMMARY):
        # Here an hour is taken by touching it, so there is no summary to come back to.
        again = Choice(choice.motive, choice.modality, None, choice.after, choice.moving)
        found = await database().read(walk, actor(), again)
    if found.step in {Step.MOTIVE, Step.NOBODY}:
        return await _agenda(request, found, problem, status)
    answer = render(
        request,
        "simple_choice.html",
        status=status,
        query=found.choice.query(),
        title=_("Changer d'heure") if found.choice.moving else _("Prendre rendez-vous"),
        problem=problem,
        done="",
        typed=typed,
        walk=found,
        key=token(16),
        action=localised(f"{SIMPLE}/{'deplacer' if found.choice.moving else 'prendre'}"),
        **_words(found),
    )
    answer.headers.update(PRIVATE)
    return answer


def _words(found: Walk) -> dict[str, Any]:
    """What there is to choose, ready to read."""
    motive, choice, present = found.motive, found.choice, found.present
    address = localised(SIMPLE)
    chosen = _(motive.label) if motive else ""
    if motive and choice.modality:
        chosen = f"{chosen} · {words.how(choice.modality)}"
    days = []
    for day in found.days:
        zone = day.offers[0].caseworker.territory.time_zone
        days.append(
            {
                "title": words.day(day.offers[0].slot.starts_at, zone),
                "slots": [
                    {
                        "start": one.slot.starts_at.isoformat(),
                        "hour": words.hour(one.slot.starts_at, zone),
                        "who": one.caseworker.name if one.stands_in_for else "",
                    }
                    for one in day.offers
                ],
            }
        )
    return {
        "chosen": chosen,
        "present": words.title(present) if present else "",
        "phone": found.caseworker.phone if found.caseworker else "",
        "choices": [
            {"title": words.how(way), "address": address + choice.query(comment=way)}
            for way in (motive.modalities if motive else ())
        ],
        "days": days,
        "later": address + choice.query(apres=found.later) if found.later else "",
        "earlier": address + choice.query(apres=None) if choice.after else "",
    }


async def _agenda(request: Request, found: Walk, problem: str, status: int) -> Response:
    agenda = await database().read(service.my_appointments, actor())
    done = DONE.get(request.query_params.get("fait", ""), "")
    answer = render(
        request,
        "simple_agenda.html",
        status=status,
        title=_("Mes rendez-vous"),
        problem=problem,
        done=_(done) if done else "",
        walk=found,
        upcoming=[appointment_row(card) for card in agenda.upcoming],
        choices=[
            {
                "title": _(one.label),
                "note": words.minutes(one.duration),
                "address": localised(SIMPLE) + Choice(one.slug).query(),
            }
            for one in found.motives
        ],
    )
    answer.headers.update(PRIVATE)
    return answer


async def _cancelling(
    request: Request, wanted: UUID, *, problem: str = "", status: int = 200
) -> Response:
    card = await database().read(service.appointment, actor(), wanted)
    answer = render(
        request,
        "simple_cancel.html",
        status=status,
        title=_("Annuler un rendez-vous"),
        problem=problem,
        done="",
        row=appointment_row(card),
        reasons=[(code.value, words.reason(code)) for code in CancelReason],
    )
    answer.headers.update(PRIVATE)
    return answer


@allow(Role.BENEFICIARY)
async def take(request: Request) -> Response:
    """Book the hour that was touched."""
    try:
        picked = await read_form(request, Picked)
    except Invalid as error:
        typed = {name: str(value) for name, value in typed_before(error).items()}
        return await _again(request, error, choice_of(typed), typed.get("topic", ""))
    choice = Choice(picked.motif, modality_of(picked.comment), start_of(picked.le))
    try:
        if choice.start is None or choice.modality is None:
            raise Invalid(N_("Nous n'avons pas compris. Recommencez."))
        motives = await database().read(service.motives, actor())
        motive = next((one for one in motives if one.slug == choice.motive), None)
        if motive is None:
            raise NotFound(words.NOT_THERE)
        await database().write(
            service.book,
            actor(),
            motive.id,
            choice.modality,
            choice.start,
            key=picked.key or token(16),
            topic=picked.topic,
        )
    except PassportError as error:
        return await _again(request, error, choice, picked.topic)
    return _home("pris")


@allow(Role.BENEFICIARY)
async def move(request: Request) -> Response:
    """Move an appointment to the hour that was touched."""
    try:
        picked = await read_form(request, Picked)
    except Invalid as error:
        typed = {name: str(value) for name, value in typed_before(error).items()}
        return await _again(request, error, choice_of(typed))
    moving = id_of(picked.id)
    if moving is None:
        raise NotFound(words.NOT_THERE)
    choice = Choice("", modality_of(picked.comment), start_of(picked.le), moving=moving)
    try:
        if choice.start is None or choice.modality is None:
            raise Invalid(N_("Nous n'avons pas compris. Recommencez."))
        await database().write(service.move, actor(), moving, choice.modality, choice.start)
    except NotFound:
        raise
    except PassportError as error:
        return await _again(request, error, choice)
    return _home("deplace")


async def _again(
    request: Request, error: PassportError, choice: Choice, typed: str = ""
) -> Response:
    """The same step with what went wrong and what was typed."""
    kept = Choice(choice.motive, choice.modality, None, choice.after, choice.moving)
    return await _step(request, kept, problem=error.text(), typed=typed, status=error.status)


@allow(Role.BENEFICIARY)
async def cancel(request: Request) -> Response:
    """Give an appointment up."""
    try:
        given = await read_form(request, GivenUp)
    except Invalid as error:
        wanted = id_of(str(typed_before(error).get("id", "")))
        if wanted is None:
            raise NotFound(words.NOT_THERE) from None
        return await _cancelling(request, wanted, problem=error.text(), status=error.status)
    try:
        await database().write(service.cancel, actor(), given.id, given.reason)
    except NotFound:
        raise
    except PassportError as error:
        return await _cancelling(request, given.id, problem=error.text(), status=error.status)
    return _home("annule")


def _home(done: str) -> Response:
    address = URL(localised(SIMPLE)).include_query_params(fait=done)
    return RedirectResponse(str(address), status_code=303)


routes = [
    Route("/rendez-vous/{appointment_id}.ics", calendar, methods=["GET"]),
    Route(SIMPLE, simple, methods=["GET"]),
    Route(f"{SIMPLE}/prendre", take, methods=["POST"]),
    Route(f"{SIMPLE}/deplacer", move, methods=["POST"]),
    Route(f"{SIMPLE}/annuler", cancel, methods=["POST"]),
]
