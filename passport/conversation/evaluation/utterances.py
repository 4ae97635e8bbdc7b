"""Free answers against the slots that people read in them: precision, recall, F1, false fills.

One object a line: ``text``, ``question`` (the slot asked, or null), ``ref_date``, ``expected`` with
any of act (the kind), employer, place, start, end, duration_m, ongoing, tasks, intent. A text or
number may be a list, or have "|" or "~" between, where several are right. What is not expected must
not be filled.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from passport.conversation.engine.account import account
from passport.conversation.evaluation.scorer import Row, Scorer, rows
from passport.conversation.evaluation.table import Table, percent
from passport.conversation.understanding.normal import fold

TOLERANCE = 0.1
"""Share by which a duration may differ."""

SLOTS = ("kind", "employer", "place", "start", "end", "duration_m", "ongoing", "tasks")
KINDS = ("paid", "informal", "volunteering", "family", "internship")
ACTS = frozenset({"correct", "skip", "stop", "help", "resume"})
"""The acts that the account gives."""


@dataclass(slots=True)
class Count:
    """How many values were given, expected, and right."""

    right: int = 0
    given: int = 0
    expected: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where nothing is given nor expected."""
        total = self.given + self.expected
        return 2 * self.right / total if total else 1.0


@dataclass(slots=True)
class Scores:
    """The counts of each slot and act, and the turns that filled a slot with nothing said."""

    turns: int = 0
    false_fills: int = 0
    slots: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    misses: list[str] = field(default_factory=list)

    def add(self, row: Row) -> None:
        """Score one line."""
        told = account(row["text"], row.get("question"), row.get("ref_date"))
        want = row["expected"]
        gold = {"kind": want.get("act"), **{slot: want.get(slot) for slot in SLOTS[1:]}}
        if gold["kind"] == "none":
            gold["kind"] = None
            told = {**told, "kind": None if told["kind"] == "none" else told["kind"]}
        self.turns += 1
        false = [slot for slot in SLOTS[:-1] if told[slot] and not gold[slot]]
        self.false_fills += bool(false)
        wrong = [f"+{slot}={told[slot]}" for slot in false]
        for slot in SLOTS[:-1]:
            right = bool(told[slot] and gold[slot]) and same(slot, told[slot], gold[slot])
            self._count(slot, right, bool(told[slot]), bool(gold[slot]))
            if slot == "kind":
                for kind in KINDS:
                    here, wanted = told[slot] == kind, kind in str(gold[slot]).split("|")
                    self._count(f"  {kind}", here and wanted, here, wanted and (here or not right))
            if gold[slot] and not right:
                wrong.append(f"{slot}={told[slot]} not {gold[slot]}")
        wrong += self._tasks(told["tasks"], want.get("tasks"))
        wrong += self._act(told["act"], want.get("intent"))
        if wrong:
            self.misses.append(f"{row.get('id', '?')} {row['text'][:90]!r}: {'; '.join(wrong)}")

    def _count(self, slot: str, right: bool, given: bool, expected: bool) -> None:
        count = self.slots[slot]
        count.right += right
        count.given += given
        count.expected += expected

    def _tasks(self, told: Sequence[str], want: Sequence[str] | None) -> list[str]:
        given = {verb(task) for task in told}
        wanted = [{verb(each) for each in task.split("|")} for task in want or ()]
        right = sum(1 for each in wanted if each & given)
        extra = given - set().union(*wanted) if wanted else given
        count = self.slots["tasks"]
        count.right += right
        count.given += right + len(extra)
        count.expected += len(wanted)
        missed = [f"-{'|'.join(sorted(each))}" for each in wanted if not each & given]
        return [*missed, *(f"+{each}" for each in sorted(extra))]

    def _act(self, told: str | None, intent: str | None) -> list[str]:
        wanted = set((intent or "").split("|")) & (ACTS | {"unknown"})
        if wanted == {"unknown"}:
            return []
        right = told in wanted
        self._count("act", right, told is not None, bool(wanted))
        for each in sorted(ACTS):
            self._count(f"  {each}", right and told == each, told == each, each in wanted)
        return [] if right or (told is None and not wanted) else [f"act={told} not {intent}"]


def verb(task: str) -> str:
    """The verb of a task, folded: its first word, without a reflexive."""
    words = re.sub(r"^(?:se |s')", "", fold(task).strip()).split()
    return words[0] if words else ""


def same(slot: str, told: Any, want: Any) -> bool:
    """Whether a value is one of those expected."""
    accepted = want if isinstance(want, list) else re.split(r"[|~]", str(want))
    if slot == "duration_m":
        return any(abs(told - float(each)) <= TOLERANCE * float(each) + 0.05 for each in accepted)
    if slot in ("start", "end"):
        return any(_same_date(told, str(each)) for each in accepted)
    if slot in ("place", "employer"):
        return any(_same_name(str(told), str(each)) for each in accepted)
    return str(told).lower() in {str(each).lower() for each in accepted}


def _same_date(told: str, want: str) -> bool:
    """The same year and, where both give one, the same month."""
    return told[:4] == want[:4] and (len(told) < 7 or len(want) < 7 or told[:7] == want[:7])


def _same_name(told: str, want: str) -> bool:
    """One name whole inside the other, word by word: "Thonon" and "Thonon-les-Bains"."""
    one, other = (
        [word for word in re.findall(r"\w+", fold(name)) if word not in _LITTLE]
        for name in (told, want)
    )
    short, long = sorted((one, other), key=len)
    size = len(short)
    return bool(short) and any(long[at : at + size] == short for at in range(len(long) - size + 1))


_LITTLE = frozenset({"le", "la", "les", "l", "de", "du", "des", "d", "a", "au"})


def measure(lines: Sequence[Row]) -> Scores:
    """The scores of examples already read."""
    scores = Scores()
    for row in lines:
        scores.add(row)
    return scores


def _score(path: Path) -> Table:
    scores = measure(list(rows(path)))
    table: list[list[str]] = []
    names = ("kind", *(f"  {kind}" for kind in KINDS), *SLOTS[1:], "act")
    for name in (*names, *(f"  {act}" for act in sorted(ACTS))):
        count = scores.slots[name]
        table.append(
            [
                name,
                percent(count.right, count.given),
                percent(count.right, count.expected),
                f"{count.f1:.3f}",
                str(count.right),
                str(count.given),
                str(count.expected),
            ]
        )
    share = percent(scores.false_fills, scores.turns)
    return Table(
        f"{path.name}: {scores.turns} turns",
        ("slot", "P %", "R %", "F1", "right", "given", "expected"),
        table,
        (f"turns with a false fill: {scores.false_fills} ({share} %)",),
    )


def _recognises(path: Path, first: Row) -> bool:
    return path.is_file() and "text" in first and isinstance(first.get("expected"), Mapping)


SCORER = Scorer("free answers with slots", _recognises, _score)
