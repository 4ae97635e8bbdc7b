"""What is true of a simulated person. The same seed gives the same life."""

import random
from dataclasses import dataclass
from enum import StrEnum

from tests.conversation.lives import pools
from tests.conversation.lives.pools import Deed, Trade, _deed
from tests.conversation.lives.topics import Topic, topics

TODAY_YEAR = 2026


class Told(StrEnum):
    """How an experience's time is told."""

    DURATION = "duration"
    BETWEEN = "between"
    SINCE = "since"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Experience:
    """One thing that was done. ``opening`` says it, without place, employer or time."""

    kind: str
    opening: str
    title: str
    codes: frozenset[str]
    deeds: tuple[Deed, ...]
    place: str
    employer: str
    told: Told
    months: int
    start: str
    end: str
    ongoing: bool


@dataclass(frozen=True, slots=True)
class Life:
    """Somebody: who, how old, how she writes, and what she did."""

    seed: int
    name: str
    she: bool
    age: int
    spelling: int
    """From 0, careful, to 3, by ear."""
    chatty: float
    """How likely each further fact is in a free answer."""
    attentive: bool
    closed: bool
    """Whether she mostly sends what nobody can read."""
    touches: float
    """How often she takes a ready answer where one fits."""
    experiences: tuple[Experience, ...]
    topics: tuple[Topic, ...]
    """What she talks of afterwards."""


def live(seed: int) -> Life:
    """The life of ``seed``."""
    rng = random.Random(seed)
    she = rng.random() < 0.55
    age = rng.choice((17, 19, 22, 27, 33, 38, 44, 51, 57, 63))
    count = 1 if age < 20 else rng.choice((1, 1, 2, 2, 3))
    return Life(
        seed=seed,
        name=rng.choice(pools.SHE if she else pools.HE),
        she=she,
        age=age,
        spelling=rng.choice((0, 1, 1, 2, 2, 3)),
        chatty=rng.choice((0.15, 0.5, 0.85)),
        attentive=rng.random() < 0.5,
        closed=rng.random() < 0.1,
        touches=rng.choice((0.0, 0.2, 0.2, 0.9)),
        experiences=tuple(_experience(rng, she=she, age=age) for _ in range(count)),
        topics=topics(
            random.Random(seed * 31 + 7),
            tuple(rng.sample(pools.LANGUAGES, rng.choice((0, 1, 1, 2)))),
        ),
    )


def _experience(rng: random.Random, *, she: bool, age: int) -> Experience:
    kind = rng.choices(
        ("paid", "family", "volunteering", "informal", "internship"), (60, 12, 11, 10, 7)
    )[0]
    place = rng.choice(pools.FRENCH_TOWNS if rng.random() < 0.8 else pools.FOREIGN)
    most = max(3, min(240, (age - 15) * 12 // 2))
    if kind == "internship":
        most = 6
    months = rng.choice(
        [m for m in (1, 2, 3, 4, 6, 8, 12, 18, 24, 36, 48, 60, 96, 120, 180, 240) if m <= most]
    )
    ongoing = kind in ("paid", "family", "volunteering") and rng.random() < 0.2
    told, start, end = _time(rng, months, ongoing=ongoing)
    if kind in ("paid", "internship"):
        trade = rng.choice(pools.TRADES)
        return _employed(rng, trade, kind, she, place, (told, months, start, end, ongoing))
    source = {"family": pools.FAMILY, "informal": pools.INFORMAL}.get(kind)
    if source is not None:
        opening, lines = rng.choice(source)
        employer = ""
        opening = opening.replace("{e}", "e" if she else "")
    else:
        employer, lines = rng.choice(pools.VOLUNTEERING)
        opening = "j'étais bénévole" if not ongoing else "je suis bénévole"
    if ongoing and kind == "family":
        ongoing, told, end = False, Told.DURATION, ""
        start = ""
    return Experience(
        kind, opening, "", frozenset(), tuple(_deed(line) for line in lines),
        "" if kind == "family" and rng.random() < 0.7 else place,
        employer, told, months, start, end, ongoing,
    )  # fmt: skip


def _employed(
    rng: random.Random,
    trade: Trade,
    kind: str,
    she: bool,
    place: str,
    time: tuple[Told, int, str, str, bool],
) -> Experience:
    told, months, start, end, ongoing = time
    title = trade.she if she else trade.he
    if kind == "internship":
        opening, ongoing = f"j'ai fait un stage de {title}", False
    else:
        opening = (
            f"je suis {title}"
            if ongoing
            else rng.choice(
                (
                    f"j'étais {title}",
                    f"j'ai travaillé comme {title}",
                    f"j'ai été {title}",
                    f"j'ai bossé comme {title}",
                    title,
                    f"avant j'étais {title}",
                )
            )
        )
    return Experience(
        kind, opening, title, trade.codes, trade.deeds, place,
        rng.choice(trade.firms) if rng.random() < 0.7 else "",
        told, months, start, end, ongoing,
    )  # fmt: skip


def _time(rng: random.Random, months: int, *, ongoing: bool) -> tuple[Told, str, str]:
    """How the time is told, its first and its last month or year, where they are told."""
    if ongoing:
        year = TODAY_YEAR - max(1, months // 12)
        return Told.SINCE, str(year), ""
    if months >= 24 and rng.random() < 0.4:
        end = rng.randint(2005, 2025)
        return Told.BETWEEN, str(end - months // 12), str(end)
    if months < 24 and rng.random() < 0.25:
        year, first = rng.randint(2012, 2025), rng.randint(1, 12)
        last = year * 12 + first - 1 + months
        return Told.MONTHS, f"{year}-{first:02d}", f"{last // 12}-{last % 12 + 1:02d}"
    return Told.DURATION, "", ""
