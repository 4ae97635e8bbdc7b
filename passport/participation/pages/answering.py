"""Answering a consultation: what it is about, one question at a time, reading back, the receipt."""

import reflex as rx

from passport import ui
from passport.kernel.i18n import _
from passport.participation.pages.parts import answers, back, bullets, face, heading, moments
from passport.participation.rules import MAX_TEXT, QuestionKind
from passport.participation.state import WORDS, Choice, OpinionState, Said


def about() -> rx.Component:
    """Why the question is asked, and what can really change."""
    return rx.el.div(
        back(),
        heading(OpinionState.title),
        rx.el.p(OpinionState.why, lang="fr", dir="auto"),
        ui.card(
            bullets(_("Ce qui peut changer"), OpinionState.can_change, "check", "text-leaf"),
            bullets(_("Ce qui ne changera pas"), OpinionState.cannot_change, "close", "text-brick"),
            class_name="gap-4 py-4!",
        ),
        rx.el.p(
            ui.icon("clock", class_name="mt-0.5 text-sun-ink"),
            rx.el.span(OpinionState.promise),
            class_name="flex gap-2.5",
        ),
        rx.el.p(
            ui.icon("lock", class_name="mt-0.5 text-lake"),
            rx.el.span(
                _("Votre nom et votre réponse sont rangés à part. N'écrivez pas votre nom.")
            ),
            class_name="flex gap-2.5",
        ),
        ui.button(OpinionState.count, OpinionState.begin),
        class_name="grid gap-4",
    )


def question() -> rx.Component:
    """One question, its answers, and the way to pass."""
    return rx.el.div(
        rx.el.div(
            back(on_click=OpinionState.back),
            rx.el.p(OpinionState.place, class_name="text-small font-strong text-ink-soft"),
            class_name="flex flex-wrap items-center justify-between gap-x-4",
        ),
        ui.question(
            rx.el.span(OpinionState.question, lang="fr", dir="auto"),
            rx.match(
                OpinionState.kind,
                (QuestionKind.FACES.value, _faces()),
                (QuestionKind.CHOICE.value, _choices()),
                _words(),
            ),
            on_skip=OpinionState.skip(OpinionState.position),
        ),
        class_name="grid gap-4",
    )


def _faces() -> rx.Component:
    return rx.el.div(
        rx.foreach(
            OpinionState.choices,
            lambda one: rx.el.button(
                face(one.value),
                rx.el.span(one.label, class_name="font-bold"),
                type="button",
                on_click=OpinionState.pick(one.value, OpinionState.position),
                class_name=(
                    "grid justify-items-center content-center gap-2 min-h-32 rounded-card "
                    "border-[1.5px] border-edge bg-card text-ink cursor-pointer "
                    "hover:border-lake hover:text-lake aria-pressed:border-lake "
                    "aria-pressed:bg-lake-soft aria-pressed:text-lake"
                ),
                custom_attrs={"aria-pressed": rx.cond(one.chosen, "true", "false")},
            ),
        ),
        role="group",
        class_name="grid grid-cols-3 gap-2.5",
        custom_attrs={"aria-labelledby": "question"},
    )


def _choices() -> rx.Component:
    def one(choice: Choice) -> rx.Component:
        return rx.el.button(
            rx.el.span(choice.label, class_name="grow", lang="fr", dir="auto"),
            rx.cond(choice.chosen, ui.icon("check")),
            type="button",
            on_click=OpinionState.pick(choice.value, OpinionState.position),
            class_name=(
                "flex items-center gap-3 min-h-14 rounded-field border-[1.5px] border-edge "
                "bg-card px-4 py-3 text-start font-strong cursor-pointer hover:border-lake "
                "hover:text-lake aria-pressed:border-lake aria-pressed:bg-lake-soft "
                "aria-pressed:text-lake"
            ),
            custom_attrs={"aria-pressed": rx.cond(choice.chosen, "true", "false")},
        )

    return rx.el.div(
        rx.foreach(OpinionState.choices, one),
        role="group",
        class_name="grid gap-2.5",
        custom_attrs={"aria-labelledby": "question"},
    )


def _words() -> rx.Component:
    return ui.form(
        rx.el.input(type="hidden", name="id", value=OpinionState.consultation),
        rx.el.input(type="hidden", name="position", value=OpinionState.position),
        ui.text_area(
            _("Votre réponse"),
            WORDS,
            hint=_("Avec vos mots. Les fautes ne comptent pas."),
            error=ui.error_of(OpinionState, WORDS),
            value=OpinionState.typed,
            rows=4,
            max_length=MAX_TEXT,
            key=OpinionState.position,
        ),
        ui.button(_("Continuer"), type="submit"),
        on_submit=OpinionState.say,
        action="/mon-avis/simple",
        class_name="grid gap-3",
    )


def review() -> rx.Component:
    """What was answered, read back before it is sent."""

    def change(line: Said) -> rx.Component:
        return ui.button(
            _("Changer"),
            OpinionState.ask(line.position),
            kind="quiet",
            full=False,
            heard=line.question,
            class_name="px-2! -me-2 text-small",
        )

    return rx.el.div(
        rx.el.h2(_("Vous allez envoyer"), class_name="text-title font-title"),
        answers(OpinionState.review, change),
        ui.actions(
            ui.button(_("Envoyer ma réponse"), OpinionState.send, icon="check"),
            ui.button(_("Ne pas envoyer"), OpinionState.home, kind="quiet"),
        ),
        class_name="grid gap-4",
    )


def sent() -> rx.Component:
    """Thanks, the receipt, and what comes next."""
    return rx.el.div(
        rx.el.h2(_("Merci. Votre avis est reçu."), class_name="text-title font-title"),
        rx.el.div(
            rx.el.p(_("Votre code"), class_name="font-bold text-sun-ink"),
            rx.el.ol(
                rx.foreach(
                    OpinionState.code,
                    lambda word: rx.el.li(
                        word,
                        class_name=(
                            "rounded-field bg-card border border-line px-3 py-2.5 text-center "
                            "text-question font-bold"
                        ),
                    ),
                ),
                class_name="grid grid-cols-2 gap-2",
                lang="fr",
                dir="ltr",
            ),
            rx.el.p(_("Notez ces quatre mots, ou prenez une photo.")),
            rx.el.p(
                _("Nous ne pouvons pas les retrouver : votre nom n'est pas dessus."),
                class_name="text-small",
            ),
            class_name="grid gap-2.5 rounded-card border border-sun bg-sun-soft px-4 py-4",
        ),
        ui.section(_("La suite"), moments(OpinionState.steps)),
        ui.button(_("C'est noté"), OpinionState.home),
        class_name="grid gap-5",
    )
