"""Use cases of invitations: a référent makes one, the person whom it is for comes in with it, once.

A link and a code open the same invitation. A wrong one, one of nothing, an old, used, declined or
cancelled one get the same answer after the same work.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from passport.identity import service as identity
from passport.invitations import rules
from passport.invitations.models import Invitation
from passport.invitations.rules import Standing
from passport.kernel.actor import Actor, Role
from passport.kernel.audit import note
from passport.kernel.crypto import digest, keyed
from passport.kernel.database import Session
from passport.kernel.errors import NotFound, Refused
from passport.kernel.i18n import N_
from passport.kernel.ids import digits, token
from passport.network import service as network

SHOWN = 100
_NEVER = "-" * 64


@dataclass(frozen=True, slots=True)
class Draft:
    """Whom to invite."""

    given_name: str
    family_name: str
    email: str | None = None
    phone: str | None = None
    locale: str = "fr"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed, once: the secrets are nowhere else."""

    id: UUID
    given_name: str
    family_name: str
    locale: str
    secret: str
    code: str
    ends_at: datetime
    by: str
    structure: str
    phone: str
    zone: str


@dataclass(frozen=True, slots=True)
class Line:
    """An invitation in the list of those who made it."""

    id: UUID
    name: str
    made_at: datetime
    ends_at: datetime
    standing: Standing
    by: str


@dataclass(frozen=True, slots=True)
class Welcome:
    """What the holder of an invitation is shown before she says who she is."""

    given_name: str
    initial: str
    by: str
    structure: str


@dataclass(frozen=True, slots=True)
class Entrance:
    """A session that an invitation opened."""

    secret: str
    person_id: UUID


# The référent -------------------------------------------------------------------------------------


def _structure_of(actor: Actor) -> tuple[UUID, UUID]:
    """For which structure of which territory a référent invites. Raises ``Refused``."""
    if actor.role is not Role.CASEWORKER or not actor.structure_id or not actor.territory_id:
        raise Refused(N_("Il faut être référent d’une structure pour inviter."))
    return actor.territory_id, actor.structure_id


async def invite(session: Session, actor: Actor, draft: Draft, *, form_key: str) -> Sheet:
    """Make an invitation, or a new sheet of the one that the same form made. Raises ``Refused``."""
    territory_id, structure_id = _structure_of(actor)
    await _purge(session)
    already = (
        await session.exec(select(Invitation).where(Invitation.form_key == form_key))
    ).first()
    if already is not None:
        return await reissue(session, actor, already.id)
    now = session.now()
    row = Invitation(
        id=session.new_id(),
        territory_id=territory_id,
        structure_id=structure_id,
        invited_by=actor.person_id,
        form_key=form_key,
        given_name=draft.given_name,
        family_name=draft.family_name,
        email=draft.email,
        phone=draft.phone,
        locale=draft.locale,
        fictitious=(await identity.card(session, actor.person_id)).fictitious,
        link="",
        place="",
        code_mac="",
        created_at=now,
        ends_at=now,
    )
    note(session, actor, "invited", subject=row.id)
    return await _sheet(session, actor, row)


async def reissue(session: Session, actor: Actor, invitation_id: UUID) -> Sheet:
    """A new sheet: the former one opens nothing any more. Raises ``NotFound``."""
    row = await _of(session, actor, invitation_id)
    if row.accepted_at is not None or row.cancelled_at is not None:
        raise NotFound(N_("Cette invitation a déjà servi, ou n’existe pas."))
    row.declined_at = None
    note(session, actor, "invited_again", subject=row.id)
    return await _sheet(session, actor, row)


async def _sheet(session: Session, actor: Actor, row: Invitation) -> Sheet:
    """Draw new secrets for ``row``, and give them out this once."""
    secret, proof = token(32), digits(rules.SECRET)
    row.link = digest(secret)
    row.place = await _free_place(session)
    row.code_mac = _code_mac(row.id, proof)
    row.tries = 0
    row.ends_at = session.now() + rules.LIFETIME
    session.add(row)
    await session.flush()
    worker = await network.at_work(session, actor.person_id)
    return Sheet(
        id=row.id,
        given_name=row.given_name,
        family_name=row.family_name,
        locale=row.locale,
        secret=secret,
        code=row.place + proof,
        ends_at=row.ends_at,
        by=worker.name,
        structure=worker.structure,
        phone=worker.phone,
        zone=worker.territory.time_zone,
    )


async def _purge(session: Session) -> None:
    """Let go of invitations that nobody took up: their names are of no use any more."""
    await session.exec(
        sa.delete(Invitation).where(
            col(Invitation.accepted_at).is_(None),
            col(Invitation.ends_at) < session.now() - rules.FORGOTTEN,
        )
    )


async def _free_place(session: Session) -> str:
    while True:
        place = digits(rules.PLACE)
        taken = await session.exec(select(Invitation.id).where(Invitation.place == place))
        if taken.first() is None:
            return place


async def cancel(session: Session, actor: Actor, invitation_id: UUID) -> None:
    """Take an invitation back, unless somebody came in with it. Raises ``NotFound``."""
    row = await _of(session, actor, invitation_id)
    taken = await session.exec(
        sa.update(Invitation)
        .where(col(Invitation.id) == row.id, col(Invitation.accepted_at).is_(None))
        .values(cancelled_at=session.now())
    )
    if taken.rowcount != 1:
        raise NotFound(N_("Cette invitation a déjà servi, ou n’existe pas."))
    note(session, actor, "invitation_cancelled", subject=row.id)


async def _of(session: Session, actor: Actor, invitation_id: UUID) -> Invitation:
    """An invitation of the référent's structure. Not hers and not there are the same."""
    territory_id, structure_id = _structure_of(actor)
    row = (
        await session.exec(
            select(Invitation)
            .where(
                Invitation.id == invitation_id,
                Invitation.structure_id == structure_id,
                Invitation.territory_id == territory_id,
            )
            .with_for_update()
        )
    ).first()
    if row is None:
        raise NotFound(N_("Cette invitation a déjà servi, ou n’existe pas."))
    return row


async def invitations(session: Session, actor: Actor) -> list[Line]:
    """The last invitations of the référent's structure, the newest first."""
    territory_id, structure_id = _structure_of(actor)
    rows = (
        await session.exec(
            select(Invitation)
            .where(Invitation.structure_id == structure_id, Invitation.territory_id == territory_id)
            .order_by(col(Invitation.created_at).desc())
            .limit(SHOWN)
        )
    ).all()
    names = await identity.cards(session, {row.invited_by for row in rows if row.invited_by})
    return [
        Line(
            id=row.id,
            name=f"{row.given_name} {row.family_name}",
            made_at=row.created_at,
            ends_at=row.ends_at,
            standing=_standing(row, session.now()),
            by=names[row.invited_by].name if row.invited_by in names else "",
        )
        for row in rows
    ]


def _standing(row: Invitation, now: datetime) -> Standing:
    return rules.standing(
        accepted=row.accepted_at is not None,
        declined=row.declined_at is not None,
        cancelled=row.cancelled_at is not None,
        tries=row.tries,
        ends_at=row.ends_at,
        now=now,
    )


# The person ---------------------------------------------------------------------------------------


async def look(session: Session, key: str) -> Welcome | None:
    """Whom an invitation is for; nothing for one that opens nothing. Changes the count of tries."""
    row = await _open(session, key)
    if row is None:
        return None
    card = (
        (await identity.cards(session, [row.invited_by])).get(row.invited_by)
        if row.invited_by
        else None
    )
    return Welcome(
        given_name=row.given_name,
        initial=rules.initial(row.family_name),
        by=card.name if card else "",
        structure=await network.structure_name(session, row.structure_id),
    )


async def accept(
    session: Session, key: str, device: str, *, shared: bool, replaces: str | None
) -> Entrance | None:
    """Let in whoever holds the invitation and says it is hers; nothing when it opens nothing.

    The database decides between two who come at the same moment: one comes in.
    """
    row = await _open(session, key)
    if row is None or not await _close(session, row, accepted_at=session.now()):
        return None
    person_id, secret = await identity.admit(
        session,
        given_name=row.given_name,
        family_name=row.family_name,
        email=row.email,
        phone=row.phone,
        territory_id=row.territory_id,
        structure_id=row.structure_id,
        locale=row.locale,
        fictitious=row.fictitious,
        device=device,
        shared=shared,
        replaces=replaces,
    )
    await session.exec(
        sa.update(Invitation)
        .where(col(Invitation.id) == row.id)
        .values(person_id=person_id, email=None, phone=None)
    )
    if row.invited_by is not None:
        await network.assign_to(session, person_id, row.invited_by)
    note(session, person_id, "invitation_accepted", subject=row.id)
    return Entrance(secret, person_id)


async def decline(session: Session, key: str) -> None:
    """It is not hers: the invitation opens nothing any more, and its référent sees it."""
    row = await _open(session, key)
    if row is not None and await _close(session, row, declined_at=session.now()):
        note(session, None, "invitation_declined", subject=row.id)


async def _close(session: Session, row: Invitation, **values: datetime) -> bool:
    """Mark an invitation as used, if nobody was quicker."""
    taken = await session.exec(
        sa.update(Invitation)
        .where(
            col(Invitation.id) == row.id,
            col(Invitation.link) == row.link,
            col(Invitation.accepted_at).is_(None),
            col(Invitation.declined_at).is_(None),
            col(Invitation.cancelled_at).is_(None),
        )
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    return taken.rowcount == 1


async def _open(session: Session, key: str) -> Invitation | None:
    """The invitation that a link's secret or a typed code opens, if it still stands."""
    code = rules.digits_of(key)
    by_code = len(code) == rules.PLACE + rules.SECRET and len(key) < len(code) * 2
    row = await (_by_code(session, code) if by_code else _by_link(session, key))
    return row if row and _standing(row, session.now()) is Standing.WAITING else None


async def _by_link(session: Session, secret: str) -> Invitation | None:
    return (await session.exec(select(Invitation).where(Invitation.link == digest(secret)))).first()


async def _by_code(session: Session, code: str) -> Invitation | None:
    """The invitation of a code, or nothing after the same work. Each wrong code is counted.

    Counted before it is compared, by the database: a hundred codes at once are a hundred tries.
    """
    place, proof = code[: rules.PLACE], code[rules.PLACE :]
    counted = await session.exec(
        sa.update(Invitation)
        .where(col(Invitation.place) == place, col(Invitation.tries) < rules.TRIES)
        .values(tries=Invitation.tries + 1)
        .returning(col(Invitation.id))
        .execution_options(synchronize_session=False)
    )
    found = counted.first()
    row = await session.get(Invitation, found[0], populate_existing=True) if found else None
    given = _code_mac(row.id if row else UUID(int=0), proof)
    if not hmac.compare_digest(given, row.code_mac if row else _NEVER) or row is None:
        return None
    row.tries = 0
    session.add(row)
    await session.flush()
    return row


def _code_mac(invitation_id: UUID, proof: str) -> str:
    return keyed("invitation", str(invitation_id), proof)
