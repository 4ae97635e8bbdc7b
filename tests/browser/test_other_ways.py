"""On a phone: in by a sheet of paper, back by a code, on somebody else's device, and out fast."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import EMBEDDED_ONLY, Product, a_phone
from tests.browser.person import alive, log_in, through

pytestmark = EMBEDDED_ONLY

NEUTRAL = "https://meteofrance.com/"


@pytest.fixture
def desk(browser: Browser, product: Product) -> Iterator[Page]:
    """A référent's computer."""
    with a_phone(browser, product.origin, viewport={"width": 1280, "height": 900}) as context:
        secret = product.session("claire-favre")
        context.add_cookies([{"name": "sid", "value": secret, "url": product.origin}])
        yield context.new_page()


def test_a_referent_has_her_own_page_without_the_places_of_a_beneficiary(desk: Page) -> None:
    desk.goto("/moi")
    alive(desk)
    expect(desk.get_by_role("link", name="Ce qu'on vous confie")).to_be_visible()
    expect(desk.get_by_role("navigation", name="Les pages")).to_have_count(0)


def _tell(page: Page) -> None:
    page.get_by_role("button", name="Continuer").click()


def test_from_paper_to_a_passport_and_back_by_a_code(
    product: Product, desk: Page, phone: BrowserContext
) -> None:
    desk.goto("/pro/invitations")
    desk.get_by_label("Prénom").fill("Brahim")
    desk.get_by_label("Nom", exact=True).fill("Dupont")
    desk.get_by_role("button", name="Faire la feuille", exact=True).click()
    code = desk.locator(".code").inner_text()
    box = desk.locator(".qr svg").bounding_box()
    assert box
    # 96 CSS pixels are an inch of paper.
    assert box["width"] / 96 * 25.4 >= 35

    page = phone.new_page()
    page.goto("/connexion")
    page.get_by_role("link", name="J’ai une invitation").click()
    page.get_by_label("Code à 12 chiffres").fill("000 000 000 000")
    _tell(page)
    expect(page.get_by_role("alert")).to_contain_text("ne marche pas")
    page.get_by_label("Code à 12 chiffres").fill(code)
    _tell(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Brahim D.")
    page.get_by_role("button", name="Oui, c’est moi").click()

    page.get_by_label("Votre portable ou votre e-mail").fill("06 39 98 12 34")
    page.get_by_role("button", name="Recevoir un code").click()
    _type_code(product, page, 1)
    expect(page.get_by_text("•• 34").first).to_be_visible()
    page.get_by_role("link", name="Continuer").click()
    alive(page)
    page.goto("/moi")
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.locator("main")).to_contain_text("À bientôt")

    page.goto("/connexion?next=/rendez-vous")
    page.get_by_role("link", name="Recevoir un code").click()
    page.get_by_label("Votre portable ou votre e-mail").fill("0639981234")
    page.get_by_role("button", name="Envoyer le code").click()
    _type_code(product, page, 2)
    page.wait_for_url("**/rendez-vous")
    alive(page)
    desk.goto("/pro/invitations")
    expect(desk.get_by_role("row", name=re.compile("Brahim Dupont"))).to_contain_text("Entrée")


def _type_code(product: Product, page: Page, number: int) -> None:
    """Read the message that the demonstration leaves in a folder, and type its code."""
    folder = product.var / "sms"
    for _ in range(60):
        sent = sorted(folder.glob("*.txt")) if folder.exists() else []
        if len(sent) >= number:
            found = re.search(r"(\d{3}) (\d{3})", sent[-1].read_text())
            assert found
            page.get_by_label("Code à 6 chiffres").fill(found[0])
            _tell(page)
            return
        page.wait_for_timeout(100)
    raise AssertionError("no message left")


def test_closing_the_others_shows_on_the_other_telephone(
    browser: Browser, product: Product, page: Page
) -> None:
    log_in(page)
    page.goto("/moi")
    alive(page)
    with a_phone(browser, product.origin) as context:
        other = context.new_page()
        log_in(other)
        other.goto("/moi")
        alive(other)
        expect(other.locator("main")).to_contain_text("Ordinateur Linux, avec Chrome")
        other.get_by_role("button", name="Fermer les autres").click()
        # Nobody touches it. That it takes less than a second is tried on the sockets.
        page.wait_for_url(re.compile("/connexion.*suite=ferme"))
        expect(page.locator("main")).not_to_contain_text("Benali")
        expect(other.locator("main")).to_contain_text("fermé")


def test_on_a_lent_phone_nothing_stays_and_the_way_out_closes(
    page: Page, phone: BrowserContext
) -> None:
    page.goto("/connexion")
    page.get_by_role("button", name="Ce téléphone n’est pas à moi").click()
    expect(page.get_by_role("heading", name="Ce téléphone n’est pas à vous")).to_be_visible()
    through(page, "Amina Benali")
    page.wait_for_url("**/parler")
    alive(page)
    page.locator("#text-field").fill("j'étais caissière")
    page.wait_for_timeout(300)
    kept = page.evaluate("Object.keys(sessionStorage).filter((name) => name.startsWith('draft'))")
    assert kept == []
    assert (
        page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    )
    assert page.evaluate("caches.keys().then((all) => all.length)") == 0
    # The framework's own word for light or dark is all that stays.
    assert set(page.evaluate("Object.keys(localStorage)")) <= {"theme", "last_compiled_theme"}

    phone.route(f"{NEUTRAL}**", lambda route: route.fulfill(body="<title>rain</title>"))
    with page.expect_request("**/deconnexion"):
        for _ in range(3):
            page.keyboard.press("Escape")
    page.wait_for_url(NEUTRAL)
    page.wait_for_timeout(500)
    page.goto("/moi")
    page.wait_for_url("**/connexion**")


def test_before_the_end_it_asks_and_stays(page: Page) -> None:
    """The clock of the browser is moved on; the server's stands where it is."""
    page.clock.install()
    log_in(page)
    alive(page)
    page.clock.run_for(29 * 60_000 + 10_000)
    dialog = page.get_by_role("dialog", name="Vous êtes toujours là")
    expect(dialog).to_be_visible()
    with page.expect_request("**/moi/rester"):
        dialog.get_by_role("button", name="Rester").click()
    expect(dialog).to_be_hidden()
