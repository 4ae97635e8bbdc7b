"""``/rendez-vous/annuler?id=``: give an appointment up, without blame."""

import reflex as rx

from passport import ui
from passport.appointments import words
from passport.appointments.pages import parts
from passport.appointments.rules import CancelReason
from passport.appointments.state import AgendaState
from passport.kernel.i18n import _


def page() -> rx.Component:
    """Which one, why if she wants to say, then yes."""
    state = AgendaState
    return ui.page(
        parts.without_script(),
        ui.opened(
            state,
            rx.cond(state.one.cancel != "", _question(), _not_this_one()),
            ui.waiting(state),
        ),
        title=_("Annuler un rendez-vous"),
        place="/rendez-vous",
        state=state,
    )


def _question() -> rx.Component:
    row = AgendaState.one
    return rx.fragment(
        parts.framed(parts.facts(row), row=row),
        rx.el.section(
            rx.el.h2(
                _("Qu'est-ce qui vous empêche de venir ?"), class_name="text-question font-strong"
            ),
            ui.lead(_("Répondre n'est pas obligatoire. Cela nous aide à vous aider.")),
            ui.chips(
                [(code.value, words.reason(code)) for code in CancelReason],
                AgendaState.pick_reason,
                label=_("Raisons"),
                chosen=AgendaState.reason,
            ),
            class_name="grid gap-3",
        ),
        rx.el.div(
            ui.button(_("Annuler ce rendez-vous"), AgendaState.cancel, kind="danger"),
            rx.cond(
                row.move != "",
                ui.link_button(
                    _("Changer d'heure plutôt"), row.move, kind="secondary", icon="clock"
                ),
            ),
            ui.link_button(_("Je garde ce rendez-vous"), "/rendez-vous", kind="quiet"),
            class_name="grid gap-2.5",
        ),
    )


def _not_this_one() -> rx.Component:
    return ui.card(
        rx.el.p(_("Ce rendez-vous ne peut plus être annulé ici.")),
        rx.cond(
            AgendaState.one.phone != "",
            rx.el.p(_("Vous pouvez appeler :"), " ", parts.phone_link(AgendaState.one.phone)),
        ),
        ui.link_button(_("Revenir à mes rendez-vous"), "/rendez-vous", kind="secondary"),
    )
