"""Binds a real till to the screens as the program does, but keeps settings only in memory."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from app.catalogue import browsing, products
from app.catalogue.product import Product
from app.settings import Settings
from app.till import Till
from pos_ui.bound import Bound
from pos_ui.opening import Opened
from pos_ui.selling.services import Shelf


def settings_of(till: Till, **changes: object) -> Settings:
    values = {"store": till.store, "till": till.id, "shop_name": "好邻居便利 · 中山路店"}
    return Settings(**(values | changes))  # type: ignore[arg-type]


class InMemory(Bound):
    """Has a tile for every product, and writes no settings file."""

    def keep(self, **changes: object) -> Settings:
        return Settings(**(asdict(self.settings) | changes))

    def quick_goods(self) -> Sequence[Shelf]:
        with self.till.shop.database.reading() as connection:
            return shelves(products.all_for_sale(connection))


def bind(till: Till, settings: Settings | None = None, folder: Path | None = None) -> InMemory:
    """Make the services of a till."""
    known = settings or settings_of(till)
    bound = InMemory(opened=Opened(till=till, folder=folder or Path(), settings=known))
    bound.catalogue.index = browsing.make_index(till.shop)
    return bound


def shelves(every: list[Product]) -> list[Shelf]:
    """Put the products on shelves by category."""
    names = dict.fromkeys(product.category for product in every)
    return [(name, [it for it in every if it.category == name]) for name in names]
