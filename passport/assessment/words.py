"""The grids in words: themes, answers, and what can go wrong."""

from passport.assessment.rules import Grid
from passport.kernel.i18n import N_

GRIDS = {
    Grid.DIAGNOSIS: N_("Où j'en suis"),
    Grid.POTENTIALS: N_("Parent d'un jeune enfant"),
    Grid.CHECK_IN: N_("Mon nouveau travail"),
}

THEMES = {
    (Grid.DIAGNOSIS, "job"): N_("Emploi"),
    (Grid.DIAGNOSIS, "training"): N_("Formation"),
    (Grid.DIAGNOSIS, "mobility"): N_("Déplacements"),
    (Grid.DIAGNOSIS, "housing"): N_("Logement"),
    (Grid.DIAGNOSIS, "health"): N_("Santé"),
    (Grid.DIAGNOSIS, "family"): N_("Famille et garde d'enfants"),
    (Grid.DIAGNOSIS, "paperwork"): N_("Papiers et démarches"),
    (Grid.DIAGNOSIS, "money"): N_("Argent"),
    (Grid.DIAGNOSIS, "french"): N_("Parler et lire le français"),
    (Grid.DIAGNOSIS, "digital"): N_("Internet et ordinateur"),
    (Grid.POTENTIALS, "child"): N_("Enfant de moins de 3 ans"),
    (Grid.POTENTIALS, "care"): N_("Qui garde mon enfant"),
    (Grid.POTENTIALS, "hours"): N_("Mon temps libre"),
    (Grid.POTENTIALS, "backup"): N_("En cas d'imprévu"),
    (Grid.POTENTIALS, "taught"): N_("Ce qu'être parent m'apprend"),
    (Grid.POTENTIALS, "wish"): N_("Ce dont j'ai envie"),
    (Grid.CHECK_IN, "how"): N_("Comment ça se passe"),
    (Grid.CHECK_IN, "trouble"): N_("Ce qui est difficile"),
    (Grid.CHECK_IN, "call"): N_("Être appelé par mon référent"),
}

_HOW = {
    "fine": N_("Ça va"),
    "partly": N_("Pas toujours facile"),
    "hard": N_("C'est difficile en ce moment"),
}

CHOICES: dict[tuple[Grid, str], dict[str, str]] = {
    **{(grid, theme): _HOW for grid, theme in THEMES if grid is Grid.DIAGNOSIS},
    (Grid.POTENTIALS, "child"): {
        "yes": N_("Oui"),
        "coming": N_("Bientôt"),
        "no": N_("Non"),
    },
    (Grid.POTENTIALS, "care"): {
        "creche": N_("La crèche"),
        "minder": N_("Une assistante maternelle"),
        "relatives": N_("Ma famille"),
        "nobody": N_("Personne pour l'instant"),
    },
    (Grid.POTENTIALS, "hours"): {
        "day": N_("Toute la journée"),
        "half": N_("Une demi-journée"),
        "few": N_("Une heure ou deux"),
        "none": N_("Pas encore"),
    },
    (Grid.POTENTIALS, "backup"): {
        "relatives": N_("Ma famille"),
        "friends": N_("Des amis, des voisins"),
        "nobody": N_("Personne pour l'instant"),
    },
    (Grid.POTENTIALS, "taught"): {
        "organise": N_("M'organiser"),
        "patience": N_("La patience"),
        "quick": N_("Réagir vite"),
        "budget": N_("Tenir un budget"),
        "care": N_("Prendre soin"),
    },
    (Grid.POTENTIALS, "wish"): {
        "work": N_("Travailler"),
        "training": N_("Apprendre un métier"),
        "meet": N_("Voir d'autres parents"),
        "rest": N_("Souffler un peu"),
    },
    (Grid.CHECK_IN, "how"): {
        "well": N_("Bien"),
        "mixed": N_("Moyen"),
        "hard": N_("C'est dur"),
    },
    (Grid.CHECK_IN, "trouble"): {
        "hours": N_("Les horaires"),
        "travel": N_("Le trajet"),
        "tasks": N_("Le travail lui-même"),
        "team": N_("L'équipe ou le chef"),
        "pay": N_("La paie"),
        "childcare": N_("La garde d'enfants"),
        "health": N_("Ma santé"),
        "other": N_("Autre chose"),
    },
    (Grid.CHECK_IN, "call"): {
        "yes": N_("Oui, appelez-moi"),
        "no": N_("Non, ça va"),
    },
}

NOT_THERE = N_("Cette réponse n'est plus là.")
NO_CHOICE = N_("Choisissez dans la liste.")
NO_CASEWORKER = N_("Vous n'avez pas encore de référent. Votre réponse reste à vous.")
NOTHING = N_("Il n'y a rien à enregistrer pour le moment.")
