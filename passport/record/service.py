"""What can be done with a passport. Its holder alone reads and changes it.

Another person's item and an item that does not exist look the same: ``NotFound``.
"""

from collections.abc import Callable, Collection
from dataclasses import asdict, replace
from datetime import date, timedelta
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, func
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from passport.kernel import audit, outbox
from passport.kernel.actor import Actor
from passport.kernel.database import Session
from passport.kernel.errors import Invalid, NotFound, TooMany
from passport.record import rules, words
from passport.record.content import (
    Certificate,
    CertificateDraft,
    Experience,
    ExperienceDraft,
    ExperienceKind,
    FileRef,
    ItemKind,
    Language,
    LanguageDraft,
    LanguageLevel,
    Passport,
    ProfileDraft,
    Proof,
    ProofMark,
    Quote,
    Skill,
    SkillDraft,
    SoftSkill,
    SoftSkillDraft,
)
from passport.record.models import (
    CertificateRow,
    ExperienceRow,
    LanguageRow,
    PassportItem,
    Profile,
    SkillRow,
    SoftSkillRow,
)

__all__ = [
    "Certificate",
    "CertificateDraft",
    "Experience",
    "ExperienceDraft",
    "ExperienceKind",
    "FileRef",
    "ItemKind",
    "Language",
    "LanguageDraft",
    "LanguageLevel",
    "Passport",
    "ProfileDraft",
    "Proof",
    "ProofMark",
    "Quote",
    "Skill",
    "SkillDraft",
    "SoftSkill",
    "SoftSkillDraft",
    "add_certificate",
    "add_experience",
    "add_language",
    "add_skill",
    "add_soft_skill",
    "certificate_file",
    "change_certificate",
    "change_experience",
    "change_language",
    "change_skill",
    "change_soft_skill",
    "confirm",
    "experience",
    "passport",
    "passport_of",
    "purge",
    "remove",
    "restore",
    "save_profile",
]

PURGE = "record.purge"
"""Kind of the outbox message that destroys what was removed too long ago to come back."""

FORGET_FILE = "record.forget_file"
"""Kind of the outbox message that destroys a file whose item was purged."""

Row = TypeVar("Row", bound=PassportItem)

_TABLES: dict[ItemKind, type[PassportItem]] = {
    ItemKind.EXPERIENCE: ExperienceRow,
    ItemKind.SOFT_SKILL: SoftSkillRow,
    ItemKind.SKILL: SkillRow,
    ItemKind.CERTIFICATE: CertificateRow,
    ItemKind.LANGUAGE: LanguageRow,
}


# Reading


async def passport(session: Session, actor: Actor) -> Passport:
    """The actor's own passport."""
    return await passport_of(session, actor.person_id)


async def passport_of(session: Session, person_id: UUID) -> Passport:
    """The passport of ``person_id``. The caller answers for the permission (sharing, export)."""
    profile = (await session.exec(_PROFILE, params={"person_id": person_id})).first()
    experiences = await _rows(session, ExperienceRow, person_id)
    soft_skills = await _rows(session, SoftSkillRow, person_id)
    skills = await _rows(session, SkillRow, person_id)
    certificates = await _rows(session, CertificateRow, person_id)
    languages = await _rows(session, LanguageRow, person_id)
    return Passport(
        project=profile.project if profile else "",
        mobility=profile.mobility if profile else "",
        availability=profile.availability if profile else "",
        experiences=rules.in_time_order(map(_experience, experiences)),
        soft_skills=tuple(map(_soft_skill, soft_skills)),
        skills=tuple(map(_skill, skills)),
        certificates=tuple(map(_certificate, certificates)),
        languages=tuple(map(_language, languages)),
    )


async def experience(session: Session, actor: Actor, item_id: UUID) -> Experience:
    """One of the actor's experiences."""
    return _experience(await _mine(session, actor, ExperienceRow, item_id))


async def certificate_file(session: Session, actor: Actor, item_id: UUID) -> FileRef:
    """Where the file of one of the actor's certificates is kept."""
    row = await _mine(session, actor, CertificateRow, item_id)
    if row.file_key is None:
        raise NotFound(words.NOT_THERE)
    return FileRef(
        key=row.file_key,
        media_type=row.media_type,
        size=row.size,
        thumbnail_key=row.thumbnail_key,
    )


# Adding. ``origin`` names where an item comes from: given twice, it is added once.


async def save_profile(session: Session, actor: Actor, draft: ProfileDraft) -> None:
    """Write the project, the mobility and the availability."""
    values = {
        "project": _short(draft.project, "project", rules.MAX_SENTENCE),
        "mobility": _short(draft.mobility, "mobility", rules.MAX_SENTENCE),
        "availability": _short(draft.availability, "availability", rules.MAX_SENTENCE),
    }
    query = select(Profile).where(col(Profile.person_id) == actor.person_id)
    row = (await session.exec(query)).first()
    if row is None:
        row = Profile(id=session.new_id(), person_id=actor.person_id, updated_at=session.now())
        session.add(row)
    for name, value in values.items():
        setattr(row, name, value)
    row.updated_at = session.now()
    await session.flush()


async def add_experience(
    session: Session, actor: Actor, draft: ExperienceDraft, *, origin: str | None = None
) -> UUID:
    """Put an experience in the actor's passport; its id."""
    values = _experience_values(draft, _today(session))
    return await _add(session, actor, ExperienceRow, values, origin)


async def add_soft_skill(
    session: Session, actor: Actor, draft: SoftSkillDraft, *, origin: str | None = None
) -> UUID:
    """Put a savoir-être in the actor's passport; its id. One already there takes the words."""
    values = _soft_skill_values(draft)
    query = select(SoftSkillRow).where(
        col(SoftSkillRow.person_id) == actor.person_id,
        col(SoftSkillRow.code) == draft.code,
        col(SoftSkillRow.removed_at).is_(None),
    )
    row = (await session.exec(query)).first()
    if row is None:
        return await _add(session, actor, SoftSkillRow, values, origin)
    if draft.situation is not None:
        await _change(session, row, values)
    return row.id


async def add_skill(
    session: Session, actor: Actor, draft: SkillDraft, *, origin: str | None = None
) -> UUID:
    """Put a know-how in the actor's passport; its id."""
    return await _add(session, actor, SkillRow, _skill_values(draft), origin)


async def add_language(
    session: Session, actor: Actor, draft: LanguageDraft, *, origin: str | None = None
) -> UUID:
    """Put a language in the actor's passport; its id."""
    return await _add(session, actor, LanguageRow, _language_values(draft), origin)


async def add_certificate(
    session: Session,
    actor: Actor,
    draft: CertificateDraft,
    file: FileRef | None = None,
    *,
    origin: str | None = None,
) -> UUID:
    """Put a certificate in the actor's passport, with the file already in storage; its id."""
    values = _certificate_values(draft, _today(session)) | _file_values(file)
    return await _add(session, actor, CertificateRow, values, origin)


# Changing. What was confirmed was confirmed as it stood: a change makes it "declared" again.


async def change_experience(
    session: Session, actor: Actor, item_id: UUID, draft: ExperienceDraft
) -> None:
    """Write an experience again."""
    row = await _mine(session, actor, ExperienceRow, item_id)
    values = _experience_values(draft, _today(session))
    if draft.quotes is None:
        del values["quotes"]
    if draft.trade_code is None:
        del values["trade_code"]
    await _change(session, row, values)


async def change_soft_skill(
    session: Session, actor: Actor, item_id: UUID, draft: SoftSkillDraft
) -> None:
    """Write a savoir-être again."""
    row = await _mine(session, actor, SoftSkillRow, item_id)
    await _change(session, row, _soft_skill_values(draft))


async def change_skill(session: Session, actor: Actor, item_id: UUID, draft: SkillDraft) -> None:
    """Write a know-how again."""
    row = await _mine(session, actor, SkillRow, item_id)
    await _change(session, row, _skill_values(draft))


async def change_language(
    session: Session, actor: Actor, item_id: UUID, draft: LanguageDraft
) -> None:
    """Write a language again."""
    row = await _mine(session, actor, LanguageRow, item_id)
    await _change(session, row, _language_values(draft))


async def change_certificate(
    session: Session,
    actor: Actor,
    item_id: UUID,
    draft: CertificateDraft,
    file: FileRef | None = None,
) -> None:
    """Write a certificate again; a new file replaces the one before, which is destroyed."""
    row = await _mine(session, actor, CertificateRow, item_id)
    values = _certificate_values(draft, _today(session))
    if file is not None:
        _forget_files(session, row)
        values |= _file_values(file)
    await _change(session, row, values)


async def remove(session: Session, actor: Actor, kind: ItemKind, item_id: UUID) -> None:
    """Take an item out of the passport; ``restore`` brings it back for a while."""
    row = await _mine(session, actor, _TABLES[kind], item_id)
    row.removed_at = session.now()
    kept = timedelta(days=rules.KEPT_AFTER_REMOVAL_DAYS, minutes=1)
    outbox.post(session, PURGE, {}, due=session.now() + kept)
    audit.note(session, actor, "record.removed", item_id, kind=kind.value)
    await session.flush()


async def restore(session: Session, actor: Actor, kind: ItemKind, item_id: UUID) -> None:
    """Bring a removed item back; one that is there stays there."""
    row = await _mine(session, actor, _TABLES[kind], item_id, removed=True)
    row.removed_at = None
    await session.flush()


async def confirm(
    session: Session, person_id: UUID, kind: ItemKind, item_id: UUID, mark: ProofMark
) -> None:
    """Give an item its level of proof. The caller answers for the right of who confirms."""
    table = _TABLES[kind]
    row = await session.get(table, item_id)
    if row is None or row.person_id != person_id or row.removed_at is not None:
        raise NotFound(words.NOT_THERE)
    row.proof, row.proof_by, row.proof_on = mark.level, mark.by, mark.on
    await session.flush()


async def purge(session: Session) -> int:
    """Destroy what was removed too long ago to come back, files included; how many items."""
    before = session.now() - timedelta(days=rules.KEPT_AFTER_REMOVAL_DAYS)
    count = 0
    for table in _TABLES.values():
        removed = (
            await session.exec(select(table).where(col(table.removed_at) < before).limit(500))
        ).all()
        for row in removed:
            if isinstance(row, CertificateRow):
                _forget_files(session, row)
            await session.delete(row)
        count += len(removed)
    await session.flush()
    return count


# Rows


def _today(session: Session) -> date:
    return session.now().date()


_PERSON: BindParameter[UUID] = bindparam("person_id")
_PROFILE = select(Profile).where(col(Profile.person_id) == _PERSON)


@cache
def _held(table: type[Row]) -> SelectOfScalar[Row]:
    """The query of a kind of items: opening a passport runs five of them, each made once."""
    return (
        select(table)
        .where(col(table.person_id) == _PERSON, col(table.removed_at).is_(None))
        .order_by(col(table.position), col(table.created_at), col(table.id))
        .limit(rules.MAX_ITEMS_PER_KIND)
    )


async def _rows(session: Session, table: type[Row], person_id: UUID) -> Collection[Row]:
    return (await session.exec(_held(table), params={"person_id": person_id})).all()


async def _mine(
    session: Session, actor: Actor, table: type[Row], item_id: UUID, *, removed: bool = False
) -> Row:
    query = select(table).where(col(table.id) == item_id, col(table.person_id) == actor.person_id)
    if not removed:
        query = query.where(col(table.removed_at).is_(None))
    row = (await session.exec(query)).first()
    if row is None:
        raise NotFound(words.NOT_THERE)
    return row


async def _add(
    session: Session,
    actor: Actor,
    table: type[PassportItem],
    values: dict[str, Any],
    origin: str | None,
) -> UUID:
    if (known := await _known(session, actor, table, origin)) is not None:
        return known
    held = (
        await session.exec(
            select(func.count(), func.max(table.position))
            .select_from(table)
            .where(col(table.person_id) == actor.person_id, col(table.removed_at).is_(None))
        )
    ).one()
    if held[0] >= rules.MAX_ITEMS_PER_KIND:
        raise TooMany(words.TOO_MANY_ITEMS)
    now = session.now()
    row = table(
        id=session.new_id(),
        person_id=actor.person_id,
        origin=origin,
        position=(held[1] or 0) + 1,
        created_at=now,
        updated_at=now,
        **values,
    )
    try:
        async with session.begin_nested():
            session.add(row)
    except IntegrityError:
        # The same yes, said twice at the same moment: the other one was quicker.
        if (known := await _known(session, actor, table, origin)) is None:
            raise
        return known
    return row.id


async def _known(
    session: Session, actor: Actor, table: type[PassportItem], origin: str | None
) -> UUID | None:
    if origin is None:
        return None
    query = select(table.id).where(
        col(table.person_id) == actor.person_id, col(table.origin) == origin
    )
    return (await session.exec(query)).first()


async def _change(session: Session, row: PassportItem, values: dict[str, Any]) -> None:
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not changed:
        return
    for name, value in changed.items():
        setattr(row, name, value)
    row.proof, row.proof_by, row.proof_on = Proof.DECLARED, "", None
    row.updated_at = session.now()
    await session.flush()


def _forget_files(session: Session, row: CertificateRow) -> None:
    for key in (row.file_key, row.thumbnail_key):
        if key is not None:
            outbox.post(session, FORGET_FILE, {"key": key})


# From drafts to columns


def _short(text: str, where: str, most: int = rules.MAX_SHORT) -> str:
    clean = " ".join(text.replace("\x00", " ").split())
    if len(clean) > most:
        raise Invalid(words.TOO_LONG, field=where, most=most)
    return clean


def _title(text: str, missing: str, where: str = "title") -> str:
    clean = _short(text, where, rules.MAX_TITLE)
    if not clean:
        raise Invalid(missing, field=where)
    return clean


def _date(text: str, where: str, parse: Callable[[str], str]) -> str:
    if not text.strip():
        return ""
    try:
        return parse(text)
    except rules.DateInFuture:
        raise Invalid(words.DATE_IN_FUTURE, field=where) from None
    except rules.DateNotUnderstood:
        raise Invalid(words.DATE_NOT_UNDERSTOOD, field=where) from None


def _quote_values(quote: Quote | None, where: str) -> dict[str, Any] | None:
    if quote is None:
        return None
    text = _short(quote.text, where, rules.MAX_QUOTE)
    if not text:
        return None
    values = asdict(replace(quote, text=text))
    return {name: value for name, value in values.items() if value is not None}


def _experience_values(draft: ExperienceDraft, today: date) -> dict[str, Any]:
    def month(text: str) -> str:
        return rules.parse_month(text, today=today)

    started = _date(draft.started, "started", month)
    ended = "" if draft.ongoing else _date(draft.ended, "ended", month)
    if not rules.in_order(started, ended):
        raise Invalid(words.DATES_OUT_OF_ORDER, field="ended")
    tasks = [t for t in (_short(t, "tasks", rules.MAX_SENTENCE) for t in draft.tasks) if t]
    if len(tasks) > rules.MAX_TASKS:
        raise Invalid(words.TASKS_TOO_MANY, field="tasks", most=rules.MAX_TASKS)
    quotes = (_quote_values(quote, "quotes") for quote in draft.quotes or ())
    stated = draft.duration_months
    return {
        "title": _title(draft.title, words.EXPERIENCE_TITLE_MISSING),
        "kind": draft.kind,
        "trade_code": draft.trade_code or None,
        "employer": _short(draft.employer, "employer"),
        "place": _short(draft.place, "place"),
        "started": started,
        "ended": ended,
        "ongoing": draft.ongoing,
        "duration_months": stated if stated is None else min(max(stated, 0), 12 * 70),
        "tasks": tasks,
        "quotes": [quote for quote in quotes if quote is not None][: rules.MAX_TASKS],
    }


def _soft_skill_values(draft: SoftSkillDraft) -> dict[str, Any]:
    if draft.code not in words.SOFT_SKILLS:
        raise Invalid(words.SOFT_SKILL_UNKNOWN, field="code")
    return {"code": draft.code, "situation": _quote_values(draft.situation, "situation")}


def _skill_values(draft: SkillDraft) -> dict[str, Any]:
    return {
        "title": _title(draft.title, words.SKILL_TITLE_MISSING),
        "code": draft.code or None,
        "quote": _quote_values(draft.quote, "quote"),
    }


def _language_values(draft: LanguageDraft) -> dict[str, Any]:
    return {
        "name": _title(draft.name, words.LANGUAGE_NAME_MISSING, "name"),
        "level": draft.level,
    }


def _certificate_values(draft: CertificateDraft, today: date) -> dict[str, Any]:
    obtained = _date(draft.obtained, "obtained", lambda t: rules.parse_date(t, today=today))
    expires = _date(
        draft.expires, "expires", lambda t: rules.parse_date(t, today=today, future=True)
    )
    if not rules.in_order(obtained, expires):
        raise Invalid(words.DATES_OUT_OF_ORDER, field="expires")
    return {
        "title": _title(draft.title, words.CERTIFICATE_TITLE_MISSING),
        "issuer": _short(draft.issuer, "issuer"),
        "obtained": obtained,
        "expires": expires,
    }


def _file_values(file: FileRef | None) -> dict[str, Any]:
    if file is None:
        return {}
    return {
        "file_key": file.key,
        "thumbnail_key": file.thumbnail_key,
        "media_type": file.media_type,
        "size": file.size,
    }


# From rows to content


def _item(row: PassportItem) -> dict[str, Any]:
    mark = ProofMark(level=row.proof, by=row.proof_by, on=row.proof_on)
    return {"id": row.id, "proof": mark, "created_at": row.created_at}


def _experience(row: ExperienceRow) -> Experience:
    return Experience(
        **_item(row),
        kind=row.kind,
        title=row.title,
        trade_code=row.trade_code,
        employer=row.employer,
        place=row.place,
        started=row.started,
        ended=row.ended,
        ongoing=row.ongoing,
        duration_months=row.duration_months,
        tasks=tuple(row.tasks),
        quotes=tuple(Quote(**quote) for quote in row.quotes),
    )


def _soft_skill(row: SoftSkillRow) -> SoftSkill:
    situation = Quote(**row.situation) if row.situation else None
    return SoftSkill(**_item(row), code=row.code, situation=situation)


def _skill(row: SkillRow) -> Skill:
    quote = Quote(**row.quote) if row.quote else None
    return Skill(**_item(row), title=row.title, code=row.code, quote=quote)


def _certificate(row: CertificateRow) -> Certificate:
    return Certificate(
        **_item(row),
        title=row.title,
        issuer=row.issuer,
        obtained=row.obtained,
        expires=row.expires,
        media_type=row.media_type if row.file_key else "",
        size=row.size,
        has_thumbnail=row.thumbnail_key is not None,
    )


def _language(row: LanguageRow) -> Language:
    return Language(**_item(row), name=row.name, level=LanguageLevel(row.level))
