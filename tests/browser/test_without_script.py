"""A browser without JavaScript, and one whose scripts have not come yet."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.conftest import Product, a_phone
from tests.browser.person import alive, composer, log_in, main, said, send, share

WORDS = "j'ai fait le ménage dans un hôtel à Cluses pendant deux ans"


@pytest.fixture
def plain(browser: Browser, product: Product) -> Iterator[Page]:
    """A tab of a browser that runs no script."""
    with a_phone(browser, product.origin, java_script_enabled=False) as phone:
        yield phone.new_page()


def test_an_opinion_an_appointment_and_the_way_out(plain: Page) -> None:
    log_in(plain, "Thomas Ó Briain")

    plain.get_by_role("link", name="Mon avis", exact=True).click()
    plain.get_by_role("link", name="Donner mon avis").click()
    plain.get_by_role("link", name="Donner mon avis").first.click()
    question = plain.get_by_role("heading", level=1).inner_text()
    for group in main(plain).get_by_role("group").all():
        group.get_by_role("radio").first.check()
    words = main(plain).locator("textarea")
    if words.count():
        words.first.fill("Le bus passe trop tôt.")
    plain.get_by_role("button", name="Envoyer ma réponse").click()
    expect(plain.get_by_role("heading", level=1)).to_be_visible()
    expect(main(plain)).to_contain_text("Réponse promise")
    assert "bus" not in plain.url
    plain.goto("/mon-avis/simple")
    answered = main(plain).locator("section", has_text=question)
    expect(answered).to_contain_text("Vous avez répondu")

    plain.goto("/rendez-vous")
    plain.get_by_role("link", name="Voir la page simple").click()
    plain.get_by_role("link", name=re.compile("Faire le point")).click()
    plain.get_by_role("link", name="Par téléphone").click()
    plain.get_by_label(re.compile("De quoi voulez-vous parler")).fill("Mon projet")
    plain.locator("button[name=le]").first.click()
    expect(main(plain)).to_contain_text("Votre rendez-vous est pris")
    plain.get_by_role("link", name=re.compile("Déplacer")).first.click()
    plain.locator("button[name=le]").nth(2).click()
    expect(main(plain)).to_contain_text("Votre rendez-vous a changé d'heure")
    plain.get_by_role("link", name=re.compile("Annuler")).first.click()
    plain.get_by_role("button", name=re.compile("Annuler")).click()
    expect(main(plain)).to_contain_text("Votre rendez-vous est annulé")

    plain.goto("/moi")
    plain.get_by_role("button", name="Se déconnecter").click()
    expect(main(plain)).to_contain_text("À bientôt")
    plain.goto("/rendez-vous/simple")
    expect(plain).to_have_url(re.compile("/connexion"))


def test_the_conversation_goes_on_by_ready_answers_and_by_words(plain: Page) -> None:
    log_in(plain, "José-María Etxeberria")
    expect(main(plain)).to_contain_text("Bonjour")
    before = main(plain).get_by_role("heading", level=2).inner_text()
    plain.locator("main button[name=chip]").first.click()
    plain.wait_for_url("**/parler")
    after = main(plain).get_by_role("heading", level=2)
    expect(after).not_to_have_text(before)
    composer(plain).fill("<b>dans un garage</b>")
    send(plain)
    plain.wait_for_url("**/parler")
    expect(said(plain, "<b>dans un garage</b>")).to_be_visible()
    composer(plain).fill("je veux mourir")
    send(plain)
    expect(main(plain).get_by_role("alert")).to_contain_text("3114")
    plain.get_by_role("link", name="Continuer").click()
    expect(main(plain)).not_to_contain_text("mourir")


def test_the_page_that_an_employer_opens(page: Page, plain: Page) -> None:
    log_in(page, "Noël Mugnier")
    plain.goto(share(page, "Hôtel du Lac"))
    expect(plain.get_by_role("heading", level=1)).to_contain_text("Noël Mugnier")
    plain.get_by_role("button", name=re.compile("rendez-vous", re.IGNORECASE)).first.click()
    plain.get_by_role("textbox").first.fill("04 50 00 00 00")
    plain.get_by_role("button", name=re.compile("Envoyer")).first.click()
    expect(plain.locator("body")).to_contain_text("Votre réponse est partie")


def _is_script(address: str) -> bool:
    return "/assets/" in address and ".js" in address


def _abort(route: Route) -> None:
    route.abort()


def test_a_form_sent_before_the_page_is_alive(phone: BrowserContext, page: Page) -> None:
    log_in(page, "Zoé Crêtaz")
    alive(page)
    page.goto("about:blank")
    phone.route(_is_script, _abort)
    page.goto("/parler")
    composer(page).fill(WORDS)
    with page.expect_request("**/parler/dire") as sent:
        send(page)
    assert sent.value.method == "POST"
    assert sent.value.url.endswith("/parler/dire")
    page.wait_for_url("**/parler")
    phone.unroute(_is_script, _abort)
    page.reload()
    alive(page)
    expect(said(page, WORDS)).to_have_count(1)
    expect(composer(page)).to_have_value("")
