"""Opening a shift: from then on the till sells, and every sale is of the shift's business date."""

from datetime import date

from sqlalchemy import Connection

from app.base.errors import Refusal
from app.base.ids import ShiftId, new_id
from app.base.money import Money
from app.shifts import shifts
from app.shifts.shift import LONGEST, Shift, must_be_cash
from app.staff import auditing
from app.staff.person import OWNER, Act, Actor, Demand
from app.storage import facts, outbox
from app.till import Till

KIND = "shift"


def current(till: Till) -> Shift | None:
    """Return the shift that is open at this till; None while there is none."""
    with till.shop.database.reading() as connection:
        return shifts.now(connection)


def open_shift(
    till: Till, opening_float: Money, *, day: date | None = None, by: Actor = OWNER
) -> Shift:
    """Open a shift with this much cash in the drawer; raises Refusal while another one is open.

    Its business date is today's unless another `day` goes on, and stays so past midnight.
    """
    by.must_be_allowed(Demand(act=Act.OPEN_SHIFT))
    must_be_cash(opening_float)
    now = till.shop.clock()
    date_of = day or till.shop.day_of(now)
    with till.shop.database.writing() as connection:
        if shifts.now(connection) is not None:
            raise Refusal("shift_is_open")
        shift = Shift(
            id=ShiftId(new_id()),
            store=till.store,
            till=till.id,
            business_date=date_of,
            place=shifts.last_place(connection, till.store, till.id, date_of) + 1,
            opened_at=now,
            opening_float=opening_float,
            person=by.person.id,
            name=by.person.name[:LONGEST],
        )
        shifts.add(connection, [shift])
        shifts.begin(connection, shift.id)
        outbox.add(connection, [facts.make(connection, KIND, shift.id, shift, now)], now)
        auditing.record(connection, till, by, Act.OPEN_SHIFT, amount=opening_float)
    return shift


def needed(connection: Connection, till: Till) -> Shift | None:
    """Return the open shift; raises Refusal where the till sells in shifts and none is open."""
    shift = shifts.now(connection)
    if shift is None and till.has_shifts:
        raise Refusal("no_shift_open")
    return shift
