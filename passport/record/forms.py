"""What is typed in the forms of the passport, made into drafts: the same way for a live page and
for a form that its browser sends by itself.
"""

import hashlib
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar
from uuid import UUID

from passport.kernel.actor import Actor
from passport.kernel.database import Session
from passport.kernel.errors import Invalid, NotFound
from passport.record import rules, service, words
from passport.record.content import (
    CertificateDraft,
    Experience,
    ExperienceDraft,
    ExperienceKind,
    ItemKind,
    LanguageDraft,
    LanguageLevel,
    ProfileDraft,
    Quote,
    SkillDraft,
    SoftSkillDraft,
)

Fields = Mapping[str, str]
Choice = TypeVar("Choice", ExperienceKind, LanguageLevel)

PAGES = {
    ItemKind.EXPERIENCE: "/passeport/experience",
    ItemKind.SOFT_SKILL: "/passeport/savoir-etre",
    ItemKind.SKILL: "/passeport/savoir-faire",
    ItemKind.CERTIFICATE: "/passeport/certificat",
    ItemKind.LANGUAGE: "/passeport/langue",
}
PROFILE_PAGE = "/passeport/projet"


def item_id(text: str) -> UUID | None:
    """The id of the item that a form is about; none for a new one."""
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        raise NotFound(words.NOT_THERE) from None


def certificate_draft(fields: Fields) -> CertificateDraft:
    """What is typed about a certificate."""
    return CertificateDraft(
        title=fields.get("title", ""),
        issuer=fields.get("issuer", ""),
        obtained=fields.get("obtained", ""),
        expires=fields.get("expires", ""),
    )


def origin(fields: Fields, file: bytes = b"") -> str | None:
    """Where an item comes from that is added by a form: the same form, sent twice, adds it once."""
    if not fields.get("key"):
        return None
    said = repr(sorted(fields.items())).encode()
    return f"form:{hashlib.sha256(said + file).hexdigest()}"


async def save_experience(session: Session, actor: Actor, fields: Fields) -> None:
    """Add or change an experience."""
    known = item_id(fields.get("id", ""))
    before = await service.experience(session, actor, known) if known else None
    draft = ExperienceDraft(
        title=fields.get("title", ""),
        kind=_choice(ExperienceKind, fields.get("kind", ""), ExperienceKind.PAID),
        employer=fields.get("employer", ""),
        place=fields.get("place", ""),
        started=fields.get("started", ""),
        ended=fields.get("ended", ""),
        ongoing=bool(fields.get("ongoing")),
        duration_months=_duration(fields.get("duration", "")),
        tasks=tuple(re.split(r"[\n;,]", fields.get("tasks", ""))),
        quotes=_quotes(fields.get("quote", ""), before),
    )
    if known is None:
        await service.add_experience(session, actor, draft, origin=origin(fields))
    else:
        await service.change_experience(session, actor, known, draft)


async def save_soft_skill(session: Session, actor: Actor, fields: Fields) -> None:
    """Add or change a savoir-être."""
    draft = SoftSkillDraft(fields.get("code", ""), _by_hand(fields.get("situation", "")))
    known = item_id(fields.get("id", ""))
    if known is None:
        await service.add_soft_skill(session, actor, draft, origin=origin(fields))
        return
    held = {one.id: one.situation for one in (await service.passport(session, actor)).soft_skills}
    situation = held.get(known)
    if situation and draft.situation and situation.text == draft.situation.text:
        draft = SoftSkillDraft(draft.code, situation)
    await service.change_soft_skill(session, actor, known, draft)


async def save_skill(session: Session, actor: Actor, fields: Fields) -> None:
    """Add or change a know-how."""
    known = item_id(fields.get("id", ""))
    title, quote = fields.get("title", ""), _by_hand(fields.get("quote", ""))
    if known is None:
        draft = SkillDraft(title, quote=quote)
        await service.add_skill(session, actor, draft, origin=origin(fields))
        return
    code = None
    for one in (await service.passport(session, actor)).skills:
        if one.id == known:
            code = one.code if one.title == title else None
            quote = one.quote if one.quote and quote and one.quote.text == quote.text else quote
    await service.change_skill(session, actor, known, SkillDraft(title, code, quote))


async def save_language(session: Session, actor: Actor, fields: Fields) -> None:
    """Add or change a language."""
    draft = LanguageDraft(
        fields.get("name", ""),
        _choice(LanguageLevel, fields.get("level", ""), LanguageLevel.ENOUGH),
    )
    known = item_id(fields.get("id", ""))
    if known is None:
        await service.add_language(session, actor, draft, origin=origin(fields))
    else:
        await service.change_language(session, actor, known, draft)


async def save_profile(session: Session, actor: Actor, fields: Fields) -> None:
    """Write the top of the passport."""
    draft = ProfileDraft(
        project=fields.get("project", ""),
        mobility=fields.get("mobility", ""),
        availability=fields.get("availability", ""),
    )
    await service.save_profile(session, actor, draft)


Save = Callable[[Session, Actor, Fields], Awaitable[None]]

SAVES: Mapping[str, Save] = {
    PAGES[ItemKind.EXPERIENCE]: save_experience,
    PAGES[ItemKind.SOFT_SKILL]: save_soft_skill,
    PAGES[ItemKind.SKILL]: save_skill,
    PAGES[ItemKind.LANGUAGE]: save_language,
    PROFILE_PAGE: save_profile,
}
"""What saves the form of each page. The form of a certificate carries a file: see ``routes``."""


def _choice(kind: type[Choice], text: str, default: Choice) -> Choice:
    try:
        return kind(text)
    except ValueError:
        return default


def _duration(text: str) -> int | None:
    if not text.strip():
        return None
    try:
        return rules.parse_duration(text)
    except rules.DurationNotUnderstood:
        raise Invalid(words.DURATION_NOT_UNDERSTOOD, field="duration") from None


def _by_hand(text: str) -> Quote | None:
    return Quote(text) if text.strip() else None


def _quotes(text: str, before: Experience | None) -> tuple[Quote, ...] | None:
    """Her words after the form, which shows the first quote alone; the others stay."""
    held = before.quotes if before else ()
    if held and held[0].text == text.strip():
        return None
    written = _by_hand(text)
    return (*((written,) if written else ()), *held[1:])
