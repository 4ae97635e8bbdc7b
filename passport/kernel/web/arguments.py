"""Are an event's arguments what its handler says it takes?

Reflex hands over whatever a browser sends: a text where a number was announced, names that the
handler never had, a list as deep as one likes. Nothing reaches a handler without passing here.
"""

import inspect
import types
import typing
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Union

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from passport.kernel.errors import Invalid
from passport.kernel.i18n import N_

MAX_TEXT = 10_000
MAX_ITEMS = 300
MAX_DEPTH = 6

_STRICT = ConfigDict(strict=True, extra="forbid", arbitrary_types_allowed=False)


def validated(handler: Callable[..., Any], payload: Mapping[str, Any]) -> dict[str, Any]:
    """``payload`` as ``handler`` announces it, or ``Invalid``.

    Every argument must be annotated; a whole number may stand for a decimal one, nothing else is
    converted. Names of form fields are the form's own, so ``dict[str, Any]`` takes any, within the
    limits of size.
    """
    _weigh(payload, 0, [MAX_ITEMS])
    try:
        model = _model(handler)
        found = model.model_validate(dict(payload))
    except ValidationError:
        raise Invalid(N_("Nous n'avons pas compris. Recommencez.")) from None
    return {name: getattr(found, name) for name in model.model_fields if name in payload}


def _weigh(value: Any, depth: int, left: list[int]) -> None:
    """Refuse what is too long, too wide or too deep, before looking any closer."""
    if depth > MAX_DEPTH:
        raise Invalid(N_("C'est trop long. Faites plus court."))
    if isinstance(value, str):
        if len(value) > MAX_TEXT:
            raise Invalid(N_("C'est trop long. Faites plus court."))
        return
    if not isinstance(value, (Mapping, list, tuple)):
        return
    left[0] -= len(value)
    if left[0] < 0:
        raise Invalid(N_("C'est trop long. Faites plus court."))
    if isinstance(value, Mapping):
        for key, item in value.items():
            _weigh(key, depth + 1, left)
            _weigh(item, depth + 1, left)
        return
    for item in value:
        _weigh(item, depth + 1, left)


@lru_cache(maxsize=512)
def _model(handler: Callable[..., Any]) -> type[BaseModel]:
    """A strict model of the arguments of ``handler``, its first one (the state) apart.

    Raises ``TypeError`` when one is not annotated: what is not announced cannot be checked.
    """
    hints = typing.get_type_hints(handler)
    fields: dict[str, Any] = {}
    for parameter in list(inspect.signature(handler).parameters.values())[1:]:
        if parameter.kind in {parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD}:
            raise TypeError(f"{handler.__qualname__} takes anything; name its arguments")
        if parameter.name not in hints:
            raise TypeError(f"{handler.__qualname__}: annotate {parameter.name}")
        default = ... if parameter.default is parameter.empty else parameter.default
        fields[parameter.name] = (_plain(hints[parameter.name]), default)
    return create_model(handler.__name__, __config__=_STRICT, **fields)


def _plain(hint: Any) -> Any:
    """``hint`` with the types that JSON does not have replaced by how it writes them."""
    origin = typing.get_origin(hint)
    if origin in {Union, types.UnionType}:
        return Union[tuple(_plain(part) for part in typing.get_args(hint))]  # noqa: UP007
    return hint
