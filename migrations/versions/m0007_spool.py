"""A print job says where it was sent, and how often it may have come out before."""

import sqlalchemy as sa
from alembic import op

from app.storage.columns import Text, Whole

revision = "m0007"
down_revision = "m0006"


def upgrade() -> None:
    op.add_column("print_job", sa.Column("printer", Text, nullable=False, server_default=""))
    op.add_column("print_job", sa.Column("earlier", Whole, nullable=False, server_default="0"))
    op.create_index("ix_print_job_sale", "print_job", ["sale"])
