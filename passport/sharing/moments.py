"""Moments as people say them: ``aujourd'hui à 10 h 42``, ``demain à 18 h``."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from passport.kernel.i18n import _, format_day_time, format_time

ZONE = "Europe/Paris"
"""The hour of metropolitan France, where every territory of the product is."""


def moment(at: datetime, zone: str, now: datetime | None = None) -> str:
    """``at`` at a place, near ``now`` when it is given: yesterday, today, tomorrow."""
    place = ZoneInfo(zone)
    # "10 h 42" stays on one line.
    hour = format_time(at, zone).replace(" ", "\u00a0")
    if now is not None:
        days = (at.astimezone(place).date() - now.astimezone(place).date()) / timedelta(days=1)
        if days == 0:
            return _("aujourd'hui à {time}", time=hour)
        if days == 1:
            return _("demain à {time}", time=hour)
        if days == -1:
            return _("hier à {time}", time=hour)
    return format_day_time(at, zone)
