"""What a cashier asks for: resume, scan, change, void, complete.

Every request that changes the cart saves the draft before it answers; a refused one leaves the
cart and the draft as they were.
"""

from collections.abc import Sequence

from app.base.errors import Refusal
from app.base.ids import JobId, SaleId, new_id
from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue import products
from app.catalogue.product import Product, Unit
from app.printing import jobs
from app.printing.job import Job, State
from app.selling import drafts, sales
from app.selling.cart import NOTHING, Cart
from app.selling.rounding import Rounding, taken_off
from app.selling.sale import Sale, Tender, TenderKind, change_of
from app.storage import facts, outbox
from app.storage.rows import Clash
from app.till import Till

ONE = Quantity.pieces(1)
NOTES_FEN = (500, 1000, 2000, 5000, 10000)  # what a customer rounds up to
CASH_FEN = (10000, 5000, 2000, 1000, 500, 100, 50, 10)  # what change is given in


def start(till: Till) -> Cart:
    """Begin with an empty bill."""
    return Cart(id=SaleId(new_id()), opened_at=till.shop.clock())


def resume(till: Till) -> Cart:
    """Go on with the cart that was open when the till was last closed or killed."""
    with till.shop.database.reading() as connection:
        return drafts.newest(connection) or start(till)


def scan(
    till: Till, cart: Cart, code: str, quantity: Quantity = ONE, *, joins: bool = True
) -> Cart:
    """Add what carries this barcode or short code; raises Refusal when nothing does.

    With `joins`, pieces of a product that is in the cart already count up on its line.
    """
    with till.shop.database.reading() as connection:
        product = products.find(connection, code)
    if product is None:
        raise Refusal("unknown_barcode", barcode=code[:40])
    return add(till, cart, product, quantity, barcode=code, joins=joins)


def add(
    till: Till,
    cart: Cart,
    product: Product,
    quantity: Quantity = ONE,
    *,
    barcode: str = "",
    joins: bool = True,
) -> Cart:
    """Add a product that was chosen by hand; raises Refusal for an odd quantity."""
    line = cart.find(product) if joins and product.unit is Unit.PIECE else None
    if line is not None:
        return change(till, cart, line.position, line.quantity + quantity)
    carried = barcode if barcode in product.barcodes else product.barcode
    new = cart.add(product, quantity, carried or product.short_code)
    with till.shop.database.drafting() as connection:
        drafts.put_line(connection, new, new.lines[-1])
    return new


def change(till: Till, cart: Cart, position: int, quantity: Quantity) -> Cart:
    """Set how much a line sells; raises Refusal for an odd quantity."""
    return _keep_line(till, cart.change(position, quantity), position)


def reprice(till: Till, cart: Cart, position: int, price: Money) -> Cart:
    """Sell a line at another price; raises Refusal for one that cannot be."""
    return _keep_line(till, cart.reprice(position, price), position)


def discount_line(
    till: Till, cart: Cart, position: int, *, per_mille: int = 0, amount: Money = NOTHING
) -> Cart:
    """Take this much off a line; raises Refusal for more than it costs."""
    new = cart.discount_line(position, per_mille=per_mille, amount=amount)
    return _keep_line(till, new, position)


def discount_all(till: Till, cart: Cart, *, per_mille: int = 0, amount: Money = NOTHING) -> Cart:
    """Take this much off the whole bill; raises Refusal for more than it costs."""
    new = cart.discount_all(per_mille=per_mille, amount=amount)
    with till.shop.database.drafting() as connection:
        drafts.put_head(connection, new)
    return new


def void(till: Till, cart: Cart, position: int) -> Cart:
    """Take a line off the bill."""
    new = cart.void(position)
    with till.shop.database.drafting() as connection:
        drafts.void_line(connection, cart, position)
    return new


def clear(till: Till, cart: Cart) -> Cart:
    """Void the whole bill and begin with an empty one."""
    with till.shop.database.drafting() as connection:
        drafts.forget(connection, cart.id)
    return start(till)


def complete(
    till: Till,
    cart: Cart,
    tenders: Sequence[Tender],
    *,
    paper: bool = True,
    rounding: Rounding = Rounding.NONE,
) -> Sale:
    """Make the sale final and promise it to HQ, both or neither.

    Sale, receipt job, outbox row and the end of the draft share one transaction: a power cut
    leaves either a sale that will be printed and reach HQ, or no sale and its draft. Without
    `paper` the receipt is kept as skipped. Raises Refusal when the sale is not fully paid.
    """
    given = tuple(tender for tender in tenders if tender.amount != Money(0))
    if not cart.lines:
        raise Refusal("nothing_scanned")
    left_off = taken_off(cart.total, rounding)
    due = cart.total - left_off
    change = change_of(due, given)
    now = till.shop.clock()
    day = till.shop.day_of(now)
    try:
        with till.shop.database.writing() as connection:
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
                rounding=left_off,
            )
            sales.add(connection, [sale])
            jobs.add(connection, [_receipt(sale, paper=paper)])
            outbox.add(connection, [facts.make(connection, "sale", sale.id, sale, now)], now)
            drafts.forget(connection, cart.id)
    except Clash as error:
        if _is_completed(till, cart):
            raise Refusal("already_completed") from error
        raise
    return sale


def last(till: Till) -> Sale | None:
    """Return the newest sale of this till."""
    with till.shop.database.reading() as connection:
        newest = outbox.newest(connection, "sale")
        return sales.find(connection, SaleId(newest)) if newest else None


def find(till: Till, wanted: str) -> Sale:
    """Return a sale by its id or number; raises Refusal when there is none."""
    with till.shop.database.reading() as connection:
        sale = sales.find(connection, SaleId(wanted))
        sale = sale or sales.find_by_number(connection, till.store, wanted)
    if sale is None:
        raise Refusal("unknown_sale", sale=wanted)
    return sale


def reprint(till: Till, sale: Sale, *, opens_drawer: bool = False, starts: bool = False) -> Job:
    """Ask for one more copy of a receipt; it says how many came out before it.

    One that `starts` is being sent by whoever asks, so that no queue takes it.
    """
    with till.shop.database.writing() as connection:
        job = Job(
            id=JobId(new_id()),
            store=sale.store,
            sale=sale.id,
            copy=jobs.copies(connection, sale.id),
            state=State.SENDING if starts else State.QUEUED,
            made_at=till.shop.clock(),
            opens_drawer=opens_drawer,
        )
        jobs.add(connection, [job])
    return job


def quick_cash(due: Money) -> tuple[Money, ...]:
    """Return what a customer is likely to hand over: the exact sum, then the next notes up."""
    rounded = {-(-due.fen // note) * note for note in NOTES_FEN}
    higher = sorted(fen for fen in rounded if fen > due.fen)
    return (due, *(Money(fen) for fen in higher[:3]))


def denominations(amount: Money) -> tuple[tuple[Money, int], ...]:
    """Say which notes and coins make up an amount, the largest first; fen below a jiao are left."""
    left = amount.fen
    counted = []
    for fen in CASH_FEN:
        count, left = divmod(left, fen)
        if count:
            counted.append((Money(fen), count))
    return tuple(counted)


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
        return sales.find(connection, cart.id) is not None
