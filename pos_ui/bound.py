"""The requests of the screens, bound to one open till."""

from functools import partial

from app import settings
from app.catalogue import browsing
from app.catalogue.product import Product
from app.catalogue.search import EMPTY, Index
from app.selling import checkout, holding
from app.settings import Settings
from pos_ui.opening import Opened
from pos_ui.selling.services import Services


class Shelf:
    """The catalogue as it is searched now; another thread puts a newer one in its place."""

    def __init__(self) -> None:
        self.index: Index = EMPTY

    def search(self, typed: str) -> list[Product]:
        """Find what somebody types."""
        return self.index.find(typed)


def services(opened: Opened, shelf: Shelf) -> Services:
    """Bind every request of the screens to this till."""
    till = opened.till

    def keep(**changes: object) -> Settings:
        return settings.change(opened.folder, **changes)

    return Services(
        settings=opened.settings,
        resume=partial(checkout.resume, till),
        find=partial(browsing.look_up, till.shop),
        scan=partial(checkout.scan, till),
        add=partial(checkout.add, till),
        change=partial(checkout.change, till),
        void=partial(checkout.void, till),
        clear=partial(checkout.clear, till),
        hold=partial(holding.hold, till, cashier=opened.settings.cashier),
        held=partial(holding.held, till),
        recall=partial(holding.recall, till, cashier=opened.settings.cashier),
        reprice=partial(checkout.reprice, till),
        discount_line=partial(checkout.discount_line, till),
        discount_all=partial(checkout.discount_all, till),
        complete=partial(checkout.complete, till),
        last=partial(checkout.last, till),
        reprint=partial(checkout.reprint, till),
        quick_cash=checkout.quick_cash,
        denominations=checkout.denominations,
        search=shelf.search,
        quick_goods=partial(browsing.shelves, till.shop),
        keep=keep,
    )
