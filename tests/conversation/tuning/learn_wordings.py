"""Learn what short texts do and call for, and write the weights; or say how well it would go.

Run it after changing the examples: ``python -m tests.conversation.tuning.learn_wordings``. With
``--judge`` nothing is written: each example is read by weights that saw neither it nor what is
written nearly as it is (five folds), beside the rules as they are. Meanings take some minutes; they
are kept in the file given by ``--vectors``.
"""

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from passport.conversation.understanding import acts, care, wordings
from passport.conversation.understanding.normal import normal
from passport.conversation.understanding.trades import lexicon, meaning

HERE = Path(__file__).parent
DATA = Path(wordings.__file__).parent / "data"
ACTS = ("none", "correct", "skip", "stop", "help", "resume")
CARE = ("none", "suicide", "violence", "homeless", "child", "emergency")
ACTIVITY = ("none", "activity")
STRENGTH = {"acts": 10.0, "care": 10.0, "activity": 10.0}
"""How freely the weights follow the examples."""
FOLDS = 5
ALIKE = 0.6
"""Share of pieces of four letters from which two texts are near-duplicates."""

Numbers = NDArray[np.float64]
Whole = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Example:
    """A text, its label, and the file it is from."""

    text: str
    label: str
    source: str


def rows(name: str) -> Iterator[dict[str, object]]:
    """The objects of a file of this folder."""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _stories() -> Iterator[Example]:
    """Ordinary answers and statements; titles of trades, as bare answers."""
    for name in ("utterances.jsonl", "utterances_more.jsonl"):
        for row in rows(name):
            intent = str(dict(row["expected"]).get("intent", "none")).split("|")[0]
            intent = {"unknown": "skip"}.get(intent, intent)
            if intent in ACTS:
                yield Example(str(row["text"]), intent, name)
    for name in ("savoir_etre.jsonl", "savoir_etre_more.jsonl", "trades.jsonl", "results.jsonl"):
        for row in rows(name):
            yield Example(str(row["text"]), "none", name)
    titles = sorted({line.name for line in lexicon.lines()})
    for title in random.Random(1).sample(titles, 250):
        yield Example(title, "none", "lexicon")


def of_acts() -> list[Example]:
    """The examples of acts, each text once."""
    found = []
    for name in ("acts.jsonl", "acts_more.jsonl", "acts_fresh.jsonl", "acts_cold.jsonl"):
        for row in rows(name):
            intents = str(dict(row["expected"]).get("intent", "none")).split("|")
            known = [each for each in intents if each in ACTS]
            if "human" in intents or not (known or set(intents) & {"yes", "no", "enough", "find"}):
                continue
            found.append(Example(str(row["text"]), (known or ["none"])[0], name))
    for name in ("acts_voices.jsonl", "acts_wide.jsonl", "acts_people.jsonl"):
        found += [Example(str(row["text"]), str(row["label"]), name) for row in rows(name)]
    found += [Example(each.text, "none", each.source) for each in _told_or_not()]
    return _once([*found, *_stories()])


def _told_or_not() -> Iterator[Example]:
    """What tells an activity of the speaker's own, and what tells something else of a life."""
    for row in rows("activities.jsonl"):
        yield Example(str(row["text"]), str(row["label"]), "activities.jsonl")


def of_activity() -> list[Example]:
    """The examples of activities told, and of lives beside them, each text once."""
    found = list(_told_or_not())
    for name in sorted(path.name for path in HERE.glob("utterances*.jsonl")):
        for row in rows(name):
            expected = dict(row["expected"])
            if row["question"] is None and expected.get("intent") is None:
                told = expected.get("act", "none") != "none" or expected.get("tasks")
                found.append(Example(str(row["text"]), "activity" if told else "none", name))
    found += [Example(str(row["text"]), "activity", "trades") for row in rows("trades.jsonl")]
    return _once(found)


def of_care() -> list[Example]:
    """The examples of distress, each text once; what does something else calls for nobody."""
    found = []
    for name in ("care.jsonl", "care_fresh.jsonl"):
        found += [Example(str(row["text"]), str(row["care"] or "none"), name) for row in rows(name)]
    for name in ("care_voices.jsonl", "care_wide.jsonl"):
        found += [Example(str(row["text"]), str(row["label"]), name) for row in rows(name)]
    # Not what nobody read for distress: refusals and goodbyes of sixty people, lives beside work.
    found += [
        Example(each.text, "none", each.source)
        for each in of_acts()
        if each.source not in ("acts_people.jsonl", "activities.jsonl")
    ]
    found += [
        Example(each.text, "none", each.source)
        for each in _told_or_not()
        if each.label == "activity"
    ]
    return _once(found)


def _once(found: Sequence[Example]) -> list[Example]:
    return list({each.text.lower(): each for each in reversed(found)}.values())[::-1]


def groups(texts: Sequence[str]) -> Whole:
    """A number a text; near-duplicates have the same."""
    pieces = [
        frozenset(f" {text.lower()} "[at : at + 4] for at in range(len(text))) for text in texts
    ]
    leader = list(range(len(texts)))

    def lead(at: int) -> int:
        while leader[at] != at:
            at = leader[at]
        return at

    holding: dict[str, list[int]] = defaultdict(list)
    for at, mine in enumerate(pieces):
        shared = Counter(other for piece in mine for other in holding[piece])
        for other, same in shared.items():
            if same > ALIKE * (len(mine) + len(pieces[other]) - same):
                leader[lead(at)] = lead(other)
        for piece in mine:
            holding[piece].append(at)
    return np.array([lead(at) for at in range(len(texts))])


class Letters:
    """The counted pieces of texts, as rows of a sparse table."""

    def __init__(self, texts: Sequence[str]) -> None:
        counted = [wordings.counted(wordings.plain(normal(text))) for text in texts]
        self.count = len(texts)
        self.buckets = np.concatenate([buckets for buckets, _ in counted])
        self.weights = np.concatenate([weights for _, weights in counted]).astype(np.float64)
        self.sizes = np.array([len(buckets) for buckets, _ in counted])
        self._order = np.argsort(self.buckets, kind="stable")
        self._rows = np.repeat(np.arange(self.count), self.sizes)[self._order]
        self._used, self._starts = np.unique(self.buckets[self._order], return_index=True)
        self._first = np.concatenate([[0], np.cumsum(self.sizes)[:-1]])

    def times(self, table: Numbers) -> Numbers:
        """The table of scores: rows by columns."""
        product: Numbers = np.add.reduceat(
            self.weights[:, None] * table[self.buckets], self._first, axis=0
        )
        return product

    def turned(self, errors: Numbers) -> Numbers:
        """What each bucket is to blame for."""
        found = np.zeros((wordings.BUCKETS, errors.shape[1]))
        found[self._used] = np.add.reduceat(
            self.weights[self._order][:, None] * errors[self._rows], self._starts, axis=0
        )
        return found


def fit(
    letters: Letters, meanings: Numbers | None, wanted: Whole, kinds: int, strength: float
) -> tuple[Numbers, Numbers, Numbers]:
    """Weights of buckets and of meaning, and offsets: the likeliest, kept small."""
    true = np.eye(kinds)[wanted]
    wide = 0 if meanings is None else meanings.shape[1]
    high = wordings.BUCKETS

    def loss(table: Numbers) -> tuple[float, Numbers]:
        scores = letters.times(table[:high]) + table[-1]
        if meanings is not None:
            scores += meanings @ table[high:-1]
        scores -= scores.max(1, keepdims=True)
        shares = np.exp(scores)
        total = shares.sum(1, keepdims=True)
        errors = shares / total - true
        value = float((np.log(total[:, 0]) - (scores * true).sum(1)).sum())
        value += 0.5 / strength * float((table[:-1] ** 2).sum())
        slope = np.vstack(
            [
                letters.turned(errors),
                meanings.T @ errors if meanings is not None else np.zeros((0, kinds)),
                errors.sum(0, keepdims=True),
            ]
        )
        slope[:-1] += table[:-1] / strength
        return value, slope

    table = least(loss, np.zeros((high + wide + 1, kinds)))
    return table[:high], table[high:-1], table[-1]


def least(
    loss: Callable[[Numbers], tuple[float, Numbers]], start: Numbers, rounds: int = 60
) -> Numbers:
    """Where ``loss`` is least, by the method of limited memory BFGS (Nocedal, 1980)."""
    at, (value, slope) = start, loss(start)
    steps: list[tuple[Numbers, Numbers, float]] = []
    for _ in range(rounds):
        way = slope.copy()
        shares = []
        for step, turn, scale in reversed(steps):
            share = scale * float((step * way).sum())
            shares.append(share)
            way -= share * turn
        if steps:
            step, turn, scale = steps[-1]
            way *= 1 / (scale * float((turn * turn).sum()))
        for (step, turn, scale), share in zip(steps, reversed(shares), strict=True):
            way += step * (share - scale * float((turn * way).sum()))
        length, gain = 1.0 if steps else 1 / float(np.abs(slope).sum()), float((way * slope).sum())
        while True:
            there = at - length * way
            new_value, new_slope = loss(there)
            if new_value <= value - 1e-4 * length * gain or length < 1e-12:
                break
            length /= 2
        step, turn = there - at, new_slope - slope
        bend = float((step * turn).sum())
        if bend > 0:
            steps = [*steps[-9:], (step, turn, 1 / bend)]
        done = value - new_value < 1e-5 * value
        at, value, slope = there, new_value, new_slope
        if done:
            break
    return at


def vectors(texts: Sequence[str], kept: Path | None) -> NDArray[np.float32]:
    """The meanings of texts, those of the file ``kept`` first."""
    known: dict[str, NDArray[np.float32]] = {}
    if kept and kept.exists():
        with np.load(kept) as held:
            known = dict(zip(held["texts"].tolist(), held["vectors"], strict=True))
    for text in texts:
        if text not in known:
            vector = meaning.of_query(text)
            if vector is None:
                raise SystemExit("the model of meaning cannot run here")
            known[text] = vector.reshape(-1)
    if kept:
        np.savez(kept, texts=np.array(list(known)), vectors=np.stack(list(known.values())))
    return np.stack([known[text] for text in texts])


def learn(name: str, examples: Sequence[Example], labels: Sequence[str], kept: Path | None) -> None:
    """Fit both readings on all examples and write them, a byte a weight."""
    texts = [each.text for each in examples]
    wanted = np.array([labels.index(each.label) for each in examples])
    letters, found = Letters(texts), vectors(texts, kept)
    middle = found.mean(0)
    meanings = (found - middle).astype(np.float64) * wordings.MEANING
    alone, _, offset = fit(letters, None, wanted, len(labels), STRENGTH[name])
    both, meant, both_offset = fit(letters, meanings, wanted, len(labels), STRENGTH[name])
    small, scale = _bytes(alone)
    small_both, scale_both = _bytes(both)
    held = wordings.Learnt(
        tuple(labels), middle, small, scale, _floats(offset),
        small_both, scale_both, _floats(both_offset), _floats(meant * wordings.MEANING),
    )  # fmt: skip
    fields = {each: getattr(held, each) for each in wordings.Learnt.__dataclass_fields__}
    path = DATA / f"{name}.npz"
    np.savez_compressed(path, **(fields | {"labels": np.array(" ".join(labels))}))
    print(f"{name}: {len(examples)} examples, {dict(Counter(each.label for each in examples))},"
          f" {path.stat().st_size // 1024} kB")  # fmt: skip


def _bytes(table: Numbers) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    scale = np.abs(table).max(0) / 127
    return np.round(table / scale).astype(np.int8), _floats(scale)


def _floats(table: Numbers) -> NDArray[np.float32]:
    return table.astype(np.float32)


def judge(name: str, examples: Sequence[Example], labels: Sequence[str], kept: Path | None) -> None:
    """Print what is heard of examples left out, by rules, by learning, and by both."""
    texts = [each.text for each in examples]
    wanted = np.array([labels.index(each.label) for each in examples])
    found = vectors(texts, kept)
    fold = np.random.default_rng(0).integers(0, FOLDS, len(texts))[groups(texts)]
    first, second = (np.zeros((len(texts), len(labels))) for _ in range(2))
    for out in range(FOLDS):
        seen, left = np.flatnonzero(fold != out), np.flatnonzero(fold == out)
        letters, unseen = Letters([texts[at] for at in seen]), Letters([texts[at] for at in left])
        middle = found[seen].mean(0)
        meanings = (found - middle).astype(np.float64) * wordings.MEANING
        alone, _, offset = fit(letters, None, wanted[seen], len(labels), STRENGTH[name])
        first[left] = _shares(unseen.times(alone) + offset)
        both, meant, offset = fit(
            letters, meanings[seen], wanted[seen], len(labels), STRENGTH[name]
        )
        second[left] = _shares(unseen.times(both) + meanings[left] @ meant + offset)
    worth = first[:, 0] < 1 - 0.1
    rules = np.array([_rule(name, text, labels) for text in texts])
    sources = np.array([each.source for each in examples])
    print(f"{name}: the meaning is read of {worth[wanted == 0].mean():.0%} of what does nothing")
    for least_likely in (0.4, 0.5, 0.6, 0.7, 0.8):
        heard = np.where(worth & (second[:, 0] < 1 - least_likely), second[:, 1:].argmax(1) + 1, 0)
        _print(f"learnt, from {least_likely}", heard, wanted, sources)
        _print("  with rules", np.where(rules != 0, rules, heard), wanted, sources)
    _print("rules alone", rules, wanted, sources)


def _print(title: str, told: Whole, wanted: Whole, sources: NDArray[np.str_]) -> None:
    """Print what was told of each group: right, heard at all, and heard of what does nothing."""
    line = []
    for group in ("_voices", "_wide", "_fresh", "utterances", "activities"):
        here = np.char.find(sources, group) >= 0
        does, only = here & (wanted > 0), here & (wanted == 0)
        right, heard, false = (
            100 * float(each.sum()) / max(1, each.size)
            for each in ((told == wanted)[does], (told > 0)[does], (told > 0)[only])
        )
        line.append(f"{group} right {right:.1f} heard {heard:.1f} false {false:.1f}")
    print(f"{title}: {'; '.join(line)}", flush=True)


def _shares(scores: Numbers) -> Numbers:
    raised: Numbers = np.exp(scores - scores.max(1, keepdims=True))
    return raised / raised.sum(1, keepdims=True)


def _rule(name: str, text: str, labels: Sequence[str]) -> int:
    """What the rules hear alone: the column, 0 for nothing, -1 for what is not learnt."""
    if name == "activity":
        return 0
    heard = acts.ruled(normal(text)) if name == "acts" else care.ruled(text)
    if heard is None:
        return 0
    return labels.index(heard) if heard in labels else -1


def main() -> None:
    """Learn, or judge."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--judge", action="store_true")
    asked.add_argument("--vectors", type=Path)
    given = asked.parse_args()
    for name, examples, labels in (
        ("acts", of_acts(), ACTS),
        ("care", of_care(), CARE),
        ("activity", of_activity(), ACTIVITY),
    ):
        (judge if given.judge else learn)(name, examples, labels, given.vectors)


if __name__ == "__main__":
    main()
