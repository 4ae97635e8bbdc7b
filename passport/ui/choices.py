"""What is chosen: cards to touch, boxes to tick, short answers beside free text."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from passport.kernel.i18n import _
from passport.ui import looks
from passport.ui.basics import Child, Handler, Text, alive, first, given, has
from passport.ui.forms import Option, Options, described, option_of, problem


def _pick(
    kind: str, name: str, option: Any, checked: Any, on_change: Handler | None
) -> rx.Component:
    static = isinstance(option, Option)
    hint = option.hint
    line = rx.el.span(hint, class_name="block text-small text-ink-soft")
    return rx.el.label(
        rx.el.input(
            type=kind,
            name=name,
            value=option.value,
            default_checked=checked,
            class_name="tick",
            **given(on_change=on_change),
        ),
        rx.el.span(
            rx.el.span(option.label, class_name="block font-strong leading-snug"),
            (line if hint else "") if static else rx.cond(hint != "", line),
            class_name="min-w-0 grow",
        ),
        class_name="pick",
    )


def _fieldset(
    legend: Text, name: str, hint: Text, error: Text, picks: Child, legend_hidden: bool
) -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(legend, class_name="sr-only" if legend_hidden else "mb-1.5 font-strong"),
        *(
            [rx.el.p(hint, id=f"{name}-hint", class_name="text-small text-ink-soft")]
            if has(hint)
            else []
        ),
        problem(error, name),
        rx.el.div(picks, class_name="grid gap-2"),
        class_name="grid gap-1.5 min-w-0",
        custom_attrs={
            key: told
            for key, told in described(name, hint, error).items()
            if key == "aria-describedby"
        },
    )


def choice(
    legend: Text,
    name: str,
    options: Options,
    *,
    value: Text = "",
    hint: Text = "",
    error: Text = "",
    legend_hidden: bool = False,
) -> rx.Component:
    """One answer among a few, each a card that is easy to touch."""
    picks = (
        rx.foreach(
            options, lambda option: _pick("radio", name, option, option.value == value, None)
        )
        if isinstance(options, rx.Var)
        else rx.fragment(
            *(
                _pick("radio", name, each, each.value == value, None)
                for each in map(option_of, options)
            )
        )
    )
    return _fieldset(legend, name, hint, error, picks, legend_hidden)


def checkboxes(
    legend: Text,
    name: str,
    options: Options,
    *,
    values: Sequence[str] | rx.Var[Any] = (),
    hint: Text = "",
    error: Text = "",
    legend_hidden: bool = False,
    on_change: Any = None,
) -> rx.Component:
    """Several answers. ``on_change(value)`` is called with the value of the one touched.

    A Reflex form keeps one value for each name, so with several boxes give each its own name by
    ``checkbox``, or keep the choice with ``on_change``.
    """

    def pick(option: Any) -> rx.Component:
        checked = (
            values.contains(option.value) if isinstance(values, rx.Var) else option.value in values
        )
        return _pick(
            "checkbox", name, option, checked, on_change(option.value) if on_change else None
        )

    picks = (
        rx.foreach(options, pick)
        if isinstance(options, rx.Var)
        else rx.fragment(*(pick(each) for each in map(option_of, options)))
    )
    return _fieldset(legend, name, hint, error, picks, legend_hidden)


def checkbox(
    label: Text,
    name: str,
    *,
    value: Text = "yes",
    checked: bool | rx.Var[bool] = False,
    hint: Text = "",
    on_change: Handler | None = None,
) -> rx.Component:
    """One thing to tick, with its line that explains."""
    line = rx.el.span(hint, class_name="block text-small text-ink-soft")
    return rx.el.label(
        rx.el.input(
            type="checkbox",
            name=name,
            value=value,
            default_checked=checked,
            class_name="tick",
            **given(on_change=on_change),
        ),
        rx.el.span(
            rx.el.span(label, class_name="block font-strong leading-snug"),
            *([line] if has(hint) else []),
            class_name="min-w-0 grow",
        ),
        class_name="pick",
    )


def chip(
    text: Text,
    on_click: Handler | None = None,
    *,
    hint: Text = "",
    name: str = "",
    value: Text = "",
    pressed: bool | rx.Var[bool] | None = None,
    quiet: bool = False,
) -> rx.Component:
    """A short answer in one touch, which ``hint`` explains.

    With ``name`` it also answers its form before the page lives.
    """
    handled = alive(on_click) if name else on_click
    explained = rx.el.span(
        rx.el.span(text, class_name=looks.CHIP_TEXT),
        rx.el.span(hint, class_name=looks.CHIP_HINT),
    )
    short, long = (looks.chip(explained=each, quiet=quiet) for each in (False, True))
    return rx.el.button(
        rx.cond(hint != "", explained, text)
        if isinstance(hint, rx.Var)
        else (explained if hint else text),
        type="submit" if name else "button",
        class_name=rx.cond(hint != "", long, short)
        if isinstance(hint, rx.Var)
        else (long if hint else short),
        custom_attrs=given(
            **{
                "aria-pressed": rx.cond(pressed, "true", "false")
                if isinstance(pressed, rx.Var)
                else (None if pressed is None else str(pressed).lower())
            }
        ),
        **given(on_click=handled, name=name, value=value),
    )


def chips(
    options: Options,
    on_pick: Any = None,
    *,
    name: str = "",
    label: Text = "",
    chosen: rx.Var[str] | None = None,
    after: Child | None = None,
    explained: bool = False,
) -> rx.Component:
    """Short answers beside free text: ``on_pick(value)`` is called; ``after`` is a last one.

    ``explained`` shows the hint of each under it.
    """

    def one(option: Any) -> rx.Component:
        return chip(
            option.label,
            on_pick(option.value) if on_pick else None,
            hint=option.hint if explained else "",
            name=name,
            value=option.value,
            pressed=None if chosen is None else chosen == option.value,
        )

    return rx.el.div(
        rx.foreach(options, one)
        if isinstance(options, rx.Var)
        else rx.fragment(*(one(each) for each in map(option_of, options))),
        *([after] if after is not None else []),
        role="group",
        class_name=looks.CHIPS,
        custom_attrs=given(**{"aria-label": first(label, _("Réponses rapides"))}),
    )
