"""How long a share lasts, and what counts as somebody looking."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passport.sharing import rules
from passport.sharing.rules import Device, Status, Times

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_a_share_ends_at_its_hour() -> None:
    times = Times(NOW)
    assert rules.status(times, NOW - SECOND) is Status.ACTIVE
    assert rules.status(times, NOW) is Status.EXPIRED


moments = st.one_of(st.none(), st.datetimes(timezones=st.just(UTC)))


@given(st.datetimes(timezones=st.just(UTC)), moments, moments, st.datetimes(timezones=st.just(UTC)))
def test_only_what_is_not_cut_not_paused_and_not_over_is_open(
    expires: datetime, paused: datetime | None, cut: datetime | None, now: datetime
) -> None:
    stands = rules.status(Times(expires, paused, cut), now)
    assert (stands is Status.ACTIVE) == (cut is None and paused is None and now < expires)
    assert (stands is Status.CUT) == (cut is not None)


IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
)
ANDROID = (
    "Mozilla/5.0 (Linux; Android 13; SM-A145R) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/126.0.0.0 Mobile Safari/537.36"
)
TABLET = ANDROID.replace(" Mobile", "")
LAPTOP = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0"


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        (IPHONE, Device.PHONE),
        (ANDROID, Device.PHONE),
        (TABLET, Device.TABLET),
        (IPHONE.replace("iPhone;", "iPad;"), Device.TABLET),
        (LAPTOP, Device.COMPUTER),
        ("", Device.COMPUTER),
    ],
)
def test_the_kind_of_device(agent: str, device: Device) -> None:
    assert rules.device_of(agent) is device


@pytest.mark.parametrize("agent", [IPHONE, ANDROID, TABLET, LAPTOP])
def test_a_person_looks(agent: str) -> None:
    assert rules.is_look("GET", {"user-agent": agent})


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("HEAD", {"user-agent": IPHONE}),
        ("GET", {}),
        ("GET", {"user-agent": IPHONE, "sec-purpose": "prefetch;prerender"}),
        ("GET", {"user-agent": IPHONE, "purpose": "prefetch"}),
        ("GET", {"user-agent": IPHONE, "x-purpose": "preview"}),
        ("GET", {"user-agent": "WhatsApp/2.23.20.0"}),
        ("GET", {"user-agent": "facebookexternalhit/1.1"}),
        ("GET", {"user-agent": "TelegramBot (like TwitterBot)"}),
        ("GET", {"user-agent": "Slackbot-LinkExpanding 1.0"}),
        ("GET", {"user-agent": "Mozilla/5.0 (compatible; bingbot/2.0)"}),
        ("GET", {"user-agent": "curl/8.5.0"}),
        ("GET", {"user-agent": "python-httpx/0.27"}),
    ],
)
def test_a_machine_does_not(method: str, headers: dict[str, str]) -> None:
    assert not rules.is_look(method, headers)
