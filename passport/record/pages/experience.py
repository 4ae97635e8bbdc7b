"""One experience, by hand."""

import reflex as rx

from passport import ui
from passport.kernel.i18n import _
from passport.record import words
from passport.record.content import ItemKind
from passport.record.pages.frame import error, item_page, value


def page() -> rx.Component:
    """The form of an experience."""
    return item_page(
        ui.field(
            _("Ce que je faisais"),
            "title",
            hint=_("Par exemple : vendeuse, aide à ma grand-mère."),
            value=value("title"),
            error=error("title"),
            max_length=120,
        ),
        ui.choice(
            _("C'était comment ?"),
            "kind",
            [(kind.value, _(label)) for kind, label in words.KINDS.items()],
            value=value("kind"),
        ),
        ui.field(
            _("Chez qui"),
            "employer",
            value=value("employer"),
            error=error("employer"),
            optional=True,
            max_length=120,
            auto_complete="organization",
        ),
        ui.field(
            _("Dans quelle ville"),
            "place",
            value=value("place"),
            error=error("place"),
            optional=True,
            max_length=120,
            auto_complete="address-level2",
        ),
        ui.field(
            _("Depuis quand"),
            "started",
            hint=_("Écrivez comme vous voulez : « mars 2019 », « environ 2015 »."),
            value=value("started"),
            error=error("started"),
            optional=True,
        ),
        ui.field(
            _("Jusqu'à quand"),
            "ended",
            value=value("ended"),
            error=error("ended"),
            optional=True,
        ),
        ui.checkbox(_("J'y suis encore"), "ongoing", checked=value("ongoing") == "yes"),
        ui.field(
            _("Combien de temps en tout"),
            "duration",
            hint=_("Si les dates sont difficiles : « 3 ans », « 6 mois »."),
            value=value("duration"),
            error=error("duration"),
            optional=True,
        ),
        ui.text_area(
            _("Mes tâches"),
            "tasks",
            hint=_("Une tâche par ligne."),
            value=value("tasks"),
            error=error("tasks"),
            optional=True,
        ),
        ui.text_area(
            _("Avec mes mots"),
            "quote",
            hint=_("Racontez un moment vrai. C'est une preuve."),
            value=value("quote"),
            error=error("quotes"),
            optional=True,
        ),
        kind=ItemKind.EXPERIENCE,
        address="/passeport/experience",
        title_new=_("Ajouter une expérience"),
        title_change=_("Changer cette expérience"),
        intro=_("Travail payé, stage, famille, coup de main : tout compte."),
    )
