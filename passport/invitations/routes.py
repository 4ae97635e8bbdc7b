"""Server-made pages of invitations: the référent's, her sheet of paper, and the way in with it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from markupsafe import Markup
from pydantic import BaseModel, Field, field_validator
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from passport.identity import cookies, tabs
from passport.identity.contacts import ContactKind, parse
from passport.identity.guard import LOGIN, PUBLIC, actor, allow, current_visit
from passport.identity.rules import device_of
from passport.invitations import rules, service
from passport.invitations.rules import Standing
from passport.invitations.service import Draft, Sheet
from passport.kernel.actor import Role
from passport.kernel.database import database
from passport.kernel.errors import Invalid, TooMany
from passport.kernel.i18n import (
    LOCALES,
    N_,
    _,
    format_day,
    format_day_time,
    isolated,
    locale,
    localised,
    use_locale,
)
from passport.kernel.ids import token
from passport.kernel.limits import Rate, limiter
from passport.kernel.web.forms import read_form, typed_before
from passport.kernel.web.limits import WORDS, client_of
from passport.kernel.web.qr import qr_svg
from passport.kernel.web.session import session_digest
from passport.kernel.web.templates import render
from passport.settings import settings

WITH_PAPER = f"{LOGIN}/invitation"
PRO = "/pro/invitations"
LINK = "/i"

# Codes are tried from a place, and from everywhere together: guessing takes years from either.
TRIED_FROM = Rate("invitation-tries-from", 60, 60 / 3600)
TRIED = Rate("invitation-tries", 600, 0.2)
MADE = Rate("invitations", 80, 80 / 86_400)

WRONG = N_("Cette invitation ne marche pas. Vérifiez le code, ou demandez une autre feuille.")
STANDINGS = {
    Standing.WAITING: N_("Pas encore venue"),
    Standing.LOCKED: N_("Trop de codes faux. Refaites une feuille."),
    Standing.OVER: N_("Trop vieille. Refaites une feuille."),
    Standing.ACCEPTED: N_("Entrée"),
    Standing.DECLINED: N_("« Ce n’est pas moi ». Vérifiez le nom."),
    Standing.CANCELLED: N_("Annulée"),
}
AGAIN = frozenset({Standing.WAITING, Standing.LOCKED, Standing.OVER, Standing.DECLINED})


class InvitationForm(BaseModel):
    """Whom a référent invites."""

    key: str = Field(min_length=16, max_length=64)
    given_name: str = Field(max_length=100)
    family_name: str = Field(max_length=100)
    contact: str = Field("", max_length=300)
    locale: str = "fr"

    @field_validator("locale")
    @classmethod
    def _known(cls, value: str) -> str:
        return value if value in LOCALES else "fr"


class CodeForm(BaseModel):
    """The code of a sheet, as somebody typed it."""

    code: str = Field(max_length=60)


class AnswerForm(BaseModel):
    """Whether the invitation is for whoever holds it."""

    key: str = Field(max_length=100)
    answer: str = Field(pattern="yes|no")


def _see(address: str) -> Response:
    return RedirectResponse(address, status_code=303, headers={"cache-control": "no-store"})


# The référent -------------------------------------------------------------------------------------


@allow(Role.CASEWORKER)
async def invitations(request: Request) -> Response:
    """Invite somebody, and see who came."""
    return await _pro_page(request)


async def _pro_page(
    request: Request,
    typed: dict[str, object] | None = None,
    error: Invalid | None = None,
) -> Response:
    lines = await database().read(service.invitations, actor())
    return render(
        request,
        "invitations.html",
        status=error.status if error else 200,
        key=(typed or {}).get("key") or token(16),
        typed=typed or {},
        error=error.text() if error else "",
        field=(error.field or "contact") if error else "",
        locales=LOCALES,
        lines=[
            {
                "id": one.id,
                "name": one.name,
                "made": format_day(one.made_at.date()),
                "by": one.by,
                "state": _(STANDINGS[one.standing]),
                "open": one.standing in AGAIN,
                "came": one.standing is Standing.ACCEPTED,
            }
            for one in lines
        ],
    )


@allow(Role.CASEWORKER)
async def invite(request: Request) -> Response:
    """Make an invitation, and show its sheet: it is printed now or made anew."""
    typed: Mapping[str, Any] = {}
    try:
        form = await read_form(request, InvitationForm)
        typed = form.model_dump()
        draft = Draft(
            form.given_name.strip(), form.family_name.strip(), *_contact(form.contact), form.locale
        )
    except Invalid as error:
        return await _pro_page(request, dict(typed or typed_before(error)), error)
    who = actor()
    if not await limiter().take((MADE, str(who.person_id))):
        raise TooMany(WORDS)
    return _paper(request, await database().write(service.invite, who, draft, form_key=form.key))


def _contact(text: str) -> tuple[str | None, str | None]:
    """An e-mail and a telephone, one of which was typed, or neither."""
    if not text.strip():
        return None, None
    kind, value = parse(text)
    return (value, None) if kind is ContactKind.EMAIL else (None, value)


@allow(Role.CASEWORKER)
async def reissue(request: Request) -> Response:
    """A new sheet of an invitation; the former one opens nothing any more."""
    return _paper(request, await database().write(service.reissue, actor(), _id(request)))


@allow(Role.CASEWORKER)
async def cancel(request: Request) -> Response:
    """Take an invitation back."""
    await database().write(service.cancel, actor(), _id(request))
    return _see(localised(PRO))


def _id(request: Request) -> UUID:
    try:
        return UUID(request.path_params["invitation_id"])
    except ValueError:
        return UUID(int=0)


def _paper(request: Request, sheet: Sheet) -> Response:
    """The sheet, in the language of whom it is for."""
    back = localised(PRO)
    with use_locale(sheet.locale):
        link = f"{settings().origin}{localised(LINK)}/{sheet.secret}"
        return render(
            request,
            "invitation_sheet.html",
            back=back,
            sheet=sheet,
            holder=isolated(f"{sheet.given_name} {rules.initial(sheet.family_name)}"),
            by=isolated(sheet.by),
            code=rules.grouped(sheet.code),
            qr=Markup(qr_svg(link)),  # noqa: S704 - drawn here from an address of ours
            address=f"{settings().origin}{localised(WITH_PAPER)}".partition("://")[2],
            until=format_day_time(sheet.ends_at, sheet.zone),
        )


# The person ---------------------------------------------------------------------------------------


async def _may_try(request: Request) -> None:
    if not await limiter().take((TRIED_FROM, client_of(request)), (TRIED, "")):
        raise TooMany(WORDS)


@allow(PUBLIC)
async def code_page(request: Request) -> Response:
    """Ask for the code of the sheet."""
    return _code_page(request)


def _code_page(request: Request, error: str = "", status: int = 200) -> Response:
    return render(request, "invitation_code.html", status=status, error=error)


@allow(PUBLIC)
async def by_code(request: Request) -> Response:
    """Look at the invitation of a code."""
    try:
        key = (await read_form(request, CodeForm)).code
    except Invalid:
        key = ""
    return await _welcome(request, rules.digits_of(key))


@allow(PUBLIC)
async def by_link(request: Request) -> Response:
    """Look at the invitation of a QR code. Looking uses nothing up: programs look at links too."""
    return await _welcome(request, request.path_params["secret"])


async def _welcome(request: Request, key: str) -> Response:
    await _may_try(request)
    found = await database().write(service.look, key)
    if found is None:
        return _code_page(request, _(WRONG), 422)
    return render(
        request,
        "invitation_welcome.html",
        holder=isolated(f"{found.given_name} {found.initial}"),
        by=isolated(found.by),
        structure=found.structure,
        key=key,
        lent=cookies.is_lent(request),
    )


@allow(PUBLIC)
async def answer(request: Request) -> Response:
    """Let her in who says that the invitation is hers; close it when it is not."""
    await _may_try(request)
    try:
        form = await read_form(request, AnswerForm)
    except Invalid:
        return _code_page(request, _(WRONG), 422)
    if form.answer == "no":
        await database().write(service.decline, form.key)
        return render(request, "invitation_declined.html")
    former, shared = session_digest(request.scope), cookies.is_lent(request)
    opened = await database().write(
        service.accept,
        form.key,
        device_of(request.headers.get("user-agent", "")),
        shared=shared,
        replaces=former,
    )
    if opened is None:
        return _code_page(request, _(WRONG), 422)
    if former and current_visit():
        await tabs.ended([former])
    found = _see(f"{localised('/moi/revenir', locale())}?debut=1")
    return cookies.settle(cookies.keep(found, opened.secret), opened.person_id, shared=shared)


routes = [
    Route(PRO, invitations, methods=["GET"]),
    Route(PRO, invite, methods=["POST"]),
    Route(f"{PRO}/{{invitation_id}}/feuille", reissue, methods=["POST"]),
    Route(f"{PRO}/{{invitation_id}}/annuler", cancel, methods=["POST"]),
    Route(WITH_PAPER, code_page, methods=["GET"]),
    Route(WITH_PAPER, by_code, methods=["POST"]),
    Route(f"{WITH_PAPER}/reponse", answer, methods=["POST"]),
    Route(f"{LINK}/{{secret}}", by_link, methods=["GET"]),
]
