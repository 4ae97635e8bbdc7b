"""Her shares."""

import reflex as rx

from passport import ui
from passport.kernel.i18n import _
from passport.sharing.state import ShareLine, SharingState


def page() -> rx.Component:
    """The shares that are open, those that have ended, and the way to a new one."""
    return ui.page(
        ui.without_script(),
        rx.cond(SharingState.ready, _shares(), ui.waiting(SharingState, 4)),
        title=_("Montrer"),
        intro=_("Vous choisissez quoi, à qui, et combien de temps."),
        place="/montrer",
        bar=_("Montrer"),
        state=SharingState,
    )


def _shares() -> rx.Component:
    return rx.el.div(
        rx.cond(
            SharingState.active.length() > 0,
            rx.el.div(
                ui.link_button(_("Faire un partage"), "/montrer/nouveau", icon="add"),
                ui.section(_("Ouverts"), _list(SharingState.active)),
                class_name="grid gap-7",
            ),
            ui.empty_state(
                _("Personne ne voit votre passeport en ce moment."),
                icon="show",
                action=ui.link_button(_("Faire un partage"), "/montrer/nouveau", icon="add"),
            ),
        ),
        rx.cond(
            SharingState.ended.length() > 0,
            ui.section(_("Terminés"), _list(SharingState.ended)),
        ),
        class_name="grid gap-7",
    )


def _list(lines: rx.Var[list[ShareLine]]) -> rx.Component:
    return rx.el.ul(rx.foreach(lines, _share), class_name="grid gap-2.5")


def _share(line: ShareLine) -> rx.Component:
    return rx.el.li(
        ui.anchor(
            rx.el.span(
                rx.el.span(rx.el.bdi(line.recipient), class_name="block font-strong leading-snug"),
                rx.el.span(
                    ui.t(_("{status} · {until}"), status=line.status, until=line.until),
                    class_name="block text-small text-ink-soft",
                ),
                rx.el.span(line.seen, class_name="block text-small text-ink-soft"),
                rx.cond(
                    line.answer != "",
                    rx.el.span(line.answer, class_name="block text-small font-strong text-leaf"),
                ),
                class_name="grow min-w-0",
            ),
            ui.icon("next", class_name="text-ink-soft"),
            to=line.href,
            class_name=(
                "flex items-center gap-3 rounded-card border border-line bg-card px-4 py-3.5 "
                "hover:border-lake"
            ),
        )
    )
