"""Stages, good answers, figures that hide small groups, and receipts."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passport.participation import receipts, rules
from passport.participation.rules import (
    Ask,
    BadAnswers,
    Dates,
    Fault,
    Progress,
    QuestionKind,
    Stage,
    Step,
)

OPENS = datetime(2026, 11, 1, 8, tzinfo=UTC)
CLOSES = OPENS + timedelta(days=20)
DUE = date(2026, 12, 20)
RUNNING = Dates(OPENS, CLOSES, DUE)
READ = Dates(OPENS, CLOSES, DUE, read_at=CLOSES + timedelta(days=2))
ANSWERED = Dates(
    OPENS, CLOSES, DUE, CLOSES + timedelta(days=2), answered_at=CLOSES + timedelta(days=9)
)
ASKS = (
    Ask(1, QuestionKind.FACES),
    Ask(2, QuestionKind.CHOICE, ("Lundi", "Jeudi")),
    Ask(3, QuestionKind.TEXT),
)


@pytest.mark.parametrize(
    ("dates", "now", "expected"),
    [
        (RUNNING, OPENS - timedelta(seconds=1), Stage.PLANNED),
        (RUNNING, OPENS, Stage.RUNNING),
        (RUNNING, CLOSES - timedelta(seconds=1), Stage.RUNNING),
        (RUNNING, CLOSES, Stage.CLOSED),
        (READ, CLOSES + timedelta(days=3), Stage.READ),
        (ANSWERED, CLOSES + timedelta(days=30), Stage.ANSWERED),
    ],
)
def test_the_stage_follows_from_the_dates(dates: Dates, now: datetime, expected: Stage) -> None:
    assert rules.stage(dates, now) is expected


def test_a_promise_that_is_not_kept_is_said_late() -> None:
    steps = {state.step: state for state in rules.progress(READ, CLOSES + timedelta(days=60), UTC)}
    assert steps[Step.PROMISED].progress is Progress.LATE
    assert steps[Step.PROMISED].on == DUE
    assert steps[Step.READ].progress is Progress.DONE


def test_an_answer_given_late_is_an_answer() -> None:
    steps = {
        state.step: state for state in rules.progress(ANSWERED, CLOSES + timedelta(days=60), UTC)
    }
    assert {state.progress for state in steps.values()} == {Progress.DONE}
    assert steps[Step.ANSWERED].on == (CLOSES + timedelta(days=9)).date()


def test_passed_questions_are_left_out() -> None:
    given_ = {1: "good", 2: "", 3: "  bonjour\r\n\x07 à  tous "}
    assert rules.accept(ASKS, given_) == {1: "good", 3: "bonjour\nà tous"}


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ({}, Fault.EMPTY),
        ({1: "", 3: " \n\t"}, Fault.EMPTY),
        ({9: "good"}, Fault.UNKNOWN_QUESTION),
        ({-1: "good"}, Fault.UNKNOWN_QUESTION),
        ({1: "excellent"}, Fault.UNKNOWN_OPTION),
        ({2: "2"}, Fault.UNKNOWN_OPTION),
        ({2: "-1"}, Fault.UNKNOWN_OPTION),
        ({2: "Lundi"}, Fault.UNKNOWN_OPTION),
        ({2: "٠"}, Fault.UNKNOWN_OPTION),
        ({3: "a" * 1001}, Fault.TOO_LONG),
        ({3: "a" * 5_000_000}, Fault.TOO_LONG),
    ],
)
def test_answers_that_do_not_fit_are_refused(answers: dict[int, str], fault: Fault) -> None:
    with pytest.raises(BadAnswers) as caught:
        rules.accept(ASKS, answers)
    assert caught.value.fault is fault


@given(
    st.lists(
        st.dictionaries(st.sampled_from([1, 2, 3]), st.sampled_from(["good", "bad", "0", "1"])),
        max_size=12,
    )
)
def test_figures_never_show_fewer_than_the_threshold(ballots: list[dict[int, str]]) -> None:
    clean = [
        {
            position: value
            for position, value in ballot.items()
            if position == 3 or value in ASKS[position - 1].accepts()
        }
        for ballot in ballots
    ]
    for tally in rules.tally(ASKS, clean):
        truth = sum(tally.position in ballot for ballot in clean)
        if truth < rules.PUBLISHED_FROM:
            assert tally.answered == 0
            assert tally.counts == ()
        else:
            assert sum(count for _, count in tally.counts) == tally.answered == truth


def test_words_of_receipts_cannot_be_mistaken_for_one_another() -> None:
    assert len(receipts.WORDS) == 512
    assert len({receipts.plain(word) for word in receipts.WORDS}) == 512
    assert all(word.isalpha() and word.islower() for word in receipts.WORDS)


@pytest.mark.parametrize(
    "typed", ["Velo  ABEILLE, épi-oeuf", "vélo abeille epi œuf", "vélo\nabeille.épi/oeuf"]
)
def test_receipts_are_read_kindly(typed: str) -> None:
    assert receipts.read(typed) == "vélo abeille épi oeuf"


@pytest.mark.parametrize(
    ("typed", "unknown"),
    [
        ("", ()),
        ("vélo", ()),
        ("vélo vélo vélo vélo vélo", ()),
        ("vélo abeil épi oeuf", ("abeil",)),
        ("' OR 1=1 --", ()),
    ],
)
def test_what_cannot_be_a_receipt_is_told(typed: str, unknown: tuple[str, ...]) -> None:
    with pytest.raises(receipts.UnknownWords) as caught:
        receipts.read(typed)
    assert caught.value.words == unknown


@given(st.text(max_size=80))
def test_reading_any_text_gives_a_code_or_says_why(typed: str) -> None:
    with suppress(receipts.UnknownWords):
        assert len(receipts.read(typed).split()) == receipts.LENGTH


def test_drawn_receipts_read_back() -> None:
    for _ in range(50):
        code = receipts.draw()
        assert receipts.read(code.upper()) == code
