"""Numbers as they are spoken and written, on words without accents."""

import re

from text_to_num import text2num  # type: ignore[attr-defined]

_UNITS = (
    "un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize"
    "|vingts?|trente|quarante|cinquante|soixante|septante|huitante|octante|nonante|cents?|mille|zero"
)
WORDS = rf"(?:{_UNITS})(?:(?:[ -]et)?[ -](?:{_UNITS})){{0,5}}"
ABOUT = {
    "huitaine": 8, "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
    "quarantaine": 40, "cinquantaine": 50, "centaine": 100,
}  # fmt: skip
SIZED = r"(?:petite?s?|bonne?s?|gros(?:se)?s?|longue?s?|longs|grande?s?|belles?|courte?s?)"
NUMBER = (
    rf"(?:\d{{1,3}}(?:[.,]\d)?|{WORDS}|(?:une? )?(?:{SIZED} )?(?:{'|'.join(ABOUT)})(?: d['e])? ?)"
)
YEARS = re.compile(
    r"\b(?:deux mille(?:[ -](?:et[ -])?[a-z]+(?:[ -][a-z]+)?)?|(?:mille |dix[ -])neuf[ -]cents?(?:[ -][a-z]+){1,4})\b"
)
_BELGIAN = {
    "septante": "soixante-dix",
    "huitante": "quatre-vingts",
    "octante": "quatre-vingts",
    "nonante": "quatre-vingt-dix",
}


def number(words: str) -> float | None:
    """The number that ``words`` say, in digits or in letters without accents."""
    words = words.strip()
    for about, count in ABOUT.items():
        if about in words:
            return float(count)
    if re.fullmatch(r"\d+(?:[.,]\d)?", words):
        return float(words.replace(",", "."))
    if words in ("un", "une"):
        return 1.0
    try:
        return float(text2num(_standard(words), "fr"))
    except ValueError:
        return None


def _standard(words: str) -> str:
    said = " ".join(_BELGIAN.get(word, word) for word in re.split(r"[ -]+", words))
    for ten, tens in (("soixante-dix", 60), ("quatre-vingt-dix", 80)):
        if said.startswith(f"{ten} ") and (
            unit := number(said[len(ten) + 1 :].removeprefix("et "))
        ):
            return f"{_TENS[tens]}-{_TEENS[int(unit)]}"
    return said


_TENS = {60: "soixante", 80: "quatre-vingt"}
_TEENS = (
    "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip


def spoken_year(words: str) -> tuple[int, int] | None:
    """The year that the longest beginning of ``words`` says in letters, and how many characters."""
    pieces = list(re.finditer(r"[a-z]+", words))
    for last in range(min(len(pieces), 7), 1, -1):
        end = pieces[last - 1].end()
        said = re.sub(r"[ -]+", " ", words[:end])
        said = re.sub(r"^dix neuf cents?", "mille neuf cent", said)
        if said.split()[-1] in ("et", "mille") and said != "deux mille":
            continue
        year = number(said)
        if year is not None and 1930 <= year <= 2100:
            return int(year), end
    return (2000, 10) if words.startswith("deux mille") else None
