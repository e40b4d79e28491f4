"""The journal of payments: attempts, their events, callbacks heard already."""

import sqlalchemy as sa
from alembic import op

from app.storage.columns import Fen, Flag, Text, UtcMs, Whole

revision = "m0016"
down_revision = "m0010"

OPEN = "'created', 'sending', 'paying', 'unknown', 'reversing', 'refunding', 'escalated'"


def upgrade() -> None:
    _add_attempts()
    op.create_table(
        "payment_event",
        sa.Column("number", Text, sa.ForeignKey("payment_attempt.number"), primary_key=True),
        sa.Column("place", Whole, primary_key=True),
        sa.Column("at_ms", UtcMs, nullable=False),
        sa.Column("event", Text, nullable=False),
        sa.Column("state", Text, nullable=False),
        sa.Column("asked", Text, nullable=False),
        sa.Column("answered", Text, nullable=False),
        sa.Column("reason", Text, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "payment_nonce",
        sa.Column("channel", Text, primary_key=True),
        sa.Column("nonce", Text, primary_key=True),
        sa.Column("at_ms", UtcMs, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_payment_nonce_at", "payment_nonce", ["at_ms"])


def _add_attempts() -> None:
    op.create_table(
        "payment_attempt",
        sa.Column("number", Text, primary_key=True),
        sa.Column("store", Text, nullable=False),
        sa.Column("till", Text, nullable=False),
        sa.Column("sale", Text, nullable=False),
        sa.Column("channel", Text, nullable=False),
        sa.Column("wallet", Text, nullable=False),
        sa.Column("mode", Text, nullable=False),
        sa.Column("amount_fen", Fen, nullable=False),
        sa.Column("state", Text, nullable=False),
        sa.Column("made_at_ms", UtcMs, nullable=False),
        sa.Column("sent_at_ms", UtcMs),
        sa.Column("given_up_at_ms", UtcMs),
        sa.Column("was_undone", Flag, nullable=False),
        sa.Column("reference", Text, nullable=False),
        sa.Column("paid_fen", Fen),
        sa.Column("payer", Text, nullable=False),
        sa.Column("reason", Text, nullable=False),
        sa.Column("months", Whole, nullable=False),
        sa.Column("merchant_bears", Flag, nullable=False),
        sa.Column("fee_fen", Fen, nullable=False),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_payment_attempt_open",
        "payment_attempt",
        ["made_at_ms"],
        sqlite_where=sa.text(f"state IN ({OPEN})"),
    )
    op.create_index("ix_payment_attempt_sale", "payment_attempt", ["store", "sale"])
    op.create_index("ix_payment_attempt_reference", "payment_attempt", ["reference"])
