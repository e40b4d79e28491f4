"""Shifts and cash moves in SQL: written once and never changed; which one is open is apart."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import Connection, func, select
from sqlalchemy.engine import Row as DbRow

from app.base import clock
from app.base.ids import MoveId, PersonId, ShiftId, StoreId, TillId
from app.base.money import Money
from app.shifts import tables
from app.shifts.shift import Move, MoveKind, Shift
from app.storage import rows

it = tables.shift
NOW = 1  # the one row
_now = rows.Prepared(
    select(it).join(tables.shift_now, tables.shift_now.c.shift == it.c.id).limit(1)
)


def add(connection: Connection, shifts: Sequence[Shift]) -> None:
    """Write shifts that were opened; raises IntegrityError when one is already here."""
    rows.insert(connection, it, [_row(one) for one in shifts])


def begin(connection: Connection, shift: ShiftId) -> None:
    """Make this the open shift of the till; raises IntegrityError while another one is."""
    rows.insert(connection, tables.shift_now, [{"id": NOW, "shift": shift}])


def end(connection: Connection) -> None:
    """Leave the till without an open shift."""
    connection.execute(tables.shift_now.delete())


def now(connection: Connection) -> Shift | None:
    """Return the shift that is open at this till; None while there is none."""
    row = _now.read(connection).one_or_none()
    return None if row is None else _shift(row)


def find(connection: Connection, store: StoreId, shift: ShiftId) -> Shift | None:
    """Read one shift back exactly as it was written; None when it is not here."""
    wanted = select(it).where(it.c.store == store, it.c.id == shift)
    row = connection.execute(wanted).one_or_none()
    return None if row is None else _shift(row)


def find_all(connection: Connection, store: StoreId, wanted: Collection[ShiftId]) -> list[Shift]:
    """Read these shifts, in the order in which they were opened."""
    chosen = select(it).where(it.c.store == store, it.c.id.in_(wanted)).order_by(it.c.id)
    return [_shift(row) for row in connection.execute(chosen)]


def of_day(connection: Connection, store: StoreId, day: date) -> list[Shift]:
    """Return every shift of a store's business date, of all tills that are known here."""
    chosen = select(it).where(it.c.store == store, it.c.business_date == day.isoformat())
    return [_shift(row) for row in connection.execute(chosen.order_by(it.c.till, it.c.id))]


def last_place(connection: Connection, store: StoreId, till: TillId, day: date) -> int:
    """Return how many shifts the till has had on a business date."""
    wanted = select(func.max(it.c.place)).where(
        it.c.store == store, it.c.till == till, it.c.business_date == day.isoformat()
    )
    return connection.scalar(wanted) or 0


def add_moves(connection: Connection, moves: Sequence[Move]) -> None:
    """Write cash moves; raises IntegrityError when one is already here."""
    rows.insert(connection, tables.cash_move, [_move_row(one) for one in moves])


def find_move(connection: Connection, store: StoreId, move: MoveId) -> Move | None:
    """Read one cash move back exactly as it was written; None when it is not here."""
    of = tables.cash_move
    row = connection.execute(select(of).where(of.c.store == store, of.c.id == move)).one_or_none()
    return None if row is None else _move(row)


def moves_of(connection: Connection, store: StoreId, shifts: Collection[ShiftId]) -> list[Move]:
    """Return the cash moves of some shifts, in order."""
    of = tables.cash_move
    chosen = select(of).where(of.c.store == store, of.c.shift.in_(shifts)).order_by(of.c.id)
    return [_move(row) for row in connection.execute(chosen)]


def _shift(row: DbRow[tuple[object, ...]]) -> Shift:
    return Shift(
        id=ShiftId(row.id),
        store=StoreId(row.store),
        till=TillId(row.till),
        business_date=date.fromisoformat(row.business_date),
        place=row.place,
        opened_at=clock.from_ms(row.opened_at_ms),
        opening_float=Money(row.float_fen),
        person=PersonId(row.person),
        name=row.name,
    )


def _row(shift: Shift) -> rows.Row:
    return {
        "store": shift.store,
        "id": shift.id,
        "till": shift.till,
        "business_date": shift.business_date.isoformat(),
        "place": shift.place,
        "opened_at_ms": clock.to_ms(shift.opened_at),
        "float_fen": shift.opening_float.fen,
        "person": shift.person,
        "name": shift.name,
    }


def _move(row: DbRow[tuple[object, ...]]) -> Move:
    return Move(
        id=MoveId(row.id),
        store=StoreId(row.store),
        till=TillId(row.till),
        shift=ShiftId(row.shift),
        at=clock.from_ms(row.at_ms),
        kind=MoveKind(row.kind),
        amount=Money(row.amount_fen),
        reason=row.reason,
        person=PersonId(row.person),
        name=row.name,
    )


def _move_row(move: Move) -> rows.Row:
    return {
        "store": move.store,
        "id": move.id,
        "till": move.till,
        "shift": move.shift,
        "at_ms": clock.to_ms(move.at),
        "kind": str(move.kind),
        "amount_fen": move.amount.fen,
        "reason": move.reason,
        "person": move.person,
        "name": move.name,
    }
