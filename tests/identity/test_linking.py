"""Whom a provider's word leads to: one person for each account, and nobody by an address alone."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import func, select

from passport.identity import doubts, linking, professionals, provider, rules, service
from passport.identity.models import Account, AccountProof, AccountQuestion, Person, WebSession
from passport.identity.provider import Identity, Kind, Pending, Step
from passport.identity.rules import Doubt, Verdict
from passport.kernel.actor import Actor, Role
from passport.kernel.audit import AuditNote
from passport.kernel.clock import FixedClock
from passport.kernel.crypto import decrypt
from passport.kernel.database import Database, Session
from passport.kernel.errors import Conflict, NotFound, TooMany
from passport.kernel.outbox import OutboxMessage
from tests.identity.bent import ISSUER, Bent, changed
from tests.identity.conftest import SIRET, House, People

ROOT = Path(__file__).parents[2]
CIVIL = {
    "given_name": "Dominique Anne",
    "family_name": "LE GOFF",
    "birthdate": "1983-12-15",
    "email": "dominique@exemple.fr",
}


def came(subject: str = "s", issuer: str = ISSUER, **claims: Any) -> Identity:
    return Identity(issuer, subject, {**CIVIL, **claims}, "")


@pytest.fixture
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the database itself must guard is tried on both kinds by ``test_linking_race``."""
    return f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('linking') / 'passport.db'}"


async def _come(session: Session, identity: Identity, kind: Kind = Kind.PERSON) -> Person | Pending:
    """What the login does with an identity, up to the session."""
    new = linking.welcome_person if kind is Kind.PERSON else professionals.welcome_professional
    return await linking.whose(session, identity, kind, new)


async def _person(db: Database, identity: Identity) -> Person:
    found = await db.write(_come, identity)
    assert isinstance(found, Person)
    return found


async def _pending(db: Database, identity: Identity, kind: Kind = Kind.PERSON) -> Pending:
    found = await db.write(_come, identity, kind)
    assert isinstance(found, Pending)
    return found


async def _count(session: Session, table: Any) -> int:
    return (await session.exec(select(func.count()).select_from(table))).one()


async def test_a_new_account_makes_a_person_with_an_empty_place(db: Database) -> None:
    made = await _person(db, came(preferred_username="MARTIN"))
    assert made.role is Role.BENEFICIARY
    assert (made.given_name, made.family_name, made.preferred_name) == (
        "Dominique",
        "Le Goff",
        "Martin",
    )
    assert made.email == "dominique@exemple.fr"
    assert not made.fictitious
    assert (await _person(db, came())).id == made.id
    assert await db.read(_count, Person) == 1


async def test_an_account_leads_to_one_person(db: Database, people: People) -> None:
    await db.write(service.link, people.amina, ISSUER, "s")
    found = await db.read(service.account_of, ISSUER, "s")
    assert found
    assert found[1].id == people.amina.id
    assert await db.read(service.account_of, "https://other", "s") is None
    with pytest.raises(Conflict):
        await db.write(service.link, people.olena, ISSUER, "s")


async def test_the_same_address_does_not_make_the_same_person(db: Database) -> None:
    one = await _person(db, came("one", given_name="Monique", email="les.vidal@exemple.fr"))
    two = await _person(db, came("two", given_name="René", email="les.vidal@exemple.fr"))
    assert one.id != two.id
    assert await db.read(_count, AccountQuestion) == 0


async def test_a_new_address_does_not_make_a_new_person(db: Database) -> None:
    one = await _person(db, came())
    two = await _person(db, came(email="nouveau@exemple.fr"))
    assert one.id == two.id
    assert two.email == "nouveau@exemple.fr"


async def test_an_address_of_one_s_own_is_kept(db: Database) -> None:
    one = await _person(db, came())

    async def choose(session: Session) -> None:
        (await session.get_one(Person, one.id)).email = "choisie@exemple.fr"

    await db.write(choose)
    assert (await _person(db, came(email="nouveau@exemple.fr"))).email == "choisie@exemple.fr"
    assert (await _person(db, came(email=None))).email == "choisie@exemple.fr"


@pytest.mark.parametrize(
    "claims",
    [{"birthdate": None}, {"birthdate": "1983"}, {"family_name": None}, {"given_name": ...},
     {"given_name": 5}, {"email": None}, {"email": ["a@b"]}, {"family_name": "É" * 500},
     {"preferred_username": None}, {"given_name": "O'Neil-d’Ô"}],
    ids=str,
)  # fmt: skip
async def test_odd_claims_stop_nobody(db: Database, claims: dict[str, Any]) -> None:
    given = {k: v for k, v in {**CIVIL, **claims}.items() if v is not ...}
    identity = Identity(ISSUER, "s", given, "")
    made = await _person(db, identity)
    assert (await _person(db, identity)).id == made.id
    assert len(made.family_name) <= rules.NAME_LIMIT


# The same civil identity under another subject ---------------------------------------------------


@pytest.mark.parametrize(
    "written", [{}, {"family_name": "le goff"}, {"given_name": "DOMINIQUE  ANNE"},
                {"family_name": "LE-GOFF"}, {"email": "autre@exemple.fr"}],
    ids=str,
)  # fmt: skip
async def test_a_known_identity_under_a_new_subject_is_for_somebody_to_look_at(
    db: Database, written: dict[str, str]
) -> None:
    await _person(db, came("before"))
    first = await _pending(db, came("after", **written))
    assert first.step is Step.VERIFICATION
    again = await _pending(db, came("after", **written))
    assert again == first
    assert re.fullmatch("[0-9A-F]{8}", first.reference)
    assert await db.read(_count, Person) == 1
    assert await db.read(_count, Account) == 1
    (question,) = await db.read(doubts.questions, None)
    assert question.reference == first.reference
    assert question.candidate == "Dominique Le Goff"
    assert question.said["birthdate"] == "1983-12-15"


@pytest.mark.parametrize("other", [{"birthdate": "1983-12-16"}, {"given_name": "Dominique"}])
async def test_somebody_else_is_somebody_else(db: Database, other: dict[str, str]) -> None:
    one = await _person(db, came("one"))
    assert (await _person(db, came("two", **other))).id != one.id


async def test_a_question_is_settled_once(db: Database) -> None:
    before = await _person(db, came("before"))
    await _pending(db, came("after"))
    (question,) = await db.read(doubts.questions, None)
    await db.write(doubts.settle, None, question.id, Verdict.ATTACHED)
    assert (await _person(db, came("after"))).id == before.id
    assert (await _person(db, came("before"))).id == before.id
    with pytest.raises(Conflict):
        await db.write(doubts.settle, None, question.id, Verdict.APART)
    assert await db.read(doubts.questions, None) == []

    async def kept(session: Session) -> str:
        return (await session.get_one(AccountQuestion, question.id)).sealed

    assert await db.read(kept) == "{}"


async def test_namesakes_born_on_the_same_day_stay_apart(db: Database) -> None:
    one = await _person(db, came("one"))
    await _pending(db, came("two"))
    (question,) = await db.read(doubts.questions, None)
    await db.write(doubts.settle, None, question.id, Verdict.APART)
    two = await _person(db, came("two"))
    assert two.id != one.id
    assert (await _person(db, came("two"))).id == two.id


async def test_who_had_a_passport_before_asks_for_it(db: Database, people: People) -> None:
    made = await _person(db, came("after", family_name="NOUVEAU"))
    actor = Actor(made.id, made.role, session_id="x")
    reference = await db.write(doubts.ask_for_former, actor)
    assert await db.write(doubts.ask_for_former, actor) == reference
    (question,) = await db.read(doubts.questions, None)
    assert (question.reason, question.reference, question.candidate_id) == (
        Doubt.ASKED,
        reference,
        None,
    )
    await db.write(service.open_for, made, {}, "")
    with pytest.raises(NotFound):
        await db.write(doubts.settle, None, question.id, Verdict.ATTACHED)
    await db.write(doubts.settle, None, question.id, Verdict.ATTACHED, people.amina.id)
    assert (await _person(db, came("after", family_name="NOUVEAU"))).id == people.amina.id
    assert await db.read(_count, WebSession) == 0


async def test_a_coordination_settles_for_its_own_people_alone(
    db: Database, people: People
) -> None:
    await db.write(linking.attach, people.amina, came("before"))
    await _pending(db, came("after"))
    (question,) = await db.read(doubts.questions, None)
    near = people.actor(people.sylvie)
    far = Actor(people.sylvie.id, Role.COORDINATION, question.id)
    nowhere = Actor(people.sylvie.id, Role.COORDINATION, None)
    for other in (far, nowhere, people.actor(people.paul), people.actor(people.amina)):
        assert await db.read(doubts.questions, other) == []
        with pytest.raises(NotFound):
            await db.write(doubts.settle, other, question.id, Verdict.ATTACHED)
    assert [one.id for one in await db.read(doubts.questions, near)] == [question.id]
    # Only the person it may be: a coordination does not choose whose passport is opened.
    await db.write(doubts.settle, near, question.id, Verdict.ATTACHED, people.olena.id)
    assert (await _person(db, came("after"))).id == people.amina.id


# Professionals -----------------------------------------------------------------------------------


def works(subject: str = "p", **claims: Any) -> Identity:
    said = {
        "given_name": "Paul",
        "usual_name": "Martin",
        "email": "Paul@exemple.fr ",
        "siret": SIRET,
    }
    return Identity(ISSUER, subject, {**said, **claims}, "")


async def _code(db: Database) -> str:
    async def find(session: Session) -> str:
        query = select(OutboxMessage).where(OutboxMessage.kind == professionals.CODE_SENT)
        rows = (await session.exec(query)).all()
        sent = max(rows, key=lambda row: row.id)
        assert decrypt(sent.payload["sealed"].encode()) not in str(sent.payload)
        return decrypt(sent.payload["sealed"].encode())

    return await db.read(find)


async def test_a_known_professional_proves_the_address_once(db: Database, people: People) -> None:
    sent = await _pending(db, works(), Kind.PROFESSIONAL)
    assert sent.step is Step.CODE
    code = await _code(db)
    assert re.fullmatch(r"\d{6}", code)
    proof = UUID(sent.reference)
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    assert await db.write(professionals.prove, proof, wrong) == rules.PROOF_TRIES - 1
    found = await db.write(professionals.prove, proof, f" {code[:3]} {code[3:]}")
    assert isinstance(found, Person)
    assert found.id == people.paul.id
    again = await db.write(_come, works(), Kind.PROFESSIONAL)
    assert isinstance(again, Person)
    # The address may change, and the place: the account is what is known.
    other = await db.write(_come, works(email="x@y.fr", siret="1" * 14), Kind.PROFESSIONAL)
    assert isinstance(other, Person)
    assert other.email == people.paul.email
    assert await db.write(professionals.prove, proof, code) == 0


@pytest.mark.parametrize(
    "claims",
    [{"siret": "00000000010002"}, {"siret": None}, {"siret": ""}, {"siret": "%"},
     {"email": "autre@exemple.fr"}, {"email": None}, {"email": ""}, {"email": "amina@exemple.fr"}],
    ids=str,
)  # fmt: skip
async def test_an_unknown_professional_does_not_come_in(
    db: Database, people: People, claims: dict[str, Any]
) -> None:
    found = await _pending(db, works(**claims), Kind.PROFESSIONAL)
    assert found == Pending(Step.REFUSED)
    assert await db.read(_count, AccountProof) == await db.read(_count, Account) == 0


async def test_a_coordination_is_attached_by_hand(db: Database, people: People) -> None:
    found = await _pending(db, works(email="sylvie@exemple.fr"), Kind.PROFESSIONAL)
    assert found.step is Step.VERIFICATION
    assert await db.read(_count, AccountProof) == 0
    (question,) = await db.read(doubts.questions, None)
    assert question.reason is Doubt.COORDINATION
    # Her own colleagues cannot: only the operator.
    assert await db.read(doubts.questions, people.actor(people.sylvie)) == []
    await db.write(doubts.settle, None, question.id, Verdict.ATTACHED)
    now_known = await db.write(_come, works(email="sylvie@exemple.fr"), Kind.PROFESSIONAL)
    assert isinstance(now_known, Person)
    assert now_known.id == people.sylvie.id


async def test_a_coordination_that_was_kept_apart_stays_out(db: Database, people: People) -> None:
    await _pending(db, works(email="sylvie@exemple.fr"), Kind.PROFESSIONAL)
    (question,) = await db.read(doubts.questions, None)
    await db.write(doubts.settle, None, question.id, Verdict.APART)
    found = await _pending(db, works(email="sylvie@exemple.fr"), Kind.PROFESSIONAL)
    assert found == Pending(Step.REFUSED)


async def test_a_code_ends_and_codes_do_not_pour(
    db: Database, people: People, clock: FixedClock
) -> None:
    sent = await _pending(db, works(), Kind.PROFESSIONAL)
    code = await _code(db)
    clock.advance(rules.PROOF_LIFE)
    assert await db.write(professionals.prove, UUID(sent.reference), code) == 0
    for _ in range(rules.PROOFS_AN_HOUR - 1):
        await _pending(db, works(), Kind.PROFESSIONAL)
    with pytest.raises(TooMany):
        await db.write(_come, works(), Kind.PROFESSIONAL)
    clock.advance(timedelta(hours=1))
    assert (await _pending(db, works(), Kind.PROFESSIONAL)).step is Step.CODE


async def test_one_kind_s_way_does_not_open_the_other_kind(db: Database, people: People) -> None:
    await db.write(linking.attach, people.paul, came("paul"))
    await db.write(linking.attach, people.amina, came("amina"))
    assert await db.write(_come, came("paul"), Kind.PERSON) == Pending(Step.REFUSED)
    assert await db.write(_come, came("amina"), Kind.PROFESSIONAL) == Pending(Step.REFUSED)


async def test_a_way_is_added_to_one_s_own_account_alone(db: Database, people: People) -> None:
    amina, olena = people.actor(people.amina), people.actor(people.olena)
    await db.write(linking.attach_mine, amina, came("mine"), Kind.PERSON)
    await db.write(linking.attach_mine, amina, came("mine"), Kind.PERSON)
    assert [way.issuer for way in await db.read(linking.ways, amina)] == [ISSUER]
    with pytest.raises(Conflict):
        await db.write(linking.attach_mine, olena, came("mine"), Kind.PERSON)
    with pytest.raises(NotFound):
        await db.write(linking.attach_mine, people.actor(people.paul), came("x"), Kind.PERSON)


async def test_nothing_of_an_identity_is_written_in_the_history(
    db: Database, people: People
) -> None:
    await _person(db, came("before"))
    await _pending(db, came("after"))
    await _pending(db, works(), Kind.PROFESSIONAL)

    async def written(session: Session) -> str:
        rows = (await session.exec(select(AuditNote))).all()
        return str([row.model_dump() for row in rows])

    history = await db.read(written)
    for secret in ("Dominique", "GOFF", "1983", "exemple.fr", "before", await _code(db)):
        assert secret not in history


# Through the door --------------------------------------------------------------------------------


async def test_the_page_says_what_happens_next(house: House, people: People) -> None:
    """A changed subject: neither in nor merged, and a reference to give."""
    bent = Bent(house.clock, said=dict(CIVIL))
    provider.register(bent.provider())
    async with house.browser() as browser:
        begun = await browser.get("/auth/bent/login")
        query = bent.answer(begun.headers["location"])
        await browser.get("/auth/bent/callback", params=query)
    bent.claims = bent.userinfo = changed(sub="9" * 66)
    async with house.browser() as browser:
        begun = await browser.get("/auth/bent/login")
        query = bent.answer(begun.headers["location"])
        end = await browser.get("/auth/bent/callback", params=query)
        where = end.headers["location"]
        assert re.fullmatch(r"/connexion\?suite=verification&ref=[0-9A-F]{8}", where)
        page = (await browser.get(where)).text
        assert "Revenez dans deux jours" in page
        assert where[-8:] in page
        assert (await browser.get("/mine")).status_code == 303
        # "Changer de compte" leaves the provider, and asks it who is there.
        assert "Changer de compte" in page
        left = await browser.post("/auth/bent/autre-compte")
        assert left.headers["location"] == "/auth/bent/logout"
        assert "session/end?id_token_hint=" in (await browser.get("/auth/bent/logout")).text


async def test_a_way_in_is_added_from_one_s_own_page(house: House, people: People) -> None:
    from tests.identity.conftest import come_in

    bent = Bent(house.clock)
    provider.register(bent.provider())
    async with house.browser() as browser:
        await come_in(browser, people.amina.id)
        page = await browser.get("/moi/connexions")
        assert "Relier Bent" in page.text
        going = await browser.post("/moi/connexions/relier/bent")
        found = re.search(r"url=(https://provider[^\"]+)", going.text)
        assert found
        query = bent.answer(found[1].replace("&amp;", "&"))
        forged = {**query, "state": "x" * 43}
        end = await browser.get("/auth/bent/callback", params=forged)
        assert end.headers["location"] == "/parler"
        end = await browser.get("/auth/bent/callback", params=query)
        assert end.headers["location"] == "/moi/connexions?suite=relie"
        assert "de deux façons" in (await browser.get(end.headers["location"])).text
        end = await browser.get("/auth/bent/callback", params=query)
        assert end.headers["location"] == "/parler"
    async with house.browser() as browser:
        begun = await browser.get("/auth/bent/login")
        query = bent.answer(begun.headers["location"])
        await browser.get("/auth/bent/callback", params=query)
        assert (await browser.get("/mine")).text == str(people.amina.id)
    async with house.browser() as browser:
        await come_in(browser, people.olena.id)
        going = await browser.post("/moi/connexions/relier/bent")
        found = re.search(r"url=(https://provider[^\"]+)", going.text)
        assert found
        query = bent.answer(found[1].replace("&amp;", "&"))
        end = await browser.get("/auth/bent/callback", params=query)
        assert end.headers["location"] == "/moi/connexions?suite=pris"
