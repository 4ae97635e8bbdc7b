"""The conversation: what each said, the question, and the place to answer."""

from typing import Any

import reflex as rx

from passport.kernel.i18n import _
from passport.ui import looks
from passport.ui.basics import (
    Child,
    Handler,
    Text,
    alive,
    classes,
    first,
    given,
    has,
    only_heard,
)
from passport.ui.choices import chip
from passport.ui.forms import form
from passport.ui.icons import icon as draw


def read_aloud(*targets: str) -> rx.Component:
    """A button that reads elements aloud, by their ids; absent where the phone has no voice.

    The buttons inside are not read, unless they are all there is: the ready answers.
    """
    return rx.el.button(
        draw("listen"),
        only_heard(_("Écouter")),
        type="button",
        title=_("Écouter"),
        class_name=(
            "place-items-center size-12 shrink-0 rounded-full border border-line bg-card "
            "text-lake cursor-pointer hover:bg-lake-soft aria-pressed:border-lake "
            "aria-pressed:bg-lake aria-pressed:text-on-lake"
        ),
        custom_attrs={"data-read": " ".join(targets), "aria-pressed": "false"},
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
    """One question in large type, read aloud at its start with its ``answers``, under it.

    ``on_skip`` adds "Je passe"; with ``skip_name`` it also answers its form (value ``skip``).
    ``level=0`` makes it a paragraph where the title is elsewhere.
    """
    heading = {0: rx.el.p, 1: rx.el.h1, 2: rx.el.h2, 3: rx.el.h3}[level]
    return rx.el.div(
        rx.el.div(
            read_aloud(id, f"{id}-answers"),
            rx.el.div(
                heading(text, tab_index=-1, class_name=looks.QUESTION_TEXT),
                *([rx.el.p(hint, class_name="text-small text-ink-soft")] if has(hint) else []),
                id=id,
                class_name=looks.QUESTION_WORDS,
            ),
            class_name=looks.QUESTION_ROW,
        ),
        rx.el.div(*answers, id=f"{id}-answers", class_name="grid gap-3 empty:hidden"),
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
    """What somebody said: the person at the end side on lake, the product at the start side.

    The words run in their own direction, whatever that of the page.
    """
    hers, ours = looks.bubble(mine=True), looks.bubble(mine=False)
    who_me, who_us = only_heard(_("Vous :"), " "), only_heard(_("Passeport emploi :"), " ")
    said = rx.el.span(text, dir="auto", class_name="block")
    attrs = props.pop("custom_attrs", {})
    if isinstance(mine, rx.Var):
        return rx.el.div(
            rx.cond(mine, who_me, who_us),
            said,
            class_name=rx.cond(mine, hers, ours),
            custom_attrs={"data-mine": rx.cond(mine, "true", "false"), **attrs},
            **props,
        )
    return rx.el.div(
        who_me if mine else who_us,
        said,
        class_name=hers if mine else ours,
        custom_attrs={"data-mine": str(mine).lower(), **attrs},
        **props,
    )


def conversation(*bubbles: Child) -> rx.Component:
    """The thread of bubbles.

    It says nothing by itself when it grows: what is new is said once, by the page's own status.
    """
    return rx.el.div(
        *bubbles,
        role="log",
        class_name="grid gap-2.5",
        custom_attrs={"aria-label": _("Conversation"), "aria-live": "off"},
    )


def echo() -> rx.Component:
    """What she has just said, shown at once while the answer comes. Filled by ``/talk.js``."""
    return rx.el.div(
        bubble("", mine=True, custom_attrs={"data-echo": "words"}),
        rx.el.div(
            rx.el.span(class_name="dot"),
            rx.el.span(class_name="dot"),
            rx.el.span(class_name="dot"),
            class_name=(
                "late me-auto flex items-center gap-1.5 min-h-12 px-4 rounded-[18px] "
                "rounded-es-[4px] bg-card border border-line in-data-[connection=lost]:hidden"
            ),
            custom_attrs={"aria-hidden": "true"},
        ),
        rx.el.p(
            _("Envoyé dès que le réseau revient."),
            class_name="hidden in-data-[connection=lost]:block text-small text-ink-soft text-end",
        ),
        id="echo",
        hidden=True,
        class_name="echo gap-2.5",
    )


def noted(lines: Any, *, on_change: Any, title: Text) -> rx.Component:
    """What is known so far, in short: each thing is a button that changes it.

    ``lines`` is a list, or a ``Var`` of a list, of things with ``field``, ``label`` and ``value``.
    ``on_change(field)`` answers; before the page is alive the form is sent ``change=<field>``.
    """

    def one(line: Any) -> rx.Component:
        return rx.el.li(
            rx.el.button(
                rx.el.span(
                    only_heard(_("Changer"), " "),
                    rx.el.span(line.label, class_name="text-ink-soft"),
                    " ",
                    rx.el.bdi(line.value, class_name="font-strong"),
                    class_name="line-clamp-2 text-start",
                ),
                draw("edit", class_name="size-4! text-lake"),
                on_click=alive(on_change(line.field)),
                type="submit",
                name="change",
                value=line.field,
                class_name=(
                    "inline-flex items-center gap-2 min-h-12 max-w-full px-3 py-1.5 rounded-field "
                    "border border-line bg-card text-small leading-snug cursor-pointer "
                    "hover:border-lake"
                ),
            )
        )

    return rx.el.div(
        rx.el.p(title, class_name="text-small text-ink-soft"),
        rx.el.ul(
            rx.foreach(lines, one) if isinstance(lines, rx.Var) else rx.fragment(*map(one, lines)),
            class_name="flex flex-wrap gap-2",
        ),
        class_name="grid gap-1.5",
        custom_attrs={"data-say": "true"},
    )


def microphone(field: str) -> rx.Component:
    """A button to speak instead of writing in ``field``; absent where the browser does not hear."""
    return rx.el.button(
        draw("microphone"),
        draw("stop"),
        only_heard(_("Parler au lieu d'écrire")),
        type="button",
        title=_("Parler au lieu d'écrire"),
        class_name=(
            "place-items-center size-12 shrink-0 rounded-field border border-transparent "
            "text-ink-soft cursor-pointer hover:bg-lake-soft hover:text-lake"
        ),
        custom_attrs={
            "data-dictate": field,
            "aria-pressed": "false",
            "aria-describedby": f"{field}-hearing",
        },
    )


def hearing(field: str) -> rx.Component:
    """Where the state of the microphone of ``field`` is said, in sentences for ``/talk.js``."""
    return rx.el.p(
        id=f"{field}-hearing",
        role="status",
        class_name="empty:hidden pb-2 text-small text-ink-soft",
        custom_attrs={
            "data-on": _("Je vous écoute. Touchez encore pour arrêter."),
            "data-away": _("Votre navigateur envoie votre voix à son fabricant."),
            "data-heard": _("Relisez, puis envoyez."),
            "data-silent": _("Je n'ai rien entendu. Réessayez, ou écrivez."),
            "data-refused": _(
                "Le micro est fermé. Ouvrez-le dans les réglages du navigateur, ou écrivez."
            ),
            "data-unwell": _("La dictée ne marche pas pour le moment. Vous pouvez écrire."),
        },
    )


def composer(
    *,
    on_submit: Handler,
    action: Text,
    name: str = "text",
    label: Text = "",
    placeholder: Text = "",
    microphone: Child | None = None,
    status: Child | None = None,
    max_length: int = 2000,
    reset: bool = True,
    hidden: tuple[Child, ...] = (),
    **props: Any,
) -> rx.Component:
    """Free text with a button to send; ``microphone`` is a place for a button to speak.

    Enter sends on a keyboard, Maj+Enter makes a line (``/ui.js``). Without ``reset`` the page
    empties the field itself and its draft stays until what was written is taken. ``status`` stands
    above the field.
    """
    words = first(label, _("Votre réponse"))
    return form(
        *hidden,
        *([status] if status is not None else []),
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
        custom_attrs={} if reset else {"data-keeps": "true"},
        **given(reset_on_submit=reset),
    )
