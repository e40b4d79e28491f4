"""What head office keeps of each kind of fact: written and read by the functions of the tills."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection

from app.base.ids import SaleId
from app.closing import closes, figuring
from app.closing.closed import Reopening, ShiftClose, Z, seal_of
from app.closing.count import Count
from app.selling import sales
from app.selling.sale import Sale
from app.shifts import shifts
from app.shifts.shift import Move, Shift
from app.staff import entries
from app.staff.entry import Entry
from hq import ledger

Value = Sale | Entry | Shift | Move | Count | ShiftClose | Z | Reopening
KINDS: dict[str, type[Value]] = {
    "sale": Sale,
    "audit": Entry,
    "shift": Shift,
    "cash_move": Move,
    "cash_count": Count,
    "shift_close": ShiftClose,
    "z": Z,
    "z_reopening": Reopening,
}
_ADD: dict[type[Value], Callable[[Connection, Sequence[Any]], None]] = {
    Sale: sales.add,
    Entry: entries.add,
    Shift: shifts.add,
    Move: shifts.add_moves,
    Count: closes.add_counts,
    ShiftClose: closes.add,
    Z: closes.add_zs,
    Reopening: closes.add_reopenings,
}


def add(connection: Connection, values: Sequence[Value]) -> None:
    """Write what tills told, a statement for each table; raises IntegrityError for a repeat."""
    for kind, write in _ADD.items():
        if chosen := [value for value in values if isinstance(value, kind)]:
            write(connection, chosen)


def kept(connection: Connection, value: Value) -> Value | None:
    """Read what the books have under the id of this value; None when they have nothing."""
    match value:
        case Sale():
            return sales.find(connection, value.store, SaleId(value.id))
        case Entry():
            return entries.find(connection, value.store, value.id)
        case Shift():
            return shifts.find(connection, value.store, value.id)
        case Move():
            return shifts.find_move(connection, value.store, value.id)
        case Count():
            return closes.find_count(connection, value.store, value.id)
        case ShiftClose():
            return closes.find(connection, value.store, value.id)
        case Z():
            return closes.find_z(connection, value.store, value.id)
        case Reopening():
            return closes.find_reopening(connection, value.store, value.id)


def is_proven(connection: Connection, z: Z) -> bool:
    """Say whether our own books come to what a Z says, with exactly the sales that it sealed."""
    sold = sales.of_shifts(connection, z.store, z.shifts)
    seal = seal_of(ledger.bodies(connection, [sale.id for sale in sold]))
    chosen = shifts.find_all(connection, z.store, z.shifts)
    return (seal, figuring.of_sales(connection, z.store, chosen, sold)) == (z.seal, z.figures)
