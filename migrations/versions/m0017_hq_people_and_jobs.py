"""Jobs; at HQ its people, their sessions and acts; the cells that stores live in."""

import sqlalchemy as sa
from alembic import op

from app.storage.columns import Flag, Text, UtcMs, Whole

revision = "m0017"
down_revision = "m0016"


def upgrade() -> None:
    _add_jobs()
    _add_people()
    _add_acts()
    op.create_table(
        "cell",
        sa.Column("id", Text, primary_key=True),
        sa.Column("url", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "cell_store",
        sa.Column("id", Text, primary_key=True),
        sa.Column("cell", Text, nullable=False),
        sa.Column("moving_to", Text, nullable=False),
        sqlite_strict=True,
    )


def _add_jobs() -> None:
    op.create_table(
        "job",
        sa.Column("id", Text, primary_key=True),
        sa.Column("kind", Text, nullable=False),
        sa.Column("unique_key", Text, nullable=False),
        sa.Column("payload", Text, nullable=False),
        sa.Column("state", Text, nullable=False),
        sa.Column("made_at_ms", UtcMs, nullable=False),
        sa.Column("run_at_ms", UtcMs, nullable=False),
        sa.Column("lease", Text, nullable=False),
        sa.Column("leased_until_ms", UtcMs),
        sa.Column("attempts", Whole, nullable=False),
        sa.Column("most_attempts", Whole, nullable=False),
        sa.Column("error", Text, nullable=False),
        sa.Column("ended_at_ms", UtcMs),
        sqlite_strict=True,
    )
    waiting, running = sa.text("state = 'waiting'"), sa.text("state = 'running'")
    op.create_index(
        "ix_job_due", "job", ["run_at_ms", "id"], sqlite_where=waiting, postgresql_where=waiting
    )
    op.create_index(
        "ix_job_leased", "job", ["leased_until_ms"], sqlite_where=running, postgresql_where=running
    )
    op.create_index("ix_job_ended", "job", ["ended_at_ms"])


def _add_people() -> None:
    op.create_table(
        "hq_person",
        sa.Column("id", Text, primary_key=True),
        sa.Column("name", Text, nullable=False, unique=True),
        sa.Column("role", Text, nullable=False),
        sa.Column("password", Text, nullable=False),
        sa.Column("is_disabled", Flag, nullable=False),
        sa.Column("made_at_ms", UtcMs, nullable=False),
        sa.Column("password_at_ms", UtcMs, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "hq_session",
        sa.Column("id", Text, primary_key=True),
        sa.Column("person", Text, nullable=False),
        sa.Column("made_at_ms", UtcMs, nullable=False),
        sa.Column("seen_at_ms", UtcMs, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_hq_session_person", "hq_session", ["person"])
    op.create_index("ix_hq_session_seen", "hq_session", ["seen_at_ms"])
    op.create_table(
        "hq_try",
        sa.Column("id", Text, primary_key=True),
        sa.Column("failures", Whole, nullable=False),
        sa.Column("last_at_ms", UtcMs, nullable=False),
        sa.Column("until_ms", UtcMs, nullable=False),
        sqlite_strict=True,
    )


def _add_acts() -> None:
    op.create_table(
        "hq_act",
        sa.Column("id", Text, primary_key=True),
        sa.Column("kind", Text, nullable=False),
        sa.Column("schema", Whole, nullable=False),
        sa.Column("epoch", Text, nullable=False),
        sa.Column("sequence", Whole, nullable=False),
        sa.Column("prev_hash", Text, nullable=False),
        sa.Column("hash", Text, nullable=False),
        sa.Column("body", Text, nullable=False),
        sa.UniqueConstraint("epoch", "sequence"),
        sqlite_strict=True,
    )
    op.create_table(
        "hq_act_head",
        sa.Column("id", Whole, primary_key=True, autoincrement=False),
        sa.Column("epoch", Text, nullable=False),
        sa.Column("sequence", Whole, nullable=False),
        sa.Column("hash", Text, nullable=False),
        sqlite_strict=True,
    )
