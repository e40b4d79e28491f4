"""Indexes: a store's business day, among a million sales; papers that waited too long."""

import sqlalchemy as sa
from alembic import op

revision = "m0024"
down_revision = "m0023"


def upgrade() -> None:
    op.create_index("ix_sale_day", "sale", ["store", "business_date"])
    late = sa.text("state = 'expired'")
    op.create_index("ix_print_job_late", "print_job", ["made_at_ms"], sqlite_where=late)
