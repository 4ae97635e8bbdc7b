"""Forms sent twice, refused, or sent into the void lose nothing and double nothing."""

import re

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import EMBEDDED_ONLY
from tests.browser.person import alive, log_in, main

pytestmark = EMBEDDED_ONLY

PAGE = "/passeport/certificat"


def _fill_in(page: Page, title: str) -> None:
    page.goto(PAGE)
    alive(page)
    page.get_by_label("Le nom du document").fill(title)


def test_a_form_sent_again_without_network_adds_once(phone: BrowserContext, page: Page) -> None:
    log_in(page, "Thomas Ó Briain")
    page.goto("/passeport/savoir-faire")
    page.get_by_label("Ce que je sais faire").fill("Tenir un passe")
    phone.set_offline(True)
    expect(page.locator("#connection-banner")).to_be_visible()
    save = page.get_by_role("button", name="Enregistrer")
    save.click()
    # A second tap within the second is taken for the first.
    page.wait_for_timeout(1_200)
    save.click()
    phone.set_offline(False)
    expect(page.get_by_role("heading", level=1)).to_have_text("Thomas Ó Briain")
    alive(page)
    page.reload()
    alive(page)
    expect(main(page).get_by_role("link", name="Changer Tenir un passe")).to_have_count(1)


def test_what_was_done_is_said_once(page: Page) -> None:
    log_in(page, "Thomas Ó Briain")
    page.goto("/passeport/langue")
    page.get_by_label("Quelle langue").fill("Gaélique")
    page.get_by_role("button", name="Enregistrer").click()
    said = page.get_by_text("C'est enregistré.")
    expect(said).to_be_visible()
    page.get_by_role("link", name="Montrer", exact=True).click()
    page.get_by_role("link", name="Passeport", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thomas Ó Briain")
    alive(page)
    expect(main(page)).to_contain_text("Gaélique")
    expect(said).to_have_count(0)


def test_a_document_that_did_not_go_through_is_still_written(page: Page) -> None:
    log_in(page, "Thomas Ó Briain")
    _fill_in(page, "Attestation HACCP")
    page.route("**/passeport/certificats", lambda route: route.fulfill(status=503, body="…"))
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("main")).to_have_count(0)
    page.unroute("**/passeport/certificats")
    page.goto(PAGE)
    title = page.get_by_label("Le nom du document")
    expect(title).to_have_value("Attestation HACCP")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Votre document est gardé.")).to_be_visible()
    page.get_by_role("link", name="Ajouter un document").click()
    expect(title).to_have_value("")


def test_a_document_waits_for_the_network(phone: BrowserContext, page: Page) -> None:
    log_in(page, "Thomas Ó Briain")
    _fill_in(page, "Permis bateau")
    phone.set_offline(True)
    expect(page.locator("#connection-banner")).to_be_visible()
    page.get_by_role("button", name="Enregistrer").click()
    phone.set_offline(False)
    expect(page.locator("#connection-banner")).to_be_hidden()
    expect(page).to_have_url(re.compile(f"{PAGE}$"))
    expect(page.get_by_label("Le nom du document")).to_have_value("Permis bateau")
    page.get_by_role("button", name="Enregistrer").click()
    expect(main(page)).to_contain_text("Permis bateau")


def test_a_file_that_is_too_heavy_does_not_leave_the_phone(page: Page) -> None:
    log_in(page, "Thomas Ó Briain")
    _fill_in(page, "Diplôme")
    heavy = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": bytes(10 * 1024 * 1024 + 1)}
    file = page.locator("input[type=file]")
    file.set_input_files(heavy)  # type: ignore[arg-type]
    page.get_by_role("button", name="Enregistrer").click()
    expect(page).to_have_url(re.compile(f"{PAGE}$"))
    assert "10 Mo" in file.evaluate("field => field.validationMessage")
    expect(page.get_by_label("Le nom du document")).to_have_value("Diplôme")
    file.set_input_files([])
    page.get_by_role("button", name="Enregistrer").click()
    expect(main(page)).to_contain_text("Diplôme")


def test_a_yes_to_another_summary_takes_no_appointment(page: Page) -> None:
    log_in(page, "Thomas Ó Briain")
    page.goto("/rendez-vous/prendre")
    step = page.locator("[data-step]")
    main(page).get_by_text("Faire le point").click()
    expect(step).to_have_text("Comment voulez-vous faire ?")
    expect(step).to_be_focused()
    main(page).get_by_text("Par téléphone").click()
    expect(step).to_have_text("Quelle heure vous convient ?")
    expect(step).to_be_focused()
    main(page).locator("a[href*='le=20']").first.click()
    expect(step).to_have_text("C'est bien ça ?")
    expect(step).to_be_focused()
    page.locator("input[name=of]").evaluate("field => { field.value = '?le=2020-01-01T10:00Z'; }")
    page.get_by_role("button", name="Oui, je prends ce rendez-vous").click()
    expect(page.get_by_text("Nous n'avons pas compris. Recommencez.")).to_be_visible()
    page.goto("/rendez-vous")
    alive(page)
    expect(main(page)).not_to_contain_text("Faire le point")
