"""Carts that are set aside: when, by whom, under which label, and why."""

import sqlalchemy as sa
from alembic import op

from app.storage.columns import Text, UtcMs

revision = "m0002"
down_revision = "m0001"


def upgrade() -> None:
    op.add_column("draft", sa.Column("held_at_ms", UtcMs))
    for name in ("label", "cashier", "note"):
        op.add_column("draft", sa.Column(name, Text, nullable=False, server_default=""))
