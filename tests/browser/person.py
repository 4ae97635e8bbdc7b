"""What a person does with the product, one act a function, by the words that she sees."""

import re

from playwright.sync_api import Locator, Page, expect


def alive(page: Page) -> None:
    """Wait until the page answers to touch: its state has come."""
    page.wait_for_function("document.documentElement.dataset.alive === 'true'")


def log_in(page: Page, name: str = "Amina Benali", language: str = "") -> None:
    """From the home page, come back logged in as a fictitious person."""
    page.goto(f"{language}/")
    page.locator("a[href*='/connexion']").first.click()
    page.locator("a[href*='/auth/demo/login']").first.click()
    page.get_by_text(name, exact=True).first.click()
    page.locator("form button").first.click()
    page.wait_for_url(re.compile("/parler"))


def say(page: Page, words: str) -> None:
    """Write to the conversation, and send."""
    page.get_by_placeholder("Écrivez avec vos mots…").fill(words)
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_text(words).first).to_be_visible()


def main(page: Page) -> Locator:
    """The main part of the page."""
    return page.locator("main")
