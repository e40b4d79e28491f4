"""Counts, closings, Zs and reversals in SQL: written once and never changed."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import Connection, exists, func, select
from sqlalchemy.engine import Row as DbRow

from app.base import clock
from app.base.ids import CloseId, CountId, PersonId, ShiftId, StoreId, TillId, ZId
from app.base.money import Money
from app.closing import tables
from app.closing.closed import LooseEnds, Reopening, ShiftClose, Z
from app.closing.count import Count, Pile
from app.closing.figures import Figures
from app.shifts.tables import shift as shift_table
from app.storage import facts, rows

# -- counts


def add_counts(connection: Connection, counts: Sequence[Count]) -> None:
    """Keep counts; raises IntegrityError when one is already here."""
    rows.insert(connection, tables.cash_count, [_count_row(one) for one in counts])


def find_count(connection: Connection, store: StoreId, wanted: CountId) -> Count | None:
    """Read one count back exactly as it was written; None when it is not here."""
    of = tables.cash_count
    row = connection.execute(select(of).where(of.c.store == store, of.c.id == wanted)).one_or_none()
    return None if row is None else _count(row)


def counts_of(connection: Connection, store: StoreId, shift: ShiftId) -> list[Count]:
    """Return every count of a shift, the first one first."""
    of = tables.cash_count
    found = select(of).where(of.c.store == store, of.c.shift == shift).order_by(of.c.place)
    return [_count(row) for row in connection.execute(found)]


# -- the ends of shifts


def add(connection: Connection, closes: Sequence[ShiftClose]) -> None:
    """Write ends of shifts; raises IntegrityError when one is already here."""
    rows.insert(connection, tables.shift_close, [_close_row(one) for one in closes])


def find(connection: Connection, store: StoreId, wanted: CloseId) -> ShiftClose | None:
    """Read the end of a shift back exactly as it was written; None when it is not here."""
    of = tables.shift_close
    row = connection.execute(select(of).where(of.c.store == store, of.c.id == wanted)).one_or_none()
    return None if row is None else _close(row)


def of_shifts(
    connection: Connection, store: StoreId, shifts: Collection[ShiftId]
) -> list[ShiftClose]:
    """Return the ends of those of these shifts that have ended, in order."""
    of = tables.shift_close
    found = select(of).where(of.c.store == store, of.c.shift.in_(shifts)).order_by(of.c.id)
    return [_close(row) for row in connection.execute(found)]


def newest(connection: Connection, store: StoreId, till: TillId) -> ShiftClose | None:
    """Return how the till's last shift ended; None before any did."""
    of = tables.shift_close
    found = select(of).where(of.c.store == store, of.c.till == till).order_by(of.c.id.desc())
    row = connection.execute(found.limit(1)).one_or_none()
    return None if row is None else _close(row)


def uncovered(connection: Connection, store: StoreId, till: TillId) -> list[ShiftId]:
    """Name the shifts of a till that no standing Z covers, in the order they were opened in."""
    it, covers, back = shift_table, tables.z_shift, tables.z_reopening
    reversed_ = exists().where(back.c.store == covers.c.store, back.c.z == covers.c.z)
    covered = exists().where(covers.c.store == it.c.store, covers.c.shift == it.c.id, ~reversed_)
    found = select(it.c.id).where(it.c.store == store, it.c.till == till, ~covered)
    return [ShiftId(one) for one in connection.scalars(found.order_by(it.c.id))]


# -- Zs


def add_zs(connection: Connection, zs: Sequence[Z]) -> None:
    """Write Zs and which shifts they cover; raises IntegrityError when one is already here."""
    rows.insert(connection, tables.z_report, [_z_row(one) for one in zs])
    covers = [
        {"store": one.store, "shift": shift, "z": one.id} for one in zs for shift in one.shifts
    ]
    rows.insert(connection, tables.z_shift, covers)


def next_number(connection: Connection, store: StoreId, till: TillId) -> int:
    """Return the number after the till's last Z."""
    of = tables.z_report
    last = select(func.max(of.c.number)).where(of.c.store == store, of.c.till == till)
    return (connection.scalar(last) or 0) + 1


def find_z(connection: Connection, store: StoreId, wanted: ZId) -> Z | None:
    """Read one Z back exactly as it was written; None when it is not here."""
    of = tables.z_report
    row = connection.execute(select(of).where(of.c.store == store, of.c.id == wanted)).one_or_none()
    return None if row is None else _z(row)


def numbered(connection: Connection, store: StoreId, till: TillId, number: int) -> Z | None:
    """Return the till's Z with this number; None when there is none."""
    of = tables.z_report
    found = select(of).where(of.c.store == store, of.c.till == till, of.c.number == number)
    row = connection.execute(found.order_by(of.c.id.desc()).limit(1)).one_or_none()
    return None if row is None else _z(row)


def of_day(connection: Connection, store: StoreId, day: date) -> list[Z]:
    """Return every Z of a store's business date, reversed ones too, by till and number."""
    of = tables.z_report
    found = select(of).where(of.c.store == store, of.c.business_date == day.isoformat())
    return [_z(row) for row in connection.execute(found.order_by(of.c.till, of.c.number))]


# -- reversals


def add_reopenings(connection: Connection, made: Sequence[Reopening]) -> None:
    """Write reversals; raises IntegrityError when one is already here."""
    rows.insert(connection, tables.z_reopening, [_reopening_row(one) for one in made])


def find_reopening(connection: Connection, store: StoreId, wanted: str) -> Reopening | None:
    """Read a reversal back exactly as it was written; None when it is not here."""
    of = tables.z_reopening
    row = connection.execute(select(of).where(of.c.store == store, of.c.id == wanted)).one_or_none()
    return None if row is None else _reopening(row)


def reversal_of(connection: Connection, store: StoreId, z: ZId) -> Reopening | None:
    """Return what reversed a Z; None while it stands."""
    of = tables.z_reopening
    found = select(of).where(of.c.store == store, of.c.z == z).order_by(of.c.id).limit(1)
    row = connection.execute(found).one_or_none()
    return None if row is None else _reopening(row)


# -- rows


def _count(row: DbRow[tuple[object, ...]]) -> Count:
    return Count(
        id=CountId(row.id),
        store=StoreId(row.store),
        till=TillId(row.till),
        shift=ShiftId(row.shift),
        place=row.place,
        at=clock.from_ms(row.at_ms),
        piles=facts.decode(row.piles.encode(), tuple[Pile, ...]),
        expected=Money(row.expected_fen),
        person=PersonId(row.person),
        name=row.name,
    )


def _count_row(count: Count) -> rows.Row:
    return {
        "store": count.store,
        "id": count.id,
        "till": count.till,
        "shift": count.shift,
        "place": count.place,
        "at_ms": clock.to_ms(count.at),
        "piles": facts.encode(count.piles).decode(),
        "expected_fen": count.expected.fen,
        "person": count.person,
        "name": count.name,
    }


def _close(row: DbRow[tuple[object, ...]]) -> ShiftClose:
    return ShiftClose(
        id=CloseId(row.id),
        store=StoreId(row.store),
        till=TillId(row.till),
        shift=ShiftId(row.shift),
        at=clock.from_ms(row.at_ms),
        is_handover=bool(row.is_handover),
        count=CountId(row.count_id),
        counted=Money(row.counted_fen),
        expected=Money(row.expected_fen),
        kept=Money(row.kept_fen),
        why=row.why,
        note=row.note,
        person=PersonId(row.person),
        name=row.name,
        approver=row.approver,
        approver_name=row.approver_name,
    )


def _close_row(close: ShiftClose) -> rows.Row:
    return {
        "store": close.store,
        "id": close.id,
        "till": close.till,
        "shift": close.shift,
        "at_ms": clock.to_ms(close.at),
        "is_handover": int(close.is_handover),
        "count_id": close.count,
        "counted_fen": close.counted.fen,
        "expected_fen": close.expected.fen,
        "kept_fen": close.kept.fen,
        "why": close.why,
        "note": close.note,
        "person": close.person,
        "name": close.name,
        "approver": close.approver,
        "approver_name": close.approver_name,
    }


def _z(row: DbRow[tuple[object, ...]]) -> Z:
    return Z(
        id=ZId(row.id),
        store=StoreId(row.store),
        till=TillId(row.till),
        number=row.number,
        business_date=date.fromisoformat(row.business_date),
        at=clock.from_ms(row.at_ms),
        shifts=facts.decode(row.shifts.encode(), tuple[ShiftId, ...]),
        figures=facts.decode(row.figures.encode(), Figures),
        seal=row.seal,
        loose_ends=facts.decode(row.loose_ends.encode(), LooseEnds),
        person=PersonId(row.person),
        name=row.name,
    )


def _z_row(z: Z) -> rows.Row:
    return {
        "store": z.store,
        "id": z.id,
        "till": z.till,
        "number": z.number,
        "business_date": z.business_date.isoformat(),
        "at_ms": clock.to_ms(z.at),
        "shifts": facts.encode(z.shifts).decode(),
        "figures": facts.encode(z.figures).decode(),
        "seal": z.seal,
        "loose_ends": facts.encode(z.loose_ends).decode(),
        "person": z.person,
        "name": z.name,
    }


def _reopening(row: DbRow[tuple[object, ...]]) -> Reopening:
    return Reopening(
        id=row.id,
        store=StoreId(row.store),
        till=TillId(row.till),
        z=ZId(row.z),
        number=row.number,
        at=clock.from_ms(row.at_ms),
        reason=row.reason,
        person=PersonId(row.person),
        name=row.name,
        approver=row.approver,
        approver_name=row.approver_name,
    )


def _reopening_row(one: Reopening) -> rows.Row:
    return {
        "store": one.store,
        "id": one.id,
        "till": one.till,
        "z": one.z,
        "number": one.number,
        "at_ms": clock.to_ms(one.at),
        "reason": one.reason,
        "person": one.person,
        "name": one.name,
        "approver": one.approver,
        "approver_name": one.approver_name,
    }
