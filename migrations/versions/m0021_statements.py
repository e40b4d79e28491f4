"""Statements: files, what is wrong with them, their rows."""

import sqlalchemy as sa
from alembic import op

from app.storage.columns import Fen, Flag, Text, UtcMs, Whole

revision = "m0021"
down_revision = "m0020"


def upgrade() -> None:
    _add_files()
    _add_problems()
    _add_rows()


def _add_files() -> None:
    op.create_table(
        "statement_file",
        sa.Column("number", Whole, primary_key=True, autoincrement=False),
        sa.Column("hash", Text, nullable=False, unique=True),
        sa.Column("name", Text, nullable=False),
        sa.Column("side", Text, nullable=False),
        sa.Column("format", Text, nullable=False),
        sa.Column("channel", Text, nullable=False),
        sa.Column("account", Text, nullable=False),
        sa.Column("currency", Text, nullable=False),
        sa.Column("status", Text, nullable=False),
        sa.Column("first_day", Whole, nullable=False),
        sa.Column("last_day", Whole, nullable=False),
        sa.Column("rows", Whole, nullable=False),
        sa.Column("paid_fen", Fen, nullable=False),
        sa.Column("refunded_fen", Fen, nullable=False),
        sa.Column("fee_fen", Fen, nullable=False),
        sa.Column("net_fen", Fen, nullable=False),
        sa.Column("imported_at_ms", UtcMs, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_statement_file_days", "statement_file", ["channel", "first_day"])


def _add_problems() -> None:
    op.create_table(
        "statement_problem",
        sa.Column("file", Whole, sa.ForeignKey("statement_file.number"), primary_key=True),
        sa.Column("place", Whole, primary_key=True),
        sa.Column("line", Whole, nullable=False),
        sa.Column("column", Text, nullable=False),
        sa.Column("code", Text, nullable=False),
        sa.Column("told", Text, nullable=False),
        sa.Column("is_warning", Flag, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _add_rows() -> None:
    op.create_table(
        "statement_row",
        sa.Column("file", Whole, sa.ForeignKey("statement_file.number"), primary_key=True),
        sa.Column("place", Whole, primary_key=True),
        sa.Column("side", Text, nullable=False),
        sa.Column("channel", Text, nullable=False),
        sa.Column("account", Text, nullable=False),
        sa.Column("store", Text, nullable=False),
        sa.Column("terminal", Text, nullable=False),
        sa.Column("kind", Text, nullable=False),
        sa.Column("status", Text, nullable=False),
        sa.Column("channel_no", Text, nullable=False),
        sa.Column("order_no", Text, nullable=False),
        sa.Column("refund_no", Text, nullable=False),
        sa.Column("original_no", Text, nullable=False),
        sa.Column("gross_fen", Fen, nullable=False),
        sa.Column("fee_fen", Fen, nullable=False),
        sa.Column("net_fen", Fen, nullable=False),
        sa.Column("fee_milli", Whole, nullable=False),
        sa.Column("currency", Text, nullable=False),
        sa.Column("at_ms", UtcMs, nullable=False),
        sa.Column("biz_date", Whole, nullable=False),
        sa.Column("settle_date", Whole, nullable=False),
        sa.Column("batch", Text, nullable=False),
        sa.Column("payer", Text, nullable=False),
        sa.Column("last4", Text, nullable=False),
        sa.Column("line", Whole, nullable=False),
        sa.Column("raw", Text, nullable=False),
        sa.Column("identity", Whole, nullable=False),
        sa.Column("is_current", Flag, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_statement_row_identity", "statement_row", ["identity"])
