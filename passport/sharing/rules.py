"""Decisions about shares: how long, whether open, who is a machine, what counts as a look."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

TOKEN_BYTES = 16
"""128 bits, 22 characters in an address: a light QR that nobody can guess."""

MAX_RECIPIENT = 80
MAX_ACTIVE = 30
MAX_VIEWINGS = 1000
"""Looks kept for one share; a flood of visits cannot fill the disk."""

SAME_SECONDS = 30
"""The same share asked for again within this time is one share: a double tap, a form sent twice."""

RELOAD_SECONDS = 30
"""The same browser loading the page again within this time is the same look."""

KEPT_AFTER_END_DAYS = 365
"""An ended share and its log stay readable so long, then go."""


class Lifetime(StrEnum):
    """How long a share stays open."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


LASTS = {
    Lifetime.HOUR: timedelta(hours=1),
    Lifetime.DAY: timedelta(days=1),
    Lifetime.WEEK: timedelta(days=7),
    Lifetime.MONTH: timedelta(days=30),
}


class Status(StrEnum):
    """Where a share stands."""

    ACTIVE = "active"
    PAUSED = "paused"
    EXPIRED = "expired"
    CUT = "cut"


class Device(StrEnum):
    """What a page was opened on, as far as its browser says."""

    PHONE = "phone"
    TABLET = "tablet"
    COMPUTER = "computer"


class Reply(StrEnum):
    """What an employer answers."""

    MEET = "meet"
    LATER = "later"
    NOT_NOW = "not_now"


class Top(StrEnum):
    """What can be shown beside the items."""

    PROJECT = "project"
    MOBILITY = "mobility"
    AVAILABILITY = "availability"


@dataclass(frozen=True, slots=True)
class Times:
    """The moments that decide whether a share is open."""

    expires_at: datetime
    paused_at: datetime | None = None
    cut_at: datetime | None = None


def status(times: Times, now: datetime) -> Status:
    """Where a share stands at ``now``. A cut is for ever; its end is not part of its life."""
    if times.cut_at is not None:
        return Status.CUT
    if now >= times.expires_at:
        return Status.EXPIRED
    return Status.PAUSED if times.paused_at is not None else Status.ACTIVE


_TABLET = re.compile(r"ipad|tablet|android(?!.*mobile)", re.IGNORECASE)
_PHONE = re.compile(r"iphone|ipod|android|mobile|phone", re.IGNORECASE)

# Programs that fetch a link to draw a preview, to index it or to check it: nobody looked.
_MACHINE = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|facebookexternalhit|facebot|whatsapp|telegram|"
    r"skypeuri|slack|discord|linkedin|pinterest|embedly|vkshare|mastodon|signal|viber|"
    r"google-safety|safelinks|barracuda|proofpoint|mimecast|curl/|wget/|python-|go-http|"
    r"okhttp|java/|httpclient|headlesschrome/0|monitor|uptime",
    re.IGNORECASE,
)


def device_of(user_agent: str) -> Device:
    """The kind of device that a browser says it is on."""
    if _TABLET.search(user_agent):
        return Device.TABLET
    return Device.PHONE if _PHONE.search(user_agent) else Device.COMPUTER


def is_look(method: str, headers: dict[str, str]) -> bool:
    """Whether a request is somebody looking, and not a program preparing or checking a link.

    ``headers`` have names in lower case.
    """
    if method != "GET":
        return False
    purposes = (headers.get(name, "") for name in ("sec-purpose", "purpose", "x-moz", "x-purpose"))
    if any("prefetch" in purpose or "preview" in purpose for purpose in purposes):
        return False
    agent = headers.get("user-agent", "")
    return bool(agent) and not _MACHINE.search(agent)
