"""Certificates as files: what is accepted, and how a photo is made harmless before it is kept.

A photo is decoded and written again: what is kept holds pixels only, no place, no date, no device,
nothing hidden after the image. A PDF is kept as it came and only ever handed back as a download.
"""

import io
from dataclasses import dataclass, field

import puremagic
from PIL import Image, ImageOps

from passport.kernel.errors import Invalid
from passport.kernel.i18n import N_
from passport.kernel.ids import token
from passport.kernel.storage import Storage
from passport.record.content import FileRef, StoredFile

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = {"JPEG": 52_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
"""The largest picture that is decoded, in points: a phone's 50 million, and as much memory."""

MAX_SIDE = 2000
THUMBNAIL_SIDE = 320

PDF = "application/pdf"
JPEG = "image/jpeg"
ACCEPT = "image/jpeg,image/png,image/webp,application/pdf"
"""What the file picker offers. Without ``image/heic``, an iPhone converts its photo by itself."""

TOO_BIG = N_("Ce fichier est trop lourd. Choisissez un fichier de moins de {most} Mo.")
EMPTY = N_("Ce fichier est vide. Prenez la photo une autre fois.")
HEIC = N_(
    "Nous ne savons pas lire ce format de photo (HEIC). "
    "Faites une capture d'écran de la photo, puis choisissez-la."
)
WRONG_TYPE = N_(
    "Nous acceptons une photo (JPEG, PNG, WebP) ou un PDF. Choisissez un autre fichier."
)
UNREADABLE = N_("Nous n'arrivons pas à lire cette photo. Prenez-la une autre fois.")
TOO_WIDE = N_("Cette photo est trop grande. Prenez-la avec moins de détails.")

_FORMATS = {JPEG: "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"}


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file ready to be kept."""

    data: bytes = field(repr=False)
    media_type: str
    thumbnail: bytes | None = field(default=None, repr=False)


def sniff(data: bytes) -> str:
    """The media type that the first bytes say; the name and the declared type are not asked."""
    if not data:
        raise Invalid(EMPTY, field="file")
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        raise Invalid(HEIC, field="file")
    try:
        found = {match.mime_type for match in puremagic.magic_string(data[:4096])}
    except (puremagic.PureError, ValueError):
        found = set()
    if data.startswith(b"%PDF-") and PDF in found:
        return PDF
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    raise Invalid(WRONG_TYPE, field="file")


def prepare(data: bytes) -> Prepared:
    """``data`` made ready to be kept. Slow for a large photo: run it in a thread.

    Raises ``Invalid`` with words that say what to do.
    """
    if len(data) > MAX_BYTES:
        raise Invalid(TOO_BIG, field="file", most=MAX_BYTES // 1024 // 1024)
    media_type = sniff(data)
    if media_type == PDF:
        return Prepared(data=data, media_type=PDF)
    picture = _decoded(data, _FORMATS[media_type])
    return Prepared(
        data=_jpeg(picture, MAX_SIDE, 85),
        media_type=JPEG,
        thumbnail=_jpeg(picture, THUMBNAIL_SIDE, 75),
    )


def _decoded(data: bytes, expected: str) -> Image.Image:
    try:
        image: Image.Image = Image.open(io.BytesIO(data), formats=[expected])
        if image.width * image.height > MAX_PIXELS[expected]:
            raise Invalid(TOO_WIDE, field="file")
        if expected == "JPEG":
            # The decoder itself reduces: a large photo costs a fraction of its points.
            image.draft("RGB", (MAX_SIDE, MAX_SIDE))
        image.load()
        image = ImageOps.exif_transpose(image)
    except Invalid:
        raise
    except Image.DecompressionBombError:
        raise Invalid(TOO_WIDE, field="file") from None
    except Exception:
        # Decoders raise many things on damaged bytes; for the person they are all one.
        raise Invalid(UNREADABLE, field="file") from None
    image.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        paper = Image.new("RGB", image.size, "white")
        layer = image.convert("RGBA")
        paper.paste(layer, mask=layer.getchannel("A"))
        return paper
    return image.convert("RGB")


def _jpeg(picture: Image.Image, side: int, quality: int) -> bytes:
    small = picture.copy()
    small.thumbnail((side, side), Image.Resampling.LANCZOS)
    # A new image carries no metadata of the first one.
    clean = Image.new("RGB", small.size)
    clean.paste(small)
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
    return out.getvalue()


async def keep(storage: Storage, prepared: Prepared) -> FileRef:
    """Put a prepared file in storage under a name drawn at random."""
    key = f"certificates/{token(24)}"
    await storage.put(key, prepared.data)
    thumbnail_key = None
    if prepared.thumbnail is not None:
        thumbnail_key = f"{key}.thumbnail"
        await storage.put(thumbnail_key, prepared.thumbnail)
    return FileRef(
        key=key,
        media_type=prepared.media_type,
        size=len(prepared.data),
        thumbnail_key=thumbnail_key,
    )


async def forget(storage: Storage, file: FileRef) -> None:
    """Destroy a file that nothing refers to."""
    await storage.delete(file.key)
    if file.thumbnail_key is not None:
        await storage.delete(file.thumbnail_key)


async def fetch(storage: Storage, file: FileRef, *, thumbnail: bool = False) -> StoredFile:
    """Take a file out of storage."""
    if thumbnail and file.thumbnail_key is not None:
        return StoredFile(await storage.get(file.thumbnail_key), JPEG, "apercu.jpg")
    name = "certificat.pdf" if file.media_type == PDF else "certificat.jpg"
    return StoredFile(await storage.get(file.key), file.media_type, name)
