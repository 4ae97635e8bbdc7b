"""What the conversation does in other features: appointments, actions, shares, opinions, help."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from passport.actions.models import Action, ActionNeed
from passport.actions.rules import ActionKind, Need
from passport.appointments import service as appointments
from passport.appointments.rules import CancelReason, Modality
from passport.assessment import service as assessment
from passport.conversation import service, transcript
from passport.conversation.engine.policy import Step
from passport.conversation.journal import days
from passport.conversation.screen import screen
from passport.conversation.service import Talk
from passport.kernel.actor import Actor, Role
from passport.kernel.clock import FixedClock
from passport.kernel.database import Database, Session
from passport.kernel.i18n import use_locale
from passport.record import service as record
from passport.sharing import service as sharing
from tests.appointments.people import Place, settle


@pytest.fixture
async def place(db: Database) -> Place:
    return await db.write(settle)


@pytest.fixture
def amina(place: Place) -> Actor:
    return Actor(place.amina.person_id, Role.BENEFICIARY, place.territory)


async def _tap(db: Database, who: Actor, talk: Talk, n: int = 0) -> Talk:
    """Tap the ``n``-th answer that was looked for."""
    chips = [chip for chip in talk.prompt.chips if chip.own]
    return await db.write(service.tap, who, chips[n].key, asked=talk.prompt.key or "")


async def _to_the_card(db: Database, who: Actor) -> Talk:
    talk = await db.write(service.say, who, "je voudrais prendre un rendez-vous")
    while talk.prompt.step is Step.ASK:
        talk = await _tap(db, who, talk)
    return talk


async def test_an_appointment_is_booked_from_real_free_times_after_a_yes(
    db: Database, amina: Actor
) -> None:
    talk = await _to_the_card(db, amina)
    assert talk.prompt.step is Step.CHECK
    shown = screen(talk)
    assert shown.yes == "Oui, je prends ce rendez-vous"
    assert [line.value for line in shown.lines] == [
        "Faire le point · Paul Essai",
        "Mardi 24 novembre, 9 h",
        "Sur place · 3 rue du Lac, Annecy",
    ]
    assert (await db.read(appointments.my_appointments, amina)).upcoming == ()
    talk = await db.write(service.say, amina, "oui")
    (card,) = (await db.read(appointments.my_appointments, amina)).upcoming
    assert card.modality is Modality.ON_SITE
    assert screen(talk).note == "Votre rendez-vous est pris."
    assert screen(talk).link_to == "/rendez-vous"
    assert not screen(talk).undoable


async def test_by_typing_a_day_and_an_hour(db: Database, amina: Actor) -> None:
    for said in ("rendez-vous", "faire le point", "par téléphone", "jeudi", "10h"):
        talk = await db.write(service.say, amina, said)
    assert talk.prompt.step is Step.CHECK
    assert screen(talk).lines[1].value == "Jeudi 26 novembre, 10 h"


async def test_an_hour_taken_meanwhile_is_said_and_others_are_offered(
    db: Database, place: Place, amina: Actor
) -> None:
    talk = await _to_the_card(db, amina)
    start = datetime.fromisoformat(talk.dialogue.draft.text("at"))
    await db.write(
        appointments.book, place.brahim, place.motive, Modality.PHONE, start, key="brahim"
    )
    talk = await db.write(service.confirm, amina)
    assert (await db.read(appointments.my_appointments, amina)).upcoming == ()
    assert talk.prompt.key == "book.day"
    assert screen(talk).note == "Cette heure vient d'être prise. En voici d'autres."
    while talk.prompt.step is Step.ASK:
        talk = await _tap(db, amina, talk)
    await db.write(service.confirm, amina)
    assert len((await db.read(appointments.my_appointments, amina)).upcoming) == 1


async def test_the_same_yes_twice_is_one_appointment(db: Database, amina: Actor) -> None:
    await _to_the_card(db, amina)
    for _ in range(2):
        await db.write(service.confirm, amina, key="k")
    assert len((await db.read(appointments.my_appointments, amina)).upcoming) == 1


async def test_no_to_the_card_offers_another_day(db: Database, amina: Actor) -> None:
    await _to_the_card(db, amina)
    talk = await db.write(service.reject, amina)
    assert talk.prompt.key == "book.day"
    assert screen(talk).note == "D'accord. Choisissez un autre jour."
    talk = await db.write(service.leave, amina)
    assert talk.prompt.step is Step.GREET


async def test_a_line_of_the_card_is_chosen_again(db: Database, amina: Actor) -> None:
    await _to_the_card(db, amina)
    talk = await db.write(service.ask_again, amina, "way")
    assert talk.prompt.key == "book.way"
    assert talk.dialogue.draft.text("motive")


async def test_moved_and_cancelled_by_words(db: Database, amina: Actor, clock: FixedClock) -> None:
    await _to_the_card(db, amina)
    await db.write(service.confirm, amina)
    (before,) = (await db.read(appointments.my_appointments, amina)).upcoming
    talk = await db.write(service.say, amina, "je veux déplacer mon rendez-vous")
    assert talk.prompt.key == "move.which"
    talk = await _tap(db, amina, talk)
    talk = await _tap(db, amina, talk, 1)
    talk = await _tap(db, amina, talk)
    assert talk.prompt.step is Step.CHECK
    await db.write(service.confirm, amina)
    (after,) = (await db.read(appointments.my_appointments, amina)).upcoming
    assert (after.id, after.starts_at > before.starts_at) == (before.id, True)

    talk = await db.write(service.say, amina, "je dois annuler mon rendez-vous")
    talk = await _tap(db, amina, talk)
    talk = await db.write(service.say, amina, "mon fils est malade, je n'ai pas de garde")
    assert talk.prompt.step is Step.CHECK
    assert (await db.read(appointments.my_appointments, amina)).upcoming
    talk = await db.write(service.confirm, amina)
    agenda = await db.read(appointments.my_appointments, amina)
    assert agenda.upcoming == ()
    assert agenda.past[0].cancel_reason is CancelReason.CHILDCARE


async def test_the_greeting_tells_the_next_appointment(db: Database, amina: Actor) -> None:
    await _to_the_card(db, amina)
    await db.write(service.confirm, amina)
    talk = await db.write(service.say, amina, "autre chose")
    assert "mardi 24 novembre" in screen(talk).note


async def test_without_a_referent_the_way_out_is_said(db: Database, place: Place) -> None:
    from passport.identity.models import Person

    async def alone(session: Session) -> Actor:
        row = Person(
            id=session.new_id(),
            role=Role.BENEFICIARY,
            given_name="Lin",
            family_name="Essai",
            created_at=session.now(),
        )
        session.add(row)
        await session.flush()
        return Actor(row.id, Role.BENEFICIARY)

    lin = await db.write(alone)
    talk = await db.write(service.start, lin, "book")
    assert screen(talk).question.startswith("Vous n'avez pas encore de référent.")
    assert [chip.key for chip in talk.prompt.chips] == ["leave", "go_help"]
    talk = await db.write(service.tap, lin, "go_help", asked="book.motive")
    assert screen(talk).dial[0].number == "3114"
    talk = await db.write(service.start, lin, "action")
    assert screen(talk).question.startswith("Il n'y a pas d'action")


async def test_somebody_to_talk_to_is_her_referent_first(db: Database, amina: Actor) -> None:
    talk = await db.write(service.say, amina, "je veux parler à quelqu'un")
    shown = screen(talk)
    assert shown.step == "show"
    assert shown.found[0].value == "Paul Essai, Maison de l'emploi"
    assert shown.dial[0].number == "04 50 00 00 00"
    talk = await db.write(service.tap, amina, "leave", asked="help.shown")
    assert talk.prompt.step is Step.GREET


async def _bank(session: Session, territory: UUID) -> None:
    for number, (title, need) in enumerate(
        [("Atelier ordinateur", Need.DIGITAL), ("Permis solidaire", Need.MOBILITY)]
    ):
        row = Action(
            id=session.new_id(),
            territory_id=territory,
            title=title,
            kind=ActionKind.WORKSHOP,
            summary="Pour apprendre à son rythme.",
            offered_by="Mission locale",
            place="Annecy",
            starts_on=date(2026, 12, 1 + number),
            how_to_join="Appelez.",
            phone="04 50 11 11 11",
        )
        session.add(row)
        await session.flush()
        session.add(ActionNeed(id=session.new_id(), action_id=row.id, need=need))
    await session.flush()


async def test_an_action_is_found_by_need_or_by_a_word(
    db: Database, place: Place, amina: Actor
) -> None:
    await db.write(_bank, place.territory)
    talk = await db.write(service.start, amina, "action")
    talk = await _tap(db, amina, talk)
    assert [line.value for line in screen(talk).noted] == ["Aller sur internet"]
    talk = await _tap(db, amina, talk)
    shown = screen(talk)
    assert shown.found[0].value == "Atelier ordinateur"
    assert shown.dial[0].number == "04 50 11 11 11"
    assert shown.link_to == "/actions"
    talk = await db.write(service.tap, amina, "again", asked="action.shown")
    assert talk.prompt.key == "action.action"
    await db.write(service.leave, amina)
    await db.write(service.start, amina, "action")
    talk = await db.write(service.say, amina, "permis")
    assert [chip.label for chip in talk.prompt.chips if chip.own] == ["Permis solidaire"]


async def test_a_share_is_opened_after_a_yes_and_leads_to_its_code(
    db: Database, amina: Actor
) -> None:
    kept = await db.write(record.add_experience, amina, record.ExperienceDraft("Vendeuse"))
    await db.write(record.add_language, amina, record.LanguageDraft("Arabe"))
    await db.write(service.start, amina, "share")
    await db.write(service.say, amina, "Boulangerie Martin")
    await db.write(service.tap, amina, "work", asked="share.what")
    talk = await db.write(service.say, amina, "une semaine")
    assert talk.prompt.step is Step.CHECK
    assert await db.read(sharing.shares, amina) == ()
    talk = await db.write(service.confirm, amina)
    (share,) = await db.read(sharing.shares, amina)
    assert (share.recipient, share.chosen) == ("Boulangerie Martin", frozenset({str(kept)}))
    assert share.expires_at - share.created_at == timedelta(days=7)
    assert screen(talk).link_to == f"/montrer/code?id={share.id}"


async def test_an_opinion_never_passes_through_the_conversation(db: Database, amina: Actor) -> None:
    talk = await db.write(service.start, amina, "feedback")
    assert screen(talk).question.startswith("Aucune question n'est ouverte")


async def test_a_grid_is_kept_after_a_yes_and_leads_to_who_may_read(
    db: Database, amina: Actor
) -> None:
    await db.write(service.start, amina, "diagnosis")
    said = "j'ai pas de voiture, c'est compliqué"
    for answer in ("ça va", "je passe", said):
        talk = await db.write(service.say, amina, answer)
    talk = await db.write(service.say, amina, "c'est tout")
    assert talk.prompt.step is Step.CHECK
    assert await db.read(assessment.answers, amina) == ()
    talk = await db.write(service.confirm, amina)
    job, mobility = await db.read(assessment.answers, amina)
    assert (job.theme, job.choice, job.words) == ("job", "fine", "")
    assert (mobility.theme, mobility.choice, mobility.words) == ("mobility", "hard", said)
    assert not job.shared_with
    assert screen(talk).link_to == "/mes-reponses"
    (day,) = days(await db.read(transcript.read, amina))
    assert day.lines[0].noted == ["C'est gardé. Vous choisissez qui peut lire quoi."]


async def test_words_that_choose_nothing_are_kept_beside_the_choice(
    db: Database, amina: Actor
) -> None:
    with use_locale("ar"):
        await db.write(service.start, amina, "diagnosis")
        talk = await db.write(service.say, amina, "أبحث منذ سنتين ولا أحد يجيب")
        assert talk.prompt.key == "diagnosis.job"
        await db.write(service.tap, amina, "hard", asked="diagnosis.job")
        await db.write(service.say, amina, "c'est tout")
        await db.write(service.confirm, amina)
    (job,) = await db.read(assessment.answers, amina)
    assert (job.choice, job.words) == ("hard", "أبحث منذ سنتين ولا أحد يجيب")
