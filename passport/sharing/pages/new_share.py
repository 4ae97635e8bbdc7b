"""A new share: for whom, what, how long."""

from typing import Any

import reflex as rx

from passport import ui
from passport.kernel.i18n import _
from passport.sharing.state import LIFETIMES, ChoiceGroup, ChoiceLine, NewShareState


def page() -> rx.Component:
    """The form of a new share."""
    return ui.page(
        ui.back_link(_("Mes partages"), "/montrer"),
        ui.opened(
            NewShareState,
            rx.cond(NewShareState.groups.length() > 0, _form(), _nothing()),
            ui.waiting(NewShareState),
        ),
        title=_("Faire un partage"),
        place="/montrer",
        bar=_("Montrer"),
        state=NewShareState,
    )


def _nothing() -> rx.Component:
    return ui.empty_state(
        _("Votre passeport est vide. Parlez de vous, puis montrez-le."),
        icon="talk",
        action=ui.link_button(_("Commencer à parler"), "/parler"),
    )


def _form() -> rx.Component:
    return ui.form(
        ui.field(
            _("Pour qui ?"),
            "recipient",
            hint=_("Par exemple : Boulangerie Martin."),
            error=ui.error_of(NewShareState, "recipient"),
            max_length=80,
            auto_complete="off",
        ),
        rx.el.fieldset(
            rx.el.legend(_("Que montrer ?"), class_name="font-strong"),
            rx.el.div(
                rx.el.p(_("C'est vous qui choisissez."), class_name="text-small text-ink-soft"),
                ui.button(
                    rx.cond(NewShareState.ticked, _("Tout décocher"), _("Tout cocher")),
                    NewShareState.tick_all,
                    kind="quiet",
                    full=False,
                    class_name="px-3! -me-3",
                ),
                class_name="flex flex-wrap items-center justify-between gap-x-4",
            ),
            _problem(),
            rx.el.div(
                rx.foreach(NewShareState.groups, _group),
                key=NewShareState.drawing.to(str),
                class_name="grid gap-4",
            ),
            class_name="grid gap-2 min-w-0",
        ),
        ui.choice(
            _("Pendant combien de temps ?"),
            "lifetime",
            [(lifetime.value, _(label)) for lifetime, label in LIFETIMES.items()],
            value="day",
        ),
        ui.button(_("Montrer le code"), type="submit", icon="show"),
        on_submit=NewShareState.make,
        action="/montrer/nouveau",
        class_name="grid gap-7",
    )


def _problem() -> rx.Component:
    said = ui.error_of(NewShareState, "chosen")
    return rx.el.div(
        rx.cond(
            said != "",
            rx.el.p(
                ui.icon("error", class_name="mt-0.5"),
                said,
                class_name="flex gap-2 text-small font-strong text-brick",
            ),
        ),
        role="alert",
    )


def _group(group: ChoiceGroup) -> rx.Component:
    return rx.el.div(
        rx.el.p(group.title, class_name="text-small font-strong text-ink-soft"),
        rx.foreach(group.lines, _choice),
        class_name="grid gap-2",
    )


def _choice(line: ChoiceLine) -> rx.Component:
    hint: Any = rx.el.span(rx.el.bdi(line.note), class_name="block text-small text-ink-soft")
    return rx.el.label(
        rx.el.input(
            type="checkbox",
            name=line.name,
            value="yes",
            default_checked=NewShareState.ticked,
            class_name="tick",
        ),
        rx.el.span(
            rx.el.span(rx.el.bdi(line.title), class_name="block font-strong leading-snug"),
            rx.cond(line.note != "", hint),
            rx.cond(
                line.proof != "",
                rx.el.span(ui.proof_badge(line.level, line.proof), class_name="block mt-1.5"),
            ),
            class_name="min-w-0 grow",
        ),
        class_name="pick",
    )
