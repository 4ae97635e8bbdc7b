"""One share: its code for the other's camera, who looked, and the way to cut it."""

import reflex as rx

from passport import ui
from passport.kernel.i18n import _
from passport.sharing.state import LookLine, ShareState


def page() -> rx.Component:
    """The code of a share, or what is left of one that has ended."""
    return ui.page(
        ui.back_link(_("Mes partages"), "/montrer"),
        ui.opened(
            ShareState,
            rx.cond(
                ShareState.missing,
                ui.empty_state(
                    _("Ce partage n'existe pas."),
                    icon="show",
                    action=ui.link_button(_("Voir mes partages"), "/montrer"),
                ),
                _share(),
            ),
            ui.waiting(ShareState, 6),
        ),
        title=ui.opened(
            ShareState,
            rx.match(
                ShareState.status,
                ("cut", _("Accès coupé")),
                ("expired", _("Partage terminé")),
                ("paused", _("Partage en pause")),
                ("active", _("Montrez ce code")),
                _("Mes partages"),
            ),
            _("Montrez ce code"),
        ),
        intro=ui.opened(
            ShareState, rx.cond(ShareState.status == "active", ShareState.intro, ""), ""
        ),
        place="/montrer",
        bar=_("Montrer"),
        state=ShareState,
    )


def _share() -> rx.Component:
    is_open = (ShareState.status == "active") | (ShareState.status == "paused")
    return rx.el.div(
        rx.cond(
            ShareState.status == "active",
            ui.qr_frame(ShareState.qr, _("Code à viser avec un appareil photo")),
        ),
        rx.cond(ShareState.answer != "", _answer()),
        ui.rows(
            ui.row(_("Pour"), rx.el.bdi(ShareState.recipient)),
            ui.row(rx.cond(is_open, _("Jusqu'à"), _("Fin")), ShareState.until),
            ui.row(_("Vu"), ShareState.seen),
        ),
        rx.cond(is_open, _open_actions()),
        ui.section(
            _("Ce que la personne voit"),
            rx.el.ul(
                rx.foreach(
                    ShareState.chosen,
                    lambda title: rx.el.li(
                        ui.icon("check", class_name="text-lake mt-0.5"),
                        rx.el.bdi(title, class_name="min-w-0"),
                        class_name="flex gap-2.5",
                    ),
                ),
                class_name="grid gap-2",
            ),
        ),
        ui.section(
            _("Qui a regardé, et quand"),
            rx.cond(
                ShareState.looks.length() > 0,
                rx.el.ul(
                    rx.foreach(ShareState.looks, _look),
                    class_name=(
                        "rounded-card border border-line bg-card px-4 divide-y divide-line"
                    ),
                ),
                ui.lead(_("Personne n'a encore regardé.")),
            ),
            ui.lead(_("Nous notons l'heure et le type d'appareil. Rien d'autre.")),
            ui.button(
                _("Regarder de nouveau"),
                ShareState.look_again,
                kind="quiet",
                icon="again",
                full=False,
                class_name="-ms-5 justify-self-start",
            ),
        ),
        class_name="grid gap-5",
    )


def _open_actions() -> rx.Component:
    return rx.el.div(
        rx.cond(
            ShareState.status == "active",
            rx.el.div(
                ui.button(_("Couper l'accès maintenant"), ShareState.cut, kind="secondary"),
                ui.link_button(
                    _("Envoyer le lien"),
                    ShareState.link_page,
                    kind="quiet",
                    icon="send",
                    reload=True,
                ),
                ui.button(_("Mettre en pause"), ShareState.pause, kind="quiet"),
                class_name="grid gap-2",
            ),
            rx.el.div(
                ui.button(_("Rouvrir le partage"), ShareState.resume),
                ui.button(_("Couper l'accès maintenant"), ShareState.cut, kind="secondary"),
                class_name="grid gap-2.5",
            ),
        ),
    )


def _answer() -> rx.Component:
    return ui.notice(
        rx.el.p(ShareState.answer, class_name="font-strong"),
        rx.cond(ShareState.contact != "", rx.el.p(rx.el.bdi(ShareState.contact))),
        tone="success",
        title=_("Une réponse"),
    )


def _look(line: LookLine) -> rx.Component:
    return rx.el.li(
        rx.el.span(line.at, class_name="font-strong"),
        rx.el.span(line.device, class_name="text-small text-ink-soft"),
        class_name="flex flex-wrap items-center justify-between gap-x-4 py-2.5 min-h-12",
    )
