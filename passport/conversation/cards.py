"""The cards of the conversation in words: each line, how it is changed, where it leads."""

from dataclasses import dataclass

from passport.conversation import words
from passport.conversation.engine.draft import Draft
from passport.conversation.engine.flow import EXPERIENCE, Chip, Reads, flows
from passport.conversation.engine.values import Slot, SlotName, Value
from passport.kernel.i18n import N_, _

_USEFUL = {
    "place": ("paid", "volunteering", "informal", "internship"),
    "employer": ("paid", "volunteering", "internship"),
}
"""Lines that are worth adding for some kinds of experience only."""

_DATES = frozenset({Slot.START, Slot.END, Slot.ONGOING})
"""What of an experience stands on one line."""

SENTENCES = frozenset({Reads.SENTENCE, Reads.STORY})

PASSPORT = (N_("Voir mon passeport"), "/passeport")

_ANSWERS = (N_("Choisir qui peut lire"), "/mes-reponses")

_AGENDA = (N_("Voir mes rendez-vous"), "/rendez-vous")

PLACES: dict[str, tuple[str, str]] = {
    "diagnosis": _ANSWERS,
    "potentials": _ANSWERS,
    "check_in": _ANSWERS,
    "book": _AGENDA,
    "move": _AGENDA,
    "cancel": _AGENDA,
    "share": (N_("Montrer le code"), "/montrer/code?id={written}"),
    "certificate": (N_("Ajouter la photo"), "/passeport/certificat?id={written}"),
}
"""Where the yes to each flow leads: the words of the link, and its address with ``{written}``."""

ELSEWHERE = frozenset(PLACES) - {"certificate"}
"""Flows whose yes writes something else than a line of the passport."""


@dataclass(frozen=True)
class CardLine:
    """One line of the card."""

    field: str
    label: str
    value: str
    own_words: str = ""


@dataclass(frozen=True)
class Choice:
    """One ready answer, explained in a few words where that helps."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class Form:
    """The form of one line: ``shape`` is "choice", "lines" or "line"."""

    field: str
    label: str
    value: str
    shape: str
    hint: str = ""
    options: tuple[Choice, ...] = ()


def lines(draft: Draft, *, short: bool = False) -> list[CardLine]:
    """What is known, line by line; ``short`` leaves out what does not hold on one line."""
    if draft.flow == EXPERIENCE:
        said = ((name, words.line(draft, name)) for name in words.LABELS)
        return [
            CardLine(name, _(words.LABELS[name]), value)
            for name, value in said
            if value and not (short and name == "kind")
        ]
    return [
        CardLine(
            slot,
            _(how.label),
            ", ".join(told(draft.flow, slot, each) for each in draft.values[slot]),
        )
        for slot, how in draft.plan.slots.items()
        if how.label and slot in draft.values and not (short and how.reads in SENTENCES)
    ]


def missing(draft: Draft) -> list[CardLine]:
    """What she may add, if it makes sense."""
    if draft.flow == EXPERIENCE:
        kind = draft.text(Slot.KIND)
        return [
            CardLine(name, _(label), "")
            for name, label in words.LABELS.items()
            if not words.line(draft, name)
            and kind in _USEFUL.get(name, (kind,))
            and not (name == "title" and Slot.TASKS in draft.values)
        ]
    return [
        CardLine(asked.slot, _(draft.plan.slots[asked.slot].label or ""), "")
        for asked in draft.plan.questions.values()
        if asked.slot
        and asked.choices is None
        and not {asked.slot, *asked.satisfied_by} & set(draft.values)
        and draft.plan.slots[asked.slot].label
        and all(draft.text(held) in values for held, values in asked.when.items())
    ]


def quotes(draft: Draft) -> list[str]:
    """Her own sentences, those that are evidence."""
    if Slot.WORDS not in draft.values:
        return []
    return [value.text for value in draft.values[Slot.WORDS]]


def form(draft: Draft, field: str) -> Form | None:
    """The form of a line; nothing when the card has no such line, or it cannot be typed."""
    if draft.flow == EXPERIENCE:
        return _experience_form(draft, field)
    how = draft.plan.slots.get(field)
    if how is None or how.label is None:
        return None
    value = draft.first(field)
    if how.reads is Reads.CHOICE:
        chips = _chips(draft.flow, field)
        options = tuple(Choice(chip.value or "", _(chip.label)) for chip in chips)
        if not options:
            return None
        return Form(field, _(how.label), value.text if value else "", "choice", "", options)
    shape = "lines" if how.reads in SENTENCES else "line"
    return Form(field, _(how.label), told(draft.flow, field, value) if value else "", shape)


def _experience_form(draft: Draft, field: str) -> Form | None:
    if field not in words.LABELS:
        return None
    label, value = _(words.LABELS[field]), words.editable(draft, field)
    match field:
        case "kind":
            options = tuple(Choice(code, _(name)) for code, name in words.KINDS.items())
            return Form(field, label, value, "choice", "", options)
        case "tasks":
            return Form(field, label, value, "lines", _("Une tâche par ligne."))
        case "duration":
            return Form(field, label, value, "line", _("Par exemple : 2 ans, 6 mois."))
        case "when":
            hint = _("Par exemple : mars 2019, ou 2015 à 2018.")
            return Form(field, label, value, "line", hint)
        case _:
            return Form(field, label, value, "line")


def label(flow: str, slot: SlotName) -> str:
    """What a line of the card of ``flow`` is called; nothing for what is not on it."""
    if flow == EXPERIENCE:
        named = words.LABELS.get("when" if slot in _DATES else slot)
        return _(named) if named else ""
    how = flows()[flow].slots.get(slot)
    return _(how.label) if how and how.label else ""


def shown(flow: str, slot: SlotName, text: str) -> str:
    """What was typed on a line, with the name of a choice in the place of its code."""
    if flow == EXPERIENCE and slot == Slot.KIND and text in words.KINDS:
        return _(words.KINDS[text])
    return next((_(chip.label) for chip in _chips(flow, slot) if chip.value == text), text)


def told(flow: str, slot: SlotName, value: Value) -> str:
    """A value in words: the name of a choice, a date, a length, or her own words."""
    if flow == EXPERIENCE:
        if slot == Slot.DURATION:
            return words.duration(value)
        if slot in (Slot.START, Slot.END):
            return words.month(value.text)
        if slot == Slot.ONGOING:
            return _("Encore aujourd'hui")
        return shown(flow, slot, value.text)
    plan = flows()[flow]
    named = shown(flow, slot, value.text)
    how = plan.slots.get(slot)
    if named != value.text or how is None:
        return named
    if how.reads is Reads.DATE:
        return words.month(value.text)
    # What was chosen among what was looked for is named as it was shown.
    looked_for = any(asked.choices for asked in plan.questions.values() if asked.slot == slot)
    return value.said if how.reads is Reads.CHOICE or looked_for else value.text


def _chips(flow: str, slot: SlotName) -> list[Chip]:
    return [
        chip
        for asked in flows()[flow].questions.values()
        if asked.slot == slot
        for chip in asked.chips
        if chip.value is not None
    ]
