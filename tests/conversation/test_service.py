"""The conversation with its database: kept, resumed, confirmed, erased."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import func, select

from passport.conversation import service, transcript
from passport.conversation.engine.policy import Step
from passport.conversation.engine.values import Slot
from passport.conversation.models import ConversationTurn
from passport.conversation.screen import screen
from passport.conversation.understanding.care import Care
from passport.identity.models import Person
from passport.kernel.actor import Actor, Role
from passport.kernel.clock import FixedClock
from passport.kernel.database import Database, Session
from passport.kernel.errors import Conflict, Invalid
from passport.kernel.i18n import use_locale
from passport.record import service as record

SENTENCE = "j'ai travaillé 3 ans dans une boulangerie à Annecy, je servais les clients"


async def _person(session: Session, name: str = "Amina") -> UUID:
    person = Person(
        id=session.new_id(),
        role=Role.BENEFICIARY,
        given_name=name,
        family_name="Benali",
        created_at=session.now(),
    )
    session.add(person)
    await session.flush()
    return person.id


@pytest.fixture
async def amina(db: Database) -> Actor:
    return Actor(await db.write(_person), Role.BENEFICIARY)


@pytest.fixture
async def paul(db: Database) -> Actor:
    return Actor(await db.write(_person, "Paul"), Role.BENEFICIARY)


async def test_the_main_job(db: Database, amina: Actor) -> None:
    first = await db.read(service.open_talk, amina)
    assert first.prompt.step is Step.GREET
    assert screen(first).hello == "Bonjour Amina."

    talk = await db.write(service.say, amina, SENTENCE, key="a")
    shown = screen(talk)
    assert shown.step == "check"
    assert {line.label: line.value for line in shown.lines} == {
        "Activité": "Travail payé",
        "Métier": "Vente en boulangerie",
        "Où": "Annecy",
        "Durée": "3 ans",
        "Tâches": "Servir les clients",
    }
    assert [line.label for line in shown.missing] == ["Chez qui", "Quand"]
    assert shown.quote == SENTENCE

    talk = await db.write(service.change, amina, "place", "Cluses")
    assert talk.dialogue.draft.text(Slot.PLACE) == "Cluses"
    talk = await db.write(service.confirm, amina)
    assert screen(talk).note == "C'est dans votre passeport."
    (experience,) = (await db.read(record.passport, amina)).experiences
    assert (experience.title, experience.place, experience.duration_months) == (
        "Vente en boulangerie",
        "Cluses",
        36,
    )
    assert experience.kind == "paid"
    assert experience.trade_code == "D1106"
    assert experience.tasks == ("servir les clients",)
    assert experience.employer == experience.started == ""
    assert experience.quotes[0].text == SENTENCE
    assert experience.quotes[0].start == 0


async def test_the_same_sending_twice_counts_once(db: Database, amina: Actor) -> None:
    for _ in range(2):
        await db.write(service.say, amina, SENTENCE, key="k1")
    assert await db.read(_count, amina) == 1
    for _ in range(2):
        await db.write(service.confirm, amina, key="k2")
    assert len((await db.read(record.passport, amina)).experiences) == 1
    with pytest.raises(Invalid):
        await db.write(service.confirm, amina, key="k3")


async def test_words_are_sealed_and_each_has_her_own(
    db: Database, amina: Actor, paul: Actor
) -> None:
    await db.write(service.say, amina, SENTENCE)

    async def sealed(session: Session) -> bytes:
        return bytes(
            (await session.connection()) and (await session.exec(_raw())).one()[0]  # type: ignore[call-overload]
        )

    assert b"boulangerie" not in await db.read(sealed)
    assert (await db.read(service.open_talk, paul)).dialogue.draft.empty


def _raw():  # type: ignore[no-untyped-def]
    from sqlalchemy import text

    return text("SELECT event FROM conversation_turn")


async def _count(session: Session, actor: Actor) -> int:
    query = select(func.count()).where(ConversationTurn.person_id == actor.person_id)
    return (await session.exec(query)).one()


async def test_chips_alone_make_an_experience(db: Database, amina: Actor) -> None:
    talk = await db.write(service.tap, amina, "family", asked="greeting.start")
    assert talk.prompt.key == "experience.title"
    talk = await db.write(service.tap, amina, "usual_0", asked="experience.title")
    while talk.prompt.step is Step.ASK:
        choice = {"experience.duration": "y2"}.get(talk.prompt.key or "", "skip")
        talk = await db.write(service.tap, amina, choice, asked=talk.prompt.key or "")
    talk = await db.write(service.confirm, amina)
    assert talk.prompt.step is Step.SAVED
    (experience,) = (await db.read(record.passport, amina)).experiences
    assert (experience.kind, experience.duration_months) == ("family", 24)


async def test_a_paid_job_is_told_by_taps_alone(db: Database, amina: Actor) -> None:
    talk = await db.write(service.tap, amina, "paid", asked="greeting.start")
    labels = [chip.label for chip in talk.prompt.chips]
    chip = talk.prompt.chips[labels.index("Nettoyage de locaux")]
    talk = await db.write(service.tap, amina, chip.key, asked="experience.title")
    while talk.prompt.step is Step.ASK:
        choice = {"experience.duration": "y2"}.get(talk.prompt.key or "", "skip")
        talk = await db.write(service.tap, amina, choice, asked=talk.prompt.key or "")
    await db.write(service.confirm, amina)
    (experience,) = (await db.read(record.passport, amina)).experiences
    assert (experience.title, experience.kind) == ("Nettoyage de locaux", "paid")
    assert experience.duration_months == 24


async def test_a_tap_on_a_question_that_is_gone_changes_nothing(db: Database, amina: Actor) -> None:
    await db.write(service.say, amina, SENTENCE)
    await db.write(service.tap, amina, "family", asked="greeting.start")
    talk = await db.write(service.tap, amina, "no such thing", asked="experience.kind")
    assert talk.dialogue.draft.text(Slot.KIND) == "paid"
    assert await db.read(_count, amina) == 1


async def test_a_trade_is_chosen_among_a_few(db: Database, amina: Actor) -> None:
    talk = await db.write(service.say, amina, "j'ai travaillé, je faisais des livraisons de colis")
    assert talk.prompt.key == "experience.title"
    labels = [chip.label for chip in talk.prompt.chips]
    assert "Livraison en voiture ou camionnette" in labels
    chip = talk.prompt.chips[labels.index("Livraison en voiture ou camionnette")]
    talk = await db.write(service.tap, amina, chip.key, asked="experience.title")
    title = talk.dialogue.draft.first(Slot.TITLE)
    assert title is not None
    assert (title.text, title.code, title.said) == (chip.label, "N4105", chip.label)


async def test_lines_are_corrected_by_hand(db: Database, amina: Actor) -> None:
    await db.write(service.say, amina, SENTENCE)
    talk = await db.write(
        service.change, amina, "tasks", "vendre le pain\n- tenir la caisse;ranger"
    )
    tasks = [value.text for value in talk.dialogue.draft.values[Slot.TASKS]]
    assert tasks == ["vendre le pain", "tenir la caisse", "ranger"]
    talk = await db.write(service.change, amina, "when", "de mars 2015 à juin 2018")
    assert talk.dialogue.draft.text(Slot.START) == "2015-03"
    talk = await db.write(service.change, amina, "when", "depuis 2020")
    assert Slot.END not in talk.dialogue.draft.values
    talk = await db.write(service.change, amina, "duration", "18 mois")
    assert talk.dialogue.draft.text(Slot.DURATION) == "18"
    talk = await db.write(service.change, amina, "place", "")
    assert Slot.PLACE not in talk.dialogue.draft.values
    for field, text in (("duration", "longtemps"), ("when", "un jour"), ("kind", "x")):
        with pytest.raises(Invalid) as error:
            await db.write(service.change, amina, field, text)
        assert error.value.field == "value"


async def test_what_is_written_by_hand_is_said_in_the_thread(db: Database, amina: Actor) -> None:
    await db.write(service.say, amina, SENTENCE)
    await db.write(service.change, amina, "kind", "internship")
    talk = await db.write(service.change, amina, "title", "vendeuse")
    shown = screen(talk)
    assert [said.text for said in shown.thread[-4:]] == ["Activité", "Stage", "Métier", "vendeuse"]
    assert [said.mine for said in shown.thread[-4:]] == [False, True, False, True]
    assert "Vendeuse" in [line.value for line in shown.lines]


async def test_she_is_welcomed_back_after_a_while(
    db: Database, amina: Actor, clock: FixedClock
) -> None:
    await db.write(service.say, amina, SENTENCE)
    assert "reprenons" not in screen(await db.read(service.open_talk, amina)).hello
    clock.advance(timedelta(hours=2))
    assert "reprenons" in screen(await db.read(service.open_talk, amina)).hello


async def test_undo_and_refused_undo(db: Database, amina: Actor) -> None:
    with pytest.raises(Conflict):
        await db.write(service.undo, amina)
    await db.write(service.say, amina, SENTENCE)
    await db.write(service.say, amina, "non pas Annecy, Cluses")
    talk = await db.write(service.undo, amina)
    assert talk.dialogue.draft.text(Slot.PLACE) == "Annecy"


async def test_distress_is_answered_and_not_kept(db: Database, amina: Actor) -> None:
    talk = await db.write(service.say, amina, "j'ai plus envie de vivre")
    assert talk.care is Care.SUICIDE
    assert [call.number for call in screen(talk).calls] == ["3114", "15", "112"]
    assert await db.read(_count, amina) == 0


async def test_what_stops_or_is_erased(db: Database, amina: Actor) -> None:
    await db.write(service.say, amina, SENTENCE)
    talk = await db.write(service.stop, amina)
    assert talk.prompt.step is Step.STOPPED
    talk = await db.write(service.say, amina, "on reprend")
    assert talk.prompt.step is Step.CHECK
    await db.write(service.confirm, amina)
    await db.write(transcript.erase_all, amina)
    assert await db.read(_count, amina) == 0
    talk = await db.read(service.open_talk, amina)
    assert talk.prompt.step is Step.GREET
    assert talk.passport is not None
    assert len(talk.passport.experiences) == 1


async def test_distress_in_a_line_of_the_card_is_answered_and_not_kept(
    db: Database, amina: Actor
) -> None:
    await db.write(service.say, amina, SENTENCE)
    before = await db.read(_count, amina)
    talk = await db.write(service.change, amina, "place", "je veux mourir")
    assert talk.care is not None
    assert await db.read(_count, amina) == before
    assert screen(talk).calls[0].number == "3114"


async def test_nothing_enters_without_a_yes(db: Database, amina: Actor) -> None:
    await db.write(service.say, amina, SENTENCE)
    talk = await db.write(service.reject, amina)
    assert talk.dialogue.draft.rejected
    assert (await db.read(record.passport, amina)).experiences == ()


async def test_a_long_life_is_replayed_from_the_last_card(db: Database, amina: Actor) -> None:
    for number in range(9):
        await db.write(
            service.say, amina, f"j'étais maçon {number + 1} ans à Gap, je montais des murs"
        )
        talk = await db.write(service.confirm, amina)
    assert len(talk.dialogue.turns) <= 2 * service.SHOWN + 4
    assert len((await db.read(record.passport, amina)).experiences) == 9
    assert len(screen(talk).thread) <= 2 * service.SHOWN


@pytest.mark.parametrize("text", ["", "   ", "\x00\x07", "x" * 20_001])
async def test_nothing_or_too_much_is_refused(db: Database, amina: Actor, text: str) -> None:
    with pytest.raises(Invalid):
        await db.write(service.say, amina, text)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 20_000,
        "je " * 6_000,
        "💩" * 3_000,
        "<script>alert(1)</script> ok oui",
        "\u202e\ud800abc",
        "é́" * 5000,
    ],
)
async def test_hostile_text_is_met_calmly(db: Database, amina: Actor, text: str) -> None:
    talk = await db.write(service.say, amina, text)
    assert screen(talk)
    assert await db.read(service.open_talk, amina) == talk


async def test_two_sendings_at_once_are_both_kept_in_order(db: Database, amina: Actor) -> None:
    said = ["j'étais maçon", "à Gap", "4 ans", "je montais des murs"]
    await asyncio.gather(*(db.write(service.say, amina, text, key=text) for text in said))
    talk = await db.read(service.open_talk, amina)
    assert [turn.number for turn in talk.dialogue.turns] == [0, 1, 2, 3]
    assert sorted(turn.text for turn in talk.dialogue.turns) == sorted(said)
    yes = [db.write(service.confirm, amina, key="yes") for _ in range(3)]
    await asyncio.gather(*yes, return_exceptions=True)
    assert len((await db.read(record.passport, amina)).experiences) == 1


async def test_none_of_the_trades_leaves_her_own_words(db: Database, amina: Actor) -> None:
    talk = await db.write(service.say, amina, "j'ai travaillé, je faisais des livraisons de colis")
    assert "none_of_these" in [chip.key for chip in talk.prompt.chips]
    talk = await db.write(service.tap, amina, "none_of_these", asked="experience.title")
    assert talk.dialogue.draft.first(Slot.TITLE) is None
    assert talk.prompt.key != "experience.title"
    assert talk.dialogue.draft.nameable


async def test_a_language_is_written_with_a_yes_and_taken_back(db: Database, amina: Actor) -> None:
    await db.write(service.start, amina, "language")
    await db.write(service.tap, amina, "ar", asked="language.language")
    talk = await db.write(service.tap, amina, "native", asked="language.level")
    shown = screen(talk)
    assert [(line.label, line.value) for line in shown.lines] == [
        ("Langue", "Arabe"),
        ("Niveau", "C'est ma langue"),
    ]
    assert (await db.read(record.passport, amina)).languages == ()
    talk = await db.write(service.confirm, amina)
    assert screen(talk).note == "Cette langue est dans votre passeport."
    (language,) = (await db.read(record.passport, amina)).languages
    assert (language.name, language.level) == ("Arabe", "native")
    talk = await db.write(service.undo, amina)
    assert talk.prompt.step is Step.CHECK
    assert (await db.read(record.passport, amina)).languages == ()


async def test_what_was_interrupted_is_still_there_after_the_yes(
    db: Database, amina: Actor
) -> None:
    await db.write(service.say, amina, "j'étais maçon 4 ans")
    for _ in range(9):
        await db.write(service.start, amina, "language")
        await db.write(service.tap, amina, "ar", asked="language.language")
        await db.write(service.tap, amina, "well", asked="language.level")
        talk = await db.write(service.confirm, amina)
    talk = await db.write(service.tap, amina, "resume", asked="end.next")
    assert talk.dialogue.draft.text(Slot.DURATION) == "48"


async def test_lines_of_any_card_are_changed_by_hand(db: Database, amina: Actor) -> None:
    await db.write(service.start, amina, "language")
    await db.write(service.say, amina, "du wolof")
    await db.write(service.tap, amina, "well", asked="language.level")
    talk = await db.write(service.change, amina, "level", "little")
    assert screen(talk).lines[1].value == "Un peu"
    assert screen(talk).thread[-1].text == "Un peu"
    with pytest.raises(Invalid):
        await db.write(service.change, amina, "level", "x")
    with pytest.raises(Invalid):
        await db.write(service.change, amina, "place", "Gap")
    with pytest.raises(Invalid):
        await db.write(service.start, amina, "greeting")


async def _by_chips(db: Database, who: Actor, flow: str, *chips: str) -> service.Talk:
    talk = await db.write(service.start, who, flow)
    for chip in chips:
        talk = await db.write(service.tap, who, chip, asked=talk.prompt.key or "")
    return talk


async def test_a_savoir_etre_enters_with_her_words_and_only_after_her_yes(
    db: Database, amina: Actor
) -> None:
    said = "une dame pleurait, j'ai écouté ce qu'elle disait, à la fin elle m'a dit merci"
    await db.write(service.start, amina, "soft_skill")
    await db.write(service.say, amina, said)
    talk = await db.write(service.tap, amina, "listen", asked="soft_skill.guess")
    shown = screen(talk)
    assert shown.missing == []
    assert shown.card_title == "Est-ce que ça vous ressemble\u00a0?"
    assert shown.yes == "Oui, ça me ressemble"
    assert shown.lines[-1].value == "Écouter les autres"
    assert (await db.read(record.passport, amina)).soft_skills == ()
    await db.write(service.confirm, amina)
    (held,) = (await db.read(record.passport, amina)).soft_skills
    assert held.code == "300412"
    assert held.situation is not None
    assert (held.situation.text, held.situation.turn, held.situation.start) == (said, "1", 0)


async def test_a_savoir_etre_that_was_there_is_not_removed_with_the_yes(
    db: Database, amina: Actor
) -> None:
    await db.write(record.add_soft_skill, amina, record.SoftSkillDraft("300478"))
    await _by_chips(db, amina, "soft_skill", "angry", "calm", "thanks", "calm")
    talk = await db.write(service.confirm, amina)
    assert not screen(talk).undoable
    (held,) = (await db.read(record.passport, amina)).soft_skills
    assert held.situation is not None
    assert held.situation.text.startswith("Une personne était en colère. J'ai gardé mon calme.")


async def test_the_top_of_the_passport_is_written_one_line_at_a_time(
    db: Database, amina: Actor
) -> None:
    await _by_chips(db, amina, "project", "unsure", "near")
    await db.write(service.confirm, amina)
    await _by_chips(db, amina, "mobility", "b", "car", "skip", "m30")
    await db.write(service.confirm, amina)
    talk = await _by_chips(db, amina, "availability", "now", "morning", "wednesday")
    assert screen(talk).card_title == "Voici votre ligne. Elle remplace celle d'avant."
    await db.write(service.confirm, amina)
    held = await db.read(record.passport, amina)
    assert held.project == "Je cherche encore. Près de chez moi."
    assert held.mobility == "Permis B. Une voiture. Jusqu'à 30 minutes."
    assert held.availability == "Tout de suite. Le matin. Pas le mercredi."


async def test_a_document_leads_to_its_photo(db: Database, amina: Actor) -> None:
    await db.write(service.start, amina, "certificate")
    await db.write(service.say, amina, "CAP cuisine")
    await db.write(service.say, amina, "le lycée de Gap")
    await db.write(service.say, amina, "en 2019")
    talk = await db.write(service.confirm, amina)
    (held,) = (await db.read(record.passport, amina)).certificates
    assert (held.title, held.issuer, held.obtained) == ("CAP cuisine", "Lycée de Gap", "2019")
    assert screen(talk).link_to == f"/passeport/certificat?id={held.id}"


async def test_in_arabic_what_was_tapped_is_kept_as_it_was_read(db: Database, amina: Actor) -> None:
    with use_locale("ar"):
        talk = await _by_chips(db, amina, "mobility", "b", "car", "skip", "m30")
        assert screen(talk).lines[0].value != "Permis B"
        said = talk.dialogue.draft.first("license")
        assert said is not None
        assert any("\u0600" <= char <= "\u06ff" for char in said.said)
        await db.write(service.confirm, amina)
    held = await db.read(record.passport, amina)
    assert held.mobility == "Permis B. Une voiture. Jusqu'à 30 minutes."
