"""What a scorer of one format is, and how files of examples are read."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from passport.conversation.evaluation.table import Table

Row = Mapping[str, Any]


class Unreadable(Exception):
    """A file that cannot be scored; the message says which line and why."""


@dataclass(frozen=True, slots=True)
class Scorer:
    """One format: how a file of it is recognised by its first row, and how it is scored.

    ``recognises`` gets the path and the first object of the file (empty for a folder).
    """

    name: str
    recognises: Callable[[Path, Row], bool]
    score: Callable[[Path], Table]


def rows(path: Path) -> Iterator[Row]:
    """The objects of a JSON Lines file. Raises ``Unreadable`` with the line."""
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if not line.strip():
                    continue
                try:
                    row = json.loads(line)
                except json.JSONDecodeError as error:
                    raise Unreadable(f"{path}, line {number}: {error.msg}") from None
                if not isinstance(row, dict):
                    raise Unreadable(f"{path}, line {number}: not an object")
                yield row
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(f"{path}: {error}") from None


def peek(path: Path) -> Row:
    """The first object of a file; nothing for a folder. Raises ``Unreadable``."""
    if path.is_dir():
        return {}
    first = next(rows(path), None)
    if first is None:
        raise Unreadable(f"{path}: empty")
    return first
