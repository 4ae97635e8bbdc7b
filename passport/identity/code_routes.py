"""Server-made pages of one-time codes: to come in, and to choose by which address to come back."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from passport.identity import codes, cookies, rules
from passport.identity.codes import Asked
from passport.identity.contacts import ContactKind, masked, parse
from passport.identity.guard import HOME, LOGIN, PUBLIC, actor, allow, visitor
from passport.kernel.actor import Role
from passport.kernel.database import database
from passport.kernel.errors import Conflict, Invalid, TooMany
from passport.kernel.i18n import N_, _, isolated, locale, localised
from passport.kernel.limits import Rate, limiter
from passport.kernel.web.forms import read_form, typed_before
from passport.kernel.web.limits import WORDS, client_of
from passport.kernel.web.session import session_digest
from passport.kernel.web.templates import render
from passport.settings import settings

ASK = f"{LOGIN}/code"
TYPE = f"{LOGIN}/code/saisir"
COME_BACK = "/moi/revenir"
PROVE = "/moi/revenir/code"

# Forty people of a waiting room share an address, and each may mistype once.
ASKED_FROM = Rate("codes-from", 80, 80 / 3600)
ASKED_FOR = Rate("codes-for", 5, 5 / 3600)
ASKED = Rate("codes", 600, 0.5)
TRIED_FROM = Rate("code-tries-from", 120, 120 / 3600)
TRIED = Rate("code-tries", 1000, 1)

WRONG = N_("Ce code ne marche pas. Vérifiez-le, ou demandez-en un autre.")


class ContactForm(BaseModel):
    """An address as somebody typed it, and where she wanted to go."""

    contact: str = Field(max_length=300)
    next: str = Field("", max_length=rules.NEXT_LIMIT)


class CodeForm(BaseModel):
    """A code as somebody typed it."""

    code: str = Field(max_length=40)


class RemoveForm(BaseModel):
    """Which address to let go of."""

    id: UUID


def _see(path: str) -> Response:
    return RedirectResponse(localised(path), status_code=303, headers={"cache-control": "no-store"})


async def _may_ask(request: Request, kind: ContactKind, value: str) -> bool:
    """Whether a code may leave. Raises ``TooMany`` when this place asks for too many.

    For an address that gets too many nothing is said, or the answer would tell who asked before.
    """
    here = client_of(request)
    if not await limiter().take((ASKED_FROM, here), (ASKED, "")):
        raise TooMany(WORDS)
    return await limiter().take((ASKED_FOR, codes.mac_of(kind, value)))


async def _may_try(request: Request) -> None:
    if not await limiter().take((TRIED_FROM, client_of(request)), (TRIED, "")):
        raise TooMany(WORDS)


def _folder(kind: ContactKind) -> str:
    """Where the demonstration leaves what it would send."""
    if settings().production or (kind is ContactKind.EMAIL and settings().smtp_url):
        return ""
    return str(settings().passport_var / ("mail" if kind is ContactKind.EMAIL else "sms"))


# To come in ---------------------------------------------------------------------------------------


def _ask_page(
    request: Request, target: str, error: str = "", typed: str = "", status: int = 200
) -> Response:
    return render(
        request,
        "code_ask.html",
        status=status,
        next=target,
        error=error,
        typed=typed,
        phones=settings().texts,
    )


@allow(PUBLIC)
async def ask_page(request: Request) -> Response:
    """Ask for an address."""
    target = rules.safe_next(request.query_params.get("next"), localised(HOME))
    return RedirectResponse(target, 303) if visitor() else _ask_page(request, target)


@allow(PUBLIC)
async def ask(request: Request) -> Response:
    """Send a code to an address that somebody comes back by; the same answer for any other."""
    typed: Mapping[str, Any] = {}
    try:
        form = await read_form(request, ContactForm)
        typed = form.model_dump()
        kind, value = parse(form.contact, phones=settings().texts)
    except Invalid as error:
        typed = typed or typed_before(error)
        target = rules.safe_next(str(typed.get("next", "")), localised(HOME))
        return _ask_page(request, target, error.text(), str(typed.get("contact", "")), 422)
    send = await _may_ask(request, kind, value)
    secret = await database().write(
        codes.ask_to_come_in,
        kind,
        value,
        next_path=rules.safe_next(form.next, ""),
        locale=locale(),
        device=rules.device_of(request.headers.get("user-agent", "")),
        send=send,
    )
    return cookies.keep(_see(TYPE), secret)


async def _asked(request: Request) -> Asked | None:
    known = session_digest(request.scope)
    return await database().read(codes.asked, known) if known else None


def _type_page(request: Request, asked: Asked, error: str = "", status: int = 200) -> Response:
    return render(
        request,
        "code_type.html",
        status=status,
        action=localised(PROVE if visitor() else TYPE),
        again=localised(COME_BACK if visitor() else ASK),
        sent_to=isolated(masked(asked.kind, asked.value)),
        by_mail=asked.kind is ContactKind.EMAIL,
        proving=visitor() is not None,
        folder=isolated(_folder(asked.kind)),
        error=error,
    )


@allow(PUBLIC)
async def type_page(request: Request) -> Response:
    """Ask for the code."""
    asked = await _asked(request)
    if visitor() is not None or asked is None:
        return _see(HOME if visitor() else ASK)
    return _type_page(request, asked)


@allow(PUBLIC)
async def type_code(request: Request) -> Response:
    """Let in whoever types the code that was sent to her."""
    await _may_try(request)
    known = session_digest(request.scope) or ""
    code = await _code(request)
    shared = cookies.is_lent(request)
    device = rules.device_of(request.headers.get("user-agent", ""))
    opened = await database().write(codes.come_in, known, code, device, shared=shared)
    if opened is None:
        asked = await _asked(request)
        return _type_page(request, asked, _(WRONG), 422) if asked else _see(ASK)
    secret, person_id, target = opened
    answer = RedirectResponse(
        rules.safe_next(target, localised(HOME)), 303, headers={"cache-control": "no-store"}
    )
    return cookies.settle(cookies.keep(answer, secret), person_id, shared=shared)


async def _code(request: Request) -> str:
    try:
        return rules.digits_of((await read_form(request, CodeForm)).code)
    except Invalid:
        return ""


# To come back -------------------------------------------------------------------------------------


async def _back_page(
    request: Request, error: str = "", typed: str = "", status: int = 200
) -> Response:
    return render(
        request,
        "come_back.html",
        status=status,
        contacts=await database().read(codes.contacts, actor()),
        room=codes.CONTACTS,
        first=request.query_params.get("debut") == "1",
        error=error,
        typed=typed,
        phones=settings().texts,
    )


@allow(Role.BENEFICIARY)
async def back_page(request: Request) -> Response:
    """By which addresses the person comes back, and one more."""
    proposed = await database().read(codes.proposed, actor())
    return await _back_page(request, typed=proposed)


@allow(Role.BENEFICIARY)
async def add(request: Request) -> Response:
    """Send a code to the address that she gives."""
    typed: Mapping[str, Any] = {}
    try:
        form = await read_form(request, ContactForm)
        typed = form.model_dump()
        kind, value = parse(form.contact, phones=settings().texts)
        send = await _may_ask(request, kind, value)
        await database().write(codes.ask_to_add, actor(), kind, value, locale=locale(), send=send)
    except (Invalid, Conflict) as error:
        if isinstance(error, Invalid):
            typed = typed or typed_before(error)
        return await _back_page(request, error.text(), str(typed.get("contact", "")), error.status)
    return _see(PROVE)


@allow(Role.BENEFICIARY)
async def prove_page(request: Request) -> Response:
    """Ask for the code that proves the address."""
    asked = await _asked(request)
    return _type_page(request, asked) if asked else _see(COME_BACK)


@allow(Role.BENEFICIARY)
async def prove(request: Request) -> Response:
    """Keep the address that the code proves."""
    await _may_try(request)
    asked = await _asked(request)
    if asked is None:
        return _see(COME_BACK)
    try:
        if not await database().write(codes.add, actor(), await _code(request)):
            return _type_page(request, asked, _(WRONG), 422)
    except Conflict as error:
        return await _back_page(request, error.text(), status=error.status)
    return _see(f"{COME_BACK}?garde=1")


@allow(Role.BENEFICIARY)
async def remove(request: Request) -> Response:
    """Let go of an address."""
    form = await read_form(request, RemoveForm)
    try:
        await database().write(codes.remove, actor(), form.id)
    except Conflict as error:
        return await _back_page(request, error.text(), status=error.status)
    return _see(COME_BACK)


routes = [
    Route(ASK, ask_page, methods=["GET"]),
    Route(ASK, ask, methods=["POST"]),
    Route(TYPE, type_page, methods=["GET"]),
    Route(TYPE, type_code, methods=["POST"]),
    Route(COME_BACK, back_page, methods=["GET"]),
    Route(COME_BACK, add, methods=["POST"]),
    Route(PROVE, prove_page, methods=["GET"]),
    Route(PROVE, prove, methods=["POST"]),
    Route(f"{COME_BACK}/retirer", remove, methods=["POST"]),
]
