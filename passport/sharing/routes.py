"""The page that the holder of an address opens, the answer to it, and the QR of a share."""

from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from passport.identity import service as identity
from passport.identity.guard import PUBLIC, actor, allow, visitor
from passport.kernel.actor import Role
from passport.kernel.database import database
from passport.kernel.errors import Conflict, Invalid, NotFound
from passport.kernel.i18n import N_, _, localised, ngettext
from passport.kernel.web.qr import qr_svg
from passport.kernel.web.templates import render
from passport.record import rules as record_rules
from passport.record import words
from passport.record.service import Proof
from passport.settings import settings
from passport.sharing import rules, service
from passport.sharing.moments import ZONE, moment
from passport.sharing.rules import Reply, Status
from passport.sharing.service import Closed, Shown, make_from

SEEN_COOKIE = "vu"
MAX_ANSWER_BYTES = 4096

HEADERS = {"cache-control": "no-store", "x-robots-tag": "noindex, nofollow, noarchive"}

CLOSED: dict[Status, tuple[str, tuple[str, ...]]] = {
    Status.CUT: (
        N_("Ce partage est terminé"),
        (N_("La personne a choisi de ne plus le montrer."),),
    ),
    Status.EXPIRED: (
        N_("Ce partage est terminé"),
        (N_("Le temps prévu est passé."), N_("Demandez à la personne un nouveau code.")),
    ),
    Status.PAUSED: (
        N_("Ce partage est en pause"),
        (N_("La personne peut le rouvrir."), N_("Essayez plus tard, ou parlez-lui.")),
    ),
}
UNKNOWN = (
    N_("Cette adresse ne montre rien"),
    (N_("Visez le code une autre fois."), N_("Ou demandez à la personne un nouveau code.")),
)
TOLD = {
    Reply.MEET: N_("Votre réponse est partie : vous voulez un rendez-vous."),
    Reply.LATER: N_("Votre réponse est partie : plus tard."),
    Reply.NOT_NOW: N_("Votre réponse est partie : pas maintenant."),
}


@allow(PUBLIC)
async def shared_page(request: Request) -> Response:
    """What the holder of an address sees."""
    return await _page(request)


async def _page(
    request: Request, *, error: str = "", contact: str = "", asked: bool = False, status: int = 200
) -> Response:
    secret = request.path_params["token"]
    headers = {name.lower(): value for name, value in request.headers.items()}
    look = rules.is_look(request.method, headers)
    device = rules.device_of(headers.get("user-agent", ""))
    known = request.cookies.get(SEEN_COOKIE, "")
    try:
        shown = await database().write(
            service.open_address,
            secret,
            device=device if look else None,
            visitor=visitor(),
            seen_before=known,
        )
    except NotFound:
        return _closed(request, UNKNOWN, 404)
    if isinstance(shown, Closed):
        return _closed(request, CLOSED[shown.status], 403 if shown.status is Status.PAUSED else 410)
    answer = render(
        request,
        "shared.html",
        status=status,
        shown=shown,
        words=words,
        today=database().clock.now().date(),
        counts=_counts(shown),
        until=moment(shown.expires_at, ZONE),
        here=request.url.path,
        answer_address=f"{request.url.path.removesuffix('/reponse')}/reponse",
        changing="changer" in request.query_params,
        asked_contact=asked or ("joindre" in request.query_params and shown.answer is Reply.MEET),
        told=_(TOLD[shown.answer]) if shown.answer else "",
        error=error,
        contact=contact,
    )
    answer.headers.update(HEADERS)
    if look and not shown.own:
        # Says to this browser alone that it was counted; it holds nothing about who it is.
        answer.set_cookie(
            SEEN_COOKIE,
            shown.share_id.hex,
            max_age=rules.RELOAD_SECONDS,
            httponly=True,
            samesite="lax",
            secure=settings().secure,
        )
    return answer


def _closed(request: Request, text: tuple[str, tuple[str, ...]], status: int) -> Response:
    heading, lines = text
    answer = render(
        request,
        "share_closed.html",
        status=status,
        heading=_(heading),
        lines=[_(line) for line in lines],
    )
    answer.headers.update(HEADERS)
    return answer


def _counts(shown: Shown) -> list[tuple[str, str]]:
    levels = record_rules.levels(
        item for item in shown.passport.items() if item not in shown.passport.languages
    )
    said = {
        Proof.GUARANTEED: ngettext("{n} garanti", "{n} garantis", levels[Proof.GUARANTEED]),
        Proof.SEEN: ngettext("{n} vu", "{n} vus", levels[Proof.SEEN]),
        Proof.DECLARED: ngettext("{n} déclaré", "{n} déclarés", levels[Proof.DECLARED]),
    }
    return [(level.value, text) for level, text in said.items() if levels[level]]


@allow(PUBLIC)
async def answer_share(request: Request) -> Response:
    """Take the answer of the holder of an address."""
    fields = await _fields(request)
    page = request.url.path.removesuffix("/reponse")
    contact = fields.get("contact", "")
    try:
        reply = Reply(fields.get("reply", ""))
        closed = await database().write(service.reply, request.path_params["token"], reply, contact)
    except ValueError:
        return RedirectResponse(page, status_code=303)
    except Invalid as problem:
        return await _page(request, error=problem.text(), contact=contact, asked=True, status=422)
    except NotFound:
        return _closed(request, UNKNOWN, 404)
    if closed is not None:
        return RedirectResponse(page, status_code=303)
    ask = "?joindre=1" if reply is Reply.MEET and not contact.strip() else ""
    return RedirectResponse(page + ask, status_code=303)


async def _fields(request: Request) -> dict[str, str]:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_ANSWER_BYTES:
            raise Invalid(service.CONTACT_TOO_LONG, most=service.MAX_CONTACT)
    found: dict[str, Any] = parse_qs(body.decode("utf-8", "replace"))
    return {name: values[0] for name, values in found.items()}


@allow(Role.BENEFICIARY)
async def share_qr(request: Request) -> Response:
    """The QR of one of the actor's shares: black on white whatever the theme."""
    share_id = _id(request.path_params["share_id"])
    secret = await database().read(service.address, actor(), share_id)
    svg = qr_svg(f"{settings().origin}/p/{secret}")
    return Response(svg, media_type="image/svg+xml", headers={"cache-control": "no-store"})


@allow(Role.BENEFICIARY)
async def share_link(request: Request) -> Response:
    """The address of one of the actor's shares, to copy or to send.

    A page of its own: the address is a secret, and the app's pages keep none.
    """
    share_id = _id(request.path_params["share_id"])
    back = localised(f"/montrer/code?id={share_id}")
    try:
        secret = await database().read(service.address, actor(), share_id)
    except Conflict:
        return RedirectResponse(back, status_code=303)
    share = await database().read(service.share, actor(), share_id)
    name = await database().read(identity.called, actor().person_id)
    link = f"{settings().origin}/p/{secret}"
    answer = render(
        request,
        "share_link.html",
        recipient=share.recipient,
        link=link,
        subject=_("Le passeport emploi de {name}", name=name),
        message=_("Bonjour, voici mon passeport emploi : {link}", link=link),
        back=back,
    )
    answer.headers.update(HEADERS)
    return answer


@allow(Role.BENEFICIARY)
async def take_share(request: Request) -> Response:
    """Open a share from a form whose page is not alive."""
    async with request.form(max_files=0, max_fields=600) as form:
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
    share_id = await database().write(make_from, actor(), fields)
    return RedirectResponse(localised(f"/montrer/code?id={share_id}"), status_code=303)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound(service.NOT_THERE) from None


routes = [
    Route("/montrer/qr/{share_id}.svg", share_qr, methods=["GET"]),
    Route("/montrer/lien/{share_id}", share_link, methods=["GET"]),
    Route("/montrer/nouveau", take_share, methods=["POST"]),
    Route("/p/{token}", shared_page, methods=["GET"]),
    Route("/p/{token}/reponse", answer_share, methods=["POST"]),
]
