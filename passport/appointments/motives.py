"""The motives that a territory starts with. It changes them in its table afterwards."""

from typing import Any

from passport.appointments.rules import Modality
from passport.kernel.i18n import N_

# Keys are columns of ``Motive``; sentences are translated where they are shown.
STANDARD: tuple[dict[str, Any], ...] = (
    {
        "slug": "point",
        "label": N_("Faire le point"),
        "instructions": N_("Venez comme vous êtes. Il n'y a rien à apporter."),
        "modalities": [Modality.ON_SITE, Modality.PHONE, Modality.VIDEO],
        "duration": 30,
        "buffer_after": 10,
    },
    {
        "slug": "premier",
        "label": N_("Premier rendez-vous"),
        "instructions": N_("Prévoyez une heure. Apportez une pièce d'identité si vous pouvez."),
        "modalities": [Modality.ON_SITE],
        "duration": 60,
        "buffer_after": 15,
    },
    {
        "slug": "projet",
        "label": N_("Parler de mon projet"),
        "instructions": N_("Pensez à ce que vous aimez faire."),
        "modalities": [Modality.ON_SITE, Modality.VIDEO],
        "duration": 45,
        "buffer_after": 10,
    },
    {
        "slug": "papiers",
        "label": N_("De l'aide pour un papier"),
        "instructions": N_("Apportez le papier."),
        "modalities": [Modality.ON_SITE, Modality.PHONE],
        "duration": 20,
        "grid": 20,
        "buffer_after": 5,
    },
)

# All that an e-mail or a calendar says of any of them.
DISCREET = N_("Rendez-vous")
