"""The State's providers, as the settings say: what each of them takes, gives and calls things.

Facts are those of their public documentation and sources: FranceConnect takes no PKCE and refuses
every parameter that it does not know; ProConnect says ``usual_name`` for a family name and takes
levels by the ``claims`` parameter.
"""

import json
from typing import Any

from passport.identity import linking, professionals
from passport.identity.provider.agreement import Button, Kind, Provider
from passport.kernel.i18n import N_
from passport.settings import Settings
from passport.settings.providers import read_key, read_keys

PEOPLE_SCOPE = "openid given_name family_name preferred_username birthdate email"
PROFESSIONAL_SCOPE = "openid given_name usual_name email siret"

# In rising order. What is below the level asked for is not enough.
PEOPLE_LEVELS = ("eidas1", "eidas2", "eidas3")
PROFESSIONAL_LEVELS = ("eidas0", "eidas1", "eidas0-mfa", "eidas1-mfa", "eidas2", "eidas3")
TWO_WAYS = ("eidas0-mfa", "eidas1-mfa", "eidas2", "eidas3")


def configured(values: Settings) -> tuple[Provider, ...]:
    """Every provider that has a client id, in the order of the login page."""
    return (
        *([_franceconnect(values)] if values.franceconnect_client_id else ()),
        *([_franceconnect_plus(values)] if values.franceconnect_plus_client_id else ()),
        *([_proconnect(values)] if values.proconnect_client_id else ()),
    )


def _endpoints(issuer: str) -> dict[str, Any]:
    return {
        "issuer": issuer,
        "authorize_url": f"{issuer}/authorize",
        "token_url": f"{issuer}/token",
        "userinfo_url": f"{issuer}/userinfo",
        "jwks_url": f"{issuer}/jwks",
        "end_session_url": f"{issuer}/session/end",
    }


def _franceconnect(values: Settings) -> Provider:
    return Provider(
        **_endpoints(values.franceconnect_issuer),
        slug="franceconnect",
        name=N_("FranceConnect"),
        button=Button.FRANCECONNECT,
        client_id=values.franceconnect_client_id,
        client_secret=values.franceconnect_client_secret,
        client_key=read_key(key) if (key := values.franceconnect_client_key) else None,
        scope=PEOPLE_SCOPE,
        acr_values="eidas1",
        acr=PEOPLE_LEVELS,
        algorithm=values.franceconnect_algorithm,
        issuer_in_response=values.franceconnect_iss,
        welcome=linking.welcome_person,
    )


def _franceconnect_plus(values: Settings) -> Provider:
    level = values.franceconnect_plus_acr
    return Provider(
        **_endpoints(values.franceconnect_plus_issuer),
        slug="franceconnect-plus",
        name=N_("FranceConnect+"),
        button=Button.FRANCECONNECT_PLUS,
        client_id=values.franceconnect_plus_client_id,
        client_secret=values.franceconnect_plus_client_secret,
        client_key=read_key(key) if (key := values.franceconnect_plus_client_key) else None,
        scope=PEOPLE_SCOPE,
        acr_values=level,
        acr=PEOPLE_LEVELS[PEOPLE_LEVELS.index(level) :],
        # FranceConnect+ signs with nothing else.
        algorithm="ES256",
        decryption_keys=read_keys(values.franceconnect_plus_keys),
        issuer_in_response=values.franceconnect_plus_iss,
        welcome=linking.welcome_person,
    )


def _proconnect(values: Settings) -> Provider:
    levels = TWO_WAYS if values.proconnect_mfa else PROFESSIONAL_LEVELS
    return Provider(
        **_endpoints(values.proconnect_issuer),
        slug="proconnect",
        name=N_("ProConnect"),
        kind=Kind.PROFESSIONAL,
        button=Button.PROCONNECT,
        client_id=values.proconnect_client_id,
        client_secret=values.proconnect_client_secret,
        client_key=read_key(key) if (key := values.proconnect_client_key) else None,
        scope=PROFESSIONAL_SCOPE,
        acr_values="",
        requested_claims=json.dumps(
            {"id_token": {"acr": {"essential": True, "values": list(levels)}}},
            separators=(",", ":"),
        ),
        acr=levels,
        algorithm=values.proconnect_algorithm,
        userinfo_signed=values.proconnect_userinfo_signed,
        pkce=values.proconnect_pkce,
        issuer_in_response=values.proconnect_iss,
        # It refuses parameters that it does not know, and this one is not among its own.
        ui_locales=False,
        welcome=professionals.welcome_professional,
    )
