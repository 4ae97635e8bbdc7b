"""Several flows in one conversation: each by typing and by chips, interrupted, taken up again."""

from datetime import timedelta

import pytest

from passport.conversation.engine.commands import Confirm, Undo, from_json, to_json
from passport.conversation.engine.dialogue import replay
from passport.conversation.engine.flow import Flow, flows
from passport.conversation.engine.policy import Step, prompt
from passport.conversation.engine.situation import MOST_SUGGESTED, Situation, suggested
from tests.conversation.talk import Talk

SETTLED = Situation(experiences=2, soft_skills=1, followed=True, upcoming=1)


def test_a_language_by_chips_alone() -> None:
    talk = Talk().start("language").tap("ar").tap("native")
    assert talk.prompt.step is Step.CHECK
    assert talk.card() == {"language": "Arabe", "level": "native"}
    talk.say("oui")
    assert talk.prompt.step is Step.SAVED
    assert talk.dialogue.saved[-1].flow == "language"


def test_a_language_by_typing_in_one_sentence() -> None:
    talk = Talk(situation=SETTLED).say("je parle un peu anglais")
    assert talk.card() == {"language": "Anglais", "level": "little"}
    assert talk.prompt.step is Step.CHECK


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("du wolof", "Wolof"),
        ("je parle peul.", "Peul"),
        ("Arabe", "Arabe"),
        ("l'italien", "Italien"),
    ],
)
def test_a_language_that_is_not_among_the_chips(said: str, name: str) -> None:
    talk = Talk().start("language").say(said)
    assert talk.card()["language"] == name


def test_she_changes_the_subject_and_comes_back_to_what_waited() -> None:
    talk = Talk().say("j'étais maçon 4 ans")
    waiting, told = talk.prompt, talk.card()
    talk.say("ajouter une langue")
    assert talk.prompt.key == "language.language"
    assert [draft.flow for draft in talk.dialogue.waiting] == ["experience"]
    talk.tap("ar").tap("well").say("oui")
    assert talk.prompt.step is Step.SAVED
    assert talk.prompt.chips[0].key == "resume"
    talk.tap("resume")
    assert (talk.prompt.key, talk.card()) == (waiting.key, told)


def test_giving_up_what_interrupted_brings_back_what_waited() -> None:
    talk = Talk().say("j'étais maçon 4 ans")
    key = talk.prompt.key
    talk.start("language").tap("leave")
    assert talk.prompt.key == key
    assert talk.dialogue.left
    assert not talk.dialogue.waiting


def test_a_subject_that_waits_is_taken_up_and_not_begun_again() -> None:
    talk = Talk().start("language").tap("ar")
    talk.start("experience").start("language")
    assert talk.card() == {"language": "Arabe"}
    assert talk.prompt.key == "language.level"


def test_passing_what_a_card_cannot_do_without_gives_it_up() -> None:
    talk = Talk().start("language").say("je passe")
    assert talk.prompt.step is Step.GREET
    assert talk.dialogue.left


def test_the_menu_shows_all_subjects_and_words_still_tell() -> None:
    talk = Talk(situation=SETTLED).say("autre chose")
    assert talk.prompt.key == "greeting.menu"
    offered = {chip.flow for chip in talk.prompt.chips}
    assert offered <= set(flows())
    talk.say("j'étais maçon 4 ans à Gap")
    assert talk.card()["title"] == "Maçonnerie" or "title" in talk.card()


def test_telling_while_the_menu_is_open_leaves_what_waits_alone() -> None:
    talk = Talk(situation=SETTLED).start("language").tap("ar").say("autre chose")
    assert talk.prompt.key == "greeting.menu"
    talk.say("j'étais maçon 4 ans à Gap")
    assert talk.dialogue.draft.flow == "experience"
    assert [draft.text("language") for draft in talk.dialogue.waiting] == ["Arabe"]


def test_the_greeting_proposes_what_is_most_useful() -> None:
    assert suggested(Situation())[0] == "experience"
    assert len(suggested(SETTLED)) <= MOST_SUGGESTED
    shown = prompt(replay([]), SETTLED)
    assert shown.key == "greeting.back"
    assert len(shown.chips) <= MOST_SUGGESTED + 1
    assert shown.chips[-1].key == "menu"
    assert prompt(replay([]), Situation()).key == "greeting.start"


def test_after_five_minutes_the_end_is_kind() -> None:
    talk = Talk().say("j'ai travaillé 3 ans dans une boulangerie à Annecy, je servais les clients")
    talk.at += timedelta(minutes=6)
    talk.say("oui")
    assert talk.prompt.key == "end.enough"
    assert talk.prompt.chips[0].key == "stop"
    talk.say("oui")
    assert talk.prompt.step is Step.STOPPED
    talk.at += timedelta(hours=2)
    talk.say("on reprend").start("language").tap("ar").tap("well").say("oui")
    assert talk.prompt.key == "end.next"


def test_every_turn_of_the_open_card_can_be_taken_back() -> None:
    talk = Talk().start("language").tap("ar").tap("well")
    talk.do("Annuler", Undo(1))
    assert talk.card() == {"level": "well"}
    assert talk.prompt.key == "language.language"
    talk.do("Annuler", Undo(2))
    assert talk.card() == {}


def test_the_last_yes_can_be_taken_back_and_no_earlier_one() -> None:
    talk = Talk().start("language").tap("ar").tap("well").do("Oui", Confirm("1"))
    assert talk.dialogue.may_undo(3)
    assert not talk.dialogue.may_undo(1)
    talk.do("Annuler", Undo(3))
    assert talk.card() == {"language": "Arabe", "level": "well"}
    assert talk.prompt.step is Step.CHECK


def test_stopped_and_resumed_at_every_turn_it_is_the_same_card() -> None:
    straight, broken = Talk().start("language"), Talk().start("language")
    for key in ("en", "enough"):
        straight.tap(key)
        broken.say("stop")
        assert broken.prompt.step is Step.STOPPED
        broken.log[:] = [from_json(to_json(turn)) for turn in broken.log]
        broken.tap("resume").tap(key)
    assert broken.card() == straight.card()


def test_two_answers_not_understood_lead_to_buttons() -> None:
    talk = Talk().start("language").tap("ar").say("xx").say("yy")
    assert talk.prompt.key == "language.level"
    assert talk.prompt.buttons


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "x", "heard": ["("]},
        {"name": "x", "slots": {"a": {}}, "needs": [["b"]]},
        {"name": "x", "slots": {"a": {}}, "questions": {"q": {"slot": "b", "text": "?"}}},
        {"name": "x", "slots": {"a": {"words": "b"}}},
        {"name": "x", "max_questions": 9},
        {"name": "x", "ends": "nowhere"},
        {
            "name": "x",
            "questions": {
                "q": {"text": "?", "chips": [{"key": "a", "label": "A", "command": "x"}]}
            },
        },
    ],
)
def test_a_flow_that_is_not_right_is_refused_when_it_is_loaded(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        Flow.model_validate(wrong)
