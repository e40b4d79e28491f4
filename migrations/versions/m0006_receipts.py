"""A print job says of which kind its paper is, and each kind counts its own copies."""

import sqlalchemy as sa
from alembic import op

from app.storage.columns import Text

revision = "m0006"
down_revision = "m0005"

UNIQUE = "uq_print_job_store"


def upgrade() -> None:
    with op.batch_alter_table("print_job", table_kwargs={"sqlite_strict": True}) as job:
        job.add_column(sa.Column("kind", Text, nullable=False, server_default="receipt"))
        job.drop_constraint(UNIQUE, type_="unique")
        job.create_unique_constraint(UNIQUE, ["store", "sale", "kind", "copy"])
