"""One certificate, with a photo or a file. The browser itself sends this form."""

import reflex as rx

from passport import ui
from passport.kernel.i18n import _
from passport.record.content import ItemKind
from passport.record.files import ACCEPT, MAX_BYTES, TOO_BIG
from passport.record.pages.frame import back, hidden, opened, removal, titled, value
from passport.record.state import ItemState


def page() -> rx.Component:
    """The form of a certificate."""
    return ui.page(
        back(),
        opened(
            ui.native_form(
                *hidden(),
                ui.file_field(
                    rx.cond(
                        value("file") != "",
                        _("Remplacer la photo ou le fichier"),
                        _("Une photo, ou un fichier"),
                    ),
                    "file",
                    accept=ACCEPT,
                    heaviest=(MAX_BYTES, _(TOO_BIG, most=MAX_BYTES // 1024 // 1024)),
                    hint=_("Votre téléphone vous propose l'appareil photo. 10 Mo au plus."),
                ),
                ui.field(
                    _("Le nom du document"),
                    "title",
                    hint=_("Par exemple : permis B, CAP cuisine, SST."),
                    value=value("title"),
                    required=True,
                    max_length=120,
                ),
                ui.field(
                    _("Donné par"), "issuer", value=value("issuer"), optional=True, max_length=120
                ),
                ui.field(
                    _("Quand"),
                    "obtained",
                    hint=_("Par exemple : juin 2018."),
                    value=value("obtained"),
                    optional=True,
                ),
                ui.field(
                    _("Valable jusqu'à quand"),
                    "expires",
                    hint=_("Par exemple : mars 2028."),
                    value=value("expires"),
                    optional=True,
                ),
                ui.button(_("Enregistrer"), type="submit"),
                action="/passeport/certificats",
                files=True,
                custom_attrs={"data-keeps": "true"},
            ),
            removal(ItemKind.CERTIFICATE),
        ),
        title=titled(_("Ajouter un document"), _("Changer ce document")),
        intro=_("Il reste privé. Vous choisissez à qui le montrer."),
        place="/passeport",
        bar=_("Mon passeport"),
        state=ItemState,
    )
