"""What a cashier looks for: a code, a name, or what is sold so often that it has a tile."""

from collections.abc import Sequence
from functools import partial

from app.catalogue import products, resolving, search
from app.catalogue.labels import Label, Template
from app.catalogue.product import Product
from app.catalogue.search import Index
from app.shop import Shop

Shelf = tuple[str, tuple[Product, ...]]

MOST_TILES = 60  # of a category


def look_up(
    shop: Shop, code: str, templates: Sequence[Template] = ()
) -> tuple[Product, Label | None] | None:
    """Return what carries this code, with what the code says beside that; None for nothing."""
    with shop.database.reading() as connection:
        return resolving.resolve(code, templates, partial(products.find, connection))


def make_index(shop: Shop) -> Index:
    """Read the whole catalogue and make it searchable; too slow for the screen's thread."""
    with shop.database.reading() as connection:
        listed = products.all_for_sale(connection)
    return search.build(listed)


def shelves(shop: Shop) -> tuple[Shelf, ...]:
    """Return the goods for tiles by category: what has a short code is tapped, not scanned."""
    with shop.database.reading() as connection:
        quick = products.with_short_code(connection)
    by_category: dict[str, list[Product]] = {}
    for product in quick:
        by_category.setdefault(product.category, []).append(product)
    return tuple((name, tuple(some[:MOST_TILES])) for name, some in by_category.items())


def stamp(shop: Shop) -> tuple[int, ...]:
    """Return something that changes whenever the catalogue does."""
    with shop.database.reading() as connection:
        return products.stamp(connection)
