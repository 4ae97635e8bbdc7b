"""Scores of the understanding on files of examples: one scorer for each format.

A format is told from the file itself, never from its name. To add one, write a module with a
``Scorer`` and put it in ``SCORERS``.
"""

from collections.abc import Sequence
from pathlib import Path

from passport.conversation.evaluation import statements, titles, utterances
from passport.conversation.evaluation.scorer import Scorer, Unreadable, peek
from passport.conversation.evaluation.table import Table

__all__ = ["SCORERS", "Scorer", "Table", "Unreadable", "score"]

SCORERS: Sequence[Scorer] = (titles.SCORER, utterances.SCORER, statements.SCORER)


def score(path: Path) -> Table:
    """The scores of one file, or of one folder where the format is a folder.

    Raises ``Unreadable``, with the line where there is one, when no format fits.
    """
    first = peek(path)
    for scorer in SCORERS:
        if scorer.recognises(path, first):
            return scorer.score(path)
    known = ", ".join(scorer.name for scorer in SCORERS)
    raise Unreadable(f"{path}: not in a format that can be scored ({known})")
