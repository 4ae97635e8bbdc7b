"""Every table of the product in one import: for migrations, tests and the sample data."""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

import passport
import passport.kernel.audit
import passport.kernel.outbox


def import_models() -> None:
    """Import ``models`` of every feature, so that SQLModel knows its tables."""
    for module in iter_modules(passport.__path__, "passport."):
        if module.ispkg and find_spec(f"{module.name}.models"):
            import_module(f"{module.name}.models")
