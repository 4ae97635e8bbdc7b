"""The passport, as its holder reads it."""

import reflex as rx

from passport import ui
from passport.kernel.i18n import _
from passport.record.state import Line, RecordState


def page() -> rx.Component:
    """Everything she holds, each thing with its proof."""
    return ui.page(
        ui.without_script(),
        rx.cond(RecordState.ready, _held(), ui.waiting(RecordState, 6)),
        title=rx.cond(RecordState.name != "", RecordState.name, _("Mon passeport")),
        place="/passeport",
        bar=_("Mon passeport"),
        intro=RecordState.project,
        state=RecordState,
        on_undo=RecordState.undo,
    )


def _held() -> rx.Component:
    return rx.el.div(
        rx.cond(
            RecordState.total > 0,
            ui.progress(
                RecordState.proven,
                RecordState.total,
                RecordState.progress,
                action=ui.link(
                    _("Continuer"), "/parler", class_name="inline-flex min-h-12 items-center"
                ),
            ),
            ui.empty_state(
                _("Votre passeport est vide. Parlez de vous, il se remplit."),
                icon="talk",
                action=ui.link_button(_("Commencer à parler"), "/parler"),
            ),
        ),
        _section(
            _("Mes savoir-être"),
            RecordState.soft_skills,
            "/passeport/savoir-etre",
            _("Ajouter un savoir-être"),
            _card,
        ),
        ui.section(
            _("Mes expériences"),
            rx.cond(
                RecordState.experiences.length() > 0,
                ui.timeline(rx.foreach(RecordState.experiences, _experience)),
            ),
            _add(_("Ajouter une expérience"), "/passeport/experience"),
        ),
        _section(
            _("Mes savoir-faire"),
            RecordState.skills,
            "/passeport/savoir-faire",
            _("Ajouter un savoir-faire"),
            _card,
        ),
        _section(
            _("Mes diplômes et certificats"),
            RecordState.certificates,
            "/passeport/certificat",
            _("Ajouter un document"),
            _certificate,
        ),
        _section(
            _("Mes langues"),
            RecordState.languages,
            "/passeport/langue",
            _("Ajouter une langue"),
            _language,
        ),
        ui.section(
            _("Ce que je cherche"),
            ui.rows(
                _answer(_("Projet"), RecordState.project),
                _answer(_("Où"), RecordState.mobility),
                _answer(_("Quand"), RecordState.availability),
            ),
            ui.link_button(
                _("Changer"), "/passeport/projet", kind="quiet", icon="edit", full=False
            ),
            ui.link_rows(
                ui.link_row(_("Mes réponses"), "/mes-reponses", icon="lock"),
                ui.link_row(_("Trouver une action près de chez vous"), "/actions", icon="place"),
            ),
        ),
        class_name="grid gap-7",
    )


def _section(title: str, lines: rx.Var[list[Line]], to: str, add: str, one: object) -> rx.Component:
    return ui.section(
        title,
        rx.cond(
            lines.length() > 0,
            rx.el.ul(rx.foreach(lines, one), class_name="grid gap-2.5"),
        ),
        _add(add, to),
    )


def _add(text: str, to: str) -> rx.Component:
    return rx.el.div(
        ui.link_button(text, to, kind="quiet", icon="add", full=False, class_name="-ms-5")
    )


def _edit(line: Line) -> rx.Component:
    return ui.anchor(
        ui.icon("edit"),
        ui.only_heard(_("Changer"), " ", line.title),
        to=line.href,
        class_name=(
            "grid place-items-center size-12 shrink-0 -my-2.5 -me-3 rounded-field text-ink-soft "
            "hover:bg-lake-soft hover:text-lake"
        ),
    )


def _heading(line: Line) -> rx.Component:
    return rx.el.div(
        rx.el.h3(rx.el.bdi(line.title), class_name="font-strong leading-snug grow min-w-0"),
        _edit(line),
        class_name="flex items-start gap-2",
    )


def _proof(line: Line) -> rx.Component:
    return rx.el.div(ui.proof_badge(line.level, line.proof))


def _quotes(line: Line) -> rx.Component:
    return rx.foreach(line.quotes, ui.quote)


def _card(line: Line) -> rx.Component:
    return rx.el.li(ui.card(_heading(line), _quotes(line), _proof(line)))


def _experience(line: Line) -> rx.Component:
    return ui.timeline_item(
        _heading(line),
        line.note,
        rx.cond(line.text != "", rx.el.p(rx.el.bdi(line.text))),
        _quotes(line),
        _proof(line),
    )


def _certificate(line: Line) -> rx.Component:
    return rx.el.li(
        ui.card(
            rx.el.div(
                rx.cond(
                    line.thumbnail != "",
                    rx.el.img(
                        src=line.thumbnail,
                        alt="",
                        loading="lazy",
                        class_name="size-18 shrink-0 rounded-field border border-line object-cover",
                    ),
                    rx.el.span(
                        ui.icon("certificate"),
                        class_name=(
                            "grid place-items-center size-18 shrink-0 rounded-field bg-lake-soft "
                            "text-lake"
                        ),
                    ),
                ),
                rx.el.div(
                    _heading(line),
                    rx.cond(line.note != "", _small(line.note)),
                    rx.cond(line.text != "", _small(line.text)),
                    class_name="grid gap-1 grow min-w-0",
                ),
                class_name="flex items-start gap-4",
            ),
            rx.el.div(
                ui.proof_badge(line.level, line.proof),
                rx.cond(
                    line.file != "",
                    ui.link(
                        _("Voir le document"),
                        line.file,
                        reload=True,
                        heard=line.title,
                        class_name="inline-flex items-center min-h-12 -my-2.5",
                    ),
                ),
                class_name="flex flex-wrap items-center gap-x-5 gap-y-2",
            ),
        )
    )


def _language(line: Line) -> rx.Component:
    return rx.el.li(ui.card(_heading(line), _small(line.note)))


def _small(text: rx.Var[str] | str) -> rx.Component:
    return rx.el.p(rx.el.bdi(text), class_name="text-small text-ink-soft")


def _answer(label: str, value: rx.Var[str]) -> rx.Component:
    return ui.row(
        label,
        rx.cond(
            value != "",
            rx.el.bdi(value),
            rx.el.span(_("Pas encore dit"), class_name="font-normal text-ink-soft"),
        ),
    )
