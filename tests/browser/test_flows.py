"""Subjects of the conversation on a phone: by chips alone, interrupted, cut, in Arabic, shared."""

import re

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import EMBEDDED_ONLY
from tests.browser.person import alive, log_in, main, say

pytestmark = EMBEDDED_ONLY


def _tap(page: Page, name: str) -> None:
    main(page).get_by_role("button", name=name, exact=True).click()


def test_a_savoir_etre_by_chips_alone_interrupted_and_taken_up_again(page: Page) -> None:
    log_in(page, "Amina Benali")
    page.goto("/parler?sujet=soft_skill")
    alive(page)
    _tap(page, "Une personne était en colère")
    _tap(page, "J'ai gardé mon calme")
    _tap(page, "Parler d'autre chose")
    _tap(page, "Ajouter une langue")
    _tap(page, "Turc")
    _tap(page, "Un peu")
    _tap(page, "Oui, c'est bien ça")
    expect(main(page)).to_contain_text("Cette langue est dans votre passeport.")
    _tap(page, "Reprendre ce que je disais")
    _tap(page, "On m'a dit merci")
    main(page).get_by_role("button", name=re.compile("^Garder son calme")).click()
    expect(main(page)).to_contain_text("Est-ce que ça vous ressemble")
    _tap(page, "Oui, ça me ressemble")
    expect(main(page)).to_contain_text("avec vos mots")
    main(page).get_by_role("link", name="Voir mon passeport").first.click()
    expect(main(page)).to_contain_text("J'ai gardé mon calme")


def test_an_appointment_by_words_the_network_cut_and_the_page_opened_again(
    page: Page, phone: BrowserContext
) -> None:
    log_in(page, "Noël Mugnier")
    alive(page)
    say(page, "je voudrais prendre un rendez-vous")
    expect(main(page)).to_contain_text("Pour parler de quoi")
    main(page).get_by_role("button", name=re.compile("^Faire le point")).click()
    main(page).get_by_role("button", name=re.compile("téléphone|Sur place")).first.click()
    expect(main(page)).to_contain_text("Quel jour vous va")
    phone.set_offline(True)
    phone.set_offline(False)
    page.reload()
    alive(page)
    expect(main(page)).to_contain_text("Quel jour vous va")
    main(page).locator("[role=group] button").first.click()
    expect(main(page)).to_contain_text("À quelle heure")
    main(page).locator("[role=group] button").first.click()
    _tap(page, "Oui, je prends ce rendez-vous")
    expect(main(page)).to_contain_text("Votre rendez-vous est pris.")
    main(page).get_by_role("link", name="Voir mes rendez-vous").click()
    expect(main(page)).to_contain_text("Faire le point")


def test_in_arabic_answers_to_the_grid_are_hers_and_one_is_shared(page: Page) -> None:
    log_in(page, "Amina Benali", "/ar")
    page.goto("/ar/parler?sujet=diagnosis")
    alive(page)
    _tap(page, "الأمور بخير")
    _tap(page, "أفضّل عدم الإجابة")
    _tap(page, "الأمر صعب حاليًا")
    say(page, "c'est tout")
    _tap(page, "نعم، احفظ إجاباتي")
    main(page).get_by_role("link", name="اختر من يمكنه القراءة").click()
    answers = main(page).locator("li")
    expect(answers).to_have_count(2)
    expect(answers.nth(0)).to_contain_text("لا أحد غيرك يراها")
    answers.nth(1).get_by_role("button", name=re.compile("المشاركة مع")).click()
    expect(answers.nth(1)).to_contain_text("تمت المشاركة مع Claire Favre")
    expect(answers.nth(0)).to_contain_text("لا أحد غيرك يراها")
