"""What a simulated person has to say beside her experiences, one subject at a time."""

import random
from dataclasses import dataclass

from passport.conversation.engine.flow import flows


@dataclass(frozen=True, slots=True)
class Fact:
    """What is true for a slot: the value that a choice stands for, and ways of saying it."""

    value: str
    words: tuple[str, ...]
    """Own words; the label of the choice is another way."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject: the flow it belongs to, how she asks for it, and what is true, slot by slot.

    ``accepted`` are the values of a slot that are as good as the fact's.
    """

    flow: str
    asks: tuple[str, ...]
    facts: dict[str, Fact]
    accepted: tuple[str, ...] = ()


_LEVELS = {
    "little": ("un peu", "juste quelques mots"),
    "enough": ("je me débrouille", "ça va je me débrouille"),
    "well": ("couramment", "je parle bien"),
    "native": ("c'est ma langue", "depuis toute petite"),
}
_MOBILITY: dict[str, dict[str, tuple[str, ...]]] = {
    "license": {
        "b": ("oui j'ai le permis", "j'ai le permis b"),
        "none": ("non", "j'ai pas le permis"),
        "learning": ("je suis à l'auto école", "je passe le code"),
    },
    "vehicle": {
        "car": ("oui j'ai une voiture", "j'ai une vieille voiture"),
        "cycle": ("un vélo", "j'ai que mon vélo"),
        "none": ("non", "j'ai pas de voiture"),
        "lift": ("mon frère m'emmène",),
    },
    "transit": {
        "yes": ("oui", "oui je prends le bus"),
        "no": ("non", "non y a pas de bus"),
    },
    "distance": {
        "m30": ("une demi-heure", "30 minutes"),
        "h1": ("une heure", "1 heure maximum"),
        "far": ("je peux aller loin", "n'importe où"),
    },
}
_AVAILABILITY: dict[str, dict[str, tuple[str, ...]]] = {
    "start": {
        "now": ("tout de suite", "dès demain"),
        "month": ("le mois prochain",),
        "later": ("dans trois mois",),
    },
    "hours": {
        "school": ("pendant que les enfants sont à l'école",),
        "morning": ("le matin", "plutôt le matin"),
        "evening": ("de nuit", "le soir"),
        "any": ("peu importe", "n'importe quand"),
    },
    "limits": {
        "Tous les jours": ("non",),
        "Pas le mercredi": ("pas le mercredi",),
    },
}
_HOW = {
    "fine": ("ça va", "oui ça va bien"),
    "partly": ("bof", "ça dépend des jours"),
    "hard": ("c'est difficile", "c'est la galère en ce moment"),
}
_GRID = (
    "job", "training", "mobility", "housing", "health",
    "family", "paperwork", "money", "french", "digital",
)  # fmt: skip
_PARENT: dict[str, dict[str, tuple[str, ...]]] = {
    "child": {"yes": ("oui", "oui j'ai une fille d'un an"), "no": ("non",)},
    "care": {
        "creche": ("la crèche", "il va à la crèche"),
        "relatives": ("ma mère", "ma soeur me le garde"),
        "nobody": ("personne",),
    },
    "hours": {"day": ("toute la journée",), "half": ("le matin", "une demi-journée")},
    "backup": {"friends": ("une voisine",), "nobody": ("personne",)},
    "taught": {"organise": ("m'organiser",), "patience": ("la patience",)},
    "wish": {"work": ("travailler",), "rest": ("dormir", "souffler un peu")},
}
_NEW_JOB: dict[str, dict[str, tuple[str, ...]]] = {
    "how": {"well": ("ça va", "très bien"), "hard": ("c'est dur", "je suis fatiguée")},
    "trouble": {"hours": ("les horaires",), "team": ("mon chef",), "pay": ("la paie",)},
    "call": {"yes": ("oui", "je veux bien"), "no": ("non",)},
}
_WISHES = (
    "j'aimerais travailler avec des enfants",
    "je voudrais conduire des camions",
    "je cherche un travail dans la cuisine",
    "travailler dehors, avec les plantes",
)
_PAPERS = (
    ("CACES 3", "l'AFPA", "2019"),
    ("CAP coiffure", "le lycée de ma ville", "2006"),
    ("permis poids lourd", "l'armée", "1998"),
    ("BAFA", "les Francas", "2022"),
)
_STORIES = (
    (
        "un client criait à la caisse",
        "je suis restée calme et je l'ai écouté",
        "il s'est excusé",
        "300478 300412",
    ),
    (
        "le four est tombé en panne avant l'ouverture",
        "j'ai appelé le dépanneur tout de suite",
        "on a ouvert à l'heure",
        "300473",
    ),
    (
        "une collègue avait trop de travail",
        "je l'ai aidée à finir",
        "on a terminé ensemble",
        "300465",
    ),
    (
        "la réserve était en désordre",
        "j'ai proposé de ranger autrement",
        "on a gagné du temps",
        "300467 300483",
    ),
)
"""What happened, what she did, what it gave, and the savoir-être that it shows."""


def topics(rng: random.Random, languages: tuple[str, ...]) -> tuple[Topic, ...]:
    """Some subjects, in some order, of those that can be talked of."""
    found = [_language(rng, language) for language in languages]
    found += [
        _chosen(rng, "mobility", ("ma mobilité", "comment je me déplace"), _MOBILITY),
        _chosen(rng, "availability", ("mes disponibilités", "mes horaires"), _AVAILABILITY),
        _project(rng),
        _certificate(rng),
        _soft_skill(rng),
        _chosen(rng, "diagnosis", ("faire le point sur ma situation",), dict.fromkeys(_GRID, _HOW)),
        _chosen(rng, "potentials", ("mon bébé", "parler de mon jeune enfant"), _PARENT),
        _chosen(rng, "check_in", ("mon nouveau travail",), _NEW_JOB),
    ]
    rng.shuffle(found)
    return tuple(found[: rng.choice((0, 1, 2, 2, 3))])


def _language(rng: random.Random, language: str) -> Topic:
    level = rng.choice(list(_LEVELS))
    named = Fact(language.capitalize(), (language, f"je parle {language}"))
    return Topic(
        "language",
        ("ajouter une langue", "une langue"),
        {"language": named, "level": Fact(level, _LEVELS[level])},
    )


def _chosen(
    rng: random.Random,
    flow: str,
    asks: tuple[str, ...],
    table: dict[str, dict[str, tuple[str, ...]]],
) -> Topic:
    facts = {}
    for slot, ways in table.items():
        value = rng.choice(list(ways))
        facts[slot] = Fact(value, ways[value])
    return Topic(flow, asks, facts)


def _project(rng: random.Random) -> Topic:
    wish = rng.choice(_WISHES)
    chips = flows()["project"].questions["matters"].chips
    matters = rng.choice([chip.label for chip in chips])
    return Topic(
        "project",
        ("mon projet", "ce que je cherche"),
        {"wish": Fact(wish, (wish,)), "matters": Fact(matters, (matters.lower(),))},
    )


def _certificate(rng: random.Random) -> Topic:
    name, issuer, year = rng.choice(_PAPERS)
    facts = {
        "name": Fact(name, (name, f"mon {name}")),
        "issuer": Fact(issuer, (issuer, f"c'est {issuer}")),
        "obtained": Fact(year, (year, f"en {year}")),
    }
    return Topic("certificate", ("ajouter un diplôme", "mes diplômes"), facts)


def _soft_skill(rng: random.Random) -> Topic:
    situation, action, result, codes = rng.choice(_STORIES)
    code = codes.split()[0]
    facts = {
        "situation": Fact(situation, (situation,)),
        "action": Fact(action, (action,)),
        "result": Fact(result, (result,)),
        "guess": Fact(code, ()),
        "skill": Fact(code, ()),
    }
    return Topic("soft_skill", ("mes qualités", "un savoir-être"), facts, tuple(codes.split()))
