"""Run by Alembic: with the connection it is given, or one from the settings."""

import asyncio
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import JSON, Connection, String, TypeDecorator
from sqlmodel import SQLModel

from passport.kernel.database import database
from passport.migrations import include_object
from passport.models import import_models


def _plain(kind: str, item: Any, context: AutogenContext) -> str | Literal[False]:
    """Write a column's type as the database knows it, so that history needs none of our code."""
    if kind == "type" and isinstance(item, JSON):
        context.imports.add("from sqlalchemy.dialects import postgresql")
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    if kind != "type" or not isinstance(item, TypeDecorator):
        return False
    inner = item.impl_instance
    if isinstance(inner, String):
        return f"sa.String(length={item.length})" if inner.length else "sa.String()"
    return f"sa.{inner!r}"


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        compare_type=True,
        include_object=include_object,
        render_item=_plain,
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
