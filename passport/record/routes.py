"""Certificates in and out, and the forms that a browser sends by itself."""

import asyncio
from http import HTTPStatus
from uuid import UUID

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from passport.identity.guard import actor, allow
from passport.kernel.actor import Role
from passport.kernel.database import database
from passport.kernel.errors import Invalid, NotFound
from passport.kernel.i18n import _, localised, unlocalised
from passport.kernel.storage import storage
from passport.kernel.web.templates import render
from passport.record import again, files, forms, service, words
from passport.record.content import StoredFile

PASSPORT = "/passeport"

MAX_WORDS = 128 * 1024
# Pictures are decoded one at a time: a large one takes a hundred megabytes for a moment.
_DECODING = asyncio.Semaphore(1)


@allow(Role.BENEFICIARY)
async def take_certificate(request: Request) -> Response:
    """Keep a certificate, new or written again, with its photo or file."""
    fields, data = await _upload(request)
    try:
        item_id = forms.item_id(fields.get("id", ""))
        draft = forms.certificate_draft(fields)
        kept = None
        if data:
            async with _DECODING:
                prepared = await asyncio.to_thread(files.prepare, data)
            kept = await files.keep(storage(), prepared)
        try:
            if item_id is None:
                origin = forms.origin(fields, data)
                await database().write(service.add_certificate, actor(), draft, kept, origin=origin)
            else:
                await database().write(service.change_certificate, actor(), item_id, draft, kept)
        except BaseException:
            if kept is not None:
                await files.forget(storage(), kept)
            raise
    except Invalid as error:
        return render(
            request,
            "certificate_again.html",
            status=error.status,
            error=error.text(),
            field=error.field,
            typed=fields,
            accept=files.ACCEPT,
        )
    return _back(f"{PASSPORT}?fait=document")


async def _upload(request: Request) -> tuple[dict[str, str], bytes]:
    """The words of a form, and its file up to one byte more than is kept.

    Starlette writes a file to the disk as it comes; the edge stops one that never ends.
    """
    async with request.form(max_files=1, max_fields=8, max_part_size=MAX_WORDS) as form:
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
        file = form.get("file")
        if isinstance(file, UploadFile):
            return fields, await file.read(files.MAX_BYTES + 1)
        return fields, b""


@allow(Role.BENEFICIARY)
async def certificate_file(request: Request) -> Response:
    """The file of one of the actor's certificates."""
    file = await database().read(service.certificate_file, actor(), _item(request))
    return _handed(await files.fetch(storage(), file))


@allow(Role.BENEFICIARY)
async def certificate_thumbnail(request: Request) -> Response:
    """The small picture of one of the actor's certificates."""
    file = await database().read(service.certificate_file, actor(), _item(request))
    if file.thumbnail_key is None:
        raise NotFound(words.NOT_THERE)
    return _handed(await files.fetch(storage(), file, thumbnail=True))


@allow(Role.BENEFICIARY)
async def take_form(request: Request) -> Response:
    """Do what the form of an item asks when its page is not alive.

    What cannot be understood comes back as it was typed, with the reason beside its field.
    """
    page = unlocalised(request.url.path)
    save = forms.SAVES.get(page)
    if save is None:
        raise NotFound(words.NOT_THERE)
    async with request.form(max_files=0, max_fields=20, max_part_size=MAX_WORDS) as form:
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
    try:
        await database().write(save, actor(), fields)
    except Invalid as error:
        shown = again.FORMS[page]
        field = again.form_name(error.field)
        return render(
            request,
            "item_again.html",
            status=error.status,
            page=page,
            title=_(shown.title_change if fields.get("id") else shown.title),
            fields=shown.fields,
            typed=fields,
            field=field,
            described=again.described(shown, field),
            error=error.text(),
        )
    return _back(PASSPORT)


def _item(request: Request) -> UUID:
    found = forms.item_id(request.path_params["item_id"])
    if found is None:
        raise NotFound(words.NOT_THERE)
    return found


def _handed(file: StoredFile) -> Response:
    """A private file: no cache keeps it, no browser guesses its type; a PDF is a download."""
    shown = "attachment" if file.media_type == files.PDF else "inline"
    return Response(
        file.data,
        media_type=file.media_type,
        headers={
            "cache-control": "no-store",
            "x-content-type-options": "nosniff",
            "content-disposition": f'{shown}; filename="{file.name}"',
            "content-security-policy": "default-src 'none'; sandbox",
        },
    )


def _back(address: str) -> Response:
    return RedirectResponse(localised(address), status_code=HTTPStatus.SEE_OTHER)


routes = [
    Route("/passeport/certificats", take_certificate, methods=["POST"]),
    Route("/passeport/certificats/{item_id}/fichier", certificate_file, methods=["GET"]),
    Route("/passeport/certificats/{item_id}/apercu", certificate_thumbnail, methods=["GET"]),
    *(Route(page, take_form, methods=["POST"]) for page in forms.SAVES),
]
