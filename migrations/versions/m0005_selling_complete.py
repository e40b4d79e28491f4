"""People and what they did, goods brought back, bills paid in parts, labels, packs, taxes."""

import sqlalchemy as sa
from alembic import op

from app.storage.columns import Fen, Flag, Text, Thousandths, UtcMs, Whole

revision = "m0005"
down_revision = "m0004"

GIVEN_BACK = (
    ("sold_in", Text),
    ("sold_number", Text),
    ("sold_line", Whole),
    ("product", Text),
    ("barcode", Text),
    ("name", Text),
    ("unit", Text),
    ("quantity_thousandths", Thousandths),
    ("amount_fen", Fen),
    ("rounding_fen", Fen),
    ("tax_per_mille", Whole),
    ("reason", Text),
)
AUDITED = (
    ("till", Text),
    ("at_ms", UtcMs),
    ("act", Text),
    ("person", Text),
    ("name", Text),
    ("approver", Text),
    ("approver_name", Text),
    ("reason", Text),
    ("sale", Text),
    ("what", Text),
    ("amount_fen", Fen),
)


def upgrade() -> None:
    _add_columns()
    _add_staff()
    _add_returns_and_tenders()


def _add_columns() -> None:
    for name in ("cashier", "cashier_name"):
        op.add_column("sale", sa.Column(name, Text, nullable=False, server_default=""))
    op.create_index("ix_sale_completed", "sale", ["store", "completed_at_ms"])
    op.add_column("sale_tender", sa.Column("reference", Text, nullable=False, server_default=""))
    op.add_column("draft", sa.Column("age_confirmed", Whole, nullable=False, server_default="0"))
    for table in ("sale_line", "draft_line"):
        op.add_column(table, sa.Column("label_amount_fen", Fen))
        for name, kind, default in (
            ("pack", Whole, "1"),
            ("pack_name", Text, ""),
            ("tax_per_mille", Whole, "0"),
            ("note", Text, ""),
        ):
            op.add_column(table, sa.Column(name, kind, nullable=False, server_default=default))


def _add_staff() -> None:
    op.create_table(
        "staff_role",
        sa.Column("id", Text, primary_key=True),
        sa.Column("name", Text, nullable=False),
        sa.Column("acts", Text, nullable=False),
        sa.Column("discount_per_mille", Whole, nullable=False),
        sa.Column("refund_most_fen", Fen, nullable=False),
        sa.Column("rounding_most_fen", Fen, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "staff_person",
        sa.Column("id", Text, primary_key=True),
        sa.Column("code", Text, nullable=False, unique=True),
        sa.Column("name", Text, nullable=False),
        sa.Column("role", Text, sa.ForeignKey("staff_role.id"), nullable=False),
        sa.Column("pin_hash", Text, nullable=False),
        sa.Column("badge_hash", Text, unique=True),
        sa.Column("is_retired", Flag, nullable=False),
        sa.Column("failures", Whole, nullable=False),
        sa.Column("blocked_until_ms", UtcMs, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "audit_entry",
        sa.Column("store", Text, primary_key=True),
        sa.Column("id", Text, primary_key=True),
        *(sa.Column(name, kind, nullable=False) for name, kind in AUDITED),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_audit_entry_at", "audit_entry", ["at_ms"])
    op.create_index("ix_audit_entry_sale", "audit_entry", ["sale"])


def _add_returns_and_tenders() -> None:
    op.create_table(
        "sale_return",
        sa.Column("store", Text, primary_key=True),
        sa.Column("sale", Text, primary_key=True),
        sa.Column("position", Whole, primary_key=True, autoincrement=False),
        *(sa.Column(name, kind, nullable=False) for name, kind in GIVEN_BACK),
        sa.ForeignKeyConstraint(["store", "sale"], ["sale.store", "sale.id"]),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_sale_return_sold_in", "sale_return", ["store", "sold_in"])
    draft = sa.ForeignKey("draft.id", ondelete="CASCADE")
    op.create_table(
        "draft_return",
        sa.Column("draft", Text, draft, primary_key=True),
        sa.Column("position", Whole, primary_key=True, autoincrement=False),
        *(sa.Column(name, kind, nullable=False) for name, kind in GIVEN_BACK),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "draft_tender",
        sa.Column("draft", Text, sa.ForeignKey("draft.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", Whole, primary_key=True, autoincrement=False),
        sa.Column("kind", Text, nullable=False),
        sa.Column("amount_fen", Fen, nullable=False),
        sa.Column("reference", Text, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "return_claim",
        sa.Column("store", Text, primary_key=True),
        sa.Column("refund", Text, primary_key=True),
        sa.Column("sale", Text, primary_key=True),
        sa.Column("line", Whole, primary_key=True, autoincrement=False),
        sa.Column("quantity_thousandths", Thousandths, nullable=False),
        sa.Column("till", Text, nullable=False),
        sa.Column("at_ms", UtcMs, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_return_claim_sale", "return_claim", ["store", "sale"])
