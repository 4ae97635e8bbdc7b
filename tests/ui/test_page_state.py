"""A page's state says what was done and turns errors into words."""

import pytest
import reflex as rx

from passport import ui
from passport.kernel.errors import Conflict, Invalid, NotFound


class TellingState(ui.PageState, rx.State):
    """A state as pages have them."""


@pytest.fixture
def state() -> TellingState:
    return TellingState(init_substates=False, _reflex_internal_init=True)


def test_a_toast_said_twice_is_two_toasts(state: TellingState) -> None:
    state._tell("Enlevé.", undo="7")
    first = state.toast_count
    state._tell("Enlevé.", undo="7")
    assert state.toast_count == first + 1
    assert (state.toast_text, state.toast_kind, state.toast_undo) == ("Enlevé.", "success", "7")
    state._clear()
    assert (state.toast_text, state.toast_undo) == ("", "")


async def test_what_was_not_understood_is_said_beside_its_field(state: TellingState) -> None:
    async with state._errors():
        raise Invalid("Écrivez par exemple {example}.", field="when", example="2015")
    assert (state.error_field, state.error_text) == ("when", "Écrivez par exemple 2015.")
    assert state.toast_text == ""
    async with state._errors():
        pass
    assert (state.error_field, state.error_text) == ("", "")


@pytest.mark.parametrize("error", [NotFound, Conflict, Invalid])
async def test_other_errors_are_said_in_a_toast(
    state: TellingState, error: type[Exception]
) -> None:
    async with state._errors():
        raise error("Ce créneau vient de partir.")
    assert (state.toast_text, state.toast_kind) == ("Ce créneau vient de partir.", "error")


async def test_a_field_that_the_page_does_not_have_is_said_in_a_toast(state: TellingState) -> None:
    async with state._errors(shown=("when",)):
        raise Invalid("Choisissez dans la liste.", field="q2")
    assert (state.error_field, state.toast_text) == ("", "Choisissez dans la liste.")


async def test_a_page_that_does_not_come_offers_a_way_on(state: TellingState) -> None:
    async with state._errors():
        raise ZeroDivisionError
    assert state.failed
    async with state._errors():
        assert state.failed
    assert not state.failed
    assert "data-reload" in str(ui.waiting(TellingState))


async def test_the_unexpected_gives_a_reference_and_no_detail(
    state: TellingState, capsys: pytest.CaptureFixture[str]
) -> None:
    async with state._errors():
        raise ZeroDivisionError("secret of the house")
    assert state.toast_kind == "error"
    assert "secret" not in state.toast_text
    reference = state.toast_text.rsplit(maxsplit=1)[-1]
    assert len(reference) == 8
