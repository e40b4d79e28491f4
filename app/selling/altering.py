"""What a cashier may do to the bill within limits: count, price, discount, void, note.

Each is checked against the rights of who asks and of who stands behind it, and kept on record in
the transaction that changes the draft.
"""

from dataclasses import replace

from app.base.errors import Refusal
from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue.product import Unit
from app.payments import standing
from app.selling import drafts
from app.selling.cart import NOTHING, Cart, Line
from app.selling.checkout import start
from app.staff import auditing
from app.staff.person import OWNER, Act, Actor, Demand
from app.till import Till

NONE, ONE = Quantity(0), Quantity.pieces(1)


def reprice(till: Till, cart: Cart, position: int, price: Money, *, by: Actor = OWNER) -> Cart:
    """Sell a line at another price; raises Refusal for one that cannot be."""
    new = cart.reprice(position, price)
    line = new.line(position)
    by.must_be_allowed(Demand(act=Act.REPRICE, per_mille=max(line.given_away, new.given_away)))
    old = cart.line(position).unit_price.text()
    what = f"{line.name}: {old} > {price.text()}"
    return _keep_line(till, new, line, by, Act.REPRICE, what, cart.total - new.total)


def discount_line(
    till: Till,
    cart: Cart,
    position: int,
    *,
    per_mille: int = 0,
    amount: Money = NOTHING,
    by: Actor = OWNER,
) -> Cart:
    """Take this much off a line; raises Refusal for more than it costs."""
    new = cart.discount_line(position, per_mille=per_mille, amount=amount)
    line = new.line(position)
    by.must_be_allowed(Demand(act=Act.DISCOUNT, per_mille=max(line.given_away, new.given_away)))
    return _keep_line(till, new, line, by, Act.DISCOUNT, line.name, cart.total - new.total)


def discount_all(
    till: Till, cart: Cart, *, per_mille: int = 0, amount: Money = NOTHING, by: Actor = OWNER
) -> Cart:
    """Take this much off the whole bill; raises Refusal for more than it costs."""
    new = cart.discount_all(per_mille=per_mille, amount=amount)
    by.must_be_allowed(Demand(act=Act.DISCOUNT, per_mille=new.given_away))
    with till.shop.database.writing() as connection:
        drafts.put_head(connection, new)
        less = cart.total - new.total
        auditing.record(connection, till, by, Act.DISCOUNT, sale=cart.id, amount=less)
    return new


def change(till: Till, cart: Cart, position: int, quantity: Quantity, *, by: Actor = OWNER) -> Cart:
    """Set how much a line sells; what it sells less is voided, and on record as that.

    One piece less mends a slip and takes no right; more of them, or any weight, takes the right
    to void a line. Raises Refusal for an odd quantity.
    """
    new, old = cart.change(position, quantity), cart.line(position)
    line = new.line(position)
    less = Quantity(old.quantity.thousandths - quantity.thousandths)
    if less <= NONE:
        with till.shop.database.drafting() as connection:
            drafts.put_line(connection, new, line)
        return new
    if less > ONE or line.unit is Unit.KG:
        by.must_be_allowed(Demand(act=Act.VOID_LINE))
    share = _grown(old.amount_off, old.given_away, line.given_away)
    return _keep_less(till, cart, new, old, less, share, by)


def void(till: Till, cart: Cart, position: int, *, by: Actor = OWNER) -> Cart:
    """Take a line off the bill."""
    by.must_be_allowed(Demand(act=Act.VOID_LINE))
    old = cart.line(position)
    return _keep_less(till, cart, cart.void(position), old, old.quantity, 0, by)


def put_back(till: Till, cart: Cart, line: Line) -> Cart:
    """Sell a voided line after all, as it was."""
    new = cart.put_back(line)
    with till.shop.database.drafting() as connection:
        drafts.put_line(connection, new, new.lines[-1])
    return new


def clear(till: Till, cart: Cart, *, by: Actor = OWNER) -> Cart:
    """Void the whole bill and begin with an empty one; raises Refusal while money was taken."""
    if cart.tenders:
        raise Refusal("tenders_taken", amount=cart.tendered.grouped())
    if not cart.is_empty:
        by.must_be_allowed(Demand(act=Act.VOID_SALE))
    with till.shop.database.writing() as connection:
        standing.must_be_settled(connection, till.store, cart.id, ())
        drafts.forget(connection, cart.id)
        if not cart.is_empty:
            what = f"{len(cart.lines)}"
            auditing.record(
                connection, till, by, Act.VOID_SALE, sale=cart.id, what=what, amount=cart.total
            )
    return start(till)


def annotate(till: Till, cart: Cart, position: int, note: str) -> Cart:
    """Write a note on a line."""
    new = cart.annotate(position, note)
    with till.shop.database.drafting() as connection:
        drafts.put_line(connection, new, new.line(position))
    return new


def note_weight(till: Till, cart: Cart, position: int, *, by: Actor = OWNER) -> Cart:
    """Keep on record that the weight of a line was typed by hand, which takes a right."""
    by.must_be_allowed(Demand(act=Act.MANUAL_WEIGHT))
    line = cart.line(position)
    what = f"{line.name} {line.quantity.text()} kg"
    return _keep_line(till, cart, line, by, Act.MANUAL_WEIGHT, what, line.amount)


def confirm_age(till: Till, cart: Cart, age: int, *, by: Actor = OWNER) -> Cart:
    """Keep that somebody looked: this customer is at least so old."""
    by.must_be_allowed(Demand(act=Act.CONFIRM_AGE))
    new = replace(cart, age_confirmed=max(age, cart.age_confirmed))
    with till.shop.database.writing() as connection:
        drafts.put_head(connection, new)
        auditing.record(connection, till, by, Act.CONFIRM_AGE, sale=cart.id, what=str(age))
    return new


def _keep_less(
    till: Till, cart: Cart, new: Cart, old: Line, less: Quantity, share: int, by: Actor
) -> Cart:
    """Keep a bill that sells less; where yuan taken off weigh more now, that takes its right."""
    share = max(share, _grown(cart.amount_off, cart.order_share, new.order_share))
    if share:
        by.must_be_allowed(Demand(act=Act.DISCOUNT, per_mille=share))
    what, amount = f"{old.name} x {less.text()}", cart.subtotal - new.subtotal
    with till.shop.database.writing() as connection:
        if less == old.quantity:
            drafts.void_line(connection, cart, old.position)
        else:
            drafts.put_line(connection, new, new.line(old.position))
        auditing.record(connection, till, by, Act.VOID_LINE, sale=cart.id, what=what, amount=amount)
        if share:
            given = new.savings
            auditing.record(connection, till, by, Act.DISCOUNT, sale=cart.id, amount=given)
    return new


def _grown(off: Money, before: int, now: int) -> int:
    """Return the share that a discount in yuan takes now, where it takes more than before."""
    return now if off != NOTHING and now > before else 0


def _keep_line(
    till: Till, new: Cart, line: Line, by: Actor, act: Act, what: str, amount: Money
) -> Cart:
    with till.shop.database.writing() as connection:
        drafts.put_line(connection, new, line)
        auditing.record(connection, till, by, act, sale=new.id, what=what, amount=amount)
    return new
