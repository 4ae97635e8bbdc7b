"""Who receives: the référent, or the one who stands in while she is away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Replacement:
    """``replaced_by`` receives in place of ``caseworker`` from ``starts_at`` up to ``ends_at``."""

    caseworker: object
    replaced_by: object
    starts_at: datetime
    ends_at: datetime


def who_receives(caseworker: Key, at: datetime, replacements: Iterable[Replacement]) -> Key:
    """Who receives ``caseworker``'s people at ``at``.

    Follows stand-ins who are themselves away. When they go round in a circle nobody is free, so the
    référent keeps her own people.
    """
    current: object = caseworker
    active = {
        one.caseworker: one.replaced_by
        for one in sorted(replacements, key=lambda one: one.starts_at)
        if one.starts_at <= at < one.ends_at
    }
    seen = {current}
    while current in active:
        current = active[current]
        if current in seen:
            return caseworker
        seen.add(current)
    return current  # type: ignore[return-value]
