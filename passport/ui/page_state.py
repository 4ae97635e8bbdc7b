"""What every page's state can do: say what was done, turn errors into words, open for one visit."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from secrets import token_hex
from typing import Any

import reflex as rx
import structlog
from reflex_base.utils.imports import ImportDict, ImportVar

from passport.kernel.errors import Invalid, PassportError
from passport.kernel.i18n import _
from passport.ui.actions import button
from passport.ui.basics import Child
from passport.ui.surfaces import empty_state, skeleton

log = structlog.get_logger(__name__)


class PageState(rx.State, mixin=True):
    """Mixin: ``class RecordState(ui.PageState, rx.State)``, shown by ``ui.page(state=…)``."""

    # What the toast says, how (success, info, warning, error), and what "Annuler" gives back.
    toast_text: str = ""
    toast_kind: str = "success"
    toast_undo: str = ""
    # Grows with each toast, so that the same words are said again.
    toast_count: int = 0
    # The field of a form that was not understood, and why.
    error_field: str = ""
    error_text: str = ""
    # Whether the last event went wrong, for ``waiting``.
    failed: bool = False
    # The address that ``_opened`` last answered, and a name of its own for each time it did.
    opened_at: str = ""
    opening: str = ""

    def _opened(self) -> None:
        """Say that the state now holds what the address of the page names, for ``opened``."""
        url = self.router.url
        self.opened_at = f"{url.path}?{url.query}" if url.query else url.path
        self.opening = token_hex(4)

    def _tell(self, text: str, kind: str = "success", undo: str = "") -> None:
        """Say ``text`` in a toast; ``undo`` is what the page's ``on_undo`` will be given."""
        self.toast_text = text
        self.toast_kind = kind
        self.toast_undo = undo
        self.toast_count += 1

    def _clear(self) -> None:
        """Take off the toast and the error of a field."""
        self.toast_text = self.toast_undo = ""
        self.error_field = self.error_text = ""

    @asynccontextmanager
    async def _errors(self, shown: Collection[str] | None = None) -> AsyncIterator[None]:
        """Say in words what goes wrong inside the block, which then ends there.

        An ``Invalid`` that names its field is told beside it, where the page has it (``shown``:
        the fields that it has now, when it is not all of them); anything else in a toast. What was
        not expected is logged with a reference that the person can give.
        """
        self._clear()
        self.failed = True
        try:
            yield
            self.failed = False
        except Invalid as error:
            if error.field and (shown is None or error.field in shown):
                self.error_field, self.error_text = error.field, error.text()
            else:
                self._tell(error.text(), "error")
        except PassportError as error:
            self._tell(error.text(), "error")
        except Exception:
            reference = token_hex(4)
            log.exception("unexpected error on a page", reference=reference)
            self._tell(
                _(
                    "Quelque chose n'a pas marché chez nous. Rien n'est perdu. Réessayez dans un "
                    "instant. Référence : {reference}",
                    reference=reference,
                ),
                "error",
            )


class Opened(rx.Component):
    """Its second child once the page's state is opened for this visit, its first before that."""

    tag = "Opened"

    at: rx.Var[str]
    opening: rx.Var[str]
    hydrated: rx.Var[bool]

    def add_imports(self) -> ImportDict:
        """What the script below uses."""
        return {"react": ImportVar("useRef"), "react-router": ImportVar("useLocation")}

    def add_custom_code(self) -> list[str]:
        """The component itself: what was open when the visit began is of a visit before."""
        return [
            """
function Visit({ here, at, opening, hydrated, children }) {
  const before = useRef(opening);
  const open = useRef(false);
  open.current ||= hydrated && at === here && opening !== before.current;
  return children[open.current ? 1 : 0];
}
""",
            """
function Opened(props) {
  const { pathname, search } = useLocation();
  const here = pathname + search;
  return jsx(Visit, { ...props, here, key: here });
}
""",
        ]


def waiting(state: Any, lines: int = 5) -> rx.Component:
    """What stands where ``state``, a ``PageState``, is awaited; a way on when it does not come."""
    return rx.cond(
        state.failed,
        empty_state(
            _("La page n'est pas venue."),
            action=button(
                _("Réessayer"), kind="secondary", icon="again", custom_attrs={"data-reload": "true"}
            ),
            icon="info",
        ),
        skeleton(lines),
    )


def opened(state: Any, content: Child, waiting: Child) -> rx.Component:
    """``content`` once ``state``, a ``PageState``, said ``_opened`` for this visit to this address.

    For a form, and for one thing among many: the state of a tab outlives its pages, and what it
    held for the page before must neither be shown, nor be written over by a quick hand, nor change
    under one. Once there, ``content`` stays, with what is typed in it, also when the network goes
    and comes back. Whatever only lists may show what it held until it holds better.
    """
    return Opened.create(
        rx.fragment(waiting),
        rx.fragment(content),
        at=state.opened_at,
        opening=state.opening,
        hydrated=rx.State.is_hydrated,
    )
