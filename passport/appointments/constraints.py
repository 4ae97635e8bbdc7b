"""What the database itself refuses: two appointments at once.

PostgreSQL does it with exclusion constraints, SQLite with triggers. Tables made from the models
and tables made by a migration take the same sentences from here.
"""

import sqlalchemy as sa
from sqlalchemy import event

# A référent is busy up to the end of her buffer; a person only as long as she is there.
_GUARDS = {"caseworker": "busy_until", "beneficiary": "ends_at"}

OVERLAP = "appointment_overlap"


def _exclusion(who: str, until: str) -> str:
    return (
        f"ALTER TABLE appointment ADD CONSTRAINT {OVERLAP}_{who} EXCLUDE USING gist "
        f"({who}_id WITH =, tstzrange(starts_at, {until}, '[)') WITH &&) "
        "WHERE (status <> 'cancelled')"
    )


def _trigger(who: str, until: str, verb: str) -> str:
    # Instants are kept as text of one width in UTC, so that text order is time order.
    return f"""
        CREATE TRIGGER {OVERLAP}_{who}_{verb.lower()} BEFORE {verb} ON appointment
        WHEN NEW.status <> 'cancelled'
        BEGIN
            SELECT RAISE(ABORT, '{OVERLAP}_{who}') WHERE EXISTS (
                SELECT 1 FROM appointment AS other
                WHERE other.{who}_id = NEW.{who}_id
                AND other.id <> NEW.id AND other.status <> 'cancelled'
                AND other.starts_at < NEW.{until} AND other.{until} > NEW.starts_at
            );
        END
    """  # noqa: S608 - made of the names above, nothing given


_VERBS = ("INSERT", "UPDATE")

CREATE: dict[str, tuple[str, ...]] = {
    "postgresql": (
        "CREATE EXTENSION IF NOT EXISTS btree_gist",
        *(_exclusion(who, until) for who, until in _GUARDS.items()),
    ),
    "sqlite": tuple(
        _trigger(who, until, verb) for who, until in _GUARDS.items() for verb in _VERBS
    ),
}

DROP: dict[str, tuple[str, ...]] = {
    "postgresql": tuple(
        f"ALTER TABLE appointment DROP CONSTRAINT IF EXISTS {OVERLAP}_{who}" for who in _GUARDS
    ),
    "sqlite": tuple(
        f"DROP TRIGGER IF EXISTS {OVERLAP}_{who}_{verb.lower()}"
        for who in _GUARDS
        for verb in _VERBS
    ),
}


def attach(table: sa.Table) -> None:
    """Give the guards to ``table`` whenever it is made."""
    for dialect, sentences in CREATE.items():
        for sentence in sentences:
            event.listen(table, "after_create", _ddl(sentence).execute_if(dialect=dialect))


def _ddl(sentence: str) -> sa.DDL:
    return sa.DDL(sentence)  # type: ignore[no-untyped-call]
