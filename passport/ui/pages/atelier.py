"""The workshop: each component in every state, to be looked at and tested. Not in production."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from passport import ui
from passport.kernel.i18n import _


@dataclass(frozen=True)
class _Line:
    field: str
    label: str
    value: str
    own_words: str = ""


def _nothing(*_values: Any) -> Any:
    return rx.noop()


def _buttons() -> rx.Component:
    return ui.section(
        _("Boutons et liens"),
        ui.button(_("Envoyer"), icon="check"),
        ui.button(_("Changer la date"), kind="secondary"),
        ui.button(_("Couper l'accès maintenant"), kind="danger"),
        ui.button(_("Pas maintenant"), kind="quiet"),
        ui.button(_("Envoi en cours…"), disabled=True),
        ui.actions(
            ui.link_button(_("Plus tard"), "/atelier", kind="secondary", full=False),
            ui.link_button(_("Télécharger"), "/atelier", icon="download", reload=True, full=False),
            side_by_side=True,
        ),
        rx.el.p(
            ui.link(_("Lire la page sur vos données"), "/confidentialite", reload=True),
            class_name="touch",
        ),
        rx.el.div(
            ui.icon_button("edit", _("Changer")),
            ui.icon_button("remove", _("Enlever")),
            ui.icon_button("more", _("Autres choix")),
            class_name="flex gap-2",
        ),
        ui.language_switcher("/atelier"),
    )


def _fields() -> rx.Component:
    return ui.section(
        _("Champs"),
        ui.form(
            ui.field(_("Votre métier"), "trade", hint=_("Avec vos mots."), value="Vendeuse"),
            ui.field(
                _("Quand ?"),
                "when",
                value="hier ou avant",
                error=_(
                    "Nous n'avons pas compris la date. Écrivez par exemple « mars 2019 » ou "
                    "« environ 2015 »."
                ),
            ),
            ui.text_area(_("Ce que vous faisiez"), "tasks", optional=True),
            ui.select(
                _("Votre langue"),
                "language",
                (("fr", "Français"), ("ar", "العربية"), ("uk", "Українська")),
                empty=_("Choisir"),
            ),
            ui.choice(
                _("Comment voulez-vous ce rendez-vous ?"),
                "way",
                (
                    ui.Option("place", _("Sur place"), _("Au bureau, 5 minutes à pied de la gare")),
                    ui.Option("phone", _("Au téléphone")),
                    ui.Option("video", _("En vidéo")),
                ),
                value="phone",
            ),
            ui.checkboxes(
                _("Ce que vous montrez"),
                "shown",
                (
                    ui.Option("experience", _("Mes expériences")),
                    ui.Option("soft", _("Mes savoir-être"), _("3 preuves")),
                ),
                values=("soft",),
                error=_("Choisissez au moins une chose."),
            ),
            ui.checkbox(_("Prévenez-moi par SMS"), "sms"),
            ui.button(_("Enregistrer"), type="submit"),
            on_submit=_nothing,
            action="/atelier",
        ),
        ui.native_form(
            ui.file_field(
                _("Une photo de votre certificat"), "file", hint=_("Une image ou un PDF, 10 Mo.")
            ),
            ui.button(_("Ajouter"), type="submit", kind="secondary"),
            action="/atelier",
            files=True,
        ),
    )


def _talk() -> rx.Component:
    return ui.section(
        _("Conversation"),
        ui.conversation(
            ui.bubble(_("Bonjour. Racontez-moi un travail que vous avez fait.")),
            ui.bubble(
                "j'ai bossé 3 ans ds une boulangerie a annecy, je servais les clients et la caisse",
                mine=True,
            ),
        ),
        ui.understood_card(
            (
                _Line("trade", _("Métier"), "Vendeuse en boulangerie"),
                _Line("place", _("Où"), "Annecy"),
                _Line("duration", _("Durée"), "3 ans"),
                _Line("tasks", _("Tâches"), "Servir les clients, tenir la caisse", "je servais"),
            ),
            on_change=_nothing,
            on_yes=rx.noop(),
            on_no=rx.noop(),
        ),
        ui.echo(),
        ui.noted(
            (
                _Line("place", _("Où"), "Annecy"),
                _Line("duration", _("Durée"), "3 ans"),
            ),
            on_change=_nothing,
            title=_("Noté. Touchez une ligne pour la changer."),
        ),
        ui.question(
            _("C'était quand, à peu près ?"),
            ui.chips(
                (
                    ("now", _("Cette année")),
                    ("recent", _("Il y a 1 à 3 ans")),
                    ("old", _("Il y a longtemps")),
                ),
                _nothing,
            ),
            on_skip=rx.noop(),
        ),
        rx.el.div(
            ui.chip(_("Choisi"), pressed=True),
            ui.chip(_("Pas choisi"), pressed=False),
            class_name="flex gap-2",
        ),
    )


def _proofs() -> rx.Component:
    return ui.section(
        _("Preuves"),
        ui.progress(
            5,
            8,
            _("5 preuves sur 8"),
            action=ui.link(_("Continuer · 3 min"), "/parler", class_name="no-underline!"),
        ),
        ui.badges(
            ui.proof_badge("declared"),
            ui.proof_badge("seen", _("Vu par Paul M.")),
            ui.proof_badge("guaranteed", _("Garanti par l'employeur")),
            ui.proof_badge("unverifiable", _("Non vérifiable depuis le 3 mars")),
            ui.proof_badge("withdrawn"),
        ),
        ui.card(
            rx.el.h3(_("Sens du service"), class_name="font-strong"),
            ui.quote("Une dame ne voyait pas bien les prix, je les lisais avec elle."),
            ui.proof_badge(
                "seen",
                _("Vu par Paul M."),
                _("Paul M., tuteur à la boulangerie Perrin, en mars 2026."),
                _("Il l'a vu pendant votre stage."),
            ),
        ),
        ui.timeline(
            ui.timeline_item(
                "Vendeuse en boulangerie",
                "Boulangerie Perrin, Annecy · 2019–2022",
                ui.proof_badge("guaranteed", _("Garanti par l'employeur")),
            ),
            ui.timeline_item(
                "Aide à ma grand-mère", "Famille · 2016–2018", ui.proof_badge("declared")
            ),
            ui.timeline_item(_("Prochain rendez-vous"), "3 mars", done=False),
        ),
    )


def _surfaces() -> rx.Component:
    return ui.section(
        _("Cartes et messages"),
        ui.rows(
            ui.row(_("Pour"), "Boulangerie Martin"),
            ui.row(_("Jusqu'à"), _("demain, 18 h"), ui.link(_("Changer"), "/atelier")),
            ui.row(_("Vu"), _("1 fois, aujourd'hui à 10 h 42")),
        ),
        ui.link_rows(
            ui.link_row(_("Rendez-vous"), "/rendez-vous", note="Paul M.", icon="calendar"),
            ui.link_row(_("Mes données"), "/moi", icon="lock"),
        ),
        ui.notice(_("Votre référent voit ce passeport."), tone="info"),
        ui.notice(_("Votre rendez-vous est pris."), tone="success"),
        ui.notice(_("Ce créneau part vite."), tone="warning"),
        ui.notice(_("La photo est trop lourde. Prenez-en une autre."), tone="error"),
        ui.empty_state(
            _("Vous n'avez encore rien montré."),
            action=ui.link_button(_("Choisir quoi montrer"), "/montrer"),
            icon="show",
        ),
        ui.stats(
            ui.stat("12", _("personnes ont répondu")), ui.stat("3", _("propositions gardées"))
        ),
        ui.more(
            _("Comment ça marche ?"), rx.el.p(_("Vous choisissez. Vous coupez quand vous voulez."))
        ),
        ui.qr_frame("/mark.svg", _("Code à montrer"), caption=_("La personne vise ce code.")),
        ui.skeleton(),
    )


def _over() -> rx.Component:
    return ui.section(
        _("Par-dessus la page"),
        ui.button(_("Ouvrir une question"), kind="secondary", opens="sure"),
        ui.button(_("Ouvrir un volet"), kind="secondary", opens="choose"),
        ui.dialog(
            "sure",
            _("Couper l'accès ?"),
            rx.el.p(_("La personne ne verra plus rien. Vous pourrez montrer à nouveau.")),
            ui.button(_("Oui, couper"), kind="danger", closes="sure"),
            ui.button(_("Non, garder"), kind="quiet", closes="sure"),
        ),
        ui.bottom_sheet(
            "choose",
            _("Pour combien de temps ?"),
            ui.choice(
                _("Durée"),
                "duration",
                (("hour", _("1 heure")), ("day", _("1 jour")), ("week", _("1 semaine"))),
                value="day",
                legend_hidden=True,
            ),
            ui.button(_("C'est bon"), closes="choose"),
        ),
        ui.toast_shown(
            _("Votre expérience est enlevée."),
            undo=ui.button(_("Annuler"), kind="quiet", full=False),
        ),
        ui.toast_shown(_("Le réseau est coupé. Réessayez."), "error"),
        ui.toast_shown(_("Ce créneau part vite."), "warning"),
        ui.toast_shown(_("Votre référent voit ce passeport."), "info"),
    )


def page() -> rx.Component:
    """Every component, in the order in which a person meets them."""
    return ui.page(
        ui.back_link(_("Mon passeport"), "/passeport"),
        _buttons(),
        _fields(),
        _talk(),
        _proofs(),
        _surfaces(),
        _over(),
        title=_("Atelier"),
        intro=_("Chaque pièce de l'écran, dans chacun de ses états."),
        place="/atelier",
        bottom=ui.composer(
            on_submit=_nothing,
            action="/atelier",
            status=ui.hearing("text-field"),
            microphone=ui.microphone("text-field"),
        ),
    )
