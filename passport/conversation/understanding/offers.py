"""Ready answers that her own words suggest: trades, savoir-être. Proposed, never chosen for her."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from passport.conversation.engine.dialogue import Dialogue
from passport.conversation.engine.draft import Draft
from passport.conversation.engine.flow import Chip, question
from passport.conversation.engine.policy import Prompt, prompt
from passport.conversation.engine.values import Slot
from passport.conversation.understanding import soft_skills, trades
from passport.conversation.understanding.normal import normal
from passport.conversation.understanding.trades import Match
from passport.kernel.i18n import N_, _

NONE_OF_THESE = N_("Aucun de ceux-là")

PROPOSED = "proposed"
"""Of the ready answers of the question, those that her words show."""

_TRADES = (
    N_("Nettoyage de locaux"),
    N_("Ménage et repassage à domicile"),
    N_("Cuisine"),
    N_("Mise en rayon"),
    N_("Magasinage et préparation de commandes"),
    N_("Garde d'enfants et petite enfance"),
    N_("Maçonnerie"),
    N_("Entretien des espaces verts"),
)
USUAL: dict[str, tuple[str, ...]] = {
    "paid": _TRADES,
    "informal": _TRADES,
    "internship": _TRADES,
    "family": (
        N_("Garde d'enfants et petite enfance"),
        N_("Aide à la personne"),
        N_("Ménage et repassage à domicile"),
        N_("Cuisine"),
    ),
    "volunteering": (
        N_("Accueil et renseignements"),
        N_("Animation pour enfants et jeunes"),
        N_("Éducation en activités sportives"),
        N_("Organisation d'événements"),
        N_("Aide à la personne"),
        N_("Cuisine"),
    ),
}
"""What to begin with while nothing is said, for each kind of activity: names in the lexicon."""

SOFT_SKILLS = 3
"""How many savoir-être are proposed at once."""


def with_offers(dialogue: Dialogue, shown: Prompt) -> Prompt:
    """``shown`` with the ready answers that what she told suggests."""
    if shown.key is None or shown.key.startswith(("greeting.", "end.")):
        return shown
    if shown.key == "experience.title":
        return _with_trades(dialogue.draft, shown)
    if shown.key == "experience.trade":
        return _with_likely_trades(dialogue, shown)
    if question(shown.key).choices == PROPOSED:
        return _with_soft_skills(dialogue.draft, shown)
    return shown


def _with_trades(draft: Draft, shown: Prompt) -> Prompt:
    """The question of the trade comes with those that her words may mean."""
    if Slot.TITLE in draft.settled:
        return shown
    if not (Slot.WORDS in draft.values or Slot.TASKS in draft.values):
        return replace(shown, chips=(*_usual(draft), *shown.chips))
    chips = _likely(draft, (Slot.WORDS, Slot.TASKS))
    return replace(shown, chips=(*chips, _none(), *shown.chips)) if chips else shown


def _with_likely_trades(dialogue: Dialogue, shown: Prompt) -> Prompt:
    """Trades that her own name for her work may mean; without any, what comes next."""
    draft = dialogue.draft
    chips = _likely(draft, (Slot.TITLE, Slot.WORDS, Slot.TASKS))
    if chips:
        return replace(shown, chips=(*chips, _none()))
    passed = replace(draft, asked=(*draft.asked, "experience.trade"))
    beyond = replace(dialogue, stack=(*dialogue.stack[:-1], passed))
    return with_offers(beyond, prompt(beyond))


def _likely(draft: Draft, slots: Sequence[Slot]) -> tuple[Chip, ...]:
    """The few trades that what she said may mean, each with its definition."""
    said = [item.said for slot in slots for item in draft.values.get(slot, ())]
    found = _found(". ".join(said), trades.source()) if said else ()
    return tuple(
        Chip(
            key=f"trade_{n}",
            label=match.trade.name,
            hint=match.trade.definition,
            value=match.trade.code,
            own=True,
        )
        for n, match in enumerate(found)
    )


@lru_cache(maxsize=512)
def _found(said: str, source: str) -> tuple[Match, ...]:
    """What the search, made of ``source``, finds: it is shown again and again while she answers."""
    return tuple(trades.choices(trades.proposed(normal(said))))


def _usual(draft: Draft) -> list[Chip]:
    """A few activities for who prefers to tap."""
    known = {line.name: line for line in trades.lexicon.lines()}
    # An employer reads the French name; whoever reads another language has it under it.
    return [
        Chip(
            key=f"usual_{n}",
            label=name,
            hint="" if (here := _(name)) == name else here,
            value=known[name].code,
            own=True,
        )
        for n, name in enumerate(USUAL.get(draft.text(Slot.KIND), ()))
    ]


def _with_soft_skills(draft: Draft, shown: Prompt) -> Prompt:
    """Of all savoir-être, those that the situation shows; all of them when it shows none."""
    told = [
        item.text
        for slot in ("situation", "action", "result")
        for item in draft.values.get(slot, ())
    ]
    proposed = soft_skills.propose(normal(". ".join(told)), most=SOFT_SKILLS)
    of_code = {chip.value: chip for chip in shown.chips if chip.value is not None}
    chips = tuple(of_code[one.code] for one in proposed if one.code in of_code)
    if not chips:
        return shown
    return replace(shown, chips=(*chips, _none()))


def _none() -> Chip:
    return Chip(key="none_of_these", label=NONE_OF_THESE, command="skip")
