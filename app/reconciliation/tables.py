"""The tables of statements: files, what is wrong with them, and their rows."""

from sqlalchemy import Column, ForeignKey, Index

from app.storage.columns import Fen, Flag, Text, UtcMs, Whole, table

statement_file = table(
    "statement_file",
    Column(
        "number", Whole, primary_key=True, autoincrement=False
    ),  # of the hash: its first 63 bits
    Column("hash", Text, nullable=False, unique=True),  # SHA-256
    Column("name", Text, nullable=False),
    Column("side", Text, nullable=False),
    Column("format", Text, nullable=False),  # empty where nobody knows
    Column("channel", Text, nullable=False),
    Column("account", Text, nullable=False),  # several with commas between
    Column("currency", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("first_day", Whole, nullable=False),  # as 20260131
    Column("last_day", Whole, nullable=False),
    Column("rows", Whole, nullable=False),
    Column("paid_fen", Fen, nullable=False),
    Column("refunded_fen", Fen, nullable=False),
    Column("fee_fen", Fen, nullable=False),
    Column("net_fen", Fen, nullable=False),
    Column("imported_at_ms", UtcMs, nullable=False),
)
Index("ix_statement_file_days", statement_file.c.channel, statement_file.c.first_day)

statement_problem = table(
    "statement_problem",
    Column("file", Whole, ForeignKey("statement_file.number"), primary_key=True),
    Column("place", Whole, primary_key=True),
    Column("line", Whole, nullable=False),
    Column("column", Text, nullable=False),
    Column("code", Text, nullable=False),  # of a message, with its values as JSON
    Column("told", Text, nullable=False),
    Column("is_warning", Flag, nullable=False),
    clustered=True,
)

statement_row = table(
    "statement_row",
    Column("file", Whole, ForeignKey("statement_file.number"), primary_key=True),
    Column("place", Whole, primary_key=True),
    Column("side", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("store", Text, nullable=False),
    Column("terminal", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("channel_no", Text, nullable=False),
    Column("order_no", Text, nullable=False),
    Column("refund_no", Text, nullable=False),
    Column("original_no", Text, nullable=False),
    Column("gross_fen", Fen, nullable=False),
    Column("fee_fen", Fen, nullable=False),
    Column("net_fen", Fen, nullable=False),
    Column("fee_milli", Whole, nullable=False),
    Column("currency", Text, nullable=False),
    Column("at_ms", UtcMs, nullable=False),
    Column("biz_date", Whole, nullable=False),
    Column("settle_date", Whole, nullable=False),
    Column("batch", Text, nullable=False),
    Column("payer", Text, nullable=False),
    Column("last4", Text, nullable=False),
    Column("line", Whole, nullable=False),
    Column("raw", Text, nullable=False),  # the line as it stood there
    Column("identity", Whole, nullable=False),  # 64 bits: the same row in another file has it too
    Column("is_current", Flag, nullable=False),
    clustered=True,
)
Index("ix_statement_row_identity", statement_row.c.identity)
