"""Paying back what was paid: to the tender it came from, and never twice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from app.base.errors import Refusal
from app.base.ids import SaleId
from app.base.money import Money, total
from app.base.quantity import Quantity
from app.selling import sales
from app.selling.cart import NOTHING
from app.selling.sale import Sale
from app.selling.tender import Tender, TenderKind
from app.staff.person import Act, Actor, Demand
from app.till import Till


@dataclass(frozen=True, slots=True)
class Original:
    """A sale that something is brought back of, and the sales that took of it back before."""

    sale: Sale
    takers: Sequence[Sale]

    def left(self) -> list[Tender]:
        """Return what can still go back to each tender but cash, in the order of payment."""
        gone = [tender for taker in self.takers for tender in taker.tenders]
        return [
            Tender(one.kind, left, one.reference)
            for one in self.sale.tenders
            if one.kind is not TenderKind.CASH
            if (left := one.amount + total(it.amount for it in gone if _is_back(it, one))) > NOTHING
        ]


def proposed(originals: Iterable[Original], due: Money) -> tuple[Tender, ...]:
    """Say how `due`, below zero, goes back: to cards and vouchers first, then in cash.

    Cash comes last, so that nobody draws cash on a card.
    """
    left, back = -due, []
    for tender in (one for original in originals for one in original.left()):
        amount = min(left, tender.amount)
        if amount > NOTHING:
            back.append(Tender(tender.kind, -amount, tender.reference))
            left -= amount
    if left > NOTHING:
        back.append(Tender(TenderKind.CASH, -left))
    return tuple(back)


def originals(connection: Connection, till: Till, of: Iterable[SaleId]) -> list[Original]:
    """Read the sales that something is brought back of, where this till knows them."""
    found = []
    for one in dict.fromkeys(of):
        sale = sales.find(connection, one)
        if sale is not None:
            found.append(Original(sale, sales.takers_back(connection, till.store, one)))
    return found


def must_be_fair(connection: Connection, till: Till, sale: Sale, by: Actor) -> None:
    """Raise Refusal where more comes back than was sold, or money goes where it did not come from.

    Called in the transaction that keeps the sale: two refunds at once cannot both pass.
    """
    known = originals(connection, till, [one.sale for one in sale.returns if one.sale])
    for original in known:
        _must_not_exceed(connection, till, sale, original.sale)
    if sale.total < NOTHING:
        _must_go_back(sale, proposed(known, sale.total), by)


def _must_not_exceed(connection: Connection, till: Till, sale: Sale, original: Sale) -> None:
    before = sales.returned(connection, till.store, original.id)
    for line in original.lines:
        now = sum(
            one.quantity.thousandths
            for one in sale.returns
            if (one.sale, one.line) == (original.id, line.position)
        )
        left = line.quantity.thousandths - before.get(line.position, Quantity(0)).thousandths
        if now > left:
            raise Refusal("returned_too_much", name=line.name, left=Quantity(left).text())


def _must_go_back(sale: Sale, wanted: Sequence[Tender], by: Actor) -> None:
    allowed = {(one.kind, one.reference): -one.amount for one in wanted}
    for one in sale.tenders:
        if one.kind is TenderKind.CASH:
            continue
        if -one.amount > allowed.get((one.kind, one.reference), NOTHING):
            raise Refusal("refund_too_much", amount=(-one.amount).text())
    cash = -total(one.amount for one in sale.tenders if one.kind is TenderKind.CASH)
    if cash > allowed.get((TenderKind.CASH, ""), NOTHING):
        by.must_be_allowed(Demand(act=Act.REFUND_OTHERWISE, amount=cash))


def _is_back(given: Tender, tender: Tender) -> bool:
    is_same = (given.kind, given.reference) == (tender.kind, tender.reference)
    return is_same and given.amount < NOTHING
