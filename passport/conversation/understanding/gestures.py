"""Short sentences that only do something, known by their structure.

Not by their wording: an order given to the page, a refusal to say, a leave taken, a word on the
question itself, a value set against another. A sentence that tells a deed does none of these.
"""

import re

from passport.conversation.understanding.actions import Act

LONGEST = 120
"""Characters of a sentence that may be a gesture."""

QUIET = frozenset({Act.STOP, Act.SKIP, Act.HELP, Act.RESUME})
"""What a sentence that tells a deed does not do."""

_POLITE = (
    r"(?:euh+|heu|hum+|ben|bah|bon|ah|oh|oui|mais|alors|ok|okay|dsl|desolee?|pardon|excusez?(?:[- ]moi)?|bonjour|bjr|salut|coucou|s'il (?:vous|te) plait|merci(?: beaucoup| bien)?(?: pour (?:tout|votre \w+|ton \w+))?|allez|allee?z?"
    r"|franchement|sincerement|attend(?:s|ez)?|voila|non|attention|madame|monsieur|moi|donc|et|bref|enfin|en fait|lol|mdr|hein|la|svp|please|tant pis|c'est bon|d'accord|je crois|je pense|peut[- ]etre|du coup|vraiment|un peu|quand meme|vous savez|vite fait|par contre)"
)
_EDGES = re.compile(rf"^(?:[\W_]*{_POLITE}\b)*[\W_]*|(?:[\W_]*\b{_POLITE})*[\W_]*$")

_LATER = (
    r"(?:demain(?: matin| soir)?|(?:un peu |bien )?plus tard|apres(?: manger)?|bientot|ce soir|cet aprem\w*|tout a l'heure|(?:une|la) (?:autre|prochaine) fois|un autre (?:jour|moment)|dans (?:une heure|un moment|la (?:soiree|journee|semaine))"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|la semaine prochaine|ce week[- ]?end|quand (?:j'aurai|je pourrai|j'ai) .{1,25})"
)
_NOW = r"(?: (?:la|ici|maintenant|tout|ca|tout de suite|avec (?:ca|vos questions|les questions)|pour (?:ce (?:soir|matin)|aujourd'hui|l'instant|le moment|moi|cette fois|maintenant|la journee)|un (?:peu|moment|instant)|cinq minutes|5 (?:min\w*|mn)|deux minutes|2 (?:min\w*|mn)))*"
_WANT = (
    r"(?:(?:est[- ]ce (?:que|qu') ?)?(?:je |j'|on |vous |tu |ca )?(?:ne )?(?:veux|voudrais|veut|souhaite\w*|peux|peut|puis|pourrais|pourrait|pouvez|pourriez|dois|doit|prefere\w*|aimerais?|vais|va|compte|ai (?:besoin|envie) d[e'])"
    r"|(?:peux|puis|peut|pouvez|pourriez|pourrait|vous pouvez|tu peux)[- ]?(?:je|on|vous|tu)?|(?:il )?(?:faut|faudrait|fallait)(?: que (?:je|j'|on|tu|vous))?|(?:c'est )?possible d[e']|besoin d[e']|envie d[e']|moyen d[e']|le droit d[e'])"
)
_QUESTION = r"(?:(?:la|cette|ta|votre|vos|tes|ces|les|de|une|l'autre|d'autres?) ?questions?|celle[- ]?(?:la|ci)?|celui[- ]?(?:la|ci)|ca|cela|ceci|ce (?:sujet|point|truc))(?:[- ](?:la|ci))?"
_ANSWER = r"(?:repon\w+|di(?:re|s|t|rai|rais)|parl(?:er?|e|erai)|racont\w+|precis\w+|discut\w+|expliqu\w+|donner|evoqu\w+|savoir|detailler)"
_FIELD = r"(?:date|ville|lieu|endroit|nom|prenom|annee|mois|duree|metier|poste|employeur|patron|entreprise|boite|societe|reponse|reponses|truc|mot|chiffre|adresse|titre|debut|fin|tache|taches|orthographe|information|infos?)s?"
_NOTED = r"(?:not\w+|ecrit\w*|ecriv\w+|mis|met\w*|marqu\w+|compris|dit\w*|entendu|enregistr\w+|inscrit|retenu|garde\w*|compte\w*|affich\w+)"
_BE = r"(?:c'est|c'etait|ct|c'etais|ce (?:n')?(?:est|etait)|j'etais|je suis)"

_GESTURES: tuple[tuple[Act, str], ...] = (
    (
        Act.RESUME,
        r"(?:je reviens|c'est moi)[ ,]+on (?:en )?(?:etait ou|reprend|continue)(?: deja)?|(?:(?:c'est bon|me voila|re|de retour|coucou|bonjour|je suis|j'ai fini) ?)?(?:je suis |me |on est )?(?:la|de retour|revenue?|re|revoila|revoici|rentree?|prete?|dispo\w*|a nouveau la)(?: (?:pour|a) (?:la suite|continuer|finir|reprendre|terminer|repartir).{0,20}|,? (?:on|je) (?:\w+ ){0,2}(?:continue|reprend\w*|y va|attaque).{0,15})*"
        r"|(?:on |je |j'|nous )?(?:peut |peux |veux |voudrais |aimerais |vais |souhaite |va )?(?:y |s'y |m'y )?(?:repren\w+|continu(?:e|er|ez|ons)|retourn\w+|remet\w*|poursui\w+|repart\w*|redemarr\w+|relanc\w+|recommenc\w+|rattaqu\w+|reprise)(?: (?:ou (?:on|j'|je|nous).{1,20}|la (?:suite|conversation|discussion)|mon (?:passeport|histoire)|le (?:passeport|questionnaire)|la|maintenant|notre conversation|tout de suite|ensemble))*"
        r"|(?:on |j'|je |nous )?(?:en )?(?:etait|etais|etions|est|en est)(?: rendue?s?| restee?s?)?(?: on)? ou(?: deja)?|ou (?:on |j'|nous |est[- ]ce qu'on )?(?:en )?(?:etait|etais|etions|est)(?: rendue?s?| restee?s?)?(?:[- ](?:on|nous|je))?(?: deja)?|c'est (?:re)?parti|go|let'?s go",
    ),
    (
        Act.HUMAN,
        rf"(?:{_WANT} )?(?:avoir |voir |joindre |appeler )?(?:a )?(?:une? (?:vraie? |autre )?(?:personne|humaine?|etre humain|conseiller\w*|responsable)|quelqu'un|un vrai humain)(?: (?:de|pour|au|qui|peut|la|a|en|m') ?.{{0,30}})?"
        rf"|(?:il )?y a (?:t[- ]il )?(?:quelqu'un|une personne)(?: .{{0,20}})?|(?:passe[rz]?|appele[rz]?|donne[rz]?|trouve[rz]?)[- ]?(?:moi |le numero d[e'u] ?)?(?:(?:une?|mon|ma|la|le|l') ?(?:vraie? )?(?:conseiller\w*|personne|humain|referente?|responsable|collegue|assistante?(?: sociale)?)|quelqu'un)"
        r"|(?:je )?(?:prefere\w*|veux|voudrais) (?:une? (?:vraie? )?(?:personne|humain|conseiller\w*)|quelqu'un)(?: .{0,25})?",
    ),
    (
        Act.STOP,
        rf"(?:{_WANT} )?(?:je |j'|on )?(?:m'|s'|nous |me |se )?(?:arret\w+|stop(?:pe[rz]?|pons)?|pause|quitte[rz]?|coup(?:e|er)|en rest\w+(?: la)?|ferme[rz]?|deconnect\w+|repos\w+|abandonn\w+|lach\w+ (?:l'affaire|tout)|file|fil(?:e|er)|y (?:vais|aille|aller)|m'en (?:vais|aille)|en aller|pars|partir|parte|pose)(?:[- ](?:vous|nous|toi|moi))?{_NOW}(?:[ ,]+(?:{_LATER}|j'en peux plus|je suis .{{2,15}}|ca va|ca suffit))?"
        rf"|(?:laisse[rz]?|laissons)(?:[- ]moi)? (?:tomber|tranquille)(?: tout)?(?:,? (?:j'en|je|c'est|on).{{0,20}})?|(?:ca|sa) (?:me )?(?:suffi\w*|saoule|gonfle|fatigue|prend (?:la tete|trop de temps))(?: .{{0,15}})?|(?:c'est|ca ira|ca sera|stop|fini|termine|assez|suffit|tout)(?: (?:bon|tout|fini|termine|assez))? pour (?:ce (?:soir|matin)|aujourd'hui|moi|l'instant|le moment|cette fois|maintenant)"
        rf"|(?:je |j'|on )?(?:fais|fait|faire|faisons|prend\w*|besoin d'|ai besoin d')? ?(?:une? |la )?(?:petite? |courte? )?(?:pause|break|coupure)(?: .{{0,15}})?"
        rf"|(?:(?:j'ai|ai|j'|on a) )?(?:bientot |presque |quasi |deja |vraiment )?(?:plus|pu|pas)(?: (?:beaucoup|assez|trop))? d[e'] ?(?:batterie|forfait|reseau|credit|data|connexion|internet|temps|wifi|courage|force|patience)(?: .{{0,15}})?|(?:j'ai )?(?:plus|pas|pu) (?:le temps|la force|le courage|la patience|envie de continuer)(?: .{{0,20}})?"
        r"|(?:mon|le|ma) (?:tel\w*|portable|batterie|ordi\w*|iphone|smartphone|mobile)(?: (?:va|est|n'a|a|se|s'|presque))?.{0,12}(?:eteindre|eteint|decharge\w*|lache\w*|couper|coupe|vide|plus de batterie|a plat|mort)(?: .{0,15})?|stop[ ,!]+(?!a\b|au).{1,40}|(?:ma |la |mon |le )?(?:batterie|tel\w*|portable)\b.{0,15}\d+ ?(?:%|pour ?cent).{0,20}|(?:je )?(?:peux?|peut) (?:plus|pas|pu) (?:continuer|rester|repondre|suivre)(?: .{0,20})?|a \+(?: tard)?|batterie (?:faible|vide|a \d+.{0,12}|morte|hs|presque .{0,8})"
        r"|(?:j'ai |j'|ai )?(?:trop )?la flemme(?: .{0,25})?|(?:j'en |je n'en |j'en ai |en )?(?:ai )?(?:(?:plein |trop |vraiment )?(?:marre|ras[- ]le[- ]bol|plein le dos|assez)|peux plus|peu plus)(?: (?:de|la|pour) ?.{0,30})?"
        r"|(?:je )?(?:sature|craque|fatigue|decroche|baisse les bras|n'y arrive plus|en peux plus)(?: .{0,15})?|(?:c'est|ca devient|c'est un peu)(?: beaucoup| vraiment| un peu)? trop long(?:,? .{0,25})?|(?:je (?:suis|commence a etre) )?(?:trop |tres |super |bien |vraiment )?(?:fatiguee?|crevee?|epuisee?|hs|ko|claquee?|naze|vannee?|mort\w* de fatigue)(?:[ ,]+(?:la|on|je|ce|maintenant|aujourd'hui|demain|pour).{0,25})?"
        rf"|(?:je |j'|on |faut que (?:je |j')|il faut que (?:je |j'))(?:dois|doit|vais|va|suis obligee? de|ai a)? ?(?:absolument |vite |me |m'|encore )?(?:y (?:aller|aille|vais)|en aller|partir|parte|sortir|filer|file|dormir|dorme|coucher|manger|mange|cuisiner|raccrocher|couper|(?:aller )?(?:chercher|prendre|recuperer|rechercher|coucher|preparer|nourrir|appeler|conduire|donner le bain a) (?:mon|ma|mes|le|la|les|l'|un|une) ?[a-z]+(?: .{{0,25}})?|(?:te|vous) laisse\w*)(?:[ ,]+(?:la|maintenant|desole\w*|a|au|je|on|pour|et|vite|demain).{{0,25}})?"
        rf"|(?:(?:on|je|j'|ca|nous) ?)?(?:se |me |s'y |m'y |y )?(?:reviens|reviendrai|reviendrais|reviendra|revien\w*|reprend\w*|continu\w*|finir\w*|finis|finit|termin\w*|verra|verrai|voit|fera|ferai|remet\w*|revoit|reverra|reparle\w*|retrouve)(?: (?:ca|la suite|tout ca|le reste|vers vous|te voir|vous voir|finir|dessus))?[ ,]+{_LATER}"
        r"|je (?:vous|te) quitte(?: .{0,15})?|(?:j'ai )?(?:eu )?ma dose(?: .{0,15})?|je (?:reviens|reviendrai|reviendrais|repasse\w*|reprendrai|continuerai|finirai)(?: (?:ca|vers vous|te voir|vous voir|vite))?"
        rf"|(?:a (?:demain|\+|plus|la prochaine|bientot|{_LATER})|au revoir|aurevoir|adieu|bye(?: bye)?|ciao|tchao|tchuss|salut|bonne (?:journee|soiree|nuit|continuation|fin de \w+)|bon (?:week[- ]?end|courage|appetit)|(?:c'est |j'ai )?(?:fini|termine)(?: pour .{{1,15}})?|je (?:vous|te) (?:laisse|dis au revoir|remercie)|{_LATER})(?:[ ,.!]+(?:merci|a (?:demain|plus|bientot|la prochaine)|au revoir|bye|ciao|bonne \w+|madame|monsieur|tout le monde|{_LATER}))+"
        r"|(?:au revoir|aurevoir|bye(?: bye)?|ciao|tchao|a (?:demain|plus|bientot|la prochaine)(?: .{0,12})?|bonne (?:journee|soiree|nuit))|(?:mon|ma|mes|le|la|les|l') ?(?:petite?s?|bebe|fils|fille|enfants?|gosses|mari|bus|train|metro|patron|tram|voisine?)[^.]{0,12}\b(?:pleur\w+|m'appell\w+|arriv\w+|sonn\w+|reveill\w+|attend\w*|rentr\w+)(?:[ ,].{0,30})?|(?:on|quelqu'un|ca) (?:sonne|m'appelle|frappe|arrive)(?:[ ,].{0,30})?",
    ),
    (
        Act.HELP,
        rf"c'est a dire(?: (?:quoi|koi))?|(?:c'est |il s'agit de |on parle de |de |vous parlez de |parlez de |tu parles de )(?:quoi|koi|quelle?)(?: (?:la|cette|votre|ta|l[ea]|exactement|au juste|deja).{{0,25}})?|quoi|quelle (?:est (?:la|votre|ta) )?question|(?:comment|comen|coment)(?: (?:je|on|j'|dois|il faut|faut|fait|faire|fais|vais|peux|peut|ca|pour))*(?: (?:a|pour))? ?(?:repon\w+|marche\w*|fonctionne\w*|faire|fait|fais|ecrire|ecris|dire|dis|expliquer|formuler|m'y prendre|ca marche)?(?: (?:a|pour|la|cette|ca|avec) ?.{{0,25}})?"
        rf"|(?:{_WANT} )?(?:m'|me |nous )?(?:redi\w+|repet\w+|reformul\w+|expliqu\w+|reexpliqu\w+|precis\w+|aid\w+|eclair\w+|simplifi\w+|dire ca autrement|poser? (?:autrement|la question autrement)|reposer?|traduire)(?:[- ]moi)?(?: (?:(?:la|votre|ta|cette|l'autre) )?(?:question|consigne|phrase|mot|dernier\w*)s?| mieux| encore(?: une fois)?| autrement| ca| plus (?:simplement|clairement|lentement)| un peu| avec .{{1,15}}| a (?:repondre|remplir|ecrire|comprendre).{{0,20}}| comment .{{1,25}}| ce (?:que|mot|qu').{{1,30}})*"
        rf"|(?:{_WANT} )?(?:donne[rz]?|file[rz]?|montre[rz]?|avoir|vous avez|tu as|t'as|auriez|il y a|y a|besoin d'|mettre)?[- ]?(?:vous |moi |me |m'en )?(?:donner )?(?:un |une |des |d'|quelques |l')?(?:autres? |petite?s? )*(?:exemples?|idees?|indices?|aide|explications?|coup de main|modele)(?: pour (?:repondre|remplir|comprendre|ecrire|ca|cette|la question).{{0,20}})?"
        rf"|(?:(?:je |j'|on )?(?:ai |a )?(?:ne |n')?(?:besoin|voudrais|veux|aimerais) (?:d'aide|qu'on m'aide|que (?:vous|tu|quelqu'un) (?:m'|me )?\w+|d'un coup de main|de l'aide|d'explications?|de comprendre)(?: .{{0,20}})?)|(?:a l'aide|au secours|aidez?(?:[- ]moi)?|help(?: me)?|sos)"
        r"|(?:je |j'|jai |on )?(?:n'|ne )?(?:ai |y |en )?(?:comprend\w*|compren\w*|pig\w+|capte\w*|saisi\w*|vois|suis|sais|percute|connais|compri\w*)(?: (?:rien|pas|plus|pu|que dalle))+(?: (?:tout|bien|trop|vraiment|du tout|la|un mot|rien))*(?: (?:la|a la|a ta|a votre|vos|votre|ta|cette|ce|ces|le|les|l'|a ce|de quoi|ou|quoi|a quoi|comment|ce que|ce qu'|pourquoi (?:vous|tu|cette)) ?.{0,45})?(?<! sais pas)(?<! sais plus)(?<! connais pas)(?<!suis pas)"
        r"|(?:c'est|votre question(?: est)?|la question(?: est)?|elle est|cette question(?: est)?|vos questions(?: sont)?|trop|pas)(?: (?:pas|trop|un peu|tres|bien|hyper|super|assez|vachement))*(?: (?:clair\w*|complique\w*|dur\w*|difficile\w*|bizarre\w*|comprehensible\w*|chaud|incomprehensible\w*|vague\w*|flou\w*))(?: (?:votre|la|vos|cette|ta|a|pour) ?.{1,25})?"
        rf"|(?:ca |sa |cela |(?:le|ce) mot .{{1,15}} |.{{1,20}} )?(?:veut|veux|veu|signifie)(?: dire)? (?:quoi|koi)(?: .{{0,25}})?|c'est (?:quoi|koi)(?: .{{1,30}})?|.{{1,25}},? c'est (?:quoi|koi)|(?:tu|vous) (?:me |nous )?(?:veux|voulez|attend\w*|cherch\w+|entend\w*|demand\w+)(?: (?:savoir|dire|que je))? (?:quoi|koi|dise quoi|mette quoi)(?: .{{0,20}})?|qu'est[- ]ce (?:que|qu') ?(?:vous|tu|je|il|on|ca|c'est).{{1,45}}"
        r"|(?:je|on|il|faut|je dois|on doit|il faut|dois)(?: (?:dois|faut|doit|peux|peut))? ?(?:(?:que )?je )?(?:mets|met|mette|mettre|dise|reponde|ecrive|marque|dis|dire|reponds?|repondre|ecris|ecrire|marque|marquer|note|choisis|choisir|fais|faire) (?:quoi|koi|comment|ou|lequel|laquelle)(?: .{0,20})?|(?:pourquoi|pour quoi|prk|pk|a quoi)(?: (?:faire|cette|ces|vous|tu|ca|est[- ]ce que|sert|me|on|toutes)).{0,35}|c'est pour (?:quoi|koi)(?: .{0,20})?|c'est du (?:chinois|charabia)(?: .{0,15})?|j'ai (?:rien|pas)(?: bien| tout| trop)? (?:compri\w*|capte|pige|saisi|suivi)(?: .{0,25})?|plus (?:simple|lentement|doucement|clair|simplement)|[?! ]*\?[?! ]*",
    ),
    (
        Act.SKIP,
        rf"(?:{_WANT} )?(?:je |on |j')?(?:la |le |en |l')?(?:pass(?:e|es|er|ez|ons)?|saut(?:e|er|ez|ons)|zapp?(?:e|er|ez|ons)?|skip(?:pe[rz]?)?|next|evit(?:e|er|ez|ons)|ignor(?:e|er|ez|ons)|oubli(?:e|er|ez|ons)|laiss(?:e|er|ez|ons)(?: tomber| de cote| vide| blanc)?)(?: (?:{_QUESTION}|mon tour|(?:a |vers )?(?:la |l'|une |les )?(?:autres?|suite|suivante?|prochaine|d'apres)(?: (?:question|chose|sujet))?|directement))+"
        rf"|(?:on |je )?(?:peut |peux )?(?:pass(?:e|es|er|ez|ons)|saut(?:e|er|ez|ons)|zapp?(?:e|er|ez|ons)|skip|next|evitons)|(?:on )?laisse[rz]? tomber {_QUESTION}|(?:je )?laisse[rz]? (?:vide|blanc|ca vide)"
        r"|(?:(?:une |a |d')?(?:autre|l'autre) (?:chose|question|sujet)|(?:la |question )?(?:suivante?|prochaine|d'apres)|(?:la )?suite|changeons de sujet|on change de sujet|change[rz]? de (?:sujet|question)|parlons d'autre chose)"
        rf"|(?:pas|jamais) (?:cette|celle|ce|sur|a) ?(?:{_QUESTION}|question|la|sujet)?(?:[- ](?:la|ci))?"
        rf"|(?:je |j'|vous |on )?(?:ne |n')?(?:suis |est |ai |avez |as |etes |es |souhaite |veux |tiens |prefere\w* |compte |vais |peux |aime )?(?:pas|rien|aucune?|plus|mieux|autant)(?: (?:trop|tellement|vraiment|forcement|du tout|pas|ne))*(?: (?:obligee?s?|a|envie|besoin|le droit|force|tenue?))*(?: (?:de|d'|a|que))* ?(?:vous |te |le |l'|en |y |la |ca )*{_ANSWER}(?: (?:a|sur|de|la|ca|cela|rien|plus|pas) ?.{{0,25}})?"
        rf"|(?:suis[- ]je|je suis|on est|est[- ]on) (?:vraiment )?(?:obligee?s?|forcee?s?) (?:de |d'y )?{_ANSWER}(?: .{{0,25}})?|c'est (?:vraiment )?(?:obligatoire|oblige|necessaire|utile)(?: .{{0,25}})?|(?:je )?refuse(?:[ ,].{{0,30}})?|(?:je )?(?:ne )?(?:(?:le|la|vous|te|en|y|l') )*{_ANSWER}(?:ai|ais|s)? (?:pas|rien|plus)(?: (?:a|sur|de|la|ca|cela) ?.{{0,20}})?"
        r"|(?:ca |c'est |cela |sa )?(?:trop |tres |un peu |assez |vraiment )?(?:personnel\w*|intime\w*|prive\w*|delicat\w*|sensible|confidentiel\w*|secret|douloureux|perso|indiscret\w*|(?:ma|de la) vie privee|tabou)(?: .{0,20})?|(?:ca |sa |cela )?(?:ne )?(?:vous |te |me |m'|les |t')?(?:regard\w+|concern\w+|interess\w+)(?: (?:pas|que|en rien|personne))?(?: (?:moi|vous|les autres|personne|nous|ca))?|(?:c'est )?(?:que )?(?:pas )?(?:mes|mon|tes|vos|ton|votre) (?:affaires?|oignons?|probleme|vie)|(?:mele[rz]?|occupe[rz]?)[- ](?:vous|toi) d.{1,25}"
        r"|(?:pas|aucun\w*|sans|rien)(?: (?:de|d'|a|comme))* ?(?:reponse|commentaires?|avis|dire|ajouter|signaler|declarer|raconter)(?: (?:la|sur|a|de).{0,20})?|pas (?:trop |vraiment )?(?:envie|besoin)(?: (?:d'en|d'y|de|d').{0,25})?|aucune envie(?: .{0,25})?|joker|(?:ca|cela|sa) (?:m'|me )(?:gene|met mal a l'aise|fait mal|rend triste|embete|derange|ennuie|blesse|embarrasse|touche trop)(?: .{0,25})?|hors de question(?: .{0,30})?|(?:ca n'a |ca a )?rien a voir(?: .{0,15})?|une autre|(?:ca )?reste entre .{1,20}|(?:ne )?(?:me )?(?:pose|demande)[rz]?(?:[- ]moi)? pas .{1,25}|jamais de la vie|(?:je sais (?:pas|plus)|bof|aucune idee)(?: trop)?[ ,]*(?:passe[rz]?|on passe|suivant\w*)|(?:je |j')?(?:le |la )?(?:\w+ )?garde(?:r)?(?: ca| cela| le)? (?:ca |cela )?pour (?:moi|nous)|mal a l'aise.{0,25}",
    ),
    (
        Act.CORRECT,
        rf"(?:vous |tu |t')(?:avez|as|aviez|avais|etes|es)? ?(?:\w+ )?{_NOTED}\b.{{1,45}}(?:\bmais\b|,|\bet\b|\balors\b|\ben vrai\b|;|\bor\b).{{1,45}}"
        rf"|(?:{_WANT} )?(?:remplace[rz]?|corrige[rz]?|rectifie[rz]?|modifie[rz]?|change[rz]?)(?: (?:le|la|les|l'|ma|mon|mes|cette|ce|un|une) ?{_FIELD}(?: .{{0,25}})?| (?:ca|cela|ce que .{{3,30}})| .{{1,40}} (?:par|en|pour|contre) .{{1,40}}|[- ,:]*)"
        rf"|(?:{_WANT} )?(?:enleve[rz]?|supprime[rz]?|efface[rz]?|retire[rz]?|oublie[rz]?) (?!{_QUESTION}$).{{1,40}}(?:,|\bmais\b|\bet\b|\bc'|;).{{1,40}}|(?:{_WANT} )?(?:met(?:s|tre|tez|te)?|ecri(?:re|s|vez)|not(?:e|er|ez)|marqu(?:e|er|ez))(?:[- ]moi)? (?:plutot .{{1,40}}|.{{1,40}} (?:plutot(?: que .{{1,30}})?|a la place.{{0,30}}|au lieu .{{1,30}}|et (?:pas|non) .{{1,30}}|pas .{{1,30}}))"
        rf"|(?:c'|ce |ct |ca )?(?:n')?(?:est|etait|ct)? ?pas (?!facile|toujours|simple|evident|drole|bien|mal|dur|terrible|genial|beaucoup|grand|vraiment|long|trop|tous|mon|ma\b|que|d[e']).{{1,40}}?(?:[,;.] ?|mais |plutot | (?={_BE})){_BE}? ?(?!je\b|j'|on\b|il\b|elle\b|ca\b).{{1,40}}"
        rf"|(?:en (?:vrai|realite|verite|faite?)|finalement|a vrai dire|en definitive|correction|rectificatif|faute de frappe|erreur|je rectifie|je corrige|je me corrige|precision)[ ,:]+(?:{_BE} .{{1,50}}|(?!les?\b|la\b|l'|des\b|un|je\b|j'|on\b|il\b|elle\b|ca\b|oui\b|non\b)[^ ]+(?: [^ ]+){{0,4}})|plutot (?:en |a |au |aux |chez |vers |\d|de |comme |du |dans )?[^ ]+(?: [^ ]+){{0,2}}(?: en fait| en realite| je crois)?"
        rf"|(?:j'ai|j'avais|je vous ai|je t'ai)? ?(?:mal |mis |fait une )?(?:{_NOTED}|tape|donne)\b.{{0,30}}(?:\bmais\b|,|\ben vrai\b|\ben fait\b|\bpardon\b|\bet\b).{{0,8}}(?:c'est|c'etait|ct|je voulais|en vrai|en fait|non|plutot|pas\b).{{0,40}}|j'ai (?:jamais|pas) dit .{{1,40}}|j'ai mal (?:dit|ecrit|note|tape|compte|mis|lu|compris la question).{{0,40}}"
        rf"|(?:c'est |ce que vous avez \w+ est |la c'est |{_FIELD} |(?:l[ea]|l'|ma|mon|cette|ce) ?{_FIELD} (?:c'est |est )?)(?:tout |completement |totalement )?(?:faux|fausse|inexact\w*|errone\w*|mal (?:note|ecrit|mis|compris|orthographie)\w*|l'inverse|le contraire|pas (?:bon|bonne|le bon|la bonne|ce que|ca que|correct\w*|juste)|incorrect\w*)(?: .{{0,50}}|,.{{1,50}})|(?:il )?y a (?:un truc|quelque chose|un probleme|une chose|des choses|un mot|une erreur|une faute|des erreurs|des fautes)(?: (?:de|qui|faux|fausses?|pas|dans|sur|la).{{0,40}})?|(?:non )?(?:l'autre|le (?:premier|deuxieme|bon|vrai)|la (?:premiere|deuxieme|bonne|vraie))(?: .{{1,12}})? (?:c'est|c'etait|est|etait) .{{1,40}}|j'ai jamais (?:dit|ecrit|parle de) .{{1,40}}|c'est pas ce que .{{3,40}}|(?:oups|oula|houla|aie|mince|zut|flute|ah non|mais non|arf|olala)[ ,!]+.{{2,60}}"
        rf"|(?P<a>\d+ ?(?:ans?|mois|semaines?|jours?)?|(?:19|20)\d\d),? (?:et )?(?:pas|non)(?: pas)? \d+(?: ?\w+)?|(?:vous |moi )?(?:vous |c'est )?(?:dites|disiez|dis|parlez de|mettez) .{{1,30}},? (?:moi|mais|et moi|or) .{{2,40}}|(?:c'est|c'etait) .{{1,30}},? (?:et )?pas (?:(?:un|une|a|en|au|chez|la|le|les|pour) |(?=\d))[^ ]+(?: [^ ]+)?",
    ),
)
_COMPILED = tuple((act, re.compile(pattern)) for act, pattern in _GESTURES)

_DEED = re.compile(
    r"\b(?:j'|je |on |nous |il |elle |ils |elles |(?:mon|ma|mes|le|la|les|des|un|une) [^\W\d_]+ )(?:ne |n'|me |m'|l'|les |la |le |leur |lui |y |en |s'|se |nous )*"
    r"(?!voul|aim|voud|pref|souhait|pouv|pourr|dev(?:r)?ais|fall|faudr|serai|en et|etai[st]\b|et(?:ait|ais)\b|avai[st]\b|sav)[^\W\d_]{2,}(?:ais|ait|aient)\b(?<!\bfais)(?<!\bfait)(?<!\bvais)(?<!\bsais)(?<!connais)"
    r"|\b(?:voulait|voulaient|demandai\w+|disai\w+) (?:pas )?(?:que|qu'|quoi|comment|de)\b|\ba (?:dit|demande) (?:que|qu'|de|quoi)\b"
)


def tells(plain: str) -> bool:
    """Whether ``plain`` tells what was done, so that it only mentions a gesture."""
    return bool(_DEED.search(plain))


_REASON = 8
"""Words of the longest reason that is given beside a gesture."""


def find(plain: str, *, parts: bool = False) -> Act | None:
    """The gesture that a short sentence makes, or nothing. ``parts``: it is a part of one."""
    if len(plain) > LONGEST:
        return None
    whole = " ".join(plain.split())
    if re.fullmatch(r"[\W_]*\?[\W_]*", whole):
        return Act.HELP
    bare = _EDGES.sub("", whole)
    for act, pattern in _COMPILED:
        for said in dict.fromkeys((bare, whole.strip(" .,;:!?…"))):
            if said and pattern.fullmatch(said):
                return None if act in QUIET and tells(plain) else act
    return None if parts else _part(whole)


def _part(whole: str) -> Act | None:
    """A gesture and its reason: "merci pour tout, au revoir", "c'est long, on s'arrête"."""
    pieces = [piece for piece in re.split(r"[,.;!?…]+", whole) if piece.strip()]
    if not 2 <= len(pieces) <= 4 or any(char.isdigit() for char in whole) or tells(whole):
        return None
    if any(len(piece.split()) > _REASON for piece in pieces):
        return None
    made = {find(piece, parts=True) for piece in pieces}
    return next((act for act in (Act.STOP, Act.SKIP, Act.HELP) if act in made), None)
