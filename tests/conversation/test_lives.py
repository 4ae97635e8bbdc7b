"""Two hundred simulated people talk to the end: what they said is kept, and nothing else."""

from collections import Counter

import pytest

from passport.conversation.engine.commands import Help, Resume, Skip, Stop, Turn, Unknown
from passport.conversation.engine.dialogue import replay
from passport.conversation.engine.flow import flows, question
from passport.conversation.engine.policy import Step, prompt
from passport.conversation.engine.values import Slot
from tests.conversation.lives.check import Scores, Subjects
from tests.conversation.lives.life import live
from tests.conversation.lives.play import NOW, Played, Told, play

LIVES = 210
MOST_QUESTIONS = 6

FLOORS = {
    # slot: (precision, recall) of what is written, a little under what was measured.
    "kind": (0.99, 0.99),
    "title": (0.98, 0.98),
    "place": (0.97, 0.97),
    "employer": (0.96, 0.93),
    "duration": (0.98, 0.98),
    "start": (0.98, 0.98),
    "end": (0.98, 0.98),
    "ongoing": (0.96, 0.98),
    "tasks": (0.97, 0.95),
}

SUBJECT_FLOORS = {
    "language": (0.99, 0.99),
    "availability": (0.98, 0.98),
    "mobility": (0.98, 0.98),
    "certificate": (0.98, 0.98),
    "soft_skill": (0.97, 0.98),
    "project": (0.97, 0.98),
    "diagnosis": (0.98, 0.98),
    "potentials": (0.98, 0.97),
    "check_in": (0.98, 0.97),
}


@pytest.fixture(scope="module")
def lives() -> list[Played]:
    return [play(live(seed)) for seed in range(LIVES)]


def _told(lives: list[Played]) -> list[tuple[Played, Told]]:
    return [(played, told) for played in lives for told in played.told]


def test_lives_are_various_and_the_same_for_a_seed() -> None:
    people = [live(seed) for seed in range(LIVES)]
    assert people == [live(seed) for seed in range(LIVES)]
    kinds = Counter(told.kind for person in people for told in person.experiences)
    assert (
        min(kinds[kind] for kind in ("paid", "family", "volunteering", "informal", "internship"))
        >= 10
    )
    assert {person.spelling for person in people} == {0, 1, 2, 3}
    assert {len(person.experiences) for person in people} == {1, 2, 3}
    assert max(person.age for person in people) > 60 > 20 > min(person.age for person in people)
    assert len({told.title for person in people for told in person.experiences}) > 30
    assert len({told.place for person in people for told in person.experiences}) > 60


def test_a_conversation_is_played_the_same_again(lives: list[Played]) -> None:
    for played in lives[:10]:
        assert play(played.life).log == played.log


def test_every_conversation_ends(lives: list[Played]) -> None:
    assert [played.life.seed for played in lives if not played.finished] == []
    assert all(told.saved is not None for _, told in _told(lives))


def test_every_value_has_its_source_in_a_turn_of_hers(lives: list[Played]) -> None:
    """Against the player's own record of what was said, not against the log of the engine."""
    values = 0
    for played, told in _told(lives):
        assert told.saved is not None
        for held in told.saved.values.values():
            for value in held:
                values += 1
                source = value.source
                spoken = told.said[source.turn]
                text = spoken.text if spoken.chip is None else played.log[source.turn].text
                assert text[source.start : source.end] == value.said, played.life.seed
                assert value.said.strip()
    assert values > 1_000


def test_no_more_than_six_questions_an_experience(lives: list[Played]) -> None:
    """A question left as it was by a halt or a word of help is one question.

    Only the name of an experience is asked beyond, with a way out: there is no card without it.
    """
    most = 0
    for played, told in _told(lives):
        asked = [
            key
            for number, key in _asked(played, told)
            if key != "experience.title" or not told.shown[number].buttons
        ]
        assert len(asked) <= MOST_QUESTIONS, (played.life.seed, asked)
        most = max(most, len(asked))
    assert most == MOST_QUESTIONS


def _asked(played: Played, told: Told) -> list[tuple[int, str]]:
    """The questions of an experience that she answered in some way, with the place of each."""
    return [
        (place, turn.asked)
        for place, turn in enumerate(played.log[number] for number in told.said)
        if turn.asked
        and turn.asked.startswith("experience.")
        and not (turn.commands and all(isinstance(c, Stop | Resume | Help) for c in turn.commands))
    ]


def test_a_refused_question_is_not_asked_again(lives: list[Played]) -> None:
    refusals = 0
    for played, told in _told(lives):
        refused: set[str] = set()
        for number in told.said:
            turn = played.log[number]
            assert turn.asked not in refused, (played.life.seed, turn.asked)
            if turn.asked and any(isinstance(done, Skip | Unknown) for done in turn.commands):
                refusals += 1
                refused.add(turn.asked)
    assert refusals > 30


def test_two_answers_not_understood_lead_to_buttons(lives: list[Played]) -> None:
    twice = 0
    for played in lives:
        for number in range(2, len(played.log) + 1):
            first, second = played.log[number - 2 : number]
            shown = prompt(replay(played.log[:number]))
            if first.commands or second.commands or shown.key is None:
                continue
            if not first.asked == second.asked == shown.key:
                continue
            twice += 1
            assert shown.buttons, (played.life.seed, number)
            assert shown.chips, (played.life.seed, number)
    assert twice


def test_three_answers_not_understood_move_on(lives: list[Played]) -> None:
    thrice = 0
    for played in lives:
        for number in range(3, len(played.log) + 1):
            last = played.log[number - 3 : number]
            asked = {turn.asked for turn in last}
            if any(turn.commands for turn in last) or len(asked) > 1 or not last[0].asked:
                continue
            shown = prompt(replay(played.log[:number]))
            # An experience needs a name: only that question and the first one stay.
            if last[0].asked not in ("experience.title", "greeting.start"):
                thrice += 1
                assert shown.key != last[0].asked, (played.life.seed, number)
    assert thrice


def test_stop_and_come_back_at_every_turn(lives: list[Played]) -> None:
    for played in lives[:40]:
        for cut in range(1, len(played.log) + 1):
            log = played.log[:cut]
            before = prompt(replay(log))
            if before.step in (Step.STOPPED, Step.SAVED):
                continue
            stop = Turn(cut, "stop", NOW, before.key, (Stop(),))
            assert prompt(replay([*log, stop])).step is Step.STOPPED
            back = Turn(cut + 1, "on reprend", NOW, "end.resume", (Resume(),))
            after = prompt(replay([*log, stop, back]))
            assert (after.step, after.key) == (before.step, before.key), (played.life.seed, cut)
            assert replay([*log, stop, back]).draft.values == replay(log).draft.values


def test_who_halts_gets_to_the_end(lives: list[Played]) -> None:
    halted = [
        played
        for played in lives
        if any(said.manner == "stop" for told in played.told for said in told.said.values())
    ]
    assert len(halted) > 20
    assert all(played.finished for played in halted)


def test_questions_are_those_of_slots_that_are_open(lives: list[Played]) -> None:
    for played in lives[:60]:
        for number, turn in enumerate(played.log):
            if turn.asked and turn.asked.startswith("experience."):
                asked, draft = question(turn.asked), replay(played.log[:number]).draft
                assert asked.slot is not None
                held = draft.first(Slot(asked.slot))
                assert held is None or (asked.uncoded and held.code is None)


def test_every_subject_is_reached_and_ends(lives: list[Played]) -> None:
    talked = [each for played in lives for each in played.talked]
    assert all(each.subject.reached for each in talked)
    assert all(each.saved is not None or each.left for each in talked)
    assert all(
        each.saved.flow == each.subject.topic.flow for each in talked if each.saved is not None
    )
    assert sum(each.left for each in talked) <= 0.1 * len(talked)
    assert {each.subject.topic.flow for each in talked} == set(SUBJECT_FLOORS)


def test_every_value_of_a_subject_has_its_source_in_a_turn_of_its_own(lives: list[Played]) -> None:
    values = 0
    for played in lives:
        for talked in played.talked:
            for held in talked.saved.values.values() if talked.saved else ():
                for value in held:
                    values += 1
                    source = value.source
                    spoken = talked.said[source.turn]
                    text = spoken.text if spoken.chip is None else played.log[source.turn].text
                    assert text[source.start : source.end] == value.said, played.life.seed
    assert values > 500


def test_a_subject_asks_no_more_than_it_says(lives: list[Played]) -> None:
    for played in lives:
        for talked in played.talked:
            flow = flows()[talked.subject.topic.flow]
            asked = [
                turn.asked
                for turn in (played.log[number] for number in talked.said)
                if turn.asked
                and turn.asked.startswith(f"{flow.name}.")
                and not (turn.commands and all(isinstance(c, Stop | Help) for c in turn.commands))
            ]
            assert len(asked) <= flow.max_questions, (played.life.seed, asked)
            assert flow.long or flow.max_questions <= MOST_QUESTIONS


def test_a_subject_asks_no_refused_question_again(lives: list[Played]) -> None:
    for played in lives:
        for talked in played.talked:
            refused: set[str] = set()
            for number in talked.said:
                turn = played.log[number]
                assert turn.asked not in refused, (played.life.seed, turn.asked)
                if turn.asked and any(isinstance(done, Skip | Unknown) for done in turn.commands):
                    refused.add(turn.asked)


@pytest.mark.parametrize("flow", sorted(SUBJECT_FLOORS))
def test_what_a_subject_writes_is_what_was_said(lives: list[Played], flow: str) -> None:
    scores = Subjects()
    for played in lives:
        scores.add(played)
    precision, recall = SUBJECT_FLOORS[flow]
    score = scores.flows[flow]
    assert score.right > 20
    assert score.precision >= precision, score.examples
    assert score.recall >= recall, score.examples


@pytest.mark.parametrize("slot", list(FLOORS))
def test_what_is_written_is_what_was_said(lives: list[Played], slot: str) -> None:
    """Floors against regressions; ``tests/bench/lives.py`` prints the table and the gaps."""
    scores = Scores()
    for played in lives:
        scores.add(played)
    precision, recall = FLOORS[slot]
    score = scores.slots[slot]
    assert score.right > 20
    assert score.precision >= precision, score.examples[:20]
    assert score.recall >= recall, score.examples[:20]
