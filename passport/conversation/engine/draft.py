"""One thing while it is told: what is known of it, and what was asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from passport.conversation.engine.flow import EXPERIENCE, Flow, flows
from passport.conversation.engine.values import Slot, SlotName, Value

Values = Mapping[SlotName, tuple[Value, ...]]

MOST_ITEMS = 12
"""How many values a slot that holds several keeps."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a flow has gathered so far, by default an experience.

    ``settled`` slots were refused or are not known, and are not asked again. ``failures``
    counts the answers in a row that were not understood. ``started``: she chose to talk of it.
    """

    values: Values = field(default_factory=lambda: MappingProxyType({}))
    settled: frozenset[SlotName] = frozenset()
    asked: tuple[str, ...] = ()
    failures: int = 0
    enough: bool = False
    rejected: bool = False
    helped: bool = False
    first_turn: int = 0
    flow: str = EXPERIENCE
    started: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing was said yet."""
        return not self.values

    @property
    def idle(self) -> bool:
        """Whether it is the place where telling may begin, and nothing was told."""
        return self.flow == EXPERIENCE and self.empty

    @property
    def plan(self) -> Flow:
        """The flow that asks for it."""
        return flows()[self.flow]

    def first(self, slot: SlotName) -> Value | None:
        """The value of a slot, or the first of several."""
        held = self.values.get(slot, ())
        return held[0] if held else None

    def text(self, slot: SlotName) -> str:
        """The normal form of a slot's value, empty when there is none."""
        value = self.first(slot)
        return value.text if value else ""

    def known_lines(self) -> int:
        """How many lines of the card have something on them."""
        return sum(any(slot in self.values for slot in line) for line in self.plan.lines)

    @property
    def nameable(self) -> bool:
        """Whether there is enough for a card: for an experience, something to call it by."""
        return bool(self.values) and all(
            any(slot in self.values for slot in group) for group in self.plan.needs
        )

    def holds(self, slot: SlotName) -> bool:
        """Whether the flow has such a slot."""
        return slot in self.plan.slots

    def many(self, slot: SlotName) -> bool:
        """Whether a slot holds several values."""
        return self.holds(slot) and self.plan.slots[slot].many

    def with_values(self, slot: SlotName, values: Sequence[Value]) -> "Draft":
        """The draft with a slot's values replaced; none of them empties it."""
        others = {key: held for key, held in self.values.items() if key != slot}
        if values:
            others[slot] = tuple(values)[:MOST_ITEMS]
        return replace(self, values=MappingProxyType(others))

    def told(self, slot: SlotName, values: Sequence[Value]) -> "Draft":
        """The draft with a slot told, and what contradicts it gone."""
        draft = replace(self.with_values(slot, values), settled=self.settled - {slot})
        if slot == Slot.END:
            return draft.with_values(Slot.ONGOING, ())
        if slot == Slot.ONGOING and values and values[0].text == "yes":
            return draft.with_values(Slot.END, ())
        return draft
