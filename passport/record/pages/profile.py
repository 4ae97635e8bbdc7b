"""What she looks for, where and when."""

import reflex as rx

from passport import ui
from passport.kernel.i18n import _
from passport.record.pages.frame import error, item_page, value


def page() -> rx.Component:
    """The form of the top of the passport."""
    return item_page(
        ui.text_area(
            _("Mon projet, en une phrase"),
            "project",
            hint=_("Par exemple : je cherche un emploi de vente."),
            value=value("project"),
            error=error("project"),
            optional=True,
            rows=2,
        ),
        ui.field(
            _("Où je peux aller"),
            "mobility",
            hint=_("Par exemple : Annecy et autour, en bus."),
            value=value("mobility"),
            error=error("mobility"),
            optional=True,
        ),
        ui.field(
            _("Quand je suis libre"),
            "availability",
            hint=_("Par exemple : tout de suite, le matin."),
            value=value("availability"),
            error=error("availability"),
            optional=True,
        ),
        kind=None,
        address="/passeport/projet",
        title_new="",
        title_change=_("Ce que je cherche"),
    )
