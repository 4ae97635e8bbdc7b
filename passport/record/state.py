"""Events of the passport's screens."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import reflex as rx

from passport import ui
from passport.identity import service as identity
from passport.identity.guard import actor, allow
from passport.kernel.actor import Actor, Role
from passport.kernel.database import Session, database
from passport.kernel.errors import NotFound
from passport.kernel.i18n import N_, _, format_duration, localised, ngettext, unlocalised
from passport.kernel.ids import token
from passport.record import forms, rules, service, words
from passport.record.content import (
    Certificate,
    Experience,
    Item,
    ItemKind,
    Language,
    Passport,
    Proof,
    Skill,
    SoftSkill,
)

PASSPORT = "/passeport"

SAVED = N_("C'est enregistré.")
REMOVED = N_("C'est enlevé de votre passeport.")
BACK = N_("C'est revenu dans votre passeport.")


@dataclass(frozen=True)
class Line:
    """An item of the passport, in words ready to be shown."""

    id: str
    title: str
    note: str
    text: str
    quotes: list[str]
    level: str
    proof: str
    href: str
    thumbnail: str
    file: str


class RecordState(ui.PageState, rx.State):
    """The passport as its holder sees it."""

    ready: bool = False
    name: str = ""
    project: str = ""
    mobility: str = ""
    availability: str = ""
    proven: int = 0
    total: int = 0
    progress: str = ""
    experiences: list[Line] = []
    soft_skills: list[Line] = []
    skills: list[Line] = []
    certificates: list[Line] = []
    languages: list[Line] = []

    # What the page before did, and what "Annuler" gives back.
    _said: tuple[str, str] = ("", "")

    @rx.event
    @allow(Role.BENEFICIARY)
    async def load(self) -> Any:
        """Show the passport as it is now, and say once what the page before did."""
        said, self._said = self._said, ("", "")
        async with self._errors():
            await self._refresh()
            if said[0]:
                self._tell(said[0], undo=said[1])
            if self.router.url.query_parameters.get("fait") == "document":
                self._said = (_("Votre document est gardé."), "")
                # Without the word, so that coming back to the page does not say it again.
                return rx.redirect(localised(PASSPORT), replace=True)
        return None

    @rx.event
    @allow(Role.BENEFICIARY)
    async def undo(self, what: str) -> None:
        """Bring back what was just removed."""
        async with self._errors():
            kind, item_id = _pointed(what)
            await database().write(service.restore, actor(), kind, item_id)
            await self._refresh()
            self._tell(_(BACK))

    async def _refresh(self) -> None:
        name, held = await database().read(_mine, actor())
        today = database().clock.now().date()
        counted = rules.progress(held)
        self.name = name
        self.project, self.mobility = held.project, held.mobility
        self.availability = held.availability
        self.proven, self.total = counted.proven, counted.total
        self.progress = ngettext(
            "{n} preuve sur {total}", "{n} preuves sur {total}", counted.proven, total=counted.total
        )
        self.experiences = [
            _line(
                one,
                ItemKind.EXPERIENCE,
                one.title,
                words.experience_note(one, today),
                text=", ".join(one.tasks),
                quotes=[said.text for said in one.quotes],
            )
            for one in held.experiences
        ]
        self.soft_skills = [
            _line(
                one,
                ItemKind.SOFT_SKILL,
                _(words.SOFT_SKILLS[one.code]),
                quotes=[one.situation.text] if one.situation else [],
            )
            for one in held.soft_skills
        ]
        self.skills = [
            _line(one, ItemKind.SKILL, one.title, quotes=[one.quote.text] if one.quote else [])
            for one in held.skills
        ]
        self.certificates = [
            _line(
                one,
                ItemKind.CERTIFICATE,
                one.title,
                words.issued(one),
                text=words.validity(one, today),
                **_files(one),
            )
            for one in held.certificates
        ]
        self.languages = [
            _line(one, ItemKind.LANGUAGE, one.name, _(words.LANGUAGE_LEVELS[one.level]))
            for one in held.languages
        ]
        self.ready = True


class ItemState(ui.PageState, rx.State):
    """The form of one item: what is in it when it opens. The browser keeps what is typed."""

    missing: bool = False
    confirmed: bool = False
    item_id: str = ""
    # Names the form: what is sent twice under one name is kept once.
    form_key: str = ""
    values: dict[str, str] = {}

    @rx.event
    @allow(Role.BENEFICIARY)
    async def load(self) -> None:
        """Open the form of the item that the address names, or an empty one."""
        async with self._errors():
            self.missing = self.confirmed = False
            self.values, self.item_id = {"file": ""}, ""
            page = unlocalised(self.router.url.path).rstrip("/")
            try:
                item_id = forms.item_id(self.router.url.query_parameters.get("id", ""))
                held = await database().read(service.passport, actor())
                if page == forms.PROFILE_PAGE:
                    self.values = {
                        "project": held.project,
                        "mobility": held.mobility,
                        "availability": held.availability,
                    }
                elif item_id is not None:
                    item = _found(held, page, item_id)
                    self.values, self.item_id = _typed(item), str(item_id)
                    self.confirmed = item.proof.level is not Proof.DECLARED
            except NotFound:
                self.missing = True
            before = self.opened_at
            self._opened()
            if self.opened_at != before or not self.form_key:
                self.form_key = token(16)

    @rx.event
    @allow(Role.BENEFICIARY)
    async def save(self, form: dict[str, str]) -> Any:
        """Keep what was typed, and go back to the passport."""
        async with self._errors():
            page = form.get("page", "")
            save = forms.SAVES.get(page)
            if save is None:
                raise NotFound(words.NOT_THERE)
            await database().write(save, actor(), form)
            return await self._back(_(SAVED))

    @rx.event
    @allow(Role.BENEFICIARY)
    async def remove(self, kind: str, item_id: str) -> Any:
        """Take the item out of the passport, and go back with a way to undo."""
        async with self._errors():
            what = f"{kind}:{item_id}"
            await database().write(service.remove, actor(), *_pointed(what))
            return await self._back(_(REMOVED), undo=what)

    async def _back(self, text: str, undo: str = "") -> Any:
        record = await self.get_state(RecordState)
        record._said = (text, undo)
        self.form_key = token(16)
        return rx.redirect(localised(PASSPORT))


async def _mine(session: Session, who: Actor) -> tuple[str, Passport]:
    return await identity.called(session, who.person_id), await service.passport(session, who)


def _pointed(what: str) -> tuple[ItemKind, UUID]:
    """The kind and the id that ``kind:id`` names."""
    kind, _colon, item_id = what.partition(":")
    try:
        return ItemKind(kind), UUID(item_id)
    except ValueError:
        raise NotFound(words.NOT_THERE) from None


def _line(
    item: Item,
    kind: ItemKind,
    title: str,
    note: str = "",
    *,
    text: str = "",
    quotes: list[str] | None = None,
    thumbnail: str = "",
    file: str = "",
) -> Line:
    return Line(
        id=str(item.id),
        title=title,
        note=note,
        text=text,
        quotes=quotes or [],
        level=item.proof.level.value,
        proof=words.proof(item.proof),
        href=localised(f"{forms.PAGES[kind]}?id={item.id}"),
        thumbnail=thumbnail,
        file=file,
    )


def _files(one: Certificate) -> dict[str, str]:
    base = f"/passeport/certificats/{one.id}"
    return {
        "thumbnail": f"{base}/apercu" if one.has_thumbnail else "",
        "file": f"{base}/fichier" if one.media_type else "",
    }


def _found(held: Passport, page: str, item_id: UUID) -> Item:
    family: Mapping[str, tuple[Item, ...]] = {
        forms.PAGES[ItemKind.EXPERIENCE]: held.experiences,
        forms.PAGES[ItemKind.SOFT_SKILL]: held.soft_skills,
        forms.PAGES[ItemKind.SKILL]: held.skills,
        forms.PAGES[ItemKind.CERTIFICATE]: held.certificates,
        forms.PAGES[ItemKind.LANGUAGE]: held.languages,
    }
    for item in family.get(page, ()):
        if item.id == item_id:
            return item
    raise NotFound(words.NOT_THERE)


def _typed(item: Item) -> dict[str, str]:
    """What the form of an item holds when it opens."""
    match item:
        case Experience():
            stated = item.duration_months
            return {
                "title": item.title,
                "kind": item.kind.value,
                "employer": item.employer,
                "place": item.place,
                "started": words.moment(item.started),
                "ended": words.moment(item.ended),
                "ongoing": "yes" if item.ongoing else "",
                "duration": format_duration(stated) if stated else "",
                "tasks": "\n".join(item.tasks),
                "quote": item.quotes[0].text if item.quotes else "",
            }
        case SoftSkill():
            return {
                "code": item.code,
                "situation": item.situation.text if item.situation else "",
            }
        case Skill():
            return {"title": item.title, "quote": item.quote.text if item.quote else ""}
        case Language():
            return {"name": item.name, "level": item.level.value}
        case Certificate():
            return {
                "title": item.title,
                "issuer": item.issuer,
                "obtained": words.moment(item.obtained),
                "expires": words.moment(item.expires),
                **_files(item),
            }
        case _:
            return {}
