"""What people and attackers may send in place of a certificate."""

import io
import struct
import zlib

import pytest
from PIL import Image

from passport.kernel.errors import Invalid
from passport.kernel.storage import Storage
from passport.record import files
from passport.record.content import FileRef

PDF_BYTES = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"


def picture(
    kind: str, size: tuple[int, int] = (60, 40), mode: str = "RGB", **save: object
) -> bytes:
    """A small picture of this kind."""
    out = io.BytesIO()
    Image.new(mode, size, "#0A5A66").save(out, kind, **save)
    return out.getvalue()


def reopened(data: bytes) -> Image.Image:
    """The picture that was kept."""
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_kept_as_points_alone(kind: str) -> None:
    prepared = files.prepare(picture(kind))
    assert prepared.media_type == "image/jpeg"
    assert prepared.thumbnail is not None
    assert reopened(prepared.data).size == (60, 40)


def test_place_and_device_are_gone() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Telephone-secret"
    exif.get_ifd(0x8825)[2] = (45.9, 6.1, 0.0)
    prepared = files.prepare(picture("JPEG", exif=exif, comment=b"Annecy"))
    assert not reopened(prepared.data).getexif()
    assert b"Telephone-secret" not in prepared.data
    assert b"Annecy" not in prepared.data


def test_a_photo_taken_on_its_side_stands_up() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    prepared = files.prepare(picture("JPEG", size=(80, 40), exif=exif))
    assert reopened(prepared.data).size == (40, 80)


def test_a_large_photo_is_made_smaller() -> None:
    prepared = files.prepare(picture("JPEG", size=(5000, 3000)))
    assert max(reopened(prepared.data).size) == files.MAX_SIDE
    assert prepared.thumbnail is not None
    assert max(reopened(prepared.thumbnail).size) == files.THUMBNAIL_SIDE


def test_transparency_becomes_paper() -> None:
    data = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(data, "PNG")
    assert reopened(files.prepare(data.getvalue()).data).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("payload", [b"<script>alert(1)</script>", b"PK\x03\x04", PDF_BYTES])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_hidden_after_a_photo_is_kept(kind: str, payload: bytes) -> None:
    prepared = files.prepare(picture(kind) + payload)
    assert payload not in prepared.data
    assert prepared.thumbnail is not None
    assert payload not in prepared.thumbnail


def test_a_pdf_is_kept_as_it_came() -> None:
    prepared = files.prepare(PDF_BYTES)
    assert (prepared.media_type, prepared.data, prepared.thumbnail) == (
        "application/pdf",
        PDF_BYTES,
        None,
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" ",
        b"<!doctype html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"PK\x03\x04" + bytes(100),
        b"MZ" + bytes(200),
        b"GIF89a" + bytes(40),
        b"GIF89a/*" + PDF_BYTES,
        b"<html>" + PDF_BYTES,
        b"\x00\x00\x00\x18ftypheic" + bytes(100),
        b"\x00\x00\x00\x18ftypavif" + bytes(100),
        b"\xff\xd8\xff\xe0" + bytes(100),
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        b"RIFF\x00\x00\x00\x00WEBP" + bytes(100),
    ],
)
def test_anything_else_is_refused_with_a_way_out(data: bytes) -> None:
    with pytest.raises(Invalid) as refusal:
        files.prepare(data)
    assert refusal.value.field == "file"
    assert refusal.value.text().endswith(".")


def test_cut_photo_is_refused() -> None:
    whole = picture("PNG", size=(300, 300))
    with pytest.raises(Invalid):
        files.prepare(whole[: len(whole) // 2])


def test_more_than_ten_megabytes_is_refused_before_decoding() -> None:
    with pytest.raises(Invalid, match="trop lourd"):
        files.prepare(picture("JPEG") + bytes(files.MAX_BYTES))


def _png_claiming(width: int, height: int) -> bytes:
    """A small file that says it is a huge picture of one colour."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(min(width * height, 30_000_000)), 9)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("side", [6000, 15_000, 60_000])
def test_a_picture_that_would_fill_the_memory_is_refused(side: int) -> None:
    bomb = _png_claiming(side, side)
    assert len(bomb) < files.MAX_BYTES
    with pytest.raises(Invalid, match="trop grande"):
        files.prepare(bomb)


async def test_files_are_kept_under_random_names_and_forgotten_whole(store: Storage) -> None:
    prepared = files.prepare(picture("JPEG"))
    first = await files.keep(store, prepared)
    second = await files.keep(store, prepared)
    assert first.key != second.key
    assert (await files.fetch(store, first)).data == prepared.data
    small = await files.fetch(store, first, thumbnail=True)
    assert small.data == prepared.thumbnail
    await files.forget(store, first)
    assert not await store.exists(first.key)
    assert not await store.exists(first.thumbnail_key or "")
    assert await store.exists(second.key)


def test_where_a_file_is_kept_is_not_printed_with_its_bytes() -> None:
    assert "data" not in repr(files.Prepared(b"secret", "image/jpeg"))
    assert FileRef("k", "image/jpeg", 1).thumbnail_key is None
