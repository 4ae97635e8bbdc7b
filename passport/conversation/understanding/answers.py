"""Answers to the questions of any flow: a choice said in words, a name, a sentence, a date."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from passport.conversation.engine.draft import Draft
from passport.conversation.engine.flow import Chip, Reads, SlotSpec
from passport.conversation.engine.values import Slot, SlotName
from passport.conversation.understanding import story, times
from passport.conversation.understanding.found import Found
from passport.conversation.understanding.normal import Normal, fold, normal

Say = Callable[[str], str]
"""Gives a French sentence in the language that she reads."""

LONGEST_NAME = 120

_EMPTY_WORDS = frozenset("le la les l un une a au aux de d du et je veux prefere oui euh".split())
QUOTED = 600
"""Characters of the longest sentence kept as evidence."""

_LEAD = re.compile(
    r"\s*(?:(?:euh|ben|bah|alors|oui|c'est|c'etait|ca s'appelle|j'ai|je parle|je connais|pour"
    r"|il s'appelle|elle s'appelle)[ ,]+)*(?:(?:le|la|les|un|une|du|mon|ma|mes) |l'|d')?"
)


_BARE_ANSWERS = frozenset({"oui", "non"})


def chosen(
    words: Normal, slot: SlotName, chips: Iterable[Chip], say: Say, *, asked: bool = True
) -> Found | None:
    """The ready answer that she says in words: by its label, or by words that mean the same.

    A bare yes or no answers what was ``asked``, and nothing else.
    """
    told = [chip for chip in chips if chip.value is not None]
    for chip in told:
        for label in dict.fromkeys((chip.label, say(chip.label))):
            if (place := _label_in(words, label)) is not None:
                return _found(words, slot, chip.value or "", *place, confidence=0.95)
    named = _named(words, [chip for chip in told if chip.own])
    if named is not None:
        return _found(words, slot, named.value or "", 0, len(words.plain), confidence=0.9)
    for chip in told:
        for pattern in chip.words:
            for match in re.finditer(pattern, words.plain):
                if match.group() and (asked or match.group() not in _BARE_ANSWERS):
                    return _found(words, slot, chip.value or "", *match.span(), confidence=0.8)
    return None


def _named(words: Normal, chips: Sequence[Chip]) -> Chip | None:
    """The only ready answer whose name holds all that she says: "mardi", "10h"."""
    said = _tokens(words.plain)
    if not said or not chips:
        return None
    names = [(chip, _tokens(normal(chip.label).plain)) for chip in chips]
    same = [chip for chip, name in names if name == said]
    holding = [chip for chip, name in names if set(said) <= set(name)]
    found = same or holding
    return found[0] if len(found) == 1 else None


def _tokens(plain: str) -> list[str]:
    spoken = plain.replace("heures", "h").replace("heure", "h")
    found = re.findall(r"[^\W\d_]+|\d+", spoken)
    return [token for token in found if token not in _EMPTY_WORDS]


def ordered(words: Normal, chips: Iterable[Chip], say: Say) -> Chip | None:
    """The ready answer that gives an order or starts a flow, when its label is what she wrote."""
    plain = _bare(words.plain)
    for chip in chips:
        if chip.value is None:
            labels = {_bare(normal(label).plain) for label in (chip.label, say(chip.label))}
            if plain in labels:
                return chip
    return None


def name(words: Normal, slot: SlotName) -> Found | None:
    """The answer itself, on one line, without the words that lead to it."""
    plain = words.plain
    lead = _LEAD.match(plain)
    start = lead.end() if lead else 0
    end = len(plain.rstrip(" .!?,;\n"))
    if end <= start:
        start = len(plain) - len(plain.lstrip())
    if end <= start or not any(char.isalnum() for char in plain[start:end]):
        return None
    found = _found(words, slot, "", start, end, confidence=0.6)
    said = " ".join(words.raw[found.start : found.end].split())[:LONGEST_NAME]
    return Found(slot, said[:1].upper() + said[1:], found.start, found.end, 0.6)


def sentence(text: str, slot: SlotName) -> Found | None:
    """Her sentences, whole, up to ``QUOTED`` characters, cut between two words."""
    start = len(text) - len(text.lstrip())
    whole = len(text.rstrip())
    end = min(whole, start + QUOTED)
    if end < whole:
        cut = text.rfind(" ", start, end)
        end = cut if cut > start else end
    if end <= start or not any(char.isalnum() for char in text[start:end]):
        return None
    return Found(slot, " ".join(text[start:end].split()), start, end, 1.0)


def day(words: Normal, slot: SlotName, today: date) -> Found | None:
    """The year or the month that she says."""
    found = [
        item
        for item in times.find(words, today, asked=Slot.START)
        if item.slot in (Slot.START, Slot.END)
    ]
    return (
        Found(slot, found[0].text, found[0].start, found[0].end, found[0].confidence)
        if found
        else None
    )


def read(
    words: Normal, slot: SlotName, how: SlotSpec, chips: Sequence[Chip], today: date, say: Say
) -> Found | None:
    """What ``words`` answer for ``slot``, or nothing."""
    found = chosen(words, slot, chips, say)
    chooses = how.reads in (Reads.CHOICE, Reads.KNOWN)
    if found is not None and (chooses or says_all(words, found)):
        return found
    match how.reads:
        case Reads.NAME | Reads.KNOWN:
            return name(words, slot)
        case Reads.SENTENCE | Reads.STORY:
            return sentence(words.raw, slot)
        case Reads.DATE:
            return day(words, slot, today)
        case _:
            return None


def volunteered(words: Normal, begun: Draft, today: date, say: Say) -> list[Found]:
    """What words that start a flow already tell for it."""
    told: list[Found] = []
    for question in begun.plan.questions.values():
        slot = question.slot
        if slot is None or slot in {found.slot for found in told}:
            continue
        how = begun.plan.slots[slot]
        if any(re.search(pattern, words.plain.strip()) for pattern in how.told):
            found = read(words, slot, how, question.chips, today, say)
        else:
            found = chosen(words, slot, question.chips, say) if how.anytime else None
        if found is not None:
            told.append(found)
    return told


def story_parts(words: Normal, draft: Draft) -> list[Found]:
    """What she did and what it gave, where a told situation says it already."""
    told = story.tell(words)
    parts = (("action", told.action), ("result", told.result))
    return [
        Found(name, " ".join(words.raw[span[0] : span[1]].split()), *span, 0.7)
        for name, span in parts
        if span is not None and draft.holds(name) and name not in draft.values
    ]


def beside(words: Normal, draft: Draft, asked: SlotName | None, say: Say) -> list[Found]:
    """What else she says without being asked, for slots that take it at any time."""
    told = []
    for question in draft.plan.questions.values():
        slot = question.slot
        if slot is None or slot == asked or slot in draft.values:
            continue
        if draft.plan.slots[slot].anytime:
            found = chosen(words, slot, question.chips, say, asked=False)
            if found is not None:
                told.append(found)
    return told


def says_all(words: Normal, found: Found) -> bool:
    """Whether ``found`` is all that the words say."""
    return _bare(fold(words.raw[found.start : found.end])) == _bare(fold(words.raw))


def _label_in(words: Normal, label: str) -> tuple[int, int] | None:
    wanted = _bare(normal(label).plain)
    if len(wanted) < 2:
        return None
    match = re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", words.plain)
    return match.span() if match else None


def _bare(plain: str) -> str:
    return " ".join(plain.strip(" \u00a0.!?,;:«»\"'\n").split())


def _found(
    words: Normal, slot: SlotName, text: str, start: int, end: int, *, confidence: float
) -> Found:
    begin, finish = words.place(start, end)
    return Found(slot, text, begin, finish, confidence)
