"""What happened to an account or a login, and on what device, in words for the person."""

from collections.abc import Mapping

from passport.kernel.i18n import N_, _

EVENTS = {
    "login": N_("Entrée"),
    "logout": N_("Sortie"),
    "session_over": N_("Fermé tout seul, sans rien faire"),
    "sessions_closed": N_("Vous avez fermé vos autres appareils"),
    "device_shared": N_("Vous avez dit : cet appareil n’est pas à moi"),
    "device_own": N_("Vous avez dit : cet appareil est à moi"),
    "refusal": N_("Une page vous a été refusée"),
    "account_linked": N_("Une façon d’entrer a été ajoutée"),
    "account_code_sent": N_("Un code a été envoyé à votre adresse"),
    "account_question": N_("Quelqu’un vérifie une façon d’entrer"),
    "invitation_accepted": N_("Arrivée avec une invitation"),
    "contact_added": N_("Une adresse pour revenir a été ajoutée"),
    "contact_removed": N_("Une adresse pour revenir a été retirée"),
    "caseworker_changed": N_("Votre référent a changé"),
    "role_changed": N_("Votre place ici a changé"),
    "assessment.read": N_("Votre référent a lu ce que vous partagez"),
}
"""Every kind of event that a person reads, by its name in the audit."""

STOPS = {
    "arret": N_("Vous avez arrêté la connexion. Rien n’a été transmis."),
    "panne": N_("Le service de connexion ne répond pas. Réessayez dans quelques minutes."),
    "recommencer": N_("La connexion n’a pas abouti. Pour vous protéger, recommencez."),
    "onglets": N_(
        "Une autre connexion a commencé dans un autre onglet. Finissez-la, ou recommencez ici."
    ),
    "ferme": N_("Pour vous protéger, nous avons fermé. Reconnectez-vous pour continuer."),
    "inconnu": N_("Ce compte n’ouvre rien ici. Choisissez une autre façon d’entrer."),
    "faible": N_("Cette connexion n’est pas assez sûre. Choisissez un compte plus sûr."),
    "pro-inconnu": N_(
        "Ce compte n’est pas encore connu ici. Demandez à votre équipe SPIE de vous inscrire."
    ),
    "pro-faible": N_(
        "Il manque la deuxième preuve de votre identité. Activez-la, puis recommencez."
    ),
    "verification": N_(
        "Votre connexion a marché. Nous devons encore vérifier votre passeport. "
        "Revenez dans deux jours ouvrés. Si c’est pressé, appelez votre référent."
    ),
}
"""What stopped a login: a word in the address, sentences on the page."""

LINKED = {
    "relie": N_("C’est fait. Vous pouvez maintenant entrer de deux façons."),
    "pris": N_("Ce compte est déjà relié à un autre passeport. Demandez de l’aide ci-dessous."),
    "arret": STOPS["arret"],
    "panne": STOPS["panne"],
    "recommencer": STOPS["recommencer"],
    "faible": STOPS["faible"],
    "demande": N_("Votre demande est partie. Revenez voir dans deux jours ouvrés."),
}
"""What happened to a way in that somebody adds to her account."""

SYSTEMS = {
    "Android": N_("Téléphone ou tablette Android"),
    "iPhone": N_("iPhone"),
    "iPad": N_("iPad"),
    "Windows": N_("Ordinateur Windows"),
    "Mac": N_("Ordinateur Mac"),
    "Linux": N_("Ordinateur Linux"),
}


def device(short: str) -> str:
    """``Chrome, Android`` as a person says it: the device first, the browser after."""
    browser, _comma, system = short.rpartition(", ")
    named = SYSTEMS.get(system)
    if named is None:
        return short or _("Un autre appareil")
    if not browser:
        return _(named)
    return _("{device}, avec {browser}", device=_(named), browser=browser)


def happened(what: str, facts: Mapping[str, object]) -> str:
    """An event of the audit, with the device where it says one."""
    told = _(EVENTS[what])
    where = str(facts.get("device") or "")
    return _("{event} : {device}", event=told, device=device(where)) if where else told
