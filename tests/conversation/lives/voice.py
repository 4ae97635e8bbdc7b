"""How something is spelt: from careful to by ear. What is said stays the same."""

import random
import re
import unicodedata

_SHORT = (
    (r"\bpendant\b", ("pdt", "pendan")),
    (r"\bdans\b", ("ds",)),
    (r"\bpour\b", ("pr",)),
    (r"\bj'ai\b", ("g", "jai")),
    (r"\bj'étais\b", ("jetai", "j etais")),
    (r"\bc'était\b", ("cetait", "ct")),
    (r"\btoujours\b", ("tjrs",)),
    (r"\btravaillé\b", ("bossé", "travaillé")),
    (r"\bSaint-", ("St ",)),
)
_BY_EAR = (
    (r"ais\b", ("é", "ai", "ait")),
    (r"(?<=[a-zé])é\b", ("er", "é")),
    (r"(?<=[a-z])([lmnprst])\1(?=[a-zé])", (r"\1",)),
    (r"\bqu", ("k",)),
    (r"eau(?=x?\b)", ("o",)),
    (r"ph", ("f",)),
)


def spell(text: str, level: int, rng: random.Random, *, name: bool = False) -> str:
    """``text`` as somebody of this ``level`` (0 to 3) writes it; a ``name`` stays recognisable."""
    if level >= 2:
        text = _replaced(text, _SHORT, rng, 0.6)
    if level >= 3 and not name:
        text = _replaced(text, _BY_EAR, rng, 0.35)
    if level >= 1:
        text = text.lower() if rng.random() < 0.8 else text
        if rng.random() < 0.3 * level:
            text = bare(text)
        if level >= 2:
            text = text.replace("-", " ")
        if level >= 2 and not name and rng.random() < 0.4:
            text = text.replace("'", "")
    return text


def bare(text: str) -> str:
    """``text`` without accents."""
    letters = unicodedata.normalize("NFD", text.replace("œ", "oe"))
    return "".join(char for char in letters if not unicodedata.combining(char))


def same(text: str) -> str:
    """What is left of a name for comparing: letters and digits, in lower case."""
    plain = re.sub(r"\bst(e?)\b", r"saint\1", bare(text).lower())
    return "".join(char for char in plain if char.isalnum())


def _replaced(
    text: str, table: tuple[tuple[str, tuple[str, ...]], ...], rng: random.Random, share: float
) -> str:
    for pattern, forms in table:
        if rng.random() < share:
            text = re.sub(pattern, rng.choice(forms), text)
    return text
