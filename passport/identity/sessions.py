"""Use cases of open sessions: which still stand, which are over, on whose device, in which role."""

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from passport.identity import codes, rules
from passport.identity.models import Person, WebSession
from passport.identity.service import standing
from passport.kernel.actor import Actor, Role
from passport.kernel.audit import note, purge
from passport.kernel.database import Database, Session
from passport.kernel.errors import NotFound
from passport.kernel.i18n import N_

SWEPT_AT_ONCE = 200


async def living(session: Session, digests: Collection[str]) -> frozenset[str]:
    """Those of these sessions that still stand."""
    rows = await session.exec(
        select(WebSession.digest).where(
            col(WebSession.digest).in_(digests), standing(session.now())
        )
    )
    return frozenset(rows.all())


async def end_overdue(base: Database) -> tuple[str, ...]:
    """Remove the sessions whose time is over; the digests of those removed here.

    Codes and notes of the audit whose time is over go with them.

    Looks before it writes: most of the time there is nothing, and a file has one writer.
    """
    overdue = await base.read(_overdue)
    return await base.write(_end, overdue) if overdue else ()


async def _overdue(session: Session) -> tuple[str, ...]:
    rows = await session.exec(
        select(WebSession.digest).where(sa.not_(standing(session.now()))).limit(SWEPT_AT_ONCE)
    )
    return tuple(rows.all())


async def _end(session: Session, digests: Collection[str]) -> tuple[str, ...]:
    """Remove those that are over still: each falls to one of several processes."""
    gone = await session.exec(
        sa.delete(WebSession)
        .where(col(WebSession.digest).in_(digests), sa.not_(standing(session.now())))
        .returning(col(WebSession.digest), col(WebSession.person_id))
    )
    rows = gone.all()
    for _digest, person_id in rows:
        if person_id is not None:
            note(session, person_id, "session_over")
    await codes.sweep(session)
    await purge(session)
    return tuple(digest for digest, _person_id in rows)


async def lend(session: Session, actor: Actor, shared: bool) -> None:
    """Say whether the device of this session is somebody else's; its time changes with it."""
    row = (
        await session.exec(select(WebSession).where(WebSession.digest == actor.session_id))
    ).first()
    if row is None:
        raise NotFound(N_("Nous ne trouvons pas votre compte."))
    if row.shared == shared:
        return
    row.shared = shared
    row.seen_at = session.now()
    row.ends_at = row.created_at + rules.longest(shared)
    if shared:
        row.ends_at = min(row.ends_at, session.now() + rules.longest(True))
    session.add(row)
    note(session, actor, "device_shared" if shared else "device_own")


async def change_role(
    session: Session,
    by: Actor | None,
    person_id: UUID,
    role: Role,
    *,
    territory_id: UUID | None,
    structure_id: UUID | None,
) -> tuple[str, ...]:
    """Give a person another role or place; the digests of her open sessions, which feel it now.

    Without a ``territory_id`` she stays in hers.
    ``by`` is a member of the territory's coordination, who decides for her own territory and never
    for herself, or nobody: the operator. Raises ``NotFound`` for whoever may not, and for nobody.
    """
    person = await session.get(Person, person_id)
    absent = NotFound(N_("Nous ne trouvons pas cette personne."))
    if person is None:
        raise absent
    if by is not None and not (
        by.role is Role.COORDINATION
        and by.person_id != person_id
        and by.territory_id is not None
        and by.territory_id == person.territory_id == territory_id
        and role is not Role.COORDINATION
        and person.role is not Role.COORDINATION
    ):
        raise absent
    former = person.role
    person.role, person.structure_id = role, structure_id
    if territory_id is not None:
        person.territory_id = territory_id
    session.add(person)
    note(session, by, "role_changed", subject=person_id, former=former, role=role)
    return await digests_of(session, person_id)


async def digests_of(session: Session, person_id: UUID) -> tuple[str, ...]:
    """Every session of a person."""
    rows = await session.exec(select(WebSession.digest).where(WebSession.person_id == person_id))
    return tuple(rows.all())
