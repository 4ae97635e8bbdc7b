"""Events of the screens of sharing."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import reflex as rx

from passport import ui
from passport.identity.guard import actor, allow
from passport.kernel.actor import Actor, Role
from passport.kernel.database import Session, database
from passport.kernel.errors import NotFound
from passport.kernel.i18n import N_, _, localised, ngettext
from passport.record import service as record
from passport.record import words
from passport.record.service import Passport
from passport.sharing import service
from passport.sharing.moments import ZONE, moment
from passport.sharing.rules import Device, Lifetime, Reply, Status, Top
from passport.sharing.service import Look, ShareView

CODE = "/montrer/code"

STATUSES = {
    Status.ACTIVE: N_("Ouvert"),
    Status.PAUSED: N_("En pause"),
    Status.EXPIRED: N_("Terminé"),
    Status.CUT: N_("Coupé"),
}
DEVICES = {
    Device.PHONE: N_("Sur un téléphone"),
    Device.TABLET: N_("Sur une tablette"),
    Device.COMPUTER: N_("Sur un ordinateur"),
}
REPLIES = {
    Reply.MEET: N_("Veut un rendez-vous"),
    Reply.LATER: N_("Répondra plus tard"),
    Reply.NOT_NOW: N_("Pas maintenant"),
}
LIFETIMES = {
    Lifetime.HOUR: N_("1 heure"),
    Lifetime.DAY: N_("1 jour"),
    Lifetime.WEEK: N_("1 semaine"),
    Lifetime.MONTH: N_("1 mois"),
}


@dataclass(frozen=True)
class ShareLine:
    """A share, in words ready to be shown."""

    id: str
    recipient: str
    until: str
    seen: str
    answer: str
    contact: str
    status: str
    open: bool
    href: str


@dataclass(frozen=True)
class ChoiceLine:
    """One thing that can be chosen for a share."""

    name: str
    title: str
    note: str
    level: str
    proof: str


@dataclass(frozen=True)
class ChoiceGroup:
    """Things of one family that can be chosen."""

    title: str
    lines: list[ChoiceLine]


@dataclass(frozen=True)
class LookLine:
    """One look at a share."""

    at: str
    device: str


class SharingState(ui.PageState, rx.State):
    """Her shares: those that are open, those that have ended."""

    ready: bool = False
    active: list[ShareLine] = []
    ended: list[ShareLine] = []

    @rx.event
    @allow(Role.BENEFICIARY)
    async def load(self) -> None:
        """Show the shares as they are now."""
        async with self._errors():
            found = await database().read(service.shares, actor())
            lines = [_share(one) for one in found]
            self.active = [line for line in lines if line.open]
            self.ended = [line for line in lines if not line.open]
            self.ready = True


class NewShareState(ui.PageState, rx.State):
    """The form of a new share. Nothing is ticked before she ticks it."""

    groups: list[ChoiceGroup] = []
    # Grows when the boxes must be drawn again, all ticked or none.
    drawing: int = 0
    ticked: bool = False

    @rx.event
    @allow(Role.BENEFICIARY)
    async def load(self) -> None:
        """Show what can be chosen."""
        async with self._errors():
            self.groups = _groups(await database().read(record.passport, actor()))
            self.ticked = False
            self._opened()

    @rx.event
    @allow(Role.BENEFICIARY)
    def tick_all(self) -> None:
        """Tick everything, or nothing when everything was."""
        self.ticked = not self.ticked
        self.drawing += 1

    @rx.event
    @allow(Role.BENEFICIARY)
    async def make(self, form: dict[str, str]) -> Any:
        """Open the share, and show its code."""
        async with self._errors():
            share_id = await database().write(service.make_from, actor(), form)
            return rx.redirect(localised(f"{CODE}?id={share_id}"))


class ShareState(ui.PageState, rx.State):
    """One share: its code, who looked, the way to cut it."""

    missing: bool = False
    share_id: str = ""
    recipient: str = ""
    intro: str = ""
    until: str = ""
    seen: str = ""
    answer: str = ""
    contact: str = ""
    status: str = ""
    status_words: str = ""
    chosen: list[str] = []
    looks: list[LookLine] = []
    qr: str = ""
    link_page: str = ""

    @rx.event
    @allow(Role.BENEFICIARY)
    async def load(self) -> None:
        """Show the share that the address names."""
        async with self._errors():
            self.missing, self.status, self.intro = False, "", ""
            try:
                self.share_id = str(_id(self.router.url.query_parameters.get("id", "")))
                await self._refresh()
            except NotFound:
                self.missing = True
            self._opened()

    @rx.event
    @allow(Role.BENEFICIARY)
    async def look_again(self) -> None:
        """See whether somebody looked meanwhile."""
        async with self._errors():
            await self._refresh()

    @rx.event
    @allow(Role.BENEFICIARY)
    async def cut(self) -> None:
        """Close the share for ever, at once."""
        async with self._errors():
            await database().write(service.cut, actor(), _id(self.share_id))
            await self._refresh()
            self._tell(_("L'accès est coupé. L'adresse ne montre plus rien."))

    @rx.event
    @allow(Role.BENEFICIARY)
    async def pause(self) -> None:
        """Close the share for a while."""
        async with self._errors():
            await database().write(service.pause, actor(), _id(self.share_id))
            await self._refresh()
            self._tell(_("Le partage est en pause. Personne ne peut le voir."))

    @rx.event
    @allow(Role.BENEFICIARY)
    async def resume(self) -> None:
        """Open a paused share again."""
        async with self._errors():
            await database().write(service.resume, actor(), _id(self.share_id))
            await self._refresh()
            self._tell(_("Le partage est ouvert."))

    async def _refresh(self) -> None:
        share_id = _id(self.share_id)
        share, looks, held = await database().read(_one, actor(), share_id)
        line = _share(share)
        self.recipient, self.until = line.recipient, line.until
        self.seen = _seen(share)
        self.answer, self.contact = line.answer, line.contact
        self.status, self.status_words = share.status.value, line.status
        self.chosen = [
            choice.title
            for group in _groups(held)
            for choice in group.lines
            if choice.name.removeprefix(service.ITEM) in share.chosen
        ]
        self.intro = ngettext(
            "La personne le vise avec son appareil photo. "
            "Elle voit {n} chose que vous avez choisie.",
            "La personne le vise avec son appareil photo. "
            "Elle voit {n} choses que vous avez choisies.",
            len(self.chosen),
        )
        now = database().clock.now()
        self.looks = [LookLine(moment(one.at, ZONE, now), _(DEVICES[one.device])) for one in looks]
        self.qr = f"/montrer/qr/{share_id}.svg"
        self.link_page = localised(f"/montrer/lien/{share_id}")


async def _one(
    session: Session, who: Actor, share_id: UUID
) -> tuple[ShareView, tuple[Look, ...], Passport]:
    return (
        await service.share(session, who, share_id),
        await service.looks(session, who, share_id),
        await record.passport(session, who),
    )


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound(service.NOT_THERE) from None


def _share(one: ShareView) -> ShareLine:
    now = database().clock.now()
    is_open = one.status in {Status.ACTIVE, Status.PAUSED}
    ended_at = one.cut_at or one.expires_at
    return ShareLine(
        id=str(one.id),
        recipient=one.recipient,
        until=moment(one.expires_at if is_open else ended_at, ZONE, now),
        seen=_seen(one, alone=True),
        answer=_(REPLIES[one.answer]) if one.answer else "",
        contact=one.contact,
        status=_(STATUSES[one.status]),
        open=is_open,
        href=localised(f"{CODE}?id={one.id}"),
    )


def _seen(one: ShareView, *, alone: bool = False) -> str:
    """How often and when a share was seen; ``alone`` when no "Vu" stands before it."""
    if one.last_seen_at is None:
        return _("Pas encore vu") if alone else _("Pas encore")
    at = moment(one.last_seen_at, ZONE, database().clock.now())
    if alone:
        return ngettext("Vu {n} fois, {moment}", "Vu {n} fois, {moment}", one.seen, moment=at)
    return ngettext("{n} fois, {moment}", "{n} fois, {moment}", one.seen, moment=at)


def _groups(held: Passport) -> list[ChoiceGroup]:
    today = database().clock.now().date()
    tops = [
        ChoiceLine(service.ITEM + top.value, text, note, "", "")
        for top, text, note in (
            (Top.PROJECT, held.project, _("Mon projet")),
            (Top.MOBILITY, held.mobility, _("Où je peux aller")),
            (Top.AVAILABILITY, held.availability, _("Quand je suis libre")),
        )
        if text
    ]
    groups = [
        ChoiceGroup(_("Ce que je cherche"), tops),
        ChoiceGroup(
            _("Mes savoir-être"),
            [_choice(one, _(words.SOFT_SKILLS[one.code])) for one in held.soft_skills],
        ),
        ChoiceGroup(
            _("Mes expériences"),
            [
                _choice(one, one.title, words.experience_note(one, today))
                for one in held.experiences
            ],
        ),
        ChoiceGroup(_("Mes savoir-faire"), [_choice(one, one.title) for one in held.skills]),
        ChoiceGroup(
            _("Mes diplômes et certificats"),
            [_choice(one, one.title, words.issued(one)) for one in held.certificates],
        ),
        ChoiceGroup(
            _("Mes langues"),
            [_choice(one, one.name, _(words.LANGUAGE_LEVELS[one.level])) for one in held.languages],
        ),
    ]
    return [group for group in groups if group.lines]


def _choice(one: Any, title: str, note: str = "") -> ChoiceLine:
    return ChoiceLine(
        name=f"{service.ITEM}{one.id}",
        title=title,
        note=note,
        level=one.proof.level.value,
        proof=words.proof(one.proof),
    )
