"""The motives that a territory starts with. It changes them in its table afterwards."""

from typing import Any

from passport.appointments.rules import Modality
from passport.kernel.i18n import N_

ON_SITE, PHONE, VIDEO = Modality.ON_SITE, Modality.PHONE, Modality.VIDEO

# Keys are columns of ``Motive``; sentences are translated where they are shown. ``discreet`` is
# all that an e-mail or a calendar says.
STANDARD: tuple[dict[str, Any], ...] = (
    {
        "slug": "faire-connaissance",
        "label": N_("Faire connaissance"),
        "discreet": N_("Premier rendez-vous"),
        "instructions": N_("Venez comme vous êtes. Aucun papier n'est obligatoire."),
        "modalities": [ON_SITE, VIDEO],
        "duration": 60,
        "grid": 30,
        "notice_hours": 24,
    },
    {
        "slug": "faire-le-point",
        "label": N_("Faire le point"),
        "discreet": N_("Rendez-vous"),
        "instructions": N_("Pensez à une chose qui a avancé, et à une qui bloque."),
        "modalities": [ON_SITE, PHONE, VIDEO],
        "duration": 30,
        "grid": 30,
        "notice_hours": 12,
    },
    {
        "slug": "mon-projet",
        "label": N_("Parler de mon projet"),
        "discreet": N_("Rendez-vous"),
        "instructions": N_("Ouvrez votre passeport : nous le lirons ensemble."),
        "modalities": [ON_SITE, VIDEO],
        "duration": 45,
        "grid": 15,
        "buffer_after": 15,
        "notice_hours": 24,
    },
    {
        "slug": "un-souci",
        "label": N_("Régler un souci"),
        "discreet": N_("Appel"),
        "instructions": N_("Restez près de votre téléphone."),
        "modalities": [PHONE],
        "duration": 20,
        "grid": 20,
        "notice_hours": 4,
    },
)
