"""The tables' history: one face to bring a database up to date or to compare it with the models."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlmodel import SQLModel

from passport.kernel.database import Database
from passport.models import import_models

HERE = Path(__file__).parent


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection) -> None:
    command.upgrade(_config(connection), "head")


def _downgrade(connection: Connection) -> None:
    command.downgrade(_config(connection), "base")


async def upgrade(database: Database) -> None:
    """Bring the tables up to date, from nothing if need be."""
    async with database.engine.connect() as connection:
        await connection.run_sync(_upgrade)
        await connection.commit()


async def downgrade(database: Database) -> None:
    """Take every table away again."""
    async with database.engine.connect() as connection:
        await connection.run_sync(_downgrade)
        await connection.commit()


def include_object(_object: object, name: str | None, kind: str, *_: object) -> bool:
    """What the comparison looks at: not Alembic's own table."""
    return not (kind == "table" and name == "alembic_version")


def _drift(connection: Connection) -> list[object]:
    import_models()
    context = MigrationContext.configure(
        connection, opts={"compare_type": True, "include_object": include_object}
    )
    return list(compare_metadata(context, SQLModel.metadata))


async def drift(database: Database) -> list[object]:
    """Differences between the tables and the models; empty when there is none."""
    async with database.engine.connect() as connection:
        return await connection.run_sync(_drift)


async def pending(database: Database) -> bool:
    """Whether the tables are behind the code."""

    def current(connection: Connection) -> str | None:
        return MigrationContext.configure(connection).get_current_revision()

    async with database.engine.connect() as connection:
        revision = await connection.run_sync(current)
    return revision != ScriptDirectory(str(HERE)).get_current_head()
