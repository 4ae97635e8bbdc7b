"""Words of the conversation that no flow holds, and values put into words."""

from passport.conversation.engine.draft import Draft
from passport.conversation.engine.values import Slot, Value
from passport.kernel.i18n import N_, _, format_duration, format_month

KINDS = {
    "paid": N_("Travail payé"),
    "family": N_("Aide à la famille"),
    "volunteering": N_("Bénévolat"),
    "informal": N_("Débrouille"),
    "internship": N_("Stage"),
}

LABELS = {
    "kind": N_("Activité"),
    "title": N_("Métier"),
    "place": N_("Où"),
    "employer": N_("Chez qui"),
    "when": N_("Quand"),
    "duration": N_("Durée"),
    "tasks": N_("Tâches"),
}
"""Lines of the card, in their order, and what each is called."""

EMPTY = N_("Écrivez une réponse, ou choisissez-en une.")
TOO_LONG = N_("C'est très long. Envoyez votre texte en plusieurs fois.")
NO_DURATION = N_("Nous n'avons pas compris. Écrivez par exemple « 2 ans » ou « 6 mois ».")
NO_DATE = N_("Nous n'avons pas compris. Écrivez par exemple « mars 2019 » ou « 2015 à 2018 ».")
NO_KIND = N_("Choisissez ce que c'était.")
NO_CHOICE = N_("Choisissez dans la liste.")
NO_LONGER_FREE = N_("Cette heure vient d'être prise. En voici d'autres.")
NOT_THERE = N_("Nous ne trouvons pas ce rendez-vous. Recommencez.")
NEXT_ONE = N_("Votre prochain rendez-vous : {when}.")
NO_TITLE = N_("Dites d'abord ce que vous faisiez.")
NO_CARD = N_("Il n'y a rien à enregistrer pour le moment.")
NOTHING_TO_UNDO = N_("Il n'y a rien à annuler.")
BUSY = N_("Un autre message arrive en même temps. Réessayez.")
NOT_SAID = N_("C'est déjà effacé.")

YES = N_("Oui, c'est bien ça")
NO = N_("Ce n'est pas ça")
UNDONE = N_("Annuler")
CHANGE = N_("Changer")
SOMETHING_ELSE = N_("Autre chose")
LEFT = N_("Laisser tomber")


def line(draft: Draft, field: str) -> str:
    """What the card says on a line; empty when nothing is known."""
    if field == "when":
        return when(draft)
    if field == "tasks":
        return ", ".join(_sentence_case(draft.values.get(Slot.TASKS, ())))
    value = draft.first(Slot(field))
    if value is None:
        return ""
    if field == "kind":
        return _(KINDS[value.text])
    if field == "duration":
        return duration(value)
    return value.text[:1].upper() + value.text[1:]


def when(draft: Draft) -> str:
    """When it was: "mars 2018 – juin 2020", "depuis 2021", "jusqu'en 2019"."""
    start, end = draft.text(Slot.START), draft.text(Slot.END)
    ongoing = draft.text(Slot.ONGOING) == "yes"
    if start and end:
        return _("{start} – {end}", start=month(start), end=month(end))
    if start and ongoing:
        return _("Depuis {start}", start=month(start))
    if start:
        return month(start)
    if end:
        return _("Jusqu'à {end}", end=month(end))
    return _("Encore aujourd'hui") if ongoing else ""


def month(text: str) -> str:
    """'2019-03' as "mars 2019"."""
    year, _dash, number = text.partition("-")
    return format_month(int(year), int(number) if number else None)


def duration(value: Value) -> str:
    """A length in words; under a month and a half, her own words."""
    length = float(value.text)
    return value.said if length < 1.5 and length != 1 else format_duration(round(length))


def editable(draft: Draft, field: str) -> str:
    """What the form of a line starts from."""
    if field == "kind":
        return draft.text(Slot.KIND)
    if field == "tasks":
        return "\n".join(value.text for value in draft.values.get(Slot.TASKS, ()))
    return line(draft, field)


def _sentence_case(values: tuple[Value, ...]) -> list[str]:
    texts = [value.text for value in values]
    return [texts[0][:1].upper() + texts[0][1:], *texts[1:]] if texts else []
