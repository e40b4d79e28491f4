"""Taking goods back: which sale they come from, how much of it is left, and what they are worth."""

from collections.abc import Sequence

from app.base.errors import Refusal
from app.base.ids import SaleId
from app.base.money import Money, total
from app.base.quantity import Quantity
from app.catalogue.product import Product, Unit
from app.selling import checkout, drafts, refunding, sales
from app.selling.cart import MOST_LINES, NOTHING, Cart, Line
from app.selling.given_back import Return, part
from app.selling.sale import Sale
from app.selling.sold import Sold
from app.selling.tender import Tender
from app.staff import auditing
from app.staff.person import OWNER, Act, Actor, Demand
from app.till import Till

NONE = Quantity(0)
SHOWN = 50


def find(till: Till, wanted: str) -> Sold:
    """Find a sale by what its receipt carries: the code, or the number; raises Refusal."""
    sale = checkout.find(till, wanted.strip())
    with till.shop.database.reading() as connection:
        return Sold(sale=sale, returned=sales.returned(connection, till.store, sale.id))


def newest(till: Till, ending: str = "") -> Sequence[Sale]:
    """Return the last sales of this till whose number ends like this."""
    with till.shop.database.reading() as connection:
        return sales.newest(connection, till.store, SHOWN, ending.strip())


def bring_back(
    till: Till,
    cart: Cart,
    sold: Sold,
    position: int,
    quantity: Quantity,
    *,
    reason: str,
    by: Actor = OWNER,
) -> Cart:
    """Credit a part of a line at what was paid for it; raises Refusal for more than is left."""
    line = next(one for one in sold.sale.lines if one.position == position)
    left = sold.left(line, cart)
    if not NONE < quantity <= left:
        raise Refusal("returned_too_much", name=line.name, left=left.text())
    if line.unit is Unit.PIECE and not quantity.is_whole:
        raise Refusal("whole_pieces", name=line.name)
    before = Quantity(line.quantity.thousandths - left.thousandths)
    return _credit(till, cart, _worth(sold.sale, line, before, quantity, reason), by)


def bring_back_unknown(
    till: Till,
    cart: Cart,
    product: Product,
    quantity: Quantity,
    price: Money,
    *,
    number: str = "",
    reason: str,
    by: Actor = OWNER,
) -> Cart:
    """Credit goods whose sale cannot be looked up, at a manager's word."""
    checked = cart.add(product, quantity, product.barcode, price=price).lines[-1]
    given = Return(
        sale=SaleId(""),
        number=number.strip()[:40],
        line=0,
        product=product.id,
        barcode=checked.barcode,
        name=product.name,
        unit=product.unit,
        quantity=quantity,
        amount=price.times(quantity),
        tax_per_mille=product.tax_per_mille,
        reason=reason,
    )
    return _credit(till, cart, given, by)


def keep(till: Till, cart: Cart, position: int) -> Cart:
    """Let the customer keep something after all."""
    return _put(till, cart.keep(position))


def propose(till: Till, cart: Cart) -> tuple[Tender, ...]:
    """Say how the money goes back, where more is credited than bought."""
    if cart.total >= NOTHING:
        return ()
    with till.shop.database.reading() as connection:
        of = [one.sale for one in cart.returns if one.sale]
        known = refunding.originals(connection, till, of)
    return refunding.proposed(known, cart.total)


def _worth(sale: Sale, line: Line, before: Quantity, quantity: Quantity, reason: str) -> Return:
    after = before + quantity
    share = sale.roundings()[sale.lines.index(line)]

    def between(whole: Money) -> Money:
        return part(whole, line.quantity, after) - part(whole, line.quantity, before)

    return Return(
        sale=sale.id,
        number=sale.number,
        line=line.position,
        product=line.product,
        barcode=line.barcode,
        name=line.name,
        unit=line.unit,
        quantity=quantity,
        amount=between(line.amount),
        rounding=between(share),
        tax_per_mille=line.tax_per_mille,
        reason=reason,
    )


def _credit(till: Till, cart: Cart, given: Return, by: Actor) -> Cart:
    if not given.reason.strip():
        raise Refusal("reason_missing")
    if len(cart.returns) >= MOST_LINES:
        raise Refusal("too_many_lines", limit=MOST_LINES)
    act = Act.RETURN if given.sale else Act.RETURN_UNCHECKED
    whole = total(one.money for one in cart.returns) + given.money
    by.must_be_allowed(Demand(act=act, amount=whole))
    new = cart.bring_back(given)
    with till.shop.database.writing() as connection:
        drafts.put_returns(connection, new)
        what = f"{given.name} x {given.quantity.text()} < {given.number}"
        auditing.record(connection, till, by, act, sale=cart.id, what=what, amount=given.money)
    return new


def _put(till: Till, cart: Cart) -> Cart:
    with till.shop.database.writing() as connection:
        drafts.put_returns(connection, cart)
    return cart
