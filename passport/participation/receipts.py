"""Receipts: four plain words that open one anonymous answer, and nothing else.

Four words out of 512 make 36 bits. They are drawn at random, say nothing about the person, and
are kept only as a keyed digest; a list of common words is easier to copy on paper and to say
aloud than letters and digits.
"""

import hashlib
import hmac
import secrets
import unicodedata
from pathlib import Path

LENGTH = 4

WORDS = tuple((Path(__file__).parent / "words.txt").read_text(encoding="utf-8").split())


def plain(word: str) -> str:
    """``word`` in lower case, without accents."""
    decomposed = unicodedata.normalize("NFKD", word.casefold().replace("œ", "oe"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


_KNOWN = {plain(word): word for word in WORDS}


class UnknownWords(ValueError):
    """A code that cannot be one. ``words`` are those that no code has; none: not four words."""

    def __init__(self, words: tuple[str, ...]) -> None:
        """Keep the words that are not known."""
        super().__init__(" ".join(words))
        self.words = words


def draw() -> str:
    """A new code, drawn so that nobody can foresee it."""
    return " ".join(secrets.choice(WORDS) for _ in range(LENGTH))


def read(typed: str) -> str:
    """The code meant by ``typed``: capitals, accents and what stands between words are free.

    Raises ``UnknownWords``.
    """
    separated = "".join(letter if letter.isalpha() else " " for letter in plain(typed))
    words = separated.split()
    unknown = tuple(word for word in words if word not in _KNOWN)
    if unknown or len(words) != LENGTH:
        raise UnknownWords(unknown[:LENGTH])
    return " ".join(_KNOWN[word] for word in words)


def seal(code: str, key: str) -> str:
    """What is kept of a code: HMAC-SHA-256 under the key of its consultation, in hexadecimal."""
    return hmac.new(key.encode(), code.encode(), hashlib.sha256).hexdigest()
