"""Reading what components render."""

from collections.abc import Iterator
from typing import Any


def rendered(node: Any) -> Iterator[dict[str, Any]]:
    """Each rendered element under ``node``, in every branch."""
    if isinstance(node, dict):
        if "name" in node and "props" in node:
            yield node
        for value in node.values():
            yield from rendered(value)
    elif isinstance(node, (list, tuple)):
        for value in node:
            yield from rendered(value)


def prop(element: dict[str, Any], name: str) -> str | None:
    """A property of a rendered element, as written in JavaScript."""
    for prop in element["props"]:
        key, _, value = prop.partition(":")
        if key.strip('"') == name:
            return value
    return None
