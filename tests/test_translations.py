"""No catalogue has a hole, none is behind the code, and no hole in a sentence changes its name."""

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from passport.kernel.i18n import LOCALES, SOURCE, TRANSLATIONS, holes

ROOT = Path(__file__).parents[1]
TRANSLATED = [code for code in LOCALES if code != SOURCE]
HOLE = re.compile(r"{\w*}")
KEYWORDS = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "plural": (1, 2),
    "pgettext": ((1, "c"), 2),
}


@cache
def _extracted() -> Catalog:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())
    mappings = [(row["pattern"], row["method"]) for row in config["tool"]["babel"]["mappings"]]
    options = {
        row["pattern"]: {key: str(value) for key, value in row.get("options", {}).items()}
        for row in config["tool"]["babel"]["mappings"]
    }
    catalogue = Catalog()
    for _, _, message, _, context in extract_from_dir(
        ROOT, method_map=mappings, options_map=options, keywords=KEYWORDS
    ):
        catalogue.add(message, context=context)
    return catalogue


def _known(catalogue: Catalog) -> set[tuple[str | None, str]]:
    return {
        (message.context, message.id[0] if isinstance(message.id, tuple) else message.id)
        for message in catalogue
        if message.id
    }


def _read(code: str) -> Catalog:
    with (TRANSLATIONS / code / "LC_MESSAGES" / "passport.po").open("rb") as file:
        return read_po(file, locale=code)


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_catalogue_says_what_the_code_says(code: str) -> None:
    in_code, in_catalogue = _known(_extracted()), _known(_read(code))
    assert sorted(in_code - in_catalogue, key=str) == [], "run the two commands of the README"
    assert sorted(in_catalogue - in_code, key=str) == [], "run the two commands of the README"


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_catalogue_is_whole(code: str) -> None:
    assert holes(code) == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_holes_keep_their_names(code: str) -> None:
    for message in _read(code):
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        allowed = {hole for text in ids for hole in HOLE.findall(text)}
        for text in strings:
            # A form for exactly one or two may say the number in words.
            assert set(HOLE.findall(text)) <= allowed, message.id
            if len(strings) == 1:
                assert set(HOLE.findall(text)) == allowed, message.id
