"""Shifts, cash moves, counts, closings and Zs; a sale says which shift it is of."""

import sqlalchemy as sa
from alembic import op

from app.storage.columns import Fen, Flag, Text, UtcMs, Whole

revision = "m0023"
down_revision = "m0022"

PERSON = (("person", Text), ("name", Text))
APPROVER = (("approver", Text), ("approver_name", Text))
TABLES = {
    "shift": (
        ("till", Text),
        ("business_date", Text),
        ("place", Whole),
        ("opened_at_ms", UtcMs),
        ("float_fen", Fen),
        *PERSON,
    ),
    "cash_move": (
        ("till", Text),
        ("shift", Text),
        ("at_ms", UtcMs),
        ("kind", Text),
        ("amount_fen", Fen),
        ("reason", Text),
        *PERSON,
    ),
    "cash_count": (
        ("till", Text),
        ("shift", Text),
        ("place", Whole),
        ("at_ms", UtcMs),
        ("piles", Text),
        ("expected_fen", Fen),
        *PERSON,
    ),
    "shift_close": (
        ("till", Text),
        ("shift", Text),
        ("at_ms", UtcMs),
        ("is_handover", Flag),
        ("count_id", Text),
        ("counted_fen", Fen),
        ("expected_fen", Fen),
        ("kept_fen", Fen),
        ("why", Text),
        ("note", Text),
        *PERSON,
        *APPROVER,
    ),
    "z_report": (
        ("till", Text),
        ("number", Whole),
        ("business_date", Text),
        ("at_ms", UtcMs),
        ("shifts", Text),
        ("figures", Text),
        ("seal", Text),
        ("loose_ends", Text),
        *PERSON,
    ),
    "z_reopening": (
        ("till", Text),
        ("z", Text),
        ("number", Whole),
        ("at_ms", UtcMs),
        ("reason", Text),
        *PERSON,
        *APPROVER,
    ),
}
INDEXES = {
    "ix_shift_day": ("shift", ["store", "business_date"]),
    "ix_cash_move_shift": ("cash_move", ["store", "shift"]),
    "ix_cash_count_shift": ("cash_count", ["store", "shift"]),
    "ix_shift_close_shift": ("shift_close", ["store", "shift"]),
    "ix_z_report_number": ("z_report", ["store", "till", "number"]),
    "ix_z_reopening_z": ("z_reopening", ["store", "z"]),
    "ix_sale_shift": ("sale", ["store", "shift"]),
}


def upgrade() -> None:
    op.add_column("sale", sa.Column("shift", Text, nullable=False, server_default=""))
    for name, columns in TABLES.items():
        op.create_table(
            name,
            sa.Column("store", Text, primary_key=True),
            sa.Column("id", Text, primary_key=True),
            *(sa.Column(column, kind, nullable=False) for column, kind in columns),
            sqlite_strict=True,
            sqlite_with_rowid=False,
        )
    op.create_table(
        "shift_now",
        sa.Column("id", Whole, primary_key=True, autoincrement=False),
        sa.Column("shift", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "z_shift",
        *(sa.Column(name, Text, primary_key=True) for name in ("store", "shift", "z")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    for name, (table, columns) in INDEXES.items():
        op.create_index(name, table, columns)
