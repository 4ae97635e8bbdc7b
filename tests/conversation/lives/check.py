"""What the passport holds against what is true and what was said."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from passport.conversation.engine.dialogue import Saved
from passport.conversation.engine.values import Slot, Value
from tests.conversation.lives.life import Experience
from tests.conversation.lives.life import Told as Time
from tests.conversation.lives.play import Played, Told
from tests.conversation.lives.said import Piece
from tests.conversation.lives.voice import bare, same

SCORED = ("kind", "title", "place", "employer", "duration", "start", "end", "ongoing", "tasks")
TOLD_BY: dict[str, tuple[str, ...]] = {
    "title": ("opening", "deed"),
    "place": ("place",),
    "employer": ("employer",),
    "duration": ("time",),
    "start": ("time",),
    "end": ("time",),
    "ongoing": ("time", "opening", "deed"),
    "tasks": ("deed", "opening"),
}
"""The facts whose words may say a slot."""

NEAR = 0.1
"""How far a duration may be from the true one."""


@dataclass
class Score:
    """Counts of one slot: held and right, held and wrong, said and not held."""

    right: int = 0
    wrong: int = 0
    missing: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of what is held, the share that is right."""
        held = self.right + self.wrong
        return self.right / held if held else 1.0

    @property
    def recall(self) -> float:
        """Of what was said, the share that is held and right."""
        said = self.right + self.missing
        return self.right / said if said else 1.0


@dataclass
class Scores:
    """Scores of each slot, and how many values of how many experiences."""

    slots: dict[str, Score] = field(default_factory=lambda: {slot: Score() for slot in SCORED})
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, played: Played, *, first: bool = False) -> None:
        """Count a life: what was written, or what the ``first`` card showed."""
        for told in played.told:
            saved = told.card if first else told.saved
            if saved is not None:
                self.counts["experiences"] += 1
                self._count(played, told, saved, lies_count=not first)

    def _count(self, played: Played, told: Told, saved: Saved, *, lies_count: bool) -> None:
        truth = played.life.experiences[told.number]
        pieces = {number: said.pieces for number, said in told.said.items()}
        for slot in SCORED:
            score, held = self.slots[slot], saved.values.get(Slot(slot), ())
            for value in held:
                self.counts["values"] += 1
                if right(slot, value, truth, pieces):
                    score.right += 1
                else:
                    score.wrong += 1
                    words = told.said[value.source.turn].text
                    score.examples.append(f"{value.text!r} for {_true(slot, truth)!r} in {words!r}")
            for missed in unsaid(slot, held, truth, told):
                score.missing += 1
                score.examples.append(f"nothing for {missed}")


@dataclass
class Subjects:
    """Scores of the other flows, one for each."""

    flows: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, played: Played) -> None:
        """Count the subjects of a life."""
        for talked in played.talked:
            topic = talked.subject.topic
            self.counts[topic.flow] += 1
            if talked.saved is None:
                continue
            score, told = self.flows[topic.flow], talked.subject.told
            for slot, values in talked.saved.values.items():
                for value in values:
                    # Her own sentence may stand beside the choice that it means.
                    beside = slot.removesuffix("_words")
                    if beside in told and _is(value, *told[beside]):
                        score.right += 1
                    else:
                        score.wrong += 1
                        score.examples.append(f"{slot}: {value.text!r} said {told.get(slot)}")
            for slot in told.keys() - talked.saved.values.keys():
                score.missing += 1
                score.examples.append(f"{slot}: nothing for {told[slot]}")


def _is(value: Value, true: str, words: str) -> bool:
    """Whether a value is the choice that is true, or else her own words."""
    return value.text == true or (same(value.text) != "" and same(value.text) in same(words))


def right(slot: str, value: Value, truth: Experience, pieces: dict[int, tuple[Piece, ...]]) -> bool:
    """Whether a value is what she said, and is true (or a lie that she did not take back)."""
    if slot == "kind":
        return value.text == truth.kind
    source = value.source
    touching = [
        piece for piece in pieces.get(source.turn, ())
        if piece.fact.rstrip("0123456789") in TOLD_BY[slot]
        and ((piece.start < source.end and source.start < piece.end) or piece.start == piece.end)
    ]  # fmt: skip
    if not touching:
        return False
    if any(not piece.true and _says(slot, value, piece.value) for piece in touching):
        return True
    return _agrees(slot, value, truth)


def _says(slot: str, value: Value, words: str) -> bool:
    if slot == "place":
        return same(value.text) == same(words)
    return slot == "duration" and f"{float(value.text):g}" in (
        words.split(maxsplit=1)[0],
        str(12 * int(words.split(maxsplit=1)[0]) if words[0].isdigit() else 0),
    )


def _agrees(slot: str, value: Value, truth: Experience) -> bool:
    match slot:
        case "title":
            return not truth.codes or value.code is None or value.code in truth.codes
        case "place":
            return bool(truth.place) and (
                same(value.text) in same(truth.place) or same(truth.place) in same(value.text)
            )
        case "employer":
            return bool(truth.employer) and (
                same(value.text) in same(truth.employer) or same(truth.employer) in same(value.text)
            )
        case "duration":
            return _near(float(value.text), truth)
        case "start" | "end":
            true = truth.start if slot == "start" else truth.end
            return bool(true) and value.text[: len(true)] == true[: len(value.text)]
        case "ongoing":
            return truth.ongoing == (value.text == "yes")
        case _:
            words = bare(value.text).lower()
            return any(bare(deed.key) in words for deed in truth.deeds) or _of_opening(words, truth)


def _near(months: float, truth: Experience) -> bool:
    if truth.told is Time.DURATION:
        return abs(months - truth.months) <= NEAR * truth.months + 0.01
    return abs(months - truth.months) <= max(12, NEAR * truth.months)


def _of_opening(words: str, truth: Experience) -> bool:
    """Whether a task is the activity itself, told by its verb: "garder mes petits frères"."""
    verbs = ("occup", "gard", "elev", "aid", "repar", "fair", "coiff")
    return not truth.codes and any(verb in words for verb in verbs)


def unsaid(slot: str, held: tuple[Value, ...], truth: Experience, told: Told) -> Iterator[str]:
    """What she said of a slot, truly, that the card does not hold."""
    said = {
        piece.fact: spoken.text[piece.start : piece.end]
        for spoken in told.said.values()
        for piece in spoken.pieces
        if piece.true
    }
    if slot == "tasks":
        for number, deed in enumerate(truth.deeds):
            words = said.get(f"deed{number}")
            if words and not any(bare(deed.key) in bare(value.text).lower() for value in held):
                yield f"{deed.verb!r} in {words!r}"
    elif not held:
        fact = _due(slot, truth, said)
        lying = any(
            piece.fact == fact and not piece.true
            for spoken in told.said.values()
            for piece in spoken.pieces
        )
        if fact is not None and not lying:
            yield f"{said[fact]!r}"


def _due(slot: str, truth: Experience, said: dict[str, str]) -> str | None:
    """The fact told that should have filled ``slot``, or nothing when it was not told."""
    kinds = [each for each in ("kind", truth.kind, "opening") if each in said]
    facts = {"place": "place", "employer": "employer", "title": "opening", "kind": (*kinds, "")[0]}
    is_due = {
        "place": bool(truth.place),
        "employer": bool(truth.employer),
        "duration": truth.told is Time.DURATION,
        "start": bool(truth.start),
        "end": bool(truth.end),
        "ongoing": truth.ongoing,
        "title": bool(truth.title),
        "kind": True,
    }
    fact = facts.get(slot, "time")
    return fact if fact in said and is_due[slot] else None


def _true(slot: str, truth: Experience) -> object:
    return {
        "kind": truth.kind, "title": truth.title, "place": truth.place, "employer": truth.employer,
        "duration": truth.months, "start": truth.start, "end": truth.end, "ongoing": truth.ongoing,
        "tasks": [deed.verb for deed in truth.deeds],
    }[slot]  # fmt: skip
