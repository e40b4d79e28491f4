"""What the selling screens ask for, bound by main: they know neither database nor devices."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.base.ids import SaleId
from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue.product import Product
from app.selling.cart import NOTHING, Cart, Line
from app.selling.held import Held
from app.selling.rounding import Rounding
from app.selling.sale import Sale, Tender
from app.settings import Settings

Shelf = tuple[str, Sequence[Product]]  # a category and its quick goods


class Keep(Protocol):
    """Changes some settings for good and returns them all."""

    def __call__(self, **changes: object) -> Settings:
        """Change these by name."""


class Discounting(Protocol):
    """Takes a share or an amount off a line (cart, position) or off a whole cart (cart)."""

    def __call__(  # noqa: D102 - the class says it
        self, *of: object, per_mille: int = 0, amount: Money = NOTHING
    ) -> Cart: ...


class Completing(Protocol):
    """Makes a sale of a cart that was paid."""

    def __call__(  # noqa: D102 - the class says it
        self, cart: Cart, tenders: Sequence[Tender], *, rounding: Rounding = Rounding.NONE
    ) -> Sale: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Every request of the screens; each is quick enough for the UI thread.

    Those that take a cart return the new one, already saved, or raise Refusal or Trouble
    and have changed nothing.
    """

    settings: Settings
    resume: Callable[[], Cart]
    find: Callable[[str], Product | None]
    scan: Callable[[Cart, str, Quantity], Cart]
    add: Callable[[Cart, Product, Quantity], Cart]
    change: Callable[[Cart, int, Quantity], Cart]
    void: Callable[[Cart, int], Cart]
    clear: Callable[[Cart], Cart]
    hold: Callable[[Cart], Held]
    held: Callable[[], Sequence[tuple[Held, Cart]]]
    recall: Callable[[SaleId, Cart], Cart]
    reprice: Callable[[Cart, int, Money], Cart]
    discount_line: Discounting
    discount_all: Discounting
    complete: Completing
    last: Callable[[], Sale | None]
    reprint: Callable[[Sale], object]
    quick_cash: Callable[[Money], Sequence[Money]]
    denominations: Callable[[Money], Sequence[tuple[Money, int]]]
    search: Callable[[str], Sequence[Product]]
    quick_goods: Callable[[], Sequence[Shelf]]
    keep: Keep


def again(line: Line) -> Product:
    """Return the product of a line as it was sold there, to put a voided line back."""
    return Product(
        id=line.product,
        name=line.name,
        price=line.unit_price,
        barcodes=(line.barcode,) if line.barcode else (),
        unit=line.unit,
    )
