"""Where: French communes, départements, regions and countries, read in a sentence."""

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

import simplemma
from babel import Locale

from passport.conversation.engine.values import Slot
from passport.conversation.understanding.found import Found
from passport.conversation.understanding.normal import Normal, fold

LONGEST = 5
"""Words in the longest name that is tried."""

_KNOWN_TOWN = 20_000
"""From so many residents on, a town written without a capital is still a town."""

_DEPARTMENTS = """
Ain|Aisne|Allier|Alpes-de-Haute-Provence|Hautes-Alpes|Alpes-Maritimes|Ardèche|Ardennes|Ariège|Aube
|Aude|Aveyron|Bouches-du-Rhône|Calvados|Cantal|Charente|Charente-Maritime|Cher|Corrèze|Corse
|Côte-d'Or|Côtes-d'Armor|Creuse|Dordogne|Doubs|Drôme|Eure|Eure-et-Loir|Finistère|Gard|Haute-Garonne
|Gers|Gironde|Hérault|Ille-et-Vilaine|Indre|Indre-et-Loire|Isère|Jura|Landes|Loir-et-Cher|Loire
|Haute-Loire|Loire-Atlantique|Loiret|Lot|Lot-et-Garonne|Lozère|Maine-et-Loire|Manche|Marne
|Haute-Marne|Mayenne|Meurthe-et-Moselle|Meuse|Morbihan|Moselle|Nièvre|Nord|Oise|Orne|Pas-de-Calais
|Puy-de-Dôme|Pyrénées-Atlantiques|Hautes-Pyrénées|Pyrénées-Orientales|Bas-Rhin|Haut-Rhin|Rhône
|Haute-Saône|Saône-et-Loire|Sarthe|Savoie|Haute-Savoie|Seine-Maritime|Seine-et-Marne|Yvelines
|Deux-Sèvres|Somme|Tarn|Tarn-et-Garonne|Var|Vaucluse|Vendée|Vienne|Haute-Vienne|Vosges|Yonne
|Territoire de Belfort|Essonne|Hauts-de-Seine|Seine-Saint-Denis|Val-de-Marne|Val-d'Oise|Guadeloupe
|Martinique|Guyane|La Réunion|Mayotte|Bretagne|Normandie|Alsace|Lorraine|Occitanie|Auvergne
|Île-de-France|Bourgogne|Franche-Comté|Aquitaine|Limousin|Picardie|Provence|Champagne|Ardèche
|Nouvelle-Calédonie|Polynésie|Région parisienne|Pays basque|Savoie
"""
_ABROAD = """
Genève|Lausanne|Berne|Zurich|Bâle|Fribourg|Neuchâtel|Sion|Nyon|Vevey|Montreux|Turin|Milan|Rome|Naples
|Gênes|Venise|Florence|Palerme|Bologne|Madrid|Barcelone|Valence|Séville|Malaga|Saragosse|Bilbao
|Lisbonne|Porto|Braga|Londres|Manchester|Birmingham|Liverpool|Édimbourg|Dublin|Bruxelles|Liège|Anvers
|Gand|Charleroi|Namur|Luxembourg|Amsterdam|Rotterdam|La Haye|Berlin|Hambourg|Munich|Cologne
|Francfort|Stuttgart|Vienne|Prague|Varsovie|Cracovie|Budapest|Bucarest|Sofia|Belgrade|Zagreb|Tirana
|Pristina|Skopje|Sarajevo|Athènes|Istanbul|Ankara|Izmir|Kiev|Kyiv|Kharkiv|Odessa|Odesa|Lviv|Dnipro
|Donetsk|Marioupol|Moscou|Saint-Pétersbourg|Minsk|Chisinau|Tbilissi|Erevan|Bakou|Grozny|Alger|Oran
|Constantine|Annaba|Sétif|Blida|Béjaïa|Tizi Ouzou|Batna|Mostaganem|Tlemcen|Rabat|Casablanca|Fès
|Marrakech|Tanger|Agadir|Meknès|Oujda|Kénitra|Tétouan|Nador|Tunis|Sfax|Sousse|Bizerte|Gabès
|Tripoli|Benghazi|Le Caire|Alexandrie|Khartoum|Dakar|Thiès|Saint-Louis|Bamako|Kayes|Abidjan|Bouaké
|Yamoussoukro|Conakry|Ouagadougou|Lomé|Cotonou|Porto-Novo|Lagos|Niamey|N'Djamena|Douala|Yaoundé
|Libreville|Brazzaville|Pointe-Noire|Kinshasa|Lubumbashi|Bangui|Luanda|Kigali|Bujumbura|Nairobi
|Addis-Abeba|Asmara|Mogadiscio|Djibouti|Antananarivo|Tananarive|Moroni|Mamoudzou|Port-Louis|Praia
|Bissau|Freetown|Monrovia|Accra|Nouakchott|Beyrouth|Damas|Alep|Homs|Bagdad|Mossoul|Erbil|Téhéran
|Kaboul|Hérat|Kandahar|Islamabad|Karachi|Lahore|Delhi|Bombay|Colombo|Dacca|Katmandou|Bangkok|Hanoï
|Saïgon|Phnom Penh|Vientiane|Manille|Pékin|Shanghai|Tokyo|Séoul|Amman|Gaza|Jérusalem|Dubaï|Doha
|New York|Montréal|Québec|Toronto|Mexico|Bogota|Lima|Caracas|Port-au-Prince|Saint-Domingue|Brasilia
|São Paulo|Rio de Janeiro|Buenos Aires|Santiago|La Havane
"""
_EVERYDAY = {
    "angleterre": "Angleterre",
    "ecosse": "Écosse",
    "congo": "Congo",
    "rdc": "RDC",
    "usa": "États-Unis",
    "amerique": "Amérique",
    "afrique": "Afrique",
    "kosovo": "Kosovo",
    "tchetchenie": "Tchétchénie",
    "kabylie": "Kabylie",
    "kurdistan": "Kurdistan",
    "palestine": "Palestine",
    "hollande": "Hollande",
    "republique tcheque": "République tchèque",
    "coree": "Corée",
    "le caire": "Le Caire",
}

_BEFORE = re.compile(
    r"(?:\b(?:a|sur|vers|de|d'|en|au|aux|dans|du|pres de|cote|la|le|les|l'|region|secteur|centre|ville)"
    r"(?: (?:le|la|les|l'))? ?|[(,:;/–—-] ?|^|\bpas )$"
)
_STRONG_BEFORE = re.compile(
    r"(?:\b(?:a|sur|vers|pres de|(?:ville|commune|mairie|college|lycee|ecole|hopital|creche|gare|usine|maternelle) de)|\() ?$"
)
_COUNTRY_BEFORE = re.compile(
    r"(?:\b(?:au|aux|en|du|des|d'|de|dans l[ea']|dans les|vers l[ea']|a la|a|pays,?) ?|[(,] ?|^)"
    r"(?:la |le |l'|les )?$"
)
_DENIED = re.compile(r"\b(?:pas|et non)(?: (?:a|au|en|de))? ?$")
_TRAP = frozenset(
    """manger lui elle moi peine force coup sens tours bois bar us y pont orange saint cause midi
    noter garder mort vie femme homme terre mer mers sol sable ronde
    ans mon mes son ses ma sa la le les un une des tout tous temps plein partir table service
    nuit jour soir matin""".split()
)


def _names(block: str) -> list[str]:
    return [name.strip() for name in block.replace("\n", "").split("|") if name.strip()]


@lru_cache(maxsize=1)
def _communes() -> dict[str, tuple[str, int]]:
    """Folded name: the name and its residents. "Thonon" stands for "Thonon-les-Bains"."""
    table: dict[str, tuple[str, int]] = {}
    short: dict[str, tuple[str, int]] = {}
    source = files("passport.conversation.understanding") / "data" / "communes.tsv"
    for line in source.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, _, residents = line.split("\t")
        count = int(residents)
        table[key(name)] = (name, count)
        first = re.split(r"-(?:les?|la|sur|en|lès|sous|d'|de|du|des|aux?|l')-?", name, maxsplit=1)[
            0
        ]
        if first != name and len(first) > 4 and count >= 2_000:
            best = short.get(key(first))
            if best is None or best[1] < count:
                short[key(first)] = (name, count)
    return short | table


@lru_cache(maxsize=1)
def _wide() -> dict[str, str]:
    """Folded name: a country, a département, a region or a large town abroad."""
    table = {key(name): name for name in (*_names(_DEPARTMENTS), *_names(_ABROAD))}
    for code, name in Locale("fr").territories.items():
        if len(code) == 2 and code.isalpha():
            table.setdefault(key(name), name)
    return table | {key(name): shown for name, shown in _EVERYDAY.items()}


@lru_cache(maxsize=1)
def _towns_abroad() -> frozenset[str]:
    return frozenset(key(name) for name in _names(_ABROAD))


def key(name: str) -> str:
    """A name as it is looked up: folded, hyphens and apostrophes as spaces, "st" as "saint"."""
    words = re.split(r"[\s'’-]+", fold(name).strip())
    return " ".join({"st": "saint", "ste": "sainte"}.get(word, word) for word in words)


def find(words: Normal, *, asked: bool = False) -> list[Found]:
    """Places in reading order of trust. ``asked``: the question was where."""
    found = list(_read(words, asked=asked))
    found.sort(key=lambda item: -item.confidence)
    return found


def known(text: str) -> str | None:
    """The proper spelling of a lone place name, when there is one."""
    wanted = key(text)
    commune = _communes().get(wanted)
    return commune[0] if commune else _wide().get(wanted)


def _read(words: Normal, *, asked: bool) -> Iterator[Found]:
    plain = words.plain
    tokens = list(re.finditer(r"[^\W_]+", plain))
    at = 0
    while at < len(tokens):
        for size in range(min(LONGEST, len(tokens) - at), 0, -1):
            start, end = tokens[at].start(), tokens[at + size - 1].end()
            if not re.fullmatch(r"[^\W_]+(?:[ '-][^\W_]+)*", plain[start:end]):
                continue
            if plain[start - 1 : start] == "-" or plain[end : end + 1] == "-":
                continue
            item = _place(words, start, end, alone=asked)
            if item is not None:
                yield item
                at += size - 1
                break
        at += 1


def _place(  # noqa: C901 - one doubt a line
    words: Normal, start: int, end: int, *, alone: bool
) -> Found | None:
    looked = key(words.plain[start:end])
    commune, wide = _communes().get(looked), _wide().get(looked)
    if commune is None and wide is None:
        return None
    before = words.plain[:start]
    if _DENIED.search(before):
        return None
    begin, finish = words.place(start, end)
    raw = words.raw[begin:finish]
    capital = raw[:1].isupper() and not raw.isupper()
    if looked in _TRAP and not (capital and _STRONG_BEFORE.search(before)):
        return None
    if wide is not None and (_COUNTRY_BEFORE.search(before) or alone):
        if looked in ("nord", "manche", "lot", "cher", "jura") and not capital:
            return None
        if len(looked) > 3 or capital:
            large = commune is not None and commune[1] > _KNOWN_TOWN
            shown = commune[0] if commune is not None and large else wide
            trust = 0.8 if large or looked in _towns_abroad() else 0.7
            return Found(Slot.PLACE, shown, begin, finish, trust)
    if commune is None:
        return None
    name, residents = commune
    strong = bool(_STRONG_BEFORE.search(before)) or alone
    near = strong or bool(_BEFORE.search(before))
    common = simplemma.is_known(looked, lang="fr") and " " not in looked
    if capital:
        named = near and not common
        if not (strong or named or residents >= _KNOWN_TOWN or _after_brand(words, start)):
            return None
        return Found(Slot.PLACE, name, begin, finish, 0.9 if strong else 0.75)
    if looked.startswith(("l ", "la ", "le ", "les ")) or len(looked) < 3 or not near:
        return None
    if common and not (strong and residents > _KNOWN_TOWN):
        return None
    if not strong and residents < _KNOWN_TOWN:
        return None
    return Found(Slot.PLACE, name, begin, finish, 0.85 if strong else 0.6)


def _after_brand(words: Normal, start: int) -> bool:
    """Whether a capitalised word stands just before, as in "Kiabi Cluses"."""
    previous = words.plain[:start].rstrip()
    match = re.search(r"[^\W_]+$", previous)
    if match is None:
        return False
    begin, _ = words.place(match.start(), match.end())
    return words.raw[begin : begin + 1].isupper()
