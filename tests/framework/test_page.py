"""A page in a real browser, its policies enforced: traps 11, 13 and 21, drafts, the network."""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from passport.frontend import inline_hashes
from passport.kernel.i18n import LOCALES
from passport.kernel.web.manifest import load_manifest
from tests.browser.conftest import PHONE, Product, _chromium, running


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The product in one process."""
    with running("embedded", tmp_path_factory.mktemp("page")) as started:
        yield started


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One headless Chromium."""
    path = _chromium()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def phone(browser: Browser, product: Product) -> Iterator[BrowserContext]:
    """A phone where somebody is logged in."""
    context = browser.new_context(viewport=PHONE, locale="fr-FR", base_url=product.origin)
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.goto("/auth/demo/login?next=/parler")
    page.get_by_text("Chloé d").click()
    if "/parler" not in page.url:
        page.locator("main button").first.click()
    page.wait_for_url("**/parler")
    page.close()
    yield context
    context.close()


@pytest.fixture
def page(phone: BrowserContext) -> Iterator[Page]:
    """A tab of it."""
    tab = phone.new_page()
    yield tab
    tab.close()


def alive(page: Page) -> None:
    """Wait for the socket."""
    page.locator("html[data-connection=open]").wait_for(state="attached")


def test_every_page_lives_under_its_policy(phone):
    """Trap 21: no page of the app needs anything that its policy refuses.

    In French: in another language a page differs by its own script, whose hash the policy names.
    """
    said: list[str] = []
    tab = phone.new_page()
    tab.on("console", lambda message: said.append(f"{tab.url} {message.text}"))
    tab.on("pageerror", lambda error: said.append(f"{tab.url} {error}"))
    for address, file in sorted(load_manifest()["pages"].items()):
        if address in {"/", "/404"} or not file["scripts"]:
            continue
        if address.split("/")[1] in LOCALES:
            answer = tab.request.get(address)
            own = inline_hashes(answer.text())
            assert own, address
            assert all(one in answer.headers["content-security-policy"] for one in own), address
            continue
        tab.goto(address)
        alive(tab)
    tab.close()
    hurt = [line for line in said if re.search(r"Content.Security|Minified React|Refused", line)]
    assert hurt == []


def test_a_page_keeps_to_its_address(product):
    """Trap 13: ``/x`` answers 307 to ``/x/``, with an address in http."""
    with httpx.Client(base_url=product.origin) as client:
        answer = client.get("/atelier")
        assert answer.status_code == 200
        script = re.search(r'src="(/assets/page-[^"]+)"', answer.text)
        assert script
        headers = client.get(script[1], headers={"accept-encoding": "gzip, deflate, br"}).headers
    assert headers["content-encoding"] == "br"
    assert "immutable" in headers["cache-control"]


def test_a_new_page_is_announced_and_has_the_focus(page):
    """Trap 11: after a link of the app the focus is on the body and nothing is said."""
    page.goto("/parler")
    alive(page)
    page.get_by_role("navigation").get_by_role("link", name="Passeport").first.click()
    page.wait_for_url("**/passeport")
    page.locator("h1:focus").wait_for(state="attached")
    assert page.title() in page.locator("[aria-live=polite].sr-only").all_inner_texts()


def test_the_network_goes_and_comes_back(phone, page):
    """What was typed stays, a calm line says so, and nothing has to be loaded again."""
    page.goto("/parler")
    alive(page)
    banner = page.locator("#connection-banner")
    field = page.locator("main textarea, .frame-bottom textarea").first
    field.fill("j'ai travaillé à Annecy")
    assert not banner.is_visible()
    page.evaluate("window.sameDocument = true")
    phone.set_offline(True)
    banner.wait_for()
    assert "Pas de réseau" in banner.inner_text()
    phone.set_offline(False)
    banner.wait_for(state="hidden")
    alive(page)
    assert field.input_value() == "j'ai travaillé à Annecy"
    assert page.evaluate("window.sameDocument")


def test_what_was_typed_survives_a_reload_and_not_another_person(phone, page):
    """A draft stays in the tab of the person who typed it."""
    page.goto("/parler")
    alive(page)
    field = page.locator("textarea[name]").first
    field.fill("une phrase")
    page.reload()
    alive(page)
    assert page.locator("textarea[name]").first.input_value() == "une phrase"
    mine = next(cookie for cookie in phone.cookies() if cookie["name"] == "draft")
    phone.add_cookies([{**mine, "value": "somebodyelse"}])
    page.reload()
    alive(page)
    assert page.locator("textarea[name]").first.input_value() == ""
    phone.add_cookies([mine])


def test_without_a_network_a_page_says_so(phone, page):
    """The service worker keeps no private page: it shows that there is no network."""
    page.goto("/parler")
    for _ in range(50):
        if page.evaluate("navigator.serviceWorker.controller?.state") == "activated":
            break
        page.wait_for_timeout(100)
    phone.set_offline(True)
    page.goto("/passeport")
    assert page.locator("h1").inner_text() == "Pas de réseau"
    phone.set_offline(False)


def test_logging_out_leaves_nothing_in_the_tab(browser, product):
    """The cookie, the drafts and the token of the tab are gone."""
    context = browser.new_context(viewport=PHONE, locale="fr-FR", base_url=product.origin)
    tab = context.new_page()
    tab.goto("/auth/demo/login?next=/moi")
    tab.get_by_text("Chloé d").click()
    if "/moi" not in tab.url:
        tab.locator("main button").first.click()
    tab.wait_for_url("**/moi")
    alive(tab)
    tab.locator("form[action$='/deconnexion'] button").first.click()
    tab.wait_for_url("**/au-revoir")
    assert context.cookies() == []
    kept = tab.evaluate("Object.keys(sessionStorage).concat(Object.keys(localStorage))")
    # The router notes how far each page was scrolled, by a random key, as the page goes away.
    assert set(kept) <= {"react-router-scroll-positions"}
    context.close()
