"""What the pages of appointments have in common."""

from typing import Any

import reflex as rx

from passport import ui
from passport.appointments.state import BookingState, ChoiceRow, DayRow, SlotRow
from passport.kernel.i18n import _

SIMPLE = "/rendez-vous/simple"


def without_script() -> rx.Component:
    """The way in for a phone without JavaScript."""
    return rx.el.noscript(
        ui.link_button(_("Voir la page simple"), SIMPLE, kind="secondary", reload=True)
    )


def back() -> rx.Component:
    """The way back to her appointments."""
    return ui.back_link(_("Mes rendez-vous"), "/rendez-vous")


def nobody() -> rx.Component:
    """Nobody follows her yet; what she can do meanwhile."""
    return ui.empty_state(
        _("Vous n'avez pas encore de référent. Votre structure choisit avec vous."),
        icon="people",
        action=ui.link_button(_("Trouver une action près de chez vous"), "/actions"),
    )


def step(question: str) -> rx.Component:
    """The question of a step, which the focus goes to when the step comes."""
    return rx.el.h2(
        question,
        tab_index=-1,
        class_name="text-question font-strong",
        custom_attrs={"data-step": "true"},
    )


def modality_icon(modality: rx.Var[str], class_name: str = "mt-0.5 text-lake") -> ui.Child:
    """A drawing of how they meet."""
    return rx.match(
        modality,
        ("phone", ui.icon("phone", class_name=class_name)),
        ("video", ui.icon("video", class_name=class_name)),
        ui.icon("place", class_name=class_name),
    )


def line(drawing: ui.Child, *words: Any) -> rx.Component:
    """An icon and what goes with it."""
    return rx.el.div(drawing, rx.el.div(*words, class_name="min-w-0 grow"), class_name="flex gap-3")


def soft(text: Any) -> rx.Component:
    """A quieter line under another."""
    return rx.el.p(text, class_name="text-small text-ink-soft")


def own(text: Any) -> rx.Component:
    """Words that stay in their own language and direction: a name, an address."""
    return rx.el.bdi(text)


def when_band(row: Any) -> rx.Component:
    """Day, hour and length of an appointment, large."""
    return rx.el.div(
        rx.el.p(row.day, class_name="text-section font-bold leading-tight"),
        rx.el.p(
            rx.el.span(row.hour, class_name="text-title font-title tabular-nums"),
            rx.el.span(row.lasts, class_name="text-small"),
            class_name="flex flex-wrap items-baseline gap-x-3",
        ),
        class_name="grid gap-0.5 bg-lake px-5 py-4 text-on-lake",
    )


def facts(row: Any) -> rx.Component:
    """With whom, how, where, and what it is about."""
    return rx.fragment(
        line(
            ui.icon("me", class_name="mt-0.5 text-lake"),
            rx.el.p(own(row.who), class_name="font-strong"),
            soft(row.motive),
        ),
        line(
            modality_icon(row.modality),
            rx.el.p(row.how, class_name="font-strong"),
            rx.cond(row.where != "", soft(own(row.where))),
            rx.cond(row.access != "", soft(own(row.access))),
            rx.cond(
                row.link != "",
                ui.link(
                    _("Ouvrir la vidéo"),
                    row.link,
                    reload=True,
                    rel="noreferrer",
                    class_name="inline-flex items-center min-h-12",
                ),
            ),
        ),
        rx.cond(
            row.instructions != "",
            line(ui.icon("info", class_name="mt-0.5 text-lake"), rx.el.p(row.instructions)),
        ),
    )


def framed(*children: Any, row: Any) -> rx.Component:
    """The card of an appointment: its time on a band, the rest under it."""
    return rx.el.article(
        when_band(row),
        rx.el.div(*children, class_name="grid gap-3.5 px-5 py-4"),
        class_name="overflow-hidden rounded-card border border-line bg-card",
    )


def phone_link(number: Any) -> rx.Component:
    """A number that the phone calls."""
    return ui.link(
        number,
        ui.t("tel:{number}", number=number),
        reload=True,
        localise=False,
        class_name="inline-flex items-center min-h-12 tabular-nums",
        dir="ltr",
    )


def _choice(row: rx.Var[ChoiceRow]) -> rx.Component:
    return rx.el.li(
        ui.anchor(
            rx.cond(row.modality != "", modality_icon(row.modality, "text-lake")),
            rx.el.span(
                rx.el.span(row.title, class_name="block font-strong"),
                rx.cond(
                    row.note != "",
                    rx.el.span(own(row.note), class_name="block text-small text-ink-soft"),
                ),
                class_name="grow min-w-0",
            ),
            ui.icon("next", class_name="text-ink-soft"),
            to=row.address,
            class_name="flex items-center gap-3 min-h-16 px-4 py-3 hover:bg-lake-soft",
        )
    )


def choices(question: str) -> rx.Component:
    """One question, and its answers as lines to touch."""
    return rx.el.section(
        step(question),
        rx.el.ul(
            rx.foreach(BookingState.choices, _choice),
            class_name=(
                "rounded-card border border-line bg-card divide-y divide-line overflow-hidden"
            ),
        ),
        class_name="grid gap-3",
    )


_PILL = (
    "flex items-center justify-center min-h-12 rounded-[24px] border-[1.5px] "
    "border-edge bg-card px-2 py-2 font-strong leading-tight tabular-nums hover:border-lake "
    "hover:bg-lake-soft hover:text-lake"
)


def _slot(row: rx.Var[SlotRow]) -> rx.Component:
    return rx.el.li(
        ui.anchor(row.hour, " ", ui.only_heard(row.heard), to=row.address, class_name=_PILL)
    )


def _day(row: rx.Var[DayRow]) -> rx.Component:
    return rx.el.section(
        rx.el.h3(row.day, class_name="font-strong"),
        rx.el.ul(
            rx.foreach(row.slots.to(list[SlotRow]), _slot),
            class_name="grid grid-cols-[repeat(auto-fill,minmax(4.25rem,1fr))] gap-2",
        ),
        class_name="grid gap-2 rounded-card border border-line bg-card px-4 py-3.5",
    )


def _other_way(row: rx.Var[ChoiceRow]) -> rx.Component:
    return ui.anchor(
        modality_icon(row.modality, ""),
        row.title,
        to=row.address,
        class_name=(
            "inline-flex items-center gap-2 min-h-12 px-2 rounded-field font-strong text-lake "
            "underline underline-offset-4"
        ),
    )


def slots() -> rx.Component:
    """The free hours, by day."""
    state = BookingState
    return rx.el.section(
        rx.cond(
            state.gone,
            ui.notice(
                _("En voici d'autres."),
                tone="warning",
                title=_("Cette heure n'est plus libre"),
                live=True,
            ),
        ),
        step(_("Quelle heure vous convient ?")),
        rx.cond(
            state.days.length() > 0,
            rx.el.div(rx.foreach(state.days, _day), class_name="grid gap-3"),
            ui.notice(
                rx.el.p(_("Il n'y a pas d'heure libre pour l'instant.")),
                rx.cond(
                    state.phone != "",
                    rx.el.p(_("Vous pouvez appeler :"), " ", phone_link(state.phone)),
                ),
            ),
        ),
        rx.el.div(
            rx.cond(
                state.earlier != "",
                ui.link_button(_("Plus tôt"), state.earlier, kind="secondary", full=False),
            ),
            rx.cond(
                state.later != "",
                ui.link_button(_("Plus tard"), state.later, kind="secondary", full=False),
            ),
            class_name="flex flex-wrap gap-2.5 [&>*]:flex-1 empty:hidden",
        ),
        rx.cond(
            state.other_ways.length() > 0,
            rx.el.div(
                rx.el.p(_("Vous préférez autrement ?"), class_name="text-small text-ink-soft"),
                rx.foreach(state.other_ways, _other_way),
                class_name="flex flex-wrap items-center gap-x-3",
            ),
        ),
        class_name="grid gap-4",
    )


def chosen() -> rx.Component:
    """What is chosen already."""
    return rx.cond(
        BookingState.chosen != "",
        rx.el.div(
            ui.icon("check", class_name="text-leaf"),
            rx.el.p(BookingState.chosen, class_name="grow basis-32 min-w-0 font-strong"),
            rx.cond(
                BookingState.change != "",
                ui.link(
                    _("Changer"),
                    BookingState.change,
                    class_name="inline-flex items-center justify-center min-h-12 min-w-12",
                ),
            ),
            class_name=(
                "flex flex-wrap items-center gap-x-3 rounded-card bg-lake-soft px-4 py-1 min-h-12"
            ),
        ),
    )


def summary(confirm: str, action: str, *more: Any) -> rx.Component:
    """What is about to be booked, and the one big yes."""
    state = BookingState
    return ui.form(
        step(_("C'est bien ça ?")),
        rx.el.input(type="hidden", name="of", value=state.of),
        framed(facts(state.summary), row=state.summary),
        rx.cond(
            state.instead_of != "",
            ui.notice(
                ui.t(
                    _("{name} n'est pas là ce jour-là. Quelqu'un vous reçoit à sa place."),
                    name=state.instead_of,
                )
            ),
        ),
        *more,
        rx.el.div(
            ui.button(confirm, type="submit", icon="check"),
            ui.link_button(_("Choisir une autre heure"), state.back, kind="secondary"),
            class_name="grid gap-2.5",
        ),
        on_submit=BookingState.confirm,
        action=action,
        class_name="grid gap-4",
    )
