"""The common grids: what each asks about, and what can be answered."""

from enum import StrEnum

MAX_WORDS = 600
"""Characters of her own words kept beside an answer."""


class Grid(StrEnum):
    """A set of questions that all partners of a territory share."""

    DIAGNOSIS = "diagnosis"
    """The single grid of the territory's consortium: where things go well, where they do not."""
    POTENTIALS = "potentials"
    """What parents of a child under three have, know and want."""
    CHECK_IN = "check_in"
    """How a job goes that has just begun."""


_HOW = ("fine", "partly", "hard")

THEMES: dict[Grid, dict[str, tuple[str, ...]]] = {
    Grid.DIAGNOSIS: dict.fromkeys(
        (
            "job",
            "training",
            "mobility",
            "housing",
            "health",
            "family",
            "paperwork",
            "money",
            "french",
            "digital",
        ),
        _HOW,
    ),
    Grid.POTENTIALS: {
        "child": ("yes", "coming", "no"),
        "care": ("creche", "minder", "relatives", "nobody"),
        "hours": ("day", "half", "few", "none"),
        "backup": ("relatives", "friends", "nobody"),
        "taught": ("organise", "patience", "quick", "budget", "care"),
        "wish": ("work", "training", "meet", "rest"),
    },
    Grid.CHECK_IN: {
        "how": ("well", "mixed", "hard"),
        "trouble": ("hours", "travel", "tasks", "team", "pay", "childcare", "health", "other"),
        "call": ("yes", "no"),
    },
}
"""What each grid asks about, in its order, and the codes of the answers."""


def known(grid: Grid, theme: str, choice: str) -> bool:
    """Whether ``choice`` answers ``theme`` of ``grid``."""
    return choice in THEMES[grid].get(theme, ())


def order(grid: Grid, theme: str) -> tuple[int, int]:
    """Where an answer stands among others: grids in their order, themes in theirs."""
    return list(Grid).index(grid), list(THEMES[grid]).index(theme)
