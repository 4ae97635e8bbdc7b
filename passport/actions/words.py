"""What the bank of actions says on screen."""

from passport.actions.rules import ActionKind, Need
from passport.actions.service import Found
from passport.kernel.i18n import N_, _, format_day

KINDS = {
    ActionKind.TRAINING: N_("Formation"),
    ActionKind.WORKSHOP: N_("Atelier"),
    ActionKind.COMPANY_VISIT: N_("Visite d'entreprise"),
    ActionKind.TRADE_DISCOVERY: N_("Découverte d'un métier"),
    ActionKind.IMMERSION: N_("Essai d'un métier"),
    ActionKind.MOBILITY: N_("Se déplacer"),
    ActionKind.HOUSING: N_("Se loger"),
    ActionKind.CHILDCARE: N_("Garde d'enfants"),
}

NEEDS = {
    Need.IDEAS: N_("Trouver une idée"),
    Need.TRAINING: N_("Me former"),
    Need.EMPLOYERS: N_("Voir des employeurs"),
    Need.CONFIDENCE: N_("Prendre confiance"),
    Need.FRENCH: N_("Parler français"),
    Need.DIGITAL: N_("Aller sur internet"),
    Need.MOBILITY: N_("Me déplacer"),
    Need.CHILDCARE: N_("Garder mes enfants"),
    Need.HOUSING: N_("Me loger"),
}


def days(action: Found) -> str:
    """The days of an action, before its hours; empty when it is always open."""
    if action.starts_on is None:
        return ""
    first = format_day(action.starts_on)
    if action.ends_on is None:
        return _("À partir du {day}", day=first)
    if action.starts_on == action.ends_on:
        return _("Le {day}", day=first)
    return _("Du {first} au {last}", first=first, last=format_day(action.ends_on))
