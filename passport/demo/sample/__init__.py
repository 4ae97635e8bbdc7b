"""Sample data: three territories, their professionals, and twenty-five lives. All of it invented.

What is there already is left as it is, so that seeding twice does no more than once and nothing
that somebody changed while trying the product is lost. Dates are counted from the present, and
what runs is made to run again once its days are over.
"""

from pathlib import Path

import yaml

from passport.demo.sample.bank import keep_actions
from passport.demo.sample.kit import person_id, sample_id
from passport.demo.sample.network import keep_network
from passport.demo.sample.people import keep_people
from passport.demo.sample.voices import keep_consultations
from passport.kernel.database import Session, database
from passport.kernel.storage import Storage, storage

__all__ = ["person_id", "prepare", "sample_id", "seed"]

DATA = Path(__file__).parents[1] / "data"


async def prepare() -> None:
    """Put the sample into the process's database and storage."""
    await database().write(seed, storage())


async def seed(session: Session, storage: Storage) -> None:
    """Put the sample in place, leaving what is there."""
    network, people, consultations, actions = (
        yaml.load((DATA / f"{name}.yaml").read_bytes(), Loader=yaml.CSafeLoader)
        for name in ("network", "people", "consultations", "actions")
    )
    await keep_network(session, network)
    await keep_people(session, storage, network, people)
    await keep_consultations(session, consultations, people)
    await keep_actions(session, actions)
