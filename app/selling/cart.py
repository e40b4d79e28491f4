"""What is being sold, before anybody has paid: an immutable value with a running total."""

from dataclasses import dataclass, replace
from datetime import datetime

from app.base.errors import Refusal
from app.base.ids import ProductId, SaleId
from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue.product import Product, Unit

NOTHING = Money(0)
MOST_LINES = 10_000
MOST_THOUSANDTHS = 99_999_999  # 99,999.999: a slipped barcode is no quantity


@dataclass(frozen=True, slots=True)
class Line:
    """One product on the bill, named and priced as it was when it was scanned.

    `position` is the line's own number: it never changes and is never used again.
    """

    position: int
    product: ProductId
    barcode: str
    name: str
    unit: Unit
    quantity: Quantity
    unit_price: Money

    @property
    def amount(self) -> Money:
        """What this line adds to the bill, rounded to a whole fen."""
        return self.unit_price.times(self.quantity)

    @property
    def pieces(self) -> int:
        """How many articles this is: a weighed line is one."""
        return 1 if self.unit is Unit.KG else self.quantity.thousandths // 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cart:
    """The bill so far; every change makes a new Cart.

    `total` is kept up to date line by line, so that a scan costs the same in a long cart.
    """

    id: SaleId
    opened_at: datetime
    lines: tuple[Line, ...] = ()
    total: Money = NOTHING
    next_position: int = 1

    @property
    def pieces(self) -> int:
        """How many articles are in the cart; a weighed line counts one."""
        return sum(line.pieces for line in self.lines)

    def add(self, product: Product, quantity: Quantity, barcode: str = "") -> "Cart":
        """Put a product on a new line at today's price; raises Refusal for an odd quantity."""
        _must_be_sellable(product.name, product.unit, quantity)
        if len(self.lines) >= MOST_LINES:
            raise Refusal("too_many_lines", limit=MOST_LINES)
        line = Line(
            self.next_position,
            product.id,
            barcode or product.barcode,
            product.name,
            product.unit,
            quantity,
            product.price,
        )
        return replace(
            self,
            lines=(*self.lines, line),
            total=self.total + line.amount,
            next_position=self.next_position + 1,
        )

    def change(self, position: int, quantity: Quantity) -> "Cart":
        """Set how much a line sells; raises Refusal for an odd quantity."""
        index, old = self._at(position)
        _must_be_sellable(old.name, old.unit, quantity)
        new = replace(old, quantity=quantity)
        return replace(
            self,
            lines=(*self.lines[:index], new, *self.lines[index + 1 :]),
            total=self.total - old.amount + new.amount,
        )

    def void(self, position: int) -> "Cart":
        """Take a line off the bill."""
        index, old = self._at(position)
        return replace(
            self,
            lines=(*self.lines[:index], *self.lines[index + 1 :]),
            total=self.total - old.amount,
        )

    def find(self, product: Product) -> Line | None:
        """Return the newest line of this product at this price, to count up on."""
        for line in reversed(self.lines):
            if line.product == product.id and line.unit_price == product.price:
                return line
        return None

    def line(self, position: int) -> Line:
        """Return the line with this number."""
        return self._at(position)[1]

    def _at(self, position: int) -> tuple[int, Line]:
        for index, line in enumerate(self.lines):
            if line.position == position:
                return index, line
        raise LookupError(position)


def _must_be_sellable(name: str, unit: Unit, quantity: Quantity) -> None:
    if not 0 < quantity.thousandths <= MOST_THOUSANDTHS:
        limit = Quantity(MOST_THOUSANDTHS).text()
        raise Refusal("quantity_out_of_range", text=quantity.text(), limit=limit)
    if unit is Unit.PIECE and not quantity.is_whole:
        raise Refusal("whole_pieces", name=name)
