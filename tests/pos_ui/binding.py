"""Binds a real till to the screens, as the program does."""

from dataclasses import asdict
from functools import partial

from app.catalogue import products, search
from app.catalogue.product import Product
from app.selling import checkout
from app.settings import Settings
from app.till import Till
from pos_ui.selling.services import Services, Shelf


def settings_of(till: Till, **changes: object) -> Settings:
    values = {"store": till.store, "till": till.id, "shop_name": "好邻居便利 · 中山路店"}
    return Settings(**(values | changes))  # type: ignore[arg-type]


def bind(till: Till, settings: Settings | None = None) -> Services:
    """Make the services of a till; settings that are kept are only returned."""
    known = settings or settings_of(till)
    with till.shop.database.reading() as connection:
        every = products.all_for_sale(connection)
    index = search.build(every)

    def find(code: str) -> Product | None:
        with till.shop.database.reading() as connection:
            return products.find(connection, code)

    def keep(**changes: object) -> Settings:
        return Settings(**(asdict(known) | changes))

    return Services(
        settings=known,
        resume=partial(checkout.resume, till),
        find=find,
        scan=partial(checkout.scan, till),
        add=partial(checkout.add, till),
        change=partial(checkout.change, till),
        void=partial(checkout.void, till),
        clear=partial(checkout.clear, till),
        complete=partial(checkout.complete, till),
        last=partial(checkout.last, till),
        reprint=partial(checkout.reprint, till),
        quick_cash=checkout.quick_cash,
        denominations=checkout.denominations,
        search=index.find,
        quick_goods=lambda: shelves(every),
        keep=keep,
    )


def shelves(every: list[Product]) -> list[Shelf]:
    """Put the products on shelves by category."""
    names = dict.fromkeys(product.category for product in every)
    return [(name, [it for it in every if it.category == name]) for name in names]
