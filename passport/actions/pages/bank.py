"""The bank of actions: what one may join nearby, by need."""

import reflex as rx

from passport import ui
from passport.actions.state import ActionsState, Line
from passport.kernel.i18n import _


def page() -> rx.Component:
    """Needs to touch, words to type, and what was found."""
    return ui.page(
        rx.cond(ActionsState.ready, _bank(), ui.waiting(ActionsState, 6)),
        title=_("Près de chez vous"),
        bar=_("Actions"),
        intro=_("Ateliers, visites, aides. Ouverts à tous, gratuits."),
        place="/actions",
        state=ActionsState,
    )


def _bank() -> rx.Component:
    return rx.el.div(
        ui.form(
            rx.el.label(_("Chercher"), html_for="text", class_name="sr-only"),
            rx.el.div(
                rx.el.input(
                    id="text",
                    name="text",
                    type="search",
                    default_value=ActionsState.text,
                    key=ActionsState.text,
                    placeholder=_("Un mot, une ville…"),
                    max_length=80,
                    enter_key_hint="search",
                    class_name="field-box",
                ),
                ui.icon_button(
                    "search",
                    _("Chercher"),
                    type="submit",
                    class_name="absolute end-1 top-1/2 -translate-y-1/2 text-lake!",
                ),
                class_name="relative",
            ),
            on_submit=ActionsState.search,
            action="/actions",
        ),
        ui.chips(
            ActionsState.needs,
            ActionsState.pick,
            label=_("De quoi avez-vous besoin ?"),
            chosen=ActionsState.need,
        ),
        rx.el.p(
            ActionsState.count,
            role="status",
            class_name="text-small font-strong text-ink-soft empty:hidden",
        ),
        rx.cond(
            ActionsState.lines.length() > 0,
            rx.el.ul(rx.foreach(ActionsState.lines, _line), class_name="grid gap-2.5"),
            ui.empty_state(
                _("Rien pour ces mots. Essayez un autre besoin."),
                icon="search",
                action=ui.button(_("Tout voir"), ActionsState.clear, kind="secondary"),
            ),
        ),
        class_name="grid gap-5",
    )


def _fact(name: str, *words: rx.Component | rx.Var[str]) -> rx.Component:
    return rx.el.p(
        ui.icon(name, class_name="mt-0.5 text-lake"),
        rx.el.span(*words, dir="auto"),
        class_name="flex gap-2.5",
    )


def _line(line: Line) -> rx.Component:
    return rx.el.li(
        ui.card(
            rx.el.p(line.kind, class_name="text-small font-strong text-sun-ink"),
            rx.el.h2(
                line.title,
                class_name="text-section font-bold leading-tight -mt-2",
                lang="fr",
                dir="auto",
            ),
            rx.el.p(line.summary, class_name="text-ink-soft", lang="fr", dir="auto"),
            _fact(
                "place",
                rx.el.span(line.place, class_name="font-strong"),
                " · ",
                line.offered_by,
            ),
            rx.cond(
                (line.days != "") | (line.hours != ""),
                _fact(
                    "calendar",
                    rx.cond(
                        line.days != "",
                        rx.el.span(line.days, class_name="block font-strong"),
                    ),
                    rx.el.span(line.hours, lang="fr"),
                ),
            ),
            _fact("hand", rx.el.span(line.how, lang="fr")),
            rx.cond(
                line.phone != "",
                ui.anchor(
                    ui.icon("phone"),
                    rx.el.span(
                        ui.only_heard(_("Appeler"), " "),
                        line.phone,
                        dir="ltr",
                        class_name="tabular-nums",
                    ),
                    to=line.dial,
                    reload=True,
                    class_name=(
                        "inline-flex items-center justify-center gap-2.5 min-h-12 px-5 "
                        "rounded-field border-2 border-lake font-bold text-lake "
                        "hover:bg-lake-soft"
                    ),
                ),
            ),
            class_name="gap-3 py-4!",
        )
    )
