"""What a search finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passport.actions import rules

TEXTS = ("L'atelier « Bien dormir »", "Garde d’enfants à Évian-les-Bains")


@pytest.mark.parametrize(
    "query", ["", "  ", "ATELIER", "evian", "garde enf", "évian bains", "dormir l'atelier", "«»"]
)
def test_found(query: str) -> None:
    assert rules.matches(query, *TEXTS)


@pytest.mark.parametrize("query", ["permis", "telier", "atelier permis", "%", "e_ian"])
def test_not_found(query: str) -> None:
    assert rules.matches(query, *TEXTS) is (query == "%")


@given(st.text(max_size=200), st.lists(st.text(max_size=50), max_size=3))
def test_any_text_is_searched_without_a_fault(query: str, texts: list[str]) -> None:
    rules.matches(query, *texts)
