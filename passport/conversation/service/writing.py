"""What her yes writes, flow by flow, in the feature that keeps it. Nothing is written before."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from passport.conversation import words
from passport.conversation.engine.draft import Draft
from passport.conversation.engine.flow import EXPERIENCE
from passport.conversation.engine.values import Slot
from passport.kernel.actor import Actor
from passport.kernel.database import Session
from passport.kernel.errors import Invalid, NotFound
from passport.record import service as record
from passport.record.service import ItemKind, Quote

Writer = Callable[[Session, Actor, Draft], Awaitable[str]]
"""Writes what a draft says; the key of what was written. Raises what the feature raises."""


async def write(session: Session, actor: Actor, draft: Draft) -> str:
    """Write what is on the card. Raises ``Invalid`` when something is missing on it."""
    return await WRITERS[draft.flow](session, actor, draft)


async def take_back(session: Session, actor: Actor, flow: str, written: str) -> None:
    """Undo what a yes wrote, where that can be undone."""
    kind = _ITEMS.get(flow)
    if kind is None:
        return
    try:
        await record.remove(session, actor, kind, UUID(written))
    except NotFound:
        return


def may_take_back(flow: str) -> bool:
    """Whether a yes to this flow can be undone in the conversation."""
    return flow in _ITEMS


_ITEMS = {EXPERIENCE: ItemKind.EXPERIENCE, "language": ItemKind.LANGUAGE}


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


WRITERS: dict[str, Writer] = {EXPERIENCE: _experience, "language": _language}
