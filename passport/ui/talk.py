"""The conversation: what each said, the question, and the place to answer."""

from typing import Any

import reflex as rx

from passport.kernel.i18n import _
from passport.ui.basics import Child, Handler, Text, classes, first, given, has, only_heard
from passport.ui.choices import chip
from passport.ui.forms import form
from passport.ui.icons import icon as draw


def read_aloud(target: str) -> rx.Component:
    """A button that reads the element ``target`` aloud; absent where the phone has no voice."""
    return rx.el.button(
        draw("listen"),
        only_heard(_("Écouter")),
        type="button",
        title=_("Écouter"),
        class_name=(
            "place-items-center size-12 shrink-0 rounded-full border border-line bg-card "
            "text-lake cursor-pointer hover:bg-lake-soft"
        ),
        custom_attrs={"data-read": target},
    )


def question(
    text: Text,
    *answers: Child,
    id: str = "question",
    hint: Text = "",
    on_skip: Handler | None = None,
    skip_name: str = "",
    level: int = 2,
) -> rx.Component:
    """One question in large type, read aloud at its start; ``answers`` under it.

    ``on_skip`` adds "Je passe"; with ``skip_name`` it also answers its form (value ``skip``).
    ``level=0`` makes it a paragraph where the title is elsewhere.
    """
    heading = {0: rx.el.p, 1: rx.el.h1, 2: rx.el.h2, 3: rx.el.h3}[level]
    return rx.el.div(
        rx.el.div(
            read_aloud(id),
            rx.el.div(
                heading(text, class_name="text-question font-strong text-balance"),
                *([rx.el.p(hint, class_name="text-small text-ink-soft")] if has(hint) else []),
                id=id,
                class_name="grid gap-1 min-w-0 grow pt-2.5",
            ),
            class_name="flex items-start gap-3",
        ),
        *answers,
        *(
            [
                rx.el.div(
                    chip(_("Je passe"), on_skip, name=skip_name, value="skip", quiet=True),
                )
            ]
            if on_skip is not None or skip_name
            else []
        ),
        class_name="grid gap-3",
    )


def bubble(text: Child, *, mine: bool | rx.Var[bool] = False, **props: Any) -> rx.Component:
    """What somebody said: the person at the end side on lake, the product at the start side."""
    shape = "max-w-[85%] w-fit px-4 py-3 whitespace-pre-line rounded-[18px] "
    hers = shape + "ms-auto rounded-ee-[4px] bg-lake text-on-lake border border-transparent"
    ours = shape + "me-auto rounded-es-[4px] bg-card border border-line"
    who_me, who_us = only_heard(_("Vous :"), " "), only_heard(_("Passeport emploi :"), " ")
    if isinstance(mine, rx.Var):
        return rx.el.div(
            rx.cond(mine, who_me, who_us),
            text,
            class_name=rx.cond(mine, hers, ours),
            **props,
        )
    return rx.el.div(who_me if mine else who_us, text, class_name=hers if mine else ours, **props)


def conversation(*bubbles: Child) -> rx.Component:
    """The thread of bubbles; what arrives is announced."""
    return rx.el.div(
        *bubbles,
        role="log",
        class_name="grid gap-2.5",
        custom_attrs={"aria-label": _("Conversation")},
    )


def composer(
    *,
    on_submit: Handler,
    action: Text,
    name: str = "text",
    label: Text = "",
    placeholder: Text = "",
    microphone: Child | None = None,
    max_length: int = 2000,
    reset: bool = True,
    hidden: tuple[Child, ...] = (),
    **props: Any,
) -> rx.Component:
    """Free text with a button to send; ``microphone`` is a place for a button to speak.

    Enter sends on a keyboard, Maj+Enter makes a line (``/ui.js``). Without ``reset`` the page
    empties the field itself, once what was written is taken.
    """
    words = first(label, _("Votre réponse"))
    return form(
        *hidden,
        rx.el.div(
            rx.el.label(words, html_for=f"{name}-field", class_name="sr-only"),
            rx.el.textarea(
                name=name,
                rows="1",
                max_length=max_length,
                required=True,
                placeholder=first(placeholder, _("Écrivez avec vos mots…")),
                enter_key_hint="send",
                class_name=(
                    "grow min-w-0 min-h-12 max-h-40 py-2.5 resize-none field-sizing-content "
                    "bg-transparent outline-none! placeholder:text-ink-soft placeholder:opacity-100"
                ),
                custom_attrs={"id": f"{name}-field", "data-send": "enter"},
                **props,
            ),
            *([microphone] if microphone is not None else []),
            rx.el.button(
                draw("send", class_name="stroke-[2.5]"),
                only_heard(_("Envoyer")),
                type="submit",
                title=_("Envoyer"),
                class_name=(
                    "grid place-items-center size-12 shrink-0 rounded-xl border "
                    "border-transparent bg-sun text-on-sun cursor-pointer hover:brightness-95"
                ),
            ),
            class_name=classes(
                "composer flex items-end gap-1.5 rounded-card border-[1.5px] border-edge bg-card",
                "p-1 ps-4",
            ),
        ),
        on_submit=on_submit,
        action=action,
        class_name="block",
        **given(reset_on_submit=reset),
    )
