"""What can be done with shares: by their owner, and by who holds the address of one."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func
from sqlmodel import col, select

from passport.identity import service as identity
from passport.kernel import audit, outbox
from passport.kernel.actor import Actor
from passport.kernel.crypto import digest
from passport.kernel.database import Session
from passport.kernel.errors import Conflict, Invalid, NotFound, TooMany
from passport.kernel.i18n import N_
from passport.kernel.ids import token
from passport.record import service as record
from passport.record.service import Passport
from passport.sharing import rules
from passport.sharing.models import Share, ShareAnswer, Viewing
from passport.sharing.rules import Device, Lifetime, Reply, Status, Times, Top

NOT_THERE = N_("Ce partage n'existe pas.")
RECIPIENT_MISSING = N_("Écrivez pour qui est ce partage. Par exemple « Boulangerie Martin ».")
RECIPIENT_TOO_LONG = N_("C'est un peu long. Écrivez {most} lettres au plus.")
NOTHING_CHOSEN = N_("Cochez au moins une chose à montrer.")
TOO_MANY_SHARES = N_("Vous avez beaucoup de partages ouverts. Coupez-en un d'abord.")
ENDED = N_("Ce partage est terminé. Faites-en un nouveau.")
CONTACT_TOO_LONG = N_("C'est un peu long. Écrivez {most} lettres au plus.")

PURGE = "sharing.purge"
"""Kind of the outbox message that destroys the shares that ended long ago."""

MAX_CONTACT = 120
ITEM = "item-"
"""Before the id, the name of the box that chooses an item in a form."""


@dataclass(frozen=True, slots=True)
class ShareView:
    """A share as its owner sees it."""

    id: UUID
    recipient: str
    chosen: frozenset[str]
    status: Status
    created_at: datetime
    expires_at: datetime
    cut_at: datetime | None
    seen: int
    last_seen_at: datetime | None
    answer: Reply | None
    contact: str


@dataclass(frozen=True, slots=True)
class Look:
    """One line of the log of a share."""

    at: datetime
    device: Device


@dataclass(frozen=True, slots=True)
class Shown:
    """What the address of an open share shows, and to whom it was given."""

    share_id: UUID
    name: str
    recipient: str
    expires_at: datetime
    passport: Passport
    own: bool
    answer: Reply | None


@dataclass(frozen=True, slots=True)
class Closed:
    """An address that shows nothing any more, and why as far as it may be said."""

    status: Status


# Her side


async def make_share(
    session: Session,
    actor: Actor,
    recipient: str,
    chosen: Collection[str],
    lifetime: Lifetime,
) -> UUID:
    """Open a share of the chosen items with ``recipient``; its id.

    What is chosen but not in her passport is ignored; at least one thing must be left. The same
    one asked for twice at once is one share: she cuts it once.
    """
    label = " ".join(recipient.replace("\x00", " ").split())
    if not label:
        raise Invalid(RECIPIENT_MISSING, field="recipient")
    if len(label) > rules.MAX_RECIPIENT:
        raise Invalid(RECIPIENT_TOO_LONG, field="recipient", most=rules.MAX_RECIPIENT)
    mine = choices(await record.passport(session, actor))
    kept = [key for key in mine if key in frozenset(chosen)]
    if not kept:
        raise Invalid(NOTHING_CHOSEN, field="chosen")
    now = session.now()
    query = select(Share).where(
        col(Share.person_id) == actor.person_id,
        col(Share.cut_at).is_(None),
        col(Share.expires_at) > now,
    )
    held = (await session.exec(query)).all()
    for other in held:
        if (
            (other.recipient, other.chosen) == (label, kept)
            and other.expires_at - other.created_at == rules.LASTS[lifetime]
            and now - other.created_at < timedelta(seconds=rules.SAME_SECONDS)
        ):
            return other.id
    if len(held) >= rules.MAX_ACTIVE:
        raise TooMany(TOO_MANY_SHARES)
    secret = token(rules.TOKEN_BYTES)
    share = Share(
        id=session.new_id(),
        person_id=actor.person_id,
        recipient=label,
        token_digest=digest(secret),
        token=secret,
        chosen=kept,
        created_at=now,
        expires_at=now + rules.LASTS[lifetime],
    )
    session.add(share)
    stays = timedelta(days=rules.KEPT_AFTER_END_DAYS, minutes=1)
    outbox.post(session, PURGE, {}, due=share.expires_at + stays)
    audit.note(session, actor, "sharing.opened", share.id, items=len(kept))
    await session.flush()
    return share.id


async def make_from(session: Session, actor: Actor, fields: Mapping[str, str]) -> UUID:
    """Open the share that a form describes: the ticked boxes are named ``item-…``."""
    try:
        lifetime = Lifetime(fields.get("lifetime", ""))
    except ValueError:
        lifetime = Lifetime.DAY
    chosen = [name.removeprefix(ITEM) for name in fields if name.startswith(ITEM)]
    return await make_share(session, actor, fields.get("recipient", ""), chosen, lifetime)


async def shares(session: Session, actor: Actor) -> tuple[ShareView, ...]:
    """The actor's shares, the latest first."""
    query = (
        select(Share)
        .where(col(Share.person_id) == actor.person_id)
        .order_by(col(Share.created_at).desc(), col(Share.id).desc())
        .limit(60)
    )
    return await _views(session, (await session.exec(query)).all())


async def share(session: Session, actor: Actor, share_id: UUID) -> ShareView:
    """One of the actor's shares."""
    return (await _views(session, [await _mine(session, actor, share_id)]))[0]


async def looks(session: Session, actor: Actor, share_id: UUID) -> tuple[Look, ...]:
    """Who looked at a share and when, the latest first."""
    await _mine(session, actor, share_id)
    query = (
        select(Viewing)
        .where(col(Viewing.share_id) == share_id)
        .order_by(col(Viewing.at).desc(), col(Viewing.id).desc())
        .limit(50)
    )
    return tuple(Look(at=one.at, device=one.device) for one in (await session.exec(query)).all())


async def address(session: Session, actor: Actor, share_id: UUID) -> str:
    """The secret end of the address of an open share, to show its QR again."""
    row = await _mine(session, actor, share_id)
    if _status(row, session.now()) in {Status.CUT, Status.EXPIRED}:
        raise Conflict(ENDED)
    return row.token


async def pause(session: Session, actor: Actor, share_id: UUID) -> None:
    """Close a share for a while."""
    row = await _mine(session, actor, share_id, lock=True)
    if row.paused_at is None:
        row.paused_at = session.now()
        audit.note(session, actor, "sharing.paused", share_id)
    await session.flush()


async def resume(session: Session, actor: Actor, share_id: UUID) -> None:
    """Open a paused share again. One that has ended stays ended."""
    row = await _mine(session, actor, share_id, lock=True)
    if _status(row, session.now()) in {Status.CUT, Status.EXPIRED}:
        raise Conflict(ENDED)
    row.paused_at = None
    await session.flush()


async def cut(session: Session, actor: Actor, share_id: UUID) -> None:
    """Close a share for ever. Twice does no more than once."""
    row = await _mine(session, actor, share_id, lock=True)
    if row.cut_at is None:
        row.cut_at = session.now()
        audit.note(session, actor, "sharing.cut", share_id)
    await session.flush()


async def purge(session: Session) -> int:
    """Destroy the shares that ended long ago, with their logs; how many."""
    before = session.now() - timedelta(days=rules.KEPT_AFTER_END_DAYS)
    query = delete(Share).where(col(Share.expires_at) < before)
    return (await session.exec(query)).rowcount


# The side of who holds the address


async def open_address(
    session: Session,
    secret: str,
    *,
    device: Device | None,
    visitor: Actor | None = None,
    seen_before: str = "",
) -> Shown | Closed:
    """What the address ``secret`` shows. With a ``device``, the look is written down.

    Her own look at her own share is not, nor that of a browser that says, by ``seen_before``, that
    it was counted a moment ago. Raises ``NotFound`` for an address that never was.
    """
    # The row is held while the look is written, so that after a cut nothing more is shown.
    query = (
        select(Share).where(col(Share.token_digest) == digest(secret)).with_for_update(read=True)
    )
    row = (await session.exec(query)).first()
    if row is None:
        raise NotFound(NOT_THERE)
    now = session.now()
    stands = _status(row, now)
    if stands is not Status.ACTIVE:
        return Closed(stands)
    own = visitor is not None and visitor.person_id == row.person_id
    if device is not None and not own and seen_before != row.id.hex:
        await _write_down(session, row.id, device)
    answer = (
        await session.exec(select(ShareAnswer).where(col(ShareAnswer.share_id) == row.id))
    ).first()
    return Shown(
        share_id=row.id,
        name=await identity.called(session, row.person_id),
        recipient=row.recipient,
        expires_at=row.expires_at,
        passport=only(await record.passport_of(session, row.person_id), row.chosen),
        own=own,
        answer=answer.reply if answer else None,
    )


async def reply(session: Session, secret: str, answer: Reply, contact: str = "") -> Closed | None:
    """Write down what the holder of the address answers; a later answer replaces it."""
    words = " ".join(contact.replace("\x00", " ").split())
    if len(words) > MAX_CONTACT:
        raise Invalid(CONTACT_TOO_LONG, field="contact", most=MAX_CONTACT)
    query = select(Share).where(col(Share.token_digest) == digest(secret)).with_for_update()
    row = (await session.exec(query)).first()
    if row is None:
        raise NotFound(NOT_THERE)
    stands = _status(row, session.now())
    if stands is not Status.ACTIVE:
        return Closed(stands)
    known = (
        await session.exec(select(ShareAnswer).where(col(ShareAnswer.share_id) == row.id))
    ).first()
    if known is None:
        known = ShareAnswer(id=session.new_id(), share_id=row.id, reply=answer, at=session.now())
        session.add(known)
    known.reply, known.at = answer, session.now()
    known.contact = words or known.contact
    await session.flush()
    return None


# What is shown


def choices(passport: Passport) -> tuple[str, ...]:
    """Everything in a passport that can be chosen, in the order it is shown."""
    tops = {
        Top.PROJECT: passport.project,
        Top.MOBILITY: passport.mobility,
        Top.AVAILABILITY: passport.availability,
    }
    return (
        *(top.value for top, text in tops.items() if text),
        *(str(item.id) for item in passport.items()),
    )


def only(passport: Passport, chosen: Iterable[str]) -> Passport:
    """``passport`` without anything that was not chosen."""
    kept = frozenset(chosen)
    return replace(
        passport,
        project=passport.project if Top.PROJECT in kept else "",
        mobility=passport.mobility if Top.MOBILITY in kept else "",
        availability=passport.availability if Top.AVAILABILITY in kept else "",
        experiences=tuple(one for one in passport.experiences if str(one.id) in kept),
        soft_skills=tuple(one for one in passport.soft_skills if str(one.id) in kept),
        skills=tuple(one for one in passport.skills if str(one.id) in kept),
        certificates=tuple(one for one in passport.certificates if str(one.id) in kept),
        languages=tuple(one for one in passport.languages if str(one.id) in kept),
    )


def _status(row: Share, now: datetime) -> Status:
    return rules.status(Times(row.expires_at, row.paused_at, row.cut_at), now)


async def _mine(session: Session, actor: Actor, share_id: UUID, *, lock: bool = False) -> Share:
    query = select(Share).where(col(Share.id) == share_id, col(Share.person_id) == actor.person_id)
    row = (await session.exec(query.with_for_update() if lock else query)).first()
    if row is None:
        raise NotFound(NOT_THERE)
    return row


async def _write_down(session: Session, share_id: UUID, device: Device) -> None:
    query = select(func.count()).where(col(Viewing.share_id) == share_id)
    if (await session.exec(query)).one() < rules.MAX_VIEWINGS:
        session.add(
            Viewing(id=session.new_id(), share_id=share_id, at=session.now(), device=device)
        )
        await session.flush()


async def _views(session: Session, rows: Collection[Share]) -> tuple[ShareView, ...]:
    ids = [row.id for row in rows]
    query = (
        select(Viewing.share_id, func.count(), func.max(Viewing.at))
        .where(col(Viewing.share_id).in_(ids))
        .group_by(col(Viewing.share_id))
    )
    seen = {share_id: (count, last) for share_id, count, last in (await session.exec(query)).all()}
    answers = {
        one.share_id: one
        for one in (
            await session.exec(select(ShareAnswer).where(col(ShareAnswer.share_id).in_(ids)))
        ).all()
    }
    now = session.now()
    return tuple(
        ShareView(
            id=row.id,
            recipient=row.recipient,
            chosen=frozenset(row.chosen),
            status=_status(row, now),
            created_at=row.created_at,
            expires_at=row.expires_at,
            cut_at=row.cut_at,
            seen=seen[row.id][0] if row.id in seen else 0,
            last_seen_at=seen[row.id][1] if row.id in seen else None,
            answer=answers[row.id].reply if row.id in answers else None,
            contact=answers[row.id].contact if row.id in answers else "",
        )
        for row in rows
    )
