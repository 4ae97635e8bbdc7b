"""What she does by speaking: yes, no, correct, pass, stop, ask for help, ask for a service.

Rules first; then :mod:`wordings`, for what no rule thought of.
"""

import re

from passport.conversation.understanding import foreign_acts, gestures, wordings
from passport.conversation.understanding.actions import Act
from passport.conversation.understanding.normal import Normal

__all__ = ["LONGEST", "Act", "find"]


LONGEST = 160
"""Characters of a sentence that may only do something. A longer one tells."""
LIKELY, LIKELY_BY_LETTERS = 0.6, 0.8
"""Likelihood from which a wording that no rule knows does something; without its meaning, the second."""
UNLIKELY = 0.1
"""Likelihood under which a rule is not believed."""

_LATER = r"(?:demain|plus tard|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|une autre fois|un autre jour|la prochaine fois|apres|ce soir|cet aprem\w*|ce week[- ]?end|la semaine prochaine|tout a l'heure|bientot|dans un moment|quand j'aurai)"
_END = r"[\s.!,;…)?]*$"
_HI = r"^\W*(?:(?:euh+|ben|bah|bon|ah|oh|non|oui|mais|alors|ok|dsl|desolee?|pardon|excusez[- ]moi|bonjour|bjr|salut|s'il vous plait|attendez|attend)\b[\s,.!…]*)*"
_I_WANT = (
    r"(?:je (?:\w+ )?(?:veux|voudrais|veut|souhaite|souhaiterais|peux|peut|dois|prefere|prefererais|compte|vais|cherche a"
    r"|voulais|aimerais)|j'(?:aimerais|ai(?:merai)? (?:besoin|envie) (?:de|d')|aimerai|ai besoin (?:de|d'))|est[- ]ce que je (?:peux|pourrais|pourrai)"
    r"|(?:est[- ]ce (?:que|qu') ?)?(?:on|vous) (?:peut|peux|pouvez|pourrait|pourriez)|(?:tu|vous) (?:peux|pouvez|pourrais|pourriez)|(?:peut|puis|pouvez|pourriez)[- ](?:on|je|vous)"
    r"|c'est possible (?:de|d')|possible (?:de|d')|comment (?:je (?:fais|peux)|faire|on fait|puis[- ]je)(?: pour)?|il faut|faut|faudrait)(?: (?:que je|vite|bien|aussi|me|m'|te|vous|le|la|l'|les|lui|leur|en|de|d'))*"
)
_MEETING = r"(?:rendez[- ]?vous|rendezvous|rdv|entretien|rencontre)"
_COUNSELLOR = (
    r"(?:referente?s?|conseillere?s?|conseilleres?|accompagnat\w+|assistante? sociale?|educat\w+)"
)

# In order. Each is tried on the plain words.
_ACTS: tuple[tuple[Act, str], ...] = (
    (
        Act.NOISE,
        r"\b(?:ignore[rz]?|oublie[rz]?|forget|disregard)\b[^.]{0,40}\b(?:instructions?|consignes?|regles|rules|previous|precedent\w*)\b"
        r"|\b(?:system prompt|prompt systeme|jailbreak|you are now|tu es maintenant|act as|developer mode|system ?:|assistant ?:)"
        r"|</?\s*(?:script|system|img|iframe|svg)\b|\bdrop table\b|\bselect \* from\b|\bimport os\b"
        r"|\b(?:mets?|ajoute|ecris|invente)\b[^.]{0,30}\b(?:directeur|pdg|ingenieur|diplome|faux)\b[^.]{0,30}\b(?:passeport|profil)\b",
    ),
    (
        Act.RUDE,
        rf"{_HI}(?:va te faire|allez vous faire|ferme[rz]?[- ](?:la|ta)|ta gueule|nique|fdp|connard|connasse|encule\w*|salope|pute|batard|abruti\w*|debile"
        r"|gros con|sale (?:con|robot|machine)|espece d[e']|tu (?:es|sers)(?: \w+)? (?:con|nul\w*|bete|stupide|a rien|debile|pourri)|t'es(?: \w+)? (?:con|nul\w*|bete|stupide|debile|pourri)"
        r"|merde|putain|casse[- ]toi|degage|fuck|shut up|je t'emmerde|tu (?:me )?(?:saoules?|soules?|casses?|fais chier)|vous (?:me )?(?:saoulez|faites chier|emmerdez)|tg)\b",
    ),
    (
        Act.MOVE,
        rf"\b(?:deplacer|decaler|reporter|repousser|avancer|changer|modifier|bouger)\b[^.]{{0,25}}\b{_MEETING}\b"
        rf"|\b{_MEETING}\b[^.]{{0,40}}\b(?:a un autre (?:jour|moment)|une autre (?:date|heure)|autre jour|plus tard|plus tot|decaler|deplacer|reporter|changer)\b",
    ),
    (
        Act.CANCEL,
        rf"\bannul\w+\b[^.]{{0,25}}\b{_MEETING}\b|\b{_MEETING}\b[^.]{{0,30}}\bannul\w+|\b(?:pourrai|peux|peut|pourrais|vais|irai) pas (?:venir|etre la|y aller|aller)[^.]{{0,12}}\b{_MEETING}"
        rf"|\b{_MEETING}\b[^.]{{0,40}}\b(?:peux|pourrai|peut|vais|viens|viendrai) pas\b",
    ),
    (
        Act.BOOK,
        rf"(?:{_I_WANT} |{_HI}|\bpour )(?:prendre|avoir|fixer|reserver|demander|obtenir|trouver)? ?(?:un |le |mon |1 |de |d'un |une )?(?:autre |nouveau |prochain |petit )?{_MEETING}\b(?! (?:medica|chez|avec (?:les|des|mes) client))"
        rf"|{_I_WANT} (?:voir|rencontrer) (?:ma|mon|un|une|la|le|quelqu'un)(?: autre)? ?{_COUNSELLOR}?\b(?! (?:plus|papiers))(?=.*(?:{_COUNSELLOR}|quelqu'un))"
        rf"|\b(?:prendre|prends|reserver?|fixer) (?:un |mon |1 )?(?:rendez[- ]?vous|rdv)\b(?=.{{0,25}}$)",
    ),
    (
        Act.HUMAN,
        r"\b(?:parl\w+|discut\w+|echang\w+|voir|appel\w+|joindre|contacter|avoir)\b[^.]{0,12}\b(?:a |avec |au telephone )?(?:une? (?:vrai\w* |autre )?(?:personne|humaine?|etre humain|conseillere?)|quelqu'un|un vrai|"
        rf"(?:mon|ma|un|une) {_COUNSELLOR})\b(?=.{{0,40}}$)(?!.*\b(?:pour lui|tous les jours)\b)|{_HI}(?:un humain|une vraie personne|quelqu'un){_END}"
        r"|\b(?:vous etes|t'es|tu es|c'est) (?:un robot|une machine|une? ia)\b",
    ),
    (
        Act.SHARE,
        rf"(?:{_I_WANT} |{_HI})(?:partager?|envoy(?:er|e|ez)|montrer?|donner|transmettre|imprimer|faire voir)[^.]{{0,30}}\b(?:passeport|cv|profil|qr|parcours|experiences?|a (?:mon|ma|un|une) (?:futur )?(?:{_COUNSELLOR}|patron|employeur|employeuse|recruteur|entreprise))\b"
        r"|\b(?:qr ?code|lien)\b[^.]{0,20}\b(?:employeur|patron|partag\w+|envoy\w+|montr\w+|passeport)|^\W*(?:partager?|mon qr ?code|le qr ?code)\W*$",
    ),
    (
        Act.FIND,
        rf"(?:{_I_WANT} |{_HI}|\bvous avez |\by a(?: t[- ]?il)? |\bje cherche )(?:trouver|chercher|faire|suivre|voir|avoir|m'inscrire a)? ?(?:une?|des|d'une?|les|la|quelles?)? ?(?:formations?|ateliers?|actions?|stages? de decouverte|cours de francais|aide pour (?:le |la |mon |ma )?(?:permis|garde|logement|transport)|immersion|visites? d'entreprise|forum|solution de garde|place en creche)\b(?=.{{0,60}}$)"
        r"|\bje cherche (?:un |une |des )?(?:atelier|formation|action|cours|aide|place)s?\b|\bquelles? (?:sont les )?(?:formations?|aides?|actions?|ateliers?)\b",
    ),
    (
        Act.FEEDBACK,
        rf"{_I_WANT} (?:donner|laisser|faire|dire) (?:mon |un |une |part de |ce que je pense|votre )?(?:avis|retour|remarque|suggestion|critique|reclamation|plainte)"
        r"|\bdonner (?:mon|un) avis\b|\b(?:ton|votre|cette|l') ?(?:appli\w*|site|outil|questionnaire|application)\b[^.]{0,25}\b(?:nul\w*|bien|super|lent\w*|complique\w*|pratique|marche pas|bug\w*|plante|genial\w*|top)\b"
        r"|\bj'ai (?:une remarque|une suggestion|un retour)\b|\bca (?:bug|plante|marche pas)\w*\b(?=.{0,20}$)",
    ),
    (
        Act.REREAD,
        rf"(?:{_I_WANT} |{_HI})(?:re)?(?:lire|lis|lisez|voir|revoir|ecouter|montre[rz]?(?:[- ]moi)?|affiche[rz]?|relis|relisez|resume[rz]?)[^.]{{0,20}}\b(?:ce que j'ai (?:dit|ecrit|raconte|repondu)|mes reponses|ce qui (?:est|a ete) (?:ecrit|note)|ce que vous avez (?:note|compris|ecrit)|la conversation|notre conversation|la question|mon passeport|tout)\b"
        r"|\b(?:relis|relisez|repete|repetez|redis|redites)(?:[- ]moi)?\b|\bqu'est[- ]ce que (?:j'ai dit|vous avez (?:note|compris|ecrit))\b|\b(?:vous avez|t'as|tu as) (?:note|compris|ecrit) quoi\b",
    ),
    (
        Act.STOP,
        rf"\b(?:on|je|j'|ca) ?(?:verra|verrai|vois|voit|fera|ferai|finira|finirai|finis|finit|continuera|reprendra|reprend|repren\w*|reviens|reviendrai|revien\w*|se (?:revoit|voit|reparle|retrouve|recontacte)|me reconnecte\w*|terminera|terminerai) (?:ca |la suite |tout ca |le reste |cela )?{_LATER}\b"
        rf"|\b(?:c'est|ca sera|c'etait|bon|fini|termine|assez|stop|suffit|suffira) (?:bon |tout |fini |termine |assez )?pour (?:aujourd'hui|ce soir|cette fois|maintenant|moi aujourd'hui|l'instant|le moment|ce matin)\b|\b(?:plus|pas) (?:trop |vraiment |assez )?(?:envie (?:la|maintenant|aujourd'hui|ce soir|de continuer)|la force (?:la|de continuer|aujourd'hui)|de batterie|le courage (?:la|de continuer|aujourd'hui)|de temps(?: (?:la|aujourd'hui|maintenant))?{_END}|le temps(?: (?:la|maintenant|aujourd'hui|de continuer|tout de suite))?(?:{_END}|,| (?:je|on)))"
        rf"|\b(?:je|on) (?:dois|doit|vais|va|veux|voudrais|peux|aimerais|prefere|suis obligee? de|vais devoir|dois absolument) (?:\w+ )?(?:arreter|stopper|partir|filer|couper|quitter|me coucher|dormir|m'arreter|s'arreter|me reposer|me deconnecter|fermer|raccrocher|m'en aller|manger|y aller|preparer (?:le|a) (?:repas|manger))(?:{_END}|,| (?:la|ici|maintenant|pour|un peu|on|je|demain|car|mon|ma|les?|tout de suite)\b)"
        rf"|\bje (?:m'arrete|stop\w*|quitte|coupe|ferme|file|me deconnecte|pars|m'en vais|decroche|reviens|reviendrai|vais y aller|continuerai|reprendrai|vous laisse|te laisse)(?:{_END}|,| (?:la|ici|maintenant|l'appli\w*|demain|vite|tout|bonne|et|dans|apres|plus tard)\b)(?! (?:mois|ans))|\b(?:jai|j'ai) plus envie(?: la)?(?:{_END}|,)|\bil est tard\b|\blaisse[rz]?[- ]?moi tranquille|\btrop pour (?:moi|aujourd'hui)\b|\bmon (?:fils|bebe|enfant|telephone|tel|bus|train|mari)\b[^.]{{0,15}}\b(?:pleure|m'appelle|sonne|arrive|reveille)\b(?! (?:toujours|souvent))"
        rf"|(?:^|[ ,.])a (?:\+|plus(?: tard)?|toute?(?: a l'heure)?|bientot|demain|la prochaine|{_LATER}){_END}|^\W*(?:allez|bon|ok|voila)[ ,]+(?:bye|ciao|salut|j'arrete|stop|je file|a plus)\b|\b(?:bonne (?:journee|soiree|nuit|continuation))\b|\bje (?:suis|commence a etre) (?:\w+ )?(?:fatiguee?|crevee?|epuisee?|ko|claquee?|naze)(?:{_END}|,| (?:la|on|je|maintenant|ce soir|aujourd'hui)\b)|\b(?:faut|il faut|fodrait|faudrait) (?:que )?(?:je |j')(?:m'en |y )?(?:parte|aille|arrete|file|coupe|stoppe|m'arrete|vous laisse|te laisse|dorme|mange)\w*|^\W*stop(?:pe[zr]?|pons)?(?: tout)?{_END}|^\W*(?:on|je|ca) (?:continue|reprend) {_LATER}"
        r"|\b(?:on |je |j'|peut[- ]on |peux |veux |voudrais |vais |dois |faut |d')?(?:arret\w+|stopp?e?r?|m'arrete\w*) (?:la|ici|pour (?:aujourd'hui|maintenant|ce soir|le moment|l'instant)|maintenant|un peu|de repondre|la conversation)\b"
        rf"|{_HI}(?:stop(?:pe[zr]?|pons)?|arrete[rz]?|je (?:m'arrete|stoppe|stop|quitte|coupe|ferme)|j'arrete|on arrete|(?:je fais |une? |on fait (?:une )?)?pause|au revoir|aurevoir|a demain|a plus(?: tard)?|bye(?: bye)?|ciao"
        rf"|a bientot|quitter?|bonne (?:journee|soiree|nuit)|fin|tchao|@\+|a\+){_END}"
        r"|\b(?:je )?(?:continu\w*|reprend\w*|finir\w*|reviens|revien\w*|terminer\w*|ferai|fera) (?:ca |la suite |tout ca |le reste )?(?:demain|plus tard|une autre fois|un autre jour|ce soir|apres|cet aprem\w*|la semaine prochaine|tout a l'heure)\b"
        rf"|\bon (?:peut |va |pourrait |pourra )?(?:continuer|reprendre|finir|reprend|continue|finit|voir ca|voit ca)(?: ca| la suite)? (?:demain|plus tard|une autre fois|un autre jour|apres)\b"
        r"|\b(?:je (?:dois|vais devoir|suis oblige\w* de)|faut que|il faut que|dois) (?:y aller|partir|j'y aille|je parte|vous laisser|te laisser|raccrocher|je vous laisse|filer|m'en aller|je (?:m'en )?aille|que j'y aille|je file|chercher (?:les|mes|mon|ma|le) (?:enfants?|petits?|fils|fille|gosses))\b"
        rf"|\bje (?:vous|te) laisse{_END}|\bplus tard s'il|\bje (?:suis|commence a etre) fatiguee?\b[^.]{{0,20}}(?:{_END}|on |je |demain)|\bj'en ai (?:marre|assez)\b(?=.{{0,25}}$)|\bj'ai plus le temps\b|\bpas le temps (?:la|maintenant|aujourd'hui)|\bca suffit pour\b|\bassez pour aujourd'hui"
        rf"|{_HI}(?:une autre fois|plus tard|demain|pas maintenant|pas aujourd'hui|pas ce soir){_END}|\bquelqu'un (?:sonne|arrive|m'appelle)\b|\bmon bus arrive",
    ),
    (
        Act.HELP,
        rf"\b(?:vois|sais|saisis|suis) pas (?:bien |trop |vraiment )?(?:ce que (?:vous|tu|ca|je dois|c'est)|de quoi (?:vous|tu)|comment (?:repondre|dire|expliquer|faire|formuler|on)|quoi (?:dire|repondre|mettre|ecrire))|\b(?:vous parlez|tu parles|on parle|il s'agit|c'est) de quoi\b|\b(?:vous (?:attendez|voulez|cherchez)|tu (?:attends|veux|cherches)|on attend)(?: \w+)? quoi\b|\b(?:plus|pas|tres) (?:\w+ )?(?:clair\w*|simple(?:ment)?|comprehensible)\b(?=\W*$|.{{0,15}}(?:svp|s'il|question|\?))"
        rf"|\b(?:je suis|chuis) (?:un peu |completement |tout |toute )?perdue?(?: la| avec| dans (?:la|les|vos) question\w*)?{_END}|\breformul\w*|\bquel(?:le)?s? (?:genre|type|sorte|sens|mot)s?\b(?=.*\?|.{{0,25}}$)|\b(?:pourquoi|c'est pour quoi|a quoi bon) (?:cette|ces|la|toutes ces|vos) (?:question|info|questions|infos)\w*|\b(?:qu'appel\w+|qu'est[- ]ce qu'on appelle|vous appelez)\b|\b(?:j'ai pas|pas|pas bien|pas tout) suivi\b(?! de)|^\W*[^\W\d_]+ ?\?+\W*$|\bc'est (?:quelle|quel) \w+|\b(?:donne[rz]?|besoin d|montre[rz]?|il y a|avoir|auriez|avez)[^.]{{0,12}}(?:d'un |un |des )?exemples?\b"
        r"|\b(?:qu'est[- ]ce qu'il|qu'est[- ]ce que je|qu'est[- ]ce qu'on) (?:faut|dois|doit|met|mets|peux) ?(?:\w+ )?(?:ecrire|dire|mettre|repondre|marquer|faire|raconter)?\b|\bc'est quoi\b(?! (?:que|qui) (?:je|j'))|\b(?:ca|cela|sa) (?:veut|veux|veu|signifie) (?:dire )?(?:quoi|koi)?(?=\W|$)(?<!veut dire que)|\bqu'est[- ]ce que (?:ca|cela|c'est|vous (?:entendez|voulez dire))\b"
        r"|\bqu'entendez[- ]vous\b|\b(?:je )?(?:ne |n')?(?:comprends?|compren|pige|capte|saisis)(?: \w+)? (?:pas|rien|plus)\b(?! (?:pourquoi|comment) (?:il|elle|ils|le|la|les|mon|ma))"
        r"|\b(?:j'ai |je n'ai |ai )?(?:pas|rien) (?:bien |tout |trop )?(?:compris|capte|pige|saisi)\b|\bkesako\b|\bqu'est[- ]ce (?:que|qu') ?(?:tu|vous|il faut|je dois|je (?:peux|mets|dis))\b"
        r"|\bpar exemple\s*\?|\b(?:un|des|donne[rz]?[- ](?:moi )?(?:un )?) ?exemples?\s*\??\s*$|\b(?:vous (?:pouvez|pourriez)|pouvez[- ]vous|tu peux|tu pourrais|peux[- ]tu) (?:m'|me |re)?(?:expliqu|reformul|aid|preciser|repeter|re[- ]?expliqu|dire autrement|donner un exemple)\w*"
        r"|\bcomment (?:on fait|ca marche|ca fonctionne|je fais|je dois|repondre|je reponds)\b|\bje (?:dois|peux|doit) (?:mettre|repondre|dire|ecrire|marquer|noter) quoi\b|\b(?:faut|il faut) (?:mettre|repondre|dire|ecrire) quoi\b"
        r"|\b(?:je|on) (?:met|mets|dit|dis|repond|reponds|ecrit|marque) quoi\b|\bc'est[- ]a[- ]dire\s*\??\s*$|\bdans quel sens\b|\bj'ai besoin d'aide\b(?=.{0,30}$)|\bpourquoi (?:vous|tu) (?:me )?(?:demand|voul|pos)\w*|\b(?:a quoi ca sert|ca sert a quoi)\b|\bexplique[rz]?(?:[- ]moi)?\b(?=.{0,30}$)"
        r"|\bveut dire quoi\b|\bquelle (?:est la )?question\b|\bje sais pas (?:quoi (?:dire|repondre|mettre|ecrire)|comment (?:dire|repondre|faire|expliquer))\b"
        rf"|{_HI}(?:a l'aide|aide|aidez[- ]moi|aide[- ]moi|help(?: me)?|\?+|quoi\s*\?*|koi|comment\s*\?*|hein\s*\?*|pardon\s*\?*|comment ca|exemple){_END}",
    ),
    (
        Act.SKIP,
        rf"\b(?:sans commentaire|peu importe|joker|confidentiel\w*|evitons|ce sujet|c'est (?:pas|sans) (?:important|interet)|(?:on )?laisse[rz]?(?:[- ]le)? tomber(?: (?:celle|ca|cette)[- ]?(?:la|ci)?)?|on (?:laisse|oublie) (?:ca|celle)|(?:passe[rz]?|passons|passer) (?:a )?(?:autre chose|la|cette|celle|l'autre|a la)|rien a (?:dire|ajouter|raconter)(?: (?:la|sur|a|de)\b.{{0,20}})?)\W*$"
        rf"|\b(?:pas|aucune|plus|trop pas) (?:vraiment |trop )?(?:envie|besoin)(?:{_END}| (?:de|d'|que) ?(?:vous |le |la |l'|te |en |les )?(?:savoir|donner|dire|parler|repondre|raconter|preciser|sachiez|ecrire))|\b(?:je|j') ?(?:ne )?(?:en |le |vous |la )?(?:parle|reponds|dis|repond|dirai|repondrai|donne)(?: pas| rien)(?: (?:a |ca|cela|la).{{0,12}})?{_END}|\b(?:celle|question) (?:d'apres|suivante|d'a cote)\b|^\W*(?:la |question )?(?:suivante?|prochaine)(?: svp| s'il vous plait| stp|  )*{_END}|^\W*la suite(?: svp| s'il vous plait)?{_END}|^\W*pas (?:maintenant )?(?:cette|celle|la) (?:question|la)\W*$|\b(?:je peux|puis[- ]je|on peut|possible de|le droit de) (?:ne )?pas (?:repondre|dire|en parler)|\bregarde (?:que moi|pas les gens|personne)|\bca me regarde\b"
        rf"|{_HI}(?:non )?(?:merci )?(?:je )?(?:passe(?: mon tour| celle[- ](?:la|ci)| cette question| la question)?|pass|passer|suivant\w*|next|skip|saute[rz]?|je saute|rien|rien a (?:dire|ajouter)|aucun\w*|non merci|on passe|question suivante|la suite|apres|joker|pas d'avis|sans (?:avis|reponse)|rien a signaler|ras){_END}"
        r"|\b(?:je )?(?:ne |n')?(?:prefere\w*|veux|veut|veu|souhaite|voudrais|aime mieux|aimerais|tiens)(?: (?:ne|mieux))? ?pas (?:a |vraiment |trop )?(?:en |y |le |vous |te |la )?(?:parler|repondre|dire|le dire|en dire|discuter|donner|preciser|le preciser|raconter|l'evoquer|evoquer)\b"
        r"|\b(?:pas|aucune|pas trop|plus) envie (?:d(?:'en|'y|e|') ?(?:en )?)?(?:parler|repondre|dire|discuter|raconter)\b|\b(?:j'aime|aime|aimerais) (?:autant |mieux )(?:ne )?pas\b|\b(?:ca|cela|sa) (?:ne )?(?:vous|te) (?:regarde|concerne) pas\b|\bc'est (?:prive|personnel|mon affaire|ma vie privee|pas vos (?:affaires|oignons)|perso)\b|\bpas vos (?:affaires|oignons)"
        r"|\bon (?:peut|va|pourrait|peux) (?:la |le )?(?:passer|sauter|zapper)\b|\b(?:une )?(?:autre|prochaine) question\b|\bpassons\b|\bje (?:ne )?(?:reponds?|repondrai|dirai|dis) (?:pas|rien)\b|\b(?:je )?(?:veux|prefere|souhaite) pas\b\W*$|\bsans reponse\b|\bpasser? (?:cette|a la|la|celle|a autre)\b[^.]{0,12}(?:question|suivante|suite|chose|la|ci)|\bsaute[rz]? (?:cette|la|celle)|\bzapp\w+\b(?=.{0,20}$)"
        r"|\b(?:je )?(?:garde|garder) (?:ca|cela) pour moi\b|\bca me (?:gene|regarde)\b(?=.{0,25}$)|\bc'est secret\b|\bne souhaite pas repondre\b|\bparlons d'autre chose\b",
    ),
    (
        Act.NOTHING_YET,
        r"\b(?:j'ai|je n'ai|ai|je|n'ai) (?:\w+ )?(?:jamais|pas encore|encore jamais|rien) (?:\w+ )?(?:travaill\w*|boss\w*|eu de (?:travail|metier|emploi)|d'emploi|de travail)\b(?! (?:avec|comme|sans|en|de nuit|dans|a l'|au|chez))"
        r"|\bjamais travaille ?(?:de ma vie|avant|nulle part|en france)?\W*$|\bjamais eu (?:de|d'|un) ?(?:vrai )?(?:travail|emploi|metier)\b|\b(?:j'ai )?(?:pas|aucune) (?:d'|de )?(?:vraie )?experiences?(?: professionnelles?)?\b(?! (?:en|dans|avec))"
        r"|\brien fait (?:de ma vie|dans ma vie|du tout|encore)?\W*$|\b(?:zero|aucun) (?:experience|emploi|travail)\b",
    ),
    (
        Act.UNKNOWN,
        rf"{_HI}(?:je |j'|moi je |ca )?(?:ne |n'en |n')?(?:sais|sait|s'en|sé|me (?:rappel\w*|souvien\w*)|m'en (?:rappel\w*|souvien\w*)|en sais|ai (?:aucune idee|oublie)) ?(?:plus|pas|rien|trop)?(?: (?:trop|vraiment|du tout|exactement|bien|de ca|quand|la date|combien|plus|desolee?|moi|du nom|de son nom|du tout|le nom|son nom|leur nom|comment (?:ca s'appelle|il s'appelle|elle s'appelle)))*{_END}"
        rf"|{_HI}(?:aucune idee|pas d'idee|sais pas|sait pas|chez pas|jsp|j'ai oublie|oublie|je ne sais plus|je sais pas trop|j'en sais rien|bof|chais pas|c'est trop vieux|trop longtemps|ca fait trop longtemps|c'est loin|difficile a dire|(?:c'est )?flou|no idea|i don'?t know){_END}",
    ),
    (
        Act.UNDO,
        rf"{_HI}(?:annule[rz]?(?: (?:ca|cela|la derniere reponse))?|efface[rz]?(?: (?:ca|cela|tout ca|la derniere|ce que j'ai dit))?|oublie[rz]? (?:ca|cela|ce que j'ai dit)|supprime[rz]? (?:ca|cela)|retour|revenir en arriere|retour en arriere|enleve[rz]? (?:ca|cela)){_END}",
    ),
    (
        Act.NO,
        rf"{_HI}(?:non|no|nope|faux|pas du tout|pas vraiment|pas exactement|negatif|non non|pas d'accord|absolument pas|surtout pas|laa?|not really|jamais){_END}"
        rf"|^\W*(?:non,? )?(?:c'est|ce n'est|c'etait|c|sa|ca) ?(?:pas|n'est pas|faux)(?: (?:ca|cela|bon|juste|vrai|exact|correct|moi|tout a fait ca|exactement ca))?(?: du tout)?{_END}"
        rf"|^\W*non,? (?:c'est )?(?:pas (?:ca|cela)|faux|incorrect){_END}|\bce n'est pas ca\b|\bpas ca\b\W*$|^\W*(?:non,? )?ca (?:ne )?me ressemble pas{_END}",
    ),
    (
        Act.CORRECT,
        r"\b(?:me|m') ?(?:suis|etais) (?:encore |mal )?(?:tromp|gour|plant|melang|embrouill|exprim)\w*|\b(?:je (?:me trompe|rectifie|corrige)|j'ai (?:fait |dit |ecrit |mis |donne |tape )(?:une? )?(?:erreur|faute|betise|n'importe quoi|mauvaise?)|j'ai mal (?:dit|ecrit|note|tape|compte)|erreur|c'est une erreur|y a une erreur|il y a une (?:erreur|faute))\b(?! (?:de caisse|medical\w*|jamais))"
        r"|(?:^|[,.;!…] ?|\b(?:enfin|euh|ah|oh|attend\w*|pardon|mais|ben|bah) )(?:non|nn|nan)[,. ]+(?:non[,. ]+)?(?:pas|c'est|c'etait|ct|plutot|je voulais|en fait|en realite|pardon|attend\w*|excuse\w*|\d+|(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix) (?:ans?|mois)|a|au|en|chez|depuis|jusqu|le|la|les)\b(?! (?:pas )?(?:ca|cela|vrai|bon|exact|juste|grave|merci)\b)"
        r"|\b(?:enfin|plutot|pardon|oups|attend(?:s|ez)|je veux dire|je voulais dire|en fait|mince|zut)[, ]+(?:non[, ]+)?(?:c'(?:est|etait)|plutot|\d+ (?:ans?|mois)|en \d{4})\b"
        r"|\bc'(?:est|etait) pas (?!facile|toujours|simple|evident|paye|drole|bien|mal|dur|terrible|genial|beaucoup|grand)[^,.;]{1,40}[,;]? ?(?:mais(?! (?:je|j'|on|il|elle))|c'(?:est|etait)|plutot)\b|\bje (?:voulais|veux) dire\b|\b(?:pas|n'etait pas|etait pas) (?:a|au|en|chez|le|la|pendant|depuis|\d|un|deux|trois|quatre)\b[^,.;]{1,30},? mais (?:plutot |bien )?(?:a |au |en |chez |le |la |\d)"
        r"|\bplutot [^.]{2,40} que\b|\bpas (?:a|au|en|chez) [^,.;]{2,30}, ?(?:mais )?(?:a|au|en|chez)\b|\ben fait,? (?:c'(?:est|etait)|non)\b|(?<!\w )(?<!\w')\b(?:corrige[rz]?(?! les?\b)|rectifie[rz]?|rectification)\b|\b(?:au lieu de|a la place de|change[rz]? (?:la|le|l'|ma|mon|cette) (?:date|ville|duree|reponse|metier|annee|nom|lieu))\b"
        r"|\bet non(?: pas)?\b(?! (?:plus|par))|\bnon,? pas [^,.;]{1,40},|\bc'(?:est|etait) (?:\d+|deux|trois|un|une|quatre|cinq|six) \w+,? (?:et |et non )?pas (?:\d|un|une|deux|trois|quatre|cinq|six)|\b(?:\d{4}|\d+ (?:ans?|mois)),? (?:et )?(?:pas|non) (?:\d{4}|\d+)\b|\b(?:vous avez|t'as|tu as) mal (?:compris|note|entendu)\b|\bc'est faux,? c'"
        r"|^\W*non,? [^,.;]{1,30},? pas [^,.;]{1,30}$|\boups\b|\b(?:vous vous|tu t'|vous etes|t'es) (?:etes |es )?(?:tromp\w+|goure\w*)|\b(?:le|la|l'|les) ?(?:nom|ville|date|annee|lieu|duree|metier|employeur|place|mois) (?:est|sont|c'est|etait) (?:faux|fausse|pas (?:bon|bonne|ca|la bonne|le bon)|mauvais\w*)|\bpas (?:le bon|la bonne|les bons) \w+|\bj'ai confondu\b|\bje (?:retire|reprends) ce que j'ai dit|\berratum\b|\bc'(?:est|etait) [^,.;]{1,30} en (?:realite|fait)\W*$|\b(?:attention|desolee?),? (?:non,? )?c'(?:est|etait) [^,.;]{1,30}(?:,| et)? pas\b|^\W*(?:finalement|en realite|plutot|rectif\w*|correction)[ ,:]+(?:c'(?:est|etait) )?(?:a |en |au |chez |plutot )?(?:\d|un|deux|trois|quatre|cinq|six|[a-z]+\W*$)|, pas \d+\W*$|^\W*pas (?!longtemps|d[e']|vraiment|trop|beaucoup|toujours|tous|souvent|loin|mal|grand)[^,.;]{2,30}, (?!je|mais|on|il|c'est)[^,.;]{2,30}$|\bpardon,? (?:c'|je|en|a)\b|\bje me corrige",
    ),
    (Act.YES, r"^\W*oui[, ]+(?:oui[, ]+)?(?:c'est|tout est) (?:bon|ca|tout bon|juste|exact|bien ca)\W*$"),
    (
        Act.ENOUGH,
        rf"{_HI}(?:c'est tout(?: pour (?:celui|celle)[- ]la)?|voila(?: (?:c'est tout|tout))?|c'est bon la|j'ai (?:tout dit|fini|termine)|rien d'autre|ca suffit|fini|termine|rien de plus|c'est fini|(?:je crois que )?c'est (?:bon|tout)(?: je crois)?|j'ai fait le tour|on a fait le tour|that'?s all){_END}",
    ),
    (
        Act.RESUME,
        rf"^\W*(?:(?:re)?bonjour|salut|coucou|hello|re|me)?[ ,!]*(?:c'est (?:encore |re)?moi|je suis (?:de retour|la|revenue?|dispo\w*|prete?)|me (?:re)?voila|je (?:reviens|suis)(?: pour (?:continuer|finir|la suite|reprendre))?(?: mon passeport| la conversation)?)(?:[ ,]+(?:on (?:y va|reprend|continue|en etait ou|peut (?:y aller|reprendre|continuer))|pour (?:continuer|finir|la suite|reprendre)(?: mon passeport)?|je (?:continue|reprends)|continue\w*))*{_END}"
        rf"|{_HI}(?:reprenons|continuons|allons[- ]y|on s'y (?:remet|met)|poursuivons|je poursuis|on poursuit|vas[- ]y continue|on en etait ou|ou en (?:etions|etait|etais)[- ]?(?:nous|on|je)?|j'ai (?:un peu|du|le) (?:de )?temps,? (?:on (?:continue|reprend)|je (?:continue|reprends)))(?: [\w' ]{{0,25}})?{_END}|\b(?:veux|voudrais|peux|aimerais|souhaite|viens) (?:finir|continuer|reprendre|terminer)\b(?: (?:ce que j'ai commence|mon passeport|la conversation|ou|la suite|mon histoire))?(?=\W*$|.{{0,20}}$)(?!.*\b(?:demain|plus tard|etudes|formation|metier)\b)|\bon en etait ou\b"
        rf"|{_HI}(?:on (?:reprend|continue|y va|peut (?:reprendre|continuer)|repart|recommence)|(?:je (?:veux|voudrais|peux|souhaite|suis pret\w* a) )?(?:reprendre|continuer)|je (?:reprends?|continue)|je suis (?:la|de retour|revenue?|prete?)|me (?:re)?voila|re|c'est reparti|allons[- ]y|go|vas[- ]y|allez[- ]y|let'?s go|on (?:en )?etait ou|ou (?:on )?en etai\w+)"
        rf"(?:[, ]+(?:on|je|ou|la|continue|reprend\w*|ou on en etait|s'il vous plait|maintenant|la conversation|mon passeport|notre conversation|aujourd'hui|peut|peux|la suite|continuer|reprendre|de retour|si vous voulez|svp))*{_END}"
        r"|\b(?:reprendre|reprend|continuer|continue) (?:la )?(?:ou (?:on|j'|je)|notre conversation|la conversation|mon passeport)"
        rf"|\b(?:faire|commencer|creer|remplir|demarrer|preparer) (?:mon|un|le) (?:passeport|cv)(?: emploi)?{_END}",
    ),
    (
        Act.THANKS,
        r"^\W*(?:merci|super|top|genial|cool|bravo|thanks|thank you)(?:[\s,.!]+(?:beaucoup|bien|infiniment|merci|super|top|a vous|a toi))*[\s,.!]*$",
    ),
    (
        Act.YES,
        r"^\W*(?:(?:ah |euh |ben |bah |mais |eh )?(?:oui|yes|yep|ok|okay|oki|d'accord|dac|daccord|exact|exactement|tout a fait|parfait|voila"
        r"|c'est (?:bien )?(?:ca|cela|bon|juste|exact|correct|vrai|parfait|moi|ok)|c'est tout a fait (?:ca|moi)|c'est exactement (?:ca|cela)|nickel|bien sur|carrement|grave|c'est note|ca me va|ca me ressemble|si|vrai|affirmatif|entendu|ca marche"
        r"|absolument|impeccable|super|top|je confirme|je valide|na3am|sure|volontiers|avec plaisir|merci)[\s,.!]*)+$",
    ),
)  # fmt: skip
_COMPILED = tuple((act, re.compile(pattern)) for act, pattern in _ACTS)
_SERVICES = frozenset(
    {
        Act.NOISE, Act.RUDE, Act.MOVE, Act.CANCEL, Act.BOOK, Act.HUMAN, Act.SHARE, Act.FIND,
        Act.FEEDBACK,
    }
)  # fmt: skip
_ELSEWHERE = re.compile(r"\bmais (?:plutot |seulement )?(?:a|au|en|chez|comme)\b")
_QUIET = gestures.QUIET | _SERVICES - {Act.NOISE, Act.RUDE, Act.HUMAN, Act.FEEDBACK}
_ASKING = tuple(each for each in _COMPILED if each[0] in _SERVICES)
"""Tried before the gestures: what asks for a service names it."""
_DOING = tuple(each for each in _COMPILED if each[0] not in _SERVICES)

_LEARNT = gestures.QUIET | {Act.CORRECT}
_MANY_WORDS = frozenset({Act.CORRECT, Act.NOTHING_YET, Act.NOISE})
"""Acts that a long sentence may do while it tells."""


def find(words: Normal) -> Act | None:
    """What the sentence does; nothing when it only tells."""
    act = ruled(words)
    if (act is not None and act not in _LEARNT) or not _readable(words):
        return act
    heard = wordings.hear("acts", words)
    if act is not None:
        return None if heard.likely < UNLIKELY else act
    if heard.likely < (LIKELY if heard.meant else LIKELY_BY_LETTERS):
        return None
    return Act(heard.label)


def _readable(words: Normal) -> bool:
    """Whether a text is short enough to do something, and has letters that are read."""
    plain = words.plain.strip()
    return 1 < len(plain) <= LONGEST and any("a" <= char <= "z" for char in plain)


def ruled(words: Normal) -> Act | None:
    """What the rules hear the sentence do."""
    plain = words.plain[:400]
    if not plain.strip():
        return None
    asked = foreign_acts.find(plain) or _first(_ASKING, plain) or gestures.find(plain)
    act = asked or _first(_DOING, plain)
    if act is Act.NOTHING_YET and _ELSEWHERE.search(plain):
        return None
    if act in _QUIET and gestures.tells(plain):
        return None
    if act is None and _scribble(plain):
        return Act.NOISE
    return act


def _first(patterns: tuple[tuple[Act, re.Pattern[str]], ...], plain: str) -> Act | None:
    return next(
        (
            act
            for act, pattern in patterns
            if (len(plain) <= LONGEST or act in _MANY_WORDS) and pattern.search(plain)
        ),
        None,
    )


_VOWEL = re.compile(r"[aeiouyœ]")


def _scribble(plain: str) -> bool:
    """Letters struck at random: no vowel, one letter again and again, or no letter or figure at all."""
    word = plain.strip()
    letters = [char for char in word if char.isalpha()]
    if not letters:
        return not any(char.isdigit() for char in word)
    if len(letters) < 5 or not all("a" <= char <= "z" for char in letters):
        return False
    if len(set(letters)) <= 2 and len(letters) >= 6:
        return True
    longest = max(re.findall(r"[a-z]+", word), key=len)
    return len(word.split()) <= 3 and (
        bool(re.search(r"[bcdfghjklmnpqrstvwxz]{6,}", longest))
        or (len(longest) >= 6 and len(_VOWEL.findall(longest)) / len(longest) < 0.17)
        or bool(re.search(r"(?:asdf|qsdf|azerty|qwerty|hjkl|sdfg|jkl)", longest))
    )
