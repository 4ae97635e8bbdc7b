"""The starter lexicon: well-formed lines, every family of the ROME, no name astray."""

import csv
import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import pytest

from passport.conversation.understanding import trades
from passport.conversation.understanding.normal import fold, normal
from passport.conversation.understanding.trades.lexicon import both

DATA = Path(os.environ.get("PASSPORT_TEST_DATA", Path(__file__).parents[3] / "shared" / "data"))
OFFICIAL = DATA / "rome460" / "unix_referentiel_appellation_v460_utf8.csv"

# Names that people give to more than one family: each is proposed, and she chooses.
SHARED = {
    "agent/agente de production": {"H2906", "H2909", "H3302"},
    "chauffagiste": {"F1603", "I1308"},
    "ferrailleur/ferrailleuse": {"F1701", "K2304"},
    "gondolier/gondolière": {"D1506", "D1507"},
    "perchman/perchwoman": {"L1508", "N4402"},
}
# Misspellings, a trade named by its goods, and names whose feminine is first of all a machine or a
# thing: another name of the line says it of a woman.
HIS_ALONE = {
    *("balayeur", "bétonneur", "cafetier", "carrier", "étiqueteur", "fraiseur", "glacier"),
    *("grenailleur", "marinier", "meunier", "pelleteur", "primeur"),
    *("chofeur poids lourd", "delivreur", "mecanissien", "plonbier"),
}


class Line(NamedTuple):
    """One line of the lexicon, its lists apart."""

    where: str
    code: str
    name: str
    names: list[str]
    deeds: list[str]
    definition: str


def _lines() -> Iterator[Line]:
    folder = files("passport.conversation.understanding") / "data" / "trades"
    for source in folder.iterdir():
        for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                parts = [part.strip() for part in line.split("|")]
                where = f"{source.name}:{number}"
                assert len(parts) == 5, f"{where} has {len(parts)} fields"
                code, name, names, deeds, definition = parts
                yield Line(where, code, name, _items(names), _items(deeds), definition)


def _items(field: str) -> list[str]:
    return [item.strip() for item in field.split(";")]


LINES = list(_lines())


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text).replace("œ", "oe")))


def _forms(name: str) -> set[str]:
    """The masculine and the feminine of a name, as a person would type them."""
    words = name.split(" ")
    left, slash, right = name.partition("/")
    if not slash:
        return {_plain(name)}
    if " " in left:
        return {_plain(left), _plain(right)}
    hers, *rest = right.split(" ")
    assert words[0] == f"{left}/{hers}"
    return {_plain(" ".join([left, *rest])), _plain(" ".join([hers, *rest]))}


def test_every_line_is_whole() -> None:
    for line in LINES:
        assert re.fullmatch(r"[A-N]\d{4}", line.code), line.where
        assert line.where.startswith(line.code[0]), line.where
        assert all([line.name, *line.names, *line.deeds]), line.where
        assert len(line.names) >= 5, line.where
        assert len(line.deeds) >= 2, line.where


def test_a_definition_is_one_short_sentence() -> None:
    for line in LINES:
        assert line.definition.endswith("."), line.where
        assert not re.search(r"[.!?]\s", line.definition), line.where
        assert len(re.findall(r"[^\s:;]+", line.definition)) <= 12, line.where


def test_each_name_is_said_of_a_man_and_of_a_woman() -> None:
    for line in LINES:
        for name in line.names:
            left, slash, right = name.partition("/")
            if slash:
                # "agent social/agente sociale" changes all its words, "agent/agente d'accueil" one.
                assert "/" not in right, f"{line.where} {name}"
                assert " " not in left or len(left.split()) == len(right.split()), (
                    f"{line.where} {name}"
                )
            elif re.search(r"(?:eur|ier|ien)$", name.split()[0]):
                assert name in HIS_ALONE, f"{line.where} {name}"


def test_a_name_belongs_to_one_family() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for line in LINES:
        said = Counter(form for name in line.names for form in _forms(name))
        assert not [form for form, times in said.items() if times > 1], line.where
        for form in said:
            owners[form].add(line.code)
    on_purpose = {form: codes for name, codes in SHARED.items() for form in _forms(name)}
    assert {form: codes for form, codes in owners.items() if len(codes) > 1} == on_purpose


def test_a_deed_belongs_to_one_family() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for line in LINES:
        for deed in line.deeds:
            owners[_plain(deed)].add(line.code)
    assert not {deed: codes for deed, codes in owners.items() if len(codes) > 1}


def test_the_product_reads_both_genders_as_they_are_written() -> None:
    """The reader of the product and these tests agree on what a slash means."""
    for line in LINES:
        for name in line.names:
            assert {_plain(form) for form in both(name)} == _forms(name), name


@pytest.mark.skipif(
    not OFFICIAL.is_file(), reason="no official ROME to compare with (set PASSPORT_TEST_DATA)"
)
def test_all_the_families_of_the_rome_are_there_and_no_other() -> None:
    with OFFICIAL.open(encoding="utf-8-sig") as file:
        official = {row["code_rome_parent"] for row in csv.DictReader(file)}
    ours = {line.code for line in LINES}
    assert ours - official == set()
    assert official - ours == set()
    assert len(ours) == 532


def test_without_the_official_file_the_families_are_still_counted() -> None:
    assert len({line.code for line in LINES}) == 532


@pytest.mark.parametrize(
    "sentence",
    [
        "mon assistante sociale m'a parlé de vous",
        "je suis suivie par une conseillère mission locale",
        "c'est ma conseillère France Travail qui m'envoie",
        "j'ai vu le médecin du travail",
        "ma mère a une auxiliaire de vie",
        "mon éducateur spécialisé m'aide",
        "mon mari est chauffeur routier",
        "j'aidais ma mère, elle est aide à domicile",
        "je cherche une nourrice pour mon fils",
        "un agent immobilier m'a trouvé un logement",
        "on avait un chef de rayon sympa",
        "le conducteur de bus m'a crié dessus",
        "mon oncle était patron de snack",
        "j'ai été placé en famille d'accueil",
        "j'ai utilisé une ponceuse et une perceuse",
        "j'ai travaillé en entrepôt",
        "j'ai travaillé dans un centre commercial",
        "près de la gare routière",
        "j'ai fait mon service militaire",
    ],
)
def test_the_trade_of_somebody_else_is_not_hers(sentence: str) -> None:
    assert trades.named(normal(sentence)) is None


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("j'étais femme de ménage chez des particuliers", "K1304"),
        ("j'ai fait auxiliaire de vie 3 ans", "K1302"),
        ("j'ai travaillé comme aide-soignante", "J1501"),
        ("j'ai été la nounou de deux enfants", "K1303"),
        ("en tant qu'agent de sécurité", "K2503"),
        ("j'ai eu un contrat de manœuvre", "F1704"),
        ("préparateur de commandes, 2 ans", "N1103"),
        ("je suis une coiffeuse", "D1202"),
        ("j'étais commerciale", "D1402"),
        ("routier, dix ans", "N4101"),
    ],
)
def test_her_own_trade_is_heard(sentence: str, code: str) -> None:
    found = trades.named(normal(sentence))
    assert found is not None
    assert found.code == code
