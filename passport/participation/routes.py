"""Consultations as plain pages without JavaScript, and where the app's forms go before it lives."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from passport.identity.guard import actor, allow
from passport.kernel.actor import Role
from passport.kernel.database import database
from passport.kernel.errors import Invalid, NotFound, PassportError
from passport.kernel.i18n import N_, localised
from passport.kernel.web.forms import read_form
from passport.kernel.web.templates import render
from passport.participation import service, words
from passport.participation.rules import MAX_TEXT, Progress, QuestionKind, Stage
from passport.participation.state import WORDS

SIMPLE = "/mon-avis/simple"
UNKNOWN = N_("Cette consultation n'existe pas ici.")

# What somebody thinks is not kept by the browser of a shared phone.
PRIVATE = {"cache-control": "no-store"}


class Given(BaseModel):
    """A form of answers: ``q1``, ``q2``… or one answer of the app, with its position.

    Without ``envoyer`` it is shown again, filled in, to be completed.
    """

    model_config = ConfigDict(extra="allow")

    id: str = Field(default="", max_length=40)
    envoyer: str = Field(default="", max_length=10)
    position: int = Field(default=0, ge=0, le=20)

    def answers(self) -> dict[int, str]:
        """Answers by position."""
        extra: Mapping[str, Any] = self.model_extra or {}
        found = {
            int(name[1:]): str(value)
            for name, value in extra.items()
            if name[:1] == "q" and name[1:].isascii() and name[1:].isdecimal() and len(name) < 4
        }
        if self.position and WORDS in extra:
            found[self.position] = str(extra[WORDS])
        return found


class Code(BaseModel):
    """A receipt, as it was typed."""

    code: str = Field(default="", max_length=4000)


@allow(Role.BENEFICIARY)
async def simple(request: Request) -> Response:
    """The running consultations, or the questions of one."""
    wanted = request.query_params.get("id", "")
    if wanted:
        return await _questions(request, wanted)
    found = await database().read(service.in_my_territory, actor())
    return _page(
        request,
        "opinions.html",
        consultations=[(one, words.closing(one)) for one in found if one.stage is Stage.RUNNING],
    )


@allow(Role.BENEFICIARY)
async def take(request: Request) -> Response:
    """Put the answers into the box and show the receipt, here and now: no address may carry it."""
    given = await read_form(request, Given)
    if not given.id:
        return RedirectResponse(localised("/mon-avis"), status_code=303)
    answers = given.answers()
    if not given.envoyer:
        return await _questions(request, given.id, answers)
    try:
        code = await database().write(service.answer, actor(), _id(given.id), answers)
    except Invalid as error:
        return await _questions(request, given.id, answers, error)
    return await _followed(request, code, fresh=True)


@allow(Role.BENEFICIARY)
async def ask_code(request: Request) -> Response:
    """Where to type a receipt."""
    return _page(request, "opinion_code.html", typed="", error="")


@allow(Role.BENEFICIARY)
async def follow(request: Request) -> Response:
    """Where the answer stands that a receipt opens."""
    given = await read_form(request, Code)
    try:
        return await _followed(request, given.code, fresh=False)
    except PassportError as error:
        return _page(
            request,
            "opinion_code.html",
            status=error.status,
            typed=given.code[:200],
            error=error.text(),
        )


async def _questions(
    request: Request,
    wanted: str,
    answers: Mapping[int, str] | None = None,
    error: Invalid | None = None,
) -> Response:
    sheet = await database().read(service.sheet, actor(), _id(wanted))
    if sheet.summary.stage is not Stage.RUNNING or sheet.summary.taken_part:
        return RedirectResponse(localised("/mon-avis/suivi"), status_code=303)
    return _page(
        request,
        "opinion.html",
        status=error.status if error else 200,
        query=f"?id={sheet.summary.id}",
        sheet=sheet,
        promise=words.promise(sheet.summary),
        questions=[(one, _options(one)) for one in sheet.questions],
        answers=answers or {},
        text=QuestionKind.TEXT,
        most=MAX_TEXT,
        error=error.text() if error else "",
        error_field=error.field if error else None,
    )


async def _followed(request: Request, code: str, *, fresh: bool) -> Response:
    found = await database().read(service.follow, actor(), code)
    return _page(
        request,
        "opinion_followed.html",
        found=found,
        code=code.split() if fresh else [],
        steps=[
            (*words.step(one), one.progress is Progress.DONE, one.progress is Progress.LATE)
            for one in found.steps
        ],
        said=[
            (one.text, words.said(one, found.answers.get(one.position, "")))
            for one in found.questions
        ],
    )


def _options(asked: service.Asked) -> list[tuple[str, str]]:
    return [(value, words.said(asked, value)) for value in service.ask_of(asked).accepts()]


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound(UNKNOWN) from None


def _page(request: Request, name: str, *, status: int = 200, **context: Any) -> Response:
    response = render(request, name, status=status, **context)
    response.headers.update(PRIVATE)
    return response


routes = [
    Route(SIMPLE, simple, methods=["GET"]),
    Route(SIMPLE, take, methods=["POST"]),
    Route("/mon-avis/suivi", ask_code, methods=["GET"]),
    Route("/mon-avis/suivi", follow, methods=["POST"]),
]
