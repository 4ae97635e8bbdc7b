"""One language, by hand."""

import reflex as rx

from passport import ui
from passport.kernel.i18n import _
from passport.record import words
from passport.record.content import ItemKind
from passport.record.pages.frame import error, item_page, value


def page() -> rx.Component:
    """The form of a language."""
    return item_page(
        ui.field(
            _("Quelle langue"),
            "name",
            hint=_("Par exemple : français, arabe, anglais."),
            value=value("name"),
            error=error("name"),
            max_length=120,
        ),
        ui.choice(
            _("Comment je la parle"),
            "level",
            [(level.value, _(label)) for level, label in words.LANGUAGE_LEVELS.items()],
            value=value("level"),
        ),
        kind=ItemKind.LANGUAGE,
        address="/passeport/langue",
        title_new=_("Ajouter une langue"),
        title_change=_("Changer cette langue"),
    )
