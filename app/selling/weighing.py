"""What a scale's label says about a product: how much of it, and what it costs."""

from app.base.errors import Refusal
from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue.labels import Label
from app.catalogue.product import Product, Unit

ONE = Quantity.pieces(1)


def of_label(label: Label, product: Product) -> tuple[Quantity, Money | None]:
    """Return how much a label sells and the amount printed on it, which wins over the price.

    A label with an amount alone gives the weight by the price. Raises Refusal where it says
    nothing that this product could be sold by.
    """
    if label.weight is not None:
        return label.weight, label.amount
    if label.pieces is not None:
        return label.pieces, label.amount
    if label.amount is None:
        raise Refusal("label_says_nothing", name=product.name)
    if product.unit is Unit.PIECE:
        return ONE, label.amount
    if product.price.fen <= 0:
        raise Refusal("label_says_nothing", name=product.name)
    thousandths = (2000 * label.amount.fen + product.price.fen) // (2 * product.price.fen)
    return Quantity(max(1, thousandths)), label.amount
