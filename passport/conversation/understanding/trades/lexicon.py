"""The starter lexicon: everyday names and deeds of trades, written for this product."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Line:
    """One trade: its parent code, a plain name, names of those who do it, deeds, a definition."""

    code: str
    name: str
    names: tuple[str, ...]
    deeds: tuple[str, ...]
    definition: str


@lru_cache(maxsize=1)
def lines() -> tuple[Line, ...]:
    """Every line of the lexicon, in the order of the codes."""
    return tuple(_read())


def fingerprint() -> str:
    """Changes when the lexicon does."""
    return hashlib.sha256(repr(lines()).encode()).hexdigest()[:16]


def _read() -> Iterator[Line]:
    for text in _lines():
        code, name, names, deeds, *rest = (part.strip() for part in text.split("|"))
        yield Line(
            code=code,
            name=name,
            names=tuple(form for each in names.split(";") for form in both(each.strip()) if form),
            deeds=tuple(each.strip() for each in deeds.split(";") if each.strip()),
            definition=rest[0] if rest else "",
        )


def _lines() -> Iterator[str]:
    """A file for each letter of the codes, in the order of the letters."""
    folder = files("passport.conversation.understanding") / "data" / "trades"
    for source in sorted(folder.iterdir(), key=lambda file: file.name):
        for line in source.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                yield line


def both(name: str) -> list[str]:
    """Masculine and feminine of "vendeur/vendeuse en magasin"."""
    if "/" not in name:
        return [name]
    hers = re.sub(r"[^\s/]+/([^\s/]+)", r"\1", name)
    his = re.sub(r"([^\s/]+)/[^\s/]+", r"\1", name)
    if name.count("/") == 1:
        left, right = (part.strip() for part in name.split("/"))
        if " " in left and len(left.split()) == len(right.split()):
            return [left, right]
    return [his, hers]
