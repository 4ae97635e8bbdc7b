"""The words that lives are made of. Written by hand; nobody's life."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done: ``servir``, "je servais les clients", "je sers les clients"."""

    verb: str
    past: str
    present: str

    @property
    def key(self) -> str:
        """What tells that an infinitive is this one: its first letters, without the ending."""
        return self.verb[: max(3, len(self.verb) - 3)]


@dataclass(frozen=True, slots=True)
class Trade:
    """A trade: what he and she are called, ROME codes that are right, and what is done."""

    he: str
    she: str
    codes: frozenset[str]
    deeds: tuple[Deed, ...]
    firms: tuple[str, ...]
    site: str
    """A nameless place to work at: "un garage"."""


def _trade(he: str, she: str, codes: str, site: str, firms: str, *deeds: str) -> Trade:
    return Trade(
        he, she, frozenset(codes.split()), tuple(_deed(deed) for deed in deeds),
        tuple(firm.strip() for firm in firms.split(",")), site,
    )  # fmt: skip


def _deed(line: str) -> Deed:
    verb, past, present = (part.strip() for part in line.split("|"))
    return Deed(verb, past, present)


TRADES = (
    _trade("maçon", "maçonne", "F1703", "une petite entreprise de bâtiment", "Eiffage, Bouygues, Vinci",
           "monter|je montais des murs|je monte des murs", "couler|je coulais des dalles|je coule des dalles",
           "gâcher|je gâchais le mortier|je gâche le mortier"),
    _trade("peintre en bâtiment", "peintre en bâtiment", "F1606", "une entreprise de peinture", "Vinci, Spie",
           "peindre|je peignais des plafonds|je peins des plafonds", "poncer|je ponçais les murs|je ponce les murs",
           "poser|je posais du papier peint|je pose du papier peint"),
    _trade("cariste", "cariste", "N1101 N1110 N1103", "un entrepôt", "Amazon, Geodis, FM Logistic",
           "ranger|je rangeais les palettes|je range les palettes", "charger|je chargeais les camions|je charge les camions",
           "filmer|je filmais les palettes|je filme les palettes"),
    _trade("préparateur de commandes", "préparatrice de commandes", "N1103 N1115", "un entrepôt", "Amazon, Lidl, ID Logistics",
           "préparer|je préparais les commandes|je prépare les commandes", "scanner|je scannais les colis|je scanne les colis",
           "étiqueter|j'étiquetais les cartons|j'étiquette les cartons"),
    _trade("caissier", "caissière", "D1505", "un supermarché", "Carrefour, Leclerc, Lidl, Auchan",
           "encaisser|j'encaissais les clients|j'encaisse les clients", "remplir|je remplissais les rayons|je remplis les rayons",
           "compter|je comptais la caisse|je compte la caisse"),
    _trade("vendeur", "vendeuse", "D1214 D1106 D1211 D1212 D1507 D1209", "une boutique", "Kiabi, Gifi, Action",
           "conseiller|je conseillais les clients|je conseille les clients", "plier|je pliais les vêtements|je plie les vêtements",
           "encaisser|j'encaissais|j'encaisse"),
    _trade("serveur", "serveuse", "G1803", "un restaurant", "Buffalo Grill, Courtepaille, Flunch",
           "servir|je servais en salle|je sers en salle", "débarrasser|je débarrassais les tables|je débarrasse les tables",
           "dresser|je dressais les tables|je dresse les tables"),
    _trade("cuisinier", "cuisinière", "G1609 G1602 G1606 G1601", "un restaurant", "Sodexo, Elior, Flunch",
           "cuisiner|je cuisinais les plats|je cuisine les plats", "éplucher|j'épluchais les légumes|j'épluche les légumes",
           "préparer|je préparais les sauces|je prépare les sauces"),
    _trade("plongeur", "plongeuse", "G1605", "un restaurant", "Flunch, Sodexo",
           "laver|je lavais la vaisselle|je lave la vaisselle", "essuyer|j'essuyais les verres|j'essuie les verres",
           "sortir|je sortais les poubelles|je sors les poubelles"),
    _trade("agent d'entretien", "agente d'entretien", "K2205 K2204 I1203 A1202 K2307 A1203", "une société de nettoyage", "Onet, GSF, Samsic",
           "nettoyer|je nettoyais les bureaux|je nettoie les bureaux", "laver|je lavais les sols|je lave les sols",
           "vider|je vidais les corbeilles|je vide les corbeilles"),
    _trade("aide à domicile", "aide à domicile", "K1304 K1302 K1311", "une association", "ADMR, Adhap, Domidom",
           "accompagner|j'accompagnais les personnes âgées|j'accompagne les personnes âgées",
           "préparer|je préparais les repas|je prépare les repas", "repasser|je repassais le linge|je repasse le linge"),
    _trade("aide-soignant", "aide-soignante", "J1501", "une maison de retraite", "Korian, Orpea",
           "laver|je lavais les résidents|je lave les résidents", "habiller|j'habillais les résidents|j'habille les résidents",
           "distribuer|je distribuais les repas|je distribue les repas"),
    _trade("chauffeur-livreur", "chauffeuse-livreuse", "N4105 N4120 N4104", "un transporteur", "Chronopost, DPD, GLS",
           "livrer|je livrais des colis|je livre des colis", "charger|je chargeais le camion|je charge le camion",
           "conduire|je conduisais un camion|je conduis un camion"),
    _trade("agent de sécurité", "agente de sécurité", "K2503", "une société de sécurité", "Securitas, Fiducial, Samsic",
           "surveiller|je surveillais les entrées|je surveille les entrées", "contrôler|je contrôlais les sacs|je contrôle les sacs",
           "fermer|je fermais les portes|je ferme les portes"),
    _trade("mécanicien", "mécanicienne", "I1604 I1310 I1613", "un garage", "Norauto, Speedy, Feu Vert",
           "réparer|je réparais des voitures|je répare des voitures", "changer|je changeais les pneus|je change les pneus",
           "vidanger|je vidangeais les moteurs|je vidange les moteurs"),
    _trade("boulanger", "boulangère", "D1102", "une boulangerie", "Paul, Marie Blachère",
           "pétrir|je pétrissais la pâte|je pétris la pâte", "cuire|je cuisais le pain|je cuis le pain",
           "façonner|je façonnais les baguettes|je façonne les baguettes"),
    _trade("boucher", "bouchère", "D1101", "une boucherie", "Bigard, Intermarché",
           "découper|je découpais la viande|je découpe la viande", "désosser|je désossais les carcasses|je désosse les carcasses",
           "servir|je servais les clients|je sers les clients"),
    _trade("femme de chambre", "femme de chambre", "G1501", "un hôtel", "Ibis, Novotel, Mercure",
           "nettoyer|je nettoyais les chambres|je nettoie les chambres", "changer|je changeais les draps|je change les draps",
           "ranger|je rangeais le linge|je range le linge"),
    _trade("couturier", "couturière", "B1803 D1207 H2402 H2401", "un atelier de couture", "Petit Bateau, Lejaby",
           "coudre|je cousais des robes|je couds des robes", "couper|je coupais le tissu|je coupe le tissu",
           "repasser|je repassais les pièces|je repasse les pièces"),
    _trade("coiffeur", "coiffeuse", "D1202", "un salon de coiffure", "Tchip, Dessange",
           "couper|je coupais les cheveux|je coupe les cheveux", "coiffer|je coiffais des mariées|je coiffe des mariées",
           "balayer|je balayais le salon|je balaie le salon"),
    _trade("soudeur", "soudeuse", "H2913 H2917", "un chantier naval", "Alstom, Naval Group",
           "souder|je soudais des tôles|je soude des tôles", "meuler|je meulais les pièces|je meule les pièces",
           "découper|je découpais l'acier|je découpe l'acier"),
    _trade("ouvrier agricole", "ouvrière agricole", "A1416 A1419 A1401 A1402 A1403", "une ferme", "Bonduelle, D'Aucy",
           "cueillir|je cueillais des pommes|je cueille des pommes", "planter|je plantais des salades|je plante des salades",
           "conduire|je conduisais le tracteur|je conduis le tracteur"),
    _trade("jardinier", "jardinière", "A1203 A1208", "une entreprise d'espaces verts", "Idverde, Truffaut",
           "tondre|je tondais les pelouses|je tonds les pelouses", "tailler|je taillais les haies|je taille les haies",
           "arroser|j'arrosais les massifs|j'arrose les massifs"),
    _trade("secrétaire", "secrétaire", "M1607 M1602", "un cabinet", "EDF, Axa",
           "répondre|je répondais au téléphone|je réponds au téléphone", "classer|je classais les dossiers|je classe les dossiers",
           "taper|je tapais le courrier|je tape le courrier"),
    _trade("comptable", "comptable", "M1203", "un cabinet", "KPMG, Fiducial",
           "saisir|je saisissais les factures|je saisis les factures", "vérifier|je vérifiais les comptes|je vérifie les comptes",
           "payer|je payais les fournisseurs|je paie les fournisseurs"),
    _trade("animateur", "animatrice", "G1203 G1202 K1206", "un centre de loisirs", "Léo Lagrange, UCPA",
           "animer|j'animais des ateliers|j'anime des ateliers", "surveiller|je surveillais les enfants|je surveille les enfants",
           "organiser|j'organisais des sorties|j'organise des sorties"),
    _trade("plombier", "plombière", "F1603", "une entreprise de plomberie", "Engie, Spie",
           "réparer|je réparais des fuites|je répare des fuites", "installer|j'installais des douches|j'installe des douches",
           "souder|je soudais des tuyaux|je soude des tuyaux"),
    _trade("électricien", "électricienne", "F1602", "une entreprise d'électricité", "Spie, Eiffage",
           "tirer|je tirais des câbles|je tire des câbles", "poser|je posais des prises|je pose des prises",
           "brancher|je branchais les tableaux|je branche les tableaux"),
    _trade("agent de tri", "agente de tri", "K2304 K2308", "un centre de tri", "Paprec, Veolia, Suez",
           "trier|je triais les déchets|je trie les déchets", "balayer|je balayais le quai|je balaie le quai",
           "séparer|je séparais le carton|je sépare le carton"),
    _trade("chauffeur de bus", "conductrice de bus", "N4103 N4109", "un réseau de bus", "Keolis, Transdev, RATP",
           "conduire|je conduisais le bus|je conduis le bus", "renseigner|je renseignais les voyageurs|je renseigne les voyageurs",
           "vendre|je vendais les tickets|je vends les tickets"),
)  # fmt: skip

FRENCH_TOWNS = (
    "Annecy", "Lille", "Roubaix", "Marseille", "Perpignan", "Brest", "Rennes", "Vannes", "Limoges", "Tulle", "Gap", "Grenoble",
    "Villeurbanne", "Mulhouse", "Strasbourg", "Metz", "Nancy", "Reims", "Troyes", "Dijon", "Nevers", "Bourges", "Tours", "Angers",
    "Nantes", "Cholet", "Niort", "Poitiers", "Bordeaux", "Pau", "Tarbes", "Toulouse", "Albi", "Montpellier", "Nîmes", "Béziers",
    "Toulon", "Nice", "Bastia", "Rouen", "Caen", "Évreux", "Amiens", "Beauvais", "Creil", "Bobigny", "Montreuil", "Saint-Denis",
    "Saint-Étienne", "Saint-Malo", "Saint-Nazaire", "Clermont-Ferrand", "La Rochelle", "Le Havre", "Le Mans", "Aix-en-Provence",
    "Épinal", "Thonon-les-Bains", "Cluses", "Annemasse", "Chambéry", "Bourg-en-Bresse", "Carcassonne", "Dunkerque", "Calais",
)  # fmt: skip
FOREIGN = (
    "Alger", "Oran", "Casablanca", "Rabat", "Tunis", "Dakar", "Bamako", "Abidjan", "Conakry", "Kinshasa", "Douala", "Beyrouth",
    "Alep", "Kaboul", "Tbilissi", "Kharkiv", "Bucarest", "Lisbonne", "Porto", "Istanbul", "Colombo",
)  # fmt: skip

HE = (
    "Karim",
    "Moussa",
    "Jean-Pierre",
    "Lucas",
    "Sékou",
    "Andriy",
    "Ahmad",
    "Bruno",
    "Enzo",
    "Samir",
    "Patrick",
    "Thierno",
)
SHE = (
    "Amina",
    "Fatoumata",
    "Sylvie",
    "Léa",
    "Oksana",
    "Maryam",
    "Nadia",
    "Josiane",
    "Inès",
    "Rosa",
    "Chantal",
    "Aïcha",
)

FAMILY = (
    ("je me suis occupé{e} de ma mère", ("laver|je lui lavais les cheveux|je lui lave les cheveux",
                                       "cuisiner|je cuisinais pour elle|je cuisine pour elle",
                                       "gérer|je gérais ses papiers|je gère ses papiers")),
    ("j'ai gardé mes petits frères", ("préparer|je préparais le goûter|je prépare le goûter",
                                     "emmener|je les emmenais à l'école|je les emmène à l'école",
                                     "aider|je les aidais aux devoirs|je les aide aux devoirs")),
    ("j'ai élevé mes enfants", ("cuisiner|je cuisinais tous les jours|je cuisine tous les jours",
                              "conduire|je les conduisais chez le médecin|je les conduis chez le médecin",
                              "gérer|je gérais le budget|je gère le budget")),
    ("j'ai aidé mon père à la ferme", ("traire|je trayais les vaches|je trais les vaches",
                                     "nourrir|je nourrissais les poules|je nourris les poules",
                                     "ramasser|je ramassais les œufs|je ramasse les œufs")),
)  # fmt: skip
VOLUNTEERING = (
    ("Secours populaire", ("trier|je triais les vêtements|je trie les vêtements", "accueillir|j'accueillais les familles|j'accueille les familles",
                           "distribuer|je distribuais les colis|je distribue les colis")),
    ("Croix-Rouge", ("servir|je servais la soupe|je sers la soupe", "conduire|je conduisais le camion|je conduis le camion",
                     "écouter|j'écoutais les gens|j'écoute les gens")),
    ("Restos du cœur", ("distribuer|je distribuais les repas|je distribue les repas", "porter|je portais les caisses|je porte les caisses",
                        "ranger|je rangeais la réserve|je range la réserve")),
    ("Emmaüs", ("réparer|je réparais des meubles|je répare des meubles", "vendre|je vendais des livres|je vends des livres",
                "trier|je triais les dons|je trie les dons")),
)  # fmt: skip
INFORMAL = (
    ("je réparais des téléphones pour les voisins", ("réparer|je réparais des téléphones|je répare des téléphones",
                                                    "changer|je changeais les écrans|je change les écrans")),
    ("je faisais des ménages au noir", ("nettoyer|je nettoyais des maisons|je nettoie des maisons",
                                       "repasser|je repassais le linge|je repasse le linge")),
    ("je coiffais les gens du quartier à la maison", ("coiffer|je coiffais des femmes|je coiffe des femmes",
                                                    "tresser|je tressais les cheveux|je tresse les cheveux")),
    ("je faisais de la mécanique pour les voisins, pas déclaré", ("réparer|je réparais des scooters|je répare des scooters",
                                                                "changer|je changeais les freins|je change les freins")),
)  # fmt: skip

LANGUAGES = (
    "arabe",
    "anglais",
    "portugais",
    "turc",
    "ukrainien",
    "espagnol",
    "bambara",
    "roumain",
    "italien",
    "dari",
)

ASIDES = (
    "j'ai {age} ans",
    "ma fille a 3 ans",
    "j'habite à {town}",
    "mon frère travaille à {town}",
    "je cherche depuis 2 ans",
    "c'était dur",
    "je me levais à 5 heures",
    "le patron était sympa",
    "je gagnais pas beaucoup",
    "j'ai pas le permis",
    "j'étais jeune",
    "on était six",
    "mon fils est né en 2019",
    "j'ai arrêté l'école à 16 ans",
    "ma mère habite {town}",
    "à l'époque j'avais 20 ans",
    "il pleuvait tout le temps",
    "c'était pas loin de chez moi",
)
"""What people say beside the point. Nothing of it belongs to the experience."""

NONSENSE = ("azerty", "mdr", "????", "pfff", "blabla", "xxxx")
UNREADABLE = ("...", "🤷", "??", "!!!", "👍👍", "-")
INSULTS = ("t'es nul comme robot", "c'est de la merde votre truc")
