"""Accounts in doubt, proofs of professionals, and the register number of structures.

Revision: 0004
After: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account_proof",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("issuer", sa.String(length=300), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("tries_left", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_account_proof_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_proof")),
    )
    op.create_index(
        op.f("ix_account_proof_created_at"), "account_proof", ["created_at"], unique=False
    )
    op.create_index(
        op.f("ix_account_proof_person_id"), "account_proof", ["person_id"], unique=False
    )
    op.create_table(
        "account_question",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("issuer", sa.String(length=300), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "same_identity",
                "coordination",
                "asked",
                name="doubt",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "verdict",
            sa.Enum(
                "open",
                "attached",
                "apart",
                name="verdict",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_account_question_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_question")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_account_question_issuer_subject")),
    )
    op.create_index(
        op.f("ix_account_question_person_id"), "account_question", ["person_id"], unique=False
    )
    op.create_index(
        op.f("ix_account_question_verdict"), "account_question", ["verdict"], unique=False
    )
    op.add_column("account", sa.Column("pivot", sa.String(length=64), nullable=True))
    op.add_column("account", sa.Column("contact", sa.String(length=64), nullable=True))
    op.create_index(op.f("ix_account_pivot"), "account", ["pivot"], unique=False)
    op.add_column(
        "structure", sa.Column("siret", sa.String(length=14), server_default="", nullable=False)
    )
    op.create_index(op.f("ix_structure_siret"), "structure", ["siret"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_structure_siret"), table_name="structure")
    op.drop_column("structure", "siret")
    op.drop_index(op.f("ix_account_pivot"), table_name="account")
    op.drop_column("account", "contact")
    op.drop_column("account", "pivot")
    op.drop_index(op.f("ix_account_question_verdict"), table_name="account_question")
    op.drop_index(op.f("ix_account_question_person_id"), table_name="account_question")
    op.drop_table("account_question")
    op.drop_index(op.f("ix_account_proof_person_id"), table_name="account_proof")
    op.drop_index(op.f("ix_account_proof_created_at"), table_name="account_proof")
    op.drop_table("account_proof")
