"""One of several processes that log the same new people in, or guess the same code."""

import asyncio
import sys
from functools import partial
from uuid import UUID

from passport.identity import linking, professionals
from passport.identity.models import Person
from passport.identity.provider import Identity, Kind
from passport.kernel.clock import FixedClock
from passport.kernel.database import Database
from passport.models import import_models
from tests.conftest import NOW

GUESSES = 10
AT_ONCE = 4


async def welcome(base: Database, count: int) -> list[str]:
    """Log in as each of ``count`` new people; who they turned out to be."""
    found = []
    for number in range(count):
        claims = {"given_name": f"N{number}", "family_name": "X", "birthdate": "2000-01-01"}
        identity = Identity("https://i", f"s{number}", claims, "")
        come = partial(
            linking.whose, identity=identity, kind=Kind.PERSON, welcome=linking.welcome_person
        )
        at_once = await asyncio.gather(*(linking.undisputed(base, come) for _ in range(AT_ONCE)))
        assert all(isinstance(person, Person) for person in at_once)
        (person,) = {person.id for person in at_once if isinstance(person, Person)}
        found.append(str(person))
    return found


async def guess(base: Database, proof: UUID) -> list[str]:
    """Guess as fast as possible; how many tries each guess was told to have left."""
    found = await asyncio.gather(
        *(base.write(professionals.prove, proof, "no code") for _ in range(GUESSES)),
    )
    return [str(left) for left in found]


async def main(address: str, what: str, argument: str) -> None:
    """Do it, and print what came of it."""
    import_models()
    base = Database(address, clock=FixedClock(NOW))
    said = await (
        welcome(base, int(argument)) if what == "welcome" else guess(base, UUID(argument))
    )
    print(*said)
    await base.dispose()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
