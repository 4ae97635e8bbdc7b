"""``page.js`` in Chromium, on a plain page: whose device it is, and when nobody is there."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, sync_playwright

ROOT = Path(__file__).parents[3]
FILES = {
    "/page.js": ROOT / "passport" / "kernel" / "web" / "scripts" / "page.js",
    "/ui.js": ROOT / "assets" / "ui.js",
}
HTML = """<!doctype html><html lang="fr"><title>x</title><script src="/page.js" defer></script>
<script src="/ui.js" defer></script><body>
<a data-quick-exit href="https://example.org/weather">Quitter</a>
<div class="frame"><form><textarea name="text"></textarea></form></div>
<dialog id="still-there"><button data-stay command="close" commandfor="still-there">Rester</button>
</dialog>
"""
OWN, LENT = "own-1800", "lent-300"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        pytest.skip("no Chromium on this machine (install Debian's chromium)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


class Site:
    """A site of one page, and what was posted to it."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.posted: list[str] = []
        context.clock.install()
        context.route("https://app.test/**", self._answer)
        context.route("https://example.org/**", lambda r: r.fulfill(body="<title>rain</title>"))

    def _answer(self, route: Route, request: Request) -> None:
        path = request.url.removeprefix("https://app.test")
        if request.method == "POST":
            self.posted.append(path)
            route.fulfill(status=204)
            return
        if path in FILES:
            route.fulfill(path=FILES[path], content_type="text/javascript")
            return
        body = "<title>closed</title>" if "au-revoir" in path else HTML
        route.fulfill(body=body, content_type="text/html")

    def heard(self, page: Page, *paths: str) -> bool:
        """Whether exactly ``paths`` were posted, within a moment."""
        for _ in range(20):
            if self.posted == list(paths):
                return True
            page.wait_for_timeout(50)
        return False

    def open(self, device: str) -> Page:
        """The page in a tab, whose hours the test decides."""
        if device:
            self.context.add_cookies(
                [{"name": "device", "value": device, "url": "https://app.test/"},
                 *([{"name": "draft", "value": "hers", "url": "https://app.test/"}]
                   if device == OWN else [])]
            )  # fmt: skip
        page = self.context.new_page()
        page.goto("https://app.test/")
        return page


@pytest.fixture
def site(browser: Browser) -> Iterator[Site]:
    context = browser.new_context()
    yield Site(context)
    context.close()


def asked(page: Page) -> bool:
    return bool(page.evaluate("document.getElementById('still-there').open"))


@pytest.mark.parametrize(("device", "minutes"), [(OWN, 30), (LENT, 5)])
def test_it_asks_a_minute_before_and_stays_at_a_touch(
    site: Site, device: str, minutes: int
) -> None:
    page = site.open(device)
    page.clock.run_for((minutes - 1) * 60_000 - 10_000)
    assert not asked(page)
    page.clock.run_for(15_000)
    assert asked(page)
    page.get_by_role("button", name="Rester").click()
    assert not asked(page)
    assert site.heard(page, "/moi/rester")
    page.clock.run_for((minutes - 1) * 60_000 - 10_000)
    assert not asked(page)


def test_on_a_lent_device_it_leaves_by_itself(site: Site) -> None:
    page = site.open(LENT)
    page.clock.run_for(5 * 60_000 + 6_000)
    page.wait_for_url("https://app.test/au-revoir")
    assert site.heard(page, "/deconnexion")


def test_who_writes_for_long_is_there(site: Site) -> None:
    """No event reaches the server meanwhile: the script tells it, at most every twenty seconds."""
    page = site.open(LENT)
    for _ in range(12):
        page.locator("textarea").press("a")
        page.clock.run_for(30_000)
    assert not asked(page)
    assert 10 <= site.posted.count("/moi/rester") <= 12


def test_a_sign_in_one_tab_counts_in_the_others(site: Site) -> None:
    here, there = site.open(LENT), site.open("")
    # One clock for all the tabs of a browser.
    there.clock.run_for(3 * 60_000)
    here.locator("textarea").press("a")
    there.clock.run_for(90_000)
    assert not asked(there)
    there.clock.run_for(3 * 60_000)
    assert asked(there)


def test_without_a_session_nothing_is_asked(site: Site) -> None:
    page = site.open("")
    page.clock.run_for(40 * 60_000)
    assert not asked(page)
    assert site.posted == []


@pytest.mark.parametrize(("device", "kept"), [(OWN, 1), (LENT, 0)])
def test_drafts_stay_on_one_s_own_device_alone(site: Site, device: str, kept: int) -> None:
    page = site.open(device)
    page.locator("textarea").press_sequentially("bonjour")
    assert page.evaluate("sessionStorage.length") == kept


@pytest.mark.parametrize("device", ["", OWN, LENT])
def test_the_way_out_closes_the_session_and_drops_what_the_tab_kept(
    site: Site, device: str
) -> None:
    page = site.open(device)
    page.evaluate("sessionStorage.setItem('token', 'of the tab')")
    for _ in range(3):
        page.keyboard.press("Escape")
    page.wait_for_url("https://example.org/weather")
    assert site.heard(page, *(["/deconnexion"] if device else []))
    page.goto("https://app.test/")
    assert page.evaluate("sessionStorage.length") == (0 if device else 1)
