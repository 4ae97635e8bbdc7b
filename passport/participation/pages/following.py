"""What has become of an answer, and of a consultation that is over."""

import reflex as rx

from passport import ui
from passport.kernel.i18n import _
from passport.participation.pages.parts import answers, back, heading, moments
from passport.participation.state import Bar, OpinionState, Pair, Result


def followed() -> rx.Component:
    """Where the answer stands that a code opened."""
    return rx.el.div(
        back(),
        heading(OpinionState.title),
        moments(OpinionState.steps),
        _outcome(),
        ui.section(_("Votre réponse"), answers(OpinionState.said)),
        rx.cond(
            OpinionState.may_change,
            ui.button(_("Changer ma réponse"), OpinionState.change, kind="secondary", icon="edit"),
        ),
        class_name="grid gap-5",
    )


def report() -> rx.Component:
    """What people said together, and what was done."""
    return rx.el.div(
        back(),
        heading(OpinionState.title),
        rx.el.p(OpinionState.why, class_name="text-ink-soft", lang="fr", dir="auto"),
        _outcome(),
        rx.cond(OpinionState.answer == "", moments(OpinionState.steps)),
        ui.section(
            _("Les réponses"),
            rx.el.p(OpinionState.voices),
            rx.foreach(OpinionState.results, _result),
        ),
        class_name="grid gap-5",
    )


def _outcome() -> rx.Component:
    return rx.cond(
        OpinionState.answer != "",
        rx.el.div(
            rx.cond(
                OpinionState.outcomes.length() > 0,
                ui.section(
                    _("Vous avez dit, nous avons fait"),
                    rx.el.ul(rx.foreach(OpinionState.outcomes, _pair), class_name="grid gap-2.5"),
                ),
            ),
            ui.section(
                _("La réponse de l'équipe"),
                rx.el.p(OpinionState.answer, lang="fr", dir="auto", class_name="max-w-[65ch]"),
            ),
            class_name="grid gap-5",
        ),
    )


def _pair(pair: Pair) -> rx.Component:
    return rx.el.li(
        ui.card(
            rx.el.div(
                rx.el.p(_("Vous avez dit"), class_name="text-small text-ink-soft"),
                rx.el.div(ui.quote(pair.said), lang="fr", dir="auto"),
                class_name="grid gap-1",
            ),
            rx.el.div(
                rx.el.p(_("Nous avons fait"), class_name="text-small text-ink-soft"),
                rx.el.p(pair.done, class_name="font-strong", lang="fr", dir="auto"),
                class_name="grid gap-1",
            ),
        )
    )


def _result(one: Result) -> rx.Component:
    return ui.card(
        rx.el.h3(one.question, class_name="font-strong leading-snug", lang="fr", dir="auto"),
        rx.el.p(one.sentence, class_name="text-small text-ink-soft"),
        rx.cond(
            one.bars.length() > 0,
            rx.el.table(
                rx.el.caption(one.question, class_name="sr-only"),
                rx.el.tbody(
                    rx.foreach(one.bars, lambda bar: _bar(bar, one.total)),
                ),
                class_name="w-full text-small",
            ),
        ),
    )


def _bar(bar: Bar, total: rx.Var[int]) -> rx.Component:
    return rx.el.tr(
        rx.el.th(bar.label, scope="row", class_name="py-1.5 pe-3 text-start font-normal"),
        rx.el.td(
            rx.el.progress(
                value=bar.count,
                max=total,
                class_name="count-bar",
                custom_attrs={"aria-hidden": "true"},
            ),
            class_name="w-1/3 py-1.5",
        ),
        rx.el.td(
            bar.words, class_name="py-1.5 ps-3 text-end font-strong tabular-nums whitespace-nowrap"
        ),
    )
