"""What else a product has: taxes, ages, prices asked for, packs, the whole pinyin."""

import sqlalchemy as sa
from alembic import op

from app.storage.columns import Fen, Flag, Text, Whole

revision = "m0004"
down_revision = "m0003"


def upgrade() -> None:
    for name, kind, default in (
        ("full_pinyin", Text, ""),
        ("tax_per_mille", Whole, "0"),
        ("min_age", Whole, "0"),
        ("is_open_price", Flag, "0"),
    ):
        op.add_column("product", sa.Column(name, kind, nullable=False, server_default=default))
    for name, kind, default in (("factor", Whole, "1"), ("pack_name", Text, "")):
        op.add_column(
            "product_barcode", sa.Column(name, kind, nullable=False, server_default=default)
        )
    op.add_column("product_barcode", sa.Column("price_fen", Fen))
