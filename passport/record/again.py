"""The form of an item that was refused before its page was alive, shown again as it was typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from passport.kernel.i18n import N_
from passport.record import forms, words
from passport.record.content import ItemKind


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form. ``options`` are the values and names of a choice or of a list."""

    name: str
    label: str
    hint: str = ""
    shape: Literal["line", "lines", "choice", "list", "tick"] = "line"
    required: bool = False
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its title, new or with the id of an item, and its fields."""

    title: str
    title_change: str
    fields: tuple[Field, ...]


_EXPERIENCE = (
    Field(
        "title",
        N_("Ce que je faisais"),
        N_("Par exemple : vendeuse, aide à ma grand-mère."),
        required=True,
    ),
    Field(
        "kind",
        N_("C'était comment ?"),
        shape="choice",
        options=tuple((kind.value, label) for kind, label in words.KINDS.items()),
    ),
    Field("employer", N_("Chez qui")),
    Field("place", N_("Dans quelle ville")),
    Field(
        "started",
        N_("Depuis quand"),
        N_("Écrivez comme vous voulez : « mars 2019 », « environ 2015 »."),
    ),
    Field("ended", N_("Jusqu'à quand")),
    Field("ongoing", N_("J'y suis encore"), shape="tick"),
    Field(
        "duration",
        N_("Combien de temps en tout"),
        N_("Si les dates sont difficiles : « 3 ans », « 6 mois »."),
    ),
    Field("tasks", N_("Mes tâches"), N_("Une tâche par ligne."), shape="lines"),
    Field(
        "quote",
        N_("Avec mes mots"),
        N_("Racontez un moment vrai. C'est une preuve."),
        shape="lines",
    ),
)
_SOFT_SKILL = (
    Field(
        "code",
        N_("Comment vous êtes au travail"),
        shape="list",
        required=True,
        options=tuple(words.SOFT_SKILLS.items()),
    ),
    Field(
        "situation",
        N_("Racontez un moment vrai"),
        N_("Que s'est-il passé ? Qu'avez-vous fait ?"),
        shape="lines",
    ),
)
_SKILL = (
    Field(
        "title",
        N_("Ce que je sais faire"),
        N_("Par exemple : tenir une caisse, réparer un vélo."),
        required=True,
    ),
    Field("quote", N_("Avec mes mots"), N_("Où l'avez-vous fait ? Comment ?"), shape="lines"),
)
_LANGUAGE = (
    Field(
        "name",
        N_("Quelle langue"),
        N_("Par exemple : français, arabe, anglais."),
        required=True,
    ),
    Field(
        "level",
        N_("Comment je la parle"),
        shape="choice",
        options=tuple((level.value, label) for level, label in words.LANGUAGE_LEVELS.items()),
    ),
)
_PROFILE = (
    Field(
        "project",
        N_("Mon projet, en une phrase"),
        N_("Par exemple : je cherche un emploi de vente."),
        shape="lines",
    ),
    Field("mobility", N_("Où je peux aller"), N_("Par exemple : Annecy et autour, en bus.")),
    Field("availability", N_("Quand je suis libre"), N_("Par exemple : tout de suite, le matin.")),
)

FORMS: Mapping[str, Form] = {
    forms.PAGES[ItemKind.EXPERIENCE]: Form(
        N_("Ajouter une expérience"), N_("Changer cette expérience"), _EXPERIENCE
    ),
    forms.PAGES[ItemKind.SOFT_SKILL]: Form(
        N_("Ajouter un savoir-être"), N_("Changer ce savoir-être"), _SOFT_SKILL
    ),
    forms.PAGES[ItemKind.SKILL]: Form(
        N_("Ajouter un savoir-faire"), N_("Changer ce savoir-faire"), _SKILL
    ),
    forms.PAGES[ItemKind.LANGUAGE]: Form(
        N_("Ajouter une langue"), N_("Changer cette langue"), _LANGUAGE
    ),
    forms.PROFILE_PAGE: Form(N_("Ce que je cherche"), N_("Ce que je cherche"), _PROFILE),
}
"""The form of each page, field by field as on the page itself."""

_ALSO_CALLED = {"quotes": "quote"}
"""Fields that an error calls otherwise than the form."""


def form_name(field: str | None) -> str:
    """The field of a form that an error is about."""
    return _ALSO_CALLED.get(field or "", field or "")


def described(form: Form, wrong: str) -> dict[str, str]:
    """What says more of each field: the ids of its hint, and of its error when it is ``wrong``."""
    return {
        one.name: " ".join(
            f"{one.name}-{part}"
            for part, there in (("hint", one.hint), ("error", one.name == wrong))
            if there
        )
        for one in form.fields
    }
