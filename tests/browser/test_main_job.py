"""The main job from end to end, as a person does it on her phone, in French."""

import io
import re

import icalendar
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import PHONE, Product
from tests.browser.person import log_in, main, say

SENTENCE = "j'ai travaillé 3 ans dans une boulangerie à Annecy, je servais les clients"


def _photo() -> dict[str, str | bytes]:
    picture = io.BytesIO()
    Image.new("RGB", (1600, 1200), (242, 232, 201)).save(picture, "JPEG")
    return {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}


def test_the_main_job(
    browser: Browser, phone: BrowserContext, page: Page, product: Product
) -> None:
    log_in(page, "Amina Benali")
    _talk(page)
    _keep_the_passport(page)
    _keep_an_appointment(page, phone)
    _show_the_passport(browser, page, product)
    _give_an_opinion(page)
    _leave(page)


def _talk(page: Page) -> None:
    """One real sentence; one field corrected; yes; it is in the passport."""
    say(page, SENTENCE)
    expect(main(page)).to_contain_text("Voici ce que j'ai compris")
    for words in ("Vente en boulangerie", "Annecy", "3 ans", "Servir les clients"):
        expect(main(page).get_by_text(words, exact=True)).to_be_visible()
    main(page).get_by_role("button", name="Changer Où").click()
    page.get_by_label("Où", exact=True).fill("Rumilly")
    page.get_by_role("button", name="Garder").click()
    expect(main(page).get_by_text("Rumilly", exact=True).first).to_be_visible()
    page.get_by_role("button", name="Oui, c'est bien ça").click()
    expect(main(page)).to_contain_text("C'est dans votre passeport")


def _keep_the_passport(page: Page) -> None:
    """The experience is there, with her words; it changes by hand; a photo joins it."""
    main(page).get_by_role("link", name="Voir mon passeport").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Amina Benali")
    expect(main(page)).to_contain_text(SENTENCE)
    page.get_by_role("link", name="Changer Vente en boulangerie").click()
    page.get_by_label("Chez qui").fill("Boulangerie Perrin")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Amina Benali")
    expect(main(page)).to_contain_text("Boulangerie Perrin, Rumilly")

    page.get_by_role("link", name="Ajouter un document").click()
    page.locator("input[type=file]").set_input_files(_photo())  # type: ignore[arg-type]
    page.get_by_label("Le nom du document").fill("Attestation de la mairie")
    page.get_by_role("button", name="Enregistrer").click()
    expect(main(page)).to_contain_text("Attestation de la mairie")


def _keep_an_appointment(page: Page, phone: BrowserContext) -> None:
    """Booked from free slots, taken to the calendar, moved, cancelled."""
    page.get_by_role("link", name="Rendez-vous", exact=True).click()
    page.get_by_role("link", name="Prendre rendez-vous").click()
    main(page).get_by_text("Faire le point").click()
    main(page).get_by_text("Par téléphone").click()
    slots = main(page).locator("a[href*='le=20']")
    expect(slots.first).to_be_visible()
    slots.first.click()
    page.get_by_role("button", name="Oui, je prends ce rendez-vous").click()
    expect(main(page)).to_contain_text("Votre rendez-vous est pris")

    link = page.get_by_role("link", name="Ajouter à mon agenda")
    booked = _calendar(phone, str(link.get_attribute("href")))
    page.get_by_role("link", name=re.compile("Déplacer")).click()
    expect(slots.first).to_be_visible()
    slots.nth(1).click()
    page.get_by_role("button", name="Oui, je change d'heure").click()
    expect(main(page)).to_contain_text("Votre rendez-vous a changé d'heure")
    moved = _calendar(phone, str(link.get_attribute("href")))
    assert moved["UID"] == booked["UID"]
    assert moved["SEQUENCE"] > booked["SEQUENCE"]
    assert moved["DTSTART"].dt != booked["DTSTART"].dt

    page.get_by_role("link", name=re.compile("Annuler")).click()
    main(page).get_by_text("Transport").click()
    page.get_by_role("button", name="Annuler ce rendez-vous").click()
    expect(main(page)).to_contain_text("Votre rendez-vous est annulé")


def _calendar(phone: BrowserContext, address: str) -> icalendar.Event:
    answer = phone.request.get(address)
    assert answer.headers["content-type"].startswith("text/calendar")
    (event,) = icalendar.Calendar.from_ical(answer.text()).walk("VEVENT")
    assert isinstance(event, icalendar.Event)
    return event


def _show_the_passport(browser: Browser, page: Page, product: Product) -> None:
    """Another phone without account reads what she chose; she sees it; she cuts it."""
    page.get_by_role("link", name="Montrer", exact=True).click()
    page.get_by_role("link", name="Faire un partage").click()
    page.get_by_label("Pour qui ?").fill("Boulangerie Martin")
    main(page).get_by_text("Vente en boulangerie", exact=True).click()
    page.get_by_role("button", name="Montrer le code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Montrez ce code")
    secret = _scanned(page)
    assert secret.startswith(f"{product.origin}/p/")
    other = browser.new_context(viewport=PHONE, base_url=product.origin, java_script_enabled=False)
    employer = other.new_page()
    code = page.url
    employer.goto(secret)
    expect(employer.locator("main")).to_contain_text("Boulangerie Perrin")
    expect(employer.locator("main")).to_contain_text(SENTENCE)
    expect(employer.locator("main")).not_to_contain_text("Aide à ma grand-mère")

    page.goto(code)
    expect(main(page)).to_contain_text(re.compile("1 fois, aujourd'hui"))
    page.get_by_role("button", name="Couper l'accès maintenant").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Accès coupé")
    employer.goto(secret)
    expect(employer.locator("main")).not_to_contain_text("Boulangerie Perrin")
    expect(employer.locator("main")).to_contain_text("Ce partage est terminé")
    other.close()


def _scanned(page: Page) -> str:
    """What the other phone's camera reads on the screen."""
    page.get_by_role("button", name="Voir en grand").click()
    shown = page.get_by_role("dialog").get_by_role(
        "img", name="Code à viser avec un appareil photo"
    )
    expect(shown).to_be_visible()
    box = shown.bounding_box()
    assert box is not None
    assert box["width"] > 0.85 * PHONE["width"]
    shown.evaluate("picture => picture.decode?.()")
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.screenshot())))
    page.get_by_role("dialog").get_by_role("button", name="Fermer").click()
    return str(code.text)


def _give_an_opinion(page: Page) -> None:
    """Each question, then the receipt and what happens next."""
    page.get_by_role("link", name="Mon avis", exact=True).click()
    page.get_by_role("button", name="Donner mon avis").first.click()
    page.get_by_role("button", name=re.compile("Commencer")).click()
    asked = main(page).get_by_text(re.compile(r"^Question \d+ sur \d+$"))
    expect(asked).to_be_visible()
    questions = int(asked.inner_text().split()[-1])
    choices = main(page).get_by_role("group").get_by_role("button")
    for number in range(1, questions + 1):
        expect(asked).to_have_text(f"Question {number} sur {questions}")
        if choices.count():
            # The second tap falls on a question that nobody has read.
            choices.first.evaluate("choice => { choice.click(); choice.click(); }")
        else:
            page.get_by_role("button", name="Je passe").click()
    page.get_by_role("button", name="Envoyer ma réponse").click()
    expect(main(page)).to_contain_text("Merci. Votre avis est reçu.")
    expect(main(page)).to_contain_text("Réponse promise")


def _leave(page: Page) -> None:
    """After logout nothing of hers is left in the tab, nor behind the back button."""
    page.goto("/moi")
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.locator("main")).to_contain_text("À bientôt")
    kept = page.evaluate("Object.keys(sessionStorage).concat(Object.keys(localStorage))")
    # The router notes how far each page was scrolled, by a random key, as the page goes away.
    assert set(kept) <= {"react-router-scroll-positions"}
    page.go_back()
    expect(page).to_have_url(re.compile("/connexion"))
    expect(page.locator("body")).not_to_contain_text("Amina")
