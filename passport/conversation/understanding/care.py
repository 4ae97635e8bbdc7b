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
        r"|\b(?:envie?|veux|veut|veu|voudrais?|vais|vai|ve|prefere\w*) (?:de )?(?:mour+ir|crever|disparaitre)\b"
        r"|\b(?:envie?|veux|veut|veu|voudrais?|vais|vai|ve) (?:de )?me (?:tue[rz]?|tues|pend\w*|flingue\w*)\b"
        r"|\b(?:plus|pas|pu) (?:envie?|la force|le courage) (?:de |d'etre )(?:vivre|en vie|la)\b"
        r"|\b(?:veux|veut|veu|peux|peu|envie?)(?: de)? (?:ne )?(?:plus|pas|pu) (?:vivre|etre en vie)\b(?! (?:a|avec|chez|dans|en|ensemble|ici)\b)"
        r"|\bmarre de (?:vivre|la vie|ma vie)\b"
        r"|\bma vie (?:ne )?(?:vaut|sert) (?:plus )?(?:a )?rien\b"
        r"|\bme faire du mal\b|\bmieux si j'etais morte?\b|\bmettre fin a (?:mes jours|ma vie)\b"
        r"|\b(?:kill|hurt) myself\b|\b(?:want|wanna|going) (?:to )?(?:die|end my life)\b|\bdon'?t want to live\b"
        r"|[انت]نتحر|انتحار|(?:اريد|بدي|نحب|باغي|بغيت|ودي|اتمني|اتمنى|نتمنى) (?:ان )?[ان]?موت"
        r"|(?:اقتل|نقتل) (?:نفسي|روحي|حالي)|(?:انهي|انهاء) حياتي|لا اريد (?:ان )?(?:اعيش|العيش|الحياة)"
        r"|самогуб|убити себе|хочу (?:померти|умереть)|убить себя",
    ),
    (
        Care.EMERGENCY,
        r"\b(?:il|elle|quelqu'un) (?:ne )?respire (?:plus|pas)\b|\bcrise cardiaque\b(?=.*\bmaintenant\b)"
        r"|\b(?:peux|peu|arrive) (?:plus|pas|pu) (?:a )?respirer?\b"
        r"|\bje (?:fais|fai) (?:une crise cardiaque|un infarctus|un avc)\b"
        r"|\bje saigne beaucoup\b|\bj'ai (?:avale|pris) (?:des|trop de|plein de|tous mes) (?:medicaments|medocs|cachets|comprimes)\b|\boverdose\b"
        r"|\b(?:can'?t|cannot) breathe\b|(?:لا استطيع|ما اقدر|ما نقدر|لا اقدر) (?:ان )?(?:التنفس|اتنفس|نتنفس)",
    ),
    (
        Care.CHILD,
        r"\b(?:mon enfant|ma fille|mon fils|mes enfants|un enfant)\b[^.;]{0,30}\b(?:est frappe\w*|est battue?|est viole\w*|en danger|maltrait\w*|abus\w*)"
        r"|\benfants? (?:battus?|maltraites?) (?:chez|par)\b"
        r"|(?:طفلي|ابني|ابنتي|بنتي|اطفالي|اولادي) في خطر|(?:يضرب|ضرب) (?:طفلي|ابني|ابنتي|بنتي|اطفالي|اولادي)",
    ),
    (
        Care.VIOLENCE,
        r"\b(?:il|mon (?:mari|ex|copain|conjoint|mec|pere|frere|patron|chef)|ma (?:femme|mere|copine))\b[^.;]{0,25}"
        r"\b(?:me (?:frappe\w*|bats?|tape\w*|cogne\w*|menace\w*|viole\w*|force a|etrangle\w*)|m'a (?:frappee?|battue?|tapee?|violee?|menacee?|cognee?|etranglee?|agressee?))\b"
        r"|\bje (?:me fais|suis) (?:frapper|battre|battue|tabasser|violer|maltraitee?)\b|\bj'ai (?:ete|été) violee?\b"
        r"|\bviolences? conjugales?\b|\bj'ai peur (?:de (?:lui|mon mari|mon ex|rentrer chez moi))\b|\bon (?:m'a violee?|me (?:frappe|bat|viole|etrangle))\b"
        r"|\b(?:he|she|husband|wife|boyfriend|girlfriend|partner|father|boss)\b[^.;]{0,20}\b(?:hits?|beats?|raped?|threatens?|strangled?) me\b"
        r"|يضربني|ضربني|تضربني|يعنفني|يهددني|اغتصبني|اغتصبوني",
    ),
    (
        Care.HOMELESS,
        r"\bje dors (?:dehors|dans (?:la rue|ma voiture))\b|\bje suis (?:a|dans) la rue\b|\b(?:pas|plus|nulle part) (?:ou |d'endroit (?:pour|ou) )dormir\b"
        r"|\b(?:ce soir|cette nuit)\b[^.;]{0,30}\b(?:dehors|a la rue|ou dormir|nulle part)\b|\bou dormir (?:ce soir|cette nuit)\b"
        r"|\bexpulsee? (?:ce matin|aujourd'hui|demain)\b|\bplus de logement ce soir\b|\bdehors (?:ce soir|cette nuit)\b"
        r"|\bplus mange depuis\b|\brien a manger (?:ce soir|aujourd'hui|depuis)\b"
        r"|\b(?:nowhere|no place) to sleep\b|\bsleep(?:ing)? (?:outside|rough|in my car|(?:on|in) the street)\b"
        r"|(?:انام|بنام|نرقد|نبات) (?:في الشارع|بره|برا|في السيارة)|(?:ليس|ما) (?:لي|لدي|عندي) مكان (?:انام|للنوم|نرقد)",
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
