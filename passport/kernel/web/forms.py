"""Reads forms that came by post: bounded, checked, and never losing what was typed."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from starlette.datastructures import UploadFile
from starlette.requests import Request

from passport.kernel.errors import Invalid
from passport.kernel.i18n import N_

FormModel = TypeVar("FormModel", bound=BaseModel)

MAX_FIELDS = 60
MAX_FILES = 6
MAX_FIELD_BYTES = 64 * 1024

TYPED = "typed"


async def read_form(request: Request, model: type[FormModel]) -> FormModel:
    """The form of ``request`` as ``model``.

    Raises ``Invalid`` with the field that was not understood; what was typed is in its
    ``values["typed"]``, to be shown again. An empty field counts as absent.
    """
    typed: dict[str, Any] = {}
    async with request.form(
        max_fields=MAX_FIELDS, max_files=MAX_FILES, max_part_size=MAX_FIELD_BYTES
    ) as form:
        for name in form:
            values = [value for value in form.getlist(name) if not _empty(value)]
            if values:
                typed[name] = values if _takes_many(model, name) else values[-1]
        shown = {name: value for name, value in typed.items() if not isinstance(value, UploadFile)}
        try:
            return model.model_validate(typed)
        except ValidationError as error:
            first = error.errors()[0]
            field = str(first["loc"][0]) if first["loc"] else None
            missing = first["type"] == "missing"
            raise Invalid(
                N_("Il manque une réponse ici.") if missing else N_("Nous n'avons pas compris."),
                field=field,
                **{TYPED: shown},
            ) from None


def typed_before(error: Invalid) -> Mapping[str, Any]:
    """What was typed in the form that ``error`` refused."""
    found: Mapping[str, Any] = error.values.get(TYPED, {})  # type: ignore[assignment]
    return found


def _empty(value: object) -> bool:
    if isinstance(value, UploadFile):
        return not value.filename
    return not str(value).strip()


def _takes_many(model: type[BaseModel], name: str) -> bool:
    field = model.model_fields.get(name)
    origin = getattr(field.annotation, "__origin__", None) if field else None
    return origin in {list, tuple, set, frozenset}
