"""Ways in and out: stopping, a provider that is down, two tabs, professionals."""

import re

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import EMBEDDED_ONLY
from tests.browser.person import alive, log_in, log_out, main, through


def _to_the_people(page: Page, target: str = "/rendez-vous") -> None:
    page.goto(target)
    page.locator("a[href*='/auth/demo/login']").first.click()


@EMBEDDED_ONLY
def test_who_stops_at_the_provider_is_back_where_she_was(page: Page) -> None:
    _to_the_people(page)
    page.get_by_text("Amina Benali", exact=True).click()
    page.get_by_role("button", name="Annuler").click()
    expect(page).to_have_url(re.compile(r"/connexion\?suite=arret&next=/rendez-vous$"))
    expect(page.get_by_role("status")).to_contain_text("Rien n’a été transmis")
    through(page, "Amina Benali")
    expect(page).to_have_url(re.compile("/rendez-vous$"))


@EMBEDDED_ONLY
def test_a_provider_that_is_down_is_said_to_be(page: Page) -> None:
    _to_the_people(page)
    page.get_by_text("Connexion en panne", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("ne répond pas")
    expect(page.locator("a[href*='/auth/demo/login']")).to_be_visible()


@EMBEDDED_ONLY
def test_two_tabs_log_in_at_the_same_time(phone: BrowserContext) -> None:
    first, second = phone.new_page(), phone.new_page()
    _to_the_people(first)
    _to_the_people(second, "/passeport")
    first.get_by_text("Amina Benali", exact=True).click()
    first.get_by_role("button", name="Continuer").click()
    expect(first.get_by_role("status")).to_contain_text("dans un autre onglet")
    second.get_by_text("Amina Benali", exact=True).click()
    second.get_by_role("button", name="Continuer").click()
    expect(second).to_have_url(re.compile("/passeport$"))
    # The first tab comes in without a word: it is the same browser.
    first.locator("a[href*='/auth/demo/login']").click()
    alive(first)
    expect(main(first)).to_be_visible()


@EMBEDDED_ONLY
def test_a_person_with_special_papers_gets_an_empty_passport_and_leaves_the_provider(
    page: Page,
) -> None:
    log_in(page, "Ibrahima Sow")
    page.goto("/moi/connexions")
    expect(main(page)).to_contain_text("Connexion de démonstration")
    page.get_by_role("button", name="Retrouver mon ancien passeport").click()
    expect(page.get_by_role("status")).to_contain_text("Votre référence")
    log_out(page)
    expect(page).to_have_url(re.compile("/au-revoir$"))


@EMBEDDED_ONLY
def test_a_professional_comes_in_by_her_own_way(page: Page) -> None:
    page.goto("/connexion")
    page.get_by_role("link", name="Connexion des professionnels").click()
    page.locator("a[href*='/auth/demo-pro/login']").click()
    page.get_by_text("Claire Favre", exact=True).click()
    expect(main(page)).to_contain_text("claire-favre@example.org")
    page.get_by_role("button", name="Continuer").click()
    expect(page).to_have_url(re.compile("/moi$"))
    expect(main(page)).to_contain_text("Favre")
    log_out(page)

    page.goto("/connexion/professionnels")
    page.locator("a[href*='/auth/demo-pro/login']").click()
    page.get_by_text("Professionnelle inconnue", exact=True).click()
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("status")).to_contain_text("pas encore connu ici")
    page.get_by_role("button", name="Changer de compte").click()
    expect(page).to_have_url(re.compile(r"/demonstration-pro/authorize\?.*prompt=login"))
