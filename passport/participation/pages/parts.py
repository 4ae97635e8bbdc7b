"""What the views of the opinion screen share."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from passport import ui
from passport.kernel.i18n import _
from passport.participation.rules import Face
from passport.participation.state import Moment, OpinionState, Said

_MOUTHS = {
    Face.GOOD.value: "M8 14s1.5 2 4 2 4-2 4-2",
    Face.MIXED.value: "M8 15h8",
    Face.BAD.value: "M16 16s-1.5-2-4-2-4 2-4 2",
}


def face(value: rx.Var[str]) -> rx.Component:
    """One of the three faces."""
    return rx.el.svg(
        rx.el.circle(cx="12", cy="12", r="10"),
        rx.el.path(d="M9 9h.01"),
        rx.el.path(d="M15 9h.01"),
        rx.el.path(d=rx.match(value, *_MOUTHS.items(), _MOUTHS[Face.MIXED.value])),
        view_box="0 0 24 24",
        class_name="icon size-12! stroke-[1.75]!",
        custom_attrs={"aria-hidden": "true"},
    )


def heading(text: Any, *, level: int = 2) -> rx.Component:
    """A title in the words of the team, which are French in every language."""
    made = rx.el.h3 if level == 3 else rx.el.h2
    look = "text-section font-bold" if level == 3 else "text-title font-title tracking-[-.01em]"
    return made(text, class_name=f"{look} leading-tight text-pretty", lang="fr", dir="auto")


def back(text: str = "", on_click: Any = None) -> rx.Component:
    """The way back, at the top of a view."""
    return rx.el.div(
        ui.button(
            text or _("Retour"),
            OpinionState.home if on_click is None else on_click,
            kind="quiet",
            icon="back",
            full=False,
            class_name="-ms-5 [&_svg]:rtl:-scale-x-100",
        )
    )


def moments(steps: rx.Var[list[Moment]]) -> rx.Component:
    """What becomes of an answer, step by step."""
    return ui.timeline(
        rx.foreach(
            steps,
            lambda one: ui.timeline_item(
                rx.el.span(
                    one.title,
                    rx.cond(
                        one.done,
                        rx.fragment(
                            ui.icon("check", class_name="size-5! text-leaf stroke-[3]"),
                            ui.only_heard(" : ", _("c'est fait")),
                        ),
                    ),
                    class_name=rx.cond(one.late, "text-brick", "inline-flex items-center gap-1.5"),
                ),
                one.note,
                done=one.done,
            ),
        )
    )


def answers(lines: rx.Var[list[Said]], action: Any = None) -> rx.Component:
    """Questions and answers, one under the other; ``action(line)`` stands at the end of each."""
    return rx.el.dl(
        rx.foreach(
            lines,
            lambda one: rx.el.div(
                rx.el.dt(
                    one.question, class_name="text-small text-ink-soft", lang="fr", dir="auto"
                ),
                rx.el.dd(
                    one.answer,
                    class_name="font-strong whitespace-pre-line break-words",
                    dir="auto",
                ),
                *(
                    [rx.el.dd(action(one), class_name="col-start-2 row-start-1 row-span-2")]
                    if action is not None
                    else []
                ),
                class_name="grid grid-cols-[1fr_auto] items-center gap-x-3 gap-y-0.5 py-3",
            ),
        ),
        class_name="rounded-card border border-line bg-card px-4 divide-y divide-line",
    )


def bullets(title: str, lines: rx.Var[Sequence[str]], icon: str, colour: str) -> rx.Component:
    """A short list under its name, hidden when it is empty."""
    return rx.cond(
        lines.length() > 0,
        rx.el.div(
            rx.el.p(title, class_name="font-bold"),
            rx.el.ul(
                rx.foreach(
                    lines,
                    lambda line: rx.el.li(
                        ui.icon(icon, class_name=f"mt-0.5 {colour}"),
                        rx.el.span(line, lang="fr", dir="auto"),
                        class_name="flex gap-2.5",
                    ),
                ),
                class_name="grid gap-1.5",
            ),
            class_name="grid gap-1.5",
        ),
    )
