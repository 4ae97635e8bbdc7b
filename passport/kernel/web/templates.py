"""Pages made by the server: plain HTML that needs no script.

Templates are the ``.html`` files in the ``templates/`` folder of each feature; their names are
unique across the product. Text goes through ``_()`` as everywhere else.
"""

import base64
import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import brotli
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from passport.kernel import i18n
from passport.kernel.web.headers import page_policy
from passport.settings import settings

PACKAGE = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page, and the hashes of the style sheets that it may use."""

    html: str
    styles: tuple[str, ...]


def render(
    request: Request, name: str, *, status: int = 200, query: str = "", **context: Any
) -> HTMLResponse:
    """The answer made of the template ``name``, in the language of the request's address.

    ``query``, from its ``?`` on, is what the same page in another language is asked with too.
    """
    # An answer to a form has no address of its own, in any language.
    asked = request.method in {"GET", "HEAD"}
    page = render_template(name, path=request.url.path, query=query if asked else None, **context)
    return html_answer(request, page.html, page_policy(page.styles), status=status)


def html_answer(request: Request, html: str, policy: str, *, status: int = 200) -> HTMLResponse:
    """The answer made of ``html``, small where the browser can, under its ``policy``."""
    headers = {"content-security-policy": policy, "vary": "Accept-Encoding"}
    body = html.encode()
    accepted = re.findall(r"[a-z]+", request.headers.get("accept-encoding", ""))
    if "br" in accepted:
        # A fifth smaller than gzip at the same cost, two milliseconds for the largest page.
        body = brotli.compress(body, mode=brotli.MODE_TEXT, quality=5)  # type: ignore[no-untyped-call]
        headers["content-encoding"] = "br"
    elif "gzip" in accepted:
        body = gzip.compress(body, 6, mtime=0)
        headers["content-encoding"] = "gzip"
    return HTMLResponse(body, status_code=status, headers=headers)


def render_template(
    name: str, *, path: str = "/", query: str | None = "", **context: Any
) -> Rendered:
    """The template ``name`` in the current language. ``path`` and ``query`` are where it will be
    read; without a query it has no address, and cannot be read in another language.
    """
    styles: list[str] = []

    def stylesheet(*files: str) -> Markup:
        css = "".join(_stylesheet(file) for file in files)
        digest = hashlib.sha256(css.encode()).digest()
        styles.append(f"'sha256-{base64.b64encode(digest).decode()}'")
        return Markup(f"<style>{css}</style>")  # noqa: S704 - files of the product

    plain = i18n.unlocalised(path)
    html = (
        _environment()
        .get_template(name)
        .render(
            stylesheet=stylesheet,
            locale=i18n.locale(),
            direction=i18n.direction(),
            languages=[
                (code, own_name, i18n.localised(plain, code) + query)
                for code, own_name in i18n.LOCALES.items()
                if query is not None
            ],
            path=path,
            origin=settings().origin,
            **context,
        )
    )
    return Rendered(html, tuple(styles))


@lru_cache(maxsize=1)
def _environment() -> Environment:
    # The design's style sheets stand beside its components.
    folders = [PACKAGE / "ui", *sorted(PACKAGE.glob("**/templates"))]
    environment = Environment(
        loader=FileSystemLoader(folders),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        i18n._, i18n.ngettext, newstyle=False, pgettext=i18n.pgettext
    )
    environment.globals.update(localised=i18n.localised)
    environment.filters.update(
        day=i18n.format_day, short_day=i18n.format_short_day, month=i18n.format_month
    )
    return environment


@lru_cache(maxsize=32)
def _stylesheet(name: str) -> str:
    """A style sheet, small: without comments or runs of blanks."""
    loader = _environment().loader
    assert loader is not None
    css = loader.get_source(_environment(), name)[0]
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\s+", " ", css).strip()
