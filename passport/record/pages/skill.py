"""One know-how, by hand."""

import reflex as rx

from passport import ui
from passport.kernel.i18n import _
from passport.record.content import ItemKind
from passport.record.pages.frame import error, item_page, value


def page() -> rx.Component:
    """The form of a know-how."""
    return item_page(
        ui.field(
            _("Ce que je sais faire"),
            "title",
            hint=_("Par exemple : tenir une caisse, réparer un vélo."),
            value=value("title"),
            error=error("title"),
            max_length=120,
        ),
        ui.text_area(
            _("Avec mes mots"),
            "quote",
            hint=_("Où l'avez-vous fait ? Comment ?"),
            value=value("quote"),
            error=error("quote"),
            optional=True,
        ),
        kind=ItemKind.SKILL,
        address="/passeport/savoir-faire",
        title_new=_("Ajouter un savoir-faire"),
        title_change=_("Changer ce savoir-faire"),
    )
