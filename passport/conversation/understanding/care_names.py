"""The human voices that a danger needs."""

from enum import StrEnum


class Care(StrEnum):
    """Which human voice is needed."""

    SUICIDE = "suicide"
    VIOLENCE = "violence"
    CHILD = "child"
    HOMELESS = "homeless"
    EMERGENCY = "emergency"
