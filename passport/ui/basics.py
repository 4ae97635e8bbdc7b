"""Types and small helpers that the components share."""

from typing import Any, TypeAlias

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML
from reflex_components_core.el.elements.inline import A as PlainA

from passport.kernel.i18n import SOURCE, locale_of, localised

Text: TypeAlias = str | rx.Var[Any]
Child: TypeAlias = rx.Component | str | rx.Var[Any]
# An event handler, or one with its arguments.
Handler: TypeAlias = Any


def classes(*parts: str) -> str:
    """Class names joined, without the empty ones."""
    return " ".join(part for part in parts if part)


def given(**props: Any) -> dict[str, Any]:
    """Only the properties that were given."""
    return {
        name: value
        for name, value in props.items()
        if value is not None and not (isinstance(value, str) and value == "")
    }


def has(words: Child | None) -> bool:
    """Whether there is something to show; a ``Var`` may always hold something."""
    return words is not None and not (isinstance(words, str) and words == "")


def first(words: Text, otherwise: Text) -> Text:
    """``words`` when they were given, else the component's own."""
    return words if has(words) else otherwise


def alive(handler: Handler) -> Handler:
    """The handler in the place of the browser's own way of sending the form."""
    return handler.prevent_default if hasattr(handler, "prevent_default") else handler


def address(to: Text, localise: bool = True) -> Text:
    """``to`` in the language of the page; another site's address or a ``Var`` stays as it is."""
    if localise and isinstance(to, str) and to.startswith("/") and locale_of(to) == SOURCE:
        return localised(to)
    return to


def anchor(*children: Child, to: Text, reload: bool = False, **props: Any) -> rx.Component:
    """A bare link: the app changes the page itself, or with ``reload`` the browser does."""
    if reload:
        return PlainA.create(*children, href=to, **props)
    return rx.el.a(*children, to=to, **props)


def only_heard(*children: Child) -> rx.Component:
    """Words for screen readers alone."""
    return rx.el.span(*children, class_name="sr-only")


def opening(dialog_id: str) -> dict[str, str]:
    """Attributes that make a button open a dialog, before the page is alive too."""
    return {"command": "show-modal", "commandfor": dialog_id}


def closing(dialog_id: str) -> dict[str, str]:
    """Attributes that make a button close a dialog."""
    return {"command": "close", "commandfor": dialog_id}


class NativeForm(BaseHTML):
    """A form that leaves by itself: Reflex's own form stops the browser from sending it."""

    tag = "form"

    action: rx.Var[str]
    method: rx.Var[str]
    enc_type: rx.Var[str]


class NativeDialog(BaseHTML):
    """A dialog that tells when the person closed it."""

    tag = "dialog"

    @classmethod
    def get_event_triggers(cls) -> dict[str, Any]:
        """Reflex's own, and the closing."""
        return {**super().get_event_triggers(), "on_close": rx.event.no_args_event_spec}
