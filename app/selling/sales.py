"""Completed sales, written once and never changed."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Select, Table, bindparam, func, select
from sqlalchemy.engine import Row as DbRow
from sqlalchemy.sql import ClauseElement

from app.base import clock
from app.base.ids import ProductId, SaleId, ShiftId, StoreId, TillId
from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue.product import Unit
from app.selling import tables
from app.selling.cart import Line
from app.selling.given_back import Return
from app.selling.sale import Sale
from app.selling.tender import Tender, TenderKind
from app.storage import rows

AT_ONCE = 1000  # sales whose lines are read with one statement

Values = tuple[object, ...]  # of a row, in the order of its table

HEADER = (
    "store", "id", "till", "number", "business_date", "completed_at_ms", "total_fen",
    "change_fen", "rounding_fen", "cashier", "cashier_name", "shift",
)  # fmt: skip
WHAT = (
    "position", "product", "barcode", "name", "unit", "quantity_thousandths", "unit_price_fen",
)  # fmt: skip
REST = (
    "list_price_fen", "per_mille_off", "amount_off_fen", "order_off_fen", "label_amount_fen",
    "pack", "pack_name", "tax_per_mille", "note",
)  # fmt: skip
LINE = ("store", "sale", *WHAT, "amount_fen", *REST)
TENDER = ("store", "sale", "position", "kind", "amount_fen", "reference")


def _counting(database: str) -> ClauseElement:
    counter = tables.sale_series
    first = rows.insert_for(database, counter).values(business_date=bindparam("day"), last=1)
    again = first.on_conflict_do_update(
        index_elements=[counter.c.business_date], set_={"last": counter.c.last + 1}
    )
    return again.returning(counter.c.last)


_count = rows.Prepared(_counting)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """How much one till sold: `total` in fen, and the number of sales and of their lines."""

    store: StoreId
    till: TillId
    sales: int
    lines: int
    total: Money


def add(connection: Connection, sales: Sequence[Sale]) -> None:
    """Write completed sales, one statement for each table.

    Raises IntegrityError when one of them is already here.
    """
    rows.insert_ordered(connection, tables.sale, HEADER, [_header(sale) for sale in sales])
    lines = [_sold_line(sale, line) for sale in sales for line in sale.lines]
    rows.insert_ordered(connection, tables.sale_line, LINE, lines)
    tenders = [
        (sale.store, sale.id, position, one.kind.value, one.amount.fen, one.reference)
        for sale in sales
        for position, one in enumerate(sale.tenders, start=1)
    ]
    rows.insert_ordered(connection, tables.sale_tender, TENDER, tenders)
    back = [
        {**return_row(one), "store": sale.store, "sale": sale.id}
        for sale in sales
        for one in sale.returns
    ]
    rows.insert(connection, tables.sale_return, back)


def next_number(connection: Connection, till: TillId, day: date) -> str:
    """Give out the next sale number of this till and day: "T1-20261122-0088"."""
    counted = _count.one(connection, day=day.isoformat())
    assert counted is not None, "an upsert returns its row"
    return f"{till}-{day:%Y%m%d}-{counted[0]:04d}"


def find(connection: Connection, store: StoreId, sale_id: SaleId) -> Sale | None:
    """Read one sale back exactly as it was written; None when it is not here."""
    it = tables.sale.c
    return _one(connection, select(tables.sale).where(it.store == store, it.id == sale_id))


def find_all(connection: Connection, store: StoreId, wanted: Sequence[str]) -> list[Sale]:
    """Read these sales of a store, in this order; those that are not here are left out."""
    it = tables.sale
    chosen = select(it).where(it.c.store == store, it.c.id.in_(wanted))
    headers = {header.id: header for header in connection.execute(chosen)}
    return _read(connection, [headers[one] for one in wanted if one in headers])


def of_shifts(connection: Connection, store: StoreId, shifts: Collection[ShiftId]) -> list[Sale]:
    """Read every sale of some shifts, in the order of their ids."""
    it = tables.sale
    chosen = select(it).where(it.c.store == store, it.c.shift.in_(shifts)).order_by(it.c.id)
    headers = connection.execute(chosen).all()
    parts = [headers[at : at + AT_ONCE] for at in range(0, len(headers), AT_ONCE)]
    return [sale for part in parts for sale in _read(connection, part)]


def find_by_number(connection: Connection, store: StoreId, number: str) -> Sale | None:
    """Read the newest sale with this number; None when there is none."""
    wanted = select(tables.sale).where(tables.sale.c.store == store, tables.sale.c.number == number)
    return _one(connection, wanted.order_by(tables.sale.c.id.desc()).limit(1))


def line_of(row: DbRow[tuple[object, ...]]) -> Line:
    """Read a line from a row of a sale or of a draft."""
    return Line(
        row.position,
        ProductId(row.product),
        row.barcode,
        row.name,
        Unit(row.unit),
        Quantity(row.quantity_thousandths),
        Money(row.unit_price_fen),
        None if row.list_price_fen is None else Money(row.list_price_fen),
        row.per_mille_off,
        Money(row.amount_off_fen),
        Money(row.order_off_fen),
        None if row.label_amount_fen is None else Money(row.label_amount_fen),
        row.pack,
        row.pack_name,
        row.tax_per_mille,
        row.note,
    )


def line_row(line: Line) -> dict[str, object]:
    """Write what a sale's line and a draft's have in common."""
    return dict(zip((*WHAT, *REST), (*_what(line), *_rest(line)), strict=True))


def return_of(row: DbRow[tuple[object, ...]]) -> Return:
    """Read what was brought back from a row of a sale or of a draft."""
    return Return(
        sale=SaleId(row.sold_in),
        number=row.sold_number,
        line=row.sold_line,
        product=ProductId(row.product),
        barcode=row.barcode,
        name=row.name,
        unit=Unit(row.unit),
        quantity=Quantity(row.quantity_thousandths),
        amount=Money(row.amount_fen),
        rounding=Money(row.rounding_fen),
        tax_per_mille=row.tax_per_mille,
        reason=row.reason,
        position=row.position,
    )


def return_row(one: Return) -> dict[str, object]:
    """Write what a sale's return and a draft's have in common."""
    return {
        "position": one.position,
        "sold_in": one.sale,
        "sold_number": one.number,
        "sold_line": one.line,
        "product": one.product,
        "barcode": one.barcode,
        "name": one.name,
        "unit": str(one.unit),
        "quantity_thousandths": one.quantity.thousandths,
        "amount_fen": one.amount.fen,
        "rounding_fen": one.rounding.fen,
        "tax_per_mille": one.tax_per_mille,
        "reason": one.reason,
    }


def tender_of(row: DbRow[tuple[object, ...]]) -> Tender:
    """Read a tender from a row of a sale or of a draft."""
    return Tender(TenderKind(row.kind), Money(row.amount_fen), row.reference)


def tender_row(tender: Tender, position: int) -> dict[str, object]:
    """Write what a sale's tender and a draft's have in common."""
    return {
        "position": position,
        "kind": str(tender.kind),
        "amount_fen": tender.amount.fen,
        "reference": tender.reference,
    }


def returned(
    connection: Connection, store: StoreId, sale: SaleId, *, but: str = ""
) -> dict[int, Quantity]:
    """Say how much of each line of a sale was brought back so far, `but` in one later sale."""
    back = tables.sale_return
    found = connection.execute(
        select(back.c.sold_line, func.sum(back.c.quantity_thousandths))
        .where(back.c.store == store, back.c.sold_in == sale, back.c.sale != but)
        .group_by(back.c.sold_line)
    )
    return {row[0]: Quantity(int(row[1])) for row in found}


def takers_back(connection: Connection, store: StoreId, sale: SaleId) -> list[Sale]:
    """Return the sales that took something of this one back, in order."""
    back = tables.sale_return
    wanted = select(back.c.sale).where(back.c.store == store, back.c.sold_in == sale).distinct()
    return find_all(connection, store, sorted(connection.scalars(wanted)))


def ids(connection: Connection) -> list[SaleId]:
    """Return the id of every sale kept here, as often as it is kept."""
    return [SaleId(one) for one in connection.scalars(select(tables.sale.c.id))]


def count(connection: Connection) -> int:
    """Count the sales kept here."""
    return connection.scalar(select(func.count()).select_from(tables.sale)) or 0


def sums(connection: Connection) -> list[Sum]:
    """Add up what each till sold, in the order of their names."""
    header, line = tables.sale, tables.sale_line
    lines = {
        (row[0], row[1]): row[2]
        for row in connection.execute(
            select(header.c.store, header.c.till, func.count())
            .select_from(header)
            .join(line, (line.c.store == header.c.store) & (line.c.sale == header.c.id))
            .group_by(header.c.store, header.c.till)
        )
    }
    found = connection.execute(
        select(
            header.c.store,
            header.c.till,
            func.count().label("sales"),
            func.sum(header.c.total_fen).label("total_fen"),
        )
        .group_by(header.c.store, header.c.till)
        .order_by(header.c.store, header.c.till)
    )
    return [
        Sum(
            store=StoreId(row.store),
            till=TillId(row.till),
            sales=row.sales,
            lines=lines.get((row.store, row.till), 0),
            total=Money(int(row.total_fen)),
        )
        for row in found
    ]


def _one(connection: Connection, wanted: Select[tuple[object, ...]]) -> Sale | None:
    header = connection.execute(wanted).one_or_none()
    return None if header is None else _read(connection, [header])[0]


def _read(connection: Connection, headers: Sequence[DbRow[tuple[object, ...]]]) -> list[Sale]:
    lines, tenders, returns = (
        _parts(connection, of, headers)
        for of in (tables.sale_line, tables.sale_tender, tables.sale_return)
    )
    return [
        Sale(
            id=SaleId(header.id),
            number=header.number,
            store=StoreId(header.store),
            till=TillId(header.till),
            business_date=date.fromisoformat(header.business_date),
            completed_at=clock.from_ms(header.completed_at_ms),
            lines=tuple(map(line_of, lines[header.store, header.id])),
            tenders=tuple(map(tender_of, tenders[header.store, header.id])),
            total=Money(header.total_fen),
            change=Money(header.change_fen),
            rounding=Money(header.rounding_fen),
            returns=tuple(map(return_of, returns[header.store, header.id])),
            cashier=header.cashier,
            cashier_name=header.cashier_name,
            shift=ShiftId(header.shift),
        )
        for header in headers
    ]


def _parts(
    connection: Connection, of: Table, headers: Sequence[DbRow[tuple[object, ...]]]
) -> Mapping[tuple[str, str], list[DbRow[tuple[object, ...]]]]:
    """Read what belongs to some sales, in order, by store and sale."""
    found: defaultdict[tuple[str, str], list[DbRow[tuple[object, ...]]]] = defaultdict(list)
    stores, ids = {header.store for header in headers}, [header.id for header in headers]
    chosen = select(of).where(of.c.store.in_(stores), of.c.sale.in_(ids)).order_by(of.c.position)
    for row in connection.execute(chosen):
        found[row.store, row.sale].append(row)
    return found


def _header(sale: Sale) -> Values:
    return (
        sale.store,
        sale.id,
        sale.till,
        sale.number,
        sale.business_date.isoformat(),
        clock.to_ms(sale.completed_at),
        sale.total.fen,
        sale.change.fen,
        sale.rounding.fen,
        sale.cashier,
        sale.cashier_name,
        sale.shift,
    )


def _sold_line(sale: Sale, line: Line) -> Values:
    return (sale.store, sale.id, *_what(line), line.amount_fen, *_rest(line))


def _what(line: Line) -> Values:
    return (
        line.position,
        line.product,
        line.barcode,
        line.name,
        line.unit.value,
        line.quantity.thousandths,
        line.unit_price.fen,
    )


def _rest(line: Line) -> Values:
    return (
        None if line.list_price is None else line.list_price.fen,
        line.per_mille_off,
        line.amount_off.fen,
        line.order_off.fen,
        None if line.label_amount is None else line.label_amount.fen,
        line.pack,
        line.pack_name,
        line.tax_per_mille,
        line.note,
    )
