"""The special cases of the demonstration: people whose papers are not like everybody's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from passport.identity.provider import Kind

FILE = Path(__file__).parents[1] / "data" / "personas.yaml"


@dataclass(frozen=True, slots=True)
class Persona:
    """A fictitious person on the list."""

    key: str
    name: str
    sketch: str
    subject: str = ""
    """Whose name at the provider this one has, when several stand for one person."""
    claims: Mapping[str, Any] = field(default_factory=dict)
    token: Mapping[str, Any] = field(default_factory=dict)
    outcome: str = ""


@lru_cache(maxsize=2)
def personas_of(kind: Kind) -> tuple[Persona, ...]:
    """The special cases of people, or of professionals."""
    found = yaml.safe_load(FILE.read_text(encoding="utf-8"))[kind.value]
    return tuple(Persona(**one) for one in found)


def persona(kind: Kind, key: str) -> Persona | None:
    """The special case with this key."""
    return next((one for one in personas_of(kind) if one.key == key), None)
