"""Who may see what, in the browser: before the login, after the logout, one after another."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Product
from tests.browser.person import alive, composer, log_in, log_out, main, said, say, through

PRIVATE = re.compile("Amina|Benali|Boulangerie Perrin")


def test_a_deep_link_is_kept_through_the_login(page: Page) -> None:
    page.goto("/rendez-vous/prendre?motif=faire-le-point")
    expect(page).to_have_url(re.compile("/connexion"))
    through(page, "Amina Benali")
    expect(page).to_have_url(re.compile(r"/rendez-vous/prendre\?motif=faire-le-point$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Prendre rendez-vous")


@pytest.mark.parametrize(
    "target",
    [
        "https://example.org/",
        "//example.org/",
        "/\\example.org",
        "javascript:alert(1)",
        "/connexion\r\nSet-Cookie: a=b",
        "/%2F/example.org",
        "/ar/../..//example.org",
    ],
)
def test_a_hostile_address_to_come_back_to_is_not_followed(
    page: Page, product: Product, target: str
) -> None:
    page.goto(f"/connexion?next={quote(target, safe='')}")
    through(page, "Amina Benali")
    page.wait_for_load_state()
    origin = page.evaluate("location.origin")
    assert origin == product.origin


def test_nothing_behind_the_back_button_after_the_logout(page: Page) -> None:
    log_in(page, "Amina Benali")
    page.goto("/passeport")
    expect(main(page)).to_contain_text("Boulangerie Perrin")
    page.get_by_role("link", name="Rendez-vous", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mes rendez-vous")
    log_out(page)
    for _ in range(3):
        page.go_back()
        expect(page).to_have_url(re.compile("/connexion|/au-revoir"))
        expect(page.locator("body")).not_to_contain_text(PRIVATE)
    page.goto("/passeport")
    expect(page).to_have_url(re.compile("/connexion"))


def test_a_logout_empties_the_other_tab(phone: BrowserContext, product: Product) -> None:
    first, second = phone.new_page(), phone.new_page()
    log_in(first, "Amina Benali")
    second.goto("/passeport")
    expect(main(second)).to_contain_text("Boulangerie Perrin")
    log_out(first)
    second.bring_to_front()
    if product.kind == "service":
        # A tab that another process serves is emptied at its next touch.
        second.evaluate("document.querySelector('nav a[href=\"/montrer\"]')?.click()")
    expect(second.locator("body")).not_to_contain_text(PRIVATE)
    expect(second).to_have_url(re.compile("/connexion"))


def test_the_second_person_in_a_tab_sees_nothing_of_the_first(page: Page) -> None:
    log_in(page, "Amina Benali")
    alive(page)
    say(page, "ma boulangerie préférée est celle de mon oncle")
    composer(page).fill("un brouillon à moi seule")
    page.wait_for_timeout(300)
    log_out(page)
    log_in(page, "Léa Pâquet")
    alive(page)
    expect(said(page, "ma boulangerie préférée est celle de mon oncle")).to_have_count(0)
    expect(composer(page)).to_have_value("")
    for address in ("/passeport", "/rendez-vous", "/montrer", "/moi", "/mon-avis"):
        page.goto(address)
        alive(page)
        expect(page.locator("body")).not_to_contain_text(PRIVATE)


@pytest.mark.parametrize(
    ("address", "words", "direction"),
    [
        ("/n-existe-pas", "Cette page n'existe pas", "ltr"),
        ("/en/does-not-exist", "This page does not exist", "ltr"),
        ("/ar/does-not-exist", "هذه الصفحة غير موجودة", "rtl"),
    ],
)
def test_an_unknown_page_says_so_in_the_language(
    page: Page, address: str, words: str, direction: str
) -> None:
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("main")).to_contain_text(re.compile(words.replace("'", "['’]")))
    expect(page.locator("html")).to_have_attribute("dir", direction)
