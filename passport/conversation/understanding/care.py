"""Words of distress. They are answered by people, at once, and are not kept."""

import re
from enum import StrEnum

from passport.conversation.understanding.normal import normal


class Care(StrEnum):
    """Which human voice is needed."""

    SUICIDE = "suicide"
    VIOLENCE = "violence"
    CHILD = "child"
    HOMELESS = "homeless"
    EMERGENCY = "emergency"


_SIGNS: tuple[tuple[Care, str], ...] = (
    (
        Care.SUICIDE,
        r"\bsuicid\w*|\bme (?:tuer|foutre en l'air|pendre|flinguer)\b|\ben finir\b(?! avec (?:le|la|les|ce|cette|mon contrat))"
        r"|\b(?:envie|veux|voudrais|vais|prefere\w*) (?:de )?(?:mourir|crever|disparaitre)\b|\bplus envie de vivre\b"
        r"|\bplus (?:la force|le courage) de vivre\b|\bpas envie de vivre\b|\bma vie (?:ne )?(?:vaut|sert) (?:plus )?(?:a )?rien\b"
        r"|\bme faire du mal\b|\bmieux si j'etais morte?\b|\bmettre fin a (?:mes jours|ma vie)\b|\bkill myself\b"
        r"|انتحار|самогуб",
    ),
    (
        Care.EMERGENCY,
        r"\b(?:il|elle|quelqu'un) (?:ne )?respire (?:plus|pas)\b|\bcrise cardiaque\b(?=.*\bmaintenant\b)"
        r"|\bje saigne beaucoup\b|\bj'ai avale (?:des|trop de) (?:medicaments|cachets)\b|\boverdose\b",
    ),
    (
        Care.CHILD,
        r"\b(?:mon enfant|ma fille|mon fils|mes enfants|un enfant)\b[^.;]{0,30}\b(?:est frappe\w*|est battue?|est viole\w*|en danger|maltrait\w*|abus\w*)"
        r"|\benfants? (?:battus?|maltraites?) (?:chez|par)\b",
    ),
    (
        Care.VIOLENCE,
        r"\b(?:il|mon (?:mari|ex|copain|conjoint|mec|pere|frere|patron|chef)|ma (?:femme|mere|copine))\b[^.;]{0,25}"
        r"\b(?:me (?:frappe\w*|bats?|tape\w*|cogne\w*|menace\w*|viole\w*|force a|etrangle\w*)|m'a (?:frappee?|battue?|tapee?|violee?|menacee?|cognee?|etranglee?|agressee?))\b"
        r"|\bje (?:me fais|suis) (?:frapper|battre|battue|tabasser|violer|maltraitee?)\b|\bj'ai (?:ete|été) violee?\b"
        r"|\bviolences? conjugales?\b|\bj'ai peur (?:de (?:lui|mon mari|mon ex|rentrer chez moi))\b|\bon m'a violee?\b",
    ),
    (
        Care.HOMELESS,
        r"\bje dors (?:dehors|dans (?:la rue|ma voiture))\b|\bje suis (?:a|dans) la rue\b|\b(?:pas|plus|nulle part) (?:ou |d'endroit (?:pour|ou) )dormir\b"
        r"|\b(?:ce soir|cette nuit)\b[^.;]{0,30}\b(?:dehors|a la rue|ou dormir|nulle part)\b|\bou dormir (?:ce soir|cette nuit)\b"
        r"|\bexpulsee? (?:ce matin|aujourd'hui|demain)\b|\bplus de logement ce soir\b|\bdehors (?:ce soir|cette nuit)\b"
        r"|\bplus mange depuis\b|\brien a manger (?:ce soir|aujourd'hui|depuis)\b",
    ),
)
_COMPILED = tuple((care, re.compile(pattern)) for care, pattern in _SIGNS)

_WORKING = re.compile(
    r"\b(?:benevole|maraudes?|j'accompagnais|j'aidais|je travaillais|association|prevention|formation)\b"
)


def find(text: str) -> Care | None:
    """The help that ``text`` calls for. Talking of one's work with others in distress is not it."""
    plain = normal(text).plain
    for care, pattern in _COMPILED:
        match = pattern.search(plain)
        if match is None:
            continue
        first_person = re.search(r"\b(?:me|m'a|mes jours|ma vie|je|j'ai|mon|ma)\b", match.group())
        if _WORKING.search(plain) and first_person is None:
            continue
        return care
    return None
