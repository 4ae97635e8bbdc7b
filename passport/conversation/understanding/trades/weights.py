"""How much each feature speaks for a trade: fitted, see ``tests/conversation/tuning/README.md``.

Fitted on former wordings of the ROME, misspelt labels, ESCO's other labels and our own sentences; the
sets that judge the product were left alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights for one state of the index.

    ``family`` chooses among the families by the lexicon, ``label`` among all codes by their official
    labels, ``inside`` among the codes of one family. ``sure`` is how likely the first must be to be
    proposed by itself.
    """

    sure: float
    family: Weights
    label: Weights
    inside: Weights


BY_LEXICON = 0.6
"""How much the lexicon is believed, beside the official labels, where both are there."""

MODELS: Mapping[tuple[bool, bool], Model] = {
    (False, True): Model(
        sure=0.9,
        family={
            "name": 3.09,
            "name_near": 1.44,
            "name_whole": 0.37,
            "deed": 2.19,
            "deed_near": 0.31,
            "deed_whole": 1.28,
            "everyday": 1.77,
            "name_meaning": 5.68,
            "deed_meaning": 3.63,
        },
        label={},
        inside={},
    ),
    (False, False): Model(
        sure=0.95,
        family={
            "name": 3.4,
            "name_near": 1.33,
            "name_whole": 0.97,
            "deed": 3.29,
            "deed_near": 0.26,
            "deed_whole": 1.04,
            "everyday": 2.86,
        },
        label={},
        inside={},
    ),
    (True, True): Model(
        sure=0.68,
        family={
            "name": 1.59,
            "name_near": 3.12,
            "name_whole": 0.01,
            "deed": 2.39,
            "deed_near": 0.67,
            "deed_whole": 1.21,
            "everyday": 1.91,
            "name_meaning": 3.56,
            "deed_meaning": 3.14,
        },
        label={"label": 9.65, "label_near": 3.71, "text": 1.19, "meaning": 5.2, "leads": -0.72},
        inside={
            "label": 7.4,
            "label_near": 4.71,
            "text": 0.01,
            "meaning": 1.96,
            "line": 0.15,
            "own": 0.27,
            "leads": -1.19,
        },
    ),
    (True, False): Model(
        sure=0.75,
        family={
            "name": 1.5,
            "name_near": 3.25,
            "name_whole": 0.67,
            "deed": 2.66,
            "deed_near": 1.24,
            "deed_whole": 1.21,
            "everyday": 2.32,
        },
        label={"label": 10.05, "label_near": 3.91, "text": 2.23, "leads": -0.9},
        inside={
            "label": 7.69,
            "label_near": 5.03,
            "text": 0.27,
            "line": 0.24,
            "own": 0.02,
            "leads": -1.09,
        },
    ),
}
"""By whether the ROME was imported, and whether meanings are searched."""
