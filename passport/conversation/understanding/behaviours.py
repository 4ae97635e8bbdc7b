"""What people do that shows a savoir-être: patterns on words without accents, by code.

Each has a weight: 0.9 says it by itself, 0.6 only hints. A pattern that carries its own negation
("jamais en retard") has the mark of :data:`DENIED_BY_ITSELF`; the others are not read when denied.
"""

DENIED_BY_ITSELF = "(?#denied)"
_D = DENIED_BY_ITSELF
_NO = r"(?:pas|jamais|plus|rien|aucune?|sans|zero)"
_PEOPLE = (
    r"(?:clients?|clientes?|gens|dames?|mamies?|papis?|personnes?(?: agees?)?|residents?|residentes?|patients?"
    r"|usagers?|touristes?|vieux|voyageurs?|enfants?|parents|familles?|acheteurs?|eleves?)"
)
_MATES = r"(?:collegues?|coll?egues?|autres|nouveaux|nouvelles|nouveau|nouvelle|equipe|copains|copines|camarades|equipiers?|coequipiers?)"

BEHAVIOURS: dict[str, tuple[tuple[float, str], ...]] = {
    # Listening, empathy
    "300412": (
        (0.9, r"\b(?:j'ecout|ecout(?:ais|er|e|ait|ant)\b|a l'ecoute|tend\w* l'oreille)"),
        (0.9, r"\b(?:rassur|consol|reconfort|apais)\w+"),
        (0.9, r"\bme mett\w+ a (?:la|sa|leur) place|\bempath\w+|\bsans jug\w+"),
        (0.85, r"\b(?:prends?|prenais|pris|prenait|prendre) (?:toujours |bien )?(?:le|du) temps (?:de |d'|pour |avec )?(?:lui |leur |les |la |l'|eux|elle)?(?:parl|discut|ecout|expliqu|comprend|repond|rassur|chacun)"),
        (0.7, r"\b(?:prends?|prenais|pris) le temps\b"),
        (0.85, r"\bracont\w+ (?:leur|sa|ses|leurs|toute)|\bse confi\w+|\b(?:me|m'a) (?:parl\w+|confi\w+|racont\w+)(?: \w+)? (?:de )?(?:ses|leurs|sa|leur)\b"),
        (0.85, r"\b(?:sentais|voyais|remarqu\w+|devin\w+|ressent\w+|comprenais|senti|vu)(?: \w+){0,3} (?:quand|qu'elle|qu'il|que) ?(?:\w+ ){0,3}(?:n'?)?(?:allai(?:t|ent)|va|vont|etai(?:t|ent)|avai(?:t|ent)) (?:pas|mal|triste|peur|besoin|bien)"),
        (0.8, r"\b(?:tenu|tenais|tiens|tenir|donn\w+) la main|\b(?:tenir|tenais|tiens|tient|tenu) compagnie"),
        (0.8, r"\b(?:viennent|venaient|vient|venait|sont venus?) (?:\w+ )?(?:me (?:voir|parler|raconter)|vers moi)"),
        (0.75, r"\bpleur\w+.{0,60}\b(?:parl\w+|rest\w+|assise?|calin|bras|calm\w+)"),
        (
            0.75,
            r"\b(?:parl|discut|caus)\w+ (?:\w+ )?(?:doucement|gentiment|calmement|avec (?:les|des|un|une|chaque) "
            + _PEOPLE
            + r")",
        ),
        (0.8, r"\bm'asse\w+ (?:a cote|pres|avec)|\b(?:restais|reste|asseyais|assise?) (?:\w+ )?(?:pres|a cote|aupres|avec) (?:de |d'|elle|lui|eux)|\battend\w+ qu'(?:il|elle|ils|elles) (?:parl|se sent|soi|fini)\w*|\bs'ouvrai\w+ a moi"),
        (0.8, r"\blaiss\w+ (?:\w+ )?(?:les gens|parler|finir|s'exprimer|pleurer|le temps)\b|\bbonne oreille|\bse sent\w* (?:bien|ecoute\w*|en confiance|compris\w*)|\bmot (?:gentil|doux)|\bmots (?:gentils|doux)|\bchang\w+ les idees|\bremont\w+ le moral (?:a|d'un|des) (?!l'equipe)"),
        (0.75, r"\b(?:essay|cherch|tent)\w+ (?:\w+ )?(?:de |a )?comprendre (?:pourquoi|ce que|leur|son|sa|les|la personne)|\bpourquoi (?:il|elle|la personne|le client|ils) (?:est|etait|etaient|sont|pleur|s'enerv|cri)\w*|\b(?:timides?|seule?s?|isolee?s?|perdue?s?|tristes?|malades?|en deuil|deces|perdu son|perdu sa)\b[^.;]{0,50}\b(?:vers moi|j'allais|je vais|je discut|je parl|m'occup|visite|ecout|avec (?:lui|elle))\w*"),
        (0.7, r"\brepet\w+ (?:\w+ ){0,3}(?:sans|calmement|doucement|autant)|\b(?:prends?|prenais) mon temps (?:avec|pour)|\b(?:voyais|sens|sentais|vois|devinais) (?:que|quand|si) (?:le|la|l'|un|une|quelqu'un|elle|il|ca)\b[^.;]{0,30}\b(?:mal|peur|triste|seule?|allait|va|douleur|besoin|inquiet\w*|bien)"),
        (0.7, r"\b(?:lui|leur|avec (?:elle|lui|eux)) parl\w+|\b(?:parle|parlais|parler|discute|discutais) (?:avec|a) (?:elle|lui|eux|chacun|chaque)"),
        (0.7, r"\b(?:comprend\w*|comprenais|compris|savais) (?:ce qu'(?:il|elle)s? (?:\w+ ){0,2}(?:ressent|viv|voul|avai)|leurs? (?:peine|souffrance|probleme|colere|peur)|sa (?:peine|douleur|peur|colere))"),
        (0.65, r"\b(?:patiente?|patience) avec\b|\bsans (?:les |la |le )?brusquer|\bmettre en confiance|\bmettais (?:\w+ )?en confiance"),
    ),
    # Giving meaning, inspiring
    "300416": (
        (0.9, r"\b(?:donn\w+|redonn\w+) (?:\w+ )?(?:envie|espoir|du sens|courage|confiance|l'exemple|gout)\b"),
        (0.85, r"\b(?:expliqu|montr|dis|disais|raconte?|racont)\w*(?: \w+){0,4} (?:pourquoi|a quoi (?:ca|cela) ser\w+|l'importance)"),
        (0.85, r"\b(?:faire |fait |faisais )?(?:passer|transmet\w*|transmis) (?:\w+ )?(?:un |le |des |mes |l'|ma |mon |de |la )?(?:message|valeurs|passion|experience|amour|gout|savoir|histoire)"),
        (0.8, r"\bconvain\w+|\bconvaincu\w*|\bfait changer d'avis|\binspir\w+|\bsensibilis\w+|\bprise de conscience"),
        (0.8, r"\bservi d'exemple|\bexemple pour|\bmon (?:parcours|histoire|vecu|temoignage)\b.{0,60}\b(?:jeunes|autres|aid|espoir|envie|courage)|\btemoign\w+"),
        (0.75, r"\b(?:motiv|encourag)\w+ (?:les |des |mes |aux? |le )?(?:jeunes?|enfants?|gamins?|gens|eleves?|habitants|filles|garcons)"),
        (0.75, r"\bfait (?:reflechir|comprendre)|\bfaire (?:reflechir|comprendre)|\b(?:reflechir|comprendre) pourquoi (?:on|c'est)"),
        (0.8, r"\b(?:mon|leur) (?:exemple|modele)\b|\bparl\w+ de (?:mon (?:experience|parcours|histoire|vecu)|ma vie|ce que j'ai vecu)|\ben me (?:regardant|voyant|suivant)|\bgrace a (?:moi|mon|mes paroles|mes conseils)\b[^.;]{0,50}\b(?:repris|os\w+|envie|continu|choisi|inscri|chang|compri)\w*"),
        (0.75, r"\b(?:motiv|encourag|pouss|entrain|decid)\w+ (?:\w+ )?(?:les |mes |des |mon |ma |toutes les |a |aux? )?(?:jeunes?|enfants?|mamans?|freres?|soeurs?|fils|fille|amis?|voisins?|gens|copines?|femmes?) (?:du quartier )?(?:a |de |pour|d')|\bils? (?:ont|a) (?:os\w+|compris|repris|change)\b"),
    ),
    # Autonomy
    "300460": (
        (0.9, r"\bautonom\w+|\bde (?:moi|nous)[- ]memes?\b|\blivree? a moi"),
        (0.9, rf"{_D}\bsans (?:qu'on (?:me|m'|ait|nous)|(?:jamais |rien )?demander (?:a personne|rien|d'aide|de l'aide|l'aide|a)|aide\b|l'aide|que (?:le|mon|ma|la|les|quelqu'un|personne) (?:chef|patron|patronne|me|soit|m'aide)|chef\b|surveill\w+|personne (?:pour|derriere)|l'avoir appris|prof\w*)"),
        (0.85, r"\b(?:tout|toute) ?seule?\b"),
        (0.8, r"\bdebrouill\w+|\bje me gerais\b|\bje gere(?:ais)? (?:tout )?seule?\b"),
        (0.8, rf"{_D}\b(?:chef|patron|patronne|responsable|gerant|cheffe|tuteur|personne)\b[^.,;]{{0,25}}\b(?:(?:etait|est) (?:pas|jamais|absent\w*)|n'?etait la|pas la\b|jamais la\b|derriere moi|absent\w*|passait (?:pas|jamais)|en vacances)"),
        (0.8, rf"{_D}\b(?:pas|jamais|plus) (?:eu )?besoin (?:qu'on|d'aide|de (?:chef|demander|personne|quelqu'un)|d'un)|\bpersonne (?:ne )?(?:me (?:disait|dit|surveill\w+)|m'a (?:rien )?(?:dit|montre|appris|aide)|pour (?:m'aider|me))"),
        (0.75, r"\b(?:on|le chef|le patron|la patronne|ils|elle|il|chef|patron) (?:me |m'(?:a|ont) )lais\w+ (?:seule?|faire|gerer|travailler|libre|tranquille)"),
        (0.7, r"\b(?:a mon compte|prenais mes (?:propres )?decisions|decid\w+ (?:seule?|moi[- ]meme)|par moi[- ]meme|appris (?:sur le tas|moi[- ]meme))\b"),
        (0.65, r"\bj'etais seule?\b|\bje (?:travaill\w+|faisais|gerais|bossais|m'occupais)[^.,;]{0,30} seule?\b"),
        (0.8, r"\b(?:seule?)\b(?=[^.;]{0,25}\b(?:sur le chantier|la nuit|au magasin|dans|avec la tele|avec internet|a la caisse|en cuisine|des la|pour)\b)|\b(?:appris|apprends|monte|gere|gerais|fait|cree|construit|repare|ouvert)(?: \w+){0,4} (?:toute? )?seule?s?\b|\bj'etais (?:le|la) seule?\b"),
        (0.8, rf"{_D}\bsans (?:aucune |l'|d')?aide\b|\bpas de (?:chef|patron|responsable|surveillant)|\bpas besoin (?:de|qu'on) (?:me |m'|le |la )*(?:\w+)|\bsavais (?:quoi faire|ce que j'avais a faire|mon travail)|\brelanc\w+ (?:moi[- ]meme|sans)|\bsans attendre (?:le|la|qu'on|l')"),
        (0.75, r"\bgerais (?:ma|mon|mes|tout|toute)\b|\bprenais (?:les|mes|des) decisions|\bmon petit commerce|\ble patron (?:me donnait|passait|venait|revenait|partait|m'appelait)[^.;]{0,40}\b(?:liste|matin|soir|fois|semaine)|\b(?:je me prends|je me prenais) en (?:main|charge)|\bindependante?s?\b"),
    ),
    # Responsibility
    "300461": (
        (0.9, r"\bresponsab\w+"),
        (0.85, r"\b(?:avais|ai|confi\w+|donn\w+|laiss\w+|gardais|remis|eu|garde)(?: \w+){0,3} (?:les|des|leurs) cles?\b|\bles cles (?:du|de)\b"),
        (0.85, r"\bc'est (?:toujours )?moi qui (?:ferm|ouvr|ger|devai|tenai|repondai|surveill|av(?:ait|ais) (?:les|la)|signai|m'occup|compt|prenai|decid|etai)\w*"),
        (0.85, r"\b(?:c'etait|c'est|ca (?:tomb|retomb)\w+) (?:pour|sur) (?:moi|ma pomme)|\bma faute\b|\bmon erreur\b|\bj'(?:ai )?assum\w+|\brepond(?:ais|re|u) de\b"),
        (0.85, r"\b(?:j'ai (?:tout de suite |vite )?|j'|je l'ai |je )(?:avou|reconnu|signal|declare|dit que c'etait moi)\w*"),
        (0.8, r"\b(?:prevenu|prevenais|averti\w*|alert\w+|informe?) (?:\w+ )?(?:le|la|mon|ma|mes|les|un) (?:chef|patron|responsable|directeur|directrice|patronne|infirmiere?|cheffe|parents|famille|equipe|maitresse)"),
        (0.8, r"\b(?:compt\w+ sur moi|faisai\w* confiance|fait confiance|me confi\w+|m'a\w* confi\w+|a ma charge|sous ma (?:charge|responsabilite|surveillance)|dependai\w+ de moi|en charge de)"),
        (0.75, r"\b(?:argent|caisse|recette|coffre|securite|vie|sante)\b[^.;]{0,40}\b(?:moi|ma charge|compt\w+|banque|surveill\w+)|\bla securite (?:des|de) (?:enfants|gens|clients|autres|mon)"),
        (0.65, rf"\bje (?:restais|suis restee?|partais pas)[^.,;]{{0,30}}\b(?:jusqu'a ce que|tant que)|{_D}\bje (?:partais|quittais) (?:jamais|pas) (?:avant|sans|tant)"),
        (0.85, r"\bc'(?:est|etait) (?:a|sur) moi (?:de|d'|qu'|que)|\bc'(?:est|etait) moi qu'on\b|\bon (?:me|m'a) (?:confi|laiss|donn)\w*(?: \w+){0,3} (?:la recette|la caisse|les cles|le camion|la voiture|les enfants|l'argent|la boutique|le magasin|les sous|la maison)|\bon (?:me|m'a) (?:le|la|les) (?:laiss|confi)\w+"),
        (0.8, r"\bje l'ai (?:\w+ )?(?:dit|avoue|signale|prevenu)|\bfallait pas (?:se tromper|qu'il arrive|faire d'erreur|rater)|\bj'ai (?:rembourse|repare ma|paye) (?:ce que|ma|mon|les)|\bsi (?:un|une|quelqu'un|y avait|il y avait)[^.;]{0,40}\b(?:c'etait moi|c'est moi|pour moi|sur moi)|\b(?:a|des) (?:1[0-7]|[6-9]|dix|douze|quatorze|treize) ans\b[^.;]{0,30}\b(?:m'occup|ger|gard|tenai|travaill|elev|aid)\w*"),
        (0.7, r"\bm'occup\w+ (?:\w+ )?(?:de|d'|des) (?:toute la|toute ma|mes (?:petits? )?(?:freres|soeurs)|la maison|tout)\b|\b(?:medicaments?|doses?)\b[^.;]{0,30}\b(?:donn|verif|pas)\w*|\bvies? (?:en|entre) (?:jeu|mes mains)|\bje (?:tiens|tenais) (?:ma|mes|toujours (?:ma|mes)) (?:parole|promesses?|engagements?)|\bpromis\b"),
    ),
    # Teamwork
    "300465": (
        (0.9, r"\b(?:esprit|travail|travaill\w+|bonne?|super|belle|notre|toute l'|en|jouer?|jouais) (?:d'|en )?equipe\b(?! de (?:nuit|jour|matin)| (?:de )?\d)"),
        (0.9, rf"\b(?:aid|soutien|souten|depann|remplac|coup de main|couvr|epaul|secour|renfort)\w*(?: \w+){{0,4}} (?:(?:a|un|une|mes|les|des|mon|ma|le|la|aux|l'|leurs?|nos) ?){{1,2}}{_MATES}\b"),
        (0.9, r"\bcoups? de main\b|\bentraid\w+|\bsolidair\w+|\bs'aid\w+(?: les uns| entre)?|\bon (?:s'|se |nous )(?:aid|soutenait|souten|serr)\w*"),
        (0.85, r"\bensemble\b|\ba (?:plusieurs|deux|trois|quatre) on\b|\btous unis|\bsoude\w*\b|\bcollectif\b|\btravail\w* (?:a|avec) (?:plusieurs|les autres|mes collegues)"),
        (0.85, r"\bon (?:se|s'est|s'|nous) (?:relay|reparti|partag|organis|coordonn|distribu|arrang|parlait|mettait d'accord|divis)\w*"),
        (0.8, r"\bbien entendue?s?\b|\bbonne (?:entente|ambiance)|\bon s'entend\w+|\b(?:tous|toutes) (?:main dans la main|ensemble)"),
        (0.75, rf"\b(?:avec|pour) (?:mes|les) (?:collegues|camarades|coequipiers)\b|\b(?:j'ai|je) (?:montr|expliqu|appris)\w*[^.,;]{{0,25}} (?:a |aux? )(?:la |le |un |une |mes |mon )?{_MATES}"),
        (0.85, r"\bequipe\b(?! (?:de (?:nuit|jour|matin)|du (?:matin|soir)))(?=[^.;]{0,50}\b(?:aid|part|ensemble|autres|soude|form|entr|on|vraie|malade)\w*)|\b(?:vraie|belle|super|bonne|petite) equipe\b|\bon (?:se remplac|se pret|s'echang|se pass|se donn|se soutien|s'arrang|form|etait (?:tous|toutes|solidaires|unis|soud))\w*"),
        (0.8, r"\bchacune? (?:sa|son|savait|faisait|avait|avec)|\b(?:fils|fille|enfants?|horaires?|poste|part|tour|travail) (?:de |d'|a )(?:ma|mon|mes|une?|ma) (?:collegue|coll?egues|copine de travail)|\b(?:pour qu'elle puisse|pour arranger|pour depanner)\b|\bpartag\w+ (?:\w+ ){0,2}(?:astuces?|experience|savoir|taches?|travail|repas|materiel|pourboires?)|\bles autres\b[^.;]{0,40}\b(?:aid|rempla|relay|prenai|finiss|attend)\w*"),
    ),
    # Proposing ideas
    "300467": (
        (0.9, r"\b(?:j'(?:ai |avais )?(?:aussi |meme )?|je (?:lui |leur )?|on a )propos\w+|\bsuggere\w*|\bsuggestion\w*|\bmes? (?:propositions?|idees?)\b"),
        (0.9, r"\b(?:eu|j'avais|donn\w+|lanc\w+|trouv\w+|amen\w+|apport\w+|venu) (?:\w+ )?(?:une|l'|des|d'autres|plein d') ?(?:idee|idees)\b|\bidee (?:de|d'|qu)\b|\bmon idee\b"),
        (0.85, r"\b(?:dit|demande|disais|dis)(?: \w+){0,4} (?:qu'on (?:pourrait|devrait|pouvait|devait|ferait)|que ca serait mieux|que ce serait mieux|et si on|si on (?:pouvait|ferait))|\bet si on\b|\bon pourrait (?:faire|mettre|changer)"),
        (0.85, r"\bamelior\w+|\bnouvelle (?:facon|maniere|methode|organisation)\b|\bmis en place\b|\bfait changer\b|\b(?:trouv\w+|cherch\w+) (?:\w+ )?(?:une|des|la|un) (?:solution|facon|maniere|astuce|moyen)s?\b"),
        (0.75, r"\bpris l'initiative|\binitiativ\w+|\bpour (?:gagner du temps|aller plus vite|que ca aille plus vite)|\ba (?:ete )?(?:garde|adopte|repris|retenu)e?s? (?:mon|l'|la|ma)"),
        (0.85, r"\b(?:dit|demande|explique|montre|conseille|parle|ecrit)(?: \w+){0,4} (?:qu'on|que ca|que ce|si on|comment on) (?:\w+ )?(?:gagn|pourr|pouv|devr|irai|serai|ferai|change|devait|mett|essa)\w*|\b(?:une|de) (?:autre |meilleure? )?(?:facon|maniere|methode|technique) (?:plus|de|pour|qui|mieux)|\bplus (?:rapide|pratique|simple|efficace) (?:de|pour|a)"),
        (0.8, r"\bon (?:a|pourrait|pouvait) (?:essay|chang|fait comme|adopt|test|mis)\w*[^.;]{0,30}|\bce qu'on (?:pouvait|pourrait) (?:amelior|chang|faire)\w*|\b(?:et|ca) (?:a|y a) marche\b|\bmon avis\b|\bessay\w+ autrement|\btrouve (?:\w+ )?(?:comment|un moyen|la solution)"),
    ),
    # Reacting fast
    "300473": (
        (0.9, r"\b(?:reagi\w*|reactif|reactive|reactivite|reflexe)\b"),
        (0.9, r"\b(?:j'ai|je|j'|on a)\b[^.;]{0,45}\b(?:tout de suite|immediatement|aussitot|sur[- ]le[- ]champ|direct(?:ement)?|dans la (?:minute|seconde|foulee)|en (?:cinq|5|deux|2|10|dix|quelques) (?:minutes|secondes)|sans (?:attendre|perdre de temps|hesiter)|illico)\b"),
        (0.85, r"^\W*(?:tout de suite|immediatement|aussitot)\b|\btout de suite (?:j'|je|appele|pris|coupe|couru)"),
        (0.85, r"\b(?:en panne|fuite|feu|incendie|malaise|accident|blesse\w*|tombee?|inonda\w+|fumee|etouff\w+|brul\w+|saign\w+|urgence|coupure|coupe)\b.{0,80}\b(?:j'ai|je l'ai|je|on a) (?:\w+ )?(?:appel|coup|pris|mis|couru|evacu|trouv|change|repar|ferme|sort|propos|prevenu|allong|fait le)\w*"),
        (0.8, r"\b(?:derniere minute|dernier moment|a l'improviste|imprevu\w*|au pied leve)\b"),
        (0.8, r"\b(?:j'ai|je) (?:\w+ )?(?:couru|cours|courais|saute|fonce|me suis precipite\w*|appele (?:les pompiers|le samu|les secours|le depanneur|le 15|le 18))"),
        (0.7, r"\b(?:vite|rapidement)\b(?! fait)|\burgences?\b|\bpremiers secours\b"),
        (0.85, r"\b(?:j'en ai|j'ai (?:\w+ )?(?:trouv|remplac|repris|pris|mis|coup|ferm|sort|evacu|improvis|change|fait|repar)\w*)\b[^.;]{0,45}\b(?:en une heure|en \w+ minutes|au pied leve|direct|papier|autre|a la place|a temps|aussitot|tout de suite|les commandes|le relais)\b"),
        (0.85, r"\b(?:plante|lache|explose|absente?|manquait|malaise|evanoui\w*|etouffe\w*|tombe|casse|panne|coupure|urgence|feu|fuite|fuyait|coinc\w+|bloqu\w+|perdu\w*)\b[^.;]{0,25}[,;]? ?(?:et |alors |donc |du coup )?(?:j'ai|je l'ai|je les ai|j'en ai|je coup|je cour|je rempla|on a|moi j'ai)\w*"),
        (0.75, r"\bdes qu[e'](?: ?\w+){1,5},? (?:je|j')|\b(?:a \d+ ?h(?:eures)?|dans l'heure|dix minutes apres|cinq minutes apres) (?:j'etais|j'y etais)|\bj'etais la (?:en|dans)|\bau telephone et (?:j'arriv|je ven)\w*"),
    ),
    # Self-control
    "300478": (
        (0.9, r"\b(?:calme|calmement|sang[- ]froid|zen|serein\w*|self[- ]control)\b(?! plat)"),
        (0.9, rf"{_D}\b{_NO} (?:\w+ )?(?:m'enerv\w+|enerv\w+|m'emport\w+|craqu\w+|paniqu\w+|cri(?:e|ais|er)\b|crie dessus|hauss\w+ (?:le ton|la voix)|lev\w+ la voix|agressi\w+|repond\w+ (?:aux insultes|mechamment|mal|a ses)|perd\w+ (?:mes moyens|patience|le calme|mon calme|la tete))"),
        (0.9, rf"{_D}\b(?:m'enerv\w+|m'emport\w+|craqu\w+|paniqu\w+|criais|haussais le ton|perds|perdais) (?:jamais|pas|rarement)\b"),
        (0.9, r"\bprenais sur moi|\bprends sur moi|\bpris sur moi|\bme (?:maitris|control|contrôl|retenai|retien)\w*|\bme suis (?:retenu|controle|maitrise)\w*|\bgard\w+ (?:le|mon|ton) (?:calme|sourire|sang)"),
        (0.8, r"\b(?:insult|agress|cri(?:ai|e|aient|ait) dessus|menac|hurl|gueul|enerv|provoqu|mechant|desagreable|colere|pression|stress)\w*\b.{0,70}\b(?:(?:je|j'ai) (?:rest\w+|souri\w*|respir\w+|compt\w+|parl\w+|expliqu\w+|continu\w+|gard\w+|repondais (?:poliment|gentiment))|poli\w*|doucement|tranquill\w+)"),
        (0.8, r"\b(?:je )?respir\w+ (?:un (?:bon )?coup|a fond|et|profond\w*)|\bje souri\w+ quand meme|\bcompt\w+ jusqu'a (?:3|5|10|dix|trois)"),
        (0.75, r"\b(?:ger\w+|supporte\w*|support\w+|tenir|tiens|resist\w+|travail\w+)(?: \w+){0,3} (?:le stress|la pression|sous pression|au stress|a la pression)"),
        (0.7, r"\bpatiente?\b|\bpatience\b|\bdesamorc\w+|\bcalm\w+ (?:le|la|les|tout|une?|des)\b"),
        (0.85, rf"{_D}\b(?:insult\w+|crach\w+|frapp\w+|tap\w+|cri\w+|hurl\w+|menac\w+|agress\w+|provoqu\w+|humili\w+|enerv\w+|bouscul\w+|rabaiss\w+|violent\w*|ivre|bourre|saoul\w*|agressi\w+|mechant\w*)\b.{{0,70}}\b(?:pas (?:repondu|reagi|bronche|crie)|(?:repondais|reagissais|bronchais|criais|fachais|m'enervais|me fachais) (?:pas|jamais)|(?:souri|servi|laisse parler|ignore|explique|poliment|respire|parle)\w*)"),
        (0.85, rf"{_D}\b(?:hauss\w+|lev\w+|elev\w+) (?:jamais|pas) (?:le ton|la voix)|\b(?:fach|enerv|emport|impatient|vex)\w+ (?:pas|jamais)\b|\bsans (?:me |m')?(?:facher|enerver|crier|m'enerver|paniquer|perdre)\b|\bperd\w* (?:pas|jamais) (?:mon|le|patience|les)|\bje (?:craquais|paniquais|stressais|m'affolais) (?:pas|jamais)"),
        (0.75, r"\b(?:quand ca (?:chauff|bard|cri)\w+|en plein rush|coup de feu|monde qui attend\w*|\d+ personnes)\b.{0,50}\b(?:respir|calme|tranquill|sourire|perd|pose)\w*|\bposement\b|\bgarder mon sang"),
    ),
    # Open to change
    "300479": (
        (0.9, r"\b(?:m'|se |s'|nous |on s')?(?:re)?adapt\w+"),
        (0.9, r"\b(?:m'habitu|m'y suis (?:fait|habitu)|me suis habitu|me suis (?:vite )?fait)\w*|\bm'y suis (?:vite )?(?:faite?|mise?)"),
        (0.9, r"\bpolyvalen\w+|\bflexib\w+|\bcaméléon|\btout[- ]terrain"),
        (0.85, r"\bchang(?:e|er|ais|eait|ait|é|ement|ements|eaient)\b(?: \w+){0,4} (?:poste|pays|langue|metier|horaires?|equipe|rayon|service|chantier|planning|ville|methode|place|habitudes?|logiciel|patron|chef|programme|machines?|tout|consignes|secteur|classe|vie)s?\b"),
        (0.85, r"\b(?:horaires?|planning|equipe|poste|chantier|place|consignes?|programme|regles?)s? (?:\w+ )?chang\w+"),
        (0.8, r"\b(?:nouveau|nouvelle|nouveaux|nouvelles) (?:logiciel|machine|methode|pays|langue|caisse|systeme|outil|regle|equipe|direction|metier|poste|procedure|technologie|vie|chef|patron|ordinateur|appli\w*)s?\b"),
        (0.8, r"\bdu jour au lendemain\b|\b(?:on me|me|m'a|m'ont|je) (?:mettait|mettaient|mis|envoy\w+|deplac\w+|bascul\w+|pass\w+)(?: \w+)? (?:a un autre|sur (?:un|d'autres|plusieurs|n'importe)|partout|la ou|ailleurs|dans un autre|de l'un|d'un)"),
        (0.8, rf"{_D}\b(?:ca|les changements|le changement|changer)\b[^.,;]{{0,25}}\b(?:(?:me )?(?:derange\w*|gen\w+|fait peur|pose) (?:pas|jamais|aucun)|pas (?:derang\w*|gen\w+|peur))|\bpas peur (?:du changement|de changer)"),
        (0.75, r"\bs'ajust\w+|\bje m'ajust\w+|\bremplac\w+ (?:partout|n'importe (?:qui|ou)|a tous les postes)|\btous les postes\b|\bun peu (?:de )?tout\b"),
        (0.85, r"\b(?:toutes les semaines|tous les jours|chaque (?:jour|semaine|matin|mois|fois))\b[^.;]{0,40}\b(?:different\w*|nouve\w+|autre|change\w*)|\b(?:different\w*|autre|nouve\w+)\b[^.;]{0,20}\b(?:chaque|tous les|toutes les)|\bpasse? (?:du|de la|de l'|d'un|d'une)\b[^.;]{1,25}\b(?:au|a la|a l'|a un|a une)\b"),
        (0.8, r"\b(?:partout|la) ou (?:il fallait|on avait besoin|y avait besoin|il y avait besoin|on me)|\bselon (?:les|le) (?:besoins?|jours?|planning|demandes?)|\b(?:matin|jour),? (?:soir|midi|apres[- ]midi)(?:,| ou| et) (?:la )?nuit\b|\bsuivi les nouve\w+|\bappris (?:en|vite)[^.;]{0,15}\b(?:jours?|semaines?|vite)|\b(?:nouve\w+ \w+,? ){2}|\bn'importe (?:quel|ou|quand)\b|\btoute? (?:reapprendre|recommencer a zero)|\breparti\w* (?:de|a) zero"),
    ),
    # Organising work
    "300483": (
        (0.9, r"\b(?:m'|me |j'|je )?(?:suis )?organis(?:e|ais|ait|er|ee|é|ation)\b|\bbien organisee?\b"),
        (0.9, r"\bplanifi\w+|\bplannings?\b(?! chang)|\bemploi du temps\b|\bagenda\b|\bprogramm\w+ (?:mes|ma|les|la|mon)|\bto[- ]do|\btableau (?:pour|avec|des)"),
        (0.9, r"\bprior\w+|\bpar ordre\b|\bdans l'ordre\b|\bl'ordre (?:de|des)\b|\ble plus (?:urgent|important|presse)\b|\burgent d'abord"),
        (0.85, r"\b(?:prepar|sort|mett|pos|rang)\w*(?: \w+){0,6} (?:la veille|a l'avance|d'avance|le soir pour|avant (?:que|de|d'|l'))"),
        (0.85, r"\bla veille\b|\ba l'avance\b|\banticip\w+|\bd'avance\b"),
        (0.85, r"\b(?:fais|faisais|fait|faire|commenc\w+)(?: \w+){0,3} (?:d'abord|en premier|par le|par les|par la)|\bd'abord\b.{0,60}\b(?:apres|ensuite|puis)\b"),
        (0.85, r"\b(?:faisais|fais|fait|avais|ai|ecri\w+|faire) (?:\w+ )?(?:une |des |mes |ma |la )?listes?\b"),
        (0.8, r"\bjongl\w+|\btout prev\w+|\bprevoyais|\bprevoir\b|\b(?:ger\w+|tenai\w+|tenir) (?:\w+ )?(?:le budget|les rendez-vous|les horaires|les stocks|mon temps|plusieurs|le planning|tout en meme temps)"),
        (0.75, r"\bcalcul\w+ (?:\w+ )?(?:temps|trajet|quantite|le nombre|combien)|\bminut\w+ (?:pour|par)|\bfini\w* a temps|\bdans les temps|\bmon (?:systeme|circuit|ordre)"),
        (0.85, r"\bcommenc\w+ (?:toujours )?par\b|\b(?:avant de (?:partir|commencer|demarrer|dormir|me coucher))\b[^.;]{0,40}|\b(?:tri|class|rang|prepar|sort)\w+(?: \w+){0,5} (?:par (?:rue|ordre|taille|date|couleur|etage|client|urgence|secteur)|avant (?:de|d'))"),
        (0.8, r"\b(?:cahier|carnet|calendrier|agenda|tableau|alarmes?|rappels?|post-it|pense-bete|fiches?|classeur)\b|\btout (?:calcul|prev|prep|not|minut|pens)\w+|\ba la minute\b|\bpendant que (?:la|le|les|ca|l')\b[^.;]{0,25}\b(?:cui|chauff|sech|tourn|repos|dorm|lav)\w*|\bpour rien oublier\b|\brien oublier\b"),
    ),
    # Perseverance
    "300485": (
        (0.9, rf"{_D}\b(?:pas|jamais|rien) (?:\w+ )?(?:lach\w+|abandon\w+|baiss\w+ les bras|decourag\w+|laiss\w+ tomber|renonc\w+)|\b(?:lach|abandonn|renonc|decourag)\w* (?:jamais|pas|rien)\b|\bbaiss\w+ (?:pas|jamais) les bras|\blaiss\w+ (?:pas|jamais) tomber"),
        (0.9, r"\bjusqu'au bout\b|\bpersever\w+|\btenace|\btenacite|\bperseveran\w+|\btetu\w*\b"),
        (0.85, r"\brecommenc\w+|\breessay\w+|\brefait (?:\w+ )?(?:plusieurs|trois|3|10|dix|cinq|5)? ?fois|\bpasse \w+ fois|\bessay\w+ (?:\w+ )?(?:encore|plusieurs|\d+|dix|trois|cinq) fois|\b(?:a|apres) (?:la )?(?:plusieurs|\d+|dix|trois|cinq|quatre|deux|deuxieme|troisieme|quatrieme) (?:fois|essais?|echecs?|tentatives?|refus)"),
        (0.85, r"\b(?:malgre|meme (?:si|quand|avec|fatiguee?|malade|epuisee?|sous|blessee?|enceinte))\b.{0,60}\b(?:j'ai|je|j'|on) (?:\w+ )?(?:continu|tenu|tenai|fini|termin|all|ven|travaill|rest|reussi|y all|me lev)\w*"),
        (0.85, r"\b(?:j'ai|je|j'|on)(?: \w+)? (?:continu\w+|tenu (?:bon|le coup|jusqu)|m'accroch\w+|me suis accroche\w*|accroch\w+)|\btenu (?:bon|le coup)"),
        (0.8, r"\b(?:j'y suis arrivee?|j'ai fini par|jusqu'a (?:ce que|reussir|la fin|y arriver|l'avoir|la derniere))\b|\btoujours (?:fini|termine)\b|\bje finissais (?:toujours )?ce que"),
        (0.75, r"\b(?:dur|difficile|long|fatiguee?|froid|pluie|mal (?:au dos|partout)|des mois)\b.{0,50}\b(?:mais|quand meme)\b.{0,40}\b(?:continu|fini|reussi|tenu|all|ven|lev|eu mon)\w*"),
        (0.85, r"\b(?:deux|trois|quatre|cinq|six|dix|vingt|plusieurs|\d+) fois\b[^.;]{0,30}\b(?:et (?:je l'ai|j'ai|a la fin|finalement)|avant de|l'ai eu|reussi|obtenu|continue\w*|refus\w*|rat\w+)|\b(?:rat|refus|echou|tomb)\w+\b[^.;]{0,40}\b(?:recommenc|continu|releve|reess|repass|revenu|retent|l'ai eu)\w*"),
        (0.85, rf"{_D}\bmal (?:au|aux|partout|a la)\b.{{0,25}}\bmais\b.{{0,40}}|\blach\w* (?:pas|jamais|rien)\b|\b(?:toute la nuit|des heures|jusqu'a minuit|pendant des (?:mois|semaines|annees))\b[^.;]{{0,35}}|\b(?:cherch|essay|travaill|boss)\w+ (?:toute la nuit|pendant des|des heures|jour et nuit)"),
        (0.8, r"\brepris (?:les|mes|des|une?) (?:cours|etudes|ecole|formation)|\b(?:heures?|km|kilometres) (?:de (?:bus|marche|route|train|trajet|velo)|a pied)\b|\b(?:c'etait|c'est) (?:tres |trop |vraiment )?(?:dur|difficile|penible|fatigant)\b[^.;]{0,30},? mais\b[^.;]{0,50}\b(?:tenu|fini|reste|continu|reussi|all|lach)\w*|\beu (?:mon|le) (?:diplome|cap|permis|bac) (?:a \d\d|quand meme|a la)|\bj'ai (?:tenu|fini la saison|tout fini)"),
    ),
    # Leadership
    "300489": (
        (0.9, r"\bleader\w*|\bmeneu\w+|\bcapitaine\b|\bchefs? d'equipe\b|\bcheffe d'equipe|\bpris? (?:les choses|l'equipe|le groupe) en main"),
        (0.9, r"\b(?:j'|je |j'ai |je les |on m'a demande de )?(?:dirig|encadr|manag|coordonn|mobilis|pilot|men(?:ais|ait|e\b)|chapeaut|superviss?)\w*(?: \w+){0,3} (?:equipe|groupe|personnes?|gars|gens|jeunes|benevoles|ouvriers|collegues|\d+|autres|enfants|nouveaux|troupe|chantier|stagiaires)"),
        (0.9, r"\b(?:equipe|groupe) de (?:\d+|deux|trois|quatre|cinq|six|dix)\b.{0,40}\b(?:ger|dirig|moi|encadr)\w*|\b(?:ger|dirig|encadr)\w+ (?:une |l'|mon |toute l')?(?:equipe|groupe)"),
        (0.85, r"\b(?:motiv|entrain|rassembl|reuni|boost|remont\w+ le moral|galvanis|embarqu|federe?)\w*(?: \w+){0,2} (?:l'|les|toute?s?|tous|tout|mon|mes|le|une|des|aux?|du|de l')(?: ?\w+)? ?(?:equipe|equipes|collegues|groupe|troupes|autres|gars|gens|voisins|benevoles|filles|habitants|monde|parents|moral)"),
        (0.85, r"\b(?:repartiss|distribu|donn|delegu|attribu)\w*(?: \w+){0,2} (?:le travail|les taches|les roles|les postes|les consignes|les ordres|des ordres|du travail|les missions)"),
        (0.8, r"\b(?:les autres|l'equipe|on|tout le monde|ils|les gens|les collegues) (?:me suivai\w+|m'ont suivi\w*|m'a suivie?|m'ecoutai\w+|comptaient sur moi pour)|\bsuivai\w+ mes"),
        (0.7, r"\bform(?:ais|er|e|é|ait) (?:les|des|un|une|le) (?:nouveaux?|nouvelles?|jeunes|stagiaires?|apprentis?|collegues?)|\bporte[- ]parole|\bdelegue\w*\b"),
        (0.85, r"\b(?:m'ecout|me suiv|m'obei|me demandai|venai\w+ me (?:voir|demander)|m'a suivi|m'ont suivi)\w*\b[^.;]{0,35}\b(?:chef|quoi faire|plus que|tous?|tout le monde|autres?)?|\btout le monde m'a suivi|\borganis\w+ (?:la|une|le|un|des) (?:greve|kermesse|tournoi|manif\w*|petition|reunion|fete de|collecte|equipe)|\b(?:c'est|c'etait) moi qui (?:donn|form|repart|dirig|decid|command|menai|organis|lanc|choisi)\w*"),
        (0.8, r"\b(?:motiv|entrain|embarqu|mobilis|reuni|rassembl|rameut)\w+ (?:\w+ )?(?:toutes? |tous |tout |les |mes |des |le |une |dix |vingt )+\w*(?:mamans?|parents|voisins?|gars|filles?|collegues|quartier|monde|habitants|benevoles|jeunes|locataires|femmes|gens)"),
    ),
    # Rigour, punctuality
    "300490": (
        (0.9, rf"{_D}\b(?:pas|jamais|rien|sans) (?:\w+ ){{0,2}}(?:en retard|de retard|retard\b|absente?|manqu\w+ (?:un jour|une)|rat\w+ (?:un jour|une|le))|\bretards? (?:jamais|zero)|\bzero (?:retard|faute|erreur|defaut|accident|ecart)"),
        (0.9, r"\ba l'heure\b(?! actuelle)|\bponctue\w+|\bponctualite|\b(?:en avance|avant l'heure|minutes avant)\b"),
        (0.9, rf"{_D}\b(?:pas|jamais|sans|aucune?|peu|rien) (?:\w+ ){{0,2}}(?:erreurs?|fautes?|ecarts?|defauts?|trompee?|oubli\w*|trou)\b|\b(?:me tromp|oubli|rat)\w+ (?:jamais|pas|rien)\b"),
        (0.9, r"\brigueur|\brigoureu\w+|\bprecis\w*\b|\bprecision|\bminuti\w+|\bmeticuleu\w+|\bpointilleu\w+|\bmaniaque|\bperfectionnist\w+|\bau (?:millimetre|gramme|centime|degre)\b|\b(?:centime|gramme|millimetre) pres"),
        (0.85, r"\b(?:re)?verifi\w+|\brecompt\w+|\bcontrol(?:ais|er|e|é)\b|\bcompt\w+ (?:\w+ )?(?:deux|2|trois) fois|\brelisais|\brelis\b|\bdouble (?:controle|verif\w+)|\b(?:deux|2) fois (?:avant|pour|le|la)"),
        (0.85, r"\b(?:respect|suiv|appliqu|observ)\w*(?: \w+){0,4} (?:consignes?|regles?|procedures?|protocoles?|recettes?|hygiene|normes?|instructions?|notice|plan|securite|ordonnance|doses?|etapes?)\b|\ba la lettre\b"),
        (0.8, r"\b(?:relev|not|pes|mesur|dos|etiquet)(?:ais|e|er|é|ait)\b(?: \w+){0,4} (?:temperatures?|poids|quantites?|dates?|heures?|tout|doses?|chaque|cahier|medicaments?|produits?|releves?|fiches?)\b"),
        (0.8, r"\bsoign(?:e|ee|eux|euse|eusement)\b(?! (?:les|la|le|des|mes|ma|mon))|\bimpeccable\w*|\bnickel\b|\bbien fait\b|\bdans les (?:moindres )?details?|\bdetails?\b|\bpropre et (?:range|bien)|\bau carre\b|\bchaque chose a sa place|\bfini propre|\bbien (?:droit|aligne|propre|range)\w*"),
        (0.65, r"\bserieu(?:x|se|sement)\b|\battenti\w+ (?:aux?|a)\b|\bfais\w* attention (?:a|aux?)\b"),
        (0.85, r"\bcaisse (?:\w+ )?(?:etait |est |tombait )?(?:toujours |jamais )?(?:juste|bonne|exacte)|\b(?:lis|lisais|regarde|regardais|suis|suivais)(?: \w+){0,2} (?:les |la |le |bien )?(?:consignes?|notice|mode d'emploi|fiche|recette|etiquettes?|plan)\b|\b(?:goutte|virgule|minute|euro|gramme|millimetre)s? pres\b|\b(?:pas|plus) une (?:trace|tache|erreur|faute|poussiere)|\btoujours (?:bien fait|propre|nickel|juste|impeccable|droit|a l'heure|exact\w*|bien range)"),
        (0.85, rf"{_D}\bpas (?:un|une) (?:seule? )?(?:retard|absence|jour|minute|erreur|faute)|\bjamais (?:une |un |eu de |eu une |eu d')?(?:absence|retard|plainte|reclamation|erreur|avertissement)\w*|\b(?:coup|decoup|mesur|trac|align|pos|pli)\w+ (?:toujours )?(?:bien )?(?:droit|net|pareil|precis\w*|au carre)"),
    ),
    # Curiosity
    "300493": (
        (0.9, r"\bcuri(?:eux|euse|osite)\b|\bpos\w+ (?:\w+ ){0,3}questions?\b|\bplein de questions\b"),
        (0.9, r"\b(?:me |m'|je me suis |suis )?renseign(?:ais|ee?|er?|é) (?:sur|par|moi|avant|aupres|pour (?:savoir|comprendre))|\bje me renseign\w+|\bme suis renseigne\w*|\bdocument\w+ sur"),
        (0.85, r"\b(?:pour|envie de|voulais|veux|j'aime|aime bien|aimais|cherch\w+ a|chercher a|besoin de) (?:\w+ )?(?:savoir|comprendre|decouvrir|apprendre)\b(?! un metier)"),
        (0.85, r"\b(?:comprendre|savoir|voir|demand\w+)(?: \w+){0,3} (?:comment|pourquoi) (?:ca|cela|on|c'est|il|elle|ils|marche|fonctionne|les|la|le)"),
        (0.85, r"\b(?:regard|mat|suiv|visionn|cherch)\w*(?: \w+){0,2} (?:videos?|tutos?|youtube|internet|documentaires?|google)|\btutos?\b|\byoutube\b"),
        (0.8, r"\bj'ai appris (?:\w+ ){0,4}(?:en regardant|sur internet|tout seul|toute seule|seule?|moi[- ]meme|par curiosite|en lisant|en ecoutant)|\ben regardant (?:les|faire|travailler|ma|mon|des|le)"),
        (0.8, r"\b(?:decouvr|explor|interess|passionn)\w*(?: \w+){0,3} (?:autres?|cultures?|pays|nouveau\w*|nouvelles?|choses|metiers?|langues?|cuisines?|a tout|plantes?|gens|machines?)|\bje m'interess\w+ (?:a|aux?)|\bm'interessais\b"),
        (0.8, r"\bje (?:lis|lisais)\b|\bj'ai lu\b|\bgoute\w* a tout|\btouche[- ]a[- ]tout|\bapprendre des (?:choses|mots|autres)|\bouvert\w* d'esprit|\bautres cultures"),
        (0.85, r"\b(?:demand|question)\w+ (?:toujours |souvent |au chef |aux? \w+ )?(?:pourquoi|comment)|\baim\w* (?:bien )?(?:savoir|apprendre|decouvrir|comprendre|essayer|lire)|\bpour (?:les|le|la|tout)? ?(?:connaitre|decouvrir|comprendre|voir comment)|\ball(?:ais|e|er) voir (?:les autres|comment|ailleurs|dans les|ce que)|\bj'ai appris (?:l'|le |la |du |des |un peu de |quelques mots d?e? ?)?(?:espagnol|anglais|arabe|portugais|turc|wolof|langue des signes|italien|allemand|francais|mots)"),
        (0.8, r"\blis tout\b|\btout ce que je trouve|\bgout\w+ (?:\w+ ){0,3}(?:plats?|produits?|vins?|fromages?)|\bdemont\w+ (?:\w+ ){0,4}pour (?:voir|comprendre|savoir)|\bessay\w+ (?:tous les|toutes les|de nouve\w+|des)|\bdocumentaires?\b|\bmusees?\b"),
    ),
    # Creativity
    "300497": (
        (0.9, r"\b(?:invent|imagin|creati|cré)\w*|\bcree(?:r|s|e)?\b|\bcreais\b|\bcreation\w*|\boriginal\w*|\bcustomis\w+|\bartisti\w+"),
        (0.9, r"\b(?:de la |avec de la |en )?recup\w*\b(?!er)|\bavec (?:trois|3|deux|2) fois rien|\bavec (?:des|les) (?:bouts|chutes|restes|palettes|bouteilles|cartons?|tissus?|vieux|vieilles)|\btransform\w+ (?:\w+ ){0,4}en\b"),
        (0.85, r"\b(?:mes|ma|mon) propres? (?:\w+ )?(?:recettes?|modeles?|dessins?|deco\w*|histoires?|jeux|bijoux|robes?|gateaux|style|patrons?|motifs?|chansons?|creations?|methode)|\b(?:a|de) ma (?:facon|sauce|maniere)\b"),
        (0.8, r"\bdecor(?:ation|ations|ais|er|e|é)\b|\bdessin\w+|\bpeign\w+ des (?:tableaux|fresques?)|\bfresques?\b|\bsculpt\w+|\bcompos\w+ (?:des|une|mes)"),
        (0.8, r"\bnouve(?:lles?|aux?) (?:recettes?|modeles?|plats?|motifs?|jeux|activites|decos?|gateaux|parfums?|coiffures?|tresses)|\bfabriqu\w+ (?:\w+ ){0,4}(?:avec|moi[- ]meme|a partir)|\bbricol\w+ (?:un|une|des) (?:\w+ )?(?:avec|pour|systeme|truc|support|meuble)|\bmelang\w+ (?:les|des) (?:styles|saveurs|epices|couleurs|tissus)"),
        (0.85, r"\b(?:fais|faisais|fabriqu\w+|fait|realis\w+|mont\w+|constru\w+)(?: \w+){0,4} avec (?:des|les|deux|trois|\d|du|de la|un bout|une vieille|un vieux)\b(?! (?:collegues|clients|enfants|gens|amis|copain|copine|voisin|benevole|personne|jeune))\w*|\bc'est moi qui (?:imagin|dessin|invent|cre|decor|compos)\w*|\bdessin\w+ (?:la|le|les|des|mes|un|une)"),
        (0.8, r"\bmelang\w+\b|\bforme differente|\bmodeles? (?:unique|a moi|different)\w*|\bavec les restes\b|\bimprovis\w+ (?:un|une|des|avec)|\b(?:un|des) jeux? (?:pour|avec)\b[^.;]{0,20}\b(?:invent|trouv|fait|cre)\w*|\bcompos\w+\b|\bdetourn\w+|\bpersonnalis\w+"),
    ),
    # Service
    "399999": (
        (0.9, rf"\b{_PEOPLE}\b[^.;]{{0,40}}\b(?:content\w*|satisfait\w*|ravie?s?|reven\w+|fideles?|remerci\w+|me reclam\w+|demandaient apres|heureu\w+|disai\w+ merci)"),
        (0.9, r"\b(?:sens du service|rendre service|rends? service|rendais (?:\w+ )?service|rendu service|au service d|faire plaisir|serviable|petits? services?|(?:petites? )?attentions?\b(?= pour))"),
        (0.9, rf"\b(?:aid|accompagn|guid|conseill|orient|renseign|accueill|oriente)\w*(?: \w+){{0,3}} (?:(?:les|des|un|une|chaque|la|le|aux?|l'|tous) ?){{1,2}}(?:vieilles? |vieux |petites? )?{_PEOPLE}\b"),
        (0.85, r"\b(?:connaiss|reten|sav|appren|devin|anticip|compren|cherch|demand|adapt)\w*(?: \w+){0,4} (?:leurs?|ses|les|du|des|ce dont|ce qu)(?: \w+){0,4} (?:besoins?|habitudes?|gouts?|envies?|prenoms?|preferences?|aimai\w*|voulai\w*|leur (?:faut|fallait)|prefer\w+|attendai\w+|prenai\w+|avai\w+ besoin)"),
        (0.85, r"\b(?:sourire|souriante?|aimable|polie?|accueillante?|bonjour a)\b|\bmett\w+ en quatre\b|\bpetits? (?:gestes?|plus|mots?)\b|\bsatisfaire|\bsatisfaction"),
        (0.8, rf"\b(?:port|apport|gard|mett|livr|trouv|command|offr|emball)\w*(?: \w+){{0,5}} (?:pour|aux?|a) (?:(?:un|une|les|des|la|chaque|l') ?)?(?:vieilles? |petites? |vieux )?{_PEOPLE}\b|\bje (?:leur|lui) (?:portais|apportais|gardais|montais|trouvais|faisais|mettais|offrais|rendais|expliquais)"),
        (0.7, r"\bserv(?:ais|ir|ait|e)\b|\b(?:pour|avec) (?:les|mes|chaque) (?:clients|clientes|usagers|residents|patients)\b|\bdemand\w+ (?:\w+ )?(?:si ca (?:allait|va)|s'ils? avai\w+ besoin|ce qu'ils? (?:voul|cherch))"),
        (0.85, r"\bhabitue\w*\b|\b(?:avant qu'ils|avant qu'elle|avant meme qu|sans qu'ils|sans qu'on) (?:\w+ )?(?:demand|parl|le dis)\w*|\bce que (?:le client|la cliente|les gens|les clients|ils|elle|il) (?:veu|voul|cherch|aim|prefer|pren)\w+|\b(?:demandai\w+|voulai\w+|reclamai\w+) (?:a passer |passer |venir )?(?:a ma caisse|avec moi|que moi|moi)\b|\b(?:me )?(?:remerci\w+|dire merci)|\b(?:soi|etai|sorte)\w* (?:contents?|contentes?|satisfait\w*|heureu\w+)"),
        (0.8, r"\b(?:mont|port|livr|apport|amen|descend)\w+ (?:\w+ ){0,3}(?:courses?|sacs?|valises?|repas|colis|bagages?|pain|medicaments)\b|\bexpliqu\w+ (?:\w+ )?(?:le chemin|comment (?:faire|aller|remplir)|les papiers|la route)|\bconseill\w+\b|\b(?:touriste|client|cliente|dame|monsieur|personne|mamie|papi)\b[^.;]{0,25}\b(?:perdu|cherch|besoin|savait pas|trouvait pas)\w*[^.;]{0,15}[,;]? ?(?:je|j'ai|je l'ai)\b|\bun (?:petit )?(?:bonjour|sourire|mot)\b"),
    ),
}  # fmt: skip
