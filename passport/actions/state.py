"""Events of the bank of actions."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from passport import ui
from passport.actions import rules, service, words
from passport.actions.rules import Need
from passport.identity.guard import actor, allow
from passport.kernel.actor import Role
from passport.kernel.database import database
from passport.kernel.errors import Invalid
from passport.kernel.i18n import N_, _, ngettext


@dataclass(frozen=True)
class Chip:
    """A need that the bank answers."""

    value: str
    label: str


@dataclass(frozen=True)
class Line:
    """An action, in words ready to be shown."""

    id: str
    title: str
    kind: str
    summary: str
    offered_by: str
    place: str
    days: str
    hours: str
    how: str
    phone: str
    dial: str


class ActionsState(ui.PageState, rx.State):
    """What the person looks for, and what was found."""

    ready: bool = False
    needs: list[Chip] = []
    need: str = ""
    text: str = ""
    lines: list[Line] = []
    count: str = ""

    @rx.event
    @allow(Role.BENEFICIARY)
    async def load(self) -> None:
        """Show what there is now."""
        async with self._errors():
            offered = await database().read(service.offered_needs, actor())
            self.needs = [Chip(need.value, _(words.NEEDS[need])) for need in offered]
            if self.need not in {need.value for need in offered}:
                self.need = ""
            asked = self.router.url.query_parameters.get("mots")
            if asked is not None:
                self.text = asked[: rules.MAX_QUERY]
            await self._search()

    @rx.event
    @allow(Role.BENEFICIARY)
    async def pick(self, need: str) -> None:
        """Look for one need; the same again looks for all."""
        async with self._errors():
            self.need = "" if need == self.need else need
            await self._search()

    @rx.event
    @allow(Role.BENEFICIARY)
    async def search(self, form: dict[str, Any]) -> None:
        """Look for words."""
        async with self._errors():
            self.text = str(form.get("text", ""))[: rules.MAX_QUERY]
            await self._search()

    @rx.event
    @allow(Role.BENEFICIARY)
    async def clear(self) -> None:
        """Show everything again."""
        async with self._errors():
            self.need = self.text = ""
            await self._search()

    async def _search(self) -> None:
        try:
            need = Need(self.need) if self.need else None
        except ValueError:
            self.need = ""
            raise Invalid(N_("Choisissez dans la liste.")) from None
        found = await database().read(service.search, actor(), need=need, text=self.text)
        self.lines = [
            Line(
                id=str(one.id),
                title=one.title,
                kind=_(words.KINDS[one.kind]),
                summary=one.summary,
                offered_by=one.offered_by,
                place=one.place,
                days=words.days(one),
                hours=one.when_words,
                how=one.how_to_join,
                phone=one.phone,
                dial="tel:" + one.phone.replace(" ", ""),
            )
            for one in found
        ]
        self.count = ngettext("{n} action", "{n} actions", len(found)) if found else ""
        self.ready = True
