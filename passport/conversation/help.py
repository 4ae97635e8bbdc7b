"""Free numbers where a person answers, for words of distress."""

from dataclasses import dataclass

from passport.conversation.understanding.care import Care
from passport.kernel.i18n import N_


@dataclass(frozen=True, slots=True)
class Number:
    """A free telephone number, who answers, and when."""

    number: str
    who: str


SUICIDE = Number("3114", N_("Prévention du suicide. Jour et nuit, gratuit."))
WOMEN = Number("3919", N_("Violences faites aux femmes. Jour et nuit, gratuit."))
HOMELESS = Number("115", N_("Un toit pour ce soir. Jour et nuit, gratuit."))
CHILD = Number("119", N_("Enfant en danger. Jour et nuit, gratuit."))
MEDICAL = Number("15", N_("Urgence médicale."))
POLICE = Number("17", N_("Police, danger immédiat."))
EUROPE = Number("112", N_("Toutes les urgences, aussi depuis l'étranger."))
DEAF = Number("114", N_("Urgences par SMS, si parler est difficile."))

NUMBERS: dict[Care, tuple[Number, ...]] = {
    Care.SUICIDE: (SUICIDE, MEDICAL, EUROPE),
    Care.VIOLENCE: (WOMEN, POLICE, DEAF, EUROPE),
    Care.CHILD: (CHILD, POLICE, EUROPE),
    Care.HOMELESS: (HOMELESS, EUROPE),
    Care.EMERGENCY: (MEDICAL, DEAF, EUROPE),
}

ANY: tuple[Number, ...] = (SUICIDE, WOMEN, HOMELESS, CHILD, MEDICAL, EUROPE)
"""Shown when it is known that help is needed, and not which."""
