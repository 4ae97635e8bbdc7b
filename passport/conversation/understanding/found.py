"""What an expert reports: a reading of some of her words."""

from dataclasses import dataclass

from passport.conversation.engine.values import SlotName


@dataclass(frozen=True, slots=True)
class Found:
    """``text`` is the normal form of a slot's value, said by the raw characters start to end."""

    slot: SlotName
    text: str
    start: int
    end: int
    confidence: float
    code: str | None = None

    @property
    def length(self) -> int:
        """How many characters say it."""
        return self.end - self.start
