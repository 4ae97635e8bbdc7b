"""Steps of a login at the demonstration provider, as a browser without scripts does them."""

import html
import re
from uuid import UUID

import httpx


async def start(
    browser: httpx.AsyncClient, target: str = "/parler", slug: str = "demo"
) -> httpx.Response:
    begun = await browser.get(f"/auth/{slug}/login", params={"next": target})
    assert begun.status_code == 303, begun.text
    return await browser.get(begun.headers["location"])


async def choose(
    browser: httpx.AsyncClient, page: httpx.Response, person_id: UUID | str
) -> httpx.Response:
    found = re.search(rf'href="([^"]*personne={person_id})"', page.text)
    assert found, page.text
    return await browser.get(html.unescape(found[1]))


async def consent(
    browser: httpx.AsyncClient, page: httpx.Response, choice: str = "continuer"
) -> str:
    fields = dict(re.findall(r'name="(demande|personne)" value="([^"]*)"', page.text))
    (place,) = set(re.findall(r'action="([^"]*/decision)"', page.text))
    answer = await browser.post(place, data={**fields, "choix": choice})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]
