"""Paying a bill through channels: what a cashier asks for, and what becomes of it on the bill.

A payment is begun with the hub, which tells by itself how it goes on. What is proven becomes a
tender of its bill here, in the thread of whoever holds the cart.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from app.base.errors import Refusal
from app.base.money import Money, total
from app.payments import attempts, standing, wallets
from app.payments.attempt import DEAD, Attempt, OrderNo, new_number, typed_number
from app.payments.exchange import Instalments, Mode
from app.payments.hub import Charge, Hub
from app.payments.wallets import SHAPES, Shape, Wallet
from app.selling import drafts
from app.selling.cart import NOTHING, Cart
from app.selling.tender import Tender, TenderKind
from app.selling.tendering import MOST_PARTS
from app.staff import auditing
from app.staff.person import Act, Actor, Demand
from app.till import Till

log = logging.getLogger(__name__)

KINDS = {
    Wallet.WECHAT: TenderKind.WECHAT,
    Wallet.ALIPAY: TenderKind.ALIPAY,
    Wallet.UNIONPAY: TenderKind.UNIONPAY,
    Wallet.ECNY: TenderKind.ECNY,
}


@dataclass(frozen=True, slots=True)
class Payable:
    """A wallet that can pay here, and how: by its code, by ours, or both."""

    wallet: Wallet
    modes: frozenset[Mode]


def by_code(
    till: Till,
    hub: Hub,
    cart: Cart,
    scanned: str,
    *,
    amount: Money,
    due: Money,
    instalments: Instalments | None = None,
    shapes: Sequence[Shape] = SHAPES,
) -> Attempt:
    """Take money by the code that a customer shows; its wallet is recognised, never guessed.

    `due` is the whole bill after rounding. Raises Refusal while other money of it is unproven.
    """
    code = wallets.read(scanned)
    wallet = wallets.recognised(code, shapes)
    attempt = _attempt(till, cart, wallet, Mode.SCANNED, amount, instalments)
    return hub.pay(_charge(attempt, cart, due), code)


def by_qr(
    till: Till,
    hub: Hub,
    cart: Cart,
    wallet: Wallet,
    *,
    amount: Money,
    due: Money,
    instalments: Instalments | None = None,
) -> Attempt:
    """Show a QR code that the customer scans with this wallet; its text comes as news."""
    attempt = _attempt(till, cart, wallet, Mode.SHOWN, amount, instalments)
    return hub.show_qr(_charge(attempt, cart, due))


def take_paid(till: Till, cart: Cart, *, due: Money) -> Cart:
    """Make a tender of everything that is proven for this bill and is not one yet.

    It is on the disk when this returns; the same cart where there was nothing. Should the bill have
    become smaller meanwhile, more than `due` is bound all the same: somebody must see it.
    """
    bound = [one.reference for one in cart.tenders if one.kind.is_channel]
    with till.shop.database.writing() as connection:
        found = standing.unbound(connection, till.store, cart.id, bound)
        if not found:
            return cart
        new = cart.tender((*cart.tenders, *map(tender_of, found)))
        drafts.put_tenders(connection, new)
    if new.tendered > due:
        log.warning("more was paid for bill %s than it comes to", cart.id)
    return new


def release(
    till: Till, hub: Hub, cart: Cart, number: OrderNo, *, due: Money, reason: str, by: Actor
) -> Cart:
    """Count an unproven payment as if it were paid, as a manager decides; on record.

    Raises NeedsApproval, and Refusal for what is final or goes back already.
    """
    attempt = find(till, number)
    if attempt.amount > due - cart.tendered:
        over = (attempt.amount - (due - cart.tendered)).text()
        raise Refusal("no_change_but_cash", over=over)
    by.must_be_allowed(Demand(act=Act.RELEASE_PAYMENT, amount=attempt.amount))
    new = cart.tender((*cart.tenders, tender_of(attempt)))
    act, amount = Act.RELEASE_PAYMENT, attempt.amount

    def also(connection: object) -> None:
        drafts.put_tenders(connection, new)  # type: ignore[arg-type]
        auditing.record(
            connection,  # type: ignore[arg-type]
            till,
            by,
            act,
            sale=cart.id,
            what=f"{number} {reason}",
            amount=amount,
        )

    hub.release(number, by=by.person.name or by.person.id, reason=reason, also=also)
    return new


def give_back(till: Till, hub: Hub, cart: Cart, at: int) -> Cart:
    """Take a channel tender off the bill, counted from 0; its money goes back by itself.

    One that was only trusted, and turned out dead, has none to go back. Raises Refusal while that
    is not known.
    """
    tender = cart.tenders[at]
    if not tender.kind.is_channel:
        raise Refusal("payment_unknown", number=tender.reference)
    new = cart.without_tender(at)
    with till.shop.database.writing() as connection:
        attempt = standing.find(connection, tender.reference)
        if attempt is None or attempt.state not in DEAD:
            moment = till.shop.clock()
            standing.give_back(connection, tender.reference, tender.amount, moment, "taken off")
        drafts.put_tenders(connection, new)
    hub.go_on(OrderNo(tender.reference))
    return new


def of_cart(till: Till, cart: Cart) -> tuple[Attempt, ...]:
    """Return every attempt for a bill, the first one first."""
    with till.shop.database.reading() as connection:
        return standing.of_sale(connection, till.store, cart.id)


def known(till: Till, number: OrderNo) -> Attempt | None:
    """Return a payment as it is on the disk; None for a number that is not ours."""
    with till.shop.database.reading() as connection:
        return standing.find(connection, number)


def find(till: Till, typed: str) -> Attempt:
    """Find a payment by our order number as somebody types it, or by the provider's own.

    Raises Refusal when it is no payment of this till.
    """
    with till.shop.database.reading() as connection:
        try:
            found = standing.find(connection, typed_number(typed))
        except Refusal:
            found = next(iter(attempts.by_reference(connection, typed.strip())), None)
    if found is None:
        raise Refusal("payment_unknown", number=typed.strip()[:64])
    return found


def tender_of(attempt: Attempt) -> Tender:
    """Return an attempt as a bill counts it."""
    kind = TenderKind.HUABEI if attempt.instalments else KINDS[Wallet(attempt.wallet)]
    return Tender(kind, attempt.paid or attempt.amount, attempt.number)


def _attempt(
    till: Till,
    cart: Cart,
    wallet: Wallet,
    mode: Mode,
    amount: Money,
    instalments: Instalments | None,
) -> Attempt:
    if cart.is_empty:
        raise Refusal("nothing_scanned")
    if len(cart.tenders) >= MOST_PARTS:
        raise Refusal("too_many_tenders", limit=MOST_PARTS)
    if instalments is not None and wallet is not Wallet.ALIPAY:
        raise Refusal("instalments_not_offered", months=instalments.months)
    return Attempt(
        number=new_number(),
        store=till.store,
        till=till.id,
        sale=cart.id,
        channel="",
        wallet=wallet,
        mode=mode,
        amount=amount,
        made_at=till.shop.clock(),
        instalments=instalments,
    )


def _charge(attempt: Attempt, cart: Cart, due: Money) -> Charge:
    """Leave what was taken otherwise out of what channels may take of a bill."""
    otherwise = total(one.amount for one in cart.tenders if not one.kind.is_channel)
    left = due - otherwise
    over = attempt.amount - (due - cart.tendered)
    if attempt.amount <= NOTHING:
        raise Refusal("sale_does_not_add_up", why="a payment of nothing")
    if over > NOTHING:
        raise Refusal("no_change_but_cash", over=over.text())
    return Charge(attempt=attempt, due=left)
