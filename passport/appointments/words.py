"""Appointments in the words of the current language."""

from datetime import datetime
from zoneinfo import ZoneInfo

from passport.appointments.rules import CancelReason, Modality
from passport.appointments.views import AppointmentCard
from passport.kernel.i18n import N_, _, format_day, format_day_time, format_time, ngettext

NOT_THERE = N_("Nous ne trouvons pas ce rendez-vous. Recommencez.")


def how(modality: Modality) -> str:
    """How they meet."""
    return {
        Modality.ON_SITE: _("Sur place"),
        Modality.PHONE: _("Par téléphone"),
        Modality.VIDEO: _("En vidéo"),
    }[modality]


def where(modality: Modality, place: str) -> str:
    """Where she has to be, or what will happen."""
    if modality is Modality.PHONE:
        return _("On vous appelle. Gardez votre téléphone près de vous.")
    return place


def reason(code: CancelReason) -> str:
    """What stood in the way."""
    return {
        CancelReason.CHILDCARE: _("Garde d'enfant"),
        CancelReason.TRANSPORT: _("Transport"),
        CancelReason.HEALTH: _("Santé"),
        CancelReason.FOUND_WORK: _("J'ai trouvé un travail"),
        CancelReason.OTHER: _("Autre chose"),
        CancelReason.UNSAID: _("Je préfère ne pas dire"),
    }[code]


def minutes(count: int) -> str:
    """How long it takes."""
    return ngettext("{n} minute", "{n} minutes", count)


def length(card: AppointmentCard) -> str:
    """How long an appointment takes."""
    return minutes(int((card.ends_at - card.starts_at).total_seconds()) // 60)


def day(moment: datetime, zone: str) -> str:
    """The day at a place, to stand as a title."""
    words = format_day(moment.astimezone(ZoneInfo(zone)).date())
    return words[:1].upper() + words[1:]


def hour(moment: datetime, zone: str) -> str:
    """The hour at a place."""
    return format_time(moment, zone)


def when(moment: datetime, zone: str) -> str:
    """Day and hour, to stand inside a sentence."""
    return format_day_time(moment, zone)


def title(card: AppointmentCard) -> str:
    """Day and hour of an appointment, to stand by themselves."""
    return _(
        "{day}, {time}",
        day=day(card.starts_at, card.zone),
        time=hour(card.starts_at, card.zone),
    )
