"""QR codes as drawings that a screen and a printer enlarge without loss."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode


def qr_svg(address: str) -> str:
    """``address`` as a QR: correction M, a quiet zone of four, one path on a white plate."""
    code: QRCode[Any] = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(address)  # type: ignore[no-untyped-call]
    rows = code.get_matrix()  # type: ignore[no-untyped-call]
    runs = (
        f"M{start} {y}h{length}v1h-{length}z"
        for y, row in enumerate(rows)
        for start, length in _runs(row)
    )
    side = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
        f'<path d="{"".join(runs)}"/></svg>'
    )


def _runs(row: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Where the dark runs of a row start, and how long they are."""
    x = 0
    for dark, group in groupby(row):
        length = len(list(group))
        if dark:
            yield x, length
        x += length
