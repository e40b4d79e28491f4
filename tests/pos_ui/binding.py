"""Binds a real till to the screens as the program does, but keeps settings only in memory."""

from dataclasses import asdict, replace
from pathlib import Path

from app.catalogue import browsing, products
from app.catalogue.product import Product
from app.settings import Settings
from app.till import Till
from pos_ui import bound
from pos_ui.opening import Opened
from pos_ui.selling.services import Services, Shelf


def settings_of(till: Till, **changes: object) -> Settings:
    values = {"store": till.store, "till": till.id, "shop_name": "好邻居便利 · 中山路店"}
    return Settings(**(values | changes))  # type: ignore[arg-type]


def bind(till: Till, settings: Settings | None = None) -> Services:
    """Make the services of a till, with a tile for every product."""
    known = settings or settings_of(till)
    shelf = bound.Shelf()
    shelf.index = browsing.make_index(till.shop)
    with till.shop.database.reading() as connection:
        every = products.all_for_sale(connection)

    def keep(**changes: object) -> Settings:
        return Settings(**(asdict(known) | changes))

    services = bound.services(Opened(till=till, folder=Path(), settings=known), shelf)
    return replace(services, quick_goods=lambda: shelves(every), keep=keep)


def shelves(every: list[Product]) -> list[Shelf]:
    """Put the products on shelves by category."""
    names = dict.fromkeys(product.category for product in every)
    return [(name, [it for it in every if it.category == name]) for name in names]
