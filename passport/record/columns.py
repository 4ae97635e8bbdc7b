"""The columns of the tables: from the drafts that are checked, and to the content that is read."""

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from passport.kernel.errors import Invalid
from passport.record import rules, words
from passport.record.content import (
    Certificate,
    CertificateDraft,
    Experience,
    ExperienceDraft,
    FileRef,
    Language,
    LanguageDraft,
    LanguageLevel,
    ProfileDraft,
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
    SkillRow,
    SoftSkillRow,
)

# From drafts to columns. What does not fit raises ``Invalid``


def profile_values(draft: ProfileDraft) -> dict[str, Any]:
    """The project, the mobility and the availability."""
    return {
        "project": _short(draft.project, "project", rules.MAX_SENTENCE),
        "mobility": _short(draft.mobility, "mobility", rules.MAX_SENTENCE),
        "availability": _short(draft.availability, "availability", rules.MAX_SENTENCE),
    }


def experience_values(draft: ExperienceDraft, today: date) -> dict[str, Any]:
    """An experience, its dates read as of ``today``."""

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


def soft_skill_values(draft: SoftSkillDraft) -> dict[str, Any]:
    """A savoir-être of the repertoire."""
    if draft.code not in words.SOFT_SKILLS:
        raise Invalid(words.SOFT_SKILL_UNKNOWN, field="code")
    return {"code": draft.code, "situation": _quote_values(draft.situation, "situation")}


def skill_values(draft: SkillDraft) -> dict[str, Any]:
    """A know-how."""
    return {
        "title": _title(draft.title, words.SKILL_TITLE_MISSING),
        "code": draft.code or None,
        "quote": _quote_values(draft.quote, "quote"),
    }


def language_values(draft: LanguageDraft) -> dict[str, Any]:
    """A language."""
    return {
        "name": _title(draft.name, words.LANGUAGE_NAME_MISSING, "name"),
        "level": draft.level,
    }


def certificate_values(draft: CertificateDraft, today: date) -> dict[str, Any]:
    """A certificate, its dates read as of ``today``."""
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


def file_values(file: FileRef | None) -> dict[str, Any]:
    """Where the file of a certificate is, when it has one."""
    if file is None:
        return {}
    return {
        "file_key": file.key,
        "thumbnail_key": file.thumbnail_key,
        "media_type": file.media_type,
        "size": file.size,
    }


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


# From rows to content


def _item(row: PassportItem) -> dict[str, Any]:
    mark = ProofMark(level=row.proof, by=row.proof_by, on=row.proof_on)
    return {"id": row.id, "proof": mark, "created_at": row.created_at}


def experience(row: ExperienceRow) -> Experience:
    """An experience as it is read."""
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


def soft_skill(row: SoftSkillRow) -> SoftSkill:
    """A savoir-être as it is read."""
    situation = Quote(**row.situation) if row.situation else None
    return SoftSkill(**_item(row), code=row.code, situation=situation)


def skill(row: SkillRow) -> Skill:
    """A know-how as it is read."""
    quote = Quote(**row.quote) if row.quote else None
    return Skill(**_item(row), title=row.title, code=row.code, quote=quote)


def certificate(row: CertificateRow) -> Certificate:
    """A certificate as it is read: its file is told, not where it is."""
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


def language(row: LanguageRow) -> Language:
    """A language as it is read."""
    return Language(**_item(row), name=row.name, level=LanguageLevel(row.level))
