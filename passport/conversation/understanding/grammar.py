"""The grammar of tasks, on words without accents: who does, what leads to a verb, where it ends."""

import re
from collections.abc import Iterator

from passport.conversation.understanding.task_nouns import THINGS

DETERMINER = r"(?:le|la|les|l'|un|une|des|du|de la|de l'|d'|mes|ma|mon|ses|sa|son|leurs?|au|aux|ces|cette|\d+|plusieurs|tous|toutes)"
SUBJECT = re.compile(
    r"\b(?P<who>j'(?! ?ai (?:ete|eu)\b)|je |on |nous (?!faisai|demand)|c'(?:est|etait) (?:moi|nous) qui )(?P<ne>ne |n')?(?P<self>me |m'|se |s')?(?:(?:l'|la |le |les |lui |leur )(?=(?:ai|avais|a|avons) ))?(?P<aux>ai |avais |vais |allais |etais |suis |a |avons )?"
    r"(?P<adv>(?:aussi|meme|souvent|parfois|toujours|deja|beaucoup|tout|juste|bien|surtout|encore) )?"
    r"(?P<pronoun>(?:m'|me |l'|le |la |les |lui |leur |y |en |nous )*)"
    r"(?P<verb>[^\W\d_]+)"
)
MODAL = re.compile(
    r"\b(?:je |j'|on )(?:\w+ )?(?:devais|dois|devait|doit|pouvais|peux|savais|sais|ai du|allais|passais mon temps a|servais a)\b(?! pas)"
    r"|\b(?:il )?(?:fallait|faut|falait|a fallu)\b(?: que je)?|\bon (?:me|nous|m'a|nous a) (?:demand|dis|appris|fais|fai)\w*(?: a| de| d')?|\bon (?:me|nous) (?:faisait|fait|mettait a|montr\w+ a|donnait a)"
    r"|\b(?:chargee?s?|responsable|occupee?s?) (?:de|d'|a)(?= ?[^\W\d_]+(?:er|ir|re)\b)|\b(?:j'ai|j'|on a|je) ?(?:\w+ )?appri(?:s|t|ends) (?:\w+ )?(?:a|de)\b|\bil y (?:a|avait) (?:\w+ )?a\b"
    r"|\b(?:mon|ma|le|la|notre) (?:travail|role|mission|tache|boulot|metier|but)s? (?:c'(?:est|etait)|etait|est|consistait a) ?(?:de|d'|a)?|\bca consist\w+ a|\bc'(?:est|etait) (?:de|d'|surtout de|surtout|pour)(?= ?[^\W\d_]+(?:er|ir|re)\b)"
    r"|\b(?:pris|prenais|prends) (?:\w+ )?(?:le temps|l'initiative) (?:de|d')|\b(?:j'ai|je) (?:\w+ )?(?:commence|aide|aidais|participe|participais|continue) a\b(?= [^\W\d_]+(?:er|ir|re)\b)|\bj'etais (?:la )?(?:pour|a)\b(?= [^\W\d_]+(?:er|ir|re)\b)"
)
INFINITIVE = re.compile(
    r"[\s,]*(?:(?:et|ou|puis|aussi|ensuite|apres|voire|meme|bien|a|de|d'|pour|les?|la|l'|lui|leur|y|en|des fois|parfois|surtout)[\s,]+|d')*(?:l'|les |la |le |lui |leur )?(?P<verb>[^\W\d_]{3,}(?:er|ir|re))\b"
)
NEXT_VERB = re.compile(
    r"(?:,| et| ou| puis) ?(?:aussi |puis |et )?(?:de |d'|a )?(?:les |la |le |lui |leur |l')?(?P<verb>[^\W\d_]{3,}(?:er|ir|re))\b"
)
PURPOSE = re.compile(
    r"\b(?P<lead>pour|a|et|puis|ensuite|de|d')(?: (?:les|la|le|lui|leur))? ?(?P<verb>[^\W\d_]{3,}(?:er|ir|re))\b|(?P<comma>[,:;(]|^)\W*(?P<verb2>[^\W\d_]{3,}(?:er|ir|re))\b"
)
COORDINATED = re.compile(
    r"(?:,|\bet\b|\bpuis\b|\bou\b|\bensuite\b|\baussi\b)[ ]*(?:(?:aussi|puis|parfois|des fois|meme|apres|ensuite|surtout) )?(?:l'|les |la |le |lui |leur )?(?P<verb>[^\W\d_]{4,}(?:ais|ait|ai[st]?))\b"
)
ME_WHO = "moi qui"
AND_WHO = re.compile(
    r"\b(?:et|,) ?qui (?:(?:l'|les |la |le |lui |leur )*)(?P<verb>[^\W\d_]{4,}(?:ais|ait|ai[st]?|ions))\b"
)
PARTICIPLES = re.compile(r"(?:,|\bet\b|\bpuis\b) ?(?:aussi |puis )?(?P<verb>[^\W\d_]{4,})\b")
STOP = re.compile(
    r"[.;:!?\n()]|(?<! de) \d+ (?:ans?|mois|semaines?|jours?|heures)\b|\bce (?:qu|que)|\bau club|\bde mes \d|\b(?:quand|lorsqu\w*|parce que|pendant|depuis|pour (?!les|le|la|mes|des|un)|mais|car|comme|si|donc|alors|qui|que|qu'|ou (?=on|je|il)"
    r"|dans (?:un|une|l[ea]|l'|mon|ma|des|\d)|sur (?:un|une|des|les|le) (?:chantier|marche|parking)s?|chez|jusqu'|durant|au bout|tous les (?:jours|matins|soirs|mardis|lundis|jeudis|samedis|week|deux|mois|ans)"
    r"|toutes les|chaque (?:jour|matin|soir|semaine|fois)|le (?:week|matin|soir|samedi|dimanche|lundi|mardi|mercredi|jeudi|vendredi|midi)|la nuit|par (?:jour|semaine|mois|heure)|vers|apres|avant"
    r"|c'(?:est|etait)|ca|il|elle|ils|elles|je|j'|on|puis|et (?:je|j'|on|des fois|parfois|aussi je|puis|apres)|entre (?=\d{4})|en (?=\d|interim|cdd|cdi|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"
    r"|des fois|parfois|avec (?:mon|ma|mes|les|un|une|des|notre)|moi et|sans|ou|a cote de|pres de|a domicile|benevolement|voila|quoi|euh|enfin)\b|\ba (?=[^\W\d_]+\b)"
)
KEEP_A = re.compile(
    r"\ba (?:manger|l'ecole|la machine|la main|l'hopital|la caisse|table|souder|coudre|laver|l'aise|boire)\b|\baux? (?:devoirs?|telephone|clients?)\b"
)
SPLIT = re.compile(
    rf"\s*,\s*(?:et )?(?={DETERMINER}\b|l'|d')|\s+et (?:aussi |de )?(?={DETERMINER}\b|l'|d')|\s+(?:ou|puis) (?={DETERMINER}\b|l'|d')"
)
NEGATED = re.compile(r"^(?: \w+)? ?(?:pas|plus|jamais|rien|aucun)\b")
EDGE = re.compile(
    r"^[\s,]+|[\s,]+$|\s+(?:et|ou|puis|de|a|la|le|les|des|du|aussi|tout|bien|la-bas|encore|deja|surtout|euh|voila|,)+$"
)
THING = re.compile(
    rf"(?:^|\b(?:le|la|les|l'|du|de la|des|de l'|et|a la|au|en|aux) ?|, ?|: ?|d')(?P<thing>{'|'.join(sorted(THINGS, key=len, reverse=True))})\b"
)
DURATION = r"(?:\d+|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|plusieurs|quelques) (?:ans?|annees?|mois|semaines?|jours?|heures?|saisons?)"
NOT_OBJECT = re.compile(
    r"^(?:en |comme |(?:un|une|des|du|mon|le|la|les|plusieurs|mes|cette) (?:petits? |autre |seul )?(?:cdd|cdi|stages?|interim|contrats?|travail|travaux|poste|mission|missions|formation|metiers?|boulots?|jobs?|service civique|essai|apprentissage|annee|an|mois|saisons?|immersion|benevolat|volontariat|remplacements?|alternance|bac|cap|bep|diplome|etudes|erreur|betise|semaine|extras?|experience|debrouille|connaissance|pause|rencontre))\b"
    rf"|^{DURATION}\b(?! (?:de|d'))|^preparat|^(?:le |la |l')?(?:chauffeur|femme|agent|vendeu|serveu|macon|ouvrier|plongeur|aide[- ])|^interim\b|^(?:partie|face|confiance|attention|semblant|peur|du mal|la tete|la fete|les cons)\b"
)
LASTED = re.compile(rf"^{DURATION} (?:de |d')(?P<noun>[^\W\d_]+)")
LEARNT = re.compile(
    r"^(?:le |un |ce |mon )?(?:metier|francais|travail)\b|^(?:beaucoup|plein|des choses)"
)
IDLE = re.compile(
    r"^(?:(?:\d+|un|une|deux|trois|quatre|cinq|six) )?(?:ans?|mois|saisons?|semaines?|jours?|fois)\b"
    r"|^(?:tout|toute) seule?s?$|^(?:bien|mal|beaucoup|souvent|tout|toujours|la|ca|cela|peu|aussi|moi|vite)$"
)
FEELINGS = re.compile(
    r"^(?:mon calme|le calme|le sourire|mon sourire|patience|mon sang[- ]froid|espoir|le moral|confiance|l'initiative|sur moi|le travail|le boulot|un emploi|du travail|le bus|le metro|le train|mon temps|ma retraite|mon permis|mes papiers|l'habitude|conscience|la parole|ma place|soin de moi|l'ecole|mes etudes)\b"
)
MADE = re.compile(rf"(?:{DETERMINER}|a manger|tout\b|plein|beaucoup)\b|(?:[^\W\d_]+)$")


def listed(plain: str) -> Iterator[tuple[int, int]]:
    """The pieces of an enumeration, edges trimmed."""
    for match in re.finditer(r"(?:(?!,|;|\.|\n|:|\+|/| et (?!demi)| puis | ou ).)+", plain[:2_000]):
        text = match.group()
        lead = len(text) - len(re.sub(r"^\s*(?:et |puis |ou )?\s*", "", text))
        start, end = match.start() + lead, match.start() + len(text.rstrip(" !?."))
        if end - start > 1:
            yield start, end


def article(thing: str) -> str:
    """The article that goes before a thing."""
    if thing.endswith("s") and thing != "repas":
        return "les "
    if thing[0] in "aeiouh":
        return "l'"
    return "la " if thing.endswith(("e", "ion", "eur")) and thing not in MASCULINE else "le "


MASCULINE = frozenset(
    "menage service inventaire carrelage jardinage bricolage telephone repas".split()
)


def pieces(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The coordinated objects between ``start`` and ``end``, edges trimmed."""
    rest = plain[start:end]
    cuts = [0]
    for match in SPLIT.finditer(rest):
        cuts.extend((match.start(), match.end()))
    cuts.append(len(rest))
    for first, last in zip(cuts[::2], cuts[1::2], strict=True):
        begin, piece = first, rest[first:last]
        cut = re.search(r",|\bet\b", piece)
        if cut:
            piece = piece[: cut.start()]
        while (edge := EDGE.search(piece)) is not None:
            if edge.start() == 0 and edge.end() < len(piece):
                begin += edge.end()
                piece = piece[edge.end() :]
            else:
                piece = piece[: edge.start()]
        if len(piece) > 1:
            yield start + begin, start + begin + len(piece)
