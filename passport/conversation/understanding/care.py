"""Words of distress. They are answered by people, at once, and are not kept.

A sentence calls for help when it tells of now, of herself or of somebody near. Telling of a trade
beside people in distress, and everyday images ("je me tue au travail"), do not.
"""

import re
from collections.abc import Iterator

from passport.conversation.understanding import dangers, wordings
from passport.conversation.understanding.care_names import Care
from passport.conversation.understanding.normal import READ, normal

__all__ = ["LONGEST", "Care", "find"]

LONGEST = 20_000
"""Characters that are looked at: a cry may stand at the end of a long text."""
_OVERLAP = 200
LIKELY, LIKELY_BY_LETTERS = 0.45, 0.6
"""Likelihood from which a wording that no rule knows calls for help; without its meaning, or beside an
everyday image, the second."""
WORTH = 0.1
"""Likelihood by letters from which the meaning of a sentence is read."""
MOST_MEANT = 4
"""Sentences of one text whose meaning is read: each takes up to 30 ms."""
_PART, _SHARED = 22, 8
"""Words of a part of a long sentence, and those that it shares with the next."""

_ABUSER = (
    r"(?:il|elle|ils|on|quelqu'un|mes parents|(?:mon|ma|mes|un|une|le|les|des|son|sa|leur) (?:ex[- ]?)?(?:mari|voisins|ex|copain|copine|petit copain|conjointe?|compagnon|compagne|mec|homme|femme|pere|mere|papa|maman|beau[- ]?pere|belle[- ]?mere|frere"
    r"|soeur|oncle|tante|cousin|patron|patronne|chef|fils|fille|voisin|voisine|proprio|proprietaire|collegue|type|gars|inconnu|famille|belle[- ]?famille|grand[- ]?pere|tonton|entraineur|prof))"
)
_HITS = r"(?:frap+\w*|bat(?:s|tait|tu\w*|u\w*)?\b(?! (?:aux?|a la|de vitesse))|tap(?:e|es|ent|ait|ee?|é)\b(?! sur les nerfs| dans l'oeil)|cogn\w+|gifl\w+|tabass\w+|etrangl\w+|agress\w+|maltrait\w+|viol(?:e|es|ee|ait|er|ent)\b|brul\w+|brutalis\w+|poignard\w+|coup de (?:poing|pied|couteau)|attouch\w+)\b"
_CHILD = r"(?:(?:mon|ma|mes|un|une|l'|le|la|les|des|son|sa|ses|leurs?|cet|cette|ce|notre|nos) ?(?:petite?s? |jeunes? |autres? )*(?:fils|filles?|enfants?|bebes?|neveux?|nieces?|(?:petite?s? )?(?:soeurs?|s[œ]urs?|freres?)|gamine?s?|gosses?|petit|petite|petits|ados?|garcons?))"
_WISH = r"(?:envie?s?|veux?|veut|voudrais?|vais|vai|ve|prefere\w*|pense\w*|songe\w*|aimerais?|ferais? mieux|mieux|compte|decide|reve|hate|besoin)(?: (?:de|d'|a|tous les jours|souvent|juste|toujours))*"

_SIGNS: tuple[tuple[Care, str], ...] = (
    (
        Care.EMERGENCY,
        r"\b(?<!plus )respir\w*(?: (?:presque|quasi\w*))? (?:plus|pas|pu|mal la)\b|\b(?:peux|peu|peut|arrive|arriv)\w* (?:plus|pas|pu) (?:a |bien )?respir\w*"
        r"|\b(?:je|il|elle|(?:mon|ma|mes) \w+) (?:fais|fait|fai|suis en train de faire|est en train de faire|crois que c'est) (?:un |une )?(?:malaise|crise cardiaque|infarctus|avc|overdose|arret cardiaque|crise d'epilepsie|convulsions?|hemorragie)\b|\bje crois que je fais un\w* (?:avc|infarctus|crise)"
        r"|\b(?:est|es|suis) inconscient\w*|\bperdu connaissance\b(?=.*\b(?:la|maintenant|reveille pas|repond pas)\b)|\bse reveille (?:plus|pas)\b|\bje (?:saigne|perds du sang)\b(?! du nez)|\bsaigne beaucoup"
        r"|\bj'ai (?:avale|pris|bu) (?:des |trop de |plein de |tous mes |toute? l[ea'] ?|une? boite de |beaucoup de |de la )(?:\w+ )?(?:medicaments?|medocs|cachets|comprimes|somniferes|javel|boite|plaquette)\b(?! (?:pour|contre))|\boverdose\b(?! de travail)|\b(?:a|ai) avale (?:un|du|de la|de l'|une|des) (?:produit|javel|pile|medicament|lessive|poison|piece|eau de)\w*|\bsang (?:s'arrete|arrete) (?:pas|plus)|\b(?:ca|sa) (?:arrete|s'arrete) pas de saigner|\b(?:il|elle|mari|mere|pere|fils|fille|bebe|quelqu'un)\b[^.;]{0,25}\b(?:bouge|reagit|repond|se releve) (?:plus|pas)\b"
        r"|\bmal (?:a|dans) la poitrine\b|\b(?:can'?t|cannot) breathe\b|\bheart attack\b(?=.*\b(?:now|having)\b)|\bhaving a heart attack|(?:لا استطيع|ما اقدر|ما نقدر|لا اقدر|مش قادر) (?:ان )?(?:التنفس|اتنفس|نتنفس)|не можу дихати|не дихає",
    ),
    (
        Care.VIOLENCE,
        rf"\b{_ABUSER} (?:\w+ ){{0,3}}(?:va|veut|veux|voulait|a voulu|a essaye de|essaie de|essaye de|menace de|a menace de|menacait de|jure de|dit qu'il va|a dit qu'il allait|finira par) (?:me |nous |m')(?:tuer|planter|egorger|buter|bruler|etrangler|frapper|taper|violer)"
        r"|\b(?:peur|crains) qu'(?:il|elle|on) (?:me|nous) (?:tue|frappe|tape|retrouve|fasse du mal)",
    ),
    (
        Care.SUICIDE,
        rf"\b{_WISH} ?(?:me |m')(?:tue[rz]?|tues?|pend\w*|flingu\w*|foutre en l'air|suicid\w*|supprim\w*|noyer|jeter|ouvrir les veines|tailler les veines|tirer une balle|endormir (?:et|pour) (?:ne )?(?:plus|jamais|toujours))\b(?! au travail| a la tache)"
        rf"|\b{_WISH} ?(?:mour+ir|crever|creve|disparaitre|mort|etre morte?)\b(?! (?:d'ennui|de rire|de faim d|d[eu] (?:ce|cette|la|le|vos|votre|mon)))|\b(?:parl\w+|veut|veux|dit|envie|pense) (?:tout le temps |souvent |qu'il veut |qu'elle veut )?(?:de |d'|a )?(?:mourir|se (?:tuer|suicider|pendre|foutre en l'air|jeter)|en finir)\b(?! avec (?:le|la|les|ce|cette|mon contrat|mes etudes))"
        r"|\bsuicid\w*|\ben finir\b(?! avec (?:l[ea']|les|ce|cette|mon contrat|mes|tout ca)(?! vie))|\ben finir avec la vie|\bgout (?:a|de) (?:la )?vi[ev]|\bsi je (?:crevais|mourais|disparaissais|n'etais plus la|etais mort\w*)\b|\b(?:issue|solution|sortie) que (?:la mort|de mourir|mourir)|\brejoindre (?:ma|mon|mes) \w+ (?:au ciel|la[- ]haut|au paradis|dans la (?:mort|tombe))|\barrive (?:plus|pas) a (?:vivre|survivre)\b(?! (?:avec|de|a|chez))|\bjamais (?:du )?(?:etre nee?|naitre)\b|\bcorde (?:pour|et je vais) (?:me|en finir)|\bending it all\b|\bme (?:suicid\w+|pends|flingue|scarifi\w+|mutil\w+)\b"
        r"|\b(?:plus|pas|pu|marre|force|courage|peux plus|peu plus) (?:envie?s? |la force |le courage )?(?:de |d'etre |d')(?:vivre|la vie|exister|en vie|continuer a vivre|me battre pour vivre)\b(?! (?:a|avec|chez|dans|en|ensemble|ici|comme|loin|sans)\b)"
        r"|\b(?:veux|veut|veu|peux|peu|envie?|souhaite|voudrais)(?: de)? (?:ne )?(?:plus|pas|pu) (?:vivre|etre en vie|exister|me reveiller|etre la|etre sur terre)\b(?! (?:a|avec|chez|dans|en|ensemble|ici|comme|loin|sans|quand)\b)|\bplus (?:jamais )?me reveiller|\bmarre (?:de|d') ?(?:vivre|la vie|ma vie|exister)\b"
        r"|\b(?:ma|la) vie (?:ne )?(?:vaut|sert|a|est)(?: \w+)? (?:plus |pas )?(?:a |la peine|le coup|de sens|rien|aucun sens|finie)|\b(?:a quoi (?:bon|ca sert) (?:de )?(?:vivre|continuer a vivre|exister))|\bme (?:fais|faire|fait|faisais) (?:du|de) mal\b(?! (?:au|aux|a la|en|avec|au dos))"
        r"|\b(?:mieux|serait|serais|soulage\w*) (?:\w+ ){0,3}(?:si j'etais (?:plus la|mort\w*)|morte?|sans moi|que je (?:meure|disparaisse|sois morte?))\b|\bmettre fin a (?:mes jours|ma vie)\b|\bpersonne (?:ne )?(?:me )?(?:regrett\w+|pleurer\w+|remarquer\w+|manquerai\w*)[^.;]{0,20}\b(?:disparai\w+|mor\w+|mour\w+)|\bidees (?:noires|suicid\w+|de mort)\b"
        r"|\b(?:jeter|jette|jetterai\w*|sauter) (?:sous (?:un|le) (?:train|metro|rer|tram)|d'un pont|du pont|par la fenetre)\b|\b(?:dire|fait|lettre d') ?adieu\b(?=.*\b(?:vie|monde|tous)\b)|\b(?:kill|hurt|harm|cut)(?:ing)? myself\b|\b(?:want|wanna|going|ready) (?:to )?(?:die|end (?:my life|it all))\b|\b(?:don'?t|do not) want to (?:live|be alive)\b|\bwish i (?:was|were) dead|\bend my life"
        r"|[انت]نتحر|[انت]تحار|(?:اريد|بدي|نحب|باغي|بغيت|ودي|اتمني|اتمنى|نتمنى|حابب) (?:ان )?[ان]?موت|(?:اقتل|نقتل) (?:نفسي|روحي|حالي)|(?:انهي|انهاء) حياتي|لا اريد (?:ان )?(?:اعيش|العيش|الحياة)|تعبت من الحياة"
        r"|самогуб|суицид|убити себе|хочу (?:померти|умереть|вмерти)|убить себя|не хочу (?:бы |больше |більше )?(?:жити|жить)|покінчити з життям",
    ),
    (
        Care.CHILD,
        rf"\b(?:{_ABUSER}|son pere|sa mere|leur pere|mon mari|son beau[- ]pere)\b(?: (?!me |m'|se |s')[\w']+){{0,3}} (?:{_HITS}|touch(?:e|es|ait|é|ent)\b|secou\w+|abus\w+ d(?:e|'|u)|enferm\w+|fait du mal a|fait des choses a|attach\w+)(?: (?:souvent|toujours|encore|sexuellement))? ?{_CHILD}\b(?! du (?:foot|voisin))"
        rf"|\b{_CHILD}\b[^.;]{{0,25}}\b(?:est|sont|ete|se fait|se font|sois|soit) (?:\w+ )?(?:frap+\w+|battue?s?|viole\w*|en danger|maltrait\w*|abuse\w*|touche\w* par|secoue\w*|enferme\w*|harcele\w*)\b"
        rf"|\babus\w* (?:sexuel\w* )?(?:de |d'|sur )(?:{_CHILD}|mineur)|\b(?:peur|envie|vais|risque)[^.;]{{0,25}}\b(?:faire|fasse) du mal a {_CHILD}|\bje (?:frappe|tape|secoue) {_CHILD}\b|\b(?:pere|mere|parents|mari|ex|il|elle) (?:le|la|les) laiss\w+ (?:tout(?:e)? )?seule?s?\b[^.;]{{0,25}}\b(?:maison|\d ans|bebe|nuit)"
        rf"|\b(?:oncle|pere|beau[- ]pere|frere|voisin|cousin|grand[- ]pere|il|maitre|entraineur) (?:la|le|les) touch(?:e|ait)\b(?! (?:pas|plus))|\bj'ai (?:secoue|frappe|tape|cogne) {_CHILD}|\b{_CHILD} (?:a|ont|revient avec|rentre avec) (?:\w+ )?(?:des bleus|des marques|des brulures)|\b(?:je (?:frappe|tape|secoue)) {_CHILD}|\benfants? (?:battus?|maltraites?|en danger) (?:chez|par|a cote|dans mon|en ce moment)\b|\b(?:hits?|beats?|touch\w*|abus\w+|hurts?) (?:my|his|her|the|a) (?:son|daughter|kids?|child\w*|baby)|\b(?:child|kid|son|daughter)\w* is (?:being )?(?:abused|beaten|in danger)"
        r"|(?:طفلي|ابني|ابنتي|بنتي|اطفالي|اولادي) في خطر|(?:يضرب|ضرب|تضرب) (?:طفلي|ابني|ابنتي|بنتي|اطفالي|اولادي|الاطفال)|б'є (?:мою|мого|моїх|дитину|дітей)",
    ),
    (
        Care.VIOLENCE,
        rf"\b{_ABUSER}\b(?: (?!se |s')[\w']+){{0,4}}? (?:me |m'|ma |mon? |nous |m')(?:a |avait |ont )?(?:encore |deja |toujours |souvent )?(?:{_HITS})(?! pas\b| jamais\b| plus\b| par | de joie| dans le dos pour| sur les nerfs| l'oeil)|\b{_ABUSER} (?:est|et|devient|etait)(?: tres| trop| super)? violente?s?\b"
        rf"|\b{_ABUSER}\b[^.;]{{0,20}} (?:me |m')(?:a )?(?:menac\w+ (?:de mort|avec|de me (?!vir|licenci|renvoy))|force a (?:coucher|avoir|faire l'amour|me prostituer)|oblig\w+ a (?:coucher|avoir|faire l'amour|me prostituer)|enferm\w+|sequestr\w+|touch\w+ (?:les|mes|entre|partout|sexuellement|sans)|harcel\w+ sexuel\w*|confisqu\w+ mes papiers|empech\w+ de (?:sortir|voir|travailler)|crach\w+ dessus tous)"
        rf"|\b{_ABUSER}\b(?: [\w']+){{0,2}}? m'(?:a|ont|avait) (?:encore |deja )?(?:cass\w+ (?:le|la|un|une|les)|fractur\w+|mordu\w*|jet\w+ (?:par|contre|dans|a terre|au sol)|pouss\w+ (?:dans|contre|par)|train\w+ par|attrap\w+ par|tir\w+ les cheveux|mis (?:un|une|des) (?:coups?|gifles?|claques?|baffes?|droite|raclee|patate)|donn\w+ (?:un|des) coups?)|\bme (?:met|donne|donnait|mettait|fout) (?:des|un|une) (?:coups?|gifles?|claques?|baffes?)|\b(?:leve|levait) la main sur (?:moi|nous)|\b(?:vis|habite|suis|reste) avec un (?:homme|mari|mec|conjoint) violent|\b(?:mon ex|mon mari|il) me (?:suit partout|traque|poursuit|surveille tout)|\b(?:des )?bleus? (?:partout |sur (?:le corps|les bras|le visage) )?(?:a cause de|parce qu'il|de mon)"
        rf"|\bje (?:me fais|me suis fait|suis|ai ete|me fait|me fai) (?:encore |souvent )?(?:taper (?:par|dessus)|frapper|battre|battue|tabass\w+|violer|violee?|maltraitee?|etrangl\w+|agress\w+ (?:sexuel\w*|par (?:mon|ma)|chez moi|cette nuit|hier)|sequestr\w+)\b|\bj'ai ete (?:violee?|battue?|frappee?|agress\w+|sequestr\w+)\b(?! (?:aux?|par (?:des|les|un) client))|\bj'ai subi (?:un viol|des viol\w+|des attouch\w+|une agression)"
        r"|\bviolences? (?:conjugales?|a la maison|de mon|familiales?)\b|\bj'ai peur (?:de (?:lui|mon (?:mari|ex|pere|copain|conjoint|compagnon|frere|mec|beau)|ma (?:femme|mere)|mes parents|rentrer (?:chez|a la maison))|qu'il (?:me|revienne))|\bfemme battue\b(?=.*\bje\b)|\bje suis une femme battue|\b(?:mariage force|marier de force|excis\w+ (?:ma|moi|mes))|\bon (?:m'a|me) (?:viol\w+|frapp\w+|etrangl\w+|tabass\w+)"
        r"|\bm'a(?:vait)? viole\w*|\bme (?:touche|pelote) (?:les fesses|les seins|sans)\b|\b(?:he|she|husband|wife|boyfriend|girlfriend|partner|father|boss|ex)\b[^.;]{0,20}\b(?:hits?|beats?|raped?|threat\w+ to kill|threatens?|strangled?|punch\w+|slap\w+|abus\w+|hurts?) me\b|\bi (?:was|am being|got) (?:raped|beaten|abused)"
        r"|يضربني|ضربني|تضربني|يعنفني|يهددني|اغتصبني|اغتصبوني|чоловік (?:мене )?б'є|б'є мене|зґвалт|изнасил|муж бьет|бьёт меня|бьет меня",
    ),
    (
        Care.HOMELESS,
        r"\b(?:je|j'|on|nous) ?(?:dors?|dort|dormons|dorm|passe (?:mes|les|la) nuits?|vis|vit|reste la nuit|vivons) (?:\w+ )?(?:dehors?|dan?s? (?:la|ma|une|le|un|mon|sa|des) (?:rue|voiture|tente|metro|parking|cave|hall|gare|parc|cage d'escalier|squat|bus|garage|foret|escaliers?|hangar|camping-car en panne)|a la (?:gare|rue)|sous (?:un|le) (?:pont|porche)|sur (?:un|les) (?:bancs?|cartons?|trottoirs?)|a l'aeroport|aux urgences)"
        r"|\b(?:je|on|nous) ?(?:suis|est|sommes|se retrouve|me retrouve|vais (?:etre|me retrouver|finir)|va etre) (?:\w+ )?(?:a la rue|dans la rue\b(?! (?:pour|a vendre|tous))|sdf|sans[- ]abris?|sans domicile|sans toit|sans logement|a la porte de chez|dehors (?:avec|ce|cette|depuis))|\bjdor\w* dehor|\bpasse (?:mes|les|la) nuits? (?:dans|sous|sur|a la) (?!travailler|l'hotel|l'usine|la famille)|\ba la ru\b|\b(?:gosses|enfants|petits|fils|fille|on|bebe) (?:a|ont|on) (?:rien|pas) mange\b|\bpas ou aller (?:ce soir|dormir|cette nuit|demain)|\b(?:partir|dehors|expulse\w*|la rue)\b[^.;]{0,30}\b(?:sais|sait|savons) pas ou aller|\bmange (?:plus|pas) a (?:ma|notre|leur) faim"
        r"|\b(?:pas|plus|nulle part|aucun endroit|rien) (?:ou |d'endroit (?:pour|ou) |pour )(?:aller )?(?:dormir|passer la nuit|loger ce soir)\b|\b(?:ce soir|cette nuit)\b[^.;]{0,30}\b(?:dehors|a la rue|ou dormir|nulle part)\b|\bou (?:je vais )?dormir (?:ce soir|cette nuit|demain)\b|\bnulle part ou (?:dormir|aller)\b"
        r"|\bexpuls\w+ (?:\w+ )?(?:ce matin|aujourd'hui|demain|hier|cette semaine|de (?:chez|mon|notre|l'appart|mon logement))|\b(?:plus|pas) de (?:logement|toit|maison|chez[- ]moi)(?: (?:ce soir|depuis|cette nuit|du tout|demain)|\W*$)|\bdehors (?:ce soir|cette nuit)\b"
        r"|\b(?:m'a|m'ont|nous a|nous ont|me|nous|il|elle|ami|amie|copine|copain|proprio|parents|mere|pere) (?:mise?s?|met|mettent|jet\w+|foutu\w*|fout\w*|vir\w+) dehors\b(?![^.;]{0,20}(?:travail|boulot|entreprise|magasin|boite))(?<!patron m'a mis dehors)(?<!chef m'a mis dehors)|\bje squatte?\b(?! le)|\bsquatte (?:une?|dans)"
        r"|\b(?:pas|plus|rien) (?:\w+ )?mange (?:depuis|de la journee|hier|aujourd'hui)|\bje (?:ne )?mange (?:pas|plus|rien)\b(?! (?:de (?:viande|porc)|a la|epice|beaucoup|le midi))|\b(?:plus |pas )?(?:rien|de quoi) (?:a )?manger\b(?=\W*$|[^.;]{0,6}(?:ce soir|aujourd'hui|depuis|pour (?:mes|les|moi|nous)|chez|demain|a la maison))|\b(?:rien|pas de quoi|plus de quoi) (?:a )?(?:manger|donner a manger|nourrir)\b(?=.{0,30}\b(?:enfants?|soir|demain|aujourd'hui)|\W*$)"
        r"|\b(?:j'ai|on a|enfants ont|ont|bebe a|fille a|fils a) (?:tres |trop |vraiment )?faim\b(?! d[e'])|\bfrigo (?:est |et )?vide\b|\b(?:nowhere|no place) to (?:sleep|go|stay)\b|\bsleep(?:ing)? (?:outside|rough|in my car|(?:on|in) the streets?|in a tent)\b|\bi(?:'m| am) (?:homeless|starving)|\bnothing to eat\b"
        r"|(?:انام|بنام|نرقد|نبات|ابات) (?:في الشارع|بره|برا|في السيارة|في الخارج)|(?:ليس|ما|لا|مافي|ماعنديش) ?(?:لي|لدي|عندي|يوجد)? ?مكان (?:انام|للنوم|نرقد|ابات)|بلا (?:مأوى|ماوى)|ніде (?:спати|ночувати|жити)|негде (?:спать|ночевать)|сплю на вулиці|нічого їсти",
    ),
)
_COMPILED = tuple((care, re.compile(pattern)) for care, pattern in _SIGNS)

_WORKING = re.compile(
    r"\b(?:benevole|maraudes?|j'accompagn\w+|j'aidais|je travaill\w+|association|prevention|formation|pompiers?|infirmi\w+|aide[- ]soignant\w*|samu|educat\w+|foyer|metier|intervenai\w+|intervention|stage|j'etais|on intervenait|volunteer|worked|formee?|sensibilis\w+|psycholog\w+|hotline)\b"
)
_FIRST_PERSON = re.compile(
    r"\b(?:me|m'\w+|moi|mes jours|ma vie|je|j'\w+|mon|ma|mes|myself|my|i)\b|[ء-ي]|[а-яіїє]"
)
# What stands right before a sign that does not say whose it is: "j'ai", "je n'ai", "j'en ai".
_SUBJECT = re.compile(r"\b(?:j'(?:en )?ai|je (?:n'(?:en )?ai|ne \w+|n'\w+|\w+))(?: \w+)? $")
_IMAGES = re.compile(
    r"\b(?:me tue(?:r)? (?:au|a la|a) (?:travail|tache|boulot|l'ouvrage)|mort\w* de (?:rire|fatigue|faim de)|mour\w+ (?:d'ennui|de rire|de chaud|de honte)|tuer le temps|tapait? sur les nerfs|frappe par)\b"
)
_PAST = re.compile(
    r"\b(?:sauve|evanoui\w*|client\w*|je suis intervenue?|a l'epoque|quand j'etais (?:jeune|petite?|enfant)|il y a \d+ ans)\b"
)


def find(text: str) -> Care | None:
    """The help that ``text`` calls for. Talking of one's work with others in distress is not it."""
    return ruled(text) or _learnt(text)


def ruled(text: str) -> Care | None:
    """The help that the rules hear a call for."""
    return next((care for piece in _pieces(text) if (care := _find(piece)) is not None), None)


def _learnt(text: str) -> Care | None:
    """The help that a sentence of ``text`` calls for in words that no rule knows."""
    asked = 0
    for sentence in _sentences(text[:LONGEST]):
        words = normal(sentence)
        heard = wordings.hear("care", words, worth=WORTH if asked < MOST_MEANT else 2)
        asked += heard.meant
        surely = not heard.meant or _IMAGES.search(words.plain) or _WORKING.search(words.plain)
        if heard.likely >= (LIKELY_BY_LETTERS if surely else LIKELY):
            return Care(heard.label)
    return None


def _sentences(text: str) -> Iterator[str]:
    """The sentences of a text; a long one in parts, that share some words."""
    for sentence in re.split(r"(?<=[.;!?\n])", text):
        words = sentence.split()
        if len(sentence) <= wordings.LONGEST:
            if any(char.isalpha() for char in sentence):
                yield sentence.strip()
            continue
        for at in range(0, max(1, len(words) - _SHARED), _PART - _SHARED):
            yield " ".join(words[at : at + _PART])[: wordings.LONGEST]


def _pieces(text: str) -> Iterator[str]:
    for start in range(0, min(len(text), LONGEST), READ - _OVERLAP):
        yield normal(text[start : start + READ]).plain


def _find(plain: str) -> Care | None:
    return _worded(plain) or next(
        (care for care, match in dangers.signs(plain) if _calls(plain, match)), None
    )


def _calls(plain: str, match: re.Match[str]) -> bool:
    """Whether the words tell of her or hers, and not of those she works for."""
    hers = _FIRST_PERSON.search(match.group()) or _SUBJECT.search(plain[: match.start()])
    return bool(hers) or not _WORKING.search(plain)


def _worded(plain: str) -> Care | None:
    for care, pattern in _COMPILED:
        for match in pattern.finditer(plain):
            near = plain[max(0, match.start() - 40) : match.end() + 40]
            if _IMAGES.search(near):
                continue
            if not _calls(plain, match):
                continue
            if care in (Care.EMERGENCY, Care.HOMELESS) and _PAST.search(near):
                continue
            return care
    return None
