"""Somebody who plays a life: what she answers to what is on the screen."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from passport.conversation.engine.flow import Chip
from passport.conversation.engine.policy import Prompt, Step
from tests.conversation.lives import pools
from tests.conversation.lives.life import Experience, Life, Told
from tests.conversation.lives.said import Piece, Said
from tests.conversation.lives.voice import same, spell

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
KIND_WORDS = {
    "paid": ("un travail payé", "payé"),
    "family": ("pour ma famille", "une aide à ma famille"),
    "volunteering": ("du bénévolat", "bénévole"),
    "informal": ("de la débrouille", "au noir"),
    "internship": ("un stage", "c'était un stage"),
}


SLIP = 0.06
"""Share of places that are corrected in the same breath."""
ASIDE = 0.15
"""Share of sentences that also say something beside the point."""


@dataclass
class Person:
    """Plays ``life``, one experience after the other, in front of prompts."""

    life: Life
    number: int = 0
    told: set[str] = field(default_factory=set)
    lies: dict[str, str] = field(default_factory=dict)
    plan: list[str] = field(default_factory=list)
    checks: int = 0

    def __post_init__(self) -> None:
        """Draw from the seed of the life."""
        self.rng = random.Random(self.life.seed * 7919 + 1)

    @property
    def now(self) -> Experience:
        """The experience that is told."""
        return self.life.experiences[self.number]

    def next_experience(self) -> bool:
        """Go on to the next experience; no when there is none."""
        self.number += 1
        self.told.clear()
        self.lies.clear()
        self.plan.clear()
        self.checks = 0
        return self.number < len(self.life.experiences)

    def answer(self, shown: Prompt, card: dict[str, list[str]]) -> Said:
        """What she says or touches in front of ``shown``, when the card holds ``card``."""
        if self.plan:
            return Said(self._spelt(self.plan.pop(0)), manner="nonsense")
        match shown.step:
            case Step.GREET:
                return self._open(shown)
            case Step.ASK:
                return self._reply(shown)
            case Step.CHECK:
                return self._check(card)
            case Step.STOPPED:
                return self._back(shown)
            case _:
                return self._touch(shown, "another") or self._spoken("on continue", "resume")

    # Telling

    def _open(self, shown: Prompt) -> Said:
        rng, now = self.rng, self.now
        if rng.random() < 0.1 + self.life.touches / 2 and (said := self._touch(shown, now.kind)):
            self.told.add("kind")
            return said
        if rng.random() < 0.05:
            return self._spoken(rng.choice(pools.NONSENSE), "nonsense")
        facts = ["opening"]
        others = [fact for fact in self._untold() if rng.random() < self.life.chatty]
        rng.shuffle(others)
        if others and rng.random() < 0.2:
            facts = [others[0], "opening", *others[1:]]
        else:
            facts += others
        return self._tell(facts)

    def _untold(self) -> list[str]:
        now = self.now
        facts = [f"deed{n}" for n in range(len(now.deeds))]
        facts += [
            "time",
            *(["place"] if now.place else []),
            *(["employer"] if now.employer else []),
        ]
        return [fact for fact in facts if fact not in self.told]

    def _reply(self, shown: Prompt) -> Said:
        rng = self.rng
        slot = (shown.key or "").rpartition(".")[2]
        if self.life.closed and rng.random() < 0.6:
            return self._spoken(rng.choice(pools.UNREADABLE), "nonsense")
        can_skip = any(chip.command == "skip" for chip in shown.chips)
        dice = rng.random()
        if dice < 0.05 and can_skip:
            by_touch = rng.random() < 0.5 and self._touch(shown, "skip", "skip")
            return by_touch or self._spoken(
                rng.choice(("je passe", "passe", "je préfère pas dire")), "skip"
            )
        if dice < 0.09 and slot != "title":
            return self._spoken(
                rng.choice(("je sais pas", "je sais plus", "aucune idée")), "unknown"
            )
        if dice < 0.12:
            return self._spoken(
                rng.choice(("c'est quoi la question ?", "je comprends pas")), "help"
            )
        if dice < 0.16:
            self.plan = [rng.choice(pools.NONSENSE)] if rng.random() < 0.5 else []
            return self._spoken(rng.choice((*pools.NONSENSE, *pools.INSULTS)), "nonsense")
        if dice < 0.20:
            words = ("on arrête là", "je continue demain", "stop")
            return self._spoken(rng.choice(words), "stop")
        if (
            dice < 0.27
            and slot in ("duration", "employer")
            and (left := [f for f in self._untold() if f.startswith("deed")])
        ):
            return self._tell([left[0]])
        return self._answer(shown, slot)

    def _answer(self, shown: Prompt, slot: str) -> Said:
        now, rng = self.now, self.rng
        fact = {"duration": "time", "tasks": "deed", "title": "opening"}.get(slot, slot)
        if slot == "kind":
            return self._kind(shown)
        if slot == "trade":
            return self._trade(shown)
        if touched := self._touched(shown, slot):
            return touched
        if fact == "deed":
            deeds = [fact for fact in self._untold() if fact.startswith("deed")] or ["deed0"]
            return self._tell(deeds[: rng.choice((1, 2, 3))], bare=rng.random() < 0.4)
        if fact in ("place", "employer") and not getattr(now, fact):
            return self._spoken(rng.choice(("je sais plus", "je passe")), "unknown")
        if rng.random() < 0.07 and fact in ("place", "time") and fact not in self.lies:
            return self._lie(fact)
        more = [
            other
            for other in self._untold()
            if other != fact and rng.random() < self.life.chatty / 4
        ]
        return self._tell([fact, *more[:1]], bare=rng.random() < 0.5)

    def _kind(self, shown: Prompt) -> Said:
        kind = self.now.kind
        touched = self.rng.random() < 0.3 + self.life.touches and self._touch(shown, kind)
        return touched or self._one("kind", self.rng.choice(KIND_WORDS[kind]), kind)

    def _trade(self, shown: Prompt) -> Said:
        """One of the trades that hers may be, or none of them."""
        likely = (chip.key for chip in shown.chips if chip.value in self.now.codes)
        name = (Piece("opening", 0, 0, self.now.title),)
        return Said("", name, chip=next(likely, "none_of_these"))

    def _touched(self, shown: Prompt, slot: str) -> Said | None:
        """A ready answer that says what is true, when she is one to touch it."""
        now = self.now
        fact = {"duration": "time", "title": "opening"}.get(slot)
        if fact is None or self.rng.random() >= 0.2 + self.life.touches:
            return None
        for chip in shown.chips:
            length = slot == "duration" and now.told is Told.DURATION
            if (length and chip.value == str(now.months)) or (
                chip.key.startswith("trade_") and chip.value in now.codes
            ):
                self.told.add(fact)
                return Said("", (Piece(fact, 0, 0, now.title),), chip=chip.key)
        return None

    # Checking the card

    def _check(self, card: dict[str, list[str]]) -> Said:
        self.checks += 1
        for fact, wrong in list(self.lies.items()):
            del self.lies[fact]
            return self._correct(fact, wrong)
        if self.life.attentive and self.checks <= 3:
            held = card.get("place", [""])[0]
            if held and self.now.place and same(held) != same(self.now.place):
                return self._correct("place", held)
            months = card.get("duration", [""])[0]
            true = self.now.months
            if months and self.now.told is Told.DURATION and abs(float(months) - true) > 0.1 * true:
                return self._correct("time", self._length(round(float(months)) or 1))
        return self._spoken(self.rng.choice(("oui", "c'est ça", "oui c'est bon", "ok")), "yes")

    def _correct(self, fact: str, wrong: str) -> Said:
        right = self.now.place if fact == "place" else self._length(self.now.months)
        form = self.rng.choice(
            ("non pas {wrong}, {right}", "je me suis trompé, c'était {right}", "non c'est {right}")
        )
        if fact == "time":
            form = self.rng.choice(
                ("je me suis trompé, c'était {right}", "non, {right} pas {wrong}")
            )
        return self._filled(form, fact, right, wrong)

    def _filled(self, form: str, fact: str, right: str, wrong: str) -> Said:
        text, pieces = "", []
        for part in form.replace("{wrong}", "\0w\0").replace("{right}", "\0r\0").split("\0"):
            words = {"w": wrong, "r": right}.get(part, part)
            shown = self._spelt(words, name=part in ("w", "r"))
            if part == "r":
                value = right if fact == "place" else str(self.now.months)
                pieces.append(
                    Piece(fact, len(text), len(text) + len(shown), value, takes_back=wrong)
                )
            text += shown
        return Said(text, tuple(pieces), manner="correct")

    def _lie(self, fact: str) -> Said:
        if fact == "time" and self.now.told is not Told.DURATION:
            return self._tell(["time"])
        if fact == "place":
            wrong = self.rng.choice([town for town in pools.FRENCH_TOWNS if town != self.now.place])
            text = self._spelt(wrong, name=True)
        else:
            other = 3 if self.now.months != 3 else 24
            wrong = self._length(other)
            text = self._spelt(wrong)
        self.lies[fact] = wrong
        self.told.add(fact)
        return Said(text, (Piece(fact, 0, len(text), wrong, true=False),))

    # Words

    def _tell(self, facts: Sequence[str], *, bare: bool = False) -> Said:
        rng = self.rng
        text, pieces = rng.choice(("", "", "", "euh ", "ben ")) if not bare else "", []
        for fact in facts:
            if text.strip() and text.strip() not in ("euh", "ben"):
                joint = (
                    (", ", " et ", ", ")
                    if fact.startswith(("deed", "opening"))
                    else (" ", ", ", " ")
                )
                text += rng.choice(joint)
            words, value = self._words(fact, bare=bare and len(facts) == 1)
            shown = self._spelt(words, name=fact in ("place", "employer"))
            if fact == "place" and not bare and rng.random() < SLIP:
                # She corrects herself in the same breath.
                wrong = rng.choice([town for town in pools.FRENCH_TOWNS if town != value])
                slip = self._spelt(
                    rng.choice(("{}, non ", "{} euh non ", "{}, enfin non ")).format(_at(wrong)),
                    name=True,
                )
                text += slip
            pieces.append(Piece(fact, len(text), len(text) + len(shown), value))
            text += shown
            self.told.add(fact)
        if not bare and rng.random() < ASIDE:
            words = rng.choice(pools.ASIDES).format(
                age=self.life.age, town=rng.choice(pools.FRENCH_TOWNS)
            )
            text += ", " + self._spelt(words)
        return Said(text, tuple(pieces))

    def _words(self, fact: str, *, bare: bool) -> tuple[str, str]:
        now = self.now
        if fact == "opening":
            return (now.title if bare and now.title else now.opening), now.title
        if fact.startswith("deed"):
            deed = now.deeds[int(fact[4:])]
            return (deed.present if now.ongoing else deed.past), deed.verb
        if fact == "place":
            return (now.place if bare else f"{_at(now.place)}"), now.place
        if fact == "employer":
            return (now.employer if bare else _with(now.employer)), now.employer
        return self._time(bare=bare), str(now.months)

    def _time(self, *, bare: bool) -> str:
        now = self.now
        match now.told:
            case Told.DURATION:
                length = self._length(now.months)
                return (
                    length
                    if bare
                    else self.rng.choice(("pendant {}", "{}", "ça a duré {}")).format(length)
                )
            case Told.SINCE:
                return f"depuis {now.start}"
            case Told.BETWEEN:
                return self.rng.choice(("de {} à {}", "entre {} et {}")).format(now.start, now.end)
            case Told.MONTHS:
                return f"de {_month(now.start)} à {_month(now.end)}"

    def _length(self, months: int) -> str:
        if months == 18:
            return self.rng.choice(("un an et demi", "18 mois"))
        if months >= 12:
            years = months // 12
            return "un an" if years == 1 else f"{years} ans"
        return "un mois" if months == 1 else f"{months} mois"

    # Touching and short words

    def _one(self, fact: str, words: str, value: str) -> Said:
        self.told.add(fact)
        text = self._spelt(words)
        return Said(text, (Piece(fact, 0, len(text), value),))

    def _spoken(self, words: str, manner: str) -> Said:
        return Said(self._spelt(words) if manner != "nonsense" else words, manner=manner)

    def _touch(self, shown: Prompt, wanted: str, manner: str = "touch") -> Said | None:
        def fits(chip: Chip) -> bool:
            return wanted in (chip.value, chip.command, chip.key)

        chip = next(filter(fits, shown.chips), None)
        return Said("", (Piece(wanted, 0, 0),), chip=chip.key, manner=manner) if chip else None

    def _back(self, shown: Prompt) -> Said:
        return (self.rng.random() < 0.5 and self._touch(shown, "resume", "resume")) or self._spoken(
            self.rng.choice(("on reprend", "je reprends", "on continue")), "resume"
        )

    def _spelt(self, words: str, *, name: bool = False) -> str:
        return spell(words, self.life.spelling, self.rng, name=name)


def _with(employer: str) -> str:
    lead = {"Restos du cœur": "aux", "Croix-Rouge": "à la", "Secours populaire": "au"}
    return f"{lead.get(employer, 'chez')} {employer}"


def _at(place: str) -> str:
    if place.startswith("Le "):
        return f"au {place[3:]}"
    return f"à {place}"


def _month(text: str) -> str:
    year, _dash, month = text.partition("-")
    return f"{MONTHS[int(month) - 1]} {year}"
