"""Run by Alembic: with the connection it is given, or one from the settings."""

import asyncio

from alembic import context
from sqlalchemy import Connection
from sqlmodel import SQLModel

from passport.kernel.database import database
from passport.migrations import include_object
from passport.models import import_models


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        compare_type=True,
        include_object=include_object,
        render_as_batch=False,
    )
    with context.begin_transaction():
        context.run_migrations()


async def _run_from_settings() -> None:
    async with database().engine.connect() as connection:
        await connection.run_sync(_run)
        await connection.commit()


import_models()
given = context.config.attributes.get("connection")
if given is None:
    asyncio.run(_run_from_settings())
else:
    _run(given)
