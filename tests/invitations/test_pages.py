"""From the référent's page to the sheet, and from the sheet to somebody who is in."""

import html
import re
from datetime import timedelta

import pytest

from passport.invitations import routes, rules
from passport.kernel.actor import Role
from passport.kernel.clock import FixedClock
from passport.kernel.limits import Limiter
from tests.invitations.conftest import ORIGIN, House, Network

FORM = {"key": "k" * 22, "given_name": "Brahim", "family_name": "Dupont", "locale": "fr"}


@pytest.fixture
def database_kind() -> str:
    """One kind of database is enough here: what is tried is not in the tables."""
    return "sqlite"


async def sheet_of(house: House, network: Network, **more: str) -> tuple[str, str, str]:
    """A sheet as it is printed; the way of its QR code, and its code."""
    async with house.browser(await house.session_of(network.claire)) as browser:
        answer = await browser.post("/pro/invitations", data={**FORM, **more})
        assert answer.status_code == 200, answer.text
    code = re.search(r'class="code" dir="ltr">([\d ]+)<', answer.text)
    assert code
    return answer.text, await _read_qr(answer.text), code[1]


async def _read_qr(page: str) -> str:
    """What a camera reads: the drawing is made again from what the link may be, and compared."""
    from passport.kernel.web.qr import qr_svg

    found = re.search(r"<svg xmlns.*?</svg>", page, re.DOTALL)
    assert found
    assert "45mm" in page
    drawn = found[0]
    # The secret is nowhere in the page but in the drawing.
    assert not re.search(r"/i/[\w-]{20,}", page)
    return next(link for link in _drawn if qr_svg(link) == drawn)


_drawn: list[str] = []


@pytest.fixture(autouse=True)
def _watch_qr(monkeypatch: pytest.MonkeyPatch) -> None:
    from passport.kernel.web.qr import qr_svg

    def drawing(address: str) -> str:
        _drawn.append(address)
        return qr_svg(address)

    monkeypatch.setattr(routes, "qr_svg", drawing)


@pytest.mark.parametrize("by", ["qr", "code"])
async def test_a_sheet_leads_to_a_passport_and_on_to_a_way_back(
    house: House, network: Network, by: str
) -> None:
    page, link, code = await sheet_of(house, network)
    for word in ("Brahim D.", "Claire Favre", "lac", "localhost:8000/connexion/invitation",
                 "sert une fois, jusqu’au lundi 7 décembre"):  # fmt: skip
        assert word in page, word
    assert "Dupont" not in page
    async with house.browser() as browser:
        if by == "qr":
            assert link.startswith(f"{ORIGIN}/i/")
            welcome = await browser.get(link)
            assert (await browser.get(link)).status_code == 200
        else:
            assert "12 chiffres" in (await browser.get("/connexion/invitation")).text
            welcome = await browser.post("/connexion/invitation", data={"code": f" {code}. "})
        assert "Bonjour \u2068Brahim D.\u2069, c’est vous" in html.unescape(welcome.text)
        key = re.search(r'name="key" value="([^"]+)"', welcome.text)
        assert key
        form = {"key": key[1], "answer": "yes"}
        answer = await browser.post("/connexion/invitation/reponse", data=form)
        assert answer.headers["location"] == "/moi/revenir?debut=1"
        assert browser.cookies["device"] == "own-1800"
        who = await house.actor_of(browser.cookies["sid"])
        assert who
        assert who.role is Role.BENEFICIARY
        assert "Ce passeport est à vous" in (await browser.get("/moi/revenir?debut=1")).text
        # A second phone, or the same sheet found in a bin.
        async with house.browser() as second:
            assert (await second.get(link)).status_code == 422
            answer = await second.post("/connexion/invitation/reponse", data=form)
            assert answer.status_code == 422
            assert "sid" not in second.cookies
    async with house.browser(await house.session_of(network.paul)) as colleague:
        assert ">Entrée<" in (await colleague.get("/pro/invitations")).text


@pytest.mark.parametrize(("locale", "direction"), [("ar", "rtl"), ("en", "ltr")])
async def test_a_sheet_speaks_the_language_of_whom_it_is_for(
    house: House, network: Network, locale: str, direction: str
) -> None:
    page, link, _code = await sheet_of(house, network, locale=locale)
    assert f'lang="{locale}" dir="{direction}"' in page
    assert link.startswith(f"{ORIGIN}/{locale}/i/")
    assert f"localhost:8000/{locale}/connexion/invitation" in page
    async with house.browser() as browser:
        assert f'lang="{locale}"' in (await browser.get(link)).text


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"given_name": ""}, "given_name"),
        ({"family_name": "x" * 101}, "family_name"),
        ({"contact": "brahim@"}, "contact"),
        ({"contact": "0123"}, "contact"),
        ({"contact": "+1 212 555 0100"}, "contact"),
    ],
)
async def test_what_was_typed_is_kept_when_something_is_wrong(
    house: House, network: Network, form: dict[str, str], field: str
) -> None:
    async with house.browser(await house.session_of(network.claire)) as browser:
        answer = await browser.post("/pro/invitations", data={**FORM, **form})
        assert answer.status_code == 422
        assert f'id="{field}-error"' in answer.text
        assert FORM["key"] in answer.text
        if "family_name" not in form:
            assert 'value="Dupont"' in answer.text


async def test_only_referents_have_the_page(house: House, network: Network) -> None:
    for stranger in (network.beneficiary, network.coordination):
        async with house.browser(await house.session_of(stranger)) as browser:
            assert (await browser.get("/pro/invitations")).status_code == 404
            assert (await browser.post("/pro/invitations", data=FORM)).status_code == 404
    async with house.browser() as browser:
        answer = await browser.get("/pro/invitations")
        assert answer.headers["location"].startswith("/connexion")


async def test_every_key_that_opens_nothing_gets_the_same_answer(
    house: House, network: Network, clock: FixedClock
) -> None:
    """Wrong, of nothing, used, cancelled, declined and too old: to the letter."""
    _page, link, code = await sheet_of(house, network)
    used = re.sub(r"\D", "", code)
    wrong = used[: rules.PLACE] + f"{(int(used[rules.PLACE :]) + 1) % 10**6:06}"
    said = set()
    async with house.browser() as browser:
        for typed in (wrong, "000000000000", "12", "", "abc"):
            said.add((await browser.post("/connexion/invitation", data={"code": typed})).text)
        said.add((await browser.get("/i/" + "A" * 43)).text)
        clock.advance(timedelta(days=15))
        said.add((await browser.post("/connexion/invitation", data={"code": code})).text)
        said.add((await browser.get(link)).text.replace(link.removeprefix(ORIGIN), "/i"))
    # The answer to a form has no address in other languages; a link has one for each.
    same = {re.sub(r"<footer.*?</footer>", "", page, flags=re.DOTALL) for page in said}
    assert len({re.sub(r'href="[^"]*"', "", page) for page in same}) == 1


async def test_codes_are_tried_slowly_from_one_place_and_from_all(
    house: House, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    limiter = Limiter()
    monkeypatch.setattr(routes, "limiter", lambda: limiter)
    monkeypatch.setattr(routes, "client_of", lambda request: request.headers["x-from"])
    codes = []

    async def tried(place: str) -> int:
        async with house.browser(x_from=place) as browser:
            answer = await browser.post("/connexion/invitation", data={"code": "1" * 12})
            return answer.status_code

    codes = [await tried("one") for _ in range(routes.TRIED_FROM.burst + 1)]
    assert codes == [422] * routes.TRIED_FROM.burst + [429]
    assert await tried("two") == 422
    monkeypatch.setattr(routes, "TRIED_FROM", routes.TRIED_FROM.__class__("wide", 10**6, 1))
    codes = [await tried(str(n)) for n in range(routes.TRIED.burst)]
    assert codes[0] == 422
    assert codes[-1] == 429


async def test_not_me_closes_it(house: House, network: Network) -> None:
    _page, link, code = await sheet_of(house, network)
    async with house.browser() as browser:
        form = {"key": re.sub(r"\D", "", code), "answer": "no"}
        answer = await browser.post("/connexion/invitation/reponse", data=form)
        assert "Merci de l’avoir dit" in answer.text
        assert (await browser.get(link)).status_code == 422


async def test_a_sheet_is_made_again_and_cancelled(house: House, network: Network) -> None:
    _page, link, _code = await sheet_of(house, network)
    async with house.browser(await house.session_of(network.paul)) as browser:
        page = (await browser.get("/pro/invitations")).text
        assert "Brahim Dupont" in page
        again, cancel = re.findall(r'action="(/pro/invitations/[^"]+)"', page)
        assert (await browser.post(again)).status_code == 200
        assert (await browser.get(link)).status_code == 422
        assert (await browser.post(cancel)).headers["location"] == "/pro/invitations"
        assert "Annulée" in (await browser.get("/pro/invitations")).text
        assert (await browser.post(again)).status_code == 404
        assert (await browser.post("/pro/invitations/x/feuille")).status_code == 404


async def test_who_is_in_already_becomes_who_the_sheet_says(house: House, network: Network) -> None:
    """A référent who tries the sheet on her own telephone leaves her own session."""
    _page, _link, code = await sheet_of(house, network)
    hers = await house.session_of(network.claire)
    async with house.browser(hers) as browser:
        form = {"key": re.sub(r"\D", "", code), "answer": "yes"}
        answer = await browser.post("/connexion/invitation/reponse", data=form)
        assert answer.status_code == 303
    assert await house.actor_of(hers) is None
