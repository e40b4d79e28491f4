"""Splitting turnover up in the database: what is added up there is never read into memory."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Select, distinct, func, select

from app.base import clock
from app.base.ids import StoreId
from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue.product import Unit
from app.catalogue.tables import product
from app.reports.breakdown import Breakdown, By, Part
from app.selling.tables import sale, sale_line, sale_return, sale_tender
from app.selling.tender import TenderKind

QUARTER_MS = 15 * 60 * 1000  # no time zone is off by less than this
ROUNDING = "rounding"  # of bills, among goods


def read(
    connection: Connection, store: StoreId, by: By, since: date, until: date, zone: ZoneInfo
) -> Breakdown:
    """Split a store's turnover; hours are those of the zone, categories those of today."""
    span = _Span(connection, store, since, until)
    parts = _WAYS[by](span, zone)
    return Breakdown(by=by, since=since, until=until, parts=tuple(parts), bills=span.bills())


@dataclass(frozen=True, slots=True)
class _Span:
    """The sales of a store in some business days."""

    connection: Connection
    store: StoreId
    since: date
    until: date

    @property
    def wanted(self) -> ColumnElement[bool]:
        days = sale.c.business_date.between(self.since.isoformat(), self.until.isoformat())
        return (sale.c.store == self.store) & days

    def rows(self, chosen: Select[Any]) -> list[Any]:
        return list(self.connection.execute(chosen.where(self.wanted)))

    def bills(self) -> int:
        return int(self.rows(select(func.count()).select_from(sale))[0][0])


@dataclass(slots=True)
class _Sums:
    """What belongs to one key, while it is added up."""

    name: str = ""
    bills: int = 0
    fen: Counter[str] = field(default_factory=Counter)
    thousandths: Counter[str] = field(default_factory=Counter)


def _by_bill(
    column: ColumnElement[Any], name: ColumnElement[Any] | None = None
) -> Callable[[_Span, ZoneInfo], Iterable[Part]]:
    """Split by something that a whole bill has."""
    return lambda span, _: _bills(span, column, name)


def _bills(
    span: _Span, column: ColumnElement[Any], name: ColumnElement[Any] | None = None
) -> list[Part]:
    called = func.max(column if name is None else name)
    net = func.sum(sale.c.total_fen), func.sum(sale.c.rounding_fen)
    heads = span.rows(select(column, called, func.count(), *net).group_by(column))
    lines = select(column, func.sum(sale_line.c.amount_fen)).select_from(_with(sale_line))
    sold = {key: int(fen) for key, fen in span.rows(lines.group_by(column))}
    return [
        Part(
            key=str(key),
            name=str(called_),
            bills=bills,
            sold=Money(sold.get(key, 0)),
            given_back=Money(sold.get(key, 0) - int(rounding) - int(total)),
            rounding=Money(int(rounding)),
            net=Money(int(total)),
        )
        for key, called_, bills, total, rounding in sorted(heads, key=lambda row: str(row[0]))
    ]


def _hours(span: _Span, zone: ZoneInfo) -> list[Part]:
    """Split by quarters of an hour first, so that any zone's hours can be made of them."""
    quarter = sale.c.completed_at_ms // QUARTER_MS
    found: dict[str, Part] = {}
    for part in _bills(span, quarter):
        at = clock.from_ms(int(part.key) * QUARTER_MS).astimezone(zone)
        key = f"{at.hour:02}"
        old = found.get(key)
        found[key] = replace(part, key=key, name=f"{key}:00") if old is None else _both(old, part)
    return [found[key] for key in sorted(found)]


def _tenders(span: _Span, _: ZoneInfo) -> list[Part]:
    chosen = select(
        sale_tender.c.kind,
        func.count(distinct(sale_tender.c.sale)),
        func.sum(sale_tender.c.amount_fen),
    )
    chosen = chosen.select_from(_with(sale_tender)).group_by(sale_tender.c.kind)
    change = span.rows(select(func.coalesce(func.sum(sale.c.change_fen), 0)))[0][0]
    found = {kind: (bills, int(fen)) for kind, bills, fen in span.rows(chosen)}
    cash = str(TenderKind.CASH)
    if change and cash not in found:  # change of a voucher is cash, too
        found[cash] = (0, 0)
    return [
        Part(key=kind, name=kind, bills=bills, net=Money(fen - int(change) * (kind == cash)))
        for kind, (bills, fen) in sorted(found.items(), key=lambda it: (it[0] != cash, it[0]))
    ]


def _products(span: _Span, _: ZoneInfo) -> list[Part]:
    return _goods(span, lambda table: (table.c.product, func.max(table.c.name)))


def _categories(span: _Span, _: ZoneInfo) -> list[Part]:
    called = func.coalesce(product.c.category, "")
    return _goods(span, lambda _table: (called, func.max(called)))


def _goods(span: _Span, key_and_name: Callable[[Any], tuple[Any, Any]]) -> list[Part]:
    """Split lines and what came back; a bill that has both of one key counts once for each."""
    sums: defaultdict[str, _Sums] = defaultdict(_Sums)
    for table, sign in ((sale_line, 1), (sale_return, -1)):
        money = table.c.amount_fen if sign > 0 else table.c.amount_fen - table.c.rounding_fen
        key, name = key_and_name(table)
        chosen = (
            select(key, table.c.unit, name, func.count(distinct(table.c.sale)), func.sum(money))
            .add_columns(func.sum(table.c.quantity_thousandths))
            .select_from(_with(table).outerjoin(product, product.c.id == table.c.product))
            .group_by(key, table.c.unit)
        )
        for found, unit, called, bills, fen, thousandths in span.rows(chosen):
            one = sums[found]
            one.name = one.name or called
            one.bills += bills
            one.fen["sold" if sign > 0 else "back"] += int(fen)
            one.thousandths[unit] += sign * int(thousandths)
    rounding = span.rows(select(func.coalesce(func.sum(sale.c.rounding_fen), 0)))[0][0]
    parts = [_goods_part(key, one) for key, one in sums.items()]
    parts.sort(key=lambda part: (-part.net.fen, part.key))
    return parts + _rounding_part(int(rounding))


def _goods_part(key: str, one: _Sums) -> Part:
    sold, back = Money(one.fen["sold"]), Money(one.fen["back"])
    return Part(
        key=key,
        name=one.name,
        bills=one.bills,
        sold=sold,
        given_back=back,
        net=sold - back,
        pieces=Quantity(one.thousandths[Unit.PIECE]),
        weight=Quantity(one.thousandths[Unit.KG]),
    )


def _rounding_part(fen: int) -> list[Part]:
    if not fen:
        return []
    rounding = Money(fen)
    return [Part(key=ROUNDING, name="", bills=0, rounding=rounding, net=-rounding)]


def _both(one: Part, other: Part) -> Part:
    """Add two parts; a bill that has both counts twice, as it does for each."""
    return replace(
        one,
        bills=one.bills + other.bills,
        sold=one.sold + other.sold,
        given_back=one.given_back + other.given_back,
        rounding=one.rounding + other.rounding,
        net=one.net + other.net,
        pieces=one.pieces + other.pieces,
        weight=one.weight + other.weight,
    )


def _with(table: Any) -> Any:  # noqa: ANN401 - a table and a join
    same = (table.c.store == sale.c.store) & (table.c.sale == sale.c.id)
    return sale.join(table, same)


_WAYS: dict[By, Callable[[_Span, ZoneInfo], Iterable[Part]]] = {
    By.DAY: _by_bill(sale.c.business_date),
    By.HOUR: _hours,
    By.TILL: _by_bill(sale.c.till),
    By.CASHIER: _by_bill(sale.c.cashier, sale.c.cashier_name),
    By.TENDER: _tenders,
    By.PRODUCT: _products,
    By.CATEGORY: _categories,
}
