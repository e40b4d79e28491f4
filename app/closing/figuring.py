"""From the books to figures, the same at a till and at HQ: they read what `figures` adds up."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import Connection

from app.base.ids import ShiftId, StoreId
from app.closing import closes
from app.closing.figures import Figures, figures
from app.selling import sales
from app.selling.sale import Sale
from app.shifts import shifts
from app.shifts.shift import Shift


def of_day(connection: Connection, store: StoreId, day: date) -> Figures:
    """Return what a store's business date comes to, over all tills whose facts are here."""
    return of_shifts(connection, store, [one.id for one in shifts.of_day(connection, store, day)])


def of_shifts(connection: Connection, store: StoreId, wanted: Collection[ShiftId]) -> Figures:
    """Return what these shifts come to."""
    chosen = shifts.find_all(connection, store, wanted)
    return of_sales(connection, store, chosen, sales.of_shifts(connection, store, wanted))


def of_sales(
    connection: Connection, store: StoreId, chosen: Sequence[Shift], sold: Sequence[Sale]
) -> Figures:
    """Return what these shifts come to, of which the sales have been read already."""
    ids = [one.id for one in chosen]
    ended = {one.shift: one.counted for one in closes.of_shifts(connection, store, ids)}
    return figures(chosen, sold, shifts.moves_of(connection, store, ids), ended)
