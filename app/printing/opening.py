"""Opening the cash drawer: who may, and that every opening is on record before it happens."""

from app.base.errors import Refusal
from app.staff import auditing
from app.staff.person import Act, Actor, Demand
from app.till import Till


def by_hand(till: Till, reason: str, *, by: Actor) -> None:
    """Keep on record that somebody opens the drawer without a sale.

    Raises NeedsApproval without the right to it, Refusal without a reason.
    """
    by.must_be_allowed(Demand(act=Act.OPEN_DRAWER))
    if not reason.strip():
        raise Refusal("reason_missing")
    with till.shop.database.writing() as connection:
        auditing.record(connection, till, by, Act.OPEN_DRAWER, what=reason.strip())


def by_sale(till: Till, sale: str, number: str, *, by: Actor) -> None:
    """Keep on record that a sale opens the drawer; that takes no right of its own."""
    with till.shop.database.writing() as connection:
        auditing.record(connection, till, by, Act.OPEN_DRAWER, sale=sale, what=number)
