"""What is known of her elsewhere in the product, and what it makes most useful to talk of."""

from collections.abc import Collection
from dataclasses import dataclass

from passport.conversation.engine.flow import EXPERIENCE, flows

MOST_SUGGESTED = 4


@dataclass(frozen=True, slots=True)
class Situation:
    """What her passport holds, and what waits for her. By default, somebody who has just come.

    Counts are of items of the passport. ``upcoming`` counts her appointments to come.
    """

    experiences: int = 0
    soft_skills: int = 0
    certificates: int = 0
    languages: int = 0
    project: bool = False
    mobility: bool = False
    availability: bool = False
    upcoming: int = 0
    followed: bool = False
    """Whether somebody accompanies her, and can be met."""
    consulted: bool = False
    """Whether a consultation runs that she has not answered."""
    actions: bool = False
    """Whether the bank of actions has something for her."""
    diagnosed: bool = False
    """Whether she has answered the common grid."""
    started_work: bool = False
    """Whether she has begun a job in the last months, by what her passport says."""
    shares: int = 0

    @property
    def new(self) -> bool:
        """Whether her passport holds no experience yet."""
        return self.experiences == 0


def suggested(
    situation: Situation, *, without: Collection[str] = (), most: int = MOST_SUGGESTED
) -> list[str]:
    """Flows that are useful now, the most useful first, ``most`` of them."""
    s = situation
    wanted: tuple[tuple[str, bool], ...] = (
        (EXPERIENCE, s.new),
        ("check_in", s.started_work),
        ("book", s.followed and not s.upcoming),
        ("soft_skill", s.experiences > 0 and s.soft_skills == 0),
        ("feedback", s.consulted),
        ("language", s.languages == 0),
        ("availability", not s.availability),
        ("mobility", not s.mobility),
        ("project", not s.project),
        ("diagnosis", not s.diagnosed),
        (EXPERIENCE, True),
        ("soft_skill", s.experiences > 0),
        ("share", s.experiences > 0 and s.shares == 0),
        ("certificate", True),
        ("action", s.actions),
        ("move", s.upcoming > 0),
        ("cancel", s.upcoming > 0),
        ("book", s.followed),
        ("language", True),
        ("mobility", True),
        ("availability", True),
        ("project", True),
        ("share", s.experiences > 0),
        ("diagnosis", True),
        ("potentials", True),
        ("check_in", True),
        ("help", True),
    )
    found = dict.fromkeys(
        flow for flow, useful in wanted if useful and flow in flows() and flow not in without
    )
    return list(found)[: max(0, most)]
