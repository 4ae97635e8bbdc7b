"""The way to a provider and back, for a login and for a way in that somebody adds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from passport.identity.provider import (
    Cancelled,
    Identity,
    Kind,
    Provider,
    ProviderDown,
    begin,
    finish,
    provider_named,
)
from passport.identity.rules import TooWeak, Untrusted
from passport.kernel.database import database
from passport.kernel.errors import NotFound
from passport.kernel.i18n import N_, locale_of
from passport.settings import settings


def _callback(provider: Provider) -> str:
    return f"{settings().origin}/auth/{provider.slug}/callback"


def provider_of(request: Request) -> Provider:
    """The provider that the address names. Raises ``NotFound``."""
    found = provider_named(request.path_params["provider"])
    if found is None:
        raise NotFound(N_("Cette façon d’entrer n’existe pas."))
    return found


def there(request: Request, provider: Provider, target: str) -> tuple[str, dict[str, Any]]:
    """The provider's address to go to, and what to remember for the way back."""
    return begin(
        provider,
        _callback(provider),
        next_path=target,
        now=database().clock.now(),
        locale=locale_of(target),
        anew=request.query_params.get("autre") == "1",
    )


@dataclass(frozen=True, slots=True)
class Stop:
    """Why a login ended without a session: a word for the page, a reason for the log."""

    suite: str
    reason: str


async def back(request: Request, provider: Provider, kept: Mapping[str, Any]) -> Identity | Stop:
    """Who the provider says came in, by its answer to what was ``kept``; or what stopped it."""
    try:
        return await finish(
            provider,
            _callback(provider),
            kept=kept,
            query=request.query_params,
            clock=database().clock.now,
        )
    except Cancelled:
        return Stop("arret", "cancelled")
    except ProviderDown as error:
        return Stop("panne", f"down: {error}")
    except TooWeak:
        pro = provider.kind is Kind.PROFESSIONAL
        return Stop("pro-faible" if pro else "faible", "too weak")
    except Untrusted as error:
        return Stop("recommencer", f"untrusted: {error}")
