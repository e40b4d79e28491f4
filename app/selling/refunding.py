"""Paying back what was paid: to the tender it came from, and never twice."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from app.base.errors import Refusal
from app.base.ids import SaleId
from app.base.money import Money, total
from app.base.quantity import Quantity
from app.selling import sales
from app.selling.cart import NOTHING
from app.selling.sale import Sale
from app.selling.sold import Sold
from app.selling.tender import Tender, TenderKind
from app.staff import auditing
from app.staff.person import Act, Actor, Demand
from app.till import Till


def proposed(originals: Iterable[Sold], due: Money) -> tuple[Tender, ...]:
    """Say how `due`, below zero, goes back: to cards and vouchers first, then in cash.

    Cash comes last, so that nobody draws cash on a card.
    """
    left, back = -due, []
    for tender in (one for original in originals for one in original.refundable()):
        amount = min(left, tender.amount)
        if amount > NOTHING:
            back.append(Tender(tender.kind, -amount, tender.reference))
            left -= amount
    if left > NOTHING:
        back.append(Tender(TenderKind.CASH, -left))
    return tuple(back)


def originals(
    connection: Connection, till: Till, of: Iterable[SaleId], told: Sequence[Sold] = ()
) -> list[Sold]:
    """Read the sales that something is brought back of: as kept here, and as HQ has `told`."""
    known = {one.sale.id: one for one in told}
    found = []
    for one in dict.fromkeys(of):
        news = known.get(one)
        kept = find(connection, till, one)
        if kept is not None:
            found.append(kept.told(news.takers, news.claims) if news else kept)
        elif news is not None:
            found.append(news)
    return found


def find(connection: Connection, till: Till, sale_id: SaleId) -> Sold | None:
    """Read a sale of this till with what came back of it; None when it is not here."""
    sale = sales.find(connection, till.store, sale_id)
    if sale is None:
        return None
    return Sold(sale=sale, takers=tuple(sales.takers_back(connection, till.store, sale_id)))


def must_be_fair(
    connection: Connection, till: Till, sale: Sale, by: Actor, told: Sequence[Sold] = ()
) -> None:
    """Raise Refusal where more comes back than was sold, or money goes where it did not come from.

    Called in the transaction that keeps the sale: two refunds at once cannot both pass. A sale of
    another till that HQ did not grant takes somebody who may do without, and is kept on record.
    """
    wanted = [one.sale for one in sale.returns if one.sale]
    known = originals(connection, till, wanted, told)
    for original in known:
        _must_not_exceed(sale, original)
    sure = {one.sale.id for one in known if one.is_ours or one.is_granted}
    if unsure := [one for one in sale.returns if one.sale and one.sale not in sure]:
        amount = total(one.money for one in unsure)
        by.must_be_allowed(Demand(act=Act.RETURN_UNCHECKED, amount=amount))
        what = " ".join(dict.fromkeys(one.number for one in unsure))
        act = Act.RETURN_UNCHECKED
        auditing.record(connection, till, by, act, sale=sale.id, what=what, amount=amount)
    if sale.total < NOTHING:
        cash = _must_go_back(sale, proposed(known, sale.total), by)
        if cash > NOTHING:
            act, what = Act.REFUND_OTHERWISE, sale.number
            auditing.record(connection, till, by, act, sale=sale.id, what=what, amount=cash)


def _must_not_exceed(sale: Sale, original: Sold) -> None:
    for line in original.sale.lines:
        now = sum(
            one.quantity.thousandths
            for one in sale.returns
            if (one.sale, one.line) == (original.sale.id, line.position)
        )
        left = original.free(line, sale.id).thousandths
        if now > left:
            text = Quantity(max(0, left)).text()
            raise Refusal("returned_too_much", name=line.name, left=text)


def _must_go_back(sale: Sale, wanted: Sequence[Tender], by: Actor) -> Money:
    """Return the cash that goes back for what was paid otherwise, once somebody may do that."""
    allowed = {(one.kind, one.reference): -one.amount for one in wanted}
    back: dict[tuple[TenderKind, str], Money] = {}
    for one in sale.tenders:
        way = (one.kind, "" if one.kind is TenderKind.CASH else one.reference)
        back[way] = back.get(way, NOTHING) - one.amount
    cash = back.pop((TenderKind.CASH, ""), NOTHING)
    for way, amount in back.items():
        if amount > allowed.get(way, NOTHING):
            raise Refusal("refund_too_much", amount=amount.text())
    otherwise = max(NOTHING, cash - allowed.get((TenderKind.CASH, ""), NOTHING))
    if otherwise > NOTHING:
        by.must_be_allowed(Demand(act=Act.REFUND_OTHERWISE, amount=otherwise))
    return otherwise
