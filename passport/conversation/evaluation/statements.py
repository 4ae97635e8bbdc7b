"""Statements against the savoir-être that they show.

One object a line: ``text`` and ``accept``, the codes that are right; an empty list where nothing
shows. Told from job titles by codes of six figures, or by the name of the file's first id.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from passport.conversation.engine.account import account
from passport.conversation.evaluation.scorer import Row, Scorer, rows
from passport.conversation.evaluation.table import Table, percent

_CODE = re.compile(r"\d{6}")


@dataclass(slots=True)
class Scores:
    """Hits among the first and the first three, and statements that show nothing left alone."""

    shown: int = 0
    first: int = 0
    three: int = 0
    nothing: int = 0
    left: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, row: Row) -> None:
        """Score one line."""
        codes = account(row["text"], row.get("question"), row.get("ref_date"))["soft_skills"]
        accept = set(row["accept"])
        if not accept:
            self.nothing += 1
            self.left += not codes
            right = not codes
        else:
            self.shown += 1
            self.first += bool(accept & set(codes[:1]))
            right = bool(accept & set(codes[:3]))
            self.three += right
        if not right:
            self.misses.append(f"{row.get('id', '?')} {row['text'][:90]!r}: {codes} not {accept}")


def measure(lines: Sequence[Row]) -> Scores:
    """The scores of examples already read."""
    scores = Scores()
    for row in lines:
        scores.add(row)
    return scores


def _score(path: Path) -> Table:
    scores = measure(list(rows(path)))
    return Table(
        f"{path.name}: {scores.shown + scores.nothing} statements",
        ("", "n", "@1 %", "@3 %"),
        [
            [
                "shows one",
                str(scores.shown),
                percent(scores.first, scores.shown),
                percent(scores.three, scores.shown),
            ],
            [
                "shows none",
                str(scores.nothing),
                percent(scores.left, scores.nothing),
                percent(scores.left, scores.nothing),
            ],
        ],
        ("for those that show none: the share where nothing was proposed",),
    )


def _recognises(path: Path, first: Row) -> bool:
    accept = first.get("accept")
    if not path.is_file() or "text" not in first or not isinstance(accept, list):
        return False
    if accept:
        return all(_CODE.fullmatch(str(code)) for code in accept)
    return "accept_parent" not in first


SCORER = Scorer("statements with savoir-être", _recognises, _score)
