"""Goods that a customer brings back: a part of a line that was sold, and the money for it."""

from dataclasses import dataclass

from app.base.ids import ProductId, SaleId
from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue.product import Unit

NOTHING = Money(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """Something brought back; `sale` and `line` say where it was sold, empty and 0 if unknown.

    `amount` is what was asked for these goods, `rounding` the part of the rounding of that sale
    which falls on them: the customer gets back what was paid, the difference of the two.
    """

    sale: SaleId
    number: str
    line: int
    product: ProductId
    barcode: str
    name: str
    unit: Unit
    quantity: Quantity
    amount: Money
    rounding: Money = NOTHING
    tax_per_mille: int = 0
    reason: str = ""
    position: int = 0

    @property
    def money(self) -> Money:
        """What the customer gets back."""
        return self.amount - self.rounding


def part(whole: Money, of: Quantity, upto: Quantity) -> Money:
    """Return the money for the first `upto` of a quantity that cost `whole`.

    What a part is worth is the difference of two of these, so all parts together are worth
    exactly the whole, in whatever steps they come back.
    """
    exact = abs(whole.fen) * upto.thousandths
    rounded = (2 * exact + of.thousandths) // (2 * of.thousandths)
    return Money(rounded if whole.fen >= 0 else -rounded)
