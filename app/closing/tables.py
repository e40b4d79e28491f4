"""The tables of counts, closings, Zs and their reversals, the same at a till and at HQ."""

from sqlalchemy import Column, Index

from app.storage.columns import Fen, Flag, Text, UtcMs, Whole, table

cash_count = table(
    "cash_count",
    Column("store", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("till", Text, nullable=False),
    Column("shift", Text, nullable=False),
    Column("place", Whole, nullable=False),
    Column("at_ms", UtcMs, nullable=False),
    Column("piles", Text, nullable=False),  # JSON
    Column("expected_fen", Fen, nullable=False),
    Column("person", Text, nullable=False),
    Column("name", Text, nullable=False),
    clustered=True,
)
Index("ix_cash_count_shift", cash_count.c.store, cash_count.c.shift)

shift_close = table(
    "shift_close",
    Column("store", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("till", Text, nullable=False),
    Column("shift", Text, nullable=False),
    Column("at_ms", UtcMs, nullable=False),
    Column("is_handover", Flag, nullable=False),
    Column("count_id", Text, nullable=False),
    Column("counted_fen", Fen, nullable=False),
    Column("expected_fen", Fen, nullable=False),
    Column("kept_fen", Fen, nullable=False),
    Column("why", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("approver", Text, nullable=False),
    Column("approver_name", Text, nullable=False),
    clustered=True,
)
Index("ix_shift_close_shift", shift_close.c.store, shift_close.c.shift)

z_report = table(
    "z_report",
    Column("store", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("till", Text, nullable=False),
    Column("number", Whole, nullable=False),
    Column("business_date", Text, nullable=False),
    Column("at_ms", UtcMs, nullable=False),
    Column("shifts", Text, nullable=False),  # JSON, in the order of the Z
    Column("figures", Text, nullable=False),  # JSON
    Column("seal", Text, nullable=False),
    Column("loose_ends", Text, nullable=False),  # JSON
    Column("person", Text, nullable=False),
    Column("name", Text, nullable=False),
    clustered=True,
)
Index("ix_z_report_number", z_report.c.store, z_report.c.till, z_report.c.number)

z_shift = table(  # which shifts a Z covers
    "z_shift",
    Column("store", Text, primary_key=True),
    Column("shift", Text, primary_key=True),
    Column("z", Text, primary_key=True),
    clustered=True,
)

z_reopening = table(
    "z_reopening",
    Column("store", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("till", Text, nullable=False),
    Column("z", Text, nullable=False),
    Column("number", Whole, nullable=False),
    Column("at_ms", UtcMs, nullable=False),
    Column("reason", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("approver", Text, nullable=False),
    Column("approver_name", Text, nullable=False),
    clustered=True,
)
Index("ix_z_reopening_z", z_reopening.c.store, z_reopening.c.z)
