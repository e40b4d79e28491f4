"""Beginning a shift where the last one left off: its float, and a day that was opened again."""

from datetime import date

from sqlalchemy import Connection

from app.base.money import Money
from app.closing import closes
from app.shifts import opening, shifts
from app.shifts.shift import NOTHING, Shift
from app.staff.person import OWNER, Actor
from app.till import Till


def begin(till: Till, opening_float: Money, *, by: Actor = OWNER) -> Shift:
    """Open a shift, on the day that goes on if one does; raises Refusal while one is open."""
    with till.shop.database.reading() as connection:
        day = _opened_again(connection, till)
    return opening.open_shift(till, opening_float, day=day, by=by)


def ensure(till: Till, *, by: Actor) -> None:
    """Begin a shift without a float where the till needs one and none is open."""
    if till.has_shifts and opening.current(till) is None:
        begin(till, NOTHING, by=by)


def float_left(till: Till) -> Money | None:
    """Return what the last shift left in the drawer; None where none has ended yet."""
    with till.shop.database.reading() as connection:
        last = closes.newest(connection, till.store, till.id)
    return None if last is None else last.kept


def _opened_again(connection: Connection, till: Till) -> date | None:
    """Return the business date whose Z was reversed, until another Z closes it."""
    left = closes.uncovered(connection, till.store, till.id)
    ended = closes.of_shifts(connection, till.store, left)
    last = [one.shift for one in ended if not one.is_handover]
    again = shifts.find_all(connection, till.store, last)
    return max((one.business_date for one in again), default=None)
