"""What a release says of itself: its name, its pages with the scripts they may run, its files."""

import json
from pathlib import Path
from typing import TypedDict

from passport.kernel.web.environment import ROOT

RELEASE = ROOT / ".web" / "release"
MANIFEST = "manifest.json"


class PageFile(TypedDict):
    """A page: its file, and the hashes of its inline scripts and styles."""

    file: str
    scripts: list[str]
    styles: list[str]


class Manifest(TypedDict):
    """What a release holds: its name, its pages by address, and the names of its ``assets``.

    Files of former releases stand beside these for a while.
    """

    stamp: str
    pages: dict[str, PageFile]
    assets: list[str]


def load_manifest(folder: Path = RELEASE) -> Manifest:
    """The manifest of the release in ``folder``, empty when nothing was built."""
    try:
        found: Manifest = json.loads((folder / MANIFEST).read_text())
    except OSError:
        return Manifest(stamp="", pages={}, assets=[])
    return found
