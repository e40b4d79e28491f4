"""Saying what is for sale: each publication has the next version, and a feed reads them in order.

Publications take turns on one row, so their versions become visible in the order of their
numbers and a till that read up to one of them has missed nothing.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, select, tuple_

from app.base.ids import ProductId
from app.catalogue import products
from app.catalogue.importing import keep_ids
from app.catalogue.product import Product
from app.catalogue.tables import product as it
from app.catalogue.tables import publication
from app.shop import Shop
from app.storage import rows
from sync.wire import CataloguePage


def publish(shop: Shop, listed: Sequence[Product], *, is_complete: bool = False) -> int:
    """Put products into the next version of the catalogue and return it.

    A known barcode keeps its product, so that tills see a change and not another product.

    A complete list also withdraws what it does not name.
    """
    with shop.database.writing() as connection:
        new = _next_version(connection)
        settled = keep_ids(listed, products.ids_of_barcodes(connection))
        products.put(connection, settled, new)
        if is_complete:
            named = {one.id for one in settled}
            gone = {one.id for one in products.all_for_sale(connection)} - named
            products.withdraw(connection, gone, new)
        return new


def version(connection: Connection) -> int:
    """Return the version that was published last; 0 before the first."""
    return connection.scalar(select(publication.c.version)) or 0


def page(connection: Connection, cursor: str, limit: int) -> CataloguePage:
    """Return what was published after a cursor; raises ValueError for one that is not ours."""
    after = _place(cursor)
    found = connection.execute(
        select(it.c.id, it.c.version, it.c.is_withdrawn)
        .where(it.c.version > products.HERE, tuple_(it.c.version, it.c.id) > after)
        .order_by(it.c.version, it.c.id)
        .limit(limit + 1)
    ).all()
    some, more = found[:limit], len(found) > limit
    listed = products.by_ids(
        connection, [ProductId(row.id) for row in some if not row.is_withdrawn]
    )
    return CataloguePage(
        products=tuple(listed),
        withdrawn=tuple(ProductId(row.id) for row in some if row.is_withdrawn),
        cursor=f"{some[-1].version}.{some[-1].id}" if some else cursor,
        version=version(connection),
        more=more,
    )


def _place(cursor: str) -> tuple[int, str]:
    number, _, last = cursor.partition(".")
    return (int(number), last) if cursor else (0, "")


def _next_version(connection: Connection) -> int:
    rows.add_new(connection, publication, [{"id": 1, "version": 0}])
    take_turns = select(publication.c.version).where(publication.c.id == 1).with_for_update()
    new = connection.execute(take_turns).scalar_one() + 1
    connection.execute(publication.update().values(version=new))
    return int(new)
