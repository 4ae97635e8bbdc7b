"""The readers of the outbox: what was done becomes a letter, in the language of the person.

A subject line is read on a locked screen by whoever holds the phone: it says a day and an hour, and
never who accompanies the person nor why.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from passport.appointments import service as appointments
from passport.appointments import words
from passport.appointments.calendar import calendar_file, method_of
from passport.appointments.rules import Modality
from passport.appointments.views import AppointmentCard
from passport.assessment import service as assessment
from passport.identity import codes
from passport.identity.service import Card
from passport.identity.service import card as person_card
from passport.kernel.database import Database, Session
from passport.kernel.i18n import _, localised, use_locale
from passport.kernel.outbox import Handler
from passport.network import service as network
from passport.notifications.codes import send_code
from passport.notifications.mail import Letter, mail_channel
from passport.settings import settings


def handlers(database: Database) -> Mapping[str, Handler]:
    """What to do with each kind of message, for the outbox's worker."""
    kinds = (appointments.BOOKED, appointments.MOVED, appointments.CANCELLED)
    return {
        **{kind: partial(_tell_appointment, database, kind) for kind in kinds},
        codes.KIND: partial(send_code, database),
        assessment.CALL: partial(_tell_caseworker, database),
    }


async def _tell_caseworker(database: Database, payload: dict[str, Any]) -> None:
    """Let a référent know that somebody would like to be called; why stays on his page."""
    found = await database.read(_caller, UUID(payload["answer_id"]))
    if found is None or not found[1].email:
        return
    person, worker = found
    with use_locale(worker.locale):
        lines = [
            _("Bonjour {name},", name=worker.given_name),
            "",
            _("{name} souhaite que vous l'appeliez.", name=person.name),
            *([person.phone] if person.phone else []),
            "",
            _("Ce que cette personne vous confie :"),
            settings().origin + localised("/pro/confie"),
            "",
        ]
        letter = Letter(
            key=f"{payload['answer_id']}.{database.clock.now():%Y%m%d}",
            sender=settings().mail_from,
            to=worker.email or "",
            subject=_("Une personne souhaite être appelée"),
            text="\n".join(lines),
            language=worker.locale,
            at=database.clock.now(),
        )
    await mail_channel(settings(), fictitious=worker.fictitious).send(letter)


async def _caller(session: Session, answer_id: UUID) -> tuple[Card, Card] | None:
    found = await assessment.caller(session, answer_id)
    if found is None:
        return None
    person_id, caseworker_id = found
    worker = await network.caseworker(session, caseworker_id)
    return await person_card(session, person_id), await person_card(session, worker.person_id)


async def _tell_appointment(database: Database, kind: str, payload: dict[str, Any]) -> None:
    found = await database.read(_news, UUID(payload["appointment_id"]), int(payload["sequence"]))
    if found is None:
        return
    person, card = found
    letter = appointment_letter(kind, person, card)
    if letter is not None:
        await mail_channel(settings(), fictitious=person.fictitious).send(letter)


async def _news(
    session: Session, appointment_id: UUID, sequence: int
) -> tuple[Card, AppointmentCard] | None:
    """Whom to tell and what; nothing when a later change will be told instead."""
    found = await appointments.announced(session, appointment_id, sequence)
    if found is None:
        return None
    person_id, card = found
    return await person_card(session, person_id), card


def appointment_letter(kind: str, person: Card, card: AppointmentCard) -> Letter | None:
    """The letter that tells ``person`` what happened; none when she has no address."""
    if not person.email:
        return None
    with use_locale(person.locale):
        event = appointments.event_of(card)
        return Letter(
            key=f"{card.id}.{card.sequence}",
            sender=settings().mail_from,
            to=person.email,
            subject=_subject(kind, card),
            text=_text(kind, person, card),
            language=person.locale,
            at=card.updated_at,
            calendar=calendar_file(event, attendee=person.email),
            method=method_of(event, attendee=person.email),
        )


def _subject(kind: str, card: AppointmentCard) -> str:
    when = words.when(card.starts_at, card.zone)
    if kind == appointments.CANCELLED:
        return _("Annulé : {when}", when=when)
    if kind == appointments.MOVED:
        return _("Changé : {when}", when=when)
    return _("C'est noté : {when}", when=when)


def _text(kind: str, person: Card, card: AppointmentCard) -> str:
    done = {
        appointments.BOOKED: _("Votre rendez-vous est pris."),
        appointments.MOVED: _("Votre rendez-vous a changé d'heure."),
        appointments.CANCELLED: _("Votre rendez-vous est annulé. Merci d'avoir prévenu."),
    }[kind]
    lines = [_("Bonjour {name},", name=person.given_name), "", done, ""]
    lines.append(words.day(card.starts_at, card.zone))
    lines.append(f"{words.hour(card.starts_at, card.zone)} · {words.length(card)}")
    if kind != appointments.CANCELLED:
        lines.append(words.how(card.modality))
        place = words.where(card.modality, card.place)
        if place:
            lines.append(place)
        if card.modality is Modality.ON_SITE and card.caseworker.access:
            lines.append(card.caseworker.access)
    address = settings().origin + localised("/rendez-vous")
    ask = (
        _("Pour prendre un autre rendez-vous :")
        if kind == appointments.CANCELLED
        else _("Un empêchement ? Changez ou annulez ici :")
    )
    lines += ["", ask, address, ""]
    return "\n".join(lines)
