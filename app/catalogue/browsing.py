"""What a cashier looks for: a code, a name, or what is sold so often that it has a tile."""

from collections.abc import Sequence
from functools import partial

from app.catalogue import prices, products, resolving, search
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
        found = resolving.resolve(code, templates, partial(products.find, connection))
        return found and (prices.now(connection, found[0], shop.clock()), found[1])


def as_priced_now(shop: Shop, product: Product) -> Product:
    """Return a product that was found before at the price of this moment."""
    with shop.database.reading() as connection:
        return prices.now(connection, product, shop.clock())


def make_index(shop: Shop) -> Index:
    """Read the whole catalogue and make it searchable; too slow for the screen's thread."""
    with shop.database.reading() as connection:
        listed = prices.all_now(connection, products.all_for_sale(connection), shop.clock())
    return search.build(listed)


def shelves(shop: Shop) -> tuple[Shelf, ...]:
    """Return the goods for tiles by category: what has a short code is tapped, not scanned."""
    with shop.database.reading() as connection:
        quick = prices.all_now(connection, products.with_short_code(connection), shop.clock())
    by_category: dict[str, list[Product]] = {}
    for product in quick:
        by_category.setdefault(product.category, []).append(product)
    return tuple((name, tuple(some[:MOST_TILES])) for name, some in by_category.items())


def stamp(shop: Shop) -> tuple[int, ...]:
    """Return something that changes whenever the catalogue does, or a price begins or ends."""
    with shop.database.reading() as connection:
        return (*products.stamp(connection), *prices.stamp(connection, shop.clock()))
