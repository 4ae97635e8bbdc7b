"""A life goes through the conversation: the real understanding, engine and policy, no screen."""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from passport.conversation.engine.commands import Turn, from_json, to_json
from passport.conversation.engine.dialogue import Dialogue, Saved, replay
from passport.conversation.engine.policy import Prompt, Step, prompt
from passport.conversation.engine.situation import Situation
from passport.conversation.understanding.interpret import tapped, understood
from passport.conversation.understanding.offers import with_offers
from tests.conversation.lives.life import Life
from tests.conversation.lives.player import Player
from tests.conversation.lives.said import Said
from tests.conversation.lives.subject import Subject

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
MOST_TURNS = 45
"""Of one experience: nobody talks so long without an end."""


@dataclass
class Told:
    """One experience as it was played: its turns, its first card, and what was written."""

    number: int
    said: dict[int, Said] = field(default_factory=dict)
    shown: list[Prompt] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    card: Saved | None = None
    saved: Saved | None = None


@dataclass
class Talked:
    """One subject as it was played: her turns, whether it was reached, and what was written."""

    subject: Subject
    said: dict[int, Said] = field(default_factory=dict)
    saved: Saved | None = None
    left: bool = False


@dataclass
class Played:
    """A life played to its end."""

    life: Life
    log: list[Turn]
    told: list[Told]
    talked: list[Talked] = field(default_factory=list)
    finished: bool = False


def play(life: Life) -> Played:
    """The whole conversation of ``life``. Stops when it is done, or when it does not end."""
    player, played = Player(life), Played(life, [], [Told(0)])
    log, experiences = played.log, len(life.experiences)
    while len(log) < MOST_TURNS * (experiences + len(life.topics)):
        dialogue, shown = _again(log)
        if player.part < experiences:
            _note(played.told[-1], dialogue, shown)
        part = player.part
        card = {
            str(slot): [held.text for held in values]
            for slot, values in dialogue.draft.values.items()
        }
        said = player.answer(shown, card, saved=len(dialogue.saved), left=dialogue.left)
        if player.part > part:
            _close(played, part, dialogue)
            if said is not None:
                _open(played, player)
        if said is None:
            played.finished = True
            return played
        turn = _turn(len(log), said, dialogue, shown)
        record = played.told[-1] if player.part < experiences else played.talked[-1]
        record.said[turn.number] = said
        log.append(turn)
    return played


def _note(told: Told, dialogue: Dialogue, shown: Prompt) -> None:
    """Keep what was shown while an experience is told."""
    told.shown.append(shown)
    if shown.step is Step.CHECK and told.card is None:
        told.card = Saved("", dialogue.draft.values)
    if shown.step is Step.ASK and shown.key:
        told.asked.append(shown.key)


def _close(played: Played, part: int, dialogue: Dialogue) -> None:
    """Keep what was written of an experience or a subject that is done."""
    written = None if dialogue.left else dialogue.saved[-1]
    if part < len(played.life.experiences):
        played.told[-1].saved = written
    else:
        played.talked[-1].saved = written
        played.talked[-1].left = dialogue.left


def _open(played: Played, player: Player) -> None:
    if player.subject is None:
        played.told.append(Told(player.part))
    else:
        played.talked.append(Talked(player.subject))


def shown_after(log: list[Turn]) -> tuple[Dialogue, Prompt]:
    """Where it stands, and what is on the screen."""
    dialogue = replay(log)
    held = sum(saved.flow == "experience" for saved in dialogue.saved)
    return dialogue, with_offers(dialogue, prompt(dialogue, Situation(experiences=held)))


def _again(log: list[Turn]) -> tuple[Dialogue, Prompt]:
    """The same for somebody who has just come back: only what is kept is used."""
    kept = json.loads(json.dumps([to_json(turn) for turn in log]))
    return shown_after([from_json(turn) for turn in kept])


def _turn(number: int, said: Said, dialogue: Dialogue, shown: Prompt) -> Turn:
    if said.chip is not None:
        chip = next(chip for chip in shown.chips if chip.key == said.chip)
        done = tapped(chip, chip.label, number, shown)
        return Turn(number, chip.label, NOW, shown.key, done)
    done = understood(said.text, number, dialogue, shown, today=TODAY)
    return Turn(number, said.text, NOW, shown.key, done)
