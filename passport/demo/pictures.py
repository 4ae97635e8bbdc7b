"""Pictures of documents that never existed, to have something to look at."""

import io
import unicodedata

from PIL import Image, ImageDraw, ImageFont

PAPER, INK, SOFT, LAKE = "#FBFAF6", "#16213A", "#4A5468", "#0A5A66"
WIDTH, HEIGHT, EDGE = 1000, 700, 36


def certificate(title: str, holder: str, issuer: str, obtained: str) -> bytes:
    """A certificate as a PNG picture, marked as fictitious across it."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((EDGE, EDGE, WIDTH - EDGE, HEIGHT - EDGE), outline=LAKE, width=6)
    draw.rectangle((EDGE + 14, EDGE + 14, WIDTH - EDGE - 14, HEIGHT - EDGE - 14), outline=LAKE)
    for text, top, size, colour in (
        ("DOCUMENT FICTIF", 90, 26, SOFT),
        (title, 200, 46, INK),
        ("DELIVRE A", 320, 24, SOFT),
        (holder, 365, 38, INK),
        (f"{issuer} - {obtained}", 480, 26, SOFT),
        ("EXEMPLE SANS VALEUR", 590, 26, LAKE),
    ):
        _centred(draw, text, top, size, colour)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _centred(draw: ImageDraw.ImageDraw, text: str, top: int, size: int, colour: str) -> None:
    """Capitals without accents, the only letters of Pillow's own font, made to fit."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    words = decomposed.encode("ascii", "ignore").decode().upper().strip(" -")
    font = ImageFont.load_default(size)
    room = WIDTH - 4 * EDGE
    if (length := draw.textlength(words, font)) > room:
        font = ImageFont.load_default(size * room / length)
    draw.text((WIDTH / 2, top), words, fill=colour, font=font, anchor="mm")
