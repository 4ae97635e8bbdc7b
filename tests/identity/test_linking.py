"""Whom a provider's word leads to: one person for each account, and nobody by an address alone."""

import re
from typing import Any

import pytest
from sqlmodel import select

from passport.identity import doubts, linking, provider, rules, service
from passport.identity.models import Account, AccountQuestion, Person, WebSession
from passport.identity.provider import Identity, Kind, Pending, Step
from passport.identity.rules import Doubt, Verdict
from passport.kernel.actor import Actor, Role
from passport.kernel.audit import AuditNote
from passport.kernel.database import Database, Session
from passport.kernel.errors import Conflict, NotFound
from tests.identity.arrivals import CIVIL, came, code_sent, come, count, pending, person_of, works
from tests.identity.bent import ISSUER, Bent, changed
from tests.identity.conftest import House, People


@pytest.fixture
def database_kind() -> str:
    """What the database itself must guard is tried on both kinds by ``test_linking_race``."""
    return "sqlite"


async def test_a_new_account_makes_a_person_with_an_empty_place(db: Database) -> None:
    made = await person_of(db, came(preferred_username="MARTIN"))
    assert made.role is Role.BENEFICIARY
    assert (made.given_name, made.family_name, made.preferred_name) == (
        "Dominique",
        "Le Goff",
        "Martin",
    )
    assert made.email == "dominique@exemple.fr"
    assert not made.fictitious
    assert (await person_of(db, came())).id == made.id
    assert await db.read(count, Person) == 1


async def test_an_account_leads_to_one_person(db: Database, people: People) -> None:
    await db.write(service.link, people.amina, ISSUER, "s")
    found = await db.read(service.account_of, ISSUER, "s")
    assert found
    assert found[1].id == people.amina.id
    assert await db.read(service.account_of, "https://other", "s") is None
    with pytest.raises(Conflict):
        await db.write(service.link, people.olena, ISSUER, "s")


async def test_the_same_address_does_not_make_the_same_person(db: Database) -> None:
    one = await person_of(db, came("one", given_name="Monique", email="les.vidal@exemple.fr"))
    two = await person_of(db, came("two", given_name="René", email="les.vidal@exemple.fr"))
    assert one.id != two.id
    assert await db.read(count, AccountQuestion) == 0


async def test_a_new_address_does_not_make_a_new_person(db: Database) -> None:
    one = await person_of(db, came())
    two = await person_of(db, came(email="nouveau@exemple.fr"))
    assert one.id == two.id
    assert two.email == "nouveau@exemple.fr"


async def test_an_address_of_one_s_own_is_kept(db: Database) -> None:
    one = await person_of(db, came())

    async def choose(session: Session) -> None:
        (await session.get_one(Person, one.id)).email = "choisie@exemple.fr"

    await db.write(choose)
    assert (await person_of(db, came(email="nouveau@exemple.fr"))).email == "choisie@exemple.fr"
    assert (await person_of(db, came(email=None))).email == "choisie@exemple.fr"


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
    made = await person_of(db, identity)
    assert (await person_of(db, identity)).id == made.id
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
    await person_of(db, came("before"))
    first = await pending(db, came("after", **written))
    assert first.step is Step.VERIFICATION
    again = await pending(db, came("after", **written))
    assert again == first
    assert re.fullmatch("[0-9A-F]{8}", first.reference)
    assert await db.read(count, Person) == 1
    assert await db.read(count, Account) == 1
    (question,) = await db.read(doubts.questions, None)
    assert question.reference == first.reference
    assert question.candidate == "Dominique Le Goff"
    assert question.said["birthdate"] == "1983-12-15"


@pytest.mark.parametrize("other", [{"birthdate": "1983-12-16"}, {"given_name": "Dominique"}])
async def test_somebody_else_is_somebody_else(db: Database, other: dict[str, str]) -> None:
    one = await person_of(db, came("one"))
    assert (await person_of(db, came("two", **other))).id != one.id


async def test_a_question_is_settled_once(db: Database) -> None:
    before = await person_of(db, came("before"))
    await pending(db, came("after"))
    (question,) = await db.read(doubts.questions, None)
    await db.write(doubts.settle, None, question.id, Verdict.ATTACHED)
    assert (await person_of(db, came("after"))).id == before.id
    assert (await person_of(db, came("before"))).id == before.id
    with pytest.raises(Conflict):
        await db.write(doubts.settle, None, question.id, Verdict.APART)
    assert await db.read(doubts.questions, None) == []

    async def kept(session: Session) -> str:
        return (await session.get_one(AccountQuestion, question.id)).sealed

    assert await db.read(kept) == "{}"


async def test_namesakes_born_on_the_same_day_stay_apart(db: Database) -> None:
    one = await person_of(db, came("one"))
    await pending(db, came("two"))
    (question,) = await db.read(doubts.questions, None)
    await db.write(doubts.settle, None, question.id, Verdict.APART)
    two = await person_of(db, came("two"))
    assert two.id != one.id
    assert (await person_of(db, came("two"))).id == two.id


async def test_who_had_a_passport_before_asks_for_it(db: Database, people: People) -> None:
    made = await person_of(db, came("after", family_name="NOUVEAU"))
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
    assert (await person_of(db, came("after", family_name="NOUVEAU"))).id == people.amina.id
    assert await db.read(count, WebSession) == 0


async def test_a_coordination_settles_for_its_own_people_alone(
    db: Database, people: People
) -> None:
    await db.write(linking.attach, people.amina, came("before"))
    await pending(db, came("after"))
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
    assert (await person_of(db, came("after"))).id == people.amina.id


async def test_one_kind_s_way_does_not_open_the_other_kind(db: Database, people: People) -> None:
    await db.write(linking.attach, people.paul, came("paul"))
    await db.write(linking.attach, people.amina, came("amina"))
    assert await db.write(come, came("paul"), Kind.PERSON) == Pending(Step.REFUSED)
    assert await db.write(come, came("amina"), Kind.PROFESSIONAL) == Pending(Step.REFUSED)


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
    await person_of(db, came("before"))
    await pending(db, came("after"))
    await pending(db, works(), Kind.PROFESSIONAL)

    async def written(session: Session) -> str:
        rows = (await session.exec(select(AuditNote))).all()
        return str([row.model_dump() for row in rows])

    history = await db.read(written)
    for secret in ("Dominique", "GOFF", "1983", "exemple.fr", "before", await code_sent(db)):
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
