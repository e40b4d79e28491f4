"""What a cashier looks for: a code, a name, or what is sold so often that it has a tile."""

from collections.abc import Sequence

from app.catalogue import labels, products, search
from app.catalogue.labels import Label, Template
from app.catalogue.product import Product
from app.catalogue.search import Index
from app.shop import Shop

Shelf = tuple[str, tuple[Product, ...]]

MOST_TILES = 60  # of a category


def look_up(
    shop: Shop, code: str, templates: Sequence[Template] = ()
) -> tuple[Product, Label | None] | None:
    """Return what carries this code, with the label where a scale printed it; None for nothing.

    What is listed under a code wins over what the code may mean as a scale's label.
    """
    with shop.database.reading() as connection:
        product = products.find(connection, code)
        if product is not None:
            return product, None
        label = labels.read(code, templates)
        product = products.find_item(connection, label.item) if label else None
    return None if product is None else (product, label)


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
