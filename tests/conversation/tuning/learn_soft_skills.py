"""Learn from the examples which savoir-être a meaning is like, and write the weights.

Run it after changing ``soft_skills.txt`` or ``savoir_etre.jsonl`` (``savoir_etre_more.jsonl`` is
kept apart, to test): ``python -m tests.conversation.tuning.learn_soft_skills``.
"""

import json
from pathlib import Path

import numpy as np

from passport.conversation.understanding import likeness
from passport.conversation.understanding.trades import meaning

RIDGE = 0.5
HERE = Path(__file__).parent
DATA = Path(likeness.__file__).parent / "data"


def examples() -> list[tuple[str, str]]:
    """Statements with their code, or "none"."""
    found = []
    for line in (DATA / "soft_skills.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            code, text = line.split("|", 1)
            found.append((text.strip(), code.strip()))
    for line in (HERE / "savoir_etre.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found += [(row["text"], code) for code in row["accept"] or ["none"]]
    return found


def main() -> None:
    """Fit a ridge regression on centred vectors and write an offset and weights a code."""
    rows = examples()
    vectors = np.vstack([meaning.of_query(text) for text, _ in rows]).astype(np.float64)
    wanted = np.array(
        [[1.0 if code == each else -1.0 for each in likeness.CODES] for _, code in rows]
    )
    middle, usual = vectors.mean(0), wanted.mean(0)
    centred = vectors - middle
    weights = np.linalg.solve(
        centred.T @ centred + RIDGE * np.eye(likeness.SIZE), centred.T @ (wanted - usual)
    )
    offsets = usual - middle @ weights
    table = np.vstack([offsets, weights]).T.astype("<f4")
    (DATA / "soft_skills.f32").write_bytes(table.tobytes())
    print(f"{len(rows)} examples, {table.shape[0]} codes")


if __name__ == "__main__":
    main()
