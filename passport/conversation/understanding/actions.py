"""What a sentence can do, beside what it says."""

from enum import StrEnum


class Act(StrEnum):
    """What a sentence does, beside what it says."""

    YES = "yes"
    NO = "no"
    CORRECT = "correct"
    SKIP = "skip"
    UNKNOWN = "unknown"
    STOP = "stop"
    RESUME = "resume"
    HELP = "help"
    ENOUGH = "enough"
    NOTHING_YET = "no_experience"
    UNDO = "undo"
    BOOK = "book"
    MOVE = "move"
    CANCEL = "cancel"
    SHARE = "share"
    FIND = "find"
    FEEDBACK = "feedback"
    HUMAN = "human"
    REREAD = "reread"
    THANKS = "thanks"
    RUDE = "rude"
    NOISE = "noise"
    """Nothing to understand: letters at random, or orders meant for a machine."""
