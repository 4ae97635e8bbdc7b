"""Events of the page where she reads again and erases what she said."""

from datetime import date

import reflex as rx

from passport import ui
from passport.conversation import transcript
from passport.conversation.journal import Day, called, days, pointed
from passport.identity.guard import actor, allow
from passport.kernel.actor import Role
from passport.kernel.database import database
from passport.kernel.i18n import _


class JournalState(ui.PageState, rx.State):
    """What she said, day by day."""

    ready: bool = False
    days: list[Day] = []
    more: bool = False
    # How many turns are shown.
    shown: int = transcript.AT_ONCE
    # The part to erase, once she says yes, and the question that is put to her.
    asking: str = ""
    sure: str = ""

    @rx.event
    @allow(Role.BENEFICIARY)
    async def load(self) -> None:
        """Show what is kept now."""
        async with self._errors():
            self.shown = transcript.AT_ONCE
            self.asking = ""
            await self._refresh()

    @rx.event
    @allow(Role.BENEFICIARY)
    async def older(self) -> None:
        """Show what was said before, too."""
        async with self._errors():
            self.shown += transcript.AT_ONCE
            await self._refresh()

    @rx.event
    @allow(Role.BENEFICIARY)
    async def ask(self, part: str) -> None:
        """Ask whether she is sure to erase ``part``."""
        async with self._errors():
            self.sure = called(part)
            self.asking = part

    @rx.event
    @allow(Role.BENEFICIARY)
    def keep(self) -> None:
        """Erase nothing."""
        self.asking = ""

    @rx.event
    @allow(Role.BENEFICIARY)
    async def erase(self, part: str) -> None:
        """Erase ``part``: a turn, a day, or all."""
        async with self._errors():
            self.asking = ""
            match pointed(part):
                case int() as number:
                    await database().write(transcript.erase_turn, actor(), number)
                case date() as day:
                    await database().write(transcript.erase_day, actor(), day)
                case _:
                    await database().write(transcript.erase_all, actor())
            await self._refresh()
            self._tell(_("C'est effacé. Votre passeport n'a pas changé."))

    async def _refresh(self) -> None:
        kept = await database().read(transcript.read, actor(), most=self.shown)
        self.days, self.more = days(kept), kept.more
        self.ready = True
