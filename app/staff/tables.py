"""The tables of people and of what they did."""

from sqlalchemy import Column, ForeignKey, Index

from app.storage.columns import Fen, Flag, Text, UtcMs, Whole, table

role = table(
    "staff_role",
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("acts", Text, nullable=False),  # with spaces between
    Column("known", Text, nullable=False, server_default=""),  # the rights there were then
    Column("discount_per_mille", Whole, nullable=False),
    Column("refund_most_fen", Fen, nullable=False),
    Column("rounding_most_fen", Fen, nullable=False),
    Column("version", Whole, nullable=False, server_default="0"),  # HQ's publication; 0 is ours
)

person = table(
    "staff_person",
    Column("id", Text, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("role", Text, ForeignKey("staff_role.id"), nullable=False),
    Column("pin_hash", Text, nullable=False),  # Argon2id; empty before a PIN was set
    Column("badge_hash", Text, unique=True),  # of what the badge carries, keyed by the pepper
    Column("is_retired", Flag, nullable=False),
    Column("failures", Whole, nullable=False),  # wrong PINs in a row
    Column("blocked_until_ms", UtcMs, nullable=False),
    Column("version", Whole, nullable=False, server_default="0"),  # HQ's publication; 0 is ours
)

entry = table(
    "audit_entry",
    Column("store", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("till", Text, nullable=False),
    Column("at_ms", UtcMs, nullable=False),
    Column("act", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("approver", Text, nullable=False),
    Column("approver_name", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("sale", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("amount_fen", Fen, nullable=False),
    clustered=True,
)
Index("ix_audit_entry_at", entry.c.at_ms)
Index("ix_audit_entry_sale", entry.c.sale)
