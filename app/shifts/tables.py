"""The tables of shifts, the same at a till and at HQ, and which shift is open at this till."""

from sqlalchemy import Column, Index

from app.storage.columns import Fen, Text, UtcMs, Whole, table

shift = table(
    "shift",
    Column("store", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("till", Text, nullable=False),
    Column("business_date", Text, nullable=False),  # ISO 8601
    Column("place", Whole, nullable=False),
    Column("opened_at_ms", UtcMs, nullable=False),
    Column("float_fen", Fen, nullable=False),
    Column("person", Text, nullable=False),
    Column("name", Text, nullable=False),
    clustered=True,
)
Index("ix_shift_day", shift.c.store, shift.c.business_date)

shift_now = table(  # one row at most: the shift that is open at this till
    "shift_now",
    Column("id", Whole, primary_key=True, autoincrement=False),
    Column("shift", Text, nullable=False),
)

cash_move = table(
    "cash_move",
    Column("store", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("till", Text, nullable=False),
    Column("shift", Text, nullable=False),
    Column("at_ms", UtcMs, nullable=False),
    Column("kind", Text, nullable=False),
    Column("amount_fen", Fen, nullable=False),
    Column("reason", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("name", Text, nullable=False),
    clustered=True,
)
Index("ix_cash_move_shift", cash_move.c.store, cash_move.c.shift)
