"""Danger heard by its parts: who, what is done or wished, to whom, and when.

:mod:`care` knows wordings; this joins parts, so that a wording nobody thought of is heard too.
"""

import re
from collections.abc import Iterator

from passport.conversation.understanding.care_names import Care

_KIN = (
    r"(?:(?:ex[- ]?)?(?:mari|conjointe?|copain|copine|compagnon|compagne|mec|homme|femme|petit[- ]ami|petite[- ]amie)|ex|pere|mere|papa|maman|beau[- ]?(?:pere|frere|fils)|belle[- ]?(?:mere|soeur|famille)|frere|soeur|s[œ]ur|fils|fille|oncle|tonton|tante|cousine?|grand[- ]?(?:pere|mere)"
    r"|papy|papi|mamie|parents|famille|voisins?|voisines?|patron|patronne|chef|cheffe|collegue|proprio\w*|bailleur|coloc\w*|prof|entraineur|amie?|pote|type|gars|inconnu|mac)"
)
_SOMEONE = rf"(?:il|elle|ils|on|quelqu'un|papy|papi|papa|maman|tonton|mamie|(?:m(?:on|n|a|es)|un|une|le|la|les|l'|son|sa|leur|des) ?(?:petite?s? )?{_KIN}(?: d'a cote)?)"
_NEAR = rf"(?:m(?:on|n|a|es)|une?|la|notre|nos) ?(?:petite?s? |meilleure? )?(?:{_KIN}|enfants?|bebe|gosses?|petits?|ados?|neveux?|nieces?|gamine?s?)"
_KID = r"(?:m(?:on|n|a|es)|un|une|l'|le|la|les|des|son|sa|ses|leurs?|cet|ce|nos|notre) ?(?:petite?s? |deux |trois )?(?:fils|filles?|enfants?|bebes?|gosses?|gamine?s?|petite?s?|neveux?|nieces?|garcons?|ados?|mome?s?|puce|petite soeur|petit frere)(?: d'a cote| des voisins| du voisin)?"
_HURT = r"(?:frap+\w*|bat(?:s|tu\w*|tait|tre|tent)?|tap(?:e|es|ee?s?|ait|er|ent)|cogn\w+|gifl\w+|tabass\w+|etrangl\w+|agress\w+|viol(?:e|es|ees?|ait|er|ent)|brul\w+|brutalis\w+|poignard\w+|maltrait\w+|martyris\w+|defonc\w+|massacr\w+|sequestr\w+|enferm\w+|mordu\w*|secou\w+|fouett\w+|abus\w+|touch(?:e|es|ee?s?|ait|er)|tripot\w+|pelot\w+|caress\w+|humili\w+|terroris\w+)"
_TO_ME = (
    r"(?:me|m'|m|ma|nous)(?: ?a| ?ont| ?avait)?(?: (?:encore|deja|toujours|souvent|parfois|re))?"
)
_WEAPON = r"(?:couteau|arme|fusil|pistolet|machette|hache|marteau|batte)"
_DIE = (
    r"(?:mou(?:r|rr)ir|crever|creve|en finir|disparaitre|me (?:tuer|tue|pendre|pends|flinguer|suicider|supprimer|buter|noyer|jeter|foutre en l'air)|se (?:tuer|pendre|flinguer|suicider|foutre en l'air)|partir (?:pour (?:de bon|toujours)|definitivement|la[- ]haut)|quitter (?:ce|le) monde|que je (?:creve|meure|disparaisse)|je (?:creve|meurs)"
    r"|(?:plus|pas) (?:etre (?:la|en vie|vivante?)|me reveiller|vivre|exister|rester en vie)|rester en vie|rejoindre m\w+ .{0,20}(?:mort|morte|ciel|paradis|decede\w*|parti|la[- ]haut)|dormir (?:et (?:ne )?plus|pour toujours|a jamais).{0,15}|que (?:ca|tout) (?:s'arrete|finisse)(?: pour de bon)?)"
)
_WISH = r"(?:veux|veut|voulait|voudrais|envie|enviee?|vais|va|pense|penses?|prefere\w*|autant|mieux|songe|reve|pret\w*|decide\w*|a quoi bon|a quoi sert de|solution|issue|sortie|marre d[e']|hate|parle|parlait|dit)"
_PILLS = r"(?:cachets?|medicaments?|medocs?|medoc|pilules?|comprimes?|somniferes?|anxiolytiques?|doliprane|insuline|plaquettes?)"
_OUT = r"(?:dehors|la rue|(?:l|m|s|n)\w+ voiture|une voiture|la gare|gare|un pont|pont|une tente|tente|une cave|la cave|le bus|bus|parking|(?:un |le )?hall|metro|squat|bancs?|foret|bois|abribus|abri bus|urgences|m\w+ caisse|sa caisse|cage d'escalier|escaliers?|local (?:poubelle|velo)\w*|garage|cabane|parc|laverie|aeroport)"
_SLEEP = r"(?:dors|dort|dormons|dorment|dormi|dormir|vis|vit|vivons|vivent|couche|squatte|passe(?:r|s|nt)? (?:la|mes|les|ses|nos|cette) nuits?|passe la nuit|loge|reste)"
_TONIGHT = r"(?:ce soir|cette nuit|demain|aujourd'hui|ce matin|hier|maintenant|depuis|en ce moment|apres[- ]demain|lundi|cette semaine|dans \d+ jours?)"

_PARTS: tuple[tuple[Care, str], ...] = (
    (
        Care.EMERGENCY,
        rf"\b(?:{_NEAR}|il|elle|je|j'|bebe)\b[^.;]{{0,40}}\b(?:convuls\w+|etouff\w+|inconscient\w*|evanouie?\b[^.;]{{0,30}}(?:pas|plus)|respir\w+ (?:mal|plus|pas|tres mal|difficil\w+)|reveill\w+ (?:pas|plus)|repond\w* plus\b(?! a(?:u| mes))|bouge\w* plus|devien\w+ (?:tout )?bleue?|(?:est|tout) bleue?\b|(?:fais|fait) (?:une? )?(?:crise(?! de (?:nerfs|fou rire|larmes))|malaise|avc|overdose|infarctus|arret cardiaque|hemorragie)|perd\w* (?:beaucoup de |plein de |du )sang|saigne (?:beaucoup|enormement|trop|fort|de partout)|electrocut\w+|s'est (?:brulee?|ebouillantee?|noyee?|defenestree?))"
        rf"|\b(?:{_NEAR}|il|elle|je|j'|petite?)\b[^.;]{{0,15}}\b(?:a|ai|vient (?:de |d'))(?: \w+)? ?(?:bu|avalee?|avaler|ingere|mange|boire|pris|prendre)\b[^.;]{{0,20}}\b(?:javel|lessive|destop|acide|poison|pile|mort aux rats|produit|white spirit|essence|antigel|produit|toute? la (?:boite|plaquette)|(?:trop|boite|plein|plaquette|tous?)\b[^.;]{{0,15}}{_PILLS})"
        r"|\b(?:le )?feu (?:chez (?:moi|nous)|dans (?:la|mon|ma|notre) (?:maison|appart\w*|cuisine|chambre|immeuble|cage)|a (?:la maison|l'appart\w*))|\bca brule chez (?:moi|nous)|\b(?:ca|il y a une) (?:sent le|fuite de) gaz|\bsens\w* plus (?:mon|ma|mes|son|sa) (?:bras|jambes?|mains?|cote|visage)|\bbouche (?:tordue|de travers)|\bperdu les eaux\b|\bj'accouche (?:la|maintenant)|\bpoitrine\b[^.;]{0,20}\b(?:bras|serre|mal)|\bmal\b[^.;]{0,12}\bpoitrine\b",
    ),
    (
        Care.SUICIDE,
        rf"\b{_WISH}\b(?: (?:de|d'|que|a|plus|bien|juste|tout|simplement|souvent|me|ne|il|elle|qu'il|qu'elle|voulait|veut|n'etre|tous les \w+|la mort|c'est|serait|est))* ?(?:{_DIE})\b(?! (?:de (?:rire|faim|chaud|froid|honte|ennui|fatigue|soif|chaleur|trouille)|d'(?:ennui|envie)|avec (?:ce|cette|les?|la|mon|ma|mes) (?!vie)|a l'etranger|au|a la retraite|chez|dans (?:un|le|la|cette)|ensemble|comme|ici|a (?!quoi|cause)|avec|en (?!paix)|loin|sans|de (?:ce|cette|votre|la liste|vos)))"
        rf"|\b(?:j'ai|je|j'avais|vais|ce soir)\b[^.;]{{0,25}}\b(?:prepar(?:e|ee?s|er)|achete[rs]?|garde[rs]?|mis de cote|compte[rs]?|stocke[rs]?|accumule[rs]?|trouve[rs]?|avaler?|prends|prendre|ecri\w+|laiss\w+|noue?)\b[^.;]{{0,15}}\b(?:(?:mes|tous? mes|tous les|toutes? mes|la boite de|plein de) {_PILLS}|une? (?:corde|arme|lame|fusil)|(?:une |ma |des )?lettres? (?:d'adieu|pour (?:dire )?(?:adieu|mes enfants apres))|de quoi (?:en finir|mourir|partir))"
        r"|\b(?:manqu\w+|manquerai\w*) (?:a )?personne\b|\bpersonne (?:ne )?(?:(?:me|m'|va me|va) ?)?(?:regrett\w+|pleurer\w*|manquer\w*|s'en apercev\w+|remarquer\w*|s'en rendra)|\b(?:mieux|tranquilles?|soulages?|heureux) sans moi\b|\bsans moi\b[^.;]{0,20}\b(?:mieux|plus heureux|tranquilles?)|\bje (?:suis|me sens) (?:juste |qu'|un vrai )?(?:un (?:poids|fardeau|dechet|boulet)|une charge|de trop|inutile(?: sur terre)?)\b(?=\W*$|[^.;]*\b(?:pour|tous|famille|monde)\b)"
        r"|\bje (?:ne )?(?:sers|vaux|merite)(?: plus| pas)? (?:a )?(?:rien|de vivre)\b|\b(?:vie|continuer|rien|tout) (?:ne |n')?(?:a|ont|avait|vaut|vaux)(?: plus| pas)? (?:d'|de |aucun )?(?:sens|gout|interet|la peine|le coup)\b|\b(?:plus|pu|pas) (?:le )?(?:gout|envie|gouts?) (?:a|de|d') ?(?:rien|vivre|la vie)\b|\bplus (?:envie|gout|espoir|rien)(?: (?:de|a|d'|en))? (?:rien|la vie|vivre)\b(?! (?:a|avec))|\bplus rien (?:ne )?(?:me retient|a perdre)|\bplus (?:aucun |d')espoir\b"
        rf"|\b(?:bientot|demain|ce soir|quand)\b[^.;]{{0,12}}\bje (?:ne )?serai (?:plus la|morte?)|\bsi je (?:disparais|meurs|creve|mourais|disparaissais|mourrais)\b|\bsi je (?:ne )?(?:suis|serais|serai) plus la\b|\bje (?:\w+ )?me (?:coupe|taillade|scarifie|mutile|brule|entaille|fais du mal|fait du mal|charcute)\b(?! (?:souvent )?(?:au|en|avec (?:les|le|un) (?:couteau|four)|les cheveux|du monde|un|une))(?![^.;]*\b(?:travail|cuisine|metier)\b)|\bouvert? (?:\w+ )?(?:les|mes|ses) veines|\btaill\w+ les veines|\b(?:fait|refait|refaire|faire|fais|deja) (?:une |plusieurs |des |deux )?(?:ts\b|tentatives?\b(?! d'(?:installation|embauche)))|^\W*ts\b|\b(?:ma|une|lettre|message) (?:lettre )?d'adieu|\bpeux plus (?:de )?(?:vivre|vie)\b|\bpas envie (?:de )?(?:vivre|continuer a vivre|etre la|d'etre en vie)",
    ),
    (
        Care.CHILD,
        rf"\b{_SOMEONE}\b(?: (?:va|veut|a|ont|avait|recommence a|arrete pas de|menace de|commence a))*(?: (?:encore|souvent|toujours|tout le temps))? ?{_HURT}(?: (?:souvent|encore|tout le temps|fort|sur))* {_KID}\b(?! (?:du foot|au foot))"
        rf"|\b(?:{_SOMEONE}|son (?:pere|beau[- ]pere)|sa mere|je)(?: (?:lui|leur))? (?:donn|met|fou|coll)\w* (?:des |une |un )(?:coups?|claques?|gifles?|fessees?|baffes?|raclees?)\b[^.;]{{0,20}}(?:{_KID}|\d+ (?:ans|mois))|\b{_KID} de \d+ (?:ans|mois) (?:a ete|est|se fait|s'est fait) (?:\w+ )?(?:{_HURT})"
        rf"|\b{_KID}\b[^.;]{{0,35}}\b(?:{_SOMEONE}|son pere|sa mere) (?:la|le|les|l'|l'a|les a) ?(?:{_HURT})|\b{_KID} (?:a ete|est|sont|se fait|se font|s'est fait|etait) (?:\w+ )?(?:{_HURT})|\b(?:tape|bat|frappe|cogne)\b[^.;]{{0,12}}\b(?:l'enfant|le gamin|le petit|la petite|le bebe|un gosse|les gosses)\b|\b(?:l'enfant|les enfants|le bebe|le petit|la petite|les gamins|un bebe|un enfant)\b[^.;]{{0,40}}\bon (?:le|la|les) (?:{_HURT})"
        rf"|\b(?:envie|peur|vais|craque|failli|risque|capable|presque|bord)\b[^.;]{{0,30}}\b(?:secouer|taper|frapper|faire (?:du )?mal a|jeter|etrangler|tuer|etouffer|noyer|lancer|blesser)\b ?{_KID}|\b{_KID}\b[^.;]{{0,40}}\b(?:des|plein de|couverte? de) (?:bleus|marques|brulures|traces de coups|coups)|\b(?:son|leur|le) (?:pere|beau[- ]pere|mari)\b[^.;]{{0,10}}\b(?:l'|les |la |le )(?:enferm\w+|frapp\w+|tape|bat|cogne|attach\w+|prive\w* de manger|laiss\w+ seule?s?)"
        rf"|\b(?:bebe|enfants?|petite?s?|gamins?|gosses)\b[^.;]{{0,25}}\b(?:laisses?|laissee?s?|enferm\w+|attach\w+|abandonn\w+)\b[^.;]{{0,25}}\b(?:seule?s?|cave|placard|voiture|chambre|nuit|journee)|\bdes choses (?:sexuelles|sales) (?:a|avec|sur) {_KID}",
    ),
    (
        Care.VIOLENCE,
        rf"\b{_SOMEONE}\b(?: (?:va|veut|peut|recommence a|finit par|commence a|arrete pas de|menace de|essaie de|continue a|a|qui|boit|bourre|ivre|saoul))* (?:de |a )?{_TO_ME} (?:{_HURT})\b(?! (?:les mains|a la tache|dans le dos|au coeur|beaucoup|droit au|pas mal|pas\b|jamais|plus\b|par (?:sa|son|le)))(?<!touche)(?<!brule)(?<!secoue)"
        rf"|\b{_SOMEONE}\b[^.;]{{0,20}} (?:me|m'|m|nous) ?(?:a |ont )?(?:menac\w+(?! de (?:me )?(?:vir|licenci|renvoy))|forc\w+ a (?:coucher|faire l'amour|des|avoir|me|mendier|voler|rester)|oblig\w+ a (?:coucher|faire l'amour|me prostituer|des rapports|avoir)|cass\w+ (?:le|la|un|une|les|mon|ma)|pris mes papiers|prend mes papiers|confisqu\w+|empech\w+ de (?:sortir|partir|voir|travailler|manger)|touch\w+ (?:les|la|mes|entre|partout|sexuel\w*|quand|la nuit)|crach\w+|suit partout|traque|harcel\w+|surveill\w+|insult\w+ (?:tous|toute|chaque|devant|sans)|jet\w+ (?:par|contre|dans|a terre|au sol|dessus)|pouss\w+ (?:dans|contre|par)|pris par (?:la gorge|le cou|les cheveux)|tir\w+ (?:par )?les cheveux|mis? (?:un|une|des|sa main) ?(?:coups?|gifles?|claques?|baffes?|droite|raclee|main)\w*|donn\w+ (?:un|des) coups?)\b"
        rf"|\bm'a jete (?:par|contre|dans|a terre|au sol)|\b(?:et|puis|il|elle) (?:me|m'a) (?:frapp\w+|tape|cogn\w+|bat|etrangl\w+|viole?|tabass\w+)\b(?! (?:pas|jamais|par (?:sa|son)))|\b{_SOMEONE}\b[^.;]{{0,25}} (?:me|m') ?(?:toucher|violer|frapper|cogner|tabasser|etrangler|battre)\b|\bje (?:suis|etais|ai ete) (?:\w+ )?(?:frappee?|battue?|tabassee?|violee?|maltraitee?|etranglee?)\b|\bm'?a(?:vait)? ?(?:mis|donne|colle|foutu) (?:un|une|des) (?:coups?|gifles?|claques?|baffes?|droites?|raclees?|patates?)|\b{_SOMEONE} (?:a|avait|a pris|a sorti|prend|sort|avec) (?:un|une|son|le) (?:gros )?{_WEAPON}\b|\bm'a (?:force|oblige)e? (?:a )?(?:coucher|faire l'amour|des rapports|me prostituer)|\babus\w+ de moi\b|\bdans mon lit\b(?=[^.;]*$)(?<!suis dans mon lit)|\b(?:coups?|claques|gifles) (?:de mon|par mon|tous les (?:jours|soirs)|a la maison)"
        rf"|\bje (?:me|m'etais|me suis) ?(?:fais|fait|fai)? ?(?:encore |souvent )?(?:cogn\w+|frapp\w+|tap(?:er|ee?)\b(?! (?:la|le|les|du|une))|battre|tabass\w+|viol\w+|etrangl\w+|agress\w+)|\b{_NEAR} (?:(?:se|s'est) (?:fait|font)|est|etait|sont|a ete) (?:\w+ )?(?:{_HURT}|menac\w+) (?:par|tous|depuis|a la maison|chez|devant|la nuit|encore)|\b(?:on|il|ils|elle) (?:m'oblige|me force|me vend|m'ont vendue?)\b(?=[^.;]*\b(?:coucher|prostitu\w*|sexe|hommes|clients la nuit|me donner)\b)|\bmari\w+ de force|\b(?:leve|levait) la main sur\b|\bpeur (?:de lui|d'elle|qu'il|de rentrer)\b",
    ),
    (
        Care.HOMELESS,
        rf"\b(?:je|j'ai|on|nous|il|elle|ils|{_NEAR})\b(?: (?:ai|a|avons|ont|suis|est|dois|doit|vais|va|encore|toujours|oblige\w*|de \d+ ans?|et (?:moi|mes enfants|ma fille|mon fils)|avec (?:mes|ma|mon) \w+))* (?:de |a )?{_SLEEP}(?: (?:avec \w+ \w+|encore|toujours|tous les \w+|souvent|tous|parfois|tout seul|seule?|la|les soirs?|a (?:deux|trois|quatre|cinq|plusieurs|\d)))*(?: (?:dans|a|a la|sous|sur|en|au|aux|chez)(?: (?:la|le|les|un|une|des|ma|sa|notre))?)? ?{_OUT}\b(?![^.;]*\b(?:travail\w*|chantiers?|garde|veill\w+|metier|mission)\b)"
        rf"|\b(?:vir(?:ee?s?|es|ent|er)|chass\w+)\b[^.;]{{0,20}}\b(?:logement|appart\w*|maison|hotel|foyer|chez (?:moi|nous|mes|ma|mon|lui|elle)|hebergement)\b|\b(?:expuls\w+|jet\w+ (?:dehors|a la rue)|mi(?:s|se|ses) (?:dehors|a la (?:rue|porte))|fou(?:t|tue?s?) dehors|dehors)\b[^.;]{{0,30}}\b(?:logement|appart\w*|maison|hotel|foyer|chez (?:moi|nous|mes|ma|mon|lui|elle)|{_TONIGHT}|hebergement|la rue|avec mes|avec mon|avec ma)\b(?![^.;]*\b(?:usine|travail|entreprise|boite|patron|magasin)\b)|\b(?:hebergement|hotel|foyer|bail|nuits? d'hotel)\b[^.;]{{0,15}}\b(?:s'arrete|se termine|fini\w*|prend fin)\b[^.;]{{0,30}}\b(?:{_TONIGHT}|rien|nulle)|\bhuissiers? (?:vien\w+|arriv\w+|passe\w*|sont|est)\b"
        rf"|\b(?:pas|plus|aucun|sans|rien|personne|nulle part)\b[^.;]{{0,8}}\b(?:de |d'|une? |aucun )?(?:toit|logement|hebergement|endroit|lit|place|abri|solution|chambre)\b[^.;]{{0,20}}\b(?:{_TONIGHT}|dormir|mes enfants|ou aller)|\b{_TONIGHT}\b[^.;]{{0,30}}\b(?:personne (?:pour|qui)|j'ai personne|nulle part|sans toit|a la rue|pas d'endroit|pas de solution|rien pour dormir|plus de toit)|\b(?:le )?115\b[^.;]{{0,25}}\b(?:repond|decroche|complet|plein|place|rien|pas|refuse|appelle)|\b(?:proprio\w*|bailleur|proprietaire)\b[^.;]{{0,25}}\b(?:serrures?|coupe (?:l'|le|la)|mis dehors|vire)"
        r"|\b(?:coupe|plus|pas|sans)\b[^.;]{0,20}\b(?:chauffage|electricite|courant|eau|gaz)\b[^.;]{0,45}\b(?:bebe|enfants?|petits?|froid|gele|nouveau ne)|\b(?:plus|pas|rien|sans)\b[^.;]{0,14}\b(?:frigo|placards?)\b|\b(?:frigo|placards?) (?:est |sont |completement )?vides?|\b(?:plus|pas|sans|rien)\b[^.;]{0,18}\b(?:argent|sous|rond|euro|thunes?|fric)\b[^.;]{0,25}\b(?:manger|nourri\w*|a manger|bouffer|lait|couches|courses)|\b(?:fais|fouille|fait|fouillons) (?:les|dans les) poubelles (?:pour|afin|et je mange|le soir pour)"
        r"|\bsaut(?:e|ons|er) (?:des|les|un|de) ?repas\b(?=[^.;]*\b(?:pour|argent|enfants|petits|plus|moyens)\b)|\b(?:enfants|petits|gosses|bebe|fille|fils|on|je|j'|nous)\b[^.;]{0,20}\b(?:rien|pas|plus rien) (?:a )?(?:mange|bouffe|bouffer|avale)\b[^.;]{0,15}\b(?:depuis|hier|aujourd'hui|ce soir|jours?)|\b(?:creve|crevons|crevent|mourons|meurs|meurent) (?:vraiment )?(?:de )?(?:faim|la dalle)\b|\b(?:j'ai|on a|ont|ai|a) (?:tres |trop |tellement |vraiment )?(?:faim|la dalle)\b[^.;]{0,30}\b(?:argent|sous|rien|frigo|depuis|jours?)",
    ),
)
_COMPILED = tuple((care, re.compile(pattern)) for care, pattern in _PARTS)

_LONG_AGO = re.compile(
    r"\b(?:quand j'etais (?:jeune|petite?|enfant|ado)|il y a \d+ ans|a l'epoque|en (?:19|20)\d\d|dans (?:un|le) film|dans (?:une|la) serie)\b"
)
_IMAGE = re.compile(
    r"\b(?:tue\w* (?:a la tache|au travail|le temps)|(?:mort\w*|mour\w+|creve\w*|crever) (?:de|d') ?(?:rire|fatigue|chaud|froid|honte|ennui|soif|trouille|peur)|mort\w* de faim|a la pause|tap\w+ (?:sur les nerfs|dans l'oeil)|au travail|en cuisine|bat(?:tue?s?|s|tait)? (?:aux (?:cartes|echecs|dames|points|boules|elections)|au (?:foot|tennis|ping|babyfoot|jeu|scrabble|score)|a la (?:belote|petanque|course|loyale)|de vitesse))\b"
)
_LATER_ONLY = frozenset({Care.EMERGENCY, Care.HOMELESS})


def signs(plain: str) -> Iterator[tuple[Care, re.Match[str]]]:
    """The dangers whose parts stand together in ``plain``, gravest first."""
    for care, pattern in _COMPILED:
        for match in pattern.finditer(plain):
            near = plain[max(0, match.start() - 40) : match.end() + 40]
            if _IMAGE.search(near) or (care in _LATER_ONLY and _LONG_AGO.search(near)):
                continue
            yield care, match
