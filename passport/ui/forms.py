"""Forms and their fields.

Fields are uncontrolled: the browser keeps what is typed, even without network.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import reflex as rx

from passport.kernel.i18n import _
from passport.ui.basics import (
    Child,
    Handler,
    NativeForm,
    Text,
    address,
    classes,
    given,
    has,
)
from passport.ui.icons import icon as draw


@dataclass(frozen=True)
class Option:
    """One answer to choose: what is sent, what is shown, and a line that explains."""

    value: str
    label: str
    hint: str = ""


Options = Sequence[Option | tuple[str, str]] | rx.Var[Any]


def form(*children: Child, on_submit: Handler, action: Text, **props: Any) -> rx.Component:
    """A form answered by ``on_submit`` once the page is alive, and by ``action`` before that."""
    return rx.el.form(
        *children,
        on_submit=on_submit,
        action=address(action),
        method="post",
        no_validate=True,
        class_name=props.pop("class_name", "grid gap-5"),
        **props,
    )


def native_form(
    *children: Child, action: Text, files: bool = False, localise: bool = True, **props: Any
) -> rx.Component:
    """A form that the browser itself sends, for logout and, with ``files``, for uploads."""
    return NativeForm.create(
        *children,
        action=address(action, localise),
        method="post",
        class_name=props.pop("class_name", "grid gap-5"),
        **given(enc_type="multipart/form-data" if files else None),
        **props,
    )


def problem(error: Text, name: str) -> rx.Component:
    """The place where the error of a field is said, next to it."""
    said = rx.el.p(
        draw("error", class_name="mt-0.5"),
        rx.el.span(error),
        class_name="flex gap-2 text-small font-strong text-brick",
    )
    if isinstance(error, rx.Var):
        return rx.el.div(
            rx.cond(error != "", said), id=f"{name}-error", role="alert", class_name="empty:hidden"
        )
    return rx.el.div(*([said] if error else []), id=f"{name}-error", class_name="empty:hidden")


def _control(name: str, hint: Text, error: Text) -> dict[str, Any]:
    """Attributes of the control itself.

    Its id is given as an attribute: Reflex sends each form value once more under an id of its own.
    """
    return {"id": name, **described(name, hint, error)}


def described(name: str, hint: Text, error: Text) -> dict[str, Any]:
    """What a screen reader says after the label of a field."""
    told = [f"{name}-{part}" for part, words in (("hint", hint), ("error", error)) if has(words)]
    attrs: dict[str, Any] = {"aria-describedby": " ".join(told)} if told else {}
    if isinstance(error, rx.Var):
        attrs["aria-invalid"] = rx.cond(error != "", "true", "false")
    elif error:
        attrs["aria-invalid"] = "true"
    return attrs


def _labelled(
    control: Child, label: Text, name: str, hint: Text, error: Text, optional: bool
) -> rx.Component:
    return rx.el.div(
        rx.el.label(
            label,
            *(
                [" ", rx.el.span(_("(si vous voulez)"), class_name="font-normal text-ink-soft")]
                if optional
                else []
            ),
            html_for=name,
            class_name="font-strong",
        ),
        *(
            [rx.el.p(hint, id=f"{name}-hint", class_name="text-small text-ink-soft")]
            if has(hint)
            else []
        ),
        problem(error, name),
        control,
        class_name="grid gap-1.5",
    )


def field(
    label: Text,
    name: str,
    *,
    hint: Text = "",
    error: Text = "",
    value: Text = "",
    type: str = "text",
    optional: bool = False,
    **props: Any,
) -> rx.Component:
    """One line to fill in. Others: ``auto_complete``, ``input_mode``, ``max_length``…"""
    return _labelled(
        rx.el.input(
            name=name,
            type=type,
            class_name=classes("field-box", props.pop("class_name", "")),
            custom_attrs={**_control(name, hint, error), **props.pop("custom_attrs", {})},
            **given(default_value=value),
            **props,
        ),
        label,
        name,
        hint,
        error,
        optional,
    )


def text_area(
    label: Text,
    name: str,
    *,
    hint: Text = "",
    error: Text = "",
    value: Text = "",
    rows: int = 3,
    optional: bool = False,
    **props: Any,
) -> rx.Component:
    """Several lines to fill in; the box grows with the words where the browser can."""
    return _labelled(
        rx.el.textarea(
            name=name,
            rows=str(rows),
            class_name="field-box field-sizing-content max-h-96",
            custom_attrs={**_control(name, hint, error), **props.pop("custom_attrs", {})},
            **given(default_value=value),
            **props,
        ),
        label,
        name,
        hint,
        error,
        optional,
    )


def option_of(option: Option | tuple[str, str]) -> Option:
    """An option, also from a pair of value and label."""
    return option if isinstance(option, Option) else Option(*option)


def select(
    label: Text,
    name: str,
    options: Options,
    *,
    value: Text = "",
    empty: Text = "",
    hint: Text = "",
    error: Text = "",
    optional: bool = False,
    **props: Any,
) -> rx.Component:
    """A list that opens; for more than seven answers. ``empty`` is the line of no answer."""
    lines = (
        rx.foreach(options, lambda option: rx.el.option(option.label, value=option.value))
        if isinstance(options, rx.Var)
        else rx.fragment(
            *(rx.el.option(each.label, value=each.value) for each in map(option_of, options))
        )
    )
    return _labelled(
        rx.el.div(
            rx.el.select(
                *([rx.el.option(empty, value="")] if has(empty) else []),
                lines,
                name=name,
                class_name="field-box",
                custom_attrs={**_control(name, hint, error), **props.pop("custom_attrs", {})},
                **given(default_value=value),
                **props,
            ),
            draw(
                "open",
                class_name=(
                    "absolute end-4 top-1/2 -translate-y-1/2 pointer-events-none text-ink-soft"
                ),
            ),
            class_name="relative",
        ),
        label,
        name,
        hint,
        error,
        optional,
    )


def file_field(
    label: Text,
    name: str,
    *,
    accept: str = "image/*,application/pdf",
    hint: Text = "",
    error: Text = "",
    camera: bool = False,
    heaviest: tuple[int, str] | None = None,
    **props: Any,
) -> rx.Component:
    """A photo or a file, in a ``native_form(files=True)``; ``camera`` opens it straight away.

    ``heaviest`` is how many bytes it may have, and what is said of one that has more.
    """
    limit = {"data-heaviest": str(heaviest[0]), "data-too-heavy": heaviest[1]} if heaviest else {}
    return _labelled(
        rx.el.input(
            name=name,
            type="file",
            accept=accept,
            class_name=(
                "field-box cursor-pointer file:me-3 file:min-h-9 file:rounded-field file:border-0 "
                "file:bg-lake-soft file:px-4 file:font-bold file:text-lake"
            ),
            custom_attrs={
                **_control(name, hint, error),
                **({"capture": "environment"} if camera else {}),
                **limit,
            },
            **props,
        ),
        label,
        name,
        hint,
        error,
        False,
    )


def error_of(state: Any, name: str) -> rx.Var[Any]:
    """The error of field ``name`` that a ``PageState`` keeps, for ``field(error=…)``."""
    found: Any = rx.cond(state.error_field == name, state.error_text, "")
    return found
