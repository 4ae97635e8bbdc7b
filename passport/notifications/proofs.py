"""The letter with a code that a professional proves her address with."""

from functools import partial
from typing import Any
from uuid import UUID

from passport.identity.professionals import CODE_SENT
from passport.identity.rules import PROOF_LIFE
from passport.identity.service import Card, card
from passport.kernel.crypto import decrypt
from passport.kernel.database import Database
from passport.kernel.i18n import _, use_locale
from passport.kernel.outbox import Handler
from passport.notifications.mail import Letter, mail_channel
from passport.settings import settings


def handlers(database: Database) -> dict[str, Handler]:
    """What to do with the codes of the outbox."""
    return {CODE_SENT: partial(_send, database)}


async def _send(database: Database, payload: dict[str, Any]) -> None:
    person = await database.read(card, UUID(payload["person_id"]))
    if person.email:
        letter = code_letter(database, person, decrypt(payload["sealed"].encode()))
        await mail_channel(settings(), fictitious=person.fictitious).send(letter)


def code_letter(database: Database, person: Card, code: str) -> Letter:
    """The letter: the code, and what to do when one did not ask for it."""
    now = database.clock.now()
    with use_locale(person.locale):
        return Letter(
            key=f"code.{person.id}.{now:%Y%m%d%H%M%S}",
            sender=settings().mail_from,
            to=person.email or "",
            subject=_("Votre code pour Passeport emploi"),
            text=_(
                "Bonjour {name},\n\n"
                "Voici votre code : {code}\n"
                "Il sert une fois, pendant {minutes} minutes.\n\n"
                "Vous n’avez rien demandé ? Ne donnez ce code à personne.\n",
                name=person.given_name,
                code=code,
                minutes=int(PROOF_LIFE.total_seconds() // 60),
            ),
            language=person.locale,
            at=now,
        )
