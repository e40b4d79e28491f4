"""Prices that hold for a while: which of them holds is asked when something is scanned."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Column, Connection, Index, bindparam, delete, func, or_, select

from app.base import clock
from app.base.ids import ProductId
from app.base.money import Money
from app.catalogue.price import DatedPrice, priced
from app.catalogue.product import Product
from app.storage import rows, told
from app.storage.columns import Fen, Text, UtcMs, Whole, table

it = table(
    "product_price",
    Column("scope", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("product", Text, nullable=False),
    Column("barcode", Text, nullable=False),  # of the pack that it is for
    Column("price_fen", Fen, nullable=False),
    Column("rank", Whole, nullable=False),  # the nearer scope wins
    Column("valid_from_ms", UtcMs, nullable=False),
    Column("valid_until_ms", UtcMs),
    Column("version", Whole, nullable=False),
)
Index("ix_product_price_product", it.c.product, it.c.valid_from_ms)

_holds = (it.c.valid_from_ms <= bindparam("at_ms")) & or_(
    it.c.valid_until_ms.is_(None), it.c.valid_until_ms > bindparam("at_ms")
)
_order = (it.c.rank, it.c.valid_from_ms, it.c.version, it.c.scope, it.c.id)  # the last one wins
_of_product = rows.Prepared(
    select(it.c.barcode, it.c.price_fen)
    .where(it.c.product == bindparam("wanted"), _holds)
    .order_by(*_order)
)
_of_all = rows.Prepared(
    select(it.c.product, it.c.barcode, it.c.price_fen).where(_holds).order_by(*_order)
)


def now(connection: Connection, product: Product, at: datetime) -> Product:
    """Return a product at the prices of this moment."""
    found = _of_product.read(connection, wanted=product.id, at_ms=clock.to_ms(at)).all()
    return (
        priced(product, {row.barcode: Money(row.price_fen) for row in found}) if found else product
    )


def all_now(connection: Connection, listed: Sequence[Product], at: datetime) -> list[Product]:
    """Return products at the prices of this moment."""
    by_product = _holding(connection, at)
    return [priced(one, by_product.get(one.id, {})) for one in listed]


def stamp(connection: Connection, at: datetime) -> tuple[int, ...]:
    """Return numbers that change whenever a price begins or ends to hold."""
    wanted = select(
        func.count(),
        func.coalesce(func.sum(it.c.price_fen), 0),
        func.coalesce(func.max(it.c.valid_from_ms), 0),
        func.coalesce(func.max(it.c.version), 0),
    ).where(_holds)
    found = connection.execute(wanted.select_from(it), {"at_ms": clock.to_ms(at)})
    return tuple(int(number) for number in found.one())


def put(
    connection: Connection, prices: Sequence[tuple[str, str, DatedPrice]], version: int
) -> None:
    """Keep prices as (scope, id, price); one with a known scope and id replaces the old."""
    rows.put(connection, it, [_row(scope, name, one, version) for scope, name, one in prices])


def forget(connection: Connection, gone: Collection[tuple[str, str]]) -> None:
    """Let go of prices, by scope and id."""
    for scope, name in gone:
        connection.execute(delete(it).where(it.c.scope == scope, it.c.id == name))


def places(connection: Connection) -> set[tuple[str, str]]:
    """Name every price that is kept here, by scope and id."""
    return {(row.scope, row.id) for row in connection.execute(select(it.c.scope, it.c.id))}


def _holding(connection: Connection, at: datetime) -> Mapping[str, dict[str, Money]]:
    found: defaultdict[str, dict[str, Money]] = defaultdict(dict)
    for row in _of_all.read(connection, at_ms=clock.to_ms(at)):
        found[ProductId(row.product)][row.barcode] = Money(row.price_fen)
    return found


def _row(scope: str, name: str, one: DatedPrice, version: int) -> rows.Row:
    until = one.valid_until
    return {
        "scope": scope,
        "id": name,
        "product": one.product,
        "barcode": one.barcode,
        "price_fen": one.price.fen,
        "rank": told.rank(scope),
        "valid_from_ms": clock.to_ms(one.valid_from),
        "valid_until_ms": None if until is None else clock.to_ms(until),
        "version": version,
    }
