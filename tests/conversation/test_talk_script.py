"""``talk.js`` in Chromium, on a plain page: what becomes of what she sends, and what is said."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

SCRIPT = Path(__file__).parents[2] / "passport" / "conversation" / "talk.js"
HTML = """<!doctype html><html lang="fr"><meta charset="utf-8"><title>x</title><body>
<main>
  <div role="log"><div data-mine="true"><span>Vous :</span><span dir="auto">oui</span></div></div>
  <div id="now" data-turn="t1" data-editing="">
    <p data-say="true">Noté. <a href="#">Voir</a></p>
    <div id="question"><h2 tabindex="-1">C'était où ?</h2><p>Une ville suffit.</p></div>
    <form id="chips"><button name="chip" value="a"><span>Annecy</span></button></form>
  </div>
  <div id="echo" hidden>
    <div data-echo="words"><span>Vous :</span><span dir="auto"></span></div>
  </div>
  <p id="news" role="status"></p>
</main>
<div class="frame-bottom"><div id="composer" data-taken="3" data-answered="5">
  <form data-keeps="true"><textarea id="text-field" name="text"></textarea>
  <button id="send">Envoyer</button></form>
</div></div>
<script>document.addEventListener("submit", (event) => event.preventDefault());
document.addEventListener("click", (event) => {
  if (event.target.closest("[name=chip]")) event.preventDefault();
});</script>
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


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    opened = context.new_page()
    context.route("https://app.test/", lambda r: r.fulfill(body=HTML, content_type="text/html"))
    opened.goto("https://app.test/")
    opened.add_script_tag(path=SCRIPT)
    # As when the framework draws the page: after the script has run.
    opened.evaluate("document.body.append('')")
    yield opened
    context.close()


def _send(page: Page, words: str) -> None:
    page.fill("#text-field", words)
    page.click("#send")
    expect(page.locator("#echo")).to_contain_text(words)
    expect(page.locator("#text-field")).to_have_value("")


def _hear(page: Page, **counters: int) -> None:
    page.evaluate("(told) => Object.assign(composer.dataset, told)", counters)


def test_what_is_taken_leaves_the_field(page: Page) -> None:
    _send(page, "à Annecy")
    _hear(page, answered=6, taken=4)
    expect(page.locator("#echo")).to_be_hidden()
    expect(page.locator("#text-field")).to_have_value("")


def test_what_is_refused_comes_back_before_what_was_written_since(page: Page) -> None:
    _send(page, "à Annecy")
    page.fill("#text-field", "puis Cluses")
    _hear(page, answered=6)
    expect(page.locator("#echo")).to_be_hidden()
    expect(page.locator("#text-field")).to_have_value("à Annecy\npuis Cluses")


def test_what_is_refused_at_the_door_comes_back(page: Page) -> None:
    """Too long for the edge: no answer of the conversation, a toast."""
    _send(page, "à Annecy")
    page.evaluate("news.insertAdjacentHTML('afterend', '<p><b data-toast=true>Trop long</b></p>')")
    expect(page.locator("#echo")).to_be_hidden()
    expect(page.locator("#text-field")).to_have_value("à Annecy")


def test_what_was_dropped_comes_back(page: Page) -> None:
    """Too many at once: the server let it fall."""
    _send(page, "à Annecy")
    page.evaluate("dispatchEvent(new Event('passport:slower'))")
    expect(page.locator("#text-field")).to_have_value("à Annecy")


def test_a_server_that_starts_again_has_not_answered(page: Page) -> None:
    _send(page, "à Annecy")
    _hear(page, answered=0, taken=0)
    expect(page.locator("#echo")).to_be_visible()
    _hear(page, answered=1, taken=1)
    expect(page.locator("#echo")).to_be_hidden()
    expect(page.locator("#text-field")).to_have_value("")


def test_what_gets_no_answer_comes_back_and_is_not_there_twice(page: Page) -> None:
    page.clock.install()
    _send(page, "à Annecy")
    page.evaluate("document.documentElement.dataset.connection = 'lost'")
    page.clock.run_for(25_000)
    expect(page.locator("#echo")).to_be_visible()
    page.evaluate("document.documentElement.dataset.connection = 'open'")
    page.clock.run_for(25_000)
    expect(page.locator("#text-field")).to_have_value("à Annecy")
    _hear(page, answered=6, taken=4)
    expect(page.locator("#text-field")).to_have_value("")


def test_a_ready_answer_is_shown_at_once(page: Page) -> None:
    page.fill("#text-field", "un brouillon")
    page.click("[name=chip]")
    expect(page.locator("#echo")).to_contain_text("Annecy")
    _hear(page, answered=6)
    expect(page.locator("#echo")).to_be_hidden()
    expect(page.locator("#text-field")).to_have_value("un brouillon")


def test_the_next_question_is_said_once(page: Page) -> None:
    news = page.locator("#news")
    expect(news).to_have_text("")
    page.evaluate("now.dataset.turn = 't2'")
    expect(news).to_have_text("Noté. C'était où ? Une ville suffit.")


def test_what_the_focus_makes_heard_is_not_said_too(page: Page) -> None:
    page.focus("[name=chip]")
    page.evaluate("chips.remove(); now.dataset.turn = 't2'")
    expect(page.locator("h2")).to_be_focused()
    expect(page.locator("#news")).to_have_text("Noté. Une ville suffit.")


def test_who_writes_keeps_the_focus(page: Page) -> None:
    page.focus("#text-field")
    page.evaluate("chips.remove(); now.dataset.turn = 't2'")
    expect(page.locator("#news")).not_to_have_text("")
    expect(page.locator("#text-field")).to_be_focused()
