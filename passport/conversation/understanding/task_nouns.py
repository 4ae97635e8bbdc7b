"""Tasks told as nouns: the verb that goes with a thing, and the verb that a noun of action hides."""

THINGS: dict[str, str] = {
    "caisse": "tenir", "menage": "faire", "courses": "faire", "toilette": "faire", "toilettes": "faire",
    "plonge": "faire", "vaisselle": "faire", "cuisine": "faire", "linge": "laver", "service": "faire",
    "mise en rayon": "faire", "mises en rayon": "faire", "rayon": "remplir", "rayons": "remplir", "inventaire": "faire", "inventaires": "faire",
    "manutention": "faire", "jardin": "entretenir", "jardinage": "faire", "peinture": "faire",
    "enduit": "faire", "placo": "poser", "parquet": "poser", "carrelage": "poser", "electricite": "faire",
    "plomberie": "faire", "vidange": "faire", "vidanges": "faire", "rondes": "faire", "ronde": "faire",
    "repas": "préparer", "plats": "préparer", "sandwichs": "préparer", "papiers": "gérer", "administratif": "faire",
    "commande": "préparer", "commandes": "préparer", "colis": "préparer", "chambre": "faire", "chambres": "faire", "lits": "faire", "lit": "faire",
    "vitres": "laver", "carreaux": "laver", "sols": "nettoyer", "sol": "nettoyer", "bureaux": "nettoyer",
    "poubelles": "sortir", "devoirs": "aider aux", "standard": "tenir", "telephone": "répondre au",
    "courrier": "trier", "bar": "tenir", "stock": "gérer", "stocks": "gérer", "planning": "gérer", "plannings": "gérer",
    "secretariat": "faire", "compta": "faire", "comptabilite": "faire", "factures": "faire", "facturation": "faire",
    "maconnerie": "faire", "soudure": "faire", "couture": "faire", "menuiserie": "faire", "mecanique": "faire",
    "animation": "faire", "baby-sitting": "faire", "babysitting": "faire", "pain": "faire", "gateaux": "faire",
    "vendanges": "faire", "recolte": "faire", "recoltes": "faire", "serpillere": "passer", "serpilliere": "passer", "balai": "passer", "aspirateur": "passer",
    "poussiere": "faire", "poussieres": "faire", "paperasse": "faire", "bain": "donner", "bains": "donner", "soins": "faire", "biberons": "donner", "bricolage": "faire",
    "port de charges": "faire", "encaissements": "faire", "mailing": "faire", "shampoings": "faire", "shampoing": "faire", "brushing": "faire", "ourlets": "faire",
}  # fmt: skip

ACTIONS: dict[str, str] = {
    "accueil": "accueillir", "encaissement": "encaisser", "preparation": "préparer", "nettoyage": "nettoyer",
    "conduite": "conduire", "entretien": "entretenir", "tri": "trier", "distribution": "distribuer",
    "pose": "poser", "montage": "monter", "demontage": "démonter", "livraison": "livrer", "livraisons": "livrer", "gestion": "gérer",
    "garde": "garder", "aide": "aider", "surveillance": "surveiller", "vente": "vendre", "ventes": "vendre", "reparation": "réparer",
    "reparations": "réparer", "installation": "installer", "controle": "contrôler", "verification": "vérifier", "rangement": "ranger",
    "chargement": "charger", "dechargement": "décharger", "emballage": "emballer", "conditionnement": "conditionner",
    "etiquetage": "étiqueter", "reception": "réceptionner", "expedition": "expédier", "ramassage": "ramasser",
    "cueillette": "cueillir", "taille": "tailler", "tonte": "tondre", "arrosage": "arroser", "plantation": "planter",
    "desherbage": "désherber", "lavage": "laver", "repassage": "repasser", "pliage": "plier", "couture": "coudre",
    "coupe": "couper", "decoupe": "découper", "cuisson": "cuire", "epluchage": "éplucher", "assemblage": "assembler", "soudage": "souder", "percage": "percer",
    "poncage": "poncer", "demenagement": "déménager", "transport": "transporter", "manipulation": "manipuler",
    "accompagnement": "accompagner", "animation": "animer", "encadrement": "encadrer", "formation": "former", "organisation": "organiser",
    "redaction": "rédiger", "saisie": "saisir", "classement": "classer", "archivage": "archiver", "traduction": "traduire",
    "enregistrement": "enregistrer", "prise": "prendre", "reponse": "répondre", "ouverture": "ouvrir", "fermeture": "fermer",
    "approvisionnement": "approvisionner", "inventaire": "inventorier", "remplissage": "remplir", "demolition": "démolir", "construction": "construire",
    "renovation": "rénover", "peinture": "peindre", "decoration": "décorer", "elagage": "élaguer", "soin": "soigner", "service": "servir",
    "fabrication": "fabriquer", "production": "produire", "creation": "créer", "desinfection": "désinfecter", "debarrassage": "débarrasser", "suivi": "suivre",
    "achat": "acheter", "negociation": "négocier", "conseil": "conseiller", "orientation": "orienter", "coiffage": "coiffer", "depannage": "dépanner",
    "stockage": "stocker", "palettisation": "palettiser", "filmage": "filmer", "pesee": "peser", "gardiennage": "garder", "sortie": "sortir", "reglage": "régler",
}  # fmt: skip

KEPT_WITH_FAIRE = frozenset(
    """nettoyage repassage rangement livraison livraisons tri jardinage lavage montage demenagement gardiennage
    vente ventes coupe taille soin formation animation couture service peinture inventaire reception
    conduite entretien""".split()
)
"""Nouns of action that stay with "faire" when nothing follows them."""

NO_TASK = frozenset(
    """tout tous rien truc trucs chose choses comme pareil normal special travail boulot metier ca cela bof
    idem autres autre etc oui non voila euh ben bah moi ici la-bas beaucoup pas plein divers choix
    emploi job stage benevolat interim mission immersion""".split()
)
"""Words that tell nothing of what was done."""
