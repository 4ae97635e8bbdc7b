"""What consultations say on screen, in the app and on the server's pages."""

from datetime import date
from zoneinfo import ZoneInfo

from passport.kernel.i18n import N_, _, format_day, ngettext
from passport.participation.rules import Face, Progress, QuestionKind, Stage, Step, StepState
from passport.participation.service import Asked, Summary

FACES = {Face.GOOD: N_("Bien"), Face.MIXED: N_("Moyen"), Face.BAD: N_("Mal")}

PASSED = N_("Vous passez")


def said(asked: Asked, value: str) -> str:
    """An answer in words; a passed one says so."""
    if not value:
        return _(PASSED)
    if asked.kind is QuestionKind.FACES:
        return _(FACES[Face(value)])
    return asked.options[int(value)] if asked.kind is QuestionKind.CHOICE else value


def closing(summary: Summary) -> str:
    """Until when one may answer, and how many questions there are."""
    count = ngettext("{n} question", "{n} questions", summary.questions)
    day = format_day(summary.closes_at.astimezone(ZoneInfo(summary.zone)).date())
    return _("{count} · jusqu'au {day}", count=count, day=day)


def standing(summary: Summary, today: date) -> str:
    """Where a consultation that is over stands, in one sentence."""
    if summary.stage is Stage.ANSWERED:
        return _("Nous avons répondu.")
    day = format_day(summary.answer_due_on)
    if summary.answer_due_on < today:
        return _("Notre réponse est en retard. Elle était promise le {day}.", day=day)
    if summary.stage is Stage.READ:
        return _("Nous avons tout lu. Réponse promise le {day}.", day=day)
    return _("Nous lisons les réponses. Réponse promise le {day}.", day=day)


def promise(summary: Summary) -> str:
    """When an answer is owed."""
    return _(
        "L'équipe lit tout. Elle répond ici au plus tard le {day}.",
        day=format_day(summary.answer_due_on),
    )


def step(state: StepState) -> tuple[str, str]:
    """A step's title and the line under it."""
    day = format_day(state.on) if state.on else ""
    done = state.progress is Progress.DONE
    if state.step is Step.RECEIVED:
        return _("Reçue"), _("Votre réponse est dans l'urne.")
    if state.step is Step.READ:
        return _("Lue"), (
            _("Par l'équipe, le {day}.", day=day) if done else _("Après la fin, le {day}.", day=day)
        )
    if state.step is Step.PROMISED:
        if state.progress is Progress.LATE:
            return _("Réponse en retard"), _("Elle était promise le {day}.", day=day)
        return _("Réponse promise"), _("Au plus tard le {day}.", day=day)
    if done:
        return _("Réponse"), _("Publiée le {day}.", day=day)
    return _("Réponse"), _("Vous la lirez ici.")
