"""A slow network: no page shows, sends or cuts what the page before it held."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import BrowserContext, Page, WebSocketRoute, expect

from tests.browser.conftest import EMBEDDED_ONLY
from tests.browser.person import alive, log_in, main, share

pytestmark = EMBEDDED_ONLY


@dataclass
class Network:
    """What the server says to a phone, held back at will."""

    held: list[Callable[[], None]] | None = None
    seen: int = field(default=0)

    def carry(self, phone: WebSocketRoute) -> None:
        """Stand between the phone and the server."""
        server = phone.connect_to_server()

        def pass_on(message: str | bytes) -> None:
            self.seen += 1
            if self.held is None:
                phone.send(message)
            else:
                self.held.append(lambda: phone.send(message))

        server.on_message(pass_on)

    def hold(self) -> None:
        """Keep what the server says from now on."""
        self.held = []

    def release(self) -> None:
        """Hand everything over."""
        held, self.held = self.held or [], None
        for send in held:
            send()


@pytest.fixture
def network(phone: BrowserContext) -> Network:
    """The network of the phone."""
    carrier = Network()
    phone.route_web_socket(re.compile("/_event"), carrier.carry)
    return carrier


def _answered(page: Page, network: Network, since: int) -> None:
    """Wait until the server said something more, which is held."""
    while network.seen == since:
        page.wait_for_timeout(20)


def test_a_form_holds_nothing_of_the_one_before(network: Network, page: Page) -> None:
    log_in(page, "Zoé Crêtaz")
    page.goto("/passeport")
    page.get_by_role("link", name="Changer Serveuse en station").click()
    expect(page.get_by_label("Ce que je faisais")).not_to_have_value("")
    page.get_by_role("link", name="Mon passeport").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zoé Crêtaz")
    alive(page)

    for name, asked in (
        ("Ajouter un document", "Le nom du document"),
        ("Ajouter une expérience", "Ce que je faisais"),
    ):
        since = network.seen
        network.hold()
        page.get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
        _answered(page, network, since)
        assert page.get_by_label(asked).count() == 0
        network.release()
        expect(page.get_by_label(asked)).to_have_value("")
        expect(page.locator("input[name=id]")).to_have_value("")
        page.get_by_role("link", name="Mon passeport").click()
        alive(page)


def test_no_code_is_shown_of_another_share(network: Network, page: Page) -> None:
    log_in(page, "Yasmine Aït-Ouarab")
    share(page, "Boulangerie Martin")
    share(page, "Mairie de Rumilly")
    page.goto("/montrer")
    page.get_by_text("Boulangerie Martin").click()
    expect(main(page)).to_contain_text("Pour" + "Boulangerie Martin")
    page.get_by_role("link", name="Mes partages").click()
    alive(page)
    since = network.seen
    network.hold()
    page.get_by_text("Mairie de Rumilly").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Montrez ce code")
    _answered(page, network, since)
    assert page.get_by_role("img", name="Code à viser").count() == 0
    assert page.get_by_role("button", name="Couper l'accès maintenant").count() == 0
    network.release()
    expect(main(page)).to_contain_text("Mairie de Rumilly")
    expect(page.get_by_role("button", name="Couper l'accès maintenant")).to_be_visible()


def test_what_is_filled_in_outlives_the_network(phone: BrowserContext, page: Page) -> None:
    log_in(page, "Yasmine Aït-Ouarab")
    page.goto("/montrer/nouveau")
    alive(page)
    page.get_by_label("Pour qui ?").fill("Garage Blanc")
    box = main(page).get_by_role("checkbox").first
    box.check()
    calm = page.locator("#connection-banner")
    phone.set_offline(True)
    expect(calm).to_be_visible()
    phone.set_offline(False)
    expect(calm).to_be_hidden()
    alive(page)
    page.wait_for_timeout(300)
    expect(page.get_by_label("Pour qui ?")).to_have_value("Garage Blanc")
    expect(box).to_be_checked()
