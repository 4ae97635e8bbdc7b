"""A network that comes and goes: what is typed is kept, what is sent is sent once."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import EMBEDDED_ONLY, Product, a_phone, running
from tests.browser.person import alive, composer, log_in, main, said, send

WORDS = "je gardais les enfants de ma sœur le mercredi"
CALM = "Pas de réseau. Ce que vous écrivez est gardé."

# Lets a test shut the sockets of a page, as a phone does that changes network.
SOCKETS = """
  window.opened = [];
  window.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener("open", () => {
        document.documentElement.dataset.sockets = window.opened.push(this);
      });
    }
  };
"""


@EMBEDDED_ONLY
def test_the_network_goes_and_comes_back(phone: BrowserContext, page: Page) -> None:
    log_in(page, "Noël Mugnier")
    alive(page)
    page.evaluate("window.sameDocument = true")
    composer(page).fill(WORDS)
    phone.set_offline(True)
    banner = page.get_by_text(CALM)
    expect(banner).to_be_visible()
    composer(page).fill(f"{WORDS} et le samedi")
    phone.set_offline(False)
    expect(banner).to_be_hidden()
    expect(composer(page)).to_have_value(f"{WORDS} et le samedi")
    send(page)
    expect(said(page, f"{WORDS} et le samedi")).to_have_count(1)
    assert page.evaluate("window.sameDocument")
    page.reload()
    alive(page)
    expect(said(page, f"{WORDS} et le samedi")).to_have_count(1)
    expect(composer(page)).to_have_value("")


@EMBEDDED_ONLY
def test_what_is_sent_without_network_leaves_when_it_is_back(
    phone: BrowserContext, page: Page
) -> None:
    log_in(page, "Fatoumata Diallo")
    alive(page)
    phone.set_offline(True)
    expect(page.get_by_text(CALM)).to_be_visible()
    composer(page).fill(WORDS)
    send(page)
    phone.set_offline(False)
    expect(page.get_by_text(CALM)).to_be_hidden()
    expect(said(page, WORDS)).to_have_count(1)
    page.reload()
    alive(page)
    expect(said(page, WORDS)).to_have_count(1)


@EMBEDDED_ONLY
def test_a_reload_keeps_what_was_typed(page: Page) -> None:
    log_in(page, "Zoé Crêtaz")
    alive(page)
    composer(page).fill(WORDS)
    page.reload()
    alive(page)
    expect(composer(page)).to_have_value(WORDS)
    page.goto("/passeport/experience")
    page.get_by_label("Ce que je faisais").fill("Aide à domicile")
    page.reload()
    alive(page)
    expect(page.get_by_label("Ce que je faisais")).to_have_value("Aide à domicile")


def test_a_phone_that_changes_network_keeps_its_place(phone: BrowserContext, page: Page) -> None:
    phone.add_init_script(SOCKETS)
    log_in(page, "Kévin N'Guessan")
    page.goto("/mon-avis")
    alive(page)
    page.get_by_role("button", name="Donner mon avis").first.click()
    page.get_by_role("button", name=re.compile("Commencer")).click()
    page.get_by_role("button", name="Je passe").click()
    place = page.get_by_text(re.compile(r"^Question 2\b|2 sur \d"))
    expect(place.first).to_be_visible()
    for again in range(2, 5):
        page.evaluate("window.opened.at(-1).close()")
        page.locator(f"html[data-sockets='{again}']").wait_for(state="attached")
    expect(place.first).to_be_visible()
    page.get_by_role("button", name="Je passe").click()
    # A busy machine may take long; a tab that nobody may change stays shut for ten seconds.
    third = main(page).get_by_text(re.compile(r"^Question 3\b|3 sur \d")).first
    expect(third).to_be_visible(timeout=9_000)


@pytest.fixture
def own_product(product: Product, tmp_path: Path) -> Iterator[Product]:
    """A product that a test may stop, on files of its own."""
    with running(product.kind, tmp_path) as started:
        yield started


@EMBEDDED_ONLY
def test_the_server_stops_and_starts_again(browser: Browser, own_product: Product) -> None:
    with a_phone(browser, own_product.origin) as phone:
        page = phone.new_page()
        log_in(page, "Noël Mugnier")
        alive(page)
        page.evaluate("window.sameDocument = true")
        composer(page).fill(WORDS)
        own_product.stop()
        expect(page.get_by_text(CALM)).to_be_visible()
        own_product.start()
        expect(page.get_by_text(CALM)).to_be_hidden(timeout=30_000)
        expect(composer(page)).to_have_value(WORDS)
        send(page)
        # The first sentence after a start waits for what understanding loads.
        expect(said(page, WORDS)).to_have_count(1, timeout=30_000)
        assert page.evaluate("window.sameDocument")
