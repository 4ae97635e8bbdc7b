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
            "name": 3.3,
            "name_near": 1.61,
            "name_whole": 0.01,
            "deed": 0.9,
            "deed_near": 0.82,
            "deed_whole": 1.34,
            "everyday": 2.27,
            "name_meaning": 5.1,
            "deed_meaning": 3.53,
        },
        label={},
        inside={},
    ),
    (False, False): Model(
        sure=0.93,
        family={
            "name": 3.46,
            "name_near": 1.37,
            "name_whole": 0.55,
            "deed": 2.07,
            "deed_near": 0.42,
            "deed_whole": 1.1,
            "everyday": 3.44,
        },
        label={},
        inside={},
    ),
    (True, True): Model(
        sure=0.66,
        family={
            "name": 0.64,
            "name_near": 3.33,
            "name_whole": 0.03,
            "deed": 0.26,
            "deed_near": 1.06,
            "deed_whole": 1.8,
            "everyday": 2.8,
            "name_meaning": 4.67,
            "deed_meaning": 3.93,
        },
        label={"label": 9.55, "label_near": 3.78, "text": 1.25, "meaning": 5.04, "leads": -0.79},
        inside={
            "label": 7.41,
            "label_near": 4.75,
            "text": 0.04,
            "meaning": 2.01,
            "line": 0.02,
            "own": 0.18,
            "leads": -1.05,
        },
    ),
    (True, False): Model(
        sure=0.72,
        family={
            "name": 0.33,
            "name_near": 3.37,
            "name_whole": 0.68,
            "deed": 1.04,
            "deed_near": 1.01,
            "deed_whole": 1.67,
            "everyday": 3.69,
        },
        label={"label": 9.93, "label_near": 3.97, "text": 2.25, "leads": -0.93},
        inside={
            "label": 7.79,
            "label_near": 4.9,
            "text": 0.39,
            "line": 0.09,
            "own": 0.09,
            "leads": -1.01,
        },
    ),
}
"""By whether the ROME was imported, and whether meanings are searched."""
