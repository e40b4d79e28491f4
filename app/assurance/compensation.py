"""Making a lost order good: ask, bind late money to its sale, give it back, link, coupon, a person.

The hub takes the first steps by itself; here each is written down as it happens. The later ones
are only possible once the hub has proven that nothing of the old attempt is left.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from app.assurance import commands
from app.assurance.commands import Command, Kind, Stage
from app.base.errors import Refusal
from app.base.ids import SaleId
from app.base.money import Money
from app.payments import standing
from app.payments.attempt import DEAD, Attempt, State, new_number
from app.payments.exchange import Mode
from app.payments.hub import Charge, Hub, News, Update
from app.selling import drafts, sales
from app.selling.cart import Cart
from app.selling.sale import MOST_ROUNDING
from app.storage import facts
from app.till import Till

LINK_LASTS_S = 1800.0
_STEPS = {  # what an attempt's state says of the ladder
    State.UNKNOWN: (Kind.QUERY, Stage.WANTED),
    State.REVERSING: (Kind.GIVE_BACK, Stage.WANTED),
    State.REFUNDING: (Kind.GIVE_BACK, Stage.WANTED),
    State.REVERSED: (Kind.GIVE_BACK, Stage.DONE),
    State.REFUNDED: (Kind.GIVE_BACK, Stage.DONE),
    State.ESCALATED: (Kind.ESCALATE, Stage.WANTED),
}
Deliver = Callable[[Attempt, str], None]  # sends a pay link to the customer's phone


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedCoupon:
    """A coupon that the shop owes a customer for their trouble."""

    sale: SaleId
    number: str  # of the attempt that went wrong
    amount: Money
    reason: str


def taking(till: Till) -> Callable[[Attempt], bool]:
    """Return what tells the hub whether the sale of an attempt still takes its money.

    An open cart does for as much as is left to pay; a sale that is complete only when the attempt
    is one of its tenders, as when a manager let it go without proof.
    """

    def takes(attempt: Attempt) -> bool:
        with till.shop.database.reading() as connection:
            sale = sales.find(connection, attempt.store, attempt.sale)
            if sale is not None:
                return any(it.reference == attempt.number for it in sale.tenders)
            cart = _cart(drafts.newest(connection), attempt.sale)
            held = [cart for _, cart in drafts.all_held(connection)] if cart is None else []
        found = cart or next((it for it in held if it.id == attempt.sale), None)
        if found is None:
            return False
        is_bound = any(it.reference == attempt.number for it in found.tenders)
        return is_bound or found.tendered + attempt.amount < found.total + MOST_ROUNDING

    return takes


def follow(till: Till, hub: Hub, deliver: Deliver | None = None) -> None:
    """Write every step down that the hub takes, from now on; hand pay links over as they come.

    What HQ's hub took for a sale that is over goes back: HQ does not see this till's carts.
    `deliver` is called from a thread of the hub and must be quick.
    """
    takes = taking(till)

    def hear(update: Update) -> None:
        if update.news in (News.MOVED, News.ESCALATED, News.DISPUTED):
            keep(till, update)
            if update.attempt.state is State.PAID and not takes(update.attempt):
                return_unwanted(till, hub, update.attempt)
        elif update.news is News.SHOWN and deliver is not None:
            _hand_over(till, update, deliver)

    hub.listen(hear)


def keep(till: Till, update: Update) -> None:
    """Write down what has become of an attempt; the same news again changes nothing."""
    attempt, at = update.attempt, till.shop.clock()
    step = _STEPS.get(attempt.state)
    if update.news is News.DISPUTED:
        step = Kind.ESCALATE, Stage.WANTED
    with till.shop.database.writing() as connection:
        if step is not None:
            kind, stage = step
            one = _command(attempt, kind, at=at)
            commands.add(connection, one)
            if stage is Stage.DONE:
                commands.done(connection, one.id, at)
        if not attempt.is_final:
            return
        if attempt.state is State.PAID and commands.find(connection, _id(attempt, Kind.QUERY)):
            commands.add(connection, _command(attempt, Kind.BIND, at=at))
            commands.done(connection, _id(attempt, Kind.BIND), at)
        commands.done(connection, _id(attempt, Kind.QUERY), at)
        if not (attempt.is_trusted and attempt.state in DEAD):  # goods are gone, money is not there
            commands.done(connection, _id(attempt, Kind.ESCALATE), at)


def return_unwanted(till: Till, hub: Hub, attempt: Attempt) -> None:
    """Give back what came for a sale that does not take it; asked for again it does nothing."""
    with till.shop.database.writing() as connection:
        if standing.goes_back(connection, attempt):
            return
        amount, at = attempt.paid or attempt.amount, till.shop.clock()
        standing.give_back(connection, attempt.number, amount, at, "the sale is over")
    hub.go_on(attempt.number)


def send_pay_link(till: Till, hub: Hub, lost: Attempt, *, due: Money) -> Attempt:
    """Ask for the money of a dead attempt once more, by a link, under a new number.

    The same lost attempt has one link, however often it is asked for; `follow` hands it over, and
    the hub has it as a QR code. The hub checks once more that everything before is dead, here and
    at the provider; raises Refusal where it is not.
    """
    at = till.shop.clock()
    with till.shop.database.reading() as connection:
        known = commands.find(connection, _id(lost, Kind.PAY_LINK))
    if known is None:
        must_be_dead(till, lost)
        new = replace(_anew(lost), made_at=at)
        command = _command(lost, Kind.PAY_LINK, at=at, body=facts.encode(new).decode())
        with till.shop.database.writing() as connection:
            commands.add(connection, command)
            known = commands.find(connection, command.id)
    assert known is not None, "it was just written"
    link = facts.decode(known.body.encode(), Attempt)
    return hub.show_qr(Charge(attempt=link, due=due, lasts_s=LINK_LASTS_S))


def owe_coupon(till: Till, lost: Attempt, amount: Money, reason: str) -> bool:
    """Owe the customer a coupon, once per sale; return whether it is new.

    Only once nothing of the sale is left at any provider: raises Refusal before that.
    """
    must_be_dead(till, lost)
    owed = OwedCoupon(sale=lost.sale, number=lost.number, amount=amount, reason=reason)
    body = facts.encode(owed).decode()
    command = _command(lost, Kind.COUPON, at=till.shop.clock(), body=body)
    with till.shop.database.writing() as connection:
        return commands.add(connection, replace(command, id=f"{lost.store}/{lost.sale}/coupon"))


def must_be_dead(till: Till, lost: Attempt) -> None:
    """Raise Refusal unless every attempt of the sale is dead in the journal."""
    with till.shop.database.reading() as connection:
        known = standing.of_sale(connection, lost.store, lost.sale)
    for one in known or [lost]:
        if one.state is State.PAID:
            raise Refusal("payment_paid_already", paid=(one.paid or one.amount).text())
        if one.state not in DEAD:
            raise Refusal("payment_unproven", number=one.number)


def _anew(lost: Attempt) -> Attempt:
    return Attempt(
        number=new_number(),
        store=lost.store,
        till=lost.till,
        sale=lost.sale,
        channel="",  # whichever can make a link for this wallet
        wallet=lost.wallet,
        mode=Mode.SHOWN,
        amount=lost.amount,
        made_at=lost.made_at,
    )


def _hand_over(till: Till, update: Update, deliver: Deliver) -> None:
    """Deliver a link once; whether it arrives, only the payment shows."""
    with till.shop.database.reading() as connection:
        links = commands.wanted(connection, Kind.PAY_LINK)
    for command in links:
        if facts.decode(command.body.encode(), Attempt).number == update.attempt.number:
            deliver(update.attempt, update.shows)
            with till.shop.database.writing() as connection:
                commands.done(connection, command.id, till.shop.clock())


def _cart(cart: Cart | None, sale: SaleId) -> Cart | None:
    return cart if cart is not None and cart.id == sale else None


def _id(attempt: Attempt, kind: Kind) -> str:
    return f"{attempt.store}/{attempt.number}/{kind}"


def _command(attempt: Attempt, kind: Kind, *, at: datetime, body: str = "") -> Command:
    trace = body or f"{attempt.number} {attempt.reference} {attempt.reason}".strip()
    return Command(
        id=_id(attempt, kind),
        kind=kind,
        store=attempt.store,
        sale=attempt.sale,
        number=attempt.number,
        made_at=at,
        body=trace,
    )
