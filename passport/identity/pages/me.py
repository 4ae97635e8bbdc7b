"""My page: who I am here, my language, my open devices, the way out."""

import reflex as rx

from passport import ui
from passport.identity.state import Line, MeState
from passport.kernel.i18n import _


def page() -> rx.Component:
    """The page ``/moi``."""
    return ui.page(
        rx.cond(
            MeState.ready,
            rx.el.div(_identity(), _devices(), _device(), _history(), class_name="grid gap-8"),
            ui.waiting(MeState),
        ),
        ui.link_rows(
            rx.cond(
                MeState.caseworker,
                rx.fragment(
                    ui.link_row(
                        _("Inviter une personne"), "/pro/invitations", icon="add", reload=True
                    ),
                    ui.link_row(
                        _("Ce qu'on vous confie"), "/pro/confie", icon="people", reload=True
                    ),
                ),
            ),
            rx.cond(
                MeState.returns,
                ui.link_row(_("Revenir avec un code"), "/moi/revenir", icon="message", reload=True),
            ),
            ui.link_row(_("Mes façons d’entrer"), "/moi/connexions", icon="lock", reload=True),
        ),
        ui.section(_("Ma langue"), ui.language_switcher("/moi")),
        ui.link_rows(
            ui.link_row(
                _("Ce que nous gardons, et pourquoi"), "/confidentialite", icon="lock", reload=True
            )
        ),
        ui.native_form(
            ui.button(_("Se déconnecter"), type="submit", kind="danger", icon="leave"),
            action="/deconnexion",
            custom_attrs={"data-forget": "true"},
        ),
        title=_("Moi"),
        place="/moi",
        state=MeState,
        nav=MeState.ready & ~MeState.professional,
    )


def _identity() -> rx.Component:
    return ui.section(
        _("Qui je suis"),
        rx.cond(
            MeState.fictitious,
            ui.notice(_("Cette personne est inventée. Vous pouvez tout essayer.")),
        ),
        ui.rows(
            ui.row(_("Prénom"), _bidi(MeState.given_name)),
            ui.row(_("Nom de naissance"), _bidi(MeState.family_name)),
            rx.cond(MeState.usual_name != "", ui.row(_("Nom d’usage"), _bidi(MeState.usual_name))),
            rx.cond(MeState.email != "", ui.row(_("E-mail"), _bidi(MeState.email))),
        ),
        ui.lead(_("Cela vient de la connexion. Cela ne se change pas ici.")),
    )


def _devices() -> rx.Component:
    return ui.section(
        _("Mes appareils ouverts"),
        _list(MeState.devices),
        rx.cond(
            MeState.others > 0,
            ui.native_form(
                ui.button(
                    _("Fermer les autres"),
                    MeState.close_others.prevent_default,
                    type="submit",
                    kind="secondary",
                    icon="lock",
                ),
                action="/moi/fermer-les-autres",
            ),
        ),
    )


def _device() -> rx.Component:
    return ui.section(
        _("Cet appareil"),
        rx.cond(
            MeState.lent,
            _lending(
                _("Cet appareil n’est pas à vous. Rien ne reste ici."),
                _("Sans rien faire, tout se ferme au bout de 5 minutes."),
                _("C’est mon appareil"),
                "0",
            ),
            _lending(
                _("Sur l’appareil de quelqu’un, dites-le. Rien n’y restera."),
                _("Sans rien faire, tout se ferme au bout de 30 minutes."),
                _("Ce téléphone n’est pas à moi"),
                "1",
            ),
        ),
        ui.lead(_("Pour quitter vite : le bouton « Quitter », en haut. Tout se ferme.")),
        ui.lead(_("Sur un clavier : trois fois la touche Échap.")),
    )


def _lending(what: str, when: str, label: str, value: str) -> rx.Component:
    return rx.el.div(
        rx.el.p(what),
        rx.el.p(when, class_name="text-small text-ink-soft"),
        ui.native_form(
            ui.button(label, type="submit", kind="secondary", name="lent", value=value),
            action="/moi/appareil",
        ),
        class_name="grid gap-3",
    )


def _history() -> rx.Component:
    return ui.more(
        _("Ce qui s’est passé"),
        rx.el.div(
            _list(MeState.history),
            ui.lead(_("Ce que vous écrivez n’est jamais dans cette liste.")),
            ui.lead(
                rx.fragment(
                    _("Votre numéro ici :"),
                    " ",
                    rx.el.bdi(MeState.number, class_name="break-all", dir="ltr"),
                )
            ),
            class_name="grid gap-3",
        ),
    )


def _list(lines: rx.Var[list[Line]]) -> rx.Component:
    return rx.el.ul(
        rx.foreach(lines, _line),
        class_name="rounded-card border border-line bg-card px-4 divide-y divide-line",
    )


def _line(line: rx.Var[Line]) -> rx.Component:
    return rx.el.li(
        rx.el.p(line.title, class_name="font-strong"),
        rx.el.p(line.note, class_name="text-small text-ink-soft"),
        class_name="py-3",
    )


def _bidi(value: rx.Var[str]) -> rx.Component:
    return rx.el.span(value, dir="auto", class_name="break-words")
