"""The words of the passport, in French, marked for translation: short, and kind to everyone."""

from datetime import date

from passport.kernel.i18n import N_, _, apart, format_duration, format_month, format_short_day
from passport.record import rules
from passport.record.content import (
    Certificate,
    Experience,
    ExperienceKind,
    LanguageLevel,
    Proof,
    ProofMark,
)

KINDS = {
    ExperienceKind.PAID: N_("Travail payé"),
    ExperienceKind.INFORMAL: N_("Petits travaux, débrouille"),
    ExperienceKind.VOLUNTEERING: N_("Bénévolat"),
    ExperienceKind.FAMILY: N_("Famille, entourage"),
    ExperienceKind.INTERNSHIP: N_("Stage, immersion"),
}

LANGUAGE_LEVELS = {
    LanguageLevel.LITTLE: N_("Un peu"),
    LanguageLevel.ENOUGH: N_("Je me débrouille"),
    LanguageLevel.WELL: N_("Je parle bien"),
    LanguageLevel.NATIVE: N_("Ma langue"),
}

LANGUAGE_LEVELS_SHOWN = {
    LanguageLevel.LITTLE: N_("Un peu"),
    LanguageLevel.ENOUGH: N_("Se débrouille"),
    LanguageLevel.WELL: N_("Parle bien"),
    LanguageLevel.NATIVE: N_("Langue maternelle"),
}

PROOFS = {
    Proof.DECLARED: N_("Déclaré"),
    Proof.SEEN: N_("Vu"),
    Proof.GUARANTEED: N_("Garanti"),
}

PROOFS_BY = {
    Proof.SEEN: N_("Vu par {who}"),
    Proof.GUARANTEED: N_("Garanti par {who}"),
}

# The common repertoire: the 16 savoir-être of ROME 4.0 (France Travail), in shorter words.
SOFT_SKILLS = {
    "300412": N_("Écouter les autres"),
    "300416": N_("Donner du sens"),
    "300460": N_("Travailler sans aide"),
    "300461": N_("Être responsable"),
    "300465": N_("Esprit d'équipe"),
    "300467": N_("Proposer des idées"),
    "300473": N_("Réagir vite"),
    "300478": N_("Garder son calme"),
    "300479": N_("S'adapter aux changements"),
    "300483": N_("S'organiser"),
    "300485": N_("Ne pas lâcher"),
    "300489": N_("Entraîner une équipe"),
    "300490": N_("Rigueur et ponctualité"),
    "300493": N_("Curiosité"),
    "300497": N_("Créativité"),
    "399999": N_("Sens du service"),
}

DATE_NOT_UNDERSTOOD = N_(
    "Nous n'avons pas compris la date. Écrivez par exemple « mars 2019 » ou « environ 2015 »."
)
DATE_IN_FUTURE = N_("Cette date n'est pas encore passée. Vérifiez l'année.")
DURATION_NOT_UNDERSTOOD = N_(
    "Nous n'avons pas compris la durée. Écrivez par exemple « 3 ans » ou « 6 mois »."
)
DATES_OUT_OF_ORDER = N_("La fin vient avant le début. Vérifiez les deux dates.")
TOO_LONG = N_("C'est un peu long. Écrivez {most} lettres au plus.")
TOO_MANY_ITEMS = N_("Votre passeport est plein. Enlevez une ligne pour en ajouter une autre.")
EXPERIENCE_TITLE_MISSING = N_("Écrivez ce que vous faisiez. Par exemple « vendeuse ».")
CERTIFICATE_TITLE_MISSING = N_("Écrivez le nom de ce document. Par exemple « permis B ».")
SKILL_TITLE_MISSING = N_("Écrivez ce que vous savez faire.")
LANGUAGE_NAME_MISSING = N_("Écrivez le nom de la langue.")
SOFT_SKILL_UNKNOWN = N_("Choisissez dans la liste.")
NOT_THERE = N_("Cette ligne n'est plus dans votre passeport.")
TASKS_TOO_MANY = N_("C'est beaucoup. Gardez {most} tâches, les plus importantes.")


def proof(mark: ProofMark, *, dated: bool = False) -> str:
    """The level of proof of an item in words: ``Vu par Paul M.``, with its month on demand."""
    if mark.level is Proof.DECLARED or not mark.by:
        text = _(PROOFS[mark.level])
    else:
        text = _(PROOFS_BY[mark.level], who=apart(mark.by))
    if dated and mark.on is not None and mark.level is not Proof.DECLARED:
        return _("{proof}, {month}", proof=text, month=format_month(mark.on.year, mark.on.month))
    return text


def moment(value: str) -> str:
    """A stored date in words, as precise as it is known."""
    if not value:
        return ""
    year, month, day = rules.split_date(value)
    if month is not None and day is not None:
        return format_short_day(date(year, month, day))
    return format_month(year, month)


def period(one: Experience) -> str:
    """When an experience was lived: ``2019 – 2022``, ``Depuis mars 2023``."""
    if one.ongoing:
        return _("Depuis {start}", start=moment(one.started)) if one.started else _("En ce moment")
    if one.started and one.ended and one.started != one.ended:
        return _("{start} – {end}", start=moment(one.started), end=moment(one.ended))
    if one.started or one.ended:
        return moment(one.started or one.ended)
    return ""


def duration(one: Experience, today: date) -> str:
    """How long an experience lasted, or nothing when it is not known."""
    months = rules.duration_months(
        one.started, one.ended, ongoing=one.ongoing, stated=one.duration_months, today=today
    )
    return format_duration(months) if months else ""


def where(one: Experience) -> str:
    """At whose place and where: ``Boulangerie Perrin, Annecy``."""
    return ", ".join(part for part in (one.employer, one.place) if part)


def experience_note(one: Experience, today: date) -> str:
    """Where, when and how long, in one line; the kind when there is no place to name."""
    parts = (where(one) or _(KINDS[one.kind]), period(one), duration(one, today))
    return " · ".join(apart(part) for part in parts if part)


def validity(one: Certificate, today: date) -> str:
    """Until when a certificate holds."""
    if not one.expires:
        return ""
    if rules.is_expired(one.expires, today):
        return _("Plus valable depuis {date}", date=moment(one.expires))
    return _("Valable jusqu'à : {date}", date=moment(one.expires))


def issued(one: Certificate) -> str:
    """By whom and when a certificate was given."""
    return " · ".join(apart(part) for part in (one.issuer, moment(one.obtained)) if part)
