"""Relying party: what was agreed with each provider of identity, and the way there and back."""

from passport.identity.provider.agreement import (
    Button,
    Cancelled,
    Claims,
    Identity,
    Kind,
    Pending,
    Provider,
    ProviderDown,
    Step,
    Welcome,
    provider_named,
    providers,
    register,
)
from passport.identity.provider.exchange import begin, end_session, finish

__all__ = [
    "Button",
    "Cancelled",
    "Claims",
    "Identity",
    "Kind",
    "Pending",
    "Provider",
    "ProviderDown",
    "Step",
    "Welcome",
    "begin",
    "end_session",
    "finish",
    "provider_named",
    "providers",
    "register",
]
