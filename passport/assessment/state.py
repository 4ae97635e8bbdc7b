"""Events of the page of her answers."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import reflex as rx

from passport import ui
from passport.assessment import rules, service, words
from passport.assessment.service import Answer
from passport.identity.guard import actor, allow
from passport.kernel.actor import Actor, Role
from passport.kernel.database import Session, database
from passport.kernel.errors import NotFound
from passport.kernel.i18n import _, format_short_day, ngettext
from passport.network import service as network


@dataclass(frozen=True)
class Option:
    """One answer that can be chosen."""

    value: str
    label: str


@dataclass(frozen=True)
class Line:
    """An answer, in words ready to be shown. ``grid`` is said on the first of each grid."""

    id: str
    grid: str
    label: str
    choice: str
    answer: str
    own_words: str
    shared: bool
    status: str
    read: str
    options: list[Option] = field(default_factory=list)


async def _look(session: Session, who: Actor) -> tuple[tuple[Answer, ...], str]:
    """Her answers, and the name of her référent."""
    mine = await network.my_caseworker(session, who.person_id)
    return await service.answers(session, who), mine.name if mine else ""


class AnswersState(ui.PageState, rx.State):
    """Her answers to the common grids."""

    ready: bool = False
    caseworker: str = ""
    lines: list[Line] = []
    # The answer that is being changed, and the one that is about to be erased.
    changing: str = ""
    erasing: str = ""

    @rx.event
    @allow(Role.BENEFICIARY)
    async def load(self) -> None:
        """Show what she answered."""
        async with self._errors():
            self.changing = self.erasing = ""
            await self._refresh()

    @rx.event
    @allow(Role.BENEFICIARY)
    async def share(self, answer_id: str) -> None:
        """Let her référent read one answer."""
        async with self._errors():
            name = await database().write(service.share, actor(), _id(answer_id))
            await self._refresh()
            self._tell(_("{name} peut lire cette réponse.", name=name))

    @rx.event
    @allow(Role.BENEFICIARY)
    async def unshare(self, answer_id: str) -> None:
        """Keep one answer for herself again."""
        async with self._errors():
            await database().write(service.unshare, actor(), _id(answer_id))
            await self._refresh()
            self._tell(_("Cette réponse n'est qu'à vous."))

    @rx.event
    @allow(Role.BENEFICIARY)
    def open_choices(self, answer_id: str) -> None:
        """Show the other answers; the same again hides them."""
        self._clear()
        self.changing = "" if self.changing == answer_id else answer_id
        self.erasing = ""

    @rx.event
    @allow(Role.BENEFICIARY)
    async def choose(self, answer_id: str, value: str) -> None:
        """Answer something else."""
        async with self._errors():
            await database().write(service.change, actor(), _id(answer_id), value)
            self.changing = ""
            await self._refresh()
            self._tell(_("C'est changé. Cette réponse n'est qu'à vous."))

    @rx.event
    @allow(Role.BENEFICIARY)
    def ask_erase(self, answer_id: str) -> None:
        """Ask whether an answer is to be destroyed; the same again takes the question back."""
        self._clear()
        self.erasing = "" if self.erasing == answer_id else answer_id
        self.changing = ""

    @rx.event
    @allow(Role.BENEFICIARY)
    async def erase(self, answer_id: str) -> None:
        """Destroy one answer."""
        async with self._errors():
            await database().write(service.erase, actor(), _id(answer_id))
            self.erasing = ""
            await self._refresh()
            self._tell(_("Cette réponse est effacée."))

    async def _refresh(self) -> None:
        found, self.caseworker = await database().read(_look, actor())
        lines: list[Line] = []
        grid = None
        for one in found:
            lines.append(_line(one, first=one.grid is not grid))
            grid = one.grid
        self.lines = lines
        self.ready = True


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound(words.NOT_THERE) from None


def _line(one: Answer, *, first: bool) -> Line:
    choices = words.CHOICES[one.grid, one.theme]
    return Line(
        id=str(one.id),
        grid=_(words.GRIDS[one.grid]) if first else "",
        label=_(words.THEMES[one.grid, one.theme]),
        choice=one.choice,
        answer=_(choices[one.choice]),
        own_words=one.words,
        shared=bool(one.shared_with),
        status=_("Partagé avec {name}", name=one.shared_with)
        if one.shared_with
        else _("Personne d'autre ne le voit"),
        read=_read(one.read, one.read_at),
        options=[Option(code, _(choices[code])) for code in rules.THEMES[one.grid][one.theme]],
    )


def _read(count: int, last: datetime | None) -> str:
    if not count or last is None:
        return ""
    day = format_short_day(last.date())
    return ngettext("Lu {n} fois, le {day}", "Lu {n} fois, la dernière le {day}", count, day=day)
