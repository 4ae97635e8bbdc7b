"""The held-out sets are well formed, apart from the development sets, and their codes exist."""

import csv
import json
import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

SETS = Path(__file__).parent / "held_out"
DATA = Path(os.environ.get("PASSPORT_TEST_DATA", Path(__file__).parents[3] / "shared" / "data"))
KINDS = {"paid", "informal", "volunteering", "family", "internship", "none"}
INTENTS = {
    "correct",
    "skip",
    "stop",
    "help",
    "resume",
    "vague",
    "uncertain",
    "unknown",
    "yes",
    "no",
    "no_experience",
}
SLOTS = {
    "act",
    "intent",
    "job",
    "employer",
    "employer_type",
    "place",
    "start",
    "end",
    "duration_m",
    "ongoing",
}
SLOTS |= {"tasks", "savoir_etre", "star"}
DATE = re.compile(r"(\d{4}(-\d\d){0,2})(~\d{4})?")
SOFT_SKILLS = 16


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SETS / name).read_text(encoding="utf-8").splitlines()]


def plain(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.lower().replace("œ", "oe"))
    return "".join(char for char in letters if char.isalnum())


def described() -> Iterator[tuple[str, int]]:
    """The number of rows that the README says of each file."""
    for line in (SETS / "README.md").read_text(encoding="utf-8").splitlines():
        if found := re.match(r"\| `(\w+\.jsonl)` \| (\d+) \|", line):
            yield found[1], int(found[2])


@pytest.mark.parametrize(("name", "count"), list(described()))
def test_a_set_holds_what_its_readme_says_once_each(name: str, count: int) -> None:
    said = rows(name)
    assert len(said) == count
    assert len({row["id"] for row in said}) == count
    assert len({row["text"] for row in said}) == count


@pytest.mark.parametrize("name", ["utterances.jsonl", "acts.jsonl"])
def test_every_expected_slot_has_a_known_name_and_form(name: str) -> None:
    for row in rows(name):
        gold = row["expected"]
        assert set(gold) <= SLOTS, row["id"]
        assert set(gold.get("act", "paid").split("|")) <= KINDS, row["id"]
        assert gold.get("intent", "skip") in INTENTS, row["id"]
        assert all(DATE.fullmatch(gold[slot]) for slot in ("start", "end") if slot in gold), row[
            "id"
        ]
        assert gold.get("duration_m", 1) > 0, row["id"]


def test_an_expected_name_is_in_the_words_of_the_person() -> None:
    """Gold may write a name out, so its longest word, or its first three letters, must be there."""
    for row in rows("utterances.jsonl"):
        for slot in ("place", "employer"):
            if name := row["expected"].get(slot):
                words = sorted(re.split(r"[\s-]+", name), key=len)
                said = plain(row["text"])
                assert plain(words[-1])[:3] in said or SPELT.get(name, "?") in said, (
                    row["id"],
                    name,
                )


SPELT = {"Carrefour": "carouf", "Bordeaux": "bordo"}


@pytest.mark.skipif(not DATA.exists(), reason="the data of development are not here")
def test_the_sets_are_apart_from_those_of_development() -> None:
    seen = {
        json.loads(line)["text"]
        for path in (DATA / "evals").glob("*.jsonl")
        if "noised" not in path.name and "esco" not in path.name and "rome347" not in path.name
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    for name, _ in described():
        assert not seen & {row["text"] for row in rows(name)}


@pytest.mark.skipif(not DATA.exists(), reason="the data of development are not here")
def test_every_accepted_code_is_in_the_rome_and_with_its_parent() -> None:
    with (DATA / "rome460" / "unix_referentiel_code_rome_v460_utf8.csv").open(
        encoding="utf-8"
    ) as lines:
        parents = {row["code_rome"]: row["code_rome_parent"] for row in csv.DictReader(lines)}
    for row in rows("job_titles.jsonl"):
        assert row["accept"], row["id"]
        assert {parents[code] for code in row["accept"]} == set(row["accept_parent"]), row["id"]
    labels = json.loads((DATA / "rome460" / "savoir_etre_rome460.json").read_text(encoding="utf-8"))
    codes = {label["code_ogr"] for label in labels}
    assert len(codes) == SOFT_SKILLS
    assert all(set(row["accept"]) <= codes for row in rows("savoir_etre.jsonl"))
    names = {label["libelle"] for label in labels}
    assert all(
        set(row["expected"].get("savoir_etre", [])) <= names for row in rows("utterances.jsonl")
    )
