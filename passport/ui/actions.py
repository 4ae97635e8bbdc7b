"""What is pressed: buttons and links. Each is at least 48 px high, the main ones 56."""

from typing import Any, Literal

import reflex as rx

from passport.ui.basics import (
    Child,
    Handler,
    Text,
    address,
    anchor,
    classes,
    closing,
    given,
    has,
    only_heard,
    opening,
)
from passport.ui.icons import icon as draw

Kind = Literal["primary", "secondary", "danger", "quiet"]

_BASE = (
    "inline-flex items-center justify-center gap-2.5 rounded-field border-2 px-5 py-3 font-bold "
    "text-center leading-tight cursor-pointer transition-colors "
    "disabled:opacity-60 disabled:cursor-default"
)
_KINDS: dict[str, str] = {
    "primary": "min-h-14 border-transparent bg-lake text-on-lake hover:bg-lake-deep",
    "secondary": "min-h-14 border-lake bg-transparent text-lake hover:bg-lake-soft",
    "danger": "min-h-14 border-brick bg-transparent text-brick hover:bg-brick-soft",
    "quiet": "min-h-12 border-transparent bg-transparent text-lake font-strong hover:bg-lake-soft",
}


def _face(kind: Kind, full: bool) -> str:
    return classes(_BASE, _KINDS[kind], "w-full" if full else "")


def _content(text: Text, icon: str, heard: Text) -> list[Child]:
    return [
        *([draw(icon)] if icon else []),
        rx.el.span(text, *([" ", only_heard(heard)] if has(heard) else [])),
    ]


def button(
    text: Text,
    on_click: Handler | None = None,
    *,
    kind: Kind = "primary",
    icon: str = "",
    full: bool = True,
    type: Literal["button", "submit"] = "button",
    name: str = "",
    value: Text = "",
    opens: str = "",
    closes: str = "",
    heard: Text = "",
    disabled: bool | rx.Var[bool] | None = None,
    **props: Any,
) -> rx.Component:
    """A button; ``opens``/``closes`` name a dialog, ``heard`` adds words for screen readers.

    With ``type="submit"`` and ``name``/``value`` it answers a form before the page is alive too.
    """
    attrs = {
        **(opening(opens) if opens else {}),
        **(closing(closes) if closes else {}),
        **props.pop("custom_attrs", {}),
    }
    return rx.el.button(
        *_content(text, icon, heard),
        type=type,
        class_name=classes(_face(kind, full), props.pop("class_name", "")),
        custom_attrs=attrs,
        **given(on_click=on_click, name=name, value=value, disabled=disabled),
        **props,
    )


def icon_button(
    name: str,
    label: Text,
    on_click: Handler | None = None,
    *,
    opens: str = "",
    closes: str = "",
    type: Literal["button", "submit"] = "button",
    **props: Any,
) -> rx.Component:
    """A button of 48 px that shows an icon and says ``label``."""
    attrs = {
        **(opening(opens) if opens else {}),
        **(closing(closes) if closes else {}),
        **props.pop("custom_attrs", {}),
    }
    return rx.el.button(
        draw(name),
        only_heard(label),
        type=type,
        title=label,
        class_name=classes(
            "grid place-items-center size-12 shrink-0 rounded-field border border-transparent "
            "text-ink-soft cursor-pointer hover:bg-lake-soft hover:text-lake",
            props.pop("class_name", ""),
        ),
        custom_attrs=attrs,
        **given(on_click=on_click),
        **props,
    )


def link_button(
    text: Text,
    to: Text,
    *,
    kind: Kind = "primary",
    icon: str = "",
    full: bool = True,
    reload: bool = False,
    localise: bool = True,
    heard: Text = "",
    **props: Any,
) -> rx.Component:
    """A link that looks like a button; ``reload`` for server-made pages and files."""
    return anchor(
        *_content(text, icon, heard),
        to=address(to, localise),
        reload=reload,
        class_name=classes(_face(kind, full), props.pop("class_name", "")),
        **props,
    )


def back_link(text: Text, to: Text) -> rx.Component:
    """The way back to the place that a page belongs to, above its title."""
    return rx.el.div(
        anchor(
            draw("back"),
            text,
            to=address(to),
            class_name="inline-flex items-center gap-2 min-h-12 pe-3 font-strong text-lake",
        ),
        class_name="order-first -mb-4",
    )


def link(
    text: Child,
    to: Text,
    *,
    reload: bool = False,
    localise: bool = True,
    heard: Text = "",
    **props: Any,
) -> rx.Component:
    """A link in the text; ``reload`` for server-made pages, files and other sites."""
    return anchor(
        text,
        *([" ", only_heard(heard)] if has(heard) else []),
        to=address(to, localise),
        reload=reload,
        class_name=classes(
            "text-lake font-strong underline underline-offset-4 decoration-1 hover:decoration-2",
            props.pop("class_name", ""),
        ),
        **props,
    )


def actions(*buttons: Child, side_by_side: bool = False) -> rx.Component:
    """Buttons under one another, or two in a row where they fit."""
    return rx.el.div(
        *buttons,
        class_name="flex flex-wrap gap-2.5 [&>*]:flex-1 [&>*]:basis-36"
        if side_by_side
        else "grid gap-2.5",
    )
