"""The words of the passport, in French, marked for translation: short, and kind to everyone."""

from passport.kernel.i18n import N_
from passport.record.content import ExperienceKind, LanguageLevel, Proof

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
    "300460": N_("Travailler seul, sans aide"),
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
