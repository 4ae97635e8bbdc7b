"""Simulated people through the flows: what is kept of what they say, slot by slot.

``uv run --group test python -m tests.bench.lives [how many] [--gaps]``
"""

import sys
import time
from statistics import mean

from tests.conversation.lives.check import Scores, Subjects
from tests.conversation.lives.life import live
from tests.conversation.lives.play import play

SHOWN = 12


def main() -> None:
    """Print the table of the first card and of what is written, and with ``--gaps`` the misses."""
    counts = [int(word) for word in sys.argv[1:] if word.isdigit()]
    seeds = range(counts[0] if counts else 400)
    began = time.perf_counter()
    played = [play(live(seed)) for seed in seeds]
    taken = time.perf_counter() - began
    turns = sum(len(each.log) for each in played)
    told = [told for each in played for told in each.told]
    print(
        f"{len(played)} lives, {len(told)} experiences, {turns} turns in {taken:.1f} s; "
        f"{mean(len(each.asked) for each in told):.1f} questions an experience; "
        f"{sum(not each.finished for each in played)} without an end"
    )
    for name, first in (("first card", True), ("written", False)):
        scores = Scores()
        for each in played:
            scores.add(each, first=first)
        print(f"\n{name:<12}{'right':>7}{'wrong':>7}{'missed':>8}{'precision':>11}{'recall':>8}")
        for slot, score in scores.slots.items():
            print(
                f"{slot:<12}{score.right:>7}{score.wrong:>7}{score.missing:>8}"
                f"{score.precision:>11.3f}{score.recall:>8.3f}"
            )
    subjects = Subjects()
    for each in played:
        subjects.add(each)
    print(
        f"\n{'subject':<14}{'talks':>6}{'right':>7}{'wrong':>7}{'missed':>8}{'precision':>11}{'recall':>8}"
    )
    for flow, score in sorted(subjects.flows.items()):
        print(
            f"{flow:<14}{subjects.counts[flow]:>6}{score.right:>7}{score.wrong:>7}{score.missing:>8}"
            f"{score.precision:>11.3f}{score.recall:>8.3f}"
        )
    if "--gaps" in sys.argv:
        scores.slots |= subjects.flows
        for slot, score in scores.slots.items():
            print(f"\n{slot}", *score.examples[:SHOWN], sep="\n  ")


if __name__ == "__main__":
    main()
