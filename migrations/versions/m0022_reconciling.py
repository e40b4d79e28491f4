"""Reconciling: runs, cases, what people hold, proposals, and the chain of what happened."""

import sqlalchemy as sa
from alembic import op

from app.storage.columns import Fen, Text, UtcMs, Whole

revision = "m0022"
down_revision = "m0021"


def upgrade() -> None:
    op.create_table(
        "recon_run",
        sa.Column("id", Text, primary_key=True),
        sa.Column("first_day", Whole, nullable=False),
        sa.Column("last_day", Whole, nullable=False),
        sa.Column("as_of", Whole, nullable=False),
        sa.Column("state", Text, nullable=False),
        sa.Column("began_at_ms", UtcMs, nullable=False),
        sa.Column("ended_at_ms", UtcMs),
        sa.Column("figures", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "recon_case",
        sa.Column("id", Text, primary_key=True),
        sa.Column("finding", Text, nullable=False),
        sa.Column("channel", Text, nullable=False),
        sa.Column("store", Text, nullable=False),
        sa.Column("day", Whole, nullable=False),
        sa.Column("ours_fen", Fen, nullable=False),
        sa.Column("theirs_fen", Fen, nullable=False),
        sa.Column("at_stake_fen", Fen, nullable=False),
        sa.Column("severity", Text, nullable=False),
        sa.Column("state", Text, nullable=False),
        sa.Column("assignee", Text, nullable=False),
        sa.Column("opened_at_ms", UtcMs, nullable=False),
        sa.Column("due_at_ms", UtcMs, nullable=False),
        sa.Column("version", Whole, nullable=False),
        sa.Column("run", Text, sa.ForeignKey("recon_run.id"), nullable=False),
        sa.Column("sides", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "recon_held",
        sa.Column("side", Text, primary_key=True),
        sa.Column("row", Text, primary_key=True),
        sa.Column("case", Text, sa.ForeignKey("recon_case.id"), nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "recon_proposal",
        sa.Column("case", Text, sa.ForeignKey("recon_case.id"), primary_key=True),
        sa.Column("act", Text, nullable=False),
        sa.Column("maker", Text, nullable=False),
        sa.Column("reason", Text, nullable=False),
        sa.Column("amount_fen", Fen, nullable=False),
        sa.Column("others", Text, nullable=False),
        sa.Column("version", Whole, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "recon_event",
        sa.Column("id", Text, primary_key=True),
        sa.Column("kind", Text, nullable=False),
        sa.Column("schema", Whole, nullable=False),
        sa.Column("epoch", Text, nullable=False),
        sa.Column("sequence", Whole, nullable=False, unique=True),
        sa.Column("prev_hash", Text, nullable=False),
        sa.Column("hash", Text, nullable=False),
        sa.Column("body", Text, nullable=False),
        sa.Column("case", Text, nullable=False),
        sa.Column("at_ms", UtcMs, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "recon_event_head",
        sa.Column("id", Whole, primary_key=True, autoincrement=False),
        sa.Column("sequence", Whole, nullable=False),
        sa.Column("hash", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_recon_case_state", "recon_case", ["state", "day"])
    op.create_index("ix_recon_event_case", "recon_event", ["case", "sequence"])
