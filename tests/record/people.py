"""People for the tests of the passport and of its sharing."""

from uuid import UUID

from passport.identity.models import Person
from passport.kernel.actor import Actor, Role
from passport.kernel.database import Database, Session


async def beneficiary(db: Database, given: str = "Amina", family: str = "Benali") -> Actor:
    """A new person, ready to act."""

    async def add(session: Session) -> UUID:
        person = Person(
            id=session.new_id(),
            role=Role.BENEFICIARY,
            given_name=given,
            family_name=family,
            fictitious=True,
            created_at=session.now(),
        )
        session.add(person)
        await session.flush()
        return person.id

    return Actor(await db.write(add), Role.BENEFICIARY)
