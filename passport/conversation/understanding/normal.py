"""Everyday spelling made regular, without losing where each letter came from."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import simplemma

READ = 4_000
"""How many characters are read. What is longer is kept whole, and read to here."""

_TOKEN = re.compile(r"\w+(?:['’](?=\w))?|[^\w\s]|\s+")

# Message spelling -> words, both without accents.
_SHORT = {
    "g": "j'ai",
    "ge": "je",
    "jai": "j'ai",
    "jetais": "j'etais",
    "jetait": "j'etais",
    "jss": "je suis",
    "chui": "je suis",
    "chuis": "je suis",
    "jsuis": "je suis",
    "jfais": "je fais",
    "jfé": "je fais",
    "jfe": "je fais",
    "jva": "je vais",
    "jé": "j'ai",
    "jfaisais": "je faisais",
    "jfesais": "je faisais",
    "jtravaillais": "je travaillais",
    "jsais": "je sais",
    "jme": "je me",
    "jpeux": "je peux",
    "ds": "dans",
    "pdt": "pendant",
    "pdant": "pendant",
    "pr": "pour",
    "ac": "avec",
    "avk": "avec",
    "bcp": "beaucoup",
    "bq": "beaucoup",
    "tt": "tout",
    "ts": "tous",
    "tjs": "toujours",
    "tjrs": "toujours",
    "qd": "quand",
    "pck": "parce que",
    "pcq": "parce que",
    "c": "c'est",
    "cest": "c'est",
    "nest": "n'est",
    "den": "d'en",
    "ya": "y a",
    "netait": "n'etait",
    "jen": "j'en",
    "jy": "j'y",
    "sest": "s'est",
    "envi": "envie",
    "ct": "c'etait",
    "cetait": "c'etait",
    "cete": "c'etait",
    "etai": "etais",
    "fe": "fait",
    "fai": "fait",
    "fesait": "faisait",
    "fesais": "faisais",
    "fesai": "faisais",
    "fese": "faisais",
    "faise": "faisais",
    "faisai": "faisais",
    "taf": "travail",
    "taff": "travail",
    "boulot": "travail",
    "job": "travail",
    "bosse": "travaille",
    "bosser": "travailler",
    "bossais": "travaillais",
    "bossait": "travaillait",
    "trav": "travail",
    "resto": "restaurant",
    "appart": "appartement",
    "asso": "association",
    "h": "heures",
    "sem": "semaine",
    "mwa": "moi",
    "pa": "pas",
    "ke": "que",
    "ki": "qui",
    "chépa": "je sais pas",
    "chepa": "je sais pas",
    "jsp": "je sais pas",
    "stp": "",
    "svp": "",
    "st": "saint",
    "ste": "sainte",
    "kwa": "quoi",
    "koi": "quoi",
    "mem": "meme",
    "oué": "oui",
    "oue": "oui",
    "ui": "oui",
    "wi": "oui",
    "ouais": "oui",
    "nn": "non",
    "nan": "non",
    "é": "et",
    "jè": "j'ai",
    "j": "j'",
    "jété": "j'etais",
    "jetai": "j'etais",
    "jete": "j'etais",
    "jsui": "je suis",
    "chu": "je suis",
    "sui": "suis",
    "ché": "chez",
    "chè": "chez",
    "che": "chez",
    "o": "au",
    "d": "des",
    "dla": "de la",
    "dma": "de ma",
    "dmon": "de mon",
    "dun": "d'un",
    "dune": "d'une",
    "lé": "les",
    "lè": "les",
    "mé": "mes",
    "dé": "des",
    "dan": "dans",
    "pendan": "pendant",
    "dpuis": "depuis",
    "dps": "depuis",
    "depui": "depuis",
    "dpui": "depuis",
    "kom": "comme",
    "com": "comme",
    "kome": "comme",
    "avan": "avant",
    "pandant": "pendant",
    "pandan": "pendant",
    "pi": "puis",
    "jms": "jamais",
    "jamé": "jamais",
    "tjr": "toujours",
    "tjour": "toujours",
    "ojd": "aujourd'hui",
    "ajd": "aujourd'hui",
    "auj": "aujourd'hui",
    "mtn": "maintenant",
    "mnt": "maintenant",
    "kelke": "quelques",
    "kelk": "quelques",
    "qq": "quelques",
    "qqs": "quelques",
    "qlq": "quelques",
    "qlqs": "quelques",
    "env": "environ",
    "mm": "meme",
    "vrmt": "vraiment",
    "rdv": "rendez-vous",
    "vs": "vous",
    "veu": "veux",
    "dir": "dire",
    "fo": "faut",
    "jsé": "je sais",
    "benevol": "benevole",
    "menaj": "menage",
    "plonj": "plonge",
    "vendeuz": "vendeuse",
    "kaisse": "caisse",
    "kuisine": "cuisine",
    "enfan": "enfants",
    "anné": "annees",
    "okupé": "occupe",
    "gran": "grand",
    "fam": "femme",
    "aid": "aide",
    "aidé": "aide",
    "lopital": "l'hopital",
    "lotel": "l'hotel",
    "dabord": "d'abord",
    "jusqua": "jusqu'a",
    "jusquen": "jusqu'en",
    "jusko": "jusqu'au",
    "jusk": "jusqu'",
    "jusq": "jusqu'",
    "ptet": "peut-etre",
    "hosto": "hopital",
    "yavait": "y avait",
    "avek": "avec",
    "travaillé": "travaille",
    "travaiyé": "travaille",
    "travayé": "travaille",
    "ossi": "aussi",
    "otre": "autre",
    "ptit": "petit",
    "ptits": "petits",
    "ptite": "petite",
    "dsl": "desole",
    "bjr": "bonjour",
}


# "l usine", "qu il", "c est": a space for the apostrophe, as telephones write it.
_DETACHED = re.compile(
    r"(?P<word>[ldmtsn]|qu|jusqu|lorsqu|puisqu|c(?= e)) (?=[aeiouyhéèêàâîôûœ])", re.IGNORECASE
)
_ELIDING = frozenset("j' l' d' m' t' s' n' c' qu' jusqu' lorsqu' puisqu'".split())
# "bac s en 2012", "permis d a 20 ans", "3 m au fond": the letter is a name, or a unit.
_LETTERED = re.compile(
    r"(?:(?<!\d\d\d)\d|\b(?:permis|bac|serie|série|categorie|catégorie|niveau|vitamine|hepatite|plan)) ?$",
    re.IGNORECASE,
)


# "jveux", "jbosse": no French word begins so.
_SWALLOWED = re.compile(r"j(?=[bcdfghklmnpqrstvwxz])(\w{3,})")


# "jarrete", "jaccompagnais", "moccupais": the apostrophe left out.
_ELIDED = re.compile(
    r"[jm](?=[aeiouh])(?:\w{3,}ais)|j(?:arrete|aime|adore|habite|aide|anime|accueille|apporte|emballe|entretiens|installe|occupe|organise"
    r"|ecoute|etudie|encaisse|accompagne|assure|achete|essaye|utilise|espere|oublie|evite|arrive|eleve|epluche|enleve)"
)


# "lhiver dernier", "lusine": the commonest nouns that an article loses its apostrophe with.
_GLUED = frozenset(
    """hiver ete automne annee usine ecole hopital hotel atelier entrepot equipe entreprise association
    accueil agence epicerie eglise interim intermarche immeuble imprimerie aeroport abattoir armee
    auberge entretien exploitation elevage ehpad asso aide""".split()
)


@lru_cache(maxsize=4096)
def _elided(folded: str) -> str:
    """A word with the apostrophe that it lacks, or the same."""
    if folded[:1] in ("l", "d") and folded[1:] in _GLUED:
        return f"{folded[0]}'{folded[1:]}"
    known = (
        not _ELIDED.fullmatch(folded) or folded == "jamais" or simplemma.is_known(folded, lang="fr")
    )
    return folded if known else f"{folded[0]}'{folded[1:]}"


def fold(text: str) -> str:
    """Lower case without accents, one character for one."""
    return text.translate(_FOLDER)


def _folded(char: str) -> str:
    if char in "’‘ʼ`´":
        return "'"
    if char in "œŒ":
        return "œ"
    if char.isdigit() and not char.isascii():
        return str(unicodedata.digit(char))
    lowered = unicodedata.normalize("NFKD", char)[:1].lower()[:1]
    return lowered or char


class _Folder(dict[int, str]):
    """Each letter folded once, when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded(chr(code))
        return folded


_FOLDER = _Folder()


@dataclass(frozen=True, slots=True)
class Normal:
    """A text made regular. ``plain`` has no accents; ``starts`` and ``ends`` lead back to ``raw``."""

    raw: str
    plain: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where the plain characters ``start`` to ``end`` stand in the raw text, edges trimmed."""
        begin, finish = self.starts[start], self.ends[end - 1]
        said = self.raw[begin:finish]
        begin += len(said) - len(said.lstrip())
        finish -= len(said) - len(said.rstrip())
        return begin, finish

    def said(self, start: int, end: int) -> str:
        """The raw words of the plain characters ``start`` to ``end``."""
        begin, finish = self.place(start, end)
        return self.raw[begin:finish]


def normal(text: str) -> Normal:
    """Make ``text`` regular: case, accents, apostrophes, message spelling, spaces."""
    raw = text[:READ]
    plain: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for token in _TOKEN.finditer(raw):
        start, end = token.span()
        word = token.group()
        folded = fold(word)
        if folded == " " and plain and plain[-1] in _ELIDING:
            continue
        if _detached(raw, start):
            folded = f"{folded}'"
            spread = [(start + i, start + i + 1) for i in range(len(word))]
            spread.append(spread[-1])
        elif word.isspace():
            folded = "\n" if "\n" in word else " "
            spread = [(start, end)]
        elif not _kept(word, raw, start) and (spelled := _spelled(folded, word)) != folded:
            swallowed = _SWALLOWED.fullmatch(folded)
            folded = spelled
            spread = [(start, end)] * len(folded)
            if swallowed:
                spread[:3] = [(start, start + 1)] * 3
                spread[3:] = [(start + 1, end)] * (len(folded) - 3)
        elif word.islower() and (spelled := _elided(folded)) != folded:
            folded = spelled
            spread = [(start, start + 1), *((start + i, start + i + 1) for i in range(len(word)))]
        else:
            spread = [(start + i, start + i + 1) for i in range(len(word))]
        plain.append(folded)
        starts.extend(a for a, _ in spread)
        ends.extend(b for _, b in spread)
    return Normal(raw=text, plain="".join(plain), starts=tuple(starts), ends=tuple(ends))


def _detached(raw: str, start: int) -> bool:
    """Whether the word there lacks the apostrophe that ties it to the next."""
    if not (_DETACHED.match(raw, start) and (start == 0 or not raw[start - 1].isalnum())):
        return False
    return _LETTERED.search(raw, max(0, start - 12), start) is None


def _spelled(folded: str, word: str = "") -> str:
    """A word of a message as it is written elsewhere. An accent may tell one word from another."""
    if (accented := _SHORT.get(word.lower())) is not None:
        return accented or " "
    if folded in _SHORT:
        return _SHORT[folded] or " "
    swallowed = _SWALLOWED.fullmatch(folded)
    return f"je {_spelled(swallowed[1])}" if swallowed else folded


def _kept(word: str, raw: str, start: int) -> bool:
    """Kept as it is: capitals (a name, an acronym), or a unit after figures ("500 g", "4h")."""
    if word.isupper() and (len(word) > 1 or raw[start + 1 : start + 2] == "."):
        return True
    before = raw[max(0, start - 2) : start]
    return word in ("g", "h", "c", "d", "o") and (before[-1:].isdigit() or before[:1].isdigit())
