"""Which words tell of her own activity, and which do not: others, wishes, life beside work."""

import re
from collections.abc import Iterator, Sequence

from passport.conversation.engine.values import Slot
from passport.conversation.understanding.found import Found
from passport.conversation.understanding.kinds import RELATIVE
from passport.conversation.understanding.normal import Normal

Span = tuple[int, int]

_CUT = re.compile(
    r"[.;!?\n]+|,(?! et demi)|\b(?:mais|alors|du coup|donc|parce qu[e']|puis|ensuite|apres(?= (?:je|j'|on|ca|mon|ma))|avant(?= (?:je|j'|ca|ce))|sinon)\b"
    r"|\bet (?=(?:je|j'|on|nous|il|elle|ils|elles|ca|c'|avant|apres|puis|la|maintenant)\b)|\b(?:quand|car|comme quoi)(?= (?:je|j'|on|mon|ma|il|elle)\b)|(?<!que) (?=(?:je |j'))"
)

_WISH = (
    r"\b(?:je (?:ne )?(?:\w+ )?(?:(?:re)?cherch(?:e|ais)(?! (?:les|mes|l[ea']|ses|mon|ma) ?(?!emploi|travail|boulot|poste|stage|metier))|voudrais|veux|souhaite|souhaiterais|reve|espere|vise|compte(?= (?:bien |sur |me |m')?(?:\w+(?:er|ir|re)\b|me |m'|sur ))|aimerais|prefererais|postule)"
    r"|j'(?:aimerais|espere|ai envie|attend(?:s|ais)(?! les )|ai attendu|ai cherche|avais envie|aurais)|mon (?:projet|reve)|je vais (?:chercher|essayer|faire une formation|commencer|demander)|\w+ voulai\w+ me (?:prendre|embaucher|garder)|j'ai failli (?:etre|avoir|entrer))\b"
)
_LIFE = (
    r"\b(?:j'(?:habite|habitais|ai habite|ai vecu|ai demenage|ai grandi|ai (?:eu |obtenu |passe |pris )?(?:le |mon |ma |un |une |le niveau )?(?:permis|bac|cap|bep|brevet|diplome|licence|master|bts|deug|certificat|bafa|caces|titre|dut)"
    r"|ai (?:eu |un |mon )?(?:eu )?(?:un |mon |le )?(?:rendez[- ]?vous|entretien) |ai (?:fait|eu) (?:une |un |des )?(?:depression|burn[- ]?out|accident|operation|cancer|avc|formation|etudes|cure|enfants?|soucis|problemes)|ai ete (?:opere|hospitalise|malade|soigne|accidente|incarcere|en prison|en arret|au chomage|arrete par|suivi)|etais (?:au|a la|a l'|en) ?(?:lycee|college|fac|ecole|prison|foyer|hopital|cours|sixieme|troisieme|terminale|seconde|premiere|chomage)\b|ai (?:ete )?(?:scolarise|accouche|divorce)\w*|ai arrete l'ecole|ai quitte l'ecole|ai (?:un|une|deux|trois|quatre|cinq|\d) (?:enfants?|fils|filles?|bebes?|gosses?))"
    r"|je (?:vis|vivais|loge|logeais|dors|suis (?:ne|nee|arrive|arrivee|venu|venue|marie|mariee|divorce|divorcee|separe|separee|veuf|veuve|malade|handicape\w*|au chomage|au rsa|sans emploi|demandeu\w+ d'emploi|en arret|inscrite?|refugiee?|enceinte|maman|papa|pas bien|francaise?|algerienne?|marocaine?|en france|installee?|suivie?|locataire|proprietaire|hebergee?|rentree? (?:en france|au pays)|partie? (?:en retraite|en conge|du pays)))\b"
    r"|je (?:parle|lis|ecris|comprends) (?:\w+ )?(?:le |l')?(?:francais|anglais|arabe|espagnol|ukrainien|russe|portugais|italien|turc|wolof|kabyle|berbere|lingala|bambara|peul|soninke|dari|pachto|farsi|allemand|roumain|albanais)"
    r"|(?:chomage|sans travail|sans emploi|rsa|arret maladie)\b|nee?s? (?:en|le|a)\b|\b(?<!jusqu'a la )(?<!jusqu'a mon )(?<!jusqu'au )(?:naissance|grossesse|mariage|divorce|deces|conge maternite) d|\bon m'a (?:dit|envoyee?)\b|en france depuis|je viens de la part|je connais (?:quelqu'un|du monde|des gens)|je (?:joue|jouais) (?:au|aux|a la) (?!salle)"
    r"|je (?:fais|faisais) (?:du |de la |de l')(?:foot\w*|marche|sport|velo|muscu\w*|piano|guitare|danse|judo|boxe|natation|yoga|rando\w*|basket|tennis)\b|\bsupport(?:er|rice|ere|eur)s? d[eu]|\b(?:mes|les|en|ses) vacances\b|\bj'ai fait (?:un|des|le) (?:gateaux?|crepes|repas)\b[^.;]{0,20}(?:hier|dimanche|ce matin|ce soir|aujourd'hui)"
    r"|\b(?:suis|etais|etions) (?:\w+ )?en (?:formation|garantie|semi[- ]liberte|detention)\b|\bgaranties? jeunes?\b|\bremise a niveau\b|\bsemi[- ]liberte\b|\b(?:ans?|annees?|mois) de (?:fac|lycee|college|prison|detention|formation|licence)\b"
    r"|\b(?:divorcee?s?|separee?s?|veuve|veuf|mariee?s?|pacsee?s?) depuis\b|(?<!jusqu'a )\bma (?:maladie|depression|sclerose)\b|(?<!jusqu'a )\bmon (?:cancer|avc|accident|divorce|handicap)\b|\battend\w* (?:\w+ ){0,2}(?:logement|papiers?|reponse|carte|titre|hlm)\b"
    r"|^\W*(?:\w+ ){0,2}(?:cap|bep|bac(?: pro)?|bts|dut|licence|master) (?!en alternance)\w+[^.;]*\b(?:lycee|cfa|fac|college)\b|\b(?:bus|train|car)\b[^.;]*\bpour aller\b"
    r"|\b(?:je|on) (?:vais|va|allait|allais) a la (?:peche|piscine|mer|plage|montagne|mosquee|messe)\b)"
)
_IDLE = r"\b(?:(?:ne |n')?(?:travaille|travaillais|fais|faisais|boss\w+|suis alle|ai)(?: \w+)? (?:plus|pas|jamais|rien)(?: \w+)? ?(?:travaille|boss\w+|travail|de travail|d'emploi)?|pas (?:\w+ )?travaill\w+|plus (?:\w+ )?travaill\w+|jamais travaill\w+|sans travailler|arrete de travailler)\b"
_OTHERS = (
    rf"^\W*(?:et |mais |car |alors |oui |non |moi |comme )*(?:{RELATIVE}|(?:ma|mon|mes|le|la|les|un|une) (?:voisin\w*|ami\w*|copain\w*|copine\w*|pote\w*|beau[- ]\w+|belle[- ]\w+|ex|chef|patron\w*|conjoint\w*|compagnon|compagne|femme|homme)) (?:(?:de|a) \d+ (?:ans|mois) )?(?:qui |\w+ )?"
    r"(?:est|etait|a|avait|travaill\w+|fait|faisait|boss\w+|tient|tenait|vend\w*|ont|sont|etaient|avaient|habit\w+|vit|vivait|cherch\w+|garde|gardait|gagn\w+|aide|aidait|veut|va|allait|part)\b"
)
_SEARCHES: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern) for pattern in (_WISH, _LIFE, _OTHERS)
)
_ONLY_A_LENGTH = re.compile(
    r"\W*(?:pendant |environ |presque |en tout )*\w+ (?:ans?|mois|semaines?|jours?)(?: et demie?)?\W*"
)
_STILL_OTHERS = re.compile(r"^\W*(?:et |mais |lui |elle )*(?:ils?|elles?|qui)\b(?! y a)")
_IDLING = re.compile(_IDLE)
_CARED = re.compile(
    r"\beleve\w*\b|\bm'occup\w+|\boccup\w+ d|\bgard\w+\b|\baid(?:e|ais)\b|\bfoyer\b"
)
_WORKS = re.compile(
    r"\b(?:j'etais|je suis|comme|en tant que|j'ai (?:ete|fait|travaille)|je (?:travaill\w+|faisais|fais)|embauche\w*|employee?)\b"
)


_LEAD = re.compile(
    r"^\W*(?:et |mais |donc |alors )*(?:depuis|en|a|au|l'annee|il y a|y a|pendant|dans|apres|avant|ce|cette|l'an|le mois|la semaine|hier|aujourd'hui|maintenant)\b(?!.*\b(?:je|j'|on|nous)\b).{0,45}$"
)


def clauses(plain: str, cuts: re.Pattern[str] = _CUT) -> Iterator[Span]:
    """The pieces that each have their own subject and verb, roughly, or those between ``cuts``."""
    begin = 0
    for cut in cuts.finditer(plain):
        if cut.start() - begin > 1:
            yield begin, cut.start()
        begin = cut.start() if cut.group()[0].isalpha() else cut.end()
    if len(plain) - begin > 1:
        yield begin, len(plain)


_NEXT = re.compile(
    r"\b(?:et )?(?:(?P<sure>plus tard|par la suite|une fois (?:en|ici|arrivee?)|maintenant(?= (?:je|j')))|ensuite|puis"
    r"|apres(?=,| (?:j'|je |ca\b|cela\b|chez\b|comme\b|[a-z]+(?:eur|euse|iste|ier|iere|trice)\b)))\b"
    r"(?! (?:j'ai |je me suis |je suis |on a |on m'a |c'est )?(?:arret|fini|quitt|parti|rentre|ete (?:licenci|vir)))"
)
_SAME = re.compile(
    r"\bmemes? (?:endroit|boite|patronne?|entreprise|usine|maison|magasin|restaurant)\b|\b(?:en tout|au total|en tout et pour tout)\b"
)
_DID = re.compile(r"\b(?:j'ai|j'etais|on a|je \w+ais)\b")
_WHERE = frozenset({Slot.EMPLOYER, Slot.PLACE})
_SETTINGS = _WHERE | {Slot.TITLE, Slot.DURATION, Slot.START, Slot.END}


def second(words: Normal, found: Sequence[Found]) -> int | None:
    """The plain character from which a second activity is told: the card is of the first.

    ``found`` are the settings read so far: "vendeuse chez Promod à Albi, puis aidante de mon père".
    """
    plain = words.plain
    if _SAME.search(plain):
        return None
    for mark in _NEXT.finditer(plain):
        if mark.start() == 0:
            continue
        at, _ = words.place(*mark.span())
        before = {item.slot for item in found if item.end <= at}
        after = {item.slot for item in found if item.start >= at}
        if mark["sure"]:
            told = before & _SETTINGS or _DID.search(plain[: mark.start()])
        else:
            # "commis puis chef de partie à Bayonne": one place for both.
            told = before & _WHERE and after & _SETTINGS
        if told:
            return mark.start()
    return None


def outside(words: Normal) -> tuple[Span, ...]:
    """The plain characters that tell of somebody else, of a wish, or of life beside work."""
    plain = words.plain
    cared = bool(_CARED.search(plain))
    shadows: list[Span] = []
    lead: Span | None = None
    theirs = False
    for start, end in clauses(plain):
        clause = plain[start:end]
        follows = bool(shadows) and shadows[-1][1] >= start - 2
        if follows and (
            _ONLY_A_LENGTH.fullmatch(clause) or (theirs and _STILL_OTHERS.search(clause))
        ):
            shadows.append((start, end))
            continue
        before, lead = lead, (start, end) if _LEAD.match(clause) else None
        if _IDLING.search(clause) and not (cared and "depuis" not in clause):
            shadows.append((before[0] if before else start, end))
            continue
        for pattern in _SEARCHES:
            match = pattern.search(clause)
            if match is None:
                continue
            # "je suis arrivé en France et depuis 2018 je suis maçon": only up to her own work.
            own = _WORKS.search(clause, match.end())
            begin = before[0] if before else start
            theirs = pattern is _SEARCHES[-1]
            shadows.append((begin, start + own.start() if own else end))
            break
    return tuple(shadows)


_REPAIR = re.compile(
    r"\b(?:(?:enfin|euh|ah|mais|oh|attend\w*)[, ]+)*(?:non|pardon|plutot|je me (?:suis )?tromp\w+|je veux dire|je voulais dire|oups|erreur|ou plutot|je corrige|finalement c[a']|au final ca)\b|\b(?:en vrai|(?:et|mais) (?:finalement|au final))\b"
    r"|\b(?:j'ai dit|c'est pas|c'etait pas)\b[^.;]{1,30}\b(?:mais|c'est|c'etait)\b"
)
_HESITATION = re.compile(
    r"[\s,.…]*(?:(?:euh+|enfin|ou plutot|bah|ah|heu|disons|non|je dirais)[\s,.…]*)+(?:a |en |chez |au |plutot )?"
)
_REPLACED = re.compile(
    r"\b(?:remplac\w+|chang\w+|corrig\w+|enlev\w+|supprim\w+|(?:vous|tu|t'|j')[ ]?(?:avez|as|ai|avais)? ?(?:mal |bien )?(?:not\w+|ecrit\w*|mis|mets|marqu\w+|dit\w*|tape|compris|inscrit|entendu))\b[^.;]{0,40}$"
)
_BY = re.compile(
    r"\b(?:par|mais|c'? ?est|c'? ?etait|ct|en vrai|alors que|plutot|en fait|en realite)\b"
)
_NOT_THIS = re.compile(r"(?<!\bmeme )\b(?:pas|et non|non pas)(?: (?:a|au|en|de|chez|d'|dans))? ?$")
_THAN_THIS = re.compile(
    r"\b(?:au lieu d[e']|a la place d[e']|plutot [^.;,]{2,30} que)(?: (?:a|au|en|chez))? ?$"
)


def taken_back(plain: str, spans: list[Span]) -> list[bool]:
    """For values of one slot in reading order: whether she takes each back for another.

    "à Toulouse, enfin non à Muret", "2 ans pas 3", "plutôt 9 mois que 6".
    """
    gone = [
        bool(_NOT_THIS.search(plain[:start]) or _THAN_THIS.search(plain[:start]))
        for start, _ in spans
    ]
    for at in range(len(spans) - 1):
        between = plain[spans[at][1] : spans[at + 1][0]]
        if len(between) > 60 or gone[at + 1]:
            continue
        replaced = _REPLACED.search(plain[: spans[at][0]]) and _BY.search(between)
        if replaced or _REPAIR.search(between) or _HESITATION.fullmatch(between):
            gone[at] = True
    if spans and all(gone):
        return [False] * len(spans) if len(spans) > 1 else gone
    return gone
