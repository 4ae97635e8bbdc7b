"""What things stand on: sections, cards, rows, notices, empty places, figures."""

from typing import Any, Literal

import reflex as rx

from passport.kernel.i18n import _
from passport.ui.basics import Child, Text, address, anchor, classes, first, given, has, only_heard
from passport.ui.icons import icon as draw

Tone = Literal["info", "success", "warning", "error"]

_TONES: dict[str, tuple[str, str]] = {
    "info": ("info", "border-lake bg-lake-soft [&>svg]:text-lake"),
    "success": ("success", "border-leaf bg-leaf-soft [&>svg]:text-leaf"),
    "warning": ("warning", "border-sun-ink bg-sun-soft [&>svg]:text-sun-ink"),
    "error": ("error", "border-brick bg-brick-soft [&>svg]:text-brick"),
}


def tone_word(tone: str) -> str:
    """The word that goes with the icon and the colour of a notice."""
    return {
        "info": _("À savoir"),
        "success": _("C'est fait"),
        "warning": _("Attention"),
        "error": _("Ça n'a pas marché"),
    }[tone]


def section(
    title: Text, *children: Child, action: Child | None = None, **props: Any
) -> rx.Component:
    """A part of the page under its own title (h2), with at most one action at its end."""
    return rx.el.section(
        rx.el.div(
            rx.el.h2(title, class_name="text-section font-bold"),
            *([action] if action is not None else []),
            class_name="flex flex-wrap items-center justify-between gap-x-4 touch",
        ),
        *children,
        class_name=classes("grid gap-2.5", props.pop("class_name", "")),
        **props,
    )


def card(*children: Child, **props: Any) -> rx.Component:
    """A surface for one thing."""
    return rx.el.div(
        *children,
        class_name=classes(
            "grid gap-2.5 rounded-card border border-line bg-card px-4 py-3.5",
            props.pop("class_name", ""),
        ),
        **props,
    )


def lead(text: Text) -> rx.Component:
    """A calm sentence under a title."""
    return rx.el.p(text, class_name="text-small text-ink-soft max-w-[65ch]")


def rows(*lines: Child) -> rx.Component:
    """Labels and their values, in a card; made of ``row``."""
    return rx.el.dl(
        *lines,
        class_name="facts rounded-card border border-line bg-card px-4 divide-y divide-line",
    )


def row(label: Text, value: Child, action: Child | None = None) -> rx.Component:
    """One label and its value, in ``rows``."""
    return rx.el.div(
        rx.el.dt(label, class_name="text-small text-ink-soft"),
        rx.el.dd(value, class_name="font-strong min-w-0"),
        *([rx.el.dd(action, class_name="touch -my-1.5")] if action is not None else []),
        class_name="fact",
    )


def link_row(
    title: Text,
    to: Text,
    *,
    note: Text = "",
    icon: str = "",
    reload: bool = False,
    localise: bool = True,
) -> rx.Component:
    """A line that leads somewhere, in ``link_rows``."""
    return rx.el.li(
        anchor(
            *([draw(icon, class_name="text-lake")] if icon else []),
            rx.el.span(
                rx.el.span(title, class_name="block font-strong"),
                *(
                    [rx.el.span(note, class_name="block text-small text-ink-soft")]
                    if has(note)
                    else []
                ),
                class_name="grow min-w-0",
            ),
            draw("next", class_name="text-ink-soft"),
            to=address(to, localise),
            reload=reload,
            class_name="flex items-center gap-3 min-h-14 px-4 py-3 hover:bg-lake-soft",
        )
    )


def link_rows(*lines: Child) -> rx.Component:
    """A list of lines that lead somewhere."""
    return rx.el.ul(
        *lines,
        class_name="rounded-card border border-line bg-card divide-y divide-line overflow-hidden",
    )


def notice(
    *children: Child, tone: Tone = "info", title: Text = "", live: bool = False
) -> rx.Component:
    """Something to know, by icon, word and colour; ``live`` when it appears after a touch."""
    name, look = _TONES[tone]
    return rx.el.div(
        draw(name, class_name="mt-0.5"),
        rx.el.div(
            rx.el.p(first(title, tone_word(tone)), class_name="font-bold"),
            *(rx.el.p(child) if isinstance(child, (str, rx.Var)) else child for child in children),
            class_name="grid gap-1 min-w-0 grow",
        ),
        class_name=classes("flex gap-3 rounded-card border px-4 py-3.5", look),
        **given(role=("alert" if tone == "error" else "status") if live else None),
    )


def empty_state(text: Text, *, action: Child | None = None, icon: str = "sparkles") -> rx.Component:
    """Nothing here yet: one sentence, one action."""
    return rx.el.div(
        rx.el.span(
            draw(icon, class_name="size-8!"),
            class_name="grid place-items-center size-16 rounded-full bg-lake-soft text-lake",
        ),
        rx.el.p(text, class_name="max-w-[32ch] text-center"),
        *([rx.el.div(action, class_name="w-full")] if action is not None else []),
        class_name=(
            "grid justify-items-center gap-4 rounded-card border-[1.5px] border-dashed "
            "border-edge px-5 py-7"
        ),
    )


def progress(
    done: int | rx.Var[int],
    total: int | rx.Var[int],
    text: Text,
    *,
    action: Child | None = None,
) -> rx.Component:
    """How many proofs there are: ``text`` counts them in words, never in percents."""
    return card(
        rx.el.div(
            rx.el.p(text, class_name="font-strong"),
            *([action] if action is not None else []),
            class_name="flex flex-wrap items-center justify-between gap-x-4 -my-1 min-h-10 touch",
        ),
        rx.el.progress(
            value=done, max=total, class_name="count-bar", custom_attrs={"aria-label": text}
        ),
    )


def stat(value: Child, label: Text) -> rx.Component:
    """A figure and what it counts."""
    return rx.el.div(
        rx.el.p(value, class_name="text-title font-title tabular-nums"),
        rx.el.p(label, class_name="text-small text-ink-soft"),
        class_name="rounded-card border border-line bg-card px-4 py-3",
    )


def stats(*figures: Child) -> rx.Component:
    """Figures side by side where they fit."""
    return rx.el.div(
        *figures, class_name="grid gap-2.5 grid-cols-[repeat(auto-fit,minmax(8rem,1fr))]"
    )


def first_words() -> rx.Component:
    """Room for what the server writes into a page as it hands it out, shown until it is alive.

    In the browser the framework finds it there, and leaves it alone. What stands right behind it
    and comes ``late`` shows only where nothing was asked there.
    """
    found = "globalThis.document?.querySelector('[data-first-words]')?.innerHTML ?? ''"
    return rx.el.div(
        class_name="grid gap-5 empty:hidden",
        custom_attrs={
            "data-first-words": "true",
            "dangerouslySetInnerHTML": rx.Var(f"({{__html: {found}}})"),
        },
    )


def skeleton(lines: int = 3) -> rx.Component:
    """Grey bars while something comes; they show only when it takes more than 400 ms."""
    widths = ("w-11/12", "w-4/5", "w-2/3")
    return rx.el.div(
        only_heard(_("Un instant, ça arrive.")),
        *(
            rx.el.div(
                class_name=f"bone h-4 rounded-lg bg-line {widths[line % 3]}",
                custom_attrs={"aria-hidden": "true"},
            )
            for line in range(lines)
        ),
        class_name="late grid gap-3 rounded-card border border-line bg-card p-4",
    )


def more(title: Text, *children: Child) -> rx.Component:
    """Something for who wants to know more, closed at first."""
    return rx.el.details(
        rx.el.summary(
            draw("open", class_name="icon-opens transition-transform"),
            title,
            class_name=(
                "inline-flex items-center gap-2 min-h-12 font-strong text-lake rounded-field"
            ),
        ),
        rx.el.div(*children, class_name="grid gap-2.5 pb-2"),
    )
