"""``/rendez-vous/prendre``: one question a screen, what is chosen in the address."""

import reflex as rx

from passport import ui
from passport.appointments.choosing import Step
from passport.appointments.pages import parts
from passport.appointments.state import BookingState
from passport.kernel.i18n import _


def page() -> rx.Component:
    """Why, how, when, then yes."""
    state = BookingState
    return ui.page(
        parts.without_script(),
        parts.back(),
        ui.opened(
            state,
            rx.fragment(
                parts.chosen(),
                rx.match(
                    state.step,
                    (Step.MOTIVE.value, parts.choices(_("De quoi avez-vous besoin ?"))),
                    (Step.MODALITY.value, parts.choices(_("Comment voulez-vous faire ?"))),
                    (Step.SLOT.value, parts.slots()),
                    (Step.SUMMARY.value, _summary()),
                    parts.nobody(),
                ),
            ),
            ui.waiting(state),
        ),
        title=_("Prendre rendez-vous"),
        place="/rendez-vous",
        state=state,
    )


def _summary() -> rx.Component:
    return parts.summary(
        _("Oui, je prends ce rendez-vous"),
        "/rendez-vous/simple/prendre",
        ui.text_area(
            _("De quoi voulez-vous parler ?"),
            "topic",
            hint=_("Notez-le ici pour ne pas l'oublier."),
            error=ui.error_of(BookingState, "topic"),
            optional=True,
            max_length=500,
        ),
    )
