"""The tables of what is for sale."""

from sqlalchemy import Column, ForeignKey, Index

from app.storage.columns import Fen, Flag, Text, Whole, table

product = table(
    "product",
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("price_fen", Fen, nullable=False),
    Column("short_code", Text, nullable=False),
    Column("initials", Text, nullable=False),  # every reading, with spaces between
    Column("position", Whole, nullable=False),  # the order in which people listed it
    Column("version", Whole, nullable=False),  # HQ's publication; 0 was imported here
    Column("is_withdrawn", Flag, nullable=False),  # gone from sale, kept for its history
    Column("full_pinyin", Text, nullable=False, server_default=""),
    Column("tax_per_mille", Whole, nullable=False, server_default="0"),
    Column("min_age", Whole, nullable=False, server_default="0"),
    Column("is_open_price", Flag, nullable=False, server_default="0"),
)
Index("ix_product_short_code", product.c.short_code)
Index("ix_product_version", product.c.version, product.c.id)

product_barcode = table(
    "product_barcode",
    Column("barcode", Text, primary_key=True),
    Column("product", Text, ForeignKey("product.id"), nullable=False, index=True),
    Column("position", Whole, nullable=False),
    Column("factor", Whole, nullable=False, server_default="1"),  # pieces; more make a pack
    Column("pack_name", Text, nullable=False, server_default=""),
    Column("price_fen", Fen),  # of a pack with a price of its own
    clustered=True,
)
