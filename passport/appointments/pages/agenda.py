"""``/rendez-vous``: the next appointment first."""

from typing import Any

import reflex as rx

from passport import ui
from passport.appointments.pages import parts
from passport.appointments.rows import AppointmentRow
from passport.appointments.state import AgendaState
from passport.kernel.i18n import _


def page() -> rx.Component:
    """Her appointments: to come, then behind her."""
    state = AgendaState
    return ui.page(
        parts.without_script(),
        rx.cond(
            state.ready,
            rx.fragment(
                _done(),
                rx.cond(
                    state.referent.name == "",
                    parts.nobody(),
                    rx.cond(state.upcoming.length() > 0, _upcoming(), _nothing()),
                ),
                _referent(),
                rx.cond(state.past.length() > 0, _past()),
            ),
            ui.waiting(state),
        ),
        title=_("Mes rendez-vous"),
        place="/rendez-vous",
        state=state,
    )


def _done() -> ui.Child:
    return rx.match(
        AgendaState.done,
        (
            "pris",
            ui.notice(
                _("Votre rendez-vous est pris. Vous pouvez l'ajouter à votre agenda."),
                tone="success",
                live=True,
            ),
        ),
        (
            "deplace",
            ui.notice(
                _("Votre rendez-vous a changé d'heure. Ajoutez-le encore à votre agenda."),
                tone="success",
                live=True,
            ),
        ),
        (
            "annule",
            ui.notice(
                _("Votre rendez-vous est annulé. Merci d'avoir prévenu."),
                tone="success",
                live=True,
            ),
        ),
        rx.fragment(),
    )


def _nothing() -> rx.Component:
    return ui.empty_state(
        _("Vous n'avez pas de rendez-vous."),
        action=ui.link_button(_("Prendre rendez-vous"), "/rendez-vous/prendre", icon="add"),
        icon="calendar",
    )


def _upcoming() -> rx.Component:
    return rx.el.div(
        rx.foreach(AgendaState.upcoming, _card),
        ui.link_button(
            _("Prendre un autre rendez-vous"), "/rendez-vous/prendre", kind="secondary", icon="add"
        ),
        class_name="grid gap-4",
    )


def _card(row: rx.Var[AppointmentRow]) -> rx.Component:
    return parts.framed(
        parts.facts(row),
        rx.cond(
            row.topic != "",
            rx.el.div(
                parts.soft(_("Vous voulez parler de :")),
                ui.quote(parts.own(row.topic)),
                class_name="grid gap-1",
            ),
        ),
        ui.link_button(
            _("Ajouter à mon agenda"),
            row.calendar,
            kind="secondary",
            icon="calendar-add",
            reload=True,
        ),
        rx.cond(
            (row.move != "") | (row.cancel != ""),
            rx.el.div(
                rx.cond(
                    row.move != "",
                    ui.link_button(
                        _("Déplacer"), row.move, kind="quiet", icon="clock", heard=row.day
                    ),
                ),
                rx.cond(
                    row.cancel != "",
                    ui.link_button(
                        _("Annuler"), row.cancel, kind="quiet", icon="close", heard=row.day
                    ),
                ),
                class_name="flex flex-wrap gap-2 [&>*]:flex-1",
            ),
            rx.el.div(
                parts.soft(_("Un empêchement ? Appelez :")),
                parts.phone_link(row.phone),
                class_name="flex flex-wrap items-center gap-x-3",
            ),
        ),
        row=row,
    )


def _referent() -> rx.Component:
    referent: Any = AgendaState.referent
    return rx.cond(
        referent.name != "",
        ui.section(
            _("Votre référent"),
            ui.card(
                rx.el.div(
                    rx.el.p(parts.own(referent.name), class_name="font-strong"),
                    parts.soft(parts.own(referent.job)),
                ),
                rx.cond(
                    referent.instead_of != "",
                    ui.notice(ui.t(_("Pendant l'absence de {name}."), name=referent.instead_of)),
                ),
                parts.line(
                    ui.icon("house", class_name="mt-0.5 text-lake"),
                    rx.el.p(parts.own(referent.structure)),
                    parts.soft(parts.own(referent.address)),
                ),
                rx.cond(
                    referent.phone != "",
                    rx.el.div(
                        ui.icon("phone", class_name="text-lake"),
                        parts.phone_link(referent.phone),
                        class_name="flex items-center gap-3",
                    ),
                ),
            ),
        ),
    )


def _past() -> rx.Component:
    return ui.more(
        _("Mes rendez-vous passés"),
        rx.el.ul(
            rx.foreach(
                AgendaState.past,
                lambda row: rx.el.li(
                    rx.el.div(
                        rx.el.p(row.day, " · ", row.hour, class_name="font-strong"),
                        parts.soft(rx.el.span(row.motive, " · ", parts.own(row.who))),
                        class_name="grow min-w-0",
                    ),
                    rx.cond(
                        row.status != "",
                        rx.el.span(
                            row.status,
                            class_name="rounded-[24px] border border-edge px-3 py-1 text-small",
                        ),
                    ),
                    class_name="flex flex-wrap items-center gap-3 px-4 py-3",
                ),
            ),
            class_name="rounded-card border border-line bg-card divide-y divide-line",
        ),
    )
