"""An appointment ready to read: what the screen of the app and the plain pages both show."""

from dataclasses import dataclass

from passport.appointments import words
from passport.appointments.rules import Modality
from passport.appointments.views import AppointmentCard
from passport.kernel.i18n import _, localised

MOVE, CANCEL = "/rendez-vous/deplacer", "/rendez-vous/annuler"


@dataclass(frozen=True)
class AppointmentRow:
    """An appointment, ready to read."""

    id: str = ""
    day: str = ""
    hour: str = ""
    lasts: str = ""
    who: str = ""
    modality: str = ""
    how: str = ""
    where: str = ""
    access: str = ""
    link: str = ""
    phone: str = ""
    motive: str = ""
    instructions: str = ""
    topic: str = ""
    status: str = ""
    calendar: str = ""
    move: str = ""
    cancel: str = ""


def appointment_row(card: AppointmentCard) -> AppointmentRow:
    """``card`` in the words of the current language."""
    return AppointmentRow(
        id=str(card.id),
        day=words.day(card.starts_at, card.zone),
        hour=words.hour(card.starts_at, card.zone),
        lasts=words.length(card),
        who=card.caseworker.name,
        modality=card.modality,
        how=words.how(card.modality),
        where="" if card.modality is Modality.VIDEO else words.where(card.modality, card.place),
        access=card.caseworker.access if card.modality is Modality.ON_SITE else "",
        link=card.place if card.modality is Modality.VIDEO and not card.cancelled else "",
        phone=card.caseworker.phone,
        motive=_(card.motive),
        instructions=_(card.instructions) if card.instructions else "",
        topic=card.topic,
        status=_("Annulé") if card.cancelled else "",
        calendar=localised(f"/rendez-vous/{card.id}.ics"),
        move=localised(f"{MOVE}?id={card.id}") if card.may_move else "",
        cancel=localised(f"{CANCEL}?id={card.id}") if card.may_cancel else "",
    )
