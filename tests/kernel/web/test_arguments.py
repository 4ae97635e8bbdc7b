from typing import Any, Literal

import pytest
from reflex_base.utils.form import FormData

from passport.kernel.errors import Invalid
from passport.kernel.web.arguments import MAX_ITEMS, MAX_TEXT, validated


class State:
    def count(self, n: int) -> None: ...

    def measure(self, size: float, unit: str = "cm") -> None: ...

    def choose(self, what: Literal["yes", "no"], ids: list[str]) -> None: ...

    def maybe(self, text: str | None = None) -> None: ...

    def send(self, form_data: dict[str, Any]) -> None: ...

    def send_many(self, form_data: FormData[str, str]) -> None: ...

    def nothing(self) -> None: ...

    def loose(self, thing) -> None: ...

    def greedy(self, **things: str) -> None: ...


def form(*entries):
    return {"form_data": {"__reflex_form_data__": [list(entry) for entry in entries]}}


@pytest.mark.parametrize(
    ("handler", "payload"),
    [
        (State.count, {"n": 3}),
        (State.measure, {"size": 3}),
        (State.measure, {"size": 3.5, "unit": "m"}),
        (State.choose, {"what": "yes", "ids": ["a", "b"]}),
        (State.maybe, {}),
        (State.maybe, {"text": None}),
        (State.nothing, {}),
    ],
)
def test_what_is_announced_passes(handler, payload):
    assert validated(handler, payload) == payload


@pytest.mark.parametrize(
    ("handler", "payload"),
    [
        (State.count, {"n": "3"}),
        (State.count, {"n": {"a": 1}}),
        (State.count, {"n": True}),
        (State.count, {"n": None}),
        (State.count, {"n": 3.5}),
        (State.count, {}),
        (State.count, {"n": 3, "more": 1}),
        (State.nothing, {"self": 1}),
        (State.choose, {"what": "perhaps", "ids": []}),
        (State.choose, {"what": "yes", "ids": [1]}),
        (State.maybe, {"text": "x" * (MAX_TEXT + 1)}),
        (State.choose, {"what": "yes", "ids": ["x"] * (MAX_ITEMS + 1)}),
        (State.send, {"form_data": {"a": {"b": {"c": {"d": {"e": {"f": {"g": 1}}}}}}}}),
        (State.send, {"form_data": ["a"]}),
        (State.send, {"form_data": {"__reflex_form_data__": [["a", {"b": 1}]]}}),
        (State.send, {"form_data": {"__reflex_form_data__": ["abc"]}}),
        (State.send, {"form_data": {"__reflex_form_data__": 3}}),
        (State.send, {"form_data": {"__reflex_form_data__": [], "more": 1}}),
    ],
)
def test_what_is_not_is_refused(handler, payload):
    with pytest.raises(Invalid):
        validated(handler, payload)


def test_a_form_becomes_what_its_handler_asks_for():
    entries = [("what", "a"), ("what", "b"), ("words", "été")]
    assert validated(State.send, form(*entries)) == {"form_data": {"what": "b", "words": "été"}}
    many = validated(State.send_many, form(*entries))["form_data"]
    assert many.getlist("what") == ["a", "b"]


@pytest.mark.parametrize("handler", [State.loose, State.greedy])
def test_a_handler_must_announce_its_arguments(handler):
    with pytest.raises(TypeError):
        validated(handler, {"thing": 1})
