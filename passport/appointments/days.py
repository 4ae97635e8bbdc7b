"""Days when places are closed, by territory."""

from datetime import date
from functools import lru_cache

import holidays


@lru_cache(maxsize=256)
def _year(subdivision: str | None, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("FR", subdiv=subdivision, years=year))


def closed_days(subdivision: str | None, first: date, last: date) -> frozenset[date]:
    """Public holidays of a subdivision of France in the years of ``first`` to ``last``."""
    return frozenset().union(
        *(_year(subdivision, year) for year in range(first.year, last.year + 1))
    )
