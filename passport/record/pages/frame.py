"""What the forms of one item share: the way back, the form, the way to remove."""

from typing import Any

import reflex as rx

from passport import ui
from passport.kernel.i18n import _
from passport.record.content import ItemKind
from passport.record.state import ItemState


def item_page(
    *fields: ui.Child,
    kind: ItemKind | None,
    address: str,
    title_new: str,
    title_change: str,
    intro: str = "",
) -> rx.Component:
    """A page that adds or changes one item by the form made of ``fields``."""
    return ui.page(
        back(),
        opened(
            rx.cond(ItemState.confirmed, _warning()),
            ui.form(
                rx.el.input(type="hidden", name="page", value=address),
                *hidden(),
                *fields,
                ui.button(_("Enregistrer"), type="submit"),
                on_submit=ItemState.save,
                action=address,
            ),
            removal(kind) if kind else "",
        ),
        title=title_change if kind is None else titled(title_new, title_change),
        intro=intro,
        place="/passeport",
        bar=_("Mon passeport"),
        state=ItemState,
    )


def opened(*content: ui.Child) -> rx.Component:
    """``content`` once the item is there, or kind words when it is not."""
    return ui.opened(
        ItemState,
        rx.cond(
            ItemState.missing,
            ui.empty_state(
                _("Cette ligne n'est plus dans votre passeport."),
                action=ui.link_button(_("Voir mon passeport"), "/passeport"),
                icon="passport",
            ),
            rx.el.div(*content, class_name="grid gap-5"),
        ),
        ui.waiting(ItemState),
    )


def hidden() -> tuple[rx.Component, ...]:
    """Which item a form is about, and the name of this form, so that twice is once."""
    return (
        rx.el.input(type="hidden", name="id", value=ItemState.item_id),
        rx.el.input(type="hidden", name="key", value=ItemState.form_key),
    )


def titled(new: str, change: str) -> rx.Component:
    """The title of a page that adds an item or changes one."""
    asked = rx.cond(ItemState.item_id != "", change, new)
    return ui.opened(ItemState, rx.cond(ItemState.missing, _("Mon passeport"), asked), new)


def back() -> rx.Component:
    """The way back to the passport."""
    return ui.back_link(_("Mon passeport"), "/passeport")


def removal(kind: ItemKind) -> rx.Component:
    """The way to take the item out, which can be undone."""
    return rx.cond(
        ItemState.item_id != "",
        ui.button(
            _("Enlever de mon passeport"),
            ItemState.remove(kind.value, ItemState.item_id),
            kind="quiet",
            icon="remove",
            class_name="text-brick! hover:bg-brick-soft!",
        ),
    )


def value(name: str) -> Any:
    """What the form holds in ``name`` when it opens."""
    return ItemState.values[name]


def error(name: str) -> rx.Var[Any]:
    """What was not understood in ``name``."""
    return ui.error_of(ItemState, name)


def _warning() -> rx.Component:
    return ui.notice(
        _("Quelqu'un a confirmé cette ligne. Si vous la changez, elle redevient « déclaré »."),
        tone="warning",
    )
