"""A code that leads back in: asked for, sent, typed; and what nobody learns by asking."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
import sqlalchemy as sa
from sqlmodel import select

from passport.identity import code_routes, codes
from passport.identity import service as identity
from passport.identity.contacts import ContactKind, masked, parse
from passport.identity.models import Contact, OneTimeCode
from passport.kernel.actor import Actor
from passport.kernel.audit import AuditNote
from passport.kernel.clock import FixedClock
from passport.kernel.crypto import digest
from passport.kernel.database import Database, Session
from passport.kernel.errors import Invalid
from passport.kernel.limits import Rate
from passport.notifications.texts import LIMIT, Gateway, ShortMessage
from tests.invitations.conftest import House, Network

MAIL, PHONE = "amina@exemple.fr", "06 12 34 56 78"


@pytest.mark.parametrize(
    ("typed", "kind", "value"),
    [
        (" Amina@Exemple.FR ", "email", "amina@exemple.fr"),
        ("a.b+c@mail.exemple.fr", "email", "a.b+c@mail.exemple.fr"),
        ("06 12 34 56 78", "phone", "+33612345678"),
        ("07.12.34.56.78", "phone", "+33712345678"),
        ("+33 6 12 34 56 78", "phone", "+33612345678"),
        ("+33 (0)6 12 34 56 78", "phone", "+33612345678"),
        ("0033612345678", "phone", "+33612345678"),
        ("0692 12 34 56", "phone", "+262692123456"),
        ("+262 692 12 34 56", "phone", "+262692123456"),
        ("٠٦ ١٢ ٣٤ ٥٦ ٧٨", "phone", "+33612345678"),
    ],
)
def test_one_address_has_one_form(typed: str, kind: str, value: str) -> None:
    assert parse(typed) == (ContactKind(kind), value)


@pytest.mark.parametrize(
    "typed",
    ["", "amina", "a@b", "a@b@c.fr", "a b@c.fr", "a@-c.fr", "a@c.fr, b@c.fr", "a\n@c.fr",
     "01 23 45 67 89", "0612", "+1 212 555 0100", "+882 16 12 34 56", "0612345678901"],
)  # fmt: skip
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        parse(typed)


def test_without_a_gateway_a_telephone_is_not_taken() -> None:
    with pytest.raises(Invalid):
        parse(PHONE, phones=False)


def test_an_address_is_shown_in_part() -> None:
    assert masked(ContactKind.EMAIL, MAIL) == "a…@exemple.fr"
    assert masked(ContactKind.PHONE, "+33612345678") == "•• 78"


async def keep(house: House, who: Actor, typed: str = MAIL) -> None:
    """Let ``who`` come back by an address, as her page does."""
    async with house.browser(await house.session_of(who)) as browser:
        assert (await browser.post("/moi/revenir", data={"contact": typed})).status_code == 303
        code = code_in((await house.sent())[-1])
        answer = await browser.post("/moi/revenir/code", data={"code": code})
        assert answer.headers["location"] == "/moi/revenir?garde=1", answer.text


def code_in(message: str) -> str:
    found = re.search(r"(\d{3}) (\d{3})", message)
    assert found, message
    return found[1] + found[2]


async def asked(browser: httpx.AsyncClient, typed: str, **more: str) -> httpx.Response:
    return await browser.post("/connexion/code", data={"contact": typed, **more})


@pytest.mark.parametrize("typed", [MAIL, PHONE])
async def test_a_person_comes_back_with_a_code(house: House, network: Network, typed: str) -> None:
    await keep(house, network.beneficiary, typed)
    async with house.browser() as browser:
        answer = await asked(browser, typed, next="/rendez-vous")
        assert answer.headers["location"] == "/connexion/code/saisir"
        page = await browser.get("/connexion/code/saisir")
        assert "un code vient de partir" in page.text
        assert MAIL not in page.text
        before = browser.cookies["sid"]
        code = code_in((await house.sent())[-1])
        answer = await browser.post(
            "/connexion/code/saisir", data={"code": f"{code[:3]} {code[3:]}"}
        )
        assert answer.headers["location"] == "/rendez-vous"
        assert browser.cookies["sid"] != before
        assert await house.actor_of(before) is None
        assert (await browser.get("/mine")).text == str(network.beneficiary.person_id)
        browser.cookies.set("sid", before)
        again = await browser.post("/connexion/code/saisir", data={"code": code})
        assert again.headers["location"] == "/connexion/code"


async def test_who_is_known_and_who_is_not_look_the_same(house: House, network: Network) -> None:
    """The same answers and pages to the letter, the same rows, and the same message posted."""
    await keep(house, network.beneficiary)

    async def walk(typed: str) -> list[Any]:
        shown: list[Any] = []
        async with house.browser() as browser:
            for answer in (
                await asked(browser, typed),
                await browser.get("/connexion/code/saisir"),
                await browser.post("/connexion/code/saisir", data={"code": "000000"}),
            ):
                headers = dict(answer.headers)
                headers["set-cookie"] = re.sub("sid=[^;]+", "", headers.get("set-cookie", ""))
                shown.append((answer.status_code, headers, answer.text))
        return shown

    before = await house.db.read(_counts)
    known = await walk(MAIL)
    between = await house.db.read(_counts)
    unknown = await walk("azzia@exemple.fr")
    after = await house.db.read(_counts)
    assert known == unknown
    assert [b - a for a, b in zip(before, between, strict=True)] == [
        b - a for a, b in zip(between, after, strict=True)
    ]
    assert len(await house.sent()) == 2


async def _counts(session: Session) -> list[int]:
    found = []
    for table in ("web_session", "one_time_code", "outbox_message", "audit_note"):
        rows = await session.execute(sa.text(f"SELECT count(*) FROM {table}"))
        found.append(rows.scalar() or 0)
    return found


async def test_a_code_works_in_the_browser_that_asked_and_in_no_other(
    house: House, network: Network
) -> None:
    await keep(house, network.beneficiary)
    async with house.browser() as hers, house.browser() as thief:
        await asked(hers, MAIL)
        code = code_in((await house.sent())[-1])
        await asked(thief, "thief@exemple.fr")
        answer = await thief.post("/connexion/code/saisir", data={"code": code})
        assert answer.status_code == 422
        answer = await hers.post("/connexion/code/saisir", data={"code": code})
        assert answer.status_code == 303


async def test_five_wrong_codes_are_the_last(house: House, network: Network) -> None:
    await keep(house, network.beneficiary)
    async with house.browser() as browser:
        await asked(browser, MAIL)
        code = code_in((await house.sent())[-1])
        wrong = f"{(int(code) + 1) % 10**6:06}"
        for _ in range(codes.TRIES):
            answer = await browser.post("/connexion/code/saisir", data={"code": wrong})
            assert answer.status_code == 422
        answer = await browser.post("/connexion/code/saisir", data={"code": code})
        assert answer.status_code == 422
        assert "Ce code ne marche pas" in answer.text


async def test_a_code_is_good_for_ten_minutes(
    house: House, network: Network, clock: FixedClock
) -> None:
    await keep(house, network.beneficiary)
    async with house.browser() as browser:
        await asked(browser, MAIL)
        code = code_in((await house.sent())[-1])
        clock.advance(timedelta(minutes=10))
        answer = await browser.post("/connexion/code/saisir", data={"code": code})
        assert answer.headers["location"] == "/connexion/code"


async def test_a_professional_does_not_come_in_this_way(house: House, network: Network) -> None:
    async def plant(session: Session) -> None:
        kind, value = parse("claire@exemple.fr")
        session.add(
            Contact(
                id=session.new_id(), person_id=network.claire.person_id, kind=kind,
                mac=codes.mac_of(kind, value), sealed=value, created_at=session.now(),
            )
        )  # fmt: skip

    await house.db.write(plant)
    async with house.browser() as browser:
        await asked(browser, "claire@exemple.fr")
        assert await house.sent() == []
    async with house.browser(await house.session_of(network.claire)) as browser:
        assert (await browser.get("/moi/revenir")).status_code == 404


async def test_neither_the_code_nor_the_address_is_kept_in_clear(
    house: House, network: Network
) -> None:
    await keep(house, network.beneficiary)
    async with house.browser() as browser:
        await asked(browser, MAIL)
        code = code_in((await house.sent())[-1])
        held = ""
        async with house.db.engine.connect() as connection:
            for table in ("contact", "one_time_code", "outbox_message", "audit_note"):
                held += str((await connection.execute(sa.text(f"SELECT * FROM {table}"))).all())
    assert code not in held
    assert MAIL not in held


async def test_an_address_serves_one_person_and_only_its_holder_learns_it(
    house: House, network: Network
) -> None:
    await keep(house, network.beneficiary)
    second = await house.db.write(_another, network)
    async with house.browser(await house.session_of(second)) as browser:
        answer = await browser.post("/moi/revenir", data={"contact": MAIL})
        assert answer.headers["location"] == "/moi/revenir/code"
        code = code_in((await house.sent())[-1])
        answer = await browser.post("/moi/revenir/code", data={"code": code})
        assert answer.status_code == 409
        assert "sert déjà à quelqu’un" in answer.text


async def _another(session: Session, network: Network) -> Actor:
    person_id, _secret = await identity.admit(
        session, given_name="Olena", family_name="S", email=None, phone=None,
        territory_id=network.claire.territory_id or UUID(int=0),
        structure_id=network.claire.structure_id or UUID(int=0),
        locale="fr", fictitious=True, device="", shared=False, replaces=None,
    )  # fmt: skip
    return Actor(person_id, network.beneficiary.role)


async def test_the_last_way_back_is_not_let_go_of(house: House, network: Network) -> None:
    await keep(house, network.beneficiary)
    secret = await house.session_of(network.beneficiary)
    async with house.browser(secret) as browser:
        page = (await browser.get("/moi/revenir")).text
        assert "a…@exemple.fr" in page
        (mail,) = re.findall(r'name="id" value="([^"]+)"', page)
        answer = await browser.post("/moi/revenir/retirer", data={"id": mail})
        assert answer.status_code == 409
        assert "votre seule façon de revenir" in answer.text
        await keep(house, network.beneficiary, PHONE)
        answer = await browser.post("/moi/revenir/retirer", data={"id": mail})
        assert answer.status_code == 303
        assert (await browser.post("/moi/revenir/retirer", data={"id": mail})).status_code == 404
    async with house.browser() as browser:
        await asked(browser, MAIL)
        before = len(await house.sent())
        assert len(await house.sent()) == before


async def test_another_s_address_is_not_let_go_of(house: House, network: Network) -> None:
    await keep(house, network.beneficiary)
    await keep(house, network.beneficiary, PHONE)

    async def one(session: Session) -> UUID:
        return (await session.exec(select(Contact.id))).first()  # type: ignore[return-value]

    second = await house.db.write(_another, network)
    async with house.browser(await house.session_of(second)) as browser:
        for wanted in (await house.db.read(one), UUID(int=5)):
            answer = await browser.post("/moi/revenir/retirer", data={"id": str(wanted)})
            assert answer.status_code == 404


async def test_too_many_codes_for_one_address_stop_without_a_word(
    house: House, network: Network
) -> None:
    await keep(house, network.beneficiary)
    before = len(await house.sent())
    answers = []
    for _ in range(code_routes.ASKED_FOR.burst + 3):
        async with house.browser() as browser:
            answers.append((await asked(browser, MAIL)).headers["location"])
    assert set(answers) == {"/connexion/code/saisir"}
    # One left for the proof of the address.
    assert len(await house.sent()) - before == code_routes.ASKED_FOR.burst - 1


async def test_too_many_codes_from_one_place_are_refused_in_words(
    house: House, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(code_routes, "ASKED_FROM", Rate("few", 3, 0.001))
    async with house.browser() as browser:
        codes_ = [(await asked(browser, f"a{n}@exemple.fr")).status_code for n in range(5)]
    assert codes_ == [303, 303, 303, 429, 429]


async def test_a_hostile_next_leads_home(house: House, network: Network) -> None:
    await keep(house, network.beneficiary)
    async with house.browser() as browser:
        await asked(browser, MAIL, next="//evil.example")
        code = code_in((await house.sent())[-1])
        answer = await browser.post("/connexion/code/saisir", data={"code": code})
        assert answer.headers["location"] == "/parler"


async def test_what_is_wrong_is_said_beside_the_field_and_kept(house: House) -> None:
    async with house.browser() as browser:
        answer = await asked(browser, "amina@")
        assert answer.status_code == 422
        assert 'id="contact-error"' in answer.text
        assert 'value="amina@"' in answer.text


async def test_the_messages_say_little_and_in_her_language(house: House, network: Network) -> None:
    await keep(house, network.beneficiary)
    await keep(house, network.beneficiary, PHONE)
    for prefix in ("", "/en", "/ar"):
        for typed in (MAIL, PHONE):
            async with house.browser() as browser:
                await browser.post(f"{prefix}/connexion/code", data={"contact": typed})
    messages = await house.sent()
    for message in messages:
        assert code_in(message)
        assert "passeport" not in message.casefold().replace("passeport emploi <", "")
        assert "http" not in message
        if "Subject:" not in message:
            assert len(message.split("\n\n", 1)[1].strip()) <= LIMIT
    assert any("your code" in message for message in messages)
    assert any("رمز" in message for message in messages)


async def test_a_gateway_is_handed_each_message_and_may_refuse() -> None:
    heard: list[httpx.Request] = []

    async def gateway(request: httpx.Request) -> httpx.Response:
        heard.append(request)
        return httpx.Response(202 if len(heard) == 1 else 503, text="123 456 quoted")

    channel = Gateway("https://sms.example/send", "secret", httpx.MockTransport(gateway))
    message = ShortMessage("one", "+33612345678", "123 456 : votre code.")
    await channel.send(message)
    assert heard[0].headers["authorization"] == "Bearer secret"
    assert heard[0].headers["idempotency-key"] == "one"
    assert b"+33612345678" in heard[0].content
    with pytest.raises(OSError, match="503") as refusal:
        await channel.send(message)
    assert "123" not in str(refusal.value)


async def test_what_happened_is_written_down(house: House, network: Network) -> None:
    await keep(house, network.beneficiary)

    async def notes(session: Session) -> list[Any]:
        query = select(AuditNote.what, AuditNote.person_id, AuditNote.facts)
        return [tuple(row) for row in await session.exec(query)]

    kept = await house.db.read(notes)
    assert ("contact_added", network.beneficiary.person_id, {"kind": "email"}) in kept
    assert MAIL not in str(kept)


async def test_a_code_that_is_over_is_removed(
    house: House, db: Database, clock: FixedClock
) -> None:
    async with house.browser() as browser:
        await asked(browser, MAIL)
        assert await db.read(codes.asked, digest(browser.cookies["sid"]))
    clock.advance(timedelta(minutes=16))
    from passport.identity import sessions

    assert len(await sessions.end_overdue(db)) == 1

    async def left(session: Session) -> int:
        return len((await session.exec(select(OneTimeCode))).all())

    assert await db.read(left) == 0
