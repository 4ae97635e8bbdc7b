"""What she does by speaking: yes, no, correct, pass, stop, ask for help."""

import re
from enum import StrEnum

from passport.conversation.understanding.normal import Normal


class Act(StrEnum):
    """What a sentence does, beside what it says."""

    YES = "yes"
    NO = "no"
    CORRECT = "correct"
    SKIP = "skip"
    UNKNOWN = "unknown"
    STOP = "stop"
    RESUME = "resume"
    HELP = "help"
    ENOUGH = "enough"
    NOTHING_YET = "no_experience"
    UNDO = "undo"


_END = r"[\s.!,…)]*$"

# In order. Each is tried on the plain words.
_ACTS: tuple[tuple[Act, str], ...] = (
    (
        Act.STOP,
        r"\b(?:on |je |j'|peut[- ]on |peux |veux |voudrais |vais |dois )?(?:arret\w+|stopp?e?r?|m'arrete)"
        r" (?:la|ici|pour (?:aujourd'hui|maintenant|ce soir))\b"
        r"|^\s*(?:stop|arrete[rz]?|je m'arrete|j'arrete|on arrete|pause|au revoir|a demain|a plus(?: tard)?|bye"
        rf"|a bientot|quitter){_END}"
        r"|\b(?:je )?(?:continue\w*|reprend\w*|finir\w*|reviens|reviendrai) (?:demain|plus tard|une autre fois|ce soir)\b"
        r"|\bon (?:peut )?(?:continuer|reprendre) (?:demain|plus tard|une autre fois)\b"
        r"|\b(?:je dois|faut que) (?:y aller|partir|j'y aille|vous laisser|te laisser)\b|\bplus tard s'il"
        rf"|^\s*(?:une autre fois|plus tard){_END}",
    ),
    (
        Act.HELP,
        r"\bc'est quoi\b|\bca veut dire quoi\b|\bqu'est[- ]ce que (?:ca|cela) veut dire\b|\bje comprends? (?:pas|rien)\b"
        r"|\bj'ai pas compris\b|\bje n'ai pas compris\b|\bpas compris\b|\bkesako\b|\bcomprends? pas\b"
        r"|\bqu'est[- ]ce que (?:tu|vous) (?:veux|voulez)\b|\bpar exemple\s*\?|\bvous pouvez (?:re)?expliquer\b"
        r"|\btu peux (?:re)?expliquer\b|\bcomment (?:on fait|ca marche|je fais)\b|\bje dois (?:mettre|repondre|dire) quoi\b"
        rf"|^\s*(?:aide|aidez[- ]moi|help|\?+|quoi\s*\??|comment\s*\??|hein\s*\??){_END}",
    ),
    (
        Act.SKIP,
        rf"^\s*(?:je )?(?:passe|pass|passer|suivant\w*|next|skip|rien|aucun\w*|non merci|on passe|question suivante){_END}"
        r"|\b(?:je )?(?:ne )?(?:prefere|veux|souhaite|voudrais|aime mieux)(?: ne)? pas (?:en |y |le )?"
        r"(?:parler|repondre|dire|le dire)\b|\bpas envie d(?:'en|e) (?:parler|repondre|dire)\b"
        r"|\b(?:ca|cela) (?:ne )?vous regarde pas\b|\bc'est (?:prive|personnel)\b|\bon (?:peut|va) passer\b"
        r"|\bautre question\b|\bpassons\b|\bje ne reponds? pas\b|\bje veux pas\b\W*$",
    ),
    (
        Act.NOTHING_YET,
        r"\b(?:jamais|pas encore) (?:\w+ )?travaill\w*|\bjamais eu (?:de|d') ?(?:travail|emploi)"
        r"|\bpas d'experience\w*|\baucune experience\b|\brien fait\b|\bj'ai rien fait\b",
    ),
    (
        Act.UNKNOWN,
        r"^\s*(?:euh+ )?(?:je )?(?:ne |n'en )?(?:sais|s'en|me (?:rappelle|souviens)|m'en (?:rappelle|souviens)) (?:plus|pas)"
        rf"(?: trop| vraiment| du tout)?{_END}"
        rf"|^\s*(?:aucune idee|sais pas|j'ai oublie|je ne sais plus|je sais pas trop|j'en sais rien|bof){_END}",
    ),
    (
        Act.UNDO,
        rf"^\s*(?:annule[rz]?|efface[rz]? (?:ca|cela)|oublie[rz]? (?:ca|cela)|retour){_END}",
    ),
    (
        Act.CORRECT,
        r"\b(?:me suis|j'me suis|m'etais) trompee?\b|\b(?:je me trompe|j'ai fait (?:une )?(?:erreur|faute)|erreur)\b"
        r"|\bnon,? (?:pas|c'est|c'etait|plutot|je voulais|en fait)\b(?! (?:pas )?(?:ca|cela|vrai|bon|exact)\b)"
        r"|\bc'(?:est|etait) pas [^,.;]{1,40}[,;]? (?:mais|c'(?:est|etait))\b|\bje voulais dire\b"
        r"|\bplutot [^.]{2,40} que\b|\bpas a [^,.;]{2,30}, ?(?:mais )?a\b|\ben fait c'(?:est|etait)\b"
        r"|\b(?:corrige[rz]?|rectifi\w+|au lieu de)\b|\bet non(?: pas)?\b|\bnon,? pas [^,.;]{1,40},"
        r"|\bc'(?:est|etait) \d+ \w+,? (?:et )?pas \d+",
    ),
    (
        Act.NO,
        rf"^\s*(?:non|no|nope|faux|pas du tout|pas vraiment|pas exactement){_END}"
        rf"|^\s*(?:non,? )?(?:c'est|ce n'est|c'etait|c) ?(?:pas|faux)(?: (?:ca|cela|bon|juste|vrai|exact|correct))?(?: du tout)?{_END}"
        rf"|^\s*non,? (?:c'est )?(?:pas (?:ca|cela)|faux|incorrect){_END}|\bce n'est pas ca\b|\bpas ca\b\W*$",
    ),
    (
        Act.ENOUGH,
        rf"^\s*(?:c'est tout|voila(?: c'est tout)?|c'est bon la|j'ai fini|rien d'autre|ca suffit|fini|termine){_END}",
    ),
    (
        Act.RESUME,
        rf"^\s*(?:on reprend|reprendre|je reprends|on continue|continuer?|je suis (?:la|de retour)|me revoila){_END}",
    ),
    (
        Act.YES,
        r"^\s*(?:(?:ah |euh |ben |bah |mais )?(?:oui|yes|ok|okay|d'accord|dac|exact|exactement|tout a fait|parfait|voila"
        r"|c'est (?:bien )?(?:ca|cela|bon|juste|exact|correct|vrai|parfait)|c'est tout a fait ca|nickel|bien sur"
        r"|absolument|impeccable|super|top|je confirme|je valide|na3am|так|да|نعم|اه|ايوه)[\s,.!]*)+$",
    ),
)  # fmt: skip
_COMPILED = tuple((act, re.compile(pattern)) for act, pattern in _ACTS)


def find(words: Normal) -> Act | None:
    """What the sentence does; nothing when it only tells."""
    plain = words.plain[:400]
    for act, pattern in _COMPILED:
        if pattern.search(plain):
            return act
    return None
