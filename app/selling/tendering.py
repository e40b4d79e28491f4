"""Taking the money for a bill in parts, and what a customer is likely to hand over."""

from app.base.errors import Refusal
from app.base.money import Money
from app.selling import drafts
from app.selling.cart import NOTHING, Cart
from app.selling.tender import Tender, TenderKind, must_have_reference
from app.shifts import opening
from app.till import Till

NOTES_FEN = (500, 1000, 2000, 5000, 10000)  # what a customer rounds up to
CASH_FEN = (10000, 5000, 2000, 1000, 500, 100, 50, 10)  # what change is given in
MOST_PARTS = 20


def take(till: Till, cart: Cart, tender: Tender, *, due: Money) -> Cart:
    """Take a part of what is due and keep that.

    It is on the disk when this returns: what was taken outlives a power cut.
    Raises Refusal for more than is left, and where the till needs a shift and none is open.
    """
    must_have_reference(tender)
    left = due - cart.tendered
    if tender.amount <= NOTHING:
        raise Refusal("sale_does_not_add_up", why="a tender of nothing")
    if tender.amount > left:
        over = (tender.amount - left).text()
        raise Refusal("no_change_but_cash", over=over)
    if len(cart.tenders) >= MOST_PARTS:
        raise Refusal("too_many_tenders", limit=MOST_PARTS)
    if any(_is_same(tender, one) for one in cart.tenders):
        raise Refusal("reference_used", reference=tender.reference)
    with till.shop.database.reading() as connection:
        opening.needed(connection, till)
    return _keep(till, cart.tender((*cart.tenders, tender)))


def give_up(till: Till, cart: Cart, at: int) -> Cart:
    """Take back a part that was entered, counted from 0: it was wrong, or was handed back."""
    if cart.tenders[at].kind.is_channel:  # its money has moved: it goes back through its channel
        raise Refusal("payment_final", number=cart.tenders[at].reference)
    return _keep(till, cart.without_tender(at))


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


def _is_same(new: Tender, old: Tender) -> bool:
    is_cash = new.kind is TenderKind.CASH
    return not is_cash and (new.kind, new.reference) == (old.kind, old.reference)


def _keep(till: Till, cart: Cart) -> Cart:
    with till.shop.database.writing() as connection:
        drafts.put_tenders(connection, cart)
    return cart
