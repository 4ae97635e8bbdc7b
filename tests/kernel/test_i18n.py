"""Languages: addresses, directions, numbers and dates as people write them."""

from datetime import UTC, date, datetime

import pytest

from passport.kernel import i18n


@pytest.mark.parametrize(
    ("path", "code"),
    [("/", "fr"), ("/passeport", "fr"), ("/ar", "ar"), ("/en/passeport", "en"), ("/artisan", "fr")],
)
def test_the_address_says_the_language(path: str, code: str) -> None:
    assert i18n.locale_of(path) == code


def test_addresses_go_and_come_back() -> None:
    for code in i18n.LOCALES:
        for path in ("/", "/passeport"):
            assert i18n.unlocalised(i18n.localised(path, code)) == path


def test_arabic_goes_from_right_to_left() -> None:
    assert i18n.direction("ar") == "rtl"
    assert i18n.direction("fr") == "ltr"


def test_an_unknown_language_is_french() -> None:
    with i18n.use_locale("tlh"):
        assert i18n.locale() == "fr"


@pytest.mark.parametrize(
    ("months", "words"), [(0, "0 mois"), (1, "1 mois"), (12, "1 an"), (36, "3 ans")]
)
def test_durations(months: int, words: str) -> None:
    assert i18n.format_duration(months) == words


def test_moments_are_told_at_their_place() -> None:
    moment = datetime(2026, 3, 3, 13, 30, tzinfo=UTC)
    assert i18n.format_day_time(moment, "Europe/Paris") == "mardi 3 mars à 14 h 30"
    assert i18n.format_day_time(moment, "Indian/Reunion") == "mardi 3 mars à 17 h 30"
    assert i18n.format_month(2019, 3) == "mars 2019"
    assert i18n.format_day(date(2026, 3, 1), year=True) == "dimanche 1er mars 2026"


def test_french_marks_stay_with_their_words() -> None:
    assert i18n._("Vraiment ? Oui : « ici ».") == "Vraiment\u00a0? Oui\u00a0: «\u00a0ici\u00a0»."
    with i18n.use_locale("en"):
        assert "\u00a0" not in i18n._("Vraiment ?")
