"""The conversation's screen: heard, dictated, shown at once, corrected, read again, erased."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import EMBEDDED_ONLY, Product, a_phone, running
from tests.browser.person import alive, composer, log_in, main, said, say, send

pytestmark = EMBEDDED_ONLY

SENTENCE = "j'ai travaillé 3 ans dans une boulangerie à Annecy, je servais les clients"

# Headless browsers have neither voice nor ear: a French voice, and an ear that the test speaks to.
VOICE = """
  window.spoken = [];
  const french = { lang: "fr-FR", name: "Ici", default: true, localService: true };
  class Utterance { constructor(text) { this.text = text; } }
  window.SpeechSynthesisUtterance = Utterance;
  Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => [french],
    addEventListener() {},
    speak(words) { spoken.push([words.text.replace(/\\s+/g, " "), words.lang]); },
    cancel() { spoken.push("quiet"); },
  } });
"""
EAR = """
  window.SpeechRecognition = window.webkitSpeechRecognition = class {
    constructor() { window.ear = this; }
    start() { this.started = true; }
    stop() { this.onend(); }
    abort() { this.aborted = true; this.onend(); }
    hears(...said) { this.onresult({ results: said.map((transcript) => [{ transcript }]) }); }
  };
"""


def begin(page: Page) -> None:
    """Begin to tell something, whatever was talked of before."""
    page.goto("/parler?sujet=experience")
    page.wait_for_url(re.compile("/parler$"))
    alive(page)
    expect(main(page).get_by_role("button", name="Un travail payé")).to_be_visible()


@pytest.fixture(scope="module")
def product(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Product]:
    """Where nobody has told anything yet: these walks count what a person said."""
    with running(request.param, tmp_path_factory.mktemp("talk")) as started:
        yield started


@pytest.fixture
def page(phone: BrowserContext) -> Page:
    phone.add_init_script(VOICE)
    phone.add_init_script(EAR)
    return phone.new_page()


def test_a_question_is_read_aloud_and_stops(page: Page) -> None:
    log_in(page, "Dylan Martin")
    begin(page)
    button = main(page).get_by_role("button", name="Écouter")
    button.click()
    words, language = page.evaluate("spoken.at(-1)")
    assert (words[:34], language) == ("Racontez une chose que vous avez f", "fr")
    # With its ready answers, for who cannot read them.
    assert words.endswith("De la débrouille Un stage Autre chose")
    expect(button).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("spoken.at(-1)") == "quiet"
    button.click()
    # Another question is not read over the former one.
    main(page).get_by_role("button", name="Un travail payé").click()
    expect(main(page).get_by_text("Quel travail faisiez-vous")).to_be_visible()
    assert page.evaluate("spoken.at(-1)") == "quiet"


def test_what_was_understood_is_read_aloud(page: Page) -> None:
    log_in(page, "Ousmane Bâ")
    begin(page)
    say(page, "j'ai travaillé 3 ans dans une boulangerie à Annecy, je servais les clients")
    expect(main(page)).to_contain_text("Voici ce que j'ai compris")
    main(page).get_by_role("button", name="Écouter").click()
    words, _language = page.evaluate("spoken.at(-1)")
    assert words.startswith("Voici ce que j'ai compris")
    assert "Durée 3 ans" in words
    assert "Changer" not in words


def test_without_a_voice_for_the_language_nothing_offers_to_read(page: Page) -> None:
    log_in(page, "Dylan Martin", "/ar")
    alive(page)
    expect(main(page).locator("#question")).to_be_visible()
    expect(main(page).locator("[data-read]")).to_be_hidden()


def test_what_is_dictated_is_read_again_before_it_is_sent(page: Page) -> None:
    log_in(page, "Tenzin Dolma")
    alive(page)
    button = page.get_by_role("button", name="Parler au lieu d'écrire")
    state = page.locator("#text-field-hearing")
    composer(page).fill("Alors :")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(state).to_contain_text("Je vous écoute")
    expect(state).to_contain_text("Votre navigateur envoie votre voix à son fabricant.")
    assert page.evaluate("[ear.started, ear.lang]") == [True, "fr-FR"]
    page.evaluate("ear.hears('je gardais', ' des enfants')")
    expect(composer(page)).to_have_value("Alors : je gardais des enfants")
    # Some phones give all of it again.
    page.evaluate("ear.hears('je gardais', 'je gardais des enfants')")
    expect(composer(page)).to_have_value("Alors : je gardais des enfants")
    page.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(state).to_have_text("Relisez, puis envoyez.")
    expect(page.locator("[role=log] [data-mine=true]")).to_have_count(0)
    button.click()
    page.evaluate("ear.onerror({ error: 'not-allowed' }); ear.onend()")
    expect(state).to_contain_text("Le micro est fermé.")
    button.click()
    send(page)
    expect(said(page, "Alors : je gardais des enfants")).to_have_count(1)
    assert page.evaluate("ear.aborted")


def test_what_she_says_is_shown_at_once_and_heard_once(page: Page, phone: BrowserContext) -> None:
    log_in(page, "Zoé Crêtaz")
    alive(page)
    phone.set_offline(True)
    composer(page).fill(SENTENCE)
    send(page)
    echo = page.locator("#echo")
    expect(echo).to_contain_text(SENTENCE)
    expect(echo).to_contain_text("Envoyé dès que le réseau revient.")
    expect(composer(page)).to_have_value("")
    # Not taken yet: it comes back with the page.
    phone.set_offline(False)
    expect(said(page, SENTENCE)).to_have_count(1)
    expect(echo).to_be_hidden()
    news = page.locator("#news")
    expect(news).to_contain_text("Voici ce que j'ai compris")
    expect(news).to_contain_text("Où Annecy")
    expect(news).not_to_contain_text("Changer")
    page.reload()
    alive(page)
    expect(said(page, SENTENCE)).to_have_count(1)
    expect(composer(page)).to_have_value("")


def test_what_was_sent_and_lost_is_kept(page: Page, phone: BrowserContext) -> None:
    """Sent into the void, then the page dies: her words are in the field again."""
    log_in(page, "Zoé Crêtaz")
    alive(page)
    phone.set_offline(True)
    composer(page).fill("je repassais le linge de ma voisine")
    send(page)
    expect(page.locator("#echo")).to_be_visible()
    waiting = page.evaluate("JSON.stringify(sessionStorage)")
    assert "je repassais" in waiting
    page.evaluate("window.WebSocket.prototype.send = () => {}")
    phone.set_offline(False)
    page.reload()
    alive(page)
    expect(composer(page)).to_have_value("je repassais le linge de ma voisine")


def test_a_draft_outlives_the_session_and_stays_hers(page: Page, phone: BrowserContext) -> None:
    log_in(page, "Zoé Crêtaz")
    alive(page)
    composer(page).fill("je repassais le linge")
    phone.clear_cookies(name="sid")
    page.reload()
    page.wait_for_url(re.compile("/connexion"))
    log_in(page, "Zoé Crêtaz")
    alive(page)
    expect(composer(page)).to_have_value("je repassais le linge")
    phone.clear_cookies(name="sid")
    page.reload()
    page.wait_for_url(re.compile("/connexion"))
    log_in(page, "Dylan Martin")
    alive(page)
    expect(composer(page)).to_have_value("")


def test_by_keyboard_the_focus_goes_where_the_answer_is(page: Page) -> None:
    log_in(page, "Kévin N'Guessan")
    begin(page)
    main(page).get_by_role("button", name="Un travail payé").focus()
    page.keyboard.press("Enter")
    question = main(page).get_by_role("heading", level=2)
    expect(question).to_have_text("Quel travail faisiez-vous\u00a0?")
    expect(question).to_be_focused()
    note = main(page).get_by_role("button", name="Changer Activité")
    note.focus()
    page.keyboard.press("Enter")
    expect(main(page).get_by_role("radio", checked=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(note).to_be_focused()


def test_words_are_read_again_and_erased(page: Page) -> None:
    log_in(page, "Léa Pâquet")
    alive(page)
    composer(page).fill(SENTENCE)
    send(page)
    main(page).get_by_role("button", name="Oui, c'est bien ça").click()
    strip = main(page).get_by_role("link", name=re.compile("^Dans votre passeport"))
    expect(strip).to_contain_text("1 expérience")
    main(page).get_by_role("link", name="Relire ou effacer ce que vous avez dit").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ce que vous avez dit")
    line = main(page).get_by_role("listitem").filter(has_text=SENTENCE)
    expect(line).to_contain_text("Où\u00a0: Annecy")
    line.get_by_role("button", name="Effacer cette phrase").click()
    page.get_by_role("dialog").get_by_role("button", name="Garder").click()
    expect(line).to_be_visible()
    line.get_by_role("button", name="Effacer cette phrase").click()
    page.get_by_role("dialog").get_by_role("button", name="Effacer", exact=True).click()
    expect(line).to_have_count(0)
    page.get_by_role("button", name="Tout effacer").click()
    page.get_by_role("dialog").get_by_role("button", name="Effacer", exact=True).click()
    expect(main(page)).to_contain_text("Rien n'est gardé ici.")
    page.goto("/passeport")
    expect(main(page)).to_contain_text(SENTENCE)


@pytest.fixture
def desk(browser: Browser, product: Product) -> Iterator[Page]:
    with a_phone(
        browser,
        product.origin,
        viewport={"width": 1280, "height": 860},
        is_mobile=False,
        has_touch=False,
    ) as context:
        yield context.new_page()


def test_the_passport_grows_beside(desk: Page) -> None:
    log_in(desk, "Yasmine Aït-Ouarab")
    alive(desk)
    beside = desk.get_by_role("complementary")
    expect(beside).to_contain_text("2 expériences")
    composer(desk).fill(SENTENCE)
    composer(desk).press("Enter")
    main(desk).get_by_role("button", name="Oui, c'est bien ça").click()
    expect(beside).to_contain_text("3 expériences")
    expect(beside.get_by_role("listitem").first).to_contain_text("Vente en boulangerie")
    expect(main(desk).locator(".beside-strip")).to_be_hidden()


# Makes the next question that comes something that cannot be drawn.
BREAK = """
  const told = Object.getOwnPropertyDescriptor(MessageEvent.prototype, "data").get;
  Object.defineProperty(MessageEvent.prototype, "data", { get() {
    const data = told.call(this);
    if (!window.broken || typeof data !== "string") return data;
    return data.replace(/"question_rx_state_":"[^"]*"/, '"question_rx_state_":{"a":1}');
  } });
"""


def test_a_page_that_fails_says_so_kindly(page: Page, phone: BrowserContext) -> None:
    phone.add_init_script(BREAK)
    log_in(page, "Tenzin Dolma", "/ar")
    alive(page)
    composer(page).fill("كنت أعتني بأطفال جارتي")
    page.evaluate("window.broken = true")
    main(page).locator("button[name=chip]").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("توقفت هذه الصفحة")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.get_by_role("link", name="فتح الصفحة من جديد").click()
    alive(page)
    expect(composer(page)).to_have_value("كنت أعتني بأطفال جارتي")
