"""Languages: French is the source, other languages come from ``translations/``.

The current language is a context variable: a page function runs once for each language when the
frontend is built, a request or an event runs in the language of its address.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from babel.dates import format_time as babel_time
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

TRANSLATIONS = Path(__file__).parents[2] / "translations"
DOMAIN = "passport"

SOURCE = "fr"
# Code of each language and its own name for itself.
LOCALES = {"fr": "Français", "en": "English", "ar": "العربية"}

_current: ContextVar[str] = ContextVar("locale", default=SOURCE)


class _Source(NullTranslations):
    """French itself: what is written, with the spaces that must not break."""

    def gettext(self, message: str) -> str:
        return typeset(message)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        # French counts zero with the singular, unlike gettext's default rule.
        return typeset(plural if n > 1 else singular)

    def pgettext(self, context: str, message: str) -> str:
        return typeset(message)


@lru_cache(maxsize=4096)
def typeset(text: str) -> str:
    """French ``text`` whose marks stay with their words: « ainsi », vraiment ?"""
    return re.sub(r" (?=[?!:;»%€])|(?<=«) |(?<=\d) (?=(?:Mo|km|h)\b)", "\u00a0", text)


@lru_cache(maxsize=16)
def _catalogue(code: str) -> NullTranslations:
    path = TRANSLATIONS / code / "LC_MESSAGES" / f"{DOMAIN}.po"
    if code == SOURCE:
        return _Source()
    if not path.exists():
        return NullTranslations()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=code)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def holes(code: str) -> list[str]:
    """French sentences that a language does not say yet; every one when it has no catalogue."""
    path = TRANSLATIONS / code / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not path.exists():
        return [f"{path.name} is missing"]
    with path.open("rb") as file:
        catalogue = read_po(file, locale=code)
    return [
        str(message.id)
        for message in catalogue
        if message.id
        and (
            message.fuzzy
            or not (
                all(message.string) if isinstance(message.string, tuple | list) else message.string
            )
        )
    ]


def _filled(text: str, values: dict[str, object]) -> str:
    return text.format(**values) if values else text


def _(message: str, **values: object) -> str:
    """``message`` in the current language, its ``{name}`` holes filled."""
    return _filled(_catalogue(_current.get()).gettext(message), values)


def ngettext(singular: str, plural: str, n: int, **values: object) -> str:
    """The form for ``n`` in the current language; ``{n}`` is a hole of its own."""
    return _catalogue(_current.get()).ngettext(singular, plural, n).format(n=n, **values)


def pgettext(context: str, message: str, **values: object) -> str:
    """``message`` in the current language where ``context`` tells two meanings apart."""
    return _filled(_catalogue(_current.get()).pgettext(context, message), values)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for a marker
    """Mark ``message`` for translation; it is translated where it is shown."""
    return message


def isolated(text: str) -> str:
    """``text`` as a stranger in a sentence: its direction does not move the words around it."""
    return f"\u2068{text}\u2069" if text else ""


def apart(text: str) -> str:
    """``text`` kept together among words that run from right to left; elsewhere as it is."""
    return isolated(text) if direction() == "rtl" else text


def locale() -> str:
    """Code of the current language."""
    return _current.get()


def direction(code: str | None = None) -> str:
    """``rtl`` or ``ltr`` for a language, the current one by default."""
    return str(Locale.parse(code or _current.get()).text_direction)


@contextmanager
def use_locale(code: str) -> Iterator[None]:
    """Speak ``code`` inside the block; an unknown one means French."""
    mark = _current.set(code if code in LOCALES else SOURCE)
    try:
        yield
    finally:
        _current.reset(mark)


def set_locale(code: str) -> None:
    """Speak ``code`` from here on in this task; an unknown one means French."""
    _current.set(code if code in LOCALES else SOURCE)


def locale_of(path: str) -> str:
    """The language that an address is in: ``/ar/passeport`` is Arabic, ``/passeport`` French."""
    first = path.strip("/").split("/", 1)[0]
    return first if first in LOCALES and first != SOURCE else SOURCE


def localised(path: str, code: str | None = None) -> str:
    """Address of ``path`` in a language, the current one by default."""
    code = code or _current.get()
    return path if code == SOURCE else f"/{code}{path}"


def unlocalised(path: str) -> str:
    """``path`` without the language at its start."""
    code = locale_of(path)
    return path if code == SOURCE else path[len(code) + 1 :] or "/"


def format_day(day: date, *, year: bool = False) -> str:
    """A day in words, ``mardi 3 mars``, with its year on demand."""
    return _first(format_date(day, "EEEE d MMMM y" if year else "EEEE d MMMM", _current.get()))


def format_short_day(day: date) -> str:
    """A day short enough for a list: ``3 mars 2026``."""
    return _first(format_date(day, "d MMM y", locale=_current.get()))


def _first(day: str) -> str:
    """French says ``1er`` for the first of a month; Babel has no pattern for it."""
    return re.sub(r"(^| )1(?= )", r"\g<1>1er", day) if _current.get() == SOURCE else day


def format_time(moment: datetime, zone: str) -> str:
    """The hour at a place: ``14 h 30`` in French."""
    local = moment.astimezone(ZoneInfo(zone))
    if _current.get() == SOURCE:
        return f"{local.hour} h {local.minute:02}" if local.minute else f"{local.hour} h"
    return babel_time(local, "short", tzinfo=ZoneInfo(zone), locale=_current.get())


def format_day_time(moment: datetime, zone: str) -> str:
    """Day and hour at a place: ``mardi 3 mars à 14 h 30``."""
    local = moment.astimezone(ZoneInfo(zone))
    return _("{day} à {time}", day=format_day(local.date()), time=format_time(moment, zone))


def format_month(year: int, month: int | None = None) -> str:
    """``mars 2019``, or the year alone."""
    if month is None:
        return str(year)
    return format_date(date(year, month, 1), "LLLL y", locale=_current.get())


def format_duration(months: int) -> str:
    """A number of months in words: ``3 ans``, ``1 an et 6 mois``, ``5 mois``."""
    years, rest = divmod(months, 12)
    parts = []
    if years:
        parts.append(ngettext("{n} an", "{n} ans", years))
    if rest or not years:
        parts.append(ngettext("{n} mois", "{n} mois", rest))
    return (
        _("{first} et {second}", first=parts[0], second=parts[1]) if len(parts) == 2 else parts[0]
    )


def plural_rule() -> str:
    """The current language's plural form as a C expression of ``n``, which JavaScript reads too."""
    code = _current.get()
    path = TRANSLATIONS / code / "LC_MESSAGES" / f"{DOMAIN}.po"
    if code == SOURCE or not path.exists():
        return "(n > 1)"
    with path.open("rb") as file:
        return str(read_po(file, locale=code).plural_expr)


def plural_forms(singular: str, plural: str) -> list[str]:
    """Every form of a counted sentence in the current language, in the order of its rule."""
    code = _current.get()
    if code == SOURCE:
        return [typeset(singular), typeset(plural)]
    catalogue = _catalogue(code)
    table = getattr(catalogue, "_catalog", {})
    found = [table.get((singular, index)) for index in range(6)]
    forms = [form for form in found if form]
    return forms or [singular, plural]


def quoted(text: str) -> str:
    """``text`` as a JavaScript string literal."""
    return json.dumps(text, ensure_ascii=False)
