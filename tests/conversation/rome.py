"""A small archive in the official form, written by hand for the tests."""

from pathlib import Path

CODES = (
    ("D1505", "Hôte / Hôtesse de caisse", "D1505"),
    ("D1599", "Caissier / Caissière de parking", "D1505"),
    ("M1899", "Dompteur / Dompteuse de robots", "M1805"),
)
NAMES = (
    ("1", "Caissier / Caissière", "D1505"),
    ("2", "Caissier / Caissière de parc de stationnement", "D1599"),
    ("3", "Dresseur / Dresseuse d'automates", "M1899"),
)
SKILLS = (
    ("100", "Encaisser le montant d'une vente", "Savoir-faire"),
    ("101", "Accueillir une clientèle", "Savoir-faire"),
    ("102", "Contrôler l'état du fond de caisse", "Savoir-faire"),
    ("103", "Dresser un automate", "Savoir-faire"),
    ("104", "Faire preuve d'autonomie", "Savoir-être professionnel"),
)
LINKS = (
    ("D1505", "100", "Principale"),
    ("D1505", "101", ""),
    ("D1505", "102", ""),
    ("D1505", "104", ""),
    ("M1899", "103", "Principale"),
)
TEXTS = (
    ("D1505", "definition", "1", "Réalise l''encaissement des achats."),
    ("D1599", "definition", "1", "Encaisse le prix du stationnement."),
    ("M1899", "definition", "1", "Apprend aux robots à obéir."),
    ("M1899", "acces_metier", "1", "Sans diplôme."),
)


def write(folder: Path, version: str = "460") -> Path:
    """Write the archive into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, header, rows in (
        ("referentiel_code_rome", ("code_rome", "libelle_rome", "code_rome_parent"), CODES),
        ("referentiel_appellation", ("code_ogr", "libelle_appellation_long", "code_rome"), NAMES),
        ("referentiel_competence", ("code_ogr", "libelle_competence", "cat_comp"), SKILLS),
        ("coherence_item", ("code_rome", "code_ogr", "coeur_metier"), LINKS),
        (
            "texte",
            ("code_rome", "libelle_type_texte", "position_phrase", "libelle_texte"),
            TEXTS,
        ),
    ):
        lines = [",".join(f'"{cell}"' for cell in row) for row in (header, *rows)]
        path = folder / f"unix_{name}_v{version}_utf8.csv"
        path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8")
    return folder
