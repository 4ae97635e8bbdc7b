"""The pictures of the README, taken from the product itself.

``PICTURES=1`` writes them in ``docs/``; otherwise they are only made.
"""

import os
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import EMBEDDED_ONLY, PHONE, ROOT, Product, a_phone
from tests.browser.person import alive, log_in, main, say, share

pytestmark = EMBEDDED_ONLY

SENTENCE = "j'ai travaillé 3 ans dans une boulangerie à Annecy, je servais les clients"
LIGHT_ENOUGH = 120 * 1024
COLOURS = 128


def _keep(page: Page, folder: Path, name: str) -> None:
    """A picture of what the phone shows, in few colours."""
    page.evaluate("document.fonts.ready.then(() => null)")
    raw = folder / f"raw-{name}"
    page.screenshot(path=raw, animations="disabled", caret="hide")
    picture = Image.open(raw).convert("RGB")
    assert picture.size == (PHONE["width"] * 2, PHONE["height"] * 2)
    kept = (ROOT / "docs" if os.environ.get("PICTURES") else folder) / name
    kept.parent.mkdir(exist_ok=True)
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(kept, optimize=True)
    assert kept.stat().st_size < LIGHT_ENOUGH


def test_the_conversation_and_the_shared_passport(
    browser: Browser, product: Product, tmp_path: Path
) -> None:
    with a_phone(browser, product.origin) as phone:
        page = phone.new_page()
        log_in(page, "Chloé d'Aubigné")
        alive(page)
        say(page, SENTENCE)
        expect(main(page)).to_contain_text("Voici ce que j'ai compris")
        page.wait_for_timeout(500)
        page.evaluate("document.activeElement.blur()")
        _keep(page, tmp_path, "parler.png")
    with a_phone(browser, product.origin) as phone:
        page = phone.new_page()
        log_in(page, "Amina Benali")
        address = share(page, "Boulangerie Martin")
    with a_phone(browser, product.origin) as other:
        page = other.new_page()
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Amina Benali")
        _keep(page, tmp_path, "partage.png")
