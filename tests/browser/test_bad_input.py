"""Empty, huge and hostile words in the main forms: said clearly or taken as plain text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import EMBEDDED_ONLY
from tests.browser.person import alive, composer, log_in, main, send

pytestmark = EMBEDDED_ONLY

WORDS = {
    "empty": "",
    "huge": "é" * 20_000,
    "emoji": "👩🏽‍🍳 🥖 ❤️ 🇫🇷",
    "other direction": "بائعة خبز \u202etxt.exe",
    "controls": "pain\x00\x07\x1b[31m\u2028beurre",
    "markup": "<script>hacked=1</script><img src=x onerror='hacked=1'>\"{{7*7}}",
}
ARABIC = re.compile("[\u0600-\u06ff]{3}")


@dataclass
class Complaints:
    """What the browser complained of."""

    said: list[str] = field(default_factory=list)


@pytest.fixture
def complaints(page: Page) -> Iterator[Complaints]:
    """Errors of the console and breaches of the policy, of which there must be none."""
    found = Complaints()
    page.on(
        "console",
        lambda message: (
            # A refusal is answered with 4xx, which the browser notes by itself.
            found.said.append(message.text)
            if message.type == "error" and "Failed to load resource" not in message.text
            else None
        ),
    )
    page.on("pageerror", lambda error: found.said.append(str(error)))
    yield found
    assert not found.said


def _fill(place: Locator, words: str) -> None:
    """Put ``words`` there whatever the form says of their length, as a hostile page would."""
    place.evaluate("(one) => { one.removeAttribute('maxlength'); one.form.noValidate = true; }")
    place.fill(words)


def _harmless(page: Page) -> None:
    assert page.evaluate("typeof window.hacked") == "undefined"
    expect(page.locator("main script, main img[src=x]")).to_have_count(0)
    expect(page.locator("body")).not_to_contain_text("Traceback")


def _refusal(page: Page) -> Locator:
    """What is said when words are refused."""
    places = "[role=alert], .notice[data-tone=error], .error, [data-toast][class*=brick]"
    return page.locator(places).filter(has_text=re.compile(r"\S"), visible=True)


def _settle(page: Page, accepted: Locator) -> bool:
    """Wait until the words are taken or refused; whether they were taken."""
    expect(accepted.or_(_refusal(page)).first).to_be_visible()
    _harmless(page)
    return accepted.first.is_visible()


@pytest.mark.usefixtures("complaints")
def test_the_conversation(page: Page) -> None:
    log_in(page, "Noël Mugnier")
    for kind, words in WORDS.items():
        page.goto("/parler")
        alive(page)
        mine = page.locator("[role=log] .bg-lake")
        before = mine.count()
        _fill(composer(page), words)
        send(page)
        if kind == "empty":
            page.wait_for_timeout(300)
            expect(mine).to_have_count(before)
        elif kind == "huge":
            expect(_refusal(page).first).to_be_visible()
            expect(composer(page)).to_have_value(words)
        else:
            expect(mine).to_have_count(before + 1)
        _harmless(page)


@pytest.mark.parametrize(("prefix", "language"), [("", "fr"), ("/ar", "ar")])
@pytest.mark.usefixtures("complaints")
def test_an_experience(page: Page, prefix: str, language: str) -> None:
    log_in(page, "Léa Pâquet", prefix)
    for kind, words in WORDS.items():
        page.goto(f"{prefix}/passeport/experience")
        alive(page)
        place = page.locator("#title")
        _fill(place, words)
        main(page).locator("button[type=submit]").click()
        taken = _settle(page, page.locator("main h2"))
        assert taken == (kind not in {"empty", "huge"})
        if not taken:
            expect(place).to_have_value(words)
            text = _refusal(page).first.inner_text()
            assert bool(ARABIC.search(text)) == (language == "ar")
    expect(main(page).get_by_text("<script>hacked=1</script>").first).to_be_visible()


@pytest.mark.usefixtures("complaints")
def test_a_certificate(page: Page) -> None:
    log_in(page, "Léa Pâquet")
    for kind, words in WORDS.items():
        page.goto("/passeport/certificat")
        alive(page)
        place = page.locator("#title")
        _fill(place, words)
        page.get_by_role("button", name="Enregistrer").click()
        page.wait_for_url(re.compile("fait=document|/passeport/certificats"))
        taken = "fait=document" in page.url
        assert taken == (kind not in {"empty", "huge"})
        _harmless(page)
        if not taken:
            expect(_refusal(page).first).to_be_visible()
            expect(page.locator("[name=title]")).to_have_value(words)


@pytest.mark.usefixtures("complaints")
def test_a_share(page: Page) -> None:
    log_in(page, "Noël Mugnier")
    for kind, words in WORDS.items():
        page.goto("/montrer/nouveau")
        alive(page)
        place = page.locator("#recipient")
        _fill(place, words)
        main(page).locator("input[name=chosen], input[type=checkbox]").first.check()
        page.get_by_role("button", name="Montrer le code").click()
        taken = _settle(page, page.get_by_role("heading", name="Montrez ce code"))
        assert taken == (kind not in {"empty", "huge"})
        if not taken:
            expect(place).to_have_value(words)


@pytest.mark.usefixtures("complaints")
def test_words_for_a_consultation(page: Page) -> None:
    log_in(page, "Fatoumata Diallo")
    page.goto("/mon-avis")
    page.get_by_role("button", name="Donner mon avis").first.click()
    page.get_by_role("button", name=re.compile("Commencer")).click()
    place, skip = main(page).locator("textarea"), page.get_by_role("button", name="Je passe")
    expect(skip).to_be_visible()
    while not place.count():
        before = page.get_by_text(re.compile(r"\d sur \d")).first.inner_text()
        skip.click()
        expect(page.get_by_text(before, exact=True)).to_have_count(0)
    review = page.get_by_role("button", name="Envoyer ma réponse")
    for kind, words in WORDS.items():
        _fill(place, words)
        main(page).locator("form button[type=submit]").click()
        if kind in {"empty", "huge"} and not _settle(page, review):
            expect(place).to_have_value(words)
            continue
        expect(review).to_be_visible()
        _harmless(page)
        page.get_by_role("button", name=re.compile("Retour|Revenir|Changer")).last.click()
        expect(place).to_be_visible()


@pytest.mark.usefixtures("complaints")
def test_words_for_an_appointment(page: Page) -> None:
    log_in(page, "Zoé Crêtaz")
    for kind in ("huge", "markup"):
        page.goto("/rendez-vous/prendre?motif=faire-le-point&comment=phone")
        main(page).locator("a[href*='le=20']").first.click()
        place = page.locator("textarea[name=topic]")
        _fill(place, WORDS[kind])
        page.get_by_role("button", name="Oui, je prends ce rendez-vous").click()
        taken = _settle(page, page.get_by_text("Votre rendez-vous est pris"))
        assert taken == (kind != "huge")
        if not taken:
            expect(place).to_have_value(WORDS[kind])
