"""Several flows in one conversation: each by typing and by chips, interrupted, taken up again."""

from datetime import timedelta

import pytest

from passport.conversation.engine.asking import still_to_come
from passport.conversation.engine.commands import Confirm, Undo, from_json, to_json
from passport.conversation.engine.dialogue import replay
from passport.conversation.engine.flow import Flow, flows
from passport.conversation.engine.policy import Step, prompt
from passport.conversation.engine.situation import MOST_SUGGESTED, Situation, suggested
from passport.conversation.engine.values import Slot
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


@pytest.mark.parametrize(
    "text",
    [
        "c'est de la merde votre truc",
        "bonjour je voudrais faire mon passeport",
        "tu es vraiment nul comme robot",
        "alors comment ça marche ici",
    ],
)
def test_what_is_said_to_the_product_is_no_evidence(text: str) -> None:
    talk = Talk().say(text)
    assert talk.dialogue.draft.empty
    assert talk.prompt.step is Step.GREET
    told = Talk().say("j'ai travaillé 3 ans dans une boulangerie à Annecy, je servais les clients")
    said = told.dialogue.draft.values[Slot.WORDS]
    assert told.say(text).dialogue.draft.values[Slot.WORDS] == said


def test_thanks_are_no_yes() -> None:
    talk = Talk().say("j'ai travaillé 3 ans dans une boulangerie à Annecy, je servais les clients")
    assert talk.prompt.step is Step.CHECK
    for text in ("merci beaucoup", "super", "relis ce que j'ai dit"):
        talk.say(text)
        assert talk.prompt.step is Step.CHECK
        assert talk.dialogue.draft.failures == 0
    assert talk.say("oui merci").log[-1].commands == (Confirm(),)


@pytest.mark.parametrize("kind", ["family", "volunteering"])
def test_help_to_others_is_told_by_taps_alone(kind: str) -> None:
    talk = Talk().start("experience").tap(kind)
    assert talk.prompt.key == "experience.title"
    assert talk.tap("usual_0").dialogue.draft.nameable


def test_what_is_still_to_come_is_said_and_never_grows() -> None:
    for flow, first, answer in (("diagnosis", 10, "fine"), ("experience", 6, "skip")):
        talk, left = Talk().start(flow), []
        if flow == "experience":
            talk.tap("paid").say("ramassage de fruits")
            assert talk.prompt.key == "experience.trade"
        while talk.prompt.step is Step.ASK and len(left) < 20:
            key = talk.prompt.key or ""
            left.append(still_to_come(talk.dialogue.draft, key))
            talk.tap("none_of_these" if key == "experience.trade" else answer)
        assert left[0] <= first
        assert left == sorted(left, reverse=True)
        # An experience may be known well enough before.
        assert left[-1] == 1 or flow == "experience"


def test_a_name_without_a_code_is_asked_about_once() -> None:
    talk = Talk().start("experience").tap("paid").say("ramassage de fruits")
    assert talk.prompt.key == "experience.trade"
    assert 3 <= len([chip for chip in talk.prompt.chips if chip.own]) <= 5
    assert all(chip.hint for chip in talk.prompt.chips if chip.own)
    chosen = Talk(talk.log[:]).tap("trade_0")
    title = chosen.dialogue.draft.first("title")
    assert title is not None
    assert title.code == "A1401"
    kept = talk.tap("none_of_these")
    assert kept.card()["title"] == "Ramasser fruits"
    assert kept.prompt.key != "experience.trade"
    # What is sure is not asked about, nor what nothing is like.
    assert Talk().start("experience").say("j'étais cariste").prompt.key != "experience.trade"
    odd = Talk().start("experience").tap("paid").say("xylolologue")
    assert odd.card()["title"] == "Xylolologue"
    assert odd.prompt.key != "experience.trade"


def test_words_tell_in_front_of_numbers_to_call() -> None:
    talk = Talk().start("help")
    assert talk.prompt.step is Step.SHOW
    assert talk.say("merci beaucoup pour tout cela").prompt.step is Step.SHOW
    talk.say("j'ai travaillé 3 ans dans une boulangerie à Annecy")
    assert talk.dialogue.draft.flow == "experience"
    assert talk.card()["place"] == "Annecy"
    # What was only shown does not come back.
    assert talk.dialogue.waiting == ()


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


CARDS = sorted(
    name for name, flow in flows().items() if flow.about and flow.slots and flow.ends == "card"
)


@pytest.mark.parametrize("flow", CARDS)
def test_every_flow_ends_with_a_card_by_chips_alone(flow: str) -> None:
    talk = Talk().start(flow)
    asked = []
    while talk.prompt.step in (Step.ASK, Step.GREET):
        asked.append(talk.prompt.key)
        answers = [chip for chip in talk.prompt.chips if chip.value is not None and not chip.own]
        if answers:
            talk.tap(answers[0].key)
        elif asked[-1] == "experience.title":
            talk.say("plombier")
        else:
            talk.say("je passe" if flows()[flow].slots else "x")
        assert len(asked) <= flows()[flow].max_questions + 1, asked
    assert talk.prompt.step is Step.CHECK, talk.prompt
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("flow", CARDS)
def test_every_question_may_be_refused_or_the_subject_left(flow: str) -> None:
    talk = Talk(situation=SETTLED).start(flow)
    for _ in range(14):
        if talk.prompt.step is not Step.ASK:
            break
        if talk.prompt.key == "experience.title":
            talk.say("plombier")
        else:
            talk.say("je préfère ne pas répondre")
    assert talk.prompt.step in (Step.CHECK, Step.GREET)
    assert all(slot in ("title", "words") for slot in talk.dialogue.draft.values)


def test_a_situation_told_in_one_breath_is_asked_no_more_than_the_word() -> None:
    talk = Talk(situation=SETTLED).start("soft_skill")
    said = "un client criait, je suis resté calme et je l'ai écouté, à la fin il m'a dit merci"
    talk.say(said)
    assert talk.prompt.key == "soft_skill.guess"
    held = talk.dialogue.draft.values
    assert held["situation"][0].said == said
    assert "calme" in held["action"][0].said
    assert "merci" in held["result"][0].said
    labels = [chip.label for chip in talk.prompt.chips]
    assert "Garder son calme" in labels[:3]
    assert talk.prompt.chips[-1].key == "none_of_these"
    talk.tap("calm")
    assert talk.prompt.step is Step.CHECK
    talk.say("ça me ressemble")
    assert talk.prompt.step is Step.SAVED


def test_a_situation_in_pieces_is_asked_for_what_is_missing() -> None:
    talk = Talk(situation=SETTLED).say("je voudrais parler de mes qualités")
    assert talk.prompt.key != "soft_skill.situation" or talk.dialogue.draft.flow == "soft_skill"
    talk = Talk(situation=SETTLED).start("soft_skill").say("il y avait beaucoup de monde un samedi")
    assert talk.prompt.key == "soft_skill.action"
    talk.say("j'ai rangé et j'ai préparé les commandes à l'avance")
    assert talk.prompt.key == "soft_skill.result"
    talk.say("on a fini à l'heure")
    assert talk.prompt.key == "soft_skill.guess"


def test_none_of_the_proposed_words_opens_all_of_them() -> None:
    talk = Talk(situation=SETTLED).start("soft_skill").tap("angry").tap("calm").tap("thanks")
    assert talk.prompt.key == "soft_skill.guess"
    talk.tap("none_of_these")
    assert talk.prompt.key == "soft_skill.skill"
    assert len(talk.prompt.chips) >= 16
    talk.tap("rigour")
    assert talk.card()["skill"] == "300490"


def test_no_savoir_etre_without_a_word_chosen_by_her() -> None:
    talk = Talk(situation=SETTLED).start("soft_skill").tap("angry").tap("calm").tap("thanks")
    talk.tap("none_of_these").say("je passe")
    assert talk.prompt.step is Step.GREET
    assert talk.dialogue.left


@pytest.mark.parametrize(
    ("said", "card"),
    [
        ("j'ai le permis et j'ai une voiture", {"license": "b", "vehicle": "car"}),
        ("j'ai une voiture", {"vehicle": "car"}),
        ("ma mobilité", {}),
        ("je suis disponible tout de suite, le matin", {"start": "now", "hours": "morning"}),
        (
            "je voudrais travailler dans la cuisine",
            {"wish": "je voudrais travailler dans la cuisine"},
        ),
        ("j'ai un CAP cuisine", {"name": "CAP cuisine"}),
        ("je parle wolof", {"language": "Wolof"}),
        ("mes langues", {}),
    ],
)
def test_what_starts_a_subject_may_already_tell(said: str, card: dict[str, str]) -> None:
    talk = Talk(situation=SETTLED).say(said)
    assert talk.dialogue.draft.flow != "experience"
    assert talk.card() == card


@pytest.mark.parametrize(
    ("start", "said", "slot", "value"),
    [
        ("mobility", "non j'ai pas le permis", "license", "none"),
        ("mobility", "oui", "license", "b"),
        ("mobility", "je suis en auto-école", "license", "learning"),
        ("availability", "dès demain", "start", "now"),
        ("certificate", "C'est le CACES 3", "name", "CACES 3"),
        ("project", "vendeuse", "wish", "vendeuse"),
    ],
)
def test_answers_in_her_own_words(start: str, said: str, slot: str, value: str) -> None:
    assert Talk(situation=SETTLED).start(start).say(said).card()[slot] == value


@pytest.mark.parametrize(
    "said",
    [
        "j'ai travaillé dans une école, je parlais aux parents",
        "je prenais les rendez-vous au cabinet du docteur",
        "j'étais chauffeur, je conduisais un bus",
        "j'ai eu mon diplôme et après j'ai travaillé comme serveuse",
        "je faisais le ménage dans un hôtel, c'était un CDI",
    ],
)
def test_telling_an_experience_starts_no_other_subject(said: str) -> None:
    assert Talk(situation=SETTLED).say(said).dialogue.draft.flow == "experience"


def test_a_yes_answers_the_question_asked_and_no_other() -> None:
    talk = Talk().start("mobility").say("oui")
    assert talk.card() == {"license": "b"}
    talk = Talk().start("mobility").say("oui j'ai le permis mais pas de voiture")
    assert talk.card() == {"license": "b", "vehicle": "none"}
    talk = Talk().start("mobility").say("non et y a pas de bus chez moi")
    assert talk.card() == {"license": "none", "transit": "no"}
    assert Talk().start("availability").say("tout de suite").card() == {"start": "now"}


def test_a_life_beside_work_is_no_evidence_of_work() -> None:
    talk = Talk().say("j'ai postulé chez Ikea la semaine passée")
    assert talk.prompt.step is Step.GREET
    assert talk.dialogue.draft.failures == 1
    talk.say("j'ai travaillé trois ans dans une boulangerie à Annecy, je servais les clients")
    (said,) = talk.dialogue.draft.values[Slot.WORDS]
    assert said.text.startswith("j'ai travaillé")
