"""The conversation: one column, one thing at a time, the place to write at the thumb."""

import reflex as rx

from passport import ui
from passport.conversation.engine.flow import text
from passport.conversation.pages.beside import column, strip
from passport.conversation.pages.composer import ANSWER, composer
from passport.conversation.state import TalkState
from passport.kernel.i18n import _
from passport.ui import looks


def page() -> rx.Component:
    """The whole screen."""
    return ui.page(
        ui.without_script(),
        rx.cond(
            TalkState.ready,
            rx.fragment(
                ui.conversation(
                    ui.bubble(TalkState.hello),
                    rx.foreach(TalkState.thread, lambda said: ui.bubble(said.text, mine=said.mine)),
                ),
                rx.el.div(
                    rx.cond(TalkState.calls.length() > 0, _care(), _now()),
                    id="now",
                    class_name="grid gap-4",
                    custom_attrs={
                        "data-turn": rx.cond(TalkState.calls.length() > 0, "care", TalkState.turn),
                        "data-editing": TalkState.editing,
                    },
                ),
                ui.echo(),
            ),
            rx.fragment(ui.first_words(), ui.skeleton(4)),
        ),
        # Says once, to who listens, what is new on the screen. Filled by /talk.js.
        rx.el.p(id="news", role="status", class_name="sr-only"),
        title=_("Parler"),
        title_hidden=True,
        place="/parler",
        bottom=composer(),
        aside=column(),
        state=TalkState,
    )


def _now() -> rx.Component:
    """What to answer: a line, the card, or the one question."""
    return rx.fragment(
        _note(),
        rx.cond(
            TalkState.editing != "",
            _edit(),
            rx.cond(TalkState.step == "check", _card(), _question()),
        ),
        _after(),
    )


def _care() -> rx.Component:
    """Numbers where a person answers, and nothing else until she goes on."""
    return rx.fragment(
        rx.el.section(
            rx.el.div(
                ui.read_aloud("care"),
                rx.el.h2(
                    _("Quelqu'un peut vous répondre, maintenant."),
                    class_name=looks.CARE_TITLE,
                ),
                class_name="flex items-center gap-x-3",
            ),
            rx.el.p(_("Appelez, c'est gratuit. Ici, rien n'est gardé.")),
            rx.el.ul(
                rx.foreach(TalkState.calls, _call),
                class_name="grid gap-2",
            ),
            id="care",
            role="alert",
            class_name=looks.CARE,
        ),
        ui.button(_("Continuer"), TalkState.go_on, kind="quiet"),
    )


def _call(call: rx.Var) -> rx.Component:
    return rx.el.li(
        ui.anchor(
            rx.el.span(
                rx.el.bdi(call.number, dir="ltr"),
                class_name=looks.CALL_NUMBER,
            ),
            rx.el.span(call.who, class_name="text-small"),
            to="tel:" + call.number.to(str).split(" ").join(""),
            reload=True,
            class_name=looks.CALL,
        )
    )


def _note() -> rx.Component:
    saved = ui.notice(
        TalkState.note,
        ui.anchor(
            TalkState.link_label,
            to=TalkState.link_to,
            class_name="font-strong text-lake underline underline-offset-4",
        ),
        tone="success",
    )
    calm = ui.bubble(TalkState.note)
    return rx.cond(
        TalkState.note != "",
        rx.el.div(
            rx.cond(TalkState.step == "saved", saved, calm), custom_attrs={"data-say": "true"}
        ),
    )


def _question() -> rx.Component:
    """The one question, with its ready answers."""
    return ui.form(
        _hidden(),
        _found(),
        rx.cond(
            TalkState.noted.length() > 0,
            ui.noted(
                TalkState.noted,
                on_change=TalkState.edit,
                title=_("Noté. Touchez une ligne pour la changer."),
            ),
        ),
        rx.cond(
            TalkState.progress != "",
            rx.el.p(TalkState.progress, class_name="text-small text-ink-soft"),
        ),
        ui.question(
            TalkState.question,
            ui.chips(
                TalkState.answers,
                lambda answer: TalkState.pick(answer, TalkState.key, TalkState.turn),
                name="chip",
                explained=True,
            ),
            hint=TalkState.hint,
        ),
        rx.cond(TalkState.key == "greeting.start", ui.lead(_(text("greeting.example")))),
        on_submit=TalkState.say,
        action=ANSWER,
        class_name="grid gap-4",
    )


def _found() -> rx.Component:
    """What was looked for and found, to be read, with who can be called."""
    return rx.fragment(
        rx.cond(TalkState.found.length() > 0, _lines()),
        rx.cond(
            TalkState.dial.length() > 0,
            rx.el.ul(rx.foreach(TalkState.dial, _call), class_name="grid gap-2"),
        ),
        rx.cond(
            (TalkState.step == "show") & (TalkState.link_to != ""),
            ui.link_button(
                TalkState.link_label, TalkState.link_to, kind="secondary", localise=False
            ),
        ),
    )


def _lines() -> rx.Component:
    return rx.el.dl(
        rx.foreach(
            TalkState.found,
            lambda line: rx.el.div(
                rx.cond(
                    line.label != "",
                    rx.el.dt(line.label, class_name="text-small text-ink-soft"),
                ),
                rx.el.dd(line.value, class_name="whitespace-pre-line", dir="auto"),
            ),
        ),
        class_name="grid gap-2 rounded-card border border-line bg-card p-4",
        custom_attrs={"data-say": "true"},
    )


def _card() -> rx.Component:
    """What was understood, to be corrected line by line, then one yes."""
    return ui.form(
        _hidden(),
        ui.understood_card(
            TalkState.lines,
            on_change=TalkState.edit,
            on_yes=TalkState.yes(TalkState.turn),
            on_no=TalkState.no,
            title=TalkState.card_title,
            yes=TalkState.yes_label,
            no=TalkState.no_label,
            own_words=TalkState.quote,
        ),
        rx.cond(
            TalkState.missing.length() > 0,
            rx.el.div(
                rx.el.p(_("Vous pouvez ajouter :"), class_name="text-ink-soft"),
                rx.el.div(
                    rx.foreach(
                        TalkState.missing,
                        lambda line: ui.chip(line.label, TalkState.edit(line.field)),
                    ),
                    class_name="flex flex-wrap gap-2",
                ),
                class_name="grid gap-2",
            ),
        ),
        on_submit=TalkState.say,
        action=ANSWER,
        class_name="grid gap-4",
    )


def _edit() -> rx.Component:
    """The form of one line."""
    error = ui.error_of(TalkState, "value")
    return ui.form(
        rx.el.input(type="hidden", name="field", value=TalkState.editing, read_only=True),
        rx.match(
            TalkState.edit_shape,
            (
                "choice",
                ui.choice(
                    TalkState.edit_label,
                    "value",
                    TalkState.edit_options,
                    value=TalkState.edit_value,
                    error=error,
                ),
            ),
            (
                "lines",
                ui.text_area(
                    TalkState.edit_label,
                    "value",
                    hint=TalkState.edit_hint,
                    value=TalkState.edit_value,
                    error=error,
                    rows=4,
                ),
            ),
            ui.field(
                TalkState.edit_label,
                "value",
                hint=TalkState.edit_hint,
                value=TalkState.edit_value,
                error=error,
                max_length=120,
                auto_focus=True,
                auto_complete="off",
            ),
        ),
        ui.actions(
            ui.button(_("Garder"), type="submit", icon="check"),
            ui.button(
                _("Ne rien changer"),
                TalkState.close,
                kind="quiet",
                custom_attrs={"data-escape": "true"},
            ),
        ),
        on_submit=TalkState.change,
        action=ANSWER,
        key=TalkState.editing,
    )


def _after() -> rx.Component:
    """Small things under the question: take back, change the subject, the passport, the words."""
    return rx.el.div(
        rx.el.div(
            rx.cond(
                TalkState.undoable & (TalkState.editing == ""),
                _small(_("Annuler ma réponse"), TalkState.undo(TalkState.turn), icon="undo"),
            ),
            rx.cond(
                (TalkState.step == "ask") | (TalkState.step == "check"),
                _small(_("Parler d'autre chose"), TalkState.something_else(TalkState.turn)),
            ),
            class_name="flex flex-wrap justify-between gap-x-3",
        ),
        strip(),
        rx.cond(
            TalkState.thread.length() > 0,
            ui.link(
                _("Relire ou effacer ce que vous avez dit"),
                "/parler/journal",
                class_name="inline-flex items-center justify-self-start min-h-12 text-small",
            ),
        ),
        rx.cond(
            TalkState.helped,
            rx.el.p(
                _("Un programme extérieur aide à comprendre vos phrases."),
                " ",
                ui.link(_("Ce qu'il reçoit"), "/confidentialite", reload=True),
                class_name="touch text-small text-ink-soft",
            ),
        ),
        class_name="grid gap-1",
    )


def _small(text: str, on_click: object, icon: str = "") -> rx.Component:
    return ui.button(
        text, on_click, kind="quiet", icon=icon, full=False, class_name="px-2! -ms-2 text-small"
    )


def _hidden() -> rx.Component:
    return rx.fragment(
        rx.el.input(type="hidden", name="asked", value=TalkState.key, read_only=True),
        rx.el.input(type="hidden", name="turn", value=TalkState.turn, read_only=True),
    )
