"""Where she writes or speaks to the conversation."""

import reflex as rx

from passport import ui
from passport.conversation.service import LONGEST
from passport.conversation.state import TalkState

ANSWER = "/parler/dire"


def composer() -> rx.Component:
    """The field, with what was wrong with the last sending. Its counters are for ``/talk.js``."""
    return rx.el.div(
        _wrong(),
        _field(),
        id="composer",
        custom_attrs={
            "data-taken": TalkState.taken.to(str),
            "data-answered": TalkState.answered.to(str),
        },
    )


def _wrong() -> rx.Component:
    """Why what she wrote was not taken."""
    wrong = ui.error_of(TalkState, "text")
    return rx.el.div(
        rx.cond(
            wrong != "",
            rx.el.p(
                ui.icon("error", class_name="mt-0.5"),
                wrong,
                class_name="flex gap-2 pb-2 text-small font-strong text-brick",
            ),
        ),
        role="alert",
    )


def _field() -> rx.Component:
    return ui.composer(
        on_submit=TalkState.say,
        action=ANSWER,
        max_length=LONGEST,
        reset=False,
        hidden=(rx.el.input(type="hidden", name="turn", value=TalkState.turn, read_only=True),),
        status=ui.hearing("text-field"),
        microphone=ui.microphone("text-field"),
    )
