"""Dates in words, durations, order and evidence."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passport.record import rules
from passport.record.content import (
    Certificate,
    Experience,
    ExperienceKind,
    Language,
    LanguageLevel,
    Passport,
    Proof,
    ProofMark,
    Quote,
    SoftSkill,
)

TODAY = date(2026, 11, 23)
AT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("mars 2019", "2019-03"),
        ("Mars 2019", "2019-03"),
        ("en août 2020", "2020-08"),
        ("fév. 2021", "2021-02"),
        ("sept 2018", "2018-09"),
        ("environ 2015", "2015"),
        ("vers 2015 je crois", "2015"),
        ("2015", "2015"),
        ("03/2019", "2019-03"),
        ("2019-03", "2019-03"),
        ("2019-3", "2019-03"),
        ("12/03/2019", "2019-03-12"),
        ("1er mai 2022", "2022-05-01"),
        ("cette année", "2026"),
        ("l'année dernière", "2025"),
        ("il y a 3 ans", "2023"),
        ("March 2019", "2019-03"),
        ("last year", "2025"),
        ("مارس ٢٠١٩", "2019-03"),
        ("٢٠١٥", "2015"),
        ("أغسطس 2020", "2020-08"),
    ],
)
def test_dates_in_words(said: str, meant: str) -> None:
    assert rules.parse_date(said, today=TODAY) == meant


@pytest.mark.parametrize(
    "said",
    [
        "",
        "  ",
        "mars",
        "19",
        "hier",
        "13/2019",
        "31/02/2019",
        "2019 ou 2020",
        "1820",
        "9999",
        "5 2019",
    ],
)
def test_words_that_say_no_date(said: str) -> None:
    with pytest.raises(rules.DateNotUnderstood):
        rules.parse_date(said, today=TODAY)


def test_the_future_is_refused_unless_it_is_an_expiry() -> None:
    with pytest.raises(rules.DateInFuture):
        rules.parse_date("janvier 2027", today=TODAY)
    assert rules.parse_date("janvier 2027", today=TODAY, future=True) == "2027-01"


@given(st.text(max_size=80))
def test_any_text_is_a_date_or_a_kind_refusal(text: str) -> None:
    try:
        found = rules.parse_date(text, today=TODAY, future=True)
    except (rules.DateNotUnderstood, rules.DateInFuture):
        return
    assert rules.parse_date(found, today=TODAY, future=True) == found


@given(st.dates(min_value=date(1930, 1, 1), max_value=TODAY))
def test_what_is_kept_reads_back_the_same(day: date) -> None:
    for text in (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]):
        assert rules.parse_date(text, today=TODAY) == text


def test_order_of_dates_as_far_as_known() -> None:
    assert rules.in_order("2019", "2019-03")
    assert rules.in_order("2019-03", "2019")
    assert rules.in_order("", "2019")
    assert not rules.in_order("2020-01", "2019")


@pytest.mark.parametrize(
    ("started", "ended", "ongoing", "stated", "months"),
    [
        ("2019", "2022", False, None, 36),
        ("2019-03", "2019-03", False, None, 1),
        ("2019-03", "2020-02", False, None, 12),
        ("2026-10", "", True, None, 2),
        ("2019", "2022", False, 30, 30),
        ("", "2022", False, None, None),
        ("2019", "", False, None, None),
        ("2019", "2019", False, None, None),
    ],
)
def test_durations(
    started: str, ended: str, ongoing: bool, stated: int | None, months: int | None
) -> None:
    found = rules.duration_months(started, ended, ongoing=ongoing, stated=stated, today=TODAY)
    assert found == months


def _experience(number: int, started: str, ended: str = "", **more: object) -> Experience:
    values = {
        "id": UUID(int=number),
        "proof": ProofMark(),
        "created_at": AT,
        "kind": ExperienceKind.PAID,
        "title": f"t{number}",
        "trade_code": None,
        "employer": "",
        "place": "",
        "started": started,
        "ended": ended,
        "ongoing": False,
        "duration_months": None,
        "tasks": (),
        "quotes": (),
    }
    return Experience(**(values | more))  # type: ignore[arg-type]


def test_the_present_comes_first_then_the_latest() -> None:
    given_order = [
        _experience(1, "2010", "2012"),
        _experience(2, ""),
        _experience(3, "2015", ongoing=True),
        _experience(4, "2019-03", "2022"),
    ]
    assert [one.id.int for one in rules.in_time_order(given_order)] == [3, 4, 1, 2]


def test_the_last_day_of_a_certificate_still_counts() -> None:
    assert not rules.is_expired("2026-11-23", TODAY)
    assert rules.is_expired("2026-11-22", TODAY)
    assert not rules.is_expired("2026-11", TODAY)
    assert not rules.is_expired("2026", TODAY)
    assert rules.is_expired("2025", TODAY)
    assert not rules.is_expired("", TODAY)


def test_progress_counts_evidence() -> None:
    common = {"created_at": AT, "proof": ProofMark()}
    held = Passport(
        experiences=(
            _experience(1, "2019"),
            _experience(2, "2020", quotes=(Quote("je servais les clients"),)),
            _experience(3, "2021", proof=ProofMark(Proof.SEEN, "Paul M.")),
        ),
        soft_skills=(SoftSkill(UUID(int=4), **common, code="399999", situation=None),),  # type: ignore[arg-type]
        certificates=(
            Certificate(
                UUID(int=5),
                **common,  # type: ignore[arg-type]
                title="Permis B",
                issuer="",
                obtained="",
                expires="",
                media_type="image/jpeg",
                size=1,
                has_thumbnail=True,
            ),
        ),
        languages=(Language(UUID(int=6), **common, name="Arabe", level=LanguageLevel.NATIVE),),  # type: ignore[arg-type]
    )
    assert rules.progress(held) == rules.Progress(proven=3, total=5)
    assert rules.levels(held.items()) == {
        Proof.DECLARED: 5,
        Proof.SEEN: 1,
        Proof.GUARANTEED: 0,
    }
