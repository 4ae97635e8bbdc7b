"""What goes into a passport and what comes out of it: small frozen values, no table."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class ItemKind(StrEnum):
    """The families of items of a passport."""

    EXPERIENCE = "experience"
    SOFT_SKILL = "soft_skill"
    SKILL = "skill"
    CERTIFICATE = "certificate"
    LANGUAGE = "language"


class ExperienceKind(StrEnum):
    """How an experience was lived. All of them count."""

    PAID = "paid"
    INFORMAL = "informal"
    VOLUNTEERING = "volunteering"
    FAMILY = "family"
    INTERNSHIP = "internship"


class Proof(StrEnum):
    """Who stands behind an item: herself, a professional who saw it, its issuer who signed."""

    DECLARED = "declared"
    SEEN = "seen"
    GUARANTEED = "guaranteed"


class LanguageLevel(StrEnum):
    """How well a language is spoken, in words that need no scale."""

    LITTLE = "little"
    ENOUGH = "enough"
    WELL = "well"
    NATIVE = "native"


@dataclass(frozen=True, slots=True)
class Quote:
    """Her own words, kept as evidence.

    ``turn``, ``start`` and ``end`` say where in the conversation they stand; no turn means
    that she wrote them by hand.
    """

    text: str
    turn: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class ExperienceDraft:
    """An experience as she said it or typed it, before the checks.

    ``started`` and ``ended`` may be words ("mars 2019") or 'YYYY' and 'YYYY-MM'. When an
    experience is written again, no quotes and no trade code mean: leave them as they are.
    """

    title: str
    kind: ExperienceKind = ExperienceKind.PAID
    trade_code: str | None = None
    employer: str = ""
    place: str = ""
    started: str = ""
    ended: str = ""
    ongoing: bool = False
    duration_months: int | None = None
    tasks: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] | None = None


@dataclass(frozen=True, slots=True)
class SoftSkillDraft:
    """A savoir-être of the repertoire (ROME 4.0 code) and the situation that shows it."""

    code: str
    situation: Quote | None = None


@dataclass(frozen=True, slots=True)
class SkillDraft:
    """A know-how in her words, with its ROME code when it was recognised."""

    title: str
    code: str | None = None
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class LanguageDraft:
    """A language, by its name in her words."""

    name: str
    level: LanguageLevel = LanguageLevel.ENOUGH


@dataclass(frozen=True, slots=True)
class CertificateDraft:
    """A diploma, a licence, a proof of training. Dates as in :class:`ExperienceDraft`."""

    title: str
    issuer: str = ""
    obtained: str = ""
    expires: str = ""


@dataclass(frozen=True, slots=True)
class ProfileDraft:
    """What stands at the top of the passport."""

    project: str = ""
    mobility: str = ""
    availability: str = ""


@dataclass(frozen=True, slots=True)
class FileRef:
    """Where a file is kept. The keys are random and never leave the server."""

    key: str
    media_type: str
    size: int
    thumbnail_key: str | None = None


@dataclass(frozen=True, slots=True)
class ProofMark:
    """The level of proof of an item, who gave it and when."""

    level: Proof = Proof.DECLARED
    by: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """What every item of a passport has."""

    id: UUID
    proof: ProofMark
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Experience(Item):
    """An experience of the passport. Dates are 'YYYY' or 'YYYY-MM', or empty."""

    kind: ExperienceKind
    title: str
    trade_code: str | None
    employer: str
    place: str
    started: str
    ended: str
    ongoing: bool
    duration_months: int | None
    tasks: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class SoftSkill(Item):
    """A savoir-être of the passport."""

    code: str
    situation: Quote | None


@dataclass(frozen=True, slots=True)
class Skill(Item):
    """A know-how of the passport."""

    title: str
    code: str | None
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class Certificate(Item):
    """A certificate of the passport. ``media_type`` is empty when there is no file."""

    title: str
    issuer: str
    obtained: str
    expires: str
    media_type: str
    size: int
    has_thumbnail: bool


@dataclass(frozen=True, slots=True)
class Language(Item):
    """A language of the passport."""

    name: str
    level: LanguageLevel


@dataclass(frozen=True, slots=True)
class Passport:
    """All that a person holds, in the order it is shown."""

    project: str = ""
    mobility: str = ""
    availability: str = ""
    experiences: tuple[Experience, ...] = ()
    soft_skills: tuple[SoftSkill, ...] = ()
    skills: tuple[Skill, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    languages: tuple[Language, ...] = ()

    def items(self) -> tuple[Item, ...]:
        """Every item, of all families."""
        return (
            *self.experiences,
            *self.soft_skills,
            *self.skills,
            *self.certificates,
            *self.languages,
        )


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file taken out of the private storage."""

    data: bytes = field(repr=False)
    media_type: str
    name: str
