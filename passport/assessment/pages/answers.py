"""Her answers: read, changed, erased, and shared one by one."""

import reflex as rx

from passport import ui
from passport.assessment.state import AnswersState, Line
from passport.kernel.i18n import _


def page() -> rx.Component:
    """Everything she answered, each answer hers alone until she shares it."""
    return ui.page(
        ui.without_script(),
        rx.cond(AnswersState.ready, _held(), ui.waiting(AnswersState)),
        title=_("Mes réponses"),
        intro=_("Elles sont à vous. Personne ne les lit sans votre accord."),
        place="/passeport",
        bar=_("Mes réponses"),
        state=AnswersState,
    )


def _held() -> rx.Component:
    return rx.cond(
        AnswersState.lines.length() > 0,
        rx.el.div(
            rx.cond(
                AnswersState.caseworker == "",
                ui.notice(_("Vous n'avez pas encore de référent. Vos réponses restent à vous.")),
            ),
            rx.el.ul(rx.foreach(AnswersState.lines, _answer), class_name="grid gap-3"),
            ui.link_button(_("Continuer à répondre"), "/parler?sujet=diagnosis", icon="talk"),
            class_name="grid gap-6",
        ),
        ui.empty_state(
            _("Vous n'avez encore répondu à rien. C'est vous qui décidez."),
            icon="talk",
            action=ui.link_button(_("Dire où j'en suis"), "/parler?sujet=diagnosis"),
        ),
    )


def _answer(line: Line) -> rx.Component:
    return rx.el.li(
        rx.cond(
            line.grid != "",
            rx.el.h2(line.grid, class_name="text-section font-bold pt-3 pb-2"),
        ),
        rx.el.div(
            rx.el.div(
                rx.el.p(line.label, class_name="text-small text-ink-soft"),
                rx.el.p(line.answer, class_name="font-strong"),
                rx.cond(line.own_words != "", ui.quote(line.own_words)),
                class_name="grid gap-1",
            ),
            rx.el.p(
                rx.cond(line.shared, ui.icon("show"), ui.icon("lock")),
                rx.el.span(line.status),
                class_name="flex items-center gap-2 text-small text-ink-soft",
            ),
            rx.cond(line.read != "", rx.el.p(line.read, class_name="text-small text-ink-soft")),
            _choices(line),
            _erasing(line),
            _doing(line),
            class_name="grid gap-3 rounded-card border border-line bg-card p-4",
        ),
    )


def _choices(line: Line) -> rx.Component:
    """The other answers, when she wants to change."""
    return rx.cond(
        AnswersState.changing == line.id,
        rx.el.div(
            rx.foreach(
                line.options,
                lambda option: ui.chip(
                    option.label,
                    AnswersState.choose(line.id, option.value),
                    pressed=option.value == line.choice,
                ),
            ),
            role="group",
            class_name="flex flex-wrap gap-2",
            custom_attrs={"aria-label": line.label},
        ),
    )


def _erasing(line: Line) -> rx.Component:
    return rx.cond(
        AnswersState.erasing == line.id,
        rx.el.div(
            rx.el.p(_("Effacer cette réponse pour toujours ?"), class_name="font-strong"),
            rx.el.div(
                ui.chip(_("Oui, effacer"), AnswersState.erase(line.id)),
                ui.chip(_("Non, garder"), AnswersState.ask_erase(line.id)),
                class_name="flex flex-wrap gap-2",
            ),
            role="alert",
            class_name="grid gap-2",
        ),
    )


def _doing(line: Line) -> rx.Component:
    return rx.el.div(
        rx.cond(
            line.shared,
            ui.chip(_("Ne plus partager"), AnswersState.unshare(line.id)),
            rx.cond(
                AnswersState.caseworker != "",
                ui.chip(
                    ui.t(_("Partager avec {name}"), name=AnswersState.caseworker),
                    AnswersState.share(line.id),
                ),
            ),
        ),
        ui.chip(_("Changer"), AnswersState.open_choices(line.id)),
        ui.chip(_("Effacer"), AnswersState.ask_erase(line.id)),
        role="group",
        class_name="flex flex-wrap gap-2",
        custom_attrs={"aria-label": line.label},
    )
