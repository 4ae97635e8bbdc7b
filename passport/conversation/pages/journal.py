"""What she said, to be read again and erased."""

import reflex as rx

from passport import ui
from passport.conversation.journal import ALL, Day, Line
from passport.conversation.journal_state import JournalState
from passport.kernel.i18n import _


def page() -> rx.Component:
    """Her words by day, each with what was noted of them."""
    return ui.page(
        ui.without_script(),
        rx.cond(JournalState.ready, _kept(), ui.waiting(JournalState, 6)),
        _sure(),
        title=_("Ce que vous avez dit"),
        intro=_("Personne d'autre ne lit cette page."),
        place="/parler/journal",
        state=JournalState,
    )


def _kept() -> rx.Component:
    return rx.cond(
        JournalState.days.length() > 0,
        rx.el.div(
            rx.foreach(JournalState.days, _day),
            rx.cond(
                JournalState.more,
                ui.button(_("Voir plus ancien"), JournalState.older, kind="secondary"),
            ),
            ui.link_button(_("Continuer à parler"), "/parler", icon="talk"),
            ui.button(_("Tout effacer"), JournalState.ask(ALL), kind="danger", icon="remove"),
            class_name="grid gap-7",
        ),
        ui.empty_state(
            _("Rien n'est gardé ici. Ce que vous dites en parlant vient sur cette page."),
            icon="talk",
            action=ui.link_button(_("Parler"), "/parler"),
        ),
    )


def _day(day: rx.Var[Day]) -> rx.Component:
    return ui.section(
        day.name,
        rx.el.ol(
            rx.foreach(day.lines, _line),
            class_name="rounded-card border border-line bg-card divide-y divide-line",
        ),
        ui.button(
            _("Effacer ce jour"),
            JournalState.ask(day.part),
            kind="quiet",
            icon="remove",
            full=False,
            heard=day.name,
            class_name="justify-self-start px-2! -ms-2 text-small",
        ),
        key=day.part.to(str),
    )


def _line(line: rx.Var[Line]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(
                rx.el.span(line.at, class_name="tabular-nums"),
                rx.cond(line.asked != "", rx.el.span(" · ", line.asked)),
                class_name="text-small text-ink-soft",
            ),
            rx.el.p(
                line.said,
                dir="auto",
                class_name=rx.cond(
                    line.undone,
                    "whitespace-pre-line text-ink-soft line-through",
                    "whitespace-pre-line",
                ),
            ),
            rx.cond(
                line.undone,
                rx.el.p(_("Vous l'avez annulé."), class_name="text-small text-ink-soft"),
            ),
            rx.cond(
                line.noted.length() > 0,
                rx.el.ul(
                    rx.foreach(
                        line.noted,
                        lambda words: rx.el.li(
                            rx.el.bdi(words),
                            class_name="rounded-lg bg-sun-soft px-2 py-0.5 text-small",
                        ),
                    ),
                    class_name="flex flex-wrap gap-1.5",
                    custom_attrs={"aria-label": _("Noté")},
                ),
            ),
            class_name="grid gap-1 min-w-0 grow py-3",
        ),
        ui.icon_button("remove", _("Effacer cette phrase"), JournalState.ask(line.part)),
        key=line.part.to(str),
        class_name="flex items-start gap-1 ps-4 pe-1 [&>button]:mt-1",
    )


def _sure() -> rx.Component:
    return ui.dialog(
        "sure",
        JournalState.sure,
        rx.el.p(_("Ces mots sont détruits. Ce qui est dans votre passeport y reste.")),
        rx.el.p(_("Une carte commencée avec ces mots les perd aussi."), class_name="text-ink-soft"),
        ui.actions(
            ui.button(_("Effacer"), JournalState.erase(JournalState.asking), kind="danger"),
            ui.button(_("Garder"), JournalState.keep, kind="quiet"),
        ),
        open=JournalState.asking != "",
        on_close=JournalState.keep,
    )
