"""Traps of the build, read in what it makes: 3, 7 to 10, 12 to 15, 19, 21, 23 and 24."""

import importlib.util
import json
import os
import re
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
import reflex as rx
from starlette.routing import Match

from passport import frontend
from passport.identity import rules
from passport.kernel.i18n import LOCALES, direction, locale_of
from passport.kernel.web.environment import ROOT
from passport.kernel.web.manifest import MANIFEST, RELEASE, load_manifest
from passport.kernel.web.routing import in_every_language

WEIGHT_KB = 150


@pytest.fixture(scope="module", autouse=True)
def built():
    """The product's release, made when it is not up to date."""
    frontend.build(print)


@pytest.fixture(scope="module")
def pages():
    """The HTML of every page of the app, by address."""
    return {
        address: (RELEASE / page["file"]).read_text()
        for address, page in load_manifest()["pages"].items()
        if page["scripts"] and address not in {"/", "/404"}
    }


@pytest.fixture(scope="module")
def scripts():
    return {file.name: file.read_text() for file in (RELEASE / "assets").glob("*.js")}


class Forms(HTMLParser):
    """Every form, and the fields it holds."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        if tag == "form":
            self.found.append(dict(attributes))


def compiled():
    return [*Path(ROOT, ".web/app").rglob("*.jsx"), *Path(ROOT, ".web/components").rglob("*.jsx")]


def test_state_outlives_the_longest_session():
    """Trap 3: in Redis each part of a state expires by itself, an hour after its last change."""
    from reflex_base.config import get_config

    assert get_config().redis_token_expiration >= rules.ABSOLUTE.total_seconds()


def test_no_field_is_controlled():
    """Trap 7: a field whose value comes from the state eats what is typed on a slow network."""
    for file in compiled():
        for tag in re.findall(r'jsx\("(?:input|textarea)",\{([^{}]*)', file.read_text()):
            kind = re.search(r'type:"(\w+)"', tag)
            if kind and kind[1] in {"hidden", "radio", "checkbox", "submit"}:
                continue
            assert not re.search(r"(?<![\w-])value:", tag), f"{file.name}: {tag[:200]}"


def test_every_form_works_before_the_page_is_alive(pages):
    """Trap 8: a form sent before that puts what was typed in the address."""
    from passport.app import ROUTES

    routes = in_every_language(ROUTES)
    seen = 0
    for address, html in pages.items():
        parser = Forms()
        parser.feed(html)
        for form in parser.found:
            if address.endswith("/atelier"):
                continue
            seen += 1
            assert form.get("method") == "post", (address, form)
            target = form.get("action", "").split("?")[0]
            scope = {"type": "http", "method": "POST", "path": target, "headers": []}
            assert any(route.matches(scope)[0] is Match.FULL for route in routes), (address, form)
    assert seen


def loaded(html):
    """The scripts and styles that a page asks for, before anything is touched."""
    return set(re.findall(r'"(/assets/[^"]+\.(?:js|css))"', html)) | set(
        re.findall(r"import \"(/assets/[^\"]+)\"", html)
    )


def sent(file):
    """Bytes of a file as a browser gets it; very small ones are not worth compressing."""
    small = file.with_name(f"{file.name}.br")
    return (small if small.exists() else file).stat().st_size


def test_the_conversation_is_light(pages):
    """Trap 9: what pages of one module share is loaded by all of them; Radix doubles everything."""
    names = loaded(pages["/parler"])
    weight = sum(sent(RELEASE / name[1:]) for name in names)
    weight += (RELEASE / "parler.html.br").stat().st_size
    print(f"conversation: {weight / 1000:.1f} kB in brotli, {len(names)} files")
    assert weight <= WEIGHT_KB * 1000


def test_no_page_loads_the_code_of_another(pages):
    """Trap 9, in every language."""
    for address, html in pages.items():
        own = [name for name in loaded(html) if "_._index-" in name]
        assert len(own) <= 1, (address, own)


def test_no_radix():
    """Trap 9: any of its components brings a style sheet of 80 kB to every page."""
    assert "radix" not in (ROOT / ".web" / "package.json").read_text().lower()


def test_every_page_is_there_before_any_script(pages):
    """Trap 10: a page with a variable in its address is an empty body until the script has run."""
    for address, html in pages.items():
        assert re.search(r"<h1[ >]", html), address
    plain = {address for address in pages if locale_of(address) == "fr"}
    for code in LOCALES:
        if code != "fr":
            assert {f"/{code}{address}" for address in plain} <= set(pages)


def test_language_and_direction_are_right_at_first_paint(pages):
    """Trap 12: the framework writes ``lang="en"`` everywhere."""
    for address, html in pages.items():
        code = locale_of(address)
        assert f'<html lang="{code}" dir="{direction(code)}"' in html[:200], address


@pytest.mark.parametrize(
    "words",
    [
        "A new version of this app",
        "Connection Error",
        "Cannot connect to server",
        "404: Page not found",
        "Built with Reflex",
    ],
)
def test_the_framework_says_nothing_in_its_own_words(scripts, pages, words):
    """Trap 12: its sentences are in English and not in any catalogue."""
    for name, text in [*scripts.items(), *pages.items()]:
        assert words not in text, name


def test_the_bundle_knows_no_address(scripts):
    """Trap 13: the address of the server is written into the bundle when it is built."""
    for name, text in scripts.items():
        assert "passport.invalid" not in text, name
        assert "localhost:8000" not in text, name


def test_brotli_is_there_for_everything_that_is_sent():
    """Trap 13: gzip alone by default."""
    for file in (RELEASE / "assets").glob("*.js"):
        assert file.with_name(f"{file.name}.br").exists() or file.stat().st_size < 1000, file


def test_files_of_the_release_before_stay_a_day(tmp_path, monkeypatch):
    """Trap 14: a tab that was open asks for a file of the build that was just replaced."""
    release = tmp_path / "release"
    monkeypatch.setattr(frontend, "RELEASE", release)
    long_ago = time.time() - frontend.KEEP_S - 60
    for name in ("one", "two", "three"):
        built = tmp_path / name
        (built / "assets").mkdir(parents=True)
        # Built long before it is replaced: what counts is when it leaves.
        for file in (f"{name}-1.js", f"{name}-1.js.br"):
            (built / "assets" / file).write_text(name)
            os.utime(built / "assets" / file, (long_ago, long_ago))
        (built / "page.html").write_text(name)
        manifest = {"stamp": name, "pages": {}, "assets": [f"{name}-1.js"]}
        (built / MANIFEST).write_text(json.dumps(manifest))
        frontend._publish(built)
        if name == "two":
            # A day later nobody asks for it any more.
            for file in (release / "assets").glob("one-1.js*"):
                assert file.stat().st_mtime > long_ago
                os.utime(file, (long_ago, long_ago))
    assert sorted(file.name for file in (release / "assets").iterdir()) == [
        "three-1.js",
        "three-1.js.br",
        "two-1.js",
        "two-1.js.br",
    ]
    assert (release / "page.html").read_text() == "three"


def test_a_build_of_the_same_sources_does_nothing():
    """The second start is quick."""
    said = []
    frontend.build(said.append)
    assert said == ["The pages are up to date."]


def test_granian_serves():
    """Trap 15: Reflex takes uvicorn when it finds it, and its log holds the tabs' tokens."""
    assert importlib.util.find_spec("uvicorn") is None


def test_the_framework_takes_no_file():
    """Trap 19: its uploads take anything from anybody, and its folder is public."""
    from reflex_components_core.core.upload import Upload

    assert not Upload.is_used
    for file in Path(ROOT, "passport").rglob("*.py"):
        assert not re.search(r"\brx\.(upload|get_upload)", file.read_text()), file


def test_nothing_needs_eval(scripts):
    """Trap 21: styles in code need ``unsafe-inline``, some events ``unsafe-eval``."""
    forbidden = r"\brx\.(toast|call_script|call_function|set_clipboard|scroll_to|window_alert)\b"
    for file in Path(ROOT, "passport").rglob("*.py"):
        assert not re.search(forbidden, file.read_text()), file
    for file in compiled():
        assert not re.search(r"[{,]css:", file.read_text()), file.name


def test_what_stands_in_a_page_is_that_of_the_manifest(pages):
    """Trap 21: a hash for each script and style in each page, and no attribute that is one."""
    listed = load_manifest()["pages"]
    for address, html in pages.items():
        assert frontend.inline_hashes(html) == listed[address]["scripts"], address
        assert frontend.inline_hashes(html, "style") == listed[address]["styles"], address
        assert not re.search(r"<[^>]+\s(?:on\w+|style)=\"", html), address


def test_tables_are_not_the_framework_s():
    """Trap 23: ``rx.Model`` goes in Reflex 1.0."""
    for file in Path(ROOT, "passport").rglob("*.py"):
        assert not re.search(r"\brx\.(Model|session|asession)\b", file.read_text()), file


def states(cls=rx.State):
    for part in cls.get_substates():
        yield part
        yield from states(part)


def test_what_everybody_gets_holds_nothing():
    """Trap 24: names and first values of every state are in the bundle, whoever opens it."""
    import passport.app  # noqa: F401

    ours = [part for part in states() if part.__module__.startswith("passport.")]
    assert ours
    for part in ours:
        assert part.get_parent_state() is rx.State, f"{part.__name__} is not flat"
        fields = part.get_fields()
        for name in part.base_vars:
            if name in fields:
                first = json.dumps(fields[name].default_value(), default=str)
                assert len(first) <= 300, f"{part.__name__}.{name}"
