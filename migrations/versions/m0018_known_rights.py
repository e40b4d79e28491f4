"""Roles say which rights there were when they were kept: later ones are as the usual role has them.

Two rights were on record but never asked for until now, and one was missing in shops that had their
roles before it came: of those three every role begins with what is usual.
"""

import sqlalchemy as sa
from alembic import op

from app.storage.columns import Text

revision = "m0018"
down_revision = "m0017"

KNOWN = (
    "confirm_age discount manage_staff open_drawer open_price quick_add refund_otherwise reprice"
    " reprint return return_unchecked round_off sign_in sign_out void_line void_sale"
)


def upgrade() -> None:
    op.add_column("staff_role", sa.Column("known", Text, nullable=False, server_default=""))
    op.execute(sa.text("UPDATE staff_role SET known = :known").bindparams(known=KNOWN))
