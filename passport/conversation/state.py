"""Events of the conversation's screen."""

import reflex as rx

from passport import ui
from passport.conversation import help as numbers
from passport.conversation import service, words
from passport.conversation.screen import Answer, Call, CardLine, Said, Screen, screen
from passport.identity.guard import actor, allow
from passport.kernel.actor import Role
from passport.kernel.database import database
from passport.kernel.errors import Invalid
from passport.kernel.i18n import _

CALM = "aide"
"""Word in the address that shows the numbers to call, without saying which."""


class TalkState(ui.PageState, rx.State):
    """The conversation as it stands."""

    ready: bool = False
    step: str = ""
    hello: str = ""
    note: str = ""
    key: str = ""
    # Names the next turn, so that the same sending twice counts once.
    turn: str = ""
    # Grows with each text that was taken: the page then empties the place to write.
    taken: int = 0
    question: str = ""
    hint: str = ""
    answers: list[Answer] = []
    lines: list[CardLine] = []
    missing: list[CardLine] = []
    quote: str = ""
    noted: str = ""
    thread: list[Said] = []
    kept: int = 0
    undoable: bool = False
    calls: list[Call] = []
    editing: str = ""
    edit_label: str = ""
    edit_value: str = ""

    @rx.event
    @allow(Role.BENEFICIARY)
    async def load(self) -> None:
        """Take the conversation up where it is."""
        async with self._errors():
            shown = screen(await database().read(service.open_talk, actor()))
            self.hello = shown.hello
            self._show(shown)
            self.editing = ""
            if CALM in self.router.url.query_parameters:
                self.calls = [Call(each.number, _(each.who)) for each in numbers.ANY]

    @rx.event
    @allow(Role.BENEFICIARY)
    async def say(self, form: dict[str, str]) -> None:
        """Take what she wrote or dictated."""
        async with self._errors():
            sent = (actor(), form.get("text", ""))
            talk = await database().write(service.say, *sent, key=form.get("turn") or None)
            self._show(screen(talk))
            self.editing = ""
            self.taken += 1

    @rx.event
    @allow(Role.BENEFICIARY)
    async def pick(self, answer: str, asked: str, turn: str) -> None:
        """Take a ready answer."""
        async with self._errors():
            talk = await database().write(
                service.tap, actor(), answer, asked=asked, key=turn or None
            )
            self._show(screen(talk))

    @rx.event
    @allow(Role.BENEFICIARY)
    async def edit(self, field: str) -> None:
        """Open the form of a line of the card."""
        async with self._errors():
            await self._edit(field)

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
            try:
                talk = await database().write(service.confirm, actor(), key=turn or None)
            except Invalid as error:
                if error.field not in words.LABELS:
                    raise
                await self._edit(error.field)
                self.error_field, self.error_text = "value", error.text()
                return
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
    async def undo(self, turn: str) -> None:
        """Take back the last turn."""
        async with self._errors():
            talk = await database().write(service.undo, actor(), key=turn or None)
            self._show(screen(talk))

    @rx.event
    @allow(Role.BENEFICIARY)
    async def erase(self) -> None:
        """Destroy the transcript."""
        async with self._errors():
            self._show(screen(await database().write(service.erase, actor())))
            self._tell(_("La conversation est effacée. Votre passeport n'a pas changé."))

    @rx.event
    @allow(Role.BENEFICIARY)
    def go_on(self) -> None:
        """Put the numbers to call away."""
        self._clear()
        self.calls = []

    async def _edit(self, field: str) -> None:
        talk = await database().read(service.open_talk, actor())
        if field not in words.LABELS or talk.dialogue.draft.empty:
            raise Invalid(words.NO_CARD)
        self.edit_label = _(words.LABELS[field])
        self.edit_value = words.editable(talk.dialogue.draft, field)
        self.editing = field

    def _show(self, shown: Screen) -> None:
        self.step, self.note = shown.step, shown.note
        self.key, self.turn = shown.key, shown.turn
        self.question, self.hint, self.answers = shown.question, shown.hint, shown.answers
        self.lines, self.missing = shown.lines, shown.missing
        self.quote, self.noted = shown.quote, shown.noted
        self.thread, self.kept, self.undoable = shown.thread, shown.kept, shown.undoable
        self.calls = shown.calls
        self.ready = True
