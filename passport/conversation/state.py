"""Events of the conversation's screen."""

from collections.abc import Awaitable
from typing import Any

import reflex as rx

from passport import ui
from passport.conversation import cards, listening, service
from passport.conversation import help as numbers
from passport.conversation.beside import Beside
from passport.conversation.cards import CardLine, Choice
from passport.conversation.screen import Call, Said, Screen, calls, screen
from passport.identity.guard import actor, allow
from passport.kernel.actor import Role
from passport.kernel.database import database
from passport.kernel.errors import Invalid
from passport.kernel.i18n import localised

CALM = "aide"
"""Word in the address that shows the numbers to call, without saying which."""

LINE = "changer"
"""Word in the address that opens a line of the card, for a touch before the page was alive."""

PAGE = "/parler"

SUBJECT = "sujet"
"""Word in the address that says what to talk of: the name of a flow."""


class TalkState(ui.PageState, rx.State):
    """The conversation as it stands."""

    ready: bool = False
    step: str = ""
    flow: str = ""
    hello: str = ""
    note: str = ""
    key: str = ""
    # Names the next turn, so that the same sending twice counts once.
    turn: str = ""
    # Grows with each text that was taken, and with each that was answered, taken or not: the
    # page then lets go of what she wrote, or gives it back to her.
    taken: int = 0
    answered: int = 0
    question: str = ""
    hint: str = ""
    progress: str = ""
    answers: list[Choice] = []
    lines: list[CardLine] = []
    missing: list[CardLine] = []
    quote: str = ""
    noted: list[CardLine] = []
    thread: list[Said] = []
    beside: Beside = Beside()
    # Whether a program elsewhere helps to understand.
    helped: bool = False
    undoable: bool = False
    card_title: str = ""
    yes_label: str = ""
    no_label: str = ""
    link_label: str = ""
    link_to: str = ""
    # Lines to read, where there is nothing to say yes to.
    found: list[CardLine] = []
    dial: list[Call] = []
    calls: list[Call] = []
    editing: str = ""
    edit_label: str = ""
    edit_value: str = ""
    edit_shape: str = ""
    edit_hint: str = ""
    edit_options: list[Choice] = []

    @rx.event
    @allow(Role.BENEFICIARY)
    async def load(self) -> Any:
        """Take the conversation up where it is, or begin what the address asks for."""
        async with self._errors():
            wanted = self.router.url.query_parameters.get(SUBJECT, "")
            if wanted in service.subjects():
                await database().write(service.start, actor(), wanted)
                # Without the word, so that coming back to the page does not begin again.
                return rx.redirect(localised(PAGE), replace=True)
            talk = await database().read(service.open_talk, actor())
            shown = screen(talk)
            self.hello = shown.hello
            self.helped = listening.helper() is not None
            self._show(shown)
            self.editing = ""
            query = self.router.url.query_parameters
            if CALM in query:
                self.calls = calls(numbers.ANY)
            if LINE in query:
                await self._edit(query[LINE])
        return None

    @rx.event
    @allow(Role.BENEFICIARY)
    async def say(self, form: dict[str, str]) -> None:
        """Take what she wrote or dictated."""
        async with self._errors():
            sent = (database(), actor(), form.get("text", ""))
            talk = await self._or_line(listening.say(*sent, key=form.get("turn") or None))
            if talk is not None:
                self._show(screen(talk))
                self.editing = ""
            self.taken += 1
        self.answered += 1

    @rx.event
    @allow(Role.BENEFICIARY)
    async def pick(self, answer: str, asked: str, turn: str) -> None:
        """Take a ready answer."""
        async with self._errors():
            talk = await database().write(
                service.tap, actor(), answer, asked=asked, key=turn or None
            )
            self._show(screen(talk))
        self.answered += 1

    @rx.event
    @allow(Role.BENEFICIARY)
    async def edit(self, field: str) -> None:
        """Open the form of a line of the card."""
        async with self._errors():
            if not await self._edit(field):
                self._show(screen(await database().write(service.ask_again, actor(), field)))

    @rx.event
    @allow(Role.BENEFICIARY)
    def close(self) -> None:
        """Leave the form of a line, nothing changed."""
        self._clear()
        self.editing = ""

    @rx.event
    @allow(Role.BENEFICIARY)
    async def change(self, form: dict[str, str]) -> None:
        """Write a line anew."""
        async with self._errors():
            field, value = form.get("field", ""), form.get("value", "")
            self._show(screen(await database().write(service.change, actor(), field, value)))
            self.editing = ""

    @rx.event
    @allow(Role.BENEFICIARY)
    async def yes(self, turn: str) -> None:
        """Put the card in the passport."""
        async with self._errors():
            yes = database().write(service.confirm, actor(), key=turn or None)
            talk = await self._or_line(yes)
            if talk is not None:
                self._show(screen(talk))

    @rx.event
    @allow(Role.BENEFICIARY)
    async def no(self) -> None:
        """Say that the card is not right."""
        async with self._errors():
            talk = await database().write(service.reject, actor(), key=self.turn or None)
            self._show(screen(talk))

    @rx.event
    @allow(Role.BENEFICIARY)
    async def something_else(self, turn: str) -> None:
        """Show what else can be talked of; what is open waits."""
        async with self._errors():
            self._show(screen(await database().write(service.menu, actor(), key=turn or None)))
            self.editing = ""

    @rx.event
    @allow(Role.BENEFICIARY)
    async def leave(self, turn: str) -> None:
        """Give up the card that is open."""
        async with self._errors():
            self._show(screen(await database().write(service.leave, actor(), key=turn or None)))
            self.editing = ""

    @rx.event
    @allow(Role.BENEFICIARY)
    async def undo(self, turn: str) -> None:
        """Take back the last turn."""
        async with self._errors():
            talk = await database().write(service.undo, actor(), key=turn or None)
            self._show(screen(talk))

    @rx.event
    @allow(Role.BENEFICIARY)
    def go_on(self) -> None:
        """Put the numbers to call away."""
        self._clear()
        self.calls = []

    async def _or_line(self, taken: Awaitable[service.Talk]) -> service.Talk | None:
        """What was ``taken``; or the form of the line that the card lacks, which says why."""
        try:
            return await taken
        except Invalid as error:
            if error.field in (None, "text") or not await self._edit(str(error.field)):
                raise
            self.error_field, self.error_text = "value", error.text()
            return None

    async def _edit(self, field: str) -> bool:
        """Open the form of a line; whether the card has such a line."""
        talk = await database().read(service.open_talk, actor())
        draft = talk.dialogue.draft
        form = None if draft.empty else cards.form(draft, field)
        if form is None:
            return False
        self.edit_label, self.edit_value = form.label, form.value
        self.edit_shape, self.edit_hint = form.shape, form.hint
        self.edit_options = list(form.options)
        self.editing = form.field
        return True

    def _show(self, shown: Screen) -> None:
        self.step, self.flow, self.note = shown.step, shown.flow, shown.note
        self.card_title, self.yes_label, self.no_label = shown.card_title, shown.yes, shown.no
        self.link_label, self.link_to = shown.link_label, shown.link_to
        self.found, self.dial = shown.found, shown.dial
        self.key, self.turn = shown.key, shown.turn
        self.question, self.hint, self.answers = shown.question, shown.hint, shown.answers
        self.progress = shown.progress
        self.lines, self.missing = shown.lines, shown.missing
        self.quote, self.noted = shown.quote, shown.noted
        self.thread, self.undoable = shown.thread, shown.undoable
        if shown.beside is not None:
            self.beside = shown.beside
        self.calls = shown.calls
        self.ready = True
