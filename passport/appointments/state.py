"""What the screens of appointments show, ready to read, and what a touch does."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from passport import ui
from passport.appointments import service, words
from passport.appointments.choosing import Choice, Step, Walk, choice_of, id_of, walk
from passport.appointments.rows import MOVE, AppointmentRow, appointment_row
from passport.appointments.rules import CancelReason, Modality
from passport.appointments.views import Offer
from passport.identity.guard import actor, allow
from passport.kernel.actor import Role
from passport.kernel.database import database
from passport.kernel.errors import Conflict, Invalid, NotFound
from passport.kernel.i18n import N_, _, localised
from passport.kernel.ids import token
from passport.network.service import CaseworkerCard

TAKE = "/rendez-vous/prendre"


@dataclass(frozen=True)
class ReferentRow:
    """Who receives her, ready to read."""

    name: str = ""
    job: str = ""
    structure: str = ""
    address: str = ""
    phone: str = ""
    instead_of: str = ""


@dataclass(frozen=True)
class ChoiceRow:
    """Something to choose: a touch goes to its address."""

    title: str
    note: str
    address: str
    modality: str = ""


@dataclass(frozen=True)
class SlotRow:
    """A free hour."""

    hour: str
    heard: str
    address: str


@dataclass(frozen=True)
class DayRow:
    """A day and its free hours."""

    day: str
    slots: list[SlotRow]


def _referent(card: CaseworkerCard, instead_of: str | None) -> ReferentRow:
    return ReferentRow(
        name=card.name,
        job=card.job,
        structure=card.structure,
        address=card.address,
        phone=card.phone,
        instead_of=instead_of or "",
    )


class AgendaState(ui.PageState, rx.State):
    """Her appointments, and giving one up."""

    ready: bool = False
    # What was just done: pris, deplace, annule.
    done: str = ""
    upcoming: list[AppointmentRow] = []
    past: list[AppointmentRow] = []
    referent: ReferentRow = ReferentRow()
    one: AppointmentRow = AppointmentRow()
    reason: str = CancelReason.UNSAID.value

    @rx.event
    @allow(Role.BENEFICIARY)
    async def load(self) -> None:
        """Show her appointments."""
        async with self._errors():
            self.done = self.router.url.query_parameters.get("fait", "")
            agenda = await database().read(service.my_appointments, actor())
            self.upcoming = [appointment_row(card) for card in agenda.upcoming]
            self.past = [appointment_row(card) for card in agenda.past]
            reception = await database().read(service.my_caseworker, actor())
            self.referent = (
                _referent(reception.by, reception.stands_in_for) if reception else ReferentRow()
            )
            self.ready = True

    @rx.event
    @allow(Role.BENEFICIARY)
    async def load_one(self) -> None:
        """Show the appointment that she may give up."""
        before, self.one = self.one, AppointmentRow()
        async with self._errors():
            try:
                wanted = id_of(self.router.url.query_parameters.get("id", ""))
                if wanted is None:
                    raise NotFound(words.NOT_THERE)
                card = await database().read(service.appointment, actor(), wanted)
            except NotFound:
                self._opened()
                raise
            self.one = appointment_row(card)
            # A network that comes back takes nothing away of what she chose.
            if self.one.id != before.id:
                self.reason = CancelReason.UNSAID
            self._opened()

    @rx.event
    @allow(Role.BENEFICIARY)
    async def pick_reason(self, value: str) -> None:
        """Keep what stands in the way; the same touch again takes it off."""
        async with self._errors():
            picked = _reason(value)
            self.reason = CancelReason.UNSAID if picked == self.reason else picked

    @rx.event
    @allow(Role.BENEFICIARY)
    async def cancel(self) -> Any:
        """Give the appointment up."""
        async with self._errors():
            wanted = id_of(self.one.id)
            if wanted is None:
                raise NotFound(words.NOT_THERE)
            await database().write(service.cancel, actor(), wanted, _reason(self.reason))
            return rx.redirect(localised("/rendez-vous?fait=annule"), replace=True)
        return None


def _reason(value: str) -> CancelReason:
    if value not in set(CancelReason):
        raise Invalid(N_("Nous n'avons pas compris. Recommencez."))
    return CancelReason(value)


class BookingState(ui.PageState, rx.State):
    """The way to an appointment, new or moved."""

    # Empty until it is known.
    step: str = ""
    choices: list[ChoiceRow] = []
    # What is chosen already, and where to choose it again.
    chosen: str = ""
    change: str = ""
    other_ways: list[ChoiceRow] = []
    days: list[DayRow] = []
    earlier: str = ""
    later: str = ""
    back: str = ""
    gone: bool = False
    summary: AppointmentRow = AppointmentRow()
    instead_of: str = ""
    # The present time of an appointment that is being moved.
    present: str = ""
    phone: str = ""
    # What the summary is of, as its address says it.
    of: str = ""

    _choice: Choice = Choice()
    _key: str = ""

    @rx.event
    @allow(Role.BENEFICIARY)
    async def load_take(self) -> Any:
        """Show the step that the address asks for."""
        return await self._load(TAKE)

    @rx.event
    @allow(Role.BENEFICIARY)
    async def load_move(self) -> Any:
        """Show the step that the address asks for, for an appointment that she has."""
        return await self._load(MOVE)

    async def _load(self, page: str) -> Any:
        query = self.router.url.query_parameters
        choice = choice_of(query)
        if page == TAKE:
            choice = Choice(choice.motive, choice.modality, choice.start, choice.after)
        self.step = ""
        async with self._errors():
            try:
                if page == MOVE and choice.moving is None:
                    raise NotFound(words.NOT_THERE)
                found = await database().read(walk, actor(), choice)
            except NotFound:
                self.step = Step.NOBODY if page == TAKE else Step.LATE
                self._opened()
                raise
            if found.step is Step.TAKEN:
                return self._elsewhere(page, found.choice)
            self._show(found, page)
            self.gone = query.get("pris") == "1"
            self.step = found.step
            self._opened()
        return None

    def _elsewhere(self, page: str, choice: Choice) -> Any:
        """Back to the free hours, saying that this one is gone."""
        return rx.redirect(localised(page + choice.query(le=None, pris=1)), replace=True)

    def _show(self, found: Walk, page: str) -> None:
        choice = found.choice
        self._choice, self._key, self.of = choice, token(16), choice.query()

        def to(**changes: object) -> str:
            return localised(page + choice.query(**changes))

        motive, present = found.motive, found.present
        self.phone = found.caseworker.phone if found.caseworker else ""
        self.present = words.title(present) if present else ""
        self.choices, self.other_ways, self.days = [], [], []
        self.chosen = self.change = self.instead_of = ""
        if found.step is Step.MOTIVE:
            self.choices = [
                ChoiceRow(_(one.label), words.minutes(one.duration), to(motif=one.slug))
                for one in found.motives
            ]
        if motive is None:
            return
        if found.step is Step.MODALITY:
            address = found.caseworker.address if found.caseworker else ""
            self.choices = [
                ChoiceRow(
                    words.how(way),
                    words.where(way, address if way is Modality.ON_SITE else ""),
                    to(comment=way),
                    way,
                )
                for way in motive.modalities
            ]
            return
        self.chosen = f"{_(motive.label)} · {words.how(found.modality)}"
        self.change = to(motif=None, comment=None, apres=None, le=None) if page == TAKE else ""
        if found.step is Step.SLOT:
            self._show_slots(found, to)
        if found.offer is not None:
            # The card says it all.
            self.chosen = ""
            self.summary = _offered(found.offer, found)
            self.instead_of = found.offer.stands_in_for or ""
            self.back = to(le=None)

    def _show_slots(self, found: Walk, to: Any) -> None:
        motive = found.motive
        assert motive is not None
        self.other_ways = [
            ChoiceRow(words.how(way), "", to(comment=way, apres=None), way)
            for way in motive.modalities
            if way is not found.modality
        ]
        self.earlier = to(apres=None) if found.choice.after else ""
        self.later = to(apres=found.later) if found.later else ""
        self.days = []
        for day in found.days:
            zone = day.offers[0].caseworker.territory.time_zone
            title = words.day(day.offers[0].slot.starts_at, zone)
            slots = [
                SlotRow(words.hour(one.slot.starts_at, zone), title, to(le=one.slot.starts_at))
                for one in day.offers
            ]
            self.days.append(DayRow(title, slots))

    @rx.event
    @allow(Role.BENEFICIARY)
    async def confirm(self, form: dict[str, Any]) -> Any:
        """Book what the summary shows, or move to it."""
        async with self._errors():
            choice = self._choice
            # A yes that comes late was said to another summary.
            if form.get("of") != self.of or choice.start is None or choice.modality is None:
                raise Invalid(N_("Nous n'avons pas compris. Recommencez."))
            try:
                if choice.moving is not None:
                    await database().write(
                        service.move, actor(), choice.moving, choice.modality, choice.start
                    )
                    return rx.redirect(localised("/rendez-vous?fait=deplace"), replace=True)
                found = await database().read(walk, actor(), choice)
                assert found.motive is not None
                await database().write(
                    service.book,
                    actor(),
                    found.motive.id,
                    choice.modality,
                    choice.start,
                    key=self._key,
                    topic=str(form.get("topic", "")),
                )
            except Conflict:
                return self._elsewhere(MOVE if choice.moving else TAKE, choice)
            return rx.redirect(localised("/rendez-vous?fait=pris"), replace=True)
        return None


def _offered(offer: Offer, found: Walk) -> AppointmentRow:
    zone = offer.caseworker.territory.time_zone
    motive = found.motive
    assert motive is not None
    return AppointmentRow(
        day=words.day(offer.slot.starts_at, zone),
        hour=words.hour(offer.slot.starts_at, zone),
        lasts=words.minutes(motive.duration),
        who=offer.caseworker.name,
        modality=offer.modality,
        how=words.how(offer.modality),
        where="" if offer.modality is Modality.VIDEO else words.where(offer.modality, offer.place),
        motive=_(motive.label),
        instructions=_(motive.instructions) if motive.instructions else "",
    )
