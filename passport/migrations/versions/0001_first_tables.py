"""The first tables.

Revision: 0001
After: nothing
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Two appointments at once are refused by the database itself.
OVERLAP = {
    "postgresql": (
        "CREATE EXTENSION IF NOT EXISTS btree_gist",
        (
            "ALTER TABLE appointment ADD CONSTRAINT appointment_overlap_caseworker "
            "EXCLUDE USING gist (caseworker_id WITH =, tstzrange(starts_at, busy_until, "
            "'[)') WITH &&) WHERE (status <> 'cancelled')"
        ),
        (
            "ALTER TABLE appointment ADD CONSTRAINT appointment_overlap_beneficiary "
            "EXCLUDE USING gist (beneficiary_id WITH =, tstzrange(starts_at, ends_at, "
            "'[)') WITH &&) WHERE (status <> 'cancelled')"
        ),
    ),
    "sqlite": (
        """
        CREATE TRIGGER appointment_overlap_caseworker_insert BEFORE INSERT ON appointment
        WHEN NEW.status <> 'cancelled'
        BEGIN
            SELECT RAISE(ABORT, 'appointment_overlap_caseworker') WHERE EXISTS (
                SELECT 1 FROM appointment AS other
                WHERE other.caseworker_id = NEW.caseworker_id
                AND other.id <> NEW.id AND other.status <> 'cancelled'
                AND other.starts_at < NEW.busy_until AND other.busy_until > NEW.starts_at
            );
        END
        """,
        """
        CREATE TRIGGER appointment_overlap_caseworker_update BEFORE UPDATE ON appointment
        WHEN NEW.status <> 'cancelled'
        BEGIN
            SELECT RAISE(ABORT, 'appointment_overlap_caseworker') WHERE EXISTS (
                SELECT 1 FROM appointment AS other
                WHERE other.caseworker_id = NEW.caseworker_id
                AND other.id <> NEW.id AND other.status <> 'cancelled'
                AND other.starts_at < NEW.busy_until AND other.busy_until > NEW.starts_at
            );
        END
        """,
        """
        CREATE TRIGGER appointment_overlap_beneficiary_insert BEFORE INSERT ON appointment
        WHEN NEW.status <> 'cancelled'
        BEGIN
            SELECT RAISE(ABORT, 'appointment_overlap_beneficiary') WHERE EXISTS (
                SELECT 1 FROM appointment AS other
                WHERE other.beneficiary_id = NEW.beneficiary_id
                AND other.id <> NEW.id AND other.status <> 'cancelled'
                AND other.starts_at < NEW.ends_at AND other.ends_at > NEW.starts_at
            );
        END
        """,
        """
        CREATE TRIGGER appointment_overlap_beneficiary_update BEFORE UPDATE ON appointment
        WHEN NEW.status <> 'cancelled'
        BEGIN
            SELECT RAISE(ABORT, 'appointment_overlap_beneficiary') WHERE EXISTS (
                SELECT 1 FROM appointment AS other
                WHERE other.beneficiary_id = NEW.beneficiary_id
                AND other.id <> NEW.id AND other.status <> 'cancelled'
                AND other.starts_at < NEW.ends_at AND other.ends_at > NEW.starts_at
            );
        END
        """,
    ),
}


def upgrade() -> None:
    op.create_table(
        "audit_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("what", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=True),
        sa.Column(
            "facts", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_note")),
    )
    op.create_index(op.f("ix_audit_note_at"), "audit_note", ["at"], unique=False)
    op.create_index(op.f("ix_audit_note_person_id"), "audit_note", ["person_id"], unique=False)
    op.create_table(
        "demonstration_grant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demonstration_grant")),
        sa.UniqueConstraint("digest", name=op.f("uq_demonstration_grant_digest")),
    )
    op.create_index(
        op.f("ix_demonstration_grant_ends_at"), "demonstration_grant", ["ends_at"], unique=False
    )
    op.create_table(
        "outbox_message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column(
            "payload", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("name", sa.String(length=200), nullable=True),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_message")),
        sa.UniqueConstraint("name", name=op.f("uq_outbox_message_name")),
    )
    op.create_index(op.f("ix_outbox_message_due"), "outbox_message", ["due"], unique=False)
    op.create_table(
        "territory",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("time_zone", sa.String(length=60), nullable=False),
        sa.Column("holidays", sa.String(length=10), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_territory")),
        sa.UniqueConstraint("slug", name=op.f("uq_territory_slug")),
    )
    op.create_table(
        "action",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("territory_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "training",
                "workshop",
                "company_visit",
                "trade_discovery",
                "immersion",
                "mobility",
                "housing",
                "childcare",
                name="actionkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("summary", sa.String(length=400), nullable=False),
        sa.Column("offered_by", sa.String(length=120), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("when_words", sa.String(length=120), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("how_to_join", sa.String(length=300), nullable=False),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.CheckConstraint(
            "ends_on IS NULL OR starts_on <= ends_on", name=op.f("ck_action_ends_after_it_starts")
        ),
        sa.ForeignKeyConstraint(
            ["territory_id"], ["territory.id"], name=op.f("fk_action_territory_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
    )
    op.create_index(op.f("ix_action_territory_id"), "action", ["territory_id"], unique=False)
    op.create_table(
        "basin",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("territory_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["territory_id"],
            ["territory.id"],
            name=op.f("fk_basin_territory_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_basin")),
        sa.UniqueConstraint("territory_id", "slug", name=op.f("uq_basin_territory_id_slug")),
    )
    op.create_table(
        "consultation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("territory_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("why", sa.String(length=600), nullable=False),
        sa.Column(
            "can_change", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column(
            "cannot_change",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
        ),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_due_on", sa.Date(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(length=2000), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("receipt_key", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (answer = '')",
            name=op.f("ck_consultation_answer_and_its_time"),
        ),
        sa.CheckConstraint(
            "answered_at IS NULL OR (read_at IS NOT NULL AND answered_at >= read_at)",
            name=op.f("ck_consultation_answered_once_read"),
        ),
        sa.CheckConstraint(
            "closes_at > opens_at", name=op.f("ck_consultation_closes_after_it_opens")
        ),
        sa.CheckConstraint(
            "read_at IS NULL OR read_at >= closes_at", name=op.f("ck_consultation_read_once_closed")
        ),
        sa.ForeignKeyConstraint(
            ["territory_id"], ["territory.id"], name=op.f("fk_consultation_territory_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation")),
    )
    op.create_index(
        op.f("ix_consultation_territory_id"), "consultation", ["territory_id"], unique=False
    )
    op.create_table(
        "motive",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("territory_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("discreet", sa.String(length=120), nullable=False),
        sa.Column("instructions", sa.String(length=300), nullable=False),
        sa.Column(
            "modalities", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("duration", sa.Integer(), nullable=False),
        sa.Column("grid", sa.Integer(), nullable=False),
        sa.Column("buffer_after", sa.Integer(), nullable=False),
        sa.Column("notice_hours", sa.Integer(), nullable=False),
        sa.Column("cancel_until_hours", sa.Integer(), nullable=False),
        sa.Column("move_until_hours", sa.Integer(), nullable=False),
        sa.Column("horizon_days", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("buffer_after >= 0", name=op.f("ck_motive_buffer_after")),
        sa.CheckConstraint("duration > 0", name=op.f("ck_motive_duration")),
        sa.CheckConstraint("grid > 0", name=op.f("ck_motive_grid")),
        sa.ForeignKeyConstraint(
            ["territory_id"],
            ["territory.id"],
            name=op.f("fk_motive_territory_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_motive")),
        sa.UniqueConstraint("territory_id", "slug", name=op.f("uq_motive_territory_id_slug")),
    )
    op.create_table(
        "action_need",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("action_id", sa.Uuid(), nullable=False),
        sa.Column(
            "need",
            sa.Enum(
                "ideas",
                "training",
                "employers",
                "confidence",
                "french",
                "digital",
                "mobility",
                "childcare",
                "housing",
                name="need",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_action_need_action_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_need")),
        sa.UniqueConstraint("action_id", "need", name=op.f("uq_action_need_action_id_need")),
    )
    op.create_index(op.f("ix_action_need_need"), "action_need", ["need"], unique=False)
    op.create_table(
        "ballot",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("receipt", sa.String(length=64), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_ballot_consultation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot")),
        sa.UniqueConstraint("receipt", name=op.f("uq_ballot_receipt")),
    )
    op.create_index(op.f("ix_ballot_consultation_id"), "ballot", ["consultation_id"], unique=False)
    op.create_table(
        "outcome",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("said", sa.String(length=300), nullable=False),
        sa.Column("done", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_outcome_consultation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome")),
        sa.UniqueConstraint(
            "consultation_id", "position", name=op.f("uq_outcome_consultation_id_position")
        ),
    )
    op.create_table(
        "question",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "faces",
                "choice",
                "text",
                name="questionkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column(
            "options", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.CheckConstraint("position BETWEEN 1 AND 20", name=op.f("ck_question_position")),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_question_consultation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint(
            "consultation_id", "position", name=op.f("uq_question_consultation_id_position")
        ),
    )
    op.create_table(
        "structure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("territory_id", sa.Uuid(), nullable=False),
        sa.Column("basin_id", sa.Uuid(), nullable=True),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.Column("access", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["basin_id"], ["basin.id"], name=op.f("fk_structure_basin_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["territory_id"],
            ["territory.id"],
            name=op.f("fk_structure_territory_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_structure")),
        sa.UniqueConstraint("slug", name=op.f("uq_structure_slug")),
    )
    op.create_index(op.f("ix_structure_basin_id"), "structure", ["basin_id"], unique=False)
    op.create_index(op.f("ix_structure_territory_id"), "structure", ["territory_id"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "beneficiary",
                "caseworker",
                "coordination",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("given_name", sa.String(length=200), nullable=False),
        sa.Column("family_name", sa.String(length=200), nullable=False),
        sa.Column("preferred_name", sa.String(length=200), nullable=True),
        sa.Column("email", sa.LargeBinary(), nullable=True),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("territory_id", sa.Uuid(), nullable=True),
        sa.Column("structure_id", sa.Uuid(), nullable=True),
        sa.Column("locale", sa.String(length=8), nullable=False),
        sa.Column("fictitious", sa.Boolean(), nullable=False),
        sa.Column("sketch", sa.String(length=300), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["structure_id"], ["structure.id"], name=op.f("fk_person_structure_id")
        ),
        sa.ForeignKeyConstraint(
            ["territory_id"], ["territory.id"], name=op.f("fk_person_territory_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_role"), "person", ["role"], unique=False)
    op.create_index(op.f("ix_person_structure_id"), "person", ["structure_id"], unique=False)
    op.create_index(op.f("ix_person_territory_id"), "person", ["territory_id"], unique=False)
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("issuer", sa.String(length=300), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_account_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_account_issuer_subject")),
    )
    op.create_index(op.f("ix_account_person_id"), "account", ["person_id"], unique=False)
    op.create_table(
        "caseworker",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("structure_id", sa.Uuid(), nullable=False),
        sa.Column("job", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.Column("video_link", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_caseworker_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["structure_id"],
            ["structure.id"],
            name=op.f("fk_caseworker_structure_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_caseworker")),
        sa.UniqueConstraint("person_id", name=op.f("uq_caseworker_person_id")),
    )
    op.create_index(
        op.f("ix_caseworker_structure_id"), "caseworker", ["structure_id"], unique=False
    )
    op.create_table(
        "certificate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.String(length=80), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "proof",
            sa.Enum(
                "declared",
                "seen",
                "guaranteed",
                name="proof",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("proof_by", sa.String(), nullable=False),
        sa.Column("proof_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("obtained", sa.String(length=10), nullable=False),
        sa.Column("expires", sa.String(length=10), nullable=False),
        sa.Column("file_key", sa.String(), nullable=True),
        sa.Column("thumbnail_key", sa.String(), nullable=True),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_certificate_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("person_id", "origin", name=op.f("uq_certificate_person_id_origin")),
    )
    op.create_index(
        op.f("ix_certificate_person_id_position"),
        "certificate",
        ["person_id", "position"],
        unique=False,
    )
    op.create_table(
        "conversation_turn",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=True),
        sa.Column("closes", sa.Boolean(), nullable=False),
        sa.Column("event", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_conversation_turn_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation_turn")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_conversation_turn_person_id_key")),
        sa.UniqueConstraint(
            "person_id", "sequence", name=op.f("uq_conversation_turn_person_id_sequence")
        ),
    )
    op.create_table(
        "experience",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.String(length=80), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "proof",
            sa.Enum(
                "declared",
                "seen",
                "guaranteed",
                name="proof",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("proof_by", sa.String(), nullable=False),
        sa.Column("proof_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "paid",
                "informal",
                "volunteering",
                "family",
                "internship",
                name="experiencekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("trade_code", sa.String(), nullable=True),
        sa.Column("employer", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("started", sa.String(length=7), nullable=False),
        sa.Column("ended", sa.String(length=7), nullable=False),
        sa.Column("ongoing", sa.Boolean(), nullable=False),
        sa.Column("duration_months", sa.Integer(), nullable=True),
        sa.Column(
            "tasks", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column(
            "quotes", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.CheckConstraint("NOT (ongoing AND ended <> '')", name=op.f("ck_experience_ongoing")),
        sa.CheckConstraint("duration_months >= 0", name=op.f("ck_experience_duration_months")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_experience_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_experience")),
        sa.UniqueConstraint("person_id", "origin", name=op.f("uq_experience_person_id_origin")),
    )
    op.create_index(
        op.f("ix_experience_person_id_position"),
        "experience",
        ["person_id", "position"],
        unique=False,
    )
    op.create_table(
        "language",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.String(length=80), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "proof",
            sa.Enum(
                "declared",
                "seen",
                "guaranteed",
                name="proof",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("proof_by", sa.String(), nullable=False),
        sa.Column("proof_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "little",
                "enough",
                "well",
                "native",
                name="languagelevel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_language_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_language")),
        sa.UniqueConstraint("person_id", "origin", name=op.f("uq_language_person_id_origin")),
    )
    op.create_index(
        op.f("ix_language_person_id_position"), "language", ["person_id", "position"], unique=False
    )
    op.create_table(
        "profile",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("project", sa.String(), nullable=False),
        sa.Column("mobility", sa.String(), nullable=False),
        sa.Column("availability", sa.String(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_profile_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile")),
        sa.UniqueConstraint("person_id", name=op.f("uq_profile_person_id")),
    )
    op.create_table(
        "roll",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_roll_consultation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_roll_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roll")),
        sa.UniqueConstraint("consultation_id", "person_id", name="uq_roll_one_answer_each"),
    )
    op.create_index(op.f("ix_roll_person_id"), "roll", ["person_id"], unique=False)
    op.create_table(
        "share",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("recipient", sa.String(length=80), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column(
            "chosen", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cut_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_share_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_share_token_digest")),
    )
    op.create_index(
        op.f("ix_share_person_id_created_at"), "share", ["person_id", "created_at"], unique=False
    )
    op.create_table(
        "skill",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.String(length=80), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "proof",
            sa.Enum(
                "declared",
                "seen",
                "guaranteed",
                name="proof",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("proof_by", sa.String(), nullable=False),
        sa.Column("proof_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=True),
        sa.Column("quote", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_skill_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skill")),
        sa.UniqueConstraint("person_id", "origin", name=op.f("uq_skill_person_id_origin")),
    )
    op.create_index(
        op.f("ix_skill_person_id_position"), "skill", ["person_id", "position"], unique=False
    )
    op.create_table(
        "soft_skill",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.String(length=80), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "proof",
            sa.Enum(
                "declared",
                "seen",
                "guaranteed",
                name="proof",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("proof_by", sa.String(), nullable=False),
        sa.Column("proof_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column(
            "situation", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_soft_skill_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_soft_skill")),
        sa.UniqueConstraint("person_id", "origin", name=op.f("uq_soft_skill_person_id_origin")),
    )
    op.create_index(
        op.f("ix_soft_skill_person_id_position"),
        "soft_skill",
        ["person_id", "position"],
        unique=False,
    )
    op.create_table(
        "web_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("device", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_web_session_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_session")),
        sa.UniqueConstraint("digest", name=op.f("uq_web_session_digest")),
    )
    op.create_index(op.f("ix_web_session_ends_at"), "web_session", ["ends_at"], unique=False)
    op.create_index(op.f("ix_web_session_person_id"), "web_session", ["person_id"], unique=False)
    op.create_table(
        "absence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("caseworker_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_absence_order")),
        sa.ForeignKeyConstraint(
            ["caseworker_id"],
            ["caseworker.id"],
            name=op.f("fk_absence_caseworker_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    op.create_index(op.f("ix_absence_caseworker_id"), "absence", ["caseworker_id"], unique=False)
    op.create_table(
        "appointment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("beneficiary_id", sa.Uuid(), nullable=False),
        sa.Column("caseworker_id", sa.Uuid(), nullable=False),
        sa.Column("motive_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("busy_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "booked",
                "cancelled",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "modality",
            sa.Enum(
                "on_site",
                "phone",
                "video",
                name="modality",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("place", sa.String(length=240), nullable=False),
        sa.Column("uid", sa.String(length=120), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum(
                "chosen",
                "invited",
                name="origin",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "cancel_reason",
            sa.Enum(
                "childcare",
                "transport",
                "health",
                "found_work",
                "other",
                "unsaid",
                name="cancelreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("topic", sa.LargeBinary(), nullable=True),
        sa.Column("idempotency_key", sa.String(length=80), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "starts_at < ends_at AND ends_at <= busy_until", name=op.f("ck_appointment_order")
        ),
        sa.ForeignKeyConstraint(
            ["beneficiary_id"],
            ["person.id"],
            name=op.f("fk_appointment_beneficiary_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["caseworker_id"],
            ["caseworker.id"],
            name=op.f("fk_appointment_caseworker_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["motive_id"], ["motive.id"], name=op.f("fk_appointment_motive_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
        sa.UniqueConstraint(
            "beneficiary_id",
            "idempotency_key",
            name=op.f("uq_appointment_beneficiary_id_idempotency_key"),
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_appointment_uid")),
    )
    op.create_index(
        "ix_appointment_beneficiary_id_starts_at",
        "appointment",
        ["beneficiary_id", "starts_at"],
        unique=False,
    )
    op.create_index(
        "ix_appointment_caseworker_id_starts_at",
        "appointment",
        ["caseworker_id", "starts_at"],
        unique=False,
    )
    op.create_index(op.f("ix_appointment_motive_id"), "appointment", ["motive_id"], unique=False)
    op.create_table(
        "assignment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("caseworker_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["caseworker_id"],
            ["caseworker.id"],
            name=op.f("fk_assignment_caseworker_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_assignment_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    op.create_index(
        op.f("ix_assignment_caseworker_id"), "assignment", ["caseworker_id"], unique=False
    )
    op.create_index(op.f("ix_assignment_person_id"), "assignment", ["person_id"], unique=False)
    op.create_index(
        "uq_assignment_current",
        "assignment",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_table(
        "opening",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("caseworker_id", sa.Uuid(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("starts_minute", sa.Integer(), nullable=False),
        sa.Column("ends_minute", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column(
            "modalities", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "starts_minute >= 0 AND starts_minute < ends_minute AND ends_minute <= 1440",
            name=op.f("ck_opening_minutes"),
        ),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_opening_weekday")),
        sa.ForeignKeyConstraint(
            ["caseworker_id"],
            ["caseworker.id"],
            name=op.f("fk_opening_caseworker_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening")),
    )
    op.create_index(op.f("ix_opening_caseworker_id"), "opening", ["caseworker_id"], unique=False)
    op.create_table(
        "share_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("share_id", sa.Uuid(), nullable=False),
        sa.Column(
            "reply",
            sa.Enum(
                "meet",
                "later",
                "not_now",
                name="reply",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("contact", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["share_id"], ["share.id"], name=op.f("fk_share_answer_share_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share_answer")),
        sa.UniqueConstraint("share_id", name=op.f("uq_share_answer_share_id")),
    )
    op.create_table(
        "stand_in",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("caseworker_id", sa.Uuid(), nullable=False),
        sa.Column("replaced_by_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "caseworker_id <> replaced_by_id", name=op.f("ck_stand_in_somebody_else")
        ),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_stand_in_order")),
        sa.ForeignKeyConstraint(
            ["caseworker_id"],
            ["caseworker.id"],
            name=op.f("fk_stand_in_caseworker_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["replaced_by_id"],
            ["caseworker.id"],
            name=op.f("fk_stand_in_replaced_by_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stand_in")),
    )
    op.create_index(op.f("ix_stand_in_caseworker_id"), "stand_in", ["caseworker_id"], unique=False)
    op.create_table(
        "viewing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("share_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "device",
            sa.Enum(
                "phone",
                "tablet",
                "computer",
                name="device",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["share_id"], ["share.id"], name=op.f("fk_viewing_share_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_viewing")),
    )
    op.create_index(op.f("ix_viewing_share_id_at"), "viewing", ["share_id", "at"], unique=False)
    for statement in OVERLAP[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    op.drop_index(op.f("ix_viewing_share_id_at"), table_name="viewing")
    op.drop_table("viewing")
    op.drop_index(op.f("ix_stand_in_caseworker_id"), table_name="stand_in")
    op.drop_table("stand_in")
    op.drop_table("share_answer")
    op.drop_index(op.f("ix_opening_caseworker_id"), table_name="opening")
    op.drop_table("opening")
    op.drop_index(
        "uq_assignment_current",
        table_name="assignment",
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.drop_index(op.f("ix_assignment_person_id"), table_name="assignment")
    op.drop_index(op.f("ix_assignment_caseworker_id"), table_name="assignment")
    op.drop_table("assignment")
    op.drop_index(op.f("ix_appointment_motive_id"), table_name="appointment")
    op.drop_index("ix_appointment_caseworker_id_starts_at", table_name="appointment")
    op.drop_index("ix_appointment_beneficiary_id_starts_at", table_name="appointment")
    op.drop_table("appointment")
    op.drop_index(op.f("ix_absence_caseworker_id"), table_name="absence")
    op.drop_table("absence")
    op.drop_index(op.f("ix_web_session_person_id"), table_name="web_session")
    op.drop_index(op.f("ix_web_session_ends_at"), table_name="web_session")
    op.drop_table("web_session")
    op.drop_index(op.f("ix_soft_skill_person_id_position"), table_name="soft_skill")
    op.drop_table("soft_skill")
    op.drop_index(op.f("ix_skill_person_id_position"), table_name="skill")
    op.drop_table("skill")
    op.drop_index(op.f("ix_share_person_id_created_at"), table_name="share")
    op.drop_table("share")
    op.drop_index(op.f("ix_roll_person_id"), table_name="roll")
    op.drop_table("roll")
    op.drop_table("profile")
    op.drop_index(op.f("ix_language_person_id_position"), table_name="language")
    op.drop_table("language")
    op.drop_index(op.f("ix_experience_person_id_position"), table_name="experience")
    op.drop_table("experience")
    op.drop_table("conversation_turn")
    op.drop_index(op.f("ix_certificate_person_id_position"), table_name="certificate")
    op.drop_table("certificate")
    op.drop_index(op.f("ix_caseworker_structure_id"), table_name="caseworker")
    op.drop_table("caseworker")
    op.drop_index(op.f("ix_account_person_id"), table_name="account")
    op.drop_table("account")
    op.drop_index(op.f("ix_person_territory_id"), table_name="person")
    op.drop_index(op.f("ix_person_structure_id"), table_name="person")
    op.drop_index(op.f("ix_person_role"), table_name="person")
    op.drop_table("person")
    op.drop_index(op.f("ix_structure_territory_id"), table_name="structure")
    op.drop_index(op.f("ix_structure_basin_id"), table_name="structure")
    op.drop_table("structure")
    op.drop_table("question")
    op.drop_table("outcome")
    op.drop_index(op.f("ix_ballot_consultation_id"), table_name="ballot")
    op.drop_table("ballot")
    op.drop_index(op.f("ix_action_need_need"), table_name="action_need")
    op.drop_table("action_need")
    op.drop_table("motive")
    op.drop_index(op.f("ix_consultation_territory_id"), table_name="consultation")
    op.drop_table("consultation")
    op.drop_table("basin")
    op.drop_index(op.f("ix_action_territory_id"), table_name="action")
    op.drop_table("action")
    op.drop_table("territory")
    op.drop_index(op.f("ix_outbox_message_due"), table_name="outbox_message")
    op.drop_table("outbox_message")
    op.drop_index(op.f("ix_demonstration_grant_ends_at"), table_name="demonstration_grant")
    op.drop_table("demonstration_grant")
    op.drop_index(op.f("ix_audit_note_person_id"), table_name="audit_note")
    op.drop_index(op.f("ix_audit_note_at"), table_name="audit_note")
    op.drop_table("audit_note")
