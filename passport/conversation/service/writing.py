"""What her yes writes, flow by flow, in the feature that keeps it. Nothing is written before."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from passport.appointments import service as appointments
from passport.appointments.rules import CancelReason, Modality
from passport.assessment import service as assessment
from passport.assessment.rules import THEMES, Grid
from passport.conversation import words
from passport.conversation.engine.draft import Draft
from passport.conversation.engine.flow import EXPERIENCE
from passport.conversation.engine.values import Slot
from passport.conversation.service import choices
from passport.kernel.actor import Actor
from passport.kernel.database import Session
from passport.kernel.errors import Conflict, Invalid, NotFound
from passport.record import service as record
from passport.record.service import ItemKind, Quote
from passport.sharing import service as sharing
from passport.sharing.rules import Lifetime

Writer = Callable[[Session, Actor, Draft], Awaitable[str]]
"""Writes what a draft says; the key of what was written. Raises what the feature raises."""


async def write(session: Session, actor: Actor, draft: Draft) -> str:
    """Write what is on the card. Raises ``Invalid`` when something is missing on it."""
    return await WRITERS[draft.flow](session, actor, draft)


async def take_back(session: Session, actor: Actor, flow: str, written: str) -> None:
    """Undo what a yes wrote, where that can be undone."""
    kind = _ITEMS.get(flow)
    if kind is None or not written:
        return
    try:
        await record.remove(session, actor, kind, UUID(written))
    except NotFound:
        return


def may_take_back(flow: str, written: str) -> bool:
    """Whether a yes to this flow can be undone in the conversation."""
    return flow in _ITEMS and bool(written)


_ITEMS = {
    EXPERIENCE: ItemKind.EXPERIENCE,
    "soft_skill": ItemKind.SOFT_SKILL,
    "certificate": ItemKind.CERTIFICATE,
    "language": ItemKind.LANGUAGE,
}

LONGEST_QUOTE = 600
"""Characters of one quote in a passport."""


def quotes(draft: Draft, *slots: str) -> tuple[Quote, ...]:
    """Her words in ``slots``, with where they stand."""
    return tuple(
        Quote(
            text=item.said.strip(),
            turn=str(item.source.turn),
            start=item.source.start,
            end=item.source.end,
        )
        for slot in slots
        for item in draft.values.get(slot, ())
    )


def origin(session: Session) -> str:
    """Name of a place in the conversation that something comes from."""
    return f"conversation:{session.new_id()}"


async def _experience(session: Session, actor: Actor, draft: Draft) -> str:
    if not draft.nameable:
        raise Invalid(words.NO_TITLE, field="title")
    kind = draft.text(Slot.KIND)
    if not kind:
        raise Invalid(words.NO_KIND, field="kind")
    title = draft.first(Slot.TITLE) or draft.values[Slot.TASKS][0]
    duration = draft.text(Slot.DURATION)
    written = await record.add_experience(
        session,
        actor,
        record.ExperienceDraft(
            title=title.text[:1].upper() + title.text[1:],
            kind=record.ExperienceKind(kind),
            trade_code=title.code,
            employer=draft.text(Slot.EMPLOYER),
            place=draft.text(Slot.PLACE),
            started=draft.text(Slot.START),
            ended=draft.text(Slot.END),
            ongoing=draft.text(Slot.ONGOING) == "yes",
            duration_months=max(1, round(float(duration))) if duration else None,
            tasks=tuple(item.text for item in draft.values.get(Slot.TASKS, ())),
            quotes=quotes(draft, Slot.WORDS),
        ),
        origin=origin(session),
    )
    return str(written)


async def _language(session: Session, actor: Actor, draft: Draft) -> str:
    return str(
        await record.add_language(
            session,
            actor,
            record.LanguageDraft(
                name=draft.text("language"), level=record.LanguageLevel(draft.text("level"))
            ),
            origin=origin(session),
        )
    )


async def _soft_skill(session: Session, actor: Actor, draft: Draft) -> str:
    code = draft.text("skill") or draft.text("guess")
    held = (await record.passport(session, actor)).soft_skills
    written = await record.add_soft_skill(
        session,
        actor,
        record.SoftSkillDraft(code=code, situation=_situation(draft)),
        origin=origin(session),
    )
    # One that was there before takes the new words, and is not to be removed with them.
    return "" if written in {one.id for one in held} else str(written)


def _situation(draft: Draft) -> Quote:
    """Her words for what happened, what she did and what it gave: one quote, or several joined."""
    (told,) = quotes(draft, "situation")
    source = draft.values["situation"][0].source
    more = [
        item.said.strip()
        for slot in ("action", "result")
        for item in draft.values.get(slot, ())
        if item.source.turn != source.turn
    ]
    if not more:
        return told
    return Quote(text=_joined([told.text, *more])[:LONGEST_QUOTE], turn=told.turn)


def _joined(sentences: list[str]) -> str:
    return " ".join(each if each[-1:] in ".!?…" else f"{each}." for each in sentences)


async def _certificate(session: Session, actor: Actor, draft: Draft) -> str:
    return str(
        await record.add_certificate(
            session,
            actor,
            record.CertificateDraft(
                title=draft.text("name"),
                issuer=draft.text("issuer"),
                obtained=draft.text("obtained"),
            ),
            origin=origin(session),
        )
    )


async def _profile(session: Session, actor: Actor, draft: Draft) -> str:
    """One of the three lines at the top of the passport; the two others stay as they are."""
    held = await record.passport(session, actor)
    lines = {
        "project": held.project,
        "mobility": held.mobility,
        "availability": held.availability,
    }
    lines[draft.flow] = in_a_sentence(draft)
    await record.save_profile(session, actor, record.ProfileDraft(**lines))
    return draft.flow


def in_a_sentence(draft: Draft) -> str:
    """What a card says on one line, in French: an employer reads it. Her own words stay hers."""
    parts = []
    for slot in draft.plan.slots:
        for value in draft.values.get(slot, ()):
            chips = (
                chip
                for asked in draft.plan.questions.values()
                for chip in asked.chips
                if asked.slot == slot and chip.value == value.text
            )
            chip = next(chips, None)
            parts.append(chip.label if chip else value.text)
    return _joined(parts).rstrip(".") + "." if parts else ""


async def _grid(session: Session, actor: Actor, draft: Draft) -> str:
    """Her answers to a common grid, each with her own words; they are hers alone."""
    grid = Grid(draft.flow)
    said = {}
    for theme in THEMES[grid]:
        if theme not in draft.values:
            continue
        own = draft.plan.slots[theme].words
        told = " ".join(item.said.strip() for item in draft.values.get(own or "", ()))
        said[theme] = assessment.Said(draft.text(theme), told)
    await assessment.save(session, actor, grid, said)
    return draft.flow


async def _book(session: Session, actor: Actor, draft: Draft) -> str:
    motive, start = choices.uuid_of(draft.text("motive")), choices.start_of(draft.text("at"))
    if motive is None or start is None:
        raise Conflict(words.NO_LONGER_FREE)
    source = draft.values["at"][0].source
    card = await appointments.book(
        session,
        actor,
        motive,
        Modality(draft.text("way")),
        start,
        key=f"conversation:{source.turn}:{start.isoformat()}",
    )
    return str(card.id)


async def _move(session: Session, actor: Actor, draft: Draft) -> str:
    held = await choices.appointment(session, actor, draft)
    start = choices.start_of(draft.text("at"))
    if held is None or start is None:
        raise Conflict(words.NO_LONGER_FREE)
    return str((await appointments.move(session, actor, held.id, held.modality, start)).id)


async def _cancel(session: Session, actor: Actor, draft: Draft) -> str:
    held = await choices.appointment(session, actor, draft)
    if held is None:
        raise Conflict(words.NOT_THERE)
    reason = CancelReason(draft.text("reason") or CancelReason.UNSAID)
    return str((await appointments.cancel(session, actor, held.id, reason)).id)


async def _share(session: Session, actor: Actor, draft: Draft) -> str:
    passport = await record.passport(session, actor)
    chosen = sharing.choices(passport)
    if draft.text("what") == "work":
        work = {str(one.id) for one in (*passport.experiences, *passport.soft_skills)}
        chosen = tuple(key for key in chosen if key in work)
    made = await sharing.make_share(
        session, actor, draft.text("recipient"), chosen, Lifetime(draft.text("lifetime"))
    )
    return str(made)


WRITERS: dict[str, Writer] = {
    EXPERIENCE: _experience,
    "soft_skill": _soft_skill,
    "certificate": _certificate,
    "language": _language,
    "project": _profile,
    "mobility": _profile,
    "availability": _profile,
    **{grid.value: _grid for grid in Grid},
    "book": _book,
    "move": _move,
    "cancel": _cancel,
    "share": _share,
}
