"""The verbs of work: from a form, even badly written, to its infinitive and its tense."""

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
trouver valoir venir vivre voir vouloir voyager énerver étudier être
""".split()
)

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


_ADVERBS = frozenset("jamais mais apres pas plus dernier premier hier entier metier papier".split())


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


def infinitive(word: str) -> tuple[str, Tense] | None:
    """The verb of a form, and its tense; nothing when the word is no verb that is known."""
    plain = fold(word)
    if plain.startswith("fes") or plain in _ADVERBS:
        return ("faire", Tense.PAST) if plain.startswith("fes") else None
    found = _forms().get(plain)
    if found is not None:
        name, tense = found
        if word.endswith(("é", "ée", "és", "ées")) and tense is Tense.PRESENT:
            tense = Tense.PARTICIPLE
        return name, tense
    return _by_lemma(word)


@lru_cache(maxsize=4096)
def _by_lemma(word: str) -> tuple[str, Tense] | None:
    lowered = word.lower()
    lemma = simplemma.lemmatize(lowered, lang="fr")
    past = lowered.endswith(("ais", "ait", "aient", "ions"))
    if lemma != lowered and lemma.endswith(("er", "ir", "re", "oir")):
        return lemma, Tense.PAST if past else Tense.PRESENT
    if lemma == lowered and lowered.endswith("er") and simplemma.is_known(lowered, lang="fr"):
        return lemma, Tense.INFINITIVE
    if past and len(lowered) > 5 and lowered.endswith(("ais", "ait")):
        stem = lowered[:-3]
        return (stem[:-1] if stem.endswith("ge") else stem) + "er", Tense.PAST
    return None
