"""What is learnt from examples: wordings that no rule knows, and silence for who only tells."""

import json
import time
from datetime import date
from pathlib import Path

import pytest

from passport.conversation.engine.values import Slot
from passport.conversation.understanding import acts, care, wordings
from passport.conversation.understanding.normal import normal
from passport.conversation.understanding.reading import read
from passport.conversation.understanding.trades import meaning

HERE = Path(__file__).parent / "tuning"
DATA = Path(wordings.__file__).parent / "data"


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("franchement celle-là j'aimerais l'éviter", "skip"),
        ("rien à cocher pour moi, prenez la prochaine", "skip"),
        ("il faut que je raccroche, mes gamins m'attendent devant l'école", "stop"),
        ("la sieste des petits est finie, je dois vous abandonner", "stop"),
        ("donnez-moi une idée de ce que les gens écrivent", "help"),
        ("hop je suis revenue, on peut poursuivre", "resume"),
        ("il y a une bêtise dans ce que vous avez noté, j'étais à Melun", "correct"),
        ("faut barrer Nantes et noter Rezé", "correct"),
    ],
)
def test_wordings_that_no_rule_knows_are_heard(text: str, act: str) -> None:
    assert acts.ruled(normal(text)) is None, "a rule hears it: take another wording"
    assert acts.find(normal(text)) == act


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("la corde est prête, je veux rejoindre mon frère au ciel", "suicide"),
        ("mon mec m'a balancé par terre et roué de coups", "violence"),
        ("cette nuit encore on couche sur le trottoir avec les petites", "homeless"),
    ],
)
def test_distress_in_words_that_no_rule_knows_is_heard(text: str, needed: str) -> None:
    assert care.find(text) == needed


@pytest.mark.parametrize(
    "text",
    [
        "j'arrêtais la machine à midi et je repartais à 13h",
        "je passe la commande au fournisseur chaque lundi",
        "on me demandait d'expliquer les consignes aux stagiaires",
        "je reprenais la caisse après la pause de ma collègue",
        "un camion citerne, je livrais du fuel dans les fermes du Cantal",
        "du bambara",
        "Saint-Julien-en-Genevois",
    ],
)
def test_who_only_tells_does_nothing(text: str) -> None:
    assert acts.find(normal(text)) is None
    assert care.find(text) is None


def test_stories_and_bare_answers_do_nothing() -> None:
    rows = [
        json.loads(line)
        for name in ("utterances.jsonl", "utterances_more.jsonl")
        for line in (HERE / name).read_text(encoding="utf-8").splitlines()
    ]
    told = [row["text"] for row in rows if "intent" not in row["expected"]]
    assert len(told) > 400
    heard = [text for text in told if acts.find(normal(text)) in ("stop", "skip", "help", "resume")]
    assert len(heard) <= 0.01 * len(told), heard
    assert not [text for text in told if care.find(text)]


def test_a_rule_that_the_examples_contradict_is_not_believed() -> None:
    told = normal("pas cher payé mais les collègues étaient gentils")
    assert acts.ruled(told) == "correct"
    assert acts.find(told) is None


def test_an_answer_to_the_question_is_not_swallowed() -> None:
    told = read("à Bonneville je crois", asked=Slot.PLACE, today=date(2026, 11, 22))
    assert told.act is None
    assert [item.text for item in told.all(Slot.PLACE)] == ["Bonneville"]


@pytest.mark.parametrize(
    "text",
    ["je viens de la part de Pôle emploi", "je connais quelqu'un chez Carrefour"],
)
def test_whom_she_knows_is_no_employer(text: str) -> None:
    assert read(text, today=date(2026, 11, 22)).found == ()


def test_letters_stand_alone_without_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "of_query", lambda text: None)
    heard = wordings.hear("acts", normal("on arrête ici pour ce soir"))
    assert (heard.label, heard.meant) == ("stop", False)
    assert heard.likely > acts.LIKELY_BY_LETTERS
    assert acts.find(normal("j'ai été cariste deux ans à Lens")) is None


def test_the_meaning_of_a_plain_story_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(text: str) -> None:
        raise AssertionError(text)

    monkeypatch.setattr(meaning, "of_query", fail)
    text = "j'ai travaillé trois ans dans une boulangerie à Annecy, je servais les clients"
    assert acts.find(normal(text)) is None
    assert care.find(text) is None


def test_the_same_text_is_always_heard_the_same() -> None:
    words = normal("bon je vous abandonne, à une autre fois")
    assert wordings.hear("acts", words) == wordings.hear("acts", words)


def test_weights_are_small_and_learnt_for_what_is_asked() -> None:
    size = sum((DATA / f"{name}.npz").stat().st_size for name in ("acts", "care"))
    assert size < 1_000_000
    assert set(wordings.learnt("acts").labels[1:]) <= set(acts.Act)
    assert set(wordings.learnt("care").labels[1:]) == set(care.Care)
    assert wordings.learnt("acts").labels[0] == wordings.learnt("care").labels[0] == wordings.NONE


def test_examples_are_kept_once_and_apart_from_what_judges() -> None:
    judged = {
        json.loads(line)["text"].lower()
        for path in (HERE.parent / "held_out").glob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    for name in ("acts_voices", "acts_wide", "acts_people", "care_voices", "care_wide"):
        lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        texts = [json.loads(line)["text"].lower() for line in lines]
        assert len(texts) == len(set(texts))
        assert not judged & set(texts)


def test_letters_are_read_in_little_time() -> None:
    words = normal("j'ai travaillé trois ans dans une boulangerie à Annecy, je servais les clients")
    wordings.hear("acts", words, worth=2)
    begun = time.process_time()
    for _ in range(50):
        wordings.hear("acts", words, worth=2)
    # 0.4 ms here; generous, for machines that do other things.
    assert time.process_time() - begun < 50 * 0.005
