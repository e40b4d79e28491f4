"""A sale that is looked up because something of it comes back."""

from dataclasses import dataclass

from app.base.quantity import Quantity
from app.selling.cart import Cart, Line
from app.selling.sale import Sale

NONE = Quantity(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sold:
    """A sale with what was brought back of each of its lines, by position."""

    sale: Sale
    returned: dict[int, Quantity]
    is_ours: bool = True  # this till keeps it; otherwise HQ told us

    def left(self, line: Line, cart: Cart) -> Quantity:
        """Return how much of a line may still come back, beyond what this cart has of it."""
        taken = self.returned.get(line.position, NONE).thousandths + sum(
            one.quantity.thousandths
            for one in cart.returns
            if (one.sale, one.line) == (self.sale.id, line.position)
        )
        return Quantity(line.quantity.thousandths - taken)
