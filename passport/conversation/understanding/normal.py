"""Everyday spelling made regular, without losing where each letter came from."""

import re
import unicodedata
from dataclasses import dataclass

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
    "ct": "c'etait",
    "cetait": "c'etait",
    "cete": "c'etait",
    "etai": "etais",
    "ete": "ete",
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
    "mcdo": "mcdo",
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
}


# "jveux", "jbosse": no French word begins so.
_SWALLOWED = re.compile(r"j(?=[bcdfghklmnpqrstvwxz])(\w{3,})")


def fold(text: str) -> str:
    """Lower case without accents, one character for one."""
    return "".join(_folded(char) for char in text)


def _folded(char: str) -> str:
    if char in "’‘ʼ`´":
        return "'"
    if char in "œŒ":
        return "œ"
    lowered = unicodedata.normalize("NFKD", char)[:1].lower()[:1]
    return lowered or char


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
        if word.isspace():
            folded = "\n" if "\n" in word else " "
            spread = [(start, end)]
        elif not _kept(word) and (spelled := _spelled(folded)) != folded:
            swallowed = _SWALLOWED.fullmatch(folded)
            folded = spelled
            spread = [(start, end)] * len(folded)
            if swallowed:
                spread[:3] = [(start, start + 1)] * 3
                spread[3:] = [(start + 1, end)] * (len(folded) - 3)
        else:
            spread = [(start + i, start + i + 1) for i in range(len(word))]
        plain.append(folded)
        starts.extend(a for a, _ in spread)
        ends.extend(b for _, b in spread)
    return Normal(raw=text, plain="".join(plain), starts=tuple(starts), ends=tuple(ends))


def _spelled(folded: str) -> str:
    """A word of a message as it is written elsewhere."""
    if folded in _SHORT:
        return _SHORT[folded] or " "
    swallowed = _SWALLOWED.fullmatch(folded)
    return f"je {_spelled(swallowed[1])}" if swallowed else folded


def _kept(word: str) -> bool:
    """A short word in capitals is a name or an acronym, not message spelling."""
    return word.isupper() and len(word) > 1
