"""The passport beside the conversation: a column on a desk, a strip on a phone. It grows."""

import reflex as rx

from passport import ui
from passport.conversation.beside import Held
from passport.conversation.state import TalkState
from passport.kernel.i18n import _

PASSPORT = "/passeport"


def strip() -> rx.Component:
    """What the passport holds, in one line that opens it."""
    held = TalkState.beside
    return rx.cond(
        held.size > 0,
        rx.el.div(
            ui.anchor(
                ui.icon("passport", class_name="text-lake"),
                rx.el.span(
                    rx.el.span(_("Dans votre passeport :"), " ", class_name="text-ink-soft"),
                    # A new key draws the counts anew, and they rise.
                    rx.el.span(
                        held.counted,
                        key=held.size.to(str),
                        class_name="grown inline-block font-strong",
                    ),
                    class_name="grow min-w-0 text-small leading-snug",
                ),
                ui.icon("next", class_name="text-ink-soft"),
                to=ui.address(PASSPORT),
                class_name=(
                    "flex items-center gap-3 min-h-12 px-3 py-1.5 rounded-field border "
                    "border-line bg-card hover:border-lake"
                ),
            ),
            class_name="beside-strip",
        ),
    )


def column() -> rx.Component:
    """What the passport holds, with what came last and its proofs."""
    held = TalkState.beside
    return rx.el.div(
        rx.el.h2(_("Votre passeport"), class_name="text-section font-bold"),
        rx.cond(
            held.size > 0,
            rx.el.div(
                rx.el.ul(rx.foreach(held.last, _item), class_name="grid gap-3"),
                rx.el.p(held.counted, class_name="text-small text-ink-soft"),
                rx.cond(
                    held.provable > 0,
                    rx.el.div(
                        rx.el.p(held.proofs, class_name="text-small font-strong"),
                        rx.el.progress(
                            value=held.proven,
                            max=held.provable,
                            class_name="count-bar",
                            custom_attrs={"aria-label": held.proofs},
                        ),
                        class_name="grid gap-1.5",
                    ),
                ),
                ui.link(
                    _("Ouvrir mon passeport"),
                    PASSPORT,
                    class_name="inline-flex items-center min-h-12",
                ),
                class_name="grid gap-4",
            ),
            rx.el.p(
                _("Rien encore. Ce que vous racontez vient ici, après votre oui."),
                class_name="text-ink-soft",
            ),
        ),
        class_name="grid gap-3 rounded-card border border-line bg-card p-4",
    )


def _item(item: rx.Var[Held]) -> rx.Component:
    return rx.el.li(
        rx.el.p(item.title, dir="auto", class_name="font-strong leading-snug"),
        ui.proof_badge(item.level),
        key=item.title.to(str),
        class_name="grown grid gap-1 justify-items-start",
    )
