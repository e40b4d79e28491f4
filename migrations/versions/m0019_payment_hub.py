"""The payment hub: refunds, decisions, keys of requests, commands that make lost orders good."""

import sqlalchemy as sa
from alembic import op

from app.storage.columns import Fen, Flag, Text, UtcMs, Whole

revision = "m0019"
down_revision = "m0018"


def upgrade() -> None:
    op.add_column(
        "payment_attempt", sa.Column("is_trusted", Flag, nullable=False, server_default="0")
    )
    _add_refunds()
    op.create_table(
        "payment_decision",
        sa.Column("number", Text, primary_key=True),
        sa.Column("body", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "payment_key",
        sa.Column("id", Text, primary_key=True),
        sa.Column("number", Text, nullable=False),
        sa.Column("fingerprint", Text, nullable=False),
        sa.Column("status", Whole, nullable=False),
        sa.Column("body", Text, nullable=False),
        sa.Column("at_ms", UtcMs, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_payment_key_number", "payment_key", ["number"])
    op.create_index("ix_payment_key_at", "payment_key", ["at_ms"])
    op.create_table(
        "payment_handed",
        sa.Column("number", Text, primary_key=True),
        sa.Column("sale", Text, nullable=False),
        sa.Column("is_open", Flag, nullable=False),
        sa.Column("body", Text, nullable=False),
        sa.Column("at_ms", UtcMs, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_payment_handed_sale", "payment_handed", ["sale"])
    op.create_index(
        "ix_payment_handed_open", "payment_handed", ["at_ms"], sqlite_where=sa.text("is_open = 1")
    )
    op.create_table(
        "compensation",
        sa.Column("id", Text, primary_key=True),
        sa.Column("kind", Text, nullable=False),
        sa.Column("store", Text, nullable=False),
        sa.Column("sale", Text, nullable=False),
        sa.Column("number", Text, nullable=False),
        sa.Column("stage", Text, nullable=False),
        sa.Column("body", Text, nullable=False),
        sa.Column("made_at_ms", UtcMs, nullable=False),
        sa.Column("done_at_ms", UtcMs),
        sqlite_strict=True,
    )
    op.create_index("ix_compensation_sale", "compensation", ["store", "sale"])


def _add_refunds() -> None:
    op.create_table(
        "payment_refund",
        sa.Column("number", Text, primary_key=True),
        sa.Column("order_number", Text, nullable=False),
        sa.Column("amount_fen", Fen, nullable=False),
        sa.Column("purpose", Text, nullable=False),
        sa.Column("stage", Text, nullable=False),
        sa.Column("made_at_ms", UtcMs, nullable=False),
        sa.Column("reason", Text, nullable=False),
        sa.Column("of_reference", Text, nullable=False),
        sa.Column("reference", Text, nullable=False),
        sa.Column("told", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_payment_refund_order", "payment_refund", ["order_number"])
    op.create_index(
        "ix_payment_refund_open",
        "payment_refund",
        ["made_at_ms"],
        sqlite_where=sa.text("stage IN ('created', 'sent')"),
    )
