"""What kind of activity a sentence tells: paid, family, volunteering, getting by, internship."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from passport.conversation.engine.values import Slot
from passport.conversation.understanding.found import Found
from passport.conversation.understanding.normal import Normal

RELATIVE = (
    r"(?:(?:m[aeo]n?s?|notre|nos) (?:\d |deux |trois |quatre |cinq |petite?s?[- ]|grande?s?[- ]|propres |vieux |vieille |jeunes? |autres? )*"
    r"(?:mere|pere|maman|papa|parents|grand[- ]?(?:mere|pere|parents|mer)|mamie|papi|papy|enfants?|fils|filles?"
    r"|soeurs?|s[œ]urs?|freres?|mari|femme|conjointe?|tantes?|tatie|oncles?|tonton|cousins?|cousines?|neveux?|nieces?"
    r"|bebes?|gosses?|gamin(?:e|s|es)?|petits|famille|belle[- ](?:mere|s(?:oe|œ)ur|fille|famille)|beau[- ](?:pere|frere|fils)|beaux[- ]parents|epou(?:x|se)|proches?)|la famille\b)"
)


@dataclass(frozen=True, slots=True)
class Hints:
    """What the other experts read: a trade of hers, an employer, deeds, a time or a place."""

    trade: Found | None = None
    employer: bool = False
    deeds: bool = False
    settled: bool = False
    """A place, a date or a duration was read."""
    open_question: bool = True
    """Nothing precise was asked: the sentence is a telling."""


_NO_PAY = r"\b(?:(?:touch|gagn)\w+(?: \w+)? rien|rien (?:touche|gagne)|zero euros?|sans toucher (?:un rond|rien|d'argent|un sou)|personne (?:n')?(?:est|etait) paye\w*|pas de sous|sans (?:etre|me faire) (?:paye|remunere)\w*|(?:pas|jamais|non|ni)(?: ete)? (?:paye|remunere)\w*(?! (?:beaucoup|cher|bien|assez|mal|le|les|mes|ce|tout|a|au|cette|pour|pareil|plus|tres)\b))"
_FIRM = r"(?:salon|bar|cafe|restaurant|restau|boutique|magasin|ferme|garage|epicerie|boulangerie|boucherie|entreprise|boite|commerce|atelier|hotel|camion|societe|cabinet|exploitation|pizzeria|kebab|snack|food[- ]?truck|stand|pressing|pharmacie|laverie|camping|gite|taxi|affaire)"
# In order: the first kind whose words are there wins.
_SIGNS: tuple[tuple[str, float, str], ...] = (
    (
        "internship",
        0.95,
        r"\bstages?\b(?! d'accueil)|\bstagiaire\b(?<!les stagiaire)|\bimmersion\b|\bpmsmp\b|\bservice civique\b|\bmini[- ]stage|\bstage\b",
    ),
    (
        "volunteering",
        0.95,
        r"\bbenevol\w*|\bvolontaire(?:ment)?\b|\bvolontariat\b|\bmaraudes?\b|\b(?:une|l'|cette|mon|dans l'|d'une|pour l'|des|les) ?associations?\b(?! d'insertion| d'aide a domicile| intermediaire)"
        r"|\bassociation (?:de|d'|du|des|pour) (?!insertion|aide a domicile)|\bsecours (?:populaire|catholique)\b|\bcroix[- ]rouge\b|\brestos? (?:du|de) c(?:oe|œ)ur\b"
        r"|\brestaurants? (?:du|de) c(?:oe|œ)urs?\b|\bemmaus\b(?=.*\b(?:aid|don)\w*)|\bbanque alimentaire\b|\barmee du salut\b(?=.*\b(?:soupe|repas|couvertures)\b)|\bparents? (?:d'eleves?|delegue\w*)\b|\bsoupe (?:populaire|aux)\b",
    ),
    (
        "informal",
        0.9,
        rf"{_NO_PAY}|\b(?:au|en|du) black\b|\bde (?:la )?main a (?:la )?main\b|\b(?:jamais|pas|aucun|sans)(?: \w+){0,2} (?:de |d'un )?contrats?\b|\bau noir\b|\b(?:pas|jamais|non)(?: ete)? declare\w*|\bsans (?:contrat|papiers?|fiche de paie)\b|\bsans etre declare\w*"
        r"|\b(?:la|de|en|par la|c'est|d[eu]) debrouill(?:e|ait)\b|^\W*debrouille\b|\b(?:mes|des|les|un|une|ma|mon|le|la|aux|du|de la|de|pour|aux) ?(?:\w+ )?voisin\w*\b|\bpetits (?:travaux|boulots|travails)\b|\b(?:pour|chez|a|aux|aid\w+|depann\w+|service\w* (?:a|aux)|coiff\w+|gard\w+|repar\w+) ?(?:d'|des |les |mes |un |une |aux )?(?:ami|copain|copine|pote|connaissance)\w*\b"
        r"|\bdans ma communaute\b|\bvinted\b|\bbon ?coin\b|\bvide[- ]greniers?\b|\bbrocantes?\b|\bservices? rendus?\b|\bcoups? de main payes?"
        r"|\ba la sauvette\b|\bdans la rue\b(?! principale)|\bdu quartier me pay\w+|\bme pay\w+ un peu\b|\b(?:vendeur|vendeuse) ambulante?\b|\bgratos\b|\bau bord de la route\b"
        r"|\b(?:pa[iy]\w+|regl\w+|touch\w+) (?:toujours |tout |un peu )?(?:en (?:liquide|especes|cash|nature)|sous la table|au lance[- ]pierre)\b|\bde main en main\b|\bcontre (?:un (?:peu d'argent|billet|repas|coup a boire)|quelques (?:euros|sous|pieces|billets)|des (?:legumes|oeufs))\b|\bpetits (?:jobs|depannages|services)\b|\bnon declaree?s?\b|\b\d+ (?:balles|euros?|€) (?:piece|la journee|la piece)\b|\bfil\w+ (?:des|une|la) pieces?\b|\bpay\w+ (?:le soir |tout )?en (?:billets|pieces)\b|\brefourgu\w+|\bun contrat j'en ai\b|\bsans (?:fiche|bulletin) de (?:paie|salaire)\b|\bvoisinage\b",
    ),
    (
        "paid",
        0.95,
        r"\bcdd\w?\b|\bcdi\w?\b|\binterim\w*|\bsalari\w*|\b(?:un|mon|en|le|de|des|contrat) contrats?\b|\bcontrat (?:de|d'|en|aide|pro\w*|saisonnier|a)\b|\bembauch\w*|\blicenci\w*|\bengagee? comme\b"
        r"|\bapprenti\w*\b(?! (?:sage))|\balternance\b|\b(?:etais|ete|bien|suis|mal) payee?s?\b|\bpaye (?:au|a l'|par|pour)\b|\bsalaire\b|\bauto[- ]?entrepren\w*|\bsaisonni\w*|\bmi[- ]temps\b|\btemps (?:partiel|plein|complet)\b|\bfiche de paie\b|\bcheques? emploi\w*|\bcesu\b|\bprime d'activite|\bsmic\b"
        r"|\bchantier d'insertion\b|\bassociation intermediaire\b|\besat\b|\bfonctionnaire\b|\bvacataire\b|\bmilitaire\b|\bau pair\b|\ba mon compte\b|\bgerante?\b|\bj'avais (?:ma|mon|un|une) (?:propre |petite? )?(?:boutique|entreprise|magasin|salon|restaurant|commerce|atelier|societe|garage)\b",
    ),
)  # fmt: skip
_WEAK: tuple[tuple[str, float, str], ...] = (
    (
        "volunteering",
        0.7,
        r"\bclub (?:de|d')|\bj'entraine\b|\bentrain(?:e|ais) les\b|\bparoisse\b|\beglise\b(?=.*\b(?:aid|chant|prepar)\w*)|\bmosquee\b|\bcomite des fetes\b|\bkermesse\b|\bsans[- ]abris?\b|\bconseil (?:citoyen|de quartier)\b|\bscouts?\b|\bamicale\b|\bgratuitement\b(?!.*\b(?:voisin|ami|copain|copine|pote)\w*)|\btresori\w+ (?:de|d'|du)\b|\bcollectif\b|\bbuvette\b|\b(?:au|du) (?:foot|rugby|hand|basket) d[eu]\b|\bcomite\b(?! d'entreprise)|\b(?:petits|enfants) malades\b|\baveugles?\b|\bcollecte (?:alimentaire|de vetements|de jouets)\b|\bspa\b|\brefuge\b|\bjardins? partages?\b|\bepicerie solidaire\b|\bressourcerie\b|\bcentre social\b(?=.*\baid)",
    ),
    (
        "informal",
        0.8,
        rf"\b(?:refait|repare|retape|repeint|construit|demenage|bricol\w+)[^.;]{{0,40}}(?:{RELATIVE})|\bdans (?:mon|le) quartier\b|\bchez les gens\b|\bquartier\b|\bon me (?:donn|pay|fil|laiss)\w* (?:un peu|un billet|quelques|la piece|des sous|de l'argent|un ou deux)|\b(?:argent de poche|quelques euros|un billet)\b|\b(?:ma cite|mon immeuble)\b|\bpour (?:les|des) (?:gens|familles)\b|\bsur commande\b(?! numerique)|\bma camionnette\b|\bferraille\b|\b(?:revend|recycl)\w*\b"
        r"|\b\d+ euros (?:la|le|l'|de l'|par)\b|\bpour des (?:mariages|fetes|anniversaires|baptemes)\b|\b(?:mes|des|les) copines\b|\bje (?:prends|prenais|demande|demandais) \d+ (?:euros?|balles)\b|\b(?:coiff|tress)\w+[^.;]{0,30}(?:copines|maison|domicile)|\bchez (?:des )?particuliers?\b(?=.*\bmenage)",
    ),
    (
        "family",
        0.85,
        rf"\boccup\w+ (?:que )?d(?:e|es|u|')? ?(?:mamie|papi|papy|maman|papa|la maison|les? gosses?|gosses)\b|\b(?:elev\w+|occup\w+ (?:que )?(?:de|d'|du|des)|gard\w+|soign\w+|aid\w+|accompagn\w+|lav\w+|(?<!pour )nourri\w+|emmen\w+|faisais (?:tout |a manger )?(?:a|pour)|fais (?:tout |a manger )?(?:a|pour)"
        rf"|cuisin\w+|(?:les )?moutons de|chevres de|troupeau de|conduis\w* |veill\w+ sur|tenai\w* (?:la maison|compagnie)|coup de main|coups de main)[^.;]{{0,45}}(?:{RELATIVE})"
        rf"|\b(?:a|dans|chez|de|pour) (?:l[ea']? ?|un |une )?(?:\w+ )?(?:d[e'u]s? ?|a |)(?:{RELATIVE})\b(?=.*\b(?:je|j'|on)\b)|\bmere au foyer\b|\bpere au foyer\b|\bfemme au foyer\b|\baidante?s?\b|\bproche aidant\b|\bchez nous\b|\btenu la maison\b|\b(?:papa|maman) au foyer\b|\b(?:pere|papa|mere|maman|parent) (?:solo|isolee?)\b|\bmon (?:job|travail|metier) (?:a moi )?c'est la maison\b|\bconge parental\b|\boccup\w+ de la maison\b|\brest\w+ (?:a la maison|au foyer) (?:avec|pour) (?:elever|garder|{RELATIVE})"
        rf"|(?:{RELATIVE})[^.;]{{0,60}}\b(?:je (?:m'occup\w+ d|(?:l'|la |le |les |lui |leur )(?:aid|gard|faisai|fai|lav|soign|port|emmen|accompagn|nourri|prepar)\w*))"
        rf"|\bavec (?:{RELATIVE})",
    ),
)  # fmt: skip
_STRONG = tuple((kind, trust, re.compile(pattern)) for kind, trust, pattern in _SIGNS)
_HINTED = tuple((kind, trust, re.compile(pattern)) for kind, trust, pattern in _WEAK)

_SAID_KIND = re.compile(
    r"\b(?P<internship>(?:en|un|mon|de) stage|stage de|stagiaire en)\b|\b(?P<volunteering>benevol\w*)|\b(?P<informal>(?:au|en|du) (?:black|noir)|pas declaree?|sans contrat|de la main a la main)\b"
    r"|\b(?P<paid>cdd|cdi|interim\w*|apprenti\w*|alternance|salariee?|a mon compte|saisonni\w*)\b"
)
_TRAINED = re.compile(
    r"\b(?:form\w+|encadr\w+|accueill\w+|avec|montr\w+|apres|avant|suite a|aid\w+)(?: \w+){0,3} $"
)
_HIRED = re.compile(
    r"\bembauch\w*|\bsalari\w*|\bcdd\b|\bcdi\b|\binterim\w*|\bcontrat (?:de|d'|en|aide|a)|\bapprenti\w*|\balternance\b|\bpayee?s?\b|\blicenci\w*|\bchantier d'insertion"
)
_SURE = re.compile(r"\bbenevol\w*|\bstage (?:de|d'|en|chez|a)\b|\bstagiaire\b|\bservice civique")
_LEFT_FOR = re.compile(
    r"(?:\b(?:arret\w+|quitt\w+|stopp\w+|demission\w+|parti\w*)\b[^.;]{0,30}|\bpour (?:m'|me )?)$"
)
_BEEN = re.compile(
    r"\b(?:j'ai ete|j'etais|je suis|comme|en tant que|travail de|boulot de|metier de|poste de) (?:un |une |le |la )?(?!(?:a|au|aux|en|dans|chez|la|tres|trop|bien|pas|plus|content\w*|fatigue\w*|malade|seule?|perdue?|toujours|encore|jeune|petite?|la-bas|avec|pour|sur|ne|nee|arrivee?|venue?|partie?|restee?|allee?|prete?|desolee?|d'accord|sur)\b)[^\W\d_]{4,}"
)

_WORKED = re.compile(
    r"\b(?:travaill\w+|poste|missions?(?! locale)|chantiers?|usine|entreprise|societe|boite|equipe de nuit|atelier|hotel|restaurants?|cantine|hopital|clinique|creche|ehpad|maison de retraite|entrepot|logistique"
    r"|magasin|supermarche|garage|camping|boulangerie|boucherie|salon|pressing|abattoir|filature|batiment|btp|restauration|securite de nuit|vendanges?|saisons?|recolte\w*|la vigne|la plonge|en salle|plonge|commis"
    r"|metier|experience professionnelle|employe\w*|ouvrier\w*|agent\w*|mon (?:chef|patron)|ma (?:cheffe?|patronne)|mes collegues|bus scolaire|poids lourds?|drive|commerce|\w*taxi\w*|(?<!je )(?<!ca )(?<!il )(?<!elle )(?<!on )marches?|chez (?:des |les |d')?particuliers?)\b"
)
_SITE = re.compile(
    r"(?:usine|entreprise|societe|boite|atelier|hotel|restaurants?|cantine|hopital|clinique|creche|ehpad|maison de retraite|entrepot|magasin|supermarche|garage|camping|boulangerie|boucherie|salon|pressing|abattoir|drive|commerce|bus scolaire)"
)
_AT_A_SITE = re.compile(
    r"(?:^|\b(?:dans|a|au|aux|en|de|du|d'|des|chez|pour|comme|une?|cette|mon|ma|d'une?|l'))(?: ?(?:la|le|les|l'|une?|petite?|grande?|grosse?|autre|ancien\w*|meme))* ?$"
)
"""A place of work counts where she is in it: "la crèche c'est lundi" tells no work."""
_NO_WORK = re.compile(
    r"\b(?:pas|jamais|plus|sans|pour) (?:\w+ )?travaill\w*|\bcherche (?:du|un) travail|\barrete de travaill\w*|\b(?:elle|il) travaill\w+|\bsans travail"
)
_YEARS_IN = re.compile(
    r"\b(?:ans|mois|annees) (?:dans|de|d'|en) (?:la |le |les |l'|une? )?(?!prison|chomage|formation|etude|ecole|rsa|maladie|galere|retard|vie|mariage|france|foyer|retraite|plus|moins|suite|long|rue|meme|pays|ma\b|mon\b|mes\b|ce\b|cette\b|facon|arret|conge|silence|attente|solitude|camp)[a-z]{4,}"
)
_WAS = re.compile(
    r"\b(?:j'ai (?:deja )?(?:ete|fait)|j'etais|je suis|comme|en tant que|poste d[e'])"
)


def find(words: Normal, *, hints: Hints, outside: tuple[tuple[int, int], ...] = ()) -> Found | None:
    """The kind of activity. ``outside`` are the plain characters that tell of something else."""
    plain = words.plain

    def hers(match: re.Match[str]) -> bool:
        return not any(low <= match.start() and match.end() <= high for low, high in outside)

    if not hints.open_question:
        said = _SAID_KIND.search(plain)
        kind = next((name for name, held in said.groupdict().items() if held), "") if said else ""
        return _found(words, kind, *said.span(), 0.9) if said and hers(said) else None
    strong = {
        kind: match
        for kind, _, pattern in reversed(_STRONG)
        for match in pattern.finditer(plain)
        if hers(match) and not (kind == "internship" and _TRAINED.search(plain[: match.start()]))
    }
    hired = "paid" in strong and bool(_HIRED.search(plain))
    for kind, trust, _ in _STRONG:
        if kind in strong and not (
            (hired and kind in ("internship", "volunteering") and not _SURE.search(plain))
            or (hired and kind == "informal" and _SMALL.fullmatch(strong[kind].group()))
        ):
            if kind == "informal" and _UNPAID.fullmatch(strong[kind].group()):
                other = _unpaid(plain, hers)
                if other is not None:
                    return _found(words, other[0], *other[1].span(), 0.8)
            return _found(words, kind, strong[kind].start(), strong[kind].end(), trust)
    for kind, trust, pattern in _HINTED:
        hint = _OWNED.search(plain) if kind == "family" else None
        hint = hint or next(filter(hers, pattern.finditer(plain)), None)
        if hint is None or (kind == "family" and _LEFT_FOR.search(plain[: hint.start()])):
            continue
        if kind == "family" and _with_a_trade(plain, hint, hints):
            continue
        return _found(words, kind, hint.start(), hint.end(), trust)
    return _paid(words, hints, outside)


def _paid(words: Normal, hints: Hints, outside: tuple[tuple[int, int], ...]) -> Found | None:
    """Paid work when nothing says otherwise and work is told."""
    plain, trade = words.plain, hints.trade
    near = _NEAR.search(plain)
    unpaid = hints.deeds and trade is None and not hints.employer and not _WORKED.search(plain)
    if near and unpaid and not any(low <= near.start() < high for low, high in outside):
        return _found(words, "family", near.start(), near.end(), 0.6)
    for match in _WORKED.finditer(plain):
        denied = any(m.end() >= match.end() > m.start() for m in _NO_WORK.finditer(plain))
        if _SITE.fullmatch(match.group()) and not _AT_A_SITE.search(plain[: match.start()]):
            continue
        if denied or any(low <= match.start() < high for low, high in outside):
            continue
        return _found(words, "paid", match.start(), match.end(), 0.75)
    if trade is not None:
        if was := _WAS.search(plain):
            return _found(words, "paid", was.start(), was.end(), 0.7)
        return Found(Slot.KIND, "paid", trade.start, trade.end, 0.55)
    if (been := _BEEN.search(plain)) and (hints.settled or hints.employer):
        return _found(words, "paid", been.start(), been.end(), 0.6)
    if (spent := _YEARS_IN.search(plain)) and hints.settled:
        return _found(words, "paid", *spent.span(), 0.55)
    if hints.employer or hints.deeds:
        return _found(words, "paid", 0, len(plain.rstrip()), 0.5)
    return None


_NEAR = re.compile(RELATIVE)
_SMALL = re.compile(r"petits (?:travaux|boulots|travails|jobs)")
"""Said of undeclared work, and of short contracts too."""
_UNPAID = re.compile(_NO_PAY)
_OWNED = re.compile(
    rf"(?:{RELATIVE}|\bmon ex(?:[- ]mari)?|\bma copine|\bmon copain) (?:a|avait|tient|tenait|possed\w+|gere|gerait) (?:un|une|le|la|son|sa|leur|l') ?(?:petite? )?{_FIRM}\b(?=.*\b(?:je|j'|on)\b)"
    rf"|\b{_FIRM} (?:de \w+ )?(?:de |d'|du )(?:{RELATIVE}|mon ex\b|ma copine|mon copain|mes beaux)"
)
"""The firm of a relative."""


def _unpaid(plain: str, hers: Callable[[re.Match[str]], bool]) -> tuple[str, re.Match[str]] | None:
    """For whom unpaid work was done, where it was not for neighbours: relatives, or a group."""
    if owned := _OWNED.search(plain):
        return "family", owned
    for kind, _, pattern in _HINTED:
        if kind in ("family", "volunteering") and (match := pattern.search(plain)) and hers(match):
            return kind, match
    return None


def _with_a_trade(plain: str, match: re.Match[str], hints: Hints) -> bool:
    """Whether a relative only worked beside her: "maçon avec mon oncle" is a trade."""
    beside = re.match(r"(?:avec|chez|pour)\b", match.group())
    return bool(beside) and (
        hints.trade is not None or bool(re.search(r"\btravaill\w+ avec|\bapprenti", plain))
    )


def _found(words: Normal, kind: str, start: int, end: int, trust: float) -> Found:
    begin, finish = words.place(start, end)
    return Found(Slot.KIND, kind, begin, finish, trust)
