"""The small family of errors that a person may meet.

Each carries a sentence in plain French (marked with ``N_`` where it is raised, so that it is
translated) that says what happened and the way out. Anything else is unexpected and is shown as a
kind page with a reference.
"""

from typing import ClassVar

from passport.kernel.i18n import _


class PassportError(Exception):
    """What a use case raises when it will not do what was asked.

    ``message`` is the French sentence, ``values`` fill its named holes.
    """

    status: ClassVar[int] = 400

    def __init__(self, message: str, **values: object) -> None:
        """Keep the sentence and its values; words are chosen when it is shown."""
        super().__init__(message)
        self.message = message
        self.values = values

    def text(self) -> str:
        """The sentence in the current language."""
        return _(self.message, **self.values)


class Invalid(PassportError):
    """What was given cannot be understood. ``field`` names where, when there is one."""

    status = 422

    def __init__(self, message: str, *, field: str | None = None, **values: object) -> None:
        """Say what was not understood, and in which field."""
        super().__init__(message, **values)
        self.field = field


class NotFound(PassportError):
    """Not there, or not yours: the two look the same."""

    status = 404


class Refused(PassportError):
    """Known, but not for this person."""

    status = 403


class Conflict(PassportError):
    """Somebody was quicker, or it was done already."""

    status = 409


class TooMany(PassportError):
    """Too often or too much."""

    status = 429


class Unavailable(PassportError):
    """A part that is needed does not answer now."""

    status = 503
