"""Answers to the common grids, who may read each, and who did.

Revision: 0005
After: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "assessment_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "grid",
            sa.Enum(
                "diagnosis",
                "potentials",
                "check_in",
                name="grid",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("theme", sa.String(length=20), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_assessment_answer_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_answer")),
        sa.UniqueConstraint(
            "person_id", "grid", "theme", name=op.f("uq_assessment_answer_person_id_grid_theme")
        ),
    )
    op.create_table(
        "assessment_share",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("caseworker_id", sa.Uuid(), nullable=False),
        sa.Column("structure_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"],
            ["assessment_answer.id"],
            name=op.f("fk_assessment_share_answer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["caseworker_id"],
            ["caseworker.id"],
            name=op.f("fk_assessment_share_caseworker_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["structure_id"],
            ["structure.id"],
            name=op.f("fk_assessment_share_structure_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_share")),
        sa.UniqueConstraint("answer_id", name=op.f("uq_assessment_share_answer_id")),
    )
    op.create_index(
        op.f("ix_assessment_share_caseworker_id"),
        "assessment_share",
        ["caseworker_id"],
        unique=False,
    )
    op.create_table(
        "assessment_viewing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("caseworker_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"],
            ["assessment_answer.id"],
            name=op.f("fk_assessment_viewing_answer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["caseworker_id"],
            ["caseworker.id"],
            name=op.f("fk_assessment_viewing_caseworker_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_viewing")),
    )
    op.create_index(
        op.f("ix_assessment_viewing_answer_id_at"),
        "assessment_viewing",
        ["answer_id", "at"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_assessment_viewing_answer_id_at"), table_name="assessment_viewing")
    op.drop_table("assessment_viewing")
    op.drop_index(op.f("ix_assessment_share_caseworker_id"), table_name="assessment_share")
    op.drop_table("assessment_share")
    op.drop_table("assessment_answer")
