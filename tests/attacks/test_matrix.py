"""Every handler and every route, tried by everybody whom it is not for.

The lists come from the running product. What is sent is looked up by the name of each argument, so
that a new handler or route with an argument that is not known here fails until somebody says what
an attacker would put in it.
"""

import inspect
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

import httpx
import pytest
from reflex_base.registry import RegistrationContext

from passport import app as running
from passport.identity.guard import PUBLIC, Declaration, endpoints, handlers
from passport.kernel.actor import Role
from passport.kernel.database import Database
from passport.kernel.storage import Storage
from passport.record import forms
from tests.attacks.belongings import (
    MARK,
    Belongings,
    everything_of,
    person,
    referent_of,
    settle,
)
from tests.attacks.conftest import Product, login
from tests.attacks.tab import Tab

HANDLERS = handlers()
ROUTES = endpoints(running.ROUTES)

ID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

# Vars that differ between two tabs of people who are alike: a form's key, times of the day.
OWN_VARS = {
    f"{name}_rx_state_"
    for name in ("is_hydrated", "turn", "devices", "history", "opening", "form_key")
}

Words = dict[str, Any]
Made = dict[str, list[Any]]


def said(theirs: Belongings) -> Made:
    """What stands for each argument of a handler, by its name."""
    items = {
        "experience": theirs.experience,
        "soft_skill": theirs.soft_skill,
        "skill": theirs.skill,
        "certificate": theirs.certificate,
        "language": theirs.language,
    }
    return {
        # Names of things.
        "consultation_id": [str(theirs.consultation)],
        "item_id": [str(one) for one in items.values()],
        "answer_id": [str(theirs.answer)],
        "what": [f"{kind}:{one}" for kind, one in items.items()],
        "turn": [theirs.turn],
        # Words that name nothing of anybody's.
        "kind": list(items),
        "need": ["work"],
        "value": ["1"],
        "answer": ["skip"],
        "asked": ["experience.title"],
        "field": ["title"],
        "position": [1],
        "part": ["turn:0", "day:2026-11-23", "all", "turn:x"],
    }


def filled(theirs: Belongings) -> Made:
    """What stands in the form of each handler that takes one."""
    # The top of a passport has no id: it is always one's own.
    pages = dict(
        zip(
            [page for page in forms.SAVES if page != forms.PROFILE_PAGE],
            [theirs.experience, theirs.soft_skill, theirs.skill, theirs.language],
            strict=True,
        )
    )
    return {
        "actions_state.search": [{"text": "permis"}],
        "booking_state.confirm": [{"topic": ""}],
        "talk_state.say": [{"text": "bonjour", "turn": theirs.turn}],
        "talk_state.change": [{"field": "title", "value": "x"}],
        "opinion_state.say": [{"words": "x"}],
        "opinion_state.follow": [{"code": theirs.code}],
        "item_state.save": [
            {"page": page, "id": str(one), "title": "volé", "name": "volé", "code": "teamwork"}
            for page, one in pages.items()
        ]
        + [{"page": "/passeport/certificat", "id": str(theirs.certificate), "title": "volé"}],
        "new_share_state.make": [
            {"recipient": "x", f"item-{theirs.experience}": "on", "lifetime": "day"}
        ],
    }


def pages(theirs: Belongings) -> dict[str, list[str]]:
    """Addresses that a state reads when its page opens: with the thing, when it has one."""
    return {
        "actions_state": ["/actions?mots=x"],
        "answers_state": ["/mes-reponses"],
        "agenda_state": [f"/rendez-vous/annuler?id={theirs.appointment}"],
        "booking_state": [
            f"/rendez-vous/deplacer?id={theirs.appointment}",
            f"/rendez-vous/deplacer?id={theirs.appointment}&comment=phone&le=2026-12-01T09:00Z",
        ],
        "talk_state": ["/parler"],
        "journal_state": ["/parler/journal"],
        "visit_state": ["/parler"],
        "me_state": ["/moi"],
        "opinion_state": [f"/mon-avis?id={theirs.consultation}"],
        "item_state": [
            f"{forms.PAGES[kind]}?id={getattr(theirs, kind.value)}" for kind in forms.PAGES
        ],
        "record_state": ["/passeport"],
        "new_share_state": ["/montrer/nouveau"],
        "share_state": [f"/montrer/code?id={theirs.share}"],
        "sharing_state": ["/montrer"],
    }


def short(name: str) -> str:
    """``record_state.load`` for the long name of a handler."""
    return name.rsplit("____", 1)[-1]


def payloads(name: str, theirs: Belongings) -> list[Words]:
    """Everything to send to a handler. Fails for an argument that nobody thought of."""
    function = RegistrationContext.get().event_handlers[name].handler.fn
    sent: list[Words] = [{}]
    known, forms_of = said(theirs), filled(theirs)
    for argument in list(inspect.signature(function).parameters)[1:]:
        values = forms_of.get(short(name)) if argument == "form" else known.get(argument)
        assert values, f"say what an attacker puts in {argument!r} of {short(name)}"
        sent = [{**one, argument: value} for one in sent for value in values]
    if {"kind", "item_id"} <= set(sent[0]):
        sent = sent[:: len(known["kind"]) + 1]
    return sent


@dataclass
class World:
    """Her things, and the same names of nothing."""

    theirs: Belongings
    absent: ClassVar[Belongings] = Belongings.absent()


@pytest.fixture
async def world(base: Database, product: Product) -> World:
    found: World | None = getattr(product, "world", None)
    if found is None:
        found = World(await settle(base, Storage.folder(Path(product.var) / "files")))
        product.world = found  # type: ignore[attr-defined]
    return found


async def _somebody(base: Database, role: Role = Role.BENEFICIARY) -> str:
    """A session of somebody new, far from her; always the same words around."""
    her = await base.read(_territory)
    made = await base.write(person, "Brahim", her, role)
    return await login(base, made.id)


async def _territory(session: Any) -> Any:
    from sqlmodel import select

    from passport.identity.models import Person

    query = select(Person.territory_id).where(Person.given_name == MARK)
    return (await session.exec(query)).first()


def test_every_argument_is_known_here() -> None:
    for one in HANDLERS:
        payloads(one.name, World.absent)
        assert pages(World.absent)[short(one.name).split(".")[0]]


# Sockets


def _states() -> Iterator[str]:
    yield from dict.fromkeys(short(one.name).split(".")[0] for one in HANDLERS)


def _of(state: str) -> list[str]:
    """The handlers of a state, those that open a page first."""
    mine = [one.name for one in HANDLERS if short(one.name).split(".")[0] == state]
    return sorted(mine, key=lambda name: not short(name).split(".")[1].startswith("load"))


def _shown(tab: Tab, names: Belongings) -> str:
    """What a tab shows, without what differs between two tabs and the names that were sent."""
    parts = {
        name: {
            var: value
            for var, value in part.items()
            if not var.startswith("rx_router") and var not in OWN_VARS
        }
        for name, part in tab.parts.items()
    }
    return _unnamed(json.dumps([parts, tab.sent_to], sort_keys=True, ensure_ascii=False), names)


def _unnamed(text: str, names: Belongings) -> str:
    plain = text
    for value in (names.secret, names.code, names.turn):
        plain = plain.replace(value, "NAME")
    return re.sub(ID, "ID", plain)


async def _visit(tab: Tab, state: str, names: Belongings) -> list[str]:
    """Send a tab everything that its state can be sent with ``names``; what it showed each time."""
    shown: list[str] = []
    for name in _of(state):
        for sent in payloads(name, names):
            await tab.ask(name, **sent)
            shown.append(f"{short(name)} {_shown(tab, names)}")
    return shown


@pytest.mark.parametrize("state", list(_states()))
async def test_another_person_learns_and_changes_nothing(
    product: Product, base: Database, world: World, state: str
) -> None:
    """What is not hers and what does not exist are the same, to the letter."""
    before = await base.read(everything_of, world.theirs)
    theirs, absent = pages(world.theirs)[state], pages(world.absent)[state]
    for path, nowhere in zip(theirs, absent, strict=True):
        async with product.tab(await _somebody(base), path) as tab:
            shown = await _visit(tab, state, world.theirs)
            told = "".join(map(str, tab.told))
        async with product.tab(await _somebody(base), nowhere) as tab:
            of_nothing = await _visit(tab, state, world.absent)
        assert MARK not in told
        assert "Référence" not in told
        assert shown == of_nothing
    assert await base.read(everything_of, world.theirs) == before


async def test_who_owns_them_does_reach_them(
    product: Product, base: Database, world: World
) -> None:
    """The names that are fed are right: their owner is shown what they name."""
    session = await login(base, world.theirs.person)
    for state in ("item_state", "share_state", "agenda_state", "answers_state"):
        for path in pages(world.theirs)[state]:
            async with product.tab(session, path) as tab:
                for name in _of(state):
                    if short(name).split(".")[1].startswith("load"):
                        await tab.ask(name)
                shown = "".join(tab.told)
                assert MARK in shown or "savoir-etre" in path, (path, shown)


@pytest.mark.parametrize("state", list(_states()))
async def test_a_stranger_gets_through_nothing(product: Product, world: World, state: str) -> None:
    for session in ("", f"not-a-session-{state}"):
        path = pages(world.theirs)[state][0]
        async with product.tab(session, path) as tab:
            await _only_sent_to(tab, state, world, "/connexion")


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.COORDINATION])
@pytest.mark.parametrize("state", list(_states()))
async def test_a_professional_gets_through_nothing_that_is_for_people(
    product: Product, base: Database, world: World, state: str, role: Role
) -> None:
    path = pages(world.theirs)[state][0]
    async with product.tab(await _somebody(base, role), path) as tab:
        await _only_sent_to(tab, state, world, "/moi", role)


async def _only_sent_to(
    tab: Tab, state: str, world: World, where: str, role: Role | None = None
) -> None:
    """Each of the state's handlers sends the tab to ``where``, and shows nothing."""
    of_state = {one.name: one.audience or frozenset() for one in HANDLERS}
    before, sent = len(tab.told), 0
    redirected = len(tab.sent_to)
    for name in _of(state):
        if PUBLIC in of_state[name] or role in of_state[name]:
            continue
        for payload in payloads(name, world.theirs):
            await tab.send(name, **payload)
            sent += 1
    await tab.settled()
    sent_to = tab.sent_to[redirected:]
    assert len(sent_to) >= sent
    assert {address.split("?")[0] for address in sent_to} <= {where}
    assert MARK not in "".join(tab.told[before:])


@pytest.mark.parametrize("state", list(_states()))
async def test_after_the_logout_an_open_socket_and_an_old_cookie_are_worth_nothing(
    product: Product, base: Database, world: World, state: str
) -> None:
    before = await base.read(everything_of, world.theirs)
    session = await login(base, world.theirs.person)
    path = pages(world.theirs)[state][0]
    async with product.tab(session, path) as tab:
        for name in _of(state):
            if short(name).split(".")[1].startswith("load"):
                await tab.ask(name)
        async with product.browser(session) as browser:
            assert (await browser.post("/deconnexion")).status_code == 303
        assert await tab.until(lambda: tab.sent_to and "suite=ferme" in tab.sent_to[-1])
        await _only_sent_to(tab, state, world, "/connexion")
        again = "".join(await tab.ask("reflex___state____state.hydrate"))
        assert MARK not in again
    async with product.tab(session, path, token=tab.tab) as tab:
        await _only_sent_to(tab, state, world, "/connexion")
    after = await base.read(everything_of, world.theirs)
    assert after == before


# Routes

QUERIES = {
    "/rendez-vous/simple": [
        "id={appointment}",
        "annuler={appointment}",
        "id={appointment}&comment=phone",
    ],
    "/mon-avis/simple": ["id={consultation}"],
}
"""What the address of a page may carry that names a thing."""

BODIES: dict[str, list[str]] = {
    "/parler/dire": ["text=bonjour&turn={turn}", "answer=yes&turn={turn}"],
    "/passeport/certificats": ["id={certificate}&title=vol"],
    "/passeport/experience": ["id={experience}&title=vol"],
    "/passeport/savoir-etre": ["id={soft_skill}&code=teamwork"],
    "/passeport/savoir-faire": ["id={skill}&title=vol"],
    "/passeport/langue": ["id={language}&name=vol"],
    "/passeport/projet": [""],
    "/montrer/nouveau": ["recipient=x&item-{experience}=on"],
    "/rendez-vous/simple/prendre": ["le=2026-12-01T09:00Z&comment=phone&id={appointment}"],
    "/rendez-vous/simple/deplacer": ["le=2026-12-01T09:00Z&comment=phone&id={appointment}"],
    "/rendez-vous/simple/annuler": ["id={appointment}"],
    "/mon-avis/simple": ["id={consultation}&envoyer=1&q1=yes", "id={consultation}"],
    "/mon-avis/suivi": ["code={code}"],
    "/actions": ["text=x"],
    "/moi/appareil": ["lent=1", "lent=0"],
    "/moi/fermer-les-autres": [""],
    "/moi/rester": [""],
    "/moi/revenir": ["contact=vol@exemple.fr"],
    "/moi/revenir/code": ["code=123456"],
    "/moi/revenir/retirer": ["id={contact}"],
    "/pro/invitations": ["key=0123456789abcdef&given_name=Vol&family_name=Vol"],
    "/pro/invitations/{invitation_id}/feuille": [""],
    "/pro/invitations/{invitation_id}/annuler": [""],
    "/moi/connexions/relier/{provider}": [""],
    "/moi/connexions/ancien": [""],
}
"""What an attacker posts to each address."""

IN_PATHS = {
    "appointment_id": ["{appointment}"],
    "invitation_id": ["{invitation}"],
    "item_id": ["{certificate}", "{experience}"],
    "share_id": ["{share}"],
    "provider": ["demo"],
}
"""What stands for each part of an address, by its name."""


def requests(one: Declaration) -> list[tuple[str, str, str]]:
    """Method, address and body of every attempt. Fails for what nobody thought of."""
    methods, path = one.name.split(" ", 1)
    paths = [path]
    for part in re.findall(r"\{(\w+)\}", path):
        assert part in IN_PATHS, f"say what an attacker puts in {part!r} of {path}"
        paths = [each.replace(f"{{{part}}}", value) for each in paths for value in IN_PATHS[part]]
    found = []
    for method in methods.split("/"):
        if method == "POST":
            assert path in BODIES, f"say what an attacker posts to {path}"
            found += [(method, each, body) for each in paths for body in BODIES[path]]
            continue
        found += [(method, each, "") for each in paths]
        found += [(method, f"{path}?{query}", "") for query in QUERIES.get(path, ())]
    return found


def _named(text: str, names: Belongings) -> str:
    found = text
    for name in Belongings.__annotations__:
        found = found.replace(f"{{{name}}}", str(getattr(names, name)))
    return found


async def _send(
    browser: httpx.AsyncClient, attempt: tuple[str, str, str], names: Belongings
) -> httpx.Response:
    method, path = attempt[0], _named(attempt[1], names)
    body = urlencode([(k, _named(v, names)) for k, v in parse_qsl(_named(attempt[2], names))])
    headers = {"content-type": "application/x-www-form-urlencoded"} if method == "POST" else {}
    return await browser.request(method, path, content=body or None, headers=headers)


PERSONAL = [one for one in ROUTES if PUBLIC not in (one.audience or ())]
PEOPLES = [one for one in PERSONAL if one.audience == {Role.BENEFICIARY}]


def _words(answer: httpx.Response, names: Belongings) -> tuple[int, dict[str, str], str]:
    """An answer without what differs between two, and without the names that were sent."""
    skipped = {"date", "x-request-id", "content-length", "server"}
    headers = {k: v for k, v in answer.headers.items() if k not in skipped}
    text = _unnamed(answer.text, names)
    # The key of a form, drawn for each; whose drafts a tab may keep.
    text = re.sub(r'name="key" value="[\w-]+"', "KEY", text)
    text = re.sub(r"\b(state|nonce|code_challenge)=[\w-]+", r"\1=OWN", text)
    if "set-cookie" in headers:
        own = re.sub(r"draft=\w+", "draft=OWN", headers["set-cookie"])
        # Said to the second: two answers may be on both sides of one.
        headers["set-cookie"] = re.sub(r"expires=[^;]+", "expires=THEN", own)
    location = headers.get("location", "")
    headers["location"] = re.sub(r"[0-9a-f-]{36}", "ID", location)
    return answer.status_code, headers, text


@pytest.mark.parametrize("one", PERSONAL, ids=lambda one: one.name)
def test_every_route_s_arguments_are_known_here(one: Declaration) -> None:
    assert requests(one)


async def test_another_person_reaches_nothing_by_any_route(
    product: Product, base: Database, world: World
) -> None:
    before = await base.read(everything_of, world.theirs)
    for one in PERSONAL:
        for attempt in requests(one):
            async with product.browser(await _somebody(base)) as browser:
                refused = await _send(browser, attempt, world.theirs)
            async with product.browser(await _somebody(base)) as browser:
                nowhere = await _send(browser, attempt, world.absent)
            assert MARK not in refused.text
            assert refused.status_code < 500, attempt
            assert _words(refused, world.theirs) == _words(nowhere, world.absent), attempt
    assert await base.read(everything_of, world.theirs) == before


@pytest.mark.parametrize("session", ["", "not-a-session", "after the logout"])
async def test_a_stranger_reaches_nothing_by_any_route(
    product: Product, base: Database, world: World, session: str
) -> None:
    before = await base.read(everything_of, world.theirs)
    if session == "after the logout":
        session = await login(base, world.theirs.person)
        async with product.browser(session) as browser:
            await browser.post("/deconnexion")
    for one in PERSONAL:
        for attempt in requests(one):
            async with product.browser() as browser:
                # No jar: an answer that empties the cookie must not help.
                browser.headers["cookie"] = f"sid={session}"
                if session not in {"", "not-a-session"} and attempt[0] == "POST":
                    browser.headers["x-forwarded-for"] = "10.255.0.1"
                answer = await _send(browser, attempt, world.theirs)
            if answer.status_code == 429:
                continue
            assert answer.status_code == 303, attempt
            assert answer.headers["location"].startswith("/connexion")
            assert answer.headers["cache-control"] == "no-store"
            assert MARK not in answer.text
    assert await base.read(everything_of, world.theirs) == before


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.COORDINATION])
async def test_a_professional_finds_nothing_by_the_routes_for_people(
    product: Product, base: Database, world: World, role: Role
) -> None:
    before = await base.read(everything_of, world.theirs)
    for one in PEOPLES:
        session = await _somebody(base, role)
        for attempt in requests(one):
            async with product.browser(session) as browser:
                answer = await _send(browser, attempt, world.theirs)
                nowhere = await _send(browser, attempt, world.absent)
            assert answer.status_code == 404, attempt
            assert _words(answer, world.theirs) == _words(nowhere, world.absent)
            assert MARK not in answer.text
    assert await base.read(everything_of, world.theirs) == before


OF_REFERENTS = [one for one in PERSONAL if Role.CASEWORKER in (one.audience or ())]


async def elsewhere(session: Any, her: Any, *, same_territory: bool) -> UUID:
    """A référent of the sample: of another territory, or of another structure of hers."""
    from sqlmodel import col, select

    from passport.identity.models import Person
    from passport.network.models import Caseworker, Structure

    query = (
        select(Person.id)
        .join(Caseworker, col(Caseworker.person_id) == col(Person.id))
        .join(Structure, col(Structure.id) == col(Person.structure_id))
        .order_by(Person.id)
    )
    query = query.where(
        Person.structure_id != her.structure_id,
        Person.territory_id == her.territory_id
        if same_territory
        else Person.territory_id != her.territory_id,
    )
    found: UUID = (await session.exec(query)).first()
    assert found
    return found


async def _referent(session: Any, world: World) -> Any:
    from passport.identity.models import Person

    return await referent_of(session, await session.get_one(Person, world.theirs.person))


@pytest.mark.parametrize("same_territory", [False, True], ids=["territory", "structure"])
async def test_a_referent_of_elsewhere_reaches_nothing_by_any_route(
    product: Product, base: Database, world: World, same_territory: bool
) -> None:
    """What belongs to another territory's or structure's people does not exist for her."""
    before = await base.read(everything_of, world.theirs)
    her = await base.read(_referent, world)
    stranger = await base.read(elsewhere, her, same_territory=same_territory)
    for one in OF_REFERENTS:
        for attempt in requests(one):
            if attempt[1] == "/pro/invitations" and attempt[0] == "POST":
                continue
            session = await login(base, stranger)
            async with product.browser(session) as browser:
                refused = await _send(browser, attempt, world.theirs)
            session = await login(base, stranger)
            async with product.browser(session) as browser:
                nowhere = await _send(browser, attempt, world.absent)
            assert MARK not in refused.text, attempt
            assert refused.status_code < 500, attempt
            assert _words(refused, world.theirs) == _words(nowhere, world.absent), attempt
    assert await base.read(everything_of, world.theirs) == before


async def test_her_own_referent_does_reach_them(
    product: Product, base: Database, world: World
) -> None:
    """The names that are fed are right: who may is shown what they name."""
    her = await base.read(_referent, world)
    async with product.browser(await login(base, her.person_id)) as browser:
        assert MARK in (await browser.get("/pro/invitations")).text
        answer = await browser.post(f"/pro/invitations/{world.theirs.invitation}/feuille")
        assert MARK in answer.text


@pytest.mark.parametrize("same_territory", [False, True], ids=["territory", "structure"])
@pytest.mark.parametrize("state", list(_states()))
async def test_a_referent_of_elsewhere_learns_nothing_by_any_handler(
    product: Product, base: Database, world: World, state: str, same_territory: bool
) -> None:
    """Those that let a référent in; the others are tried by the professionals above."""
    mine = [
        one.name
        for one in HANDLERS
        if one.name in _of(state)
        and Role.CASEWORKER in (one.audience or ())
        and PUBLIC not in (one.audience or ())
    ]
    if not mine:
        return
    before = await base.read(everything_of, world.theirs)
    her = await base.read(_referent, world)
    stranger = await base.read(elsewhere, her, same_territory=same_territory)
    shown = []
    for names in (world.theirs, world.absent):
        async with product.tab(await login(base, stranger), pages(names)[state][0]) as tab:
            for name in mine:
                for sent in payloads(name, names):
                    await tab.ask(name, **sent)
            assert MARK not in "".join(map(str, tab.told))
            shown.append(_shown(tab, names))
    assert shown[0] == shown[1]
    assert await base.read(everything_of, world.theirs) == before
