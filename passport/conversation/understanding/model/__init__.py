"""The optional language model: it may point at words that the rules did not understand.

Off unless the operator names an endpoint. What it gives is only ever a place in what the person
said: ``privacy`` takes names and numbers out before anything leaves, ``client`` asks within a strict
time, ``answers`` keeps what quotes her word for word, ``merge`` adds it where the rules are silent
or unsure.
"""

from passport.conversation.understanding.model.answers import Asked, found
from passport.conversation.understanding.model.client import Endpoint, Model, ModelSilent
from passport.conversation.understanding.model.merge import merged, worth_asking
from passport.conversation.understanding.model.privacy import masked

__all__ = [
    "Asked",
    "Endpoint",
    "Model",
    "ModelSilent",
    "found",
    "masked",
    "merged",
    "worth_asking",
]
