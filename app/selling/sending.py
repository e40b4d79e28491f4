"""What head office did not take into its books, looked at and sent again at the counter."""

from collections.abc import Sequence

from app.base.ids import SaleId
from app.selling import sales
from app.selling.unsent import Unsent
from app.storage import outbox
from app.till import Till


def set_aside(till: Till) -> Sequence[Unsent]:
    """Return what a person must look at, in the order in which it happened."""
    with till.shop.database.reading() as connection:
        return tuple(
            Unsent(
                made_at=it.made_at,
                reason=it.reason,
                sale=sales.find(connection, till.store, SaleId(it.id)),
            )
            for it in outbox.set_aside(connection)
        )


def send_again(till: Till) -> int:
    """Let all of it wait to be sent again, which does no harm however often; return how many."""
    with till.shop.database.writing() as connection:
        return outbox.retry_refused(connection)
