"""What every page's state can do: say what was done, and turn errors into words."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from secrets import token_hex

import reflex as rx
import structlog

from passport.kernel.errors import Invalid, PassportError
from passport.kernel.i18n import _

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
    async def _errors(self) -> AsyncIterator[None]:
        """Say in words what goes wrong inside the block, which then ends there.

        An ``Invalid`` that names its field is told beside it, anything else in a toast. What was
        not expected is logged with a reference that the person can give.
        """
        self._clear()
        try:
            yield
        except Invalid as error:
            if error.field:
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
