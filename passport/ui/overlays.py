"""What comes over the page. Native dialogs keep the focus, Escape closes them.

A dialog is opened by a button with ``opens=<id>``, before the page is alive too, or by a state:
``open`` is then a ``Var`` and ``on_close`` must set it back. ``/ui.js`` does it, without eval.
"""

from typing import Any

import reflex as rx

from passport.kernel.i18n import _
from passport.ui.actions import button, icon_button
from passport.ui.basics import (
    Child,
    Handler,
    NativeDialog,
    Text,
    classes,
    given,
    has,
    only_heard,
)
from passport.ui.icons import icon as draw
from passport.ui.surfaces import tone_word


def dialog(
    id: str,
    title: Text,
    *children: Child,
    open: rx.Var[bool] | None = None,
    on_close: Handler | None = None,
    **props: Any,
) -> rx.Component:
    """A question or a short task over the page, in the middle of the screen."""
    return NativeDialog.create(
        rx.el.div(
            rx.el.h2(title, id=f"{id}-title", class_name="text-section font-bold grow"),
            icon_button("close", _("Fermer"), closes=id, class_name="-me-3"),
            class_name="flex items-start gap-3 [&>h2]:pt-2.5",
        ),
        rx.el.div(*children, class_name="grid gap-3 pt-1"),
        id=id,
        class_name=classes("sheet", props.pop("class_name", "")),
        custom_attrs={
            "aria-labelledby": f"{id}-title",
            **({"data-open": rx.cond(open, "true", "false")} if open is not None else {}),
        },
        **given(on_close=on_close),
        **props,
    )


def bottom_sheet(
    id: str,
    title: Text,
    *children: Child,
    open: rx.Var[bool] | None = None,
    on_close: Handler | None = None,
) -> rx.Component:
    """A dialog that comes from the bottom on a phone, near the thumb."""
    return dialog(id, title, *children, open=open, on_close=on_close, class_name="sheet-bottom")


def qr_frame(source: Text, label: Text, *, caption: Text = "") -> rx.Component:
    """A code to show to a camera, always dark on white, and on the whole screen when asked.

    ``source`` is the address of an SVG that has its own quiet zone.
    """

    def picture(size: str) -> rx.Component:
        return rx.el.img(
            src=source,
            alt=label,
            class_name=f"h-auto {size}",
            # Not as properties, which Reflex would write as a style.
            custom_attrs={"width": "288", "height": "288"},
        )

    return rx.el.div(
        rx.el.figure(
            picture("w-full max-w-72"),
            *(
                [rx.el.figcaption(caption, class_name="text-small text-[#4A5468] text-center")]
                if has(caption)
                else []
            ),
            class_name=(
                "grid justify-items-center gap-3 rounded-frame border border-line bg-white p-2"
            ),
        ),
        button(_("Voir en grand"), kind="quiet", icon="show", opens="whole-code"),
        dialog("whole-code", label, picture("whole-code"), class_name="sheet-whole"),
        class_name="grid gap-1",
    )


_LOOKS = {
    "info": "border-lake [&>svg]:text-lake",
    "success": "border-leaf [&>svg]:text-leaf",
    "warning": "border-sun-ink [&>svg]:text-sun-ink",
    "error": "border-brick [&>svg]:text-brick",
}


def _toast(text: Text, tone: str, *, passing: bool, undo: Child | None = None) -> rx.Component:
    return rx.el.div(
        draw(tone),
        rx.el.p(
            only_heard(tone_word(tone), " : "),
            text,
            class_name="grow basis-24 min-w-0 py-1.5 font-strong leading-snug",
        ),
        *([undo] if undo is not None else []),
        icon_button("close", _("Fermer"), custom_attrs={"data-dismiss": "toast"}),
        class_name=classes(
            "toast" if not passing else "toast-passing",
            "flex flex-wrap items-center gap-x-2 rounded-card border-2 bg-card",
            "ps-4 pe-1 py-1 shadow-lg",
            _LOOKS[tone],
        ),
        custom_attrs={"data-toast": "true"},
    )


def toast(state: Any, on_undo: Any = None) -> rx.Component:
    """The place where the app says what was done, for a state made with ``PageState``.

    ``on_undo(state.toast_undo)`` is called by "Annuler", shown when ``toast_undo`` is not empty.
    A success passes after eight seconds; what failed or may be undone stays until it is closed.
    """
    undo: Child = ""
    if on_undo is not None:
        undo = rx.el.button(
            draw("undo"),
            _("Annuler"),
            on_click=on_undo(state.toast_undo),
            type="button",
            class_name=(
                "inline-flex items-center gap-1.5 min-h-12 px-2 rounded-field font-bold text-lake "
                "cursor-pointer hover:bg-lake-soft"
            ),
        )
    text = state.toast_text
    success = _toast(text, "success", passing=True)
    if on_undo is not None:
        success = rx.cond(
            state.toast_undo != "", _toast(text, "success", passing=False, undo=undo), success
        )
    shown = rx.match(
        state.toast_kind,
        ("error", _toast(text, "error", passing=False)),
        ("warning", _toast(text, "warning", passing=False)),
        ("info", _toast(text, "info", passing=True)),
        success,
    )
    return rx.el.div(
        rx.cond(text != "", rx.el.div(shown, key=state.toast_count, class_name="pb-2")),
        role="status",
        class_name="mx-auto w-full max-w-[600px]",
    )


def toast_shown(text: Text, tone: str = "success", undo: Child | None = None) -> rx.Component:
    """A toast that stays, for the workshop page and for pages without a state."""
    return _toast(text, tone, passing=False, undo=undo)
