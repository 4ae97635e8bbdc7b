"""What a person does with the product, one act a function, by the words that she sees."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect


def alive(page: Page) -> None:
    """Wait until the page answers to touch: its state has come."""
    page.locator("html[data-alive=true]").wait_for(state="attached")


def log_in(page: Page, name: str = "Amina Benali", language: str = "") -> None:
    """From the home page, come back logged in as a fictitious person."""
    page.goto(f"{language}/")
    page.locator("a[href*='/connexion']").first.click()
    through(page, name)
    page.wait_for_url(re.compile("/parler"))


def through(page: Page, name: str) -> None:
    """From the login page through the provider, as a fictitious person."""
    page.locator("a[href*='/auth/demo/login']").first.click()
    page.get_by_text(name, exact=True).first.click()
    page.locator("form button").first.click()
    page.wait_for_url(lambda address: "/demonstration/" not in address)


def log_out(page: Page) -> None:
    """By the button of one's own page."""
    page.goto("/moi")
    alive(page)
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.locator("main")).to_contain_text("À bientôt")


def share(page: Page, recipient: str) -> str:
    """Show all of the passport to somebody; the address that the code holds."""
    page.goto("/montrer/nouveau")
    page.get_by_label("Pour qui ?").fill(recipient)
    page.get_by_role("button", name="Tout cocher").click()
    page.get_by_role("button", name="Montrer le code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Montrez ce code")
    link = page.get_by_role("link", name="Envoyer le lien").get_attribute("href")
    found = page.request.get(str(link)).text()
    (secret,) = set(re.findall(r"https?://[^\"<\s]+/p/[\w-]+", found))
    return urlsplit(secret).path


def composer(page: Page) -> Locator:
    """Where one writes to the conversation."""
    return page.locator("#text-field")


def send(page: Page) -> None:
    """Send what is written to the conversation."""
    page.locator(".composer button[type=submit]").click()


def said(page: Page, words: str) -> Locator:
    """What the person said in the conversation, in exactly these words."""
    return page.locator("[role=log] > div").get_by_text(re.compile(f"{re.escape(words)}$"))


def say(page: Page, words: str) -> None:
    """Write to the conversation, and send."""
    composer(page).fill(words)
    send(page)
    expect(page.get_by_text(words).first).to_be_visible()


def main(page: Page) -> Locator:
    """The main part of the page."""
    return page.locator("main")
