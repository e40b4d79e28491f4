"""Feeds that roll out in stages and are acknowledged; dated prices, people and values from HQ."""

import sqlalchemy as sa
from alembic import op

from app.storage.columns import Fen, Flag, Text, UtcMs, Whole

revision = "m0020"
down_revision = "m0019"


def upgrade() -> None:
    _add_publishing()
    _add_hearing()
    for name in ("staff_role", "staff_person"):
        op.add_column(name, sa.Column("version", Whole, nullable=False, server_default="0"))


def _add_publishing() -> None:
    op.create_table(
        "store_tag",
        sa.Column("store", Text, primary_key=True),
        sa.Column("tag", Text, primary_key=True),
        sqlite_strict=True,
    )
    op.create_table(
        "feed_publication",
        sa.Column("feed", Text, primary_key=True),
        sa.Column("version", Whole, primary_key=True, autoincrement=False),
        sa.Column("stage", Text, nullable=False),
        sa.Column("per_mille", Whole, nullable=False),
        sa.Column("stores", Text, nullable=False),
        sa.Column("back_to", Whole),
        sa.Column("made_at_ms", UtcMs, nullable=False),
        sa.Column("staged_at_ms", UtcMs, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "feed_publication_entry",
        sa.Column("feed", Text, primary_key=True),
        sa.Column("version", Whole, primary_key=True, autoincrement=False),
        sa.Column("scope", Text, primary_key=True),
        sa.Column("id", Text, primary_key=True),
        sa.Column("body", Text),
        sa.Column("before", Text),
        sqlite_strict=True,
    )
    op.create_table(
        "feed_ack",
        sa.Column("store", Text, primary_key=True),
        sa.Column("till", Text, primary_key=True),
        sa.Column("feed", Text, primary_key=True),
        sa.Column("version", Whole, nullable=False),
        sa.Column("cursor", Text, nullable=False),
        sa.Column("at_ms", UtcMs, nullable=False),
        sqlite_strict=True,
    )


def _add_hearing() -> None:
    op.create_table(
        "feed_waiting",
        sa.Column("feed", Text, primary_key=True),
        sa.Column("place", Whole, primary_key=True, autoincrement=False),
        sa.Column("id", Text, nullable=False),
        sa.Column("scope", Text, nullable=False),
        sa.Column("version", Whole, nullable=False),
        sa.Column("body", Text, nullable=False),
        sa.Column("is_gone", Flag, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "product_price",
        sa.Column("scope", Text, primary_key=True),
        sa.Column("id", Text, primary_key=True),
        sa.Column("product", Text, nullable=False),
        sa.Column("barcode", Text, nullable=False),
        sa.Column("price_fen", Fen, nullable=False),
        sa.Column("rank", Whole, nullable=False),
        sa.Column("valid_from_ms", UtcMs, nullable=False),
        sa.Column("valid_until_ms", UtcMs),
        sa.Column("version", Whole, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_product_price_product", "product_price", ["product", "valid_from_ms"])
    op.create_table(
        "told_value",
        sa.Column("feed", Text, primary_key=True),
        sa.Column("scope", Text, primary_key=True),
        sa.Column("id", Text, primary_key=True),
        sa.Column("body", Text, nullable=False),
        sa.Column("rank", Whole, nullable=False),
        sa.Column("version", Whole, nullable=False),
        sqlite_strict=True,
    )
