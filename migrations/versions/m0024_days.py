"""A store's business day is found by an index: a million sales do not slow its reports."""

from alembic import op

revision = "m0024"
down_revision = "m0023"


def upgrade() -> None:
    op.create_index("ix_sale_day", "sale", ["store", "business_date"])
