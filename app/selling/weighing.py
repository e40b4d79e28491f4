"""What a scale's label says about a product: how much of it, and what it costs."""

from app.base.errors import Refusal
from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue.labels import Label
from app.catalogue.product import Product, Unit
from app.selling.cart import Line
from app.selling.rounding import JIAO

ONE = Quantity.pieces(1)


def is_odd(line: Line) -> bool:
    """Say whether a label asks for another amount than the weight on it is worth here.

    Scales round to the fen, or leave the fen off: less than a jiao is no difference.
    """
    if line.label_amount is None:
        return False
    return abs((line.label_amount - reckoned(line)).fen) >= JIAO


def reckoned(line: Line) -> Money:
    """Return what a line costs by its quantity and price, whatever its label says."""
    return line.unit_price.times(line.quantity)


def of_label(label: Label, product: Product) -> tuple[Quantity, Money | None]:
    """Return how much a label sells and the amount printed on it, which wins over the price.

    A label with an amount alone gives the weight by the price. Raises Refusal where it says
    nothing that this product could be sold by.
    """
    said = label.weight if product.unit is Unit.KG else label.pieces
    quantity = _by_amount(label, product) if said is None else said
    if quantity is None or not quantity.thousandths or label.amount == Money(0):
        raise Refusal("label_says_nothing", name=product.name)
    return quantity, label.amount


def _by_amount(label: Label, product: Product) -> Quantity | None:
    if label.amount is None:
        return None
    if product.unit is Unit.PIECE:
        return ONE
    if product.price.fen <= 0:
        return None
    thousandths = (2000 * label.amount.fen + product.price.fen) // (2 * product.price.fen)
    return Quantity(max(1, thousandths))
