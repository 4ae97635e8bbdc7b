"""Use cases of the passport, on both databases."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlmodel import select

from passport.kernel.clock import FixedClock
from passport.kernel.database import Database, Session
from passport.kernel.errors import Invalid, NotFound, TooMany
from passport.kernel.i18n import _
from passport.kernel.outbox import OutboxMessage, Worker
from passport.kernel.storage import Storage
from passport.record import chores, rules, service, words
from passport.record.service import (
    CertificateDraft,
    ExperienceDraft,
    ExperienceKind,
    FileRef,
    ItemKind,
    LanguageDraft,
    LanguageLevel,
    ProfileDraft,
    Proof,
    ProofMark,
    Quote,
    SkillDraft,
    SoftSkillDraft,
)
from tests.record.people import beneficiary

BAKERY = ExperienceDraft(
    title="Vendeuse en boulangerie",
    trade_code="D1106",
    employer="Boulangerie Perrin",
    place="Annecy",
    started="mars 2019",
    ended="2022",
    tasks=("Servir les clients", "tenir la caisse"),
    quotes=(Quote("je servais les clients et la caisse", turn="t1", start=4, end=39),),
)
SEEN = ProofMark(Proof.SEEN, "Paul M.", date(2026, 3, 2))


async def _let_go(session: Session) -> list[str]:
    """The files that are to be destroyed."""
    rows = (await session.exec(select(OutboxMessage))).all()
    return sorted(row.payload["key"] for row in rows if row.kind == service.FORGET_FILE)


async def test_what_is_said_is_in_the_passport(db: Database) -> None:
    amina = await beneficiary(db)
    await db.write(service.add_experience, amina, BAKERY)
    await db.write(
        service.add_soft_skill, amina, SoftSkillDraft("399999", Quote("Je lisais les prix."))
    )
    await db.write(service.add_skill, amina, SkillDraft("Tenir une caisse"))
    await db.write(service.add_language, amina, LanguageDraft("Arabe", LanguageLevel.NATIVE))
    await db.write(
        service.add_certificate, amina, CertificateDraft("Permis B", "Préfecture", "juin 2012")
    )
    await db.write(service.save_profile, amina, ProfileDraft(project="  Vente,   accueil "))

    held = await db.read(service.passport, amina)
    (experience,) = held.experiences
    assert (experience.title, experience.started, experience.ended) == (
        "Vendeuse en boulangerie",
        "2019-03",
        "2022",
    )
    assert experience.quotes == BAKERY.quotes
    assert experience.proof == ProofMark()
    assert held.soft_skills[0].situation == Quote("Je lisais les prix.")
    assert held.project == "Vente, accueil"
    assert held.certificates[0].obtained == "2012-06"
    assert [one.name for one in held.languages] == ["Arabe"]
    assert rules.progress(held) == rules.Progress(proven=2, total=4)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (replace(BAKERY, title="  \x00 "), "title"),
        (replace(BAKERY, title="a" * 121), "title"),
        (replace(BAKERY, started="mercredi"), "started"),
        (replace(BAKERY, ended="janvier 2040"), "ended"),
        (replace(BAKERY, started="2022", ended="2019"), "ended"),
        (replace(BAKERY, tasks=("x",) * 13), "tasks"),
        (replace(BAKERY, employer="é" * 500), "employer"),
    ],
)
async def test_what_is_not_understood_names_its_field(
    db: Database, draft: ExperienceDraft, field: str
) -> None:
    amina = await beneficiary(db)
    with pytest.raises(Invalid) as refusal:
        await db.write(service.add_experience, amina, draft)
    assert refusal.value.field == field
    assert not (await db.read(service.passport, amina)).experiences


async def test_the_refusal_of_a_date_says_how_to_write_it(db: Database) -> None:
    amina = await beneficiary(db)
    with pytest.raises(Invalid) as refusal:
        await db.write(service.add_experience, amina, replace(BAKERY, started="hier"))
    assert refusal.value.text() == _(
        "Nous n'avons pas compris la date. Écrivez par exemple « mars 2019 » ou « environ 2015 »."
    )


async def test_the_same_yes_said_twice_adds_once(db: Database) -> None:
    amina, other = await beneficiary(db), await beneficiary(db, "Zoé")
    ids = await asyncio.gather(
        *(db.write(service.add_experience, amina, BAKERY, origin="talk:7") for _ in range(6))
    )
    assert len(set(ids)) == 1
    assert len((await db.read(service.passport, amina)).experiences) == 1
    assert await db.write(service.add_experience, other, BAKERY, origin="talk:7") != ids[0]


async def test_a_document_sent_twice_is_kept_once_with_its_first_file(db: Database) -> None:
    amina = await beneficiary(db)
    draft = CertificateDraft("Permis B")
    for key in ("first", "second"):
        file = FileRef(key, "image/jpeg", 7, f"small-{key}")
        await db.write(service.add_certificate, amina, draft, file, origin="form:1")
    (held,) = (await db.read(service.passport, amina)).certificates
    assert (await db.read(service.certificate_file, amina, held.id)).key == "first"
    assert await db.read(_let_go) == ["second", "small-second"]


async def test_a_savoir_etre_is_held_once_with_the_last_words(db: Database) -> None:
    amina = await beneficiary(db)
    first = await db.write(service.add_soft_skill, amina, SoftSkillDraft("399999", Quote("un")))
    again = await db.write(service.add_soft_skill, amina, SoftSkillDraft("399999", Quote("deux")))
    assert first == again
    (held,) = (await db.read(service.passport, amina)).soft_skills
    assert held.situation == Quote("deux")
    with pytest.raises(Invalid):
        await db.write(service.add_soft_skill, amina, SoftSkillDraft("000000"))


async def test_a_change_makes_a_confirmed_item_declared_again(db: Database) -> None:
    amina = await beneficiary(db)
    item = await db.write(service.add_experience, amina, BAKERY)
    await db.write(service.confirm, amina.person_id, ItemKind.EXPERIENCE, item, SEEN)
    await db.write(service.change_experience, amina, item, replace(BAKERY, started="2019-03"))
    assert (await db.read(service.experience, amina, item)).proof == SEEN
    await db.write(service.change_experience, amina, item, replace(BAKERY, title="Gérante"))
    assert (await db.read(service.experience, amina, item)).proof == ProofMark()


async def test_writing_by_hand_keeps_her_words_and_the_trade(db: Database) -> None:
    amina = await beneficiary(db)
    item = await db.write(service.add_experience, amina, BAKERY)
    by_hand = ExperienceDraft(title="Vendeuse", kind=ExperienceKind.INFORMAL)
    await db.write(service.change_experience, amina, item, by_hand)
    held = await db.read(service.experience, amina, item)
    assert (held.title, held.kind) == ("Vendeuse", ExperienceKind.INFORMAL)
    assert held.quotes == BAKERY.quotes
    assert held.trade_code == "D1106"


async def test_what_was_removed_comes_back_until_it_is_purged(
    db: Database, clock: FixedClock
) -> None:
    amina = await beneficiary(db)
    file = FileRef("certificates/a", "image/jpeg", 10, "certificates/a.thumbnail")
    item = await db.write(service.add_certificate, amina, CertificateDraft("SST"), file)
    await db.write(service.remove, amina, ItemKind.CERTIFICATE, item)
    assert not (await db.read(service.passport, amina)).certificates
    with pytest.raises(NotFound):
        await db.read(service.certificate_file, amina, item)
    clock.advance(timedelta(days=29))
    assert await db.write(service.purge) == 0
    await db.write(service.restore, amina, ItemKind.CERTIFICATE, item)
    assert (await db.read(service.passport, amina)).certificates[0].title == "SST"

    await db.write(service.remove, amina, ItemKind.CERTIFICATE, item)
    clock.advance(timedelta(days=31))
    assert await db.write(service.purge) == 1
    with pytest.raises(NotFound):
        await db.write(service.restore, amina, ItemKind.CERTIFICATE, item)
    assert await db.read(_let_go) == ["certificates/a", "certificates/a.thumbnail"]


async def test_a_new_file_replaces_and_destroys_the_one_before(db: Database) -> None:
    amina = await beneficiary(db)
    item = await db.write(
        service.add_certificate, amina, CertificateDraft("SST"), FileRef("old", "image/jpeg", 1)
    )
    await db.write(
        service.change_certificate,
        amina,
        item,
        CertificateDraft("SST"),
        FileRef("new", "application/pdf", 2),
    )
    assert (await db.read(service.certificate_file, amina, item)).key == "new"
    assert await db.read(_let_go) == ["old"]


async def test_a_passport_has_a_size(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MAX_ITEMS_PER_KIND", 2)
    amina = await beneficiary(db)
    for title in ("un", "deux"):
        await db.write(service.add_skill, amina, SkillDraft(title))
    with pytest.raises(TooMany):
        await db.write(service.add_skill, amina, SkillDraft("trois"))


Case = Callable[[UUID], tuple[Callable[..., Awaitable[object]], tuple[object, ...]]]

NOT_HERS: dict[str, Case] = {
    "read": lambda item: (service.experience, (item,)),
    "change": lambda item: (service.change_experience, (item, BAKERY)),
    "remove": lambda item: (service.remove, (ItemKind.EXPERIENCE, item)),
    "restore": lambda item: (service.restore, (ItemKind.EXPERIENCE, item)),
    "file": lambda item: (service.certificate_file, (item,)),
    "change certificate": lambda item: (service.change_certificate, (item, CertificateDraft("x"))),
    "change skill": lambda item: (service.change_skill, (item, SkillDraft("x"))),
    "change soft skill": lambda item: (
        service.change_soft_skill,
        (item, SoftSkillDraft("399999")),
    ),
    "change language": lambda item: (service.change_language, (item, LanguageDraft("x"))),
}


@pytest.mark.parametrize("name", NOT_HERS)
async def test_not_hers_and_not_there_look_the_same(db: Database, name: str) -> None:
    amina, other = await beneficiary(db), await beneficiary(db, "Zoé")
    held = {
        "experience": await db.write(service.add_experience, amina, BAKERY),
        "certificate": await db.write(
            service.add_certificate, amina, CertificateDraft("SST"), FileRef("k", "image/jpeg", 1)
        ),
        "skill": await db.write(service.add_skill, amina, SkillDraft("Caisse")),
        "soft_skill": await db.write(service.add_soft_skill, amina, SoftSkillDraft("399999")),
        "language": await db.write(service.add_language, amina, LanguageDraft("Arabe")),
    }
    before = await db.read(service.passport, amina)
    said = set()
    for item in (*held.values(), UUID(int=0)):
        use_case, arguments = NOT_HERS[name](item)
        with pytest.raises(NotFound) as refusal:
            await db.write(use_case, other, *arguments)
        said.add(refusal.value.text())
    assert said == {words.NOT_THERE}
    assert await db.read(service.passport, amina) == before
    assert not (await db.read(service.passport, other)).items()


async def test_the_worker_destroys_what_was_removed_with_its_files(
    db: Database, clock: FixedClock, store: Storage
) -> None:
    amina = await beneficiary(db)
    await store.put("certificates/a", b"x")
    item = await db.write(
        service.add_certificate,
        amina,
        CertificateDraft("SST"),
        FileRef("certificates/a", "image/jpeg", 1),
    )
    await db.write(service.remove, amina, ItemKind.CERTIFICATE, item)
    worker = Worker(db, chores.handlers(db, store))
    await worker.run_once()
    assert await store.exists("certificates/a")
    clock.advance(timedelta(days=31))
    await worker.run_once()
    assert not await store.exists("certificates/a")
