"""Events of a person's own page."""

from dataclasses import dataclass

import reflex as rx

from passport import ui
from passport.identity import service, tabs, words
from passport.identity.guard import actor, allow
from passport.identity.myself import Myself, myself, speak
from passport.kernel.actor import Actor, Role
from passport.kernel.database import Session, database
from passport.kernel.i18n import _, format_day_time, locale, ngettext
from passport.network import service as network


@dataclass(frozen=True)
class Line:
    """A device or something that happened, in words ready to be shown."""

    title: str
    note: str


async def _look(session: Session, who: Actor) -> tuple[Myself, str]:
    """What is kept about the person, and the zone of her place."""
    zone = "Europe/Paris"
    if who.territory_id:
        zone = (await network.territory(session, who.territory_id)).time_zone
    return await myself(session, who), zone


class MeState(ui.PageState, rx.State):
    """Who I am here, and where I am logged in."""

    ready: bool = False
    # What the operator calls her.
    number: str = ""
    name: str = ""
    given_name: str = ""
    family_name: str = ""
    usual_name: str = ""
    email: str = ""
    fictitious: bool = False
    caseworker: bool = False
    # The five places are a beneficiary's.
    professional: bool = False
    devices: list[Line] = []
    others: int = 0
    lent: bool = False
    # A beneficiary may come back by a code.
    returns: bool = False
    history: list[Line] = []

    @rx.event
    @allow(*Role)
    async def load(self) -> None:
        """Show what is kept now; write to the person in the language of this page from now on."""
        async with self._errors():
            self.caseworker = actor().role is Role.CASEWORKER
            self.professional = actor().role is not Role.BENEFICIARY
            me = await self._refresh()
            if me.locale != locale():
                await database().write(speak, actor(), locale())

    @rx.event
    @allow(*Role)
    async def close_others(self) -> None:
        """Close every other session, and empty its tabs."""
        async with self._errors():
            ended = await database().write(service.close_others, actor())
            await tabs.ended(ended)
            await self._refresh()
            self._tell(
                ngettext("{n} appareil est fermé.", "{n} appareils sont fermés.", len(ended))
            )

    async def _refresh(self) -> Myself:
        me, zone = await database().read(_look, actor())
        self.name = me.name
        self.given_name = me.given_name
        self.family_name = me.family_name
        self.usual_name = me.preferred_name or ""
        self.email = me.email or ""
        self.fictitious = me.fictitious
        self.devices = [
            Line(
                words.device(one.device),
                _("Cet appareil, depuis {when}", when=format_day_time(one.opened_at, zone))
                if one.current
                else _("Depuis {when}", when=format_day_time(one.opened_at, zone)),
            )
            for one in me.sessions
        ]
        self.others = sum(not one.current for one in me.sessions)
        self.number = str(actor().person_id)
        self.lent = me.shared
        self.returns = actor().role is Role.BENEFICIARY
        self.history = [
            Line(words.happened(one.what, one.facts), format_day_time(one.at, zone))
            for one in me.history
        ]
        self.ready = True
        return me
