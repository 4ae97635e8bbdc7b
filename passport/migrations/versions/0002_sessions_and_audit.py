"""Shared devices, and an audit that nobody rewrites.

Revision: 0002
After: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

STAYS = {
    "postgresql": (
        """
        CREATE OR REPLACE FUNCTION audit_note_stays() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' AND OLD.at < now() - interval '1 year' THEN RETURN OLD; END IF;
            RAISE EXCEPTION 'audit_note_stays';
        END $$
        """,
        """
        CREATE TRIGGER audit_note_stays BEFORE UPDATE OR DELETE ON audit_note
        FOR EACH ROW EXECUTE FUNCTION audit_note_stays()
        """,
        """
        CREATE TRIGGER audit_note_stays_whole BEFORE TRUNCATE ON audit_note
        FOR EACH STATEMENT EXECUTE FUNCTION audit_note_stays()
        """,
    ),
    "sqlite": (
        """
        CREATE TRIGGER audit_note_stays_update BEFORE UPDATE ON audit_note
        BEGIN SELECT RAISE(ABORT, 'audit_note_stays'); END
        """,
        """
        CREATE TRIGGER audit_note_stays_delete BEFORE DELETE ON audit_note
        WHEN OLD.at >= datetime('now', '-1 year')
        BEGIN SELECT RAISE(ABORT, 'audit_note_stays'); END
        """,
    ),
}

GOES = {
    "postgresql": (
        "DROP TRIGGER audit_note_stays_whole ON audit_note",
        "DROP TRIGGER audit_note_stays ON audit_note",
        "DROP FUNCTION audit_note_stays()",
    ),
    "sqlite": (
        "DROP TRIGGER audit_note_stays_delete",
        "DROP TRIGGER audit_note_stays_update",
    ),
}


def upgrade() -> None:
    op.add_column(
        "web_session",
        sa.Column("shared", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    for sentence in STAYS[op.get_bind().dialect.name]:
        op.execute(sentence)


def downgrade() -> None:
    for sentence in GOES[op.get_bind().dialect.name]:
        op.execute(sentence)
    op.drop_column("web_session", "shared")
