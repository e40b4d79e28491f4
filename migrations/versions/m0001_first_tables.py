"""The first tables: what is for sale, sales, print jobs, the chain of facts, HQ's books."""

import sqlalchemy as sa
from alembic import op

from app.storage.columns import Fen, Flag, Text, Thousandths, UtcMs, Whole

revision = "m0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "publication",
        sa.Column("id", Whole, primary_key=True, autoincrement=False),
        sa.Column("version", Whole, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "product",
        sa.Column("id", Text, primary_key=True),
        sa.Column("name", Text, nullable=False),
        sa.Column("category", Text, nullable=False),
        sa.Column("unit", Text, nullable=False),
        sa.Column("price_fen", Fen, nullable=False),
        sa.Column("short_code", Text, nullable=False),
        sa.Column("initials", Text, nullable=False),
        sa.Column("position", Whole, nullable=False),
        sa.Column("version", Whole, nullable=False),
        sa.Column("is_withdrawn", Flag, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_product_short_code", "product", ["short_code"])
    op.create_index("ix_product_version", "product", ["version", "id"])
    op.create_table(
        "product_barcode",
        sa.Column("barcode", Text, primary_key=True),
        sa.Column("product", Text, sa.ForeignKey("product.id"), nullable=False),
        sa.Column("position", Whole, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_product_barcode_product", "product_barcode", ["product"])
    op.create_table(
        "sale",
        sa.Column("store", Text, primary_key=True),
        sa.Column("id", Text, primary_key=True),
        sa.Column("till", Text, nullable=False),
        sa.Column("number", Text, nullable=False),
        sa.Column("business_date", Text, nullable=False),
        sa.Column("completed_at_ms", UtcMs, nullable=False),
        sa.Column("total_fen", Fen, nullable=False),
        sa.Column("change_fen", Fen, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_sale_number", "sale", ["store", "number"])
    op.create_table(
        "sale_line",
        sa.Column("store", Text, primary_key=True),
        sa.Column("sale", Text, primary_key=True),
        sa.Column("position", Whole, primary_key=True, autoincrement=False),
        sa.Column("product", Text, nullable=False),
        sa.Column("barcode", Text, nullable=False),
        sa.Column("name", Text, nullable=False),
        sa.Column("unit", Text, nullable=False),
        sa.Column("quantity_thousandths", Thousandths, nullable=False),
        sa.Column("unit_price_fen", Fen, nullable=False),
        sa.Column("amount_fen", Fen, nullable=False),
        sa.ForeignKeyConstraint(["store", "sale"], ["sale.store", "sale.id"]),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sale_tender",
        sa.Column("store", Text, primary_key=True),
        sa.Column("sale", Text, primary_key=True),
        sa.Column("position", Whole, primary_key=True, autoincrement=False),
        sa.Column("kind", Text, nullable=False),
        sa.Column("amount_fen", Fen, nullable=False),
        sa.ForeignKeyConstraint(["store", "sale"], ["sale.store", "sale.id"]),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sale_series",
        sa.Column("business_date", Text, primary_key=True),
        sa.Column("last", Whole, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "draft",
        sa.Column("id", Text, primary_key=True),
        sa.Column("opened_at_ms", UtcMs, nullable=False),
        sa.Column("next_position", Whole, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "draft_line",
        sa.Column(
            "draft",
            Text,
            sa.ForeignKey("draft.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("position", Whole, primary_key=True, autoincrement=False),
        sa.Column("product", Text, nullable=False),
        sa.Column("barcode", Text, nullable=False),
        sa.Column("name", Text, nullable=False),
        sa.Column("unit", Text, nullable=False),
        sa.Column("quantity_thousandths", Thousandths, nullable=False),
        sa.Column("unit_price_fen", Fen, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "print_job",
        sa.Column("id", Text, primary_key=True),
        sa.Column("store", Text, nullable=False),
        sa.Column("sale", Text, nullable=False),
        sa.Column("copy", Whole, nullable=False),
        sa.Column("state", Text, nullable=False),
        sa.Column("opens_drawer", Flag, nullable=False),
        sa.Column("attempts", Whole, nullable=False),
        sa.Column("error", Text, nullable=False),
        sa.Column("made_at_ms", UtcMs, nullable=False),
        sa.Column("changed_at_ms", UtcMs, nullable=False),
        sa.UniqueConstraint("store", "sale", "copy"),
        sqlite_strict=True,
    )
    where = sa.text("state IN ('queued', 'sending', 'unknown')")
    op.create_index(
        "ix_print_job_open",
        "print_job",
        ["made_at_ms"],
        sqlite_where=where,
    )
    op.create_table(
        "chain_head",
        sa.Column("id", Whole, primary_key=True, autoincrement=False),
        sa.Column("epoch", Text, nullable=False),
        sa.Column("sequence", Whole, nullable=False),
        sa.Column("hash", Text, nullable=False),
        sa.Column("made_at_ms", UtcMs, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "outbox",
        sa.Column("id", Text, primary_key=True),
        sa.Column("kind", Text, nullable=False),
        sa.Column("schema", Whole, nullable=False),
        sa.Column("epoch", Text, nullable=False),
        sa.Column("sequence", Whole, nullable=False),
        sa.Column("prev_hash", Text, nullable=False),
        sa.Column("hash", Text, nullable=False),
        sa.Column("body", Text, nullable=False),
        sa.Column("made_at_ms", UtcMs, nullable=False),
        sa.Column("acknowledged_at_ms", UtcMs),
        sa.Column("refused_because", Text),
        sa.UniqueConstraint("epoch", "sequence"),
        sqlite_strict=True,
    )
    where = sa.text("acknowledged_at_ms IS NULL AND refused_because IS NULL")
    op.create_index(
        "ix_outbox_waiting",
        "outbox",
        ["epoch", "sequence"],
        sqlite_where=where,
    )
    op.create_table(
        "feed_cursor",
        sa.Column("feed", Text, primary_key=True),
        sa.Column("cursor", Text, nullable=False),
        sa.Column("version", Whole, nullable=False),
        sa.Column("moved_at_ms", UtcMs, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "till_credential",
        sa.Column("store", Text, primary_key=True),
        sa.Column("till", Text, primary_key=True),
        sa.Column("secret_hash", Text, nullable=False),
        sa.Column("added_at_ms", UtcMs, nullable=False),
        sa.UniqueConstraint("secret_hash"),
        sqlite_strict=True,
    )
    op.create_table(
        "fact_ledger",
        sa.Column("id", Text, primary_key=True),
        sa.Column("store", Text, nullable=False),
        sa.Column("till", Text, nullable=False),
        sa.Column("kind", Text, nullable=False),
        sa.Column("schema", Whole, nullable=False),
        sa.Column("epoch", Text, nullable=False),
        sa.Column("sequence", Whole, nullable=False),
        sa.Column("prev_hash", Text, nullable=False),
        sa.Column("hash", Text, nullable=False),
        sa.Column("body", Text, nullable=False),
        sa.Column("received_at_ms", UtcMs, nullable=False),
        sa.UniqueConstraint("store", "till", "epoch", "sequence"),
        sqlite_strict=True,
    )
    op.create_table(
        "quarantine",
        sa.Column("id", Text, primary_key=True),
        sa.Column("store", Text, nullable=False),
        sa.Column("till", Text, nullable=False),
        sa.Column("fact", Text, nullable=False),
        sa.Column("reason", Text, nullable=False),
        sa.Column("content", Text, nullable=False),
        sa.Column("received_at_ms", UtcMs, nullable=False),
        sqlite_strict=True,
    )
