"""Every page, in French and in Arabic, for a person with a full passport and one with none."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.routing import Route

from passport.kernel.i18n import LOCALES, localised
from passport.kernel.web.manifest import load_manifest
from tests.browser.conftest import EMBEDDED_ONLY, Product, a_phone
from tests.browser.looks import Findings, visit
from tests.browser.person import alive, composer, log_in, main, send, share

LANGUAGES = {"fr": "", "ar": "/ar"}
FULL, EMPTY = "Yasmine Aït-Ouarab", "Léa Pâquet"
LONG_NAME = "Maria da Conceição Rodrigues dos Santos Figueiredo e Vasconcelos"
SENTENCE = "j'ai travaillé 3 ans dans une boulangerie à Annecy, je servais les clients"

# Addresses that are not pages to read: files, and what leaves for elsewhere at once.
FILES = re.compile(r"\.ics$|\.svg$|/fichier$|/apercu$|^/auth/|^/demonstration/")
SECRETS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/p/)[\w-]+")

pytestmark = EMBEDDED_ONLY


@pytest.fixture
def tab(browser: Browser, product: Product) -> Iterator[Page]:
    """A tab where the checker's own script may run, which the product's policy forbids.

    With one point a pixel: whole pages are drawn at once, and none of it is about fine lines.
    """
    with a_phone(
        browser,
        product.origin,
        bypass_csp=True,
        service_workers="block",
        device_scale_factor=1,
    ) as phone:
        yield phone.new_page()


def _is_in(language: str, address: str) -> bool:
    prefixes = {code: prefix for code in LOCALES if (prefix := localised("/", code).rstrip("/"))}
    if language in prefixes:
        return f"{address}/".startswith(f"{prefixes[language]}/")
    return not any(f"{address}/".startswith(f"{one}/") for one in prefixes.values())


def _app_pages(language: str) -> list[str]:
    """Every page of the app that was built in this language."""
    return [one for one in sorted(load_manifest()["pages"]) if _is_in(language, one)]


def _plain_pages(language: str) -> list[str]:
    """Every server-made page whose address is known beforehand."""
    from passport.app import ROUTES

    return [
        localised(route.path, language)
        for route in ROUTES
        if isinstance(route, Route)
        and "GET" in (route.methods or ())
        and "{" not in route.path
        and not FILES.search(route.path)
    ]


def _kind_of(address: str) -> tuple[str, tuple[str, ...]]:
    """Two addresses of the same kind show the same page about different things."""
    parts = urlsplit(address)
    return SECRETS.sub("*", parts.path), tuple(sorted({name for name, _ in parse_qsl(parts.query)}))


def _links(page: Page) -> list[str]:
    here = page.url
    found: list[str] = page.locator("main a[href]").evaluate_all(
        "links => links.filter((link) => !link.hasAttribute('download')).map((link) => link.href)"
    )
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(here))
    return [one.removeprefix(origin) for one in found if one.startswith(f"{origin}/")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("person", [FULL, EMPTY])
def test_every_page(tab: Page, person: str, language: str) -> None:
    log_in(tab, person, LANGUAGES[language])
    findings = Findings()
    waiting = _app_pages(language)
    if person == FULL:
        waiting += _plain_pages(language)
    else:
        # It shows every component in every state, whoever looks; so do the server-made pages.
        waiting.remove(localised("/atelier", language))
    known = {_kind_of(one) for one in waiting}
    while waiting:
        address = waiting.pop(0)
        answer = visit(tab, address)
        where = f"{language} {urlsplit(tab.url).path}?{urlsplit(tab.url).query}".rstrip("?")
        findings.begun(answer, language, where)
        findings.look(tab, where)
        if person != FULL:
            continue
        for link in _links(tab):
            path = urlsplit(link).path
            if _kind_of(link) in known or FILES.search(path) or not _is_in(language, path):
                continue
            known.add(_kind_of(link))
            waiting.append(link)
    assert not findings.faults, "\n" + "\n".join(findings.faults)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_referent_sees(browser: Browser, product: Product, tab: Page, language: str) -> None:
    """Her own page, whom she invited, a sheet of paper and the way in by it, what is confided."""
    prefix = LANGUAGES[language]
    findings = Findings()
    secret = product.session("claire-favre")
    tab.context.add_cookies([{"name": "sid", "value": secret, "url": product.origin}])
    for address in ("/moi", "/pro/confie", "/pro/invitations"):
        findings.begun(visit(tab, f"{prefix}{address}"), language, f"{language} {address}")
        findings.look(tab, f"{language} {address}")
    tab.locator("form input[type=text], form input:not([type])").first.fill("Nadège")
    tab.locator("form input[type=text], form input:not([type])").nth(1).fill("Colin")
    tab.locator("main form button").first.click()
    expect(tab.locator(".code")).to_be_visible()
    findings.look(tab, f"{language} a sheet of paper")
    code = tab.locator(".code").inner_text()
    with a_phone(
        browser, product.origin, bypass_csp=True, service_workers="block", device_scale_factor=1
    ) as phone:
        page = phone.new_page()
        for address in ("/connexion/code", "/connexion/invitation"):
            findings.begun(visit(page, f"{prefix}{address}"), language, f"{language} {address}")
            findings.look(page, f"{language} {address}")
        page.locator("main input").first.fill("000 000 000 000")
        page.locator("main form button").first.click()
        findings.look(page, f"{language} a wrong code")
        page.locator("main input").first.fill(code)
        page.locator("main form button").first.click()
        expect(page.locator("h1")).to_contain_text("Nadège")
        findings.look(page, f"{language} is it you")
    assert not findings.faults, "\n" + "\n".join(findings.faults)


MODES = {
    "dark": {"color_scheme": "dark"},
    "more contrast": {"contrast": "more"},
    "dark, more contrast": {"color_scheme": "dark", "contrast": "more"},
    "forced colours": {"forced_colors": "active"},
    "a desk": {"viewport": {"width": 1280, "height": 900}, "is_mobile": False},
}
STOPS = 40
"""Steps of the keyboard whose focus is looked for."""
FOCUS_SEEN = """
() => {
  for (let one = document.activeElement, up = 0; one && up < 4; one = one.parentElement, up++) {
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    if (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) return "";
  }
  const focused = document.activeElement;
  return focused === document.body ? "" : focused.outerHTML.slice(0, 160);
}
"""


@pytest.mark.parametrize("mode", MODES)
def test_every_component_as_devices_show_it(browser: Browser, product: Product, mode: str) -> None:
    """Every state of every component, and the pages of strangers, in the colours that one asks for;
    the focus of a keyboard is seen wherever it goes."""
    findings = Findings()
    with a_phone(
        browser, product.origin, bypass_csp=True, device_scale_factor=1, **MODES[mode]
    ) as phone:
        page = phone.new_page()
        for address in ("/", "/connexion", "/atelier"):
            visit(page, address)
            findings.rules(page, f"{mode} {address}")
            for _ in range(STOPS):
                page.keyboard.press("Tab")
                unseen = page.evaluate(FOCUS_SEEN)
                if unseen:
                    findings.add(f"{mode} {address}", f"no focus to be seen: {unseen}")
    assert not findings.faults, "\n" + "\n".join(findings.faults)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_strangers_see(browser: Browser, product: Product, tab: Page, language: str) -> None:
    """The way in, the demonstration provider, what an employer opens, what does not exist."""
    prefix = LANGUAGES[language]
    findings = Findings()

    def look(address: str) -> None:
        findings.begun(visit(tab, address), language, f"{language} {address}")
        findings.look(tab, f"{language} {address}")

    for address in ("/", "/connexion", "/connexion?suite=arret", "/confidentialite", "/au-revoir"):
        look(localised(address, language) if "?" not in address else f"{prefix}{address}")
    look(f"{prefix}/n-existe-pas")
    look(f"{prefix}/p/n-existe-pas")
    if language == "fr":
        look("/demonstration/authorize")

    tab.goto(f"{prefix}/connexion")
    tab.locator("a[href*='/auth/demo/login']").first.click()
    findings.look(tab, f"{language} the people of the demonstration")
    tab.get_by_text(LONG_NAME, exact=True).click()
    findings.look(tab, f"{language} what is handed over")

    with a_phone(browser, product.origin) as phone:
        owner = phone.new_page()
        log_in(owner, "Noël Mugnier")
        shown = share(owner, "Hôtel du Lac")
        look(f"{prefix}{shown}")
        for answer in ("meet", "later"):
            tab.goto(f"{prefix}{shown}")
            if tab.locator(f"button[value={answer}]").count():
                tab.locator(f"button[value={answer}]").click()
                findings.look(tab, f"{language} {answer}")
        owner.reload()
        owner.get_by_role("button", name="Couper l'accès maintenant").click()
        expect(owner.get_by_role("heading", level=1)).to_have_text("Accès coupé")
        look(f"{prefix}{shown}")
    assert not findings.faults, "\n" + "\n".join(findings.faults)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_pages_become(tab: Page, language: str) -> None:
    """The card that was understood, numbers to call, a question, an error, a code, a dialog."""
    prefix = LANGUAGES[language]
    findings = Findings()
    log_in(tab, "Zoé Crêtaz", prefix)

    def look(what: str) -> None:
        tab.wait_for_timeout(250)
        findings.look(tab, f"{language} {what}")

    visit(tab, f"{prefix}/parler")
    composer(tab).fill(SENTENCE)
    send(tab)
    expect(main(tab).get_by_text("Annecy", exact=True)).to_be_visible()
    look("the card")
    main(tab).locator("dl button, .fact button").nth(2).click()
    expect(main(tab).locator("#value")).to_be_visible()
    look("a line of the card")
    visit(tab, f"{prefix}/parler/journal")
    main(tab).locator("li > button").first.click()
    expect(tab.locator("dialog[open]")).to_be_visible()
    look("what she said, and an open dialog")
    visit(tab, f"{prefix}/parler?sujet=help")
    expect(main(tab).locator("#now a[href^='tel:']").first).to_be_visible()
    look("whom to call")
    visit(tab, f"{prefix}/mon-avis")
    main(tab).locator("li button").first.click()
    look("what a consultation is about")
    main(tab).locator("button").last.click()
    look("its first question")
    visit(tab, f"{prefix}/passeport/experience")
    main(tab).locator("button[type=submit]").click()
    expect(tab.locator("#title-error p")).to_be_visible()
    look("an error in a form")
    visit(tab, f"{prefix}/montrer/nouveau")
    tab.locator("#recipient").fill("Hôtel du Lac")
    main(tab).locator("input[type=checkbox]").first.check()
    main(tab).locator("button[type=submit]").click()
    expect(main(tab).get_by_role("img").first).to_be_visible()
    look("a code to show")
    assert not findings.faults, "\n" + "\n".join(findings.faults)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_page_is_announced(tab: Page, language: str) -> None:
    """After a move inside the app the title is said, and the focus is on the heading."""
    prefix = LANGUAGES[language]
    log_in(tab, "Fatoumata Diallo", prefix)
    alive(tab)
    tab.evaluate("window.sameDocument = true")
    for place in ("/passeport", "/rendez-vous", "/montrer", "/mon-avis"):
        tab.locator(f"nav a[href='{prefix}{place}']").first.click()
        tab.wait_for_url(re.compile(f"{place}$"))
        expect(tab.locator("h1:focus")).to_have_count(1)
        said = tab.locator("body > [aria-live=polite]")
        expect(said).to_have_text(tab.title())
        assert tab.title() != ""
    assert tab.evaluate("window.sameDocument")
