"""Professionals' accounts: known by place and address, and proved by a code."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from passport.identity import doubts, professionals, rules
from passport.identity.models import Account, AccountProof, Person
from passport.identity.provider import Kind, Pending, Step
from passport.identity.rules import Doubt, Verdict
from passport.kernel.clock import FixedClock
from passport.kernel.database import Database
from passport.kernel.errors import TooMany
from tests.identity.arrivals import code_sent, come, count, pending, works
from tests.identity.conftest import People


@pytest.fixture
def database_kind() -> str:
    """What the database itself must guard is tried on both kinds by ``test_linking_race``."""
    return "sqlite"


async def test_a_known_professional_proves_the_address_once(db: Database, people: People) -> None:
    sent = await pending(db, works(), Kind.PROFESSIONAL)
    assert sent.step is Step.CODE
    code = await code_sent(db)
    assert re.fullmatch(r"\d{6}", code)
    proof = UUID(sent.reference)
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    assert await db.write(professionals.prove, proof, wrong) == rules.PROOF_TRIES - 1
    # As an Arabic keyboard writes them, with a space as on the message.
    arabic = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    found = await db.write(professionals.prove, proof, f" {arabic[:3]} {arabic[3:]}")
    assert isinstance(found, Person)
    assert found.id == people.paul.id
    again = await db.write(come, works(), Kind.PROFESSIONAL)
    assert isinstance(again, Person)
    # The address may change, and the place: the account is what is known.
    other = await db.write(come, works(email="x@y.fr", siret="1" * 14), Kind.PROFESSIONAL)
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
    found = await pending(db, works(**claims), Kind.PROFESSIONAL)
    assert found == Pending(Step.REFUSED)
    assert await db.read(count, AccountProof) == await db.read(count, Account) == 0


async def test_a_coordination_is_attached_by_hand(db: Database, people: People) -> None:
    found = await pending(db, works(email="sylvie@exemple.fr"), Kind.PROFESSIONAL)
    assert found.step is Step.VERIFICATION
    assert await db.read(count, AccountProof) == 0
    (question,) = await db.read(doubts.questions, None)
    assert question.reason is Doubt.COORDINATION
    # Her own colleagues cannot: only the operator.
    assert await db.read(doubts.questions, people.actor(people.sylvie)) == []
    await db.write(doubts.settle, None, question.id, Verdict.ATTACHED)
    now_known = await db.write(come, works(email="sylvie@exemple.fr"), Kind.PROFESSIONAL)
    assert isinstance(now_known, Person)
    assert now_known.id == people.sylvie.id


async def test_a_coordination_that_was_kept_apart_stays_out(db: Database, people: People) -> None:
    await pending(db, works(email="sylvie@exemple.fr"), Kind.PROFESSIONAL)
    (question,) = await db.read(doubts.questions, None)
    await db.write(doubts.settle, None, question.id, Verdict.APART)
    found = await pending(db, works(email="sylvie@exemple.fr"), Kind.PROFESSIONAL)
    assert found == Pending(Step.REFUSED)


async def test_a_code_ends_and_codes_do_not_pour(
    db: Database, people: People, clock: FixedClock
) -> None:
    sent = await pending(db, works(), Kind.PROFESSIONAL)
    code = await code_sent(db)
    clock.advance(rules.PROOF_LIFE)
    assert await db.write(professionals.prove, UUID(sent.reference), code) == 0
    for _ in range(rules.PROOFS_AN_HOUR - 1):
        await pending(db, works(), Kind.PROFESSIONAL)
    with pytest.raises(TooMany):
        await db.write(come, works(), Kind.PROFESSIONAL)
    clock.advance(timedelta(hours=1))
    assert (await pending(db, works(), Kind.PROFESSIONAL)).step is Step.CODE
