"""No sentence that a person sees, hears or is shown by a template escapes the catalogues.

Every page is made in a language that does not exist, whose every sentence stands in brackets; what
then stands outside brackets was never given to translate.
"""

import re
from collections.abc import Iterator
from gettext import NullTranslations
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import jinja2
import pytest
from reflex_base.components.component import Component

import passport
from passport.kernel import i18n

HEARD = {"aria-label", "ariaLabel", "placeholder", "title", "alt", "label"}
BRACKETED = re.compile(r"⟦[^⟦⟧]*⟧")
LETTERS = re.compile(r"[^\W\d_]{2,}")
# Names that are the same in every language.
NAMES = {"Passeport emploi", "Amina Benali", *i18n.LOCALES.values()}


class Brackets(NullTranslations):
    """A language in which every sentence stands in brackets."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return f"⟦{plural}⟧"

    def pgettext(self, context: str, message: str) -> str:
        return f"⟦{message}⟧"


@pytest.fixture(autouse=True)
def _in_brackets(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(i18n, "_catalogue", lambda code: Brackets())
    monkeypatch.setattr(i18n, "plural_forms", lambda one, many: [f"⟦{one}⟧", f"⟦{many}⟧"])
    monkeypatch.setattr("passport.ui.text.plural_forms", lambda one, many: [f"⟦{many}⟧"] * 2)
    with i18n.use_locale("en"):
        yield


def _pages() -> list[str]:
    """Modules that make a page; the parts that pages share are seen through them."""
    modules = sorted(
        module.name
        for module in walk_packages(passport.__path__, "passport.")
        if ".pages." in module.name and not module.name.endswith("atelier")
    )
    return [name for name in modules if hasattr(import_module(name), "page")]


def _outside(text: str) -> bool:
    # A sentence whose holes were filled in the browser is cut at its holes.
    rest = BRACKETED.sub("", text.replace("⟦", " ⟦").replace("⟧", "⟧ "))
    rest = re.sub(r"^[^⟦⟧]*⟧|⟦[^⟦⟧]*$", "", rest)
    for name in NAMES:
        rest = rest.replace(name, "")
    return bool(LETTERS.search(rest))


def _literals(node: Any) -> Iterator[str]:
    """Every literal text of a component: its words, and what a screen reader says of it."""
    if isinstance(node, Component):
        for name in ("aria_label", "placeholder", "title", "alt", "label"):
            yield from _strings(getattr(node, name, None))
        for name, value in node.custom_attrs.items():
            if name in HEARD:
                yield from _strings(value)
        contents = getattr(node, "contents", None)
        if contents is not None:
            yield from _strings(contents)
    for child in getattr(node, "children", []):
        yield from _literals(child)


def _strings(value: Any) -> Iterator[str]:
    if value is None:
        return
    literal = getattr(value, "_var_value", value if isinstance(value, str) else None)
    if isinstance(literal, str):
        yield literal


@pytest.mark.parametrize("name", _pages())
def test_every_word_of_a_page_is_in_the_catalogues(name: str) -> None:
    module = import_module(name)
    assert [text for text in _literals(module.page()) if _outside(text)] == []


class _Words(HTMLParser):
    """The words of a template, its expressions taken out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in {"script", "style"}
        self.found += [value for key, value in attrs if key in HEARD and value]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(data)


TEMPLATES = sorted(Path(passport.__path__[0]).rglob("templates/*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_word_of_a_template_is_in_the_catalogues(path: Path) -> None:
    source = path.read_text()
    jinja2.Environment(extensions=["jinja2.ext.i18n"]).parse(source)
    source = re.sub(r"{#.*?#}", "", source, flags=re.DOTALL)
    source = re.sub(r"{%\s*trans.*?endtrans\s*%}", "", source, flags=re.DOTALL)
    source = re.sub(r"{%.*?%}|{{.*?}}", "", source, flags=re.DOTALL)
    words = _Words()
    words.feed(source)
    assert [text.strip() for text in words.found if _outside(text)] == []
