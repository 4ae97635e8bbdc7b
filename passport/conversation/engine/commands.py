"""What may happen at a turn. A turn is what the person said or touched, and its commands."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, get_args

from passport.conversation.engine.values import (
    Method,
    SlotName,
    Source,
    Status,
    Unfounded,
    Value,
    slot_named,
)


@dataclass(frozen=True, slots=True)
class SetSlot:
    """A slot that was empty takes a value."""

    slot: SlotName
    value: Value


@dataclass(frozen=True, slots=True)
class AddItem:
    """One more value for a slot that holds several."""

    slot: SlotName
    value: Value


@dataclass(frozen=True, slots=True)
class Correct:
    """A value takes the place of all that the slot held."""

    slot: SlotName
    value: Value


@dataclass(frozen=True, slots=True)
class Clear:
    """She emptied a slot."""

    slot: SlotName


@dataclass(frozen=True, slots=True)
class Skip:
    """She does not want to answer: the slot is not asked again. No slot: the question shown."""

    slot: SlotName | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """She does not know: as good as an answer."""

    slot: SlotName | None = None


@dataclass(frozen=True, slots=True)
class Enough:
    """She has said what she wants of this: show the card."""


@dataclass(frozen=True, slots=True)
class Stop:
    """She stops for today. Everything is kept."""


@dataclass(frozen=True, slots=True)
class Resume:
    """She comes back."""


@dataclass(frozen=True, slots=True)
class Help:
    """She asks what is meant."""


@dataclass(frozen=True, slots=True)
class Confirm:
    """Yes: the card says what she said. ``written`` is the key of what was written."""

    written: str | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """She says "ce n'est pas ça": nothing enters; she changes a line or says it again."""


@dataclass(frozen=True, slots=True)
class Another:
    """A new, empty card."""


@dataclass(frozen=True, slots=True)
class StartFlow:
    """She wants to talk of something: what she was telling waits, and comes back after."""

    flow: str


@dataclass(frozen=True, slots=True)
class Leave:
    """She gives up what is open. Nothing of it is written."""


@dataclass(frozen=True, slots=True)
class Menu:
    """She asks what else there is."""


@dataclass(frozen=True, slots=True)
class GoOn:
    """She wants to go on, though five minutes have passed."""


@dataclass(frozen=True, slots=True)
class Failed:
    """What she said yes to could not be done: ``why`` is the sentence that says it."""

    why: str


@dataclass(frozen=True, slots=True)
class AskAgain:
    """A slot is emptied, and asked again."""

    slot: SlotName


@dataclass(frozen=True, slots=True)
class NothingYet:
    """She says that she never worked: other kinds of experience are offered."""


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back the turn ``turn``, as if it had not been said."""

    turn: int


Command = (
    SetSlot
    | AddItem
    | Correct
    | Clear
    | Skip
    | Unknown
    | Enough
    | Stop
    | Resume
    | Help
    | Confirm
    | Reject
    | Another
    | StartFlow
    | Leave
    | Menu
    | GoOn
    | Failed
    | AskAgain
    | NothingYet
    | Undo
)

_COMMANDS: dict[str, type[Command]] = {command.__name__: command for command in get_args(Command)}

_OLD_NAMES = {("Confirm", "experience"): "written"}
"""Names that logs of earlier releases use."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing said or touched: her words, the question that was shown, and what it means.

    ``flow`` is what was talked of; earlier releases did not write it. Every value of ``commands``
    quotes ``text``; a turn that breaks this cannot be made.
    """

    number: int
    text: str
    at: datetime
    asked: str | None
    commands: tuple[Command, ...]
    flow: str = ""

    def __post_init__(self) -> None:
        """Check each value against the words it quotes."""
        for command in self.commands:
            value = getattr(command, "value", None)
            if value is None:
                continue
            source = value.source
            if source.turn != self.number or self.text[source.start : source.end] != value.said:
                raise Unfounded(f"turn {self.number} does not say {value.text!r}")


def to_json(turn: Turn) -> dict[str, Any]:
    """The turn as plain data, to be kept. Read back by :func:`from_json`."""
    return {
        "number": turn.number,
        "text": turn.text,
        "at": turn.at.isoformat(),
        "asked": turn.asked,
        "commands": [_command_json(command) for command in turn.commands],
        "flow": turn.flow,
    }


def from_json(data: Mapping[str, Any]) -> Turn:
    """The turn that :func:`to_json` wrote. Raises ``Unfounded`` when its words were altered."""
    return Turn(
        number=data["number"],
        text=data["text"],
        at=datetime.fromisoformat(data["at"]),
        asked=data["asked"],
        commands=tuple(_command(item) for item in data["commands"]),
        flow=data.get("flow", ""),
    )


def _command_json(command: Command) -> dict[str, Any]:
    data: dict[str, Any] = {"do": type(command).__name__}
    for field in fields(command):
        content = getattr(command, field.name)
        data[field.name] = _value_json(content) if isinstance(content, Value) else content
    return data


def _value_json(value: Value) -> dict[str, Any]:
    return {
        "text": value.text,
        "said": value.said,
        "source": [value.source.turn, value.source.start, value.source.end],
        "method": value.method,
        "confidence": value.confidence,
        "status": value.status,
        "code": value.code,
    }


def _command(data: Mapping[str, Any]) -> Command:
    content: dict[str, Any] = {
        _OLD_NAMES.get((data["do"], name), name): item
        for name, item in data.items()
        if name != "do"
    }
    if content.get("slot") is not None:
        content["slot"] = slot_named(content["slot"])
    if "value" in content:
        content["value"] = _value(content["value"])
    return _COMMANDS[data["do"]](**content)


def _value(data: Mapping[str, Any]) -> Value:
    return Value(
        text=data["text"],
        said=data["said"],
        source=Source(*data["source"]),
        method=Method(data["method"]),
        confidence=data["confidence"],
        status=Status(data["status"]),
        code=data["code"],
    )
