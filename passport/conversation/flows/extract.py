"""Finds the French sentences of the flows, for the translators' catalogue."""

from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

import yaml

SENTENCES = frozenset(
    {"text", "again", "none", "why", "label", "about", "hint", "asks_for", "texts"}
)
"""Keys whose content a person reads."""

Found = tuple[int, str, str, list[str]]


def extract_yaml(
    fileobj: IO[bytes],
    keywords: Mapping[str, Any],
    comment_tags: Collection[str],
    options: Mapping[str, Any],
) -> Iterator[Found]:
    """Babel extraction method for ``passport/conversation/flows/*.yaml``."""
    root = yaml.compose(fileobj.read().decode("utf-8"), Loader=yaml.SafeLoader)
    yield from _sentences(root, spoken=False)


def _sentences(node: yaml.Node | None, *, spoken: bool) -> Iterator[Found]:
    match node:
        case yaml.ScalarNode() if spoken:
            yield node.start_mark.line + 1, "_", node.value.strip(), []
        case yaml.MappingNode():
            for key, content in node.value:
                yield from _sentences(content, spoken=spoken or key.value in SENTENCES)
        case yaml.SequenceNode():
            for item in node.value:
                yield from _sentences(item, spoken=spoken)
