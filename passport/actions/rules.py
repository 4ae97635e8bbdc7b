"""Decisions about the bank of actions: kinds, needs, what a search finds."""

import unicodedata
from enum import StrEnum

MAX_QUERY = 80


class ActionKind(StrEnum):
    """What an action is."""

    TRAINING = "training"
    WORKSHOP = "workshop"
    COMPANY_VISIT = "company_visit"
    TRADE_DISCOVERY = "trade_discovery"
    IMMERSION = "immersion"
    MOBILITY = "mobility"
    HOUSING = "housing"
    CHILDCARE = "childcare"


class Need(StrEnum):
    """What a person looks for, in the words of the page's buttons."""

    IDEAS = "ideas"
    TRAINING = "training"
    EMPLOYERS = "employers"
    CONFIDENCE = "confidence"
    FRENCH = "french"
    DIGITAL = "digital"
    MOBILITY = "mobility"
    CHILDCARE = "childcare"
    HOUSING = "housing"


def plain(text: str) -> str:
    """``text`` in lower case, without accents, apostrophes as spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = (letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join("".join(letter if letter.isalnum() else " " for letter in letters).split())


def matches(query: str, *texts: str) -> bool:
    """Whether every word of ``query`` begins a word of ``texts``. An empty query finds all."""
    words = plain(" ".join(texts)).split()
    return all(
        any(word.startswith(wanted) for word in words)
        for wanted in plain(query[:MAX_QUERY]).split()
    )
