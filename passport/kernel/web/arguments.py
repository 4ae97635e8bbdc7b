"""Are an event's arguments what its handler says it takes?

Reflex hands over whatever a browser sends: a text where a number was announced, names that the
handler never had, a list as deep as one likes. Nothing reaches a handler without passing here.
"""

import inspect
import typing
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, create_model
from reflex_base.utils.form import FORM_DATA_ENTRIES_KEY, FormData, transform_form_data

from passport.kernel.errors import Invalid
from passport.kernel.i18n import N_

MAX_TEXT = 10_000
MAX_ITEMS = 300
MAX_DEPTH = 6

_STRICT = ConfigDict(strict=True, extra="forbid", arbitrary_types_allowed=True)


def validated(handler: Callable[..., Any], payload: Mapping[str, Any]) -> dict[str, Any]:
    """``payload`` as ``handler`` announces it, or ``Invalid``.

    Every argument must be annotated; a whole number may stand for a decimal one, nothing else is
    converted. A submitted form becomes what its annotation asks for, and holds text alone.
    """
    _weigh(payload, 0, [MAX_ITEMS])
    hints, model = _model(handler)
    try:
        arguments = {
            name: _submitted(value, hints.get(name, Any)) for name, value in payload.items()
        }
        found = model.model_validate(arguments)
    except (ValidationError, TypeError, ValueError):
        raise Invalid(N_("Nous n'avons pas compris. Recommencez.")) from None
    return {name: getattr(found, name) for name in model.model_fields if name in payload}


def _submitted(value: Any, hint: Any) -> Any:
    """``value``, unpacked when it is a form: Reflex sends one as a list of names and values."""
    if not isinstance(value, dict) or FORM_DATA_ENTRIES_KEY not in value:
        return value
    entries = value[FORM_DATA_ENTRIES_KEY]
    if len(value) != 1 or not all(
        isinstance(name, str) and (text is None or isinstance(text, str)) for name, text in entries
    ):
        raise TypeError("a form is a list of names and texts")
    return transform_form_data(value, hint)


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
def _model(handler: Callable[..., Any]) -> tuple[dict[str, Any], type[BaseModel]]:
    """The annotations of ``handler``, and a strict model of its arguments after the state.

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
        hint = hints[parameter.name]
        kind = typing.get_origin(hint) or hint
        form = isinstance(kind, type) and issubclass(kind, FormData)
        fields[parameter.name] = (kind if form else hint, default)
    return hints, create_model(handler.__name__, __config__=_STRICT, **fields)
