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
from tests.browser.looks import DIRECTIONS, Findings, visit
from tests.browser.person import alive, log_in, main

LANGUAGES = {"fr": "", "ar": "/ar"}
FULL, EMPTY = "Amina Benali", "Léa Pâquet"
SENTENCE = "j'ai travaillé 3 ans dans une boulangerie à Annecy, je servais les clients"

# Addresses that are not pages to read: files, and what leaves for elsewhere at once.
FILES = re.compile(r"\.ics$|\.svg$|/fichier$|/apercu$|^/auth/|^/demonstration/")
SECRETS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/p/)[\w-]+")

pytestmark = EMBEDDED_ONLY


@pytest.fixture
def tab(browser: Browser, product: Product) -> Iterator[Page]:
    """A tab where the checker's own script may run, which the product's policy forbids."""
    with a_phone(browser, product.origin, bypass_csp=True, service_workers="block") as phone:
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
    waiting = [*_plain_pages(language), *_app_pages(language)]
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
