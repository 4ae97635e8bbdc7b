"""Decisions about invitations, without input or output."""

from datetime import datetime, timedelta
from enum import StrEnum

LIFETIME = timedelta(days=14)
FORGOTTEN = timedelta(days=90)
"""How long the name of somebody who never came is kept."""

TRIES = 5
"""Wrong codes that one invitation stands before it needs a new sheet."""

PLACE = 6
SECRET = 6
"""A code is twelve digits: six that say which invitation, six that prove who holds it.

Digits, because every phone has a keypad for them and everybody reads them. An invitation stands
five wrong codes: one chance in 200,000 for whoever knows its place, which nobody is told.
"""


class Standing(StrEnum):
    """What has become of an invitation."""

    WAITING = "waiting"
    LOCKED = "locked"
    OVER = "over"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CANCELLED = "cancelled"


def standing(
    *,
    accepted: bool,
    declined: bool,
    cancelled: bool,
    tries: int,
    ends_at: datetime,
    now: datetime,
) -> Standing:
    """What an invitation's own columns say of it."""
    if accepted:
        return Standing.ACCEPTED
    if cancelled:
        return Standing.CANCELLED
    if declined:
        return Standing.DECLINED
    if now >= ends_at:
        return Standing.OVER
    return Standing.LOCKED if tries >= TRIES else Standing.WAITING


def digits_of(typed: str) -> str:
    """The digits of a code, whatever stands between them and in whatever script."""
    return "".join(str(int(one)) for one in typed if one.isdecimal())


def grouped(code: str) -> str:
    """``482 715 309 264``: groups that an eye can hold."""
    return " ".join(code[start : start + 3] for start in range(0, len(code), 3))


def initial(family_name: str) -> str:
    """``B.`` for a family name: enough for its bearer, little for who finds the sheet."""
    return f"{family_name[:1].upper()}." if family_name else ""
