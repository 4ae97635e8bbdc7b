"""Job titles, activities and informal work against the ROME codes that people accept for them.

One object a line: ``text``, and ``accept`` (codes of ROME 4.0), ``accept_parent`` (the 532 parent
codes) or both; ``style`` groups the lines where it is there.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from passport.conversation.engine.account import account
from passport.conversation.evaluation.scorer import Row, Scorer, rows
from passport.conversation.evaluation.table import Table, percent
from passport.conversation.understanding import trades


@dataclass(slots=True)
class _Level:
    """Hits among the first, and of the preselected, at one level of the ROME."""

    rows: int = 0
    first: int = 0
    five: int = 0
    ten: int = 0
    chosen: int = 0
    chosen_right: int = 0

    def add(self, codes: Sequence[str], chosen: str | None, accept: set[str]) -> None:
        self.rows += 1
        self.first += bool(set(codes[:1]) & accept)
        self.five += bool(set(codes[:5]) & accept)
        self.ten += bool(set(codes[:10]) & accept)
        self.chosen += chosen is not None
        self.chosen_right += chosen in accept

    def cells(self) -> list[str]:
        return [
            percent(self.first, self.rows),
            percent(self.five, self.rows),
            percent(self.ten, self.rows),
            percent(self.chosen, self.rows),
            percent(self.chosen_right, self.chosen),
        ]


@dataclass(slots=True)
class _Group:
    exact: _Level = field(default_factory=_Level)
    parent: _Level = field(default_factory=_Level)


def _score(path: Path) -> Table:
    groups: dict[str, _Group] = {}
    for row in rows(path):
        told = account(row["text"], row.get("question"), row.get("ref_date"))
        codes, chosen = told["trades"], told["preselected"]
        parents = list(dict.fromkeys(trades.parent(code) for code in codes))
        for name in (str(row.get("style") or ""), "all"):
            group = groups.setdefault(name, _Group())
            if row.get("accept"):
                group.exact.add(codes, chosen, set(row["accept"]))
            if row.get("accept_parent"):
                group.parent.add(
                    parents, trades.parent(chosen) if chosen else None, set(row["accept_parent"])
                )
    named = [name for name in groups if name and name != "all"]
    lines = []
    for name in (*named, "all"):
        group = groups[name]
        if group.exact.rows and trades.exact():
            lines.append([name, "4.0", str(group.exact.rows), *group.exact.cells()])
        if group.parent.rows:
            lines.append([name, "parent", str(group.parent.rows), *group.parent.cells()])
    return Table(
        title=f"{path.name}: trades",
        columns=("", "codes", "n", "acc@1", "acc@5", "acc@10", "preselected", "right"),
        rows=lines,
        notes=(trades.source(),),
    )


def _recognises(path: Path, first: Row) -> bool:
    return path.is_file() and "text" in first and "accept_parent" in first


SCORER = Scorer("job titles", _recognises, _score)
