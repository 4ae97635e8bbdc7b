"""What she wants to talk of: the flow that her words ask for."""

import re
from functools import lru_cache

from passport.conversation.engine.flow import flows
from passport.conversation.understanding.acts import Act
from passport.conversation.understanding.normal import Normal

_SERVICES = {
    Act.BOOK: "book",
    Act.MOVE: "move",
    Act.CANCEL: "cancel",
    Act.SHARE: "share",
    Act.FIND: "action",
    Act.FEEDBACK: "feedback",
    Act.HUMAN: "help",
}
"""What asks for a service, and the flow that gives it."""

LONGEST = 160
"""Characters of a text that may ask for something: a longer one tells."""


@lru_cache(maxsize=1)
def _heard() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (flow.name, re.compile(pattern))
        for flow in flows().values()
        for pattern in (*flow.heard, *(told for how in flow.slots.values() for told in how.told))
    )


def find(words: Normal, act: Act | None) -> str | None:
    """The flow that a short text, which does ``act``, asks for; or nothing."""
    if act in _SERVICES and _SERVICES[act] in flows():
        return _SERVICES[act]
    plain = words.plain.strip()
    if len(plain) > LONGEST:
        return None
    return next((flow for flow, pattern in _heard() if pattern.search(plain)), None)
