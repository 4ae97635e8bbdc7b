"""A server process dies under people: another one serves them, and nothing they did is lost."""

import os
import signal
import time

from playwright.sync_api import Page, expect

from tests.browser.conftest import SERVICE_ONLY, Product
from tests.browser.person import alive, composer, log_in, said, send

BACK_S = 30
"""How long a killed process may take to be replaced."""

SENTENCES = (
    "j'ai gardé les enfants de ma sœur pendant 2 ans",
    "je préparais les repas et je les emmenais à l'école",
)


@SERVICE_ONLY
def test_a_killed_process_loses_nothing(product: Product, page: Page) -> None:
    """Each process is killed in turn, so that the tab's own is among them."""
    log_in(page, "Noël Mugnier")
    alive(page)
    page.evaluate("window.sameDocument = true")
    for worker, sentence in zip(product.workers, SENTENCES, strict=True):
        composer(page).fill(sentence)
        os.kill(worker, signal.SIGKILL)
        expect(composer(page)).to_have_value(sentence)
        _send_until_said(page, sentence)
        assert page.evaluate("window.sameDocument")
        _wait_for_both(product)
    page.reload()
    alive(page)
    for sentence in SENTENCES:
        expect(said(page, sentence)).to_have_count(1)


def _send_until_said(page: Page, sentence: str) -> None:
    """Send, and again while the words are still where they were written.

    What leaves in the moment of the death is not taken: it stays in its place, to be sent again.
    """
    deadline = time.monotonic() + BACK_S
    while time.monotonic() < deadline and not said(page, sentence).count():
        if composer(page).input_value() == sentence:
            send(page)
        page.wait_for_timeout(2_000)
    expect(said(page, sentence)).to_have_count(1)


def _wait_for_both(product: Product) -> None:
    deadline = time.monotonic() + BACK_S
    while len(product.workers) < 2 and time.monotonic() < deadline:
        time.sleep(0.2)
    assert len(product.workers) == 2
