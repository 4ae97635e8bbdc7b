"""Words made comparable: without accents, by their stem, by their sound, by their letters."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

EMPTY = frozenset(
    """je j ai tu il elle on nous vous ils elles les le la l un une des du de d et a au aux en dans sur chez
    pour par avec sans ou mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ce cet cette ces
    ca c qui que qu quoi dont y n ne pas m me s se moi lui est es etais etait etaient ete etre suis sont avais
    avait ont fait faisais faisait faire fais travail travaille travailler travaillais travaille emploi metier
    job boulot pendant depuis ans an annee annees mois semaine semaines jour jours heure heures comme
    tout tous toute toutes tres beaucoup aussi bien plus puis apres avant alors donc mais quand si deja
    cherche chercher cherchais recherche veux voudrais vouloir sais importe merci bonjour oui non ok
    parfois souvent toujours euh ben bah voila truc trucs genre quoi surtout vraiment peu petit peut occupais
    occupe occuper travaillait entre autres etc""".split()
)
"""Words that say nothing of the trade."""

_SUFFIXES = (
    "issaient", "issions", "issais", "issait", "issant", "aient", "atrice", "ateur", "euses", "trices", "eurs",
    "ieres", "ions", "ait", "ais", "ant", "euse", "trice", "eur", "iere", "iers", "ier", "ees", "er", "ez", "ir",
    "re", "ee", "es", "e", "s", "x",
)  # fmt: skip


_ACCENTS = re.compile(r"[\u0300-\u036f]+")
_NOT_WORD = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """Lower case, without accents or punctuation, one space between words."""
    letters = _ACCENTS.sub("", unicodedata.normalize("NFKD", text).lower())
    return " ".join(_NOT_WORD.sub(" ", letters.replace("œ", "oe").replace("æ", "ae")).split())


def telling(text: str) -> list[str]:
    """The words of a plain text that say something of a trade."""
    return [word for word in text.split() if word not in EMPTY and not word.isdigit()]


def stem(word: str) -> str:
    """A word without its ending: gender, number and tense fall away."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    for suffix in ("er", "es", "e", "s"):
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word


_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"), (r"sch|ch|sh", "C"), (r"qu|q", "k"), (r"c(?=[eiy])", "s"), (r"c|k", "k"),
        (r"ge(?=[ao])|g(?=[eiy])", "j"), (r"gu(?=[eiy])", "g"), (r"gn", "N"), (r"eau|au", "o"),
        (r"(?<=[aeiou])ill|(?<=i)ll", "y"), (r"ain|ein|aim|in(?![aeiouyn])|im(?=[bp])|yn|ym", "I"),
        (r"(?:a|e)[nm](?![aeiouynm])", "A"), (r"o[nm](?![aeiouynm])", "O"), (r"oi", "W"), (r"ou", "U"),
        (r"oe|eu", "e"), (r"ai|ei|ay|ey|et$|ez$|er$", "e"), (r"h", ""), (r"y", "i"), (r"(?<=[aeiouUW])s(?=[aeiouUWe])", "z"),
        (r"(.)\1+", r"\1"), (r"tion", "sion"), (r"x", "ks"), (r"w", "v"), (r"[estxdpzr]+$", ""),
    )
)  # fmt: skip


def sound(word: str) -> str:
    """How a French word sounds, roughly: "chofeur" is "chauffeur"."""
    for pattern, to in _SOUNDS:
        word = pattern.sub(to, word)
    return word


_VOWELS = re.compile(r"(?<=.)[aeiouyAIOUW]")


def grams(text: str) -> Iterator[str]:
    """What a plain text is compared by: stems (``=``), sounds (``~``), consonants (``#``), and
    letters two and three at a time.
    """
    for word in telling(text):
        yield from _grams(word)


@lru_cache(maxsize=20_000)
def _grams(word: str) -> tuple[str, ...]:
    heard = sound(word)
    padded = f"_{word}_"
    return (
        "=" + stem(word),
        "~" + heard,
        "#" + _VOWELS.sub("", heard),
        *(padded[at : at + 3] for at in range(len(padded) - 2)),
        *(padded[at : at + 2] for at in range(len(padded) - 1)),
    )


def normed(text: str, rarity: Mapping[str, float], rarest: float) -> dict[str, float]:
    """The grams of a text with their weight: how often they come, times how rare they are.

    The squares of the weights add up to 1.
    """
    raw = {
        gram: n**0.5 * rarity[gram] * _KIND.get(gram[0], 1.0)
        if gram in rarity
        else rarest * _UNKNOWN.get(gram[0], 0.4)
        for gram, n in Counter(grams(text)).items()
    }
    norm = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
    return {gram: weight / norm for gram, weight in raw.items()}


_KIND = {"=": 2.0, "~": 1.2, "#": 0.8}
"""A whole word weighs more than three of its letters."""
_UNKNOWN = {"=": 0.5, "~": 0.0, "#": 0.0}
"""What no trade is called by may be misspelt: it says little against the others."""
