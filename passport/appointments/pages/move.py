"""``/rendez-vous/deplacer?id=``: another hour, the present one kept until then."""

import reflex as rx

from passport import ui
from passport.appointments.choosing import Step
from passport.appointments.pages import parts
from passport.appointments.state import BookingState
from passport.kernel.i18n import _


def page() -> rx.Component:
    """Choose another hour, then yes."""
    state = BookingState
    return ui.page(
        parts.without_script(),
        parts.back(),
        ui.opened(
            state,
            rx.fragment(
                rx.cond(state.present != "", _present()),
                rx.match(
                    state.step,
                    (Step.SLOT.value, parts.slots()),
                    (
                        Step.SUMMARY.value,
                        parts.summary(_("Oui, je change d'heure"), "/rendez-vous/simple/deplacer"),
                    ),
                    _late(),
                ),
            ),
            ui.waiting(state),
        ),
        title=_("Changer d'heure"),
        place="/rendez-vous",
        state=state,
    )


def _present() -> rx.Component:
    return ui.notice(
        rx.el.p(BookingState.present, class_name="font-strong"),
        _("Il reste à vous. Il change si vous dites oui à un autre."),
        title=_("Votre rendez-vous actuel"),
    )


def _late() -> rx.Component:
    return ui.card(
        rx.el.p(_("Ce rendez-vous ne peut plus changer ici.")),
        rx.cond(
            BookingState.phone != "",
            rx.el.p(_("Vous pouvez appeler :"), " ", parts.phone_link(BookingState.phone)),
        ),
        ui.link_button(_("Revenir à mes rendez-vous"), "/rendez-vous", kind="secondary"),
    )
