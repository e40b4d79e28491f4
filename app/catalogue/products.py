"""Finding and keeping products."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select
from sqlalchemy.engine import Row as DbRow
from sqlalchemy.sql import ClauseElement, ColumnElement

from app.base.ids import ProductId
from app.base.money import Money
from app.catalogue.product import Pack, Product, Unit
from app.catalogue.tables import product as it
from app.catalogue.tables import product_barcode as code
from app.storage import rows

HERE = 0  # the version of what was imported at this till
KEPT = {"id", "position"}  # a product that changes keeps its place in the list

_MOST_IN = 500  # parameters of one statement

_by_barcode = rows.Prepared(
    select(it)
    .join(code, code.c.product == it.c.id)
    .where(code.c.barcode == bindparam("wanted"), it.c.is_withdrawn == 0)
)
_by_short_code = rows.Prepared(
    select(it)
    .where(it.c.short_code == bindparam("wanted"), it.c.is_withdrawn == 0)
    .order_by(it.c.position)
    .limit(1)
)
_barcodes_of = rows.Prepared(
    select(code).where(code.c.product == bindparam("wanted")).order_by(code.c.position)
)


def _putting(database: str) -> ClauseElement:
    insert = rows.insert_for(database, it)
    new = insert.excluded
    later = func.max if database == "sqlite" else func.greatest
    changed: dict[str, ColumnElement[Any]] = {
        column.name: new[column.name] for column in it.columns if column.name not in KEPT
    }
    changed["version"] = later(it.c.version, new.version)  # an import here keeps HQ's mark
    return insert.on_conflict_do_update(index_elements=[it.c.id], set_=changed)


_put = rows.Prepared(_putting)


def find(connection: Connection, wanted: str) -> Product | None:
    """Look up a barcode or a short code; None when nothing for sale carries it."""
    if not wanted:
        return None
    row = _by_barcode.read(connection, wanted=wanted).one_or_none()
    if row is None:
        row = _by_short_code.read(connection, wanted=wanted).one_or_none()
    return None if row is None else _product(row, _codes(connection, row.id))


def find_item(connection: Connection, item: str) -> Product | None:
    """Look up the item number of a scale's label, leading zeros or not."""
    return find(connection, item) or find(connection, item.lstrip("0"))


def by_id(connection: Connection, product: ProductId) -> Product | None:
    """Return a product by its identity; None when it is not for sale."""
    row = connection.execute(
        select(it).where(it.c.id == product, it.c.is_withdrawn == 0)
    ).one_or_none()
    return None if row is None else _product(row, _codes(connection, row.id))


def by_ids(connection: Connection, wanted: Sequence[ProductId]) -> list[Product]:
    """Return these products where they are for sale, in the order asked for."""
    found: dict[str, Product] = {}
    for some in _in_parts(wanted):
        chosen = select(it).where(it.c.id.in_(some), it.c.is_withdrawn == 0)
        carried = _all_codes(connection, some)
        for row in connection.execute(chosen):
            found[row.id] = _product(row, carried.get(row.id, ()))
    return [found[one] for one in wanted if one in found]


def all_for_sale(connection: Connection) -> list[Product]:
    """Return every product for sale, in the order in which people listed them."""
    found = connection.execute(select(it).where(it.c.is_withdrawn == 0).order_by(it.c.position))
    carried = _all_codes(connection)
    return [_product(row, carried.get(row.id, ())) for row in found]


def with_short_code(connection: Connection) -> list[Product]:
    """Return what people type or tap rather than scan, in the order of the list."""
    found = connection.execute(
        select(it).where(it.c.short_code != "", it.c.is_withdrawn == 0).order_by(it.c.position)
    ).all()
    carried = _all_codes(connection, [row.id for row in found][:_MOST_IN])
    return [_product(row, carried.get(row.id, ())) for row in found]


def stamp(connection: Connection) -> tuple[int, ...]:
    """Return numbers that change whenever the catalogue does."""
    wanted = select(
        func.count(),
        func.coalesce(func.max(it.c.position), 0),
        func.coalesce(func.sum(it.c.price_fen), 0),
        func.coalesce(func.sum(it.c.is_withdrawn), 0),
        func.coalesce(func.max(it.c.version), 0),
    )
    return tuple(int(number) for number in connection.execute(wanted.select_from(it)).one())


def count(connection: Connection) -> int:
    """Count what is for sale."""
    wanted = select(func.count()).select_from(it).where(it.c.is_withdrawn == 0)
    return connection.scalar(wanted) or 0


def ids_of_codes(connection: Connection) -> dict[str, ProductId]:
    """Say which product each known barcode or short code belongs to, withdrawn ones too."""
    short = select(it.c.short_code, it.c.id).where(it.c.short_code != "").order_by(it.c.position)
    known = {row.short_code: ProductId(row.id) for row in connection.execute(short)}
    barcodes = {row.barcode: ProductId(row.product) for row in connection.execute(select(code))}
    return known | barcodes


def put(connection: Connection, products: Sequence[Product], version: int = HERE) -> None:
    """Add products; one with a known id replaces the old, and a barcode moves to the newest."""
    first = (connection.scalar(select(func.max(it.c.position))) or 0) + 1
    made = [_row(one, first + at, version) for at, one in enumerate(products)]
    if made:
        _put.write(connection, *made)
    _forget_barcodes(connection, [one.id for one in products])
    rows.put(connection, code, [row for one in products for row in _barcode_rows(one)])


def withdraw(connection: Connection, gone: Collection[ProductId], version: int = HERE) -> None:
    """Take products off sale; what was sold of them stays readable."""
    for some in _in_parts(gone):
        leave = it.update().where(it.c.id.in_(some))
        connection.execute(leave.values(is_withdrawn=1, version=version))


def withdraw_imported_here(connection: Connection) -> int:
    """Take off sale what was imported at this till, now that HQ says what is for sale."""
    ours = it.update().where(it.c.version == HERE, it.c.is_withdrawn == 0)
    return connection.execute(ours.values(is_withdrawn=1)).rowcount


Codes = Sequence[DbRow[tuple[object, ...]]]  # rows of product_barcode, in order


def _product(row: DbRow[tuple[object, ...]], codes: Codes) -> Product:
    return Product(
        id=ProductId(row.id),
        name=row.name,
        price=Money(row.price_fen),
        barcodes=tuple(one.barcode for one in codes if one.factor == 1),
        category=row.category,
        unit=Unit(row.unit),
        short_code=row.short_code,
        initials=tuple(row.initials.split()),
        full_pinyin=tuple(row.full_pinyin.split()),
        tax_per_mille=row.tax_per_mille,
        min_age=row.min_age,
        is_open_price=bool(row.is_open_price),
        packs=tuple(_pack(one) for one in codes if one.factor > 1),
    )


def _pack(row: DbRow[tuple[object, ...]]) -> Pack:
    price = None if row.price_fen is None else Money(row.price_fen)
    return Pack(barcode=row.barcode, factor=row.factor, name=row.pack_name, price=price)


def _codes(connection: Connection, product: str) -> Codes:
    return _barcodes_of.read(connection, wanted=product).all()


def _all_codes(
    connection: Connection, of: Sequence[ProductId] | None = None
) -> dict[str, list[DbRow[tuple[object, ...]]]]:
    carried: dict[str, list[DbRow[tuple[object, ...]]]] = {}
    found = select(code).order_by(code.c.product, code.c.position)
    if of is not None:
        found = found.where(code.c.product.in_(of))
    for row in connection.execute(found):
        carried.setdefault(row.product, []).append(row)
    return carried


def _barcode_rows(product: Product) -> list[rows.Row]:
    single = [Pack(barcode=barcode, factor=1) for barcode in product.barcodes]
    return [
        {
            "barcode": pack.barcode,
            "product": product.id,
            "position": position,
            "factor": pack.factor,
            "pack_name": pack.name,
            "price_fen": None if pack.price is None else pack.price.fen,
        }
        for position, pack in enumerate((*single, *product.packs))
    ]


def _forget_barcodes(connection: Connection, products: Iterable[ProductId]) -> None:
    for some in _in_parts(list(products)):
        connection.execute(delete(code).where(code.c.product.in_(some)))


def _in_parts(ids: Collection[ProductId], size: int = _MOST_IN) -> list[list[ProductId]]:
    every = list(ids)
    return [every[start : start + size] for start in range(0, len(every), size)]


def _row(product: Product, position: int, version: int) -> rows.Row:
    return {
        "id": product.id,
        "name": product.name,
        "category": product.category,
        "unit": str(product.unit),
        "price_fen": product.price.fen,
        "short_code": product.short_code,
        "initials": " ".join(product.initials),
        "position": position,
        "version": version,
        "is_withdrawn": 0,
        "full_pinyin": " ".join(product.full_pinyin),
        "tax_per_mille": product.tax_per_mille,
        "min_age": product.min_age,
        "is_open_price": int(product.is_open_price),
    }
