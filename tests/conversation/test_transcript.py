"""What she said, read again and erased: her words go, her passport and the thread hold."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta

import pytest
from sqlmodel import select

from passport.conversation import service, transcript
from passport.conversation.beside import beside
from passport.conversation.engine.policy import Step
from passport.conversation.engine.values import Slot
from passport.conversation.journal import called, days, pointed
from passport.conversation.models import ConversationTurn
from passport.conversation.screen import screen
from passport.identity.models import Person
from passport.kernel.actor import Actor, Role
from passport.kernel.clock import FixedClock
from passport.kernel.database import Database, Session
from passport.kernel.errors import NotFound
from passport.kernel.i18n import use_locale
from passport.record import service as record

SENTENCE = "j'ai travaillé 3 ans dans une boulangerie à Annecy, je servais les clients"
Erase = Callable[..., Awaitable[None]]


async def _person(session: Session) -> Actor:
    person = Person(
        id=session.new_id(),
        role=Role.BENEFICIARY,
        given_name="Amina",
        family_name="Benali",
        created_at=session.now(),
    )
    session.add(person)
    await session.flush()
    return Actor(person.id, Role.BENEFICIARY)


@pytest.fixture
async def amina(db: Database) -> Actor:
    return await db.write(_person)


async def _sealed(session: Session, actor: Actor) -> str:
    rows = (await session.exec(select(ConversationTurn))).all()
    return "".join(row.event for row in rows if row.person_id == actor.person_id)


async def test_what_was_said_is_read_by_day(db: Database, amina: Actor, clock: FixedClock) -> None:
    await db.write(service.say, amina, SENTENCE)
    clock.advance(timedelta(days=1))
    await db.write(service.change, amina, "place", "Cluses")
    await db.write(service.confirm, amina)
    today, yesterday = days(await db.read(transcript.read, amina))
    assert (today.name, yesterday.name) == ("mardi 24 novembre 2026", "lundi 23 novembre 2026")
    assert [(line.said, line.noted) for line in today.lines] == [
        ("Oui, c'est bien ça", ["Dans votre passeport"]),
        ("Cluses", ["Où\u00a0: Cluses"]),
    ]
    (told,) = yesterday.lines
    assert (told.at.split(), told.said) == (["9", "h"], SENTENCE)
    assert {"Où\u00a0: Annecy", "Durée\u00a0: 3 ans"} < set(told.noted)


async def test_what_was_noted_has_the_names_of_its_subject(db: Database, amina: Actor) -> None:
    await db.write(service.start, amina, "availability")
    await db.write(service.tap, amina, "now", asked="availability.start")
    await db.write(service.start, amina, "potentials")
    await db.write(service.tap, amina, "yes", asked="potentials.child")
    (day,) = days(await db.read(transcript.read, amina))
    assert [line.noted for line in day.lines] == [
        ["Enfant de moins de 3 ans\u00a0: Oui"],
        [],
        ["À partir de\u00a0: Tout de suite"],
        [],
    ]


async def test_a_card_that_comes_back_is_noted_for_what_it_is(db: Database, amina: Actor) -> None:
    await db.write(service.start, amina, "diagnosis")
    await db.write(service.say, amina, "ça va")
    await db.write(service.say, amina, "c'est tout")
    await db.write(service.start, amina, "mobility")
    await db.write(service.leave, amina)
    await db.write(service.change, amina, "job", "hard")
    await db.write(service.confirm, amina)
    (day,) = days(await db.read(transcript.read, amina))
    assert [line.noted for line in day.lines][:2] == [
        ["C'est gardé. Vous choisissez qui peut lire quoi."],
        ["Emploi\u00a0: C'est difficile en ce moment"],
    ]


async def test_what_was_taken_back_is_said_so(db: Database, amina: Actor) -> None:
    await db.write(service.say, amina, SENTENCE)
    await db.write(service.say, amina, "non pas Annecy, Cluses")
    await db.write(service.undo, amina)
    (day,) = days(await db.read(transcript.read, amina))
    assert [(line.undone, line.noted == []) for line in day.lines][1:] == [
        (True, True),
        (False, False),
    ]


async def test_older_words_come_on_demand(db: Database, amina: Actor) -> None:
    for number in range(4):
        await db.write(service.say, amina, f"bonjour {number}")
    kept = await db.read(transcript.read, amina, most=3)
    assert ([entry.turn.text for entry in kept.entries], kept.more) == (
        ["bonjour 3", "bonjour 2", "bonjour 1"],
        True,
    )
    assert not (await db.read(transcript.read, amina, most=4)).more


async def _by_turn(db: Database, actor: Actor) -> None:
    for entry in (await db.read(transcript.read, actor)).entries:
        await db.write(transcript.erase_turn, actor, entry.turn.number)


async def _by_day(db: Database, actor: Actor) -> None:
    await db.write(transcript.erase_day, actor, date(2026, 11, 23))


async def _all(db: Database, actor: Actor) -> None:
    await db.write(transcript.erase_all, actor)


@pytest.mark.parametrize("erase", [_by_turn, _by_day, _all])
async def test_erased_words_are_gone_and_the_passport_holds(
    db: Database, amina: Actor, erase: Erase
) -> None:
    await db.write(service.say, amina, SENTENCE)
    await db.write(service.confirm, amina)
    await db.write(service.say, amina, "on s'arrête")
    held = await db.read(record.passport, amina)
    await erase(db, amina)
    assert "boulangerie" not in await db.read(_sealed, amina)
    assert days(await db.read(transcript.read, amina)) == []
    assert await db.read(record.passport, amina) == held
    assert held.experiences[0].quotes[0].text == SENTENCE
    talk = await db.read(service.open_talk, amina)
    assert talk.dialogue.draft.empty
    assert screen(talk).thread == []
    again = await db.write(service.say, amina, "j'étais maçon 2 ans à Gap, je montais des murs")
    assert again.dialogue.draft.text(Slot.PLACE) == "Gap"


async def test_a_card_that_was_said_yes_to_does_not_open_again(db: Database, amina: Actor) -> None:
    """Its yes stays without its words: else the turns before would be a new card."""
    await db.write(service.say, amina, SENTENCE)
    await db.write(service.confirm, amina)
    latest = (await db.read(transcript.read, amina)).entries[0]
    assert latest.turn.text == "Oui, c'est bien ça"
    await db.write(transcript.erase_turn, amina, latest.turn.number)
    talk = await db.read(service.open_talk, amina)
    assert talk.dialogue.draft.empty
    assert talk.prompt.step is Step.SAVED


async def test_erasing_takes_the_note_off_an_open_card(db: Database, amina: Actor) -> None:
    await db.write(service.say, amina, SENTENCE)
    await db.write(service.change, amina, "place", "Cluses")
    await db.write(transcript.erase_turn, amina, 1)
    draft = (await db.read(service.open_talk, amina)).dialogue.draft
    assert draft.text(Slot.PLACE) == "Annecy"
    await db.write(transcript.erase_turn, amina, 0)
    assert (await db.read(service.open_talk, amina)).dialogue.draft.empty


async def test_what_was_taken_back_stays_so_when_it_is_erased(db: Database, amina: Actor) -> None:
    await db.write(service.say, amina, SENTENCE)
    await db.write(service.say, amina, "non pas Annecy, Cluses")
    await db.write(service.undo, amina)
    for number in (2, 1):
        await db.write(transcript.erase_turn, amina, number)
    draft = (await db.read(service.open_talk, amina)).dialogue.draft
    assert draft.text(Slot.PLACE) == "Annecy"


async def test_a_turn_is_never_called_as_one_that_was_erased(
    db: Database, amina: Actor, clock: FixedClock
) -> None:
    """A tab left open sends the name it knew; it must not swallow what is said later."""
    first = screen(await db.write(service.say, amina, SENTENCE))
    await db.write(transcript.erase_all, amina)
    clock.advance(timedelta(minutes=1))
    await db.write(service.say, amina, "bonjour", key=first.turn)
    second = screen(await db.read(service.open_talk, amina))
    assert second.turn != first.turn


async def test_nobody_else_erases(db: Database, amina: Actor) -> None:
    await db.write(service.say, amina, SENTENCE)
    brahim = await db.write(_person)
    for erase, part in (
        (transcript.erase_turn, 0),
        (transcript.erase_day, date(2026, 11, 23)),
    ):
        with pytest.raises(NotFound):
            await db.write(erase, brahim, part)
    await db.write(transcript.erase_all, brahim)
    assert "boulangerie" in await db.read(_sealed, amina)
    with pytest.raises(NotFound):
        await db.write(transcript.erase_turn, amina, 7)


def test_parts_have_names() -> None:
    assert pointed("turn:3") == 3
    assert pointed("day:2026-11-23") == date(2026, 11, 23)
    assert pointed("all") is None
    assert "23 nov" in called("day:2026-11-23")
    for wrong in ("", "turn:", "turn:x", "day:hier", "everything", "all:1"):
        with pytest.raises(NotFound):
            pointed(wrong)


async def test_the_passport_beside_counts_what_it_holds(db: Database, amina: Actor) -> None:
    assert beside(await db.read(record.passport, amina)).counted == ""
    await db.write(service.say, amina, SENTENCE)
    talk = await db.write(service.confirm, amina)
    await db.write(record.add_language, amina, record.LanguageDraft("arabe"))
    shown = screen(talk).beside
    assert (shown.size, shown.counted, shown.proofs) == (1, "1\u00a0expérience", "1 preuve sur 1")
    with use_locale("ar"):
        shown = beside(await db.read(record.passport, amina))
    assert shown.counted == "تجربة\u00a0واحدة · لغة\u00a0واحدة"
    assert [held.title for held in shown.last] == ["arabe", "Vente en boulangerie"]
