"""The verbs of work: from a form, even badly written, to its infinitive and its tense."""

import re
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache

import simplemma

from passport.conversation.understanding.normal import fold


class Tense(StrEnum):
    """What a form says of the time."""

    PRESENT = "present"
    PAST = "past"
    PARTICIPLE = "participle"
    INFINITIVE = "infinitive"


_REGULAR_ER = """
accompagner administrer afficher affûter aider alimenter amener animer appeler apporter
approvisionner archiver arroser assembler assister assurer astiquer attacher balayer barder
bercer brancher bricoler broder brosser bâcher bétonner bêcher cadrer caler carreler changer
charger chercher cirer classer coacher coffrer coiffer collecter coller commander communiquer
composter compter conditionner conseiller contrôler coordonner copier coucher couler couper
creuser créer cuisiner cultiver curer câbler dessiner diriger dispatcher distribuer donner doser
dosser doucher dresser débarrasser déboucher débrancher décaper décharger décorer découper
défricher démarcher démonter déménager déneiger dépanner dépouiller désherber désinfecter
désosser développer emballer emmener empiler encadrer encaisser enfourner enregistrer enseigner
entraîner entreposer essorer expliquer exploiter exposer fabriquer facturer faucher façonner
ferrailler ferrer fidéliser fileter filmer filtrer fixer flasher former fraiser frotter garder
garer gerber goudronner gratter griller guider gérer habiller hacher héberger imprimer informer
inspecter installer inventer isoler jardiner jointoyer labourer laver lever limer livrer loger
lustrer mailer manager manipuler manutentionner maquiller marchander masser maçonner mesurer
meuler mixer modérer monter motiver mélanger napper nettoyer noter numériser négocier opérer
organiser orienter palettiser passer paver percer peser photographier picker piloter piocher
planifier planter plier plâtrer poncer porter poser pousser programmer promener proposer
prospecter préparer présenter quêter raboter raccommoder ramasser ranger rappeler rassurer
ravitailler relancer remballer remblayer remplacer renseigner repasser reporter repérer
restaurer retoucher riveter récolter récupérer récurer rédiger régler réparer réserver réviser
sabler saler saluer sangler scanner semer serrer signaler signer soigner souder soulever
stimuler stocker superviser surveiller sécher sélectionner tailler tanner taper tapisser tchater
terrasser tester tirer tisser tourner tracer traiter trancher transformer transporter tresser
tricoter trier tronçonner téléphoner usiner vacciner verser vider visiter visser vérifier
écouter éduquer élaguer élever épiler éplucher équiper étaler étiqueter évaluer
occuper charger nettoyer acheter chercher déposer dépoussiérer déblayer déclouer décoller dépanner déplacer
distribuer dicter discuter débiter déverser éclairer éplucher étancher évacuer expédier exporter importer
filtrer fouiller gonfler graisser griffer huiler injecter jeter laminer lancer larder lester lisser lubrifier
marquer mariner mastiquer modeler moissonner mouler mouliner orner ouvrager paner parquer patrouiller pêcher
percuter photocopier pincer piquer piloter plumer pointer poncer pomper préchauffer presser purger rabattre
raboter raccorder racler rainurer râper raser ratisser rayer recharger recharger récolter reboucher recoller
recopier recruter rectifier reculer redresser reformuler relever relier remercier remonter remorquer remuer
rénover renforcer renouveler reposer repiquer rassembler recenser recycler replanter reprographier
revendre retaper rouler sculpter secourir sécuriser sensibiliser siffler soigner sonder stériliser stopper
stratifier sulfater suspendre tamiser tamponner tartiner téléphoner tenonner tirer tondre tordre torréfier
touiller traduire tresser truffer utiliser vanner ventiler verbaliser vidanger visser voiturer zinguer
aspirer accrocher accompagner ajuster aligner allumer alléger aménager amarrer anticiper appliquer arracher
articuler aspirer attraper baigner baliser balancer biner border boucher boulonner bourrer broyer cacheter
calculer calfeutrer carder castrer catégoriser certifier chauffer chronométrer ciseler clouer codifier
collecter colorer combler compléter compléter consigner consulter contacter convoyer corriger cocher
crépir creuser cribler cuisiner déballer débroussailler décompter découper décrasser dégager dégraisser
délivrer démarrer dénoyauter dépecer désosser détacher détailler détartrer déterrer doubler draguer échanger
écailler écosser écrire écumer effeuiller égoutter emboîter embouteiller emmailloter empaqueter encoder
encoller engraisser enlever enrouler ensacher ensemencer entasser étendre étirer évider examiner faucher
fendre ferrer filer fignoler fleurir fumer garnir gaver graver greffer guetter hisser indiquer initier
intervenir irriguer isoler jalonner jardiner joindre lasurer licencier lier lotir maintenir malaxer
manœuvrer marteler mettre mixer monter moucher nourrir numéroter nouer observer obturer orienter
palper paramétrer parer peler pelleter perforer pétrir pister plaquer plomber poinçonner poudrer prélever
préserver projeter protéger pulvériser rabattre raccourcir ramoner rapiécer réaliser réassortir rebobiner
recevoir récurer reconditionner régler réguler rempailler remplir rénover répartir repasser répertorier
représenter respecter rincer rogner saisir sarcler sauter saisir scier secouer serrer signer simuler
soutenir suivre surgeler surveiller tailler tapoter taxer tendre tisser torcher tracter traiter traquer
traîner trouer tuteurer vaporiser veiller vendanger vernir visionner visualiser zoner animer dealer
animer coudre border changer bercer talquer câliner consoler gronder langer moucher rhabiller
"""

# Infinitive: stem of the imperfect, present of "je", present of "on", participle.
_IRREGULAR = {
    "accueillir": ("accueill", "accueille", "accueille", "accueilli"),
    "abattre": ("abatt", "abats", "abat", "abattu"),
    "apprendre": ("appren", "apprends", "apprend", "appris"),
    "bâtir": ("bâtiss", "bâtis", "bâtit", "bâti"),
    "blanchir": ("blanchiss", "blanchis", "blanchit", "blanchi"),
    "combattre": ("combatt", "combats", "combat", "combattu"),
    "conduire": ("conduis", "conduis", "conduit", "conduit"),
    "construire": ("construis", "construis", "construit", "construit"),
    "coudre": ("cous", "couds", "coud", "cousu"),
    "couvrir": ("couvr", "couvre", "couvre", "couvert"),
    "crépir": ("crépiss", "crépis", "crépit", "crépi"),
    "cueillir": ("cueill", "cueille", "cueille", "cueilli"),
    "cuire": ("cuis", "cuis", "cuit", "cuit"),
    "découvrir": ("découvr", "découvre", "découvre", "découvert"),
    "défaire": ("défais", "défais", "défait", "défait"),
    "démolir": ("démoliss", "démolis", "démolit", "démoli"),
    "détruire": ("détruis", "détruis", "détruit", "détruit"),
    "écrire": ("écriv", "écris", "écrit", "écrit"),
    "enduire": ("enduis", "enduis", "enduit", "enduit"),
    "entretenir": ("entreten", "entretiens", "entretient", "entretenu"),
    "étendre": ("étend", "étends", "étend", "étendu"),
    "faire": ("fais", "fais", "fait", "fait"),
    "fleurir": ("fleuriss", "fleuris", "fleurit", "fleuri"),
    "fournir": ("fourniss", "fournis", "fournit", "fourni"),
    "garnir": ("garniss", "garnis", "garnit", "garni"),
    "inscrire": ("inscriv", "inscris", "inscrit", "inscrit"),
    "lire": ("lis", "lis", "lit", "lu"),
    "maintenir": ("mainten", "maintiens", "maintient", "maintenu"),
    "mettre": ("mett", "mets", "met", "mis"),
    "nourrir": ("nourriss", "nourris", "nourrit", "nourri"),
    "offrir": ("offr", "offre", "offre", "offert"),
    "ouvrir": ("ouvr", "ouvre", "ouvre", "ouvert"),
    "peindre": ("peign", "peins", "peint", "peint"),
    "repeindre": ("repeign", "repeins", "repeint", "repeint"),
    "pétrir": ("pétriss", "pétris", "pétrit", "pétri"),
    "polir": ("poliss", "polis", "polit", "poli"),
    "prendre": ("pren", "prends", "prend", "pris"),
    "produire": ("produis", "produis", "produit", "produit"),
    "promouvoir": ("promouv", "promeus", "promeut", "promu"),
    "recevoir": ("recev", "reçois", "reçoit", "reçu"),
    "recueillir": ("recueill", "recueille", "recueille", "recueilli"),
    "réduire": ("réduis", "réduis", "réduit", "réduit"),
    "refaire": ("refais", "refais", "refait", "refait"),
    "remplir": ("rempliss", "remplis", "remplit", "rempli"),
    "rendre": ("rend", "rends", "rend", "rendu"),
    "répondre": ("répond", "réponds", "répond", "répondu"),
    "saisir": ("saisiss", "saisis", "saisit", "saisi"),
    "sertir": ("sertiss", "sertis", "sertit", "serti"),
    "servir": ("serv", "sers", "sert", "servi"),
    "sortir": ("sort", "sors", "sort", "sorti"),
    "soutenir": ("souten", "soutiens", "soutient", "soutenu"),
    "suivre": ("suiv", "suis", "suit", "suivi"),
    "tenir": ("ten", "tiens", "tient", "tenu"),
    "tondre": ("tond", "tonds", "tond", "tondu"),
    "traduire": ("traduis", "traduis", "traduit", "traduit"),
    "traire": ("tray", "trais", "trait", "trait"),
    "vendre": ("vend", "vends", "vend", "vendu"),
    "vernir": ("verniss", "vernis", "vernit", "verni"),
    "aplanir": ("aplaniss", "aplanis", "aplanit", "aplani"),
    "fermer": ("ferm", "ferme", "ferme", "fermé"),
    "parler": ("parl", "parle", "parle", "parlé"),
    "jouer": ("jou", "joue", "joue", "joué"),
    "louer": ("lou", "loue", "loue", "loué"),
    "revendre": ("revend", "revends", "revend", "revendu"),
    "suspendre": ("suspend", "suspends", "suspend", "suspendu"),
    "tendre": ("tend", "tends", "tend", "tendu"),
    "fendre": ("fend", "fends", "fend", "fendu"),
    "tordre": ("tord", "tords", "tord", "tordu"),
    "rabattre": ("rabatt", "rabats", "rabat", "rabattu"),
    "joindre": ("joign", "joins", "joint", "joint"),
    "secourir": ("secour", "secours", "secourt", "secouru"),
    "répartir": ("répartiss", "répartis", "répartit", "réparti"),
    "convaincre": ("convainqu", "convaincs", "convainc", "convaincu"),
    "attendre": ("attend", "attends", "attend", "attendu"),
    "descendre": ("descend", "descends", "descend", "descendu"),
    "remettre": ("remett", "remets", "remet", "remis"),
    "transmettre": ("transmett", "transmets", "transmet", "transmis"),
    "promettre": ("promett", "promets", "promet", "promis"),
    "surprendre": ("surpren", "surprends", "surprend", "surpris"),
    "reprendre": ("repren", "reprends", "reprend", "repris"),
    "obtenir": ("obten", "obtiens", "obtient", "obtenu"),
    "contenir": ("conten", "contiens", "contient", "contenu"),
    "intervenir": ("interven", "interviens", "intervient", "intervenu"),
    "prévenir": ("préven", "préviens", "prévient", "prévenu"),
    "choisir": ("choisiss", "choisis", "choisit", "choisi"),
    "établir": ("établiss", "établis", "établit", "établi"),
    "raccourcir": ("raccourciss", "raccourcis", "raccourcit", "raccourci"),
    "élargir": ("élargiss", "élargis", "élargit", "élargi"),
    "endormir": ("endorm", "endors", "endort", "endormi"),
    "assouplir": ("assoupliss", "assouplis", "assouplit", "assoupli"),
    "rafraîchir": ("rafraîchiss", "rafraîchis", "rafraîchit", "rafraîchi"),
}

# Verbs that say that she worked, moved, felt or thought, and not what she did.
NOT_TASKS = frozenset(
    """
accepter adorer aimer aller arriver arrêter asseoir attendre avancer avoir blesser boire bosser
bouger cesser choisir chômer commencer comprendre connaître continuer courir craquer croire
devenir devoir dire divorcer dormir durer débrouiller débuter décider déclarer démissionner
détester effectuer embaucher entendre entrer espérer essayer exercer faillir falloir fatiguer
finir gagner galérer habiter intéresser kiffer licencier manger marcher marier mourir naître
obliger obtenir oublier paraître partir payer penser perdre plaire pleurer postuler pouvoir
préférer quitter rater refuser regarder rencontrer rentrer rester retourner revenir rire réussir
savoir sembler sentir souvenir stresser taire tenter terminer tomber toucher travailler tromper
sourire rire demander cesser reprendre obéir écraser suffire ressembler appartenir souffrir dépendre profiter
arriver remonter décrocher obtenir signer suspendre calmer supporter grandir vieillir maigrir accoucher immigrer fuir traverser
emménager loger espérer rêver craindre détendre reposer amuser disputer fâcher plaindre
considérer remarquer ignorer sourire obtenir bénéficier réagir
assumer deviner rater hésiter oser ressentir remercier avouer jurer
trouver valoir venir vivre voir vouloir voyager énerver étudier être
""".split()
)

NOT_PURPOSES = NOT_TASKS | frozenset(
    """
nourrir remplacer payer gagner dépanner aider apprendre rejoindre suivre élever soutenir envoyer acheter
économiser financer sauver financer découvrir améliorer changer progresser aider compléter
compenser occuper rendre faire soigner mettre prendre sortir tenir obtenir passer accompagner
""".split()
)
"""After "pour", these say why she worked and not what she did."""

_OTHERS = {
    "être": "suis etais etait etions etaient est sommes sont ete serai sera",
    "avoir": "ai avais avait avions avaient as avons ont aurai a",
    "aller": "vais allais allait va allons alle allee allait",
    "vouloir": "veux voulais voulait veut voulu",
    "pouvoir": "peux pouvais pouvait peut pu",
    "devoir": "dois devais devait doit du",
    "savoir": "sais savais savait sait su",
    "venir": "viens venais venait vient venu venue",
    "partir": "pars partais partait part parti partie",
    "dire": "dis disais disait dit",
    "voir": "vois voyais voyait vu",
    "croire": "crois croyais croyait cru",
    "vivre": "vis vivais vivait vecu",
    "comprendre": "comprends comprenais compris",
    "connaître": "connais connaissais connu",
    "finir": "finis finissais finissait fini",
    "perdre": "perds perdais perdu",
    "courir": "cours courais couru",
    "devenir": "deviens devenais devenu devenue",
}


_ADVERBS = frozenset(
    """jamais mais apres pas plus dernier premier hier entier metier papier atelier chantier ouvrier ouvriere
    quartier caissier caissiere cuisinier infirmier panier foyer loyer diner dejeuner gouter souper premiere derniere
    matiere maniere lumiere biere poussiere fevrier janvier particulier menuisier boulanger boucher
    hiver cher fer mer frere pere mere guere arriere cimetiere riviere entrepreneur titre autre notre votre
    quatre centre metre litre lettre maitre contre entre chambre octobre novembre decembre septembre
    toujours voisin assez chez nez mai vrai lait parfait souhait portrait""".split()
)
_IER = re.compile(r"iere?s?$")
_IER_VERBS = frozenset(
    """plier trier copier crier relier verifier etudier skier marier confier publier oublier expedier scier lier
    nier prier apprecier multiplier simplifier modifier identifier certifier planifier negocier photocopier
    remercier associer supplier initier justifier notifier rectifier lubrifier fidelier colorier
    torrefier fortifier parier charrier""".split()
)


@lru_cache(maxsize=1)
def _forms() -> dict[str, tuple[str, Tense]]:
    table: dict[str, tuple[str, Tense]] = {}

    def learn(form: str, infinitive: str, tense: Tense) -> None:
        table.setdefault(fold(form), (infinitive, tense))

    for infinitive, forms in _OTHERS.items():
        for form in forms.split():
            past = form.endswith(("ais", "ait", "ions", "aient")) and form not in ("fais", "sais")
            learn(form, infinitive, Tense.PAST if past else Tense.PRESENT)
        learn(infinitive, infinitive, Tense.INFINITIVE)
    for infinitive, (stem, je, on, participle) in _IRREGULAR.items():
        learn(infinitive, infinitive, Tense.INFINITIVE)
        learn(je, infinitive, Tense.PRESENT)
        learn(on, infinitive, Tense.PRESENT)
        for end in ("", "e", "s", "es"):
            learn(participle + end, infinitive, Tense.PARTICIPLE)
        _imperfect(learn, infinitive, stem)
    for infinitive in _REGULAR_ER.split():
        stem = infinitive[:-2]
        soft = {"g": "e", "c": ""}.get(stem[-1], "")
        learn(infinitive, infinitive, Tense.INFINITIVE)
        learn(stem + "ons", infinitive, Tense.PRESENT)
        for end in ("e", "es", "ent"):
            learn(stem + end, infinitive, Tense.PRESENT)
        _imperfect(learn, infinitive, stem + soft)
        _imperfect(learn, infinitive, stem)
        if stem.endswith(("oy", "ay", "uy")):
            learn(stem[:-1] + "ie", infinitive, Tense.PRESENT)
            _imperfect(learn, infinitive, stem[:-1] + "ill")
    return table


def _imperfect(learn: Callable[[str, str, Tense], None], infinitive: str, stem: str) -> None:
    """The imperfect, as it is written and as it is heard."""
    for end in ("ais", "ait", "ions", "aient", "ai", "er", "ez", "et", "e", "é"):
        learn(stem + end, infinitive, Tense.PAST)


def listed(form: str) -> bool:
    """Whether a form, without accents, is of a verb of work in our own list."""
    return form in _forms()


def infinitive(word: str) -> tuple[str, Tense] | None:
    """The verb of a form, and its tense; nothing when the word is no verb that is known."""
    plain = fold(word)
    if plain.startswith("fes"):
        return "faire", Tense.PAST
    if plain in _ADVERBS or (_IER.search(plain) and plain not in _IER_VERBS):
        return None
    found = _forms().get(plain)
    if found is not None:
        name, tense = found
        if word.endswith(("é", "ée", "és", "ées")) and tense is Tense.PRESENT:
            tense = Tense.PARTICIPLE
        return name, tense
    return _by_lemma(word) or _by_sound(plain)


@lru_cache(maxsize=4096)
def _by_lemma(word: str) -> tuple[str, Tense] | None:
    lowered = word.lower()
    lemma = simplemma.lemmatize(lowered, lang="fr")
    past = lowered.endswith(("ais", "ait", "aient", "ions"))
    if lemma != lowered and lemma.endswith(("er", "ir", "re", "oir")):
        return lemma, Tense.PAST if past else Tense.PRESENT
    if lemma == lowered and lowered.endswith("er") and simplemma.is_known(lowered, lang="fr"):
        return lemma, Tense.INFINITIVE
    if (stem := re.sub(r"(?:é|ée|és|ées)$", "", lowered)) != lowered:
        verb = stem + "er"
        return (verb, Tense.PARTICIPLE) if simplemma.is_known(verb, lang="fr") else None
    if past and len(lowered) > 5 and lowered.endswith(("ais", "ait")):
        stem = lowered[:-3]
        return (stem[:-1] if stem.endswith("ge") else stem) + "er", Tense.PAST
    return None


_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"qu|c(?![eiyh])|q", "k"),
        (r"c(?=[eiy])|ss|ç", "s"),
        (r"ch", "x"),
        (r"g(?=[eiy])", "j"),
        (r"ge(?=[ao])", "j"),
        (r"gu(?=[ei])", "g"),
        (r"ph", "f"),
        (r"h", ""),
        (r"(?:eau|au)", "o"),
        (r"(?:ais|ait|aient|ai|ei|er|ez|ee|es|et|e)$", "e"),
        (r"(?:ai|ei)", "e"),
        (r"([a-z])\1", r"\1"),
        (r"z", "s"),
        (r"y", "i"),
        (r"e$", ""),
    )
)


def sound(plain: str) -> str:
    """How a word without accents sounds, roughly: "ranj" and "range" are one."""
    for pattern, as_heard in _SOUNDS:
        plain = pattern.sub(as_heard, plain)
    return plain


@lru_cache(maxsize=1)
def _heard() -> dict[str, tuple[str, Tense]]:
    table: dict[str, tuple[str, Tense]] = {}
    for form, verb in _forms().items():
        if len(form) > 4:
            table.setdefault(sound(form), verb)
    return table


def _by_sound(plain: str) -> tuple[str, Tense] | None:
    """The verb that a word in no dictionary sounds like: "ranj", "kuisiné"."""
    if len(plain) < 4 or not plain.isascii() or simplemma.is_known(plain, lang="fr"):
        return None
    heard = sound(plain)
    return _heard().get(heard) if len(heard) >= 3 else None
