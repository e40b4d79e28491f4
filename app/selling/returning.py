"""Taking goods back: which sale they come from, how much of it is left, and what they are worth."""

from collections.abc import Collection, Mapping, Sequence

from app.base.errors import Refusal
from app.base.ids import ProductId, SaleId
from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue.product import Product
from app.selling import checkout, drafts, refunding, sales, searches
from app.selling.cart import MOST_LINES, NOTHING, Cart
from app.selling.given_back import Return
from app.selling.sale import Sale
from app.selling.sold import Sold
from app.selling.tender import Tender
from app.staff import auditing
from app.staff.person import OWNER, Act, Actor, Demand
from app.till import Till

SHOWN = 30
ID_SIGNS = 36  # of a UUID, which some scanners write in capitals
LONGEST_NUMBER = 40


def find(till: Till, wanted: str) -> Sold:
    """Find a sale of this till by what its receipt carries: the code, or the number.

    Raises Refusal where this till knows no such sale.
    """
    text = wanted.strip()
    sale = checkout.find(till, text.lower() if len(text) == ID_SIGNS else text)
    with till.shop.database.reading() as connection:
        takers = sales.takers_back(connection, till.store, sale.id)
    return Sold(sale=sale, takers=tuple(takers))


def search(till: Till, typed: str, products: Collection[ProductId] = ()) -> Sequence[Sale]:
    """Return the newest sales of this till that fit what is typed, or have one of the products.

    That may be the end of a number, an amount, a time of day, a barcode or a name; nothing typed
    fits every sale.
    """
    wanted = searches.read(typed, till.shop.zone, till.shop.clock(), products)
    with till.shop.database.reading() as connection:
        return searches.newest(connection, till.store, wanted, SHOWN)


def bring_back(
    till: Till,
    cart: Cart,
    sold: Sold,
    parts: Mapping[int, Quantity],
    *,
    reason: str,
    by: Actor = OWNER,
) -> Cart:
    """Credit parts of lines, by position, at what was paid for them: all of them or none.

    Raises Refusal for more than is left. A sale of another till that HQ did not grant takes
    somebody who may do without.
    """
    new = cart
    for position, quantity in parts.items():
        new = new.bring_back(sold.bring_back(new, position, quantity, reason))
    is_sure = sold.is_ours or sold.is_granted
    return _credit(till, cart, new, Act.RETURN if is_sure else Act.RETURN_UNCHECKED, by)


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
        number=number.strip()[:LONGEST_NUMBER],
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
    return _credit(till, cart, cart.bring_back(given), Act.RETURN_UNCHECKED, by)


def keep(till: Till, cart: Cart, position: int) -> Cart:
    """Let the customer keep something after all."""
    return _put(till, cart.keep(position))


def propose(till: Till, cart: Cart, told: Sequence[Sold] = ()) -> tuple[Tender, ...]:
    """Say how the money goes back, where more is credited than bought; `told` is HQ's knowledge."""
    if cart.total >= NOTHING:
        return ()
    with till.shop.database.reading() as connection:
        of = [one.sale for one in cart.returns if one.sale]
        known = refunding.originals(connection, till, of, told)
    return refunding.proposed(known, cart.total)


def _credit(till: Till, cart: Cart, new: Cart, act: Act, by: Actor) -> Cart:
    given = new.returns[len(cart.returns) :]
    if not given or not all(one.reason.strip() for one in given):
        raise Refusal("reason_missing")
    if len(new.returns) > MOST_LINES:
        raise Refusal("too_many_lines", limit=MOST_LINES)
    by.must_be_allowed(Demand(act=act, amount=new.given_back))
    with till.shop.database.writing() as connection:
        drafts.put_returns(connection, new)
        for one in given:
            what = f"{one.name} x {one.quantity.text()} < {one.number}"
            auditing.record(connection, till, by, act, sale=cart.id, what=what, amount=one.money)
    return new


def _put(till: Till, cart: Cart) -> Cart:
    with till.shop.database.writing() as connection:
        drafts.put_returns(connection, cart)
    return cart
