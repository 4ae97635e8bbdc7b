"""What a text is understood to say, as plain data: for operators, tests and scores."""

import json
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from passport.conversation.engine.values import Slot
from passport.conversation.understanding import trades
from passport.conversation.understanding.acts import Act
from passport.conversation.understanding.found import Found
from passport.conversation.understanding.reading import read

ZONE = ZoneInfo("Europe/Paris")

_ACTS = {
    Act.CORRECT: "correct",
    Act.SKIP: "skip",
    Act.UNKNOWN: "skip",
    Act.STOP: "stop",
    Act.HELP: "help",
    Act.RESUME: "resume",
}


def account(
    text: str, question: str | None = None, ref_date: date | str | None = None
) -> dict[str, Any]:
    """What ``text`` says when ``question`` (a slot) is asked on ``ref_date`` (today).

    Values that were not said are null. ``spans`` gives, for each value, its first character and
    the one after its last.
    """
    today = (
        date.fromisoformat(ref_date)
        if isinstance(ref_date, str)
        else ref_date or datetime.now(ZONE).date()
    )
    asked = _ASKED.get(question or "", question)
    reading = read(text, asked=asked, today=today)
    found = {slot: reading.first(slot) for slot in Slot}
    kind, duration = found[Slot.KIND], found[Slot.DURATION]
    title = found[Slot.TITLE]
    codes = [match.trade.code for match in reading.trades]
    if title is not None and title.code and title.code not in codes:
        codes.insert(min(len(codes), 4), title.code)
    sure = trades.preselected(reading.trades)
    spans = {
        _FIELDS[slot]: [[item.start, item.end] for item in reading.all(slot)]
        for slot in Slot
        if slot in _FIELDS and found[slot] is not None
    }
    shown = reading.soft_skills
    if shown:
        spans["soft_skills"] = [[item.start, item.end] for item in shown]
    return {
        "kind": "none" if reading.act is Act.NOTHING_YET else kind.text if kind else None,
        "trades": codes[:10],
        "preselected": sure.trade.code if sure else None,
        "title": _text(title),
        "employer": _text(found[Slot.EMPLOYER]),
        "place": _text(found[Slot.PLACE]),
        "start": _text(found[Slot.START]),
        "end": _text(found[Slot.END]),
        "duration_m": float(duration.text) if duration else None,
        "ongoing": True if found[Slot.ONGOING] else None,
        "tasks": [item.text for item in reading.all(Slot.TASKS)],
        "soft_skills": [item.code for item in shown],
        "act": _ACTS.get(reading.act) if reading.act else None,
        "spans": spans,
    }


_ASKED = {slot.value: slot for slot in Slot} | {"duration_m": Slot.DURATION, "act": Slot.KIND}

_FIELDS = {
    Slot.KIND: "kind",
    Slot.TITLE: "title",
    Slot.EMPLOYER: "employer",
    Slot.PLACE: "place",
    Slot.START: "start",
    Slot.END: "end",
    Slot.DURATION: "duration_m",
    Slot.ONGOING: "ongoing",
    Slot.TASKS: "tasks",
}


def _text(item: Found | None) -> str | None:
    return item.text if item is not None else None


class Refused(ValueError):
    """A line that cannot be read; the message says why."""


LINE = (
    "kind", "trades", "preselected", "employer", "place", "start", "end", "duration_m", "ongoing",
    "tasks", "soft_skills", "act", "spans",
)  # fmt: skip
"""What the account of a line holds after its ``id``, in order."""


def account_of_line(line: str) -> dict[str, Any]:
    """The account of one JSON object: ``id``, ``text``, and optionally ``question``, ``ref_date``.

    Raises ``Refused`` when it is not such an object.
    """
    try:
        row = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise Refused(f"not JSON: {error}") from None
    if not isinstance(row, dict):
        raise Refused("not an object")
    if "id" not in row:
        raise Refused("no id")
    if not isinstance(row.get("text"), str):
        raise Refused("text is not a string")
    question, ref_date = row.get("question"), row.get("ref_date")
    if not (question is None or isinstance(question, str)):
        raise Refused("question is not a string")
    try:
        today = None if ref_date is None else date.fromisoformat(ref_date)
    except (TypeError, ValueError):
        raise Refused("ref_date is not a date (YYYY-MM-DD)") from None
    told = account(row["text"], question or None, today)
    told["spans"].pop("title", None)
    return {"id": row["id"], **{name: told[name] for name in LINE}}


def readable(text: str, question: str | None = None) -> str:
    """The account of ``text`` for people: what was understood, and the words that say it."""
    told = account(text, question)
    lines = []
    for name in ("title", *LINE):
        held = told[name]
        if name in ("spans", "trades") or held is None or held == []:
            continue
        shown = ", ".join(map(str, held)) if isinstance(held, list) else str(held)
        spans = told["spans"].get(name, [])
        words = " … ".join(" ".join(text[start:end].split()) for start, end in spans[:4])
        lines.append(f"{name:<12} {shown}" + (f"  « {words} »" if words else ""))
    if told["trades"]:
        lines.append(f"{'trades':<12} {', '.join(told['trades'])}")
    return "\n".join(lines) if lines else "Nothing that fills a passport."
