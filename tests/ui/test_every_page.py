"""What holds for each page of the product, whoever wrote it."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest

import passport
from tests.ui.tree import prop, rendered


def _pages() -> Iterator[str]:
    for module in walk_packages(passport.__path__, "passport."):
        if ".pages." in module.name and hasattr(import_module(module.name), "page"):
            yield module.name


@pytest.mark.parametrize("name", list(_pages()))
def test_no_style_is_written_in_a_page(name: str) -> None:
    """The policy of the pages allows classes alone; Reflex makes styles of unknown properties."""
    elements = rendered(import_module(name).page().render())
    dressed = [each for each in elements if prop(each, "css") or prop(each, "style")]
    assert dressed == []
