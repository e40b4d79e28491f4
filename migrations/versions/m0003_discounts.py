"""Changed prices, discounts on a line and on the whole bill, and rounding."""

import sqlalchemy as sa
from alembic import op

from app.storage.columns import Fen, Whole

revision = "m0003"
down_revision = "m0002"


def upgrade() -> None:
    op.add_column("sale", sa.Column("rounding_fen", Fen, nullable=False, server_default="0"))
    for table in ("sale_line", "draft_line"):
        op.add_column(table, sa.Column("list_price_fen", Fen))
        for name, kind in (
            ("per_mille_off", Whole),
            ("amount_off_fen", Fen),
            ("order_off_fen", Fen),
        ):
            op.add_column(table, sa.Column(name, kind, nullable=False, server_default="0"))
    for name, kind in (("per_mille_off", Whole), ("amount_off_fen", Fen)):
        op.add_column("draft", sa.Column(name, kind, nullable=False, server_default="0"))
