"""Events of the screen where people say what they think."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import reflex as rx

from passport import ui
from passport.identity.guard import actor, allow
from passport.kernel.actor import Role
from passport.kernel.database import database
from passport.kernel.errors import Invalid, NotFound
from passport.kernel.i18n import N_, _, ngettext
from passport.participation import rules, service, words
from passport.participation.rules import Progress, QuestionKind, Stage, StepState
from passport.participation.service import Asked, Followed, Report, Summary

# Where the focus goes when the screen changes.
TOP = "avis"
# The field of free text.
WORDS = "words"

LIST, ABOUT, QUESTION, REVIEW, SENT, FOLLOWED, REPORT = (
    "list",
    "about",
    "question",
    "review",
    "sent",
    "followed",
    "report",
)


@dataclass(frozen=True)
class Card:
    """A consultation in the list."""

    id: str
    title: str
    why: str
    note: str
    answered: bool


@dataclass(frozen=True)
class Choice:
    """A value that may be chosen, and whether it is."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Said:
    """A question and the answer to it."""

    position: int
    question: str
    answer: str


@dataclass(frozen=True)
class Moment:
    """A step of what becomes of an answer."""

    title: str
    note: str
    done: bool
    late: bool


@dataclass(frozen=True)
class Bar:
    """How many gave an answer, in words and as a number."""

    label: str
    words: str
    count: int


@dataclass(frozen=True)
class Result:
    """What was answered to a question."""

    question: str
    sentence: str
    total: int
    bars: list[Bar]


@dataclass(frozen=True)
class Pair:
    """What people said and what was done."""

    said: str
    done: str


class OpinionState(ui.PageState, rx.State):
    """Consultations, the answers being given, and the receipt while it is shown."""

    ready: bool = False
    view: str = LIST
    running: list[Card] = []
    past: list[Card] = []

    consultation: str = ""
    title: str = ""
    why: str = ""
    promise: str = ""
    count: str = ""
    can_change: list[str] = []
    cannot_change: list[str] = []

    position: int = 0
    place: str = ""
    kind: str = ""
    question: str = ""
    choices: list[Choice] = []
    typed: str = ""
    review: list[Said] = []
    said: list[Said] = []

    code: list[str] = []
    steps: list[Moment] = []
    may_change: bool = False
    answer: str = ""
    outcomes: list[Pair] = []
    voices: str = ""
    results: list[Result] = []

    _answers: dict[int, str] = {}
    _code: str = ""

    @rx.event
    @allow(Role.BENEFICIARY)
    async def load(self) -> Any:
        """Show the list, or what was being answered when the page was left."""
        async with self._errors():
            await self._list()
            if self.view in {LIST, FOLLOWED, REPORT}:
                self._leave()
                return
            if self.view in {QUESTION, REVIEW}:
                await self._show(self.position if self.view == QUESTION else 0)

    @rx.event
    @allow(Role.BENEFICIARY)
    async def home(self) -> Any:
        """Go back to the list. A receipt on the screen is forgotten."""
        async with self._errors():
            self._leave()
            await self._list()
        return rx.set_focus(TOP)

    @rx.event
    @allow(Role.BENEFICIARY)
    async def open(self, consultation_id: str) -> Any:
        """Say what a consultation is about before its questions."""
        async with self._errors():
            self._leave()
            await self._open(_uuid(consultation_id))
            self.view = ABOUT
        return rx.set_focus(TOP)

    @rx.event
    @allow(Role.BENEFICIARY)
    async def begin(self) -> Any:
        """Ask the first question."""
        async with self._errors():
            await self._show(1)
        return rx.set_focus(TOP)

    @rx.event
    @allow(Role.BENEFICIARY)
    async def pick(self, value: str, position: int) -> Any:
        """Take a choice as the answer to the question at ``position``, and ask the next one."""
        async with self._errors():
            await self._take(value, str(position))
        return rx.set_focus(TOP)

    @rx.event
    @allow(Role.BENEFICIARY)
    async def say(self, form: dict[str, Any]) -> Any:
        """Take words as the answer and ask the next question."""
        async with self._errors():
            self.typed = str(form.get(WORDS, ""))[: rules.MAX_TEXT * 2]
            await self._take(self.typed, str(form.get("position", "")))
        return rx.set_focus(TOP)

    @rx.event
    @allow(Role.BENEFICIARY)
    async def skip(self, position: int) -> Any:
        """Leave the question at ``position`` without an answer."""
        async with self._errors():
            await self._take("", str(position))
        return rx.set_focus(TOP)

    @rx.event
    @allow(Role.BENEFICIARY)
    async def back(self) -> Any:
        """Ask the question before."""
        async with self._errors():
            if self.position <= 1:
                self.view = FOLLOWED if self._code else ABOUT
            else:
                await self._show(self.position - 1)
        return rx.set_focus(TOP)

    @rx.event
    @allow(Role.BENEFICIARY)
    async def ask(self, position: int) -> Any:
        """Ask a question again, from what was read back."""
        async with self._errors():
            await self._show(position)
        return rx.set_focus(TOP)

    @rx.event
    @allow(Role.BENEFICIARY)
    async def send(self) -> Any:
        """Put the answers into the box; twice does no more than once."""
        if self.view != REVIEW:
            return None
        async with self._errors(shown=()):
            if self._code:
                code = self._code
                await database().write(service.change, actor(), code, self._answers)
                await self._follow(code)
                self._tell(_("Votre réponse est changée."))
            else:
                code = await database().write(
                    service.answer, actor(), _uuid(self.consultation), self._answers
                )
                followed = await database().read(service.follow, actor(), code)
                self.code, self.steps = code.split(), _moments(followed.steps)
                self.view = SENT
            self._answers = {}
            self.review = []
            self.typed = ""
        return rx.set_focus(TOP)

    @rx.event
    @allow(Role.BENEFICIARY)
    async def follow(self, form: dict[str, Any]) -> Any:
        """Show where an answer stands."""
        async with self._errors():
            await self._follow(str(form.get("code", "")))
            return rx.set_focus(TOP)

    @rx.event
    @allow(Role.BENEFICIARY)
    async def change(self) -> Any:
        """Ask the questions again, with the answers that were given."""
        async with self._errors():
            followed = await database().read(service.follow, actor(), self._code)
            self._answers = dict(followed.answers)
            await self._open(followed.summary.id)
            await self._show(1)
        return rx.set_focus(TOP)

    @rx.event
    @allow(Role.BENEFICIARY)
    async def see(self, consultation_id: str) -> Any:
        """Show what a consultation that is over gave."""
        async with self._errors():
            self._leave()
            found = await database().read(service.report, actor(), _uuid(consultation_id))
            self._report(found)
            self.view = REPORT
        return rx.set_focus(TOP)

    def _leave(self) -> None:
        """Go to the list and forget what was answered, typed or opened."""
        self.view, self.position = LIST, 0
        self._answers, self._code = {}, ""
        self.code, self.review, self.said, self.typed = [], [], [], ""

    async def _list(self) -> None:
        found = await database().read(service.in_my_territory, actor())
        today = database().clock.now().date()
        self.running = [
            _card(one, words.closing(one)) for one in found if one.stage is Stage.RUNNING
        ]
        self.past = [
            _card(one, words.standing(one, today))
            for one in found
            if one.stage is not Stage.RUNNING
        ]
        self.ready = True

    async def _open(self, consultation_id: UUID) -> None:
        found = await database().read(service.sheet, actor(), consultation_id)
        self.consultation = str(found.summary.id)
        self.title, self.why = found.summary.title, found.summary.why
        self.promise = words.promise(found.summary)
        self.count = ngettext(
            "Commencer · {n} question", "Commencer · {n} questions", len(found.questions)
        )
        self.can_change, self.cannot_change = list(found.can_change), list(found.cannot_change)

    async def _asked(self) -> tuple[Asked, ...]:
        return (await database().read(service.sheet, actor(), _uuid(self.consultation))).questions

    async def _show(self, position: int) -> None:
        """The question at ``position``, or what was answered when there is none."""
        asked = await self._asked()
        current = next((one for one in asked if one.position == position), None)
        if current is None:
            self.review = [
                Said(one.position, one.text, words.said(one, self._answers.get(one.position, "")))
                for one in asked
            ]
            self.view = REVIEW
            return
        answer = self._answers.get(position, "")
        self.view, self.position = QUESTION, position
        self.place = _("Question {n} sur {total}", n=asked.index(current) + 1, total=len(asked))
        self.question, self.kind = current.text, current.kind.value
        self.typed = answer if current.kind is QuestionKind.TEXT else ""
        self.choices = [
            Choice(value, words.said(current, value), value == answer)
            for value in service.ask_of(current).accepts()
        ]

    async def _take(self, value: str, asked: str) -> None:
        # A tap that comes late was for a question that was answered meanwhile.
        if self.view != QUESTION or asked != str(self.position):
            return
        if len(rules.clean_text(value)) > rules.MAX_TEXT:
            raise Invalid(
                N_("Ce texte est trop long. Gardez {most} lettres au plus."),
                field=WORDS,
                most=rules.MAX_TEXT,
            )
        accepted = {choice.value for choice in self.choices}
        if value and accepted and value not in accepted:
            raise Invalid(N_("Ce choix n'existe pas. Choisissez dans la liste."))
        again = bool(self.review)
        self._answers = {**self._answers, self.position: value}
        # After the first reading back, a change goes straight back to it.
        await self._show(0 if again else self.position + 1)

    async def _follow(self, code: str) -> None:
        found: Followed = await database().read(service.follow, actor(), code)
        self._code = code
        self.title, self.why = found.summary.title, found.summary.why
        self.steps = _moments(found.steps)
        self.may_change = found.may_change
        self.review = []
        self.results = []
        self.voices = ""
        self._outcome(found.answer, found.outcomes)
        self.code = []
        self.choices = []
        self.view = FOLLOWED
        self.said = [
            Said(one.position, one.text, words.said(one, found.answers.get(one.position, "")))
            for one in found.questions
        ]

    def _outcome(self, answer: str, outcomes: Sequence[tuple[str, str]]) -> None:
        self.answer = answer
        self.outcomes = [Pair(said, done) for said, done in outcomes]

    def _report(self, found: Report) -> None:
        self.title, self.why = found.summary.title, found.summary.why
        self.steps = _moments(found.steps)[1:]
        self._outcome(found.answer, found.outcomes)
        self.voices = (
            _(
                "Moins de {n} personnes ont répondu. Nous ne montrons pas de chiffres.",
                n=rules.PUBLISHED_FROM,
            )
            if found.voices is None
            else ngettext("{n} personne a répondu.", "{n} personnes ont répondu.", found.voices)
        )
        by_position = {one.position: one for one in found.questions}
        self.results = [_result(by_position[one.position], one) for one in found.tallies]


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound(N_("Cette consultation n'existe pas ici.")) from None


def _card(one: Summary, note: str) -> Card:
    return Card(str(one.id), one.title, one.why, note, one.taken_part)


def _moments(steps: Sequence[StepState]) -> list[Moment]:
    return [
        Moment(*words.step(one), one.progress is Progress.DONE, one.progress is Progress.LATE)
        for one in steps
    ]


def _result(asked: Asked, tally: rules.Tally) -> Result:
    bars = [
        Bar(
            words.said(asked, value),
            ngettext("{n} personne", "{n} personnes", count),
            count,
        )
        for value, count in tally.counts
    ]
    if not bars:
        sentence = _("Trop peu de réponses pour des chiffres.")
    else:
        most = max(bars, key=lambda bar: bar.count)
        sentence = _("Le plus souvent : « {answer} ».", answer=most.label)
    return Result(asked.text, sentence, tally.answered, bars)
