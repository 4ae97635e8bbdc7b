"""One-time codes on their way to whom they are for.

What stands on a locked screen says neither who we are nor what for; the code stands first in a
short message, where telephones find it.
"""

from typing import Any
from uuid import UUID

from passport.identity import codes
from passport.identity.codes import Delivery
from passport.identity.contacts import ContactKind
from passport.kernel.database import Database
from passport.kernel.i18n import _, use_locale
from passport.notifications.mail import Letter, mail_channel
from passport.notifications.texts import ShortMessage, text_channel
from passport.settings import Settings, settings


async def send_code(database: Database, payload: dict[str, Any]) -> None:
    """Send the code of a request, when its address leads to somebody."""
    delivery = await database.write(codes.prepare, UUID(payload["id"]))
    if delivery is None:
        return
    values = settings()
    if delivery.kind is ContactKind.PHONE:
        await text_channel(values, fictitious=delivery.fictitious).send(short_message(delivery))
    else:
        letter = code_letter(delivery, database, values)
        await mail_channel(values, fictitious=delivery.fictitious).send(letter)


def spaced(code: str) -> str:
    """``123 456``: two groups that an eye can hold."""
    return f"{code[:3]} {code[3:]}"


def short_message(delivery: Delivery) -> ShortMessage:
    """The code as a short message."""
    with use_locale(delivery.locale):
        text = _("{code} : votre code. Ne le donnez à personne.", code=spaced(delivery.code))
    return ShortMessage(str(delivery.id), delivery.value, text)


def code_letter(delivery: Delivery, database: Database, values: Settings) -> Letter:
    """The code as a letter."""
    with use_locale(delivery.locale):
        lines = [
            _("Votre code :"),
            "",
            f"    {spaced(delivery.code)}",
            "",
            _("Il sert une fois, pendant 10 minutes."),
            _("Ne le donnez à personne, même pas à nous."),
            _("Vous n’avez rien demandé ? Ne faites rien."),
            "",
        ]
        return Letter(
            key=f"code.{delivery.id}",
            sender=values.mail_from,
            to=delivery.value,
            subject=_("Votre code"),
            text="\n".join(lines),
            language=delivery.locale,
            at=database.clock.now(),
        )
