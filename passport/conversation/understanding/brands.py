"""Firms, shops, agencies and associations that many people have worked for."""

BRANDS = """
McDo|McDonald's|Burger King|KFC|Quick|Subway|Domino's|O'Tacos|Five Guys|Bagelstein|Columbus Café|Brioche Dorée|Pomme de Pain
|Class'Croute|Courtepaille|Léon de Bruxelles|Del Arte|Crescendo|Autogrill|Flunch|Buffalo Grill|Hippopotamus|Starbucks|Paul
|La Mie Câline|Marie Blachère|Pizza Hut|La Boucherie|Memphis Coffee|Bistro Régent|Bistrot Régent|Ange
|Carrefour Market|Carrefour City|Carrefour Contact|Carrefour Express|Carrefour|Intermarché|Leclerc|Auchan|Lidl|Aldi|Casino
|Leader Price|Monoprix|Monop'|Super U|Hyper U|U Express|Système U|Franprix|Picard|Thiriet|Netto|Cora|Match|Spar|Vival|G20|Coccinelle
|Naturalia|La Vie Claire|Satoriz|Biocoop|Grand Frais|Costco|Metro
|Amazon|Cdiscount|Zalando|La Redoute|Vinted|Securitas|Prosegur|Brinks|Loomis|Seris|Fiducial|Samsic|Chronopost|La Poste|Mondial Relay
|Colissimo|DHL|UPS|FedEx|DPD|GLS|TNT|Geodis|XPO|XPO Logistics|Kuehne Nagel|Dachser|ID Logistics|FM Logistic|Stef|Heppner|Norbert Dentressangle|Transgourmet
|Pomona|Brake|Promocash|SNCF|RATP|Keolis|Transdev|Flixbus|Heetch|Bolt|Stuart|Uber Eats|Uber|Deliveroo|Just Eat|Air France
|EDF|GDF|Engie|Enedis|Orange|SFR|Free|Bouygues|Bouygues Telecom|Vinci|Eiffage|Colas|Eurovia|NGE|Spie|Spie Batignolles|Dalkia|Veolia|Suez|Paprec|Onyx|Derichebourg
|Onet|Elior|Sodexo|Compass|Newrest|Eurest|Scolarest|Api Restauration|Ansamble|GSF|Atalian|ISS|Elis|Kalhyge|Initial|O2|Shiva|Adhap|Petits-fils|Babilou
|Manpower|Adecco|Randstad|Crit|Proman|Synergie|Start People|Supplay|Temporis|Actual|Samsic Emploi|Adéquat|Interaction|Partnaire|Kelly|Menway|Ergalis|Triangle Intérim|Gojob|Janus|ID'EES
|Kiabi|Décathlon|Decathlon|Intersport|Go Sport|Action|Gifi|Noz|Centrakor|Stokomani|La Foir'Fouille|Ikea|Conforama|But|Maisons du Monde|Alinéa
|Leroy Merlin|Castorama|Brico Dépôt|Bricomarché|Bricorama|Mr Bricolage|Weldom|Point P|Cedeo|Rexel|Lapeyre|Gedimat|Samse|Chausson|Jardiland|Truffaut|Botanic|Gamm Vert
|Darty|Fnac|Boulanger|Cultura|Micromania|King Jouet|JouéClub|La Grande Récré|Zara|H&M|C&A|Primark|Promod|Camaïeu|Pimkie|Jennyfer|Celio|Jules|Gémo|La Halle|Chaussea|Eram|André|Bata|Besson|Minelli|Etam|Undiz
|Sephora|Nocibé|Marionnaud|Yves Rocher|Optic 2000|Krys|Afflelou|Franck Provost|Jean Louis David|Tchip|Saint Algue|Dessange
|Ibis|Ibis Budget|Novotel|Mercure|Accor|Campanile|Kyriad|Formule 1|Première Classe|B&B|Hilton|Sofitel|Best Western|Club Med|Pierre et Vacances|Belambra|VVF|UCPA|Center Parcs|Siblu|Disneyland|Parc Astérix|Puy du Fou|Airbnb
|Airbus|Renault|Dacia|Peugeot|Citroën|PSA|Stellantis|Toyota|Volkswagen|Mercedes|BMW|Ford|Michelin|Goodyear|Valeo|Faurecia|Bosch|Safran|Thales|Dassault|Alstom|Siemens|Schneider|Schneider Electric|Legrand|ArcelorMittal|Arcelor|Saint-Gobain|Lafarge|Norauto|Midas|Feu Vert|Speedy|Euromaster|Point S|Carglass|Total|TotalEnergies|Shell|Esso|BP
|Danone|Nestlé|Lactalis|Sodiaal|Candia|Bonduelle|Fleury Michon|LDC|Bigard|Charal|Cooperl|Labeyrie|Delpeyrat|Harrys|Pasquier|Brioche Pasquier|Lu|Haribo|Ferrero|Coca-Cola|Heineken|L'Oréal|Sanofi|Lejaby|Seb|Moulinex|Tefal|Rowenta|Whirlpool|Bic|Plastic Omnium
|NTN SNR|NTN|SNR|Alpine|Somfy|Salomon|Entremont|Rossignol|Dynastar|Les Déménageurs Bretons|Teleperformance|Webhelp|Armatis|Concentrix|Sitel|Acticall
|ADMR|ADAPEI|APF|AFPA|Afpa|Pôle emploi|France Travail|CAF|CPAM|CCAS|EHPAD Korian|Korian|Orpea|DomusVi|Clariane|Colisée|Emmaüs|Secours populaire|Secours catholique|Croix-Rouge|Restos du cœur|Samu social|Armée du Salut
|Envie|Ozanam|Médecins du Monde|Habitat et Humanisme|Banque alimentaire|Le Relais|Ligue contre le cancer|Fondation Abbé Pierre|Unis-Cité|Léo Lagrange|Francas|SPA|SDIS
"""
ALIASES = {
    "mac do": "McDo", "mc do": "McDo", "macdo": "McDo", "mcdonald": "McDonald's", "macdonald": "McDonald's",
    "mac donald": "McDonald's", "mc donald": "McDonald's", "mcdonalds": "McDonald's", "brico depot": "Brico Dépôt",
    "ikéa": "Ikea", "restaurants du coeur": "Restos du cœur", "restaurants du cœur": "Restos du cœur", "restaurant du coeur": "Restos du cœur",
    "restos du coeur": "Restos du cœur", "resto du coeur": "Restos du cœur", "restaurant du cœur": "Restos du cœur", "secours pop": "Secours populaire", "geant casino": "Géant Casino",
    "leclair": "Leclerc", "karfour": "Carrefour", "caroufour": "Carrefour", "deliveroo": "Deliveroo", "uber eat": "Uber Eats", "ubereats": "Uber Eats",
    "croix rouge": "Croix-Rouge", "la croix rouge": "Croix-Rouge", "pole emploi": "Pôle emploi", "peugeot citroen": "Peugeot", "chrono post": "Chronopost",
}  # fmt: skip
# A brand that is also an everyday word needs its capital.
WORDS = frozenset(
    """quick free orange action casino but paul jules mercure boulanger picard crit alpine campanile midas start
    match spar total spie bolt stuart elis initial o2 actual interaction kelly ange andre envie noz netto lu bic
    metro ford onyx compass shell point synergie  brake iss nge stef besson francas spa
    salomon rossignol janus seb paul""".split()
)
