"""What a cashier may do to the bill within limits: prices, discounts, voids, notes, ages.

Each is checked against the rights of who asks and of who stands behind it, and kept on record in
the transaction that changes the draft.
"""

from dataclasses import replace

from app.base.errors import Refusal
from app.base.money import Money
from app.selling import drafts
from app.selling.cart import NOTHING, Cart, Line
from app.selling.checkout import start
from app.staff import auditing
from app.staff.person import OWNER, Act, Actor, Demand
from app.till import Till


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


def void(till: Till, cart: Cart, position: int, *, by: Actor = OWNER) -> Cart:
    """Take a line off the bill."""
    by.must_be_allowed(Demand(act=Act.VOID_LINE))
    new, line = cart.void(position), cart.line(position)
    if (share := new.order_share) > cart.order_share:  # as many yuan off a smaller bill
        by.must_be_allowed(Demand(act=Act.DISCOUNT, per_mille=share))
    with till.shop.database.writing() as connection:
        drafts.void_line(connection, cart, position)
        what = f"{line.name} x {line.quantity.text()}"
        auditing.record(
            connection, till, by, Act.VOID_LINE, sale=cart.id, what=what, amount=line.amount
        )
    return new


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
    """Keep on record that the weight of a line was typed by hand."""
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


def _keep_line(
    till: Till, new: Cart, line: Line, by: Actor, act: Act, what: str, amount: Money
) -> Cart:
    with till.shop.database.writing() as connection:
        drafts.put_line(connection, new, line)
        auditing.record(connection, till, by, act, sale=new.id, what=what, amount=amount)
    return new
