"""Counting a drawer blind: what should be in it is told by the answer, and not before."""

from sqlalchemy import Connection

from app.base.errors import Refusal
from app.base.ids import CountId, new_id
from app.base.money import Money
from app.closing import closes, figuring
from app.closing.count import Count, Pile, are_sound
from app.selling import drafts
from app.shifts import shifts
from app.shifts.shift import LONGEST, Shift
from app.staff import auditing
from app.staff.person import OWNER, Act, Actor, Demand
from app.storage import facts, outbox
from app.till import Till

KIND = "cash_count"


def submit(till: Till, piles: tuple[Pile, ...], *, by: Actor = OWNER) -> Count:
    """Keep what was counted, for ever; counting again adds to it and replaces nothing.

    Raises Refusal without a shift, and while money was taken for a bill that is not complete.
    """
    by.must_be_allowed(Demand(act=Act.COUNT_CASH))
    if not are_sound(piles):
        raise Refusal("count_is_odd")
    now = till.shop.clock()
    with till.shop.database.writing() as connection:
        shift = must_be_open(connection)
        must_hold_no_money(connection)
        found = figuring.of_shifts(connection, till.store, [shift.id])
        earlier = closes.counts_of(connection, till.store, shift.id)
        count = Count(
            id=CountId(new_id()),
            store=till.store,
            till=till.id,
            shift=shift.id,
            place=len(earlier) + 1,
            at=now,
            piles=tuple(pile for pile in piles if pile.pieces),
            expected=found.expected_of(shift.id),
            person=by.person.id,
            name=by.person.name[:LONGEST],
        )
        count.must_be_sound()
        closes.add_counts(connection, [count])
        outbox.add(connection, [facts.make(connection, KIND, count.id, count, now)], now)
        auditing.record(
            connection, till, by, Act.COUNT_CASH, what=f"count {count.place}", amount=count.total
        )
    return count


def counts(till: Till) -> list[Count]:
    """Return the counts of the open shift, the first one first; none while none is open."""
    with till.shop.database.reading() as connection:
        shift = shifts.now(connection)
        return closes.counts_of(connection, till.store, shift.id) if shift else []


def standing(connection: Connection, shift: Shift, expected: Money) -> Count | None:
    """Return the last count of the open shift while it holds: no cash moved since."""
    kept = closes.counts_of(connection, shift.store, shift.id)
    return kept[-1] if kept and kept[-1].expected == expected else None


def must_be_open(connection: Connection) -> Shift:
    """Return the open shift; raises Refusal while there is none."""
    shift = shifts.now(connection)
    if shift is None:
        raise Refusal("no_shift_open")
    return shift


def must_hold_no_money(connection: Connection) -> None:
    """Raise Refusal while a bill that is not complete has been paid in part."""
    carts = [drafts.newest(connection), *(cart for _, cart in drafts.all_held(connection))]
    if any(cart is not None and cart.tenders for cart in carts):
        raise Refusal("bill_half_paid")
