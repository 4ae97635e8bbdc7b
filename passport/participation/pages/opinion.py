"""The screen where people say what they think: the list, and whatever it opens."""

import reflex as rx

from passport import ui
from passport.kernel.i18n import _
from passport.participation.pages import answering, following
from passport.participation.pages.parts import heading
from passport.participation.state import (
    ABOUT,
    FOLLOWED,
    QUESTION,
    REPORT,
    REVIEW,
    SENT,
    TOP,
    Card,
    OpinionState,
)


def page() -> rx.Component:
    """One thing at a time: the list, a question, what was sent, what became of it."""
    return ui.page(
        rx.el.noscript(
            ui.link_button(_("Donner mon avis"), "/mon-avis/simple", reload=True),
        ),
        rx.el.div(
            rx.cond(
                OpinionState.ready,
                rx.match(
                    OpinionState.view,
                    (ABOUT, answering.about()),
                    (QUESTION, answering.question()),
                    (REVIEW, answering.review()),
                    (SENT, answering.sent()),
                    (FOLLOWED, following.followed()),
                    (REPORT, following.report()),
                    _list(),
                ),
                ui.waiting(OpinionState),
            ),
            id=TOP,
            tab_index=-1,
            class_name="outline-none! scroll-mt-20",
        ),
        title=_("Mon avis"),
        title_hidden=True,
        bar=_("Mon avis"),
        place="/mon-avis",
        state=OpinionState,
    )


def _list() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.p(
                _("Ce que vous pensez compte"),
                class_name="text-title font-title tracking-[-.01em]",
            ),
            ui.lead(_("Votre nom n'est jamais écrit à côté de votre réponse.")),
            class_name="grid gap-1",
        ),
        ui.section(
            _("En ce moment"),
            rx.cond(
                OpinionState.running.length() > 0,
                rx.el.ul(rx.foreach(OpinionState.running, _running), class_name="grid gap-2.5"),
                ui.empty_state(_("Aucune question en ce moment. Revenez bientôt."), icon="opinion"),
            ),
        ),
        ui.section(
            _("Où en est ma réponse ?"),
            ui.card(
                ui.form(
                    ui.field(
                        _("Votre code"),
                        "code",
                        hint=_("Quatre mots, donnés après votre réponse."),
                        error=ui.error_of(OpinionState, "code"),
                        max_length=80,
                        auto_complete="off",
                        auto_capitalize="none",
                        spell_check=False,
                    ),
                    ui.button(_("Voir"), kind="secondary", type="submit", icon="search"),
                    on_submit=OpinionState.follow,
                    action="/mon-avis/suivi",
                    class_name="grid gap-3",
                )
            ),
        ),
        rx.cond(
            OpinionState.past.length() > 0,
            ui.section(
                _("Vous avez dit, nous avons fait"),
                rx.el.ul(
                    rx.foreach(OpinionState.past, _past),
                    class_name=(
                        "rounded-card border border-line bg-card divide-y divide-line "
                        "overflow-hidden"
                    ),
                ),
            ),
        ),
        class_name="grid gap-7",
    )


def _running(one: Card) -> rx.Component:
    return rx.el.li(
        ui.card(
            heading(one.title, level=3),
            rx.el.p(one.why, class_name="text-ink-soft", lang="fr", dir="auto"),
            rx.el.p(
                ui.icon("clock", class_name="text-sun-ink"),
                one.note,
                class_name="flex items-center gap-2 text-small font-strong text-sun-ink",
            ),
            rx.cond(
                one.answered,
                ui.notice(
                    _("Pour suivre ou changer, écrivez votre code plus bas."),
                    tone="success",
                    title=_("Vous avez répondu"),
                ),
                ui.button(
                    _("Donner mon avis"),
                    OpinionState.open(one.id),
                    heard=one.title,
                ),
            ),
            class_name="gap-3 py-4!",
        )
    )


def _past(one: Card) -> rx.Component:
    return rx.el.li(
        rx.el.button(
            rx.el.span(
                rx.el.span(one.title, class_name="block font-strong", lang="fr", dir="auto"),
                rx.el.span(one.note, class_name="block text-small text-ink-soft"),
                class_name="grow min-w-0 text-start",
            ),
            ui.icon("next", class_name="text-ink-soft"),
            type="button",
            on_click=OpinionState.see(one.id),
            class_name=(
                "flex w-full items-center gap-3 min-h-14 px-4 py-3 cursor-pointer "
                "hover:bg-lake-soft"
            ),
        )
    )
