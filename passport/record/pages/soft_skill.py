"""One savoir-être, by hand."""

import reflex as rx

from passport import ui
from passport.kernel.i18n import _
from passport.record import words
from passport.record.content import ItemKind
from passport.record.pages.frame import error, item_page, value


def page() -> rx.Component:
    """The form of a savoir-être."""
    return item_page(
        ui.select(
            _("Comment vous êtes au travail"),
            "code",
            [(code, _(label)) for code, label in words.SOFT_SKILLS.items()],
            empty=_("Choisissez"),
            value=value("code"),
            error=error("code"),
        ),
        ui.text_area(
            _("Racontez un moment vrai"),
            "situation",
            hint=_("Que s'est-il passé ? Qu'avez-vous fait ?"),
            value=value("situation"),
            error=error("situation"),
            rows=4,
            optional=True,
        ),
        kind=ItemKind.SOFT_SKILL,
        address="/passeport/savoir-etre",
        title_new=_("Ajouter un savoir-être"),
        title_change=_("Changer ce savoir-être"),
    )
