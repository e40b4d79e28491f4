"""What a cashier asks for: resume, scan, complete; others are in altering and returning.

Every request that changes the cart saves the draft before it answers; a refused one leaves the
cart and the draft as they were.
"""

from collections.abc import Sequence

from sqlalchemy import Connection

from app.base.errors import Refusal
from app.base.ids import JobId, SaleId, new_id
from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue import browsing
from app.catalogue.labels import Template
from app.catalogue.product import Product, Unit
from app.payments import standing
from app.printing import jobs
from app.printing.job import Job, Kind, State
from app.selling import drafts, refunding, sales, weighing
from app.selling.cart import NOTHING, Cart, must_be_sellable
from app.selling.sale import NO_SHIFT, Sale
from app.selling.sold import Sold
from app.selling.tender import Tender, TenderKind, change_of, must_have_reference
from app.shifts import opening
from app.staff import auditing
from app.staff.person import OWNER, Act, Actor, Demand
from app.storage import facts, outbox
from app.storage.rows import Clash
from app.till import Till

ONE = Quantity.pieces(1)


def start(till: Till) -> Cart:
    """Begin with an empty bill."""
    return Cart(id=SaleId(new_id()), opened_at=till.shop.clock())


def resume(till: Till) -> Cart:
    """Go on with the cart that was open when the till was last closed or killed."""
    with till.shop.database.reading() as connection:
        return drafts.newest(connection) or start(till)


def scan(
    till: Till,
    cart: Cart,
    code: str,
    quantity: Quantity = ONE,
    *,
    joins: bool = True,
    templates: Sequence[Template] = (),
    price: Money | None = None,
    by: Actor = OWNER,
) -> Cart:
    """Add what carries this barcode, short code or scale's label; raises Refusal when nothing does.

    With `joins`, pieces of a product that is in the cart already count up on its line.
    """
    found = browsing.look_up(till.shop, code, templates)
    if found is None:
        raise Refusal("unknown_barcode", barcode=code[:40])
    product, label = found
    listed = label.barcode or code if label is not None else code
    if label is None or not label.is_measured:
        return _add(till, cart, product, quantity, listed, joins=joins, price=price, by=by)
    weight, amount = weighing.of_label(label, product)
    return _put(till, cart, product, weight, listed, label_amount=amount)


def add(
    till: Till,
    cart: Cart,
    product: Product,
    quantity: Quantity = ONE,
    *,
    barcode: str = "",
    joins: bool = True,
    price: Money | None = None,
    by: Actor = OWNER,
) -> Cart:
    """Add a product that was chosen by hand, at today's price; raises Refusal for an odd quantity.

    One without a price of its own takes the `price` that was asked for: on record, for it takes
    a right. No other takes one.
    """
    today = browsing.as_priced_now(till.shop, product)
    return _add(till, cart, today, quantity, barcode, joins=joins, price=price, by=by)


def _add(
    till: Till,
    cart: Cart,
    product: Product,
    quantity: Quantity,
    barcode: str,
    *,
    joins: bool,
    price: Money | None,
    by: Actor,
) -> Cart:
    if product.is_open_price and price is None:
        raise Refusal("price_wanted", name=product.name)
    if price is not None and not product.is_open_price:
        raise Refusal("price_is_known", name=product.name)
    if price is not None:
        by.must_be_allowed(Demand(act=Act.OPEN_PRICE, amount=price))
    is_counted = joins and product.unit is Unit.PIECE and price is None
    line = cart.find(product, barcode) if is_counted else None
    if line is not None:
        must_be_sellable(product.name, product.unit, quantity)  # none of it would change nothing
        new = cart.change(line.position, line.quantity + quantity)
        return _keep_line(till, new, line.position)
    carried = product.barcode
    if barcode in product.barcodes or product.pack_of(barcode) or product.is_open_price:
        carried = barcode
    listed = carried or product.short_code
    return _put(till, cart, product, quantity, listed, price=price, by=by)


def complete(
    till: Till,
    cart: Cart,
    tenders: Sequence[Tender],
    *,
    paper: bool = True,
    rounding: Money = NOTHING,
    by: Actor = OWNER,
    told: Sequence[Sold] = (),
) -> Sale:
    """Make the sale final and promise it to HQ, both or neither.

    Sale, receipt job, outbox row and the end of the draft share one transaction: a power cut
    leaves either a sale that will be printed and reach HQ, or no sale and its draft. Without
    `paper` the receipt is kept as skipped. What was taken for the cart before counts with the
    `tenders`. `told` is what HQ knows of sales that something is brought back of. Raises Refusal
    when the sale is not fully paid, or the till sells in shifts and none is open.
    """
    given = (*cart.tenders, *(tender for tender in tenders if tender.amount != NOTHING))
    if cart.is_empty:
        raise Refusal("nothing_scanned")
    for tender in given:
        must_have_reference(tender)
    if rounding != NOTHING:
        by.must_be_allowed(Demand(act=Act.ROUND_OFF, amount=Money(abs(rounding.fen))))
    due = cart.total - rounding
    change = change_of(due, given)
    now = till.shop.clock()
    try:
        with till.shop.database.writing() as connection:
            shift = opening.needed(connection, till)
            day = shift.business_date if shift else till.shop.day_of(now)
            sale = Sale(
                id=cart.id,
                number=sales.next_number(connection, till.id, day),
                store=till.store,
                till=till.id,
                business_date=day,
                completed_at=now,
                lines=cart.settled_lines(),
                tenders=given,
                total=due,
                change=change,
                rounding=rounding,
                returns=cart.returns,
                cashier=by.person.id,
                cashier_name=by.person.name,
                shift=shift.id if shift else NO_SHIFT,
            )
            sale.must_be_sound()
            _must_have_moved(connection, sale)
            if rounding != NOTHING:
                auditing.record(
                    connection,
                    till,
                    by,
                    Act.ROUND_OFF,
                    sale=sale.id,
                    what=sale.number,
                    amount=rounding,
                )
            if sale.returns:
                refunding.must_be_fair(connection, till, sale, by, told)
            sales.add(connection, [sale])
            jobs.add(connection, [_receipt(sale, paper=paper)])
            outbox.add(connection, [facts.make(connection, "sale", sale.id, sale, now)], now)
            drafts.forget(connection, cart.id)
    except Clash as error:
        if _is_completed(till, cart):
            raise Refusal("already_completed") from error
        raise
    return sale


def _must_have_moved(connection: Connection, sale: Sale) -> None:
    """Raise Refusal where channel money is counted that is not there, or is there uncounted.

    What goes back through a channel is owed from here on; its hub hands it back.
    """
    channel = [one for one in sale.tenders if one.kind.is_channel]
    for one in channel:
        if one.amount > NOTHING:
            standing.must_be_paid(connection, sale.store, sale.id, one.reference, one.amount)
        else:
            at, why = sale.completed_at, sale.number
            standing.give_back(connection, one.reference, -one.amount, at, why)
    standing.must_be_settled(connection, sale.store, sale.id, [one.reference for one in channel])


def last(till: Till) -> Sale | None:
    """Return the newest sale of this till."""
    with till.shop.database.reading() as connection:
        newest = outbox.newest(connection, "sale")
        return sales.find(connection, till.store, SaleId(newest)) if newest else None


def find(till: Till, wanted: str) -> Sale:
    """Return a sale by its id or number; raises Refusal when there is none."""
    with till.shop.database.reading() as connection:
        sale = sales.find(connection, till.store, SaleId(wanted))
        sale = sale or sales.find_by_number(connection, till.store, wanted)
    if sale is None:
        raise Refusal("unknown_sale", sale=wanted)
    return sale


def reprint(
    till: Till,
    sale: Sale,
    *,
    kind: Kind = Kind.RECEIPT,
    opens_drawer: bool = False,
    starts: bool = False,
    by: Actor = OWNER,
) -> Job:
    """Ask for one more copy of a receipt, or for a gift receipt, on paper whatever the setting.

    It says how many of its kind came out before it. One that `starts` is being sent by whoever
    asks, so that no queue takes it.
    """
    must_have(sale, kind)
    by.must_be_allowed(Demand(act=Act.REPRINT))
    with till.shop.database.writing() as connection:
        job = Job(
            id=JobId(new_id()),
            store=sale.store,
            sale=sale.id,
            copy=jobs.copies(connection, sale.id, kind),
            state=State.SENDING if starts else State.QUEUED,
            made_at=till.shop.clock(),
            opens_drawer=opens_drawer,
            kind=kind,
        )
        jobs.add(connection, [job])
        what = sale.number if kind is Kind.RECEIPT else f"{sale.number} {kind}"
        auditing.record(connection, till, by, Act.REPRINT, sale=sale.id, what=what)
    return job


def must_have(sale: Sale, kind: Kind) -> None:
    """Raise Refusal where a sale has no paper of this kind: nothing sold makes no gift."""
    if kind is Kind.GIFT and not sale.lines:
        raise Refusal("no_gift_receipt", number=sale.number)


def _put(
    till: Till,
    cart: Cart,
    product: Product,
    quantity: Quantity,
    barcode: str,
    *,
    price: Money | None = None,
    label_amount: Money | None = None,
    by: Actor = OWNER,
) -> Cart:
    if product.min_age > cart.age_confirmed:
        raise Refusal("age_not_confirmed", name=product.name, age=product.min_age)
    new = cart.add(product, quantity, barcode, price=price, label_amount=label_amount)
    line = new.lines[-1]
    database = till.shop.database
    with database.drafting() if price is None else database.writing() as connection:
        drafts.put_line(connection, new, line)
        if price is not None:
            auditing.record(
                connection,
                till,
                by,
                Act.OPEN_PRICE,
                sale=cart.id,
                what=f"{line.name} x {quantity.text()}",
                amount=line.amount,
            )
    return new


def _keep_line(till: Till, new: Cart, position: int) -> Cart:
    with till.shop.database.drafting() as connection:
        drafts.put_line(connection, new, new.line(position))
    return new


def _receipt(sale: Sale, *, paper: bool) -> Job:
    return Job(
        id=JobId(new_id()),
        store=sale.store,
        sale=sale.id,
        copy=0,
        state=State.QUEUED if paper else State.SKIPPED,
        made_at=sale.completed_at,
        opens_drawer=any(tender.kind is TenderKind.CASH for tender in sale.tenders),
    )


def _is_completed(till: Till, cart: Cart) -> bool:
    with till.shop.database.reading() as connection:
        return sales.find(connection, till.store, cart.id) is not None
