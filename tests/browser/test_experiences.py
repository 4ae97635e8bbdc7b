"""A whole experience, as people tell it: by taps, corrected, cut off, in Arabic."""

import re

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import EMBEDDED_ONLY
from tests.browser.person import alive, composer, log_in, main, said, send

pytestmark = EMBEDDED_ONLY

LONGEST = 8


def begin(page: Page, language: str = "") -> None:
    """Begin to tell an experience, whatever was talked of before."""
    page.goto(f"{language}/parler?sujet=experience")
    page.wait_for_url(re.compile("/parler$"))
    alive(page)
    expect(chip(page, "paid")).to_be_visible()


def chip(page: Page, key: str) -> Locator:
    """A ready answer, by what it means."""
    return main(page).locator(f"button[name=chip][value={key}]")


def tap(page: Page, answer: Locator) -> None:
    """Tap, and wait until the conversation has gone on."""
    turn = main(page).locator("input[name=turn]").first
    before = turn.input_value()
    answer.click()
    expect(turn).not_to_have_value(before)


def tell(page: Page, words: str) -> None:
    """Write, send, and wait until it is heard."""
    turn = main(page).locator("input[name=turn]").first
    before = turn.input_value()
    composer(page).fill(words)
    send(page)
    expect(turn).not_to_have_value(before)
    expect(said(page, words)).to_have_count(1)


def to_the_card(page: Page, yes: str) -> Locator:
    """Tap until the card is there: two years, the first trade, else "Je passe". Its yes."""
    agreed = main(page).get_by_role("button", name=yes)
    for _ in range(LONGEST):
        if agreed.count():
            return agreed
        wanted = next(one for one in ("y2", "trade_0", "skip") if chip(page, one).count())
        tap(page, chip(page, wanted))
    raise AssertionError("so many questions, and no card")


def test_by_taps_alone(page: Page) -> None:
    log_in(page, "Mickaël Jean-Baptiste")
    begin(page)
    tap(page, chip(page, "paid"))
    tap(page, main(page).get_by_role("button", name="Nettoyage de locaux"))
    yes = to_the_card(page, "Oui, c'est bien ça")
    expect(main(page)).to_contain_text("2 ans")
    tap(page, yes)
    expect(main(page).get_by_role("link", name=re.compile("passeport")).first).to_be_visible()
    page.goto("/passeport")
    expect(main(page)).to_contain_text("Nettoyage de locaux")


def test_corrected_in_the_middle_of_a_sentence_and_by_hand(page: Page) -> None:
    log_in(page, "Éloïse Faure-Brac")
    begin(page)
    words = "j'étais serveuse 2 ans à Annecy, non pardon à Cluses, je prenais les commandes"
    tell(page, words)
    expect(main(page)).to_contain_text("Cluses")
    yes = to_the_card(page, "Oui, c'est bien ça")
    card = main(page).get_by_role("button", name=re.compile("^Changer Où"))
    expect(card).to_be_visible()
    tell(page, "en fait c'était 3 ans")
    expect(main(page)).to_contain_text("3 ans")
    card.click()
    page.get_by_label("Où").fill("Sallanches")
    page.get_by_role("button", name="Garder").click()
    expect(main(page)).to_contain_text("Sallanches")
    tap(page, yes)
    page.goto("/passeport")
    # Annecy is left in her own words alone.
    expect(main(page)).to_contain_text("Sallanches · 3 ans")


def test_cut_off_and_taken_up_again(page: Page, phone: BrowserContext) -> None:
    log_in(page, "Rosalía Muñoz Peña")
    begin(page)
    first = "je m'occupais des vergers à Gap, je cueillais les pommes"
    tell(page, first)
    before = main(page).get_by_role("heading", level=2).inner_text()
    phone.set_offline(True)
    composer(page).fill("trois saisons")
    phone.set_offline(False)
    page.reload()
    alive(page)
    expect(main(page).get_by_role("heading", level=2)).to_have_text(before)
    expect(composer(page)).to_have_value("trois saisons")
    expect(said(page, first)).to_have_count(1)
    tell(page, "6 mois")
    yes = to_the_card(page, "Oui, c'est bien ça")
    tap(page, yes)
    page.goto("/passeport")
    expect(main(page)).to_contain_text("Gap")
    expect(main(page)).to_contain_text("6 mois")


def test_in_arabic_her_words_are_kept_as_she_said_them(page: Page) -> None:
    log_in(page, "Çağla Yıldırım", "/ar")
    begin(page, "/ar")
    tap(page, chip(page, "family"))
    words = "كنت أعتني بجدتي وأطبخ لها"
    tell(page, words)
    yes = to_the_card(page, "نعم، هذا صحيح")
    expect(main(page)).to_contain_text(words)
    tap(page, yes)
    page.goto("/ar/passeport")
    expect(main(page)).to_contain_text(words)
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
