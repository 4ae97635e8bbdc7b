"""``ui.js`` in Chromium, on a plain page: dialogs, the way out, Enter. With and without the
``command`` attribute, which older browsers do not know."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

SCRIPT = Path(__file__).parents[2] / "assets" / "ui.js"
HTML = """<!doctype html><html lang="fr"><title>x</title><body>
<a data-quick-exit href="https://example.org/weather">Quitter</a>
<button id="open" command="show-modal" commandfor="sure">Ouvrir</button>
<dialog id="sure"><button command="close" commandfor="sure">Fermer</button><input></dialog>
<dialog id="told" data-open="false"><button>Fermer</button></dialog>
<form><textarea data-send="enter" name="text"></textarea><button>Envoyer</button></form>
<div data-toast="true">Fait <button data-dismiss="toast">Fermer</button></div>
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        pytest.skip("no Chromium on this machine (install Debian's chromium)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(params=["native", "older"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context()
    opened = context.new_page()
    if request.param == "older":
        opened.add_init_script(
            "for (const name of ['command', 'commandForElement'])"
            " delete HTMLButtonElement.prototype[name];"
            "addEventListener('command', (event) => event.preventDefault(), true)"
        )
    context.route("https://app.test/", lambda r: r.fulfill(body=HTML, content_type="text/html"))
    context.route("https://example.org/**", lambda r: r.fulfill(body="<title>rain</title>"))
    opened.goto("https://app.test/")
    opened.add_script_tag(path=SCRIPT)
    yield opened
    context.close()


def _open(page: Page, name: str) -> bool:
    return bool(page.evaluate(f"document.getElementById('{name}').matches(':modal')"))


def test_a_double_tap_sends_a_form_once(page: Page) -> None:
    page.evaluate(
        "window.sent = []; document.addEventListener('submit', (event) => {"
        " event.preventDefault(); sent.push(event.target.elements.text.value); })"
    )
    page.fill("textarea", "oui")
    page.get_by_role("button", name="Envoyer").dblclick()
    page.fill("textarea", "non")
    page.get_by_role("button", name="Envoyer").click()
    assert page.evaluate("sent") == ["oui", "non"]


def test_a_double_tap_is_one_tap(page: Page) -> None:
    page.evaluate("window.taps = 0; document.addEventListener('click', () => taps++)")
    button = page.get_by_role("button", name="Envoyer")
    button.evaluate("(node) => node.type = 'button'")
    button.dblclick()
    assert page.evaluate("taps") == 1
    button.click()
    assert page.evaluate("taps") == 2


def test_a_dialog_keeps_the_focus_and_gives_it_back(page: Page) -> None:
    page.click("#open")
    assert _open(page, "sure")
    for _ in range(5):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('#sure')"
        )
    page.keyboard.press("Escape")
    assert not _open(page, "sure")
    assert page.evaluate("document.activeElement.id") == "open"
    page.click("#open")
    page.click("#sure button")
    assert not _open(page, "sure")


def test_a_state_opens_and_closes_a_dialog(page: Page) -> None:
    page.evaluate("document.getElementById('told').dataset.open = 'true'")
    page.wait_for_function("document.getElementById('told').matches(':modal')")
    page.evaluate("document.getElementById('told').dataset.open = 'false'")
    page.wait_for_function("!document.getElementById('told').open")


def test_a_dialog_that_arrives_open_is_opened(page: Page) -> None:
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<dialog id=late data-open=true>x</dialog>')"
    )
    page.wait_for_function("document.getElementById('late').matches(':modal')")


@pytest.mark.parametrize("way", ["touch", "escapes"])
def test_the_way_out_leaves_nothing_to_come_back_to(page: Page, way: str) -> None:
    before = page.evaluate("history.length")
    if way == "touch":
        page.click("[data-quick-exit]")
    else:
        for _ in range(3):
            page.keyboard.press("Escape")
    page.wait_for_url("https://example.org/weather")
    assert page.evaluate("history.length") == before


def test_two_escapes_stay(page: Page) -> None:
    for _ in range(2):
        page.keyboard.press("Escape")
    assert page.url == "https://app.test/"


def test_enter_sends_and_shift_enter_makes_a_line(page: Page) -> None:
    page.evaluate(
        "document.forms[0].addEventListener('submit', (event) => {"
        " event.preventDefault(); window.sent = event.target.text.value })"
    )
    field = page.locator("textarea")
    field.press("Enter")
    assert page.evaluate("window.sent") is None
    field.type("un")
    field.press("Shift+Enter")
    field.type("deux")
    field.press("Enter")
    assert page.evaluate("window.sent") == "un\ndeux"


def test_a_toast_is_closed(page: Page) -> None:
    page.click("[data-dismiss=toast]")
    assert not page.is_visible("[data-toast]")
