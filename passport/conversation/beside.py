"""The passport beside the conversation: what it holds, in a few words, and what came last."""

from dataclasses import dataclass, field

from passport.kernel.i18n import _, ngettext
from passport.record import rules
from passport.record import words as passport_words
from passport.record.content import (
    Certificate,
    Experience,
    Item,
    Language,
    Passport,
    Skill,
    SoftSkill,
)

LAST = 4
"""Items that the column beside shows."""


@dataclass(frozen=True)
class Held:
    """An item of the passport: what it is, and how sure."""

    title: str
    level: str


@dataclass(frozen=True)
class Beside:
    """What the passport holds: how many of each family, the ``last`` items, its proofs."""

    size: int = 0
    counted: str = ""
    last: list[Held] = field(default_factory=list)
    proven: int = 0
    provable: int = 0
    proofs: str = ""


def beside(passport: Passport) -> Beside:
    """``passport`` in a few words. It counts things and proofs, never the worth of a person."""
    counted = rules.progress(passport)
    items = sorted(passport.items(), key=lambda item: (item.created_at, item.id), reverse=True)
    return Beside(
        size=len(items),
        # A number stays with what it counts.
        counted=" · ".join(each.replace(" ", "\u00a0") for each in _counts(passport)),
        last=[Held(_title(item), item.proof.level.value) for item in items[:LAST]],
        proven=counted.proven,
        provable=counted.total,
        proofs=ngettext(
            "{n} preuve sur {total}", "{n} preuves sur {total}", counted.proven, total=counted.total
        ),
    )


def _counts(passport: Passport) -> list[str]:
    families = (
        (
            ngettext("{n} expérience", "{n} expériences", len(passport.experiences)),
            passport.experiences,
        ),
        (
            ngettext("{n} savoir-être", "{n} savoir-être", len(passport.soft_skills)),
            passport.soft_skills,
        ),
        (ngettext("{n} savoir-faire", "{n} savoir-faire", len(passport.skills)), passport.skills),
        (
            ngettext("{n} document", "{n} documents", len(passport.certificates)),
            passport.certificates,
        ),
        (ngettext("{n} langue", "{n} langues", len(passport.languages)), passport.languages),
    )
    return [words for words, held in families if held]


def _title(item: Item) -> str:
    match item:
        case Experience() | Skill() | Certificate():
            return item.title
        case SoftSkill():
            return _(passport_words.SOFT_SKILLS[item.code])
        case Language():
            return item.name
    raise TypeError(f"no title for {type(item).__name__}")
