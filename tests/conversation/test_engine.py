"""The engine: nothing without words, replay, undo, one question at a time."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passport.conversation.engine.commands import (
    AddItem,
    Confirm,
    SetSlot,
    Stop,
    Turn,
    Undo,
    from_json,
    to_json,
)
from passport.conversation.engine.dialogue import replay
from passport.conversation.engine.flow import FLOWS, Flow, flows
from passport.conversation.engine.policy import Step, prompt
from passport.conversation.engine.values import Method, Slot, Source, Unfounded, Value
from passport.conversation.flows.extract import extract_yaml
from tests.conversation.talk import NOW, Talk

SENTENCE = "j'ai travaillé 3 ans dans une boulangerie à Annecy, je servais les clients"


def _value(text: str, said: str, start: int = 0, turn: int = 0) -> Value:
    return Value(text, said, Source(turn, start, start + len(said)), Method.HEARD)


def test_no_words_no_value() -> None:
    with pytest.raises(Unfounded):
        Source(0, 4, 4)
    with pytest.raises(Unfounded):
        Value("Annecy", "", Source(0, 0, 6), Method.HEARD)
    with pytest.raises(Unfounded):
        Value("", "Annecy", Source(0, 0, 6), Method.HEARD)


def test_a_value_must_quote_its_turn() -> None:
    with pytest.raises(Unfounded):
        Turn(0, "à Gap", NOW, None, (SetSlot(Slot.PLACE, _value("Annecy", "Annecy")),))


def test_altered_words_are_refused_when_read_back() -> None:
    said = Turn(0, "Annecy", NOW, None, (SetSlot(Slot.PLACE, _value("Annecy", "Annecy")),))
    kept = to_json(said)
    assert from_json(json.loads(json.dumps(kept))) == said
    with pytest.raises(Unfounded):
        from_json(kept | {"text": "Lyon !"})


def test_the_first_sentence_of_the_main_job() -> None:
    talk = Talk().say(SENTENCE)
    assert talk.card() == {
        "kind": "paid",
        "title": "Vente en boulangerie",
        "place": "Annecy",
        "duration": "36",
        "tasks": ["servir les clients"],
    }
    assert talk.prompt.step is Step.CHECK
    assert talk.dialogue.draft.text(Slot.WORDS) == SENTENCE
    title = talk.dialogue.draft.first(Slot.TITLE)
    assert title is not None
    assert title.code == "D1106"


def test_a_correction_then_a_yes() -> None:
    talk = Talk().say(SENTENCE).say("non pas Annecy, Cluses")
    assert talk.card()["place"] == "Cluses"
    talk.say("oui")
    assert talk.prompt.step is Step.SAVED
    assert talk.dialogue.draft.empty
    assert len(talk.dialogue.saved) == 1


def test_resume_is_replay() -> None:
    talk = Talk().say("j'étais maçon").say("4 ans")
    for cut in range(len(talk.log) + 1):
        kept = [from_json(json.loads(json.dumps(to_json(turn)))) for turn in talk.log[:cut]]
        assert replay(kept) == replay(talk.log[:cut])
        assert prompt(replay(kept)) == prompt(replay(talk.log[:cut]))


def test_undo_takes_back_one_turn() -> None:
    talk = Talk().say(SENTENCE)
    before = talk.dialogue.draft.values
    talk.say("non pas Annecy, Cluses")
    talk.do("Annuler", Undo(1))
    assert talk.dialogue.draft.values == before
    talk.say("à Lyon")
    assert talk.card()["place"] == "Lyon"
    talk.do("Annuler", Undo(3))
    assert talk.dialogue.draft.values == before


def test_stop_and_come_back_at_every_turn() -> None:
    answers = ["j'étais maçon", "monter des murs", "à Gap", "4 ans"]
    straight = Talk()
    broken = Talk()
    for answer in answers:
        straight.say(answer)
        broken.say("on peut arrêter là ?")
        assert broken.prompt.step is Step.STOPPED
        broken.say("on reprend")
        broken.say(answer)
    assert broken.card() == straight.card()


def test_at_most_six_questions_and_never_twice_a_refused_one() -> None:
    talk = Talk().say("j'ai travaillé")
    asked = []
    while talk.prompt.step is Step.ASK:
        asked.append(talk.prompt.key)
        talk.say("plombier" if talk.prompt.key == "experience.title" else "je passe")
        assert len(asked) <= 6
    assert talk.prompt.step is Step.CHECK
    assert len(asked) == len(set(asked))


def test_two_failures_lead_to_buttons_and_a_third_moves_on() -> None:
    talk = Talk().say("ምግብ ቤት ውስጥ ሰርቻለሁ")  # a script that is kept and not read
    assert talk.prompt.key == "experience.kind"
    talk.say("xxxx").say("zzzz")
    assert talk.prompt.key == "experience.kind"
    assert talk.prompt.buttons
    talk.say("qqqq")
    assert talk.prompt.key != "experience.kind"


def test_words_in_another_script_are_kept_as_they_are_and_what_is_known_is_taken() -> None:
    words = "Я працювала кухаркою три роки"
    talk = Talk().say(words)
    assert talk.dialogue.draft.text(Slot.WORDS) == words
    assert talk.card() == {"kind": "paid", "title": "Cuisinier", "duration": "36"}


def test_never_worked_is_met_with_other_kinds() -> None:
    talk = Talk().say("j'ai jamais travaillé")
    assert talk.prompt.key == "greeting.nothing_yet"
    assert talk.dialogue.draft.empty


def test_help_does_not_count_as_a_failure() -> None:
    talk = Talk().say("j'étais maçon")
    key = talk.prompt.key
    talk.say("c'est quoi une tâche ?")
    assert (talk.prompt.key, talk.dialogue.draft.failures) == (key, 0)
    assert talk.dialogue.draft.helped


def test_a_wrong_flow_is_refused() -> None:
    with pytest.raises(ValueError):
        Flow.model_validate(
            {"name": "x", "questions": {"a": {"text": "?", "chips": [{"key": "a", "label": "A"}]}}}
        )
    with pytest.raises(ValueError):
        Flow.model_validate({"name": "x", "max_questions": 7})


def test_every_sentence_of_the_flows_is_extracted() -> None:
    found = set()
    for path in FLOWS.glob("*.yaml"):
        with path.open("rb") as file:
            found |= {text for _, _, text, _ in extract_yaml(file, {}, (), {})}
    shown = set()
    for flow in flows().values():
        shown |= set(flow.texts.values()) | {chip.label for chip in flow.answers}
        shown |= {each.label for each in flow.slots.values() if each.label}
        shown |= {flow.about} if flow.about else set()
        for asked in flow.questions.values():
            shown |= {asked.text, *asked.asks_for.values(), *(chip.label for chip in asked.chips)}
            shown |= {words for words in (asked.again, asked.none, asked.why) if words}
            shown |= {chip.hint for chip in asked.chips if chip.hint}
    assert found == shown


def test_sentences_are_short() -> None:
    for path in FLOWS.glob("*.yaml"):
        with path.open("rb") as file:
            for _, line, text, _ in [
                (n, line, t, c) for line, n, t, c in extract_yaml(file, {}, (), {})
            ]:
                for sentence in text.replace("?", ".").replace("!", ".").split("."):
                    assert len(sentence.split()) <= 14, f"{path.name}:{line} {sentence}"


_SAID = st.sampled_from(
    [
        SENTENCE,
        "oui",
        "non",
        "je passe",
        "stop",
        "on reprend",
        "j'étais maçon chez mon oncle à Gap",
        "5 ans",
        "je sais plus",
        "non pas 3 ans, 2 ans",
        "je garde mes enfants",
        "???",
        "مرحبا كيف الحال",
        "c'est quoi ?",
        "depuis 2019",
        "en 2010",
        "chez Lidl",
        "c'est tout",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_SAID | st.text(max_size=60), max_size=14))
def test_whatever_is_said_every_value_has_its_words(said: list[str]) -> None:
    talk = Talk()
    for text in said:
        talk.say(text)
    dialogue = talk.dialogue
    texts = {turn.number: turn.text for turn in talk.log}
    for values in [dialogue.draft.values, *(saved.values for saved in dialogue.saved)]:
        for held in values.values():
            for value in held:
                source = value.source
                assert texts[source.turn][source.start : source.end] == value.said
    if dialogue.draft.nameable and talk.prompt.step is Step.ASK:
        assert len(dialogue.draft.asked) < 6
    assert replay(talk.log) == dialogue


def test_confirm_keeps_the_values_and_opens_a_new_card() -> None:
    talk = Talk().say(SENTENCE).do("Oui", Confirm("42"))
    saved = talk.dialogue.saved[0]
    assert saved.written == "42"
    assert all(value.status == "confirmed" for held in saved.values.values() for value in held)


def test_a_slot_that_holds_one_is_not_overwritten_by_chance() -> None:
    talk = Talk().do("Annecy", SetSlot(Slot.PLACE, _value("Annecy", "Annecy")))
    talk.do("Gap", SetSlot(Slot.PLACE, _value("Gap", "Gap", turn=1)))
    assert talk.card()["place"] == "Annecy"
    talk.do("ranger", AddItem(Slot.TASKS, _value("ranger", "ranger", turn=2)))
    talk.do("Ranger", AddItem(Slot.TASKS, _value("Ranger", "Ranger", turn=3)))
    assert talk.card()["tasks"] == ["ranger"]


def test_stop_is_remembered() -> None:
    assert prompt(Talk().do("stop", Stop()).dialogue).step is Step.STOPPED


def test_a_log_of_the_first_release_replays_to_the_same_card() -> None:
    kept = json.loads((Path(__file__).parent / "logs" / "experience.json").read_text())
    talk = Talk([from_json(turn) for turn in kept["turns"]])
    assert talk.card() == kept["card"]
    assert (talk.prompt.step, talk.prompt.key) == (kept["step"], kept["next"])
    assert list(talk.dialogue.draft.asked) == kept["asked"]
    (saved,) = talk.dialogue.saved
    (was,) = kept["saved"]
    assert saved.written == was["key"]
    assert {slot: [v.text for v in held] for slot, held in saved.values.items()} == was["values"]
