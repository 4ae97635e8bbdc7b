"""What can be done with a passport. Its holder alone reads and changes it.

Another person's item and an item that does not exist look the same: ``NotFound``.
"""

from collections.abc import Collection
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
from passport.kernel.errors import NotFound, TooMany
from passport.record import columns, rules, words
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
        experiences=rules.in_time_order(map(columns.experience, experiences)),
        soft_skills=tuple(map(columns.soft_skill, soft_skills)),
        skills=tuple(map(columns.skill, skills)),
        certificates=tuple(map(columns.certificate, certificates)),
        languages=tuple(map(columns.language, languages)),
    )


async def experience(session: Session, actor: Actor, item_id: UUID) -> Experience:
    """One of the actor's experiences."""
    return columns.experience(await _mine(session, actor, ExperienceRow, item_id))


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
    values = columns.profile_values(draft)
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
    values = columns.experience_values(draft, _today(session))
    return await _add(session, actor, ExperienceRow, values, origin)


async def add_soft_skill(
    session: Session, actor: Actor, draft: SoftSkillDraft, *, origin: str | None = None
) -> UUID:
    """Put a savoir-être in the actor's passport; its id. One already there takes the words."""
    values = columns.soft_skill_values(draft)
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
    return await _add(session, actor, SkillRow, columns.skill_values(draft), origin)


async def add_language(
    session: Session, actor: Actor, draft: LanguageDraft, *, origin: str | None = None
) -> UUID:
    """Put a language in the actor's passport; its id."""
    return await _add(session, actor, LanguageRow, columns.language_values(draft), origin)


async def add_certificate(
    session: Session,
    actor: Actor,
    draft: CertificateDraft,
    file: FileRef | None = None,
    *,
    origin: str | None = None,
) -> UUID:
    """Put a certificate in the actor's passport, with the file already in storage; its id."""
    values = columns.certificate_values(draft, _today(session)) | columns.file_values(file)
    added = await _add(session, actor, CertificateRow, values, origin)
    if file is not None:
        row = await _mine(session, actor, CertificateRow, added, removed=True)
        if row.file_key != file.key:
            # The same form, sent twice: the file that came with it again is let go.
            _let_go(session, file.key, file.thumbnail_key)
    return added


# Changing. What was confirmed was confirmed as it stood: a change makes it "declared" again.


async def change_experience(
    session: Session, actor: Actor, item_id: UUID, draft: ExperienceDraft
) -> None:
    """Write an experience again."""
    row = await _mine(session, actor, ExperienceRow, item_id)
    values = columns.experience_values(draft, _today(session))
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
    await _change(session, row, columns.soft_skill_values(draft))


async def change_skill(session: Session, actor: Actor, item_id: UUID, draft: SkillDraft) -> None:
    """Write a know-how again."""
    row = await _mine(session, actor, SkillRow, item_id)
    await _change(session, row, columns.skill_values(draft))


async def change_language(
    session: Session, actor: Actor, item_id: UUID, draft: LanguageDraft
) -> None:
    """Write a language again."""
    row = await _mine(session, actor, LanguageRow, item_id)
    await _change(session, row, columns.language_values(draft))


async def change_certificate(
    session: Session,
    actor: Actor,
    item_id: UUID,
    draft: CertificateDraft,
    file: FileRef | None = None,
) -> None:
    """Write a certificate again; a new file replaces the one before, which is destroyed."""
    row = await _mine(session, actor, CertificateRow, item_id)
    values = columns.certificate_values(draft, _today(session))
    if file is not None:
        _forget_files(session, row)
        values |= columns.file_values(file)
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
    _let_go(session, row.file_key, row.thumbnail_key)


def _let_go(session: Session, *keys: str | None) -> None:
    for key in keys:
        if key is not None:
            outbox.post(session, FORGET_FILE, {"key": key})
